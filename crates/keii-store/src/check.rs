//! Whether everything in the file is what was written: what `keii doctor` asks.

use std::fmt;

use keii_ledger::spans;
use keii_model::{Id, Reading, Text, TextSpan};
use rusqlite::{Connection, OptionalExtension};

use crate::error::Result;
use crate::write::text_digest;
use crate::{Store, codec, correct, derive};

/// Something in the file that is not as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// SQLite finds the file damaged; its words.
    File(String),
    /// A row refers to one that is not there: the table it stands in.
    Reference(String),
    /// A text is not the one that was added.
    Text {
        /// The document.
        document: Id,
        /// What is wrong with it.
        what: &'static str,
    },
    /// A reading cannot be read.
    Reading {
        /// The document.
        document: Id,
        /// The pack that read it.
        pack: String,
        /// What is wrong with it.
        what: String,
    },
    /// A correction cannot be read.
    Correction {
        /// Its number.
        number: u32,
        /// What is wrong with it.
        what: String,
    },
    /// What is kept beside the readings does not follow from them; what, in words.
    Derived(String),
    /// Spans of a reading do not hold the words they quote.
    Spans {
        /// The document.
        document: Id,
        /// The pack that read it.
        pack: String,
        /// How many.
        count: usize,
        /// The first of them.
        first: TextSpan,
    },
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(what) => write!(out, "the file is damaged: {what}"),
            Self::Reference(table) => write!(out, "a row of {table} refers to nothing"),
            Self::Text { document, what } => write!(out, "the text of {document} {what}"),
            Self::Reading { document, pack, what } => {
                write!(out, "the reading of {document} by {pack} cannot be read: {what}")
            }
            Self::Correction { number, what } => {
                write!(out, "correction {number} cannot be read: {what}")
            }
            Self::Derived(what) => write!(out, "{what}"),
            Self::Spans { document, pack, count, first } => write!(
                out,
                "{count} spans of the reading of {document} by {pack} do not hold their words, \
                 the first at {}: {}",
                first.start, first.text
            ),
        }
    }
}

impl Store {
    /// Checks the whole file: its pages, its references, every text against its digest, every
    /// span of every reading against its text, every correction, and the index and the stories against
    /// fresh ones. Empty when all is well. Takes time linear in the size of the file.
    ///
    /// # Errors
    /// When the file cannot be read at all.
    pub fn check(&self) -> Result<Vec<Problem>> {
        let mut problems = self.run(check_file)?;
        if !problems.is_empty() {
            // What lies on damaged pages cannot be told from what was written.
            return Ok(problems);
        }
        for document in self.run(document_ids)? {
            self.check_document(&document, &mut problems)?;
        }
        for (number, json) in self.run(stored_corrections)? {
            if let Err(what) = correct::read(number, &json) {
                problems.push(Problem::Correction { number, what });
            }
        }
        // What follows from something that is not as it was written cannot be as it should be.
        if problems.is_empty() {
            problems.extend(self.run(derive::check)?.into_iter().map(Problem::Derived));
        }
        Ok(problems)
    }

    fn check_document(&self, document: &str, problems: &mut Vec<Problem>) -> Result<()> {
        let id = Id::from(document);
        let stored = self.run(|connection| stored_text(connection, document))?;
        let Some(stored) = stored else { return Ok(()) };
        let text = match stored.verified() {
            Ok(text) => text,
            Err(what) => {
                problems.push(Problem::Text { document: id.clone(), what });
                String::from_utf8_lossy(&stored.bytes).into_owned()
            }
        };
        let text = Text::new(text);
        let corrected = self.run(|connection| dated_readings(connection, document))?;
        let plain = self.run(|connection| stored_readings(connection, document))?;
        for (pack, bytes) in plain.into_iter().chain(corrected) {
            match codec::decode(&bytes) {
                Ok(reading) => problems.extend(check_reading(&id, &pack, &text, &reading)),
                Err(what) => problems.push(Problem::Reading { document: id.clone(), pack, what }),
            }
        }
        Ok(())
    }
}

fn check_file(connection: &Connection) -> rusqlite::Result<Vec<Problem>> {
    let mut statement = connection.prepare("PRAGMA integrity_check")?;
    let words = statement.query_map([], |row| row.get::<_, String>(0))?;
    let words: Vec<String> = words.collect::<rusqlite::Result<_>>()?;
    let mut problems: Vec<Problem> =
        words.into_iter().filter(|words| words != "ok").map(Problem::File).collect();
    let mut statement = connection.prepare("PRAGMA foreign_key_check")?;
    let tables = statement.query_map([], |row| row.get::<_, String>(0))?;
    for table in tables {
        problems.push(Problem::Reference(table?));
    }
    Ok(problems)
}

fn document_ids(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut statement = connection.prepare("SELECT id FROM documents ORDER BY id")?;
    statement.query_map([], |row| row.get(0))?.collect()
}

struct Stored {
    sha256: String,
    id: String,
    bytes: Vec<u8>,
    digest: String,
    body: (u32, u32),
}

impl Stored {
    fn verified(&self) -> std::result::Result<String, &'static str> {
        if text_digest(&self.bytes) != self.digest {
            return Err("is not the one that was added");
        }
        let text = std::str::from_utf8(&self.bytes).map_err(|_| "is not UTF-8")?;
        let (start, end) = self.body;
        text.get(start as usize..end as usize).ok_or("does not hold its body")?;
        let named = self.id.strip_prefix('D').is_some_and(|id| self.sha256.starts_with(id));
        if named { Ok(text.to_owned()) } else { Err("has an id that is not that of its bytes") }
    }
}

fn stored_text(connection: &Connection, document: &str) -> rusqlite::Result<Option<Stored>> {
    let query = "SELECT sha256, id, text, text_sha256, body_start, body_end \
                 FROM documents WHERE id = ?1";
    connection
        .prepare_cached(query)?
        .query_row([document], |row| {
            Ok(Stored {
                sha256: row.get(0)?,
                id: row.get(1)?,
                bytes: row.get(2)?,
                digest: row.get(3)?,
                body: (row.get(4)?, row.get(5)?),
            })
        })
        .optional()
}

fn stored_readings(
    connection: &Connection,
    document: &str,
) -> rusqlite::Result<Vec<(String, Vec<u8>)>> {
    let query = "SELECT pack, reading FROM readings WHERE document = ?1 ORDER BY pack";
    let mut statement = connection.prepare_cached(query)?;
    statement.query_map([document], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}

/// Made with a corrected day of publication.
fn dated_readings(
    connection: &Connection,
    document: &str,
) -> rusqlite::Result<Vec<(String, Vec<u8>)>> {
    let query = "SELECT pack, reading FROM dated_readings WHERE document = ?1 \
                 ORDER BY published, pack";
    let mut statement = connection.prepare_cached(query)?;
    statement.query_map([document], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}

fn stored_corrections(connection: &Connection) -> rusqlite::Result<Vec<(u32, String)>> {
    let query = "SELECT number, correction FROM corrections ORDER BY number";
    let mut statement = connection.prepare(query)?;
    statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}

fn check_reading(id: &Id, pack: &str, text: &Text, reading: &Reading) -> Option<Problem> {
    if reading.document.id != *id || reading.pack != pack {
        let what = format!("it is of {} by {}", reading.document.id, reading.pack);
        return Some(Problem::Reading { document: id.clone(), pack: pack.to_owned(), what });
    }
    let records: Vec<_> = reading.records().collect();
    let steps = reading.derivations.iter().flat_map(|derivation| &derivation.steps);
    let noted = steps.filter_map(|(_, span)| span.as_ref());
    let missed = reading.diagnostics.iter().filter_map(|diagnostic| diagnostic.span.as_ref());
    let all = records.iter().flat_map(spans).chain(noted).chain(missed);
    let wrong = |span: &&TextSpan| span.document != *id || text.locate(span).is_none();
    let mut wrong = all.filter(wrong);
    let first = wrong.next()?.clone();
    let count = 1 + wrong.count();
    Some(Problem::Spans { document: id.clone(), pack: pack.to_owned(), count, first })
}
