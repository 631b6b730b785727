//! Figures so exact that two documents that tell of one happening do not name them by chance.
//!
//! 27.5 per cent or 5,500 億ドル are of one thing wherever they stand there; 15 per cent or three men
//! are not.

use std::collections::{BTreeMap, BTreeSet};

use keii_model::{Attribute, ComparedValue, Comparison, Id, Number, Quantity, TextSpan, Verdict};

use super::happening::{Told, documents};
use super::number::OF_TIME;
use super::{Sources, Subject};

/// Digits that are not zeros at an end, from which on a figure is exact.
const EXACT: usize = 3;
/// A sum of so many of any money is exact whatever its digits.
const SUM: f64 = 1e9;
/// Letters of a code of money (ISO 4217).
const MONEY: usize = 3;

/// The figures that several documents name, each document once; without those that are `known` to be
/// of one happening.
pub(super) fn compare(
    sources: &Sources<'_>,
    told: &[Told<'_>],
    known: &[Comparison],
) -> Vec<Comparison> {
    let shared = shared_events(told);
    let known: BTreeSet<&TextSpan> = known
        .iter()
        .filter(|one| one.attribute == Attribute::Other && one.verdict == Verdict::Agree)
        .flat_map(|one| one.values.iter().map(|value| &value.span))
        .collect();
    let mut named: BTreeMap<(&str, String), BTreeMap<&Id, &Quantity>> = BTreeMap::new();
    for reading in sources.readings {
        for quantity in &reading.quantities {
            if let Some((unit, value)) = figure(quantity) {
                let of = named.entry((unit, value)).or_default();
                of.entry(&reading.document.id).or_insert(quantity);
            }
        }
    }
    let common = named.into_iter().filter_map(|(figure, mut by_document)| {
        let all: BTreeSet<&Id> = by_document.keys().copied().collect();
        by_document.retain(|document, _| {
            let events = shared.get(*document);
            let others = all.iter().filter(|other| *other != document);
            let theirs = others.filter_map(|other| shared.get(*other));
            events.is_some_and(|own| theirs.into_iter().any(|other| !own.is_disjoint(other)))
        });
        let told = by_document.values().all(|quantity| known.contains(&quantity.span));
        (by_document.len() > 1 && !told).then_some((figure, by_document))
    });
    common
        .map(|((unit, value), by_document)| {
            let values = by_document.into_iter().map(|(document, quantity)| ComparedValue {
                document: document.clone(),
                value: Some(format!("{value} {unit}")),
                span: quantity.span.clone(),
            });
            let verdict = Verdict::Agree;
            sources.comparison(Subject::Open, Attribute::Other, verdict, values.collect())
        })
        .collect()
}

/// By document, the happenings that others tell of as well.
pub(super) fn shared_events<'a>(told: &[Told<'a>]) -> BTreeMap<&'a Id, BTreeSet<usize>> {
    let mut shared: BTreeMap<&Id, BTreeSet<usize>> = BTreeMap::new();
    for (event, one) in told.iter().enumerate() {
        let documents = documents(&one.tellings);
        if documents.len() > 1 {
            for document in documents {
                shared.entry(document).or_default().insert(event);
            }
        }
    }
    shared
}

/// Unit and value of an exact figure.
fn figure(quantity: &Quantity) -> Option<(&str, String)> {
    let unit = quantity.unit.as_deref().filter(|unit| !OF_TIME.contains(unit))?;
    let (words, number) = match quantity.value.as_ref()? {
        #[expect(clippy::cast_precision_loss, reason = "only its size matters")]
        Number::Whole(n) => (n.to_string(), *n as f64),
        Number::Fraction(n) => (n.to_string(), *n),
        Number::Range(_) => return None,
    };
    let digits: String = words.chars().filter(char::is_ascii_digit).collect();
    let money = unit.len() == MONEY && unit.chars().all(|letter| letter.is_ascii_uppercase());
    let exact = digits.trim_matches('0').len() >= EXACT || (money && number >= SUM);
    exact.then_some((unit, words))
}
