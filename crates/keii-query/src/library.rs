//! A ledger file held open: views of it as of now or a day, built once and built anew when
//! somebody has written to the file.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use keii_ledger::Sources;
use keii_model::{Correction, Document, Entity, Id, Reading};
use keii_store::{Error, Listed, Mark, Proposal, Since, Store, StoredDocument, Unread, Until};

use crate::people::{self, People};
use crate::reader::{document_as, most_used_pack, sources};
use crate::shelf::Shelf;
use crate::{Ask, Known, Moment, Reader, Refusal, View, redated};

/// A ledger file that is asked again and again, from several threads.
#[derive(Debug)]
pub struct Library {
    path: PathBuf,
    /// How others are told who writes.
    command: String,
    reader: Option<Reader>,
    shelf: Mutex<Shelf>,
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
        let shelf = Mutex::new(Shelf::new(store, pack)?);
        Ok(Self { path, command: "keii".to_owned(), reader, shelf })
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
        let mut guard = self.shelf();
        let shelf: &mut Shelf = &mut guard;
        shelf.renew()?;
        if let Some(known) = shelf.view(moment) {
            return Ok(known);
        }
        let view = apart(|| {
            let sources = self.sources(shelf, moment.until().as_ref())?;
            Ok::<_, Error>(Arc::new(View::new(keii_ledger::build(sources))))
        })?;
        shelf.keep(moment, &view);
        Ok(view)
    }

    /// Gives the memory of ledgers of everything back that nobody has asked for this long. Whoever
    /// asks for one again waits for it again.
    pub fn let_go(&self, unused: Duration) {
        self.shelf().let_go(unused);
    }

    /// As [`view`](Self::view), but of as little as lists the stories: of now, each in a line.
    ///
    /// # Errors
    /// When the file cannot be read or is damaged.
    pub fn view_of_stories(&self, moment: Moment) -> Result<Arc<View>, Error> {
        self.now_or_all(moment, Shelf::in_lines)
    }

    /// As [`view`](Self::view), but of documents and corrections alone.
    ///
    /// # Errors
    /// When the file cannot be read or is damaged.
    pub fn view_of_documents(&self, moment: Moment) -> Result<Arc<View>, Error> {
        self.now_or_all(moment, |shelf| {
            let documents = shelf.store.all_documents()?;
            shelf.of(documents)
        })
    }

    /// The same without what documents credit, which is most of them.
    ///
    /// # Errors
    /// When the file cannot be read or is damaged.
    pub fn view_of_headings(&self, moment: Moment) -> Result<Arc<View>, Error> {
        self.now_or_all(moment, |shelf| {
            let headings = shelf.store.all_headings()?;
            shelf.of(headings)
        })
    }

    /// As [`view`](Self::view), but of nothing: for whoever asks for more once they know what.
    ///
    /// # Errors
    /// When the file cannot be read or is damaged.
    pub fn view_of_nothing(&self) -> Result<Arc<View>, Error> {
        let nothing = || keii_ledger::build(Vec::<Reading>::new());
        let view = self.of_now(|shelf| shelf.of(Some(nothing())))?;
        Ok(view.unwrap_or_else(|| Arc::new(View::new(nothing()))))
    }

    /// As [`view`](Self::view), but of as little as shows all that is known of an entity among all
    /// stories: of now, of what it says and takes part in.
    ///
    /// # Errors
    /// When the file cannot be read or is damaged.
    pub fn view_of_entity(&self, id: &str, moment: Moment) -> Result<Arc<View>, Error> {
        self.now_or_all(moment, |shelf| match shelf.story_with(id)? {
            Some(view) => Ok(Some(view)),
            None => match shelf.store.only_entity(id)? {
                Some(entity) => {
                    let ledger = shelf.store.ledger_about(&entity)?;
                    shelf.of(ledger)
                }
                None => shelf.nothing_with(id),
            },
        })
    }

    /// All who are named as persons, the most often named first, then by name and id; with a
    /// story, those whom it names. `None` of an earlier day, and where only the ledger of everything can tell.
    ///
    /// # Errors
    /// When the file cannot be read or is damaged.
    pub fn persons(
        &self,
        moment: Moment,
        story: Option<&Id>,
    ) -> Result<Option<Vec<Listed>>, Error> {
        if moment != Moment::Now {
            return Ok(None);
        }
        self.of_now(|shelf| people::persons(&shelf.store, story))
    }

    /// An entity as it is among all stories; `None` where only the ledger of everything can tell.
    ///
    /// # Errors
    /// When the file cannot be read or is damaged.
    pub fn entity(&self, id: &Id) -> Result<Option<Entity>, Error> {
        self.shelf().store.entity(id)
    }

    /// Who and what is named most.
    ///
    /// # Errors
    /// When the file cannot be read or is damaged.
    pub fn people(&self, moment: Moment) -> Result<Arc<People>, Error> {
        let now = if moment == Moment::Now { self.of_now(Shelf::people)? } else { None };
        match now {
            Some(people) => Ok(people),
            None => Ok(Arc::new(People::of_ledger(&self.view(moment)?.ledger))),
        }
    }

    /// The first of those who published, by name.
    ///
    /// # Errors
    /// When the file cannot be read or is damaged.
    pub fn publishers(&self, most: u32) -> Result<Vec<String>, Error> {
        self.shelf().store.publishers(most)
    }

    /// Then and now, of as little as shows what is new: of the stories that something has happened
    /// to since.
    ///
    /// # Errors
    /// When the file cannot be read or is damaged.
    pub fn since(&self, then: Moment) -> Result<(Arc<View>, Arc<View>), Error> {
        let some = self.of_now(|shelf| {
            let since = then.until().map(|until| shelf.store.since(&until)).transpose()?.flatten();
            let Some(Since { before, after }) = since else { return Ok(None) };
            Ok(shelf.of(Some(before))?.zip(shelf.of(Some(after))?))
        })?;
        match some {
            Some(views) => Ok(views),
            None => Ok((self.view(then)?, self.view(Moment::Now)?)),
        }
    }

    /// What of now can be told without the ledger of everything, else that.
    fn now_or_all(
        &self,
        moment: Moment,
        tell: impl FnOnce(&mut Shelf) -> Result<Option<Arc<View>>, Error> + Send,
    ) -> Result<Arc<View>, Error> {
        let known = if moment == Moment::Now { self.of_now(tell)? } else { None };
        known.map_or_else(|| self.view(moment), Ok)
    }

    /// What can be told of now without the ledger of everything.
    pub(crate) fn of_now<T: Send>(
        &self,
        tell: impl FnOnce(&mut Shelf) -> Result<Option<T>, Error> + Send,
    ) -> Result<Option<T>, Error> {
        let mut guard = self.shelf();
        let shelf: &mut Shelf = &mut guard;
        self.settle(shelf)?;
        shelf.renew()?;
        apart(|| tell(shelf))
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
        self.now_or_all(moment, |shelf| match shelf.story_with(id)? {
            Some(view) => Ok(Some(view)),
            None => shelf.nothing_with(id),
        })
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
        let change = apart(|| {
            let sources = self.sources(&mut self.shelf(), None)?;
            let view = View::new(keii_ledger::build(sources.clone()));
            let (ledger, short) = (&view.ledger, view.short);
            Ok::<_, Unkept>(Known { sources: &sources, ledger, short }.change(ask)?)
        })?;
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

    fn sources(&self, shelf: &mut Shelf, until: Option<&Until>) -> Result<Sources, Error> {
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

/// Does what needs much memory on a thread of its own. What a thread that has ended had taken is given
/// back when it is dropped, wherever that is; one that goes on keeps it for its next work.
fn apart<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    let done = std::thread::scope(|scope| scope.spawn(work).join());
    done.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}
