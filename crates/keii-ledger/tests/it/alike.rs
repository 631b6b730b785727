//! Tellings that no single rule joins, but much of what they tell.

use keii_model::{EventType, OfficeLevel, ParticipantRole, Status};

use crate::telling::{Telling, ledger};

const BOTH: &[&str] = &["アンナ・ベルク", "ヨハン・タール"];

fn tell(document: &str) -> Telling {
    let telling = Telling::new(document).person("アンナ・ベルク").role("首相", Some("北国"));
    let telling = telling.level(OfficeLevel::HeadOfGovernment).person("ヨハン・タール");
    let telling = telling.role("首相", Some("南国")).level(OfficeLevel::HeadOfGovernment);
    let telling = telling.country("北国", "country:xn").country("南国", "country:xs");
    telling.entity(keii_model::EntityType::Place, "中港", &[]).key("place:middle")
}

/// How many mentions each event has, most first, and by which rules any was joined.
fn joined<const N: usize>(tellings: [Telling; N]) -> (Vec<usize>, Vec<String>) {
    let ledger = ledger(tellings);
    let mut sizes: Vec<usize> = ledger.events().map(|event| event.mentions.len()).collect();
    sizes.sort_by(|a, b| b.cmp(a));
    let steps = ledger.events().filter_map(|event| ledger.derivation(&event.id));
    let mut rules: Vec<String> =
        steps.flat_map(|one| one.steps.iter().map(|(rule, _)| rule.clone())).collect();
    rules.sort();
    rules.dedup();
    (sizes, rules)
}

#[test]
fn undated_reports_of_one_meeting_at_one_place_are_one() {
    let met = |document| tell(document).meeting(BOTH, None).at("中港");
    let (sizes, rules) = joined([met("D1"), met("D2")]);
    assert_eq!((sizes, rules), (vec![2], vec!["event.alike".to_owned()]));
}

#[test]
fn one_who_is_named_without_the_other_met_where_both_met() {
    let day = Some("2025-03-04");
    let met = |document| tell(document).meeting(BOTH, day).at("中港");
    let alone = |document| tell(document).meeting(&BOTH[..1], day);
    assert_eq!(joined([met("D1"), alone("D2").at("中港")]).0, [2]);
    assert_eq!(joined([met("D1"), alone("D2")]).0, [1, 1], "it may be another of that day");
}

#[test]
fn those_who_speak_for_a_country_are_its_side() {
    let day = Some("2025-03-04");
    let countries = tell("D2").meeting(&["北国", "南国"], day).at("中港");
    assert_eq!(joined([tell("D1").meeting(BOTH, day).at("中港"), countries]).0, [2]);
}

#[test]
fn a_word_that_only_these_two_have_in_common_speaks_for_them() {
    let call = |document: &str, words| {
        tell(document).published("2025-03-04").event(EventType::Call, BOTH, None).in_words(words)
    };
    let other = |document: &str| {
        let telling = tell(document).published("2025-04-02");
        telling.event(EventType::Call, BOTH, None).in_words("魚の値段を話し合った")
    };
    let (sizes, _) =
        joined([call("D1", "鉱山の契約について話した"), call("D2", "電話で鉱山を話題にした")]);
    assert_eq!(sizes, [2]);
    assert_eq!(joined([call("D1", "鉱山の契約について話した"), other("D2")]).0, [1, 1]);
}

#[test]
fn nothing_outweighs_a_contradiction() {
    let first = || tell("D1").meeting(BOTH, Some("2025-03-04")).at("中港").lasted("PT2H");
    let day = tell("D2").meeting(BOTH, Some("2025-03-05")).at("中港").lasted("PT2H");
    assert_eq!(joined([first(), day]).0, [1, 1]);
    let others = &["アンナ・ベルク", "エリク・ホルム"];
    let party = tell("D2").person("エリク・ホルム").meeting(others, None).at("中港");
    assert_eq!(joined([first(), party.lasted("PT2H")]).0, [1, 1]);
}

#[test]
fn what_is_past_in_a_report_is_not_what_comes_after_it() {
    let past = tell("D1").published("2025-03-01").meeting(BOTH, None).at("中港");
    let later = tell("D2").published("2025-03-21").meeting(BOTH, Some("2025-03-20")).at("中港");
    assert_eq!(joined([past, later]).0, [1, 1]);
    let plan = tell("D1").published("2025-03-21").meeting(BOTH, None).at("中港");
    let held = tell("D2").published("2025-03-03").meeting(BOTH, Some("2025-03-02")).at("中港");
    assert_eq!(joined([plan.status(Status::Planned), held]).0, [1, 1]);
}

#[test]
fn what_one_does_to_the_other_is_not_what_the_other_does_to_the_first() {
    let invites = |document: &str, by: &str| {
        let mut telling = tell(document).event(EventType::Invite, BOTH, None).at("中港");
        let invitation = telling.reading.events.last_mut().expect("an event");
        for one in &mut invitation.participants {
            let acts = one.text.as_deref() == Some(by);
            one.role = if acts { ParticipantRole::Actor } else { ParticipantRole::Recipient };
        }
        telling
    };
    assert_eq!(joined([invites("D1", BOTH[0]), invites("D2", BOTH[0])]).0, [2]);
    assert_eq!(joined([invites("D1", BOTH[0]), invites("D2", BOTH[1])]).0, [1, 1]);
}

#[test]
fn of_two_that_exclude_each_other_neither_is_taken() {
    let day = |document, day| tell(document).meeting(BOTH, Some(day)).at("中港");
    let undated = tell("D3").meeting(BOTH, None).at("中港");
    assert_eq!(joined([day("D1", "2025-03-04"), day("D2", "2025-03-09"), undated]).0, [1, 1, 1]);
}

#[test]
fn a_headline_and_its_body_tell_of_one_meeting() {
    let telling = tell("D1").meeting(&["北国", "南国"], None).at("中港");
    assert_eq!(joined([telling.meeting(BOTH, None).at("中港").lasted("PT2H")]).0, [2]);
    let twice = tell("D1").meeting(BOTH, None).at("中港").meeting(BOTH, None).at("中港");
    assert_eq!(joined([twice]).0, [1, 1], "who tells of two meetings of the same means two");
}

#[test]
fn talks_that_go_on_are_one_and_none_of_their_sittings() {
    let talks = |document: &str, words| {
        tell(document).event(EventType::Negotiate, BOTH, None).in_words(words)
    };
    let sitting = tell("D3").meeting(BOTH, Some("2025-03-04")).in_words("漁業協定の交渉を行った");
    let (sizes, _) = joined([
        talks("D1", "漁業協定の交渉が続く"),
        talks("D2", "難航する漁業協定の話し合い"),
        sitting,
    ]);
    assert_eq!(sizes, [2, 1]);
}

#[test]
fn what_nobody_is_told_to_take_part_in_is_known_by_its_day_and_word() {
    let day = Some("2025-03-04");
    let vote = |document: &str, day| {
        tell(document).published("2025-03-06").event(EventType::Appoint, &[], day)
    };
    assert_eq!(joined([vote("D1", day), vote("D2", day)]).0, [2]);
    assert_eq!(joined([vote("D1", day), vote("D2", Some("2025-03-05"))]).0, [1, 1]);
    let mut other = vote("D2", day);
    other.reading.events[0].trigger.text = "就任".into();
    assert_eq!(joined([vote("D1", day), other]).0, [1, 1], "another word, and no more");
    let attack = |document: &str| tell(document).event(EventType::Attack, &[], day);
    assert_eq!(joined([attack("D1"), attack("D2")]).0, [1, 1], "there may be many on a day");
}

#[test]
fn who_is_named_in_the_phrase_may_be_who_it_is_about() {
    let leaves = |document: &str, names: &[&str], phrase: &str| {
        let mut telling = tell(document).event(EventType::Appoint, names, None);
        telling = telling.in_words(phrase).status(Status::Planned);
        let phrase = telling.reading.events[0].evidence[0].clone();
        let mut span = phrase.clone();
        span.end = span.start + 1;
        span.text = "ベ".into();
        telling.reading.entities[0].evidence.push(span);
        telling
    };
    let told = leaves("D1", &BOTH[..1], "ベルク首相が鉱山相に就く");
    let phrase = leaves("D2", &[], "ベルク首相が鉱山相になる予定だ");
    assert_eq!(joined([told, phrase]).0, [2]);
}

#[test]
fn a_union_strikes_once_a_day() {
    let strike = |document, day| {
        let telling = tell(document).published("2025-03-05");
        let telling = telling.entity(keii_model::EntityType::Organization, "港湾労働組合", &[]);
        telling.event(EventType::Protest, &["港湾労働組合"], Some(day))
    };
    assert_eq!(joined([strike("D1", "2025-03-04"), strike("D2", "XXXX-03-04")]).0, [2]);
    assert_eq!(joined([strike("D1", "2025-03-04"), strike("D2", "2025-03-05")]).0, [1, 1]);
}

#[test]
fn what_one_party_is_to_do_is_one_plan_in_reports_of_one_time() {
    let plan = |document, words| {
        let telling = tell(document).published("2025-03-05");
        let telling = telling.event(EventType::Legislate, &["北国"], None).in_words(words);
        telling.status(Status::Planned)
    };
    let first = || plan("D1", "造船所の売却を会談する方針だ、港湾都市");
    assert_eq!(joined([first(), plan("D2", "造船所を売る会談だ、港湾都市")]).0, [2]);
    assert_eq!(joined([first(), plan("D2", "漁業協定の会談だ、北方海域")]).0, [1, 1]);
}

#[test]
fn a_meeting_without_day_and_place_is_none_of_two() {
    let words = "漁業協定を会談で話し合い、港湾都市の合意を祝った";
    let met = |document: &str, day| tell(document).meeting(BOTH, day);
    let first = || met("D1", Some("2025-03-04")).at("中港");
    let second = || met("D2", Some("2025-03-20")).in_words(words);
    let bare = || met("D3", None).in_words(words);
    assert_eq!(joined([second(), bare()]).0, [2]);
    assert_eq!(joined([first(), second(), bare()]).0, [1, 1, 1]);
}

#[test]
fn what_one_body_does_with_another_is_one_deal_until_it_is_over() {
    let deal = |document, by: &'static str, status| {
        let body = keii_model::EntityType::Organization;
        let telling = tell(document).entity(body, by, &[]).entity(body, "北浜織物", &[]);
        let mut telling = telling.event(EventType::Cooperate, &[by, "北浜織物"], None);
        let parties = &mut telling.reading.events[0].participants;
        parties[0].role = ParticipantRole::Actor;
        parties[1].role = ParticipantRole::Recipient;
        telling.status(status)
    };
    let first = || deal("D1", "南浜港運", Status::Proposed);
    assert_eq!(joined([first(), deal("D2", "南浜港運", Status::Cancelled)]).0, [2]);
    assert_eq!(joined([first(), deal("D2", "東浜商会", Status::Proposed)]).0, [1, 1]);
}
