//! How much was found of each kind.

use std::collections::BTreeMap;

use crate::outcome::{Line, Mark};

/// Counts of one kind.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Figures {
    pub expected: usize,
    /// Read, whether or not something differs.
    pub found: usize,
    /// Read and nothing differs.
    pub right: usize,
    /// Read without having been expected.
    pub more: usize,
}

/// The counts by kind, entities by their types.
pub fn figures<'a>(lines: &'a [Line<'_>]) -> BTreeMap<&'a str, Figures> {
    let mut all: BTreeMap<&'a str, Figures> = BTreeMap::new();
    for line in lines {
        let figures = all.entry(&line.label).or_default();
        figures.expected += usize::from(line.mark != Mark::More);
        figures.found += usize::from(matches!(line.mark, Mark::Right | Mark::Differs));
        figures.right += usize::from(line.mark == Mark::Right);
        figures.more += usize::from(line.mark == Mark::More);
    }
    all
}
