//! Where a program may go on in several ways.

use std::collections::BTreeMap;

use crate::characters::Characters;
use crate::first::First;
use crate::number;
use crate::program::Step;
use crate::vocabulary::Vocabulary;

/// A step that goes on at others: for alternatives, and for what may be missing.
#[derive(Clone, Debug)]
pub(crate) struct Split {
    /// All of them, the preferred first.
    pub targets: Vec<usize>,
    /// Characters with which some can go on, in order, and which these are. Most alternatives are
    /// words: nearly all of them are ruled out by one comparison.
    characters: Vec<char>,
    by_character: Vec<Vec<usize>>,
    /// The same characters, for a first look.
    any: Characters,
    /// Those that can go on where any other character stands, or none.
    elsewhere: Vec<usize>,
}

impl Split {
    /// A split that does not know yet which ways a character rules out: see [`direct`].
    pub fn new(targets: Vec<usize>) -> Self {
        Self {
            elsewhere: targets.clone(),
            targets,
            characters: Vec::new(),
            by_character: Vec::new(),
            any: Characters::default(),
        }
    }

    /// The targets that can go on where `next` stands.
    pub fn targets_at(&self, next: Option<char>) -> &[usize] {
        let next = next.filter(|&next| self.any.may_hold(next));
        let found = next.and_then(|next| self.characters.binary_search(&next).ok());
        found.map_or(&self.elsewhere, |found| &self.by_character[found])
    }
}

/// Tells every split of a whole program which ways a character rules out.
pub(crate) fn direct(steps: &mut [Step], vocabulary: &Vocabulary) {
    for at in 0..steps.len() {
        let Step::Split(split) = &steps[at] else { continue };
        let firsts = split.targets.iter().map(|&it| (it, First::of(steps, it, vocabulary)));
        let firsts: Vec<(usize, First)> = firsts.collect();
        let directed = directed(&firsts);
        steps[at] = Step::Split(directed);
    }
}

fn directed(firsts: &[(usize, First)]) -> Split {
    let mut by_character: BTreeMap<char, Vec<usize>> = BTreeMap::new();
    for (_, first) in firsts {
        let figures = first.number.iter().flat_map(|_| number::first_characters());
        for character in first.characters.keys().copied().chain(figures) {
            by_character.entry(character).or_default();
        }
    }
    for (&character, targets) in &mut by_character {
        let fits = |first: &First| {
            let figure = first.number.is_some() && number::is_figure(character);
            first.is_open() || first.characters.contains_key(&character) || figure
        };
        targets.extend(firsts.iter().filter(|(_, first)| fits(first)).map(|(target, _)| *target));
    }
    Split {
        targets: firsts.iter().map(|(target, _)| *target).collect(),
        any: by_character.keys().copied().collect(),
        characters: by_character.keys().copied().collect(),
        by_character: by_character.into_values().collect(),
        elsewhere: firsts.iter().filter(|(_, first)| first.is_open()).map(|(it, _)| *it).collect(),
    }
}
