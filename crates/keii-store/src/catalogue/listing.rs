//! Lists of everything: who is named, which documents there are, who published; and what the things
//! that a search finds are among all stories.

use std::collections::BTreeMap;

use keii_ledger::{Excerpt, Ledger};
use keii_model::{DocumentRecord, Entity, EntityType, Id};
use rusqlite::{OptionalExtension, params};

use super::{faces, one};
use crate::error::Result;
use crate::{Store, search};

/// Somebody or something in a list of all.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    /// Name, other forms, country; without places in documents, the offices in no particular order.
    pub entity: Entity,
    /// How often they are named.
    pub mentions: usize,
    /// How many attributions have them as speaker.
    pub statements: usize,
}

impl Store {
    /// All of a type, by id. With a story, those whom it names, counted among all. `None` as for
    /// [`excerpt`](Self::excerpt).
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn all_named(&self, of: EntityType, story: Option<&Id>) -> Result<Option<Vec<Listed>>> {
        let query = "SELECT face, sum(mentions), sum(statements) FROM shares \
                     JOIN faces USING (final) WHERE shares.entity GLOB ?1 \
                     AND (?2 IS NULL OR final IN (SELECT final FROM shares JOIN catalogue \
                         USING (story) WHERE catalogue.id = ?2)) GROUP BY final ORDER BY final";
        self.kept(|connection| {
            let mut statement = connection.prepare_cached(query)?;
            let begin = format!("{}.*", of.letter());
            let rows = statement.query_map(params![begin, story.map(Id::as_str)], |row| {
                Ok((row.get::<_, String>(0)?, row.get::<_, u32>(1)?, row.get::<_, u32>(2)?))
            })?;
            let mut all = Vec::new();
            for row in rows {
                let (face, mentions, statements) = row?;
                let entity = serde_json::from_str(&face).ok();
                all.extend(entity.map(|entity| Listed {
                    entity,
                    mentions: mentions as usize,
                    statements: statements as usize,
                }));
            }
            Ok(Some(all))
        })
    }

    /// The entity whose id is this or begins so, where it is one alone.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn only_entity(&self, id: &str) -> Result<Option<Id>> {
        let query = "SELECT final FROM faces WHERE final >= ?1 AND final < ?1 || 'z' \
                     ORDER BY final = ?1 DESC LIMIT 2";
        self.run(|connection| {
            let mut statement = connection.prepare_cached(query)?;
            let ids = statement.query_map([id], |row| row.get::<_, String>(0))?;
            let ids: Vec<String> = ids.collect::<rusqlite::Result<_>>()?;
            let one = match ids.as_slice() {
                [one] => Some(one),
                [one, _] if one == id => Some(one),
                _ => None,
            };
            Ok(one.map(|one| Id::from(one.as_str())))
        })
    }

    /// An entity with its offices in their order, and of its mentions at most a few. `None` as for
    /// [`entity`](Self::entity).
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn entity_in_short(&self, id: &Id) -> Result<Option<Entity>> {
        self.kept(|connection| faces::told(connection, id.as_str()))
    }

    /// The ledger of all documents and corrections, and nothing else. `None` as for
    /// [`excerpt`](Self::excerpt).
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn all_documents(&self) -> Result<Option<Ledger>> {
        self.documents_as(search::document)
    }

    /// The same without what documents credit, which is most of them.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn all_headings(&self) -> Result<Option<Ledger>> {
        self.documents_as(search::heading)
    }

    fn documents_as(&self, read: fn(&str) -> Option<DocumentRecord>) -> Result<Option<Ledger>> {
        let query = "SELECT facts FROM headings JOIN profiles USING (document)";
        self.kept(|connection| {
            let mut statement = connection.prepare_cached(query)?;
            let mut rows = statement.query([])?;
            let mut documents = Vec::new();
            while let Some(row) = rows.next()? {
                documents.extend(row.get_ref(0)?.as_str().ok().and_then(read));
            }
            let corrections = one::corrections(connection)?;
            let excerpt = Excerpt { documents, corrections, ..Excerpt::default() };
            Ok(Some(excerpt.into_ledger()))
        })
    }

    /// The first of those who published, by name.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn publishers(&self, most: u32) -> Result<Vec<String>> {
        let query = "SELECT DISTINCT publisher FROM headings JOIN profiles USING (document) \
                     WHERE publisher IS NOT NULL ORDER BY publisher LIMIT ?1";
        self.run(|connection| {
            let mut statement = connection.prepare_cached(query)?;
            statement.query_map([most], |row| row.get(0))?.collect()
        })
    }

    /// Whom entities of documents (`D93a0e469df3e.N1`) are among all stories. `None` as for
    /// [`excerpt`](Self::excerpt).
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn entities_of<'a>(
        &self,
        locals: impl IntoIterator<Item = &'a Id>,
    ) -> Result<Option<BTreeMap<Id, Id>>> {
        self.each_of("SELECT entity FROM named WHERE document = ?1 AND local = ?2", locals)
    }

    /// The happenings that tellings are of. `None` as for [`excerpt`](Self::excerpt).
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn events_of<'a>(
        &self,
        mentions: impl IntoIterator<Item = &'a Id>,
    ) -> Result<Option<BTreeMap<Id, Id>>> {
        self.each_of("SELECT event FROM tellings WHERE document = ?1 AND mention = ?2", mentions)
    }

    fn each_of<'a>(
        &self,
        query: &str,
        ids: impl IntoIterator<Item = &'a Id>,
    ) -> Result<Option<BTreeMap<Id, Id>>> {
        self.kept(|connection| {
            let mut arrival =
                connection.prepare_cached("SELECT arrival FROM documents WHERE id = ?1")?;
            let mut statement = connection.prepare_cached(query)?;
            let mut all = BTreeMap::new();
            for id in ids {
                let Some((document, _)) = id.as_str().split_once('.') else { continue };
                let document = arrival.query_row([document], |row| row.get::<_, i64>(0));
                let Some(document) = document.optional()? else { continue };
                let found = statement
                    .query_row(params![document, id.as_str()], |row| row.get::<_, String>(0));
                all.extend(found.optional()?.map(|found| (id.clone(), Id::from(found))));
            }
            Ok(Some(all))
        })
    }

    /// As what documents name these entities: by ids in the documents.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn locals_of<'a>(&self, entities: impl IntoIterator<Item = &'a Id>) -> Result<Vec<Id>> {
        self.run(|connection| {
            let mut statement =
                connection.prepare_cached("SELECT local FROM named WHERE entity = ?1")?;
            let mut all = Vec::new();
            for entity in entities {
                let locals = statement.query_map([entity.as_str()], |row| row.get(0))?;
                all.extend(locals.collect::<rusqlite::Result<Vec<String>>>()?);
            }
            Ok(all.into_iter().map(Id::from).collect())
        })
    }
}
