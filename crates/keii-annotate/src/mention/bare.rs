//! Names without title or honorific: those learnt elsewhere in the document, and those that a label
//! of a credit line introduces.

use std::collections::BTreeSet;

use keii_model::{EntityType, Span};

use super::Naming;
use super::shape::{Script, is_joint, script};
use crate::draft::MentionForm;
use crate::page::Page;

/// The longest name in kanji that is looked for, in characters.
const LONGEST_NATIVE: usize = 6;

/// Adds the bare occurrences of every person named in `namings`.
pub(super) fn read(page: &Page<'_>, namings: &mut Vec<Naming>) {
    credits(page, namings);
    let known = Known::of(namings);
    for sentence in 0..page.sentences.len() {
        let span = page.sentences[sentence].span;
        let finder = Finder { text: page.text(), sentence, known: &known };
        finder.foreign(span, namings);
        finder.native(page, namings);
    }
}

/// Names and family names that the document introduces.
struct Known {
    foreign: BTreeSet<String>,
    native: BTreeSet<String>,
}

impl Known {
    fn of(namings: &[Naming]) -> Self {
        let mut known = Self { foreign: BTreeSet::new(), native: BTreeSet::new() };
        let names = namings.iter().filter(|naming| naming.is_person_name());
        for naming in names {
            let first = naming.name.chars().next().map(script);
            if first == Some(Script::Kanji) {
                // A family name of one character is a word as well.
                if naming.name.chars().count() >= 2 {
                    known.native.insert(naming.name.clone());
                }
            } else {
                known.foreign.insert(naming.name.clone());
                known.foreign.insert(family_name(&naming.name).to_owned());
            }
        }
        known
    }
}

/// The last part of a foreign name; the whole of one without parts.
pub(super) fn family_name(name: &str) -> &str {
    name.rsplit(|character: char| is_joint(character) || character == ' ').next().unwrap_or(name)
}

struct Finder<'a> {
    text: &'a str,
    sentence: usize,
    known: &'a Known,
}

impl Finder<'_> {
    /// Katakana and Latin runs: the whole with its joints, else its parts.
    fn foreign(&self, span: Span, namings: &mut Vec<Naming>) {
        for run in runs(self.text, span) {
            if self.known.foreign.contains(run.of(self.text)) {
                namings.push(self.naming(run, "mention.known-name"));
                continue;
            }
            let mut start = run.start;
            for part in run.of(self.text).split_inclusive(is_joint) {
                let name = part.trim_end_matches(is_joint);
                let end = start + u32::try_from(name.len()).expect("within the text");
                if self.known.foreign.contains(name) {
                    namings.push(self.naming(Span::new(start, end), "mention.known-family-name"));
                }
                start += u32::try_from(part.len()).expect("within the text");
            }
        }
    }

    /// Names in kanji, which begin with a token.
    fn native(&self, page: &Page<'_>, namings: &mut Vec<Naming>) {
        if self.known.native.is_empty() {
            return;
        }
        let end = page.sentences[self.sentence].span.end;
        for token in &page.syntax[self.sentence].tokens {
            let rest = Span::new(token.span.start, end).of(self.text);
            let ends = rest.char_indices().map(|(at, character)| at + character.len_utf8());
            let longest = ends
                .take(LONGEST_NATIVE)
                .filter(|&length| self.known.native.contains(&rest[..length]))
                .last();
            if let Some(length) = longest {
                let start = token.span.start as usize;
                let span = Span::from_range(start..start + length);
                namings.push(self.naming(span, "mention.known-name"));
            }
        }
    }

    fn naming(&self, span: Span, step: &str) -> Naming {
        person(span, span.of(self.text), self.sentence, step)
    }
}

fn person(span: Span, name: &str, sentence: usize, step: &str) -> Naming {
    Naming {
        span,
        phrase: span,
        form: MentionForm::Name,
        kind: EntityType::Person,
        sentence,
        name: name.to_owned(),
        english: None,
        key: None,
        title: None,
        steps: vec![(step.to_owned(), Some(span))],
    }
}

/// Maximal runs of katakana or of Latin letters, with the joints between them.
fn runs(text: &str, span: Span) -> Vec<Span> {
    let mut runs: Vec<Span> = Vec::new();
    let mut open: Option<(u32, u32, Script)> = None;
    for (at, character) in span.of(text).char_indices() {
        let start = span.start + u32::try_from(at).expect("within the text");
        let end = start + u32::try_from(character.len_utf8()).expect("at most four");
        let kind = script(character);
        open = match open {
            Some((from, _, run)) if kind == run => Some((from, end, run)),
            Some((from, stop, run)) if is_joint(character) => Some((from, stop, run)),
            before => {
                runs.extend(before.map(|(from, stop, _)| Span::new(from, stop)));
                matches!(kind, Script::Katakana | Script::Latin).then_some((start, end, kind))
            }
        };
    }
    runs.extend(open.map(|(from, stop, _)| Span::new(from, stop)));
    runs
}

/// Who wrote or translated it, by the labels of credit lines.
fn credits(page: &Page<'_>, namings: &mut Vec<Naming>) {
    for sentence in 0..page.sentences.len() {
        if let Some(span) = page.block_of(sentence).name {
            let already =
                namings.iter().any(|naming| naming.is_person_name() && naming.span.overlaps(span));
            if !already && page.sentences[sentence].span.contains(span) {
                namings.push(person(span, span.of(page.text()), sentence, "mention.credit"));
            }
        }
    }
}
