//! Meetings of one body at which one and the same person asks for something, told as meetings of
//! different rank.
//!
//! A summit is no meeting of ministers. But where two documents that tell of the same days have one
//! minister make demands at a meeting of one body, each by another word for the meeting, one of the
//! words is wrong: the meeting is one, and a reader wants to see both words.

use std::collections::{BTreeMap, BTreeSet};

use keii_model::{Entity, EntityType, EventMention, EventType, Id, Modality, Reading, Status};

use crate::compare::speakers;
use crate::correction::Links;
use crate::same_event::Joined;
use crate::told::Told;

/// What is said so many characters behind the word for a meeting may be said there.
const NEAR: u32 = 200;
/// As derivations name it.
const RULE: &str = "event.same-demand-at-one-body";

/// A meeting of one body, as a document tells of it.
pub(crate) struct Meeting<'a> {
    mention: &'a EventMention,
    body: &'a Id,
    /// What is asked for there, by whom.
    demands: Vec<(&'a Id, &'a Id)>,
}

impl<'a> Meeting<'a> {
    /// A meeting of known rank of one organisation, with what is asked for there.
    pub(crate) fn of(
        entities: &BTreeMap<&Id, &'a Entity>,
        reading: &'a Reading,
        mention: &'a EventMention,
    ) -> Option<Self> {
        let is_body = |id: &&Id| {
            entities.get(*id).is_some_and(|it| it.entity_type == EntityType::Organization)
        };
        let parties: BTreeSet<&Id> =
            mention.participants.iter().filter_map(|party| party.entity.as_ref()).collect();
        let bodies: Vec<&Id> = parties.iter().copied().filter(is_body).collect();
        let &[body] = bodies.as_slice() else { return None };
        let held = mention.event_type == EventType::Meet && mention.status == Status::Held;
        if !held || mention.level.is_none() {
            return None;
        }
        let named = &entities.get(body)?.evidence;
        let demands = reading.attributions.iter().filter_map(|said| {
            let (speakers, content) = (speakers(said), said.content.first()?);
            let speaker = speakers.first().copied().filter(|_| speakers.len() == 1)?;
            let from = said.speaker.first()?.span.as_ref()?.start;
            // …氏はNATOの場で: the body is named again where it is said.
            let again = named.iter().any(|name| {
                name.document == said.document && from <= name.start && name.end <= content.start
            });
            let behind = content.start.checked_sub(mention.trigger.end);
            let there =
                (parties.contains(speaker) || again) && behind.is_some_and(|far| far <= NEAR);
            (there && said.modality == Some(Modality::Demand)).then_some((speaker, &said.id))
        });
        Some(Self { mention, body, demands: demands.collect() })
    }

    /// Whether a statement is a demand that was made there.
    pub(crate) fn heard(&self, statement: &Id) -> bool {
        self.demands.iter().any(|(_, demand)| *demand == statement)
    }

    /// Whether two documents tell of one meeting by words of two ranks.
    pub(crate) fn may_be(&self, other: &Self) -> bool {
        let (a, b) = (self.mention, other.mention);
        let ranks = a.level.zip(b.level).is_some_and(|(a, b)| !a.can_be(b));
        let days = |mention: &EventMention| {
            mention.time.as_ref().and_then(|time| {
                Some((time.value.as_ref()?.first_day()?, time.value.as_ref()?.last_day()?))
            })
        };
        let apart = days(a).zip(days(b)).is_some_and(|(a, b)| a.1 < b.0 || b.1 < a.0);
        let speakers: BTreeSet<&Id> = self.demands.iter().map(|(speaker, _)| *speaker).collect();
        let same = other.demands.iter().any(|(speaker, _)| speakers.contains(speaker));
        self.body == other.body && a.document != b.document && ranks && !apart && same
    }
}

/// Joins the pairs of tellings that nothing else was joined with.
pub(crate) fn join(
    told: &[Told<'_>],
    joined: &mut Joined,
    readings: &[Reading],
    entities: &[Entity],
    links: &Links,
) {
    let entities: BTreeMap<&Id, &Entity> = entities.iter().map(|one| (&one.id, one)).collect();
    let links = links.numbered(told.iter().map(|one| &one.mention.id));
    let mut by_body: BTreeMap<&Id, Vec<(usize, Meeting<'_>)>> = BTreeMap::new();
    for group in joined.groups.iter().filter(|group| group.len() == 1) {
        let (at, one) = (group[0], &told[group[0]]);
        if let Some(meeting) = Meeting::of(&entities, &readings[one.document], one.mention) {
            by_body.entry(meeting.body).or_default().push((at, meeting));
        }
    }
    // A body of whose meetings more is told meets often, so that two of them are two.
    for meetings in by_body.into_values() {
        let [(a, one), (b, other)] = meetings.as_slice() else { continue };
        let apart = links.apart([*a].iter(), |at| at == *b);
        if !apart && one.may_be(other) && share_days(told, &joined.groups, *a, *b) {
            joined.groups.retain(|group| *group != [*b]);
            let group = joined.groups.iter_mut().find(|group| **group == [*a]);
            group.expect("each telling is in a group").push(*b);
            joined.rules.extend([(*a, RULE), (*b, RULE)]);
        }
    }
}

/// Whether both documents tell of another contact that is one.
fn share_days(told: &[Told<'_>], groups: &[Vec<usize>], a: usize, b: usize) -> bool {
    use EventType::{Call, Meet, Negotiate, Visit};
    let tells = |group: &[usize], document: usize| {
        group.iter().any(|&at| {
            let one = &told[at];
            let contact = matches!(one.mention.event_type, Call | Meet | Negotiate | Visit);
            contact && one.document == document && one.mention.status == Status::Held
        })
    };
    let (a, b) = (told[a].document, told[b].document);
    groups.iter().any(|group| tells(group, a) && tells(group, b))
}
