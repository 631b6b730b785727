//! Times, quantities, commitments and questions.

use serde::{Deserialize, Serialize};

use crate::{Id, Status, TextSpan};

/// The `time` record: a time expression and what it means.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Time {
    /// Its name.
    pub id: Id,
    /// The words.
    pub span: TextSpan,
    /// What sort of time.
    #[serde(rename = "type")]
    pub time_type: TimeType,
    /// EDTF for dates, ISO 8601 for durations; `None` when it cannot be known.
    pub value: Option<String>,
    /// What the value was completed from.
    pub anchor: Anchor,
    /// Signed ISO 8601 duration from the anchor: 約1週間前 is `-P1W`.
    pub offset: Option<String>,
    /// Marked by 約, ごろ and the like.
    pub approximate: bool,
}

/// What sort of time an expression denotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TimeType {
    /// A day, month, season, year, or a range of them.
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// A recurring time.
    Set,
}

/// What an incomplete time is completed from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Anchor {
    /// Nothing: the words carry the year.
    Absolute,
    /// The day of publication, or a date told before.
    Document,
    /// Another happening.
    Event,
    /// A day of the week.
    Weekday,
    /// It has none (durations).
    None,
}

/// The `quantity` record: a number with a unit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quantity {
    /// Its name.
    pub id: Id,
    /// Number, unit and 約, nothing more.
    pub span: TextSpan,
    /// A number, or a range such as `10-19`; `None` for 数十 and the like.
    pub value: Option<Number>,
    /// Unit of the interchange format, or the counter as written.
    pub unit: Option<String>,
    /// Marked by 約, 余り and the like, or a vague number.
    pub approximate: bool,
    /// What a number of people counts, in the words of the pack (`dead`, `injured`, `detained`), where
    /// the text says so right beside it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counts: Option<String>,
    /// The record that it measures.
    pub of: Option<Id>,
}

/// A number as the interchange format writes it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Number {
    /// A whole number.
    Whole(i64),
    /// A fraction.
    Fraction(f64),
    /// `10-19`
    Range(String),
}

impl From<f64> for Number {
    /// Whole numbers are kept whole, so that 3 is never written 3.0.
    fn from(number: f64) -> Self {
        #[expect(clippy::cast_possible_truncation, reason = "checked to be whole and small")]
        if number.fract() == 0.0 && number.abs() < 9.0e15 {
            Self::Whole(number as i64)
        } else {
            Self::Fraction(number)
        }
    }
}

/// The `commitment` record: what parties are reported to have agreed to do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Commitment {
    /// Its name.
    pub id: Id,
    /// In which document.
    pub document: Id,
    /// Entity ids or words.
    pub parties: Vec<String>,
    /// What they agreed to do.
    pub content: TextSpan,
    /// Attribution or entity; `None` is the writer.
    pub according_to: Option<Id>,
    /// Where it stands.
    pub status: Status,
}

/// The `question` record: a question the text leaves open.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// Its name.
    pub id: Id,
    /// In which document.
    pub document: Id,
    /// The words.
    pub span: TextSpan,
}
