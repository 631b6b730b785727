//! What befell a thing, told as news: 土砂が流れ込んだ, 放送は打ち切られた.

use keii_model::{EventType, Status};
use keii_syntax::{ChunkId, ParticleKind, Pos, Relation, Voice};

use super::plain;
use super::progress::Ground;
use super::trigger::Form;
use crate::draft::EventDraft;

/// Whether a clause in the past tells of its subject what it did or what was done to it, whatever it is:
/// が brings up something new, は only with the passive, since else it tells what a thing is like.
pub(super) fn is_told(ground: &Ground<'_, '_>, draft: &EventDraft) -> bool {
    let Ground { tree, trigger, .. } = ground;
    let chunk = tree.chunk(trigger.chunk);
    let Some(form) = chunk.predicate.filter(|form| !form.progressive && !form.negated) else {
        return false;
    };
    let thing = |id: &ChunkId| {
        tree.chunk(*id).predicate.is_none()
            && !tree.chunk(*id).quotation
            && !matches!(tree.head(*id).pos, Pos::FormalNoun | Pos::Pronoun | Pos::AdverbialNoun)
            && match tree.relation(*id) {
                Relation::Subject => true,
                Relation::Topic | Relation::Also => form.voice == Voice::Passive,
                _ => false,
            }
    };
    let closes = |pos: Pos| tree.last(trigger.chunk).is_some_and(|last| last.pos == pos);
    let aside = match tree.relation(trigger.chunk) {
        // 台風が発達して上陸した: how it came to that.
        Relation::Clause => !chunk.comma && closes(Pos::Particle(ParticleKind::Conjunctive)),
        // 持ち込まれたと考えた: what is thought is not told.
        Relation::Quote => !is_reported(ground),
        // 支払われたかは不明だ
        Relation::Topic | Relation::Subject | Relation::Object | Relation::Also => true,
        _ => false,
    };
    trigger.form == Form::Verbal
        && draft.kind == EventType::Other
        && !aside
        && !is_of_another(ground)
        && draft.status == Status::Held
        // 6600万年前に恐竜が絶滅した: no news.
        && draft.time.as_ref().is_none_or(|time| time.value.is_some())
        && chunk.depth == 0
        && !plain::is_passing(ground)
        && tree.dependents(trigger.chunk).iter().any(thing)
}

/// 会議が開幕した: whether the subject or object is a word for a happening itself.
pub(super) fn is_of_another(ground: &Ground<'_, '_>) -> bool {
    let Ground { context, tree, trigger, .. } = ground;
    let (text, lexicon) = (context.page.text(), context.language.event_trigger);
    let told = |id: ChunkId| {
        let mut words = tree.syntax.tokens_of(tree.chunk(id)).iter();
        words.any(|token| lexicon.longest_at(text, token.span.start).is_some())
    };
    tree.dependents(trigger.chunk).iter().any(|id| {
        let leads =
            matches!(tree.relation(*id), Relation::Subject | Relation::Topic | Relation::Object);
        leads && told(*id)
    })
}

/// Whether a clause is reported by a verb of telling.
fn is_reported(ground: &Ground<'_, '_>) -> bool {
    let Ground { context, tree, trigger, .. } = ground;
    let settings = &context.language.event;
    let above = tree.chunk(trigger.chunk).governor;
    above.is_some_and(|id| {
        tree.is_headed_by(id, &settings.reporting) || tree.is_headed_by(id, &settings.declaring)
    })
}
