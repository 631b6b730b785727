//! The catalogue: what a list of stories shows, kept for each story, and what one story has to know
//! of the others, so that each can be told alone.
//!
//! Whatever changes a story takes its row out, in the transaction that changes it: a row that is
//! there is right. [`Store::settle`] sums up the stories without one. Where some are missing, what
//! would be answered by the catalogue is not answered, and a ledger of all readings tells.

mod check;
mod excerpt;
mod faces;
mod listing;
mod one;
mod rows;
mod settle;
mod since;

use jiff::civil::Date;
use keii_ledger::{Abridged, Ledger};
use keii_model::{EntityName, EntityType, Id};
use rusqlite::{Connection, Row, params};
use serde::{Deserialize, Serialize};

use crate::derive::is_derived;
use crate::error::{Result, damaged};
use crate::{Mark, Store};

pub(crate) use check::check;
pub use excerpt::Wanted;
pub use listing::Listed;
pub(crate) use settle::forget;
pub use since::Since;

/// A story as the catalogue has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Catalogued {
    /// Its id, named after the document that begins it.
    pub id: Id,
    /// Who and where it is about, as [`keii_ledger::Ledger::stories`] has it.
    pub label: String,
    /// How many documents tell it.
    pub documents: u32,
    /// On how many independent sources they rest.
    pub sources: u32,
    /// The first and the last day on which they can have appeared, as far as is known.
    pub days: Option<(Date, Date)>,
    /// When the last of them arrived (RFC 3339).
    pub changed: String,
    /// Happenings, joined.
    pub events: u32,
    /// Attributions.
    pub statements: u32,
    /// Comparisons whose values cannot all be right.
    pub conflicts: u32,
    /// Its persons and organisations, the most often named first, then by id.
    pub names: Vec<Named>,
}

/// Somebody whom a story names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// The id in the ledger.
    pub id: Id,
    /// Person or organisation.
    #[serde(rename = "type")]
    pub entity_type: EntityType,
    /// The fullest name that the story has.
    pub name: EntityName,
    /// How often the story names it.
    pub mentions: u32,
}

impl Store {
    /// Whether the catalogue has all stories.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn is_settled(&self) -> Result<bool> {
        self.run(|connection| self.is_settled_in(connection))
    }

    /// The same, without looking again as long as nobody has written.
    fn is_settled_in(&self, connection: &Connection) -> rusqlite::Result<bool> {
        let version =
            connection.prepare_cached("PRAGMA data_version")?.query_row([], |row| row.get(0))?;
        let state = (version, connection.total_changes());
        if self.settled.get() == Some(state) {
            return Ok(true);
        }
        let settled = is_settled(connection)?;
        self.settled.set(settled.then_some(state));
        Ok(settled)
    }

    /// Sums up the stories that have changed, a few in a transaction, so that no other writer waits
    /// for long. When it returns, the catalogue has all stories.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn settle(&mut self) -> Result<()> {
        while self.run(is_derived)? && !self.is_settled()? {
            let batch = self.batch()?;
            batch.run(settle::settle)?;
            batch.commit()?;
        }
        Ok(())
    }

    /// All stories, the one that was told of last first; those of unknown day last, the larger
    /// first, then by id. `None` where the catalogue does not have all of them.
    ///
    /// # Errors
    /// When the file cannot be read or is damaged.
    pub fn catalogue(&self) -> Result<Option<Vec<Catalogued>>> {
        let query = "SELECT id, label, documents, sources, first_day, last_day, changed, events, \
                     statements, conflicts, names FROM catalogue \
                     ORDER BY last_day DESC NULLS LAST, documents DESC, id";
        let rows = self.run(|connection| {
            if !self.is_settled_in(connection)? {
                return Ok(None);
            }
            let mut statement = connection.prepare_cached(query)?;
            let rows = statement.query_map([], catalogued)?;
            rows.collect::<rusqlite::Result<Vec<(Catalogued, String)>>>().map(Some)
        })?;
        let Some(rows) = rows else { return Ok(None) };
        let named = |(story, names): (Catalogued, String)| {
            let names = serde_json::from_str(&names).map_err(|error| {
                damaged(&self.path, format!("the names of {}: {error}", story.id))
            })?;
            Ok(Catalogued { names, ..story })
        };
        rows.into_iter().map(named).collect::<Result<_>>().map(Some)
    }

    /// A ledger of all stories in a line each: their summaries, what is next in each with its
    /// tellings, the corrections, and nothing else. `None` as for
    /// [`story_ledger`](Self::story_ledger).
    ///
    /// # Errors
    /// When the file cannot be read or is damaged.
    pub fn abridged(&self) -> Result<Option<Ledger>> {
        let rows = self.run(|connection| {
            if !self.is_settled_in(connection)? || crosses(connection)? {
                return Ok(None);
            }
            let mut statement = connection.prepare_cached("SELECT line FROM catalogue")?;
            let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
            rows.collect::<rusqlite::Result<Vec<String>>>().map(Some)
        })?;
        let Some(rows) = rows else { return Ok(None) };
        let corrections = self.run(one::corrections)?;
        let mut lines = Vec::with_capacity(rows.len());
        for row in rows {
            let of_one: Vec<Abridged> = serde_json::from_str(&row)
                .map_err(|error| damaged(&self.path, format!("a line of a story: {error}")))?;
            lines.extend(of_one);
        }
        Ok(Some(keii_ledger::abridged(lines, corrections)))
    }

    /// The ledger of the story that this document or story id names: its records are those of the
    /// ledger of all readings, but for mentions of its entities in other stories. Of the file only
    /// its readings are read. `None` where there is no such story, or it cannot be told alone: the
    /// catalogue does not have all stories, or a correction says that somebody in two stories is
    /// one, or two.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn story_ledger(&self, id: &Id) -> Result<Option<Ledger>> {
        self.of_story(id, one::ledger)
    }

    /// The ledger of what of this story had arrived at a mark, with the corrections of now and the
    /// names that its entities have by now. `None` as for [`story_ledger`](Self::story_ledger).
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn story_ledger_at(&self, id: &Id, mark: Mark) -> Result<Option<Ledger>> {
        self.of_story(id, |connection, story| one::ledger_at(connection, story, mark.number()))
    }

    fn of_story(
        &self,
        id: &Id,
        tell: impl FnOnce(&Connection, i64) -> rusqlite::Result<Ledger>,
    ) -> Result<Option<Ledger>> {
        let digits = id.as_str().strip_prefix("S.");
        let document = digits.map_or_else(|| id.to_string(), |digits| format!("D{digits}"));
        self.run(|connection| {
            if !self.is_settled_in(connection)? || crosses(connection)? {
                return Ok(None);
            }
            let Some(story) = story_with(connection, &document)? else { return Ok(None) };
            tell(connection, story).map(Some)
        })
    }

    /// The stories that hold an entry whose id begins so, each by its id: the story itself, a
    /// document, what a document states, an entity, or what joins them. The hash of a document's id
    /// may stand without its `D`. `None` where the catalogue does not have all stories.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn stories_with(&self, id: &str) -> Result<Option<Vec<Id>>> {
        let typed = id.trim();
        let head = typed.split_once('.').map_or(typed, |(head, _)| head);
        let document = if head.starts_with('D') { head.to_owned() } else { format!("D{head}") };
        let begun = typed.strip_prefix("S.").map(|digits| format!("D{digits}"));
        let query = "SELECT DISTINCT id FROM catalogue WHERE story IN ( \
                     SELECT story FROM profiles JOIN documents ON arrival = document \
                     WHERE documents.id >= ?1 AND documents.id < ?1 || 'g' \
                     UNION SELECT story FROM joined WHERE id >= ?2 AND id < ?2 || 'z' \
                     UNION SELECT story FROM shares WHERE final >= ?2 AND final < ?2 || 'z') \
                     ORDER BY id";
        self.run(|connection| {
            if typed.is_empty() || !self.is_settled_in(connection)? {
                return Ok(None);
            }
            let mut statement = connection.prepare_cached(query)?;
            let document = begun.as_ref().unwrap_or(&document);
            let ids =
                statement.query_map(params![document, typed], |row| row.get::<_, String>(0))?;
            ids.map(|id| id.map(Id::from)).collect::<rusqlite::Result<_>>().map(Some)
        })
    }

    /// The ids that short ids must keep apart: those of all documents that count, and of all that is
    /// joined from them. `None` where the catalogue does not have all stories.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn ids(&self) -> Result<Option<Vec<Id>>> {
        let query = "SELECT id FROM documents JOIN profiles ON document = arrival \
                     UNION ALL SELECT id FROM joined UNION ALL SELECT DISTINCT final FROM shares";
        self.run(|connection| {
            if !self.is_settled_in(connection)? {
                return Ok(None);
            }
            let mut statement = connection.prepare_cached(query)?;
            let ids = statement.query_map([], |row| row.get::<_, String>(0))?;
            ids.map(|id| id.map(Id::from)).collect::<rusqlite::Result<_>>().map(Some)
        })
    }
}

fn is_settled(connection: &Connection) -> rusqlite::Result<bool> {
    let query = "SELECT NOT EXISTS (SELECT 1 FROM profiles \
                 WHERE story NOT IN (SELECT story FROM catalogue)) \
                 AND NOT EXISTS (SELECT 1 FROM unsure) \
                 AND NOT EXISTS (SELECT 1 FROM catalogue WHERE summed = 0)";
    Ok(is_derived(connection)?
        && connection.prepare_cached(query)?.query_row([], |row| row.get::<_, bool>(0))?)
}

/// Whether a correction reaches from one story into another.
fn crosses(connection: &Connection) -> rusqlite::Result<bool> {
    let query = "SELECT EXISTS (SELECT 1 FROM linked \
                 JOIN documents AS a ON a.id = linked.one JOIN documents AS b ON b.id = linked.other \
                 JOIN profiles AS p ON p.document = a.arrival \
                 JOIN profiles AS q ON q.document = b.arrival WHERE p.story <> q.story)";
    connection.prepare_cached(query)?.query_row([], |row| row.get(0))
}

fn story_with(connection: &Connection, document: &str) -> rusqlite::Result<Option<i64>> {
    use rusqlite::OptionalExtension as _;
    let query = "SELECT story FROM profiles JOIN documents ON arrival = document WHERE id = ?1";
    connection.prepare_cached(query)?.query_row([document], |row| row.get(0)).optional()
}

fn catalogued(row: &Row<'_>) -> rusqlite::Result<(Catalogued, String)> {
    let day = |at: usize| -> rusqlite::Result<Option<Date>> {
        Ok(row.get::<_, Option<String>>(at)?.and_then(|day| day.parse().ok()))
    };
    let story = Catalogued {
        id: Id::from(row.get::<_, String>(0)?),
        label: row.get(1)?,
        documents: row.get(2)?,
        sources: row.get(3)?,
        days: day(4)?.zip(day(5)?),
        changed: row.get(6)?,
        events: row.get(7)?,
        statements: row.get(8)?,
        conflicts: row.get(9)?,
        names: Vec::new(),
    };
    Ok((story, row.get(10)?))
}
