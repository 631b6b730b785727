//! Events: the tellings of one happening, and what became of it.

use std::collections::BTreeMap;

use jiff::civil::Date;
use keii_model::{
    Derivation, DocumentRecord, Edtf, Entity, Event, EventMention, HistoryStep, Id, Reading, Status,
};

use crate::affinity::Affinity;
use crate::correction::Links;
use crate::credit::Credits;
use crate::digest::digest;
use crate::occasion::Occasions;
use crate::part;
use crate::rank;
use crate::same_event::{self, Joined};
use crate::sides::Bodies;
use crate::told::{Told, World};

/// The events that the readings, which stand in the order of their documents and name the
/// ledger's entities, tell of: in the order of their ids, with how they were joined.
///
/// An id is `E.` and the first ten hexadecimal digits of the SHA-256 of the id of its first
/// mention (smallest document id, then place in the text).
pub(crate) fn events(
    readings: &[Reading],
    entities: &[Entity],
    credits: &Credits,
    links: &Links,
) -> Vec<(Event, Derivation)> {
    with_tellings(readings, entities, credits, links, |told, affinity| {
        let mut joined = same_event::join(told, affinity, credits, links);
        rank::join(told, &mut joined, readings, entities, links);
        of_groups(told, &joined, readings)
    })
}

/// Gives what the readings tell of, with all by which it is compared.
pub(crate) fn with_tellings<T>(
    readings: &[Reading],
    entities: &[Entity],
    credits: &Credits,
    links: &Links,
    then: impl FnOnce(&[Told<'_>], &Affinity<'_>) -> T,
) -> T {
    let documents: Vec<&DocumentRecord> =
        readings.iter().map(|reading| &reading.document).collect();
    let world = World::new(entities, &documents, readings);
    let tell = |placed: &BTreeMap<usize, (Date, Date)>| -> Vec<Told<'_>> {
        let mentions = readings.iter().enumerate().flat_map(|(document, reading)| {
            reading.events.iter().map(move |mention| (mention, document))
        });
        mentions
            .map(|(mention, document)| {
                world.told(mention, document, placed.get(&document).copied())
            })
            .collect()
    };
    let mut told = tell(&BTreeMap::new());
    let bodies = Bodies::of(entities, readings);
    let mut occasions = Occasions::default();
    if told.iter().any(|one| one.published.is_none()) {
        let sure = same_event::join_plainly(&told, credits, links);
        occasions = Occasions::of(&told, &sure, readings, &bodies);
        told = tell(&occasions.placed);
    }
    let affinity = Affinity::new(&told, bodies, readings, &occasions);
    then(&told, &affinity)
}

fn of_groups(told: &[Told<'_>], joined: &Joined, readings: &[Reading]) -> Vec<(Event, Derivation)> {
    let documents = readings.iter().map(|reading| &reading.document);
    let by_id: BTreeMap<&Id, &DocumentRecord> =
        documents.map(|document| (&document.id, document)).collect();
    let mut events: Vec<(Event, Derivation)> = joined
        .groups
        .iter()
        .map(|group| {
            let rules: BTreeMap<&Id, &'static str> = group
                .iter()
                .filter_map(|at| Some((&told[*at].mention.id, *joined.rules.get(at)?)))
                .collect();
            event(&rules, group.iter().map(|&at| told[at].mention).collect(), &by_id)
        })
        .collect();
    for (part, whole) in part::parts(told, &joined.groups) {
        events[part].0.part_of = Some(events[whole].0.id.clone());
    }
    events.sort_by(|(a, _), (b, _)| a.id.cmp(&b.id));
    events
}

fn event(
    rules: &BTreeMap<&Id, &'static str>,
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
    let steps = mentions.iter().filter_map(|mention| {
        let rule = rules.get(&mention.id)?;
        Some(((*rule).to_owned(), Some(mention.trigger.clone())))
    });
    let derivation = Derivation { record: id.clone(), steps: steps.collect() };
    let ids = mentions.iter().map(|mention| mention.id.clone()).collect();
    // Sorted stably: what was published on one day stays in the order of the mentions.
    mentions
        .sort_by_key(|mention| (published(recorded(mention).as_ref()), advance(mention.status)));
    let step = |status: Status, mention: &EventMention| HistoryStep {
        status,
        mention: mention.id.clone(),
        recorded: recorded(mention),
        span: Some(mention.evidence.first().unwrap_or(&mention.trigger).clone()),
    };
    let mut history: Vec<HistoryStep> = Vec::new();
    for mention in mentions {
        let planned = |one: &HistoryStep| one.status != Status::Possible;
        if undoes_a_plan(mention.status) && !history.iter().any(planned) {
            // Only what was planned can be put off or called off; the same words tell of both.
            history.push(step(Status::Planned, mention));
        }
        history.push(step(mention.status, mention));
    }
    let status = outcome(&history).unwrap_or(first.status);
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

/// Whether the status tells that there was a plan, and that it did not stand.
fn undoes_a_plan(status: Status) -> bool {
    matches!(status, Status::Postponed | Status::Cancelled)
}

/// The status that the history ends with. What has come about stays so, whoever goes on writing
/// of the plan.
fn outcome(history: &[HistoryStep]) -> Option<Status> {
    let last = history.last()?.status;
    let plan = matches!(
        last,
        Status::Possible | Status::Unlikely | Status::Proposed | Status::Planned | Status::Agreed
    );
    let held = history.iter().any(|step| step.status == Status::Held);
    Some(if plan && held { Status::Held } else { last })
}

/// When a step became known, at the earliest; unknown days come first. So what is told on a known
/// day has the last word over what was told some time in that month.
pub(crate) fn published(recorded: Option<&Edtf>) -> Option<Date> {
    recorded.and_then(|value| value.first_day().or(value.last_day()))
}

/// How far along a status is, to order what was told on one day.
pub(crate) fn advance(status: Status) -> u8 {
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
