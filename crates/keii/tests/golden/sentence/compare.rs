//! What was written down against what is read: new marks for the lines of an entry.

use super::file::{Entry, Line, Mark, Told};
use super::notation::KINDS;

/// The kind of lines that say what must not be read.
pub const NOT: &str = "not";

/// What is read in one text: kinds and words.
pub type Read = Vec<(&'static str, String)>;

/// The entry with the marks that are true of what is read.
///
/// Only kinds that the entry names are compared. What is expected is never changed: what is not
/// read is marked as missed, what is read and not expected is added with the mark of what is wrong.
pub fn marked(entry: &Entry, read: &Read) -> Entry {
    let mut left: Vec<&(&'static str, String)> = read.iter().collect();
    let mut lines = Vec::new();
    for line in &entry.lines {
        let Line::Told(told) = line else {
            lines.push(line.clone());
            continue;
        };
        assert!(
            KINDS.contains(&told.kind.as_str()),
            "no such kind: {} ({})",
            told.kind,
            entry.number
        );
        let found =
            left.iter().position(|(kind, words)| *kind == told.kind && *words == told.words);
        let mark = match (told.mark, found) {
            (Mark::Wrong, _) if told.kind != NOT => continue,
            _ if told.kind == NOT && violated(&told.words, read) => Mark::Wrong,
            _ if told.kind == NOT || told.words.is_empty() => Mark::Held,
            (_, None) => Mark::Missed,
            (_, Some(found)) => {
                left.remove(found);
                Mark::Held
            }
        };
        lines.push(Line::Told(Told { mark, ..told.clone() }));
    }
    for (kind, words) in left {
        let last =
            lines.iter().rposition(|line| matches!(line, Line::Told(told) if told.kind == *kind));
        let named = entry.told().any(|told| told.kind == *kind);
        if named {
            let wrong = Told { mark: Mark::Wrong, kind: (*kind).to_owned(), words: words.clone() };
            lines.insert(last.map_or(lines.len(), |last| last + 1), Line::Told(wrong));
        }
    }
    Entry { number: entry.number, lines }
}

/// Whether something is read that is of the kind and has a word that begins so for each of the
/// words: `event held オスロ`.
fn violated(words: &str, read: &Read) -> bool {
    let (kind, words) = words.split_once(' ').unwrap_or((words, ""));
    assert!(KINDS.contains(&kind) && kind != NOT, "what must not be read is of no kind: {kind}");
    let mut lines = read.iter().filter(|(other, _)| *other == kind);
    let holds = |line: &str, word: &str| line.split(' ').any(|own| own.starts_with(word));
    lines.any(|(_, line)| words.split(' ').all(|word| holds(line, word)))
}

#[cfg(test)]
mod tests {
    use super::super::file::{parse, written};
    use super::*;

    fn now(entry: &str, read: &[(&'static str, &str)]) -> String {
        let read = read.iter().map(|(kind, words)| (*kind, (*words).to_owned())).collect();
        written(&[marked(&parse(entry)[0], &read)])
    }

    #[test]
    fn marks_follow_what_is_read() {
        assert_eq!(now("time: a\n", &[("time", "a"), ("said", "x")]), "time: a\n");
        assert_eq!(now("time: a\n", &[("time", "b")]), "~ time: a\n! time: b\n");
        assert_eq!(now("~ time: a\n! time: b\n", &[("time", "a")]), "time: a\n");
        assert_eq!(now("time:\n", &[("time", "b")]), "time:\n! time: b\n");
        assert_eq!(now("time: a\ntime: a\n", &[("time", "a")]), "time: a\n~ time: a\n");
    }

    #[test]
    fn what_must_not_be_read_is_looked_for_in_all_kinds() {
        let read = [("event", "meet held 会談 | at オスロ")];
        assert_eq!(now("not: event planned\n", &read), "not: event planned\n");
        assert_eq!(now("not: event\n", &read), "! not: event\n");
        assert_eq!(now("! not: event held\n", &read), "! not: event held\n");
        assert_eq!(now("! not: said\n", &read), "not: said\n");
    }
}
