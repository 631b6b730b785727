//! Which mentions are one event, and where it stands on the timeline.

use keii_model::{ChainStep, EntityType, EventType, Status};

use crate::telling::{Telling, ledger};

fn tell(document: &str) -> Telling {
    let telling = Telling::new(document).person("アンナ・ベルク").person("ヨハン・タール");
    telling.country("北国", "country:xn")
}

const BOTH: &[&str] = &["アンナ・ベルク", "ヨハン・タール"];

/// How many mentions each event has, most first.
fn sizes<const N: usize>(tellings: [Telling; N]) -> Vec<usize> {
    let mut sizes: Vec<usize> =
        ledger(tellings).events().map(|event| event.mentions.len()).collect();
    sizes.sort_by(|a, b| b.cmp(a));
    sizes
}

#[test]
fn the_same_people_on_the_same_day_met_once() {
    let day = Some("2025-03-04");
    assert_eq!(sizes([tell("D1").meeting(BOTH, day), tell("D2").meeting(BOTH, day)]), [2]);
    let instant = Some("2025-03-04T10:00");
    assert_eq!(sizes([tell("D1").meeting(BOTH, day), tell("D2").meeting(BOTH, instant)]), [2]);
}

#[test]
fn other_day_type_or_people_are_other_events() {
    let day = Some("2025-03-04");
    let first = || tell("D1").meeting(BOTH, day);
    assert_eq!(sizes([first(), tell("D2").meeting(BOTH, Some("2025-03-05"))]), [1, 1]);
    assert_eq!(sizes([first(), tell("D2").event(EventType::Call, BOTH, day)]), [1, 1]);
    assert_eq!(sizes([first(), tell("D2").meeting(&BOTH[..1], day)]), [1, 1]);
    assert_eq!(sizes([first(), tell("D2").meeting(BOTH, None)]), [1, 1]);
    let stranger = &["アンナ・ベルク", "知人"];
    assert_eq!(sizes([first(), tell("D2").meeting(stranger, day)]), [1, 1]);
}

#[test]
fn other_places_are_other_events() {
    let day = Some("2025-03-04");
    let at = |document, place| tell(document).meeting(BOTH, day).at(place);
    assert_eq!(sizes([at("D1", "北港"), at("D2", "北港"), tell("D3").meeting(BOTH, day)]), [3]);
    assert_eq!(
        sizes([at("D1", "北港"), at("D2", "南港"), tell("D3").meeting(BOTH, day)]),
        [1, 1, 1]
    );
}

#[test]
fn one_alone_needs_a_place() {
    let alone = |document| tell(document).event(EventType::Visit, &BOTH[..1], Some("2025-03-04"));
    assert_eq!(sizes([alone("D1"), alone("D2")]), [1, 1]);
    assert_eq!(sizes([alone("D1").at("北国"), alone("D2").at("北国")]), [2]);
    let month = |document| {
        let telling = tell(document).event(EventType::Visit, &BOTH[..1], Some("2025-03"));
        telling.at("北国")
    };
    assert_eq!(sizes([month("D1"), month("D2")]), [1, 1]);
}

#[test]
fn a_month_needs_a_place_and_a_year_never_does() {
    let met = |document, time| tell(document).meeting(BOTH, Some(time));
    assert_eq!(sizes([met("D1", "2025-03"), met("D2", "2025-03")]), [1, 1]);
    let there = |document, time| met(document, time).at("北国");
    assert_eq!(sizes([there("D1", "2025-03"), there("D2", "2025-03")]), [2]);
    assert_eq!(sizes([there("D1", "2025"), there("D2", "2025")]), [1, 1]);
    // Of one story, a day without its year is that day.
    assert_eq!(sizes([there("D1", "XXXX-03-04"), there("D2", "XXXX-03-04")]), [2]);
    assert_eq!(sizes([there("D1", "XXXX-03-04"), there("D2", "2025-03-04")]), [2]);
    assert_eq!(sizes([there("D1", "XXXX-03-04"), there("D2", "2025-03-05")]), [1, 1]);
}

#[test]
fn the_status_is_the_last_that_is_told() {
    let day = Some("2025-03-04");
    let ledger = ledger([
        tell("D1").published("2025-03-05").meeting(BOTH, day).status(Status::Held),
        tell("D2").published("2025-03-01").meeting(BOTH, day).status(Status::Planned),
        tell("D3").meeting(BOTH, day).status(Status::Possible),
    ]);
    let events: Vec<_> = ledger.events().collect();
    let [event] = events.as_slice() else { panic!("one event: {events:?}") };
    assert_eq!(event.status, Status::Held);
    let history: Vec<_> = event
        .history
        .iter()
        .map(|step| (step.status, step.recorded.as_ref().map(ToString::to_string)))
        .collect();
    let day = |day: &str| Some(day.to_owned());
    assert_eq!(
        history,
        [
            (Status::Possible, None),
            (Status::Planned, day("2025-03-01")),
            (Status::Held, day("2025-03-05")),
        ]
    );
    let steps = &ledger.derivation(&event.id).expect("it was joined").steps;
    assert!(steps.iter().all(|(step, span)| step == "event.same-day" && span.is_some()));
}

#[test]
fn the_timeline_is_in_order_and_invents_no_date() {
    let ledger = ledger([tell("D1")
        .meeting(BOTH, Some("2025-03-04"))
        .meeting(BOTH, Some("2025-03"))
        .meeting(BOTH, Some("XXXX-01"))
        .meeting(BOTH, Some("../2025-02-01"))
        .meeting(BOTH, None)
        .meeting(BOTH, Some("2024/.."))]);
    let timeline = ledger.timeline();
    let dated: Vec<&str> = timeline
        .dated
        .iter()
        .map(|entry| entry.time.and_then(|time| time.value.as_ref()).expect("dated").as_str())
        .collect();
    assert_eq!(dated, ["2024/..", "../2025-02-01", "2025-03", "2025-03-04"]);
    let undated: Vec<&str> =
        timeline.undated.iter().map(|entry| entry.event.mentions[0].as_str()).collect();
    assert_eq!(undated, ["D1.M3", "D1.M5"]);
}

#[test]
fn an_entry_has_the_finest_time_and_each_document_once() {
    let day = "2025-03-04";
    let ledger = ledger([
        tell("D1").meeting(BOTH, Some(day)).meeting(BOTH, Some(day)),
        tell("D2").meeting(BOTH, Some("2025-03-04T10:00")),
    ]);
    let timeline = ledger.timeline();
    let [entry] = timeline.dated.as_slice() else { panic!("one entry: {timeline:?}") };
    assert_eq!(entry.mentions.len(), 3);
    assert_eq!(entry.documents.len(), 2);
    let time = entry.time.and_then(|time| time.value.as_ref()).expect("dated");
    assert_eq!(time.as_str(), "2025-03-04T10:00");
}

#[test]
fn undated_tellings_meet_where_length_and_source_agree() {
    let call = |document: &str, length| {
        tell(document).event(EventType::Call, BOTH, None).lasted(length).credits("wire.example")
    };
    assert_eq!(sizes([call("D1", "PT1H30M"), call("D2", "PT90M")]), [2]);
    assert_eq!(sizes([call("D1", "PT1H30M"), call("D2", "PT1H")]), [1, 1]);
    let other = || tell("D2").event(EventType::Call, BOTH, None).lasted("PT90M");
    assert_eq!(sizes([call("D1", "PT90M"), other()]), [2], "of one story, nothing is dated");
    let dated = [tell("D3").published("2025-03-01"), tell("D4").published("2025-09-01")];
    let [first, last] = dated;
    let long = sizes([call("D1", "PT90M"), other(), first, last]);
    assert_eq!(long, [1, 1], "nothing tells that it is one time of a long affair");
    let late = call("D2", "PT90M").published("2025-09-01");
    assert_eq!(sizes([call("D1", "PT90M").published("2025-03-01"), late]), [1, 1]);
}

#[test]
fn documents_of_unknown_day_that_share_news_share_what_is_told_with_it() {
    let call = |document: &str| {
        let telling = tell(document).event(EventType::Call, BOTH, None);
        telling.lasted("PT90M").credits("wire.example").meeting(BOTH, None)
    };
    assert_eq!(
        sizes([call("D1").status(Status::Agreed), call("D2").status(Status::Agreed)]),
        [2, 2]
    );
    let held = [call("D1").status(Status::Agreed), call("D2").status(Status::Held)];
    assert_eq!(sizes(held), [2, 1, 1], "a plan, and something that was held");
    let places = [call("D1").at("北港"), call("D2").at("南港")];
    assert_eq!(sizes(places), [2, 1, 1]);
}

#[test]
fn what_is_told_without_a_date_is_news_for_days() {
    let met = |document: &str, day| tell(document).published(day).meeting(BOTH, None);
    assert_eq!(sizes([met("D1", "2025-03-04"), met("D2", "2025-03-06")]), [2]);
    assert_eq!(sizes([met("D1", "2025-03-04"), met("D2", "2025-03-14")]), [1, 1]);
    assert_eq!(sizes([met("D1", "2025-03"), met("D2", "2025-03")]), [1, 1]);
    let speech = |document: &str| {
        tell(document).published("2025-03-04").event(EventType::Accuse, BOTH, None)
    };
    assert_eq!(sizes([speech("D1"), speech("D2")]), [1, 1], "there may have been two");
}

#[test]
fn of_two_that_could_be_meant_neither_is_joined() {
    let third = tell("D3").published("2025-03-05").meeting(BOTH, None);
    let days = [
        tell("D1").published("2025-03-04").meeting(BOTH, Some("2025-03-04")),
        tell("D2").published("2025-03-05").meeting(BOTH, Some("2025-03-05")),
        third,
    ];
    assert_eq!(sizes(days), [1, 1, 1]);
}

#[test]
fn a_plan_is_joined_with_a_plan_for_one_place() {
    let plan = |document: &str, day, place| {
        let telling = tell(document).published(day).meeting(BOTH, None);
        telling.at(place).status(Status::Planned)
    };
    let postponed = plan("D2", "2025-03-20", "北国").status(Status::Postponed);
    assert_eq!(sizes([plan("D1", "2025-03-04", "北国"), postponed]), [2]);
    assert_eq!(sizes([plan("D1", "2025-03-04", "北港"), plan("D2", "2025-03-05", "南港")]), [1, 1]);
}

#[test]
fn somebodys_plan_comes_true_further_on() {
    let telling = || {
        let telling = tell("D1").event(EventType::Call, BOTH, None).status(Status::Planned);
        telling.according_to("ヨハン・タール")
    };
    assert_eq!(sizes([telling().event(EventType::Call, BOTH, None)]), [2]);
    assert_eq!(sizes([telling().event(EventType::Meet, BOTH, None)]), [1, 1]);
    let before = tell("D1").event(EventType::Call, BOTH, None);
    let after = before.event(EventType::Call, BOTH, None).status(Status::Planned);
    assert_eq!(sizes([after.according_to("ヨハン・タール")]), [1, 1], "the next one");
}

#[test]
fn equal_words_within_days_are_one_telling() {
    let words = "港の拡張をめぐる話し合いのあと両首脳と並んで発表した";
    let speech = |document: &str, day| {
        let telling = tell(document).published(day).event(EventType::Speak, &BOTH[..1], None);
        telling.in_words(words)
    };
    assert_eq!(sizes([speech("D1", "2025-03-04"), speech("D2", "2025-03-05")]), [2]);
    assert_eq!(sizes([speech("D1", "2025-03-04"), speech("D2", "2025-04-05")]), [1, 1]);
}

#[test]
fn a_war_is_one_between_the_same() {
    let war = |document: &str, names: &[&str]| {
        let telling = tell(document).country("南国", "country:xs").country("東国", "country:xe");
        telling.event(EventType::War, names, None).status(Status::Ongoing)
    };
    let (north, south, east) = ("北国", "南国", "東国");
    assert_eq!(sizes([war("D1", &[north]), war("D2", &[north, south]), war("D3", &[south])]), [3]);
    assert_eq!(sizes([war("D1", &[north, east]), war("D2", &[north, south])]), [1, 1]);
    let three = [war("D1", &[north, east]), war("D2", &[north, south]), war("D3", &[north])];
    assert_eq!(sizes(three), [1, 1, 1], "nobody knows which of the two wars");
}

#[test]
fn what_is_put_off_had_been_planned() {
    let telling = tell("D1").published("2025-03-04").meeting(BOTH, None);
    let ledger = ledger([telling.status(Status::Postponed)]);
    let events: Vec<_> = ledger.events().collect();
    let history: Vec<Status> = events[0].history.iter().map(|step| step.status).collect();
    assert_eq!(history, [Status::Planned, Status::Postponed]);
}

/// The steps of the only chain: status and date.
fn steps<const N: usize>(tellings: [Telling; N]) -> Vec<(Status, Option<String>)> {
    let ledger = ledger(tellings);
    let mut chains = ledger.chains();
    let steps = chains.next().map(|chain| {
        let date = |step: &ChainStep| step.date.as_ref().map(ToString::to_string);
        chain.steps.iter().map(|step| (step.status, date(step))).collect()
    });
    assert!(chains.next().is_none(), "one chain for one pair");
    steps.unwrap_or_default()
}

#[test]
fn the_plans_of_two_are_a_chain() {
    let plan = tell("D1").published("2025-03-01").meeting(BOTH, None).at("北国");
    let held = tell("D2").published("2025-04-09").meeting(BOTH, Some("2025-04-08"));
    let undone = tell("D3").published("2025-06-01").event(EventType::Visit, BOTH, None);
    let day = |day: &str| Some(day.to_owned());
    assert_eq!(
        steps([plan.status(Status::Agreed), held, undone.status(Status::Cancelled)]),
        [
            (Status::Agreed, day("2025-03-01")),
            (Status::Held, day("2025-04-08")),
            (Status::Planned, day("2025-06-01")),
            (Status::Cancelled, day("2025-06-01")),
        ]
    );
    assert!(steps([tell("D1").meeting(BOTH, None)]).is_empty(), "one event is no chain");
}

#[test]
fn the_next_plan_succeeds_the_one_that_was_put_off() {
    let ledger = ledger([
        tell("D1").published("2025-03-01").meeting(BOTH, None).at("北国").status(Status::Postponed),
        tell("D2").published("2025-05-01").meeting(BOTH, None).status(Status::Possible),
        tell("D3").published("2025-08-01").meeting(BOTH, Some("2025-07-30")),
    ]);
    let by_status = |status| ledger.events().find(|event| event.status == status).expect("told");
    let postponed = by_status(Status::Postponed);
    assert_eq!(by_status(Status::Possible).succeeds.as_ref(), Some(&postponed.id));
    assert_eq!(by_status(Status::Held).succeeds, None, "it succeeds no plan that was undone");
}

#[test]
fn a_month_of_publication_has_not_the_last_word() {
    let ledger = ledger([
        tell("D1").published("2025-10").meeting(BOTH, None).at("北国").status(Status::Agreed),
        tell("D2").published("2025-10-24").meeting(BOTH, None).at("北国").status(Status::Postponed),
    ]);
    let events: Vec<_> = ledger.events().collect();
    assert_eq!(events.len(), 1);
    assert_eq!(events[0].status, Status::Postponed);
}

#[test]
fn a_town_and_a_building_are_no_contradiction() {
    let day = Some("2025-03-04");
    let place = |document: &str, name, kind, country| {
        let telling = tell(document).entity(EntityType::Place, name, &[]).key("place:x");
        telling.lies(kind, country).meeting(BOTH, day).at(name)
    };
    let town = || place("D1", "海浜市", "city", "country:xn");
    let key = |telling: Telling| {
        let mut telling = telling;
        telling.reading.entities.last_mut().expect("a place").key = Some("place:y".into());
        telling
    };
    assert_eq!(sizes([town(), key(place("D2", "岬飛行場", "building", "country:xn"))]), [2]);
    assert_eq!(sizes([town(), key(place("D2", "岬飛行場", "building", "country:xs"))]), [1, 1]);
    let plan = |telling: Telling| telling.status(Status::Planned);
    let building = || key(place("D2", "岬飛行場", "building", "country:xn"));
    assert_eq!(sizes([plan(town()), plan(building())]), [2], "a plan names the one or the other");
    let other = || key(place("D2", "南町", "city", "country:xn"));
    assert_eq!(sizes([plan(town()), plan(other())]), [1, 1], "a plan for another town is another");
    assert_eq!(sizes([town(), key(place("D2", "山手市", "city", "country:xn"))]), [1, 1]);
}

#[test]
fn days_without_their_month_are_those_of_the_story() {
    let met = |document, time| tell(document).meeting(BOTH, Some(time));
    assert_eq!(sizes([met("D1", "XXXX-XX-12"), met("D2", "2025-04-12")]), [2]);
    assert_eq!(sizes([met("D1", "XXXX-XX-12"), met("D2", "XXXX-XX-12")]), [2]);
    assert_eq!(sizes([met("D1", "XXXX-XX-12"), met("D2", "2025-04-10/2025-04-13")]), [2]);
    assert_eq!(sizes([met("D1", "XXXX-XX-12"), met("D2", "2025-04-19")]), [1, 1]);
    assert_eq!(sizes([met("D1", "XXXX-XX-12"), met("D2", "2025-04")]), [1, 1], "any day of it");
}

#[test]
fn a_meeting_during_a_visit_is_a_part_of_it() {
    let visit = |days| {
        let telling = tell("D1").event(EventType::Visit, &BOTH[..1], Some(days)).at("北港");
        telling.meeting(BOTH, Some("2025-03-04")).at("北港")
    };
    let parts = |telling| {
        let ledger = ledger([telling]);
        let visits = ledger.events().filter(|one| one.event_type == EventType::Visit);
        let visits: Vec<_> = visits.map(|one| one.id.clone()).collect();
        let part_of = ledger.events().find_map(|one| one.part_of.clone());
        (visits.contains(part_of.as_ref().unwrap_or(&"none".into())), part_of.is_some())
    };
    assert_eq!(parts(visit("2025-03-03/2025-03-05")), (true, true));
    assert_eq!(parts(visit("2025-03-05/2025-03-06")), (false, false));
}

#[test]
fn long_afterwards_the_only_one_of_its_kind_is_meant() {
    let ban = |document, day, value| {
        let told = tell(document).published(day);
        told.event(EventType::Legislate, &["アンナ・ベルク", "会議"], value)
    };
    let first = || ban("D1", "2025-01-04", Some("2025-01-03"));
    let later = || ban("D2", "2025-06-20", None);
    assert_eq!(sizes([first(), later()]), [2]);
    let another = ban("D3", "2025-04-02", Some("2025-04-01"));
    assert_eq!(sizes([first(), later(), another]), [1, 1, 1], "either may be meant");
}
