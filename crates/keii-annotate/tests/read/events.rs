//! What happens, and what is only planned, possible or called off.

#![expect(clippy::unwrap_used, reason = "a test that unwraps fails with the line it failed at")]

mod asked;
mod outcome;
mod parties;
mod past;
mod places;
mod topics;
mod withheld;

use keii_model::{EventMention, EventType, ParticipantRole, Reading, Status};

fn events(text: &str) -> (Reading, Vec<EventMention>) {
    let reading = crate::read(text, Some("2031-05-20"));
    let events = reading.events.clone();
    (reading, events)
}

/// `type status | participants by role | place`: actors with >, recipients with <.
fn told(text: &str) -> Vec<String> {
    let (_, events) = events(text);
    let line = |event: &EventMention| {
        let who: Vec<String> = event
            .participants
            .iter()
            .map(|participant| {
                let mark = match participant.role {
                    ParticipantRole::Actor => ">",
                    ParticipantRole::Recipient => "<",
                    ParticipantRole::Participant => "",
                };
                format!("{}{mark}", participant.text.as_deref().unwrap_or("?"))
            })
            .collect();
        let place = event.place.as_ref().map_or("", |place| place.text.as_str());
        let kind = serde_json::to_value(event.event_type).unwrap();
        let status = serde_json::to_value(event.status).unwrap();
        format!(
            "{} {} | {} | {place}",
            kind.as_str().unwrap(),
            status.as_str().unwrap(),
            who.join(" ")
        )
    };
    events.iter().map(line).collect()
}

#[test]
fn a_meeting_has_its_parties_and_place() {
    assert_eq!(
        told("マルケス外相は14日、オスロでベルク外相と会談した。"),
        ["meet held | マルケス ベルク | オスロ"]
    );
    assert_eq!(
        told("オスロで14日、マルケス外相とベルク外相の会談が行われた。"),
        ["meet held | マルケス ベルク | オスロ"]
    );
}

#[test]
fn a_plan_is_no_fact() {
    for text in [
        "マルケス外相は来月、ベルク外相と会談する予定だ。",
        "マルケス外相は来月、ベルク外相と会談するとみられる。",
        "マルケス外相は来月、ベルク外相と会談する。",
    ] {
        assert_eq!(told(text), ["meet planned | マルケス ベルク | "], "{text}");
    }
    assert_eq!(
        told("マルケス外相は来月、オスロを訪れ、ベルク外相と会談する予定だ。"),
        ["visit planned | マルケス> | オスロ", "meet planned | マルケス ベルク | オスロ"]
    );
}

#[test]
fn what_did_not_happen_is_not_told() {
    assert_eq!(told("マルケス外相はベルク外相と会談しなかった。"), [""; 0]);
    assert_eq!(told("マルケス外相がベルク外相と会談すれば、事態は変わる。"), [""; 0]);
    assert_eq!(told("会談の場所は明らかではない。"), [""; 0]);
}

#[test]
fn a_meeting_may_be_put_off() {
    assert_eq!(
        told("マルケス外相とベルク外相の会談がオスロで予定されていたが、これは延期となった。"),
        ["meet postponed | マルケス ベルク | オスロ"]
    );
    assert_eq!(
        told("マルケス外相は予定していたベルク外相との会談を取りやめた。"),
        ["meet cancelled | マルケス ベルク | "]
    );
}

#[test]
fn agreed_to_hold_is_not_agreed_in_the_course_of() {
    assert_eq!(
        told("マルケス外相とベルク外相は、オスロでの会談で合意した。"),
        ["meet agreed | マルケス ベルク | オスロ"]
    );
    let course = told("マルケス外相とベルク外相は会談で、漁業協定の改定に合意した。");
    assert_eq!(course[0], "meet held | マルケス ベルク | ");
}

#[test]
fn the_medium_takes_no_part() {
    assert_eq!(
        told("朝日新聞は、マルケス外相がベルク外相と会談したと報じた。"),
        ["meet held | マルケス ベルク | "]
    );
    assert_eq!(
        told("朝日新聞と読売新聞によると、マルケス外相は14日、オスロを訪問した。"),
        ["visit held | マルケス> | オスロ"]
    );
}

#[test]
fn whoever_reports_a_meeting_was_not_there() {
    assert_eq!(
        told(
            "ロペス報道官は、マルケス外相とベルク外相が協議を続け、首脳会談の開催で一致したと述べた。"
        ),
        ["negotiate ongoing | マルケス ベルク | ", "meet agreed | マルケス ベルク | "]
    );
}

#[test]
fn whoever_asks_for_it_is_no_party() {
    assert_eq!(
        told("米国は停戦を求めた。"),
        ["ceasefire proposed |  | ", "demand held | 米国> | "]
    );
    assert_eq!(
        told("フランスとドイツは停戦に合意した。"),
        ["ceasefire agreed | フランス ドイツ | ", "agree held | フランス ドイツ | "]
    );
}

#[test]
fn passive_turns_the_roles() {
    assert_eq!(told("ロシア軍はキーウを攻撃した。"), ["attack held | ロシア軍> | キーウ"]);
    assert_eq!(told("マルケス前大臣はオスロで警視庁に逮捕された。").len(), 1);
    let (_, events) = events("マルケス前大臣は14日、警視庁に逮捕された。");
    let roles: Vec<ParticipantRole> = events[0].participants.iter().map(|it| it.role).collect();
    assert_eq!(roles, [ParticipantRole::Recipient, ParticipantRole::Actor]);
}

#[test]
fn two_sentences_about_one_happening_are_one_mention() {
    let text = "マルケス外相とベルク外相は14日、オスロで会談した。会談にはロペス報道官が出席した。";
    let (_, events) = events(text);
    assert_eq!(events.len(), 1);
    assert_eq!(events[0].participants.len(), 3);
    assert_eq!(events[0].evidence.len(), 2);
}

#[test]
fn a_plan_and_its_execution_are_two_mentions() {
    let text =
        "マルケス外相はベルク外相と会談する予定だった。\n\nマルケス外相はベルク外相と会談した。";
    let (_, events) = events(text);
    let statuses: Vec<Status> = events.iter().map(|event| event.status).collect();
    assert_eq!(statuses, [Status::Planned, Status::Held]);
}

#[test]
fn a_topic_goes_on_in_the_next_sentence() {
    assert_eq!(
        told("マルケス外相は「残念だ」と強調した。予定していたオスロ訪問を取りやめると発表した。"),
        ["visit cancelled | マルケス> | オスロ", "speak held | マルケス> | "]
    );
}

#[test]
fn a_call_is_a_meeting_from_afar() {
    let (_, events) = events("マルケス外相は14日、ベルク外相と電話で協議した。");
    assert_eq!(events[0].event_type, EventType::Call);
    assert_eq!(events[0].status, Status::Held);
}

#[test]
fn words_inside_a_name_are_no_happening() {
    assert_eq!(told("日本学術会議は学者を代表する。"), [""; 0]);
    assert_eq!(told("日本学術会議は報告書をまとめた。"), ["other held | 日本学術会議> | "]);
}

#[test]
fn wars_go_on_until_told_otherwise() {
    assert_eq!(told("ベトナムでの戦争は市場に影を落とす。"), ["war ongoing | ベトナム | "]);
}
