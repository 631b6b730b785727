//! The ledger file: opened, read as of a day, and explained when it cannot be.

use std::path::{Path, PathBuf};

use anyhow::{Context, Error, Result};
use keii_annotate::Annotator;
use keii_ledger::{Ledger, Sources};
use keii_model::{Document, Id, Reading, Text};
use keii_query::{View, most_used_pack};
use keii_store::{Error as StoreError, Store, Unread, Until};

use crate::message::{Fault, Message};
use crate::reading::annotator;
use crate::session::Session;

/// A ledger with the texts that it was read from.
#[derive(Debug)]
pub struct OpenLedger {
    store: Store,
    /// What the documents say.
    pub view: View,
}

impl OpenLedger {
    /// Opens the ledger to be read, as it is now or as of the session's day. Nothing is written:
    /// what other rules have read stays as they read it until `keii reread --yes`.
    ///
    /// # Errors
    /// When there is no ledger, or it cannot be used.
    pub fn open(session: &Session) -> Result<Self> {
        let store = readable(session)?;
        let ledger = keii_ledger::build(found(session, &store)?.sources);
        tell_of_idle(session, &ledger);
        Ok(Self { store, view: View::new(ledger) })
    }

    /// The same with the one story alone that holds the entry of this id, or of an id that begins
    /// so; with everything where there is none such, or as of a day.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub fn open_for(session: &Session, id: Option<&str>) -> Result<Self> {
        let Some(id) = id.filter(|_| session.as_of.is_none()) else { return Self::open(session) };
        let store = readable(session)?;
        let Some(view) = View::of_story_with(&store, id).map_err(explain)? else {
            return Self::open(session);
        };
        Rules::of(session, &store)?.tell_of_other_packs(session, &store)?;
        tell_of_idle(session, &view.ledger);
        Ok(Self { store, view })
    }

    /// The text of a document.
    ///
    /// # Errors
    /// When the file cannot be read or is damaged.
    pub fn text(&self, document: &Id) -> Result<Text> {
        Ok(document_of(&self.store, document)?.text)
    }
}

/// What the documents of the ledger say.
///
/// # Errors
/// As [`OpenLedger::open`].
pub fn view(session: &Session) -> Result<View> {
    Ok(OpenLedger::open(session)?.view)
}

/// What the documents of the story say that holds the entry of this id; see
/// [`OpenLedger::open_for`].
///
/// # Errors
/// As [`OpenLedger::open`].
pub fn view_for(session: &Session, id: Option<&str>) -> Result<View> {
    Ok(OpenLedger::open_for(session, id)?.view)
}

/// The stories, each in a line: of now out of what the file keeps of each, as of a day out of what
/// the documents say.
///
/// # Errors
/// As [`OpenLedger::open`].
pub fn view_of_stories(session: &Session) -> Result<View> {
    view_by(session, |store| View::of_stories(store).map_err(explain))
}

/// What the file keeps of all stories, as far as that tells; as of a day, or where it does not, what
/// the documents say.
///
/// # Errors
/// As [`OpenLedger::open`].
pub fn view_by(
    session: &Session,
    tell: impl FnOnce(&Store) -> Result<Option<View>>,
) -> Result<View> {
    if session.as_of.is_some() {
        return view(session);
    }
    let store = readable(session)?;
    let Some(view) = tell(&store)? else { return view(session) };
    Rules::of(session, &store)?.tell_of_other_packs(session, &store)?;
    tell_of_idle(session, &view.ledger);
    Ok(view)
}

/// Opens the ledger to be written, or makes one.
///
/// # Errors
/// When the file is no ledger or a newer one, or cannot be written.
pub fn writable(session: &Session) -> Result<Store> {
    let path = session.ledger_path()?;
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).with_context(|| unwritable(folder))?;
    }
    Store::open_as(path, &session.command).map_err(explain)
}

/// Opens the ledger to be read.
///
/// # Errors
/// When there is none, or it cannot be used.
pub fn readable(session: &Session) -> Result<Store> {
    let path = session.ledger_path()?;
    let store = match Store::open_read_only(path) {
        // Opening for writing brings the format up to date.
        Err(StoreError::Older { .. }) => Store::open_as(path, &session.command),
        opened => opened,
    };
    match store {
        Err(error) if is_unmade(&error) => Err(explain(missing(path))),
        opened => opened.map(|store| settled(session, path, store)).map_err(explain),
    }
}

/// The store with its catalogue brought up to date, where somebody was stopped before doing so.
/// Where that cannot be done now, all can be told without it.
fn settled(session: &Session, path: &Path, store: Store) -> Store {
    let writing =
        |settled| if settled { None } else { Store::open_as(path, &session.command).ok() };
    if let Some(mut writing) = store.is_settled().ok().and_then(writing) {
        settle(&mut writing);
    }
    store
}

/// Brings the catalogue up to date after something was written. What was written is safe whether or
/// not this can be done now; whoever opens the ledger next tries again.
pub fn settle(store: &mut Store) {
    let _ = store.settle();
}

/// What a ledger is built from.
pub struct Found {
    /// One reading of each current document, and all corrections.
    pub sources: Sources,
    /// By which rules documents are read now; `None` without a dictionary.
    pub annotator: Option<Annotator>,
}

/// What had arrived at the session's moment.
///
/// # Errors
/// When the file cannot be read or is damaged.
pub fn found(session: &Session, store: &Store) -> Result<Found> {
    let rules = Rules::of(session, store)?;
    let until = session.as_of.and_then(Until::end_of);
    let sources = rules.sources(store, until.as_ref())?;
    rules.tell_of_others(session, &sources);
    Ok(Found { sources, annotator: rules.annotator })
}

/// The rules by which the readings of a view are chosen.
pub struct Rules {
    /// `None` without a dictionary.
    annotator: Option<Annotator>,
    /// Those of now, else those that have read most.
    pack: String,
}

impl Rules {
    /// # Errors
    /// When the file cannot be read or is damaged.
    pub fn of(session: &Session, store: &Store) -> Result<Self> {
        match annotator(session) {
            Ok(annotator) => {
                let pack = annotator.version().to_owned();
                Ok(Self { annotator: Some(annotator), pack })
            }
            Err(error) => {
                session.complain(&error);
                Ok(Self { annotator: None, pack: other_pack(session, store)? })
            }
        }
    }

    /// What had arrived by then. A document without a usable reading is read now: its reading has
    /// a shape that this program does not know any more.
    ///
    /// # Errors
    /// When the file cannot be read or is damaged.
    pub fn sources(&self, store: &Store, until: Option<&Until>) -> Result<Sources> {
        let read = self.annotator.as_ref();
        let read = read.map(|annotator| |document: &Document| annotator.annotate(document));
        let read = read.as_ref().map(|read| read as &dyn Fn(&Document) -> Reading);
        keii_query::sources(store, &self.pack, read, until).map_err(explain)
    }

    /// Tells how many of the readings in use were made by other rules than those of now.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn tell_of_other_packs(&self, session: &Session, store: &Store) -> Result<()> {
        let others = store.read_by_others(&self.pack).map_err(explain)?;
        if self.annotator.is_some() && others > 0 {
            session.say(&Message::StaleReadings(others));
        }
        Ok(())
    }

    /// Tells how many readings were made by other rules than those of now.
    pub fn tell_of_others(&self, session: &Session, sources: &Sources) {
        let others = sources.readings.iter().filter(|reading| reading.pack != self.pack).count();
        if self.annotator.is_some() && others > 0 {
            session.say(&Message::StaleReadings(others));
        }
    }
}

/// The rules that have read most, where those of now cannot be used.
fn other_pack(session: &Session, store: &Store) -> Result<String> {
    let Some(pack) = most_used_pack(store).map_err(explain)? else { return Ok(String::new()) };
    session.say(&Message::OtherRules(pack.clone()));
    Ok(pack)
}

/// Tells of corrections that do nothing although nobody took them back.
fn tell_of_idle(session: &Session, ledger: &Ledger) {
    let idle = ledger.corrections().iter().filter(|one| one.effect.is_idle());
    let numbers: Vec<u32> = idle.map(|one| one.correction.number).collect();
    if !numbers.is_empty() {
        session.say(&Message::IdleCorrections(numbers));
    }
}

/// The document as it is to be read: with its corrected day of publication, if it has one.
///
/// # Errors
/// When the file cannot be read or is damaged.
pub fn document_as(store: &Store, what: &Unread) -> Result<Document> {
    let found = keii_query::document_as(store, what).map_err(explain)?;
    found.ok_or_else(|| no_document(&what.document).into())
}

fn document_of(store: &Store, id: &Id) -> Result<Document> {
    let found = store.document(id).map_err(explain)?;
    found.ok_or_else(|| no_document(id).into())
}

fn no_document(id: &Id) -> Fault {
    Fault::new(Message::UnknownId(id.to_string()), Message::IdsAreListed)
}

/// Why a listing is empty.
#[must_use]
pub fn nothing(session: &Session, view: &View) -> Message {
    match session.as_of {
        _ if !view.ledger.documents().is_empty() => Message::NothingFound,
        Some(day) => Message::NothingByThen(day),
        None => Message::LedgerEmpty,
    }
}

/// Whether there is no ledger yet: no file, or one that a process was stopped from filling.
#[must_use]
pub fn is_unmade(error: &StoreError) -> bool {
    match error {
        StoreError::Missing { .. } => true,
        StoreError::NotALedger { what, .. } => *what == "it is empty",
        _ => false,
    }
}

fn missing(path: &Path) -> StoreError {
    StoreError::Missing { path: path.to_owned() }
}

fn unwritable(path: &Path) -> Fault {
    Fault::new(Message::CannotWrite(path.to_owned()), Message::CheckSpaceAndRights)
}

/// The error in the reader's language, with what to do about it.
#[must_use]
pub fn explain(error: StoreError) -> Error {
    let fault =
        |what: fn(PathBuf) -> Message, path: &PathBuf, next| Fault::new(what(path.clone()), next);
    let explained = match &error {
        StoreError::Missing { path } => fault(Message::NoLedger, path, Message::AddFirst),
        StoreError::NotALedger { path, .. } => {
            fault(Message::NotALedger, path, Message::CheckLedgerPath)
        }
        StoreError::Newer { path, .. } => fault(Message::NewerLedger, path, Message::UpdateProgram),
        StoreError::Busy { holder, .. } => {
            Fault::new(Message::LedgerBusy(holder.clone()), Message::WaitForOther)
        }
        StoreError::Full { path } => fault(Message::DiskFull, path, Message::FreeSpace),
        StoreError::ReadOnly { path } | StoreError::Older { path, .. } => {
            fault(Message::CannotWrite, path, Message::CheckSpaceAndRights)
        }
        StoreError::CannotOpen { path, source } => {
            let unopened = fault(Message::CannotOpen, path, Message::CheckSpaceAndRights);
            return Error::msg(source.to_string()).context(unopened);
        }
        StoreError::Damaged { path, what } => {
            let damaged = fault(Message::LedgerDamaged, path, Message::RestoreOrExport);
            return Error::msg(what.clone()).context(damaged);
        }
        _ => return Error::new(error).context(Fault::plain(Message::LedgerFailed)),
    };
    explained.into()
}
