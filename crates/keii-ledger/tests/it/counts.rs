//! Numbers told of one happening, and headlines beside what their article says was agreed.

use keii_model::{Attribute, EventType, Id, Number, Quantity, Verdict};

use crate::telling::{Telling, ledger};

const BOTH: &[&str] = &["アンナ・ベルク", "ヨハン・タール"];

/// A telling of an attack on one day whose phrase holds a number.
fn attack(document: &str, before: &str, number: &str, behind: &str) -> Telling {
    let mut telling = Telling::new(document).published("2025-03-05").person("アンナ・ベルク");
    telling = telling.person("ヨハン・タール");
    telling = telling.event(EventType::Attack, BOTH, Some("2025-03-04"));
    telling = telling.in_words(&format!("{before}{number}{behind}"));
    let mut span = telling.reading.events[0].evidence[0].clone();
    span.start += u32::try_from(before.chars().count()).expect("short");
    span.end = span.start + u32::try_from(number.chars().count()).expect("short");
    number.clone_into(&mut span.text);
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    telling.reading.quantities.push(Quantity {
        id: Id::from(format!("{document}.Q1")),
        span,
        value: Some(Number::Whole(digits.parse().expect("a number"))),
        unit: Some("person".into()),
        approximate: number.starts_with('約'),
        counts: None,
        of: None,
    });
    telling
}

fn verdicts<const N: usize>(tellings: [Telling; N], attribute: Attribute) -> Vec<Verdict> {
    let ledger = ledger(tellings);
    let wanted = ledger.comparisons().filter(|one| one.attribute == attribute);
    wanted.map(|one| one.verdict).collect()
}

#[test]
fn equal_numbers_agree() {
    let two = [attack("D1", "町で", "38人", "が死亡"), attack("D2", "夜に", "38人", "が犠牲に")];
    assert_eq!(verdicts(two, Attribute::Other), [Verdict::Agree]);
}

#[test]
fn other_numbers_of_one_thing_on_one_day_conflict() {
    let first = || attack("D1", "兵士", "5人", "が死亡した");
    let other = |document| attack(document, "兵士", "7人", "が死亡した");
    assert_eq!(verdicts([first(), other("D2")], Attribute::Other), [Verdict::Conflict]);
    let later = other("D2").published("2025-03-09");
    assert_eq!(verdicts([first(), later], Attribute::Other), [], "tolls grow");
    let hurt = attack("D2", "兵士", "7人", "が負傷した");
    assert_eq!(verdicts([first(), hurt], Attribute::Other), []);
    let others = attack("D2", "住民", "7人", "が死亡した");
    assert_eq!(verdicts([first(), others], Attribute::Other), []);
}

#[test]
fn an_approximate_number_is_compatible_with_one_nearby() {
    let about = |number| attack("D2", "兵士", number, "が死亡した");
    let first = || attack("D1", "兵士", "48人", "が死亡した");
    assert_eq!(verdicts([first(), about("約50人")], Attribute::Other), [Verdict::Precision]);
    assert_eq!(verdicts([first(), about("約90人")], Attribute::Other), []);
}

#[test]
fn a_headline_may_say_more_than_what_was_agreed_to() {
    let agreed = |words: &str| {
        let mut telling = Telling::new("D1").person("アンナ・ベルク").person("ヨハン・タール");
        let title = telling.span("漁業紛争の終結で会談");
        telling.reading.document.title = Some(title);
        telling.event(EventType::Agree, BOTH, None).agreed(BOTH, words)
    };
    let step = "漁業紛争を終結させる道を探るため、委員会を置くこと";
    assert_eq!(verdicts([agreed(step)], Attribute::Outcome), [Verdict::WithinDocument]);
    assert_eq!(verdicts([agreed("漁業紛争を終結させる")], Attribute::Outcome), []);
    assert_eq!(
        verdicts([agreed("港の使用料を下げ、検査の回数を減らすこと")], Attribute::Outcome),
        []
    );
    let other = "漁業紛争を話し合う場を来月までに開くこと";
    assert_eq!(verdicts([agreed(other)], Attribute::Outcome), [], "it is not of the end");
}

/// A telling of an attack with a toll that stands elsewhere in the text.
fn toll(document: &str, day: &str, numbers: &[i64], counts: &str) -> Telling {
    let telling = Telling::new(document).published(day).person("アンナ・ベルク");
    let mut telling = telling.person("ヨハン・タール");
    telling = telling.event(EventType::Attack, BOTH, Some("2025-03-04"));
    for number in numbers {
        let span = telling.span(&format!("{number}人"));
        telling.reading.quantities.push(Quantity {
            id: Id::from(format!("{document}.Q{}", telling.reading.quantities.len() + 1)),
            span,
            value: Some(Number::Whole(*number)),
            unit: Some("person".into()),
            approximate: false,
            counts: Some(counts.into()),
            of: None,
        });
    }
    telling
}

#[test]
fn tolls_are_compared_wherever_they_stand() {
    let told = |a: Telling, b: Telling| verdicts([a, b], Attribute::Other);
    let first = || toll("D1", "2025-03-05", &[12], "dead");
    let later = |numbers, counts| toll("D2", "2025-03-06", numbers, counts);
    assert_eq!(told(first(), later(&[12], "dead")), [Verdict::Agree]);
    assert_eq!(told(first(), later(&[15], "dead")), [Verdict::Precision], "tolls grow");
    assert_eq!(told(first(), later(&[9], "dead")), [], "they do not shrink");
    assert_eq!(told(first(), later(&[12], "injured")), [], "others are counted");
    assert_eq!(told(first(), later(&[12, 30], "dead")), [], "the second tells of two");
    let same_day = toll("D2", "2025-03-05", &[15], "dead");
    assert_eq!(told(first(), same_day), [], "nobody knows which was told last");
}

#[test]
fn all_that_tell_one_number_are_one_line() {
    let told = |document| attack(document, "町で", "38人", "が死亡");
    assert_eq!(verdicts([told("D1"), told("D2"), told("D3")], Attribute::Other), [Verdict::Agree]);
}
