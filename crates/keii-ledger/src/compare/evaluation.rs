//! What one happening is held for: evaluations that differ are shown side by side, never resolved.

use std::collections::{BTreeMap, BTreeSet};

use keii_model::{
    Attribute, Attribution, AttributionType, ComparedValue, Comparison, Factuality, Id, Modality,
    TextSpan, Verdict,
};

use super::happening::{Told, documents};
use super::scene::Scenes;
use super::utterance::{NEARLY, letters};
use super::{Sources, Subject};
use crate::likeness::likeness;

/// So many evaluations of one document are shown; who says more of them says them again.
const MOST: usize = 4;

/// The comparisons of the events that several documents tell of.
pub(super) fn compare(
    sources: &Sources<'_>,
    told: &[Told<'_>],
    scenes: &Scenes<'_>,
) -> Vec<Comparison> {
    let mut by_event: BTreeMap<usize, BTreeMap<&Id, Vec<&Attribution>>> = BTreeMap::new();
    for said in sources.readings.iter().flat_map(|reading| &reading.attributions) {
        if is_evaluation(said)
            && let Some(event) = scenes.about(said)
        {
            let of = by_event.entry(event).or_default().entry(&said.document).or_default();
            if of.len() < MOST {
                of.push(said);
            }
        }
    }
    let shared =
        by_event.into_iter().filter(|(event, _)| documents(&told[*event].tellings).len() > 1);
    shared
        .filter_map(|(event, said)| {
            let verdict = match said.len() {
                1 => Verdict::SingleSource,
                _ if differ(&said) => Verdict::Framing,
                _ => return None,
            };
            let all = said.values().flatten();
            let values = all.filter_map(|said| value(said)).collect();
            let subject = Subject::Event(&told[event].event.id);
            Some(sources.comparison(subject, Attribute::Evaluation, verdict, values))
        })
        .collect()
}

/// What somebody, or the writer, holds of a thing; not what they know, fear or ask for.
fn is_evaluation(said: &Attribution) -> bool {
    said.modality == Some(Modality::Evaluate)
        && matches!(said.factuality, Some(Factuality::Opinion | Factuality::Normative) | None)
}

/// Whether some document holds of it what no other reports in the same words.
fn differ(said: &BTreeMap<&Id, Vec<&Attribution>>) -> bool {
    let all: Vec<(&Id, &Attribution)> =
        said.iter().flat_map(|(document, said)| said.iter().map(|one| (*document, *one))).collect();
    let alone = all.iter().filter(|(document, one)| {
        let elsewhere = all.iter().filter(|(other, _)| other != document);
        !elsewhere.into_iter().any(|(_, other)| is_same(one, other))
    });
    let documents: BTreeSet<&Id> = alone.map(|(document, _)| *document).collect();
    documents.len() > 1
}

fn is_same(a: &Attribution, b: &Attribution) -> bool {
    let (Some(one), Some(two)) = (words(a), words(b)) else { return true };
    let (one, two) = (letters(one), letters(two));
    one == two || likeness(&one, &two) >= NEARLY
}

/// The words of the evaluation: verbatim ones where there are such.
fn words(said: &Attribution) -> Option<&TextSpan> {
    match said.attribution_type {
        AttributionType::Mixed => said.quoted.first().or(said.content.first()),
        _ => said.content.first(),
    }
}

fn value(said: &Attribution) -> Option<ComparedValue> {
    let span = words(said)?.clone();
    Some(ComparedValue { document: said.document.clone(), value: None, span })
}
