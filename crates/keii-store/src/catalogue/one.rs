//! One story out of the file.

use std::collections::BTreeSet;

use keii_ledger::{Corrected, Elsewhere, Ledger, Local, Share, build_naming, build_one};
use keii_model::{Id, Reading};
use rusqlite::{Connection, Row, params};

use crate::Until;
use crate::derive::Known;
use crate::sources::CURRENT_THEN;

/// The ledger of a story, by its number. All stories must have their shares in the file.
pub(super) fn ledger(connection: &Connection, story: i64) -> rusqlite::Result<Ledger> {
    let known = Known::of(connection)?;
    ledger_by(connection, &known, story)
}

/// What of it had arrived at this arrival, with the corrections and names of now.
pub(super) fn ledger_at(
    connection: &Connection,
    story: i64,
    last: i64,
) -> rusqlite::Result<Ledger> {
    let known = Known::of(connection)?;
    let readings = readings_at(connection, &known, story, last)?;
    joined(connection, &known, story, readings)
}

/// The same with the corrections that are known already.
pub(super) fn ledger_by(
    connection: &Connection,
    known: &Known,
    story: i64,
) -> rusqlite::Result<Ledger> {
    let readings = readings(connection, known, story)?;
    joined(connection, known, story, readings)
}

/// The same with whom its documents name.
pub(super) fn ledger_naming(
    connection: &Connection,
    known: &Known,
    story: i64,
) -> rusqlite::Result<(Ledger, Vec<Local>)> {
    let readings = readings(connection, known, story)?;
    let elsewhere = elsewhere(connection, known, story, &readings)?;
    Ok(build_naming(readings, &known.corrections, elsewhere))
}

fn joined(
    connection: &Connection,
    known: &Known,
    story: i64,
    readings: Vec<Reading>,
) -> rusqlite::Result<Ledger> {
    let elsewhere = elsewhere(connection, known, story, &readings)?;
    Ok(build_one(readings, &known.corrections, elsewhere))
}

/// What a story with these readings has to know of all others.
fn elsewhere(
    connection: &Connection,
    known: &Known,
    story: i64,
    readings: &[Reading],
) -> rusqlite::Result<Elsewhere> {
    let ours: BTreeSet<&Id> = readings.iter().map(|reading| &reading.document.id).collect();
    let mut named = Vec::new();
    for id in known.named().iter().filter(|id| !ours.contains(id)) {
        if counted(connection, id, None)? {
            named.extend(known.as_read(connection, id)?);
        }
    }
    Ok(Elsewhere { shares: shares(connection, story)?, named })
}

/// The corrections with what has become of each.
pub(super) fn corrections(connection: &Connection) -> rusqlite::Result<Vec<Corrected>> {
    let known = Known::of(connection)?;
    let mut readings = Vec::new();
    for id in &known.named() {
        if counted(connection, id, None)? {
            readings.extend(known.as_read(connection, id)?);
        }
    }
    Ok(keii_ledger::effects(&readings, &known.corrections))
}

/// The readings of a story, by order of arrival, before corrections.
pub(super) fn readings(
    connection: &Connection,
    known: &Known,
    story: i64,
) -> rusqlite::Result<Vec<Reading>> {
    let query = "SELECT id FROM profiles JOIN documents ON arrival = document WHERE story = ?1 \
                 ORDER BY arrival";
    let mut statement = connection.prepare_cached(query)?;
    let ids = statement.query_map([story], |row| row.get::<_, String>(0))?;
    read(connection, known, ids)
}

/// Those of the versions that were the latest then.
fn readings_at(
    connection: &Connection,
    known: &Known,
    story: i64,
    last: i64,
) -> rusqlite::Result<Vec<Reading>> {
    let query = "SELECT id FROM documents WHERE arrival <= ?2 \
                 AND (arrival IN (SELECT document FROM profiles WHERE story = ?1) \
                      OR url IN (SELECT url FROM documents JOIN profiles ON arrival = document \
                                 WHERE story = ?1)) \
                 AND NOT EXISTS (SELECT 1 FROM documents AS later WHERE later.url = documents.url \
                     AND later.version > documents.version AND later.arrival <= ?2) \
                 ORDER BY arrival";
    let mut statement = connection.prepare_cached(query)?;
    let ids = statement.query_map([story, last], |row| row.get::<_, String>(0))?;
    read(connection, known, ids)
}

fn read(
    connection: &Connection,
    known: &Known,
    ids: impl Iterator<Item = rusqlite::Result<String>>,
) -> rusqlite::Result<Vec<Reading>> {
    let mut readings = Vec::new();
    for id in ids {
        readings.extend(known.as_read(connection, &Id::from(id?))?);
    }
    Ok(readings)
}

/// What other stories say of the entities of this one, and what all say of countries.
fn shares(connection: &Connection, story: i64) -> rusqlite::Result<Vec<Share>> {
    let mut all = countries(connection)?;
    let query = "SELECT share, min(first) FROM shares WHERE story <> ?1 AND entity IN \
                 (SELECT entity FROM shares WHERE story = ?1 AND NOT entity GLOB 'C.*') \
                 GROUP BY entity, share";
    let mut statement = connection.prepare_cached(query)?;
    for share in statement.query_map([story], self::share)? {
        all.extend(share?);
    }
    Ok(all)
}

/// What stories say of countries, each different thing once. In whose order it is told changes
/// nothing: a country is known by its id alone.
pub(super) fn countries(connection: &Connection) -> rusqlite::Result<Vec<Share>> {
    let mut statement = connection.prepare_cached("SELECT share, '' FROM countries")?;
    let shares = statement.query_map([], share)?;
    let shares: Vec<Option<Share>> = shares.collect::<rusqlite::Result<_>>()?;
    Ok(shares.into_iter().flatten().collect())
}

/// `None` where it cannot be read, which no program has written.
pub(super) fn share(row: &Row<'_>) -> rusqlite::Result<Option<Share>> {
    let json: String = row.get(0)?;
    let story = Id::from(row.get::<_, String>(1)?);
    Ok(serde_json::from_str(&json).ok().map(|entity| Share { entity, story }))
}

/// Whether a document counted by then.
pub(super) fn counted(
    connection: &Connection,
    id: &Id,
    until: Option<&Until>,
) -> rusqlite::Result<bool> {
    let (arrival, time) = Until::bounds(until);
    let query = format!("SELECT 1 FROM documents WHERE {CURRENT_THEN} AND id = ?3");
    connection.prepare_cached(&query)?.exists(params![arrival, time, id.as_str()])
}
