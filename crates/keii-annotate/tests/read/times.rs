//! Times: spans, values, what they rest on.

use keii_model::{Anchor, Edtf, Time, TimeType};
use proptest::prelude::*;

use crate::read;

mod completed;
mod lookalikes;
mod worded;

/// The first time of a text: its words and value.
fn first(text: &str, published: Option<&str>) -> (String, Option<String>) {
    let reading = read(text, published);
    let time = reading.times.into_iter().next().unwrap_or_else(|| panic!("no time in {text}"));
    (time.span.text, time.value)
}

fn check(published: Option<&str>, cases: &[(&str, &str, Option<&str>)]) {
    for &(text, words, value) in cases {
        let found = first(text, published);
        assert_eq!((found.0.as_str(), found.1.as_deref()), (words, value), "{text}");
    }
}

#[test]
fn the_calendar_of_every_era() {
    check(
        None,
        &[
            ("条約は1997年3月21日に署名された。", "1997年3月21日", Some("1997-03-21")),
            ("令和7年5月3日に開く。", "令和7年5月3日", Some("2025-05-03")),
            ("平成元年１月８日から改元した。", "平成元年１月８日", Some("1989-01-08")),
            ("昭和三十九年十月十日の式典だ。", "昭和三十九年十月十日", Some("1964-10-10")),
            ("二〇一五年に結ばれた。", "二〇一五年", Some("2015")),
            ("２０２１年７月の調査だ。", "２０２１年７月", Some("2021-07")),
            ("2021年3月下旬に終わる。", "2021年3月下旬", Some("2021-03-21/2021-03-31")),
            ("2020年2月末の期限だ。", "2020年2月末", Some("2020-02-21/2020-02-29")),
            ("2031年夏に開業する。", "2031年夏", Some("2031-22")),
            ("2027年度の予算だ。", "2027年度", Some("2027-04/2028-03")),
            ("2009年以来の政権交代だ。", "2009年以来", Some("2009/..")),
            ("1970年代の危機だ。", "1970年代", Some("197X")),
            ("90年代後半に広まった。", "90年代後半", Some("1995/1999")),
            ("21世紀の課題だ。", "21世紀", Some("20XX")),
            ("2021年7月20〜22日に開く。", "2021年7月20〜22日", Some("2021-07-20/2021-07-22")),
            ("24年11月5日の投票だ。", "24年11月5日", Some("2024-11-05")),
        ],
    );
}

#[test]
fn without_a_day_of_publication_nothing_is_invented() {
    check(
        None,
        &[
            ("首相は8月15日に訪れた。", "8月15日", Some("XXXX-08-15")),
            ("10月下旬に語った。", "10月下旬", Some("XXXX-10-21/XXXX-10-31")),
            ("今年1月に就任した。", "今年1月", Some("XXXX-01")),
            ("昨年、工場を閉じた。", "昨年", None),
            ("先週開かれた会合だ。", "先週", None),
            ("きのう初雪が降った。", "きのう", None),
            ("首相は15日、会見した。", "15日", Some("XXXX-XX-15")),
            ("大統領は水曜日に話した。", "水曜日", None),
            ("5年前に始まった。", "5年前", None),
            ("11月31日という日はない。", "11月31日", None),
        ],
    );
}

#[test]
fn the_day_of_publication_completes() {
    check(
        Some("2021-03-10"),
        &[
            ("昨年12月に開いた。", "昨年12月", Some("2020-12")),
            ("12月に開いた。", "12月", Some("2020-12")),
            ("12月に開く予定だ。", "12月", Some("2021-12")),
            ("12月に開く予定だった。", "12月", Some("2020-12")),
            ("首相は8日、会見した。", "8日", Some("2021-03-08")),
            ("首相は27日、会見した。", "27日", Some("2021-02-27")),
            ("きのう初雪が降った。", "きのう", Some("2021-03-09")),
            ("先週開かれた会合だ。", "先週", Some("2021-03-01/2021-03-07")),
            ("来週火曜日に投票する。", "来週火曜日", Some("2021-03-16")),
            ("大統領は水曜日に話した。", "水曜日", Some("2021-03-10")),
            ("大統領は金曜日に話した。", "金曜日", Some("2021-03-05")),
            ("議会は金曜日に採決する予定だ。", "金曜日", Some("2021-03-12")),
            ("先月末に締め切った。", "先月末", Some("2021-02-21/2021-02-28")),
            ("5年前に始まった。", "5年前", Some("2016")),
            ("3カ月前に始まった。", "3カ月前", Some("2020-12")),
            ("10日前に始まった。", "10日前", Some("2021-02-28")),
            ("年末に切れる。", "年末", Some("2021-12")),
            ("今春の交渉だ。", "今春", Some("2021-21")),
        ],
    );
}

#[test]
fn years_turn() {
    check(
        Some("2021-01-02"),
        &[
            ("12月に開いた。", "12月", Some("2020-12")),
            ("首相は30日、会見した。", "30日", Some("2020-12-30")),
            ("先月始まった。", "先月", Some("2020-12")),
            ("昨年末に退いた。", "昨年末", Some("2020-12")),
        ],
    );
    check(
        Some("2024-02-29"),
        &[
            ("1年前に始まった。", "1年前", Some("2023")),
            ("あす発表する。", "あす", Some("2024-03-01")),
        ],
    );
}

#[test]
fn an_interval_of_publication_gives_what_its_days_agree_on() {
    check(
        Some("2021-11/2021-12"),
        &[
            ("今年8月に会った。", "今年8月", Some("2021-08")),
            ("10月下旬に語った。", "10月下旬", Some("2021-10-21/2021-10-31")),
            ("首相は8日、会見した。", "8日", Some("2021-XX-08")),
            ("先月始まった。", "先月", None),
        ],
    );
}

fn times(text: &str, published: Option<&str>) -> Vec<Time> {
    read(text, published).times
}

fn values(text: &str, published: Option<&str>) -> Vec<Option<String>> {
    times(text, published).into_iter().map(|time| time.value).collect()
}

#[test]
fn a_date_told_before_completes() {
    let value = |value: &str| Some(value.to_owned());
    let told = values("会談は2012年11月28日に始まった。翌日に終わり、12月2日に報告した。", None);
    assert_eq!(told, [value("2012-11-28"), value("2012-11-29"), value("2012-12-02")]);
    let range = values("雨は8月30日から2日まで続いた。", Some("2021-09-10"));
    assert_eq!(range, [value("2021-08-30/2021-09-02")], "one time with both ends");
    let past = values("2008年9月に倒れ、10月に法律ができた。", Some("2021-03-10"));
    assert_eq!(past, [value("2008-09"), value("2008-10")]);
    let year = values("1998年に結婚し、同年秋に渡米した。", None);
    assert_eq!(year, [value("1998"), value("1998-23")]);
}

#[test]
fn anchors_and_offsets_tell_what_a_time_is_counted_from() {
    let anchor = |text: &str| {
        let time = times(text, None).into_iter().next().unwrap();
        (time.anchor, time.offset)
    };
    let some = |offset: &str| Some(offset.to_owned());
    assert_eq!(anchor("1997年に署名した。"), (Anchor::Absolute, None));
    assert_eq!(anchor("先週開かれた会合だ。"), (Anchor::Document, some("-P1W")));
    assert_eq!(anchor("開会式の約1週間前に会った。"), (Anchor::Event, some("-P1W")));
    assert_eq!(anchor("5年前に会った。"), (Anchor::Document, some("-P5Y")));
    assert_eq!(anchor("式典の前夜に雨が降った。"), (Anchor::Event, some("-P1D")));
    assert_eq!(anchor("両者は同日、声明を出した。"), (Anchor::Event, some("P0D")));
    assert_eq!(anchor("金曜日に採決する。"), (Anchor::Weekday, None));
    assert_eq!(anchor("過去10年にわたり赤字だ。"), (Anchor::Document, some("-P10Y")));
    assert_eq!(anchor("協議は4時間半に及んだ。"), (Anchor::None, None));
}

#[test]
fn lengths_clocks_and_sets() {
    let kinds = |text: &str| {
        let time = times(text, Some("2021-03-10")).into_iter().next().unwrap();
        (time.time_type, time.value)
    };
    let some = |value: &str| Some(value.to_owned());
    assert_eq!(kinds("協議は4時間半に及んだ。"), (TimeType::Duration, some("PT4H30M")));
    assert_eq!(kinds("約90分間話した。"), (TimeType::Duration, some("PT90M")));
    assert_eq!(kinds("1年半の休職だ。"), (TimeType::Duration, some("P1Y6M")));
    assert_eq!(kinds("停戦は半年もたなかった。"), (TimeType::Duration, some("P6M")));
    assert_eq!(kinds("午後3時45分に始まった。"), (TimeType::Time, some("T15:45")));
    assert_eq!(kinds("8日午前4時半に揺れた。"), (TimeType::Time, some("2021-03-08T04:30")));
    assert_eq!(kinds("毎年開かれる祭りだ。"), (TimeType::Set, some("P1Y")));
    assert_eq!(kinds("4年に1度の大会だ。"), (TimeType::Set, some("P4Y")));
}

/// Whether a value is of the interchange format.
fn is_value(value: &str) -> bool {
    let is_duration = value.starts_with('P') && value.len() > 2;
    let is_clock = |value: &str| {
        value.starts_with('T') && format!("2024-01-01{value}").parse::<Edtf>().is_ok()
    };
    is_duration || value.split('/').all(is_clock) || value.parse::<Edtf>().is_ok()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn every_value_is_well_formed(
        text in "(令和|平成|今|昨|先|来|翌|同|前|[0-9０-９一二三十]{1,4}|年|月|日|週|末|上旬|下旬|時|分|半|前|後|以来|の|から|〜|、|約|数|曜日|金|午後|:|/|-|\\(|\\)| |。){1,24}",
        published in prop::option::of(prop::sample::select(vec![
            "2024-02-29", "2021-01-01", "2021-12-31", "2021-11/2021-12", "2021", "XXXX-08",
        ])),
    ) {
        for time in times(&text, published) {
            prop_assert!(time.value.as_deref().is_none_or(is_value), "{text}: {:?}", time.value);
            let known = time.offset.as_deref().is_none_or(|it| it.trim_start_matches('-').starts_with('P'));
            prop_assert!(known, "{text}: {:?}", time.offset);
        }
    }
}
