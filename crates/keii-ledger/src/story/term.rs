//! Long nouns that a document comes back to (備蓄米, 随意契約): what an affair is about that needs no country.
//!
//! A reading does not hold the text, but the headline and the sentences in which something happens or is said. A term is a row
//! of characters of one script in these, without the names of the reading.

use std::collections::{BTreeMap, BTreeSet};

use keii_model::{EntityType, Reading, TextSpan};

use super::familiar;
use super::gather::{Gathered, TERM};
use crate::name::is_han_letter;

/// So many characters make a term.
const SHORTEST: usize = 3;
/// A longer row is no single term.
const LONGEST: usize = 10;
/// A term that is not in the headline is told so often.
const OFTEN: u32 = 2;
/// So many names that begin before a place are looked at: they seldom lie within one another.
const NESTED: usize = 4;
/// So many terms are kept, those told most often.
const MOST: usize = 12;

/// The terms of a reading, but those that any article may hold.
pub(super) fn terms(reading: &Reading) -> Vec<(String, Gathered)> {
    let title = reading.document.title.as_ref();
    let told: Vec<&TextSpan> = title
        .into_iter()
        .chain(reading.events.iter().flat_map(|event| &event.evidence))
        .chain(reading.attributions.iter().flat_map(|said| &said.content))
        .collect();
    let named = names(reading);
    let mut places: BTreeMap<String, BTreeSet<u32>> = BTreeMap::new();
    for span in told {
        for (start, term) in rows(span, &named) {
            places.entry(term).or_default().insert(start);
        }
    }
    let headed = |at: u32| title.is_some_and(|title| (title.start..title.end).contains(&at));
    let kept = places.into_iter().filter_map(|(term, places)| {
        let first = *places.first()?;
        let mentions = u32::try_from(places.len()).unwrap_or(u32::MAX);
        let known = mentions >= OFTEN || headed(first);
        let one = Gathered { mentions, first, worth: TERM };
        (known && !familiar::is_common_term(&term)).then_some((term, one))
    });
    let mut kept: Vec<(String, Gathered)> = kept.collect();
    kept.sort_by(|(a, one), (b, other)| other.mentions.cmp(&one.mentions).then_with(|| a.cmp(b)));
    kept.truncate(MOST);
    kept
}

/// Where somebody or something is named, in order; groups and countries are no names of their own.
fn names(reading: &Reading) -> Vec<(u32, u32)> {
    let named = reading.entities.iter().filter(|one| one.entity_type != EntityType::Group);
    let spans = named.flat_map(|one| &one.evidence).map(|span| (span.start, span.end));
    let mut spans: Vec<(u32, u32)> = spans.collect();
    spans.sort_unstable();
    spans
}

/// The rows of characters of one script in a span, with where they begin.
fn rows(span: &TextSpan, named: &[(u32, u32)]) -> Vec<(u32, String)> {
    let mut rows = Vec::new();
    let mut row = String::new();
    let mut before = None;
    let mut start = span.start;
    let letters = span.text.chars().map(Some).chain([None]);
    for (at, letter) in (span.start..).zip(letters) {
        let script = letter.filter(|_| !is_named(at, named)).and_then(script);
        if script != before || script.is_none() {
            let length = row.chars().count();
            if (SHORTEST..=LONGEST).contains(&length) {
                rows.push((start, row.clone()));
            }
            row.clear();
            start = at;
        }
        row.extend(letter.filter(|_| script.is_some()));
        before = script;
    }
    rows
}

fn is_named(at: u32, named: &[(u32, u32)]) -> bool {
    let behind = named.partition_point(|&(start, _)| start <= at);
    named[..behind].iter().rev().take(NESTED).any(|&(_, end)| at < end)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Han,
    Katakana,
}

fn script(letter: char) -> Option<Script> {
    match letter {
        'ァ'..='ヺ' | 'ー' => Some(Script::Katakana),
        _ if is_han_letter(letter) => Some(Script::Han),
        _ => None,
    }
}
