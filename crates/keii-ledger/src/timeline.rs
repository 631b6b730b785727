//! What happened, in order.

use std::collections::BTreeSet;

use jiff::civil::Date;
use keii_model::{Event, EventMention, EventTime, Id};

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

impl Ledger {
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

    /// An event with its mentions.
    pub(crate) fn entry<'a>(&'a self, event: &'a Event) -> Entry<'a> {
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
