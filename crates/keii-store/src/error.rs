//! What can go wrong with a ledger file, and what to do about it.

use std::path::{Path, PathBuf};

use keii_model::Id;
use rusqlite::ErrorCode;

use crate::holder::{self, Holder};

/// Why a ledger file could not be used. Every message says what to do.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no file to read.
    #[error("no ledger at {}: `keii add` makes one, or name another with --ledger", .path.display())]
    Missing {
        /// Where it was looked for.
        path: PathBuf,
    },
    /// The file is something else. It was left as it is.
    #[error("{} is no keii ledger ({what}): name another file with --ledger", .path.display())]
    NotALedger {
        /// The file.
        path: PathBuf,
        /// What it is instead.
        what: &'static str,
    },
    /// A later keii wrote it.
    #[error(
        "{} was written by a newer keii (format {found}, this one knows {known}): \
         install that version, or name another file with --ledger",
        .path.display()
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its format.
        found: u32,
        /// The newest format that this program knows.
        known: u32,
    },
    /// An earlier keii wrote it, and it may only be read.
    #[error(
        "{} has an older format ({found}, now {known}) and cannot be brought up to date \
         because it may only be read: make it writable and run the command again",
        .path.display()
    )]
    Older {
        /// The file.
        path: PathBuf,
        /// Its format.
        found: u32,
        /// The format that this program writes.
        known: u32,
    },
    /// Another process has been writing for longer than we wait.
    #[error(
        "another program ({}) has been writing to {} for {} seconds: wait until it has finished \
         and try again", .holder.as_ref().map_or("unknown".to_owned(), ToString::to_string),
        .path.display(), crate::open::PATIENCE.as_secs()
    )]
    Busy {
        /// The file.
        path: PathBuf,
        /// Who writes, where they have told.
        holder: Option<Holder>,
    },
    /// No space is left.
    #[error(
        "no space left for {}: free some on its disk and run the command again; \
         what was reported as added is safe", .path.display()
    )]
    Full {
        /// The file.
        path: PathBuf,
    },
    /// It may not be written.
    #[error(
        "{} may only be read: make the file and its directory writable, or name another file \
         with --ledger", .path.display()
    )]
    ReadOnly {
        /// The file.
        path: PathBuf,
    },
    /// It cannot be opened or made.
    #[error(
        "cannot open {}: see that its directory exists and may be written, or name another file \
         with --ledger", .path.display()
    )]
    CannotOpen {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        source: rusqlite::Error,
    },
    /// Its content is not what was written.
    #[error(
        "{} is damaged ({what}): `keii doctor` says what; add the articles to a new ledger or \
         restore a copy", .path.display()
    )]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        what: String,
    },
    /// A reading was given for a document that is not there.
    #[error("the ledger has no document {0}: add it first")]
    NoDocument(Id),
    /// A reading was given with a document that is another.
    #[error("the reading is of {reading}, not of the document {document} that it came with")]
    OtherDocument {
        /// The document given.
        document: Id,
        /// The document of the reading given.
        reading: Id,
    },
    /// Two texts have ids that are equal although their bytes are not.
    #[error(
        "{0} names another document of the ledger: its bytes differ, but their digests begin alike"
    )]
    SameId(Id),
    /// A value that JSON cannot hold.
    #[error("what was read in {document} cannot be written")]
    Unwritable {
        /// The document.
        document: Id,
        /// Why.
        source: serde_json::Error,
    },
    /// A correction that JSON cannot hold.
    #[error("the correction cannot be written")]
    UnwritableCorrection(#[source] serde_json::Error),
    /// Anything else that SQLite reports.
    #[error("the ledger {} cannot be used: `keii doctor` may say more", .path.display())]
    Sqlite {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        source: rusqlite::Error,
    },
}

/// The result of working with a ledger file.
pub type Result<T> = std::result::Result<T, Error>;

/// Turns what SQLite says into what to do.
pub(crate) fn explain(path: &Path, source: rusqlite::Error) -> Error {
    let path = path.to_owned();
    match source.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            let holder = holder::of(&path);
            Error::Busy { path, holder }
        }
        Some(ErrorCode::DiskFull) => Error::Full { path },
        Some(ErrorCode::ReadOnly) => Error::ReadOnly { path },
        Some(ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
            Error::CannotOpen { path, source }
        }
        Some(ErrorCode::NotADatabase) => Error::NotALedger { path, what: "not an SQLite file" },
        Some(ErrorCode::DatabaseCorrupt) => Error::Damaged { path, what: source.to_string() },
        _ => Error::Sqlite { path, source },
    }
}

/// Whether a row was refused, because of what other rows hold.
pub(crate) fn is_constraint(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation)
}

/// A stored value that does not mean what it should.
pub(crate) fn damaged(path: &Path, what: impl Into<String>) -> Error {
    Error::Damaged { path: path.to_owned(), what: what.into() }
}
