//! A ledger with what listings need to name its entries.

use keii_ledger::{Excerpt, Ledger};
use keii_model::{EntityType, Id};
use keii_store::{Error, Since, Store, Until};

use crate::ShortIds;

/// A ledger and the short ids of all that is in it.
#[derive(Debug)]
pub struct View {
    /// The ledger.
    pub ledger: Ledger,
    /// How its ids are shortened.
    pub short: ShortIds,
}

impl View {
    /// The view of a ledger.
    #[must_use]
    pub fn new(ledger: Ledger) -> Self {
        let short = ShortIds::of_ledger(&ledger);
        Self { ledger, short }
    }

    /// The view of the one story that holds the entry of this id, or of an id that begins so, out of
    /// the readings of that story alone: it shows what a view of everything shows of it. `None`
    /// where several stories hold one or none does, or the story cannot be told alone.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn of_story_with(store: &Store, id: &str) -> Result<Option<Self>, Error> {
        match store.stories_with(id)?.as_deref() {
            Some([story]) => Self::of_story(store, story),
            _ => Ok(None),
        }
    }

    /// The view of all stories in a line each: it lists them as a view of everything does, and holds
    /// nothing else. `None` where the file does not have all of them summed up.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn of_stories(store: &Store) -> Result<Option<Self>, Error> {
        let Some(short) = ShortIds::of_store(store)? else { return Ok(None) };
        Ok(store.abridged()?.map(|ledger| Self { ledger, short }))
    }

    /// The view of the story of exactly this id, or of this document; `None` where it cannot be told
    /// alone.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn of_story(store: &Store, id: &Id) -> Result<Option<Self>, Error> {
        let Some(short) = ShortIds::of_store(store)? else { return Ok(None) };
        Ok(store.story_ledger(id)?.map(|ledger| Self { ledger, short }))
    }

    /// The view of an entity among all stories: of what it says and takes part in. `None` where only the
    /// ledger of everything can tell.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn of_entity(store: &Store, id: &Id) -> Result<Option<Self>, Error> {
        let Some(short) = ShortIds::of_store(store)? else { return Ok(None) };
        Ok(store.ledger_about(id)?.map(|ledger| Self { ledger, short }))
    }

    /// The view of all persons by name, without what is known of them; `None` as for
    /// [`of_entity`](Self::of_entity).
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn of_persons(store: &Store) -> Result<Option<Self>, Error> {
        let Some(short) = ShortIds::of_store(store)? else { return Ok(None) };
        let persons = store.all_named(EntityType::Person, None)?;
        Ok(persons.map(|persons| {
            let entities = persons.into_iter().map(|one| one.entity).collect();
            let ledger = Excerpt { entities, ..Excerpt::default() }.into_ledger();
            Self { ledger, short }
        }))
    }

    /// What had arrived then and what is there now, of the stories that something has happened to
    /// since; `None` where only ledgers of everything can tell.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn since(store: &Store, until: &Until) -> Result<Option<(Ledger, Self)>, Error> {
        let Some(short) = ShortIds::of_store(store)? else { return Ok(None) };
        let since = store.since(until)?;
        Ok(since.map(|Since { before, after }| (before, Self { ledger: after, short })))
    }
}
