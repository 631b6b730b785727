//! Some records of the ledger of everything, out of what is kept of all stories and the readings of a
//! few documents.

use std::collections::{BTreeMap, BTreeSet};

use keii_ledger::{Excerpt, Ledger};
use keii_model::{DocumentRecord, Entity, Event, EventMention, Id, Reading, Record};
use rusqlite::{Connection, OptionalExtension};
use serde::de::DeserializeOwned;

use super::{crosses, faces, one, rows};
use crate::derive::Known;
use crate::error::Result;
use crate::{Store, codec, search, sources};

/// Which records are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Documents.
    pub documents: BTreeSet<Id>,
    /// What documents state (`D93a0e469df3e.A3`), which brings its document.
    pub statements: BTreeSet<Id>,
    /// Happenings, which bring all that tells of them.
    pub events: BTreeSet<Id>,
    /// Entities.
    pub entities: BTreeSet<Id>,
}

impl Store {
    /// These records as they stand in the ledger of everything, with those who speak and take part in
    /// them; entities without their mentions. `None` where only the readings of all can tell: the
    /// catalogue does not have all stories, or a correction reaches from one into another.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn excerpt(&self, wanted: Wanted) -> Result<Option<Ledger>> {
        self.kept(|connection| Ok(Some(excerpt(connection, wanted)?.into_ledger())))
    }

    /// All that is known of an entity among all stories, with the statements that it makes and the
    /// happenings that it takes part in. `None` as for [`excerpt`](Self::excerpt), and where there is no such
    /// entity.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn ledger_about(&self, entity: &Id) -> Result<Option<Ledger>> {
        self.kept(|connection| {
            let Some(whole) = whole(connection, entity)? else { return Ok(None) };
            let wanted = involving(connection, entity, &whole)?;
            let mut excerpt = excerpt(connection, wanted)?;
            excerpt.entities.push(whole);
            Ok(Some(excerpt.into_ledger()))
        })
    }

    /// An entity as it is among all stories, with all its mentions. `None` as for
    /// [`ledger_about`](Self::ledger_about).
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn entity(&self, id: &Id) -> Result<Option<Entity>> {
        self.kept(|connection| whole(connection, id))
    }

    /// Asks for what only a catalogue of all stories can tell, of one state of the file.
    pub(super) fn kept<T>(
        &self,
        ask: impl FnOnce(&Connection) -> rusqlite::Result<Option<T>>,
    ) -> Result<Option<T>> {
        self.run(|connection| {
            let state = connection.unchecked_transaction()?;
            if !self.is_settled_in(&state)? || crosses(&state)? {
                return Ok(None);
            }
            ask(&state)
        })
    }
}

fn excerpt(connection: &Connection, wanted: Wanted) -> rusqlite::Result<Excerpt> {
    let Wanted { mut documents, mut statements, events, mut entities } = wanted;
    let events = self::events(connection, &events)?;
    statements.extend(events.iter().flat_map(|event| event.mentions.iter().cloned()));
    let stating: BTreeSet<Id> = statements.iter().map(document_of).collect();
    documents.extend(stating.iter().cloned());
    let corrections = one::corrections(connection)?;
    let mut excerpt = Excerpt { events, corrections, ..Excerpt::default() };
    let known = Known::of(connection)?;
    let corrected = known.named();
    for document in &stating {
        let reading = if corrected.contains(document) {
            known.reading(connection, document)?
        } else {
            statements_of(connection, document)?
        };
        let Some(reading) = reading else { continue };
        let ids = ids(connection, document)?;
        excerpt.state(reading, &ids, |id| statements.contains(id));
    }
    entities.extend(excerpt.statements.iter().flat_map(named));
    excerpt.entities = faces::of(connection, entities.iter().map(Id::as_str))?;
    for document in &documents {
        excerpt.documents.extend(heading(connection, document)?);
        let source = source(connection, document)?;
        excerpt.sources.extend(source.map(|source| (document.clone(), source)));
    }
    Ok(excerpt)
}

/// What a document states that no correction is about.
fn statements_of(connection: &Connection, id: &Id) -> rusqlite::Result<Option<Reading>> {
    let stored = sources::one(connection, id, "")?;
    Ok(stored.and_then(|stored| codec::decode_statements(&stored.bytes).ok()))
}

/// The document that an id of what it states begins with.
fn document_of(id: &Id) -> Id {
    let id = id.as_str();
    Id::from(id.split_once('.').map_or(id, |(document, _)| document))
}

fn events(connection: &Connection, ids: &BTreeSet<Id>) -> rusqlite::Result<Vec<Event>> {
    let mut statement = connection.prepare_cached("SELECT event FROM joined WHERE id = ?1")?;
    let mut all = Vec::new();
    for id in ids {
        let event: Option<Option<String>> =
            statement.query_row([id.as_str()], |row| row.get(0)).optional()?;
        all.extend(event.flatten().and_then(|event| read(&event)));
    }
    Ok(all)
}

/// What no program has written cannot be read, and is not there; `doctor` tells of it.
fn read<T: DeserializeOwned>(json: &str) -> Option<T> {
    serde_json::from_str(json).ok()
}

/// From a document's entities to those of the ledger.
fn ids(connection: &Connection, document: &Id) -> rusqlite::Result<BTreeMap<Id, Id>> {
    let query = "SELECT local, entity FROM named JOIN documents ON arrival = document \
                 WHERE documents.id = ?1";
    let mut statement = connection.prepare_cached(query)?;
    let ids = statement.query_map([document.as_str()], |row| {
        Ok((Id::from(row.get::<_, String>(0)?), Id::from(row.get::<_, String>(1)?)))
    })?;
    ids.collect()
}

/// Those who speak, relay, take part, and where that is.
fn named(record: &Record) -> Vec<Id> {
    let ids: Vec<&Option<Id>> = match record {
        Record::Attribution(one) => {
            one.speaker.iter().chain(&one.via).map(|one| &one.entity).collect()
        }
        Record::EventMention(EventMention { participants, place, .. }) => {
            let places = place.iter().map(|place| &place.entity);
            participants.iter().map(|one| &one.entity).chain(places).collect()
        }
        _ => Vec::new(),
    };
    ids.into_iter().flatten().cloned().collect()
}

fn heading(connection: &Connection, id: &Id) -> rusqlite::Result<Option<DocumentRecord>> {
    let query = "SELECT facts FROM headings JOIN documents ON arrival = document WHERE id = ?1";
    let mut statement = connection.prepare_cached(query)?;
    let facts: Option<String> = statement.query_row([id.as_str()], |row| row.get(0)).optional()?;
    Ok(facts.and_then(|facts| search::document(&facts)))
}

/// The first of the documents that rest on one source with this one, where that is another.
fn source(connection: &Connection, document: &Id) -> rusqlite::Result<Option<Id>> {
    let query = "SELECT rests FROM documents JOIN profiles ON profiles.document = arrival \
                 JOIN catalogue USING (story) WHERE documents.id = ?1 AND rests <> '{}'";
    let mut statement = connection.prepare_cached(query)?;
    let rests: Option<String> =
        statement.query_row([document.as_str()], |row| row.get(0)).optional()?;
    let rests: Option<BTreeMap<Id, Id>> = rests.and_then(|rests| read(&rests));
    Ok(rests.and_then(|mut rests| rests.remove(document)))
}

fn whole(connection: &Connection, id: &Id) -> rusqlite::Result<Option<Entity>> {
    let Some(mut entity) = faces::told(connection, id.as_str())? else { return Ok(None) };
    let query = "SELECT documents.id, evidence FROM named JOIN documents ON arrival = document \
                 WHERE entity = ?1";
    let mut statement = connection.prepare_cached(query)?;
    let places = statement.query_map([id.as_str()], |row| {
        let document = Id::from(row.get::<_, String>(0)?);
        Ok(rows::places(&document, &row.get::<_, String>(1)?))
    })?;
    let places: Vec<Vec<_>> = places.collect::<rusqlite::Result<_>>()?;
    let places: BTreeSet<_> = places.into_iter().flatten().collect();
    entity.evidence = places.into_iter().collect();
    Ok(Some(entity))
}

/// What an entity says and takes part in, and where its offices are stated.
fn involving(connection: &Connection, id: &Id, entity: &Entity) -> rusqlite::Result<Wanted> {
    let query = "SELECT entries.record, tellings.event FROM named \
                 JOIN involved ON involved.entity = named.local \
                 JOIN entries ON entries.number = involved.entry \
                 LEFT JOIN tellings ON tellings.document = entries.document \
                     AND tellings.mention = entries.record \
                 WHERE named.entity = ?1 AND entries.kind IN ('statement', 'event')";
    let mut statement = connection.prepare_cached(query)?;
    let mut rows = statement.query([id.as_str()])?;
    let mut wanted = Wanted::default();
    while let Some(row) = rows.next()? {
        match row.get::<_, Option<String>>(1)? {
            Some(event) => _ = wanted.events.insert(Id::from(event)),
            None => wanted.statements.extend(row.get::<_, Option<String>>(0)?.map(Id::from)),
        }
    }
    let stated = entity.roles.iter().flat_map(|role| &role.evidence);
    wanted.documents.extend(stated.map(|span| span.document.clone()));
    Ok(wanted)
}
