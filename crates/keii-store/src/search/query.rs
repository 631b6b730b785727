//! Asking the index.

use jiff::civil::Date;
use keii_model::{Id, TextSpan};
use rusqlite::types::Value;
use rusqlite::{Connection, Row, params_from_iter};

use super::entry::Piece;
use super::fold::{folded, places};
use super::pairs::phrase;
use super::{Find, FindKind, Hit, Hits, MARKS};
use crate::error::{Result, damaged};
use crate::sources::CURRENT_THEN;
use crate::{Store, Until};

impl Store {
    /// What is found, from number `from` on, at most `count` hits. Documents that a later version
    /// has replaced are not looked into; with [`Find::until`], those that had been replaced by then.
    ///
    /// # Errors
    /// When the file cannot be read or is damaged.
    pub fn find(&self, what: &Find, from: usize, count: usize) -> Result<Hits> {
        let numbers = self.run(|connection| Question::of(what).numbers(connection))?;
        let words: Vec<Vec<char>> = what.words.iter().map(|word| folded(word)).collect();
        let mut hits = Vec::new();
        for number in numbers.iter().skip(from).take(count) {
            let row = self.run(|connection| entry(connection, *number))?;
            let hit = row.hit(&words).map_err(|what| damaged(&self.path, what))?;
            hits.push(hit);
        }
        Ok(Hits { hits, total: numbers.len() })
    }
}

/// A question in the language of SQL.
struct Question {
    from: &'static str,
    conditions: Vec<String>,
    values: Vec<Value>,
}

impl Question {
    fn of(what: &Find) -> Self {
        let (arrival, time) = Until::bounds(what.until.as_ref());
        let mut question = Self {
            from: "entries",
            conditions: vec![CURRENT_THEN.to_owned()],
            values: vec![arrival.into(), time.to_owned().into()],
        };
        question.words(what);
        question.one_of("entries.type", &what.types);
        question.one_of("entries.factuality", &what.factuality);
        question.one_of("entries.status", &what.status);
        if !what.involved.is_empty() {
            let list = list(what.involved.iter().map(Id::as_str));
            question.holds(
                "entries.number IN (SELECT entry FROM involved WHERE entity IN \
                 (SELECT value FROM json_each(?)))",
                list,
            );
        }
        if let Some(documents) = &what.documents {
            let list = list(documents.iter().map(Id::as_str));
            question.holds("documents.id IN (SELECT value FROM json_each(?))", list);
        }
        if let Some(publisher) = &what.publisher {
            question.holds("headings.publisher = ?", publisher.clone());
        }
        if let Some(from) = what.from {
            question.holds("entries.last_day >= ?", from.to_string());
        }
        if let Some(to) = what.to {
            question.holds("entries.first_day <= ?", to.to_string());
        }
        question
    }

    fn words(&mut self, what: &Find) {
        let phrases: Vec<String> = what.words.iter().filter_map(|word| phrase(word)).collect();
        let kinds: Vec<&str> = what.kinds.iter().map(|kind| kind.word()).collect();
        if phrases.is_empty() {
            self.one_of("entries.kind", &kinds);
            return;
        }
        self.from = "pairs JOIN entries ON entries.number = pairs.rowid";
        let all = format!("({})", phrases.join(" AND "));
        let columns =
            if kinds.is_empty() { String::new() } else { format!("{{{}}} : ", kinds.join(" ")) };
        self.holds("pairs MATCH ?", columns + &all);
    }

    fn one_of(&mut self, column: &str, values: &[impl AsRef<str>]) {
        if !values.is_empty() {
            let list = list(values.iter().map(AsRef::as_ref));
            self.holds(&format!("{column} IN (SELECT value FROM json_each(?))"), list);
        }
    }

    fn holds(&mut self, condition: &str, value: String) {
        self.values.push(value.into());
        let place = format!("?{}", self.values.len());
        self.conditions.push(condition.replacen('?', &place, 1));
    }

    /// The entries that are found, in the order of [`Hits`].
    fn numbers(&self, connection: &Connection) -> rusqlite::Result<Vec<i64>> {
        let query = format!(
            "SELECT entries.number FROM {} JOIN documents ON documents.arrival = entries.document \
             LEFT JOIN headings ON headings.document = entries.document WHERE {} \
             ORDER BY entries.first_day DESC NULLS LAST, entries.document DESC, entries.number",
            self.from,
            self.conditions.join(" AND ")
        );
        let mut statement = connection.prepare_cached(&query)?;
        statement.query_map(params_from_iter(&self.values), |row| row.get(0))?.collect()
    }
}

fn list<'a>(values: impl Iterator<Item = &'a str>) -> String {
    let values: Vec<&str> = values.collect();
    serde_json::to_string(&values).expect("texts are JSON")
}

/// An entry as it lies in the file.
struct Stored {
    kind: String,
    record: Option<String>,
    document: String,
    title: Option<String>,
    publisher: Option<String>,
    entry_type: Option<String>,
    factuality: Option<String>,
    status: Option<String>,
    first: Option<String>,
    last: Option<String>,
    pieces: Option<String>,
    text: Option<Vec<u8>>,
}

fn entry(connection: &Connection, number: i64) -> rusqlite::Result<Stored> {
    let query = "SELECT kind, record, documents.id, title, publisher, type, factuality, status, \
                 entries.first_day, entries.last_day, pieces, \
                 CASE WHEN kind = 'text' THEN text END \
                 FROM entries JOIN documents ON arrival = entries.document \
                 LEFT JOIN headings ON headings.document = arrival WHERE number = ?1";
    connection.prepare_cached(query)?.query_row([number], Stored::of)
}

impl Stored {
    fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            kind: row.get(0)?,
            record: row.get(1)?,
            document: row.get(2)?,
            title: row.get(3)?,
            publisher: row.get(4)?,
            entry_type: row.get(5)?,
            factuality: row.get(6)?,
            status: row.get(7)?,
            first: row.get(8)?,
            last: row.get(9)?,
            pieces: row.get(10)?,
            text: row.get(11)?,
        })
    }

    fn hit(self, words: &[Vec<char>]) -> std::result::Result<Hit, String> {
        let document = Id::from(self.document);
        let kind = FindKind::from_word(&self.kind)
            .ok_or_else(|| format!("{document} has an entry of the kind {}", self.kind))?;
        let pieces: Vec<Piece> = match (self.text, self.pieces) {
            (Some(bytes), _) => vec![(Some(0), String::from_utf8_lossy(&bytes).into_owned())],
            (None, json) => serde_json::from_str(json.as_deref().unwrap_or("[]"))
                .map_err(|error| format!("an entry of {document}: {error}"))?,
        };
        let marks = marks(&document, &pieces, words);
        let spans = pieces.into_iter().filter_map(|(start, text)| span(&document, start?, text));
        let words = match kind {
            FindKind::Text => Vec::new(),
            FindKind::Entity => spans.take(1).collect(),
            FindKind::Statement | FindKind::Event => spans.collect(),
        };
        Ok(Hit {
            kind,
            record: self.record.map(Id::from),
            title: self.title,
            publisher: self.publisher,
            entry_type: self.entry_type,
            factuality: self.factuality,
            status: self.status,
            days: self.first.and_then(day).zip(self.last.and_then(day)),
            words,
            marks,
            document,
        })
    }
}

fn day(text: String) -> Option<Date> {
    text.parse().ok()
}

fn span(document: &Id, start: u32, text: String) -> Option<TextSpan> {
    let end = start + u32::try_from(text.chars().count()).ok()?;
    Some(TextSpan { document: document.clone(), start, end, text })
}

/// Where the words stand, in order, those that overlap too.
fn marks(document: &Id, pieces: &[Piece], words: &[Vec<char>]) -> Vec<TextSpan> {
    let mut marks = Vec::new();
    for (start, text) in pieces {
        let Some(start) = start else { continue };
        let (characters, text) = (folded(text), text.chars().collect::<Vec<char>>());
        for word in words {
            for at in places(&characters, word).take(MARKS) {
                let found = text[at..at + word.len()].iter().collect();
                let at = u32::try_from(at).expect("a text has fewer than four thousand million");
                marks.extend(span(document, start + at, found));
            }
        }
    }
    marks.sort_by_key(|mark: &TextSpan| (mark.start, mark.end));
    marks.dedup();
    marks.truncate(MARKS);
    marks
}
