//! How much: numbers with their units.

use std::collections::BTreeMap;

use keii_model::{Number, Span};

use crate::draft::QuantityDraft;
use crate::language::Language;
use crate::page::{BlockKind, Page};

/// Finds the quantities of the page, in order. The pack's layer `quantity` finds number and unit;
/// here the number is computed.
pub(crate) fn quantities(page: &Page<'_>, language: &Language<'_>) -> Vec<QuantityDraft> {
    let layer = language.quantity;
    let mut quantities = Vec::new();
    for sentence in 0..page.sentences.len() {
        let kind = page.block_of(sentence).kind;
        if matches!(kind, BlockKind::Reference | BlockKind::ReferenceHead | BlockKind::Furniture) {
            continue;
        }
        let view = page.view_of(sentence);
        for found in layer.find(&view, page.sentences[sentence].span) {
            let Some(measure) = Measure::of(&layer.outputs(&found)) else { continue };
            // 余り behind the unit makes the number approximate but is no part of the quantity.
            let behind = found.capture("behind").map(|behind| behind.span.start);
            let span = Span::new(found.span.start, behind.unwrap_or(found.span.end));
            let rule = layer.rule(found.rule).id().to_owned();
            quantities.push(QuantityDraft {
                span,
                value: measure.value,
                unit: Some(measure.unit),
                approximate: measure.approximate,
                steps: vec![(rule, Some(found.span))],
            });
        }
    }
    quantities
}

/// What the rules say of a quantity, computed.
struct Measure {
    value: Option<Number>,
    unit: String,
    approximate: bool,
}

impl Measure {
    /// Reads a rule's outputs; `None` when it found what is no quantity.
    fn of(outputs: &BTreeMap<&str, String>) -> Option<Self> {
        let word = |key: &str| outputs.get(key).map(String::as_str).filter(|word| !word.is_empty());
        let unit = word("currency").or_else(|| word("unit"))?.to_owned();
        let factor: f64 = word("factor").map_or(Some(1.0), |factor| factor.parse().ok())?;
        let half: f64 = word("half").map_or(Some(0.0), |half| half.parse().ok())?;
        let value = match word("number") {
            None => None,
            Some(range) if range.contains('-') => Some(scaled(range, factor)?),
            Some(number) => {
                let number: f64 = number.parse().ok()?;
                Some(Number::from(product(number + half, factor)))
            }
        };
        Some(Self { value, unit, approximate: word("approximate").is_some() })
    }
}

/// A range, each end of it times the factor.
fn scaled(range: &str, factor: f64) -> Option<Number> {
    let (least, most) = range.split_once('-')?;
    let end = |end: &str| end.parse().ok().map(|number: f64| product(number, factor));
    Some(Number::Range(format!("{}-{}", end(least)?, end(most)?)))
}

/// Times a factor of the lexicon, without the dust that binary fractions leave (3 × 0.1).
fn product(number: f64, factor: f64) -> f64 {
    #[expect(clippy::float_cmp, reason = "an absent factor is exactly one")]
    if factor == 1.0 {
        return number;
    }
    (number * factor * 1.0e9).round() / 1.0e9
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measure(outputs: &[(&'static str, &str)]) -> Option<(Option<Number>, String)> {
        let outputs = outputs.iter().map(|&(key, value)| (key, value.to_owned())).collect();
        Measure::of(&outputs).map(|measure| (measure.value, measure.unit))
    }

    #[test]
    fn numbers_are_computed() {
        let cases = [
            (vec![("number", "4"), ("half", "0.5"), ("unit", "hour")], Number::Fraction(4.5)),
            (vec![("number", "3"), ("unit", "percent"), ("factor", "10")], Number::Whole(30)),
            (vec![("number", "3"), ("unit", "percent"), ("factor", "0.1")], Number::Fraction(0.3)),
            (vec![("number", "10-19"), ("unit", "country")], Number::Range("10-19".to_owned())),
            (vec![("number", "7"), ("unit", ""), ("currency", "EUR")], Number::Whole(7)),
        ];
        for (outputs, expected) in cases {
            assert_eq!(measure(&outputs).expect("it is one").0, Some(expected), "{outputs:?}");
        }
    }

    #[test]
    fn vague_numbers_have_no_value() {
        let vague = measure(&[("number", ""), ("unit", "person")]);
        assert_eq!(vague, Some((None, "person".to_owned())));
        assert_eq!(measure(&[("number", "3")]), None);
        assert_eq!(measure(&[("number", "x"), ("unit", "person")]), None);
    }
}
