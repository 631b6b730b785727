//! Groups of document-local entities that are one: a union-find that keeps what is known of each
//! group and by which rule each part came to it.
//!
//! Parts are numbered in the order of their documents' ids, so whatever is decided in the order
//! of the numbers does not depend on the order in which documents arrived.

use std::collections::{BTreeMap, BTreeSet};

use keii_model::Entity;

use crate::correction::{Links, Numbered, RULE};
use crate::name::PersonNames;
use crate::office::Offices;

/// The number of a document-local entity.
pub(crate) type Part = usize;

/// A document-local entity with what joining looks at.
pub(crate) struct Candidate<'a> {
    pub(crate) entity: &'a Entity,
    /// The number of its document.
    pub(crate) document: usize,
    pub(crate) names: PersonNames,
    pub(crate) offices: Offices,
}

/// What is known of the entities that were joined.
#[derive(Clone, Debug, Default)]
pub(crate) struct Group {
    pub(crate) parts: Vec<Part>,
    pub(crate) documents: BTreeSet<usize>,
    pub(crate) offices: Offices,
    key: Option<String>,
}

/// All groups. Two groups with different keys are never joined.
pub(crate) struct Clusters {
    parent: Vec<Part>,
    /// By root; empty for the others.
    groups: Vec<Group>,
    rules: BTreeMap<Part, Vec<&'static str>>,
    /// What corrections say.
    links: Numbered,
}

impl Clusters {
    /// Every candidate by itself, but for those that a correction says are one.
    pub(crate) fn new(candidates: &[Candidate<'_>], links: &Links) -> Self {
        let group = |(part, candidate): (Part, &Candidate<'_>)| Group {
            parts: vec![part],
            documents: BTreeSet::from([candidate.document]),
            offices: candidate.offices.clone(),
            key: candidate.entity.key.clone(),
        };
        let links = links.numbered(candidates.iter().map(|candidate| &candidate.entity.id));
        let same = links.same.clone();
        let mut clusters = Self {
            parent: (0..candidates.len()).collect(),
            groups: candidates.iter().enumerate().map(group).collect(),
            rules: BTreeMap::new(),
            links,
        };
        for (a, b) in same {
            clusters.unite(a, b, RULE);
        }
        clusters
    }

    pub(crate) fn root(&mut self, part: Part) -> Part {
        let mut root = part;
        while self.parent[root] != root {
            root = self.parent[root];
        }
        let mut at = part;
        while self.parent[at] != root {
            at = std::mem::replace(&mut self.parent[at], root);
        }
        root
    }

    pub(crate) fn group(&mut self, part: Part) -> &Group {
        let root = self.root(part);
        &self.groups[root]
    }

    pub(crate) fn same(&mut self, a: Part, b: Part) -> bool {
        self.root(a) == self.root(b)
    }

    /// Joins the group of `part` to that of `to` and notes the rule. `false`, and nothing done,
    /// where their keys or a correction say that they are two.
    pub(crate) fn join(&mut self, to: Part, part: Part, rule: &'static str) -> bool {
        let (a, b) = (self.root(to), self.root(part));
        if a == b {
            return true;
        }
        let (key_a, key_b) = (&self.groups[a].key, &self.groups[b].key);
        if key_a.is_some() && key_b.is_some() && key_a != key_b {
            return false;
        }
        let (one, two) = (&self.groups[a], &self.groups[b]);
        if self.links.apart(one.parts.iter(), |part| two.parts.contains(&part)) {
            return false;
        }
        self.unite(to, part, rule);
        true
    }

    fn unite(&mut self, to: Part, part: Part, rule: &'static str) {
        let (a, b) = (self.root(to), self.root(part));
        if a == b {
            return;
        }
        let (root, other) = (a.min(b), a.max(b));
        self.parent[other] = root;
        let mut large = std::mem::take(&mut self.groups[root]);
        let mut small = std::mem::take(&mut self.groups[other]);
        // The smaller is moved into the larger, so that n joins cost n log n.
        if large.parts.len() < small.parts.len() {
            std::mem::swap(&mut large, &mut small);
        }
        large.parts.append(&mut small.parts);
        large.documents.extend(small.documents);
        large.offices.absorb(small.offices);
        large.key = large.key.or(small.key);
        self.groups[root] = large;
        let rules = self.rules.entry(part).or_default();
        if !rules.contains(&rule) {
            rules.push(rule);
        }
    }

    /// The groups in the order of their first parts, each with its parts in order, and the rules
    /// that joined a part to others.
    pub(crate) fn into_parts(self) -> (Vec<Vec<Part>>, BTreeMap<Part, Vec<&'static str>>) {
        let mut groups: Vec<Vec<Part>> = self.groups.into_iter().map(|group| group.parts).collect();
        groups.retain(|parts| !parts.is_empty());
        for parts in &mut groups {
            parts.sort_unstable();
        }
        (groups, self.rules)
    }

    /// Joins parts of one name that `fit`. Those of whom an office is told are joined as they
    /// agree; the others follow only where that leaves a single group, for else nobody knows
    /// which of the namesakes they are.
    pub(crate) fn join_alike(
        &mut self,
        parts: &[Part],
        rule: &'static str,
        fit: impl Fn(&Offices, &Offices) -> bool,
    ) {
        let (told, untold): (Vec<Part>, Vec<Part>) =
            parts.iter().partition(|&&part| !self.group(part).offices.is_empty());
        let mut heads: Vec<Part> = Vec::new();
        for part in told {
            let offices = self.group(part).offices.clone();
            let home = heads.iter().copied().find(|&head| {
                self.same(head, part)
                    || (fit(&self.group(head).offices, &offices) && self.join(head, part, rule))
            });
            if home.is_none() {
                heads.push(part);
            }
        }
        let Some(&head) = heads.first().or(untold.first()) else { return };
        if heads.len() <= 1 {
            for part in untold {
                let offices = self.group(part).offices.clone();
                if fit(&self.group(head).offices, &offices) {
                    self.join(head, part, rule);
                }
            }
        }
    }
}
