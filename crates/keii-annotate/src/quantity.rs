//! How much: numbers with their units.

use keii_model::{Number, Span};
use keii_rules::Outputs;

use crate::counted::what;
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
            // 少なくとも and 余り make the number approximate but are no part of the quantity.
            let behind = found.capture("behind").map(|behind| behind.span.start);
            let ahead = found.capture("ahead").map(|ahead| ahead.span.end);
            let start = ahead.unwrap_or(found.span.start);
            let span = Span::new(start, behind.unwrap_or(found.span.end));
            let rule = layer.rule(found.rule).id().to_owned();
            let bounds = page.sentences[sentence].span;
            let unit = measure.unit.as_str();
            quantities.push(QuantityDraft {
                counts: what(page.text(), bounds, span, unit, language.counted),
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
    fn of(outputs: &Outputs<'_>) -> Option<Self> {
        let word = |key: &str| outputs.get(key).filter(|word| !word.is_empty());
        let approximate = word("approximate").is_some();
        if let Some((value, unit)) = length_of_time(outputs) {
            return Some(Self { value: Some(value.into()), unit: unit.to_owned(), approximate });
        }
        let unit = word("currency").or_else(|| word("unit"))?.to_owned();
        let number =
            |key: &str, absent: f64| word(key).map_or(Some(absent), |number| number.parse().ok());
        let factor = number("factor", 1.0)?;
        let value = match (word("number"), word("from")) {
            (None, _) => None,
            (Some(range), None) if range.contains('-') => Some(scaled(range, factor)?),
            (Some(most), Some(least)) => {
                Some(range(least.parse().ok()?, most.parse().ok()?, factor)?)
            }
            (Some(whole), None) => {
                let whole: f64 = whole.parse().ok()?;
                let rest = number("half", 0.0)? + number("hundredths", 0.0)? / 100.0;
                let sign = if word("minus").is_some() { -1.0 } else { 1.0 };
                Some(Number::from(sign * product(whole + rest, factor)))
            }
        };
        Some(Self { value, unit, approximate })
    }
}

/// Hours with minutes, years with months: as many of the smallest unit that is told.
fn length_of_time(outputs: &Outputs<'_>) -> Option<(f64, &'static str)> {
    const CLOCK: [(&str, &str, f64); 4] = [
        ("hours", "hour", 60.0),
        ("minutes", "minute", 60.0),
        ("seconds", "second", 1.0),
        ("exact-seconds", "second", 1.0),
    ];
    const CALENDAR: [(&str, &str, f64); 2] = [("years", "year", 12.0), ("months", "month", 1.0)];
    let of = |parts: &[(&str, &'static str, f64)]| {
        let mut found: Option<(f64, &'static str)> = None;
        let mut next = 1.0;
        for &(key, unit, smaller) in parts {
            let told = outputs.get(key).and_then(|number| number.parse::<f64>().ok());
            if let Some(told) = told {
                let larger = found.map_or(0.0, |(value, _)| value * next);
                found = Some((product(larger + told, 1.0), unit));
                next = smaller;
            }
        }
        found
    };
    of(&CLOCK).or_else(|| of(&CALENDAR))
}

/// From one number to another. Before 万 and 億 the first may stand without them: 10〜20万.
fn range(least: f64, most: f64, factor: f64) -> Option<Number> {
    let myriad = [1.0e12, 1.0e8, 1.0e4].into_iter().find(|&myriad| most >= myriad);
    let least = match myriad {
        Some(myriad) if least < most / myriad => least * myriad,
        _ => least,
    };
    if least >= most {
        return None;
    }
    Some(Number::Range(format!("{}-{}", product(least, factor), product(most, factor))))
}

/// A range, each end of it times the factor.
fn scaled(range: &str, factor: f64) -> Option<Number> {
    let (least, most) = range.split_once('-')?;
    let end = |end: &str| end.parse().ok().map(|number: f64| product(number, factor));
    Some(Number::Range(format!("{}-{}", end(least)?, end(most)?)))
}

/// Times a factor of the lexicon, without the dust that binary fractions leave (3 × 0.1).
fn product(number: f64, factor: f64) -> f64 {
    if number.fract() == 0.0 && factor.fract() == 0.0 {
        return number * factor;
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
            (
                vec![("from", "3"), ("number", "4"), ("unit", "percent")],
                Number::Range("3-4".to_owned()),
            ),
            (
                vec![("from", "10"), ("number", "200000"), ("unit", "person")],
                Number::Range("100000-200000".to_owned()),
            ),
            (vec![("number", "7"), ("unit", ""), ("currency", "EUR")], Number::Whole(7)),
            (vec![("number", "40"), ("hundredths", "5"), ("unit", "JPY")], Number::Fraction(40.05)),
            (vec![("number", "6"), ("minus", "-"), ("unit", "percent")], Number::Whole(-6)),
            (vec![("hours", "1"), ("minutes", "40")], Number::Whole(100)),
            (vec![("hours", "2"), ("minutes", "8"), ("seconds", "15.5")], Number::Fraction(7695.5)),
            (vec![("years", "20"), ("months", "8")], Number::Whole(248)),
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
