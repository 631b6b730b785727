//! One utterance in the words of several documents.
//!
//! Quotations of one speaker are compared where they share a run of letters, so nobody's words are
//! compared with all others. What is nearly the same was most likely said once and translated or
//! noted down twice.

use std::collections::{BTreeMap, BTreeSet};

use keii_model::{
    Attribute, Attribution, AttributionType, ComparedValue, Comparison, Id, TextSpan, Verdict,
};

use super::{Sources, Subject};
use crate::likeness::likeness;

/// Letters in a run that two quotations must share to be compared.
const RUN: usize = 4;
/// A run that so many quotations of one speaker share tells nothing.
const MOST_SHARERS: usize = 32;
/// Shorter quotations are words that anybody uses.
pub(super) const SHORTEST: usize = 6;
/// The share of pairs of letters (Dice's coefficient) from which on two quotations are nearly the
/// same; 長く実りある対話 and 長く実りの多い対話 have 0.71.
pub(super) const NEARLY: f64 = 0.6;

/// The comparisons of all quotations. Words that one document alone quotes are told of the
/// `linked` ones, which tell of what others tell as well.
pub(super) fn compare(sources: &Sources<'_>, linked: &BTreeSet<&Id>) -> Vec<Comparison> {
    let mut said: BTreeMap<&Id, Vec<Quotation<'_>>> = BTreeMap::new();
    for attribution in sources.readings.iter().flat_map(|reading| &reading.attributions) {
        let [speaker] = attribution.speaker.as_slice() else { continue };
        let Some(speaker) = &speaker.entity else { continue };
        said.entry(speaker).or_default().extend(quotations(attribution));
    }
    let mut found = Vec::new();
    for (speaker, quotations) in said {
        let mut repeated: BTreeSet<usize> = BTreeSet::new();
        for (one, other) in pairs(&quotations) {
            let (a, b) = (&quotations[one], &quotations[other]);
            if let Some(verdict) = verdict(a, b) {
                repeated.extend([one, other]);
                let values = [a, b].map(|quotation| ComparedValue {
                    document: quotation.span.document.clone(),
                    value: None,
                    span: quotation.span.clone(),
                });
                let subject = Subject::Entity(speaker);
                found.push(sources.comparison(subject, Attribute::Wording, verdict, values.into()));
            }
        }
        let alone = quotations.iter().enumerate().filter(|(at, quotation)| {
            !repeated.contains(at) && linked.contains(&quotation.span.document)
        });
        found.extend(alone.map(|(_, quotation)| {
            let value = ComparedValue {
                document: quotation.span.document.clone(),
                value: None,
                span: quotation.span.clone(),
            };
            let subject = Subject::Entity(speaker);
            sources.comparison(subject, Attribute::Wording, Verdict::SingleSource, vec![value])
        }));
    }
    found
}

struct Quotation<'a> {
    span: &'a TextSpan,
    /// Without marks and spaces.
    letters: Vec<char>,
}

/// The verbatim words of an attribution.
fn quotations(attribution: &Attribution) -> Vec<Quotation<'_>> {
    let verbatim = match attribution.attribution_type {
        AttributionType::Direct => attribution.content.as_slice(),
        AttributionType::Mixed => attribution.quoted.as_slice(),
        AttributionType::Indirect | AttributionType::Author => &[],
    };
    let quotation = |span| Quotation { span, letters: letters(span) };
    let all = verbatim.iter().map(quotation);
    all.filter(|quotation| quotation.letters.len() >= SHORTEST).collect()
}

pub(super) fn letters(span: &TextSpan) -> Vec<char> {
    span.text.chars().filter(|letter| letter.is_alphanumeric()).collect()
}

/// Pairs of quotations of different documents that share a run.
fn pairs(quotations: &[Quotation<'_>]) -> BTreeSet<(usize, usize)> {
    let mut sharers: BTreeMap<&[char], BTreeSet<usize>> = BTreeMap::new();
    for (at, quotation) in quotations.iter().enumerate() {
        for run in quotation.letters.windows(RUN) {
            sharers.entry(run).or_default().insert(at);
        }
    }
    let mut pairs = BTreeSet::new();
    for sharers in sharers.into_values().filter(|sharers| sharers.len() <= MOST_SHARERS) {
        for &a in &sharers {
            for &b in sharers.range(a + 1..) {
                if quotations[a].span.document != quotations[b].span.document {
                    pairs.insert((a, b));
                }
            }
        }
    }
    pairs
}

fn verdict(a: &Quotation<'_>, b: &Quotation<'_>) -> Option<Verdict> {
    if a.letters == b.letters {
        return Some(Verdict::Agree);
    }
    (likeness(&a.letters, &b.letters) >= NEARLY).then_some(Verdict::NearQuote)
}
