//! Learning to choose among candidates.

use crate::model::Rows;
use crate::{Key, Model, Score, quantize};

/// The step of learning: α of the follow-the-regularized-leader.
const RATE: f32 = 0.1;
/// How strongly weights are drawn towards zero: λ₂.
const SHRINKING: f32 = 1.0;
/// Features of fewer examples are not learnt: what is seen that rarely is an accident.
const LEAST_SEEN: u32 = 5;
/// Shares of a candidate below this are not worth a step.
const LEAST_SHARE: f32 = 1e-4;
/// Scores while learning are whole numbers of this part of one.
const PART: f32 = 1000.0;

/// Learns a model of one label that chooses among candidates: the higher its score, the likelier a
/// candidate is the right one.
///
/// A log-linear model, learnt by following the regularized leader (McMahan and others, *Ad click
/// prediction*, 2013): most weights stay zero, so that a model of a large table is small. First every
/// example is [counted](Self::count), then learnt from, in any number of rounds. Same examples, same
/// order: same model.
#[derive(Clone, Debug)]
pub struct Chooser {
    bits: u8,
    threshold: f32,
    rows: Vec<Weight>,
}

/// What is known of one weight.
#[derive(Clone, Copy, Debug, Default)]
struct Weight {
    /// The sum of the gradients, less what the weight has followed of them.
    sum: f32,
    /// The sum of their squares.
    squares: f32,
    /// In how many examples its features were seen.
    seen: u32,
}

impl Weight {
    fn value(&self, threshold: f32) -> f32 {
        if self.sum.abs() <= threshold {
            return 0.0;
        }
        let wanted = self.sum - self.sum.signum() * threshold;
        -wanted / ((1.0 + self.squares.sqrt()) / RATE + SHRINKING)
    }

    fn step(&mut self, gradient: f32, threshold: f32) {
        let value = self.value(threshold);
        let squares = self.squares + gradient * gradient;
        let slower = (squares.sqrt() - self.squares.sqrt()) / RATE;
        self.sum += gradient - slower * value;
        self.squares = squares;
    }
}

impl Chooser {
    /// A learner of a model with `1 << bits` rows (at most 24 bits). A weight is used once the examples
    /// ask for it by more than `threshold` (λ₁): the higher, the smaller the model.
    ///
    /// # Panics
    /// When bits are not from 1 to 24.
    #[must_use]
    pub fn new(bits: u8, threshold: f32) -> Self {
        assert!((1..=24).contains(&bits), "a table has from 2 to 2^24 rows");
        Self { bits, threshold, rows: vec![Weight::default(); 1 << bits] }
    }

    /// Counts the features of one candidate.
    pub fn count(&mut self, features: &[Key]) {
        for feature in features {
            self.rows[feature.row(self.bits)].seen += 1;
        }
    }

    /// Learns that of these candidates, each with its features, the one at `right` is right.
    ///
    /// # Panics
    /// When there is none at `right`.
    pub fn learn<F: AsRef<[Key]>>(&mut self, candidates: &[F], right: usize) {
        assert!(right < candidates.len(), "one of the candidates is right");
        let sums: Vec<f32> =
            candidates.iter().map(|features| self.sum(features.as_ref())).collect();
        let most = sums.iter().copied().fold(f32::MIN, f32::max);
        let total: f32 = sums.iter().map(|sum| (sum - most).exp()).sum();
        for (at, features) in candidates.iter().enumerate() {
            let share = (sums[at] - most).exp() / total;
            let gradient = share - if at == right { 1.0 } else { 0.0 };
            if gradient.abs() < LEAST_SHARE {
                continue;
            }
            for feature in features.as_ref() {
                let weight = &mut self.rows[feature.row(self.bits)];
                if weight.seen >= LEAST_SEEN {
                    weight.step(gradient, self.threshold);
                }
            }
        }
    }

    fn sum(&self, features: &[Key]) -> f32 {
        features.iter().map(|feature| self.rows[feature.row(self.bits)].value(self.threshold)).sum()
    }

    /// The model, its weights in one byte each but for the largest hundredth.
    #[must_use]
    pub fn finish(&self) -> Model {
        let weights: Vec<f64> =
            self.rows.iter().map(|weight| f64::from(weight.value(self.threshold))).collect();
        let rows: Rows = quantize::rows(self.bits, 1, &weights);
        Model { bits: self.bits, labels: 1, rows }
    }
}

impl Score for Chooser {
    fn labels(&self) -> usize {
        1
    }

    fn add(&self, feature: Key, scores: &mut [i32]) {
        scores[0] += self.score(&[feature]);
    }

    fn score(&self, features: &[Key]) -> i32 {
        (self.sum(features) * PART).round() as i32
    }
}
