//! How stories came to be, document by document.

use std::collections::{BTreeMap, BTreeSet};

use keii_model::{Id, Reading};

use super::{Profile, age, id_of, link};

/// What the arrival of a document did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoryStep {
    /// The document.
    pub document: Id,
    /// The story that it belongs to from then on.
    pub story: Id,
    /// What became of the stories.
    pub change: StoryChange,
}

/// What became of stories when a document arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoryChange {
    /// The document is a story by itself.
    Begun,
    /// It joined a story.
    Joined,
    /// It joined a story of this earlier name, which is now named after it, because it was
    /// published before all others.
    Renamed(Id),
    /// It showed that these stories are one; by id, the one whose name stays among them.
    Merged(Vec<Id>),
}

/// The history of the stories of current documents, given in the order of their arrival. The last
/// step of each document's story names it as the ledger does.
#[must_use]
pub fn history(arrived: &[Reading]) -> Vec<StoryStep> {
    let profiles: Vec<Profile> = arrived.iter().map(Profile::of).collect();
    let mut seekers: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    // For each document the one that begins its story, and for each of those the members.
    let mut first: Vec<usize> = Vec::new();
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut steps = Vec::new();
    for (at, profile) in profiles.iter().enumerate() {
        let mut near: BTreeSet<usize> = BTreeSet::new();
        for sought in profile.sought() {
            let seekers = seekers.entry(sought).or_default();
            near.extend(seekers.iter());
            seekers.push(at);
        }
        let linked = near.into_iter().filter(|&other| link(profile, &profiles[other]).is_some());
        let old: BTreeSet<usize> = linked.map(|other| first[other]).collect();
        let begins = old.iter().copied().chain([at]).min_by_key(|&one| age(&arrived[one]));
        let begins = begins.unwrap_or(at);
        let mut all = vec![at];
        all.extend(old.iter().filter_map(|one| members.remove(one)).flatten());
        first.push(begins);
        all.iter().for_each(|&one| first[one] = begins);
        members.insert(begins, all);
        let name = |one: usize| id_of(&arrived[one].document.id);
        let mut names: Vec<Id> = old.iter().map(|&one| name(one)).collect();
        names.sort();
        let change = match names.as_slice() {
            [] => StoryChange::Begun,
            [one] if begins == at => StoryChange::Renamed(one.clone()),
            [_] => StoryChange::Joined,
            _ => StoryChange::Merged(names),
        };
        let document = arrived[at].document.id.clone();
        steps.push(StoryStep { document, story: name(begins), change });
    }
    steps
}
