//! What a reader says that keii got wrong: appended to the ledger, never written over.

use serde::{Deserialize, Serialize};

use crate::{Edtf, EntityType, Id, TextSpan};

/// A correction by the user: an input of the ledger beside the readings.
///
/// It names its target by the words that the target was read from, not by an id: ids follow from
/// how a pack reads, and a correction must outlive the pack. Corrections are only ever appended;
/// one is taken back by another, [`Change::Undo`].
///
/// As JSON, `version` 1:
/// `{"version":1,"number":3,"given":"2025-11-23T09:00:00Z","by":"sato","reason":null,
/// "change":"not","target":{"kind":"attribution","label":"…","landmarks":[{"span":{…}}]}}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// Of this shape of the record: [`Correction::VERSION`].
    pub version: u32,
    /// The place in the order in which corrections were given, from 1.
    pub number: u32,
    /// When it was given: RFC 3339, in UTC.
    pub given: String,
    /// Who gave it, where that was told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// Why, where that was told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// What it says.
    #[serde(flatten)]
    pub change: Change,
}

impl Correction {
    /// The version of the record that this program writes.
    pub const VERSION: u32 = 1;
}

/// What a correction says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum Change {
    /// Two are one: entities of one type, or happenings.
    Same {
        /// The one.
        a: Target,
        /// The other.
        b: Target,
    },
    /// Two are not one.
    Different {
        /// The one.
        a: Target,
        /// The other.
        b: Target,
    },
    /// What was read is not so; with all that rests on it.
    Not {
        /// What was read.
        target: Target,
    },
    /// A document was published then.
    Date {
        /// The document.
        document: Id,
        /// The day, or month, or span of days.
        published: Edtf,
    },
    /// An earlier correction does not hold. Undoing an undo gives back what that one took.
    Undo {
        /// The number of the earlier correction; in JSON `undoes`, beside its own `number`.
        #[serde(rename = "undoes")]
        number: u32,
    },
}

/// What a correction is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// What it was read as. What is read there as something else is not meant.
    pub kind: TargetKind,
    /// What people called it when the correction was given.
    pub label: String,
    /// Where it was read. The target is there as long as one of them finds it.
    pub landmarks: Vec<Landmark>,
}

/// Words that a target was read from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Landmark {
    /// The words that tell most: the name, what is said, the word for the happening. What is read
    /// there later is the target if its own words share some with these.
    pub span: TextSpan,
    /// More words that it rested on. They decide between several that share the first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<TextSpan>,
}

/// What can be corrected. A happening is meant by its tellings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the words are those of the records")]
pub enum TargetKind {
    Document,
    Person,
    Organization,
    Country,
    Place,
    Group,
    Time,
    Quantity,
    Attribution,
    Hedge,
    EventMention,
    Commitment,
    Question,
}

impl TargetKind {
    /// The type of entity that it is, if it is one.
    #[must_use]
    pub fn entity_type(self) -> Option<EntityType> {
        match self {
            Self::Person => Some(EntityType::Person),
            Self::Organization => Some(EntityType::Organization),
            Self::Country => Some(EntityType::Country),
            Self::Place => Some(EntityType::Place),
            Self::Group => Some(EntityType::Group),
            _ => None,
        }
    }
}

impl From<EntityType> for TargetKind {
    fn from(entity_type: EntityType) -> Self {
        match entity_type {
            EntityType::Person => Self::Person,
            EntityType::Organization => Self::Organization,
            EntityType::Country => Self::Country,
            EntityType::Place => Self::Place,
            EntityType::Group => Self::Group,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_correction_is_one_flat_line() {
        let span = TextSpan { document: Id::from("D1"), start: 3, end: 5, text: "会談".into() };
        let landmarks = vec![Landmark { span, also: vec![] }];
        let target = Target { kind: TargetKind::EventMention, label: "会談".into(), landmarks };
        let correction = Correction {
            version: Correction::VERSION,
            number: 2,
            given: "2025-11-23T00:00:00Z".into(),
            by: None,
            reason: Some("題名".into()),
            change: Change::Not { target },
        };
        let line = serde_json::to_string(&correction).expect("JSON");
        assert_eq!(
            line,
            "{\"version\":1,\"number\":2,\"given\":\"2025-11-23T00:00:00Z\",\"reason\":\"題名\",\
             \"change\":\"not\",\"target\":{\"kind\":\"event_mention\",\"label\":\"会談\",\
             \"landmarks\":[{\"span\":{\"document\":\"D1\",\"start\":3,\"end\":5,\"text\":\"会談\"}}]}}"
        );
        assert_eq!(serde_json::from_str::<Correction>(&line).expect("a correction"), correction);
        let undo = Correction { number: 3, change: Change::Undo { number: 2 }, ..correction };
        let line = serde_json::to_string(&undo).expect("JSON");
        assert_eq!(serde_json::from_str::<Correction>(&line).expect("a correction"), undo);
    }
}
