//! What is new as rows that every face gives alike: the command line by line, the API page by page.

use keii_ledger::standing::position::Telling;
use keii_ledger::{Corrected, News};
use keii_model::{
    Commitment, Comparison, DocumentRecord, Edtf, Event, EventMention, Id, Question, Status,
    TextSpan,
};
use serde::Serialize;

/// One thing that is new, as it is written: `new` names its sort.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "new", rename_all = "snake_case")]
pub enum NewsRow<'a> {
    /// A correction that was given, or of which something else has become.
    Correction {
        /// The correction, with what has become of it.
        correction: &'a Corrected,
    },
    /// A document.
    Document {
        /// The document.
        document: &'a DocumentRecord,
    },
    /// A happening of which nothing, or less, was told.
    Event {
        /// As it is now.
        event: &'a Event,
        /// How it stood; several where several happenings are one now.
        before: &'a [Status],
        /// The tellings that were not there.
        tellings: &'a [&'a EventMention],
    },
    /// What cannot both be right.
    Conflict {
        /// As it is now.
        comparison: &'a Comparison,
        /// The values that are new in it.
        values: &'a [&'a TextSpan],
    },
    /// What a party wants.
    Position {
        /// Who.
        party: &'a Id,
        /// What sort of position.
        stance: &'static str,
        /// The tellings that were not there.
        tellings: Vec<TellingRow<'a>>,
        /// The last telling before.
        before: Option<TellingRow<'a>>,
    },
    /// What was agreed.
    Commitment {
        /// The commitment.
        commitment: &'a Commitment,
    },
    /// What is left open.
    Question {
        /// The question.
        question: &'a Question,
    },
}

/// One telling of a position, as it is written.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TellingRow<'a> {
    /// The attribution or telling that it is read from.
    pub record: &'a Id,
    /// The document.
    pub document: &'a Id,
    /// Who stated it.
    pub by: Option<&'a Id>,
    /// The words.
    pub words: &'a TextSpan,
    /// When it was stated, where the text tells.
    pub stated: Option<&'a Edtf>,
    /// When the document appeared.
    pub published: Option<&'a Edtf>,
}

impl<'a> TellingRow<'a> {
    /// The row of a telling.
    #[must_use]
    pub fn of(telling: &'a Telling<'a>) -> Self {
        Self {
            record: telling.id(),
            document: telling.document(),
            by: telling.by.map(|by| &by.id),
            words: telling.words,
            stated: telling.stated.as_ref(),
            published: telling.published,
        }
    }
}

impl NewsRow<'_> {
    /// A name that no other row of the same news has.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Correction { correction } => format!("{}", correction.correction.number),
            Self::Document { document } => document.id.to_string(),
            Self::Event { event, .. } => event.id.to_string(),
            Self::Conflict { comparison, .. } => comparison.id.to_string(),
            Self::Position { party, stance, .. } => format!("{party} {stance}"),
            Self::Commitment { commitment } => commitment.id.to_string(),
            Self::Question { question } => question.id.to_string(),
        }
    }
}

/// The rows: corrections, documents, happenings, conflicts, positions, commitments, questions.
#[must_use]
pub fn news_rows<'a>(news: &'a News<'a>) -> Vec<NewsRow<'a>> {
    let corrections = news.corrections.iter();
    let corrections = corrections.map(|correction| NewsRow::Correction { correction });
    let documents = news.documents.iter().map(|document| NewsRow::Document { document });
    let events = news.events.iter().map(|one| NewsRow::Event {
        event: one.event,
        before: &one.before,
        tellings: &one.tellings,
    });
    let conflicts = news
        .conflicts
        .iter()
        .map(|one| NewsRow::Conflict { comparison: one.comparison, values: &one.values });
    let positions = news.positions.iter().map(|one| NewsRow::Position {
        party: &one.party.id,
        stance: one.stance.key(),
        tellings: one.tellings.iter().map(TellingRow::of).collect(),
        before: one.before.as_ref().map(TellingRow::of),
    });
    let commitments = news.commitments.iter().map(|commitment| NewsRow::Commitment { commitment });
    let questions = news.questions.iter().map(|question| NewsRow::Question { question });
    corrections
        .chain(documents)
        .chain(events)
        .chain(conflicts)
        .chain(positions)
        .chain(commitments)
        .chain(questions)
        .collect()
}
