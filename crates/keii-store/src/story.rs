//! Which documents tell of one story, kept so that one more is placed without reading all others.
//!
//! A link between two documents depends on these two alone, so a document that arrives is compared
//! with those that share what it is sought by, and its story is that of all that it is linked with.
//! What leaves a story (a version that a later one replaces) may part it: its other documents are
//! placed anew.

use std::collections::BTreeSet;

use keii_ledger::{Profile, link};
use keii_model::{Id, Reading};
use rusqlite::{Connection, OptionalExtension, params};

use crate::error::Result;
use crate::{Store, catalogue};

/// A document with what it is recognised by; `None` where it is in no story.
pub(crate) type Placing = (i64, Option<(String, Profile)>);

impl Store {
    /// The current documents of the story that this document or story id names, in order of
    /// arrival; none where it is not known.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn story_documents(&self, id: &Id) -> Result<Vec<Id>> {
        let digits = id.as_str().strip_prefix("S.");
        let document = digits.map_or_else(|| id.to_string(), |digits| format!("D{digits}"));
        let query = "SELECT documents.id FROM profiles \
                     JOIN documents ON documents.arrival = profiles.document \
                     WHERE story = (SELECT story FROM profiles JOIN documents ON arrival = document \
                                    WHERE documents.id = ?1) ORDER BY arrival";
        self.run(|connection| {
            let mut statement = connection.prepare_cached(query)?;
            let ids = statement.query_map([document.as_str()], |row| row.get::<_, String>(0))?;
            ids.map(|id| id.map(Id::from)).collect()
        })
    }

    /// How many of the readings in use another pack than this has made.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn read_by_others(&self, pack: &str) -> Result<usize> {
        let query = "SELECT count(*) FROM profiles WHERE pack <> ?1";
        self.run(|connection| {
            connection.prepare_cached(query)?.query_row([pack], |row| row.get::<_, u32>(0))
        })
        .map(|count| count as usize)
    }

    /// All stories, each by its documents in order of arrival.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn placed(&self) -> Result<Vec<Vec<Id>>> {
        let query = "SELECT story, documents.id FROM profiles \
                     JOIN documents ON documents.arrival = profiles.document \
                     ORDER BY story, arrival";
        let rows: Vec<(i64, String)> = self.run(|connection| {
            let mut statement = connection.prepare_cached(query)?;
            statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
        })?;
        let stories = rows.chunk_by(|(a, _), (b, _)| a == b);
        Ok(stories
            .map(|story| story.iter().map(|(_, id)| Id::from(id.as_str())).collect())
            .collect())
    }
}

/// Places a document that was not there before.
pub(crate) fn place(
    connection: &Connection,
    arrival: i64,
    reading: &Reading,
) -> rusqlite::Result<()> {
    if is_current(connection, arrival)? {
        enter(connection, arrival, &reading.pack, &Profile::of(reading))?;
    }
    Ok(())
}

/// Takes the earlier versions of an address out of their stories.
pub(crate) fn supersede(connection: &Connection, url: &str, version: u32) -> rusqlite::Result<()> {
    let query = "SELECT arrival FROM documents WHERE url = ?1 AND version < ?2";
    let mut statement = connection.prepare_cached(query)?;
    let earlier = statement.query_map(params![url, version], |row| row.get(0))?;
    let earlier = earlier.collect::<rusqlite::Result<Vec<i64>>>()?;
    for arrival in &earlier {
        // Nobody needs its reading any more.
        connection.prepare_cached("DELETE FROM unread WHERE document = ?1")?.execute([arrival])?;
    }
    place_anew(connection, earlier.into_iter().map(|arrival| (arrival, None)).collect())
}

pub(crate) fn arrival(connection: &Connection, document: &Id) -> rusqlite::Result<Option<i64>> {
    let query = "SELECT arrival FROM documents WHERE id = ?1";
    connection.prepare_cached(query)?.query_row([document.as_str()], |row| row.get(0)).optional()
}

pub(crate) fn is_current(connection: &Connection, arrival: i64) -> rusqlite::Result<bool> {
    let query = format!("SELECT {} FROM documents WHERE arrival = ?1", crate::store::IS_CURRENT);
    connection.prepare_cached(&query)?.query_row([arrival], |row| row.get(0))
}

/// Places documents of which more or less is known than before, and anew those who may have hung
/// together by them. Each of these is placed once, however many of a story change.
pub(crate) fn place_anew(connection: &Connection, changed: Vec<Placing>) -> rusqlite::Result<()> {
    let mut stories = BTreeSet::new();
    let mut entering: Vec<(i64, String, Vec<u8>)> = Vec::new();
    for (arrival, profile) in changed {
        stories.extend(of(connection, arrival)?);
        connection
            .prepare_cached("DELETE FROM profiles WHERE document = ?1")?
            .execute([arrival])?;
        entering.extend(profile.map(|(pack, profile)| (arrival, pack, profile.to_bytes())));
    }
    for story in stories {
        let rest = "SELECT document, pack, profile FROM profiles WHERE story = ?1";
        let mut statement = connection.prepare_cached(rest)?;
        let rest = statement
            .query_map([story], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
            .collect::<rusqlite::Result<Vec<_>>>()?;
        entering.extend(rest);
        catalogue::forget(connection, story)?;
        connection.prepare_cached("DELETE FROM profiles WHERE story = ?1")?.execute([story])?;
    }
    entering.sort_by_key(|(arrival, ..)| *arrival);
    for (arrival, pack, bytes) in entering {
        if let Some(profile) = Profile::from_bytes(Id::from(""), &bytes) {
            enter(connection, arrival, &pack, &profile)?;
        }
    }
    Ok(())
}

/// Whether a document is already placed by exactly this profile.
pub(crate) fn is_placed_by(
    connection: &Connection,
    arrival: i64,
    profile: Option<&Profile>,
) -> rusqlite::Result<bool> {
    let query = "SELECT profile FROM profiles WHERE document = ?1";
    let known: Option<Vec<u8>> =
        connection.prepare_cached(query)?.query_row([arrival], |row| row.get(0)).optional()?;
    Ok(known == profile.map(Profile::to_bytes))
}

/// The story that a document is in.
pub(crate) fn of(connection: &Connection, arrival: i64) -> rusqlite::Result<Option<i64>> {
    let query = "SELECT story FROM profiles WHERE document = ?1";
    connection.prepare_cached(query)?.query_row([arrival], |row| row.get(0)).optional()
}

/// Links a document with those that it is linked with; their stories become one.
fn enter(
    connection: &Connection,
    arrival: i64,
    pack: &str,
    profile: &Profile,
) -> rusqlite::Result<()> {
    let sought = sought(profile);
    let mut stories = bound(connection, arrival)?;
    stories.insert(arrival);
    let query = "SELECT story, profile FROM profiles WHERE document = ?1";
    let mut statement = connection.prepare_cached(query)?;
    for other in near(connection, &sought)? {
        let found = statement
            .query_row([other], |row| Ok((row.get(0)?, row.get::<_, Vec<u8>>(1)?)))
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
    for story in &stories {
        catalogue::forget(connection, *story)?;
    }
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

/// What a document is sought by.
pub(crate) fn sought(profile: &Profile) -> Vec<i64> {
    profile.sought().into_iter().map(u64::cast_signed).collect()
}

/// The documents that may be linked with one that is sought by these.
pub(crate) fn near(connection: &Connection, sought: &[i64]) -> rusqlite::Result<BTreeSet<i64>> {
    let mut near = BTreeSet::new();
    let mut statement =
        connection.prepare_cached("SELECT document FROM seekers WHERE sought = ?1")?;
    for key in sought {
        let documents = statement.query_map([key], |row| row.get::<_, i64>(0))?;
        near.extend(documents.collect::<rusqlite::Result<Vec<_>>>()?);
    }
    Ok(near)
}

/// The stories of those that a correction says tell of one happening with this document.
fn bound(connection: &Connection, arrival: i64) -> rusqlite::Result<BTreeSet<i64>> {
    let query = "SELECT story FROM documents AS this JOIN bound ON this.id IN (one, other) \
                 JOIN documents AS that ON that.id IN (one, other) AND that.id <> this.id \
                 JOIN profiles ON profiles.document = that.arrival WHERE this.arrival = ?1";
    let mut statement = connection.prepare_cached(query)?;
    statement.query_map([arrival], |row| row.get(0))?.collect()
}
