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

/// The runs of the best labels. `before` are the [`transitions`] of the model.
pub(super) fn runs(model: &impl Score, before: &[i32], features: &Features) -> Vec<Tagged> {
    let labels = model.labels();
    let mut tagged = Vec::new();
    for stretch in stretches(features) {
        let scores = emissions(model, features, &stretch);
        let path = best(before, &scores, labels);
        let from = tagged.len();
        collect(&path, stretch.start, &mut tagged);
        for run in &mut tagged[from..] {
            let inside = run.start - stretch.start..run.end - stretch.start;
            let gain =
                inside.clone().map(|at| scores[at * labels + path[at]] - scores[at * labels]);
            let gain: i32 = gain.sum();
            run.margin = gain / i32::try_from(inside.len()).expect("a name is short");
        }
    }
    tagged
}

/// Rewards the right labels and punishes the best ones where they differ.
pub(super) fn learn(trainer: &mut Trainer, features: &Features, right: &[Tagged]) {
    let labels = trainer.labels();
    let before = transitions(trainer);
    let mut wanted = vec![NONE; features.len()];
    for run in right {
        wanted[run.start..run.end].fill(2 + 2 * run.kind);
        wanted[run.start] = 1 + 2 * run.kind;
    }
    for stretch in stretches(features) {
        let mut scores = emissions(trainer, features, &stretch);
        for (row, at) in scores.chunks_exact_mut(labels).zip(stretch.clone()) {
            row.iter_mut().for_each(|score| *score += MARGIN);
            row[wanted[at]] -= MARGIN;
        }
        let path = best(&before, &scores, labels);
        let (mut old, mut new) = (NONE, NONE);
        for (at, &label) in stretch.zip(&path) {
            let row = features.rows[at].expect("a stretch holds tokens with features");
            let keys = &features.keys[row as usize];
            if wanted[at] != label {
                trainer.update(keys, wanted[at], 1);
                trainer.update(keys, label, -1);
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
    for at in (0..features.len()).filter(|&at| features.rows[at].is_some()) {
        match stretches.last_mut() {
            Some(last) if last.end == at => last.end += 1,
            _ => stretches.push(at..at + 1),
        }
    }
    stretches
}

/// What each label gains from the one before it: row the one before, column its own.
pub(super) fn transitions(model: &impl Score) -> Vec<i32> {
    let labels = model.labels();
    let mut table = vec![0; labels * labels];
    for (before, row) in table.chunks_exact_mut(labels).enumerate() {
        model.scores(&[follows(before)], row);
        for (label, score) in row.iter_mut().enumerate() {
            // Only a name of the same kind is gone on with.
            let inside = label > NONE && label.is_multiple_of(2);
            if inside && before != label && before + 1 != label {
                *score = NEVER;
            }
        }
    }
    table
}

fn emissions(model: &impl Score, features: &Features, stretch: &Range<usize>) -> Vec<i32> {
    let labels = model.labels();
    let mut scores = vec![0; stretch.len() * labels];
    for (row, at) in scores.chunks_exact_mut(labels).zip(stretch.clone()) {
        let keys = features.rows[at].expect("a stretch holds tokens with features");
        model.scores(&features.keys[keys as usize], row);
    }
    scores
}

/// The best path through a stretch, which begins behind no name.
fn best(before: &[i32], scores: &[i32], labels: usize) -> Vec<usize> {
    let length = scores.len() / labels;
    let mut from = vec![NONE; scores.len()];
    let mut total: Vec<i32> = (0..labels).map(|label| before[label] + scores[label]).collect();
    let mut next = vec![0; labels];
    for at in 1..length {
        for label in 0..labels {
            let candidates = (0..labels).map(|other| total[other] + before[other * labels + label]);
            let (chosen, score) = first_highest(candidates);
            from[at * labels + label] = chosen;
            next[label] = (score + scores[at * labels + label]).max(NEVER);
        }
        std::mem::swap(&mut total, &mut next);
    }
    let (mut label, _) = first_highest(total.iter().copied());
    let mut path = vec![NONE; length];
    for at in (0..length).rev() {
        path[at] = label;
        label = from[at * labels + label];
    }
    path
}

fn first_highest(scores: impl Iterator<Item = i32>) -> (usize, i32) {
    let mut best = (0, i32::MIN);
    for (at, score) in scores.enumerate() {
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
