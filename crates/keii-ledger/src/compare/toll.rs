//! Tolls: how many were killed, hurt, held, as documents tell that tell of a happening in common.
//!
//! A toll is seldom told in the words for the happening itself (爆発による死者は15人に上った), so documents are
//! compared as a whole: each that tells one number of a sort, and no other. Equal numbers agree. Tolls grow:
//! of two that were told on two days, the later and greater is the finer; that two of one day differ is
//! told only of numbers in the words for one happening.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use keii_model::{
    Attribute, ComparedValue, Comparison, EventType, Id, Number, Quantity, TextSpan, Verdict,
};

use super::figure::shared_events;
use super::happening::Told;
use super::{Sources, Subject};
use crate::story::stated_days;

/// One and two are told of anything.
const TELLING: f64 = 3.0;
/// An approximate number is compatible with another up to this share of the greater.
const ABOUT: f64 = 0.2;

/// The comparisons of a story, without pairs of numbers that are in the `known` ones.
pub(super) fn compare(
    sources: &Sources<'_>,
    told: &[Told<'_>],
    known: &[Comparison],
) -> Vec<Comparison> {
    let shared = shared_events(told);
    let known: BTreeSet<&TextSpan> =
        known.iter().flat_map(|one| one.values.iter().map(|value| &value.span)).collect();
    let costly = |event: &usize| costs(told[*event].event.event_type);
    let mut found = Vec::new();
    for tolls in by_sort(sources).into_values() {
        let mut by_verdict: BTreeMap<(Verdict, String), BTreeSet<&TextSpan>> = BTreeMap::new();
        for (at, a) in tolls.iter().enumerate() {
            for b in &tolls[at + 1..] {
                let events = shared.get(a.document).zip(shared.get(b.document));
                let of_one = events.is_some_and(|(a, b)| a.intersection(b).any(costly));
                let is_known = known.contains(a.span) && known.contains(b.span);
                let Some(verdict) = verdict(a, b).filter(|_| of_one && !is_known) else { continue };
                // Equal ones are one record; others one for each pair of numbers.
                let key = match verdict {
                    Verdict::Agree => a.value.to_string(),
                    _ => format!("{} {}", a.value.min(b.value), a.value.max(b.value)),
                };
                by_verdict.entry((verdict, key)).or_default().extend([a.span, b.span]);
            }
        }
        for ((verdict, _), spans) in by_verdict {
            let value = |toll: &&Toll<'_>| ComparedValue {
                document: toll.document.clone(),
                value: Some(format!("{} person", toll.value)),
                span: toll.span.clone(),
            };
            let told = tolls.iter().filter(|toll| spans.contains(toll.span));
            let values = told.collect::<Vec<_>>().iter().map(value).collect();
            found.push(sources.comparison(Subject::Open, Attribute::Other, verdict, values));
        }
    }
    found
}

/// Whether people come to harm or lose their freedom in it, or get it back.
fn costs(event: EventType) -> bool {
    use EventType::{Attack, Deploy, Detain, Expel, Other, Protest, Release, War};
    matches!(event, Attack | Deploy | Detain | Expel | Other | Protest | Release | War)
}

struct Toll<'a> {
    document: &'a Id,
    span: &'a TextSpan,
    value: f64,
    about: bool,
    /// The day on which it was told.
    day: Option<Date>,
}

/// By sort what each document tells, of those that tell one number of it only.
fn by_sort<'a>(sources: &Sources<'a>) -> BTreeMap<&'a str, Vec<Toll<'a>>> {
    let mut all: BTreeMap<&str, Vec<Toll<'_>>> = BTreeMap::new();
    for reading in sources.readings {
        let mut told: BTreeMap<&str, Vec<(&Quantity, f64)>> = BTreeMap::new();
        for quantity in &reading.quantities {
            if let (Some(sort), Some(value)) = (&quantity.counts, value(quantity)) {
                told.entry(sort).or_default().push((quantity, value));
            }
        }
        let days = stated_days(&reading.document).filter(|(first, last)| first == last);
        for (sort, numbers) in told {
            let (quantity, first) = numbers[0];
            #[expect(clippy::float_cmp, reason = "numbers as they are written, never computed")]
            let one = numbers.iter().all(|(_, value)| *value == first);
            if one && first >= TELLING {
                all.entry(sort).or_default().push(Toll {
                    document: &reading.document.id,
                    span: &quantity.span,
                    value: first,
                    about: numbers.iter().any(|(quantity, _)| quantity.approximate),
                    day: days.map(|(first, _)| first),
                });
            }
        }
    }
    all
}

fn value(quantity: &Quantity) -> Option<f64> {
    match quantity.value.as_ref()? {
        #[expect(clippy::cast_precision_loss, reason = "counts of news are far below 2^52")]
        Number::Whole(n) => Some(*n as f64),
        Number::Fraction(_) | Number::Range(_) => None,
    }
}

#[expect(clippy::float_cmp, reason = "numbers as they are written, never computed")]
fn verdict(a: &Toll<'_>, b: &Toll<'_>) -> Option<Verdict> {
    if a.value == b.value {
        return Some(if a.about == b.about { Verdict::Agree } else { Verdict::Precision });
    }
    let close = (a.value - b.value).abs() <= ABOUT * a.value.max(b.value);
    let (less, more) = if a.value < b.value { (a, b) } else { (b, a) };
    let grew = less.day.zip(more.day).is_some_and(|(before, after)| before < after);
    (grew || (close && (a.about || b.about))).then_some(Verdict::Precision)
}
