//! Links that corrections tell: what is one, and what is not.

use std::collections::{BTreeMap, BTreeSet};

use keii_model::{Id, Reading, Target};

use super::Effect;
use super::find::Finder;

/// Pairs of entities or of event mentions by their documents' ids for them, the smaller first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Links {
    /// Are one, whatever joining finds.
    pub(crate) same: BTreeSet<(Id, Id)>,
    /// Are two, whatever joining finds.
    pub(crate) different: BTreeSet<(Id, Id)>,
    /// Documents that tell of one happening, and so of one story.
    pub(crate) documents: BTreeSet<(Id, Id)>,
}

/// [`Links`] by the numbers that joining gives to what it joins.
#[derive(Clone, Debug, Default)]
pub(crate) struct Numbered {
    pub(crate) same: Vec<(usize, usize)>,
    /// Both ways.
    pub(crate) different: BTreeMap<usize, BTreeSet<usize>>,
}

/// What a join that a correction asks for is called in derivations.
pub(crate) const RULE: &str = "correction.same";

impl Links {
    pub(crate) fn is_empty(&self) -> bool {
        self.same.is_empty() && self.different.is_empty()
    }

    /// The stories, each the numbers of its documents in order, with those made one that tell of a
    /// happening that a correction says is one.
    pub(crate) fn gather(&self, stories: Vec<Vec<usize>>, readings: &[Reading]) -> Vec<Vec<usize>> {
        if self.documents.is_empty() {
            return stories;
        }
        let number = |id: &Id| readings.binary_search_by(|one| one.document.id.cmp(id)).ok();
        let mut stories: BTreeMap<usize, Vec<usize>> =
            stories.into_iter().filter_map(|story| Some((*story.first()?, story))).collect();
        for (a, b) in &self.documents {
            let (Some(a), Some(b)) = (number(a), number(b)) else { continue };
            let holder = |wanted| {
                let mut all = stories.iter();
                all.find(|(_, story)| story.contains(&wanted)).map(|(first, _)| *first)
            };
            let (Some(one), Some(other)) = (holder(a), holder(b)) else { continue };
            if let (true, Some(mut moved)) = (one != other, stories.remove(&one.max(other))) {
                let home = stories.entry(one.min(other)).or_default();
                home.append(&mut moved);
                home.sort_unstable();
            }
        }
        stories.into_values().collect()
    }

    /// The links between things whose ids are given in the order of their numbers. A link to
    /// something else is left out.
    pub(crate) fn numbered<'a>(&self, ids: impl Iterator<Item = &'a Id>) -> Numbered {
        let mut numbered = Numbered::default();
        if self.is_empty() {
            return numbered;
        }
        let numbers: BTreeMap<&Id, usize> = ids.enumerate().map(|(at, id)| (id, at)).collect();
        let both = |(a, b): &(Id, Id)| Some((*numbers.get(a)?, *numbers.get(b)?));
        numbered.same = self.same.iter().filter_map(both).collect();
        for (a, b) in self.different.iter().filter_map(both) {
            numbered.different.entry(a).or_default().insert(b);
            numbered.different.entry(b).or_default().insert(a);
        }
        numbered
    }
}

impl Numbered {
    /// Whether some of these must not be one with some of those.
    pub(crate) fn apart<'a>(
        &self,
        mut these: impl Iterator<Item = &'a usize>,
        is_one_of_those: impl Fn(usize) -> bool,
    ) -> bool {
        !self.different.is_empty()
            && these.any(|one| {
                let others = self.different.get(one).into_iter().flatten();
                others.copied().any(&is_one_of_those)
            })
    }
}

/// Links in the making, from the latest correction to the first.
#[derive(Debug, Default)]
pub(super) struct Linking {
    /// The group of each id that was linked.
    group_of: BTreeMap<Id, usize>,
    /// Members, and the latest correction that made them one.
    groups: Vec<(BTreeSet<Id>, u32)>,
    /// By pairs of ids: the correction that keeps them apart.
    apart: BTreeMap<(Id, Id), u32>,
    same: BTreeSet<(Id, Id)>,
    documents: BTreeSet<(Id, Id)>,
}

impl Linking {
    /// All of `a` and `b` are one.
    pub(super) fn same(&mut self, number: u32, a: &Target, b: &Target, all: &Finder<'_>) -> Effect {
        let (found_a, found_b) = match found(a, b, all) {
            Ok(found) => found,
            Err(effect) => return effect,
        };
        let mut types = found_a.iter().chain(&found_b).map(|id| all.entity_type(id));
        let first = types.next();
        if types.any(|one| Some(one) != first) {
            return Effect::Impossible;
        }
        let ids: BTreeSet<Id> = found_a.into_iter().chain(found_b).cloned().collect();
        let whole: BTreeSet<Id> = ids.iter().flat_map(|id| self.members(id)).collect();
        let against =
            self.apart.iter().filter(|((x, y), _)| whole.contains(x) && whole.contains(y));
        if let Some(by) = against.map(|(_, by)| *by).max() {
            return Effect::Overruled { by };
        }
        let latest = ids.iter().filter_map(|id| self.latest(id)).max().unwrap_or(number);
        for id in &whole {
            self.group_of.insert(id.clone(), self.groups.len());
        }
        self.groups.push((whole, latest));
        let mut ids = ids.into_iter();
        let Some(head) = ids.next() else { return Effect::Impossible };
        let is_happening = all.entity_type(&head).is_none();
        for id in ids {
            if let (true, Some(one), Some(other)) = (is_happening, document(&head), document(&id)) {
                self.documents.insert((one, other));
            }
            self.same.insert((head.clone(), id));
        }
        Effect::Applies
    }

    /// Nothing of `a` is anything of `b`.
    pub(super) fn different(
        &mut self,
        number: u32,
        a: &Target,
        b: &Target,
        all: &Finder<'_>,
    ) -> Effect {
        let (found_a, found_b) = match found(a, b, all) {
            Ok(found) => found,
            Err(effect) => return effect,
        };
        if found_a.intersection(&found_b).next().is_some() {
            return Effect::Impossible;
        }
        let one = |x: &Id, y: &Id| {
            let group = self.group_of.get(x).filter(|group| self.group_of.get(y) == Some(group));
            group.map(|&group| self.groups[group].1)
        };
        let joined = found_a.iter().flat_map(|x| found_b.iter().filter_map(|y| one(x, y))).max();
        if let Some(by) = joined {
            return Effect::Overruled { by };
        }
        for x in &found_a {
            for y in &found_b {
                let (first, second) = if x < y { (*x, *y) } else { (*y, *x) };
                self.apart.insert((first.clone(), second.clone()), number);
            }
        }
        Effect::Applies
    }

    pub(super) fn into_links(self) -> Links {
        let different = self.apart.into_keys().collect();
        Links { same: self.same, different, documents: self.documents }
    }

    fn members(&self, id: &Id) -> BTreeSet<Id> {
        match self.group_of.get(id) {
            Some(&group) => self.groups[group].0.clone(),
            None => BTreeSet::from([id.clone()]),
        }
    }

    fn latest(&self, id: &Id) -> Option<u32> {
        self.group_of.get(id).map(|&group| self.groups[group].1)
    }
}

/// The document of a record: its id stands before the last dot.
fn document(id: &Id) -> Option<Id> {
    id.as_str().rsplit_once('.').map(|(document, _)| Id::from(document))
}

type Both<'a> = (BTreeSet<&'a Id>, BTreeSet<&'a Id>);

fn found<'a>(a: &Target, b: &Target, all: &Finder<'a>) -> Result<Both<'a>, Effect> {
    let (found_a, found_b) = (all.find(a), all.find(b));
    for (target, found) in [(a, &found_a), (b, &found_b)] {
        if found.is_empty() {
            return Err(Effect::Gone { label: target.label.clone() });
        }
    }
    Ok((found_a, found_b))
}
