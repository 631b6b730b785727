//! Lexicons: tables of phrases with fields.

use std::collections::BTreeMap;
use std::sync::Arc;

use compact_str::CompactString;
use keii_model::Span;
use serde::{Deserialize, Serialize};

use crate::characters::Characters;
use crate::phrases::Phrases;
use crate::problem::{Origin, Problem};
use crate::starts::Starts;

/// A lexicon as it is stored: the columns' names and a row an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct LexiconSource {
    pub name: CompactString,
    pub columns: Vec<CompactString>,
    pub entries: Vec<EntrySource>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct EntrySource {
    pub forms: Vec<CompactString>,
    /// All but the first column.
    pub fields: Vec<CompactString>,
}

/// Forms of one entry, as a class or the first column of a lexicon writes them.
pub(crate) fn split_forms(cell: &str) -> Vec<CompactString> {
    cell.split('|').map(|form| form.trim().into()).collect()
}

impl LexiconSource {
    /// Reads a table. What is wrong goes to `problems`; the rest is kept.
    pub fn parse(name: &str, origin: Origin<'_>, problems: &mut Vec<Problem>) -> Self {
        let mut columns: Vec<CompactString> = Vec::new();
        let mut entries = Vec::new();
        let mut lines_of: BTreeMap<CompactString, u32> = BTreeMap::new();
        let mut start = 0;
        for (number, line) in (1..).zip(origin.text.split_inclusive('\n')) {
            let range = start..start + line.trim_end().len();
            start += line.len();
            let row = line.trim_end_matches(['\n', '\r']);
            if row.trim().is_empty() || row.starts_with('#') {
                continue;
            }
            let cells: Vec<CompactString> =
                row.split('\t').map(|cell| cell.trim().into()).collect();
            if columns.is_empty() {
                columns = cells;
                continue;
            }
            if cells.len() != columns.len() {
                let message = format!("{} columns instead of {}", cells.len(), columns.len());
                let help = format!(
                    "the header names {}; keep the tabs of empty cells",
                    columns.join(", ")
                );
                problems.push(origin.problem(range, message, help));
                continue;
            }
            let forms = split_forms(&cells[0]);
            for message in wrong_forms(&forms, number, &mut lines_of) {
                let help = "a form stands in one place only; forms are written a|b";
                problems.push(origin.problem(range.clone(), message, help));
            }
            entries.push(EntrySource { forms, fields: cells[1..].to_vec() });
        }
        if columns.is_empty() {
            let help =
                "the first line names the columns, separated by tabs; the first is the phrase";
            problems.push(origin.problem(0..0, "this lexicon has no header", help));
        }
        Self { name: name.into(), columns, entries }
    }

    pub fn has_column(&self, column: &str) -> bool {
        self.columns.iter().any(|known| known == column)
    }
}

fn wrong_forms(
    forms: &[CompactString],
    line: u32,
    lines_of: &mut BTreeMap<CompactString, u32>,
) -> Vec<String> {
    let mut wrong = Vec::new();
    for form in forms {
        if form.is_empty() {
            wrong.push("a form is empty".to_owned());
        } else if let Some(earlier) = lines_of.insert(form.clone(), line) {
            wrong.push(format!("{form} is listed already, in line {earlier}"));
        }
    }
    wrong
}

/// A table of phrases with fields, found in texts by their characters.
#[derive(Clone, Debug)]
pub struct Lexicon {
    name: CompactString,
    entries: Vec<Entry>,
    phrases: Phrases,
}

/// One row of a [`Lexicon`].
#[derive(Clone, Debug)]
pub struct Entry {
    columns: Arc<[Box<str>]>,
    source: EntrySource,
}

impl Entry {
    /// Its forms; the first is the standard one.
    #[must_use]
    pub fn forms(&self) -> &[CompactString] {
        &self.source.forms
    }

    /// The standard form.
    #[must_use]
    pub fn form(&self) -> &str {
        &self.source.forms[0]
    }

    /// The cell of a column; `None` for the column of forms, where it is empty, and where there is
    /// no such column.
    #[must_use]
    pub fn field(&self, column: &str) -> Option<&str> {
        let place = self.columns.iter().skip(1).position(|name| **name == *column)?;
        Some(self.source.fields[place].as_str()).filter(|cell| !cell.is_empty())
    }

    /// What a rule captures: the column `value`, or else the standard form.
    #[must_use]
    pub fn value(&self) -> &str {
        self.field("value").unwrap_or_else(|| self.form())
    }
}

impl Lexicon {
    pub(crate) fn new(source: &LexiconSource) -> Self {
        let columns: Arc<[Box<str>]> = source.columns.iter().map(|it| it.as_str().into()).collect();
        let entries: Vec<Entry> = source
            .entries
            .iter()
            .map(|entry| Entry { columns: Arc::clone(&columns), source: entry.clone() })
            .collect();
        let numbered = (0..).zip(&source.entries);
        let phrases = numbered
            .flat_map(|(number, entry)| entry.forms.iter().map(move |form| (form.clone(), number)))
            .collect();
        Self { name: source.name.clone(), entries, phrases: Phrases::new(phrases) }
    }

    /// Its name: the path below `lexicon/` without the ending.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The entry that has exactly this form.
    #[must_use]
    pub fn get(&self, phrase: &str) -> Option<&Entry> {
        self.phrases.get(phrase).map(|number| self.entry(number))
    }

    /// Whether a form begins with these words, or is them.
    #[must_use]
    pub fn begins(&self, words: &str) -> bool {
        self.phrases.begins(words)
    }

    /// The longest form that begins at byte `offset` of `text`: its end and entry. `None` also where
    /// `offset` is no character boundary.
    #[must_use]
    #[inline]
    pub fn longest_at(&self, text: &str, offset: u32) -> Option<(u32, &Entry)> {
        let (length, number) = self.phrases.longest(text.get(offset as usize..)?)?;
        let length = u32::try_from(length).expect("a form fits into the text");
        Some((offset + length, self.entry(number)))
    }

    /// The forms in `range` of `text`: leftmost, of those the longest, without overlap.
    pub fn find<'a>(
        &'a self,
        text: &'a str,
        range: Span,
    ) -> impl Iterator<Item = (Span, &'a Entry)> + 'a {
        let end = text.floor_char_boundary(range.end as usize);
        let start = text.floor_char_boundary(range.start as usize).min(end);
        let mut rest = text[start..end].chars();
        std::iter::from_fn(move || {
            loop {
                let words = rest.as_str();
                let first = rest.next()?;
                if let Some((length, number)) = self.phrases.longest_from(first, rest.clone()) {
                    rest = words[length..].chars();
                    let at = end - words.len();
                    return Some((Span::from_range(at..at + length), self.entry(number)));
                }
            }
        })
    }

    /// All entries, in the order of the file.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter()
    }

    pub(crate) fn entry(&self, number: u32) -> &Entry {
        &self.entries[number as usize]
    }

    pub(crate) fn phrases(&self) -> &Phrases {
        &self.phrases
    }
}

/// Which of several lexicons have forms that begin with two characters: one look for all of them.
#[derive(Clone, Debug, Default)]
pub struct Beginnings {
    starts: Starts,
}

impl Beginnings {
    /// Of these lexicons, of which there are fewer than 32.
    pub fn of<'l>(lexicons: impl IntoIterator<Item = &'l Lexicon>) -> Self {
        let mut starts = Starts::default();
        for (place, lexicon) in lexicons.into_iter().enumerate() {
            for (first, second, ends) in lexicon.phrases.beginnings() {
                let behind = if ends { Characters::ANY } else { second.collect() };
                starts.add(1 << place, first, behind);
            }
        }
        Self { starts }
    }

    /// One bit for each lexicon, the lowest for the first: whether a form of it may begin where this text
    /// does. A 0 is certain.
    #[must_use]
    #[inline]
    pub fn at(&self, rest: &str) -> u32 {
        let mut characters = rest.chars();
        let first = characters.next();
        first.map_or(0, |first| self.starts.at_character(first, characters.next()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Lexicon, Vec<String>) {
        let mut problems = Vec::new();
        let origin = Origin { path: "lexicon/land.tsv", text };
        let source = LexiconSource::parse("land", origin, &mut problems);
        (Lexicon::new(&source), problems.iter().map(Problem::to_string).collect())
    }

    const LANDS: &str = "forms\tcode\tshort\n# Europe\n\nスイス|瑞西\tch\t瑞\nスイス連邦\tch2\t\n";

    #[test]
    fn entries_are_found_by_every_form() {
        let (lexicon, problems) = read(LANDS);
        assert_eq!(problems, Vec::<String>::new());
        let entry = lexicon.get("瑞西").expect("it is listed");
        assert_eq!((entry.form(), entry.value()), ("スイス", "スイス"));
        assert_eq!((entry.field("code"), entry.field("none")), (Some("ch"), None));
        assert_eq!(entry.field("forms"), None);
        let other = lexicon.get("スイス連邦").expect("it is listed");
        assert_eq!((other.field("code"), other.field("short")), (Some("ch2"), None));
        assert_eq!(lexicon.entries().count(), 2);
    }

    #[test]
    fn the_longest_form_is_found_within_the_range() {
        let (lexicon, _) = read(LANDS);
        let text = "在スイス連邦、スイスへ";
        let found = |range| {
            let all = lexicon.find(text, range);
            all.map(|(span, entry)| (span.of(text), entry.form())).collect::<Vec<_>>()
        };
        let whole = Span::from_range(0..text.len());
        assert_eq!(found(whole), [("スイス連邦", "スイス連邦"), ("スイス", "スイス")]);
        assert_eq!(found(Span::new(3, 15)), [("スイス", "スイス")]);
        assert_eq!(lexicon.longest_at(text, 3).map(|(end, _)| end), Some(18));
        assert!(lexicon.longest_at(text, 4).is_none() && lexicon.longest_at(text, 999).is_none());
    }

    #[test]
    fn two_characters_tell_which_lexicons_can_begin() {
        let (lands, _) = read(LANDS);
        let (towns, _) = read("forms\nスイロ\nバーゼル\n津\n");
        let beginnings = Beginnings::of([&lands, &towns]);
        let texts = ["瑞西", "スイ", "バー", "イス", "スロ", "ス", "津", "津市", ""];
        let found = [0b01, 0b11, 0b10, 0, 0, 0, 0b10, 0b10, 0];
        assert_eq!(texts.map(|it| beginnings.at(it)), found);
    }

    #[test]
    fn a_broken_table_is_reported_line_by_line() {
        let (_, problems) =
            read("forms\tcode\nスイス\nチリ|スペイン\tcl\nペルー||\tpe\nチリ\tcl\n");
        let heads: Vec<&str> =
            problems.iter().filter_map(|problem| problem.lines().next()).collect();
        assert_eq!(
            heads,
            [
                "lexicon/land.tsv:2:1: 1 columns instead of 2",
                "lexicon/land.tsv:4:1: a form is empty",
                "lexicon/land.tsv:4:1: a form is empty",
                "lexicon/land.tsv:5:1: チリ is listed already, in line 3",
            ]
        );
        assert!(read("# nothing\n").1[0].contains("no header"));
    }
}
