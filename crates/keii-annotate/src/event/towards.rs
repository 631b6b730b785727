//! What is worked towards: 開催に向けて調整している.

use keii_syntax::{ChunkId, Relation};

use super::EventSettings;
use super::frame::{Frame, tells};
use super::tree::Tree;

/// Whether a verb that only joins them stands between a noun and the verb that tells how far it has come,
/// which then belongs to the frame.
pub(super) fn read(
    tree: &Tree<'_>,
    settings: &EventSettings,
    frame: &mut Frame,
    noun: ChunkId,
) -> bool {
    let dative = tree.relation(noun) == Relation::Dative;
    let next = tree.chunk(noun).governor.filter(|_| dative);
    let joins = next.filter(|id| {
        tree.relation(*id) == Relation::Clause && tree.is_headed_by(*id, &settings.aiming)
    });
    let above = joins.and_then(|id| tree.chunk(id).governor);
    let Some(told) = above.filter(|id| tells(tree, *id)) else { return false };
    frame.path.push(told);
    frame.parts.push(told);
    frame.tense = frame.tense.or(Some(told));
    true
}
