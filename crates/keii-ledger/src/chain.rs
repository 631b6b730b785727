//! How the plans of the same two went: meetings, visits and invitations of one pair of persons, in
//! the order in which they came about or were told.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use keii_model::{
    Attribution, Chain, ChainStep, Edtf, Entity, EntityType, Event, EventMention, EventType, Id,
    Reading, Status,
};

use crate::digest::digest;
use crate::happening::{advance, published};

/// What was told on one day: first what has come about, then what came to nothing, then what is
/// still ahead, the vaguest first.
fn rank(outcome: Status, status: Status) -> u8 {
    match (outcome, status) {
        (_, Status::Held | Status::Ongoing) => 0,
        (Status::Postponed | Status::Cancelled | Status::Failed, _) => 1,
        (_, open) => 2 + advance(open),
    }
}

/// The chains, in the order of their ids. Also tells each event whose plan it took the place of.
///
/// An id is `H.` and the first ten hexadecimal digits of the SHA-256 of the ids of the two and of
/// the story, for the same two may meet in another story as well.
pub(crate) fn chains(
    readings: &[Reading],
    entities: &[Entity],
    events: &mut [&mut Event],
    story: Option<&Id>,
) -> Vec<Chain> {
    let world = World::of(readings, entities, story);
    let mut pairs: BTreeMap<(Id, Id), Vec<usize>> = BTreeMap::new();
    for (at, event) in events.iter().enumerate() {
        if let Some(pair) = world.pair(event) {
            pairs.entry(pair).or_default().push(at);
        }
    }
    let mut chains = Vec::new();
    for (pair, members) in pairs.into_iter().filter(|(_, members)| members.len() > 1) {
        let mut steps: Vec<Step> =
            members.iter().flat_map(|&at| world.steps(at, events[at])).collect();
        steps.sort();
        for (later, earlier) in succession(&world, events, &steps) {
            events[later].succeeds = Some(events[earlier].id.clone());
        }
        chains.push(world.chain(&pair, &steps, events));
    }
    chains.sort_by(|a, b| a.id.cmp(&b.id));
    chains
}

/// A step with what it is sorted by: what has no date stands first, in the order of the text, for
/// that is all that is known of it.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Step {
    day: Option<Date>,
    rank: u8,
    document: Id,
    start: u32,
    event: usize,
    /// The number of the step in the event's history.
    number: usize,
    date: Option<Edtf>,
    by: Option<Id>,
}

struct World<'a> {
    mentions: BTreeMap<&'a Id, &'a EventMention>,
    attributions: BTreeMap<&'a Id, &'a Attribution>,
    entities: BTreeMap<&'a Id, &'a Entity>,
    story: Option<&'a Id>,
}

impl<'a> World<'a> {
    fn of(readings: &'a [Reading], entities: &'a [Entity], story: Option<&'a Id>) -> Self {
        let mentions = readings.iter().flat_map(|reading| &reading.events);
        let attributions = readings.iter().flat_map(|reading| &reading.attributions);
        Self {
            mentions: mentions.map(|one| (&one.id, one)).collect(),
            attributions: attributions.map(|one| (&one.id, one)).collect(),
            entities: entities.iter().map(|one| (&one.id, one)).collect(),
            story,
        }
    }

    /// The two who meet, as the telling with the fewest names has it.
    fn pair(&self, event: &Event) -> Option<(Id, Id)> {
        if !matches!(event.event_type, EventType::Meet | EventType::Visit | EventType::Invite) {
            return None;
        }
        let tellings = event.mentions.iter().filter_map(|id| self.mentions.get(id));
        let parties = tellings.map(|mention| {
            let known = mention.participants.iter().filter_map(|one| one.entity.as_ref());
            known.collect::<BTreeSet<&Id>>()
        });
        // Who calls a meeting by its place alone names nobody.
        let fewest = parties.filter(|names| !names.is_empty()).min_by_key(BTreeSet::len)?;
        let person = |id: &Id| {
            self.entities.get(id).is_some_and(|one| one.entity_type == EntityType::Person)
        };
        let mut fewest = fewest.into_iter();
        match (fewest.next(), fewest.next(), fewest.next()) {
            (Some(a), Some(b), None) if person(a) && person(b) => Some((a.clone(), b.clone())),
            _ => None,
        }
    }

    /// What an event came to, each status once.
    fn steps(&self, event: usize, record: &Event) -> Vec<Step> {
        let mut seen = BTreeSet::new();
        let mut steps = Vec::new();
        for (number, step) in record.history.iter().enumerate() {
            let Some(mention) = self.mentions.get(&step.mention) else { continue };
            if !seen.insert(step.status) {
                continue;
            }
            let day = self.day_of(record).filter(|_| step.status == Status::Held);
            let date = day.or_else(|| step.recorded.clone());
            steps.push(Step {
                day: published(date.as_ref()),
                rank: date.as_ref().map_or(0, |_| rank(record.status, step.status)),
                document: mention.document.clone(),
                start: mention.trigger.start,
                event,
                number,
                date,
                by: self.teller(mention),
            });
        }
        steps
    }

    /// The finest time that is told of an event.
    fn day_of(&self, event: &Event) -> Option<Edtf> {
        let tellings = event.mentions.iter().filter_map(|id| self.mentions.get(id));
        let times = tellings.filter_map(|mention| mention.time.as_ref()?.value.as_ref());
        let placed = times.filter_map(|time| {
            let (first, last) = (time.first_day()?, time.last_day()?);
            Some(((last - first).get_days(), time))
        });
        placed.min().map(|(_, time)| time.clone())
    }

    fn teller(&self, mention: &EventMention) -> Option<Id> {
        let id = mention.according_to.as_ref()?;
        let speaker = self.attributions.get(id).and_then(|one| one.speaker.first());
        match speaker {
            Some(speaker) => speaker.entity.clone(),
            None => self.entities.contains_key(id).then(|| id.clone()),
        }
    }

    fn chain(&self, (a, b): &(Id, Id), steps: &[Step], events: &[&mut Event]) -> Chain {
        let name = |id: &Id| self.entities.get(id).map_or("", |one| one.name.any());
        let steps = steps.iter().map(|step| ChainStep {
            event: events[step.event].id.clone(),
            status: events[step.event].history[step.number].status,
            by: step.by.clone(),
            date: step.date.clone(),
        });
        let of = self.story.map_or("", Id::as_str);
        Chain {
            id: Id::from(format!("H.{}", digest(&format!("{a}\n{b}\n{of}"), 10))),
            label: format!("{} / {}", name(a), name(b)),
            steps: steps.collect(),
        }
    }

    fn place(&self, event: &Event) -> Option<&Id> {
        let tellings = event.mentions.iter().filter_map(|id| self.mentions.get(id));
        tellings.filter_map(|mention| mention.place.as_ref()?.entity.as_ref()).next()
    }
}

/// Which meeting took the place of which: a plan that was put off, called off or came to nothing is
/// succeeded by the next meeting that is told of later, or in the same document, for another or no
/// place.
fn succession(world: &World<'_>, events: &[&mut Event], steps: &[Step]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut open: Option<&Step> = None;
    let mut taken = BTreeSet::new();
    for step in steps.iter().filter(|step| step.day.is_some()) {
        let event = &events[step.event];
        if event.event_type != EventType::Meet {
            continue;
        }
        match event.history[step.number].status {
            Status::Postponed | Status::Cancelled | Status::Failed => open = Some(step),
            _ => {
                let Some(undone) = open.filter(|undone| undone.event != step.event) else {
                    continue;
                };
                let old = &events[undone.event];
                let elsewhere = match (world.place(old), world.place(event)) {
                    (Some(a), Some(b)) => a != b,
                    _ => true,
                };
                if elsewhere && taken.insert(step.event) {
                    found.push((step.event, undone.event));
                    open = None;
                }
            }
        }
    }
    found
}
