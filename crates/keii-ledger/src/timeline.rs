//! What happened, in order.

use std::collections::BTreeSet;

use jiff::civil::Date;
use keii_model::{Event, EventMention, EventTime, Id, Status};

use crate::Ledger;

/// The events of a ledger in order of time.
#[derive(Clone, Debug, PartialEq)]
pub struct Timeline<'a> {
    /// Those on the calendar, by first day, then last day, type and id. One without a first day
    /// (until March) stands at its last.
    pub dated: Vec<Entry<'a>>,
    /// Those of which no year is known, by first document, then place in it.
    pub undated: Vec<Entry<'a>>,
}

/// One event with what its mentions tell.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry<'a> {
    /// The event.
    pub event: &'a Event,
    /// Its mentions, by document id, then place.
    pub mentions: Vec<&'a EventMention>,
    /// The documents that tell of it, each once, by id.
    pub documents: Vec<&'a Id>,
    /// The finest time that a mention tells; in the undated list at most words and no calendar
    /// value.
    pub time: Option<&'a EventTime>,
}

/// Which events are wanted. Empty or absent asks for all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// What stands so.
    pub status: BTreeSet<Status>,
    /// A piece of a name of one who takes part.
    pub party: Option<String>,
    /// What one of these documents tells of.
    pub documents: BTreeSet<Id>,
    /// What may have happened on this day or later.
    pub from: Option<Date>,
    /// What may have happened on this day or before.
    pub to: Option<Date>,
}

impl Ledger {
    /// The timeline of the events that the filter asks for. What has no date is left out where a
    /// day is asked for.
    #[must_use]
    pub fn filtered_timeline(&self, filter: &Filter) -> Timeline<'_> {
        let mut timeline = self.timeline();
        let party = filter.party.as_ref().map(|party| party.to_lowercase());
        for entries in [&mut timeline.dated, &mut timeline.undated] {
            entries.retain(|entry| {
                (filter.status.is_empty() || filter.status.contains(&entry.event.status))
                    && (filter.documents.is_empty()
                        || entry.documents.iter().any(|id| filter.documents.contains(*id)))
                    && filter.covers(entry.time)
                    && party.as_ref().is_none_or(|party| self.takes_part(entry, party))
            });
        }
        timeline
    }

    fn takes_part(&self, entry: &Entry<'_>, party: &str) -> bool {
        let participants = entry.mentions.iter().flat_map(|mention| &mention.participants);
        participants.into_iter().any(|one| {
            let entity = one.entity.as_ref().and_then(|id| self.entity(id));
            let known = entity.into_iter().flat_map(|entity| {
                let names = [entity.name.ja.as_deref(), entity.name.en.as_deref()];
                names.into_iter().flatten().chain(entity.aliases.iter().map(String::as_str))
            });
            known.chain(one.text.as_deref()).any(|name| name.to_lowercase().contains(party))
        })
    }

    /// The timeline. No event stands at a date that nobody tells.
    #[must_use]
    pub fn timeline(&self) -> Timeline<'_> {
        let mut timeline = Timeline { dated: Vec::new(), undated: Vec::new() };
        for event in self.events() {
            let entry = self.entry(event);
            match entry.time.and_then(days) {
                Some(_) => timeline.dated.push(entry),
                None => timeline.undated.push(entry),
            }
        }
        timeline.dated.sort_by_cached_key(|entry| {
            let (first, last) = entry.time.and_then(days).unzip();
            (first, last, entry.event.event_type, entry.event.id.clone())
        });
        timeline.undated.sort_by_key(|entry| {
            let first = entry.mentions.first();
            (first.map(|mention| (&mention.document, mention.trigger.start)), &entry.event.id)
        });
        timeline
    }

    /// An event with what its mentions tell.
    #[must_use]
    pub fn entry<'a>(&'a self, event: &'a Event) -> Entry<'a> {
        let mentions: Vec<&EventMention> =
            event.mentions.iter().filter_map(|id| self.mention(id)).collect();
        let documents: BTreeSet<&Id> = mentions.iter().map(|mention| &mention.document).collect();
        let times = mentions.iter().filter_map(|mention| mention.time.as_ref());
        Entry {
            event,
            time: times.min_by_key(|time| vagueness(time)),
            documents: documents.into_iter().collect(),
            mentions,
        }
    }
}

impl Filter {
    fn covers(&self, time: Option<&EventTime>) -> bool {
        if self.from.is_none() && self.to.is_none() {
            return true;
        }
        let Some((first, last)) = time.and_then(days) else { return false };
        self.from.is_none_or(|from| last >= from) && self.to.is_none_or(|to| first <= to)
    }
}

/// First and last day, where at least one is known; a missing one is the other.
fn days(time: &EventTime) -> Option<(Date, Date)> {
    let value = time.value.as_ref()?;
    let (first, last) = (value.first_day(), value.last_day());
    Some((first.or(last)?, last.or(first)?))
}

/// Smaller for finer times: a range of days, one open at an end, a value without a year, words.
fn vagueness(time: &EventTime) -> (u8, i32, bool, Option<&str>) {
    let written = time.value.as_ref().map(|value| value.as_str());
    let (first, last) =
        time.value.as_ref().map_or((None, None), |value| (value.first_day(), value.last_day()));
    // An instant is finer than its day.
    let whole_day = !written.is_some_and(|written| written.contains('T'));
    match (first, last) {
        (Some(first), Some(last)) => (0, (last - first).get_days(), whole_day, written),
        (Some(_), None) | (None, Some(_)) => (1, 0, whole_day, written),
        (None, None) => (if written.is_some() { 2 } else { 3 }, 0, whole_day, written),
    }
}
