//! What a pattern can begin with.

use std::collections::{BTreeMap, BTreeSet};

use compact_str::CompactString;

use crate::characters::Characters;
use crate::number;
use crate::program::Step;
use crate::vocabulary::{Named, Vocabulary};

/// What can stand behind that which a pattern begins with: the next character, and the one after it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sequel {
    pub next: Characters,
    then: Characters,
}

impl Sequel {
    /// Anything, and the end of the text.
    const ANY: Self = Self { next: Characters::ANY, then: Characters::ANY };

    /// Whether a text that goes on with these characters, or ends before them, may be one.
    #[inline]
    pub fn fits(&self, next: Option<char>, then: Option<char>) -> bool {
        self.next.may_begin_with(next) && self.then.may_begin_with(then)
    }

    fn add(&mut self, other: Self) {
        self.next.add(other.next);
        self.then.add(other.then);
    }
}

/// What can stand where a program goes on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct First {
    /// Characters of the text, with what can follow each.
    pub characters: BTreeMap<char, Sequel>,
    /// A number, with what can follow it.
    pub number: Option<Sequel>,
    /// First characters of a token's dictionary form.
    pub lemmas: BTreeSet<char>,
    /// Parts of speech of a token, with what can follow it.
    pub pos: BTreeMap<CompactString, Sequel>,
    pub labels: BTreeSet<CompactString>,
    /// Anything, or nothing at all.
    pub anything: bool,
}

impl First {
    /// What can stand where the program is at the step `from`.
    pub fn of(steps: &[Step], from: usize, vocabulary: &Vocabulary) -> Self {
        let mut first = Self::default();
        for step in consuming(steps, from) {
            first.add(steps, step, vocabulary);
        }
        first
    }

    /// Whether it says nothing of the characters that can stand there.
    pub fn is_open(&self) -> bool {
        let tokens = !self.lemmas.is_empty() || !self.pos.is_empty() || !self.labels.is_empty();
        self.anything || tokens
    }

    fn add(&mut self, steps: &[Step], step: usize, vocabulary: &Vocabulary) {
        match &steps[step] {
            Step::Literal(words) => {
                let mut characters = words.chars();
                let Some(first) = characters.next() else { return };
                let sequel = rest_of(characters, steps, step, vocabulary);
                self.add_character(first, sequel);
            }
            Step::Class(named, _) => self.add_class(*named, steps, step, vocabulary),
            Step::Lemma(named, _) => {
                // Of a run only the last token is compared by its dictionary form.
                let characters = vocabulary.first_characters(*named);
                characters.iter().for_each(|&first| self.add_character(first, Sequel::ANY));
                self.lemmas.extend(characters);
            }
            Step::Pos(names, _) => {
                let sequel = sequel(steps, step + 1, vocabulary);
                for name in names {
                    self.pos.entry(name.clone()).or_default().add(sequel);
                }
            }
            Step::Label(label, _) => {
                self.labels.insert(label.clone());
            }
            Step::Gap(_) | Step::Accept => self.anything = true,
            // These were followed.
            Step::Split(_) | Step::Jump(_) => {}
        }
    }

    fn add_class(&mut self, named: Named, steps: &[Step], step: usize, vocabulary: &Vocabulary) {
        let behind = sequel(steps, step + 1, vocabulary);
        match vocabulary.phrases(named) {
            Some(phrases) => {
                for (first, second, ends) in phrases.beginnings() {
                    let next: Characters = second.collect();
                    let longer = next != Characters::default();
                    let then = if longer { Characters::ANY } else { Characters::default() };
                    let mut following = Sequel { next, then };
                    if ends {
                        following.add(behind);
                    }
                    self.add_character(first, following);
                }
            }
            None => self.number.get_or_insert_default().add(behind),
        }
    }

    fn add_character(&mut self, first: char, sequel: Sequel) {
        self.characters.entry(first).or_default().add(sequel);
    }
}

/// The steps for words that can come first from `from` on.
fn consuming(steps: &[Step], from: usize) -> Vec<usize> {
    let mut found = Vec::new();
    let mut seen = vec![false; steps.len()];
    let mut open = vec![from];
    while let Some(at) = open.pop() {
        let onward: &[usize] = match &steps[at] {
            Step::Split(split) => &split.targets,
            Step::Jump(target) => std::slice::from_ref(target),
            _ => {
                found.push(at);
                continue;
            }
        };
        open.extend(onward.iter().filter(|&&target| !std::mem::replace(&mut seen[target], true)));
    }
    found
}

/// What can stand where the program is at the step `from`.
fn sequel(steps: &[Step], from: usize, vocabulary: &Vocabulary) -> Sequel {
    let mut all = Sequel::default();
    for step in consuming(steps, from) {
        match &steps[step] {
            Step::Literal(words) => all.add(rest_of(words.chars(), steps, step, vocabulary)),
            Step::Class(named, _) => {
                let Some(phrases) = vocabulary.phrases(*named) else {
                    let next = number::first_characters().collect();
                    all.add(Sequel { next, then: Characters::ANY });
                    continue;
                };
                let (next, mut then, ends) = phrases.opening();
                if ends {
                    then.add(next_characters(steps, step + 1, vocabulary));
                }
                all.add(Sequel { next, then });
            }
            _ => return Sequel::ANY,
        }
    }
    all
}

/// What the rest of the words of a step is, with what can follow them.
fn rest_of(
    mut rest: std::str::Chars<'_>,
    steps: &[Step],
    step: usize,
    vocabulary: &Vocabulary,
) -> Sequel {
    let behind = || next_characters(steps, step + 1, vocabulary);
    let Some(next) = rest.next() else { return sequel(steps, step + 1, vocabulary) };
    Sequel { next: next.into(), then: rest.next().map_or_else(behind, Characters::from) }
}

/// The characters that can stand where the program is at the step `from`.
fn next_characters(steps: &[Step], from: usize, vocabulary: &Vocabulary) -> Characters {
    let mut all = Characters::default();
    for step in consuming(steps, from) {
        match &steps[step] {
            Step::Literal(words) => all.add(words.chars().take(1).collect()),
            Step::Class(named, _) => all.add(vocabulary.beginnings(*named)),
            _ => return Characters::ANY,
        }
    }
    all
}
