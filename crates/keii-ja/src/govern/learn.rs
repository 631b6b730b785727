//! Learning who governs whom.

use keii_linear::Trainer;
use keii_syntax::Token;

use super::Reader;
use super::features::Asking;
use crate::chunk::Draft;

/// By how much the right candidate should be ahead of all others. Chosen on the part of the
/// treebank that is kept back from training: of 300, 500 and 1000 the best; margins from 1 to 60
/// were a point worse.
const MARGIN: i32 = 300;

/// Learns from the right governor of each chunk of a level; `None` where it is not known.
pub(crate) fn learn(
    chunks: &[Draft],
    tokens: &[Token],
    right: &[Option<usize>],
    trainer: &mut Trainer,
) {
    let mut reader = Reader::new(chunks, tokens);
    while reader.advance() {
        let place = right[reader.index]
            .and_then(|right| reader.candidates.iter().position(|&candidate| candidate == right));
        let Some(place) = place else {
            let place = reader.best(trainer, None);
            reader.attach(place);
            continue;
        };
        let best = reader.best(trainer, Some((place, MARGIN)));
        if best != place {
            let asking = Asking::of(&reader);
            let (good, bad) = (asking.features(place), asking.features(best));
            trainer.update(&good, 0, 1);
            trainer.update(&bad, 0, -1);
        }
        trainer.step();
        reader.attach(place);
    }
}
