//! The words of the dictionary as a tree of characters, laid out in one array.

use std::collections::BTreeMap;
use std::ops::Range;

use super::bytes::{Reader, Writer};

/// Where no word ends, and what no node stands before.
const NONE: u32 = u32::MAX;

/// A double array (Aoe 1989): the node behind another one and a character stands at the `base` of
/// that one plus the character's code, and says which one it stands behind. Characters are coded
/// by how often words hold them, so that the nodes in use lie together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Trie {
    /// By character; 0 for what no word holds.
    codes: Vec<u16>,
    nodes: Vec<Node>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Node {
    base: u32,
    behind: u32,
    /// What is kept of the word that ends here.
    value: u32,
}

/// A place where no node stands.
const FREE: Node = Node { base: 0, behind: NONE, value: NONE };

impl Trie {
    /// A tree of these words, each with what is kept of it. None may be empty; `None` when they hold
    /// more than 65,535 characters.
    pub fn new(words: &[(&str, u32)]) -> Option<Self> {
        let codes = codes(words)?;
        let code = |character: char| codes[character as usize];
        let spell = |&(word, value): &(&str, u32)| (word.chars().map(code).collect(), value);
        let mut spelt: Vec<Spelt> = words.iter().map(spell).collect();
        spelt.sort();
        let mut builder = Builder { nodes: vec![Node { behind: 0, ..FREE }], from: 1 };
        builder.grow(&spelt);
        Some(Self { codes, nodes: builder.nodes })
    }

    /// The code of a character.
    #[inline]
    pub fn code(&self, character: char) -> u16 {
        self.codes.get(character as usize).copied().unwrap_or_default()
    }

    /// The words that a text in codes begins with, the shorter first: how many characters each has,
    /// and its value.
    #[inline]
    pub fn prefixes(&self, codes: impl Iterator<Item = u16>) -> impl Iterator<Item = (usize, u32)> {
        let mut node = 0;
        let onward = move |code: u16| {
            let next = self.nodes[node as usize].base + u32::from(code);
            let found = self.nodes.get(next as usize).filter(|it| code > 0 && it.behind == node)?;
            node = next;
            Some(found.value)
        };
        let values = (1..).zip(codes.map_while(onward));
        values.filter(|&(_, value)| value != NONE)
    }

    pub fn write(&self, writer: &mut Writer) {
        writer.list(&self.codes, |code| code.to_le_bytes());
        let fields = |node: &Node| [node.base, node.behind, node.value];
        let fields: Vec<u32> = self.nodes.iter().flat_map(fields).collect();
        writer.list(&fields, |field| field.to_le_bytes());
    }

    pub fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let codes = reader.list(u16::from_le_bytes)?;
        let fields = reader.list(u32::from_le_bytes)?;
        let node = |&[base, behind, value]: &[u32; 3]| Node { base, behind, value };
        let nodes: Vec<Node> = fields.as_chunks().0.iter().map(node).collect();
        (!nodes.is_empty()).then_some(Self { codes, nodes })
    }
}

/// A word in codes, and what is kept of it.
type Spelt = (Vec<u16>, u32);

/// Codes from 1 on, the most frequent character first.
fn codes(words: &[(&str, u32)]) -> Option<Vec<u16>> {
    let mut counts: BTreeMap<char, usize> = BTreeMap::new();
    for character in words.iter().flat_map(|(word, _)| word.chars()) {
        *counts.entry(character).or_default() += 1;
    }
    let size = counts.keys().next_back().map_or(0, |&last| last as usize + 1);
    let mut frequent: Vec<(char, usize)> = counts.into_iter().collect();
    frequent.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    let mut codes = vec![0; size];
    for (code, (character, _)) in (1..).zip(frequent) {
        codes[character as usize] = u16::try_from(code).ok()?;
    }
    Some(codes)
}

struct Builder {
    nodes: Vec<Node>,
    /// In front of it hardly a place is free.
    from: usize,
}

impl Builder {
    /// Adds the nodes of words in order.
    fn grow(&mut self, words: &[Spelt]) {
        // What is still to be divided: a node, the words that go through it, and its depth.
        let mut open: Vec<(u32, Range<usize>, usize)> = vec![(0, 0..words.len(), 0)];
        while let Some((node, mut range, depth)) = open.pop() {
            if let Some((word, value)) = words[range.clone()].first()
                && word.len() == depth
            {
                self.nodes[node as usize].value = *value;
                range.start += 1;
            }
            let mut below: Vec<(u16, Range<usize>)> = Vec::new();
            while let Some((word, _)) = words[range.clone()].first() {
                let code = word[depth];
                let same = words[range.clone()].partition_point(|(word, _)| word[depth] == code);
                below.push((code, range.start..range.start + same));
                range.start += same;
            }
            if below.is_empty() {
                continue;
            }
            let base = self.place(&below);
            self.nodes[node as usize].base = base;
            for (code, range) in below {
                let next = base + u32::from(code);
                self.nodes[next as usize].behind = node;
                open.push((next, range, depth + 1));
            }
        }
    }

    /// A base at which all these codes find a free place.
    fn place(&mut self, below: &[(u16, Range<usize>)]) -> u32 {
        let (first, last) = (usize::from(below[0].0), usize::from(below[below.len() - 1].0));
        let mut taken = 0;
        let mut at = self.from.max(first);
        loop {
            if self.nodes.len() <= at + last {
                self.nodes.resize(at + last + 1, FREE);
            }
            let is_free = |place: usize| self.nodes[place].behind == NONE;
            let base = at - first;
            if !is_free(at) {
                taken += 1;
            } else if below.iter().all(|(code, _)| is_free(base + usize::from(*code))) {
                // Where nineteen of twenty places are taken nobody looks again, so that building
                // stays near to linear.
                if taken * 20 >= (at + 1 - self.from.max(first)) * 19 {
                    self.from = self.from.max(at);
                }
                return u32::try_from(base).expect("a dictionary has fewer than 2^32 nodes");
            }
            at += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(trie: &Trie, text: &str) -> Vec<(usize, u32)> {
        trie.prefixes(text.chars().map(|character| trie.code(character))).collect()
    }

    #[test]
    fn words_that_begin_a_text_are_found_the_shorter_first() {
        let words = [("国", 7), ("国連", 8), ("国連総会", 9), ("連合", 1)];
        let trie = Trie::new(&words).expect("few characters");
        assert_eq!(found(&trie, "国連総長"), [(1, 7), (2, 8)]);
        assert_eq!(found(&trie, "国連総会は"), [(1, 7), (2, 8), (4, 9)]);
        assert_eq!(found(&trie, "総会"), []);
        assert_eq!(found(&trie, "𠮷国"), []);
    }

    #[test]
    fn a_tree_comes_back_from_its_bytes() {
        let trie = Trie::new(&[("港", 1), ("𠮷野", 2)]).expect("few characters");
        let mut writer = Writer::default();
        trie.write(&mut writer);
        let bytes = writer.into_bytes();
        assert_eq!(Trie::read(&mut Reader::new(&bytes)), Some(trie));
        assert_eq!(Trie::read(&mut Reader::new(&bytes[..bytes.len() - 1])), None);
    }

    proptest! {
        #[test]
        fn prefixes_agree_with_a_plain_search(
            words in proptest::collection::btree_set("[あいうえお月]{1,5}", 0..120),
            text in "[あいうえお月火]{0,8}",
        ) {
            let numbered: Vec<(&str, u32)> = words.iter().map(String::as_str).zip(0..).collect();
            let trie = Trie::new(&numbered).expect("few characters");
            let plain: Vec<u32> = numbered
                .iter()
                .filter(|(word, _)| text.starts_with(word))
                .map(|(_, value)| *value)
                .collect();
            let values: Vec<u32> = found(&trie, &text).into_iter().map(|(_, value)| value).collect();
            prop_assert_eq!(values, plain);
        }
    }
}
