//! One event in a line: when, how far, what, who, where, by how many sources.

use std::collections::BTreeMap;

use keii_ledger::{Entry, Ledger};
use keii_model::{Edtf, Event, EventTime, Id, TextSpan};
use keii_words::{Facts, Lang, by_word_of};

use serde::Serialize;

use crate::{most_telling, named};

/// One event in a line.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EventLine<'a> {
    /// The event.
    pub event: &'a Event,
    /// The finest time that a telling gives.
    pub time: Option<&'a EventTime>,
    /// Who and where.
    pub facts: Facts,
    /// Whom the names in it mean.
    pub named: BTreeMap<&'a str, &'a Id>,
    /// On whose word it rests, where no article tells it in its own voice.
    pub by_word_of: Option<String>,
    /// The words that tell most.
    pub words: Option<&'a TextSpan>,
    /// The documents that tell of it, by id.
    pub documents: Vec<&'a Id>,
    /// On how many sources these rest.
    pub sources: usize,
    /// Whether time or length are told as approximate.
    pub approximate: bool,
}

impl<'a> EventLine<'a> {
    /// The line of an entry.
    #[must_use]
    pub fn of(ledger: &'a Ledger, entry: &Entry<'a>, lang: Lang) -> Self {
        Self {
            event: entry.event,
            time: entry.time,
            facts: Facts::of(ledger, &entry.mentions, lang),
            named: named(ledger, &entry.mentions, lang),
            by_word_of: by_word_of(ledger, &entry.mentions, lang),
            words: most_telling(&entry.mentions),
            sources: ledger.sources(entry.documents.iter().copied()),
            documents: entry.documents.clone(),
            approximate: entry.mentions.iter().any(|mention| mention.approximate),
        }
    }

    /// Its date, as far as one is known.
    #[must_use]
    pub fn date(&self) -> Option<&'a Edtf> {
        self.time.and_then(|time| time.value.as_ref())
    }
}
