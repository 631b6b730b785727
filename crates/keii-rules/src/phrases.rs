//! Phrases in order, looked up by walking a text character by character.

use std::collections::BTreeSet;

use compact_str::CompactString;

/// Characters per page of a [`CharTable`].
const PAGE: u32 = 256;
/// Above this many phrases an index of the first characters pays for its memory.
const FEW: usize = 64;

/// A map from characters to small numbers in which a lookup is two array reads: scripts fill few
/// pages of 256 characters, and an absent page costs two bytes.
#[derive(Clone, Debug, Default)]
pub(crate) struct CharTable {
    pages: Vec<u16>,
    cells: Vec<u32>,
}

impl CharTable {
    /// What `set` stored for the character.
    pub fn get(&self, character: char) -> Option<u32> {
        let code = u32::from(character);
        let page = *self.pages.get((code / PAGE) as usize)?;
        let cell = (u32::from(page).checked_sub(1)? * PAGE + code % PAGE) as usize;
        self.cells[cell].checked_sub(1)
    }

    pub fn set(&mut self, character: char, value: u32) {
        let code = u32::from(character);
        let place = (code / PAGE) as usize;
        if self.pages.len() <= place {
            self.pages.resize(place + 1, 0);
        }
        if self.pages[place] == 0 {
            self.cells.resize(self.cells.len() + PAGE as usize, 0);
            let pages = self.cells.len() / PAGE as usize;
            self.pages[place] = u16::try_from(pages).expect("Unicode has 4,352 pages of 256");
        }
        let cell = (u32::from(self.pages[place]) - 1) * PAGE + code % PAGE;
        self.cells[cell as usize] = value + 1;
    }
}

/// Phrases with a number each, sorted, without duplicates.
#[derive(Clone, Debug, Default)]
pub(crate) struct Phrases {
    sorted: Vec<(CompactString, u32)>,
    /// Where the phrases with a first character begin and end.
    first: Option<(CharTable, Vec<(usize, usize)>)>,
}

impl Phrases {
    /// Of equal phrases the one given first stays.
    pub fn new(mut phrases: Vec<(CompactString, u32)>) -> Self {
        phrases.retain(|(phrase, _)| !phrase.is_empty());
        phrases.sort_by(|left, right| left.0.cmp(&right.0));
        phrases.dedup_by(|right, left| right.0 == left.0);
        let first = (phrases.len() > FEW).then(|| Self::index(&phrases));
        Self { sorted: phrases, first }
    }

    fn index(sorted: &[(CompactString, u32)]) -> (CharTable, Vec<(usize, usize)>) {
        let (mut table, mut ranges) = (CharTable::default(), Vec::<(usize, usize)>::new());
        let mut last = None;
        for (place, (phrase, _)) in sorted.iter().enumerate() {
            let first = phrase.chars().next();
            if first == last {
                ranges.last_mut().expect("a repeated first character has a range").1 = place + 1;
            } else if let Some(character) = first {
                let range = u32::try_from(ranges.len()).expect("there are 1.1 million characters");
                table.set(character, range);
                ranges.push((place, place + 1));
            }
            last = first;
        }
        (table, ranges)
    }

    /// The number of exactly this phrase.
    pub fn get(&self, phrase: &str) -> Option<u32> {
        let place = self.sorted.binary_search_by(|(known, _)| known.as_str().cmp(phrase)).ok()?;
        Some(self.sorted[place].1)
    }

    /// Whether a phrase begins with these words, or is them.
    pub fn begins(&self, words: &str) -> bool {
        let place = self.sorted.partition_point(|(known, _)| known.as_str() < words);
        self.sorted.get(place).is_some_and(|(known, _)| known.starts_with(words))
    }

    /// Every phrase that `text` begins with, shorter ones first: its length and number.
    pub fn prefixes<'t>(&'t self, text: &'t str) -> Prefixes<'t> {
        let (start, end) = match (&self.first, text.chars().next()) {
            (_, None) => (0, 0),
            (None, _) => (0, self.sorted.len()),
            (Some((table, ranges)), Some(first)) => {
                table.get(first).map_or((0, 0), |range| ranges[range as usize])
            }
        };
        Prefixes { sorted: &self.sorted[start..end], text, length: 0 }
    }

    /// The longest phrase that `text` begins with.
    pub fn longest(&self, text: &str) -> Option<(usize, u32)> {
        self.prefixes(text).last()
    }

    /// What phrases begin with.
    pub fn first_characters(&self) -> BTreeSet<char> {
        self.sorted.iter().filter_map(|(phrase, _)| phrase.chars().next()).collect()
    }

    /// Characters of the longest phrase.
    pub fn longest_characters(&self) -> usize {
        self.sorted.iter().map(|(phrase, _)| phrase.chars().count()).max().unwrap_or(0)
    }
}

/// See [`Phrases::prefixes`].
pub(crate) struct Prefixes<'t> {
    /// The phrases that agree with the text so far.
    sorted: &'t [(CompactString, u32)],
    text: &'t str,
    length: usize,
}

impl Iterator for Prefixes<'_> {
    type Item = (usize, u32);

    fn next(&mut self) -> Option<Self::Item> {
        while !self.sorted.is_empty() {
            let next = self.text[self.length..].chars().next()?;
            self.length += next.len_utf8();
            let words = &self.text[..self.length];
            let start = self.sorted.partition_point(|(known, _)| known.as_str() < words);
            let rest = &self.sorted[start..];
            let end = rest.partition_point(|(known, _)| known.starts_with(words));
            self.sorted = &rest[..end];
            if let Some((known, number)) = self.sorted.first()
                && known.len() == self.length
            {
                return Some((self.length, *number));
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn phrases(words: &[&str]) -> Phrases {
        Phrases::new((0..).zip(words).map(|(number, &word)| (word.into(), number)).collect())
    }

    #[test]
    fn prefixes_come_in_order_of_length() {
        let table = phrases(&["国連安保理", "国", "国連", "連合"]);
        let found: Vec<(usize, u32)> = table.prefixes("国連安保").collect();
        assert_eq!(found, [(3, 1), (6, 2)]);
        assert_eq!(table.longest("国連安保理は"), Some((15, 0)));
        assert_eq!(table.longest("安保理"), None);
        assert!(table.begins("国連安") && !table.begins("安"));
        assert_eq!((table.get("連合"), table.get("連")), (Some(3), None));
    }

    #[test]
    fn a_character_table_keeps_pages_apart() {
        let mut table = CharTable::default();
        for (character, value) in [('a', 0), ('月', 7), ('\u{10ffff}', 9), ('月', 8)] {
            table.set(character, value);
        }
        assert_eq!(
            ['a', '月', '\u{10ffff}', 'b', '日'].map(|c| table.get(c)),
            [Some(0), Some(8), Some(9), None, None]
        );
    }

    proptest! {
        #[test]
        fn prefixes_agree_with_a_plain_search(
            words in proptest::collection::btree_set("[あい月]{1,5}", 0..120),
            text in "[あい月]{0,8}",
        ) {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let found: Vec<u32> = phrases(&words).prefixes(&text).map(|(_, number)| number).collect();
            let plain: Vec<u32> =
                (0..).zip(&words).filter(|(_, word)| text.starts_with(**word)).map(|(n, _)| n).collect();
            prop_assert_eq!(found, plain);
        }
    }
}
