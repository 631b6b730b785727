//! Phrases in order, looked up by walking a text character by character.

use std::collections::BTreeSet;
use std::ops::Range;

use compact_str::CompactString;

use crate::characters::Characters;

/// Characters per page of a [`CharTable`].
const PAGE: u32 = 256;
/// Up to this many edges of a node are compared one by one.
const FEW: usize = 16;
/// Above this many first characters a table of them pays for its memory: phrases are looked for at
/// every place of a text, and hardly any begins there.
const FEW_FIRST: usize = 4;

/// A map from characters to small numbers in which a lookup is two array reads: scripts fill few
/// pages of 256 characters, and an absent page costs two bytes. Of the many maps of a pack each
/// holds few characters of a text: half a kilobyte of bits, which stays in the processor's cache
/// where the pages would not, answers for the others.
#[derive(Clone, Debug)]
pub(crate) struct CharTable {
    /// One bit for all characters whose codes are equal but for a multiple of 4,096.
    present: [u64; 64],
    pages: Vec<u16>,
    cells: Vec<u32>,
}

impl Default for CharTable {
    fn default() -> Self {
        Self { present: [0; 64], pages: Vec::new(), cells: Vec::new() }
    }
}

impl CharTable {
    /// Whether something may be stored for the character. A `false` is certain.
    #[inline]
    pub fn may_hold(&self, character: char) -> bool {
        let code = u32::from(character);
        self.present[(code / 64 % 64) as usize] & (1 << (code % 64)) != 0
    }

    /// What `set` stored for the character.
    #[inline]
    pub fn get(&self, character: char) -> Option<u32> {
        if !self.may_hold(character) {
            return None;
        }
        let code = u32::from(character);
        let page = *self.pages.get((code / PAGE) as usize)?;
        let cell = (u32::from(page).checked_sub(1)? * PAGE + code % PAGE) as usize;
        self.cells[cell].checked_sub(1)
    }

    /// All characters for which something is stored, with it.
    pub fn iter(&self) -> impl Iterator<Item = (char, u32)> {
        let pages = (0..).zip(&self.pages).filter(|(_, page)| **page > 0);
        pages.flat_map(move |(number, page)| {
            let start = (u32::from(*page) - 1) * PAGE;
            let stored =
                move |at: u32| Some((at, self.cells[(start + at) as usize].checked_sub(1)?));
            let stored = (0..PAGE).filter_map(stored);
            stored.filter_map(move |(at, value)| Some((char::from_u32(number * PAGE + at)?, value)))
        })
    }

    pub fn set(&mut self, character: char, value: u32) {
        let code = u32::from(character);
        self.present[(code / 64 % 64) as usize] |= 1 << (code % 64);
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

/// Phrases with a number each: a tree in which every edge is a character and every way from the
/// root spells the beginning of a phrase. Most places of a text leave it at the root.
#[derive(Clone, Debug)]
pub(crate) struct Phrases {
    /// The root comes first; the edges of a node are neighbours, in order of their characters.
    nodes: Vec<Node>,
    edges: Vec<(char, u32)>,
    /// The root's edges, where they are many.
    first: Option<Box<CharTable>>,
    longest_characters: usize,
    /// The characters that can come second, and whether a phrase has but one.
    second: Characters,
    ends_at_once: bool,
}

#[derive(Clone, Debug, Default)]
struct Node {
    /// Of the phrase that ends here.
    number: Option<u32>,
    edges: Range<u32>,
    /// The characters of the edges: at most places none goes on, which this tells without a look at them.
    onward: Characters,
}

fn place(index: usize) -> u32 {
    u32::try_from(index).expect("the phrases of a pack have fewer than 2^32 characters")
}

impl Phrases {
    /// Of equal phrases the one given first stays.
    pub fn new(mut phrases: Vec<(CompactString, u32)>) -> Self {
        phrases.retain(|(phrase, _)| !phrase.is_empty());
        phrases.sort_by(|left, right| left.0.cmp(&right.0));
        phrases.dedup_by(|right, left| right.0 == left.0);
        let longest = phrases.iter().map(|(phrase, _)| phrase.chars().count()).max();
        let mut built = Self {
            nodes: vec![Node::default()],
            edges: Vec::new(),
            first: None,
            longest_characters: longest.unwrap_or(0),
            second: Characters::default(),
            ends_at_once: false,
        };
        built.grow(&phrases);
        built.index();
        built
    }

    /// Adds the nodes of sorted phrases, level by level, so that the edges of each node are
    /// neighbours.
    fn grow(&mut self, sorted: &[(CompactString, u32)]) {
        // What is still to be divided: a node, and the phrases that begin as it does, up to a byte.
        let mut level = vec![(0, sorted, 0)];
        while !level.is_empty() {
            let mut below = Vec::new();
            for (node, mut rest, length) in level {
                if let Some((phrase, number)) = rest.first()
                    && phrase.len() == length
                {
                    self.nodes[node].number = Some(*number);
                    rest = &rest[1..];
                }
                let first = place(self.edges.len());
                while let Some(next) = rest.first().and_then(|it| it.0[length..].chars().next()) {
                    let same = rest.partition_point(|it| it.0[length..].starts_with(next));
                    self.edges.push((next, place(self.nodes.len())));
                    below.push((self.nodes.len(), &rest[..same], length + next.len_utf8()));
                    self.nodes.push(Node::default());
                    rest = &rest[same..];
                }
                let edges = first..place(self.edges.len());
                let added = &self.edges[edges.start as usize..];
                self.nodes[node].onward = added.iter().map(|&(character, _)| character).collect();
                self.nodes[node].edges = edges;
            }
            level = below;
        }
    }

    fn index(&mut self) {
        let edges = self.edges_of(&self.nodes[0]);
        let (mut second, mut ends_at_once) = (Characters::default(), false);
        for &(_, node) in edges {
            let node = &self.nodes[node as usize];
            second.add(node.onward);
            ends_at_once |= node.number.is_some();
        }
        if edges.len() > FEW_FIRST {
            let mut table = CharTable::default();
            edges.iter().for_each(|&(character, node)| table.set(character, node));
            self.first = Some(Box::new(table));
        }
        (self.second, self.ends_at_once) = (second, ends_at_once);
    }

    fn edges_of(&self, node: &Node) -> &[(char, u32)] {
        &self.edges[node.edges.start as usize..node.edges.end as usize]
    }

    /// The node behind the root and `character`.
    #[inline]
    fn first(&self, character: char) -> Option<u32> {
        match &self.first {
            Some(first) => first.get(character),
            None => self.behind(0, character),
        }
    }

    /// The node behind another one, or the root, and `character`.
    #[inline]
    fn onward(&self, node: u32, character: char) -> Option<u32> {
        if node == 0 { self.first(character) } else { self.behind(node, character) }
    }

    #[inline]
    fn behind(&self, node: u32, character: char) -> Option<u32> {
        let node = &self.nodes[node as usize];
        if node.onward.may_hold(character) { self.edge(node, character) } else { None }
    }

    /// The node behind the edge of another one with this character.
    fn edge(&self, node: &Node, character: char) -> Option<u32> {
        let edges = self.edges_of(node);
        if edges.len() <= FEW {
            return edges.iter().find(|(next, _)| *next == character).map(|&(_, node)| node);
        }
        let found = edges.binary_search_by_key(&character, |&(next, _)| next).ok()?;
        Some(edges[found].1)
    }

    /// The node behind these words.
    fn walk(&self, words: &str) -> Option<&Node> {
        let node = words.chars().try_fold(0, |node, next| self.onward(node, next))?;
        Some(&self.nodes[node as usize])
    }

    /// The number of exactly this phrase.
    pub fn get(&self, phrase: &str) -> Option<u32> {
        self.walk(phrase)?.number
    }

    /// Whether a phrase begins with these words, or is them.
    pub fn begins(&self, words: &str) -> bool {
        self.walk(words).is_some_and(|node| node.number.is_some() || !node.edges.is_empty())
    }

    /// Every phrase that `text` begins with, shorter ones first: its length and number.
    pub fn prefixes<'t>(&'t self, text: &'t str) -> Prefixes<'t> {
        Prefixes { phrases: self, rest: text.chars(), length: 0, node: 0 }
    }

    /// The longest phrase that `text` begins with.
    #[inline]
    pub fn longest(&self, text: &str) -> Option<(usize, u32)> {
        let mut characters = text.chars();
        self.longest_from(characters.next()?, characters)
    }

    /// The longest phrase that begins with a character and others behind it.
    // At most places the first character says that there is none: that look is worth no call.
    #[inline]
    pub fn longest_from(&self, first: char, behind: std::str::Chars<'_>) -> Option<(usize, u32)> {
        let may_begin = match &self.first {
            Some(table) => table.may_hold(first),
            None => self.nodes[0].onward.may_hold(first),
        };
        if may_begin { self.longest_behind(first, behind) } else { None }
    }

    fn longest_behind(
        &self,
        first: char,
        mut characters: std::str::Chars<'_>,
    ) -> Option<(usize, u32)> {
        let (mut node, mut length) = (self.first(first)?, first.len_utf8());
        let mut longest = None;
        loop {
            if let Some(number) = self.nodes[node as usize].number {
                longest = Some((length, number));
            }
            let Some(next) = characters.next() else { return longest };
            let Some(onward) = self.behind(node, next) else { return longest };
            (node, length) = (onward, length + next.len_utf8());
        }
    }

    /// What phrases begin with.
    pub fn first_characters(&self) -> BTreeSet<char> {
        self.edges_of(&self.nodes[0]).iter().map(|&(character, _)| character).collect()
    }

    /// What phrases begin with: a character, those that follow it, and whether it is a phrase itself.
    pub fn beginnings(&self) -> impl Iterator<Item = (char, impl Iterator<Item = char>, bool)> {
        self.edges_of(&self.nodes[0]).iter().map(|&(first, node)| {
            let node = &self.nodes[node as usize];
            let seconds = self.edges_of(node).iter().map(|&(second, _)| second);
            (first, seconds, node.number.is_some())
        })
    }

    /// The characters that phrases begin with, those that can come second, and whether one has no second.
    pub fn opening(&self) -> (Characters, Characters, bool) {
        (self.nodes[0].onward, self.second, self.ends_at_once)
    }

    /// Characters of the longest phrase.
    pub fn longest_characters(&self) -> usize {
        self.longest_characters
    }
}

/// See [`Phrases::prefixes`].
pub(crate) struct Prefixes<'t> {
    phrases: &'t Phrases,
    rest: std::str::Chars<'t>,
    /// Bytes walked over so far, and where they led.
    length: usize,
    node: u32,
}

impl Iterator for Prefixes<'_> {
    type Item = (usize, u32);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let next = self.rest.next()?;
            let Some(node) = self.phrases.onward(self.node, next) else {
                self.rest = "".chars();
                return None;
            };
            self.node = node;
            self.length += next.len_utf8();
            if let Some(number) = self.phrases.nodes[node as usize].number {
                return Some((self.length, number));
            }
        }
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
        assert_eq!(table.iter().collect::<Vec<_>>(), [('a', 0), ('月', 8), ('\u{10ffff}', 9)]);
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
