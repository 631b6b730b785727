//! What a pattern can begin with.

use std::collections::{BTreeMap, BTreeSet};

use compact_str::CompactString;

use crate::characters::Characters;
use crate::program::Step;
use crate::vocabulary::{Named, Vocabulary};

/// What can stand where a program goes on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct First {
    /// Characters of the text, with those that can follow each.
    pub characters: BTreeMap<char, Characters>,
    /// A number, with the characters that can follow it.
    pub number: Option<Characters>,
    /// First characters of a token's dictionary form.
    pub lemmas: BTreeSet<char>,
    /// Parts of speech of a token, with the characters that can follow it.
    pub pos: BTreeMap<CompactString, Characters>,
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
                let (first, second) = (characters.next(), characters.next());
                let behind = || next_characters(steps, step + 1, vocabulary);
                let behind = second.map_or_else(behind, Characters::from);
                first.into_iter().for_each(|first| self.add_character(first, behind));
            }
            Step::Class(named, _) => self.add_class(*named, steps, step, vocabulary),
            Step::Lemma(named, _) => {
                // Of a run only the last token is compared by its dictionary form.
                let characters = vocabulary.first_characters(*named);
                characters.iter().for_each(|&first| self.add_character(first, Characters::ANY));
                self.lemmas.extend(characters);
            }
            Step::Pos(names, _) => {
                let behind = next_characters(steps, step + 1, vocabulary);
                for name in names {
                    self.pos.entry(name.clone()).or_default().add(behind);
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
        let behind = next_characters(steps, step + 1, vocabulary);
        match vocabulary.phrases(named) {
            Some(phrases) => {
                for (first, second, ends) in phrases.beginnings() {
                    let mut following: Characters = second.collect();
                    if ends {
                        following.add(behind);
                    }
                    self.add_character(first, following);
                }
            }
            None => self.number.get_or_insert_default().add(behind),
        }
    }

    fn add_character(&mut self, first: char, behind: Characters) {
        self.characters.entry(first).or_default().add(behind);
    }
}

/// The steps for words that can come first from `from` on.
fn consuming(steps: &[Step], from: usize) -> Vec<usize> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::from([from]);
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
        open.extend(onward.iter().filter(|&&target| seen.insert(target)));
    }
    found
}

/// The characters that can stand where the program is at the step `from`.
fn next_characters(steps: &[Step], from: usize, vocabulary: &Vocabulary) -> Characters {
    let mut all = Characters::default();
    for step in consuming(steps, from) {
        match &steps[step] {
            Step::Literal(words) => all.add(words.chars().take(1).collect()),
            Step::Class(named, _) => {
                all.add(vocabulary.first_characters(*named).into_iter().collect());
            }
            _ => return Characters::ANY,
        }
    }
    all
}
