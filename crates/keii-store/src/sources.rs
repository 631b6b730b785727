//! What a ledger is made of: the readings that count, and the corrections.

use keii_ledger::{Sources, corrected_dates};
use keii_model::{Edtf, Id, Reading};
use rusqlite::{Connection, OptionalExtension, params};

use crate::error::{Result, damaged};
use crate::{Store, Until, codec};

/// What a ledger is made of at one moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Arrived {
    /// One reading of each current document that has a usable one, by document id, and the
    /// corrections in the order in which they were given.
    pub sources: Sources,
    /// Current documents without a usable reading, by id.
    pub unread: Vec<Unread>,
}

/// A document that is to be read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unread {
    /// Which.
    pub document: Id,
    /// The day of publication by a correction, with which it is to be read.
    pub published: Option<Edtf>,
}

/// Holds of a document that had arrived by the moment `?1`, `?2`, and of whose URL no later version
/// had.
pub(crate) const CURRENT_THEN: &str = "documents.arrival <= ?1 AND documents.added < ?2 \
     AND NOT EXISTS (SELECT 1 FROM documents AS later WHERE later.url = documents.url \
     AND later.version > documents.version AND later.arrival <= ?1 AND later.added < ?2)";

/// A reading as it lies in the file.
pub(crate) struct Stored {
    document: String,
    pack: String,
    pub(crate) bytes: Vec<u8>,
}

impl Store {
    /// What had arrived by then: of each current document the reading by `pack`, else that by
    /// another pack; readings of documents with a corrected day of publication are those that
    /// were made with it.
    ///
    /// # Errors
    /// When the file cannot be read or is damaged.
    pub fn sources(&self, pack: &str, until: Option<&Until>) -> Result<Arrived> {
        let corrections = self.corrections(until)?;
        let dates = corrected_dates(&corrections);
        let current = self.run(|connection| current(connection, until))?;
        let mut stored = self.run(|connection| plain(connection, pack, until))?.into_iter();
        let mut next = stored.next();
        let (mut readings, mut unread) = (Vec::new(), Vec::new());
        for document in current {
            let mut found = next.take_if(|stored| stored.document == document);
            if found.is_some() {
                next = stored.next();
            }
            let document = Id::from(document);
            let published = dates.get(&document).cloned();
            if let Some(published) = &published {
                found = self.run(|connection| dated(connection, &document, published, pack))?;
            }
            match found.map(|found| self.decoded(found, pack)).transpose()?.flatten() {
                Some(reading) => readings.push(reading),
                None => unread.push(Unread { document, published }),
            }
        }
        Ok(Arrived { sources: Sources { readings, corrections }, unread })
    }

    /// All that `pack` has not read: documents of every version, in order of arrival, then those
    /// with a corrected day of publication, by id.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn unread(&self, pack: &str) -> Result<Vec<Unread>> {
        let plain = self.needs_reading(pack)?.into_iter();
        let mut unread: Vec<Unread> =
            plain.map(|document| Unread { document, published: None }).collect();
        for (document, published) in corrected_dates(&self.corrections(None)?) {
            let known = self.run(|connection| dated(connection, &document, &published, pack))?;
            if known.is_none_or(|known| known.pack != pack) {
                unread.push(Unread { document, published: Some(published) });
            }
        }
        Ok(unread)
    }

    /// The reading that counts of a document: by `pack`, else by another; made with this day of
    /// publication, if one is given. `None` where there is none, or it cannot be read any more.
    ///
    /// # Errors
    /// When the file cannot be read or is damaged.
    pub fn reading_of(&self, what: &Unread, pack: &str) -> Result<Option<Reading>> {
        let Unread { document, published } = what;
        let found = self.run(|connection| match published {
            Some(published) => dated(connection, document, published, pack),
            None => one(connection, document, pack),
        })?;
        Ok(found.map(|found| self.decoded(found, pack)).transpose()?.flatten())
    }

    /// `None` where another pack's reading has a shape that this program does not know.
    fn decoded(&self, stored: Stored, pack: &str) -> Result<Option<Reading>> {
        match codec::decode(&stored.bytes) {
            Ok(reading) => Ok(Some(reading)),
            Err(_) if stored.pack != pack => Ok(None),
            Err(what) => {
                Err(damaged(&self.path, format!("the reading of {}: {what}", stored.document)))
            }
        }
    }
}

fn current(connection: &Connection, until: Option<&Until>) -> rusqlite::Result<Vec<String>> {
    let query = format!("SELECT id FROM documents WHERE {CURRENT_THEN} ORDER BY id");
    let mut statement = connection.prepare_cached(&query)?;
    statement.query_map(Until::bounds(until), |row| row.get(0))?.collect()
}

/// The best reading of each current document, by document id.
fn plain(
    connection: &Connection,
    pack: &str,
    until: Option<&Until>,
) -> rusqlite::Result<Vec<Stored>> {
    let query = format!(
        "SELECT document, pack, reading FROM readings JOIN documents ON documents.id = document \
         WHERE {CURRENT_THEN} AND pack = (SELECT pack FROM readings AS best \
         WHERE best.document = documents.id ORDER BY pack = ?3 DESC, pack DESC LIMIT 1) \
         ORDER BY document"
    );
    let mut statement = connection.prepare_cached(&query)?;
    let (arrival, time) = Until::bounds(until);
    statement.query_map(params![arrival, time, pack], stored)?.collect()
}

pub(crate) fn one(
    connection: &Connection,
    document: &Id,
    pack: &str,
) -> rusqlite::Result<Option<Stored>> {
    let query = "SELECT document, pack, reading FROM readings WHERE document = ?1 \
                 ORDER BY pack = ?2 DESC, pack DESC LIMIT 1";
    connection.prepare_cached(query)?.query_row([document.as_str(), pack], stored).optional()
}

pub(crate) fn dated(
    connection: &Connection,
    document: &Id,
    published: &Edtf,
    pack: &str,
) -> rusqlite::Result<Option<Stored>> {
    let query = "SELECT document, pack, reading FROM dated_readings \
                 WHERE document = ?1 AND published = ?3 \
                 ORDER BY pack = ?2 DESC, pack DESC LIMIT 1";
    let key = [document.as_str(), pack, published.as_str()];
    connection.prepare_cached(query)?.query_row(key, stored).optional()
}

fn stored(row: &rusqlite::Row<'_>) -> rusqlite::Result<Stored> {
    Ok(Stored { document: row.get(0)?, pack: row.get(1)?, bytes: row.get(2)? })
}
