//! The kinds of records that are compared: how two of them meet, and what may differ then.

mod document;
mod entity;
mod happening;
mod speech;
mod statement;
mod value;

use crate::entry::{Entry, Party};

/// One kind of records.
pub struct Kind {
    /// As in the interchange format.
    pub name: &'static str,
    /// JSON pointer to the spans where such a record stands; `None`: it is of the whole article.
    pub stands: Option<&'static str>,
    /// What its figures are counted under.
    pub label: fn(Entry<'_>) -> String,
    /// How well a record that was read fits an expected one; `None`: they tell of different things.
    pub fit: fn(Entry<'_>, Entry<'_>) -> Option<f64>,
    /// What differs between an expected record and the one that was read for it.
    pub differences: fn(Entry<'_>, Entry<'_>) -> Vec<String>,
    /// A record in a few words.
    pub describe: fn(Entry<'_>) -> String,
}

/// All kinds, in the order in which records of one place are listed.
pub const KINDS: [&Kind; 9] = [
    &document::DOCUMENT,
    &entity::ENTITY,
    &value::TIME,
    &value::QUANTITY,
    &speech::ATTRIBUTION,
    &happening::EVENT_MENTION,
    &statement::HEDGE,
    &statement::QUESTION,
    &statement::COMMITMENT,
];

fn name_of_kind(entry: Entry<'_>) -> String {
    entry.word("/kind")
}

/// Plain values that differ: `status held, expected planned`.
fn plain(expected: Entry<'_>, read: Entry<'_>, fields: &[(&str, &str)]) -> Vec<String> {
    let pairs = fields.iter().map(|(name, at)| (name, expected.word(at), read.word(at)));
    let differing = pairs.filter(|(_, expected, read)| expected != read);
    differing.map(|(name, expected, read)| differs(name, &read, &expected)).collect()
}

fn differs(name: &str, read: &str, expected: &str) -> String {
    format!("{name} {read}, expected {expected}")
}

/// Who is missing from a list and who is too many in it.
fn parties(name: &str, at: &str, expected: Entry<'_>, read: Entry<'_>) -> Vec<String> {
    let (expected, read) = (expected.parties(at), read.parties(at));
    let without = |these: &[Party], those: &[Party]| {
        let others = these.iter().filter(|this| !those.iter().any(|that| that.is(this)));
        others.map(|one| one.shown.clone()).collect::<Vec<String>>()
    };
    let lists = [("without", without(&expected, &read)), ("with", without(&read, &expected))];
    let lists = lists.into_iter().filter(|(_, list)| !list.is_empty());
    lists.map(|(how, list)| format!("{name} {how} {}", list.join(", "))).collect()
}

/// The names of who stands somewhere.
fn names(entry: Entry<'_>, at: &str) -> String {
    let shown: Vec<String> = entry.parties(at).into_iter().map(|party| party.shown).collect();
    shown.join(", ")
}

/// Whether records like this one have an expectation.
pub fn is_compared(entry: Entry<'_>) -> bool {
    entry.record["kind"] != "entity" || entity::is_named(entry)
}
