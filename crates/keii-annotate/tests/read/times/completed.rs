//! What a time is completed from.

use keii_model::Anchor::{Document, Event};

use super::{check, times, values};

fn value(value: &str) -> Option<String> {
    Some(value.to_owned())
}

#[test]
fn a_day_told_without_its_year_gives_the_days_around_it() {
    let told = values("火事は8月15日に起きた。翌日に鎮火し、同日午後3時に発表した。", None);
    assert_eq!(told, [value("XXXX-08-15"), value("XXXX-08-16"), value("XXXX-08-16T15:00")]);
    let leap = values("式は2月28日だった。翌日に帰った。", None);
    assert_eq!(leap, [value("XXXX-02-28"), None], "whether 29 February follows is not known");
}

#[test]
fn the_day_behind_a_day_told_is_of_its_month() {
    let told = values("事件は3月3日に起きた。男は翌4日に捕まった。", Some("2030-06-20"));
    assert_eq!(told, [value("2030-03-03"), value("2030-03-04")]);
    let alone = values("首相は4日に答えた。", Some("2030-06-20"));
    assert_eq!(alone, [value("2030-06-04")]);
}

#[test]
fn days_later_are_counted_from_the_day_told_when_they_are_past() {
    let past = values("8日に倒れた。10日後に戻った。", Some("2032-03-25"));
    assert_eq!(past, [value("2032-03-08"), value("2032-03-18")]);
    let ahead = values("8日に倒れた。10日後に戻る予定だ。", Some("2032-03-25"));
    assert_eq!(ahead, [value("2032-03-08"), value("2032-04-04")]);
}

#[test]
fn what_is_past_lies_behind_publication() {
    check(
        Some("2031-05-20"),
        &[
            ("採決は27日に行われた。", "27日", Some("2031-04-27")),
            ("採決は27日に行うと発表した。", "27日", Some("2031-05-27")),
            ("採決は27日だ。", "27日", Some("2031-05-27")),
            ("採決は21日に行われた。", "21日", Some("2031-05-21")),
            ("会議は11月に開かれる。", "11月", Some("2031-11")),
            ("会議は11月に開かれた。", "11月", Some("2030-11")),
            ("両外相は6月に会談することで合意した。", "6月", Some("2031-06")),
            ("年内の合意を目指す。", "年内", Some("2031")),
            ("週内にも決める。", "週内", Some("2031-05-19/2031-05-25")),
        ],
    );
}

#[test]
fn a_year_lasts_for_a_breath() {
    let near = values("2012年11月28日に会った。12月2日に別れた。", None);
    assert_eq!(near, [value("2012-11-28"), value("2012-12-02")]);
    let far = "2012年11月28日に会った。長い話だ。雨が降った。風も吹いた。3月2日に別れた。";
    assert_eq!(values(far, None)[1], value("XXXX-03-02"));
    let same =
        "2025年7月28日の写真だ。\n\n長い話だ。\n\n雨が降った。\n\n28日に合意した。27日に別れた。";
    assert_eq!(values(same, None)[1], value("2025-07-28"), "the same day, told in full before");
}

#[test]
fn the_month_of_something_else_is_not_the_day_s() {
    let told = values("3月の選挙に勝った首相は、18日に就任した。", Some("2033-04-19"));
    assert_eq!(told, [value("2033-03"), value("2033-04-18")]);
}

#[test]
fn what_looks_back_goes_on_looking_back() {
    let published = Some("2031-05-20");
    let chain = values("1989年11月に壁が開いた。12月には政権も倒れた。", published);
    assert_eq!(chain, [value("1989-11"), value("1989-12")]);
    let news = values("1989年11月に壁が開いた。12月には記念の式が開かれる。", published);
    assert_eq!(news[1], value("2031-12"));
    let century = values("1991年から94年まで務めた。", published);
    assert_eq!(century, [value("1991/1994")]);
    let same = values("昨年12月の率は、一昨年の同じ月より低かった。", Some("2031-01-08"));
    assert_eq!(same, [value("2030-12"), value("2029"), value("2029-12")]);
}

#[test]
fn a_date_told_aside_is_not_the_present() {
    let aside = values("5月3日に発表した。\n\n3月16日の開港に伴う便だ。6日はほぼ満席だ。", None);
    assert_eq!(aside[2], value("XXXX-05-06"));
    let back = "9日、国王の式典があった。1946年6月9日に即位した。13日に終わる。";
    assert_eq!(values(back, None)[2], value("XXXX-XX-13"));
}

#[test]
fn a_day_of_no_known_month_keeps_its_number() {
    let days = values("協議は30日に始まり、同日終わった。翌日、両国が発表した。", None);
    assert_eq!(days, [value("XXXX-XX-30"), value("XXXX-XX-30"), None], "a month may have 30 days");
    let next = values("代表は8日に着いた。翌日午後3時に会談する。", None);
    assert_eq!(next, [value("XXXX-XX-08"), value("XXXX-XX-09T15:00")]);
    let range = values("会合は8〜10日に開かれた。", None);
    assert_eq!(range, [value("XXXX-XX-08/XXXX-XX-10")]);
}

#[test]
fn a_year_that_runs_out_tells_when_the_article_was_written() {
    let over = "2025年も残り2か月余りとなった。首相は16日に答えた。";
    assert_eq!(values(over, None), [value("2025-10"), value("2025-10-16")]);
    let exact = "2025年も残り1カ月となった。";
    assert_eq!(values(exact, None), [value("2025-11/2025-12")]);
}

#[test]
fn lengths_behind_a_happening_are_counted_from_it() {
    let anchor = |text: &str| {
        let time = times(text, None).into_iter().next().unwrap();
        (time.anchor, time.offset)
    };
    assert_eq!(anchor("試合開始2時間前に着いた。"), (Event, value("-PT2H")));
    assert_eq!(anchor("火が消え、2時間半後に煙も収まった。"), (Event, value("PT2H30M")));
    assert_eq!(anchor("3週間以内に答える。"), (Document, value("P3W")));
    assert_eq!(anchor("46億年前に生まれた星だ。"), (Document, value("-P4600000000Y")));
    assert_eq!(anchor("今年は雨が多い。"), (Document, value("P0Y")));
}

#[test]
fn two_days_are_a_stretch_when_they_follow_each_other() {
    check(
        Some("2025-05-20"),
        &[
            ("協議は10、11両日に開かれた。", "10、11両日", Some("2025-05-10/2025-05-11")),
            ("協議は5月3、4日に開かれた。", "5月3、4日", Some("2025-05-03/2025-05-04")),
            ("5月中旬に始まり、7日に終わった。", "5月中旬", Some("2025-05-11/2025-05-20")),
        ],
    );
}
