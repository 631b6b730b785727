//! The way from readings to the ledger's records.

use std::collections::BTreeMap;

use jiff::civil::Date;
use keii_model::{
    Chain, Comparison, Derivation, Diagnostic, Entity, Event, Id, Naming, Reading, Record, Story,
};

use crate::cluster::{Candidate, Clusters};
use crate::copy::Copy;
use crate::correction::{Corrected, Links, Outcome, correct};
use crate::credit::Credits;
use crate::ledger::Told;
use crate::merge::{Merged, merge};
use crate::name::PersonNames;
use crate::office::{Countries, Offices};
use crate::resolve::Resolver;
use crate::story::{self, Profile};
use crate::{Ledger, Sources, same_name, same_person, united};
use crate::{chain, compare, happening, naming};

/// Days.
const LONGEST_MONTH: i32 = 31;

/// Makes the ledger of a *set* of readings: their order changes nothing, nor does giving one
/// twice. Of several readings of one document the one with the greatest pack name counts.
///
/// What readers have corrected is applied to the readings first; the readings must have been made
/// with the days of publication that [`corrected_dates`](crate::corrected_dates) gives.
///
/// The documents are parted into stories first. Persons, happenings and comparisons are made
/// within each, so that one more document changes only the story that it belongs to.
#[must_use]
pub fn build(sources: impl Into<Sources>) -> Ledger {
    let corrected = corrected(sources.into());
    let profiles: Vec<Profile> = corrected.readings.iter().map(Profile::of).collect();
    let parts = corrected.links.gather(story::part(&profiles), &corrected.readings);
    of_stories(corrected, &parts)
}

fn corrected(sources: Sources) -> Outcome {
    correct(distinct(sources.readings), &sources.corrections)
}

/// The readings in the order of their documents' ids, one for each.
fn distinct(mut readings: Vec<Reading>) -> Vec<Reading> {
    readings.sort_by(|a, b| {
        let document = a.document.id.cmp(&b.document.id);
        // Only several readings of one document by one pack are ever written out to compare them.
        let words = |reading: &Reading| serde_json::to_string(reading).ok();
        document.then_with(|| b.pack.cmp(&a.pack)).then_with(|| words(b).cmp(&words(a)))
    });
    readings.dedup_by(|later, first| later.document.id == first.document.id);
    readings
}

/// The readings of one story, and what follows from them.
pub(crate) struct Part {
    readings: Vec<Reading>,
    record: Option<Story>,
    events: Vec<Event>,
    comparisons: Vec<Comparison>,
    namings: Vec<Naming>,
    chains: Vec<Chain>,
    derivations: BTreeMap<Id, Derivation>,
    copies: Vec<Copy>,
    sources: BTreeMap<Id, Id>,
}

fn of_stories(corrected: Outcome, parts: &[Vec<usize>]) -> Ledger {
    let Outcome { readings, links, effects } = corrected;
    let mut readings: Vec<Option<Reading>> = readings.into_iter().map(Some).collect();
    let mut take = |at: &usize| readings[*at].take();
    let stories: Vec<Vec<Reading>> =
        parts.iter().map(|part| part.iter().filter_map(&mut take).collect()).collect();
    let mut joined: Vec<Merged> =
        stories.iter().map(|story| join_entities(story, &links)).collect();
    let entities = united::unite(&mut joined, &links);
    let parts = stories.into_iter().zip(joined).map(|(story, merged)| tell(story, merged, &links));
    assemble(parts.collect(), entities, effects)
}

/// What the readings of one story tell together.
pub(crate) fn tell(mut readings: Vec<Reading>, merged: Merged, links: &Links) -> Part {
    let Merged { entities, ids, joins } = merged;
    for reading in &mut readings {
        Resolver::new(&ids, reading).rewrite(reading);
    }
    let record = story::record(&readings, &entities);
    let credits = Credits::of(&readings);
    let mut events = happening::events(&readings, &entities, &credits, links);
    let mut linked: Vec<&mut Event> = events.iter_mut().map(|(event, _)| event).collect();
    let of = record.as_ref().map(|record| &record.id);
    let chains = chain::chains(&readings, &entities, &mut linked, of);
    let comparisons =
        compare::comparisons(&readings, &entities, events.iter().map(|(event, _)| event), &credits);
    let namings = naming::namings(&readings, &entities, of);
    let derivations = derivations(&mut readings, &ids, joins, &events);
    let events = events.into_iter().map(|(event, _)| event).collect();
    let sources = credits.sources(&readings);
    let copies = credits.copies;
    Part { readings, record, events, comparisons, namings, chains, derivations, copies, sources }
}

pub(crate) fn assemble(parts: Vec<Part>, entities: Vec<Entity>, effects: Vec<Corrected>) -> Ledger {
    let (mut readings, mut stories) = (Vec::new(), Vec::new());
    let (mut events, mut comparisons) = (Vec::new(), Vec::new());
    let (mut namings, mut chains) = (Vec::new(), Vec::new());
    let (mut copies, mut sources) = (Vec::new(), BTreeMap::new());
    let mut derivations: BTreeMap<Id, Derivation> = BTreeMap::new();
    for part in parts {
        readings.extend(part.readings);
        stories.extend(part.record);
        copies.extend(part.copies);
        sources.extend(part.sources);
        events.extend(part.events);
        comparisons.extend(part.comparisons);
        namings.extend(part.namings);
        chains.extend(part.chains);
        for (id, mut derivation) in part.derivations {
            match derivations.get_mut(&id) {
                Some(known) => known.steps.append(&mut derivation.steps),
                None => _ = derivations.insert(id, derivation),
            }
        }
    }
    readings.sort_by(|a: &Reading, b| a.document.id.cmp(&b.document.id));
    stories.sort_by(|a: &Story, b| a.id.cmp(&b.id));
    events.sort_by(|a: &Event, b| a.id.cmp(&b.id));
    comparisons.sort_by(|a: &Comparison, b| a.id.cmp(&b.id));
    namings.sort_by(|a: &Naming, b| a.id.cmp(&b.id));
    chains.sort_by(|a: &Chain, b| a.id.cmp(&b.id));
    let diagnostics = diagnostics(&mut readings);
    let mut records = Vec::new();
    records.extend(readings.iter().map(|reading| Record::Document(reading.document.clone())));
    // A document by itself is a story as well, but there is nothing to say of it.
    let told = stories.iter().filter(|story| story.documents.len() > 1);
    records.extend(told.cloned().map(Record::Story));
    records.extend(entities.into_iter().map(Record::Entity));
    for reading in readings {
        records.extend(into_statements(reading));
    }
    records.extend(events.into_iter().map(Record::Event));
    records.extend(comparisons.into_iter().map(Record::Comparison));
    records.extend(namings.into_iter().map(Record::Naming));
    records.extend(chains.into_iter().map(Record::Chain));
    copies.sort();
    let told = Told { stories, lines: Vec::new(), copies, sources, corrections: effects };
    Ledger::new(records, told, derivations, diagnostics)
}

pub(crate) fn join_entities(readings: &[Reading], links: &Links) -> Merged {
    let countries = Countries::of(readings.iter().flat_map(|reading| &reading.entities));
    let candidates: Vec<Candidate<'_>> = readings
        .iter()
        .enumerate()
        .flat_map(|(document, reading)| {
            reading.entities.iter().map(move |entity| (document, entity))
        })
        .map(|(document, entity)| Candidate {
            entity,
            document,
            names: PersonNames::of(entity),
            offices: Offices::of(entity, &countries),
        })
        .collect();
    let mut clusters = Clusters::new(&candidates, links);
    same_name::join_keys(&candidates, &mut clusters);
    same_name::join(&candidates, &mut clusters);
    let days: Vec<Option<Date>> = readings.iter().map(day_of_publication).collect();
    same_person::join(&candidates, &days, &mut clusters);
    let (groups, rules) = clusters.into_parts();
    merge(&candidates, &groups, &rules)
}

/// The last day on which the document can have appeared, where that is known within a month.
fn day_of_publication(reading: &Reading) -> Option<Date> {
    let value = reading.document.published.value.as_ref()?;
    let (first, last) = (value.first_day()?, value.last_day()?);
    ((last - first).get_days() <= LONGEST_MONTH).then_some(last)
}

/// The readings' derivations by the ledger's ids, then the joins: first how each part was read,
/// then why it is one with the others.
fn derivations(
    readings: &mut [Reading],
    ids: &BTreeMap<Id, Id>,
    joins: Vec<Derivation>,
    events: &[(Event, Derivation)],
) -> BTreeMap<Id, Derivation> {
    let mut all: BTreeMap<Id, Derivation> = BTreeMap::new();
    let read = readings.iter_mut().flat_map(|reading| std::mem::take(&mut reading.derivations));
    let joined = events.iter().map(|(_, derivation)| derivation.clone());
    for mut derivation in read.chain(joins).chain(joined) {
        if let Some(id) = ids.get(&derivation.record) {
            derivation.record = id.clone();
        }
        match all.get_mut(&derivation.record) {
            Some(known) => known.steps.append(&mut derivation.steps),
            None => _ = all.insert(derivation.record.clone(), derivation),
        }
    }
    all.retain(|_, derivation| !derivation.steps.is_empty());
    all
}

fn diagnostics(readings: &mut [Reading]) -> Vec<(Id, Diagnostic)> {
    let mut all = Vec::new();
    for reading in readings {
        let document = &reading.document.id;
        let found = std::mem::take(&mut reading.diagnostics).into_iter();
        all.extend(found.map(|diagnostic| (document.clone(), diagnostic)));
    }
    all
}

/// As [`Reading::statements`], but taken rather than copied: they are most of a ledger.
fn into_statements(reading: Reading) -> impl Iterator<Item = Record> {
    let times = reading.times.into_iter().map(Record::Time);
    let quantities = reading.quantities.into_iter().map(Record::Quantity);
    let attributions = reading.attributions.into_iter().map(Record::Attribution);
    let hedges = reading.hedges.into_iter().map(Record::Hedge);
    let events = reading.events.into_iter().map(Record::EventMention);
    let commitments = reading.commitments.into_iter().map(Record::Commitment);
    let questions = reading.questions.into_iter().map(Record::Question);
    times
        .chain(quantities)
        .chain(attributions)
        .chain(hedges)
        .chain(events)
        .chain(commitments)
        .chain(questions)
}
