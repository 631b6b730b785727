//! What several documents, or one document twice, tell of one attribute.

use serde::{Deserialize, Serialize};

use crate::{Id, TextSpan};

/// The `comparison` record: two or more tellings of one attribute.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// Its name.
    pub id: Id,
    /// Of which event.
    #[serde(default)]
    pub event: Option<Id>,
    /// With which other event, where two that may be one are set side by side.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other: Option<Id>,
    /// Of which entity.
    #[serde(default)]
    pub entity: Option<Id>,
    /// What is compared.
    pub attribute: Attribute,
    /// How the values stand to each other.
    pub verdict: Verdict,
    /// Whether the documents rest on different sources; `None` for one document.
    pub independent: Option<bool>,
    /// What each document tells, by document id.
    pub values: Vec<ComparedValue>,
}

/// One telling of a compared attribute.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ComparedValue {
    /// In which document.
    pub document: Id,
    /// The normalised value; `None` where only the words can be compared.
    pub value: Option<String>,
    /// The words.
    pub span: TextSpan,
}

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the words are those of the interchange format")]
pub enum Attribute {
    Time,
    Place,
    Participants,
    Duration,
    Type,
    Status,
    Outcome,
    Role,
    Name,
    Wording,
    Evaluation,
    Topic,
    Other,
}

/// How the values of a comparison stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// They are equal.
    Agree,
    /// They are compatible, and one is finer.
    Precision,
    /// One utterance in slightly different words.
    NearQuote,
    /// They cannot both hold.
    Conflict,
    /// Evaluations that differ: shown, never resolved.
    Framing,
    /// One document tells two things.
    WithinDocument,
    /// One document alone tells it.
    SingleSource,
}
