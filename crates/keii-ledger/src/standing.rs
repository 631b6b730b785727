//! Where a story stands: who talks to whom at which level, what was agreed, who wants what, and
//! what is open.
//!
//! Everything is a function of the ledger given. There is no today in it: its last day is the last
//! on which a document appeared, so a ledger of what had arrived by some day tells how things stood
//! then.

pub mod channel;
pub mod commitment;
pub mod party;
pub mod position;
pub mod question;
pub mod summary;

mod alike;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use keii_model::{
    Attribution, Commitment, DocumentRecord, Edtf, Entity, Event, Id, Naming, NamingKind, Question,
    Record, Role,
};

use crate::Ledger;
use channel::Channel;
use commitment::Pledge;
use party::Parties;
use position::{PartyPositions, positions};
use question::OpenQuestion;

/// How things stand in a story.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing<'a> {
    /// The two who have most contacts with each other, the busier first; empty where no two
    /// parties are told to have any.
    pub main: Vec<&'a Entity>,
    /// When the newest of its documents appeared.
    pub told_until: Option<&'a Edtf>,
    /// Contacts by parties and level: those of the main two first, then by level.
    pub channels: Vec<Channel<'a>>,
    /// What was agreed, the newest first.
    pub commitments: Vec<Pledge<'a>>,
    /// What the main parties want, then what all others want, each by the number of positions.
    pub positions: Vec<PartyPositions<'a>>,
    /// What the text leaves open, the newest first.
    pub questions: Vec<OpenQuestion<'a>>,
    /// How the documents name things, by id.
    pub namings: Vec<&'a Naming>,
}

impl Ledger {
    /// How things stand in these documents: those of one story.
    #[must_use]
    pub fn standing<'a>(&'a self, documents: &[Id]) -> Standing<'a> {
        let index = Index::of(self);
        let world = World::of(&index, documents);
        let contacts = channel::contacts(&world);
        let main = channel::main_parties(&world, &contacts);
        Standing {
            channels: channel::channels(&world, contacts, &main),
            commitments: commitment::pledges(&world),
            positions: positions(&world, &main),
            questions: question::open_questions(&world),
            namings: world.namings(),
            told_until: world.told_until(),
            main: main.iter().filter_map(|id| self.entity(id)).collect(),
        }
    }
}

/// A ledger with what each document tells.
pub(crate) struct Index<'a> {
    pub(crate) ledger: &'a Ledger,
    told: BTreeMap<&'a Id, Told<'a>>,
}

/// What one document tells.
#[derive(Default)]
struct Told<'a> {
    document: Option<&'a DocumentRecord>,
    attributions: Vec<&'a Attribution>,
    commitments: Vec<&'a Commitment>,
    questions: Vec<&'a Question>,
    events: Vec<&'a Event>,
    /// Whom it names.
    entities: Vec<&'a Entity>,
}

impl<'a> Index<'a> {
    pub(crate) fn of(ledger: &'a Ledger) -> Self {
        let mut told: BTreeMap<&Id, Told<'_>> = BTreeMap::new();
        for record in ledger.records() {
            match record {
                Record::Document(one) => told.entry(&one.id).or_default().document = Some(one),
                Record::Attribution(one) => {
                    told.entry(&one.document).or_default().attributions.push(one);
                }
                Record::Commitment(one) => {
                    told.entry(&one.document).or_default().commitments.push(one);
                }
                Record::Question(one) => told.entry(&one.document).or_default().questions.push(one),
                Record::Event(event) => {
                    let mentions = event.mentions.iter().filter_map(|id| ledger.mention(id));
                    let documents: BTreeSet<&Id> = mentions.map(|one| &one.document).collect();
                    for document in documents {
                        told.entry(document).or_default().events.push(event);
                    }
                }
                Record::Entity(entity) => {
                    let evidence = entity.evidence.iter();
                    for document in evidence.map(|span| &span.document).collect::<BTreeSet<_>>() {
                        told.entry(document).or_default().entities.push(entity);
                    }
                }
                _ => {}
            }
        }
        Self { ledger, told }
    }
}

/// What some documents tell, with what every part of the standing asks of it.
pub(crate) struct World<'a, 'i> {
    pub(crate) ledger: &'a Ledger,
    /// As these documents tell: who acts for whom in another story changes nothing here.
    pub(crate) parties: Parties<'a>,
    documents: BTreeMap<&'a Id, &'a DocumentRecord>,
    told: Vec<&'i Told<'a>>,
}

impl<'a, 'i> World<'a, 'i> {
    pub(crate) fn of(index: &'i Index<'a>, documents: &[Id]) -> Self {
        let wanted: BTreeSet<&Id> = documents.iter().collect();
        let told: Vec<&Told<'_>> = wanted.iter().filter_map(|id| index.told.get(*id)).collect();
        let events = each(told.iter().flat_map(|told| &told.events), |one| &one.id);
        let entities = each(told.iter().flat_map(|told| &told.entities), |one| &one.id);
        let all: Vec<&DocumentRecord> = told.iter().filter_map(|told| told.document).collect();
        Self {
            ledger: index.ledger,
            parties: Parties::among(index.ledger, &entities, &events, &|span| {
                wanted.contains(&span.document)
            }),
            documents: all.into_iter().map(|document| (&document.id, document)).collect(),
            told,
        }
    }

    /// The happenings that the documents tell of, by id.
    pub(crate) fn events(&self) -> Vec<&'a Event> {
        each(self.told.iter().flat_map(|told| &told.events), |one| &one.id)
    }

    /// What they have somebody say, by document and place.
    pub(crate) fn attributions(&self) -> impl Iterator<Item = &'a Attribution> {
        self.told.iter().flat_map(|told| told.attributions.iter().copied())
    }

    /// What they report as agreed, by document and place.
    pub(crate) fn commitments(&self) -> impl Iterator<Item = &'a Commitment> {
        self.told.iter().flat_map(|told| told.commitments.iter().copied())
    }

    /// What they leave open, by document and place.
    pub(crate) fn questions(&self) -> impl Iterator<Item = &'a Question> {
        self.told.iter().flat_map(|told| told.questions.iter().copied())
    }

    /// How they name things: first those that nobody named officially.
    fn namings(&self) -> Vec<&'a Naming> {
        let here = |naming: &&Naming| {
            naming.forms.iter().any(|form| self.documents.contains_key(&form.document))
        };
        let mut found: Vec<&Naming> = self.ledger.namings().filter(here).collect();
        found.sort_by_key(|naming| naming.kind == NamingKind::State);
        found
    }

    /// How many documents there are.
    pub(crate) fn size(&self) -> usize {
        self.documents.len()
    }

    /// How many sources the documents rest on.
    pub(crate) fn sources(&self) -> usize {
        self.ledger.sources(self.documents.keys().copied())
    }

    /// Whether one of the documents states that somebody holds this office.
    pub(crate) fn states(&self, role: &Role) -> bool {
        party::stated(role, &|span| self.documents.contains_key(&span.document)) > 0
    }

    /// When a document appeared, as far as it is known.
    pub(crate) fn published(&self, document: &Id) -> Option<&'a Edtf> {
        self.documents.get(document)?.published.value.as_ref()
    }

    /// Whether documents rest on more than one source; `None` for a single one.
    pub(crate) fn independent(&self, documents: &BTreeSet<&Id>) -> Option<bool> {
        let known = documents.iter().filter(|id| self.documents.contains_key(*id));
        let known: Vec<&Id> = known.copied().collect();
        (known.len() > 1).then(|| self.ledger.sources(known) > 1)
    }

    /// A day by which everything had been told that a document of known day tells: what was to be
    /// before it has passed.
    pub(crate) fn today(&self) -> Option<Date> {
        let values = self.documents.values();
        values.filter_map(|document| document.published.value.as_ref()?.first_day()).max()
    }

    /// When the newest document appeared.
    pub(crate) fn told_until(&self) -> Option<&'a Edtf> {
        let values = self.documents.values();
        let known = values.filter_map(|document| document.published.value.as_ref());
        known.filter(|value| days(value).is_some()).max_by_key(|value| {
            let (first, last) = days(value).unzip();
            (last, first, value.as_str())
        })
    }
}

/// Each once, by id.
fn each<'a, 'i, T: 'a>(
    all: impl Iterator<Item = &'i &'a T>,
    id: impl Fn(&'a T) -> &'a Id,
) -> Vec<&'a T>
where
    'a: 'i,
{
    let by_id: BTreeMap<&Id, &T> = all.map(|&one| (id(one), one)).collect();
    by_id.into_values().collect()
}

/// First and last day; a missing one is the other.
pub(crate) fn days(value: &Edtf) -> Option<(Date, Date)> {
    let (first, last) = (value.first_day(), value.last_day());
    Some((first.or(last)?, last.or(first)?))
}
