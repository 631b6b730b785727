//! What somebody finds out, by a word that else tells what two confirm to each other.

use keii_rules::Entry;
use keii_syntax::{ChunkId, Pos, Relation, Voice};

use super::tree::Tree;
use super::trigger::marked;
use crate::language::Language;

/// 遺体を確認した, 増えたことを確認した: what somebody finds out, where 協力を続けることを確認した is agreed on.
pub(super) fn entry<'p>(
    tree: &Tree<'_>,
    chunk: ChunkId,
    entry: &Entry,
    language: &Language<'p>,
) -> Option<&'p Entry> {
    let settings = language.event;
    let agrees = marked(entry, "finds");
    let other = Some(()).filter(|()| agrees);
    let other = other.and_then(|()| language.event_trigger.get(&settings.finding))?;
    let form = tree.chunk(chunk).predicate;
    let mut objects = tree.dependents(chunk).iter().copied();
    let object = objects.rfind(|id| tree.relation(*id) == Relation::Object);
    let meant = object.is_some_and(|id| {
        let open = |it: &ChunkId| tree.chunk(*it).predicate.is_some_and(|form| !form.past);
        match tree.head(id).pos {
            Pos::FormalNoun => tree.dependents(id).iter().any(open),
            _ => settings.agreed_matters.end(&tree.head(id).lemma),
        }
    });
    let done = form.is_none_or(|form| form.voice == Voice::Passive);
    (done || !meant).then_some(other)
}
