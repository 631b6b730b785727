//! One utterance in the words of several documents.
//!
//! Quotations are compared where they share a run of letters, so nobody's words are compared with
//! all others. What is nearly the same was most likely said once and translated or noted down twice.

use std::collections::BTreeSet;

use keii_model::{Attribute, Comparison, Id, Verdict};

use super::quotation::{Quotation, pairs, quotations};
use super::speaker::{Fit, fit};
use super::{Sources, Subject};

/// Where one document does not tell who said it, more letters than these must be alike.
const SURE: usize = 8;

/// The comparisons of all quotations. Words that one document alone quotes are told of the
/// `linked` ones, which tell of what others tell as well.
pub(super) fn compare(sources: &Sources<'_>, linked: &BTreeSet<&Id>) -> Vec<Comparison> {
    let quotations = quotations(sources);
    let mut found = Vec::new();
    let mut repeated: BTreeSet<usize> = BTreeSet::new();
    for (one, other) in pairs(&quotations) {
        let (a, b) = (&quotations[one], &quotations[other]);
        if let Some(verdict) = verdict(sources, a, b) {
            repeated.extend([one, other]);
            let values = vec![a.value(), b.value()];
            found.push(sources.comparison(subject(a, b), Attribute::Wording, verdict, values));
        }
    }
    let alone = quotations.iter().enumerate().filter(|(at, quotation)| {
        !repeated.contains(at) && linked.contains(&quotation.span.document)
    });
    found.extend(alone.filter(|(_, one)| one.speakers.len() == 1).map(|(_, one)| {
        let verdict = Verdict::SingleSource;
        sources.comparison(subject(one, one), Attribute::Wording, verdict, vec![one.value()])
    }));
    found
}

/// The one who said it, by the document that knows; nobody where several spoke.
fn subject<'a>(a: &Quotation<'a>, b: &Quotation<'a>) -> Subject<'a> {
    let single =
        |one: &Quotation<'a>| one.speakers.first().copied().filter(|_| one.speakers.len() == 1);
    match (single(a), single(b)) {
        // Of a person and the state that they serve, the person.
        (Some(a), Some(b)) => Subject::Entity(a.max(b)),
        (Some(one), None) | (None, Some(one)) => Subject::Entity(one),
        (None, None) => Subject::Open,
    }
}

fn verdict(sources: &Sources<'_>, a: &Quotation<'_>, b: &Quotation<'_>) -> Option<Verdict> {
    let (one, two) = (&a.utterance, &b.utterance);
    match fit(sources, &a.speakers, &b.speakers) {
        Fit::Same => one.compare(two),
        Fit::Open => {
            let long = one.letters.len().min(two.letters.len()) >= SURE;
            let known = !a.speakers.is_empty() || !b.speakers.is_empty();
            (long && known).then(|| one.compare(two)).flatten()
        }
        Fit::Other => None,
    }
}
