//! Corrections as readers ask for them: by ids that are on their screen.

use keii_ledger::Sources;
use keii_ledger::{Corrected, Effect, Ledger, effects};
use keii_model::{Change, Correction, DocumentRecord, Edtf, Id, Record, Target};

use crate::{ShortIds, Unmeant, find};

/// What a reader wants corrected. Ids may be short, or `ID@DOCUMENT`: only what that document says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// Two are one.
    Same(String, String),
    /// Two are not one.
    Different(String, String),
    /// It was misread.
    Not(String),
    /// A document was published then.
    Date(String, Edtf),
    /// An earlier correction does not hold.
    Undo(u32),
}

/// Why a correction is not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// What was typed names nothing, or several.
    #[error(transparent)]
    Unmeant(#[from] Unmeant),
    /// There is no correction of this number.
    #[error("there is no correction {0}")]
    NoSuch(u32),
    /// It has been taken back.
    #[error("correction {number} was taken back by {by}")]
    AlreadyUndone {
        /// The correction.
        number: u32,
        /// The one that took it back.
        by: u32,
    },
    /// That document does not tell of it.
    #[error("`{id}` is not in document {document}")]
    NotInDocument {
        /// What was typed.
        id: String,
        /// The document, by its short id.
        document: String,
    },
    /// Comparisons, chains and stories follow from other entries.
    #[error("`{0}` follows from other entries: correct those")]
    NotCorrectable(String),
    /// It is no document.
    #[error("`{0}` is no document")]
    NotADocument(String),
    /// One document takes both for one, or they are of kinds that cannot be one.
    #[error("a document takes both for one, or they are of kinds that cannot be one")]
    TakenForOne,
    /// The ledger says so already, or nothing is read there.
    #[error("there is nothing to correct")]
    Nothing,
}

/// What corrections are checked against.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// What the ledger was built from.
    pub sources: &'a Sources,
    /// The ledger.
    pub ledger: &'a Ledger,
    /// How its ids are shortened in messages.
    pub short: ShortIds,
}

impl Known<'_> {
    /// The change that is asked for, if it would change anything.
    ///
    /// # Errors
    /// When it names nothing, or would do nothing from the start: a mistake of typing.
    pub fn change(&self, ask: &Ask) -> Result<Change, Refusal> {
        let change = match ask {
            Ask::Same(a, b) => Change::Same { a: self.target(a)?, b: self.target(b)? },
            Ask::Different(a, b) => Change::Different { a: self.target(a)?, b: self.target(b)? },
            Ask::Not(id) => Change::Not { target: self.target(id)? },
            Ask::Date(document, published) => {
                let document = self.document(document)?.id.clone();
                Change::Date { document, published: published.clone() }
            }
            Ask::Undo(number) => self.undo(*number)?,
        };
        self.refuse_idle(&change)?;
        Ok(change)
    }

    fn undo(&self, number: u32) -> Result<Change, Refusal> {
        let mut corrections = self.ledger.corrections().iter();
        match corrections.find(|one| one.correction.number == number).map(|one| &one.effect) {
            None => Err(Refusal::NoSuch(number)),
            Some(Effect::Undone { by }) => Err(Refusal::AlreadyUndone { number, by: *by }),
            Some(_) => Ok(Change::Undo { number }),
        }
    }

    /// What `ID` or `ID@DOCUMENT` means.
    fn target(&self, typed: &str) -> Result<Target, Refusal> {
        let (id, only) = match typed.split_once('@') {
            Some((id, document)) => (id, Some(self.document(document)?.id.clone())),
            None => (typed, None),
        };
        let record = self.record(id)?;
        if let Some(target) = self.ledger.target(record, only.as_ref()) {
            return Ok(target);
        }
        Err(match only {
            Some(document) => {
                let (id, document) = (id.to_owned(), self.short.short(&document));
                Refusal::NotInDocument { id, document }
            }
            None => Refusal::NotCorrectable(id.to_owned()),
        })
    }

    /// What is meant by an id, or by the whole name of one entity or document alone.
    fn record(&self, typed: &str) -> Result<&Record, Refusal> {
        let unknown = match find(self.ledger, typed) {
            Ok(record) => return Ok(record),
            Err(unmeant) => unmeant,
        };
        let called = |record: &&Record| match record {
            Record::Entity(entity) => {
                entity.name.any() == typed || entity.aliases.iter().any(|alias| alias == typed)
            }
            Record::Document(document) => document.name == typed,
            _ => false,
        };
        let found: Vec<&Record> = self.ledger.records().iter().filter(called).collect();
        match found.as_slice() {
            [one] => Ok(one),
            [] => Err(unknown.into()),
            several => {
                let fits = several.iter().map(|one| self.short.short(one.id())).collect();
                Err(Unmeant::Several { id: typed.to_owned(), fits }.into())
            }
        }
    }

    fn document(&self, typed: &str) -> Result<&DocumentRecord, Refusal> {
        match self.record(typed)? {
            Record::Document(document) => Ok(document),
            _ => Err(Refusal::NotADocument(typed.to_owned())),
        }
    }

    fn refuse_idle(&self, change: &Change) -> Result<(), Refusal> {
        let corrections = &self.sources.corrections;
        let mut all = corrections.clone();
        let number = corrections.last().map_or(1, |last| last.number + 1);
        all.push(Correction {
            version: Correction::VERSION,
            number,
            given: String::new(),
            by: None,
            reason: None,
            change: change.clone(),
        });
        let is_date = matches!(change, Change::Date { .. });
        let told = effects(&self.sources.readings, &all);
        match told.last().map(|Corrected { effect, .. }| effect) {
            // The document has not been read by that day yet.
            _ if is_date => Ok(()),
            Some(Effect::Impossible) => Err(Refusal::TakenForOne),
            Some(Effect::Gone { .. }) => Err(Refusal::Nothing),
            _ => Ok(()),
        }
    }
}

/// The document whose day of publication a change sets.
#[must_use]
pub fn redated(change: &Change) -> Option<(&Id, &Edtf)> {
    match change {
        Change::Date { document, published } => Some((document, published)),
        _ => None,
    }
}
