//! A story in a line with the few records that show it, so that a list of all stories needs no
//! ledger of everything.

use std::collections::{BTreeMap, BTreeSet};

use keii_model::{Edtf, Entity, Event, Id, Record, Story};
use serde::{Deserialize, Serialize};

use crate::ledger::Told;
use crate::standing::summary::Summary;
use crate::{Corrected, Ledger};

/// What a list shows of a story.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Abridged {
    /// The story.
    story: Story,
    line: Line,
    /// For the documents of what was last and what is next the first of those that rest on one source with them.
    rests: BTreeMap<Id, Id>,
    /// What was last and what is next with their tellings; whom these and the line name, by name alone.
    records: Vec<Record>,
}

/// A story in a line, by ids.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Line {
    pub(crate) main: Vec<Id>,
    pub(crate) sources: usize,
    pub(crate) until: Option<Edtf>,
    #[serde(default)]
    pub(crate) last: Option<Id>,
    pub(crate) next: Option<Id>,
}

impl Ledger {
    /// Each story in a line with what shows it; whoever puts them together by
    /// [`abridged`] gets the same [`summaries`](Ledger::summaries).
    #[must_use]
    pub fn abridge(&self) -> Vec<Abridged> {
        self.summaries().iter().map(|summary| abridge(self, summary)).collect()
    }
}

fn abridge(ledger: &Ledger, summary: &Summary<'_>) -> Abridged {
    let mut named: BTreeSet<&Id> = summary.main.iter().map(|party| &party.id).collect();
    let mut records = Vec::new();
    let mut rests = BTreeMap::new();
    for entry in summary.last.iter().chain(&summary.next) {
        records.push(Record::Event(alone(entry.event)));
        for &mention in &entry.mentions {
            let parties = mention.participants.iter().filter_map(|one| one.entity.as_ref());
            named.extend(parties.chain(mention.place.as_ref().and_then(|at| at.entity.as_ref())));
            records.push(Record::EventMention(mention.clone()));
        }
        let source = |id: &&Id| ((*id).clone(), ledger.source(id).clone());
        rests.extend(entry.documents.iter().map(source));
    }
    let known = named.into_iter().filter_map(|id| ledger.entity(id));
    records.extend(known.map(by_name).map(Record::Entity));
    let line = Line {
        main: summary.main.iter().map(|party| party.id.clone()).collect(),
        sources: summary.sources,
        until: summary.told_until.cloned(),
        last: summary.last.as_ref().map(|last| last.event.id.clone()),
        next: summary.next.as_ref().map(|next| next.event.id.clone()),
    };
    Abridged { story: summary.story.clone(), line, rests, records }
}

/// An event without those that it is told with.
fn alone(event: &Event) -> Event {
    Event { history: Vec::new(), ..event.clone() }
}

/// An entity without all that is read of it.
fn by_name(entity: &Entity) -> Entity {
    Entity {
        aliases: Vec::new(),
        roles: Vec::new(),
        evidence: Vec::new(),
        place: None,
        ..entity.clone()
    }
}

/// A ledger of stories in a line: it has their [`summaries`](Ledger::summaries), what was last
/// and what is next in each with the tellings of both, the names of whom these mean, and these corrections; nothing else.
#[must_use]
pub fn abridged(mut stories: Vec<Abridged>, corrections: Vec<Corrected>) -> Ledger {
    stories.sort_by(|a, b| a.story.id.cmp(&b.story.id));
    let mut told = Told { corrections, ..Told::default() };
    let mut records: BTreeMap<Id, Record> = BTreeMap::new();
    for one in stories {
        told.stories.push(one.story);
        told.lines.push(one.line);
        told.sources.extend(one.rests);
        records.extend(one.records.into_iter().map(|record| (record.id().clone(), record)));
    }
    Ledger::new(records.into_values().collect(), told, BTreeMap::new(), Vec::new())
}
