//! Which rules of a layer can begin where.

use std::collections::BTreeMap;

use compact_str::CompactString;

use crate::characters::Characters;
use crate::first::{First, Sequel};
use crate::machine::{Ground, offset};
use crate::number;
use crate::phrases::CharTable;
use crate::program::Program;
use crate::starts::{Layers, Starts};
use crate::view::{Placed, View};

/// Rules by what they begin with. At most places of a text no rule is left after a look at three
/// characters, so that finding costs little more than going through the text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Index {
    /// Where the lists of a character stand.
    table: CharTable,
    lists: Vec<Lists>,
    by_lemma: BTreeMap<char, Vec<Candidate>>,
    by_pos: Vec<(CompactString, Vec<Entry>)>,
    /// What can follow a token of any of these parts of speech.
    behind_pos: Characters,
    by_label: BTreeMap<CompactString, Vec<Candidate>>,
}

/// A rule that can begin at a place, and the step of its program to begin with there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Candidate {
    pub rule: u32,
    pub step: u32,
}

impl Candidate {
    /// The rule from its first step on.
    fn whole(rule: usize) -> Self {
        Self { rule: offset(rule), step: 0 }
    }

    /// The rule where its first character is this one.
    fn at_character(rule: usize, program: &Program, first: char) -> Self {
        Self { rule: offset(rule), step: offset(program.step_at(first)) }
    }
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
    candidate: Candidate,
    sequel: Sequel,
}

impl Index {
    /// Of these rules, which begin so, in this order.
    pub fn new<'f>(rules: impl Iterator<Item = (&'f Program, &'f First)>) -> Self {
        let mut index = Self::default();
        for (rule, (program, first)) in rules.enumerate() {
            let whole = Candidate::whole(rule);
            for (&character, &sequel) in &first.characters {
                let candidate = Candidate::at_character(rule, program, character);
                let lists = index.lists_of(character);
                lists.words.push(Entry { candidate, sequel });
                lists.behind.add(sequel.next);
            }
            if let Some(sequel) = first.number {
                for figure in number::first_characters() {
                    let candidate = Candidate::at_character(rule, program, figure);
                    index.lists_of(figure).numbers.push(Entry { candidate, sequel });
                }
            }
            for &character in &first.lemmas {
                index.by_lemma.entry(character).or_default().push(whole);
            }
            for (pos, &sequel) in &first.pos {
                index.entries_of(pos).push(Entry { candidate: whole, sequel });
                index.behind_pos.add(sequel.next);
            }
            for label in &first.labels {
                index.by_label.entry(label.clone()).or_default().push(whole);
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
        candidates: &mut Vec<Candidate>,
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
                    candidates.sort_unstable_by_key(|it| it.rule);
                    candidates.dedup_by(merge);
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
        candidates: &mut Vec<Candidate>,
    ) {
        let Placed { at, character, .. } = characters[0];
        let Some(lists) = self.table.get(character) else { return };
        let lists = &self.lists[lists as usize];
        let behind = |place: usize| characters.get(place).map(|it| it.character);
        let (next, then) = (behind(1), behind(2));
        if lists.behind.may_begin_with(next) {
            let fits = |entry: &&Entry| entry.sequel.fits(next, then);
            candidates.extend(lists.words.iter().filter(fits).map(|entry| entry.candidate));
        }
        numbers(&lists.numbers, ground, at as usize, candidates);
    }

    /// Adds the rules that can begin with the token at `at`.
    fn tokens<V: View + ?Sized>(
        &self,
        ground: &Ground<'_, V>,
        at: u32,
        candidates: &mut Vec<Candidate>,
    ) {
        if let Some(token) = ground.view.token_at(at) {
            let mut behind = ground.text.get(token.end as usize..).unwrap_or_default().chars();
            let next = behind.next();
            // Few words are followed by what a rule wants: their part of speech is compared last.
            if self.behind_pos.may_begin_with(next)
                && let Some((_, entries)) = self.by_pos.iter().find(|(pos, _)| pos == token.pos)
            {
                let then = behind.next();
                let fits = |entry: &&Entry| entry.sequel.fits(next, then);
                candidates.extend(entries.iter().filter(fits).map(|entry| entry.candidate));
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
        candidates: &mut Vec<Candidate>,
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
    candidates: &mut Vec<Candidate>,
) {
    if entries.is_empty() {
        return;
    }
    let Some(number) = ground.figures.at(at) else { return };
    for end in number.ends() {
        let mut behind = ground.text[end..].chars();
        let (next, then) = (behind.next(), behind.next());
        let fits = |entry: &&Entry| entry.sequel.fits(next, then);
        candidates.extend(entries.iter().filter(fits).map(|entry| entry.candidate));
    }
}

/// Whether two candidates are one rule, which begins with its first step where they disagree.
fn merge(next: &mut Candidate, kept: &mut Candidate) -> bool {
    let same = next.rule == kept.rule;
    if same && next.step != kept.step {
        kept.step = 0;
    }
    same
}
