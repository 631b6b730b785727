//! Which happening a statement is about: the one whose word it holds, or the one told of before it.

use std::collections::{BTreeMap, BTreeSet};

use keii_model::{Attribution, AttributionType, EventMention, EventType, Id, Status, TextSpan};

use super::Sources;
use super::happening::Told;

/// What somebody says so many characters behind a happening of theirs may be about it.
const NEAR: u32 = 160;
/// What the writer holds so few characters behind a happening is about it.
const RIGHT_BEHIND: u32 = 40;
/// What a statement is about is named at its beginning, in characters; a writer's own sentence begins
/// with it.
const TOPIC: usize = 16;
const OWN_TOPIC: usize = 12;
/// So many last letters of a word for a happening are taken up again: of 首脳会談 it is 会談.
const NOUN: usize = 2;

/// Where each document tells of which happening.
pub(super) struct Scenes<'a> {
    told: BTreeMap<&'a Id, Vec<Place<'a>>>,
    /// By event: the nouns by which any document tells of it.
    nouns: Vec<BTreeSet<String>>,
}

struct Place<'a> {
    span: &'a TextSpan,
    /// Number of the event.
    event: usize,
    is_war: bool,
    parties: Vec<&'a Id>,
}

impl<'a> Scenes<'a> {
    pub(super) fn of(sources: &Sources<'a>, told: &[Told<'a>]) -> Self {
        let mut places: BTreeMap<&Id, Vec<Place<'a>>> =
            sources.readings.iter().map(|reading| (&reading.document.id, Vec::new())).collect();
        for (event, one) in told.iter().enumerate().filter(|(_, one)| has_course(one)) {
            for mention in one.tellings.iter().filter(|mention| has_come_about(mention)) {
                let parties = mention.participants.iter().filter_map(|party| party.entity.as_ref());
                let is_war = one.event.event_type == EventType::War;
                let place =
                    |span| Place { span, event, is_war, parties: parties.clone().collect() };
                let spans = std::iter::once(&mention.trigger).chain(&mention.evidence);
                if let Some(all) = places.get_mut(&mention.document) {
                    all.extend(spans.map(place));
                }
            }
        }
        for all in places.values_mut() {
            all.sort_by_key(|place| (place.span.start, place.span.end, place.event));
        }
        Self { told: places, nouns: told.iter().map(nouns).collect() }
    }

    /// The event that a statement is about: the first whose noun stands in it, the last such told of
    /// before; or, where one of its parties or nobody in particular speaks, the last one told of
    /// shortly before.
    pub(super) fn about(&self, said: &Attribution) -> Option<usize> {
        let places = self.told.get(&said.document)?;
        let content = said.content.first()?;
        let own = said.attribution_type == AttributionType::Author;
        let topic = if own { OWN_TOPIC } else { TOPIC };
        let named = |place: &Place<'_>| {
            let within = |noun: &String| {
                let at = content.text.find(noun.as_str())?;
                let letters = content.text[..at].chars().count();
                (letters <= topic).then_some(letters)
            };
            self.nouns[place.event].iter().filter_map(within).min()
        };
        let before = places.iter().rev().filter(|place| place.span.start < content.end);
        // Of equally early ones the nearest, which comes first.
        let taken_up = before.filter_map(|place| Some((named(place)?, place.event)));
        if let Some((_, event)) = taken_up.min_by_key(|&(at, _)| at) {
            return Some(event);
        }
        self.nearest(said).filter(|&(near, _)| near).map(|(_, event)| event)
    }

    /// The last event but a war told of before a statement; whether it is near, and its speaker the writer,
    /// a party to it or nobody in particular.
    pub(super) fn nearest(&self, said: &Attribution) -> Option<(bool, usize)> {
        let places = self.told.get(&said.document)?;
        let start = said.content.first()?.start;
        let last = places.iter().rev().find(|place| place.span.start < start && !place.is_war)?;
        let known = || said.speaker.iter().filter_map(|one| one.entity.as_ref());
        let reported = said.attribution_type != AttributionType::Author;
        let speaks =
            (reported && known().next().is_none()) || known().any(|id| last.parties.contains(&id));
        let near = if reported { NEAR } else { RIGHT_BEHIND };
        Some(((speaks || !reported) && start.saturating_sub(last.span.end) <= near, last.event))
    }
}

/// The words for a happening, and their last letters.
fn nouns(told: &Told<'_>) -> BTreeSet<String> {
    let triggers = told.tellings.iter().map(|mention| mention.trigger.text.as_str());
    let last = |word: &str| {
        let letters: Vec<char> = word.chars().collect();
        letters[letters.len().saturating_sub(NOUN)..].iter().collect()
    };
    triggers.flat_map(|word| [word.to_owned(), last(word)]).collect()
}

/// Nobody can say how it went before. That nothing was agreed is how a meeting went.
fn has_come_about(mention: &EventMention) -> bool {
    let missed = mention.event_type == EventType::Agree && mention.status == Status::Failed;
    !missed && matches!(mention.status, Status::Held | Status::Ongoing | Status::Failed)
}

/// Happenings that go on for a while, so that people speak about how they went.
fn has_course(told: &Told<'_>) -> bool {
    matches!(
        told.event.event_type,
        EventType::Meet
            | EventType::Call
            | EventType::Negotiate
            | EventType::Visit
            | EventType::War
            | EventType::Ceasefire
            | EventType::Agree
            | EventType::Sign
    )
}
