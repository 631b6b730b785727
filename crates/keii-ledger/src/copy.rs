//! Copies: documents whose words are those of another.
//!
//! Candidates are documents that share a run of letters; all sampled runs of both are then compared,
//! and both containments decide. What is a copy is no source of its own.

use std::collections::{BTreeMap, BTreeSet};

use keii_model::{Id, Reading, Sketch};

use crate::happening::published;

/// How one document stands to another whose words it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CopyKind {
    /// The same letters, whatever the marks and lines between them.
    Identical,
    /// Nearly all of each stands in the other.
    Reprint,
    /// Much of it stands in the other, which says more.
    Excerpt,
    /// It has what the other of the same outlet said, and more.
    Update,
}

/// A document that is a copy of another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Copy {
    /// The copy. Of two that are equally full the one that was published later, else the one with
    /// the greater id.
    pub document: Id,
    /// What it is a copy of.
    pub of: Id,
    /// How it stands to it.
    pub kind: CopyKind,
    /// How much of the copy stands in the other, in hundredths.
    pub contained: u32,
}

/// From so much on, in hundredths, the greater part of each is the other's.
const NEARLY_ALL: u32 = 80;
/// From so much on, in hundredths, an article rests on the one whose words it has. Reports on one
/// speech that quote it at length share less.
const MUCH: u32 = 50;
/// Fewer common runs, of a sample of one in eight, are a quotation or a set phrase: some hundred
/// letters.
const FEWEST: usize = 12;
/// So many documents that share a run are compared all with all.
const MOST_SHARERS: usize = 64;

/// The copies among readings, in order. A pair's kind depends on these two alone.
pub(crate) fn copies(readings: &[Reading]) -> Vec<Copy> {
    let pairs = pairs(readings);
    let found = pairs.into_iter().filter_map(|(a, b)| compare(&readings[a], &readings[b]));
    found.collect::<BTreeSet<Copy>>().into_iter().collect()
}

/// Pairs that share enough runs, or all letters.
fn pairs(readings: &[Reading]) -> BTreeSet<(usize, usize)> {
    let mut wholes: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    let mut sharers: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (at, reading) in readings.iter().enumerate().filter(|(_, one)| !one.sketch.is_empty()) {
        wholes.entry(reading.sketch.digest).or_default().push(at);
        for &run in &reading.sketch.runs {
            sharers.entry(run).or_default().push(at);
        }
    }
    let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for sharers in sharers.values() {
        // Of very many, each is compared with the next: a text that all of them took over still
        // makes one source of them.
        let next = if sharers.len() > MOST_SHARERS { 1 } else { sharers.len() };
        for (at, &a) in sharers.iter().enumerate() {
            for &b in sharers[at + 1..].iter().take(next) {
                *shared.entry((a, b)).or_default() += 1;
            }
        }
    }
    let mut pairs: BTreeSet<(usize, usize)> =
        shared.into_iter().filter(|(_, runs)| *runs >= FEWEST).map(|(pair, _)| pair).collect();
    // Equal texts need not be paired with all their equals: the first stands for them.
    pairs.extend(wholes.values().flat_map(|same| same[1..].iter().map(|&other| (same[0], other))));
    pairs
}

fn compare(a: &Reading, b: &Reading) -> Option<Copy> {
    // The copy is the later one; nobody knows when the undated one appeared.
    let age = |one: &Reading| {
        let day = published(one.document.published.value.as_ref());
        (day.is_none(), day, one.document.id.clone())
    };
    let (first, later) = if age(a) <= age(b) { (a, b) } else { (b, a) };
    let copy = |document: &Reading, of: &Reading, kind, contained| {
        let (document, of) = (document.document.id.clone(), of.document.id.clone());
        Some(Copy { document, of, kind, contained })
    };
    if first.sketch.digest == later.sketch.digest {
        return copy(later, first, CopyKind::Identical, 100);
    }
    let shared = shared(&first.sketch, &later.sketch);
    let of_first = share(shared, &first.sketch);
    let of_later = share(shared, &later.sketch);
    if shared < FEWEST || of_first.max(of_later) < MUCH {
        return None;
    }
    if of_first.min(of_later) >= NEARLY_ALL {
        copy(later, first, CopyKind::Reprint, of_later)
    } else if of_first > of_later && same_outlet(first, later) {
        copy(later, first, CopyKind::Update, of_later)
    } else if of_first > of_later {
        copy(first, later, CopyKind::Excerpt, of_first)
    } else {
        copy(later, first, CopyKind::Excerpt, of_later)
    }
}

/// How many runs are in both, which stand in order.
fn shared(a: &Sketch, b: &Sketch) -> usize {
    let (mut one, mut other) = (a.runs.iter().peekable(), b.runs.iter().peekable());
    let mut shared = 0;
    while let (Some(x), Some(y)) = (one.peek(), other.peek()) {
        let order = x.cmp(y);
        shared += usize::from(order.is_eq());
        if order.is_le() {
            one.next();
        }
        if order.is_ge() {
            other.next();
        }
    }
    shared
}

fn share(shared: usize, of: &Sketch) -> u32 {
    u32::try_from(shared * 100 / of.runs.len().max(1)).unwrap_or(100)
}

fn same_outlet(a: &Reading, b: &Reading) -> bool {
    let outlet = |one: &Reading| one.document.publisher.as_ref().map(|one| one.name.to_lowercase());
    outlet(a).is_some_and(|known| outlet(b) == Some(known))
}
