//! Stories: which documents tell of one affair, and which are copies of others.

use std::collections::BTreeMap;

use keii_ledger::{CopyKind, Ledger, Profile, StoryChange, build, history, link};
use keii_model::{
    Attribute, EntityType, EventType, Id, OfficeLevel, Reading, Record, Sketch, TextSpan,
};
use proptest::prelude::*;

use crate::telling::{Telling, lines};

/// A telling of the talks of two countries, by their ministers.
fn talks(id: &str, other: (&str, &str), minister: &str, day: &str) -> Reading {
    let telling = Telling::new(id).published(day).country("北国", "country:xn");
    let telling = telling.country(other.0, other.1).person("アンナ・ベルク").person(minister);
    let people: [&str; 2] = ["アンナ・ベルク", minister];
    let mut reading = telling.event(EventType::Meet, &people, Some(day)).when(day).reading;
    // Whom the talks are between is named more than once.
    for country in reading.entities.iter_mut().filter(|one| one.entity_type == EntityType::Country)
    {
        let again = country.evidence.iter().map(|span| TextSpan {
            start: span.start + 100,
            end: span.end + 100,
            ..span.clone()
        });
        country.evidence.extend(again.collect::<Vec<_>>());
    }
    reading
}

const SOUTH: (&str, &str) = ("南国", "country:xs");
const EAST: (&str, &str) = ("東国", "country:xe");

fn documents(ledger: &Ledger) -> Vec<Vec<String>> {
    let stories = ledger.stories().iter();
    stories.map(|story| story.documents.iter().map(ToString::to_string).collect()).collect()
}

#[test]
fn documents_of_one_affair_are_one_story_and_one_person_is_no_affair() {
    let ledger = build(vec![
        talks("D1", SOUTH, "ヨハン・タール", "2025-03-04"),
        talks("D2", SOUTH, "ヨハン・タール", "2025-03-09"),
        talks("D3", EAST, "ルーカス・ホルム", "2025-03-05"),
        talks("D4", EAST, "ルーカス・ホルム", "2025-03-06"),
    ]);
    assert_eq!(documents(&ledger), [vec!["D1", "D2"], vec!["D3", "D4"]]);
    let [talks, _] = ledger.stories() else { panic!("two stories") };
    assert_eq!(talks.id.as_str(), "S.1");
    assert_eq!(talks.label, "北国 / 南国 / ヨハン・タール / アンナ・ベルク");
    assert_eq!(ledger.story(&"D2".into()), Some(talks), "by any of its documents");
    assert_eq!(ledger.story(&"S.2".into()), Some(talks), "by a name that it may have had");
    let known = ledger.records_of(talks).filter(|one| matches!(one, Record::Document(_))).count();
    assert_eq!(known, 2);
    // She takes part in both, and is one person for all that.
    assert_eq!(ledger.people().iter().filter(|one| one.documents.len() == 4).count(), 1);
}

#[test]
fn a_story_falls_apart_when_what_held_it_together_is_told_anew() {
    let told = |id: &str, day: &str| talks(id, SOUTH, "ヨハン・タール", day);
    let arrived = [
        told("D1", "2022-09-01"),
        told("D3", "2024-09-01"),
        told("D2", "2023-09-01"),
        talks("D4", EAST, "ルーカス・ホルム", "2023-09-01"),
    ];
    let newer = BTreeMap::from([("D4".into(), "D2".into())]);
    let changes: Vec<StoryChange> =
        history(&arrived, &newer).into_iter().map(|step| step.change).collect();
    let both = || vec!["S.1".into(), "S.3".into()];
    let begun = StoryChange::Begun;
    let (merged, split) = (StoryChange::Merged(both()), StoryChange::Split(both()));
    assert_eq!(changes, [begun.clone(), begun.clone(), merged, split, begun]);
}

/// A report of the talks that names others beside, and counts.
fn report(id: &str, others: &[String], amounts: &[i64]) -> Profile {
    let mut reading = talks(id, SOUTH, "アンナ・ベルク", "2025-03-04");
    for (at, name) in others.iter().step_by(2).enumerate() {
        let mut other = Telling::new(id).person(name).reading.entities.remove(0);
        other.id = keii_model::Id::from(format!("{id}.O{at}"));
        reading.entities.push(other);
    }
    for amount in amounts {
        let span = reading.entities[0].evidence[0].clone();
        reading.quantities.push(keii_model::Quantity {
            id: keii_model::Id::from(format!("{id}.Q{amount}")),
            span,
            value: Some(keii_model::Number::Whole(*amount)),
            unit: Some("ton".into()),
            approximate: false,
            counts: None,
            of: None,
        });
    }
    Profile::of(&reading)
}

#[test]
fn short_reports_of_one_news_are_linked_by_what_they_count() {
    let named: Vec<String> = ('ア'..='ク').map(|first| format!("カイ・{first}ルン")).collect();
    let others: Vec<String> = ('ア'..='ク').map(|first| format!("レナ・{first}ベルデ")).collect();
    let first = report("D1", &named, &[40, 77, 160]);
    assert!(link(&first, &report("D2", &others, &[40, 77, 160])).is_some());
    assert!(link(&first, &report("D2", &others, &[40, 77])).is_none(), "two may be background");
    assert!(link(&first, &report("D2", &others, &[])).is_none());
}

#[test]
fn the_same_people_years_later_are_another_affair() {
    let ledger = build(vec![
        talks("D1", SOUTH, "ヨハン・タール", "2021-03-04"),
        talks("D2", SOUTH, "ヨハン・タール", "2025-03-04"),
    ]);
    assert_eq!(documents(&ledger).len(), 2);
}

#[test]
fn a_name_that_is_seldom_in_the_news_says_more_than_one_that_is_everywhere() {
    let report = |id: &str, place: (&str, &str), country: (&str, &str), minister: &str| {
        let telling = Telling::new(id).country(country.0, country.1).person(minister);
        Profile::of(&telling.entity(EntityType::Place, place.0, &[]).key(place.1).reading)
    };
    let evidence = |place, country| {
        let one = report("D1", place, country, "ヨハン・タール");
        let found = link(&one, &report("D2", place, country, "ヨハン・タール"));
        found.expect("all is the same").evidence
    };
    let seldom = evidence(("北港", "place:north-harbour"), ("北国", "country:xn"));
    let often = evidence(("東京", "place:tokyo"), ("日本", "country:jp"));
    assert!(seldom > often, "{seldom} and {often}");
}

#[test]
fn one_person_and_what_both_come_back_to_are_an_affair_without_any_country() {
    let report = |id: &str, day: &str, words: [&str; 2], others: [&str; 3]| {
        let mut telling = Telling::new(id).published(day).person("ヨハン・タール");
        for name in others {
            telling = telling.person(name);
        }
        let telling = telling.says("ヨハン・タール", words[0]).says("ヨハン・タール", words[1]);
        let mut reading = telling.reading;
        let again = reading.entities[0].evidence[0].clone();
        let again = TextSpan { start: again.start + 900, end: again.end + 900, ..again };
        reading.entities[0].evidence.push(again);
        Profile::of(&reading)
    };
    let ours = ["レナ・ベルデ", "カイ・モルン", "イダ・ノルデ"];
    let theirs = ["エマ・ヴァルト", "ヤン・ストローム", "オト・リンド"];
    let grain = ["備蓄穀物を放出する", "備蓄穀物の入札をやめる"];
    let first = report("D1", "2025-05-26", grain, ours);
    let again = ["備蓄穀物は足りる", "備蓄穀物を売り渡す"];
    assert!(link(&first, &report("D2", "2025-06-05", again, theirs)).is_some());
    let other = ["鉄道運賃を上げる", "鉄道運賃は据え置く"];
    assert!(link(&first, &report("D2", "2025-06-05", other, theirs)).is_none());
    assert!(link(&first, &report("D2", "2025-08-05", again, theirs)).is_none(), "much later");
    let any = ["記者会見に応じる", "記者会見を開く"];
    let first = report("D1", "2025-05-26", any, ours);
    assert!(link(&first, &report("D2", "2025-06-05", any, theirs)).is_none(), "of any article");
}

#[test]
fn what_two_bodies_have_to_do_with_each_other_is_an_affair() {
    let strike = |id: &str, bodies: [&str; 2], more: [&str; 3]| {
        let telling = Telling::new(id).entity(EntityType::Organization, bodies[0], &[]);
        let telling = telling.entity(EntityType::Organization, bodies[1], &[]);
        let telling = more.into_iter().fold(telling, Telling::person);
        let mut reading = telling.reading;
        // The first is named again further down.
        let again = reading.entities[0].evidence[0].clone();
        reading.entities[0].evidence.push(again);
        Profile::of(&reading)
    };
    let first = strike("D1", ["北浜織物", "織物労組"], ["ベルク", "タール", "ホルム"]);
    let second = strike("D2", ["北浜織物", "織物労組"], ["リンデ", "ヴァイス", "クラウス"]);
    let other = strike("D3", ["北浜織物", "南浜港運"], ["リンデ", "ヴァイス", "クラウス"]);
    assert!(link(&first, &second).is_some());
    assert!(link(&first, &other).is_none(), "one firm is in many affairs");
}

#[test]
fn two_well_known_bodies_that_reports_come_back_to_are_an_affair() {
    // By keys that the table of news knows.
    let known = |id: &str, times: usize| {
        let body = EntityType::Organization;
        let telling = Telling::new(id).published("2025-03-04").entity(body, "北浜織物", &[]);
        let mut reading = telling
            .key("org:east-japan-railway")
            .entity(body, "南浜港運", &[])
            .key("org:fifa")
            .reading;
        for entity in &mut reading.entities {
            let again = entity.evidence[0].clone();
            entity.evidence.extend(std::iter::repeat_n(again, times - 1));
        }
        Profile::of(&reading)
    };
    assert!(link(&known("D1", 2), &known("D2", 3)).is_some());
    assert!(link(&known("D1", 2), &known("D2", 1)).is_none(), "named once");
}

#[test]
fn a_list_of_places_under_each_report_is_no_affair() {
    let forecast = |id: &str, storm: &str| {
        let telling = Telling::new(id).entity(EntityType::Place, storm, &[]);
        let institute = telling.entity(EntityType::Organization, "気象台", &[]);
        let listed = ["北浜", "南浜", "東浜", "西浜", "中浜", "奥浜"];
        let all =
            listed.iter().fold(institute, |all, place| all.entity(EntityType::Place, place, &[]));
        all.reading
    };
    let ledger = build(vec![forecast("D1", "北島"), forecast("D2", "南島")]);
    assert_eq!(documents(&ledger).len(), 2);
}

#[test]
fn a_head_of_state_in_several_affairs_joins_none_of_them() {
    let visit = |id: &str, other: (&str, &str), place: &str| {
        let telling = Telling::new(id).country("北国", "country:xn").country(other.0, other.1);
        let telling = telling.person("ベルク").role("大統領", Some("北国"));
        telling.level(OfficeLevel::HeadOfState).entity(EntityType::Place, place, &[]).reading
    };
    let ledger = build(vec![visit("D1", SOUTH, "南港"), visit("D2", EAST, "東浜")]);
    assert_eq!(documents(&ledger).len(), 2);
}

#[test]
fn a_document_by_itself_is_a_story_without_a_record() {
    let ledger = build(vec![talks("D1", SOUTH, "ヨハン・タール", "2025-03-04")]);
    assert_eq!(ledger.stories().len(), 1);
    assert!(!ledger.records().iter().any(|record| matches!(record, Record::Story(_))));
}

/// Readings whose texts are made of these numbers, one of which is a sentence.
fn sketched(id: &str, day: &str, sentences: std::ops::Range<u32>) -> Reading {
    let runs: Vec<u32> = sentences.flat_map(|one| one * 8..one * 8 + 8).collect();
    let digest =
        runs.iter().fold(1, |digest: u64, &run| digest.wrapping_mul(31).wrapping_add(run.into()));
    let mut reading = talks(id, SOUTH, "ヨハン・タール", day);
    reading.sketch = Sketch { digest, runs };
    reading
}

fn copies(readings: Vec<Reading>) -> Vec<(String, String, CopyKind)> {
    let ledger = build(readings);
    let copy = |one: &keii_ledger::Copy| (one.document.to_string(), one.of.to_string(), one.kind);
    ledger.copies().iter().map(copy).collect()
}

#[test]
fn each_kind_of_copy_is_told() {
    let first = || sketched("D1", "2025-03-04", 0..20);
    let of = |second: Reading| copies(vec![first(), second]);
    let kind = |of: &str, kind| vec![("D2".to_owned(), of.to_owned(), kind)];
    assert_eq!(of(sketched("D2", "2025-03-05", 0..20)), kind("D1", CopyKind::Identical));
    assert_eq!(of(sketched("D2", "2025-03-05", 1..21)), kind("D1", CopyKind::Reprint));
    assert_eq!(of(sketched("D2", "2025-03-05", 3..9)), kind("D1", CopyKind::Excerpt));
    assert_eq!(of(sketched("D2", "2025-03-05", 18..40)), []);
    // Fuller and later: an update by the same outlet, else the source that was cut down.
    let longer = || sketched("D2", "2025-03-05", 0..40);
    assert_eq!(of(longer()), [("D1".to_owned(), "D2".to_owned(), CopyKind::Excerpt)]);
    let outlet = |mut reading: Reading| {
        let name = "港町新聞".to_owned();
        reading.document.publisher = Some(keii_model::NamedSource { name, evidence: vec![] });
        reading
    };
    let update = copies(vec![outlet(first()), outlet(longer())]);
    assert_eq!(update, kind("D1", CopyKind::Update));
}

#[test]
fn a_copy_is_no_source_of_its_own() {
    let independent = |ledger: &Ledger| {
        let times = ledger.comparisons().filter(|one| one.attribute == Attribute::Time);
        times.map(|one| one.independent).collect::<Vec<_>>()
    };
    let copied =
        build(vec![sketched("D1", "2025-03-04", 0..20), sketched("D2", "2025-03-04", 0..20)]);
    assert_eq!(independent(&copied), [Some(false)]);
    assert_eq!(copied.sources([&"D1".into(), &"D2".into()]), 1);
    let own =
        build(vec![sketched("D1", "2025-03-04", 0..20), sketched("D2", "2025-03-04", 50..70)]);
    assert_eq!(independent(&own), [Some(true)]);
    assert_eq!(own.sources([&"D1".into(), &"D2".into()]), 2);
}

const OTHERS: [((&str, &str), &str); 3] =
    [(SOUTH, "ヨハン・タール"), (EAST, "ルーカス・ホルム"), (SOUTH, "ミカ・ランド")];

fn readings() -> impl Strategy<Value = Vec<Reading>> {
    let one = (0..OTHERS.len(), 1..13u8, 0..6u32);
    prop::collection::vec(one, 0..12).prop_map(|all| {
        let reading = |(at, (other, month, text)): (usize, (usize, u8, u32))| {
            let (country, minister) = OTHERS[other];
            let day = format!("2025-{month:02}-04");
            let mut reading = talks(&format!("D{at}"), country, minister, &day);
            let runs: Vec<u32> = (text * 40..text * 40 + 80).collect();
            reading.sketch = Sketch { digest: u64::from(text) + 1, runs };
            reading
        };
        all.into_iter().enumerate().map(reading).collect()
    })
}

proptest! {
    #[test]
    fn any_order_and_repetition_gives_the_same_bytes(
        (readings, shuffled) in readings().prop_flat_map(|readings| {
            let twice = readings.iter().chain(&readings).cloned().collect::<Vec<_>>();
            (Just(readings), Just(twice).prop_shuffle())
        })
    ) {
        let (one, other) = (build(readings), build(shuffled));
        prop_assert_eq!(lines(&one), lines(&other));
        prop_assert_eq!(one.copies(), other.copies());
        prop_assert_eq!(one.stories(), other.stories());
    }

    #[test]
    fn another_document_parts_no_story(readings in readings(), more in readings()) {
        let before = build(readings.clone());
        let more = more.into_iter().enumerate().map(|(at, mut reading)| {
            reading.document.id = format!("Dm{at}").into();
            reading
        });
        let after = build(readings.into_iter().chain(more).collect::<Vec<_>>());
        for story in before.stories() {
            let home = after.story(&story.documents[0]).expect("every document is in a story");
            prop_assert!(story.documents.iter().all(|one| home.documents.contains(one)));
            prop_assert_eq!(after.story(&story.id), Some(home), "a name keeps leading to it");
        }
    }

    #[test]
    fn the_history_ends_with_the_stories_of_the_ledger(
        arrived in readings().prop_flat_map(|readings| Just(readings).prop_shuffle())
    ) {
        let ledger = build(arrived.clone());
        for step in history(&arrived, &BTreeMap::new()) {
            let home = ledger.story(&step.document).expect("every document is in a story");
            prop_assert_eq!(ledger.story(&step.story), Some(home));
        }
    }

    #[test]
    fn the_history_counts_the_stories_of_what_is_current(
        (arrived, newer) in readings().prop_flat_map(|readings| {
            let newer = prop::collection::vec(any::<bool>(), readings.len());
            (Just(readings).prop_shuffle(), newer)
        })
    ) {
        // Every second document may be a newer version of the one before.
        let pairs = arrived.chunks_exact(2).zip(&newer).filter(|(_, newer)| **newer);
        let replaced: BTreeMap<Id, Id> = pairs
            .map(|(pair, _)| (pair[1].document.id.clone(), pair[0].document.id.clone()))
            .collect();
        let current = arrived.iter().filter(|one| !replaced.values().any(|old| *old == one.document.id));
        let ledger = build(current.cloned().collect::<Vec<_>>());
        let mut stories = 0_usize;
        for step in history(&arrived, &replaced) {
            match step.change {
                StoryChange::Begun => stories += 1,
                StoryChange::Joined | StoryChange::Renamed(_) | StoryChange::Left(Some(_)) => {}
                StoryChange::Merged(old) => stories -= old.len() - 1,
                StoryChange::Left(None) => stories -= 1,
                StoryChange::Split(parts) => stories += parts.len() - 1,
            }
        }
        prop_assert_eq!(stories, ledger.stories().len());
    }

    #[test]
    fn links_are_mutual_found_by_what_is_sought_and_survive_being_kept(readings in readings()) {
        let profiles: Vec<Profile> = readings.iter().map(Profile::of).collect();
        for a in &profiles {
            let kept = Profile::from_bytes(a.document.clone(), &a.to_bytes());
            prop_assert_eq!(kept.as_ref(), Some(a));
            for b in &profiles {
                prop_assert_eq!(link(a, b), link(b, a));
                let sought = b.sought();
                let met = a.sought().iter().any(|one| sought.contains(one));
                prop_assert!(met || link(a, b).is_none());
            }
        }
    }
}
