//! Keeping the index: the entries of a document are written where its reading is.

use std::collections::BTreeMap;

use jiff::civil::Date;
use keii_model::{DocumentRecord, Id, Reading};
use rusqlite::{Connection, OptionalExtension, params};
use serde::de::IgnoredAny;

use super::FindKind;
use super::entry::{Entry, Piece, days, entries};
use super::pairs::tokens;

/// Puts what can be found of a document in the place of what was there before. Without a reading
/// nothing is found of it.
pub(crate) fn index(
    connection: &Connection,
    arrival: i64,
    reading: Option<&Reading>,
) -> rusqlite::Result<()> {
    remove(connection, arrival)?;
    let Some(reading) = reading else { return Ok(()) };
    head(connection, arrival, reading)?;
    let query = "SELECT text FROM documents WHERE arrival = ?1";
    let bytes: Vec<u8> =
        connection.prepare_cached(query)?.query_row([arrival], |row| row.get(0))?;
    let text = String::from_utf8_lossy(&bytes);
    for entry in entries(reading) {
        let grams = match entry.kind {
            FindKind::Text => tokens(std::iter::once(&*text)),
            _ => tokens(entry.pieces.iter().map(|(_, words)| words.as_str())),
        };
        write(connection, arrival, &entry, &grams)?;
    }
    Ok(())
}

/// Whether the entries of a document are those that its reading gives; without a reading none.
pub(crate) fn is_indexed(
    connection: &Connection,
    arrival: i64,
    reading: Option<&Reading>,
) -> rusqlite::Result<bool> {
    let query = "SELECT kind, record, type, factuality, status, first_day, last_day, pieces \
                 FROM entries WHERE document = ?1 ORDER BY number";
    let mut statement = connection.prepare_cached(query)?;
    let mut rows = statement.query([arrival])?;
    if kept(connection, arrival)? != reading.map(facts) {
        return Ok(false);
    }
    let mut wanted = reading.map(entries).unwrap_or_default().into_iter();
    while let Some(row) = rows.next()? {
        let Some(entry) = wanted.next() else { return Ok(false) };
        let (first, last) = texts(entry.days);
        let expected = [
            Some(entry.kind.word().to_owned()),
            entry.record.as_ref().map(ToString::to_string),
            entry.entry_type.clone(),
            entry.factuality.clone(),
            entry.status.clone(),
            first,
            last,
            pieces(&entry),
        ];
        for (at, expected) in expected.iter().enumerate() {
            if row.get::<_, Option<String>>(at)? != *expected {
                return Ok(false);
            }
        }
    }
    Ok(wanted.next().is_none())
}

/// The document as it is kept.
fn kept(connection: &Connection, arrival: i64) -> rusqlite::Result<Option<String>> {
    let query = "SELECT facts FROM headings WHERE document = ?1";
    connection.prepare_cached(query)?.query_row([arrival], |row| row.get(0)).optional()
}

/// A token that the index of words holds more or less often than the texts do, if there is one.
pub(crate) fn miscounted(connection: &Connection) -> rusqlite::Result<Option<String>> {
    let mut counts: BTreeMap<String, i64> = BTreeMap::new();
    let query = "SELECT pieces, text FROM entries JOIN documents ON arrival = document";
    let mut statement = connection.prepare(query)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let grams = match row.get::<_, Option<String>>(0)? {
            Some(json) => {
                let pieces: Vec<Piece> = serde_json::from_str(&json).unwrap_or_default();
                tokens(pieces.iter().map(|(_, words)| words.as_str()))
            }
            None => tokens(std::iter::once(&*String::from_utf8_lossy(row.get_ref(1)?.as_blob()?))),
        };
        for token in grams.split_terminator(' ') {
            match counts.get_mut(token) {
                Some(count) => *count += 1,
                None => _ = counts.insert(token.to_owned(), 1),
            }
        }
    }
    connection.execute_batch(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.counted USING fts5vocab(main, pairs, row)",
    )?;
    let mut statement = connection.prepare("SELECT term, cnt FROM temp.counted")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let term: String = row.get(0)?;
        if counts.remove(&term) != Some(row.get(1)?) {
            return Ok(Some(term));
        }
    }
    Ok(counts.into_keys().next())
}

fn remove(connection: &Connection, arrival: i64) -> rusqlite::Result<()> {
    let words = "DELETE FROM pairs WHERE rowid IN (SELECT number FROM entries WHERE document = ?1)";
    connection.prepare_cached(words)?.execute([arrival])?;
    connection.prepare_cached("DELETE FROM entries WHERE document = ?1")?.execute([arrival])?;
    connection.prepare_cached("DELETE FROM headings WHERE document = ?1")?.execute([arrival])?;
    Ok(())
}

fn head(connection: &Connection, arrival: i64, reading: &Reading) -> rusqlite::Result<()> {
    let document = &reading.document;
    let (first, last) = texts(days(document.published.value.as_ref()));
    let query = "INSERT INTO headings (document, title, publisher, first_day, last_day, facts) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    let title = document.title.as_ref().map(|title| &title.text);
    let publisher = document.publisher.as_ref().map(|publisher| &publisher.name);
    let row = params![arrival, title, publisher, first, last, facts(reading)];
    connection.prepare_cached(query)?.execute(row).map(|_| ())
}

/// The document as it is kept: as its reading has it but for what it credits, then that, which is most
/// of it and in no list.
fn facts(reading: &Reading) -> String {
    let document = &reading.document;
    let heading = DocumentRecord { references: Vec::new(), ..document.clone() };
    serde_json::to_string(&(heading, &document.references)).expect("a document is JSON")
}

/// The document out of what is kept of it, as its reading has it; `None` where that cannot be read, which
/// no program has written.
pub(crate) fn document(facts: &str) -> Option<DocumentRecord> {
    let (heading, references) = serde_json::from_str(facts).ok()?;
    Some(DocumentRecord { references, ..heading })
}

/// The same without what it credits.
pub(crate) fn heading(facts: &str) -> Option<DocumentRecord> {
    let (heading, _): (DocumentRecord, IgnoredAny) = serde_json::from_str(facts).ok()?;
    Some(heading)
}

fn write(
    connection: &Connection,
    arrival: i64,
    entry: &Entry,
    grams: &str,
) -> rusqlite::Result<()> {
    let (first, last) = texts(entry.days);
    let query = "INSERT INTO entries (document, kind, record, type, factuality, status, \
                 first_day, last_day, pieces) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    connection.prepare_cached(query)?.execute(params![
        arrival,
        entry.kind.word(),
        entry.record.as_ref().map(Id::as_str),
        entry.entry_type,
        entry.factuality,
        entry.status,
        first,
        last,
        pieces(entry),
    ])?;
    let number = connection.last_insert_rowid();
    let query = match entry.kind {
        FindKind::Text => "INSERT INTO pairs (rowid, text) VALUES (?1, ?2)",
        FindKind::Statement => "INSERT INTO pairs (rowid, statement) VALUES (?1, ?2)",
        FindKind::Event => "INSERT INTO pairs (rowid, event) VALUES (?1, ?2)",
        FindKind::Entity => "INSERT INTO pairs (rowid, entity) VALUES (?1, ?2)",
    };
    connection.prepare_cached(query)?.execute(params![number, grams])?;
    let query = "INSERT OR IGNORE INTO involved (entity, entry) VALUES (?1, ?2)";
    let mut involve = connection.prepare_cached(query)?;
    for entity in &entry.involved {
        involve.execute(params![entity.as_str(), number])?;
    }
    Ok(())
}

fn texts(days: Option<(Date, Date)>) -> (Option<String>, Option<String>) {
    days.map(|(first, last)| (first.to_string(), last.to_string())).unzip()
}

fn pieces(entry: &Entry) -> Option<String> {
    let json = || serde_json::to_string(&entry.pieces).expect("numbers and texts are JSON");
    (entry.kind != FindKind::Text).then(json)
}
