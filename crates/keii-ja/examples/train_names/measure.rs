//! How many names a model finds.

use std::fmt::Display;

use keii_ja::name::{Tagged, tag};
use keii_linear::Model;

use super::corpus::Sentence;

/// Precision, recall and F1 for each kind.
pub struct Figures {
    kinds: Vec<(String, [usize; 3])>,
}

impl Figures {
    pub fn new(kinds: &[impl Display]) -> Self {
        Self { kinds: kinds.iter().map(|kind| (kind.to_string(), [0; 3])).collect() }
    }

    /// Counts one sentence: names that are cut across words count as missed under the first kind.
    pub fn add(&mut self, model: &Model, sentence: &Sentence) {
        let same = |one: &Tagged, other: &Tagged| {
            (one.start, one.end, one.kind) == (other.start, other.end, other.kind)
        };
        let ours = tag(model, &sentence.features);
        for name in &sentence.names {
            self.kinds[name.kind].1[0] += 1;
        }
        self.kinds[0].1[0] += sentence.lost;
        for name in &ours {
            self.kinds[name.kind].1[1] += 1;
            let found = sentence.names.iter().any(|other| same(name, other));
            self.kinds[name.kind].1[2] += usize::from(found);
        }
    }

    pub fn print(&self) {
        let mut all = [0; 3];
        for (kind, counts) in &self.kinds {
            line(kind, *counts);
            (0..3).for_each(|at| all[at] += counts[at]);
        }
        line("all", all);
    }
}

fn line(label: &str, [gold, ours, found]: [usize; 3]) {
    let ratio = |whole: usize| found as f64 / whole.max(1) as f64;
    let f1 = 2.0 * found as f64 / (gold + ours).max(1) as f64;
    let (precision, recall) = (ratio(ours), ratio(gold));
    println!(
        "gold {gold:>5} ours {ours:>5} found {found:>5}  P {precision:.4} R {recall:.4} F1 {f1:.4}  {label}"
    );
}
