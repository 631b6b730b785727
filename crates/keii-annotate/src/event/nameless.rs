//! Subjects that no known name tells: whoever or whatever that is, nobody else does it.

use keii_syntax::{ChunkId, Pos, Relation, Voice};

use super::Context;
use super::stand;
use super::tree::Tree;
use super::trigger::Trigger;

/// Whether the subject of a verb before a noun or another clause is a thing.
pub(super) fn is_of_thing(
    context: &Context<'_, '_>,
    tree: &Tree<'_>,
    trigger: &Trigger<'_>,
) -> bool {
    let form = tree.chunk(trigger.chunk).predicate;
    form.is_some_and(|form| form.voice == Voice::Active)
        && tree.relation(trigger.chunk) == Relation::Adnominal
        && has_nameless(context, tree, trigger, trigger.chunk)
}

/// Whether a predicate has a subject that is no name the page knows, nor what happens itself.
pub(super) fn has_nameless(
    context: &Context<'_, '_>,
    tree: &Tree<'_>,
    trigger: &Trigger<'_>,
    predicate: ChunkId,
) -> bool {
    tree.dependents(predicate).iter().any(|id| {
        tree.relation(*id) == Relation::Subject
            && *id != trigger.chunk
            && tree.head(*id).pos != Pos::FormalNoun
            && stand::of(context, tree, *id).is_none()
    })
}
