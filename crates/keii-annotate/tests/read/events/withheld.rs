//! What a sentence holds without telling that it happened, and which type a word takes by its company.

use super::told;

#[test]
fn what_is_denied_did_not_happen() {
    assert_eq!(
        told("ケニアは部隊を国境に移動させたとする指摘を否定した。"),
        ["reject held | ケニア> | "],
        "the denial itself is told"
    );
}

#[test]
fn an_office_that_was_held_is_a_state() {
    assert_eq!(told("マルケス氏は10年まで市長を務めた。"), [""; 0]);
    assert_eq!(told("マルケス氏は来月から市長を務める。"), ["appoint planned | マルケス> | "]);
}

#[test]
fn what_only_says_which_is_meant_is_no_happening() {
    let told_of = told("身柄は、民主的な方法で選出された政府にだけ渡すという。");
    assert!(told_of.iter().all(|it| !it.starts_with("appoint")), "{told_of:?}");
    assert_eq!(
        told("警察は3日、拘束されていた元職員4人を正式に逮捕した。"),
        ["detain held | 元職員< | ", "detain held | 警察> 元職員< | "],
        "people to whom it was done are told of"
    );
}

#[test]
fn the_passive_of_respect_has_no_sufferer() {
    assert_eq!(told("マルケス殿下は選手らに言葉をかけられた。"), ["other held | マルケス> | "]);
}

#[test]
fn names_in_brackets_tell_where_somebody_is_from() {
    assert_eq!(told("終盤、3位のなにがし選手(ペルー)を抜き去った。"), [""; 0]);
}

#[test]
fn a_body_meets_when_it_is_called_together() {
    assert_eq!(told("サンベル社は4日、臨時の取締役会を開いた。"), ["meet held | サンベル社 | "]);
    assert_eq!(told("選挙委員会は4日、票の点検を行った。"), ["other held | 選挙委員会> | "]);
}

#[test]
fn a_business_that_is_sold_changes_hands_between_two() {
    assert_eq!(told("サンベル社は4日、子会社を売却した。"), ["cooperate held | サンベル社> | "]);
    assert_eq!(told("サンベル社は4日、本社ビルを売却した。"), ["other held | サンベル社> | "]);
}

#[test]
fn notice_of_a_strike_threatens_with_it() {
    assert_eq!(told("組合は4日、ストライキを通告した。")[0], "threaten held | 組合> | ");
    assert_eq!(told("同省は4日、日程を通知した。"), ["speak held | 同省> | "]);
}

#[test]
fn a_talk_that_began_and_in_which_something_was_said_was_held() {
    let told = told("マルケス首相は2時に始まった記者会見で、辞任しないと述べた。");
    assert!(told.iter().any(|it| it.starts_with("speak held | マルケス>")), "{told:?}");
    assert!(told.iter().all(|it| !it.contains("ongoing")), "{told:?}");
}

#[test]
fn who_tells_what_was_done_to_something_does_not_suffer_it() {
    let told = told("青空研究所は3日、毒物が食品から検出されたと発表した。");
    assert!(told.iter().all(|it| !it.contains("青空研究所<")), "{told:?}");
}
