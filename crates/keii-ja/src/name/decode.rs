//! The best labels of a sentence: Viterbi's search over labels that depend on the one before.
//!
//! Label 0 is *no name*; 1 + 2k begins a name of the kind k, 2 + 2k goes on with it.

use std::ops::Range;

use keii_linear::{Key, Score, Trainer};

use super::Tagged;
use super::feature::Features;

/// No name.
const NONE: usize = 0;

/// By how much the right label of a word must win in training, so that it wins for unseen words too.
const MARGIN: i32 = 30;

/// What cannot follow is never chosen.
const NEVER: i32 = i32::MIN / 4;

/// The template of the label before, which no other feature has.
const BEFORE: Key = Key::number(63);

/// The runs of the best labels. `behind` are the [`transitions`] of the model.
pub(super) fn runs(model: &impl Score, behind: &[i32], features: &Features) -> Vec<Tagged> {
    let labels = model.labels();
    let mut tagged = Vec::new();
    let mut search = Search::new(behind, labels);
    for stretch in stretches(features) {
        search.score(model, features, &stretch);
        search.best();
        let from = tagged.len();
        collect(&search.path, stretch.start, &mut tagged);
        for run in &mut tagged[from..] {
            let inside = run.start - stretch.start..run.end - stretch.start;
            let gain: i32 = inside.clone().map(|at| search.gain(at)).sum();
            run.margin = gain / i32::try_from(inside.len()).expect("a name is short");
        }
    }
    tagged
}

/// Rewards the right labels and punishes the best ones where they differ.
pub(super) fn learn(trainer: &mut Trainer, features: &Features, right: &[Tagged]) {
    let labels = trainer.labels();
    let behind = transitions(trainer);
    let mut search = Search::new(&behind, labels);
    let mut wanted = vec![NONE; features.len()];
    for run in right {
        wanted[run.start..run.end].fill(2 + 2 * run.kind);
        wanted[run.start] = 1 + 2 * run.kind;
    }
    for stretch in stretches(features) {
        search.score(trainer, features, &stretch);
        for (row, at) in search.scores.chunks_exact_mut(labels).zip(stretch.clone()) {
            row.iter_mut().for_each(|score| *score += MARGIN);
            row[wanted[at]] -= MARGIN;
        }
        search.best();
        let (mut old, mut new) = (NONE, NONE);
        for (at, &label) in stretch.zip(&search.path) {
            if wanted[at] != label {
                let keys = features.keys(at);
                trainer.update(&keys, wanted[at], 1);
                trainer.update(&keys, label, -1);
            }
            if (wanted[at], new) != (label, old) {
                trainer.update(&[follows(new)], wanted[at], 1);
                trainer.update(&[follows(old)], label, -1);
            }
            (old, new) = (label, wanted[at]);
        }
    }
    trainer.step();
}

fn follows(label: usize) -> Key {
    BEFORE.and(Key::number(label as u64))
}

/// The maximal runs of tokens that may belong to names.
fn stretches(features: &Features) -> Vec<Range<usize>> {
    let mut stretches: Vec<Range<usize>> = Vec::new();
    for at in (0..features.len()).filter(|&at| features.may_name(at)) {
        match stretches.last_mut() {
            Some(last) if last.end == at => last.end += 1,
            _ => stretches.push(at..at + 1),
        }
    }
    stretches
}

/// What each label gains from the one before it: row its own, column the one before. So a row is gone
/// through in order when the best label before another is looked for.
pub(super) fn transitions(model: &impl Score) -> Vec<i32> {
    let labels = model.labels();
    let mut table = vec![0; labels * labels];
    let mut scores = vec![0; labels];
    for before in 0..labels {
        model.scores(&[follows(before)], &mut scores);
        for (label, &score) in scores.iter().enumerate() {
            // Only a name of the same kind is gone on with.
            let never = goes_on(label) && before != label && before + 1 != label;
            table[label * labels + before] = if never { NEVER } else { score };
        }
    }
    table
}

/// Whether a label goes on with a name.
fn goes_on(label: usize) -> bool {
    label > NONE && label.is_multiple_of(2)
}

/// The search for the best path through one stretch after another. What it holds is kept, so that it
/// is allocated once a sentence: most stretches are of a word or two.
struct Search<'a> {
    labels: usize,
    behind: &'a [i32],
    /// For each word of the stretch what its features say of each label.
    scores: Vec<i32>,
    /// For each word and label the best label before it.
    from: Vec<usize>,
    /// For each label the score of the best path to it, up to the word looked at last.
    total: Vec<i32>,
    next: Vec<i32>,
    /// The best labels.
    path: Vec<usize>,
}

impl<'a> Search<'a> {
    fn new(behind: &'a [i32], labels: usize) -> Self {
        let (scores, from, path) = (Vec::new(), Vec::new(), Vec::new());
        Self { labels, behind, scores, from, total: vec![0; labels], next: vec![0; labels], path }
    }

    /// Takes up a stretch.
    fn score(&mut self, model: &impl Score, features: &Features, stretch: &Range<usize>) {
        self.scores.clear();
        self.scores.resize(stretch.len() * self.labels, 0);
        for (row, at) in self.scores.chunks_exact_mut(self.labels).zip(stretch.clone()) {
            model.scores(&features.keys(at), row);
        }
    }

    /// By how much the path is preferred to no name at a word.
    fn gain(&self, at: usize) -> i32 {
        let row = &self.scores[at * self.labels..];
        row[self.path[at]] - row[NONE]
    }

    /// Finds the best path through the stretch, which begins behind no name.
    fn best(&mut self) {
        let Self { labels, behind, .. } = *self;
        let length = self.scores.len() / labels;
        self.from.clear();
        self.from.resize(self.scores.len(), NONE);
        let rows = behind.chunks_exact(labels);
        for ((total, row), score) in self.total.iter_mut().zip(rows.clone()).zip(&self.scores) {
            *total = row[NONE] + score;
        }
        for at in 1..length {
            let word = at * labels..(at + 1) * labels;
            let (scores, from) = (&self.scores[word.clone()], &mut self.from[word]);
            for (label, row) in rows.clone().enumerate() {
                // Of the others it is known that they cannot go before.
                let others = if goes_on(label) { label - 1..label + 1 } else { 0..labels };
                let (row, total) = (&row[others.clone()], &self.total[others.clone()]);
                let sums = others.zip(row.iter().zip(total).map(|(gain, total)| gain + total));
                let (chosen, score) = first_highest(sums);
                from[label] = chosen;
                self.next[label] = (score + scores[label]).max(NEVER);
            }
            std::mem::swap(&mut self.total, &mut self.next);
        }
        let (mut label, _) = first_highest(self.total.iter().copied().enumerate());
        self.path.clear();
        self.path.resize(length, NONE);
        for at in (0..length).rev() {
            self.path[at] = label;
            label = self.from[at * labels + label];
        }
    }
}

/// The place of the highest score, and the score; the first of several.
fn first_highest(scores: impl Iterator<Item = (usize, i32)>) -> (usize, i32) {
    let mut best = (0, i32::MIN);
    for (at, score) in scores {
        if score > best.1 {
            best = (at, score);
        }
    }
    best
}

fn collect(path: &[usize], offset: usize, tagged: &mut Vec<Tagged>) {
    for (at, &label) in path.iter().enumerate().filter(|(_, label)| **label != NONE) {
        let (start, end) = (offset + at, offset + at + 1);
        if label % 2 == 1 {
            tagged.push(Tagged { start, end, kind: (label - 1) / 2, margin: 0 });
        } else if let Some(last) = tagged.last_mut() {
            last.end = end;
        }
    }
}
