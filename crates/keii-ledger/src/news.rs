//! What a ledger tells that an earlier one did not, each with what was there before.
//!
//! Everything that is compared is named by a passage of a document (a telling, a statement, a pair
//! of values that conflict), never by how the ledger groups them at the moment: groups change as
//! articles arrive. So whoever looks after each of several additions is shown what one look after
//! all of them would show, and nothing twice. Two ledgers are all that is needed: there is no log
//! that could miss something.

use std::collections::{BTreeMap, BTreeSet};

use keii_model::{
    Attribute, Commitment, Comparison, DocumentRecord, Entity, Event, EventMention, Id, Question,
    Status, TextSpan, Verdict,
};

use crate::standing::position::{Position, Stance, Telling, held};
use crate::standing::{Index, World};
use crate::{Corrected, Ledger};

/// What is new.
#[derive(Clone, Debug, PartialEq)]
pub struct News<'a> {
    /// Documents, by day of publication.
    pub documents: Vec<&'a DocumentRecord>,
    /// Happenings that nothing told of before, or that more is told of now: first those whose
    /// status has changed, then the others, in the order of the timeline.
    pub events: Vec<EventNews<'a>>,
    /// What cannot both be right and was not there before.
    pub conflicts: Vec<ConflictNews<'a>>,
    /// What parties want, by party and stance.
    pub positions: Vec<PositionNews<'a>>,
    /// What was agreed, by document and place.
    pub commitments: Vec<&'a Commitment>,
    /// What is left open, by document and place.
    pub questions: Vec<&'a Question>,
    /// Corrections that were given, or of which something else has become, in the order of their
    /// numbers. What they changed is seen differently, not new.
    pub corrections: Vec<&'a Corrected>,
}

/// What is new of one happening.
#[derive(Clone, Debug, PartialEq)]
pub struct EventNews<'a> {
    /// The happening as it is now.
    pub event: &'a Event,
    /// The tellings that were not there, by document and place; none where only what was known is
    /// seen differently now.
    pub tellings: Vec<&'a EventMention>,
    /// The documents that tell of it, old and new, by id.
    pub documents: Vec<&'a Id>,
    /// Its status before; several where what were several happenings are one now, none where
    /// nothing told of it. Each once.
    pub before: Vec<Status>,
}

impl EventNews<'_> {
    /// Whether nothing told of it before.
    #[must_use]
    pub fn is_new(&self) -> bool {
        self.before.is_empty()
    }

    /// Whether its status is another than before.
    #[must_use]
    pub fn has_changed(&self) -> bool {
        !self.before.is_empty() && self.before != [self.event.status]
    }
}

/// A conflict that is new, or that a new value has joined.
#[derive(Clone, Debug, PartialEq)]
pub struct ConflictNews<'a> {
    /// The comparison as it is now.
    pub comparison: &'a Comparison,
    /// The values that were not part of a conflict with another of these.
    pub values: Vec<&'a TextSpan>,
}

/// A position that is new, with what the party was told to want before.
#[derive(Clone, Debug, PartialEq)]
pub struct PositionNews<'a> {
    /// The party.
    pub party: &'a Entity,
    /// What sort of position.
    pub stance: Stance,
    /// The tellings that were not there before.
    pub tellings: Vec<Telling<'a>>,
    /// The same position as it was told before, the last telling.
    pub before: Option<Telling<'a>>,
}

impl<'a> News<'a> {
    /// What of it these documents tell; corrections are of no single one.
    #[must_use]
    pub fn within(&self, documents: &[Id]) -> Self {
        let wanted: BTreeSet<&Id> = documents.iter().collect();
        let here = |id: &Id| wanted.contains(id);
        let events = self.events.iter().filter(|one| one.documents.iter().any(|id| here(id)));
        let conflicts =
            self.conflicts.iter().filter(|one| one.values.iter().any(|span| here(&span.document)));
        let positions = self
            .positions
            .iter()
            .filter(|one| one.tellings.iter().any(|telling| here(telling.document())));
        News {
            documents: self.documents.iter().filter(|one| here(&one.id)).copied().collect(),
            events: events.cloned().collect(),
            conflicts: conflicts.cloned().collect(),
            positions: positions.cloned().collect(),
            commitments: self
                .commitments
                .iter()
                .filter(|one| here(&one.document))
                .copied()
                .collect(),
            questions: self.questions.iter().filter(|one| here(&one.document)).copied().collect(),
            corrections: Vec::new(),
        }
    }

    /// Whether documents tell nothing new; corrections apart.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.documents.is_empty()
            && self.events.is_empty()
            && self.conflicts.is_empty()
            && self.positions.is_empty()
            && self.commitments.is_empty()
            && self.questions.is_empty()
    }
}

/// What `after` tells that `before` did not.
#[must_use]
pub fn news<'a>(before: &'a Ledger, after: &'a Ledger) -> News<'a> {
    let known: BTreeSet<&Id> = before.documents().iter().map(|document| &document.id).collect();
    let is_new = |document: &Id| !known.contains(document);
    let documents = after.documents();
    News {
        documents: documents.into_iter().filter(|document| is_new(&document.id)).collect(),
        events: events(before, after),
        conflicts: conflicts(before, after),
        positions: positions(before, after),
        commitments: after.commitments().filter(|one| is_new(&one.document)).collect(),
        questions: after.questions().filter(|one| is_new(&one.document)).collect(),
        corrections: after
            .corrections()
            .iter()
            .filter(|one| !before.corrections().contains(one))
            .collect(),
    }
}

fn events<'a>(before: &'a Ledger, after: &'a Ledger) -> Vec<EventNews<'a>> {
    let mut told: BTreeMap<&Id, &Event> = BTreeMap::new();
    for event in before.events() {
        told.extend(event.mentions.iter().map(|mention| (mention, event)));
    }
    let timeline = after.timeline();
    let all = timeline.dated.into_iter().chain(timeline.undated);
    let mut news: Vec<EventNews<'_>> = all
        .filter_map(|entry| {
            let earlier = entry.mentions.iter().filter_map(|mention| told.get(&mention.id));
            let before: BTreeSet<Status> = earlier.map(|event| event.status).collect();
            let tellings = entry.mentions.iter().filter(|mention| !told.contains_key(&mention.id));
            let news = EventNews {
                event: entry.event,
                tellings: tellings.copied().collect(),
                documents: entry.documents,
                before: before.into_iter().collect(),
            };
            (!news.tellings.is_empty() || news.has_changed()).then_some(news)
        })
        .collect();
    news.sort_by_key(|one| !one.has_changed());
    news
}

/// Two values that cannot both be right, the smaller first.
type Pair<'a> = (Attribute, &'a TextSpan, &'a TextSpan);

fn pairs(comparison: &Comparison) -> BTreeSet<Pair<'_>> {
    let conflicts = matches!(comparison.verdict, Verdict::Conflict | Verdict::WithinDocument);
    let values: &[_] = if conflicts { &comparison.values } else { &[] };
    let mut pairs = BTreeSet::new();
    for (at, a) in values.iter().enumerate() {
        for b in &values[at + 1..] {
            // Of several tellings some may agree with each other.
            if a.value.is_none() || a.value != b.value {
                let (a, b) = (&a.span, &b.span);
                pairs.insert((comparison.attribute, a.min(b), a.max(b)));
            }
        }
    }
    pairs
}

fn conflicts<'a>(before: &'a Ledger, after: &'a Ledger) -> Vec<ConflictNews<'a>> {
    let known: BTreeSet<Pair<'_>> = before.comparisons().flat_map(pairs).collect();
    let all = after.comparisons().filter_map(|comparison| {
        let new = pairs(comparison).into_iter().filter(|pair| !known.contains(pair));
        let values: BTreeSet<&TextSpan> = new.flat_map(|(_, a, b)| [a, b]).collect();
        let values: Vec<&TextSpan> = values.into_iter().collect();
        (!values.is_empty()).then_some(ConflictNews { comparison, values })
    });
    all.collect()
}

/// The positions of which a telling is new, story by story. Those told again say when they were
/// told last.
fn positions<'a>(before: &'a Ledger, after: &'a Ledger) -> Vec<PositionNews<'a>> {
    let index = Index::of(before);
    let told = before.stories().iter().flat_map(|story| held_in(&index, &story.documents));
    let told = told.flat_map(|(_, position)| position.tellings);
    let known: BTreeSet<&Id> = told.map(|telling| telling.id()).collect();
    let index = Index::of(after);
    let mut news = Vec::new();
    for story in after.stories() {
        for (party, Position { stance, tellings, .. }) in held_in(&index, &story.documents) {
            let (new, old): (Vec<Telling<'_>>, Vec<Telling<'_>>) =
                tellings.into_iter().partition(|telling| !known.contains(telling.id()));
            if let (false, Some(party)) = (new.is_empty(), after.entity(party)) {
                let before = old.into_iter().last();
                news.push(PositionNews { party, stance, tellings: new, before });
            }
        }
    }
    news
}

fn held_in<'a>(index: &Index<'a>, documents: &[Id]) -> Vec<(&'a Id, Position<'a>)> {
    held(&World::of(index, documents))
}
