//! A ledger file held open: views of it as of now or a day, built once and built anew when
//! somebody has written to the file.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};

use jiff::civil::Date;
use keii_ledger::Sources;
use keii_model::{Correction, Document, Id, Reading};
use keii_store::{Error, Mark, Proposal, Store, StoredDocument, Unread, Until};

use crate::reader::{document_as, most_used_pack, sources};
use crate::{Ask, Known, Reader, Refusal, ShortIds, View, redated};

/// So many views are kept. A reader looks at now, and at one or two days of the past.
const KEPT: usize = 4;

/// So many stories are kept as well, which are small.
const KEPT_STORIES: usize = 16;

/// A ledger file that is asked again and again, from several threads.
#[derive(Debug)]
pub struct Library {
    path: PathBuf,
    /// How others are told who writes.
    command: String,
    reader: Option<Reader>,
    shelf: Mutex<Shelf>,
}

#[derive(Debug)]
struct Shelf {
    store: Store,
    /// By which rules readings are chosen.
    pack: String,
    /// The state of the file that the views show.
    state: i64,
    /// The one that was asked for last stands last.
    views: Vec<(Moment, Arc<View>)>,
    /// Single stories, by their ids; the one that was asked for last stands last.
    stories: Vec<(Id, Arc<View>)>,
    /// All stories in a line each.
    lines: Option<Arc<View>>,
    /// The short ids of the file's state.
    short: Option<ShortIds>,
}

/// As of when a view is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Moment {
    /// All that has arrived.
    #[default]
    Now,
    /// What had arrived by the end of this day, in UTC.
    EndOf(Date),
    /// What had arrived before this day began, in UTC.
    BeginningOf(Date),
    /// What had arrived at a mark, with the corrections of now.
    Mark(Mark),
}

impl Moment {
    pub(crate) fn until(self) -> Option<Until> {
        match self {
            Self::Now => None,
            Self::EndOf(day) => Until::end_of(day),
            Self::BeginningOf(day) => Some(Until::beginning_of(day)),
            Self::Mark(mark) => Some(Until::mark(mark)),
        }
    }
}

/// Why a correction was not written down.
#[derive(Debug, thiserror::Error)]
pub enum Unkept {
    /// It is not taken.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The file cannot be read or written.
    #[error(transparent)]
    Store(#[from] Error),
}

impl Library {
    /// Opens the ledger at `path`. Without a reader, readings of old shapes are left out, and days
    /// of publication cannot be corrected.
    ///
    /// # Errors
    /// When there is no ledger, or it cannot be used.
    pub fn open(path: impl AsRef<Path>, reader: Option<Reader>) -> Result<Self, Error> {
        let path = path.as_ref().to_owned();
        let store = match Store::open_read_only(&path) {
            // Opening for writing brings the format up to date.
            Err(Error::Older { .. }) => Store::open(&path)?,
            opened => opened?,
        };
        let pack = match &reader {
            Some(reader) => reader.pack().to_owned(),
            None => most_used_pack(&store)?.unwrap_or_default(),
        };
        let state = store.state()?;
        let (views, stories) = (Vec::new(), Vec::new());
        let shelf = Shelf { store, pack, state, views, stories, lines: None, short: None };
        Ok(Self { path, command: "keii".to_owned(), reader, shelf: Mutex::new(shelf) })
    }

    /// Tells those who have to wait while this library writes that it is this command
    /// (`keii serve`).
    #[must_use]
    pub fn named(mut self, command: &str) -> Self {
        command.clone_into(&mut self.command);
        self
    }

    /// Opens the file to be written.
    fn writing(&self) -> Result<Store, Error> {
        Store::open_as(&self.path, &self.command)
    }

    /// Where the file is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The ledger as of then. Built at the first question; later ones share it until the file
    /// changes.
    ///
    /// # Errors
    /// When the file cannot be read or is damaged.
    pub fn view(&self, moment: Moment) -> Result<Arc<View>, Error> {
        let mut shelf = self.shelf();
        shelf.renew()?;
        if let Some(at) = shelf.views.iter().position(|(of, _)| *of == moment) {
            let known = shelf.views.remove(at);
            shelf.views.push(known.clone());
            return Ok(known.1);
        }
        let sources = self.sources(&shelf, moment.until().as_ref())?;
        let view = Arc::new(View::new(keii_ledger::build(sources)));
        if shelf.views.len() >= KEPT {
            shelf.views.remove(0);
        }
        shelf.views.push((moment, Arc::clone(&view)));
        Ok(view)
    }

    /// As [`view`](Self::view), but of as little as lists the stories: of now, each in a line.
    ///
    /// # Errors
    /// When the file cannot be read or is damaged.
    pub fn view_of_stories(&self, moment: Moment) -> Result<Arc<View>, Error> {
        if moment == Moment::Now {
            let mut shelf = self.shelf();
            self.settle(&shelf)?;
            if let Some(view) = shelf.in_lines()? {
                return Ok(view);
            }
        }
        self.view(moment)
    }

    /// Sums up stories that are not, because somebody is adding articles or was stopped. Where that
    /// cannot be done now, all can be told without it.
    fn settle(&self, shelf: &Shelf) -> Result<(), Error> {
        if !shelf.store.is_settled()? {
            let _ = self.writing().and_then(|mut store| store.settle());
        }
        Ok(())
    }

    /// As [`view`](Self::view), but of as little as shows all that is known of an entry: of now, the
    /// story that holds the entry of this id, where it is one alone.
    ///
    /// # Errors
    /// When the file cannot be read or is damaged.
    pub fn view_about(&self, id: &str, moment: Moment) -> Result<Arc<View>, Error> {
        if moment == Moment::Now {
            let mut shelf = self.shelf();
            self.settle(&shelf)?;
            if let Some(view) = shelf.story_with(id)? {
                return Ok(view);
            }
            if let Some(nothing) = shelf.nothing_with(id)? {
                return Ok(nothing);
            }
        }
        self.view(moment)
    }

    /// As [`view`](Self::view) at a mark, but of as little as shows what had been told then of the
    /// story of this id: of that story, where it can be told alone.
    ///
    /// # Errors
    /// When the file cannot be read or is damaged.
    pub fn story_at(&self, story: &Id, mark: Mark) -> Result<Arc<View>, Error> {
        let alone = {
            let mut shelf = self.shelf();
            shelf.renew()?;
            let ledger = shelf.store.story_ledger_at(story, mark)?;
            ledger.zip(shelf.short()?)
        };
        match alone {
            Some((ledger, short)) => Ok(Arc::new(View { ledger, short })),
            None => self.view(Moment::Mark(mark)),
        }
    }

    /// The documents that arrived after a mark.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn arrived_after(&self, mark: Mark) -> Result<BTreeSet<Id>, Error> {
        self.shelf().store.arrived_after(mark)
    }

    /// A document with its text.
    ///
    /// # Errors
    /// When the file cannot be read or is damaged.
    pub fn document(&self, id: &Id) -> Result<Option<Document>, Error> {
        self.shelf().store.document(id)
    }

    /// A document and all other versions of its address, the first version first; none where there
    /// is no document of this id.
    ///
    /// # Errors
    /// When the file cannot be read or is damaged.
    pub fn versions(&self, id: &Id) -> Result<Vec<StoredDocument>, Error> {
        self.shelf().store.versions_of(id)
    }

    /// What stands in the ledger as the reading of a document, of whatever version it is: names,
    /// times and hedges beside what the ledger joins.
    ///
    /// # Errors
    /// When the file cannot be read or is damaged.
    pub fn reading(&self, id: &Id) -> Result<Option<Reading>, Error> {
        let shelf = self.shelf();
        let what = Unread { document: id.clone(), published: None };
        shelf.store.reading_of(&what, &shelf.pack)
    }

    /// All that has arrived.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn newest(&self) -> Result<Mark, Error> {
        self.shelf().store.newest()
    }

    /// Writes a correction down. When it returns, it is on the disk. `given` is the present time
    /// (RFC 3339, in UTC).
    ///
    /// # Errors
    /// When it would change nothing, or the file cannot be written.
    pub fn correct(
        &self,
        ask: &Ask,
        by: Option<String>,
        reason: Option<String>,
        given: &str,
    ) -> Result<Correction, Unkept> {
        let change = {
            let shelf = self.shelf();
            let sources = self.sources(&shelf, None)?;
            let view = View::new(keii_ledger::build(sources.clone()));
            let (ledger, short) = (&view.ledger, view.short);
            Known { sources: &sources, ledger, short }.change(ask)?
        };
        let mut store = self.writing()?;
        let anew = match (redated(&change), &self.reader) {
            (Some((document, published)), Some(reader)) => {
                let (document, published) = (document.clone(), Some(published.clone()));
                let what = Unread { document, published };
                let read = document_as(&store, &what)?.map(|document| reader.read(&document));
                read.map(|reading| (reading, what.published))
            }
            _ => None,
        };
        let mut batch = store.batch()?;
        let correction = batch.correct(Proposal { change, by, reason }, given)?;
        if let Some((reading, published)) = anew {
            batch.replace_reading(&reading, published.as_ref())?;
        }
        batch.commit()?;
        // The correction is safe whether or not this can be done now.
        let _ = store.settle();
        Ok(correction)
    }

    fn sources(&self, shelf: &Shelf, until: Option<&Until>) -> Result<Sources, Error> {
        let read = self.reader.as_ref().map(|reader| |document: &Document| reader.read(document));
        let read = read.as_ref().map(|read| read as &dyn Fn(&Document) -> Reading);
        sources(&shelf.store, &shelf.pack, read, until)
    }

    /// Asks the file.
    pub(crate) fn ask<T>(
        &self,
        question: impl FnOnce(&Store) -> Result<T, Error>,
    ) -> Result<T, Error> {
        question(&self.shelf().store)
    }

    fn shelf(&self) -> MutexGuard<'_, Shelf> {
        // Whoever panicked while holding it changed nothing that is not rebuilt from the file.
        self.shelf.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

impl Shelf {
    /// Lets go of views that the file has outgrown.
    fn renew(&mut self) -> Result<(), Error> {
        let state = self.store.state()?;
        if state != self.state {
            self.state = state;
            self.views.clear();
            self.stories.clear();
            self.lines = None;
            self.short = None;
        }
        Ok(())
    }

    /// The view of all stories in a line each; `None` where not all are summed up.
    fn in_lines(&mut self) -> Result<Option<Arc<View>>, Error> {
        self.renew()?;
        if self.lines.is_none() {
            self.lines = View::of_stories(&self.store)?.map(Arc::new);
        }
        Ok(self.lines.clone())
    }

    /// How ids are shortened; `None` where not all stories are summed up.
    fn short(&mut self) -> Result<Option<ShortIds>, Error> {
        if self.short.is_none() {
            self.short = ShortIds::of_store(&self.store)?;
        }
        Ok(self.short)
    }

    /// The one story that holds the entry of this id; of a version that does not count any more, the
    /// story of the one that does.
    fn only_story(&self, id: &str) -> Result<Option<Id>, Error> {
        let Some(stories) = self.store.stories_with(id)? else { return Ok(None) };
        if let [story] = stories.as_slice() {
            return Ok(Some(story.clone()));
        }
        if !stories.is_empty() {
            return Ok(None);
        }
        let versions = self.store.versions_of(&Id::from(id))?;
        let Some(current) = versions.iter().find(|one| one.current) else { return Ok(None) };
        let stories = self.store.stories_with(current.id.as_str())?.unwrap_or_default();
        Ok(<[Id; 1]>::try_from(stories).ok().map(|[story]| story))
    }

    /// A view of nothing, where nothing is called so: whoever asks for what is not there need not wait
    /// for all that is.
    fn nothing_with(&mut self, id: &str) -> Result<Option<Arc<View>>, Error> {
        let is_nowhere = self.store.stories_with(id)?.is_some_and(|stories| stories.is_empty())
            && self.store.versions_of(&Id::from(id))?.is_empty();
        let short = if is_nowhere { self.short()? } else { None };
        let view = |short| View { ledger: keii_ledger::build(Vec::<Reading>::new()), short };
        Ok(short.map(view).map(Arc::new))
    }

    /// The view of the one story that holds the entry of this id.
    fn story_with(&mut self, id: &str) -> Result<Option<Arc<View>>, Error> {
        self.renew()?;
        let Some(story) = self.only_story(id)? else { return Ok(None) };
        let at = self.stories.iter().position(|(of, _)| *of == story);
        let known = at.map(|at| self.stories.remove(at));
        let known = match known {
            Some(known) => known,
            None => {
                let ledger = self.store.story_ledger(&story)?;
                let Some((ledger, short)) = ledger.zip(self.short()?) else { return Ok(None) };
                (story, Arc::new(View { ledger, short }))
            }
        };
        if self.stories.len() >= KEPT_STORIES {
            self.stories.remove(0);
        }
        self.stories.push(known.clone());
        Ok(Some(known.1))
    }
}
