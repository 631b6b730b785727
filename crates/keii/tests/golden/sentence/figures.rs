//! How many lines keii reads as they were written, by kind.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::file::{Entry, Mark};
use super::notation::KINDS;

/// The lines of one kind.
#[derive(Clone, Copy, Default)]
pub struct Counts {
    /// Lines that a careful reader wrote down.
    pub expected: usize,
    /// Those that keii does not read so.
    pub missed: usize,
    /// What it reads besides.
    pub wrong: usize,
}

/// The figures of each kind; of `not` lines, those that do not hold are the wrong ones.
pub fn counts(entries: &[Entry]) -> BTreeMap<&str, Counts> {
    let mut all = BTreeMap::<&str, Counts>::new();
    for told in entries.iter().flat_map(Entry::told) {
        let counts = all.entry(&told.kind).or_default();
        counts.expected += usize::from(
            !told.words.is_empty() && (told.mark != Mark::Wrong || told.kind == super::NOT),
        );
        counts.missed += usize::from(told.mark == Mark::Missed);
        counts.wrong += usize::from(told.mark == Mark::Wrong);
    }
    all
}

/// The figures as a table of Markdown.
pub fn table(entries: &[Entry]) -> String {
    let counts = counts(entries);
    let mut text =
        String::from("| kind | lines | read | missed | wrong |\n|---|---|---|---|---|\n");
    let mut sum = Counts::default();
    for kind in KINDS {
        let Some(own) = counts.get(kind) else { continue };
        row(&mut text, kind, *own, kind == super::NOT);
        sum.expected += own.expected;
        sum.missed += own.missed;
        sum.wrong += own.wrong;
    }
    row(&mut text, "all", sum, false);
    text
}

fn row(text: &mut String, kind: &str, own: Counts, is_not: bool) {
    let read = own.expected - if is_not { own.wrong } else { own.missed };
    let (expected, missed, wrong) = (own.expected, own.missed, own.wrong);
    writeln!(text, "| {kind} | {expected} | {read} | {missed} | {wrong} |").unwrap();
}
