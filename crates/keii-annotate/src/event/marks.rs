//! Happenings that are named in words in marks.

use keii_syntax::{ChunkId, Relation};

use super::tree::Tree;
use super::trigger::Trigger;

/// Most chunks before a trigger among which the marks around it are looked for.
const REACH: usize = 8;

/// 「無条件の停戦」で合意した: the noun of the sentence that words in marks make, where they are no more than a noun.
pub(super) fn around(tree: &Tree<'_>, trigger: &Trigger<'_>) -> Option<ChunkId> {
    let own = tree.chunk(trigger.chunk);
    let noun = tree.last(trigger.chunk).is_some_and(|last| last.pos.is_nominal());
    let whole = noun && own.governor.is_none() && own.depth > 0;
    let around = (0..trigger.chunk).rev().filter(|_| whole).take(REACH);
    let mut marked = around.filter(|id| {
        let chunk = tree.chunk(*id);
        chunk.quotation && chunk.depth + 1 == own.depth && chunk.span.contains(own.span)
    });
    marked.next().filter(|id| matches!(tree.relation(*id), Relation::Means | Relation::Dative))
}
