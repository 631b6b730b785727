//! Corrections: what readers said is otherwise than it was read, applied to the readings.
//!
//! [`correct`] is a pure function of readings and corrections. It takes out what is said not to be
//! so, and gives the links that joining must and must not make. Every correction gets an
//! [`Effect`]: one that finds nothing to apply to is told of, never dropped.

mod active;
mod find;
mod links;
mod remove;
mod target;

use std::collections::{BTreeMap, BTreeSet};

use keii_model::{Change, Correction, Edtf, Id, Reading, Target};
use serde::Serialize;

use active::{Standing, standings};
use find::Finder;
use links::Linking;
pub(crate) use links::{Links, Numbered, RULE};

/// What has become of a correction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "effect", rename_all = "snake_case")]
pub enum Effect {
    /// It holds.
    Applies,
    /// A later one, of this number, has taken it back.
    Undone {
        /// The number of the undo.
        by: u32,
    },
    /// A later one, of this number, says otherwise of the same.
    Overruled {
        /// The number of the later one.
        by: u32,
    },
    /// What it is about is not in the ledger: nothing of its kind is read at its words, or the
    /// document is not there.
    Gone {
        /// What it was called when the correction was given.
        label: String,
    },
    /// A document names both as one, so they cannot be told apart in it; or they are read as two
    /// kinds that cannot be one.
    Impossible,
}

impl Effect {
    /// Whether readers should be told of it: the correction was not taken back, and yet does
    /// nothing.
    #[must_use]
    pub fn is_idle(&self) -> bool {
        matches!(self, Self::Overruled { .. } | Self::Gone { .. } | Self::Impossible)
    }
}

/// A correction and what has become of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Corrected {
    /// The correction.
    pub correction: Correction,
    /// What it does.
    #[serde(flatten)]
    pub effect: Effect,
}

/// Readings as corrected, and what joining has to know.
pub(crate) struct Outcome {
    pub(crate) readings: Vec<Reading>,
    pub(crate) links: Links,
    /// In the order of the corrections' numbers.
    pub(crate) effects: Vec<Corrected>,
}

/// The day of publication that each document has by the corrections that hold, the latest of each.
/// Readings are made of documents with these days.
#[must_use]
pub fn corrected_dates(corrections: &[Correction]) -> BTreeMap<Id, Edtf> {
    let holding = standings(corrections).into_iter().filter(|one| one.undone_by.is_none());
    let dates = holding.filter_map(|one| match &one.correction.change {
        Change::Date { document, published } => Some((document.clone(), published.clone())),
        _ => None,
    });
    // In the order of their numbers, so that the latest stays.
    dates.collect()
}

/// Applies corrections, given in any order, to readings of documents that stand in the order of
/// their ids, each once. A reading must have been made with the day that [`corrected_dates`] gives
/// for its document: words such as 昨日 were read by it.
pub(crate) fn correct(mut readings: Vec<Reading>, corrections: &[Correction]) -> Outcome {
    if corrections.is_empty() {
        return Outcome { readings, links: Links::default(), effects: Vec::new() };
    }
    let Findings { linking, removed, effects } = look(&readings, corrections);
    remove::remove(&mut readings, &removed);
    Outcome { readings, links: linking.into_links(), effects }
}

/// What has become of each correction, in the order of their numbers, without building a ledger.
/// The readings are those of the documents, each once, as received from [`corrected_dates`].
#[must_use]
pub fn effects(readings: &[Reading], corrections: &[Correction]) -> Vec<Corrected> {
    look(readings, corrections).effects
}

/// Readings as corrected.
#[derive(Clone, Debug, PartialEq)]
pub struct CorrectedReadings {
    /// By document id, without what is said not to be so; without those of documents that are said
    /// not to belong here.
    pub readings: Vec<Reading>,
    /// Documents that tell of one story because they tell of one happening by a correction, the
    /// smaller id first.
    pub together: BTreeSet<(Id, Id)>,
    /// Documents of which a correction says that somebody or something in both is one, or is two;
    /// the smaller id first.
    pub linked: BTreeSet<(Id, Id)>,
}

/// Applies corrections to some readings, each of another document: what a ledger makes of each is
/// the same among all others, for a correction looks only into the documents that it names.
#[must_use]
pub fn corrected_readings(
    mut readings: Vec<Reading>,
    corrections: &[Correction],
) -> CorrectedReadings {
    readings.sort_by(|a, b| a.document.id.cmp(&b.document.id));
    let Outcome { readings, links, .. } = correct(readings, corrections);
    let of = |id: &Id| id.as_str().rsplit_once('.').map(|(document, _)| Id::from(document));
    let documents = |(a, b): &(Id, Id)| Some((of(a)?, of(b)?));
    let linked = links.same.iter().chain(&links.different).filter_map(documents).collect();
    CorrectedReadings { readings, together: links.documents, linked }
}

struct Findings {
    linking: Linking,
    removed: Vec<Id>,
    effects: Vec<Corrected>,
}

fn look(readings: &[Reading], corrections: &[Correction]) -> Findings {
    let standings = standings(corrections);
    let mut effects: BTreeMap<u32, Effect> = BTreeMap::new();
    let mut linking = Linking::default();
    let mut removed = Vec::new();
    let mut dated: BTreeMap<&Id, u32> = BTreeMap::new();
    let finder = Finder::new(readings);
    // From the latest on: what a later one says, an earlier one cannot change.
    for Standing { correction, undone_by } in standings.iter().rev() {
        let effect = match (undone_by, &correction.change) {
            (Some(by), _) => Effect::Undone { by: *by },
            (None, Change::Undo { number }) => undoes(*number, &standings),
            (None, Change::Not { target }) => remove(target, &finder, &mut removed),
            (None, Change::Same { a, b }) => linking.same(correction.number, a, b, &finder),
            (None, Change::Different { a, b }) => {
                linking.different(correction.number, a, b, &finder)
            }
            (None, Change::Date { document, published }) => {
                let day = finder.published(document);
                match dated.insert(document, correction.number) {
                    Some(by) => Effect::Overruled { by },
                    None if day.is_some_and(|day| day == published) => Effect::Applies,
                    None => Effect::Gone { label: document.to_string() },
                }
            }
        };
        effects.insert(correction.number, effect);
    }
    let effects = standings.into_iter().map(|Standing { correction, .. }| Corrected {
        correction: correction.clone(),
        effect: effects.remove(&correction.number).expect("each standing has got its effect"),
    });
    let effects = effects.collect();
    Findings { linking, removed, effects }
}

/// An undo of what is not there does nothing.
fn undoes(number: u32, standings: &[Standing<'_>]) -> Effect {
    if standings.iter().any(|one| one.correction.number == number) {
        Effect::Applies
    } else {
        Effect::Gone { label: number.to_string() }
    }
}

fn remove(target: &Target, finder: &Finder<'_>, removed: &mut Vec<Id>) -> Effect {
    let found = finder.find(target);
    if found.is_empty() {
        return Effect::Gone { label: target.label.clone() };
    }
    removed.extend(found.into_iter().cloned());
    Effect::Applies
}
