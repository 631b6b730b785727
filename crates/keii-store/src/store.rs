//! The ledger file, read.

use std::cell::Cell;
use std::path::{Path, PathBuf};

use keii_ledger::Ledger;
use keii_model::{Document, Id, Metadata, Reading, Span, Text};
use rusqlite::{Connection, OptionalExtension, Row};

use crate::error::{Result, damaged, explain};
use crate::{codec, open};

/// What a ledger in memory is called in messages.
pub(crate) const IN_MEMORY: &str = "(memory)";

/// A ledger file: documents as they arrived, and what was read in them.
///
/// One connection. Several processes may read while one writes; a second writer waits five
/// seconds and then gives up with [`Error::Busy`](crate::Error::Busy).
#[derive(Debug)]
pub struct Store {
    pub(crate) connection: Connection,
    pub(crate) path: PathBuf,
    /// How others are told who writes.
    pub(crate) command: String,
    /// The state of the file in which the catalogue was found to have all stories.
    pub(crate) settled: Cell<Option<State>>,
}

/// What changes when this connection or another one writes.
pub(crate) type State = (i64, u64);

/// Who opens a ledger without saying so.
const NOBODY: &str = "keii";

/// A document in a listing.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredDocument {
    /// Its id.
    pub id: Id,
    /// File name or URL.
    pub name: String,
    /// SHA-256 of the bytes as received.
    pub sha256: String,
    /// What came with it.
    pub metadata: Metadata,
    /// 1 for the first document of a URL, then 2, and so on; 1 without a URL.
    pub version: u32,
    /// Whether the ledger uses it: no later version of its URL has arrived.
    pub current: bool,
    /// When it arrived, as the caller of `add` said (RFC 3339). Never part of an export.
    pub added: String,
}

/// What made the file, and how much is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Versions {
    /// The format of the file.
    pub format: u32,
    /// The version of SQLite.
    pub sqlite: String,
    /// Documents, with all their versions.
    pub documents: u32,
    /// Documents that the ledger uses.
    pub current: u32,
    /// Each pack with the number of its readings, by name.
    pub packs: Vec<(String, u32)>,
}

/// Holds of a document without a later version.
pub(crate) const IS_CURRENT: &str = "NOT EXISTS (SELECT 1 FROM documents AS later \
     WHERE later.url = documents.url AND later.version > documents.version)";

impl Store {
    /// Opens the ledger at `path` for writing, or makes one there. Its directory must exist.
    ///
    /// # Errors
    /// When the file is no ledger, or a newer one, or cannot be written.
    pub fn open(path: impl AsRef<Path>) -> Result<Self> {
        Self::open_as(path, NOBODY)
    }

    /// The same, telling those who have to wait meanwhile that this command (`keii add`) writes.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub fn open_as(path: impl AsRef<Path>, command: &str) -> Result<Self> {
        let path = path.as_ref().to_owned();
        let connection = open::writable(&path)?;
        let mut store =
            Self { connection, path, command: command.to_owned(), settled: Cell::default() };
        store.derive_if_needed()?;
        Ok(store)
    }

    /// Opens the ledger at `path`; whatever would change it fails.
    ///
    /// # Errors
    /// When there is none, or the file is no ledger, or of another format.
    pub fn open_read_only(path: impl AsRef<Path>) -> Result<Self> {
        let path = path.as_ref().to_owned();
        Ok(Self {
            connection: open::read_only(&path)?,
            path,
            command: NOBODY.to_owned(),
            settled: Cell::default(),
        })
    }

    /// A ledger that is gone when the value is dropped.
    ///
    /// # Errors
    /// When there is not enough memory.
    pub fn in_memory() -> Result<Self> {
        let (connection, path) = (open::in_memory()?, IN_MEMORY.into());
        let mut store =
            Self { connection, path, command: NOBODY.to_owned(), settled: Cell::default() };
        store.derive_if_needed()?;
        Ok(store)
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether bytes of this SHA-256 have been added: what need not be read again.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn contains(&self, sha256: &str) -> Result<bool> {
        self.run(|connection| {
            connection.prepare_cached("SELECT 1 FROM documents WHERE sha256 = ?1")?.exists([sha256])
        })
    }

    /// A document's id with those that stand before and behind it in the order of ids: no others
    /// share as many of their first digits with it.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn neighbours(&self, id: &Id) -> Result<Vec<Id>> {
        let query = "SELECT max(id) FROM documents WHERE id < ?1 \
                     UNION ALL SELECT id FROM documents WHERE id = ?1 \
                     UNION ALL SELECT min(id) FROM documents WHERE id > ?1";
        self.run(|connection| {
            let mut statement = connection.prepare_cached(query)?;
            let ids = statement.query_map([id.as_str()], |row| row.get::<_, Option<String>>(0))?;
            let ids: Vec<Option<String>> = ids.collect::<rusqlite::Result<_>>()?;
            Ok(ids.into_iter().flatten().map(Id::from).collect())
        })
    }

    /// All documents with their versions, in order of arrival.
    ///
    /// # Errors
    /// When the file cannot be read or is damaged.
    pub fn documents(&self) -> Result<Vec<StoredDocument>> {
        let query = format!(
            "SELECT id, name, sha256, version, added, {IS_CURRENT}, metadata FROM documents \
             ORDER BY arrival"
        );
        let rows: Vec<(StoredDocument, String)> = self.run(|connection| {
            let mut statement = connection.prepare_cached(&query)?;
            statement.query_map([], listed)?.collect()
        })?;
        self.with_metadata(rows)
    }

    /// A document without its text, and all other versions of its address, the first version first;
    /// none where there is no document of this id.
    ///
    /// # Errors
    /// When the file cannot be read or is damaged.
    pub fn versions_of(&self, id: &Id) -> Result<Vec<StoredDocument>> {
        let query = format!(
            "SELECT id, name, sha256, version, added, {IS_CURRENT}, metadata FROM documents \
             WHERE id = ?1 OR url = (SELECT url FROM documents WHERE id = ?1) ORDER BY version"
        );
        let rows: Vec<(StoredDocument, String)> = self.run(|connection| {
            let mut statement = connection.prepare_cached(&query)?;
            statement.query_map([id.as_str()], listed)?.collect()
        })?;
        self.with_metadata(rows)
    }

    /// A document with its text; `None` where there is none of this id.
    ///
    /// # Errors
    /// When the file cannot be read or is damaged.
    pub fn document(&self, id: &Id) -> Result<Option<Document>> {
        let row = self.run(|connection| {
            let query = "SELECT name, sha256, text, body_start, body_end, metadata \
                         FROM documents WHERE id = ?1";
            connection.prepare_cached(query)?.query_row([id.as_str()], StoredText::of).optional()
        })?;
        let Some(row) = row else { return Ok(None) };
        let metadata = self.metadata(id, &row.metadata)?;
        let (text, body) =
            row.text().map_err(|what| damaged(&self.path, format!("{id}: {what}")))?;
        let (name, sha256) = (row.name, row.sha256);
        Ok(Some(Document { id: id.clone(), name, sha256, text, body, metadata }))
    }

    /// The readings by `pack` of all current documents, by document id.
    ///
    /// # Errors
    /// When the file cannot be read or is damaged.
    pub fn readings(&self, pack: &str) -> Result<Vec<Reading>> {
        let query = format!(
            "SELECT document, reading FROM readings JOIN documents ON documents.id = document \
             WHERE pack = ?1 AND {IS_CURRENT} ORDER BY document"
        );
        let rows: Vec<(String, Vec<u8>)> = self.run(|connection| {
            let mut statement = connection.prepare_cached(&query)?;
            statement.query_map([pack], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
        })?;
        let decode = |(document, bytes): (String, Vec<u8>)| {
            codec::decode(&bytes)
                .map_err(|what| damaged(&self.path, format!("the reading of {document}: {what}")))
        };
        rows.into_iter().map(decode).collect()
    }

    /// The reading of a document by `pack`, of whatever version it is.
    ///
    /// # Errors
    /// When the file cannot be read or is damaged.
    pub fn reading(&self, document: &Id, pack: &str) -> Result<Option<Reading>> {
        let bytes: Option<Vec<u8>> = self.run(|connection| {
            let query = "SELECT reading FROM readings WHERE document = ?1 AND pack = ?2";
            let mut statement = connection.prepare_cached(query)?;
            statement.query_row([document.as_str(), pack], |row| row.get(0)).optional()
        })?;
        let decoded = bytes.map(|bytes| codec::decode(&bytes)).transpose();
        decoded.map_err(|what| damaged(&self.path, format!("the reading of {document}: {what}")))
    }

    /// The documents, of all versions, that `pack` has not read, in order of arrival.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn needs_reading(&self, pack: &str) -> Result<Vec<Id>> {
        let query = "SELECT id FROM documents WHERE NOT EXISTS \
                     (SELECT 1 FROM readings WHERE document = documents.id AND pack = ?1) \
                     ORDER BY arrival";
        self.run(|connection| {
            let mut statement = connection.prepare_cached(query)?;
            let ids = statement.query_map([pack], |row| row.get::<_, String>(0))?;
            ids.map(|id| id.map(Id::from)).collect()
        })
    }

    /// The ledger of the current documents as `pack` reads them.
    ///
    /// # Errors
    /// When the file cannot be read or is damaged.
    pub fn ledger(&self, pack: &str) -> Result<Ledger> {
        Ok(keii_ledger::build(self.readings(pack)?))
    }

    /// What made the file, and how much is in it.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn versions(&self) -> Result<Versions> {
        let count = format!("SELECT count(*), count(*) FILTER (WHERE {IS_CURRENT}) FROM documents");
        self.run(|connection| {
            let format = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
            let (documents, current) =
                connection.query_row(&count, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
            let query = "SELECT pack, count(*) FROM readings GROUP BY pack ORDER BY pack";
            let mut statement = connection.prepare(query)?;
            let packs = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
            let packs = packs.collect::<rusqlite::Result<_>>()?;
            Ok(Versions { format, sqlite: rusqlite::version().into(), documents, current, packs })
        })
    }

    /// A number that is another one after somebody else has written to the file. It means nothing
    /// to another connection.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn state(&self) -> Result<i64> {
        // sqlite.org/pragma.html#pragma_data_version
        self.run(|connection| connection.query_row("PRAGMA data_version", [], |row| row.get(0)))
    }

    /// Asks SQLite and explains what it objects.
    pub(crate) fn run<T>(&self, ask: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T> {
        ask(&self.connection).map_err(|source| explain(&self.path, source))
    }

    fn with_metadata(&self, rows: Vec<(StoredDocument, String)>) -> Result<Vec<StoredDocument>> {
        let rows = rows.into_iter().map(|(document, metadata)| {
            let metadata = self.metadata(&document.id, &metadata)?;
            Ok(StoredDocument { metadata, ..document })
        });
        rows.collect()
    }

    fn metadata(&self, id: &Id, json: &str) -> Result<Metadata> {
        serde_json::from_str(json)
            .map_err(|error| damaged(&self.path, format!("the metadata of {id}: {error}")))
    }
}

fn listed(row: &Row<'_>) -> rusqlite::Result<(StoredDocument, String)> {
    let document = StoredDocument {
        id: Id::from(row.get::<_, String>(0)?),
        name: row.get(1)?,
        sha256: row.get(2)?,
        version: row.get(3)?,
        added: row.get(4)?,
        current: row.get(5)?,
        metadata: Metadata::default(),
    };
    Ok((document, row.get(6)?))
}

/// A row of a document with its text, not yet trusted.
pub(crate) struct StoredText {
    name: String,
    sha256: String,
    bytes: Vec<u8>,
    body: (u32, u32),
    metadata: String,
}

impl StoredText {
    fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            name: row.get(0)?,
            sha256: row.get(1)?,
            bytes: row.get(2)?,
            body: (row.get(3)?, row.get(4)?),
            metadata: row.get(5)?,
        })
    }

    fn text(&self) -> std::result::Result<(Text, Span), &'static str> {
        let text = std::str::from_utf8(&self.bytes).map_err(|_| "the text is not UTF-8")?;
        let (start, end) = self.body;
        if text.get(start as usize..end as usize).is_none() {
            return Err("the body lies outside the text");
        }
        Ok((Text::new(text), Span::new(start, end)))
    }
}
