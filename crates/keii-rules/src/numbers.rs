//! The numbers of a text, each read once: the rules of many layers begin with one, and ask for it again
//! and again.

use std::cell::Cell;

use crate::characters::Characters;
use crate::number::{Number, may_begin, read};

/// The numbers of a text by where they begin.
#[derive(Clone, Debug, Default)]
pub struct Numbers {
    read: Vec<Read>,
}

/// A number where it begins.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Read {
    at: usize,
    /// Its end and value, read without decimals and with them.
    ways: [Option<(usize, Number)>; 2],
    /// What stands behind it, one way or the other.
    pub following: Following,
}

impl Read {
    /// See [`read`].
    pub fn as_read(&self, decimals: bool) -> Option<(usize, Number)> {
        self.ways[usize::from(decimals)]
    }

    /// Where it ends, without decimals and with them: once where that is the same.
    pub fn ends(&self) -> impl Iterator<Item = usize> {
        let [plain, whole] = self.ways.map(|way| way.map(|(end, _)| end));
        plain.into_iter().chain(whole.filter(|_| whole != plain))
    }
}

/// What stands behind the number at a place, read without and with decimals.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Following {
    characters: Characters,
    /// Whether the text may end there.
    ends: bool,
}

impl Following {
    fn add(&mut self, rest: &str) {
        match rest.chars().next() {
            Some(next) => self.characters.add(next.into()),
            None => self.ends = true,
        }
    }

    /// Whether one of these characters may stand there, where `ANY` holds the end of the text too.
    #[inline]
    pub fn may_be_one_of(self, characters: Characters) -> bool {
        self.characters.may_share(characters) || self.ends && characters == Characters::ANY
    }
}

impl Numbers {
    /// Reads all numbers of a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let figures = text.char_indices().filter(|&(_, character)| may_begin(character));
        Self { read: figures.filter_map(|(at, _)| at_place(text, at)).collect() }
    }
}

fn at_place(text: &str, at: usize) -> Option<Read> {
    let plain = read(text, at, false);
    // Where no point touches it, it is the same with decimals.
    let point = ['.', '．', '・'];
    let touched = |end: usize| text[..at].ends_with(point) || text[end..].starts_with(point);
    let decimals = plain.filter(|&(end, _)| !touched(end)).or_else(|| read(text, at, true));
    let mut following = Following::default();
    for (end, _) in [plain, decimals].into_iter().flatten() {
        following.add(&text[end..]);
    }
    (plain.is_some() || decimals.is_some()).then_some(Read {
        at,
        ways: [plain, decimals],
        following,
    })
}

/// Looks numbers up. Rules go through a text from left to right, and many of them begin with the same
/// number: the one asked for is nearly always the one asked for last, or its neighbour.
#[derive(Debug)]
pub(crate) struct Figures<'n> {
    numbers: &'n Numbers,
    last: Cell<usize>,
}

impl<'n> Figures<'n> {
    pub fn new(numbers: &'n Numbers) -> Self {
        Self { numbers, last: Cell::new(0) }
    }

    /// The number that begins at byte `offset`.
    pub fn at(&self, offset: usize) -> Option<&'n Read> {
        let read = &self.numbers.read;
        let near = self.last.get();
        let begins_here = |place: &usize| read.get(*place).is_some_and(|it| it.at == offset);
        let place = [near, near + 1].into_iter().find(begins_here);
        let place =
            place.or_else(|| read.binary_search_by_key(&offset, |number| number.at).ok())?;
        self.last.set(place);
        Some(&read[place])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_follows_a_number_is_told_without_and_with_decimals() {
        let following = |text: &str| Some(Figures::new(&Numbers::of(text)).at(0)?.following);
        let may = |text: &str, next: char| {
            following(text).is_some_and(|following| following.may_be_one_of(next.into()))
        };
        assert!(may("3万5000人", '人') && !may("3万5000人", '5'));
        assert!(may("二・五倍", '倍') && may("二・五倍", '・'));
        assert!(following("月").is_none());
    }

    proptest! {
        #[test]
        fn numbers_are_found_wherever_one_can_be_read(text in "[0-9０-９一二三十百万,.・月]{0,12}") {
            let numbers = Numbers::of(&text);
            let figures = Figures::new(&numbers);
            for (at, _) in text.char_indices() {
                let found = figures.at(at);
                for decimals in [false, true] {
                    let number = found.and_then(|found| found.as_read(decimals));
                    prop_assert_eq!(number, read(&text, at, decimals));
                }
                for end in found.into_iter().flat_map(Read::ends) {
                    let next = text[end..].chars().next();
                    let behind = next.map_or(Characters::ANY, Characters::from);
                    prop_assert!(found.is_some_and(|it| it.following.may_be_one_of(behind)));
                }
            }
        }
    }
}
