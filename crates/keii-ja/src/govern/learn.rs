//! Learning who governs whom.

use keii_linear::{Chooser, Key};
use keii_syntax::Token;

use super::Reader;
use super::features::{Asking, COUNT};
use crate::chunk::Draft;

/// Counts what would be learnt from the right governor of each chunk of a level; `None` where it is
/// not known.
pub(crate) fn count(
    chunks: &[Draft],
    tokens: &[Token],
    right: &[Option<usize>],
    chooser: &mut Chooser,
) {
    each(chunks, tokens, right, chooser, |chooser, candidates, place| {
        if place.is_some() {
            candidates.iter().for_each(|features| chooser.count(features));
        }
        0
    });
}

/// Learns from the right governor of each chunk of a level; `None` where it is not known.
pub(crate) fn learn(
    chunks: &[Draft],
    tokens: &[Token],
    right: &[Option<usize>],
    chooser: &mut Chooser,
) {
    each(chunks, tokens, right, chooser, |chooser, candidates, place| {
        let Some(place) = place else {
            return best(chooser, candidates);
        };
        chooser.learn(candidates, place);
        place
    });
}

/// The place of the best candidate; the nearest of several.
fn best(chooser: &Chooser, candidates: &[[Key; COUNT]]) -> usize {
    let score = |place: &usize| keii_linear::Score::score(chooser, &candidates[*place]);
    (0..candidates.len()).rev().max_by_key(score).unwrap_or(0)
}

/// Goes through a level with the right governors. `take` is handed the features of a chunk's
/// candidates and the place of the right one, if that is among them; where it is not, the chunk is
/// attached to the place that `take` answers.
fn each(
    chunks: &[Draft],
    tokens: &[Token],
    right: &[Option<usize>],
    chooser: &mut Chooser,
    mut take: impl FnMut(&mut Chooser, &[[Key; COUNT]], Option<usize>) -> usize,
) {
    let mut reader = Reader::new(chunks, tokens);
    while reader.advance() {
        let place = right[reader.index]
            .and_then(|right| reader.candidates.iter().position(|&candidate| candidate == right));
        // A single candidate teaches nothing.
        if reader.candidates.len() == 1 {
            reader.attach(0);
            continue;
        }
        let asking = Asking::of(&reader);
        let features: Vec<[Key; COUNT]> =
            (0..reader.candidates.len()).map(|place| asking.features(place)).collect();
        let chosen = take(chooser, &features, place);
        reader.attach(place.unwrap_or(chosen));
    }
}
