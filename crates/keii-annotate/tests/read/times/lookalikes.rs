//! What is no time, and what is no date.

use super::times;

#[test]
fn words_that_only_look_like_times_are_none() {
    for text in [
        "準備は十分に整った。",
        "一時的な措置だ。",
        "今回の会合は静かだった。",
        "一方で反対もある。",
        "二国間の協力だ。",
        "十数カ国の首脳が集まった。",
        "一日も早い解決を望む。",
        "3分の1が反対した。",
        "小学3年生の作文だ。",
        "世論を二分する議題だ。",
        "同時に声明を出した。",
        "第3回会合の議長だ。",
        "時間がない。",
        "電話は1234-56-7890だ。",
        "前年比で増えた。",
    ] {
        let found: Vec<String> =
            times(text, Some("2021-03-10")).into_iter().map(|time| time.span.text).collect();
        assert!(found.is_empty(), "{text}: {found:?}");
    }
}

#[test]
fn minutes_of_a_match_and_marks_of_a_map_are_none() {
    for text in [
        "後半21分に追いついた。",
        "さらに38分に勝ち越した。",
        "北緯35度12分の海域だ。",
        "比率は16:9だ。",
        "21:18で敗れた。",
        "視力は0.1しかない。",
        "縮尺は1/50だ。",
        "2回戦で敗れた。",
    ] {
        let found: Vec<String> = times(text, None).into_iter().map(|it| it.span.text).collect();
        assert!(found.is_empty(), "{text}: {found:?}");
    }
}

#[test]
fn counts_of_days_are_no_days_of_the_month() {
    for text in [
        "梅雨入りは平年より5日遅い。",
        "開花は平年より3日早い。",
        "体重50キロの人の1日の許容量だ。",
        "停戦は2日で崩れた。",
        "拘束は45日に及んだ。",
        "3日連続で上げた。",
    ] {
        for time in times(text, Some("2021-03-10")) {
            assert_ne!(time.time_type, keii_model::TimeType::Date, "{text}: {time:?}");
        }
    }
}

#[test]
fn a_newspaper_and_an_age_are_no_times() {
    for (text, wrong) in [
        ("毎日新聞の記者が書いた。", "毎日"),
        ("毎日報道では72歳だ。", "毎日"),
        ("22歳7カ月の猫だ。", "7カ月"),
        ("百年に一度の雨だ。", "百年"),
        ("女優の千春さんが歌う。", "千春"),
        ("契約を延長5.4年分とした。", "延長"),
        ("M4.5の地震だ。", "M4.5"),
        ("没後100年の展覧会だ。", "100年"),
        ("成績は3勝7分け7敗だ。", "7分"),
        ("百日ぜきがはやる。", "百日"),
        ("樹齢1000年の木が倒れた。", "1000年"),
        ("弟は小学3年生だ。", "3年"),
        ("5年目の春だ。", "5年"),
    ] {
        let found = times(text, None);
        assert!(found.iter().all(|time| !time.span.text.contains(wrong)), "{text}: {found:?}");
    }
}

#[test]
fn what_cannot_be_known_has_no_value() {
    for (text, published) in [
        ("会議は3、8日に開かれる。", Some("2021-03-10")),
        ("第2四半期の輸出だ。", Some("2021-03-10")),
        ("約6600万年前の地層だ。", Some("2021-03-10")),
        ("数日前に見た。", Some("2021-03-10")),
        ("試合開始2時間前に着いた。", Some("2021-03-10")),
    ] {
        let found = times(text, published);
        let first = found.first().unwrap_or_else(|| panic!("no time in {text}"));
        assert_eq!(first.value, None, "{text}");
    }
}
