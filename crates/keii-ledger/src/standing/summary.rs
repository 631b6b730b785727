//! Every story in a line: who it is about, how many sources tell it, and what is next.

use std::cmp::Reverse;

use jiff::civil::Date;
use keii_model::{Edtf, Entity, Event, EventType, Id, Record, Status, Story};

use super::channel::{self, Place};
use super::{Index, World, days};
use crate::Ledger;
use crate::abridged::Line;
use crate::timeline::Entry;

/// A story in a line.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary<'a> {
    /// The story.
    pub story: &'a Story,
    /// The two who have most contacts with each other; empty where no two are told to have any.
    pub main: Vec<&'a Entity>,
    /// How many sources its documents rest on.
    pub sources: usize,
    /// When the newest of its documents appeared.
    pub told_until: Option<&'a Edtf>,
    /// What took place last: of what was held on a known day and is more than words the latest, of
    /// several on one day what most documents tell of. What has no type of its own says little in a
    /// line: it is told where nothing else is known.
    pub last: Option<Entry<'a>>,
    /// What is ahead: of what is agreed or planned for a known day the first, else the likeliest
    /// contact of the main parties, else what has no type of its own.
    pub next: Option<Entry<'a>>,
}

impl Ledger {
    /// The stories, the one that was told of last first; those of unknown day last, the larger
    /// first.
    #[must_use]
    pub fn summaries(&self) -> Vec<Summary<'_>> {
        let mut all: Vec<Summary<'_>> = if self.told.lines.is_empty() {
            let index = Index::of(self);
            self.stories().iter().map(|story| summary(&index, story)).collect()
        } else {
            let lines = self.stories().iter().zip(&self.told.lines);
            lines.map(|(story, line)| known(self, story, line)).collect()
        };
        all.sort_by_key(|one| {
            let day = one.told_until.and_then(Edtf::last_day);
            (Reverse(day), Reverse(one.story.documents.len()), &one.story.id)
        });
        all
    }
}

/// What was summed up before.
fn known<'a>(ledger: &'a Ledger, story: &'a Story, line: &'a Line) -> Summary<'a> {
    let entry = |id: &'a Id| match ledger.get(id) {
        Some(Record::Event(event)) => Some(ledger.entry(event)),
        _ => None,
    };
    Summary {
        story,
        main: line.main.iter().filter_map(|id| ledger.entity(id)).collect(),
        sources: line.sources,
        told_until: line.until.as_ref(),
        last: line.last.as_ref().and_then(entry),
        next: line.next.as_ref().and_then(entry),
    }
}

fn summary<'a>(index: &Index<'a>, story: &'a Story) -> Summary<'a> {
    let world = World::of(index, &story.documents);
    let contacts = channel::contacts(&world);
    let main = channel::main_parties(&world, &contacts);
    let contact = || {
        let channels = channel::channels(&world, contacts, &main);
        let ours = channels.into_iter().filter(|channel| channel.main);
        let ahead = ours.flat_map(|channel| channel.contacts);
        ahead.filter(|(place, _)| *place == Place::Ahead).map(|(_, entry)| entry).next()
    };
    let next = next_dated(&world, is_typed).or_else(contact);
    Summary {
        story,
        main: main.iter().filter_map(|id| index.ledger.entity(id)).collect(),
        sources: world.sources(),
        told_until: world.told_until(),
        last: last_held(&world, is_typed).or_else(|| last_held(&world, |_| true)),
        next: next.or_else(|| next_dated(&world, |_| true)),
    }
}

/// Whether the type of a happening says what it was.
fn is_typed(event: &Event) -> bool {
    event.event_type != EventType::Other
}

/// The latest of what was held on a known day and is `wanted`, none that the documents could not
/// know of.
fn last_held<'a>(world: &World<'a, '_>, wanted: fn(&Event) -> bool) -> Option<Entry<'a>> {
    let today = world.today()?;
    let held = world.events().into_iter().filter(|one| one.status == Status::Held);
    let done = held.filter(|one| one.event_type != EventType::Speak && wanted(one));
    let dated = done.filter_map(|event| {
        let entry = world.ledger.entry(event);
        let span: (Date, Date) = days(entry.time?.value.as_ref()?)?;
        (span.1 <= today).then_some((span, entry))
    });
    let last = dated.max_by_key(|((first, last), entry)| {
        (*last, *first, entry.documents.len(), Reverse(entry.event.id.clone()))
    });
    last.map(|(_, entry)| entry)
}

/// The first of what is agreed or planned for a day that has not passed, and is `wanted`.
fn next_dated<'a>(world: &World<'a, '_>, wanted: fn(&Event) -> bool) -> Option<Entry<'a>> {
    let today = world.today()?;
    let planned = world.events().into_iter();
    let ahead = |one: &&Event| matches!(one.status, Status::Agreed | Status::Planned);
    let planned = planned.filter(ahead).filter(|one| wanted(one));
    let dated = planned.filter_map(|event| {
        let entry = world.ledger.entry(event);
        let span: (Date, Date) = days(entry.time?.value.as_ref()?)?;
        (span.1 >= today).then_some((span, entry))
    });
    dated.min_by_key(|(span, entry)| (*span, entry.event.id.clone())).map(|(_, entry)| entry)
}
