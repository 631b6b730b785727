//! What several documents tell of one thing, side by side.
//!
//! A verdict is given only where the values can be compared: days and lengths by the calendar and
//! the clock, places and parties by the ledger's entities, words by their letters. A finer value is
//! not a conflict, and nothing is said where the ledger cannot tell.

mod denial;
mod end;
mod evaluation;
mod figure;
mod happening;
mod headline;
mod number;
mod occasion;
mod person;
mod pledge;
mod quotation;
mod repeated;
mod scene;
mod speaker;
mod statement;
mod together;
mod toll;
mod topic;
mod twin;
mod utterance;
mod when;
mod wording;

use std::collections::{BTreeMap, BTreeSet};

use keii_model::{
    Attribute, ComparedValue, Comparison, DocumentRecord, Entity, Event, Id, Reading, TextSpan,
    Verdict,
};

pub(crate) use speaker::speakers;

use crate::credit::Credits;
use crate::digest::digest;

/// What comparisons are made from.
pub(crate) struct Sources<'a> {
    pub(crate) readings: &'a [Reading],
    pub(crate) entities: BTreeMap<&'a Id, &'a Entity>,
    /// The number of each document.
    pub(crate) numbers: BTreeMap<&'a Id, usize>,
    /// Where each document names somebody or something: from where to where, in order.
    names: BTreeMap<&'a Id, Vec<(u32, u32)>>,
    /// The same with who or what is named.
    named: BTreeMap<&'a Id, Vec<(u32, &'a Id)>>,
    credits: &'a Credits,
}

/// The comparisons, in the order of their ids.
///
/// An id is `K.` and the first ten hexadecimal digits of the SHA-256 of what is compared and where
/// the values stand.
pub(crate) fn comparisons<'a>(
    readings: &'a [Reading],
    entities: &'a [Entity],
    events: impl Iterator<Item = &'a Event>,
    credits: &'a Credits,
) -> Vec<Comparison> {
    let documents: Vec<&DocumentRecord> =
        readings.iter().map(|reading| &reading.document).collect();
    let numbers = documents.iter().enumerate().map(|(at, document)| (&document.id, at)).collect();
    let (names, named) = (names(entities), named(entities));
    let entities = entities.iter().map(|entity| (&entity.id, entity)).collect();
    let sources = Sources { readings, entities, numbers, names, named, credits };
    let events: Vec<&Event> = events.collect();
    let told = happening::told(&sources, &events);
    let linked = happening::linked(&told);
    let mut found = happening::compare(&sources, &told, &linked);
    found.extend(person::compare(&sources));
    found.extend(wording::compare(&sources, &linked));
    let scenes = scene::Scenes::of(&sources, &told);
    let occasions = occasion::Occasions::of(&sources, &told);
    found.extend(evaluation::compare(&sources, &told, &scenes));
    found.extend(statement::compare(&sources, &told, &scenes, &occasions, &linked));
    found.extend(end::compare(&sources, &told));
    found.extend(topic::compare(&sources, &told));
    let pledges = pledge::compare(&sources, &told);
    found.extend(pledge::agreements(&sources, &told, &pledges));
    found.extend(pledges);
    let mut numbers = number::compare(&sources, &told);
    numbers.extend(figure::compare(&sources, &told, &numbers));
    found.extend(toll::compare(&sources, &told, &numbers));
    found.extend(numbers);
    found.extend(headline::compare(&sources, &told));
    found.extend(denial::compare(&sources, &told));
    found.extend(twin::compare(&sources, &told));
    let mut found = together::together(&sources, found);
    repeated::leave_out(&mut found);
    found.sort_by(|a, b| a.id.cmp(&b.id));
    found.dedup_by(|a, b| a.id == b.id);
    found
}

fn names(entities: &[Entity]) -> BTreeMap<&Id, Vec<(u32, u32)>> {
    let mut names: BTreeMap<&Id, Vec<(u32, u32)>> = BTreeMap::new();
    for span in entities.iter().flat_map(|entity| &entity.evidence) {
        names.entry(&span.document).or_default().push((span.start, span.end));
    }
    names.values_mut().for_each(|all| all.sort_unstable());
    names
}

/// By document: where each entity is named, in order.
fn named(entities: &[Entity]) -> BTreeMap<&Id, Vec<(u32, &Id)>> {
    let mut named: BTreeMap<&Id, Vec<(u32, &Id)>> = BTreeMap::new();
    for entity in entities {
        for span in &entity.evidence {
            named.entry(&span.document).or_default().push((span.start, &entity.id));
        }
    }
    named.values_mut().for_each(|all| all.sort_unstable());
    named
}

/// What is compared.
#[derive(Clone, Copy)]
pub(crate) enum Subject<'a> {
    Event(&'a Id),
    /// Two that may be one.
    Events(&'a Id, &'a Id),
    Entity(&'a Id),
    /// What no single event or entity stands for.
    Open,
}

impl<'a> Sources<'a> {
    /// Who and what is named within these words.
    pub(crate) fn entities_in(&self, span: &TextSpan) -> BTreeSet<&'a Id> {
        let named = self.named.get(&span.document).map_or(&[][..], Vec::as_slice);
        let from = named.partition_point(|(start, _)| *start < span.start);
        let to = named.partition_point(|(start, _)| *start < span.end);
        named[from..to].iter().map(|(_, id)| *id).collect()
    }

    /// The record of some values, by document id.
    pub(crate) fn comparison(
        &self,
        subject: Subject<'_>,
        attribute: Attribute,
        verdict: Verdict,
        mut values: Vec<ComparedValue>,
    ) -> Comparison {
        values.sort();
        values.dedup();
        let documents: BTreeSet<usize> =
            values.iter().filter_map(|value| self.numbers.get(&value.document).copied()).collect();
        let (event, other, entity) = match subject {
            Subject::Event(id) => (Some(id.clone()), None, None),
            Subject::Events(id, other) => (Some(id.clone()), Some(other.clone()), None),
            Subject::Entity(id) => (None, None, Some(id.clone())),
            Subject::Open => (None, None, None),
        };
        let places = values
            .iter()
            .map(|value| format!("{} {} {}", value.document, value.span.start, value.span.end));
        let about = event.iter().chain(&other).chain(&entity).map(Id::to_string);
        let what = about.chain([format!("{attribute:?} {verdict:?}")]).chain(places);
        Comparison {
            id: Id::from(format!("K.{}", digest(&what.collect::<Vec<_>>().join("\n"), 10))),
            event,
            other,
            entity,
            attribute,
            verdict,
            independent: (documents.len() > 1).then(|| self.credits.are_independent(&documents)),
            values,
        }
    }
}
