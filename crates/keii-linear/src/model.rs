//! A model that has been trained.

use crate::Key;

/// What gives labels their scores: a [`Model`], or a [`Trainer`](crate::Trainer) as far as it has
/// come. Decoders are written over this.
pub trait Score {
    /// How many labels there are.
    fn labels(&self) -> usize;

    /// Adds what one feature says to the scores of all labels; `scores` holds one for each.
    fn add(&self, feature: Key, scores: &mut [i32]);

    /// The score of the first label: for models of one label, above zero for *yes*.
    fn score(&self, features: &[Key]) -> i32;

    /// The scores of all labels, into `scores`, which holds one for each.
    fn scores(&self, features: &[Key], scores: &mut [i32]) {
        scores.fill(0);
        for &feature in features {
            self.add(feature, scores);
        }
    }
}

/// A trained model: a table of weights, one row a feature, one column a label. Features that fall
/// into the same row share it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Model {
    pub(crate) bits: u8,
    pub(crate) labels: usize,
    pub(crate) weights: Box<[i8]>,
    /// For each row by how many bits its weights are shifted left: features that are nearly always
    /// there, such as a tag before another, grow weights a hundred times those of others.
    pub(crate) shifts: Box<[u8]>,
}

impl Model {
    /// The label with the highest score; the first of several.
    #[must_use]
    pub fn best(&self, features: &[Key]) -> usize {
        let mut scores = vec![0; self.labels];
        self.scores(features, &mut scores);
        highest(&scores)
    }
}

/// The place of the highest score; the first of several.
pub(crate) fn highest(scores: &[i32]) -> usize {
    (0..scores.len()).rev().max_by_key(|&label| scores[label]).unwrap_or(0)
}

impl Score for Model {
    fn labels(&self) -> usize {
        self.labels
    }

    // Called for each feature of each word, from another crate.
    #[inline]
    fn add(&self, feature: Key, scores: &mut [i32]) {
        let row = feature.row(self.bits);
        let (start, shift) = (row * self.labels, self.shifts[row]);
        for (score, &weight) in scores.iter_mut().zip(&self.weights[start..start + self.labels]) {
            *score += i32::from(weight) << shift;
        }
    }

    fn score(&self, features: &[Key]) -> i32 {
        let weight = |key: &Key| {
            let row = key.row(self.bits);
            i32::from(self.weights[row * self.labels]) << self.shifts[row]
        };
        features.iter().map(weight).sum()
    }
}
