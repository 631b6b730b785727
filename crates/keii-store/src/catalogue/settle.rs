//! Keeping the catalogue: what has changed goes, and is summed up anew.

use std::collections::BTreeMap;

use keii_ledger::{Ledger, Share};
use keii_model::{Entity, EntityType, Id, Record, Verdict};
use rusqlite::{Connection, params};
use serde::Serialize;

use super::rows::{self, Rows};
use super::{Named, faces, one};
use crate::derive::Known;

/// Takes a story out of the catalogue, because its documents or what they say have changed.
pub(crate) fn forget(connection: &Connection, story: i64) -> rusqlite::Result<()> {
    let query = "SELECT 1 FROM catalogue WHERE story = ?1";
    if !connection.prepare_cached(query)?.exists([story])? {
        return Ok(());
    }
    let query = "INSERT OR IGNORE INTO unsure (entity) SELECT entity FROM shares WHERE story = ?1";
    connection.prepare_cached(query)?.execute([story])?;
    let query = "UPDATE countries SET uses = uses - 1 WHERE share IN \
                 (SELECT share FROM shares WHERE story = ?1 AND entity GLOB 'C.*')";
    if connection.prepare_cached(query)?.execute([story])? > 0 {
        connection.prepare_cached("DELETE FROM countries WHERE uses = 0")?.execute([])?;
    }
    // What is kept of its documents says nothing without this row, and is written over with the next.
    connection.prepare_cached("DELETE FROM catalogue WHERE story = ?1")?.execute([story])?;
    Ok(())
}

/// So many stories are looked into in one transaction.
const AT_ONCE: u32 = 64;

/// So many entities.
const ENTITIES_AT_ONCE: u32 = 4096;

/// One step on the way: what stories without a row say to others is written, then how their entities
/// show is looked at anew, then stories are summed up. None is summed up before all have said what
/// they say, or it would be shown as if the others did not.
pub(super) fn settle(connection: &Connection) -> rusqlite::Result<()> {
    let known = Known::of(connection)?;
    let silent = "SELECT DISTINCT story FROM profiles \
                  WHERE story NOT IN (SELECT story FROM catalogue) LIMIT ?1";
    let silent = stories(connection, silent)?;
    for story in &silent {
        share(connection, &known, *story)?;
    }
    if silent.len() >= AT_ONCE as usize || faces::look_anew(connection, ENTITIES_AT_ONCE)? {
        return Ok(());
    }
    for story in stories(connection, "SELECT story FROM catalogue WHERE summed = 0 LIMIT ?1")? {
        let sum = Sum::of(connection, &known, story)?;
        sum_up(connection, story, sum)?;
    }
    Ok(())
}

fn stories(connection: &Connection, query: &str) -> rusqlite::Result<Vec<i64>> {
    let mut statement = connection.prepare_cached(query)?;
    statement.query_map([AT_ONCE], |row| row.get(0))?.collect()
}

/// What a story says to others: entity, first document and share, by entity.
pub(super) fn shares_of(
    connection: &Connection,
    known: &Known,
    story: i64,
) -> rusqlite::Result<Vec<(Entity, String, String)>> {
    let readings = one::readings(connection, known, story)?;
    let shares = keii_ledger::shares(readings, &known.corrections);
    let rows = shares.into_iter().map(|Share { entity, story }| {
        let json = serde_json::to_string(&entity).expect("an entity is JSON");
        (entity, story.to_string(), json)
    });
    Ok(rows.collect())
}

/// Writes what a story says to others, and notes of whom it speaks.
fn share(connection: &Connection, known: &Known, story: i64) -> rusqlite::Result<()> {
    // Its shares need a row to belong to; the rest of it comes when all have theirs.
    let row = "INSERT INTO catalogue (story, id, label, documents, sources, changed, events, \
               statements, conflicts, names) VALUES (?1, '', '', 0, 0, '', 0, 0, 0, '')";
    connection.prepare_cached(row)?.execute([story])?;
    let query =
        "INSERT INTO shares (entity, story, first, final, share) VALUES (?1, ?2, ?3, ?1, ?4)";
    let mut insert = connection.prepare_cached(query)?;
    let count = "INSERT INTO countries (share, uses) VALUES (?1, 1) \
                 ON CONFLICT (share) DO UPDATE SET uses = uses + 1";
    let mut count = connection.prepare_cached(count)?;
    for (entity, first, json) in shares_of(connection, known, story)? {
        insert.execute(params![entity.id.as_str(), story, first, json])?;
        if entity.entity_type == EntityType::Country {
            count.execute([json])?;
        }
    }
    let query = "INSERT OR IGNORE INTO unsure (entity) SELECT entity FROM shares WHERE story = ?1";
    connection.prepare_cached(query)?.execute([story])?;
    Ok(())
}

fn sum_up(connection: &Connection, story: i64, sum: Option<Sum>) -> rusqlite::Result<()> {
    connection.prepare_cached("DELETE FROM joined WHERE story = ?1")?.execute([story])?;
    rows::remove(connection, story)?;
    let done = "UPDATE catalogue SET summed = 1 WHERE story = ?1";
    connection.prepare_cached(done)?.execute([story])?;
    let Some(sum) = sum else { return Ok(()) };
    let query = "UPDATE catalogue SET id = ?2, label = ?3, documents = ?4, sources = ?5, \
                 first_day = ?6, last_day = ?7, changed = ?8, events = ?9, statements = ?10, \
                 conflicts = ?11, names = ?12, line = ?13, rests = ?14 WHERE story = ?1";
    let (first, last) = sum.days;
    connection.prepare_cached(query)?.execute(params![
        story,
        sum.id,
        sum.label,
        sum.counts[0],
        sum.counts[1],
        first,
        last,
        sum.changed,
        sum.counts[2],
        sum.counts[3],
        sum.counts[4],
        sum.names,
        sum.line,
        sum.rests,
    ])?;
    let query = "INSERT OR IGNORE INTO joined (id, story, event) VALUES (?1, ?2, ?3)";
    let mut insert = connection.prepare_cached(query)?;
    for (id, event) in sum.joined {
        insert.execute(params![id, story, event])?;
    }
    rows::write(connection, story, &sum.rows)
}

/// A row of the catalogue with what is kept of its story.
#[derive(PartialEq)]
pub(super) struct Sum {
    pub(super) id: String,
    label: String,
    /// Documents, sources, events, statements, conflicts.
    counts: [u32; 5],
    days: (Option<String>, Option<String>),
    changed: String,
    names: String,
    line: String,
    rests: String,
    /// By id; of an event itself.
    joined: BTreeMap<String, Option<String>>,
    rows: Rows,
}

impl Sum {
    /// `None` of a story without documents.
    pub(super) fn of(
        connection: &Connection,
        known: &Known,
        story: i64,
    ) -> rusqlite::Result<Option<Self>> {
        let (ledger, locals) = one::ledger_naming(connection, known, story)?;
        let [one] = ledger.stories() else { return Ok(None) };
        let (changed, first, last) = arrivals(connection, story)?;
        let conflicts = ledger
            .comparisons()
            .filter(|one| matches!(one.verdict, Verdict::Conflict | Verdict::WithinDocument));
        let counts = [
            one.documents.len(),
            ledger.sources(&one.documents),
            ledger.events().count(),
            ledger.attributions().count(),
            conflicts.count(),
        ];
        let rests: BTreeMap<&Id, &Id> = one
            .documents
            .iter()
            .map(|id| (id, ledger.source(id)))
            .filter(|(a, b)| a != b)
            .collect();
        let named = named(connection, story, &ledger)?;
        Ok(Some(Self {
            id: one.id.to_string(),
            label: one.label.clone(),
            counts: counts.map(|count| u32::try_from(count).unwrap_or(u32::MAX)),
            days: (first, last),
            changed,
            names: json(&named),
            line: json(&ledger.abridge()),
            rests: json(&rests),
            joined: ledger.records().iter().filter_map(joined).collect(),
            rows: Rows::of(&ledger, locals),
        }))
    }

    /// The row as it is kept.
    pub(super) fn kept(connection: &Connection, story: i64) -> rusqlite::Result<Self> {
        let mut joined =
            connection.prepare_cached("SELECT id, event FROM joined WHERE story = ?1")?;
        let joined = joined.query_map([story], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let joined = joined.collect::<rusqlite::Result<_>>()?;
        let rows = Rows::kept(connection, story)?;
        let query = "SELECT id, label, documents, sources, events, statements, conflicts, \
                     first_day, last_day, changed, names, line, rests FROM catalogue \
                     WHERE story = ?1";
        connection.prepare_cached(query)?.query_row([story], |row| {
            Ok(Self {
                id: row.get(0)?,
                label: row.get(1)?,
                counts: [row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?, row.get(6)?],
                days: (row.get(7)?, row.get(8)?),
                changed: row.get(9)?,
                names: row.get(10)?,
                line: row.get(11)?,
                rests: row.get(12)?,
                joined,
                rows,
            })
        })
    }
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("names, ids and records are JSON")
}

/// What is made of several documents, and has an id of its own.
fn joined(record: &Record) -> Option<(String, Option<String>)> {
    let (id, event) = match record {
        Record::Event(one) => (&one.id, Some(json(one))),
        Record::Comparison(one) => (&one.id, None),
        Record::Chain(one) => (&one.id, None),
        Record::Naming(one) => (&one.id, None),
        _ => return None,
    };
    Some((id.to_string(), event))
}

/// When the last document arrived, and the first and last day on which one can have appeared.
fn arrivals(
    connection: &Connection,
    story: i64,
) -> rusqlite::Result<(String, Option<String>, Option<String>)> {
    let query = "SELECT max(added), min(first_day), max(last_day) FROM profiles \
                 JOIN documents ON arrival = profiles.document \
                 LEFT JOIN headings ON headings.document = arrival WHERE story = ?1";
    connection
        .prepare_cached(query)?
        .query_row([story], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
}

/// Persons and organisations under the names that the story alone has for them.
fn named(connection: &Connection, story: i64, ledger: &Ledger) -> rusqlite::Result<Vec<Named>> {
    let query = "SELECT final, share FROM shares WHERE story = ?1";
    let mut statement = connection.prepare_cached(query)?;
    let rows = statement.query_map([story], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))?;
    let rows = rows.collect::<rusqlite::Result<BTreeMap<String, String>>>()?;
    let mut names: Vec<Named> = rows
        .into_iter()
        .filter_map(|(id, share)| {
            let alone: Entity = serde_json::from_str(&share).ok()?;
            let entity = ledger.entity(&Id::from(id))?;
            let mentions = u32::try_from(entity.evidence.len()).unwrap_or(u32::MAX);
            let wanted = [EntityType::Person, EntityType::Organization];
            let (id, entity_type) = (entity.id.clone(), entity.entity_type);
            wanted.contains(&entity_type).then_some(Named {
                id,
                entity_type,
                name: alone.name,
                mentions,
            })
        })
        .collect();
    names.sort_by(|a, b| (b.mentions, &a.id).cmp(&(a.mentions, &b.id)));
    Ok(names)
}
