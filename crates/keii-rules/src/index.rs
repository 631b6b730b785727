//! Which rules of a layer can begin where.

use std::collections::BTreeMap;

use compact_str::CompactString;

use crate::first::{Characters, First};
use crate::machine::{Ground, offset};
use crate::number;
use crate::phrases::CharTable;
use crate::view::View;

/// Rules by what they begin with. At most places of a text no rule is left after a look at two
/// characters, so that finding costs little more than going through the text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Index {
    by_character: Lists<Entry>,
    by_number: Vec<Entry>,
    by_lemma: Lists<usize>,
    by_pos: BTreeMap<CompactString, Vec<usize>>,
    by_label: BTreeMap<CompactString, Vec<usize>>,
}

/// A rule, with what can follow that which it begins with.
#[derive(Clone, Copy, Debug)]
struct Entry {
    rule: usize,
    behind: Characters,
}

/// Lists by character.
#[derive(Clone, Debug)]
struct Lists<T> {
    table: CharTable,
    lists: Vec<Vec<T>>,
}

impl<T> Default for Lists<T> {
    fn default() -> Self {
        Self { table: CharTable::default(), lists: Vec::new() }
    }
}

impl<T> Lists<T> {
    fn add(&mut self, character: char, item: T) {
        if let Some(list) = self.table.get(character) {
            self.lists[list as usize].push(item);
        } else {
            self.table.set(character, offset(self.lists.len()));
            self.lists.push(vec![item]);
        }
    }

    fn get(&self, character: char) -> &[T] {
        self.table.get(character).map_or(&[], |list| &self.lists[list as usize])
    }
}

impl Index {
    /// Of the rules that begin so, in this order.
    pub fn new<'f>(firsts: impl Iterator<Item = &'f First>) -> Self {
        let mut index = Self::default();
        for (rule, first) in firsts.enumerate() {
            for (&character, &behind) in &first.characters {
                index.by_character.add(character, Entry { rule, behind });
            }
            index.by_number.extend(first.number.map(|behind| Entry { rule, behind }));
            for &character in &first.lemmas {
                index.by_lemma.add(character, rule);
            }
            for pos in &first.pos {
                index.by_pos.entry(pos.clone()).or_default().push(rule);
            }
            for label in &first.labels {
                index.by_label.entry(label.clone()).or_default().push(rule);
            }
        }
        index
    }

    /// The rules that can begin at byte `at`, each once, in order.
    pub fn candidates<V: View + ?Sized>(
        &self,
        ground: &Ground<'_, V>,
        at: usize,
        candidates: &mut Vec<usize>,
    ) {
        candidates.clear();
        let mut characters = ground.text[at..].chars();
        let Some(next) = characters.next() else { return };
        let entries = self.by_character.get(next);
        if !entries.is_empty() {
            let second = characters.next();
            let fits = |entry: &&Entry| entry.behind.may_hold(second);
            candidates.extend(entries.iter().filter(fits).map(|entry| entry.rule));
        }
        let by_character = candidates.len();
        if number::is_figure(next) {
            self.numbers(ground, at, candidates);
        }
        self.words(ground, at, candidates);
        if candidates.len() > by_character {
            candidates.sort_unstable();
            candidates.dedup();
        }
    }

    /// The rules that can begin with the number at `at`.
    fn numbers<V: View + ?Sized>(
        &self,
        ground: &Ground<'_, V>,
        at: usize,
        candidates: &mut Vec<usize>,
    ) {
        if self.by_number.is_empty() {
            return;
        }
        for decimals in [false, true] {
            let Some((end, _)) = ground.figures.read(ground.text, at, decimals) else { continue };
            let behind = ground.text[end..].chars().next();
            let fits = |entry: &&Entry| entry.behind.may_hold(behind);
            candidates.extend(self.by_number.iter().filter(fits).map(|entry| entry.rule));
        }
    }

    /// The rules that can begin with the token or annotation at `at`.
    fn words<V: View + ?Sized>(
        &self,
        ground: &Ground<'_, V>,
        at: usize,
        candidates: &mut Vec<usize>,
    ) {
        if (!self.by_lemma.lists.is_empty() || !self.by_pos.is_empty())
            && let Some(token) = ground.view.token_at(offset(at))
        {
            candidates.extend(self.by_pos.get(token.pos).into_iter().flatten());
            let first = token.lemma.chars().next();
            candidates.extend(first.map_or(&[][..], |first| self.by_lemma.get(first)));
        }
        for (label, rules) in &self.by_label {
            if ground.view.label_at(offset(at), label).is_some() {
                candidates.extend(rules);
            }
        }
    }
}
