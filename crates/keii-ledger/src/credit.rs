//! Which documents rest on one source.

use std::collections::{BTreeMap, BTreeSet};

use keii_model::{DocumentRecord, Id, Reading, ReferenceRelation};

use crate::copy::{Copy, copies};

/// What each document credits as that from which it was made, and by what it would be credited.
pub(crate) struct Credits {
    /// By document: hosts, titles and publishers in lower case.
    upstream: Vec<BTreeSet<String>>,
    /// By document: its own.
    own: Vec<BTreeSet<String>>,
    /// By document: its outlet, in lower case.
    outlets: Vec<Option<String>>,
    /// Documents that are copies of others, in order.
    pub(crate) copies: Vec<Copy>,
    /// Pairs of copy and original by their numbers, the smaller first.
    copied: BTreeSet<(usize, usize)>,
}

impl Credits {
    /// A medium that is only cited in the body is one voice among others, not the source.
    pub(crate) fn of(readings: &[Reading]) -> Self {
        let documents = || readings.iter().map(|reading| &reading.document);
        let upstream = documents().map(|document| {
            let mut names = BTreeSet::new();
            for reference in &document.references {
                if reference.relation != ReferenceRelation::Cites {
                    let parts = [&reference.host, &reference.publisher, &reference.title];
                    names.extend(parts.into_iter().flatten().map(|name| name.to_lowercase()));
                }
            }
            names
        });
        let own = documents().map(|document| {
            let title = document.title.as_ref().map(|title| title.text.to_lowercase());
            let publisher = document.publisher.as_ref().map(|one| one.name.to_lowercase());
            title.into_iter().chain(publisher).collect()
        });
        let outlet =
            |document: &DocumentRecord| Some(document.publisher.as_ref()?.name.to_lowercase());
        let outlets = documents().map(outlet).collect();
        let copies = copies(readings);
        let numbers: BTreeMap<&Id, usize> =
            documents().enumerate().map(|(at, document)| (&document.id, at)).collect();
        let pair = |copy: &Copy| {
            let (a, b) = (*numbers.get(&copy.document)?, *numbers.get(&copy.of)?);
            Some((a.min(b), a.max(b)))
        };
        let copied = copies.iter().filter_map(pair).collect();
        Self { upstream: upstream.collect(), own: own.collect(), outlets, copied, copies }
    }

    /// Whether two documents, given by their numbers, are of one outlet, credit one work or one outlet, or
    /// one of them credits the other or is a copy of it.
    pub(crate) fn share_upstream(&self, a: usize, b: usize) -> bool {
        let meet = |one: &BTreeSet<String>, other: &BTreeSet<String>| !one.is_disjoint(other);
        let outlet = self.outlets[a].as_ref();
        (outlet.is_some() && outlet == self.outlets[b].as_ref())
            || self.copied.contains(&(a.min(b), a.max(b)))
            || meet(&self.upstream[a], &self.upstream[b])
            || meet(&self.upstream[a], &self.own[b])
            || meet(&self.own[a], &self.upstream[b])
    }

    /// For each document the first of those that rest on one source with it, itself included.
    pub(crate) fn sources(&self, readings: &[Reading]) -> BTreeMap<Id, Id> {
        let mut left: BTreeSet<usize> = (0..readings.len()).collect();
        let mut sources = BTreeMap::new();
        while let Some(first) = left.pop_first() {
            let mut reached = vec![first];
            while let Some(one) = reached.pop() {
                let document = |at: usize| readings[at].document.id.clone();
                sources.insert(document(one), document(first));
                let (shared, rest): (BTreeSet<usize>, BTreeSet<usize>) =
                    left.into_iter().partition(|&other| self.share_upstream(one, other));
                reached.extend(shared);
                left = rest;
            }
        }
        sources
    }

    /// Whether the documents rest on more than one source. What credits one source counts once,
    /// and so does what is linked over others.
    pub(crate) fn are_independent(&self, documents: &BTreeSet<usize>) -> bool {
        let mut left = documents.clone();
        let mut reached: Vec<usize> = left.pop_first().into_iter().collect();
        while let Some(one) = reached.pop() {
            let (shared, rest): (BTreeSet<usize>, BTreeSet<usize>) =
                left.into_iter().partition(|&other| self.share_upstream(one, other));
            reached.extend(shared);
            left = rest;
        }
        !left.is_empty()
    }
}
