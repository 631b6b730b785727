//! People, bodies and things without a name: those that take part, and subjects beside which nobody else does it.

use keii_model::{EntityType, EventType, ParticipantRole};
use keii_syntax::{ChunkId, Pos, Relation, Voice};

use super::Context;
use super::participant::{is_closed, outward, voice};
use super::progress::Ground;
use super::role::{nameless, role};
use super::stand::{self, Stand};
use super::tree::Tree;
use super::trigger::{Form, Trigger};
use crate::draft::{EntityIndex, ParticipantDraft};

/// Adds people without a name, where what happens to them or by them is news by itself; whether they lead
/// the clause.
pub(super) fn add(ground: &Ground<'_, '_>, found: &mut Vec<ParticipantDraft>) -> bool {
    let mut led = false;
    let Ground { context, tree, trigger, frame, .. } = ground;
    let venue = frame.venue.filter(|_| trigger.kind == EventType::Speak);
    let above = frame.tense.into_iter().chain(frame.path.iter().copied()).chain(venue);
    // この選手を解雇した: whoever has to go.
    let sacked = |stand| trigger.is_marked("sacked") && stand == Stand::Object;
    for part in std::iter::once(trigger.chunk).chain(above) {
        // 解放される予定だ: the voice is the verb's, wherever its subject hangs.
        let voice = if trigger.form == Form::Verbal {
            voice(context, tree, trigger, frame, trigger.chunk)
        } else {
            voice(context, tree, trigger, frame, part)
        };
        // 遺体を発見、死者は5人となった: who stands behind a verb does not do it.
        let behind = |id: ChunkId| {
            let later = part != trigger.chunk && id > trigger.chunk;
            id == trigger.chunk || trigger.form == Form::Verbal && later
        };
        for &id in tree.dependents(part).iter().filter(|id| !behind(**id)) {
            let Some((stand, span)) = stand::unnamed(context, tree, id) else { continue };
            if stand::of(context, tree, id).is_some() {
                continue;
            }
            // 与野党で協議する: those who do it together.
            let together = stand == Stand::Place
                && trigger.symmetric
                && trigger.form == Form::Verbal
                && part == trigger.chunk;
            let stand = if together { Stand::Topic } else { stand };
            let taken = found.iter().any(|it| it.span.is_some_and(|told| told.overlaps(span)));
            let fits = outward(stand) || part == trigger.chunk && !trigger.symmetric;
            let role = role(trigger, stand, voice, EntityType::Person)
                .filter(|_| fits && !taken && (nameless(trigger.kind, stand) || sacked(stand)));
            let (entity, span) = (forces(context, tree, trigger, id), Some(span));
            led |= role.is_some() && matches!(stand, Stand::Topic | Stand::Subject);
            found.extend(role.map(|role| ParticipantDraft { entity, span, role }));
        }
    }
    led
}

/// ロシア軍の無人機が攻撃した: the body whose people and machines do it.
fn forces(
    context: &Context<'_, '_>,
    tree: &Tree<'_>,
    trigger: &Trigger<'_>,
    id: ChunkId,
) -> Option<EntityIndex> {
    use EventType::{Attack, Deploy, Withdraw};
    let owner = tree.dependents(id).iter().rfind(|it| {
        tree.relation(**it) == Relation::Genitive
            && matches!(trigger.kind, Attack | Deploy | Withdraw)
    })?;
    let mention = context.cast.within(tree.chunk(*owner).span).last()?;
    let body = context.cast.entity(mention).kind == EntityType::Organization;
    body.then_some(mention.entity)
}

/// 警察は男を逮捕し、自宅を捜索した: whoever leads the clause before or the one behind does it too, where nobody else is
/// said to.
pub(super) fn add_shared(ground: &Ground<'_, '_>, asked: bool, found: &mut Vec<ParticipantDraft>) {
    let Ground { context, tree, trigger, .. } = ground;
    let done = found.iter().any(|it| it.role != ParticipantRole::Recipient);
    let own = |id: &ChunkId| matches!(tree.relation(*id), Relation::Subject | Relation::Topic);
    let active = tree
        .chunk(trigger.chunk)
        .predicate
        .is_some_and(|form| form.voice == Voice::Active && !form.negated);
    // 長女を連れて…した: what only accompanies it is no happening for whoever leads.
    let main = tree.chunk(trigger.chunk).governor.is_none();
    if done
        || asked
        || is_closed(ground)
        || trigger.kind == EventType::Other && !main
        || context.telling(trigger.span).is_some()
        || trigger.form != Form::Verbal
        || !active
        || tree.dependents(trigger.chunk).iter().any(own)
        || !nameless(trigger.kind, Stand::Topic)
    {
        return;
    }
    let clause = |id: &ChunkId| tree.relation(*id) == Relation::Clause && *id < trigger.chunk;
    let before = tree.dependents(trigger.chunk).iter().copied().rfind(clause);
    let above = tree.chunk(trigger.chunk).governor;
    let above = above.filter(|_| tree.relation(trigger.chunk) == Relation::Clause);
    let topic = |clause: ChunkId| {
        let led = tree.dependents(clause).iter().copied().filter(|id| *id < trigger.chunk);
        let mut led = led.filter(|id| tree.relation(*id) == Relation::Topic);
        let first = led.next()?;
        stand::unnamed(context, tree, first).filter(|(stand, _)| *stand == Stand::Topic)
    };
    let Some((_, span)) = before.and_then(topic).or_else(|| above.and_then(topic)) else { return };
    let role = role(trigger, Stand::Topic, Voice::Active, EntityType::Person);
    let span = Some(span);
    found.extend(role.map(|role| ParticipantDraft { entity: None, span, role }));
}

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

/// 軍は空爆し、400人以上が死亡した; 国会は可決し、職務は停止された: whether what happens has a subject of its own, or in the passive a
/// topic, that is no name the page knows.
pub(super) fn is_of_nameless(
    context: &Context<'_, '_>,
    tree: &Tree<'_>,
    trigger: &Trigger<'_>,
) -> bool {
    let voice = tree.chunk(trigger.chunk).predicate.map(|form| form.voice);
    let topic = |id: &ChunkId| {
        tree.relation(*id) == Relation::Topic
            && *id != trigger.chunk
            && tree.head(*id).pos.is_nominal()
            && tree.head(*id).pos != Pos::FormalNoun
            && stand::of(context, tree, *id).is_none()
            && context.times_in(tree.chunk(*id).span).is_empty()
    };
    // 400人以上が: how many they are.
    let many = |id: &ChunkId| {
        let mut words = tree.syntax.tokens_of(tree.chunk(*id)).iter();
        tree.relation(*id) == Relation::Subject && words.any(|it| it.pos == Pos::Number)
    };
    (trigger.kind == EventType::Other || trigger.is_marked("otherwise"))
        && match voice {
            Some(Voice::Active) => {
                has_nameless(context, tree, trigger, trigger.chunk)
                    || tree.dependents(trigger.chunk).iter().any(many)
            }
            Some(Voice::Passive) => tree.dependents(trigger.chunk).iter().any(topic),
            _ => false,
        }
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

/// 自らが開いた: whether a predicate says itself that whoever leads the sentence does it.
pub(super) fn is_reflexive(context: &Context<'_, '_>, tree: &Tree<'_>, predicate: ChunkId) -> bool {
    let words = &context.language.event.reflexive;
    tree.dependents(predicate).iter().any(|id| words.hold(&tree.head(*id).lemma))
}
