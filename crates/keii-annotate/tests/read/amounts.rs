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
