//! Where a program may go on in several ways.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::characters::Characters;
use crate::first::First;
use crate::machine::offset;
use crate::number;
use crate::program::Step;
use crate::vocabulary::Vocabulary;

/// A step that goes on at others: for alternatives, and for what may be missing.
#[derive(Clone, Debug)]
pub(crate) struct Split {
    /// All of them, the preferred first.
    pub targets: Vec<usize>,
    /// Characters with which some can go on, in order, and where in `ways` these stand. Most
    /// alternatives are words: nearly all of them are ruled out by one comparison.
    by_character: Vec<(char, Range<u32>)>,
    ways: Vec<usize>,
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
            by_character: Vec::new(),
            ways: Vec::new(),
            any: Characters::default(),
        }
    }

    /// The targets that can go on where `next` stands.
    #[inline]
    pub fn targets_at(&self, next: Option<char>) -> &[usize] {
        let next = next.filter(|&next| self.any.may_hold(next));
        let place = |next| self.by_character.binary_search_by_key(&next, |(it, _)| *it).ok();
        let Some(found) = next.and_then(place) else { return &self.elsewhere };
        let (_, ways) = &self.by_character[found];
        &self.ways[ways.start as usize..ways.end as usize]
    }
}

/// Tells every split of a whole program which ways a character rules out.
pub(crate) fn direct(steps: &mut [Step], vocabulary: &Vocabulary) {
    for at in 0..steps.len() {
        let Step::Split(split) = &steps[at] else { continue };
        let firsts = split.targets.iter().map(|&it| (it, First::of(steps, it, vocabulary)));
        let firsts: Vec<(usize, First)> = firsts.collect();
        let directed = directed(&firsts);
        steps[at] = Step::Split(Box::new(directed));
    }
}

fn directed(firsts: &[(usize, First)]) -> Split {
    let mut characters: BTreeSet<char> = BTreeSet::new();
    for (_, first) in firsts {
        let figures = first.number.iter().flat_map(|_| number::first_characters());
        characters.extend(first.characters.keys().copied().chain(figures));
    }
    let mut ways: Vec<usize> = Vec::new();
    let mut by_character = Vec::with_capacity(characters.len());
    for &character in &characters {
        let fits = |first: &First| {
            let figure = first.number.is_some() && number::is_figure(character);
            first.is_open() || first.characters.contains_key(&character) || figure
        };
        let start = offset(ways.len());
        ways.extend(firsts.iter().filter(|(_, first)| fits(first)).map(|(target, _)| *target));
        by_character.push((character, start..offset(ways.len())));
    }
    Split {
        targets: firsts.iter().map(|(target, _)| *target).collect(),
        any: characters.into_iter().collect(),
        by_character,
        ways,
        elsewhere: firsts.iter().filter(|(_, first)| first.is_open()).map(|(it, _)| *it).collect(),
    }
}
