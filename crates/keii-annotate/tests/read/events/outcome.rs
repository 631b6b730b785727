//! What came of a meeting.

use super::events;

fn outcomes(text: &str) -> Vec<Option<String>> {
    let (_, events) = events(text);
    events.into_iter().map(|event| event.outcome.map(|span| span.text)).collect()
}

#[test]
fn an_agreement_is_the_outcome_of_its_meeting() {
    assert_eq!(
        outcomes("マルケス外相とベルク外相は14日、オスロで会談し、国境を開くことで合意した。"),
        [Some("国境を開くことで合意した".to_owned()), None],
        "the meeting has it, not the agreement"
    );
}

#[test]
fn the_next_sentence_may_tell_it() {
    assert_eq!(
        outcomes("マルケス外相とベルク外相は14日に会談した。協議は物別れに終わった。"),
        [Some("物別れに終わった".to_owned())]
    );
    assert_eq!(
        outcomes(
            "マルケス外相とベルク外相は14日に会談した。会談では輸出をめぐる合意には至らなかった。"
        ),
        [Some("輸出をめぐる合意には至らなかった".to_owned())]
    );
}

#[test]
fn what_is_hoped_for_is_no_outcome() {
    for text in [
        "マルケス外相とベルク外相は14日に会談した。会談で合意に達する見通しは立たない。",
        "マルケス外相とベルク外相は14日に会談した。ロペス報道官は前年の選挙を説明した。",
        "マルケス外相とベルク外相は14日に会談した。「協議は物別れに終わった」との声もある。",
    ] {
        assert_eq!(outcomes(text)[0], None, "{text}");
    }
}
