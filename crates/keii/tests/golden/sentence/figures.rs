//! How many lines keii reads as they were written, by kind.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::compare::NOT;
use super::file::{Entry, Mark, Told};
use super::notation::KINDS;

/// The lines of one kind.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Counts {
    /// Lines that were written down.
    pub lines: usize,
    /// Those that hold.
    pub hold: usize,
    /// What is read besides.
    pub wrong: usize,
}

impl Counts {
    fn add(&mut self, other: Self) {
        self.lines += other.lines;
        self.hold += other.hold;
        self.wrong += other.wrong;
    }

    /// The part of the lines that holds; of no lines, all do.
    pub fn share(self) -> f64 {
        if self.lines == 0 { 1.0 } else { self.hold as f64 / self.lines as f64 }
    }
}

fn count(told: &Told) -> Counts {
    let held = Counts { lines: 1, hold: 1, wrong: 0 };
    match told.mark {
        _ if told.words.is_empty() => Counts::default(),
        Mark::Held => held,
        Mark::Wrong if told.kind != NOT => Counts { wrong: 1, ..Counts::default() },
        Mark::Missed | Mark::Wrong => Counts { hold: 0, ..held },
    }
}

/// The figures of each kind, in the order of the kinds, and of all.
pub fn figures(entries: &[Entry]) -> Vec<(&'static str, Counts)> {
    let mut kinds = BTreeMap::<&str, Counts>::new();
    let mut all = Counts::default();
    for told in entries.iter().flat_map(Entry::told) {
        kinds.entry(&told.kind).or_default().add(count(told));
        all.add(count(told));
    }
    let mut figures: Vec<(&str, Counts)> =
        KINDS.iter().filter_map(|kind| Some((*kind, *kinds.get(kind)?))).collect();
    figures.push(("all", all));
    figures
}

/// The figures as a table of Markdown.
pub fn table(figures: &[(&str, Counts)]) -> String {
    let mut text =
        String::from("| kind | lines | hold | | wrong besides |\n|---|---|---|---|---|\n");
    for (kind, own) in figures {
        let Counts { lines, hold, wrong } = own;
        writeln!(text, "| {kind} | {lines} | {hold} | {:.2} | {wrong} |", own.share()).unwrap();
    }
    text
}

/// The share of each kind as the section of a page states it.
pub fn stated(page: &str, heading: &str) -> Vec<(String, f64)> {
    let behind = page.split_once(&format!("\n{heading}\n")).map_or("", |(_, behind)| behind);
    let section = behind.split("\n## ").next().unwrap_or_default();
    let cells = |line: &str| line.split('|').map(str::trim).map(str::to_owned).collect::<Vec<_>>();
    let rows = section.lines().filter(|line| line.starts_with("| ")).map(cells);
    rows.filter_map(|row| Some((row.get(1)?.clone(), row.get(4)?.parse().ok()?))).collect()
}

#[test]
fn a_table_is_read_as_it_was_written() {
    let entry =
        "> 一。\ntime: a = 2031\n~ time: b = 2032\n! time: c = 2033\nnot: said\n! not: event\n";
    let figures = figures(&super::file::parse(entry));
    let counts = |lines, hold, wrong| Counts { lines, hold, wrong };
    assert_eq!(
        figures,
        [("time", counts(2, 1, 1)), ("not", counts(2, 1, 0)), ("all", counts(4, 2, 1))]
    );
    let page =
        format!("# A\n\n## Own\n\n{}\n## Next\n\n| all | 1 | 1 | 0.99 | 0 |\n", table(&figures));
    let half = |kind: &str| (kind.to_owned(), 0.5);
    assert_eq!(stated(&page, "## Own"), [half("time"), half("not"), half("all")]);
}
