//! Where a program may go on in several ways.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::characters::Characters;
use crate::first::First;
use crate::machine::offset;
use crate::number;
use crate::numbers::{Figures, Following};
use crate::program::Step;
use crate::vocabulary::Vocabulary;

/// A step that goes on at others: for alternatives, and for what may be missing.
#[derive(Clone, Debug)]
pub(crate) struct Split {
    /// All of them, the preferred first.
    pub targets: Vec<usize>,
    /// Characters with which some can go on, in order. Most alternatives are words: nearly all of them
    /// are ruled out by one comparison.
    beginnings: Vec<Beginning>,
    /// The ways of all of them.
    ways: Vec<Way>,
    /// What can follow the characters of several ways, each once; anything comes first.
    behind: Vec<Behind>,
    /// The same characters, for a first look.
    any: Characters,
    /// Those that can go on where any other character stands, or none.
    elsewhere: Vec<Way>,
}

/// A character, and where in the ways of a split those stand that can go on with it.
#[derive(Clone, Debug)]
struct Beginning {
    character: char,
    ways: Range<u32>,
}

/// A step to go on at. Of the many ways of a pack most are the only one where their character stands, so
/// that what can follow it is never asked.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Way {
    /// The step.
    pub target: u32,
    /// Its place among what can follow.
    behind: u32,
}

/// What can follow the character that a way goes on with, and the number that it goes on with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Behind {
    character: Characters,
    number: Characters,
}

impl Behind {
    const ANY: Self = Self { character: Characters::ANY, number: Characters::ANY };
}

impl Split {
    /// A split that does not know yet which ways a character rules out: see [`direct`].
    pub fn new(targets: Vec<usize>) -> Self {
        Self {
            elsewhere: targets.iter().map(|&target| open(target)).collect(),
            targets,
            beginnings: Vec::new(),
            ways: Vec::new(),
            behind: vec![Behind::ANY],
            any: Characters::default(),
        }
    }

    /// The ways that can go on where `next` stands.
    #[inline]
    pub fn ways_at(&self, next: Option<char>) -> &[Way] {
        let next = next.filter(|&next| self.any.may_hold(next));
        let place = |next| self.beginnings.binary_search_by_key(&next, |it| it.character).ok();
        let Some(found) = next.and_then(place) else { return &self.elsewhere };
        let ways = &self.beginnings[found].ways;
        &self.ways[ways.start as usize..ways.end as usize]
    }

    /// Whether one of its ways can lead anywhere in front of what stands ahead.
    #[inline]
    pub fn fits(&self, way: Way, ahead: Ahead) -> bool {
        let behind = &self.behind[way.behind as usize];
        behind.character.may_begin_with(ahead.next) || ahead.number.may_be_one_of(behind.number)
    }
}

/// A way that anything can follow.
fn open(target: usize) -> Way {
    Way { target: offset(target), behind: 0 }
}

/// What stands behind a character of the text, and behind the number that begins with it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ahead {
    next: Option<char>,
    number: Following,
}

impl Ahead {
    /// Of the character at byte `at`.
    pub fn of((text, at): (&str, usize), figures: &Figures<'_>) -> Self {
        let mut rest = text[at..].chars();
        let counts = rest.next().is_some_and(number::may_begin);
        let number = if counts { figures.at(at) } else { None };
        let number = number.map_or(Following::default(), |number| number.following);
        Self { next: rest.next(), number }
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
    let (mut ways, mut behind) = (Vec::new(), vec![Behind::ANY]);
    let mut beginnings = Vec::with_capacity(characters.len());
    for &character in &characters {
        let start = offset(ways.len());
        let fitting = firsts.iter().filter_map(|(it, first)| Some((*it, after(first, character)?)));
        let fitting: Vec<(usize, Behind)> = fitting.collect();
        if let [(only, _)] = fitting[..] {
            ways.push(open(only));
        } else {
            ways.extend(fitting.iter().map(|&(target, after)| {
                let known = behind.iter().position(|it| *it == after);
                let place = known.unwrap_or(behind.len());
                if known.is_none() {
                    behind.push(after);
                }
                Way { target: offset(target), behind: offset(place) }
            }));
        }
        beginnings.push(Beginning { character, ways: start..offset(ways.len()) });
    }
    let elsewhere = firsts.iter().filter(|(_, first)| first.is_open());
    Split {
        targets: firsts.iter().map(|(target, _)| *target).collect(),
        any: characters.into_iter().collect(),
        beginnings,
        ways,
        behind,
        elsewhere: elsewhere.map(|(target, _)| open(*target)).collect(),
    }
}

/// What can follow this character where a target goes on with it, if it can.
fn after(first: &First, character: char) -> Option<Behind> {
    if first.is_open() {
        return Some(Behind::ANY);
    }
    let words = first.characters.get(&character).map(|sequel| sequel.next);
    let number = first.number.filter(|_| number::may_begin(character)).map(|sequel| sequel.next);
    (words.is_some() || number.is_some()).then(|| Behind {
        character: words.unwrap_or_default(),
        number: number.unwrap_or_default(),
    })
}
