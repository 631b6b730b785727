//! Who governs whom: the dependency between the chunks of one level.
//!
//! Every chunk but the last depends on a later one, and no two dependencies cross. So chunks are
//! taken from the right, and each has for candidates its neighbour, what governs its neighbour,
//! what governs that, and so on. Rules over relation, comma and kind of candidate choose among
//! them. The rules are our own; what they are worth is measured by `examples/measure_syntax.rs`.

use keii_syntax::{Pos, Relation, Token};

use crate::chunk::Draft;

/// Most candidates that are looked at for one chunk, so that time stays linear in long
/// enumerations.
const REACH: usize = 48;

/// The governor of each chunk of a level; `None` for the last.
pub(crate) fn govern(chunks: &[Draft], tokens: &[Token]) -> Vec<Option<usize>> {
    let mut governors: Vec<Option<usize>> = vec![None; chunks.len()];
    let mut candidates = Vec::with_capacity(REACH);
    for index in (0..chunks.len().saturating_sub(1)).rev() {
        candidates.clear();
        let mut candidate = Some(index + 1);
        while let Some(next) = candidate.filter(|_| candidates.len() < REACH) {
            candidates.push(next);
            candidate = governors[next];
        }
        governors[index] = Some(choose(chunks, tokens, index, &candidates));
    }
    governors
}

/// The candidate that governs a chunk.
fn choose(chunks: &[Draft], tokens: &[Token], index: usize, candidates: &[usize]) -> usize {
    let chunk = &chunks[index];
    let find = |wanted: &dyn Fn(&Draft) -> bool| {
        candidates.iter().copied().find(|&candidate| wanted(&chunks[candidate]))
    };
    let last = *candidates.last().expect("the next chunk is a candidate");
    let predicate = |other: &Draft| other.predicate.is_some();
    let main = |other: &Draft| predicate(other) && !other.adnominal;
    let nominal = |other: &Draft| other.nominal;
    let found = match chunk.relation {
        _ if chunk.adnominal => find(&nominal),
        Relation::Coordinate => find(&nominal),
        Relation::Bare => find(&nominal),
        Relation::Topic | Relation::Also => find(&main),
        Relation::Clause if chunk.comma => find(&main),
        Relation::Adverbial if chunk.comma || tokens[chunk.head].pos == Pos::Conjunction => {
            find(&main)
        }
        _ if chunk.comma => find(&main),
        _ => find(&predicate),
    };
    found.unwrap_or(last)
}
