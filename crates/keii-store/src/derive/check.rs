//! Whether what is kept beside the readings is what follows from them.

use std::collections::{BTreeMap, BTreeSet};

use keii_ledger::Profile;
use keii_model::Id;
use rusqlite::Connection;

use super::{Known, every, is_derived};
use crate::{catalogue, search, story};

/// What is not as it should be, in words. Nothing where another program made all of it: it is made
/// anew before it is used.
pub(crate) fn check(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    if !is_derived(connection)? {
        return Ok(Vec::new());
    }
    let known = Known::of(connection)?;
    let mut wrong = Vec::new();
    let mut profiles = Vec::new();
    for (arrival, id) in every(connection)? {
        let reading = known.reading(connection, &id)?;
        if !search::is_indexed(connection, arrival, reading.as_ref())? {
            wrong.push(format!("the index of {id} is not what its reading gives"));
        }
        let current = story::is_current(connection, arrival)?;
        let profile = reading.filter(|_| current).map(|reading| Profile::of(&reading));
        if !story::is_placed_by(connection, arrival, profile.as_ref())? {
            wrong.push(format!("{id} is not placed by its reading"));
        }
        profiles.extend(profile);
    }
    if let Some(pair) = search::miscounted(connection)? {
        wrong.push(format!("the index of words does not hold {pair:?} as often as the texts do"));
    }
    if placed(connection)? != stories(connection, &profiles)? {
        wrong.push("the stories are not those that the readings give".to_owned());
    }
    if wrong.is_empty() {
        wrong = catalogue::check(connection)?;
    }
    Ok(wrong)
}

type Stories = BTreeSet<BTreeSet<Id>>;

fn placed(connection: &Connection) -> rusqlite::Result<Stories> {
    let query = "SELECT story, id FROM profiles JOIN documents ON arrival = document";
    let mut statement = connection.prepare(query)?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))?;
    let mut stories: BTreeMap<i64, BTreeSet<Id>> = BTreeMap::new();
    for row in rows {
        let (story, document) = row?;
        stories.entry(story).or_default().insert(Id::from(document));
    }
    Ok(stories.into_values().collect())
}

fn stories(connection: &Connection, profiles: &[Profile]) -> rusqlite::Result<Stories> {
    let id = |&at: &usize| profiles[at].document.clone();
    let parts = keii_ledger::part(profiles);
    let mut stories: Vec<BTreeSet<Id>> =
        parts.iter().map(|part| part.iter().map(id).collect()).collect();
    let mut bound = connection.prepare("SELECT one, other FROM bound")?;
    let mut bound = bound.query([])?;
    while let Some(row) = bound.next()? {
        let pair = [Id::from(row.get::<_, String>(0)?), Id::from(row.get::<_, String>(1)?)];
        let holder = |id: &Id| stories.iter().position(|story| story.contains(id));
        let (Some(one), Some(other)) = (holder(&pair[0]), holder(&pair[1])) else { continue };
        if one != other {
            let moved = stories.swap_remove(one.max(other));
            stories[one.min(other)].extend(moved);
        }
    }
    Ok(stories.into_iter().collect())
}
