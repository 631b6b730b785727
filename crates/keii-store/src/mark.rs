//! Marks: how far somebody has seen what is new.

use std::collections::BTreeSet;

use keii_model::Id;
use rusqlite::{OptionalExtension, Row, params};

use crate::Store;
use crate::error::{Result, explain};

/// A moment in the life of a ledger file: what had arrived, in the order of arrival. Unlike a
/// time it cannot be passed by an article that was begun earlier and committed later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark {
    /// The last document that had arrived; 0 before the first.
    arrival: i64,
}

impl Mark {
    /// As a number, for a page that a reader has before them while more arrives.
    #[must_use]
    pub fn number(self) -> i64 {
        self.arrival
    }

    /// What [`number`](Self::number) gave.
    #[must_use]
    pub fn of_number(number: i64) -> Self {
        Self { arrival: number }
    }

    pub(crate) fn arrival(self) -> i64 {
        self.arrival
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

    /// The documents, of every version, that arrived after a mark.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn arrived_after(&self, mark: Mark) -> Result<BTreeSet<Id>> {
        self.run(|connection| {
            let query = "SELECT id FROM documents WHERE arrival > ?1";
            let mut statement = connection.prepare_cached(query)?;
            let ids = statement.query_map([mark.arrival], |row| row.get::<_, String>(0))?;
            ids.map(|id| id.map(Id::from)).collect()
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
}

fn mark(row: &Row<'_>) -> rusqlite::Result<Mark> {
    Ok(Mark { arrival: row.get(0)? })
}
