//! How documents name one thing.

use keii_ledger::Ledger;
use keii_model::{EventType, NamingKind};

use crate::telling::{Telling, ledger};

const NORTH: &str = "country:xn";
const SOUTH: &str = "country:xs";

/// Form, count and how many are quoted, of the only record.
fn forms(ledger: &Ledger) -> Vec<(String, u32, u32)> {
    let all: Vec<_> = ledger.namings().collect();
    assert!(all.len() < 2, "one thing: {all:?}");
    let forms = all.iter().flat_map(|naming| &naming.forms);
    forms.map(|one| (one.form.clone(), one.count, one.quoted)).collect()
}

fn form(form: &str, count: u32, quoted: u32) -> (String, u32, u32) {
    (form.into(), count, quoted)
}

fn tell(document: &str) -> Telling {
    Telling::new(document).country("北国", NORTH).country("南国", SOUTH).person("アンナ・ベルク")
}

#[test]
fn a_war_of_one_side_is_the_war_of_both() {
    let war = NamingKind::Conflict;
    let both = tell("D1").names(war, &[NORTH, SOUTH], "北国と南国の戦争");
    let told = ledger([both.names(war, &[SOUTH], "南国紛争").names(war, &[SOUTH], "南国紛争")]);
    assert_eq!(forms(&told), [form("南国紛争", 2, 0), form("北国と南国の戦争", 1, 0)]);
}

#[test]
fn words_in_somebodys_mouth_are_counted_apart() {
    let war = NamingKind::Conflict;
    let mut telling = tell("D1").says("アンナ・ベルク", "南国での作戦は続く");
    let said = telling.reading.attributions[0].content[0].clone();
    telling = telling.names(war, &[SOUTH], "南国での作戦").names(war, &[SOUTH], "南国侵攻");
    telling.reading.names[0].span.start = said.start;
    telling.reading.names[0].span.end = said.start + 6;
    assert_eq!(forms(&ledger([telling])), [form("南国での作戦", 1, 1), form("南国侵攻", 1, 0)]);
}

#[test]
fn what_all_call_by_one_word_is_not_told_of() {
    let pair = NamingKind::Relation;
    let one = |document| tell(document).names(pair, &[NORTH, SOUTH], "南北");
    assert!(forms(&ledger([one("D1")])).is_empty());
    let other = one("D1").names(pair, &[NORTH, SOUTH], "北南");
    assert_eq!(forms(&ledger([other])).len(), 2);
}

#[test]
fn talks_of_fewer_parties_are_those_of_all_of_them() {
    let talks = NamingKind::Process;
    let whole = tell("D1").names(talks, &[NORTH, SOUTH, "process:talks"], "南北関税交渉");
    let part = tell("D2").names(talks, &["process:talks"], "通商交渉");
    assert_eq!(forms(&ledger([whole, part])).len(), 2);
}

#[test]
fn talks_are_of_those_who_take_part_in_them() {
    let talks = NamingKind::Process;
    let told = |document, words: &str| {
        let mut telling = tell(document).event(EventType::Negotiate, &["北国", "南国"], None);
        let trigger = telling.reading.events[0].trigger.clone();
        telling = telling.names(talks, &["process:talks"], words);
        let name = &mut telling.reading.names[0].span;
        (name.start, name.end) = (trigger.start, trigger.end);
        telling
    };
    let mut told = ledger([told("D1", "関税交渉"), told("D2", "通商交渉")]);
    let about: Vec<Vec<String>> = told.namings().map(|one| one.about.clone()).collect();
    assert_eq!(about, [vec![NORTH.to_owned(), SOUTH.to_owned(), "process:talks".to_owned()]]);
    told = ledger([tell("D1").names(talks, &["process:talks"], "関税交渉")]);
    assert!(forms(&told).is_empty(), "one form");
}

#[test]
fn a_war_that_nobody_names_is_not_told_of() {
    let war = NamingKind::Conflict;
    let bare = |document| tell(document).names(war, &[], "戦闘").names(war, &[], "紛争");
    assert!(forms(&ledger([bare("D1")])).is_empty());
    let named = tell("D2").names(war, &[NORTH, SOUTH], "南北戦争");
    assert_eq!(forms(&ledger([bare("D1"), named])).len(), 3);
}
