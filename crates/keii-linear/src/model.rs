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
    pub(crate) rows: Rows,
}

/// The rows of a table, one behind the other: each its shift and its weights, filled up to a power of
/// two. So a row lies in one line of the processor's cache, and a model of few labels is added up
/// some weights at a time: looking rows up is most of what a model costs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Rows {
    stride: usize,
    bytes: Box<[u8]>,
}

impl Rows {
    /// Rows of zeros.
    pub(crate) fn new(bits: u8, labels: usize) -> Self {
        let stride = (1 + labels).next_power_of_two();
        Self { stride, bytes: vec![0; stride << bits].into_boxed_slice() }
    }

    /// By how many bits the weights of a row are shifted left, and behind it the weights: features that
    /// are nearly always there, such as a tag before another, grow weights a hundred times those of
    /// others.
    pub(crate) fn row_mut(&mut self, row: usize) -> &mut [u8] {
        let start = row * self.stride;
        &mut self.bytes[start..start + self.stride]
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &[u8]> {
        self.bytes.chunks_exact(self.stride)
    }
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

/// How much a row says for one label.
fn weight(row: &[u8], label: usize) -> i32 {
    i32::from(row[1 + label].cast_signed()) << row[0]
}

impl Model {
    fn row(&self, feature: Key) -> &[u8] {
        let start = feature.row(self.bits) * self.rows.stride;
        &self.rows.bytes[start..start + self.rows.stride]
    }

    /// The sums over all features of the first bytes of rows that are known to be so long: the compiler
    /// adds up some weights at a time.
    fn sums<const STRIDE: usize, const FIRST: usize>(&self, features: &[Key]) -> [i32; FIRST] {
        let (rows, _) = self.rows.bytes.as_chunks::<STRIDE>();
        let mut sums = [0; FIRST];
        for feature in features {
            let row = &rows[feature.row(self.bits)];
            for (sum, &weight) in sums.iter_mut().zip(&row[..FIRST]) {
                *sum += i32::from(weight.cast_signed()) << row[0];
            }
        }
        sums
    }
}

impl Score for Model {
    fn labels(&self) -> usize {
        self.labels
    }

    fn add(&self, feature: Key, scores: &mut [i32]) {
        let row = self.row(feature);
        for (label, score) in scores.iter_mut().enumerate() {
            *score += weight(row, label);
        }
    }

    fn score(&self, features: &[Key]) -> i32 {
        if self.rows.stride == 2 {
            return self.sums::<2, 2>(features)[1];
        }
        features.iter().map(|&feature| weight(self.row(feature), 0)).sum()
    }

    fn scores(&self, features: &[Key], scores: &mut [i32]) {
        if self.rows.stride == 16 {
            let wanted = 1..=self.labels;
            match self.labels {
                ..12 => scores.copy_from_slice(&self.sums::<16, 12>(features)[wanted]),
                _ => scores.copy_from_slice(&self.sums::<16, 16>(features)[wanted]),
            }
            return;
        }
        scores.fill(0);
        features.iter().for_each(|&feature| self.add(feature, scores));
    }
}
