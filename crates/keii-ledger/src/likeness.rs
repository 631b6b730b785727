//! How nearly two phrases say the same by their letters.

use std::collections::{BTreeMap, BTreeSet};

/// Letters in a run that two phrases must share to be compared.
const RUN: usize = 4;
/// A run that so many phrases share tells nothing.
const MOST_SHARERS: usize = 32;

/// Dice's coefficient over pairs of neighbouring letters.
pub(crate) fn likeness(a: &[char], b: &[char]) -> f64 {
    let all = a.len().saturating_sub(1) + b.len().saturating_sub(1);
    share(2 * shared_pairs(a, b), all)
}

/// How much of the shorter stands in the longer, by pairs of neighbouring letters.
pub(crate) fn containment(a: &[char], b: &[char]) -> f64 {
    share(shared_pairs(a, b), a.len().min(b.len()).saturating_sub(1))
}

#[expect(clippy::cast_precision_loss, reason = "quotations and phrases are short")]
fn share(part: usize, all: usize) -> f64 {
    if all == 0 { 0.0 } else { part as f64 / all as f64 }
}

fn shared_pairs(a: &[char], b: &[char]) -> usize {
    let pairs = |letters: &[char]| {
        let mut counts: BTreeMap<(char, char), usize> = BTreeMap::new();
        for pair in letters.windows(2) {
            *counts.entry((pair[0], pair[1])).or_default() += 1;
        }
        counts
    };
    let (ours, theirs) = (pairs(a), pairs(b));
    let shared =
        ours.iter().map(|(pair, &count)| count.min(theirs.get(pair).copied().unwrap_or_default()));
    shared.sum()
}

/// Pairs of phrases, by their numbers, that share a run of letters: only they are worth comparing,
/// so that nobody's words are compared with all others.
pub(crate) fn sharing<'p>(phrases: impl Iterator<Item = &'p [char]>) -> BTreeSet<(usize, usize)> {
    let mut sharers: BTreeMap<&[char], BTreeSet<usize>> = BTreeMap::new();
    for (at, letters) in phrases.enumerate() {
        for run in letters.windows(RUN) {
            sharers.entry(run).or_default().insert(at);
        }
    }
    let mut pairs = BTreeSet::new();
    for sharers in sharers.into_values().filter(|sharers| sharers.len() <= MOST_SHARERS) {
        for &a in &sharers {
            pairs.extend(sharers.range(a + 1..).map(|&b| (a, b)));
        }
    }
    pairs
}
