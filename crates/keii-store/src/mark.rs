//! Marks: how far somebody has seen what is new, and what had arrived by then.

use keii_model::Reading;
use rusqlite::{OptionalExtension, Row, params};

use crate::error::{Result, damaged, explain};
use crate::{Store, codec};

/// A moment in the life of a ledger file: what had arrived, in the order of arrival. Unlike a
/// time it cannot be passed by an article that was begun earlier and committed later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark {
    /// The last document that had arrived; 0 before the first.
    arrival: i64,
}

/// Up to when somebody has seen everything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Moment {
    /// What had arrived at a mark.
    Mark(Mark),
    /// What had arrived before this time (RFC 3339, in UTC, or a beginning of it).
    Before(String),
}

/// Holds of a document that had arrived by `?1` and before `?2`.
macro_rules! arrived {
    ($table:literal) => {
        concat!($table, ".arrival <= ?1 AND ", $table, ".added < ?2")
    };
}

impl Moment {
    /// What arrivals and times are compared with in SQL.
    fn bounds(&self) -> (i64, &str) {
        match self {
            Self::Mark(mark) => (mark.arrival, "Z"),
            Self::Before(time) => (i64::MAX, time),
        }
    }
}

impl Store {
    /// All that has arrived.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn newest(&self) -> Result<Mark> {
        self.run(|connection| {
            let query = "SELECT coalesce(max(arrival), 0) FROM documents";
            connection.prepare_cached(query)?.query_row([], mark)
        })
    }

    /// The mark of this name; `None` where there is none.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn mark(&self, name: &str) -> Result<Option<Mark>> {
        self.run(|connection| {
            let query = "SELECT arrival FROM marks WHERE name = ?1";
            connection.prepare_cached(query)?.query_row([name], mark).optional()
        })
    }

    /// Moves the mark of this name there, or makes it. A mark never moves back: of two who move it
    /// at once the later moment counts. When it returns, the mark is on the disk.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn set_mark(&mut self, name: &str, to: Mark) -> Result<()> {
        let query = "INSERT INTO marks (name, arrival) VALUES (?1, ?2) \
                     ON CONFLICT (name) DO UPDATE SET arrival = max(arrival, excluded.arrival)";
        let set = self.connection.execute(query, params![name, to.arrival]);
        set.map(|_| ()).map_err(|source| explain(&self.path, source))
    }

    /// The readings by `pack` of all documents that were current then, by document id.
    ///
    /// # Errors
    /// When the file cannot be read or is damaged.
    pub fn readings_at(&self, pack: &str, moment: &Moment) -> Result<Vec<Reading>> {
        let query = concat!(
            "SELECT document, reading FROM readings JOIN documents ON documents.id = document \
             WHERE pack = ?3 AND ",
            arrived!("documents"),
            " AND NOT EXISTS (SELECT 1 FROM documents AS later WHERE later.url = documents.url \
             AND later.version > documents.version AND ",
            arrived!("later"),
            ") ORDER BY document"
        );
        let (arrival, time) = moment.bounds();
        let rows: Vec<(String, Vec<u8>)> = self.run(|connection| {
            let mut statement = connection.prepare_cached(query)?;
            let rows = statement
                .query_map(params![arrival, time, pack], |row| Ok((row.get(0)?, row.get(1)?)))?;
            rows.collect()
        })?;
        let decode = |(document, bytes): (String, Vec<u8>)| {
            codec::decode(&bytes)
                .map_err(|what| damaged(&self.path, format!("the reading of {document}: {what}")))
        };
        rows.into_iter().map(decode).collect()
    }
}

fn mark(row: &Row<'_>) -> rusqlite::Result<Mark> {
    Ok(Mark { arrival: row.get(0)? })
}
