//! Meetings of one body at which one and the same person asks for something, told as meetings of
//! different rank.
//!
//! A summit is never joined with a meeting of ministers. But where two documents that tell of the
//! same days have one minister make demands at a meeting of one body, each by another word for the
//! meeting, one of the words is wrong, and a reader wants to see it.

use std::collections::{BTreeMap, BTreeSet};

use keii_model::{
    Attribute, Attribution, ComparedValue, Comparison, EntityType, EventMention, EventType, Id,
    Modality, Status, Verdict,
};

use super::happening::Told;
use super::speaker::speakers;
use super::{Sources, Subject};

/// What is said so many characters behind the word for a meeting may be said there.
const NEAR: u32 = 200;

/// A meeting of one body, as a document tells of it.
struct Meeting<'a> {
    /// Number of the event.
    event: usize,
    mention: &'a EventMention,
    body: &'a Id,
    /// What is asked for there, by whom.
    demands: Vec<(&'a Id, &'a Id)>,
}

/// Pairs of meetings that are most likely one.
pub(super) struct Occasions<'a> {
    pairs: Vec<(Meeting<'a>, Meeting<'a>)>,
}

impl<'a> Occasions<'a> {
    pub(super) fn of(sources: &Sources<'a>, told: &[Told<'a>]) -> Self {
        let mut by_body: BTreeMap<&Id, Vec<Meeting<'a>>> = BTreeMap::new();
        for (event, one) in told.iter().enumerate().filter(|(_, one)| one.tellings.len() == 1) {
            let mention = one.tellings[0];
            if let Some(meeting) = meeting(sources, event, mention) {
                by_body.entry(meeting.body).or_default().push(meeting);
            }
        }
        let mut pairs = Vec::new();
        // A body of whose meetings more is told meets often, so that two of them are two.
        for meetings in by_body.into_values() {
            let Ok([one, other]) = <[Meeting<'_>; 2]>::try_from(meetings) else { continue };
            if may_be_one(&one, &other) && share_days(told, &one, &other) {
                pairs.push((one, other));
            }
        }
        Self { pairs }
    }

    /// Whether these two were said at meetings that are most likely one.
    pub(super) fn are_one(&self, a: &Attribution, b: &Attribution) -> bool {
        let at = |meeting: &Meeting<'_>, said: &Attribution| {
            meeting.demands.iter().any(|(_, statement)| **statement == said.id)
        };
        self.pairs
            .iter()
            .any(|(one, other)| (at(one, a) && at(other, b)) || (at(one, b) && at(other, a)))
    }

    /// The comparisons of such meetings.
    pub(super) fn compare(&self, sources: &Sources<'_>, told: &[Told<'_>]) -> Vec<Comparison> {
        let pairs = self.pairs.iter().map(|(one, other)| {
            let value = |mention: &EventMention| ComparedValue {
                document: mention.document.clone(),
                value: Some(mention.trigger.text.clone()),
                span: mention.trigger.clone(),
            };
            let values = vec![value(one.mention), value(other.mention)];
            let (a, b) = (&told[one.event].event.id, &told[other.event].event.id);
            let subject = Subject::Events(a.min(b), a.max(b));
            sources.comparison(subject, Attribute::Type, Verdict::Conflict, values)
        });
        pairs.collect()
    }
}

/// A meeting of known rank of one organisation, with what is asked for there.
fn meeting<'a>(
    sources: &Sources<'a>,
    event: usize,
    mention: &'a EventMention,
) -> Option<Meeting<'a>> {
    let is_body = |id: &&Id| {
        sources.entities.get(*id).is_some_and(|it| it.entity_type == EntityType::Organization)
    };
    let parties: BTreeSet<&Id> =
        mention.participants.iter().filter_map(|party| party.entity.as_ref()).collect();
    let bodies: Vec<&Id> = parties.iter().copied().filter(is_body).collect();
    let &[body] = bodies.as_slice() else { return None };
    let held = mention.event_type == EventType::Meet && mention.status == Status::Held;
    let number = *sources.numbers.get(&mention.document)?;
    if !held || mention.level.is_none() {
        return None;
    }
    let named = &sources.entities.get(body)?.evidence;
    let demands = sources.readings[number].attributions.iter().filter_map(|said| {
        let (speakers, content) = (speakers(said), said.content.first()?);
        let speaker = speakers.first().copied().filter(|_| speakers.len() == 1)?;
        let from = said.speaker.first()?.span.as_ref()?.start;
        // …氏はNATOの場で: the body is named again where it is said.
        let again = named.iter().any(|name| {
            name.document == said.document && from <= name.start && name.end <= content.start
        });
        let there = (parties.contains(speaker) || again)
            && content.start.checked_sub(mention.trigger.end).is_some_and(|behind| behind <= NEAR);
        (there && said.modality == Some(Modality::Demand)).then_some((speaker, &said.id))
    });
    Some(Meeting { event, mention, body, demands: demands.collect() })
}

fn may_be_one(one: &Meeting<'_>, other: &Meeting<'_>) -> bool {
    let (a, b) = (one.mention, other.mention);
    let ranks = a.level.zip(b.level).is_some_and(|(a, b)| !a.can_be(b));
    let day = |mention: &EventMention| {
        mention.time.as_ref().and_then(|time| {
            Some((time.value.as_ref()?.first_day()?, time.value.as_ref()?.last_day()?))
        })
    };
    let apart = day(a).zip(day(b)).is_some_and(|(a, b)| a.1 < b.0 || b.1 < a.0);
    let speakers: BTreeSet<&Id> = one.demands.iter().map(|(speaker, _)| *speaker).collect();
    let same = other.demands.iter().any(|(speaker, _)| speakers.contains(speaker));
    a.document != b.document && ranks && !apart && same
}

/// Whether both documents tell of another contact that is one.
fn share_days(told: &[Told<'_>], one: &Meeting<'_>, other: &Meeting<'_>) -> bool {
    use EventType::{Call, Meet, Negotiate, Visit};
    let contact =
        |told: &&Told<'_>| matches!(told.event.event_type, Call | Meet | Negotiate | Visit);
    let tells = |told: &Told<'_>, meeting: &Meeting<'_>| {
        told.tellings.iter().any(|mention| {
            mention.document == meeting.mention.document && mention.status == Status::Held
        })
    };
    told.iter().filter(contact).any(|told| tells(told, one) && tells(told, other))
}
