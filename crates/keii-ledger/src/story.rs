//! Stories: documents that tell of one developing affair.
//!
//! Whether two documents are linked is decided by these two alone, so that one more document adds
//! links and takes none away: what was built step by step is what is built at once.

mod bytes;
mod clock;
mod evidence;
mod familiar;
mod gather;
mod history;
mod label;
mod profile;
mod term;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use keii_model::{Entity, Id, Reading, Story};

use crate::happening::published;

pub(crate) use clock::stated_days;
pub use evidence::{Link, link};
pub use history::{StoryChange, StoryStep, history};
use label::label;
pub use profile::Profile;

/// Parts documents into stories: the numbers of the documents of each, in order; stories in the
/// order of their first documents.
#[must_use]
pub fn part(profiles: &[Profile]) -> Vec<Vec<usize>> {
    let mut seekers: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    let mut parent: Vec<usize> = (0..profiles.len()).collect();
    for (at, profile) in profiles.iter().enumerate() {
        let mut near: BTreeSet<usize> = BTreeSet::new();
        for sought in profile.sought() {
            let seekers = seekers.entry(sought).or_default();
            near.extend(seekers.iter());
            seekers.push(at);
        }
        for other in near {
            let (a, b) = (root(&mut parent, at), root(&mut parent, other));
            if a != b && link(profile, &profiles[other]).is_some() {
                parent[a.max(b)] = a.min(b);
            }
        }
    }
    let mut stories: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in 0..profiles.len() {
        stories.entry(root(&mut parent, at)).or_default().push(at);
    }
    stories.into_values().collect()
}

fn root(parent: &mut [usize], at: usize) -> usize {
    let mut root = at;
    while parent[root] != root {
        root = parent[root];
    }
    let mut at = at;
    while parent[at] != root {
        at = std::mem::replace(&mut parent[at], root);
    }
    root
}

/// The record of a story. It is named after the document that begins it: the first to have been
/// published, of those without a day the one with the smallest id. So the name stays while later
/// documents come, and each name that a story ever had still names a document of it.
pub(crate) fn record(readings: &[Reading], entities: &[Entity]) -> Option<Story> {
    let first = readings.iter().min_by_key(|reading| age(reading))?;
    let documents: BTreeSet<&Id> = readings.iter().map(|reading| &reading.document.id).collect();
    Some(Story {
        id: id_of(&first.document.id),
        documents: documents.into_iter().cloned().collect(),
        label: label(entities),
    })
}

/// Of the documents of a story the one with the least begins it.
fn age(reading: &Reading) -> (bool, Option<Date>, &Id) {
    let day = published(reading.document.published.value.as_ref());
    (day.is_none(), day, &reading.document.id)
}

/// What a story is called that this document begins.
pub(crate) fn id_of(document: &Id) -> Id {
    let digits = document.as_str().strip_prefix('D').unwrap_or(document.as_str());
    Id::from(format!("S.{digits}"))
}
