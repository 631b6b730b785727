//! What several documents report as agreed, in nearly the same words.

use std::collections::BTreeMap;

use keii_model::{Attribute, Commitment, ComparedValue, Comparison, Id, Verdict};

use super::happening::Told;
use super::utterance::{SHORTEST, Utterance};
use super::{Sources, Subject};
use crate::likeness::sharing;

/// The comparisons of all commitments.
pub(super) fn compare(sources: &Sources<'_>, told: &[Told<'_>]) -> Vec<Comparison> {
    let pledges: Vec<(&Commitment, Utterance)> = sources
        .readings
        .iter()
        .flat_map(|reading| &reading.commitments)
        .map(|pledge| (pledge, Utterance::of(sources, &pledge.content)))
        .filter(|(_, words)| words.letters.len() >= SHORTEST)
        .collect();
    let events = events(told);
    let letters = pledges.iter().map(|(_, words)| words.letters.as_slice());
    let alike = sharing(letters).into_iter().filter(|&(a, b)| {
        let ((one, words), (other, theirs)) = (&pledges[a], &pledges[b]);
        one.document != other.document && share_a_party(one, other) && words.is_nearly(theirs)
    });
    alike
        .map(|(a, b)| {
            let (one, other) = (pledges[a].0, pledges[b].0);
            let about = |pledge: &Commitment| event_of(&events, pledge);
            let same = about(one).filter(|event| about(other) == Some(*event));
            let subject = same.map_or(Subject::Open, Subject::Event);
            let values = [one, other].map(|pledge| ComparedValue {
                document: pledge.document.clone(),
                value: None,
                span: pledge.content.clone(),
            });
            sources.comparison(subject, Attribute::Outcome, Verdict::Agree, values.into())
        })
        .collect()
}

/// One of the parties is the same, or one document names none.
fn share_a_party(one: &Commitment, other: &Commitment) -> bool {
    one.parties.is_empty()
        || other.parties.is_empty()
        || one.parties.iter().any(|party| other.parties.contains(party))
}

/// By document the events that it tells of, with the place of each phrase.
type Events<'a> = BTreeMap<&'a Id, Vec<(u32, u32, &'a Id)>>;

fn events<'a>(told: &[Told<'a>]) -> Events<'a> {
    let mut events: Events<'a> = BTreeMap::new();
    for one in told {
        for mention in &one.tellings {
            let spans = mention.evidence.iter().chain(&mention.outcome);
            let places = spans.map(|span| (span.start, span.end, &one.event.id));
            events.entry(&mention.document).or_default().extend(places);
        }
    }
    events
}

/// The event in whose telling a commitment stands; the first where there are several.
fn event_of<'a>(events: &Events<'a>, pledge: &Commitment) -> Option<&'a Id> {
    let span = &pledge.content;
    let places = events.get(&pledge.document)?.iter();
    places
        .filter(|(start, end, _)| *start < span.end && span.start < *end)
        .min()
        .map(|found| found.2)
}
