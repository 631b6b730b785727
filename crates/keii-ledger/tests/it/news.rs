//! What a ledger tells that an earlier one did not.

use std::collections::BTreeSet;

use keii_ledger::{News, build, news};
use keii_model::{EventType, Modality, OfficeLevel, Reading, Status};
use proptest::prelude::*;

use crate::telling::Telling;

fn telling(document: &str, day: &str) -> Telling {
    let telling = Telling::new(document).published(day);
    let telling = telling.country("北国", "country:xn").country("南国", "country:xs");
    let telling = telling.person("アンナ・ベルク").role("首相", Some("北国"));
    let telling = telling.level(OfficeLevel::HeadOfGovernment);
    let telling = telling.person("オラフ・タール").role("大統領", Some("南国"));
    telling.level(OfficeLevel::HeadOfState)
}

const LEADERS: [&str; 2] = ["アンナ・ベルク", "オラフ・タール"];

/// All that is shown, as keys of which none may be shown twice.
fn shown(news: &News<'_>) -> Vec<String> {
    let mut keys: Vec<String> = Vec::new();
    keys.extend(news.documents.iter().map(|one| one.id.to_string()));
    let tellings = news.events.iter().flat_map(|one| &one.tellings);
    keys.extend(tellings.map(|one| one.id.to_string()));
    let positions = news.positions.iter().flat_map(|one| &one.tellings);
    keys.extend(positions.map(|one| format!("position {}", one.id())));
    keys.extend(news.commitments.iter().map(|one| one.id.to_string()));
    keys.extend(news.questions.iter().map(|one| one.id.to_string()));
    keys
}

#[test]
fn a_changed_status_is_shown_with_what_it_was() {
    let plan = telling("D1", "2025-03-01")
        .meeting(&LEADERS, Some("2025-03-20"))
        .status(Status::Planned)
        .reading;
    let held = telling("D2", "2025-03-21").meeting(&LEADERS, Some("2025-03-20")).reading;
    let (before, after) = (build(vec![plan.clone()]), build(vec![plan, held]));
    let found = news(&before, &after);
    assert_eq!(found.events.len(), 1);
    assert_eq!(found.events[0].before, [Status::Planned]);
    assert_eq!(found.events[0].event.status, Status::Held);
    assert!(found.events[0].has_changed() && !found.events[0].is_new());
    assert_eq!(found.documents.len(), 1);
    assert!(news(&after, &after).is_empty());
}

#[test]
fn a_position_told_again_says_when_it_was_told_before() {
    let words = "部隊を国境から引き揚げよ";
    let say = |document, day| {
        telling(document, day).says("アンナ・ベルク", words).meaning(Modality::Demand).reading
    };
    let (one, two) = (say("D1", "2025-03-01"), say("D2", "2025-03-05"));
    let (before, after) = (build(vec![one.clone()]), build(vec![one, two]));
    // Only within one story: what these two share must make one of them.
    let together = after.stories().len() == 1;
    let found = news(&before, &after);
    assert_eq!(found.positions.len(), 1);
    assert_eq!(found.positions[0].before.is_some(), together);
    assert_eq!(found.positions[0].tellings[0].document().as_str(), "D2");
}

#[test]
fn a_conflict_is_shown_when_the_second_telling_arrives() {
    let tell = |document, day, length| {
        let meeting = telling(document, day).meeting(&LEADERS, Some("2025-03-20")).at("ウィーン");
        meeting.lasted(length).length_in_words(length, false).reading
    };
    let one = tell("D1", "2025-03-21", "PT30M");
    let two = tell("D2", "2025-03-22", "PT3H");
    let (before, after) = (build(vec![one.clone()]), build(vec![one, two]));
    let found = news(&before, &after);
    assert_eq!(found.conflicts.len(), 1, "{:?}", after.comparisons().collect::<Vec<_>>());
    assert_eq!(found.conflicts[0].values.len(), 2);
}

/// A reading with meetings, demands, agreements and questions.
fn reading(document: usize) -> impl Strategy<Value = Reading> {
    let day = prop::option::of(1..9u8);
    let meetings = prop::collection::vec((0..4u8, 0..3u8), 0..3);
    let statements = prop::collection::vec(0..6u8, 0..4);
    (day, meetings, statements, any::<bool>()).prop_map(
        move |(day, meetings, statements, with_office)| {
            let mut telling = Telling::new(&format!("D{document}"));
            telling = telling.country("北国", "country:xn").country("南国", "country:xs");
            telling.reading.document.published.value =
                day.map(|day| format!("2025-03-0{day}").parse().expect("a date"));
            for name in LEADERS {
                telling = telling.person(name);
                // Only some documents tell whom somebody serves.
                if with_office {
                    let of = if name == LEADERS[0] { "北国" } else { "南国" };
                    telling = telling.role("大統領", Some(of)).level(OfficeLevel::HeadOfState);
                }
            }
            for (status, day) in meetings {
                let day = format!("2025-03-0{}", day + 1);
                let status = [Status::Planned, Status::Held, Status::Postponed, Status::Agreed]
                    [usize::from(status)];
                telling = telling.meeting(&LEADERS, Some(&day)).status(status);
            }
            for statement in statements {
                telling = match statement {
                    0 => telling.says(LEADERS[0], "部隊を引き揚げよ").meaning(Modality::Demand),
                    1 => telling.says(LEADERS[1], "駐留は認めない").meaning(Modality::Reject),
                    2 => telling.agreed(&LEADERS, "港の共同管理を再開する"),
                    3 => telling.asks("何が残ったのか", false),
                    4 => telling
                        .event(EventType::Accuse, &LEADERS, None)
                        .in_words("相手を強く非難した"),
                    _ => telling.says(LEADERS[1], "港を開こう").meaning(Modality::Propose),
                };
            }
            telling.reading
        },
    )
}

/// Readings, and after how many of them somebody looks.
fn additions() -> impl Strategy<Value = (Vec<Reading>, Vec<usize>)> {
    (1..7usize).prop_flat_map(|count| {
        let readings = (0..count).map(reading).collect::<Vec<_>>().prop_shuffle();
        (readings, prop::collection::vec(0..=count, 0..4))
    })
}

proptest! {
    #[test]
    fn steps_show_what_one_step_shows_and_nothing_twice((readings, mut looks) in additions()) {
        looks.extend([0, readings.len()]);
        looks.sort_unstable();
        let ledger = |count: usize| build(readings[..count].to_vec());
        let mut seen: Vec<String> = Vec::new();
        for pair in looks.windows(2) {
            let (before, after) = (ledger(pair[0]), ledger(pair[1]));
            seen.extend(shown(&news(&before, &after)));
        }
        let (nothing, all) = (ledger(0), ledger(readings.len()));
        let once = shown(&news(&nothing, &all));
        let (steps, single): (BTreeSet<&String>, BTreeSet<&String>) =
            (seen.iter().collect(), once.iter().collect());
        prop_assert_eq!(steps.len(), seen.len(), "something twice: {:?}", seen);
        prop_assert_eq!(steps, single);
    }

    #[test]
    fn every_changed_status_is_shown((readings, _) in additions(), cut in 0..7usize) {
        let cut = cut.min(readings.len());
        let (before, after) = (build(readings[..cut].to_vec()), build(readings.clone()));
        let found = news(&before, &after);
        for event in after.events() {
            let earlier = before.events().filter(|one| one.mentions.iter().any(|id| event.mentions.contains(id)));
            let changed = earlier.into_iter().any(|one| one.status != event.status);
            let shown = found.events.iter().any(|one| one.event.id == event.id && one.has_changed());
            prop_assert!(!changed || shown, "{}", event.id);
        }
    }
}
