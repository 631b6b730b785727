//! The outcome as a text, and the committed one.

use std::fmt::Write as _;
use std::fs;

use crate::corpora;
use crate::corpus::Corpus;
use crate::figures::figures;
use crate::outcome::{Line, outcome};

/// Says what the text is, for whoever opens it first.
const HEAD: &str = "\
What keii reads in the articles that have an expectation (expected.jsonl). Written by a test: see README.md.
=  found and right
~  found, but something differs: it stands behind ≠
-  expected, but not read
+  read, but not expected
";
/// Differing lines that a failed test shows.
const SHOWN: usize = 12;
const ACCEPT: &str = "KEII_ACCEPT";

impl Line<'_> {
    /// The record and what differs.
    pub fn told(&self) -> String {
        if self.differences.is_empty() {
            return self.described.clone();
        }
        format!("{}  ≠ {}", self.described, self.differences.join("; "))
    }
}

/// The whole text.
fn written(lines: &[Line<'_>], articles: &[(String, String)]) -> String {
    let mut text = HEAD.to_owned();
    for (article, (name, _)) in articles.iter().enumerate() {
        writeln!(text, "\n# {name}").unwrap();
        for line in lines.iter().filter(|line| line.place.0 == article) {
            let (sign, start, label) = (line.mark.sign(), line.place.1, &line.label);
            writeln!(text, "{sign} {start:>4} {label:<13} {}", line.told()).unwrap();
        }
    }
    writeln!(text, "\n# Figures").unwrap();
    for (label, counts) in figures(lines) {
        let (found, expected, right, more) =
            (counts.found, counts.expected, counts.right, counts.more);
        writeln!(
            text,
            "{label:<13} {found:>2} of {expected:>2} found, {right:>2} right, {more:>2} more"
        )
        .unwrap();
    }
    text
}

/// Lines of one text that the other does not hold.
fn only_in<'a>(text: &'a str, other: &str) -> Vec<&'a str> {
    let mut others: Vec<&str> = other.lines().collect();
    let mut only = Vec::new();
    for line in text.lines() {
        match others.iter().position(|other| *other == line) {
            Some(found) => drop(others.remove(found)),
            None => only.push(line),
        }
    }
    only
}

/// The first differing lines and what to do; `None` when the texts are the same.
fn complaint(story: &str, committed: &str, now: &str) -> Option<String> {
    if committed == now {
        return None;
    }
    let mut said = format!("keii reads the articles of {story} differently than committed.\n");
    for (heading, lines) in [("gone", only_in(committed, now)), ("new", only_in(now, committed))] {
        writeln!(said, "\n{heading}:").unwrap();
        lines.iter().take(SHOWN).for_each(|line| writeln!(said, "  {line}").unwrap());
        if lines.len() > SHOWN {
            writeln!(said, "  … and {} lines more", lines.len() - SHOWN).unwrap();
        }
    }
    let accept = format!("{ACCEPT}=1 cargo test -p keii --test golden");
    writeln!(said, "\nIf this is better, accept it and read the difference:\n  {accept}").unwrap();
    writeln!(said, "  git diff corpus/{story}/reading.txt").unwrap();
    Some(said)
}

/// Whether what is read is to be written down as it is.
#[expect(clippy::disallowed_methods, reason = "a test has no command line of its own")]
pub fn accepts() -> bool {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    assert!(
        !(is_set(ACCEPT) && is_set("CI")),
        "{ACCEPT} is set where changes are checked: nobody would read what it accepts"
    );
    is_set(ACCEPT)
}

/// What is wrong with the committed text of one story, which is written anew where that is wanted.
fn compare(corpus: &Corpus) -> Option<String> {
    let now = written(&outcome(&corpus.expected, &corpus.read), &corpus.articles);
    let path = corpus.folder.join("reading.txt");
    if accepts() {
        fs::write(path, now).unwrap();
        return None;
    }
    let committed = fs::read_to_string(path).unwrap_or_default();
    complaint(corpus.name(), &committed, &now)
}

#[test]
fn the_reading_is_the_committed_one() {
    let complaints: Vec<String> = corpora().iter().filter_map(compare).collect();
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn a_complaint_shows_the_differing_lines_alone() {
    assert_eq!(complaint("x", "a\nb\n", "a\nb\n"), None);
    let said = complaint("x", "a\nb\nb\n", "a\nb\nc\n").unwrap();
    assert!(said.contains("gone:\n  b\n\nnew:\n  c\n") && said.contains(ACCEPT), "{said}");
    let many: String = (0..50).map(|number| format!("{number}\n")).collect();
    assert!(complaint("x", &many, "").unwrap().contains("and 38 lines more"));
}
