//! How often news names what the lexicon knows: whoever shares a rare name shares more.
//!
//! The figures are of news in general and never change with what a ledger holds, so that whether two
//! documents are linked still depends on these two alone. `familiar.tsv` tells in how many of
//! 3,670 articles of Japanese Wikinews, all of years before those of the sample articles, a
//! key of the lexicon is named outside the credits; keys of fewer than eight are left out.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

static COUNTS: LazyLock<BTreeMap<&str, u32>> = LazyLock::new(|| {
    let lines = include_str!("familiar.tsv").lines();
    lines
        .map(|line| {
            let (key, count) = line.split_once('\t').expect("a key and a count");
            (key, count.parse().expect("a count"))
        })
        .collect()
});

/// In so many articles at least, and what a name is worth then, in hundredths.
const WORTH: [(u32, u32); 6] = [(1000, 60), (400, 80), (200, 90), (50, 100), (25, 110), (8, 130)];
/// What is named in fewer.
const RARE: u32 = 150;

/// What it speaks for that two documents name this, in hundredths.
pub(super) fn worth(key: &str) -> u32 {
    let count = COUNTS.get(key).copied().unwrap_or_default();
    WORTH.iter().find(|&&(least, _)| count >= least).map_or(RARE, |&(_, worth)| worth)
}

/// Terms that three or more of the same articles come back to: they say nothing of an affair.
static TERMS: LazyLock<BTreeSet<&str>> =
    LazyLock::new(|| include_str!("terms.txt").lines().collect());

/// Whether a term is one that any article may hold.
pub(super) fn is_common_term(term: &str) -> bool {
    TERMS.contains(term)
}
