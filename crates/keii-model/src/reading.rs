//! All that one document says.

use serde::{Deserialize, Serialize};

use crate::{
    Attribution, Commitment, DocumentRecord, Entity, EventMention, Hedge, Id, NameUse, Quantity,
    Question, Record, Sketch, TextSpan, Time,
};

/// What annotate makes of one document: a pure function of its text and the pack.
///
/// Ids are `document.letter number` (`D93a0e469df3e.A3`) and unique within a ledger. Entities are
/// those of this one document; the ledger joins them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// Name and version of the pack, and of the program's steps, that made it.
    pub pack: String,
    /// The document itself.
    pub document: DocumentRecord,
    /// Who and what it names.
    pub entities: Vec<Entity>,
    /// When.
    pub times: Vec<Time>,
    /// How much.
    pub quantities: Vec<Quantity>,
    /// Who says what.
    pub attributions: Vec<Attribution>,
    /// What is marked as uncertain.
    pub hedges: Vec<Hedge>,
    /// What happens.
    pub events: Vec<EventMention>,
    /// What was agreed.
    pub commitments: Vec<Commitment>,
    /// What is left open.
    pub questions: Vec<Question>,
    /// Where something is named by words that others may choose otherwise, in the order of the text.
    #[serde(default)]
    pub names: Vec<NameUse>,
    /// How each record came to be, in the order of the records.
    pub derivations: Vec<Derivation>,
    /// What could not be read.
    pub diagnostics: Vec<Diagnostic>,
    /// The text as numbers, by which copies of it are found. Never exported.
    #[serde(default)]
    pub sketch: Sketch,
}

impl Reading {
    /// The records in the order of an export: the document, then what it says.
    pub fn records(&self) -> impl Iterator<Item = Record> + '_ {
        std::iter::once(Record::Document(self.document.clone()))
            .chain(self.entities.iter().cloned().map(Record::Entity))
            .chain(self.statements())
    }

    /// The records that a ledger takes over unchanged: all but document and entities.
    pub fn statements(&self) -> impl Iterator<Item = Record> + '_ {
        let times = self.times.iter().cloned().map(Record::Time);
        let quantities = self.quantities.iter().cloned().map(Record::Quantity);
        let attributions = self.attributions.iter().cloned().map(Record::Attribution);
        let hedges = self.hedges.iter().cloned().map(Record::Hedge);
        let events = self.events.iter().cloned().map(Record::EventMention);
        let commitments = self.commitments.iter().cloned().map(Record::Commitment);
        let questions = self.questions.iter().cloned().map(Record::Question);
        times
            .chain(quantities)
            .chain(attributions)
            .chain(hedges)
            .chain(events)
            .chain(commitments)
            .chain(questions)
    }
}

/// How a record came to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Derivation {
    /// The record.
    pub record: Id,
    /// What was done, in order: the rule's id (`ja.time.month-day`) or the step's name
    /// (`entity.family-name`), and the words it rests on.
    pub steps: Vec<(String, Option<TextSpan>)>,
}

/// Something a step could not read. The reading is complete but for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// What happened, in English.
    pub message: String,
    /// Where.
    pub span: Option<TextSpan>,
}
