//! The ledger: records in order, and the ways to look one up.

use std::collections::{BTreeMap, BTreeSet};

use keii_model::{
    Attribution, Chain, Commitment, Comparison, Derivation, Diagnostic, DocumentRecord, Entity,
    Event, EventMention, Id, Naming, Question, Record, Story, TextSpan,
};

use crate::abridged::Line;
use crate::{Copy, Corrected, spans};

/// All that a set of documents says. Made by [`build`](crate::build).
#[derive(Clone, Debug, PartialEq)]
pub struct Ledger {
    /// Documents, stories, entities, statements by document, events, comparisons, chains.
    records: Vec<Record>,
    pub(crate) told: Told,
    /// The records' numbers in the order of their ids.
    index: Vec<usize>,
    derivations: BTreeMap<Id, Derivation>,
    diagnostics: Vec<(Id, Diagnostic)>,
}

/// What is known of documents and corrections beside the records.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Told {
    /// By id; those of a single document too, of which there is no record.
    pub(crate) stories: Vec<Story>,
    /// Those of the stories in this order, in a ledger that was put together of them; none elsewhere.
    pub(crate) lines: Vec<Line>,
    /// In order.
    pub(crate) copies: Vec<Copy>,
    /// For each document the first of those that rest on one source with it.
    pub(crate) sources: BTreeMap<Id, Id>,
    /// In the order in which they were given.
    pub(crate) corrections: Vec<Corrected>,
}

/// Why an id names no record.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FindError {
    /// Nothing begins so.
    #[error("no entry is called `{id}`: ids stand at the beginning of the lines of a listing")]
    Unknown {
        /// What was asked for.
        id: String,
    },
    /// Several begin so.
    #[error("`{id}` is the beginning of {count} ids, among them {}: write more of it",
        candidates.iter().map(Id::as_str).collect::<Vec<_>>().join(", "))]
    Ambiguous {
        /// What was asked for.
        id: String,
        /// How many begin so.
        count: usize,
        /// The first ten of them, in order.
        candidates: Vec<Id>,
    },
}

/// So many candidates are named in a message.
const NAMED_CANDIDATES: usize = 10;

impl Ledger {
    pub(crate) fn new(
        records: Vec<Record>,
        told: Told,
        derivations: BTreeMap<Id, Derivation>,
        diagnostics: Vec<(Id, Diagnostic)>,
    ) -> Self {
        let mut index: Vec<usize> = (0..records.len()).collect();
        index.sort_by(|&a, &b| records[a].id().cmp(records[b].id()));
        Self { records, told, index, derivations, diagnostics }
    }

    /// The records in the order of an export: documents by id, stories of several documents
    /// by id, entities by id, what each document states (by document, then kind, then place), events
    /// by id, comparisons by id, chains by id.
    #[must_use]
    pub fn records(&self) -> &[Record] {
        &self.records
    }

    /// The documents by day of publication, those without a known one last, then by id.
    #[must_use]
    pub fn documents(&self) -> Vec<&DocumentRecord> {
        let mut documents: Vec<&DocumentRecord> = self
            .records
            .iter()
            .filter_map(|record| match record {
                Record::Document(document) => Some(document),
                _ => None,
            })
            .collect();
        documents.sort_by_key(|document| {
            let value = document.published.value.as_ref();
            let day = value.and_then(|value| value.first_day().or(value.last_day()));
            (day.is_none(), day, value.map(ToString::to_string), &document.id)
        });
        documents
    }

    /// The entities by id.
    pub fn entities(&self) -> impl Iterator<Item = &Entity> {
        self.records.iter().filter_map(|record| match record {
            Record::Entity(entity) => Some(entity),
            _ => None,
        })
    }

    /// The attributions by document id, then place.
    pub fn attributions(&self) -> impl Iterator<Item = &Attribution> {
        self.records.iter().filter_map(|record| match record {
            Record::Attribution(attribution) => Some(attribution),
            _ => None,
        })
    }

    /// The event mentions by document id, then place.
    pub fn mentions(&self) -> impl Iterator<Item = &EventMention> {
        self.records.iter().filter_map(|record| match record {
            Record::EventMention(mention) => Some(mention),
            _ => None,
        })
    }

    /// The commitments by document id, then place.
    pub fn commitments(&self) -> impl Iterator<Item = &Commitment> {
        self.records.iter().filter_map(|record| match record {
            Record::Commitment(commitment) => Some(commitment),
            _ => None,
        })
    }

    /// The questions by document id, then place.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.records.iter().filter_map(|record| match record {
            Record::Question(question) => Some(question),
            _ => None,
        })
    }

    /// The events by id.
    pub fn events(&self) -> impl Iterator<Item = &Event> {
        self.records.iter().filter_map(|record| match record {
            Record::Event(event) => Some(event),
            _ => None,
        })
    }

    /// The comparisons by id.
    pub fn comparisons(&self) -> impl Iterator<Item = &Comparison> {
        self.records.iter().filter_map(|record| match record {
            Record::Comparison(comparison) => Some(comparison),
            _ => None,
        })
    }

    /// The chains by id.
    pub fn chains(&self) -> impl Iterator<Item = &Chain> {
        self.records.iter().filter_map(|record| match record {
            Record::Chain(chain) => Some(chain),
            _ => None,
        })
    }

    /// How documents name one thing, by id.
    pub fn namings(&self) -> impl Iterator<Item = &Naming> {
        self.records.iter().filter_map(|record| match record {
            Record::Naming(naming) => Some(naming),
            _ => None,
        })
    }

    /// The record of exactly this id.
    #[must_use]
    pub fn get(&self, id: &Id) -> Option<&Record> {
        let at = self.index.partition_point(|&at| self.records[at].id() < id);
        self.index.get(at).map(|&at| &self.records[at]).filter(|record| record.id() == id)
    }

    /// The entity of exactly this id.
    #[must_use]
    pub fn entity(&self, id: &Id) -> Option<&Entity> {
        match self.get(id) {
            Some(Record::Entity(entity)) => Some(entity),
            _ => None,
        }
    }

    /// The event mention of exactly this id.
    #[must_use]
    pub fn mention(&self, id: &Id) -> Option<&EventMention> {
        match self.get(id) {
            Some(Record::EventMention(mention)) => Some(mention),
            _ => None,
        }
    }

    /// The record of this id, or the only one whose id begins so.
    ///
    /// # Errors
    /// When no id begins so, or several do and none is exactly it.
    pub fn find(&self, id: &str) -> Result<&Record, FindError> {
        if let Some(record) = self.get(&Id::from(id)) {
            return Ok(record);
        }
        let from = self.index.partition_point(|&at| self.records[at].id().as_str() < id);
        let after = self.index[from..].iter().map(|&at| &self.records[at]);
        let found: Vec<&Record> =
            after.take_while(|record| record.id().as_str().starts_with(id)).collect();
        match found.as_slice() {
            [one] if !id.is_empty() => Ok(one),
            // Every id begins with nothing; that asks for none of them.
            several if !several.is_empty() && !id.is_empty() => Err(FindError::Ambiguous {
                id: id.to_owned(),
                count: several.len(),
                candidates: several
                    .iter()
                    .take(NAMED_CANDIDATES)
                    .map(|record| record.id().clone())
                    .collect(),
            }),
            _ => Err(FindError::Unknown { id: id.to_owned() }),
        }
    }

    /// The words that a record rests on, the most telling first, none twice: its own spans, or
    /// for an event those of its mentions. Empty where there is no such record.
    #[must_use]
    pub fn evidence(&self, id: &Id) -> Vec<&TextSpan> {
        let all: Vec<&TextSpan> = match self.get(id) {
            Some(Record::Event(event)) => {
                let mentions = event.mentions.iter().filter_map(|id| self.get(id));
                mentions.flat_map(spans).collect()
            }
            Some(Record::Chain(chain)) => {
                let events: BTreeSet<&Id> = chain.steps.iter().map(|step| &step.event).collect();
                events.into_iter().flat_map(|id| self.evidence(id)).collect()
            }
            Some(record) => spans(record),
            None => Vec::new(),
        };
        let mut seen = BTreeSet::new();
        all.into_iter().filter(|&span| seen.insert(span)).collect()
    }

    /// How a record came to be: the steps of the reading, then for entities and events those that
    /// joined them. `None` where nothing was noted.
    #[must_use]
    pub fn derivation(&self, id: &Id) -> Option<&Derivation> {
        self.derivations.get(id)
    }

    /// The corrections in the order in which they were given, with what has become of each.
    #[must_use]
    pub fn corrections(&self) -> &[Corrected] {
        &self.told.corrections
    }

    /// What could not be read, by document id.
    #[must_use]
    pub fn diagnostics(&self) -> &[(Id, Diagnostic)] {
        &self.diagnostics
    }
}
