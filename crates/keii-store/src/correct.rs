//! Corrections in the file: appended and listed, never changed.

use std::collections::BTreeSet;

use keii_model::{Change, Correction, Edtf, Id, Reading};
use rusqlite::{Connection, params};

use crate::error::{Error, Result, damaged, is_constraint};
use crate::write::Batch;
use crate::{Store, Until, codec};

/// What is to be corrected, by whom, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// What is said.
    pub change: Change,
    /// Who says it.
    pub by: Option<String>,
    /// Why.
    pub reason: Option<String>,
}

impl Store {
    /// The corrections that had been given by then, in the order of their numbers.
    ///
    /// # Errors
    /// When the file cannot be read or is damaged.
    pub fn corrections(&self, until: Option<&Until>) -> Result<Vec<Correction>> {
        let rows: Vec<(u32, String)> = self.run(|connection| {
            let query = "SELECT number, correction FROM corrections WHERE given < ?1 \
                         ORDER BY number";
            let mut statement = connection.prepare_cached(query)?;
            let rows = statement.query_map([Until::bounds(until).1], |row| {
                Ok((row.get::<_, u32>(0)?, row.get(1)?))
            })?;
            rows.collect()
        })?;
        rows.into_iter()
            .map(|(number, json)| {
                read(number, &json)
                    .map_err(|what| damaged(&self.path, format!("correction {number}: {what}")))
            })
            .collect()
    }

    /// Appends a correction. When it returns, it is on the disk.
    ///
    /// `given` is the present time (RFC 3339, in UTC).
    ///
    /// # Errors
    /// When the file cannot be written; then nothing is appended.
    pub fn correct(&mut self, proposal: Proposal, given: &str) -> Result<Correction> {
        let mut batch = self.batch()?;
        let correction = batch.correct(proposal, given)?;
        batch.commit()?;
        Ok(correction)
    }
}

impl Batch<'_> {
    /// Appends a correction under the next number. It is not safe before
    /// [`commit`](Self::commit).
    ///
    /// # Errors
    /// When the file cannot be written. The batch can only be dropped then.
    pub fn correct(&mut self, proposal: Proposal, given: &str) -> Result<Correction> {
        let Proposal { change, by, reason } = proposal;
        let number = self.run(|transaction| {
            let query = "SELECT coalesce(max(number), 0) + 1 FROM corrections";
            transaction.query_row(query, [], |row| row.get(0))
        })?;
        let (version, given) = (Correction::VERSION, given.to_owned());
        let correction = Correction { version, number, given, by, reason, change };
        let json = serde_json::to_string(&correction).map_err(Error::UnwritableCorrection)?;
        self.run(|transaction| {
            let query = "INSERT INTO corrections (number, given, correction) VALUES (?1, ?2, ?3)";
            transaction.execute(query, params![number, correction.given, json])
        })?;
        let earlier = self.run(all)?;
        self.change(named(&correction.change, &earlier));
        Ok(correction)
    }

    /// Puts the reading of a document in the place of those by other packs; with `published`, of
    /// those that were made with this corrected day of publication.
    ///
    /// # Errors
    /// When there is no such document or the file cannot be written.
    pub fn replace_reading(&mut self, reading: &Reading, published: Option<&Edtf>) -> Result<()> {
        let document = &reading.document.id;
        let bytes = codec::encode(reading)
            .map_err(|source| Error::Unwritable { document: document.clone(), source })?;
        let (document_id, pack) = (document.as_str(), reading.pack.as_str());
        let written = self.run(|transaction| match published {
            None => {
                let others = "DELETE FROM readings WHERE document = ?1";
                transaction.prepare_cached(others)?.execute([document_id])?;
                let put = "INSERT INTO readings (document, pack, reading) VALUES (?1, ?2, ?3)";
                transaction.prepare_cached(put)?.execute(params![document_id, pack, bytes])
            }
            Some(published) => {
                let day = published.as_str();
                let others = "DELETE FROM dated_readings WHERE document = ?1 AND published = ?2";
                transaction.prepare_cached(others)?.execute([document_id, day])?;
                let put = "INSERT INTO dated_readings (document, published, pack, reading) \
                           VALUES (?1, ?2, ?3, ?4)";
                transaction.prepare_cached(put)?.execute(params![document_id, day, pack, bytes])
            }
        });
        match written {
            Err(Error::Sqlite { source, .. }) if is_constraint(&source) => {
                Err(Error::NoDocument(document.clone()))
            }
            other => {
                self.count(other?);
                self.change([document.clone()]);
                Ok(())
            }
        }
    }
}

/// All that can be read; `doctor` tells of the others.
pub(crate) fn all(connection: &Connection) -> rusqlite::Result<Vec<Correction>> {
    let query = "SELECT number, correction FROM corrections ORDER BY number";
    let mut statement = connection.prepare_cached(query)?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))?;
    let rows = rows.collect::<rusqlite::Result<Vec<(u32, String)>>>()?;
    Ok(rows.iter().filter_map(|(number, json)| read(*number, json).ok()).collect())
}

/// The documents that a correction is about; of an undo those of what it takes back.
pub(crate) fn named(change: &Change, all: &[Correction]) -> BTreeSet<Id> {
    let targets = match change {
        Change::Same { a, b } | Change::Different { a, b } => vec![a, b],
        Change::Not { target } => vec![target],
        Change::Date { document, .. } => return BTreeSet::from([document.clone()]),
        Change::Undo { number } => {
            let earlier: Vec<Correction> =
                all.iter().filter(|one| one.number <= *number).cloned().collect();
            let undone = earlier.split_last().filter(|(one, _)| one.number == *number);
            return undone.map(|(one, before)| named(&one.change, before)).unwrap_or_default();
        }
    };
    let landmarks = targets.into_iter().flat_map(|target| &target.landmarks);
    landmarks.map(|landmark| landmark.span.document.clone()).collect()
}

/// The error says what is wrong with the row.
pub(crate) fn read(number: u32, json: &str) -> std::result::Result<Correction, String> {
    let correction: Correction = serde_json::from_str(json).map_err(|error| error.to_string())?;
    if correction.version > Correction::VERSION {
        return Err(format!(
            "it is of version {}, which this keii does not know",
            correction.version
        ));
    }
    if correction.number != number {
        return Err(format!("it says that its number is {}", correction.number));
    }
    Ok(correction)
}
