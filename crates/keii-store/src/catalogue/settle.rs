//! Keeping the catalogue: what has changed goes, and is summed up anew.

use std::collections::{BTreeMap, BTreeSet};

use keii_ledger::{Ledger, Share, final_ids, has_namesakes};
use keii_model::{Entity, EntityType, Id, Record, Verdict};
use rusqlite::{Connection, params};

use super::{Named, one};
use crate::derive::Known;

/// Takes a story out of the catalogue, because its documents or what they say have changed.
pub(crate) fn forget(connection: &Connection, story: i64) -> rusqlite::Result<()> {
    let query = "INSERT OR IGNORE INTO unsure (entity) \
                 SELECT entity FROM shares WHERE story = ?1 AND entity GLOB '[PG].*'";
    connection.prepare_cached(query)?.execute([story])?;
    let query = "UPDATE countries SET uses = uses - 1 WHERE share IN \
                 (SELECT share FROM shares WHERE story = ?1 AND entity GLOB 'C.*')";
    if connection.prepare_cached(query)?.execute([story])? > 0 {
        connection.prepare_cached("DELETE FROM countries WHERE uses = 0")?.execute([])?;
    }
    connection.prepare_cached("DELETE FROM catalogue WHERE story = ?1")?.execute([story])?;
    Ok(())
}

/// So many stories are summed up in one transaction.
const AT_ONCE: u32 = 64;

/// Sums up some of the stories without a row, and those whose persons have got other ids by that.
pub(super) fn settle(connection: &Connection) -> rusqlite::Result<()> {
    let known = Known::of(connection)?;
    let mut stale = stale(connection)?;
    let mut unsure = unsure(connection)?;
    for story in &stale {
        unsure.extend(share(connection, &known, *story)?);
    }
    let countries = one::countries(connection)?;
    for entity in &unsure {
        stale.extend(name(connection, entity, &countries)?);
    }
    for story in stale {
        let ledger = one::ledger_by(connection, &known, story)?;
        sum_up(connection, story, &ledger)?;
    }
    connection.execute("DELETE FROM unsure", []).map(|_| ())
}

fn stale(connection: &Connection) -> rusqlite::Result<BTreeSet<i64>> {
    let query = "SELECT DISTINCT story FROM profiles \
                 WHERE story NOT IN (SELECT story FROM catalogue) LIMIT ?1";
    let mut statement = connection.prepare_cached(query)?;
    statement.query_map([AT_ONCE], |row| row.get(0))?.collect()
}

fn unsure(connection: &Connection) -> rusqlite::Result<BTreeSet<String>> {
    let mut statement = connection.prepare_cached("SELECT entity FROM unsure")?;
    statement.query_map([], |row| row.get(0))?.collect()
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

/// Writes what a story says to others; gives the ids of those who may have namesakes.
fn share(connection: &Connection, known: &Known, story: i64) -> rusqlite::Result<Vec<String>> {
    // Its shares need a row to belong to; the rest of it comes when all have theirs.
    let row = "INSERT INTO catalogue VALUES (?1, '', '', 0, 0, NULL, NULL, '', 0, 0, 0, '', '')";
    connection.prepare_cached(row)?.execute([story])?;
    let query =
        "INSERT INTO shares (entity, story, first, final, share) VALUES (?1, ?2, ?3, ?1, ?4)";
    let mut insert = connection.prepare_cached(query)?;
    let count = "INSERT INTO countries (share, uses) VALUES (?1, 1) \
                 ON CONFLICT (share) DO UPDATE SET uses = uses + 1";
    let mut count = connection.prepare_cached(count)?;
    let mut unsure = Vec::new();
    for (entity, first, json) in shares_of(connection, known, story)? {
        insert.execute(params![entity.id.as_str(), story, first, json])?;
        if entity.entity_type == EntityType::Country {
            count.execute([json])?;
        } else if has_namesakes(entity.entity_type) {
            unsure.push(entity.id.to_string());
        }
    }
    Ok(unsure)
}

/// The stories that name an entity, each with the final id that it has and should have.
pub(super) fn finals(
    connection: &Connection,
    entity: &str,
    countries: &[Share],
) -> rusqlite::Result<Vec<(i64, String, Id)>> {
    let query = "SELECT share, first, story, final FROM shares WHERE entity = ?1 ORDER BY first";
    let mut statement = connection.prepare_cached(query)?;
    let rows = statement
        .query_map([entity], |row| Ok((one::share(row)?, row.get(2)?, row.get(3)?)))?
        .collect::<rusqlite::Result<Vec<(Option<Share>, i64, String)>>>()?;
    let shares: Vec<Share> = rows.iter().filter_map(|(share, ..)| share.clone()).collect();
    let ids = final_ids(&shares, countries);
    let known = rows.into_iter().filter(|(share, ..)| share.is_some());
    Ok(known.zip(ids).map(|((_, story, was), id)| (story, was, id)).collect())
}

/// Keeps the final ids of an entity; gives the stories for which that is another than before.
fn name(connection: &Connection, entity: &str, countries: &[Share]) -> rusqlite::Result<Vec<i64>> {
    let mut changed = Vec::new();
    for (story, was, id) in finals(connection, entity, countries)? {
        if was != id.as_str() {
            let query = "UPDATE shares SET final = ?3 WHERE entity = ?1 AND story = ?2";
            connection.prepare_cached(query)?.execute(params![entity, story, id.as_str()])?;
            changed.push(story);
        }
    }
    Ok(changed)
}

fn sum_up(connection: &Connection, story: i64, ledger: &Ledger) -> rusqlite::Result<()> {
    connection.prepare_cached("DELETE FROM joined WHERE story = ?1")?.execute([story])?;
    let Some(sum) = Sum::of(connection, story, ledger)? else { return Ok(()) };
    let query = "UPDATE catalogue SET id = ?2, label = ?3, documents = ?4, sources = ?5, \
                 first_day = ?6, last_day = ?7, changed = ?8, events = ?9, statements = ?10, \
                 conflicts = ?11, names = ?12, line = ?13 WHERE story = ?1";
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
    ])?;
    let query = "INSERT OR IGNORE INTO joined (id, story) VALUES (?1, ?2)";
    let mut insert = connection.prepare_cached(query)?;
    for id in sum.joined {
        insert.execute(params![id, story])?;
    }
    Ok(())
}

/// A row of the catalogue with what is joined in its story.
pub(super) struct Sum {
    pub(super) id: String,
    label: String,
    /// Documents, sources, events, statements, conflicts.
    counts: [u32; 5],
    days: (Option<String>, Option<String>),
    changed: String,
    names: String,
    line: String,
    /// By id.
    joined: BTreeSet<String>,
}

impl Sum {
    /// Whether two say the same, but for the line: that may have been made before another story told
    /// more of the same bodies, of whose country one is for instance.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        let all = |one: &Self| {
            let Self { id, label, counts, days, changed, names, joined, line: _ } = one;
            let words = [id, label, changed, names].map(String::clone);
            (words, *counts, days.clone(), joined.clone())
        };
        all(self) == all(other)
    }

    /// `None` of a ledger without documents.
    pub(super) fn of(
        connection: &Connection,
        story: i64,
        ledger: &Ledger,
    ) -> rusqlite::Result<Option<Self>> {
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
        let named = named(connection, story, ledger)?;
        Ok(Some(Self {
            id: one.id.to_string(),
            label: one.label.clone(),
            counts: counts.map(|count| u32::try_from(count).unwrap_or(u32::MAX)),
            days: (first, last),
            changed,
            names: serde_json::to_string(&named).expect("names are JSON"),
            line: serde_json::to_string(&ledger.abridge()).expect("a line is JSON"),
            joined: ledger.records().iter().filter_map(joined).collect(),
        }))
    }

    /// The row as it is kept.
    pub(super) fn kept(connection: &Connection, story: i64) -> rusqlite::Result<Self> {
        let mut joined = connection.prepare_cached("SELECT id FROM joined WHERE story = ?1")?;
        let joined = joined.query_map([story], |row| row.get(0))?;
        let joined = joined.collect::<rusqlite::Result<_>>()?;
        let query = "SELECT id, label, documents, sources, events, statements, conflicts, \
                     first_day, last_day, changed, names, line FROM catalogue WHERE story = ?1";
        connection.prepare_cached(query)?.query_row([story], |row| {
            Ok(Self {
                id: row.get(0)?,
                label: row.get(1)?,
                counts: [row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?, row.get(6)?],
                days: (row.get(7)?, row.get(8)?),
                changed: row.get(9)?,
                names: row.get(10)?,
                line: row.get(11)?,
                joined,
            })
        })
    }
}

/// What is made of several documents, and has an id of its own.
fn joined(record: &Record) -> Option<String> {
    let id = match record {
        Record::Event(one) => &one.id,
        Record::Comparison(one) => &one.id,
        Record::Chain(one) => &one.id,
        Record::Naming(one) => &one.id,
        _ => return None,
    };
    Some(id.to_string())
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
