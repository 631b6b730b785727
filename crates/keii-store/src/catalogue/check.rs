//! Whether the catalogue is what the readings give.

use std::collections::BTreeSet;

use rusqlite::Connection;

use super::faces::finals;
use super::settle::{Sum, shares_of};
use super::{faces, is_settled, one};
use crate::derive::Known;

/// What is not, in words. Nothing where stories have yet to be summed up.
pub(crate) fn check(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    if !is_settled(connection)? {
        return Ok(Vec::new());
    }
    let known = Known::of(connection)?;
    let mut wrong = Vec::new();
    let mut statement = connection.prepare("SELECT story FROM catalogue ORDER BY story")?;
    let stories = statement.query_map([], |row| row.get(0))?;
    let stories: Vec<i64> = stories.collect::<rusqlite::Result<_>>()?;
    for story in &stories {
        let mut kept = connection
            .prepare_cached("SELECT entity, first, share FROM shares WHERE story = ?1")?;
        let kept = kept.query_map([story], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let kept: BTreeSet<(String, String, String)> = kept.collect::<rusqlite::Result<_>>()?;
        let fresh = shares_of(connection, &known, *story)?.into_iter();
        let fresh = fresh.map(|(entity, first, json)| (entity.id.to_string(), first, json));
        if kept != fresh.collect() {
            wrong.push(format!("what story {story} says of its entities is not what it holds"));
        }
    }
    let countries = one::countries(connection)?;
    let mut statement = connection.prepare("SELECT DISTINCT entity FROM shares")?;
    let entities = statement.query_map([], |row| row.get(0))?;
    let counted = "SELECT EXISTS (SELECT share, count(*) FROM shares WHERE entity GLOB 'C.*' \
                   GROUP BY share EXCEPT SELECT share, uses FROM countries) \
                   OR (SELECT count(*) FROM countries) <> \
                   (SELECT count(DISTINCT share) FROM shares WHERE entity GLOB 'C.*')";
    if connection.query_row(counted, [], |row| row.get(0))? {
        wrong.push("what stories say of countries is not counted rightly".to_owned());
    }
    for entity in entities.collect::<rusqlite::Result<Vec<String>>>()? {
        let finals = finals(connection, &entity, &countries)?;
        if finals.iter().any(|(_, is, should)| is != should.as_str()) {
            wrong.push(format!("the ids that {entity} has among all stories are not kept"));
        } else if faces::faces(connection, &entity)? != faces::kept(connection, &entity)? {
            wrong.push(format!("how {entity} shows among all stories is not kept"));
        }
    }
    for story in stories {
        let kept = Sum::kept(connection, story)?;
        if Sum::of(connection, &known, story)?.is_none_or(|sum| sum != kept) {
            wrong.push(format!("the catalogue of {} is not what its readings give", kept.id));
        }
    }
    Ok(wrong)
}
