//! Which documents tell of one story, kept so that one more is placed without reading all others.
//!
//! A link between two documents depends on these two alone, so a document that arrives is compared
//! with those that share what it is sought by, and its story is that of all that it is linked with.
//! What leaves a story (a version that a later one replaces) may part it: its other documents are
//! placed anew.

use std::collections::BTreeSet;

use keii_ledger::{Ledger, Profile, link};
use keii_model::{Id, Reading};
use rusqlite::{Connection, OptionalExtension, params};

use crate::Store;
use crate::error::Result;

impl Store {
    /// The documents of the story that this document or story id names, in order of arrival; none
    /// where it is not known, or not placed by what `pack` reads.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn story_documents(&self, id: &Id, pack: &str) -> Result<Vec<Id>> {
        let digits = id.as_str().strip_prefix("S.");
        let document = digits.map_or_else(|| id.to_string(), |digits| format!("D{digits}"));
        let query = "SELECT documents.id FROM profiles \
                     JOIN documents ON documents.arrival = profiles.document \
                     WHERE story = (SELECT story FROM profiles JOIN documents ON arrival = document \
                                    WHERE documents.id = ?1 AND pack = ?2) \
                     AND pack = ?2 ORDER BY arrival";
        self.run(|connection| {
            let mut statement = connection.prepare_cached(query)?;
            let ids =
                statement.query_map([document.as_str(), pack], |row| row.get::<_, String>(0))?;
            ids.map(|id| id.map(Id::from)).collect()
        })
    }

    /// The ledger of that story alone: of the file only its readings are read.
    ///
    /// # Errors
    /// When the file cannot be read or is damaged.
    pub fn story_ledger(&self, id: &Id, pack: &str) -> Result<Option<Ledger>> {
        let documents = self.story_documents(id, pack)?;
        let readings = documents.iter().map(|document| self.reading(document, pack));
        let readings: Vec<Reading> =
            readings.collect::<Result<Vec<_>>>()?.into_iter().flatten().collect();
        Ok((!readings.is_empty()).then(|| keii_ledger::build_story(readings)))
    }

    /// All stories that are known of what `pack` reads, each by its documents in order of arrival.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn placed(&self, pack: &str) -> Result<Vec<Vec<Id>>> {
        let query = "SELECT story, documents.id FROM profiles \
                     JOIN documents ON documents.arrival = profiles.document \
                     WHERE pack = ?1 ORDER BY story, arrival";
        let rows: Vec<(i64, String)> = self.run(|connection| {
            let mut statement = connection.prepare_cached(query)?;
            statement.query_map([pack], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
        })?;
        let stories = rows.chunk_by(|(a, _), (b, _)| a == b);
        Ok(stories
            .map(|story| story.iter().map(|(_, id)| Id::from(id.as_str())).collect())
            .collect())
    }

    /// Places all current documents by what `pack` reads, as if nothing had been placed: for a file
    /// that was written before stories were kept.
    ///
    /// # Errors
    /// When the file cannot be read or written, or is damaged.
    pub fn place_all(&mut self, pack: &str) -> Result<()> {
        let readings = self.readings(pack)?;
        let batch = self.batch()?;
        batch.run(|connection| connection.execute("DELETE FROM profiles", []))?;
        for reading in &readings {
            batch.run(|connection| place(connection, reading))?;
        }
        batch.commit()
    }

    /// Whether every current document that `pack` has read is placed.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn is_placed(&self, pack: &str) -> Result<bool> {
        let query = format!(
            "SELECT NOT EXISTS (SELECT 1 FROM readings JOIN documents ON documents.id = document \
             WHERE pack = ?1 AND {} AND NOT EXISTS (SELECT 1 FROM profiles \
             WHERE profiles.document = arrival AND profiles.pack = ?1))",
            crate::store::IS_CURRENT
        );
        self.run(|connection| {
            connection.prepare_cached(&query)?.query_row([pack], |row| row.get(0))
        })
    }

    /// The stories as they would be placed now, for comparison with [`placed`](Self::placed).
    ///
    /// # Errors
    /// When the file cannot be read or is damaged.
    pub fn stories_anew(&self, pack: &str) -> Result<Vec<Vec<Id>>> {
        let profiles: Vec<Profile> = self.readings(pack)?.iter().map(Profile::of).collect();
        let documents = |story: &Vec<usize>| {
            story.iter().map(|&at| profiles[at].document.clone()).collect::<Vec<Id>>()
        };
        Ok(keii_ledger::part(&profiles).iter().map(documents).collect())
    }
}

/// Places a document by its reading. One that is superseded is taken out instead.
pub(crate) fn place(connection: &Connection, reading: &Reading) -> rusqlite::Result<()> {
    let Some(arrival) = arrival(connection, &reading.document.id)? else { return Ok(()) };
    withdraw(connection, arrival, &reading.pack)?;
    if is_current(connection, arrival)? {
        enter(connection, arrival, &reading.pack, &Profile::of(reading))?;
    }
    Ok(())
}

/// Takes the earlier version of an address out of its story.
pub(crate) fn supersede(connection: &Connection, url: &str, version: u32) -> rusqlite::Result<()> {
    let query = "SELECT arrival, pack FROM documents JOIN profiles ON document = arrival \
                 WHERE url = ?1 AND version < ?2";
    let mut statement = connection.prepare_cached(query)?;
    let rows = statement.query_map(params![url, version], |row| Ok((row.get(0)?, row.get(1)?)))?;
    for row in rows.collect::<rusqlite::Result<Vec<(i64, String)>>>()? {
        withdraw(connection, row.0, &row.1)?;
    }
    Ok(())
}

fn arrival(connection: &Connection, document: &Id) -> rusqlite::Result<Option<i64>> {
    let query = "SELECT arrival FROM documents WHERE id = ?1";
    connection.prepare_cached(query)?.query_row([document.as_str()], |row| row.get(0)).optional()
}

fn is_current(connection: &Connection, arrival: i64) -> rusqlite::Result<bool> {
    let query = format!("SELECT {} FROM documents WHERE arrival = ?1", crate::store::IS_CURRENT);
    connection.prepare_cached(&query)?.query_row([arrival], |row| row.get(0))
}

/// Takes a document out of its story and places anew those who may have hung together by it. What
/// another pack made is replaced as that pack's readings are, document by document.
fn withdraw(connection: &Connection, arrival: i64, pack: &str) -> rusqlite::Result<()> {
    let known = "SELECT story, pack FROM profiles WHERE document = ?1";
    let known: Option<(i64, String)> = connection
        .prepare_cached(known)?
        .query_row([arrival], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((story, made_by)) = known else { return Ok(()) };
    connection.prepare_cached("DELETE FROM profiles WHERE document = ?1")?.execute([arrival])?;
    if made_by != pack {
        return Ok(());
    }
    let rest = "SELECT document, profile FROM profiles WHERE story = ?1 ORDER BY document";
    let rest: Vec<(i64, Vec<u8>)> = connection
        .prepare_cached(rest)?
        .query_map([story], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    connection.prepare_cached("DELETE FROM profiles WHERE story = ?1")?.execute([story])?;
    for (arrival, bytes) in rest {
        if let Some(profile) = Profile::from_bytes(Id::from(""), &bytes) {
            enter(connection, arrival, pack, &profile)?;
        }
    }
    Ok(())
}

/// Links a document with those that it is linked with; their stories become one.
fn enter(
    connection: &Connection,
    arrival: i64,
    pack: &str,
    profile: &Profile,
) -> rusqlite::Result<()> {
    let sought: Vec<i64> = profile.sought().into_iter().map(u64::cast_signed).collect();
    let mut near: BTreeSet<i64> = BTreeSet::new();
    let mut statement =
        connection.prepare_cached("SELECT document FROM seekers WHERE sought = ?1")?;
    for key in &sought {
        let documents = statement.query_map([key], |row| row.get::<_, i64>(0))?;
        near.extend(documents.collect::<rusqlite::Result<Vec<_>>>()?);
    }
    let mut stories = BTreeSet::from([arrival]);
    let query = "SELECT story, profile FROM profiles WHERE document = ?1 AND pack = ?2";
    let mut statement = connection.prepare_cached(query)?;
    for other in near {
        let found = statement
            .query_row(params![other, pack], |row| Ok((row.get(0)?, row.get::<_, Vec<u8>>(1)?)))
            .optional()?;
        let Some((story, bytes)) = found else { continue };
        let linked = || {
            Profile::from_bytes(Id::from(""), &bytes)
                .is_some_and(|other| link(profile, &other).is_some())
        };
        if !stories.contains(&story) && linked() {
            stories.insert(story);
        }
    }
    let first = *stories.first().expect("the document itself is among them");
    let mut merge = connection.prepare_cached("UPDATE profiles SET story = ?1 WHERE story = ?2")?;
    for other in stories.iter().filter(|&&story| story != first && story != arrival) {
        merge.execute([first, *other])?;
    }
    connection
        .prepare_cached(
            "INSERT INTO profiles (document, pack, profile, story) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute(params![arrival, pack, profile.to_bytes(), first])?;
    let mut seek =
        connection.prepare_cached("INSERT INTO seekers (sought, document) VALUES (?1, ?2)")?;
    for key in sought {
        seek.execute([key, arrival])?;
    }
    Ok(())
}
