//! What is kept of a story beside its row, entity by entity and telling by telling: so that what a
//! search finds is known for what it is among all stories.

use std::collections::{BTreeMap, BTreeSet};

use keii_ledger::{Ledger, Local};
use keii_model::{Id, TextSpan};
use rusqlite::{Connection, params};

/// How often a story names an entity, and has it say something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Count {
    mentions: u32,
    statements: u32,
}

/// What is kept of a story.
#[derive(PartialEq)]
pub(super) struct Rows {
    /// By id in the document: the entity, and where the document names it.
    named: BTreeMap<String, (String, String)>,
    /// The events of tellings.
    tellings: BTreeMap<String, String>,
    /// By entity.
    counts: BTreeMap<String, Count>,
}

impl Rows {
    pub(super) fn of(ledger: &Ledger, locals: Vec<Local>) -> Self {
        let mut counts: BTreeMap<String, Count> = BTreeMap::new();
        for entity in ledger.entities() {
            let mentions = u32::try_from(entity.evidence.len()).unwrap_or(u32::MAX);
            counts.entry(entity.id.to_string()).or_default().mentions = mentions;
        }
        for said in ledger.attributions() {
            let speakers = said.speaker.iter().filter_map(|one| one.entity.as_ref());
            for speaker in speakers.collect::<BTreeSet<_>>() {
                counts.entry(speaker.to_string()).or_default().statements += 1;
            }
        }
        let events = ledger.events().flat_map(|event| {
            event.mentions.iter().map(|mention| (mention.to_string(), event.id.to_string()))
        });
        let named = locals.into_iter().map(|Local { id, entity, evidence }| {
            (id.to_string(), (entity.to_string(), written(&evidence)))
        });
        Self { named: named.collect(), tellings: events.collect(), counts }
    }

    pub(super) fn kept(connection: &Connection, story: i64) -> rusqlite::Result<Self> {
        let query = "SELECT local, entity, evidence FROM named WHERE document IN \
                     (SELECT document FROM profiles WHERE story = ?1)";
        let mut named = connection.prepare_cached(query)?;
        let named =
            named.query_map([story], |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?))))?;
        let query = "SELECT mention, event FROM tellings WHERE document IN \
                     (SELECT document FROM profiles WHERE story = ?1)";
        let mut tellings = connection.prepare_cached(query)?;
        let tellings = tellings.query_map([story], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let query = "SELECT final, mentions, statements FROM shares WHERE story = ?1";
        let mut counts = connection.prepare_cached(query)?;
        let counts = counts.query_map([story], |row| {
            Ok((row.get(0)?, Count { mentions: row.get(1)?, statements: row.get(2)? }))
        })?;
        Ok(Self {
            named: named.collect::<rusqlite::Result<_>>()?,
            tellings: tellings.collect::<rusqlite::Result<_>>()?,
            counts: counts.collect::<rusqlite::Result<_>>()?,
        })
    }
}

/// Removes what is kept of a story's documents.
pub(super) fn remove(connection: &Connection, story: i64) -> rusqlite::Result<()> {
    for table in ["named", "tellings"] {
        let query = format!(
            "DELETE FROM {table} WHERE document IN \
             (SELECT document FROM profiles WHERE story = ?1)"
        );
        connection.prepare_cached(&query)?.execute([story])?;
    }
    Ok(())
}

pub(super) fn write(connection: &Connection, story: i64, rows: &Rows) -> rusqlite::Result<()> {
    let arrivals = arrivals(connection, story)?;
    let of = |id: &str| arrivals.get(id.split_once('.').map_or(id, |(document, _)| document));
    let query = "INSERT INTO named (document, local, entity, evidence) VALUES (?1, ?2, ?3, ?4)";
    let mut insert = connection.prepare_cached(query)?;
    for (local, (entity, evidence)) in &rows.named {
        if let Some(document) = of(local) {
            insert.execute(params![document, local, entity, evidence])?;
        }
    }
    let query = "INSERT INTO tellings (document, mention, event) VALUES (?1, ?2, ?3)";
    let mut insert = connection.prepare_cached(query)?;
    for (mention, event) in &rows.tellings {
        if let Some(document) = of(mention) {
            insert.execute(params![document, mention, event])?;
        }
    }
    let query = "UPDATE shares SET mentions = ?3, statements = ?4 WHERE story = ?1 AND final = ?2";
    let mut update = connection.prepare_cached(query)?;
    for (entity, Count { mentions, statements }) in &rows.counts {
        update.execute(params![story, entity, mentions, statements])?;
    }
    Ok(())
}

fn arrivals(connection: &Connection, story: i64) -> rusqlite::Result<BTreeMap<String, i64>> {
    let query = "SELECT id, arrival FROM profiles JOIN documents ON arrival = document \
                 WHERE story = ?1";
    let mut statement = connection.prepare_cached(query)?;
    statement.query_map([story], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}

/// Places in one document, as they are kept: start, end and words of each.
fn written(evidence: &[TextSpan]) -> String {
    let places: Vec<(u32, u32, &str)> =
        evidence.iter().map(|span| (span.start, span.end, span.text.as_str())).collect();
    serde_json::to_string(&places).expect("numbers and words are JSON")
}

/// What [`written`] wrote, of a document; none where it cannot be read, which no program has
/// written.
pub(super) fn places(document: &Id, written: &str) -> Vec<TextSpan> {
    let places: Vec<(u32, u32, String)> = serde_json::from_str(written).unwrap_or_default();
    let span = |(start, end, text)| TextSpan { document: document.clone(), start, end, text };
    places.into_iter().map(span).collect()
}
