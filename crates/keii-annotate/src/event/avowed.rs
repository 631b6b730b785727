//! What somebody avows: 辞任する意向を明らかにした.

use keii_model::{ParticipantRole, Status};
use keii_syntax::{ChunkId, Pos, Relation};

use super::plain;
use super::progress::Ground;
use super::trigger::Form;
use crate::draft::EventDraft;

/// Whether somebody who is named makes known what he means to do or what was done, in the main clause.
pub(super) fn is_avowed(ground: &Ground<'_, '_>, draft: &EventDraft) -> bool {
    let Ground { context, tree, trigger, .. } = ground;
    // A紙の記事によると、…と明らかにした: not the paper.
    let medium =
        |at: usize| context.language.is_body_of_kind(&context.cast.entities[at].name, "media");
    let actors = draft.participants.iter().filter(|it| it.role == ParticipantRole::Actor);
    let named = actors.filter_map(|it| it.entity).any(|at| !medium(at));
    // 意向を, 辞任も, 出馬することを; 仕組みを明らかにした: nothing is said by that.
    let meant = |id: &ChunkId| {
        let chunk = tree.chunk(*id);
        let object = matches!(tree.relation(*id), Relation::Object | Relation::Also)
            && chunk.predicate.is_none()
            && !chunk.quotation;
        let head = tree.head(*id);
        object
            && (matches!(head.pos, Pos::FormalNoun | Pos::VerbalNoun)
                || !tree.hits_in(chunk.span).is_empty())
    };
    trigger.is_marked("avowed")
        && trigger.form == Form::Verbal
        && draft.status == Status::Held
        && named
        && tree.chunk(trigger.chunk).depth == 0
        && !plain::is_passing(ground)
        && tree.dependents(trigger.chunk).iter().any(meant)
}
