//! What meetings are about, who leads those who meet, and where they are to meet next.

use keii_model::{EventType, Status};

use super::events;
use crate::read;

fn topics(text: &str) -> Vec<(String, bool)> {
    let (_, events) = events(text);
    let all = events.into_iter().flat_map(|event| event.topics);
    all.map(|topic| (topic.span.text, topic.raised)).collect()
}

fn raised(words: &str) -> (String, bool) {
    (words.to_owned(), true)
}

#[test]
fn what_is_talked_of_belongs_to_the_meeting() {
    for (text, words) in [
        ("マルケス外相とベルク外相は14日、漁業協定の改定について協議した。", "漁業協定の改定"),
        (
            "マルケス外相とベルク外相は14日、漁業協定をめぐり約90分間の電話会談を行った。",
            "漁業協定",
        ),
        ("漁業協定を巡るオスロでの2回目の外相会談が14日に開かれた。", "漁業協定"),
        (
            "マルケス外相とベルク外相は14日に会談した。会談では漁業協定の改定が主要議題となった。",
            "漁業協定の改定",
        ),
    ] {
        assert_eq!(topics(text), [raised(words)], "{text}");
    }
}

#[test]
fn what_did_not_come_up_is_told_apart() {
    assert_eq!(
        topics("マルケス外相とベルク外相は14日に会談した。協議では漁業協定の話は出なかった。"),
        [("漁業協定".to_owned(), false)]
    );
}

#[test]
fn a_topic_of_something_else_is_none_of_the_meeting() {
    for text in [
        "マルケス外相とベルク外相は14日に会談した。同国では漁業協定を巡って対立が続いている。",
        "マルケス外相は14日、漁業協定について説明した。",
    ] {
        assert!(topics(text).is_empty(), "{text}: {:?}", topics(text));
    }
}

#[test]
fn the_delegations_that_meet_are_those_of_the_leaders_told_next() {
    let text = "14日、フランスとイタリアの代表団がオスロで会談した。マルタン大統領とコスタ大統領は\
                2年ぶりに会談し、漁業について協議した。";
    let (_, found) = events(text);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(found[0].participants.len(), 2);
    assert!(found[0].place.is_some());
    let apart = "14日、フランスとイタリアの代表団がオスロで会談した。マルタン大統領とコスタ大統領は20日、\
                 ウィーンで会談した。";
    assert_eq!(events(apart).1.len(), 2, "the leaders met elsewhere");
}

#[test]
fn who_names_the_place_of_the_next_meeting_invites_the_other() {
    let text = "マルケス大統領とベルク大統領は14日、オスロで会談した。終了後、ベルク大統領は「次はウィーンで」と述べた。";
    let (_, found) = events(text);
    let kinds: Vec<(EventType, Status)> =
        found.iter().map(|event| (event.event_type, event.status)).collect();
    assert!(kinds.contains(&(EventType::Invite, Status::Held)), "{kinds:?}");
    assert!(kinds.contains(&(EventType::Meet, Status::Proposed)), "{kinds:?}");
    let other = "マルケス大統領は14日、「次はウィーンでの公演だ」と述べた。";
    assert!(events(other).1.iter().all(|event| event.event_type != EventType::Invite));
}

#[test]
fn who_stays_away_from_a_meeting_did_not_meet() {
    let text = "ベルク大統領とマルケス外相は14日に会談した。その後、ベルク大統領は参加しない会談が行われた。";
    let (_, found) = events(text);
    assert_eq!(found.len(), 1);
    assert!(found[0].evidence.iter().all(|span| !span.text.contains("参加しない")));
}

#[test]
fn talks_and_deals_are_named_with_the_nouns_before_them() {
    let text =
        "両国の関税交渉は14日に再開した。停戦合意違反を巡り、交渉官が会談した。車が壁に衝突した。";
    let names: Vec<String> = read(text, None).names.into_iter().map(|one| one.span.text).collect();
    assert_eq!(names, ["関税交渉", "停戦合意"]);
}

#[test]
fn a_bare_word_names_the_only_conflict() {
    let about = |text: &str| -> Vec<Vec<String>> {
        let names = read(text, None).names.into_iter();
        names.filter(|one| one.span.text == "戦闘").map(|one| one.about).collect()
    };
    let only = about("スーダン内戦は3年目に入った。戦闘が続いている。");
    assert_eq!(only, [vec!["country:sd".to_owned()]]);
    assert!(about("スーダン内戦とミャンマー内戦は続く。戦闘が激しい。").is_empty());
    assert_eq!(about("戦闘が続いている。"), [Vec::<String>::new()], "the ledger may know");
}
