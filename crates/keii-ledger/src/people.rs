//! Who is named, and who says what.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use keii_model::{Attribution, DocumentRecord, Entity, EntityType, Id, Modality, Speaker};

use crate::Ledger;

/// A person as a listing shows them.
#[derive(Clone, Debug, PartialEq)]
pub struct Person<'a> {
    /// Name, other forms and roles.
    pub entity: &'a Entity,
    /// How often they are named.
    pub mentions: usize,
    /// Where, by id.
    pub documents: Vec<&'a Id>,
    /// How many attributions have them as speaker.
    pub statements: usize,
}

/// How somebody takes a side rather than tells of something, in the order in which it is shown.
pub const SIDES: [Modality; 6] = [
    Modality::Demand,
    Modality::Reject,
    Modality::Propose,
    Modality::Promise,
    Modality::Agree,
    Modality::Conditional,
];

/// An attribution with the names of those who speak.
#[derive(Clone, Debug, PartialEq)]
pub struct Said<'a> {
    /// What is said.
    pub attribution: &'a Attribution,
    /// Where.
    pub document: &'a DocumentRecord,
    /// The fullest name of each speaker, else the document's words for them; empty where nobody
    /// is named.
    pub speakers: Vec<&'a str>,
}

impl Ledger {
    /// The persons, the most often named first, then by name and id.
    #[must_use]
    pub fn people(&self) -> Vec<Person<'_>> {
        let mut statements: BTreeMap<&Id, usize> = BTreeMap::new();
        for attribution in self.attributions() {
            let speakers = attribution.speaker.iter().filter_map(|one| one.entity.as_ref());
            for speaker in speakers.collect::<BTreeSet<_>>() {
                *statements.entry(speaker).or_default() += 1;
            }
        }
        let persons = self.entities().filter(|entity| entity.entity_type == EntityType::Person);
        let mut people: Vec<Person<'_>> = persons
            .map(|entity| Person {
                entity,
                mentions: entity.evidence.len(),
                documents: documents_of(entity),
                statements: statements.get(&entity.id).copied().unwrap_or_default(),
            })
            .collect();
        people.sort_by_key(|one| (Reverse(one.mentions), one.entity.name.any(), &one.entity.id));
        people
    }

    /// Who says what, in the order of [`documents`](Self::documents), then of the text. `by` is a
    /// piece of any form of a speaker's name, `about` a piece of what is said.
    #[must_use]
    pub fn said(&self, by: Option<&str>, about: Option<&str>) -> Vec<Said<'_>> {
        let documents = self.documents();
        let order: BTreeMap<&Id, usize> =
            documents.iter().enumerate().map(|(at, document)| (&document.id, at)).collect();
        let wanted = self.attributions().filter(|attribution| {
            by.is_none_or(|by| attribution.speaker.iter().any(|one| self.is_called(one, by)))
                && about.is_none_or(|about| is_about(attribution, about))
        });
        let placed = wanted.filter_map(|one| Some((*order.get(&one.document)?, one)));
        let mut found: Vec<(usize, &Attribution)> = placed.collect();
        found.sort_by_key(|(document, one)| {
            (*document, one.content.first().map(|span| (span.start, span.end)), &one.id)
        });
        found
            .into_iter()
            .map(|(document, attribution)| {
                let speakers = attribution.speaker.iter();
                Said {
                    attribution,
                    document: documents[document],
                    speakers: speakers.filter_map(|one| self.speaker_name(one)).collect(),
                }
            })
            .collect()
    }

    /// The fullest name of a speaker, else the document's words.
    #[must_use]
    pub fn speaker_name<'a>(&'a self, speaker: &'a Speaker) -> Option<&'a str> {
        let entity = speaker.entity.as_ref().and_then(|id| self.entity(id));
        let name = entity.map(|entity| entity.name.any()).filter(|name| !name.is_empty());
        name.or(speaker.text.as_deref())
    }

    fn is_called(&self, speaker: &Speaker, by: &str) -> bool {
        let entity = speaker.entity.as_ref().and_then(|id| self.entity(id));
        let names = entity.into_iter().flat_map(|entity| {
            let names = [entity.name.ja.as_deref(), entity.name.en.as_deref()];
            names.into_iter().flatten().chain(entity.aliases.iter().map(String::as_str))
        });
        let by = by.to_lowercase();
        names.chain(speaker.text.as_deref()).any(|name| name.to_lowercase().contains(&by))
    }
}

fn is_about(attribution: &Attribution, about: &str) -> bool {
    let about = about.to_lowercase();
    attribution.content.iter().any(|span| span.text.to_lowercase().contains(&about))
}

fn documents_of(entity: &Entity) -> Vec<&Id> {
    let documents: BTreeSet<&Id> = entity.evidence.iter().map(|span| &span.document).collect();
    documents.into_iter().collect()
}
