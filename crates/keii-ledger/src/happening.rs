//! Which event mentions tell of one happening, and what became of it.
//!
//! Only the safe case is joined: the same participants, the same day, no other place. Everything
//! else is an event of its own; two entries for one happening mislead less than one for two.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use keii_model::{
    Derivation, DocumentRecord, Edtf, Event, EventMention, EventType, HistoryStep, Id, Status,
};

use crate::digest::digest;

/// Same type, participants and day.
const SAME_DAY: &str = "event.same-day";
/// Same type, participants, place and longer time, such as a month.
const SAME_TIME_AND_PLACE: &str = "event.same-time-and-place";

/// A longer time than a month says too little to join by.
const LONGEST_TIME: i32 = 31;

/// What two mentions of one happening have in common.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Likeness {
    event_type: EventType,
    participants: Vec<Id>,
    time: String,
    /// Part of the likeness only where the time alone would not do.
    place: Option<String>,
    rule: &'static str,
}

impl Likeness {
    /// `None` where too little is told.
    fn of(mention: &EventMention) -> Option<Self> {
        let participants: Option<BTreeSet<Id>> =
            mention.participants.iter().map(|participant| participant.entity.clone()).collect();
        let participants: Vec<Id> = participants?.into_iter().collect();
        let value = mention.time.as_ref()?.value.as_ref()?;
        let (first, last) = (value.first_day()?, value.last_day()?);
        let place = place(mention);
        let (time, place, rule) = if first == last {
            // One who speaks or attacks may do so twice a day; two who meet rarely meet twice.
            let alone = if participants.len() < 2 { Some(place?) } else { None };
            (first.to_string(), alone, SAME_DAY)
        } else {
            let close = (last - first).get_days() < LONGEST_TIME && participants.len() > 1;
            (value.to_string(), Some(place.filter(|_| close)?), SAME_TIME_AND_PLACE)
        };
        let event_type = mention.event_type;
        (!participants.is_empty()).then_some(Self { event_type, participants, time, place, rule })
    }
}

/// The place in comparable form: its entity, else its words.
fn place(mention: &EventMention) -> Option<String> {
    let place = mention.place.as_ref()?;
    Some(place.entity.as_ref().map_or_else(|| place.text.clone(), ToString::to_string))
}

/// The events that the mentions tell of, in the order of their ids, and how they were joined.
///
/// An id is `E.` and the first ten hexadecimal digits of the SHA-256 of the id of its first
/// mention (smallest document id, then place in the text).
pub(crate) fn events(
    mentions: &[&EventMention],
    documents: &BTreeMap<&Id, &DocumentRecord>,
) -> Vec<(Event, Derivation)> {
    let mut alike: BTreeMap<Likeness, Vec<&EventMention>> = BTreeMap::new();
    let mut groups: Vec<(Option<&'static str>, Vec<&EventMention>)> = Vec::new();
    for &mention in mentions {
        match Likeness::of(mention) {
            Some(likeness) => alike.entry(likeness).or_default().push(mention),
            None => groups.push((None, vec![mention])),
        }
    }
    for (likeness, mentions) in alike {
        let apart = split_by_place(mentions).into_iter();
        groups.extend(apart.map(|mentions| (Some(likeness.rule), mentions)));
    }
    let mut events: Vec<(Event, Derivation)> =
        groups.into_iter().map(|(rule, mentions)| event(rule, mentions, documents)).collect();
    events.sort_by(|(a, _), (b, _)| a.id.cmp(&b.id));
    events
}

/// Where two places are told these are two happenings, and nobody knows to which of them a
/// mention without a place belongs.
fn split_by_place(mentions: Vec<&EventMention>) -> Vec<Vec<&EventMention>> {
    let places: BTreeSet<String> = mentions.iter().filter_map(|mention| place(mention)).collect();
    if places.len() < 2 {
        return vec![mentions];
    }
    let mut groups: BTreeMap<String, Vec<&EventMention>> = BTreeMap::new();
    let mut alone = Vec::new();
    for mention in mentions {
        match place(mention) {
            Some(place) => groups.entry(place).or_default().push(mention),
            None => alone.push(vec![mention]),
        }
    }
    groups.into_values().chain(alone).collect()
}

fn event(
    rule: Option<&'static str>,
    mut mentions: Vec<&EventMention>,
    documents: &BTreeMap<&Id, &DocumentRecord>,
) -> (Event, Derivation) {
    let place = |mention: &EventMention| {
        (mention.document.clone(), mention.trigger.start, mention.id.clone())
    };
    mentions.sort_by_key(|mention| place(mention));
    let first = mentions[0];
    let id = Id::from(format!("E.{}", digest(first.id.as_str(), 10)));
    let recorded = |mention: &EventMention| -> Option<Edtf> {
        documents.get(&mention.document)?.published.value.clone()
    };
    let steps = mentions
        .iter()
        .map(|mention| (rule.unwrap_or_default().to_owned(), Some(mention.trigger.clone())));
    let derivation = Derivation {
        record: id.clone(),
        steps: if mentions.len() > 1 { steps.collect() } else { Vec::new() },
    };
    let ids = mentions.iter().map(|mention| mention.id.clone()).collect();
    // Sorted stably: what was published on one day stays in the order of the mentions.
    mentions
        .sort_by_key(|mention| (published(recorded(mention).as_ref()), advance(mention.status)));
    let step = |mention: &&EventMention| HistoryStep {
        status: mention.status,
        mention: mention.id.clone(),
        recorded: recorded(mention),
    };
    let history: Vec<HistoryStep> = mentions.iter().map(step).collect();
    let status = mentions.last().map_or(first.status, |last| last.status);
    let event = Event {
        id,
        mentions: ids,
        event_type: first.event_type,
        status,
        history,
        succeeds: None,
        part_of: None,
    };
    (event, derivation)
}

/// When a step became known; unknown days come first, so that a dated telling has the last word.
fn published(recorded: Option<&Edtf>) -> Option<Date> {
    recorded.and_then(|value| value.last_day().or(value.first_day()))
}

/// How far along a status is, to order what was told on one day.
fn advance(status: Status) -> u8 {
    match status {
        Status::Possible => 0,
        Status::Unlikely => 1,
        Status::Proposed => 2,
        Status::Planned => 3,
        Status::Agreed => 4,
        Status::Postponed => 5,
        Status::Cancelled => 6,
        Status::Failed => 7,
        Status::Ongoing => 8,
        Status::Held => 9,
    }
}
