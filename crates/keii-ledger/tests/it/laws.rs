//! What holds of every set of readings.

use std::collections::BTreeSet;

use keii_ledger::standing::summary::Summary;
use keii_ledger::{Elsewhere, Ledger, Share, build_one, shares};
use keii_model::{Entity, EventType, Id, OfficeLevel, Reading, Record, Status, Story};
use proptest::prelude::*;

use crate::telling::{Telling, lines};

const NAMES: &[&str] = &[
    "ベルク",
    "アンナ・ベルク",
    "ルーカス・ベルク",
    "山本",
    "山本一郎",
    "山本次郎",
    "タール",
    "外相",
    "アンドレ・ハルトマン",
    "アンドレー・ハルトマン",
    "アンドレ・ハルトマス",
    "ハルトマス",
];
const OFFICES: &[(&str, Option<&str>)] =
    &[("外相", Some("北国")), ("外相", Some("南国")), ("首相", None), ("議長", Some("北国"))];
const TIMES: &[Option<&str>] =
    &[None, Some("2025-03-04"), Some("2025-03"), Some("XXXX-03"), Some("2025-03-05")];

/// Persons with an office or none, then a day of publication, then meetings of two of them.
fn reading(document: usize) -> impl Strategy<Value = Reading> {
    let person = (0..NAMES.len(), prop::option::of(0..OFFICES.len()));
    let persons = prop::collection::vec(person, 0..4);
    let meetings = prop::collection::vec((0..4usize, 0..4usize, 0..TIMES.len()), 0..3);
    let published = prop::option::of(1..9u8);
    (persons, meetings, published).prop_map(move |(persons, meetings, published)| {
        let mut telling = Telling::new(&format!("D{document}"));
        telling = telling.country("北国", "country:xn").country("南国", "country:xs");
        if let Some(day) = published {
            telling = telling.published(&format!("2025-03-0{day}"));
        }
        let names: Vec<&str> = persons.iter().map(|&(name, _)| NAMES[name]).collect();
        for (name, office) in persons {
            telling = telling.person(NAMES[name]).says(NAMES[name], "港を開く");
            if let Some((title, of)) = office.map(|office| OFFICES[office]) {
                telling = telling.role(title, of).level(OfficeLevel::Minister);
            }
        }
        for (a, b, time) in meetings {
            let pair: Vec<&str> = [a, b].iter().filter_map(|&at| names.get(at).copied()).collect();
            telling = telling.event(EventType::Meet, &pair, TIMES[time]).lasted("PT45M");
            let stands = [Status::Held, Status::Planned, Status::Postponed, Status::Agreed];
            telling = telling.status(stands[(a + b + time) % stands.len()]);
        }
        telling.reading
    })
}

fn readings() -> impl Strategy<Value = Vec<Reading>> {
    (0..6usize).prop_flat_map(|count| (0..count).map(reading).collect::<Vec<_>>())
}

/// Readings, and the same in another order with some of them twice.
fn shuffled() -> impl Strategy<Value = (Vec<Reading>, Vec<Reading>)> {
    readings().prop_flat_map(|readings| {
        let mut twice = readings.clone();
        twice.extend(readings.iter().step_by(2).cloned());
        (Just(readings), Just(twice).prop_shuffle())
    })
}

/// What a list shows of each story.
fn in_a_line(ledger: &Ledger) -> Vec<(Id, String)> {
    let line = |one: &Summary<'_>| {
        let main: Vec<_> = one.main.iter().map(|party| (&party.id, &party.name)).collect();
        let ends = [&one.last, &one.next].map(|end| {
            let end = end.as_ref();
            end.map(|end| (&end.event.id, end.time, &end.documents, &end.mentions))
        });
        format!("{:?} {main:?} {} {:?} {ends:?}", one.story, one.sources, one.told_until)
    };
    ledger.summaries().iter().map(|one| (one.story.id.clone(), line(one))).collect()
}

/// Parties, channels and positions of a story, by id.
fn stands(ledger: &Ledger, story: &Story) -> String {
    let standing = ledger.standing(&story.documents);
    let ids = |all: &[&Entity]| all.iter().map(|one| one.id.to_string()).collect::<Vec<_>>();
    let channels = standing.channels.iter().map(|one| (ids(&one.parties), one.contacts.len()));
    let positions = standing.positions.iter().map(|one| (&one.party.id, one.positions.len()));
    let (channels, positions) = (channels.collect::<Vec<_>>(), positions.collect::<Vec<_>>());
    format!("{:?} {channels:?} {positions:?}", ids(&standing.main))
}

proptest! {
    #[test]
    fn stories_in_a_line_show_what_the_ledger_of_everything_shows(readings in readings()) {
        let whole = keii_ledger::build(readings);
        let kept = serde_json::to_string(&whole.abridge()).unwrap();
        let lines = keii_ledger::abridged(serde_json::from_str(&kept).unwrap(), vec![]);
        prop_assert_eq!(in_a_line(&lines), in_a_line(&whole));
    }

    #[test]
    fn order_and_repetition_change_nothing((readings, shuffled) in shuffled()) {
        let (ledger, other) = (keii_ledger::build(readings), keii_ledger::build(shuffled));
        prop_assert_eq!(lines(&ledger), lines(&other));
        prop_assert_eq!(ledger, other);
    }

    #[test]
    fn a_story_alone_is_what_it_is_among_all(readings in readings()) {
        let whole = keii_ledger::build(readings.clone());
        let of = |story: &Story| -> Vec<Reading> {
            let ours = |one: &&Reading| story.documents.contains(&one.document.id);
            readings.iter().filter(ours).cloned().collect()
        };
        let shares: Vec<Vec<Share>> =
            whole.stories().iter().map(|story| shares(of(story), &[])).collect();
        for (at, story) in whole.stories().iter().enumerate() {
            let others = shares.iter().enumerate().filter(|(other, _)| *other != at);
            let elsewhere = others.flat_map(|(_, shares)| shares.clone()).collect();
            let elsewhere = Elsewhere { shares: elsewhere, named: vec![] };
            let alone = build_one(of(story), &[], elsewhere);
            let mut among: Vec<Record> = whole.records_of(story).cloned().collect();
            for record in &mut among {
                if let Record::Entity(entity) = record {
                    entity.evidence.retain(|span| story.documents.contains(&span.document));
                }
            }
            let line = |record: &Record| serde_json::to_string(record).unwrap();
            prop_assert_eq!(lines(&alone), among.iter().map(line).collect::<Vec<_>>());
            // A list of stories and the page of one must not tell two things.
            prop_assert_eq!(in_a_line(&alone), in_a_line(&whole)
                .into_iter().filter(|(id, _)| *id == story.id).collect::<Vec<_>>());
            prop_assert_eq!(stands(&alone, story), stands(&whole, story));
        }
    }

    #[test]
    fn no_reference_leads_nowhere(readings in readings()) {
        let ledger = keii_ledger::build(readings);
        for record in ledger.records() {
            let entities: Vec<_> = match record {
                Record::Attribution(one) => {
                    one.speaker.iter().chain(&one.via).filter_map(|one| one.entity.as_ref()).collect()
                }
                Record::EventMention(one) => {
                    one.participants.iter().filter_map(|one| one.entity.as_ref()).collect()
                }
                _ => vec![],
            };
            for id in entities {
                prop_assert!(ledger.entity(id).is_some(), "{}", id);
            }
            if let Record::Comparison(one) = record {
                prop_assert!(one.event.iter().chain(&one.entity).all(|id| ledger.get(id).is_some()));
                prop_assert!(!one.values.is_empty());
            }
            if let Record::Chain(one) = record {
                prop_assert!(one.steps.iter().all(|step| ledger.get(&step.event).is_some()));
            }
            if let Record::Event(event) = record {
                prop_assert!(event.succeeds.iter().all(|id| *id != event.id && ledger.get(id).is_some()));
                prop_assert!(event.mentions.iter().all(|id| ledger.mention(id).is_some()));
                prop_assert!(event.mentions.len() <= event.history.len());
            }
        }
    }

    #[test]
    fn every_mention_stays_and_ids_are_unique(readings in readings()) {
        let named: usize = readings.iter().map(|reading| reading.entities.len()).sum();
        let told: usize = readings.iter().map(|reading| reading.events.len()).sum();
        let ledger = keii_ledger::build(readings);
        prop_assert_eq!(ledger.entities().map(|entity| entity.evidence.len()).sum::<usize>(), named);
        prop_assert_eq!(ledger.events().map(|event| event.mentions.len()).sum::<usize>(), told);
        let ids: BTreeSet<_> = ledger.records().iter().map(Record::id).collect();
        prop_assert_eq!(ids.len(), ledger.records().len());
    }

    #[test]
    fn two_full_names_are_two_people(readings in readings()) {
        for person in keii_ledger::build(readings).people() {
            let full = ["アンナ・ベルク", "ルーカス・ベルク", "山本一郎", "山本次郎"];
            let found: Vec<_> =
                person.entity.aliases.iter().filter(|name| full.contains(&name.as_str())).collect();
            prop_assert!(found.len() < 2, "{:?}", found);
        }
    }

    #[test]
    fn each_event_stands_once_in_the_timeline(readings in readings()) {
        let ledger = keii_ledger::build(readings);
        let timeline = ledger.timeline();
        let ids: BTreeSet<_> =
            timeline.dated.iter().chain(&timeline.undated).map(|entry| &entry.event.id).collect();
        prop_assert_eq!(ids.len(), timeline.dated.len() + timeline.undated.len());
        prop_assert_eq!(ids.len(), ledger.events().count());
        let calendar = |entry: &keii_ledger::Entry<'_>| {
            let value = entry.time.and_then(|time| time.value.as_ref());
            value.is_some_and(|value| value.first_day().or(value.last_day()).is_some())
        };
        prop_assert!(timeline.dated.iter().all(calendar));
        prop_assert!(!timeline.undated.iter().any(calendar));
    }
}
