//! The words of a happening without those of another one that the sentence tells between them.

use keii_model::{EventType, Span};
use keii_syntax::{ChunkId, Relation};

use super::tree::Tree;
use super::trigger::Trigger;
use crate::draft::EventDraft;

/// Cuts out of the phrase of a meeting the clause that tells of another meeting: of 両国は19日、2回目の協議を開き、
/// 専門家の会合を設けることで一致した the second is told by its first and its last part.
pub(super) fn without_others(
    tree: &Tree<'_>,
    triggers: &[Trigger<'_>],
    mut draft: EventDraft,
) -> EventDraft {
    let Some(&phrase) = draft.evidence.first().filter(|_| talks(draft.kind)) else { return draft };
    let own = triggers.iter().find(|trigger| trigger.span == draft.trigger);
    let Some(own) = own.map(|trigger| trigger.chunk) else { return draft };
    // The clause before that of the trigger, and what it tells.
    let closes = |id: &ChunkId| {
        let chunk = tree.chunk(*id);
        chunk.predicate.is_some() && tree.relation(*id) == Relation::Clause && chunk.comma
    };
    let Some(closing) = (0..own).rev().find(closes) else { return draft };
    let first = tree.chunk(closing).span;
    let other = triggers.iter().find(|trigger| {
        let before = phrase.start <= trigger.span.start && trigger.span.end <= first.end;
        before && talks(trigger.kind) && governs(tree, trigger.chunk, closing)
    });
    let Some(other) = other.map(|trigger| trigger.chunk) else { return draft };
    // What belongs to the clause of the other: its own words, from the first that depends on it.
    let start = (0..=other).find(|id| governs(tree, *id, other)).unwrap_or(other);
    let start = tree.chunk(start).span.start;
    if first.end >= draft.trigger.start || start < phrase.start {
        return draft;
    }
    let behind = Span::new(tree.chunk(closing + 1).span.start, phrase.end);
    let mut parts = vec![behind];
    parts.extend((phrase.start < start).then(|| Span::new(phrase.start, start)));
    draft.evidence.splice(0..1, parts);
    draft
}

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
