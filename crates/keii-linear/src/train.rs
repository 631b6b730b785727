//! Learning weights from examples.

use crate::model::highest;
use crate::{Key, Model, Score, quantize};

/// Learns the weights of a model: the averaged perceptron (Collins 2002), over hashed features.
///
/// The weights that count in the end are the averages over all steps, which forget the order of the
/// examples better than the last ones do. Same examples, same order: same model.
#[derive(Clone, Debug)]
pub struct Trainer {
    bits: u8,
    labels: usize,
    weights: Vec<i32>,
    /// For each weight the sum of its changes, each times the step it was made at.
    history: Vec<i64>,
    step: i64,
}

impl Trainer {
    /// A trainer of a model with `1 << bits` rows (at most 24 bits) and this many labels.
    ///
    /// # Panics
    /// When there are no labels or more than 65,535, or bits are not from 1 to 24.
    #[must_use]
    pub fn new(bits: u8, labels: usize) -> Self {
        assert!((1..=24).contains(&bits), "a table has from 2 to 2^24 rows");
        assert!((1..=usize::from(u16::MAX)).contains(&labels), "at least one label");
        let size = labels << bits;
        Self { bits, labels, weights: vec![0; size], history: vec![0; size], step: 0 }
    }

    /// Adds `amount` to the weights of `label` for these features.
    pub fn update(&mut self, features: &[Key], label: usize, amount: i32) {
        for feature in features {
            let at = feature.row(self.bits) * self.labels + label;
            self.weights[at] += amount;
            self.history[at] += i64::from(amount) * self.step;
        }
    }

    /// Ends an example: from here on the weights count for one step more. Callers that decode whole
    /// sequences call it once a sequence, whether they updated anything or not.
    pub fn step(&mut self) {
        self.step += 1;
    }

    /// Learns one example of its own: when the best label is wrong, the right one gains and the
    /// best loses. Returns what was the best. A step.
    pub fn learn(&mut self, features: &[Key], label: usize) -> usize {
        let mut scores = vec![0; self.labels];
        self.scores(features, &mut scores);
        let best = highest(&scores);
        if best != label {
            self.update(features, label, 1);
            self.update(features, best, -1);
        }
        self.step();
        best
    }

    /// Learns one decision between two, with a model of one label: the score of these features
    /// should be above `margin` where `yes`, else below its opposite. Returns whether it was right,
    /// margin apart. A step.
    pub fn decide(&mut self, features: &[Key], yes: bool, margin: i32) -> bool {
        let score = self.score(features);
        let signed = if yes { score } else { -score };
        if signed <= margin {
            self.update(features, 0, if yes { 1 } else { -1 });
        }
        self.step();
        (score > 0) == yes
    }

    /// The model: averages, scaled so that one byte holds all but the largest hundredth of the weights
    /// in use; rows with larger ones are kept more coarsely, by as many bits as they need.
    #[must_use]
    pub fn finish(&self) -> Model {
        let steps = self.step.max(1) as f64;
        let average = |at: usize| f64::from(self.weights[at]) - self.history[at] as f64 / steps;
        let averages: Vec<f64> = (0..self.weights.len()).map(average).collect();
        let rows = quantize::rows(self.bits, self.labels, &averages);
        Model { bits: self.bits, labels: self.labels, rows }
    }
}

impl Score for Trainer {
    fn labels(&self) -> usize {
        self.labels
    }

    fn add(&self, feature: Key, scores: &mut [i32]) {
        let start = feature.row(self.bits) * self.labels;
        for (score, weight) in scores.iter_mut().zip(&self.weights[start..start + self.labels]) {
            *score += weight;
        }
    }

    fn score(&self, features: &[Key]) -> i32 {
        features.iter().map(|key| self.weights[key.row(self.bits) * self.labels]).sum()
    }
}
