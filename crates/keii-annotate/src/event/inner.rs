//! Who does what somebody else tells of: the subjects inside of what is said, before whoever says it.

use keii_model::EntityType;
use keii_syntax::{ChunkId, Pos, Relation};

use super::Context;
use super::stand::{self, Stand, Standing};
use super::tree::Tree;
use super::trigger::Trigger;
use crate::draft::Mention;

/// 外相は、AとBが必要に応じて協議することで合意したと述べた: not who tells it (`found`), but for what they do themselves.
pub(super) fn within_what_is_said<'a>(
    context: &Context<'a, '_>,
    tree: &Tree<'_>,
    trigger: &Trigger<'_>,
    found: Standing<'a>,
    found_any: bool,
) -> Option<Standing<'a>> {
    let inner = subject(context, tree, found.chunk, trigger.chunk);
    // 国防省は、A軍機が空爆し、爆弾を落としたと発表した: the inner one is not named, but it is not who tells it.
    if inner.is_none() && has_nameless(context, tree, found.chunk, trigger.chunk) {
        return None;
    }
    // 特使は、次回は9月に会談を開くことで合意したと述べた: nor does he meet anybody. But 甲社と乙社は、協議を打ち切ると発表した.
    let count = |mention: &&Mention| {
        let entity = context.cast.entity(mention);
        entity.members.len().max(1 + usize::from(entity.kind == EntityType::Group))
    };
    let several = found.mentions.iter().map(count).sum::<usize>() > 1;
    let alone = trigger.symmetric && !found_any && !several;
    inner.or(Some(found).filter(|_| !alone))
}

/// The last name that is a subject between the topic of who tells and what is told, where it does not
/// belong to a clause of its own before a noun.
fn subject<'a>(
    context: &Context<'a, '_>,
    tree: &Tree<'_>,
    topic: ChunkId,
    trigger: ChunkId,
) -> Option<Standing<'a>> {
    let leads = |found: &Standing<'_>| matches!(found.stand, Stand::Subject | Stand::Topic);
    let mut subjects = leads_within(context, tree, topic, trigger);
    subjects.find_map(|id| stand::of(context, tree, id)).filter(leads)
}

/// Whether a clause that goes before a trigger in what is said has a subject that is not named.
fn has_nameless(
    context: &Context<'_, '_>,
    tree: &Tree<'_>,
    topic: ChunkId,
    trigger: ChunkId,
) -> bool {
    let own = tree.dependents(trigger);
    leads_within(context, tree, topic, trigger).any(|id| {
        let clause = tree.chunk(id).governor;
        tree.relation(id) == Relation::Subject
            && !matches!(tree.head(id).pos, Pos::FormalNoun | Pos::Pronoun)
            && clause.is_some_and(|it| own.contains(&it) && tree.relation(it) == Relation::Clause)
    })
}

/// Subjects and topics between a topic and a trigger, the nearest first, but for those of clauses before nouns.
fn leads_within<'t>(
    context: &'t Context<'_, '_>,
    tree: &'t Tree<'_>,
    topic: ChunkId,
    trigger: ChunkId,
) -> impl Iterator<Item = ChunkId> + 't {
    const REACH: ChunkId = 16;
    let functional = &context.language.event.functional;
    let apart = move |id: ChunkId| {
        tree.relation(id) == Relation::Adnominal
            && id < trigger
            && !tree.is_headed_by(id, functional)
    };
    let first = (topic + 1).max(trigger.saturating_sub(REACH));
    (first..trigger).rev().filter(move |id| {
        matches!(tree.relation(*id), Relation::Subject | Relation::Topic)
            && tree.chunk(*id).governor.is_some_and(|above| !apart(above))
    })
}
