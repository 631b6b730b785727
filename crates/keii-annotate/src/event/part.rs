//! The words of a happening without those of another one that the sentence tells between them.

use std::collections::BTreeMap;

use keii_model::{EventType, Span};
use keii_syntax::{ChunkId, Relation};

use super::tree::Tree;
use crate::draft::EventDraft;

/// Cuts out of the phrase of a meeting the clause that tells of another meeting: of 両国は19日、2回目の協議を開き、
/// 専門家の会合を設けることで一致した the second is told by its first and its last part.
pub(super) fn without_others(
    tree: &Tree<'_>,
    triggers: &BTreeMap<u32, (ChunkId, EventType)>,
    mut draft: EventDraft,
) -> EventDraft {
    let Some(&phrase) = draft.evidence.first().filter(|_| talks(draft.kind)) else { return draft };
    let Some(&(own, _)) = triggers.get(&draft.trigger.start) else { return draft };
    // The clause before that of the trigger, and what it tells.
    let closes = |id: &ChunkId| {
        let chunk = tree.chunk(*id);
        chunk.predicate.is_some() && tree.relation(*id) == Relation::Clause && chunk.comma
    };
    let near = own.saturating_sub(WORDS)..own;
    let Some(closing) = near.rev().find(closes) else { return draft };
    let first = tree.chunk(closing).span;
    let least = tree.chunk(closing.saturating_sub(WORDS)).span.start.max(phrase.start);
    if first.end <= least || first.end >= draft.trigger.start {
        return draft;
    }
    let other = triggers.range(least..first.end).map(|(_, other)| *other).find(|&(chunk, kind)| {
        talks(kind) && tree.chunk(chunk).span.end <= first.end && governs(tree, chunk, closing)
    });
    let Some((other, _)) = other else { return draft };
    // What belongs to the clause of the other: its own words, from the first that depends on it.
    let mut start = other;
    while start > 0 && other - start < WORDS && governs(tree, start - 1, other) {
        start -= 1;
    }
    let start = tree.chunk(start).span.start;
    if start < phrase.start {
        return draft;
    }
    let behind = Span::new(tree.chunk(closing + 1).span.start, phrase.end);
    let mut parts = vec![behind];
    parts.extend((phrase.start < start).then(|| Span::new(phrase.start, start)));
    draft.evidence.splice(0..1, parts);
    draft
}

/// Most chunks of a clause that are looked at.
const WORDS: ChunkId = 24;

fn talks(kind: EventType) -> bool {
    matches!(kind, EventType::Meet | EventType::Call | EventType::Negotiate | EventType::Visit)
}

/// Whether a chunk depends on another, over any number of steps, or is it.
fn governs(tree: &Tree<'_>, id: ChunkId, above: ChunkId) -> bool {
    let mut at = Some(id);
    // What governs stands behind, so that the way up ends.
    while let Some(current) = at.filter(|&current| current < above) {
        at = tree.chunk(current).governor;
    }
    at == Some(above)
}
