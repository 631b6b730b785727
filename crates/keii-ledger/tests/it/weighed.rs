//! Tellings that no rule joins, weighed by what tellings of one happening have in common.

use keii_model::{EntityType, EventType};

use crate::telling::{Telling, ledger};

const DAY: &str = "2025-03-05";

/// A report whose lead tells of something, by these words.
fn lead(
    document: &str,
    published: &str,
    what: EventType,
    names: &[&str],
    by: &str,
    words: &str,
) -> Telling {
    let telling = Telling::new(document).published(published).person("アンナ・ベルク");
    let telling = telling.entity(EntityType::Place, "中港", &[]).key("place:middle");
    let telling = telling.entity(EntityType::Place, "東港", &[]).key("place:east");
    telling.event(what, names, None).by(by).in_words(words)
}

fn paid(document: &str, published: &str, by: &str, words: &str) -> Telling {
    lead(document, published, EventType::Other, &["アンナ・ベルク"], by, words)
}

/// How many mentions each event has, most first, and by which rules any was joined.
fn joined<const N: usize>(tellings: [Telling; N]) -> (Vec<usize>, Vec<String>) {
    let ledger = ledger(tellings);
    let mut sizes: Vec<usize> = ledger.events().map(|event| event.mentions.len()).collect();
    sizes.sort_by(|a, b| b.cmp(a));
    let steps = ledger.events().filter_map(|event| ledger.derivation(&event.id));
    let rules = steps.flat_map(|one| one.steps.iter().map(|(rule, _)| rule.clone()));
    (sizes, rules.collect())
}

#[test]
fn one_deed_told_by_two_words_of_one_stem_is_one() {
    let first = || paid("D1", DAY, "納付", "保証金の納付が済んだ");
    let (sizes, rules) = joined([first(), paid("D2", DAY, "納めた", "保証金を納めた")]);
    assert_eq!((sizes, rules), (vec![2], vec!["event.weighed".to_owned(); 2]));
    let other = paid("D2", DAY, "訪れた", "保証金の窓口を訪れた");
    assert_eq!(joined([first(), other]).0, [1, 1], "nothing of the word is the same");
    let later = paid("D2", "2025-03-20", "納めた", "保証金を納めた");
    assert_eq!(joined([first(), later]).0, [1, 1], "two weeks later it may be the next time");
}

#[test]
fn what_is_said_without_a_day_is_one_only_by_what_it_is_about() {
    let speak = |document: &str, words: &str| {
        lead(document, DAY, EventType::Accuse, &["アンナ・ベルク"], "批判", words)
    };
    let harbour = || speak("D1", "港湾計画を批判した");
    assert_eq!(joined([harbour(), speak("D2", "港湾計画への批判を続けた")]).0, [2]);
    assert_eq!(joined([harbour(), speak("D2", "新しい税を批判した")]).0, [1, 1]);
}

#[test]
fn the_like_without_a_day_at_another_place_is_another() {
    let found = |document: &str, place: &str| {
        lead(document, DAY, EventType::Protest, &["アンナ・ベルク"], "抗議集会", "抗議集会を開いた")
            .at(place)
    };
    assert_eq!(joined([found("D1", "中港"), found("D2", "中港")]).0, [2]);
    assert_eq!(joined([found("D1", "中港"), found("D2", "東港")]).0, [1, 1]);
}

#[test]
fn nobody_tells_as_past_what_took_place_after_the_report() {
    let early = || paid("D1", "2025-03-04", "納付", "保証金の納付が済んだ");
    let dated = |day| {
        let mut telling = Telling::new("D2").published("2025-03-06").person("アンナ・ベルク");
        telling.span("記事。");
        let telling = telling.event(EventType::Other, &["アンナ・ベルク"], Some(day)).by("納めた");
        telling.in_words("保証金を納めた")
    };
    assert_eq!(joined([early(), dated("2025-03-03")]).0, [2]);
    assert_eq!(joined([early(), dated("2025-03-05")]).0, [1, 1]);
}
