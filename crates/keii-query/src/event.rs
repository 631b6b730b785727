//! One event: its tellings side by side, by the sources that they rest on.

use std::collections::BTreeMap;

use keii_ledger::{CopyKind, Entry, Ledger};
use keii_model::{Comparison, DocumentRecord, Event, Id, Record};

use keii_words::Lang;

use crate::{AttributeTold, EventLine, View, tellings};

/// All that is shown of an event.
#[derive(Clone, Debug)]
pub struct EventView<'a> {
    /// The event in a line.
    pub line: EventLine<'a>,
    /// Its tellings.
    pub entry: Entry<'a>,
    /// Who tells of it, those that rest on one source together.
    pub sources: Vec<SourceGroup<'a>>,
    /// What each document tells of each attribute.
    pub told: Vec<AttributeTold<'a>>,
    /// The comparisons of its tellings, with other events too.
    pub compared: Vec<&'a Comparison>,
    /// The event whose plan it took the place of.
    pub succeeds: Option<&'a Event>,
    /// The events that took its place.
    pub succeeded_by: Vec<&'a Event>,
}

/// Documents that rest on one source.
#[derive(Clone, Debug, PartialEq)]
pub struct SourceGroup<'a> {
    /// The documents, by day of publication.
    pub documents: Vec<&'a DocumentRecord>,
    /// What they have in common, where it has a name: the work that they credit.
    pub upstream: Option<&'a str>,
}

impl View {
    /// The event of this id, or the one that this telling is of.
    #[must_use]
    pub fn event(&self, id: &str) -> Option<&Event> {
        match crate::find(&self.ledger, id).ok()? {
            Record::Event(event) => Some(event),
            Record::EventMention(mention) => {
                self.ledger.events().find(|event| event.mentions.contains(&mention.id))
            }
            _ => None,
        }
    }

    /// All that is shown of an event.
    #[must_use]
    pub fn event_view<'a>(&'a self, event: &'a Event, lang: Lang) -> EventView<'a> {
        let ledger = &self.ledger;
        let entry = ledger.entry(event);
        let about = |one: &&Comparison| {
            one.event.as_ref() == Some(&event.id) || one.other.as_ref() == Some(&event.id)
        };
        let compared: Vec<&Comparison> = ledger.comparisons().filter(about).collect();
        let own: Vec<&Comparison> =
            compared.iter().filter(|one| one.event.as_ref() == Some(&event.id)).copied().collect();
        EventView {
            line: EventLine::of(ledger, &entry, lang),
            sources: source_groups(ledger, &entry.documents),
            told: tellings(ledger, &entry, &own, lang),
            succeeds: event.succeeds.as_ref().and_then(|id| self.event(id.as_str())),
            succeeded_by: ledger
                .events()
                .filter(|one| one.succeeds.as_ref() == Some(&event.id))
                .collect(),
            compared,
            entry,
        }
    }
}

/// The documents by the sources that they rest on, the largest group first.
#[must_use]
pub fn source_groups<'a>(ledger: &'a Ledger, documents: &[&'a Id]) -> Vec<SourceGroup<'a>> {
    let mut groups: BTreeMap<&Id, Vec<&DocumentRecord>> = BTreeMap::new();
    for id in documents {
        if let Some(Record::Document(document)) = ledger.get(id) {
            groups.entry(ledger.source(id)).or_default().push(document);
        }
    }
    let mut groups: Vec<SourceGroup<'_>> = groups
        .into_values()
        .map(|mut documents| {
            documents.sort_by_key(|one| {
                (one.published.value.as_ref().map(ToString::to_string), &one.id)
            });
            SourceGroup { upstream: upstream(&documents), documents }
        })
        .collect();
    groups.sort_by_key(|group| {
        let first = group.documents.first();
        let day = first.and_then(|one| one.published.value.as_ref()).map(ToString::to_string);
        (std::cmp::Reverse(group.documents.len()), day, first.map(|one| &one.id))
    });
    groups
}

/// The work that several of the documents credit, else the outlet of the first where all are its.
fn upstream<'a>(documents: &[&'a DocumentRecord]) -> Option<&'a str> {
    if documents.len() < 2 {
        return None;
    }
    let mut credited: BTreeMap<&str, usize> = BTreeMap::new();
    for document in documents {
        let names = document.references.iter().filter_map(|one| {
            one.title.as_deref().or(one.publisher.as_deref()).or(one.host.as_deref())
        });
        for name in names.collect::<std::collections::BTreeSet<_>>() {
            *credited.entry(name).or_default() += 1;
        }
    }
    let shared = credited.into_iter().filter(|(_, count)| *count > 1);
    shared.max_by_key(|(_, count)| *count).map(|(name, _)| name)
}

/// How a document stands to another whose words it has.
#[must_use]
pub fn copy_of<'a>(ledger: &'a Ledger, document: &Id) -> Option<(CopyKind, &'a Id)> {
    let copy = ledger.copies().iter().find(|copy| copy.document == *document);
    copy.map(|copy| (copy.kind, &copy.of))
}
