//! Quantities: spans, values, units.

use keii_model::{Number, Quantity};

use crate::read;

fn amounts(text: &str) -> Vec<Quantity> {
    read(text, None).quantities
}

#[test]
fn numbers_with_their_units() {
    let whole = |number| Some(Number::Whole(number));
    let cases = [
        ("予算は1億2000万ドルだ。", "1億2000万ドル", whole(120_000_000), "USD"),
        ("国は3兆円を投じる。", "3兆円", whole(3_000_000_000_000), "JPY"),
        ("支持率は約35%に下がった。", "約35%", whole(35), "percent"),
        ("120カ国が参加した。", "120カ国", whole(120), "country"),
        ("死者は3000人余りになった。", "3000人", whole(3000), "person"),
        ("次の3点で合意した。", "3点", whole(3), "item"),
        ("協議は4時間半に及んだ。", "4時間半", Some(Number::Fraction(4.5)), "hour"),
        ("約90分間話した。", "約90分間", whole(90), "minute"),
        ("3年前に建った。", "3年", whole(3), "year"),
        ("10日前に決まった。", "10日", whole(10), "day"),
        ("十数カ国の首脳が来た。", "十数カ国", Some(Number::Range("10-19".into())), "country"),
        ("数百人が避難した。", "数百人", None, "person"),
        ("距離は2.5キロメートルだ。", "2.5キロメートル", Some(Number::Fraction(2.5)), "kilometer"),
        ("戦闘機12機が飛んだ。", "12機", whole(12), "機"),
        ("物価は二割上がった。", "二割", whole(20), "percent"),
    ];
    for (text, words, value, unit) in cases {
        let all = amounts(text);
        let first = all.first().unwrap_or_else(|| panic!("nothing in {text}"));
        assert_eq!(
            (first.span.text.as_str(), &first.value, first.unit.as_deref()),
            (words, &value, Some(unit)),
            "{text}"
        );
    }
}

#[test]
fn vague_and_rounded_numbers_are_approximate() {
    let approximate = |text: &str| amounts(text).first().map(|amount| amount.approximate);
    assert_eq!(approximate("約90分話した。"), Some(true));
    assert_eq!(approximate("死者は3000人余りになった。"), Some(true));
    assert_eq!(approximate("数百人が避難した。"), Some(true));
    assert_eq!(approximate("死者は3000人になった。"), Some(false));
}

#[test]
fn dates_and_idioms_are_no_quantities() {
    for text in [
        "8月15日に着いた。",
        "2014年の併合だ。",
        "平成3年の秋だ。",
        "午後3時45分に着いた。",
        "第5回会合の議長だ。",
        "準備は十分だ。",
        "一部で反対がある。",
        "3分の1が反対した。",
    ] {
        let found: Vec<String> = amounts(text).into_iter().map(|it| it.span.text).collect();
        assert!(found.is_empty(), "{text}: {found:?}");
    }
}

#[test]
fn ranges_parts_and_signs() {
    let range = |range: &str| Some(Number::Range(range.to_owned()));
    let whole = |number| Some(Number::Whole(number));
    let cases = [
        ("伸びは3～4%だ。", "3～4%", range("3-4"), "percent"),
        ("応募は10〜20万人だ。", "10〜20万人", range("100000-200000"), "person"),
        ("輸出はマイナス4.2%だった。", "マイナス4.2%", Some(Number::Fraction(-4.2)), "percent"),
        ("上空は氷点下42度以下だ。", "氷点下42度", whole(-42), "度"),
        ("朝は氷点下12度だった。", "氷点下12度", whole(-12), "度"),
        ("電話は約1時間40分だった。", "約1時間40分", whole(100), "minute"),
        ("記録は2時間8分15秒だ。", "2時間8分15秒", whole(7695), "second"),
        ("10秒08で走った。", "10秒08", Some(Number::Fraction(10.08)), "second"),
        ("懲役2年6カ月の刑だ。", "2年6カ月", whole(30), "month"),
        ("終値は147円85銭だった。", "147円85銭", Some(Number::Fraction(147.85)), "JPY"),
        ("円は145円台に下げた。", "145円台", whole(145), "JPY"),
        ("8メートル12を跳んだ。", "8メートル12", Some(Number::Fraction(8.12)), "meter"),
        ("震源の深さは約40キロだ。", "約40キロ", whole(40), "kilometer"),
        ("荷の重さは12キロだ。", "12キロ", whole(12), "kilogram"),
        ("列車は時速285キロで走る。", "285キロ", whole(285), "kilometer per hour"),
        ("風速35メートルの風だ。", "35メートル", whole(35), "meter per second"),
        ("規模はマグニチュード7だ。", "マグニチュード7", whole(7), "マグニチュード"),
        ("損失は3日分に当たる。", "3日分", whole(3), "day"),
    ];
    for (text, words, value, unit) in cases {
        let all = amounts(text);
        let first = all.first().unwrap_or_else(|| panic!("nothing in {text}"));
        assert_eq!(
            (first.span.text.as_str(), &first.value, first.unit.as_deref()),
            (words, &value, Some(unit)),
            "{text}"
        );
    }
}

#[test]
fn bounds_are_approximate_and_no_part_of_the_quantity() {
    for (text, words) in [
        ("けが人は少なくとも40人だ。", "40人"),
        ("500人以上が応募した。", "500人"),
        ("100%を超える関税だ。", "100%"),
    ] {
        let first = amounts(text).into_iter().next().unwrap();
        assert_eq!((first.span.text.as_str(), first.approximate), (words, true), "{text}");
    }
    let exceeded = amounts("販売は900万台を超えた。").into_iter().next().unwrap();
    assert!(!exceeded.approximate, "that it was exceeded is said of it, not by it");
}

#[test]
fn places_in_an_order_and_shares_are_no_quantities() {
    for text in [
        "2回戦で敗れた。",
        "63キロ級で勝った。",
        "レースは4着だった。",
        "庁舎の5階で会った。",
        "弟は3年生だ。",
        "今季2つめの嵐だ。",
        "19世紀の絵だ。",
        "およそ4分の1が休んだ。",
        "両者は瓜二つだ。",
        "60歳代の男性だ。",
        "10点満点の演技だ。",
        "後半21分に追いついた。",
        "協議は10、11両日だ。",
        "百戦錬磨の相手だ。",
    ] {
        let found: Vec<String> = amounts(text).into_iter().map(|it| it.span.text).collect();
        assert!(found.is_empty(), "{text}: {found:?}");
    }
}

#[test]
fn what_a_number_of_people_counts_stands_right_beside_it() {
    let counts = |text: &str| {
        let reading = read(text, None);
        let told = reading.quantities.iter().map(|one| one.counts.clone().unwrap_or_default());
        told.collect::<Vec<_>>()
    };
    assert_eq!(counts("爆発で12人が死亡し、30人以上がけがをした。"), ["dead", "injured"]);
    assert_eq!(counts("死者は15人、負傷者は約40人に上った。"), ["dead", "injured"]);
    assert_eq!(counts("8人の行方が分かっていない。"), ["missing"]);
    assert_eq!(counts("警察は男ら5人を逮捕した。"), ["detained"]);
    assert_eq!(counts("20人が死傷した。"), ["casualties"]);
    assert_eq!(counts("会議には12人が出席し、死亡した議長を悼んだ。"), [""]);
    assert_eq!(counts("12人を乗せたバスが、けが人を運んだ。"), [""]);
}
