//! Who governs whom: the dependency between the chunks of one level.
//!
//! Every chunk but the last depends on a later one, and no two dependencies cross. So chunks are
//! taken from the right, and each has for candidates its neighbour, what governs its neighbour,
//! what governs that, and so on. All candidates of a chunk are compared, and the one with the
//! highest score governs it (after Kudo and Matsumoto's relative preference, 2005). A linear model
//! scores them by what the two chunks are, what stands between them, what depends on the
//! candidate already, and what rules would choose; `examples/train_dependency` trains it.

mod features;
mod idioms;
mod learn;
mod limits;
mod rules;
mod traits;

use keii_linear::{Key, Score};
use keii_syntax::Token;

use crate::chunk::Draft;
use features::{Asking, Between};
pub(crate) use learn::{count, learn};
use traits::Traits;

/// Version of the features: raised, and the model trained again, whenever they change.
pub(crate) const FEATURES: u32 = 2;

/// Most candidates that are looked at for one chunk, so that time stays linear in long
/// enumerations.
const REACH: usize = 32;

/// The governor of each chunk of a level; `None` for the last.
pub(crate) fn govern(chunks: &[Draft], tokens: &[Token], model: &impl Score) -> Vec<Option<usize>> {
    let mut reader = Reader::new(chunks, tokens);
    while reader.advance() {
        let place = reader.best(model);
        reader.attach(place);
    }
    reader.governors
}

/// The governors that the rules alone would choose.
pub(crate) fn govern_by_rules(chunks: &[Draft], tokens: &[Token]) -> Vec<Option<usize>> {
    let mut reader = Reader::new(chunks, tokens);
    while reader.advance() {
        let ruled = reader.candidates.iter().position(|&at| at == reader.ruled);
        reader.attach(ruled.expect("rules choose among the candidates"));
    }
    reader.governors
}

/// Reads a level from its end: at each time one chunk asks for its governor.
struct Reader<'a> {
    drafts: &'a [Draft],
    tokens: &'a [Token],
    chunks: Vec<Traits>,
    between: Between,
    governors: Vec<Option<usize>>,
    /// The role of the first dependent of each chunk so far.
    nearest: Vec<Key>,
    /// The relations of the dependents of each chunk so far, one bit each.
    filled: Vec<u32>,
    /// The chunk that asks; the last to begin with, which never does.
    index: usize,
    /// What may govern it, the nearest first.
    candidates: Vec<usize>,
    /// The candidate that the rules would choose.
    ruled: usize,
}

impl<'a> Reader<'a> {
    fn new(drafts: &'a [Draft], tokens: &'a [Token]) -> Self {
        let chunks: Vec<Traits> = drafts.iter().map(|draft| Traits::of(draft, tokens)).collect();
        Self {
            between: Between::of(&chunks),
            drafts,
            tokens,
            governors: vec![None; chunks.len()],
            nearest: vec![Key::default(); chunks.len()],
            filled: vec![0; chunks.len()],
            index: chunks.len().saturating_sub(1),
            candidates: Vec::with_capacity(REACH),
            ruled: 0,
            chunks,
        }
    }

    /// Goes on to the chunk before; whether there is one.
    fn advance(&mut self) -> bool {
        let Some(index) = self.index.checked_sub(1) else { return false };
        self.index = index;
        self.candidates.clear();
        let mut candidate = Some(index + 1);
        while let Some(next) = candidate.filter(|_| self.candidates.len() < REACH) {
            self.candidates.push(next);
            candidate = self.governors[next];
        }
        let known =
            limits::Known { drafts: self.drafts, tokens: self.tokens, filled: &self.filled };
        limits::narrow(&known, index, &mut self.candidates);
        self.ruled = rules::choose(self.drafts, self.tokens, index, &self.candidates);
        true
    }

    /// The place of the best candidate; the nearest of several.
    fn best(&self, model: &impl Score) -> usize {
        if self.candidates.len() == 1 {
            return 0;
        }
        let asking = Asking::of(self);
        let score = |place: &usize| model.score(&asking.features(*place));
        (0..self.candidates.len()).rev().max_by_key(score).unwrap_or(0)
    }

    /// Makes the candidate at `place` the governor.
    fn attach(&mut self, place: usize) {
        let (index, governor) = (self.index, self.candidates[place]);
        self.governors[index] = Some(governor);
        self.nearest[governor] = self.chunks[index].role;
        self.filled[governor] |= 1 << self.chunks[index].relation;
    }
}

#[cfg(test)]
mod tests {
    use keii_linear::{Model, ModelError};

    use super::FEATURES;
    use crate::DEPENDENCY;

    #[test]
    fn the_shipped_model_was_trained_for_these_features() {
        let model = Model::from_bytes(DEPENDENCY, FEATURES).expect("it is shipped with the code");
        assert_eq!(keii_linear::Score::labels(&model), 1);
        let other = Model::from_bytes(DEPENDENCY, FEATURES + 1);
        assert_eq!(other, Err(ModelError::Version { found: FEATURES, wanted: FEATURES + 1 }));
    }

    #[test]
    fn a_damaged_model_is_refused() {
        let refused = |bytes: &[u8]| Model::from_bytes(bytes, FEATURES).is_err();
        for length in [0, 7, 31, 32, DEPENDENCY.len() / 2, DEPENDENCY.len() - 1] {
            assert!(refused(&DEPENDENCY[..length]), "{length} bytes");
        }
        for at in [0, 8, 12, 14, 16, 24, 32, DEPENDENCY.len() / 2, DEPENDENCY.len() - 1] {
            let mut altered = DEPENDENCY.to_vec();
            altered[at] ^= 1;
            assert!(refused(&altered), "byte {at}");
        }
    }
}
