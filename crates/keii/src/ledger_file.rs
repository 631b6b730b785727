//! The ledger file: opened, brought up to date with the rules, and explained when it cannot be.

use std::path::{Path, PathBuf};

use anyhow::{Context, Error, Result};
use keii_annotate::Annotator;
use keii_model::{Document, Id, Reading, Text};
use keii_store::{Error as StoreError, Moment, Store};
use rayon::prelude::*;

use crate::message::{Fault, Message};
use crate::progress::Progress;
use crate::reading::annotator;
use crate::session::Session;
use crate::view::View;

/// Documents that are read anew at a time.
const BATCH: usize = 64;

/// A ledger with the texts that it was read from.
#[derive(Debug)]
pub struct OpenLedger {
    store: Store,
    /// What the documents say.
    pub view: View,
}

impl OpenLedger {
    /// Opens the ledger to be read. Documents that other rules have read are read anew first, and
    /// the new readings kept where the file may be written.
    ///
    /// # Errors
    /// When there is no ledger, or it cannot be used.
    pub fn open(session: &Session) -> Result<Self> {
        let mut store = readable(session)?;
        let readings = readings(session, &mut store)?;
        Ok(Self { store, view: View::new(keii_ledger::build(readings)) })
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

/// A ledger of which one looks at several moments.
#[derive(Debug)]
pub struct Readable {
    /// The file.
    pub store: Store,
    /// The rules by which its documents are read; `None` where nothing was read.
    pack: Option<String>,
}

impl Readable {
    /// Opens the ledger, with all documents read by one set of rules where the file may be
    /// written.
    ///
    /// # Errors
    /// As [`OpenLedger::open`].
    pub fn open(session: &Session) -> Result<Self> {
        let mut store = readable(session)?;
        let pack = match annotator(session) {
            Ok(annotator) => {
                refresh(session, &mut store, &annotator)?;
                Some(annotator.version().to_owned())
            }
            Err(error) => other_pack(session, &store, &error)?,
        };
        Ok(Self { store, pack })
    }

    /// What the documents say that had arrived then.
    ///
    /// # Errors
    /// When the file cannot be read or is damaged.
    pub fn readings_at(&self, moment: &Moment) -> Result<Vec<Reading>> {
        match &self.pack {
            Some(pack) => self.store.readings_at(pack, moment).map_err(explain),
            None => Ok(Vec::new()),
        }
    }
}

/// Opens the ledger to be read.
fn readable(session: &Session) -> Result<Store> {
    let path = session.ledger_path()?;
    let store = match Store::open_read_only(path) {
        // Opening for writing brings the format up to date.
        Err(StoreError::Older { .. }) => Store::open(path),
        opened => opened,
    };
    match store {
        Err(error) if is_unmade(&error) => Err(explain(missing(path))),
        opened => opened.map_err(explain),
    }
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
    Store::open(path).map_err(explain)
}

/// The readings of all documents, by these rules if there is a dictionary to read with.
fn readings(session: &Session, store: &mut Store) -> Result<Vec<Reading>> {
    match annotator(session) {
        Ok(annotator) => {
            let unkept = refresh(session, store, &annotator)?;
            let mut readings = store.readings(annotator.version()).map_err(explain)?;
            readings.extend(unkept);
            Ok(readings)
        }
        Err(error) => {
            let pack = other_pack(session, store, &error)?;
            pack.map_or(Ok(Vec::new()), |pack| store.readings(&pack).map_err(explain))
        }
    }
}

/// The rules that have read most, where those of now cannot be used, which is told. `None` where
/// nothing was read.
fn other_pack(session: &Session, store: &Store, error: &Error) -> Result<Option<String>> {
    let packs = store.versions().map_err(explain)?.packs;
    let Some((pack, _)) = packs.into_iter().max_by_key(|(_, count)| *count) else {
        return Ok(None);
    };
    session.complain(error);
    session.say(&Message::OtherRules(pack.clone()));
    Ok(Some(pack))
}

/// Reads anew what other rules have read. Gives the readings of current documents that could not
/// be kept because the file may not be written.
///
/// # Errors
/// When the file cannot be read or is damaged.
pub fn refresh(
    session: &Session,
    store: &mut Store,
    annotator: &Annotator,
) -> Result<Vec<Reading>> {
    let stale = store.needs_reading(annotator.version()).map_err(explain)?;
    if stale.is_empty() {
        return Ok(Vec::new());
    }
    session.say(&Message::ReadingAnew(stale.len()));
    let mut keeping = Store::open(store.path()).ok();
    let mut unkept = Vec::new();
    let mut progress = Progress::begin(&session.look);
    for (number, ids) in stale.chunks(BATCH).enumerate() {
        let documents = ids.iter().map(|id| document_of(store, id)).collect::<Result<Vec<_>>>()?;
        let readings: Vec<Reading> =
            documents.par_iter().map(|document| annotator.annotate(document)).collect();
        match &mut keeping {
            Some(keeping) => put(keeping, &readings).map_err(explain)?,
            None => unkept.extend(readings),
        }
        progress.at(number * BATCH);
    }
    // Superseded versions of a document are read as well, but say nothing in the ledger.
    let listed = store.documents().map_err(explain)?;
    unkept.retain(|reading| listed.iter().any(|one| one.current && one.id == reading.document.id));
    Ok(unkept)
}

fn put(store: &mut Store, readings: &[Reading]) -> keii_store::Result<()> {
    let mut batch = store.batch()?;
    for reading in readings {
        batch.put_reading(reading)?;
    }
    batch.commit()
}

fn document_of(store: &Store, id: &Id) -> Result<Document> {
    let found = store.document(id).map_err(explain)?;
    found
        .ok_or_else(|| Fault::new(Message::UnknownId(id.to_string()), Message::IdsAreListed).into())
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
        StoreError::Busy { path } => fault(Message::LedgerBusy, path, Message::WaitForOther),
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
