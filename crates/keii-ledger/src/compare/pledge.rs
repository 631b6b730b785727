//! What several documents report as agreed, in nearly the same words.

use std::collections::BTreeMap;

use keii_model::{
    Attribute, Commitment, ComparedValue, Comparison, EventMention, EventType, Id, TextSpan,
    Verdict,
};

use super::happening::{Told, documents};
use super::utterance::{SHORTEST, Utterance, letters};
use super::{Sources, Subject};
use crate::likeness::{likeness, sharing};

/// The share of pairs of letters (Dice's coefficient) from which on two phrases that tell of one
/// agreement say the same of it: 協議を進めるよう指示する and 協議推進を指示する.
const ALIKE: f64 = 0.4;

/// What was agreed, as the tellings of one agreement say it, where they say nearly the same; but not what
/// the `known` comparisons hold.
pub(super) fn agreements(
    sources: &Sources<'_>,
    told: &[Told<'_>],
    known: &[Comparison],
) -> Vec<Comparison> {
    let agreed = |one: &&Told<'_>| {
        matches!(one.event.event_type, EventType::Agree | EventType::Sign)
            && documents(&one.tellings).len() > 1
    };
    let mut found = Vec::new();
    for one in told.iter().filter(agreed) {
        let mut phrases: BTreeMap<&Id, &TextSpan> = BTreeMap::new();
        for mention in &one.tellings {
            if let Some(phrase) = longest(mention) {
                phrases.entry(&mention.document).or_insert(phrase);
            }
        }
        let words: Vec<(&TextSpan, Vec<char>)> =
            phrases.into_values().map(|phrase| (phrase, letters(phrase))).collect();
        for (at, (phrase, own)) in words.iter().enumerate() {
            let alike = words[at + 1..].iter().filter(|(other, theirs)| {
                let told = known.iter().any(|one| holds(one, phrase) && holds(one, other));
                !told && likeness(own, theirs) >= ALIKE
            });
            found.extend(alike.map(|(other, _)| {
                let values = [*phrase, *other].map(|span| ComparedValue {
                    document: span.document.clone(),
                    value: None,
                    span: span.clone(),
                });
                let subject = Subject::Event(&one.event.id);
                sources.comparison(subject, Attribute::Outcome, Verdict::Agree, values.into())
            }));
        }
    }
    found
}

/// Whether one of the values stands in this phrase, in part.
fn holds(comparison: &Comparison, phrase: &TextSpan) -> bool {
    comparison.values.iter().map(|value| &value.span).any(|own| {
        own.document == phrase.document && own.start < phrase.end && phrase.start < own.end
    })
}

/// The longest of the phrases that tell of it, the first of several.
fn longest(mention: &EventMention) -> Option<&TextSpan> {
    let length = |span: &&TextSpan| span.end - span.start;
    mention.evidence.iter().rev().max_by_key(length)
}

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
