//! Finding what documents say by the words: texts, statements, happenings, and who is named.
//!
//! A word is found wherever its characters stand one behind another, whatever words they are part
//! of: 会談 in 首脳会談. Half and full width of Latin letters and figures are one, and so are their
//! capitals; all else is compared as it was received. A piece that is found stands within one line
//! of thought of its entry: within the text, one content, one phrase, one form of a name.

mod entry;
mod fold;
mod index;
mod pairs;
mod query;

use jiff::civil::Date;
use keii_model::{Id, TextSpan};

use crate::Until;

pub use fold::fold;
pub(crate) use index::{document, heading, index, is_indexed, miscounted};

/// Where words are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FindKind {
    /// In whole texts, with their titles.
    Text,
    /// In what is said: the contents of attributions.
    Statement,
    /// In the phrases that tell of happenings.
    Event,
    /// In names: those of persons, organisations, countries, places and groups.
    Entity,
}

impl FindKind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Text, Self::Statement, Self::Event, Self::Entity];

    /// The name of the kind in the file and in queries.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Statement => "statement",
            Self::Event => "event",
            Self::Entity => "entity",
        }
    }

    /// The kind of this name.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// What is looked for. The default asks for everything.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Find {
    /// All of these must stand in an entry. Empty ones ask for nothing.
    pub words: Vec<String>,
    /// Where; nowhere named is everywhere.
    pub kinds: Vec<FindKind>,
    /// Only entries of these types (`direct`, `meet`, `person`), by the words of the interchange
    /// format.
    pub types: Vec<String>,
    /// Only statements and happenings as certain as this to whoever says it (`CT+`).
    pub factuality: Vec<String>,
    /// Only happenings that have come so far (`planned`).
    pub status: Vec<String>,
    /// Only where one of these speaks, takes part or is named: entities by their ids in documents
    /// (`D93a0e469df3e.N1`), of which an entity has one in each document that names it.
    pub involved: Vec<Id>,
    /// Only in documents whose publisher is called so, in whole.
    pub publisher: Option<String>,
    /// Only what may have been on this day or later; what has no day is left out.
    pub from: Option<Date>,
    /// Only what may have been on this day or before; what has no day is left out.
    pub to: Option<Date>,
    /// Only in these documents.
    pub documents: Option<Vec<Id>>,
    /// Only what had arrived by then.
    pub until: Option<Until>,
}

/// One entry in which all words stand.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// What sort of entry.
    pub kind: FindKind,
    /// The record by its id in the document (`D93a0e469df3e.A3`); `None` for the text itself.
    pub record: Option<Id>,
    /// Its document.
    pub document: Id,
    /// The title of the document, where one was read.
    pub title: Option<String>,
    /// Who published it, where that is known.
    pub publisher: Option<String>,
    /// Its type by the word of the interchange format.
    pub entry_type: Option<String>,
    /// How certain it is to whoever says it.
    pub factuality: Option<String>,
    /// How far it has come.
    pub status: Option<String>,
    /// The first and the last day on which it can have been: of happenings their own, of all else
    /// that of the publication.
    pub days: Option<(Date, Date)>,
    /// What the entry was read from. For a text nothing, for a name its first mention.
    pub words: Vec<TextSpan>,
    /// Where the words that were looked for stand, at most [`MARKS`] of them, in order. Empty where
    /// a form of a name holds them that the text does not.
    pub marks: Vec<TextSpan>,
}

/// So many places of one entry are marked.
pub const MARKS: usize = 20;

/// A page of what was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hits {
    /// In the order asked for: the newest day first, those of unknown day last, then by arrival,
    /// then in the order of the reading.
    pub hits: Vec<Hit>,
    /// How many there are in all.
    pub total: usize,
}
