//! Figures so exact that two documents of one story do not name them by chance.
//!
//! 27.5 per cent or 5,500 億ドル are of one thing wherever they stand in one story; 15 per cent or
//! three men are not.

use std::collections::{BTreeMap, BTreeSet};

use keii_model::{Attribute, ComparedValue, Comparison, Id, Number, Quantity, TextSpan, Verdict};

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
pub(super) fn compare(sources: &Sources<'_>, known: &[Comparison]) -> Vec<Comparison> {
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
    let shared = named.into_iter().filter(|(_, by_document)| {
        let told = by_document.values().all(|quantity| known.contains(&quantity.span));
        by_document.len() > 1 && !told
    });
    shared
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
