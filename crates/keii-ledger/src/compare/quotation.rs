//! Quotations of a story, and which of them may be compared.

use std::collections::BTreeSet;

use keii_model::{Attribution, AttributionType, ComparedValue, Id, TextSpan};

use super::Sources;
use super::speaker::speakers;
use super::utterance::{SHORTEST, Utterance};
use crate::likeness::sharing;

/// Verbatim words of somebody.
pub(super) struct Quotation<'a> {
    pub(super) span: &'a TextSpan,
    /// Those who are known to have said it.
    pub(super) speakers: BTreeSet<&'a Id>,
    pub(super) utterance: Utterance,
}

impl Quotation<'_> {
    pub(super) fn value(&self) -> ComparedValue {
        let document = self.span.document.clone();
        ComparedValue { document, value: None, span: self.span.clone() }
    }
}

/// The quotations of all documents, by document and place.
pub(super) fn quotations<'a>(sources: &Sources<'a>) -> Vec<Quotation<'a>> {
    let all = sources.readings.iter().flat_map(|reading| &reading.attributions);
    let told = all.flat_map(|said| {
        verbatim(said).iter().map(|span| Quotation {
            span,
            speakers: speakers(said),
            utterance: Utterance::of(sources, span),
        })
    });
    told.filter(|one| one.utterance.letters.len() >= SHORTEST).collect()
}

/// The verbatim words of an attribution.
pub(super) fn verbatim(said: &Attribution) -> &[TextSpan] {
    match said.attribution_type {
        AttributionType::Direct => said.content.as_slice(),
        AttributionType::Mixed => said.quoted.as_slice(),
        AttributionType::Indirect | AttributionType::Author => &[],
    }
}

/// Pairs of quotations of different documents that share a run.
pub(super) fn pairs(quotations: &[Quotation<'_>]) -> Vec<(usize, usize)> {
    let letters = quotations.iter().map(|one| one.utterance.letters.as_slice());
    let document = |at: usize| &quotations[at].span.document;
    sharing(letters).into_iter().filter(|&(a, b)| document(a) != document(b)).collect()
}
