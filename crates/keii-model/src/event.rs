//! Happenings, as one document tells of them and as all documents together do.

use serde::{Deserialize, Serialize};

use crate::{Edtf, Factuality, Id, TextSpan};

/// The `event_mention` record: one document tells of one happening.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EventMention {
    /// Its name.
    pub id: Id,
    /// In which document.
    pub document: Id,
    /// What happens.
    #[serde(rename = "type")]
    pub event_type: EventType,
    /// The word that tells of it.
    pub trigger: TextSpan,
    /// Who meets by that word: leaders, ministers, officials.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<EventLevel>,
    /// Who takes part.
    #[serde(default)]
    pub participants: Vec<Participant>,
    /// Where; of an invitation or a visit not made: the destination.
    pub place: Option<EventPlace>,
    /// When.
    pub time: Option<EventTime>,
    /// ISO 8601.
    pub duration: Option<String>,
    /// Whether time or duration are approximate.
    pub approximate: bool,
    /// How far it has come.
    pub status: Status,
    /// How certain it is to the one who tells.
    pub factuality: Option<Factuality>,
    /// Attribution or entity; `None` is the writer.
    pub according_to: Option<Id>,
    /// What came of it.
    pub outcome: Option<TextSpan>,
    /// What sort of end that was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<OutcomeEnd>,
    /// What it is or was about, in the order of the text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<Topic>,
    /// Other words of the same document that tell of it as having come less or more far.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<OtherStand>,
    /// The phrases it was read from.
    #[serde(default)]
    pub evidence: Vec<TextSpan>,
}

/// What a meeting is or was about, as one document tells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Topic {
    /// The words.
    pub span: TextSpan,
    /// Whether it is told to have come up; a document may tell that it did not.
    pub raised: bool,
}

/// What came of a meeting, as far as it can be told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OutcomeEnd {
    /// Something was agreed.
    Agreed,
    /// Nothing was, or no progress was made.
    Nothing,
    /// It broke down.
    Failed,
    /// It was put off to later.
    Later,
}

impl OutcomeEnd {
    /// The end that a rule's output calls so; `None` for other words.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "agreed" => Some(Self::Agreed),
            "nothing" => Some(Self::Nothing),
            "failed" => Some(Self::Failed),
            "later" => Some(Self::Later),
            _ => None,
        }
    }
}

/// A second stand of one happening in one document: 合意した in the headline, 意向 in the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherStand {
    /// How far it has come by these words.
    pub status: Status,
    /// The words.
    pub span: TextSpan,
}

/// How high those rank who meet, as the word for the meeting says (首脳会談, 外相会談).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the words are those of the lexicon")]
pub enum EventLevel {
    Leaders,
    Ministers,
    Officials,
    Working,
}

impl EventLevel {
    /// Whether one meeting can be called by both: 高官 are ministers as well as others below the
    /// leaders.
    #[must_use]
    pub fn can_be(self, other: Self) -> bool {
        let vague = |level| level == Self::Officials;
        let below = |level| level != Self::Leaders;
        self == other || (below(self) && below(other) && (vague(self) || vague(other)))
    }

    /// The level that a lexicon calls so; `None` for `any` and unknown words.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "leaders" => Some(Self::Leaders),
            "ministers" => Some(Self::Ministers),
            "officials" => Some(Self::Officials),
            "working" => Some(Self::Working),
            _ => None,
        }
    }
}

/// One who takes part in an event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Participant {
    /// The entity, when it is known.
    pub entity: Option<Id>,
    /// The words.
    pub text: Option<String>,
    /// In what part.
    pub role: ParticipantRole,
    /// Where the words stand.
    pub span: Option<TextSpan>,
}

/// In what part somebody takes part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ParticipantRole {
    /// Does it.
    Actor,
    /// It is done to or towards them.
    Recipient,
    /// One among equals.
    Participant,
}

/// Where an event takes place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EventPlace {
    /// The entity, when it is known.
    pub entity: Option<Id>,
    /// The words.
    pub text: String,
    /// Where the words stand.
    pub span: Option<TextSpan>,
}

/// When an event takes place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EventTime {
    /// EDTF; `None` when it cannot be known.
    pub value: Option<Edtf>,
    /// What the value rests on.
    pub basis: TimeBasis,
    /// Where the words stand.
    pub span: Option<TextSpan>,
}

/// What an event's time rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TimeBasis {
    /// The words carry the year.
    Absolute,
    /// The day of publication, or a date told before.
    Document,
    /// Another happening.
    Event,
    /// A day of the week.
    Weekday,
    /// No time is told.
    None,
}

/// How far a happening has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the words are those of the interchange format")]
pub enum Status {
    Possible,
    Proposed,
    Planned,
    Agreed,
    Ongoing,
    Held,
    Postponed,
    Cancelled,
    Failed,
    Unlikely,
}

impl Status {
    /// Every status, as it comes about.
    pub const ALL: [Self; 10] = [
        Self::Possible,
        Self::Proposed,
        Self::Planned,
        Self::Agreed,
        Self::Ongoing,
        Self::Held,
        Self::Postponed,
        Self::Cancelled,
        Self::Failed,
        Self::Unlikely,
    ];

    /// Their words in the interchange format, in the same order.
    pub const WORDS: [&'static str; 10] = [
        "possible",
        "proposed",
        "planned",
        "agreed",
        "ongoing",
        "held",
        "postponed",
        "cancelled",
        "failed",
        "unlikely",
    ];

    /// The status of this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        let at = Self::WORDS.iter().position(|known| *known == word)?;
        Some(Self::ALL[at])
    }
}

/// What happens: the table of the interchange format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the words are those of the interchange format")]
pub enum EventType {
    Meet,
    Call,
    Visit,
    Negotiate,
    Mediate,
    Invite,
    Agree,
    Sign,
    Ceasefire,
    Withdraw,
    Release,
    Aid,
    Cooperate,
    Demand,
    Reject,
    Accuse,
    Praise,
    Threaten,
    Sanction,
    Ease,
    Expel,
    Deploy,
    Attack,
    War,
    Protest,
    Detain,
    Annex,
    Join,
    Appoint,
    Resign,
    Legislate,
    Speak,
    Other,
}

/// The `event` record: the happening itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Its name.
    pub id: Id,
    /// Who tells of it.
    pub mentions: Vec<Id>,
    /// What happens.
    #[serde(rename = "type")]
    pub event_type: EventType,
    /// How far it has come.
    pub status: Status,
    /// How it came to be so.
    #[serde(default)]
    pub history: Vec<HistoryStep>,
    /// The event whose plan it took the place of.
    pub succeeds: Option<Id>,
    /// The event it is a part of.
    pub part_of: Option<Id>,
}

/// One step of an event's status.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HistoryStep {
    /// The status.
    pub status: Status,
    /// The mention that tells it.
    pub mention: Id,
    /// The day of publication of its document.
    pub recorded: Option<Edtf>,
    /// The words that tell it, with the document that they stand in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<TextSpan>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_status_has_the_word_that_is_written() {
        for (status, word) in Status::ALL.into_iter().zip(Status::WORDS) {
            assert_eq!(serde_json::to_value(status).expect("a word"), word);
            assert_eq!(Status::from_word(word), Some(status));
        }
        assert_eq!(Status::from_word("HELD"), None);
    }
}
