//! What keii reads in one document, laid over its text.

use std::collections::BTreeSet;

use keii_model::{Id, Record, TextSpan, Verdict};
use serde::Serialize;

use crate::View;

/// What sort of thing is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Layer {
    /// What somebody says.
    Speech,
    /// Who and what is named.
    People,
    /// When.
    Times,
    /// What happens.
    Events,
    /// What the text itself marks as uncertain.
    Hedges,
}

impl Layer {
    /// All of them: the longest spans first.
    pub const ALL: [Self; 5] =
        [Self::Speech, Self::Events, Self::Hedges, Self::Times, Self::People];

    /// Its name in an address.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Speech => "speech",
            Self::People => "people",
            Self::Times => "times",
            Self::Events => "events",
            Self::Hedges => "hedges",
        }
    }
}

/// Words of a document that an entry was read from.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Marked<'a> {
    /// In which layer.
    pub layer: Layer,
    /// The words.
    pub span: &'a TextSpan,
    /// The entry.
    pub record: &'a Record,
}

impl View {
    /// What is read in a document, in the order of the text, then of the layers.
    #[must_use]
    pub fn layers(&self, document: &Id, wanted: &BTreeSet<Layer>) -> Vec<Marked<'_>> {
        let records = self.ledger.records().iter();
        let spans = records.flat_map(|record| {
            of(record).into_iter().map(move |(layer, span)| Marked { layer, span, record })
        });
        let here =
            spans.filter(|one| one.span.document == *document && wanted.contains(&one.layer));
        let mut all: Vec<Marked<'_>> = here.collect();
        all.sort_by_key(|one| (one.span.start, std::cmp::Reverse(one.span.end), one.layer));
        all
    }

    /// What a document tells that no other does, of what others tell of as well.
    #[must_use]
    pub fn told_alone(&self, document: &Id) -> Vec<&keii_model::Comparison> {
        let alone = self.ledger.comparisons().filter(|one| {
            one.verdict == Verdict::SingleSource
                && one.values.iter().any(|value| value.document == *document)
        });
        alone.collect()
    }
}

/// The words of an entry that are marked in its text.
fn of(record: &Record) -> Vec<(Layer, &TextSpan)> {
    match record {
        Record::Attribution(one) => one.content.iter().map(|span| (Layer::Speech, span)).collect(),
        Record::Entity(one) => one.evidence.iter().map(|span| (Layer::People, span)).collect(),
        Record::Time(one) => vec![(Layer::Times, &one.span)],
        Record::EventMention(one) => vec![(Layer::Events, &one.trigger)],
        Record::Hedge(one) => vec![(Layer::Hedges, &one.cue)],
        _ => Vec::new(),
    }
}
