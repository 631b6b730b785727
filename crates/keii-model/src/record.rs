//! The records of the interchange format as one type, and the ids that name them.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{
    Attribution, Chain, Commitment, Comparison, DocumentRecord, Entity, Event, EventMention, Hedge,
    Naming, Quantity, Question, Time,
};

/// The name of a record, unique within one export. It is opaque: nothing is read out of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Id(Box<str>);

impl Id {
    /// The id as it is printed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<T: Into<Box<str>>> From<T> for Id {
    fn from(id: T) -> Self {
        Self(id.into())
    }
}

impl fmt::Display for Id {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// One line of an export.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Record {
    /// A text with its provenance.
    Document(DocumentRecord),
    /// Documents about one developing affair.
    Story(Story),
    /// Somebody or something that is named.
    Entity(Entity),
    /// A time expression.
    Time(Time),
    /// A number with a unit.
    Quantity(Quantity),
    /// Somebody says something.
    Attribution(Attribution),
    /// Words that the text marks as uncertain.
    Hedge(Hedge),
    /// One document tells of one happening.
    EventMention(EventMention),
    /// The happening itself.
    Event(Event),
    /// What parties are reported to have agreed to do.
    Commitment(Commitment),
    /// A question the text leaves open.
    Question(Question),
    /// Several tellings of one attribute.
    Comparison(Comparison),
    /// How each document names one thing.
    Naming(Naming),
    /// The steps of one plan or process over several events.
    Chain(Chain),
}

impl Record {
    /// The id of the record.
    #[must_use]
    pub fn id(&self) -> &Id {
        match self {
            Self::Document(record) => &record.id,
            Self::Story(record) => &record.id,
            Self::Entity(record) => &record.id,
            Self::Time(record) => &record.id,
            Self::Quantity(record) => &record.id,
            Self::Attribution(record) => &record.id,
            Self::Hedge(record) => &record.id,
            Self::EventMention(record) => &record.id,
            Self::Event(record) => &record.id,
            Self::Commitment(record) => &record.id,
            Self::Question(record) => &record.id,
            Self::Comparison(record) => &record.id,
            Self::Naming(record) => &record.id,
            Self::Chain(record) => &record.id,
        }
    }
}

/// One developing affair.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Story {
    /// Its name.
    pub id: Id,
    /// The documents that tell it.
    pub documents: Vec<Id>,
    /// A line of facts.
    pub label: String,
}
