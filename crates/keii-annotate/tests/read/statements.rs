//! Commitments and questions.

use crate::read;

fn questions(text: &str) -> Vec<String> {
    read(text, None).questions.into_iter().map(|question| question.span.text).collect()
}

fn commitments(text: &str) -> Vec<String> {
    read(text, None).commitments.into_iter().map(|commitment| commitment.content.text).collect()
}

#[test]
fn what_is_left_open_is_a_question() {
    assert_eq!(questions("この橋は誰のためにあるのか。"), ["この橋は誰のためにあるのか"]);
    assert_eq!(
        questions("工事は進む。しかし、町の費用がどこまで膨らむかは不透明だ。"),
        ["町の費用がどこまで膨らむか"]
    );
    let list = "特に問われるのは次の点だ。\n- 誰が費用を払うのか。\n- 町は納得するのか。\n";
    assert_eq!(questions(list), ["誰が費用を払うのか", "町は納得するのか"]);
}

#[test]
fn what_is_answered_quoted_or_feared_is_no_open_question() {
    for text in [
        "雨は静かに降った。",
        "市長は「誰が払うのか」と述べた。",
        "計画に無理があるのではないか。",
        "工事がいつ終わるかを市が発表した。",
        "再開できるかどうかを調べた。",
    ] {
        assert_eq!(questions(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn acts_agreed_on_are_commitments() {
    assert_eq!(
        commitments("フランスとドイツは、橋を共同で架けることで合意した。"),
        ["橋を共同で架ける"]
    );
    assert_eq!(commitments("両国は「支援を急ぐ」ことで一致した。"), ["支援を急ぐ"]);
    let list = "フランスとドイツは次の2点で合意した。\n- 橋を架けること。\n- 費用を分け合うこと。\n\n工事は春に始まる。";
    assert_eq!(commitments(list), ["橋を架けること", "費用を分け合うこと"]);
}

#[test]
fn the_parties_of_a_commitment_are_named() {
    let reading = read("フランスとドイツは、橋を共同で架けることで合意した。", None);
    assert_eq!(reading.commitments[0].parties.len(), 2);
}

#[test]
fn what_was_not_agreed_is_no_commitment() {
    for text in ["両国は橋を架けることで合意しなかった。", "両国は会談した。"]
    {
        assert_eq!(commitments(text), Vec::<String>::new(), "{text}");
    }
}
