//! How many: the numbers that tellings of one happening give with the same unit.
//!
//! Numbers are compared only where the words around them are alike (兵士5人が死亡, 兵士7人が死亡), for
//! a happening has many numbers. Tolls grow from day to day, so that two differ is a contradiction
//! only where both are told on one day.

use std::collections::{BTreeMap, BTreeSet};

use keii_model::{
    Attribute, ComparedValue, Comparison, EventMention, Id, Number, Quantity, Status, TextSpan,
    Verdict,
};

use super::happening::Told;
use super::{Sources, Subject};
use crate::story::stated_days;
use crate::words::runs;

/// Letters before and behind a number that say what it counts.
const BEFORE: usize = 6;
const BEHIND: usize = 10;
/// One and two are told of anything.
const TELLING: f64 = 3.0;
/// Approximate numbers are compatible up to this share of the greater.
const ABOUT: f64 = 0.2;
/// Lengths of time are compared as such.
pub(super) const OF_TIME: [&str; 7] = ["second", "minute", "hour", "day", "week", "month", "year"];

/// The comparisons of the events that several documents tell of.
pub(super) fn compare(sources: &Sources<'_>, told: &[Told<'_>]) -> Vec<Comparison> {
    let mut found = Vec::new();
    for one in told {
        let mut by_unit: BTreeMap<&str, Vec<Counted<'_>>> = BTreeMap::new();
        for mention in &one.tellings {
            for counted in counted(sources, mention) {
                by_unit.entry(counted.unit).or_default().push(counted);
            }
        }
        for numbers in by_unit.into_values() {
            for (verdict, values) in verdicts(sources, &numbers) {
                let subject = Subject::Event(&one.event.id);
                found.push(sources.comparison(subject, Attribute::Other, verdict, values));
            }
        }
    }
    found
}

/// A number with what stands around it.
struct Counted<'a> {
    document: &'a Id,
    unit: &'a str,
    value: f64,
    about: bool,
    span: &'a TextSpan,
    before: BTreeSet<String>,
    behind: BTreeSet<String>,
    past: bool,
}

fn counted<'a>(sources: &Sources<'a>, mention: &'a EventMention) -> Vec<Counted<'a>> {
    let Some(&number) = sources.numbers.get(&mention.document) else { return Vec::new() };
    let quantities = &sources.readings[number].quantities;
    let mut all = Vec::new();
    for phrase in &mention.evidence {
        let inside = |one: &&Quantity| phrase.start <= one.span.start && one.span.end <= phrase.end;
        for quantity in quantities.iter().filter(inside) {
            all.extend(in_phrase(mention, phrase, quantity));
        }
    }
    all
}

fn in_phrase<'a>(
    mention: &'a EventMention,
    phrase: &TextSpan,
    quantity: &'a Quantity,
) -> Option<Counted<'a>> {
    let unit = quantity.unit.as_deref().filter(|unit| !OF_TIME.contains(unit))?;
    let letters: Vec<char> = phrase.text.chars().collect();
    let start = usize::try_from(quantity.span.start - phrase.start).ok()?;
    let end = usize::try_from(quantity.span.end - phrase.start).ok()?;
    let around = |from: usize, to: usize| -> BTreeSet<String> {
        let part = letters.get(from..to.min(letters.len())).unwrap_or_default();
        runs(part.iter().copied()).into_iter().flatten().collect()
    };
    Some(Counted {
        document: &mention.document,
        unit,
        value: number(quantity.value.as_ref()?)?,
        about: quantity.approximate,
        span: &quantity.span,
        before: around(start.saturating_sub(BEFORE), start),
        behind: around(end, end + BEHIND),
        past: mention.status == Status::Held,
    })
}

fn number(value: &Number) -> Option<f64> {
    match value {
        #[expect(clippy::cast_precision_loss, reason = "counts of news are far below 2^52")]
        Number::Whole(n) => Some(*n as f64),
        Number::Fraction(n) => Some(*n),
        Number::Range(_) => None,
    }
}

/// What the documents agree in, and what they differ in: each pair of documents by the first numbers
/// that can be compared. All that tell one number are one record; others one for each pair of documents.
fn verdicts(sources: &Sources<'_>, numbers: &[Counted<'_>]) -> Vec<(Verdict, Vec<ComparedValue>)> {
    let mut by_verdict: BTreeMap<(Verdict, String), Vec<ComparedValue>> = BTreeMap::new();
    let mut settled: BTreeSet<(&Id, &Id)> = BTreeSet::new();
    for equal in [true, false] {
        for (at, a) in numbers.iter().enumerate() {
            for b in &numbers[at + 1..] {
                if a.document == b.document || settled.contains(&(a.document, b.document)) {
                    continue;
                }
                let verdict = if equal { agreement(a, b) } else { difference(sources, a, b) };
                let Some(verdict) = verdict else { continue };
                settled.extend([(a.document, b.document), (b.document, a.document)]);
                let among = match verdict {
                    Verdict::Agree => a.value.to_string(),
                    _ => format!("{} {}", a.document.min(b.document), a.document.max(b.document)),
                };
                by_verdict.entry((verdict, among)).or_default().extend([a, b].map(value));
            }
        }
    }
    by_verdict.into_iter().map(|((verdict, _), values)| (verdict, values)).collect()
}

#[expect(clippy::float_cmp, reason = "numbers as they are written, never computed")]
fn agreement(a: &Counted<'_>, b: &Counted<'_>) -> Option<Verdict> {
    (a.value == b.value && a.value >= TELLING).then_some(Verdict::Agree)
}

fn difference(sources: &Sources<'_>, a: &Counted<'_>, b: &Counted<'_>) -> Option<Verdict> {
    let nobody = a.before.is_empty() && b.before.is_empty();
    let others = !nobody && a.before.is_disjoint(&b.before);
    if a.behind.is_disjoint(&b.behind) || others {
        return None;
    }
    let greater = a.value.max(b.value);
    if (a.about || b.about) && (a.value - b.value).abs() <= ABOUT * greater {
        return Some(Verdict::Precision);
    }
    let day = |one: &Counted<'_>| {
        let reading = &sources.readings[*sources.numbers.get(one.document)?];
        stated_days(&reading.document).filter(|(first, last)| first == last)
    };
    let one_day = day(a).is_some() && day(a) == day(b);
    (a.past && b.past && one_day && !a.about && !b.about).then_some(Verdict::Conflict)
}

fn value(one: &Counted<'_>) -> ComparedValue {
    ComparedValue {
        document: one.document.clone(),
        value: Some(format!("{} {}", one.value, one.unit)),
        span: one.span.clone(),
    }
}
