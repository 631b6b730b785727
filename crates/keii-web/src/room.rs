//! What all visits share: the ledger, the desk where articles are handed in, the clock.

use std::fmt;

use keii_model::{Edtf, Id};
use keii_query::{Holder, Library};

use crate::api::Digests;
use crate::offence::{Notice, Watch};
use crate::rate::Rate;
use crate::text::Texts;
use crate::token::Token;

/// Takes articles in. The command's: it reads them, and puts them into the ledger.
pub trait Desk: Send + Sync {
    /// Adds what was handed in, one or several documents. When it returns, they are on the disk.
    ///
    /// # Errors
    /// When nothing of it could be added.
    fn add(&self, submission: &Submission) -> Result<Vec<Added>, Unadded>;
}

/// An article as it was handed in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Submission {
    /// The name of the file; what was pasted has one that tells its format.
    pub name: String,
    /// The bytes, as received.
    pub bytes: Vec<u8>,
    /// The day of publication, where the reader tells it.
    pub published: Option<Edtf>,
    /// The outlet, where the reader tells it.
    pub publisher: Option<String>,
    /// The address, where the reader tells it.
    pub url: Option<String>,
}

/// What became of one article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Added {
    /// The document.
    pub document: Id,
    /// Whether it was not there before.
    pub is_new: bool,
    /// What the reader should know, in English.
    pub warnings: Vec<String>,
}

/// Why nothing was added.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unadded {
    /// It is no article.
    #[error("{0}")]
    Unreadable(String),
    /// Somebody else is writing to the ledger.
    #[error("the ledger is being written by another process")]
    Busy(Option<Holder>),
    /// The ledger cannot be written.
    #[error("{0}")]
    Failed(String),
}

type Clock = Box<dyn Fn() -> String + Send + Sync>;

/// A reading room: one ledger for its visitors.
pub struct Room {
    pub(crate) library: Library,
    pub(crate) desk: Box<dyn Desk>,
    pub(crate) clock: Clock,
    pub(crate) token: Option<Token>,
    pub(crate) texts: Texts,
    pub(crate) changes: Rate,
    pub(crate) attempts: Rate,
    pub(crate) digests: Digests,
    pub(crate) watch: Watch,
    /// Whether visitors come to this machine's own address only.
    pub(crate) loopback: bool,
}

impl fmt::Debug for Room {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Room").field("library", &self.library).finish_non_exhaustive()
    }
}

/// So many changes may one visitor make at once, and one more each second.
const CHANGES: u32 = 60;

/// So many times may one visitor try the token in a row; then once a second.
const ATTEMPTS: u32 = 5;

impl Room {
    /// A room for a ledger, on this machine's own address. `clock` tells the present time
    /// (RFC 3339, in UTC).
    pub fn new(
        library: Library,
        desk: impl Desk + 'static,
        clock: impl Fn() -> String + Send + Sync + 'static,
    ) -> Self {
        Self {
            library,
            desk: Box::new(desk),
            clock: Box::new(clock),
            token: None,
            texts: Texts::new(),
            changes: Rate::new(CHANGES),
            attempts: Rate::new(ATTEMPTS),
            digests: Digests::default(),
            watch: Watch::default(),
            loopback: true,
        }
    }

    /// Lets in only those who know the token, from wherever they come.
    #[must_use]
    pub fn guarded_by(mut self, token: Token) -> Self {
        self.token = Some(token);
        self
    }

    /// Tells of what visitors are refused for: the first of each sort when it happens, further ones
    /// summed up now and then, and when the room closes.
    #[must_use]
    pub fn noticing(mut self, tell: impl Fn(Notice) + Send + Sync + 'static) -> Self {
        self.watch = Watch::new(tell);
        self
    }

    /// Takes visitors that call the machine by any name.
    #[must_use]
    pub fn open_to_others(mut self) -> Self {
        self.loopback = false;
        self
    }
}
