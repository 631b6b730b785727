//! What the file keeps beside what arrived: the index of words, and which documents tell of one
//! story. All of it follows from readings and corrections, and is written in the transaction that
//! writes these, so that neither is ever seen without the other.

mod check;

use std::collections::{BTreeMap, BTreeSet};

use keii_ledger::{CorrectedReadings, Profile, corrected_dates, corrected_readings};
use keii_model::{Correction, Edtf, Id, Reading};
use rusqlite::{Connection, OptionalExtension};

use crate::error::Result;
use crate::sources::{dated, one};
pub(crate) use check::check;

use crate::{Store, catalogue, codec, correct, search, story};

/// Which program makes what is kept. A later one may make it otherwise, so that it is made anew.
pub(crate) const MADE_BY: &str = concat!("keii ", env!("CARGO_PKG_VERSION"), ", 12");

/// What is made anew when another program has made it.
const ALL: &str = "all";

impl Store {
    /// Whether this program has made all that the file keeps beside readings and corrections, and
    /// can read every current document's reading. Where it has not, only a ledger of all readings
    /// tells what is so.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn is_derived(&self) -> Result<bool> {
        self.run(is_derived)
    }

    /// Makes anew what the file keeps beside readings and corrections, if another program made it.
    ///
    /// # Errors
    /// When the file cannot be written or is damaged.
    pub(crate) fn derive_if_needed(&mut self) -> Result<()> {
        if self.run(made_by)?.as_deref() == Some(MADE_BY) {
            return Ok(());
        }
        let batch = self.batch()?;
        batch.run(|connection| match made_by(connection)? {
            // Another process has done so meanwhile.
            Some(maker) if maker == MADE_BY => Ok(()),
            _ => derive_all(connection),
        })?;
        batch.commit()?;
        self.settle()
    }

    /// Makes all of it anew, whoever made it.
    ///
    /// # Errors
    /// When the file cannot be written or is damaged.
    pub fn derive_anew(&mut self) -> Result<()> {
        let batch = self.batch()?;
        batch.run(derive_all)?;
        batch.commit()?;
        self.settle()
    }
}

fn made_by(connection: &Connection) -> rusqlite::Result<Option<String>> {
    let query = "SELECT made_by FROM derived WHERE what = ?1";
    connection.prepare_cached(query)?.query_row([ALL], |row| row.get(0)).optional()
}

pub(crate) fn is_derived(connection: &Connection) -> rusqlite::Result<bool> {
    if made_by(connection)?.as_deref() != Some(MADE_BY) {
        return Ok(false);
    }
    let query = "SELECT NOT EXISTS (SELECT 1 FROM unread)";
    connection.prepare_cached(query)?.query_row([], |row| row.get(0))
}

/// All documents, whatever was derived before.
fn derive_all(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(
        "DELETE FROM profiles; DELETE FROM headings; DELETE FROM unread; DELETE FROM bound; \
         DELETE FROM linked; DELETE FROM catalogue; DELETE FROM countries; DELETE FROM unsure; \
         DELETE FROM faces; DELETE FROM involved; DELETE FROM entries; DELETE FROM pairs;",
    )?;
    let known = Known::of(connection)?;
    known.bind(connection)?;
    let mut all = Vec::new();
    for (arrival, id) in every(connection)? {
        all.push((arrival, known.derive(connection, arrival, &id)?));
    }
    story::place_anew(connection, all)?;
    let query = "INSERT OR REPLACE INTO derived (what, made_by) VALUES (?1, ?2)";
    connection.execute(query, [ALL, MADE_BY]).map(|_| ())
}

/// Derives anew what rests on these documents, whose readings or corrections have changed.
pub(crate) fn derive(connection: &Connection, changed: &BTreeSet<Id>) -> rusqlite::Result<()> {
    if changed.is_empty() {
        return Ok(());
    }
    let known = Known::of(connection)?;
    let bound = known.bind(connection)?;
    let mut moved = Vec::new();
    for id in bound.union(changed) {
        let Some(arrival) = story::arrival(connection, id)? else { continue };
        let profile = known.derive(connection, arrival, id)?;
        let known = profile.as_ref().map(|(_, profile)| profile);
        if bound.contains(id) || !story::is_placed_by(connection, arrival, known)? {
            moved.push((arrival, profile));
        } else if let Some(story) = story::of(connection, arrival)? {
            catalogue::forget(connection, story)?;
        }
    }
    story::place_anew(connection, moved)
}

/// Derives what rests on a document that was not there before, and that no correction names.
pub(crate) fn derive_new(connection: &Connection, reading: &Reading) -> rusqlite::Result<()> {
    let Some(arrival) = story::arrival(connection, &reading.document.id)? else { return Ok(()) };
    search::index(connection, arrival, Some(reading))?;
    story::place(connection, arrival, reading)
}

/// The corrections of now, with what they say of days.
pub(crate) struct Known {
    pub(crate) corrections: Vec<Correction>,
    dates: BTreeMap<Id, Edtf>,
}

impl Known {
    /// One that cannot be read says nothing; `doctor` tells of it.
    pub(crate) fn of(connection: &Connection) -> rusqlite::Result<Self> {
        Ok(Self::by(correct::all(connection)?))
    }

    /// What these corrections say.
    pub(crate) fn by(corrections: Vec<Correction>) -> Self {
        let dates = corrected_dates(&corrections);
        Self { corrections, dates }
    }

    /// The documents that corrections are about.
    pub(crate) fn named(&self) -> BTreeSet<Id> {
        let named = |one: &Correction| correct::named(&one.change, &self.corrections);
        self.corrections.iter().flat_map(named).collect()
    }

    /// The reading that counts of a document, before corrections; `None` where there is none that
    /// this program can read.
    pub(crate) fn as_read(
        &self,
        connection: &Connection,
        id: &Id,
    ) -> rusqlite::Result<Option<Reading>> {
        let stored = match self.dates.get(id) {
            Some(published) => dated(connection, id, published, "")?,
            None => one(connection, id, "")?,
        };
        Ok(stored.and_then(|stored| codec::decode(&stored.bytes).ok()))
    }

    /// The same as corrected; `None` also where the document is said not to belong here.
    pub(crate) fn reading(
        &self,
        connection: &Connection,
        id: &Id,
    ) -> rusqlite::Result<Option<Reading>> {
        let read = self.as_read(connection, id)?;
        Ok(read.and_then(|read| self.corrected(read)))
    }

    fn corrected(&self, reading: Reading) -> Option<Reading> {
        corrected_readings(vec![reading], &self.corrections).readings.pop()
    }

    /// Indexes a document, and gives what it is recognised by, if it is in a story.
    fn derive(
        &self,
        connection: &Connection,
        arrival: i64,
        id: &Id,
    ) -> rusqlite::Result<Option<(String, Profile)>> {
        let read = self.as_read(connection, id)?;
        let counts = story::is_current(connection, arrival)?;
        let query = if read.is_none() && counts {
            "INSERT OR IGNORE INTO unread (document) VALUES (?1)"
        } else {
            "DELETE FROM unread WHERE document = ?1"
        };
        connection.prepare_cached(query)?.execute([arrival])?;
        let reading = read.and_then(|read| self.corrected(read));
        search::index(connection, arrival, reading.as_ref())?;
        let placed = reading.filter(|_| counts);
        Ok(placed.map(|reading| (reading.pack.clone(), Profile::of(&reading))))
    }

    /// Keeps which documents are of one story by a correction; gives those for which that has
    /// changed.
    fn bind(&self, connection: &Connection) -> rusqlite::Result<BTreeSet<Id>> {
        let mut readings = Vec::new();
        for id in &self.named() {
            readings.extend(self.as_read(connection, id)?);
        }
        let CorrectedReadings { together: now, linked, .. } =
            corrected_readings(readings, &self.corrections);
        replace(connection, "linked", &linked)?;
        let mut before = connection.prepare_cached("SELECT one, other FROM bound")?;
        let before = before.query_map([], |row| {
            Ok((Id::from(row.get::<_, String>(0)?), Id::from(row.get::<_, String>(1)?)))
        })?;
        let before: BTreeSet<(Id, Id)> = before.collect::<rusqlite::Result<_>>()?;
        if before == now {
            return Ok(BTreeSet::new());
        }
        replace(connection, "bound", &now)?;
        let changed = before.symmetric_difference(&now);
        Ok(changed.flat_map(|(one, other)| [one.clone(), other.clone()]).collect())
    }
}

/// Puts pairs of documents in the place of those of a table.
fn replace(
    connection: &Connection,
    table: &str,
    pairs: &BTreeSet<(Id, Id)>,
) -> rusqlite::Result<()> {
    connection.execute(&format!("DELETE FROM {table}"), [])?;
    let query = format!("INSERT INTO {table} (one, other) VALUES (?1, ?2)");
    let mut insert = connection.prepare_cached(&query)?;
    for (one, other) in pairs {
        insert.execute([one.as_str(), other.as_str()])?;
    }
    Ok(())
}

/// All documents by order of arrival.
fn every(connection: &Connection) -> rusqlite::Result<Vec<(i64, Id)>> {
    let mut statement = connection.prepare("SELECT arrival, id FROM documents ORDER BY arrival")?;
    let rows =
        statement.query_map([], |row| Ok((row.get(0)?, Id::from(row.get::<_, String>(1)?))))?;
    rows.collect()
}
