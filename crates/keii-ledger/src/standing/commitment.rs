//! What was agreed, how many sources report it, and what became of it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use keii_model::{Commitment, Entity, Event, EventMention, Id, Status};

use super::{World, alike, days};

/// One thing that was agreed, as one or several documents report it.
#[derive(Clone, Debug, PartialEq)]
pub struct Pledge<'a> {
    /// The reports, by day of publication, those of unknown day last.
    pub reports: Vec<&'a Commitment>,
    /// Who agreed: everybody that a report names.
    pub parties: Vec<Party<'a>>,
    /// Where it stands: what became of the happening that was agreed, else what is reported.
    pub status: Status,
    /// The happening that was agreed, where the report names exactly one.
    pub event: Option<&'a Event>,
    /// Whether the reports rest on more than one source; `None` for one document.
    pub independent: Option<bool>,
}

/// One who agreed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Party<'a> {
    /// Somebody the ledger knows.
    Known(&'a Entity),
    /// The words of the document.
    Words(&'a str),
}

/// What was agreed, the newest first, that of documents of unknown day last.
pub(super) fn pledges<'a>(world: &World<'a, '_>) -> Vec<Pledge<'a>> {
    let all: Vec<&Commitment> = world.commitments().collect();
    let events = agreed_events(world);
    let event_of: Vec<Option<&Event>> = all.iter().map(|one| event(&events, one)).collect();
    let texts: Vec<&str> = all.iter().map(|one| one.content.text.as_str()).collect();
    let keys: Vec<Option<&Id>> = event_of.iter().map(|one| one.map(|event| &event.id)).collect();
    let may_be_one = |a: usize, b: usize| {
        let (a, b) = (all[a], all[b]);
        let strangers = |a: &Commitment, b: &Commitment| {
            let (a, b) = (sides(world, a), sides(world, b));
            !a.is_empty() && !b.is_empty() && a.is_disjoint(&b)
        };
        a.document != b.document && !strangers(a, b)
    };
    let mut pledges: Vec<(Option<Date>, Pledge<'_>)> = alike::groups(&texts, &keys, may_be_one)
        .into_iter()
        .map(|group| {
            let mut reports: Vec<&Commitment> = group.iter().map(|&at| all[at]).collect();
            let day = |one: &Commitment| world.published(&one.document).and_then(days);
            reports.sort_by_key(|one| (day(one).is_none(), day(one), &one.id));
            let event = group.iter().find_map(|&at| event_of[at]);
            let documents: BTreeSet<&Id> = reports.iter().map(|one| &one.document).collect();
            let known = reports.iter().rev().filter_map(|one| Some(day(one)?.1)).max();
            let status = event.map_or(reports[reports.len() - 1].status, |event| event.status);
            let parties = parties(world, &reports);
            let independent = world.independent(&documents);
            (known, Pledge { parties, status, event, independent, reports })
        })
        .collect();
    pledges.sort_by_key(|(day, pledge)| {
        (Reverse(*day), &pledge.reports[0].document, pledge.reports[0].content.start)
    });
    pledges.into_iter().map(|(_, pledge)| pledge).collect()
}

/// The parties behind those who agreed.
fn sides<'a>(world: &World<'a, '_>, commitment: &'a Commitment) -> BTreeSet<&'a Id> {
    let ids = commitment.parties.iter().filter_map(|one| entity(world, one));
    ids.map(|one| world.parties.party(&one.id).unwrap_or(&one.id)).collect()
}

fn entity<'a>(world: &World<'a, '_>, party: &str) -> Option<&'a Entity> {
    world.ledger.entity(&Id::from(party))
}

fn parties<'a>(world: &World<'a, '_>, reports: &[&'a Commitment]) -> Vec<Party<'a>> {
    let mut seen = BTreeSet::new();
    let all = reports.iter().flat_map(|report| &report.parties).filter(|one| seen.insert(*one));
    all.map(|one| entity(world, one).map_or(Party::Words(one), Party::Known)).collect()
}

/// Happenings of each document that are told as agreed or planned, by place.
type Agreed<'a> = BTreeMap<(&'a Id, u32), (&'a EventMention, &'a Event)>;

fn agreed_events<'a>(world: &World<'a, '_>) -> Agreed<'a> {
    let ledger = world.ledger;
    let told = world.events().into_iter().flat_map(|event| {
        let mentions = event.mentions.iter().filter_map(|id| ledger.mention(id));
        mentions.map(move |mention| (mention, event))
    });
    let agreed = told.filter(|(mention, _)| {
        matches!(mention.status, Status::Agreed | Status::Planned | Status::Proposed)
    });
    agreed.map(|told| ((&told.0.document, told.0.trigger.start), told)).collect()
}

/// The only happening that the words of a commitment name as agreed.
fn event<'a>(events: &Agreed<'a>, commitment: &Commitment) -> Option<&'a Event> {
    let content = &commitment.content;
    let range = (&commitment.document, content.start)..(&commitment.document, content.end);
    let mut inside = events.range(range).map(|(_, (_, event))| *event);
    match (inside.next(), inside.next()) {
        (Some(event), None) => Some(event),
        _ => None,
    }
}
