//! Whom a sentence is about: its topic, or the subject of its main clause.

use keii_model::EntityType;
use keii_syntax::Relation;

use super::Context;
use super::stand::{self, Stand, Standing};
use super::tree::Tree;

/// The topic of a sentence, outside of its quotations.
pub(super) fn leading<'a>(context: &Context<'a, '_>, tree: &Tree<'_>) -> Option<Standing<'a>> {
    let topics = (0..).zip(&tree.syntax.chunks).filter(|(_, chunk)| {
        chunk.depth == 0 && matches!(chunk.relation, Relation::Topic | Relation::Also)
    });
    let found = topics.filter_map(|(id, _)| stand::of(context, tree, id));
    let mut found = found.filter(|standing| standing.stand == Stand::Topic);
    found.next()
}

/// The subject of the main clause of a sentence without a topic: A氏が帰国した。…と会談していた。
pub(super) fn main_subject<'a>(context: &Context<'a, '_>, tree: &Tree<'_>) -> Option<Standing<'a>> {
    let chunks = (0..).zip(&tree.syntax.chunks);
    let mut roots = chunks.filter(|(_, chunk)| chunk.depth == 0 && chunk.governor.is_none());
    let (root, _) = roots.next()?;
    let mut subjects = tree.dependents(root).iter().copied();
    let subject = subjects.find(|id| tree.relation(*id) == Relation::Subject)?;
    let person = |it: &Standing<'_>| {
        it.mentions.iter().all(|it| context.cast.entity(it).kind == EntityType::Person)
    };
    stand::of(context, tree, subject).filter(|it| it.stand == Stand::Subject && person(it))
}

/// Whether a sentence says who it is about, outside of its quotations.
pub(super) fn is_led(tree: &Tree<'_>) -> bool {
    let apart = |chunk: &keii_syntax::Chunk| {
        let clause = chunk.governor.filter(|_| chunk.relation == Relation::Subject);
        clause.is_some_and(|id| tree.relation(id) == Relation::Adnominal)
    };
    tree.syntax.chunks.iter().any(|chunk| {
        chunk.depth == 0
            && matches!(chunk.relation, Relation::Topic | Relation::Subject | Relation::Also)
            && !apart(chunk)
    })
}
