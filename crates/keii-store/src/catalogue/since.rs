//! Then and now, of the stories alone that something has happened to since.

use std::collections::BTreeSet;

use keii_ledger::{Elsewhere, Ledger, Profile, Share, build_some, link};
use keii_model::{Correction, Id, Reading};
use rusqlite::{Connection, OptionalExtension, params};

use super::one;
use crate::derive::Known;
use crate::error::Result;
use crate::sources::CURRENT_THEN;
use crate::store::IS_CURRENT;
use crate::{Store, Until, correct, story};

/// A ledger of everything costs less than one of more documents than this, story by story.
const MOST: usize = 600;

/// Some stories then and now.
#[derive(Clone, Debug, PartialEq)]
pub struct Since {
    /// What had arrived of them.
    pub before: Ledger,
    /// As they are now.
    pub after: Ledger,
}

impl Store {
    /// The stories of which something has arrived or was corrected since, as they were and as they
    /// are: what is new between the two is what is new between the ledgers of everything, but for
    /// what these stories tell anew of the bodies of others. `None` as for
    /// [`excerpt`](Self::excerpt), and where that is so much that everything can be told as quickly.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn since(&self, until: &Until) -> Result<Option<Since>> {
        self.kept(|connection| {
            let known = Known::of(connection)?;
            let touched = touched(connection, &known, until)?;
            let (then, now) = (touched.then(connection, until)?, touched.now(connection)?);
            if then.len() + now.len() > MOST {
                return Ok(None);
            }
            let earlier = known.until(until);
            let before = build(connection, &earlier, &touched.stories, &then, Some(until))?;
            let after = build(connection, &known, &touched.stories, &now, None)?;
            Ok(Some(Since { before, after }))
        })
    }
}

/// What something has happened to.
struct Touched {
    /// The stories of now.
    stories: BTreeSet<i64>,
    /// Documents that are in none of them and were in one, by arrival.
    others: BTreeSet<i64>,
}

fn touched(connection: &Connection, known: &Known, until: &Until) -> rusqlite::Result<Touched> {
    let (arrival, time) = Until::bounds(Some(until));
    let query = "SELECT arrival FROM documents WHERE NOT (arrival <= ?1 AND added < ?2)";
    let mut arrived = connection.prepare_cached(query)?;
    let arrived = arrived.query_map(params![arrival, time], |row| row.get(0))?;
    let mut documents: BTreeSet<i64> = arrived.collect::<rusqlite::Result<_>>()?;
    for one in known.corrections.iter().filter(|one| !until.covers(&one.given)) {
        for id in correct::named(&one.change, &known.corrections) {
            documents.extend(story::arrival(connection, &id)?);
        }
    }
    // Versions that counted then linked other documents than those of now do.
    let query =
        format!("SELECT arrival FROM documents WHERE {CURRENT_THEN} AND NOT ({IS_CURRENT})");
    let mut replaced = connection.prepare_cached(&query)?;
    let replaced = replaced.query_map(params![arrival, time], |row| row.get(0))?;
    let replaced: Vec<i64> = replaced.collect::<rusqlite::Result<_>>()?;
    for &one in &replaced {
        documents.extend(linked(connection, known, one)?);
        documents.insert(one);
    }
    let mut touched = Touched { stories: BTreeSet::new(), others: BTreeSet::new() };
    for document in documents {
        match story::of(connection, document)? {
            Some(story) => _ = touched.stories.insert(story),
            None => _ = touched.others.insert(document),
        }
    }
    Ok(touched)
}

/// The documents of now that a document is linked with.
fn linked(connection: &Connection, known: &Known, arrival: i64) -> rusqlite::Result<Vec<i64>> {
    let query = "SELECT id FROM documents WHERE arrival = ?1";
    let id: String = connection.prepare_cached(query)?.query_row([arrival], |row| row.get(0))?;
    let Some(reading) = known.reading(connection, &Id::from(id))? else { return Ok(Vec::new()) };
    let profile = Profile::of(&reading);
    let query = "SELECT profile FROM profiles WHERE document = ?1";
    let mut statement = connection.prepare_cached(query)?;
    let mut all = Vec::new();
    for other in story::near(connection, &story::sought(&profile))? {
        let bytes: Option<Vec<u8>> = statement.query_row([other], |row| row.get(0)).optional()?;
        let known = bytes.and_then(|bytes| Profile::from_bytes(Id::from(""), &bytes));
        if known.is_some_and(|known| link(&profile, &known).is_some()) {
            all.push(other);
        }
    }
    Ok(all)
}

impl Touched {
    /// The documents that counted then.
    fn then(&self, connection: &Connection, until: &Until) -> rusqlite::Result<Vec<Id>> {
        let query = format!(
            "SELECT id FROM documents WHERE {CURRENT_THEN} AND (arrival IN \
             (SELECT value FROM json_each(?4)) OR arrival IN (SELECT document FROM profiles \
             WHERE story IN (SELECT value FROM json_each(?3)))) ORDER BY id"
        );
        let (arrival, time) = Until::bounds(Some(until));
        let mut statement = connection.prepare_cached(&query)?;
        let values = params![arrival, time, list(&self.stories), list(&self.others)];
        let ids = statement.query_map(values, |row| row.get::<_, String>(0))?;
        ids.map(|id| id.map(Id::from)).collect()
    }

    /// Those that count now.
    fn now(&self, connection: &Connection) -> rusqlite::Result<Vec<Id>> {
        let query = "SELECT id FROM profiles JOIN documents ON arrival = document \
                     WHERE story IN (SELECT value FROM json_each(?1)) ORDER BY id";
        let mut statement = connection.prepare_cached(query)?;
        let ids = statement.query_map([list(&self.stories)], |row| row.get::<_, String>(0))?;
        ids.map(|id| id.map(Id::from)).collect()
    }
}

fn list(numbers: &BTreeSet<i64>) -> String {
    serde_json::to_string(numbers).expect("numbers are JSON")
}

/// The ledger of these documents of these stories.
fn build(
    connection: &Connection,
    known: &Known,
    stories: &BTreeSet<i64>,
    documents: &[Id],
    until: Option<&Until>,
) -> rusqlite::Result<Ledger> {
    let mut readings: Vec<Reading> = Vec::new();
    for id in documents {
        readings.extend(known.as_read(connection, id)?);
    }
    let mut named = Vec::new();
    for id in known.named().iter().filter(|id| documents.binary_search(id).is_err()) {
        if one::counted(connection, id, until)? {
            named.extend(known.as_read(connection, id)?);
        }
    }
    let elsewhere = Elsewhere { shares: shares(connection, stories)?, named };
    Ok(build_some(readings, &known.corrections, elsewhere))
}

/// What other stories say of the entities of these, and what all say of countries.
fn shares(connection: &Connection, stories: &BTreeSet<i64>) -> rusqlite::Result<Vec<Share>> {
    let mut all = one::countries(connection)?;
    let query = "SELECT share, min(first) FROM shares \
                 WHERE story NOT IN (SELECT value FROM json_each(?1)) AND entity IN \
                 (SELECT entity FROM shares WHERE story IN (SELECT value FROM json_each(?1)) \
                  AND NOT entity GLOB 'C.*') GROUP BY entity, share";
    let mut statement = connection.prepare_cached(query)?;
    for share in statement.query_map([list(stories)], one::share)? {
        all.extend(share?);
    }
    Ok(all)
}

impl Known {
    /// What of it was known by then.
    fn until(&self, until: &Until) -> Self {
        let given = |one: &&Correction| until.covers(&one.given);
        Self::by(self.corrections.iter().filter(given).cloned().collect())
    }
}
