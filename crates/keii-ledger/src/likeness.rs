//! How nearly two phrases say the same by their letters.

use std::collections::BTreeMap;

/// Dice's coefficient over pairs of neighbouring letters.
pub(crate) fn likeness(a: &[char], b: &[char]) -> f64 {
    let pairs = |letters: &[char]| {
        let mut counts: BTreeMap<(char, char), usize> = BTreeMap::new();
        for pair in letters.windows(2) {
            *counts.entry((pair[0], pair[1])).or_default() += 1;
        }
        counts
    };
    let (ours, theirs) = (pairs(a), pairs(b));
    let shared: usize = ours
        .iter()
        .map(|(pair, &count)| count.min(theirs.get(pair).copied().unwrap_or_default()))
        .sum();
    let all = a.len().saturating_sub(1) + b.len().saturating_sub(1);
    #[expect(clippy::cast_precision_loss, reason = "quotations and phrases are short")]
    let likeness = if all == 0 { 0.0 } else { 2.0 * shared as f64 / all as f64 };
    likeness
}
