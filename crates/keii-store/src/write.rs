//! The ledger file, written.

use std::collections::BTreeSet;
use std::path::Path;

use keii_model::{Document, Id, Reading};
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};
use sha2::{Digest, Sha256};

use crate::error::{Error, Result, explain, is_constraint};
use crate::holder::Note;
use crate::{Store, codec, derive, story};

/// What became of a document that was added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// It is new.
    New,
    /// It is new, and takes the place of an earlier document of its URL; the number of the
    /// version, 2 or more.
    Version(u32),
    /// The same bytes were there already, perhaps under another name. Nothing of the document
    /// has changed.
    AlreadyThere,
}

/// Documents and readings that are committed together. Until then nobody else sees them and
/// nobody else can write; dropped without [`commit`](Self::commit) it leaves nothing.
#[derive(Debug)]
pub struct Batch<'a> {
    /// Goes before the lock does: the next writer leaves one of their own.
    note: Note,
    transaction: Transaction<'a>,
    path: &'a Path,
    /// Documents and readings written.
    written: usize,
    /// Documents whose readings or corrections have changed.
    changed: BTreeSet<Id>,
}

impl Store {
    /// Adds a document and what was read in it. When it returns, both are on the disk.
    ///
    /// `added` is the time of arrival (RFC 3339).
    ///
    /// # Errors
    /// When the file cannot be written; then nothing is added.
    pub fn add(&mut self, document: &Document, reading: &Reading, added: &str) -> Result<Added> {
        let mut batch = self.batch()?;
        let what = batch.add(document, reading, added)?;
        batch.commit()?;
        Ok(what)
    }

    /// Adds or replaces a reading of a document that is there. When it returns, it is on the
    /// disk.
    ///
    /// # Errors
    /// When there is no such document or the file cannot be written.
    pub fn put_reading(&mut self, reading: &Reading) -> Result<()> {
        let mut batch = self.batch()?;
        batch.put_reading(reading)?;
        batch.commit()
    }

    /// Begins a batch: hundreds of documents are as fast to commit as one. Read first, then open
    /// the batch: it keeps other writers out.
    ///
    /// # Errors
    /// When another process is writing or the file cannot be written.
    pub fn batch(&mut self) -> Result<Batch<'_>> {
        let Store { connection, path, command, .. } = self;
        let transaction = connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(|source| explain(path, source))?;
        let note = Note::leave(path, command);
        Ok(Batch { note, transaction, path, written: 0, changed: BTreeSet::new() })
    }
}

impl Batch<'_> {
    /// Adds a document and what was read in it. It is not safe before [`commit`](Self::commit).
    /// Bytes that are there already keep the reading that they have.
    ///
    /// # Errors
    /// When the file cannot be written. The batch can only be dropped then.
    pub fn add(&mut self, document: &Document, reading: &Reading, added: &str) -> Result<Added> {
        if reading.document.id != document.id {
            let (document, reading) = (document.id.clone(), reading.document.id.clone());
            return Err(Error::OtherDocument { document, reading });
        }
        if let Some(known) = self.same_bytes(&document.sha256)? {
            if known != document.id {
                return Err(Error::SameId(known));
            }
            return Ok(Added::AlreadyThere);
        }
        let url = document.metadata.url.as_deref();
        let version = url.map_or(Ok(1), |url| self.next_version(url))?;
        self.write_document(document, url, version, added)?;
        if let Some(url) = url.filter(|_| version > 1) {
            self.run(|transaction| story::supersede(transaction, url, version))?;
        }
        self.write_reading(reading, "INSERT")?;
        self.run(|transaction| derive::derive_new(transaction, reading))?;
        Ok(if version > 1 { Added::Version(version) } else { Added::New })
    }

    /// Adds or replaces a reading of a document that is there.
    ///
    /// # Errors
    /// When there is no such document or the file cannot be written.
    pub fn put_reading(&mut self, reading: &Reading) -> Result<()> {
        self.write_reading(reading, "INSERT OR REPLACE")?;
        self.change([reading.document.id.clone()]);
        Ok(())
    }

    /// How many documents and readings it has written.
    #[must_use]
    pub fn written(&self) -> usize {
        self.written
    }

    /// Puts everything on the disk. When it returns, nothing of it can be lost.
    ///
    /// # Errors
    /// When the file cannot be written; then nothing of the batch is in it.
    pub fn commit(self) -> Result<()> {
        self.run(|transaction| derive::derive(transaction, &self.changed))?;
        drop(self.note);
        self.transaction.commit().map_err(|source| explain(self.path, source))
    }

    fn same_bytes(&self, sha256: &str) -> Result<Option<Id>> {
        self.run(|transaction| {
            let query = "SELECT id FROM documents WHERE sha256 = ?1";
            let mut statement = transaction.prepare_cached(query)?;
            let id = statement.query_row([sha256], |row| row.get::<_, String>(0)).optional()?;
            Ok(id.map(Id::from))
        })
    }

    fn next_version(&self, url: &str) -> Result<u32> {
        self.run(|transaction| {
            let query = "SELECT coalesce(max(version), 0) + 1 FROM documents WHERE url = ?1";
            transaction.prepare_cached(query)?.query_row([url], |row| row.get(0))
        })
    }

    fn write_document(
        &mut self,
        document: &Document,
        url: Option<&str>,
        version: u32,
        added: &str,
    ) -> Result<()> {
        let metadata = serde_json::to_string(&document.metadata)
            .map_err(|source| Error::Unwritable { document: document.id.clone(), source })?;
        let text = document.text.as_str();
        let body = document.body;
        let written = self.run(|transaction| {
            let query = "INSERT INTO documents (id, sha256, name, url, version, text, \
                         text_sha256, body_start, body_end, metadata, added) \
                         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
            transaction.prepare_cached(query)?.execute(params![
                document.id.as_str(),
                document.sha256,
                document.name,
                url,
                version,
                text.as_bytes(),
                text_digest(text.as_bytes()),
                body.start,
                body.end,
                metadata,
                added,
            ])
        });
        self.written += 1;
        match written {
            Err(Error::Sqlite { source, .. }) if is_constraint(&source) => {
                Err(Error::SameId(document.id.clone()))
            }
            other => other.map(|_| ()),
        }
    }

    fn write_reading(&mut self, reading: &Reading, verb: &str) -> Result<()> {
        let document = &reading.document.id;
        let bytes = codec::encode(reading)
            .map_err(|source| Error::Unwritable { document: document.clone(), source })?;
        let query = format!("{verb} INTO readings (document, pack, reading) VALUES (?1, ?2, ?3)");
        let written = self.run(|transaction| {
            let mut statement = transaction.prepare_cached(&query)?;
            statement.execute(params![document.as_str(), reading.pack, bytes])
        });
        match written {
            Err(Error::Sqlite { source, .. }) if is_constraint(&source) => {
                Err(Error::NoDocument(document.clone()))
            }
            other => {
                self.written += other?;
                Ok(())
            }
        }
    }

    /// Notes that what rests on these documents is to be derived anew.
    pub(crate) fn change(&mut self, documents: impl IntoIterator<Item = Id>) {
        self.changed.extend(documents);
    }

    pub(crate) fn count(&mut self, written: usize) {
        self.written += written;
    }

    pub(crate) fn run<T>(&self, ask: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T> {
        ask(&self.transaction).map_err(|source| explain(self.path, source))
    }
}

/// The digest by which a text is checked later.
pub(crate) fn text_digest(text: &[u8]) -> String {
    use std::fmt::Write;
    Sha256::digest(text).iter().fold(String::with_capacity(64), |mut digest, byte| {
        write!(digest, "{byte:02x}").expect("a String takes everything");
        digest
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_told_and_loses_nothing() {
        let mut store = Store::in_memory().expect("memory");
        let pages: u32 = store
            .connection
            .pragma_query_value(None, "page_count", |row| row.get(0))
            .expect("a number");
        store.connection.pragma_update(None, "max_page_count", pages + 2).expect("limited");
        let row = "INSERT INTO documents VALUES \
                   (NULL, ?1, ?1, 'a', NULL, 1, zeroblob(?2), '', 0, 0, '{}', '')";
        let batch = store.batch().expect("begun");
        batch.run(|transaction| transaction.execute(row, params!["D1", 10])).expect("it fits");
        batch.commit().expect("committed");
        let batch = store.batch().expect("begun");
        let error = batch
            .run(|transaction| transaction.execute(row, params!["D2", 100_000]))
            .expect_err("it does not fit");
        assert!(matches!(error, Error::Full { .. }), "{error}");
        assert!(error.to_string().contains("free some"), "{error}");
        drop(batch);
        assert_eq!(store.documents().expect("read").len(), 1);
    }
}
