//! How an entity shows among all stories: under which id, and by what name, forms, offices and
//! country. A story that names it is summed up anew when another story changes that.

use std::collections::{BTreeMap, BTreeSet};

use keii_ledger::{Share, final_ids, has_namesakes, whole};
use keii_model::{Entity, EntityType, Id};
use rusqlite::{Connection, OptionalExtension, params};

use super::one;

/// Looks at some of those of whom a story says something else than before; tells whether there are
/// more.
pub(super) fn look_anew(connection: &Connection, most: u32) -> rusqlite::Result<bool> {
    let mut statement = connection.prepare_cached("SELECT entity FROM unsure LIMIT ?1")?;
    let unsure = statement.query_map([most], |row| row.get::<_, String>(0))?;
    let unsure: Vec<String> = unsure.collect::<rusqlite::Result<_>>()?;
    let countries = one::countries(connection)?;
    let mut sure = connection.prepare_cached("DELETE FROM unsure WHERE entity = ?1")?;
    for entity in &unsure {
        look(connection, entity, &countries)?;
        sure.execute([entity])?;
    }
    Ok(unsure.len() >= most as usize)
}

fn look(connection: &Connection, entity: &str, countries: &[Share]) -> rusqlite::Result<()> {
    let mut renamed = BTreeSet::new();
    if may_be_several(entity) {
        renamed = name(connection, entity, countries)?;
    }
    let now = faces(connection, entity)?;
    let before = kept(connection, entity)?;
    for story in renamed {
        doubt(connection, "story = ?1", params![story])?;
    }
    if now == before {
        return Ok(());
    }
    connection.prepare_cached("DELETE FROM faces WHERE entity = ?1")?.execute([entity])?;
    let query = "INSERT OR REPLACE INTO faces (entity, final, face) VALUES (?1, ?2, ?3)";
    let mut insert = connection.prepare_cached(query)?;
    for (id, face) in &now {
        insert.execute(params![entity, id, face])?;
        if before.get(id) != Some(face) {
            let naming = "story IN (SELECT story FROM shares WHERE entity = ?1 AND final = ?2)";
            doubt(connection, naming, params![entity, id])?;
        }
    }
    Ok(())
}

/// Stories that are to be summed up anew.
fn doubt(
    connection: &Connection,
    which: &str,
    values: &[&dyn rusqlite::ToSql],
) -> rusqlite::Result<()> {
    let query = format!("UPDATE catalogue SET summed = 0 WHERE {which}");
    connection.prepare_cached(&query)?.execute(values).map(|_| ())
}

/// Whether entities of this id may be several, as that of somebody with namesakes.
fn may_be_several(entity: &str) -> bool {
    let types = [EntityType::Person, EntityType::Group];
    types.into_iter().any(|of| has_namesakes(of) && entity.starts_with(of.letter()))
}

/// The stories that name an entity, each with the final id that it has and should have.
pub(super) fn finals(
    connection: &Connection,
    entity: &str,
    countries: &[Share],
) -> rusqlite::Result<Vec<(i64, String, Id)>> {
    let query = "SELECT share, first, story, final FROM shares WHERE entity = ?1 ORDER BY first";
    let mut statement = connection.prepare_cached(query)?;
    let rows = statement
        .query_map([entity], |row| Ok((one::share(row)?, row.get(2)?, row.get(3)?)))?
        .collect::<rusqlite::Result<Vec<(Option<Share>, i64, String)>>>()?;
    let shares: Vec<Share> = rows.iter().filter_map(|(share, ..)| share.clone()).collect();
    let ids = final_ids(&shares, countries);
    let known = rows.into_iter().filter(|(share, ..)| share.is_some());
    Ok(known.zip(ids).map(|((_, story, was), id)| (story, was, id)).collect())
}

/// Keeps the final ids of an entity; gives the stories for which that is another than before.
fn name(
    connection: &Connection,
    entity: &str,
    countries: &[Share],
) -> rusqlite::Result<BTreeSet<i64>> {
    let mut changed = BTreeSet::new();
    for (story, was, id) in finals(connection, entity, countries)? {
        if was != id.as_str() {
            let query = "UPDATE shares SET final = ?3 WHERE entity = ?1 AND story = ?2";
            connection.prepare_cached(query)?.execute(params![entity, story, id.as_str()])?;
            changed.insert(story);
        }
    }
    Ok(changed)
}

/// How the entities of this id show, by their final ids.
pub(super) fn faces(
    connection: &Connection,
    entity: &str,
) -> rusqlite::Result<BTreeMap<String, String>> {
    let query = "SELECT DISTINCT final FROM shares WHERE entity = ?1";
    let mut statement = connection.prepare_cached(query)?;
    let ids = statement.query_map([entity], |row| row.get::<_, String>(0))?;
    let mut faces = BTreeMap::new();
    for id in ids {
        let id = id?;
        let entity = told(connection, &id)?;
        faces.extend(entity.map(|entity| (id, face(entity))));
    }
    Ok(faces)
}

/// All that stories say of the entity of this id; of its mentions at most a few.
pub(super) fn told(connection: &Connection, id: &str) -> rusqlite::Result<Option<Entity>> {
    // Of those without namesakes most stories say the same.
    let each = "SELECT share, min(first) FROM shares WHERE final = ?1 \
                GROUP BY share ORDER BY min(first)";
    let every = "SELECT share, first FROM shares WHERE final = ?1 ORDER BY first";
    let mut statement = connection.prepare_cached(if may_be_several(id) { every } else { each })?;
    let shares = statement.query_map([id], one::share)?;
    let shares: Vec<Option<Share>> = shares.collect::<rusqlite::Result<_>>()?;
    let shares: Vec<&Share> = shares.iter().flatten().collect();
    Ok(whole(&shares, &Id::from(id)))
}

/// Those of these ids, without places in documents.
pub(super) fn of(
    connection: &Connection,
    ids: impl IntoIterator<Item = impl AsRef<str>>,
) -> rusqlite::Result<Vec<Entity>> {
    let mut statement = connection.prepare_cached("SELECT face FROM faces WHERE final = ?1")?;
    let mut all = Vec::new();
    for id in ids {
        let face: Option<String> =
            statement.query_row([id.as_ref()], |row| row.get(0)).optional()?;
        all.extend(face.and_then(|face| serde_json::from_str(&face).ok()));
    }
    Ok(all)
}

/// All but places in documents, as JSON.
fn face(mut entity: Entity) -> String {
    entity.evidence.clear();
    entity.roles.iter_mut().for_each(|role| role.evidence.clear());
    // How often each is stated is no part of it.
    entity.roles.sort_by(|a, b| (&a.title, &a.of).cmp(&(&b.title, &b.of)));
    serde_json::to_string(&entity).expect("an entity is JSON")
}

/// The same as it is kept.
pub(super) fn kept(
    connection: &Connection,
    entity: &str,
) -> rusqlite::Result<BTreeMap<String, String>> {
    let mut statement =
        connection.prepare_cached("SELECT final, face FROM faces WHERE entity = ?1")?;
    let rows = statement.query_map([entity], |row| Ok((row.get(0)?, row.get(1)?)))?;
    rows.collect()
}
