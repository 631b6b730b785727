//! What several documents report as agreed, in nearly the same words.

use std::collections::BTreeMap;

use keii_model::{
    Attribute, Commitment, ComparedValue, Comparison, EventMention, EventType, Id, TextSpan,
    Verdict,
};

use super::happening::{Told, documents};
use super::speaker::serves;
use super::utterance::{SHORTEST, Utterance, letters, numbers_fit};
use super::{Sources, Subject};
use crate::likeness::{likeness, sharing};

/// The share of pairs of letters (Dice's coefficient) from which on two phrases that tell of one
/// agreement say the same of it: 協議を進めるよう指示する and 協議推進を指示する.
const ALIKE: f64 = 0.4;
/// Letters between what is agreed and the word that tells that it was.
const BEHIND: u32 = 4;

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
                !told && numbers_fit(own, theirs) && likeness(own, theirs) >= ALIKE
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
    let shared_event = |one: &Commitment, other: &Commitment| {
        let theirs = events_of(&events, other);
        events_of(&events, one).into_iter().find(|event| theirs.contains(event))
    };
    let alike = sharing(letters).into_iter().filter(|&(a, b)| {
        let ((one, words), (other, theirs)) = (&pledges[a], &pledges[b]);
        let near = words.is_nearly(theirs)
            || (words.holds_most_of(theirs) && shared_event(one, other).is_some());
        one.document != other.document
            && near
            && numbers_fit(&words.letters, &theirs.letters)
            && share_a_party(sources, one, other)
    });
    alike
        .map(|(a, b)| {
            let (one, other) = (pledges[a].0, pledges[b].0);
            let same = shared_event(one, other);
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

/// One of the parties is the same or serves the other, or one document names none.
fn share_a_party(sources: &Sources<'_>, one: &Commitment, other: &Commitment) -> bool {
    let serves = |a: &str, b: &str| serves(sources, &Id::from(a), &Id::from(b));
    let same = |a: &String, b: &String| a == b || serves(a, b) || serves(b, a);
    one.parties.is_empty()
        || other.parties.is_empty()
        || one.parties.iter().any(|party| other.parties.iter().any(|theirs| same(party, theirs)))
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
    events.values_mut().for_each(|places| places.sort_unstable());
    events
}

/// The events in whose telling a commitment stands, or right behind which it is told that it was agreed
/// (停戦で|合意した), in the order of their words.
fn events_of<'a>(events: &Events<'a>, pledge: &Commitment) -> Vec<&'a Id> {
    let span = &pledge.content;
    let places = events.get(&pledge.document).into_iter().flatten();
    let around = places.filter(|(start, end, _)| *start < span.end + BEHIND && span.start < *end);
    around.map(|found| found.2).collect()
}
