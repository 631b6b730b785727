//! Which rules of a layer can begin where.

use std::collections::BTreeMap;

use compact_str::CompactString;

use crate::characters::Characters;
use crate::first::First;
use crate::machine::{Ground, offset};
use crate::number;
use crate::phrases::CharTable;
use crate::starts::{Layers, Starts};
use crate::view::{Placed, View};

/// Rules by what they begin with. At most places of a text no rule is left after a look at two
/// characters, so that finding costs little more than going through the text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Index {
    /// Where the lists of a character stand.
    table: CharTable,
    lists: Vec<Lists>,
    by_lemma: BTreeMap<char, Vec<usize>>,
    by_pos: Vec<(CompactString, Vec<Entry>)>,
    /// What can follow a token of any of these parts of speech.
    behind_pos: Characters,
    by_label: BTreeMap<CompactString, Vec<usize>>,
}

/// The rules that can begin with a character, in order.
#[derive(Clone, Debug, Default)]
struct Lists {
    /// With the character itself.
    words: Vec<Entry>,
    /// What can follow it in any of them.
    behind: Characters,
    /// With a number that it is the first figure of.
    numbers: Vec<Entry>,
}

/// A rule, with what can follow that which it begins with.
#[derive(Clone, Copy, Debug)]
struct Entry {
    rule: usize,
    behind: Characters,
}

impl Index {
    /// Of the rules that begin so, in this order.
    pub fn new<'f>(firsts: impl Iterator<Item = &'f First>) -> Self {
        let mut index = Self::default();
        for (rule, first) in firsts.enumerate() {
            for (&character, &behind) in &first.characters {
                let lists = index.lists_of(character);
                lists.words.push(Entry { rule, behind });
                lists.behind.add(behind);
            }
            if let Some(behind) = first.number {
                for figure in number::first_characters() {
                    index.lists_of(figure).numbers.push(Entry { rule, behind });
                }
            }
            for &character in &first.lemmas {
                index.by_lemma.entry(character).or_default().push(rule);
            }
            for (pos, &behind) in &first.pos {
                index.entries_of(pos).push(Entry { rule, behind });
                index.behind_pos.add(behind);
            }
            for label in &first.labels {
                index.by_label.entry(label.clone()).or_default().push(rule);
            }
        }
        index
    }

    fn entries_of(&mut self, pos: &CompactString) -> &mut Vec<Entry> {
        let known = self.by_pos.iter().position(|(known, _)| known == pos);
        let place = known.unwrap_or_else(|| {
            self.by_pos.push((pos.clone(), Vec::new()));
            self.by_pos.len() - 1
        });
        &mut self.by_pos[place].1
    }

    fn lists_of(&mut self, character: char) -> &mut Lists {
        let known = self.table.get(character);
        let place = known.map_or(self.lists.len(), |place| place as usize);
        if known.is_none() {
            self.table.set(character, offset(place));
            self.lists.push(Lists::default());
        }
        &mut self.lists[place]
    }

    /// Tells with what the rules begin, which are those of the layers with these bits.
    pub fn tell(&self, layers: Layers, starts: &mut Starts) {
        for (character, place) in self.table.iter() {
            let Lists { behind, numbers, .. } = &self.lists[place as usize];
            let behind = if numbers.is_empty() { *behind } else { Characters::ANY };
            starts.add(layers, character, behind);
        }
        self.by_pos.iter().for_each(|(pos, _)| starts.add_pos(layers, pos));
        starts.at_tokens |= if self.by_lemma.is_empty() { 0 } else { layers };
        starts.anywhere |= if self.by_label.is_empty() { 0 } else { layers };
    }

    fn sees_tokens(&self) -> bool {
        !(self.by_lemma.is_empty() && self.by_pos.is_empty())
    }

    /// The place of the first of the characters with which rules of the layer with this bit can begin, and
    /// these rules: each once, in order.
    pub fn next_place<V: View + ?Sized>(
        &self,
        layer: Layers,
        ground: &Ground<'_, V>,
        characters: &[Placed],
        candidates: &mut Vec<usize>,
    ) -> Option<usize> {
        candidates.clear();
        let (sees_tokens, sees_labels) = (self.sees_tokens(), !self.by_label.is_empty());
        let mut from = 0;
        loop {
            // Most places are passed in this one line.
            let may_begin = |it: &Placed| it.layers & layer != 0;
            let place = from + characters[from..].iter().position(may_begin)?;
            self.characters(ground, &characters[place..], candidates);
            let Placed { at, begins_token, .. } = characters[place];
            if sees_tokens && begins_token {
                self.tokens(ground, at, candidates);
            }
            if sees_labels {
                self.labels(ground, at, candidates);
            }
            if !candidates.is_empty() {
                if candidates.len() > 1 {
                    candidates.sort_unstable();
                    candidates.dedup();
                }
                return Some(place);
            }
            from = place + 1;
        }
    }

    /// Adds the rules that can begin with the first of these characters.
    fn characters<V: View + ?Sized>(
        &self,
        ground: &Ground<'_, V>,
        characters: &[Placed],
        candidates: &mut Vec<usize>,
    ) {
        let Placed { at, character, .. } = characters[0];
        let Some(lists) = self.table.get(character) else { return };
        let lists = &self.lists[lists as usize];
        let next = characters.get(1).map(|next| next.character);
        if lists.behind.may_begin_with(next) {
            let fits = |entry: &&Entry| entry.behind.may_begin_with(next);
            candidates.extend(lists.words.iter().filter(fits).map(|entry| entry.rule));
        }
        numbers(&lists.numbers, ground, at as usize, candidates);
    }

    /// Adds the rules that can begin with the token at `at`.
    fn tokens<V: View + ?Sized>(
        &self,
        ground: &Ground<'_, V>,
        at: u32,
        candidates: &mut Vec<usize>,
    ) {
        if let Some(token) = ground.view.token_at(at) {
            let behind = ground.text.get(token.end as usize..).and_then(|it| it.chars().next());
            // Few words are followed by what a rule wants: their part of speech is compared last.
            if self.behind_pos.may_begin_with(behind)
                && let Some((_, entries)) = self.by_pos.iter().find(|(pos, _)| pos == token.pos)
            {
                let fits = |entry: &&Entry| entry.behind.may_begin_with(behind);
                candidates.extend(entries.iter().filter(fits).map(|entry| entry.rule));
            }
            if !self.by_lemma.is_empty() {
                let first = token.lemma.chars().next();
                let by_lemma = first.and_then(|first| self.by_lemma.get(&first));
                candidates.extend(by_lemma.into_iter().flatten());
            }
        }
    }

    /// Adds the rules that can begin with an annotation at `at`.
    fn labels<V: View + ?Sized>(
        &self,
        ground: &Ground<'_, V>,
        at: u32,
        candidates: &mut Vec<usize>,
    ) {
        for (label, rules) in &self.by_label {
            if ground.view.label_at(at, label).is_some() {
                candidates.extend(rules);
            }
        }
    }
}

/// Adds those of `entries` that can begin with the number at `at`.
fn numbers<V: View + ?Sized>(
    entries: &[Entry],
    ground: &Ground<'_, V>,
    at: usize,
    candidates: &mut Vec<usize>,
) {
    if entries.is_empty() {
        return;
    }
    let Some(number) = ground.figures.at(at) else { return };
    for end in number.ends() {
        let behind = ground.text[end..].chars().next();
        let fits = |entry: &&Entry| entry.behind.may_begin_with(behind);
        candidates.extend(entries.iter().filter(fits).map(|entry| entry.rule));
    }
}
