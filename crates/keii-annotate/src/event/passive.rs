//! What the passive tells of those around it: who suffers it, whom it only honours, and where に says that
//! something gets to.

use keii_model::{EntityType, EventType};
use keii_syntax::{ChunkId, Pos, Relation, Voice};

use super::circumstance;
use super::progress::Ground;
use super::role::{nameless, role};
use super::stand::{self, Stand, Standing};
use super::trigger::Form;
use crate::draft::ParticipantDraft;

/// Whether whoever stands so beside a predicate has no part in what it tells.
pub(super) fn is_apart(
    ground: &Ground<'_, '_>,
    part: ChunkId,
    standing: &Standing<'_>,
    voice: Voice,
) -> bool {
    match standing.stand {
        // 研究所は、毒物が検出されたと発表した: who tells it, where something else suffers it.
        Stand::Topic => voice == Voice::Passive && has_subject(ground, part, standing.chunk),
        // 海浜市に墜落した, 病院に搬送された: where to, and nobody who does or suffers it.
        Stand::Recipient => leads_to(ground, part),
        _ => false,
    }
}

/// 殿下は言葉をかけられた: the passive is one of respect, unless somebody is said to do it.
pub(super) fn is_polite(ground: &Ground<'_, '_>, part: ChunkId, standing: &Standing<'_>) -> bool {
    use EventType::{Call, Meet, Other, Praise, Speak, Visit};
    let Ground { context, tree, trigger, .. } = ground;
    let words = tree.chunk(standing.chunk).span.of(context.page.text());
    let by = |id: &ChunkId| {
        stand::of(context, tree, *id).is_some_and(|it| it.stand == Stand::Agent)
            || stand::unnamed(context, tree, *id).is_some_and(|(it, _)| it == Stand::Agent)
    };
    matches!(trigger.kind, Call | Meet | Other | Praise | Speak | Visit)
        && context.language.event.revered.iter().any(|word| words.contains(word.as_str()))
        && !tree.dependents(part).iter().any(by)
}

/// Whether a predicate has a subject besides `topic`.
fn has_subject(ground: &Ground<'_, '_>, part: ChunkId, topic: ChunkId) -> bool {
    let tree = ground.tree;
    tree.dependents(part).iter().any(|id| {
        *id != topic
            && tree.relation(*id) == Relation::Subject
            && !matches!(tree.head(*id).pos, Pos::FormalNoun | Pos::Pronoun)
    })
}

/// Whether に at a predicate tells where somebody or something gets to.
fn leads_to(ground: &Ground<'_, '_>, part: ChunkId) -> bool {
    let Ground { context, tree, trigger, .. } = ground;
    let verbs = &context.language.event.conveying;
    let brought = tree.chunk(part).predicate.is_some_and(|it| it.voice == Voice::Passive)
        && trigger.kind == EventType::Other
        && verbs.hold(&tree.head(part).lemma);
    brought || circumstance::arrives(context, tree, part)
}

/// 拘束された元当局者4人を: people without a name to whom it was done, by the noun behind the clause.
pub(super) fn suffering(ground: &Ground<'_, '_>) -> Option<ParticipantDraft> {
    let Ground { context, tree, trigger, .. } = ground;
    let passive = tree.chunk(trigger.chunk).predicate.is_some_and(|it| it.voice == Voice::Passive);
    let clause = trigger.form == Form::Verbal
        && passive
        && tree.relation(trigger.chunk) == Relation::Adnominal;
    let noun = tree.chunk(trigger.chunk).governor.filter(|_| clause)?;
    let (_, span) = stand::unnamed(context, tree, noun)?;
    let role = role(trigger, Stand::Subject, Voice::Passive, EntityType::Person)?;
    nameless(trigger.kind, Stand::Subject).then_some(ParticipantDraft {
        entity: None,
        span: Some(span),
        role,
    })
}
