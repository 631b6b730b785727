//! A ledger of some records of a ledger of everything: what a search has found, or a list shows.

use std::collections::BTreeMap;

use keii_model::{DocumentRecord, Entity, Event, Id, Reading, Record};

use crate::ledger::Told;
use crate::resolve::Resolver;
use crate::{Corrected, Ledger};

/// Some records of a ledger, as they stand in the whole one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Excerpt {
    /// Documents.
    pub documents: Vec<DocumentRecord>,
    /// Entities.
    pub entities: Vec<Entity>,
    /// What documents state.
    pub statements: Vec<Record>,
    /// Happenings.
    pub events: Vec<Event>,
    /// For documents that are not alone on their source the first of those that rest on it.
    pub sources: BTreeMap<Id, Id>,
    /// All corrections.
    pub corrections: Vec<Corrected>,
}

impl Excerpt {
    /// Adds what a document states of these ids. The reading must be as corrected; `ids` lead from its entities to those
    /// of the ledger.
    pub fn state(
        &mut self,
        mut reading: Reading,
        ids: &BTreeMap<Id, Id>,
        wanted: impl Fn(&Id) -> bool,
    ) {
        Resolver::new(ids, &reading).rewrite(&mut reading);
        self.statements.extend(reading.statements().filter(|record| wanted(record.id())));
    }

    /// The ledger of these records. Of each kind every record is there once, however often it was
    /// added.
    #[must_use]
    pub fn into_ledger(self) -> Ledger {
        let Self { documents, entities, statements, events, sources, corrections } = self;
        let mut records = Vec::new();
        records.extend(each(documents, |one| &one.id).map(Record::Document));
        records.extend(each(entities, |one| &one.id).map(Record::Entity));
        records.extend(in_order(statements));
        records.extend(each(events, |one| &one.id).map(Record::Event));
        let told = Told { sources, corrections, ..Told::default() };
        Ledger::new(records, told, BTreeMap::new(), Vec::new())
    }
}

/// By id, each once.
fn each<T>(all: Vec<T>, id: impl Fn(&T) -> &Id) -> impl Iterator<Item = T> {
    let all: BTreeMap<Id, T> = all.into_iter().map(|one| (id(&one).clone(), one)).collect();
    all.into_values()
}

/// By document, then in the order of the reading, in which those of a document were added.
fn in_order(mut statements: Vec<Record>) -> Vec<Record> {
    let document = |record: &Record| {
        let id = record.id().as_str();
        id.split_once('.').map_or(id, |(document, _)| document).to_owned()
    };
    statements.sort_by_cached_key(document);
    statements
}
