//! How stories came to be, document by document: begun, joined, merged, and split where a document
//! that held them together is no longer current.

use std::collections::{BTreeMap, BTreeSet};

use keii_model::{Id, Reading};

use super::{Profile, age, id_of, link};

/// What the arrival of a document did, or that of a newer version of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoryStep {
    /// The document.
    pub document: Id,
    /// The story that it belongs to from then on; of one that is no longer current, the one that it
    /// belonged to.
    pub story: Id,
    /// What became of the stories.
    pub change: StoryChange,
}

/// What became of stories when a document arrived, or was replaced by a newer version.
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
    /// A newer version took its place. The others, if any, are one story of this name.
    Left(Option<Id>),
    /// A newer version took its place, and nothing else held the others together: they are these
    /// stories; by id.
    Split(Vec<Id>),
}

/// The history of stories: documents in the order of their arrival, with which of them replaced which
/// earlier one (new version to old). The last step of each current document's story, or the last
/// that left it, names it as the ledger does.
#[must_use]
pub fn history(arrived: &[Reading], replaced: &BTreeMap<Id, Id>) -> Vec<StoryStep> {
    let mut course = Course::of(arrived);
    let mut steps = Vec::new();
    for (at, reading) in arrived.iter().enumerate() {
        let old = replaced.get(&reading.document.id);
        let old = old.and_then(|old| arrived[..at].iter().position(|one| one.document.id == *old));
        steps.extend(old.and_then(|old| course.leave(old)));
        steps.push(course.arrive(at));
    }
    steps
}

/// The stories as they are after some of the arrivals.
struct Course<'a> {
    arrived: &'a [Reading],
    profiles: Vec<Profile>,
    seekers: BTreeMap<u64, Vec<usize>>,
    /// For each current document the one that begins its story.
    first: BTreeMap<usize, usize>,
    /// By the one that begins it.
    members: BTreeMap<usize, Vec<usize>>,
}

impl<'a> Course<'a> {
    fn of(arrived: &'a [Reading]) -> Self {
        Self {
            arrived,
            profiles: arrived.iter().map(Profile::of).collect(),
            seekers: BTreeMap::new(),
            first: BTreeMap::new(),
            members: BTreeMap::new(),
        }
    }

    fn name(&self, document: usize) -> Id {
        id_of(&self.arrived[document].document.id)
    }

    fn step(&self, document: usize, story: Id, change: StoryChange) -> StoryStep {
        StoryStep { document: self.arrived[document].document.id.clone(), story, change }
    }

    /// Makes these documents, of which there is at least one, a story; tells which begins it.
    fn settle(&mut self, all: Vec<usize>) -> usize {
        let oldest = all.iter().copied().min_by_key(|&one| age(&self.arrived[one]));
        let begins = oldest.expect("a story has documents");
        self.first.extend(all.iter().map(|&one| (one, begins)));
        self.members.insert(begins, all);
        begins
    }

    fn arrive(&mut self, at: usize) -> StoryStep {
        let mut near: BTreeSet<usize> = BTreeSet::new();
        for sought in self.profiles[at].sought() {
            let seekers = self.seekers.entry(sought).or_default();
            near.extend(seekers.iter());
            seekers.push(at);
        }
        let linked = |other: &usize| link(&self.profiles[at], &self.profiles[*other]).is_some();
        // Whoever is no longer current is in no story.
        let old: BTreeSet<usize> = near
            .into_iter()
            .filter(linked)
            .filter_map(|other| self.first.get(&other).copied())
            .collect();
        let mut names: Vec<Id> = old.iter().map(|&one| self.name(one)).collect();
        names.sort();
        let mut all = vec![at];
        all.extend(old.iter().filter_map(|one| self.members.remove(one)).flatten());
        let begins = self.settle(all);
        let change = match names.as_slice() {
            [] => StoryChange::Begun,
            [one] if begins == at => StoryChange::Renamed(one.clone()),
            [_] => StoryChange::Joined,
            _ => StoryChange::Merged(names),
        };
        self.step(at, self.name(begins), change)
    }

    /// Takes a document out; `None` where it had left before.
    fn leave(&mut self, at: usize) -> Option<StoryStep> {
        let begins = self.first.remove(&at)?;
        let story = self.name(begins);
        let others = self.members.remove(&begins).unwrap_or_default();
        let mut left: BTreeSet<usize> = others.into_iter().filter(|&one| one != at).collect();
        let mut names = Vec::new();
        while let Some(one) = left.pop_first() {
            let part = self.reached(one, &mut left);
            let begins = self.settle(part);
            names.push(self.name(begins));
        }
        names.sort();
        let change = match names.as_slice() {
            [] => StoryChange::Left(None),
            [one] => StoryChange::Left(Some(one.clone())),
            _ => StoryChange::Split(names),
        };
        Some(self.step(at, story, change))
    }

    /// Takes those out of `left` that hang together with one.
    fn reached(&self, one: usize, left: &mut BTreeSet<usize>) -> Vec<usize> {
        let mut part = vec![one];
        let mut next = 0;
        while let Some(&known) = part.get(next) {
            let linked =
                |other: &usize| link(&self.profiles[known], &self.profiles[*other]).is_some();
            let found: Vec<usize> = left.iter().copied().filter(linked).collect();
            found.iter().for_each(|other| _ = left.remove(other));
            part.extend(found);
            next += 1;
        }
        part
    }
}
