//! Who takes part beside those whom the words around a trigger name: with whom one talks, agrees or has met.

use keii_model::{EventType, ParticipantRole};
use keii_syntax::{ChunkId, Relation};

use super::participant::{drafts, parties};
use super::progress::Ground;
use super::trigger::Form;
use super::{implied, stand};
use crate::draft::{Mention, ParticipantDraft};

/// 日米関税交渉の閣僚級協議: of talks within others those whose name tells of whom the others are.
pub(super) fn add_of_talks(ground: &Ground<'_, '_>, found: &mut Vec<ParticipantDraft>) {
    let Ground { context, tree, trigger, .. } = ground;
    let genitive = |id: &ChunkId| tree.relation(*id) == Relation::Genitive;
    if parties(found) > 1 || !trigger.symmetric {
        return;
    }
    if trigger.form == Form::Verbal {
        // 日本との交渉で合意した, 日本との協定に署名した
        let on = |id: &ChunkId| matches!(tree.relation(*id), Relation::Means | Relation::Dative);
        let settled = matches!(trigger.kind, EventType::Agree | EventType::Sign);
        let on = tree.dependents(trigger.chunk).iter().copied().filter(|id| settled && on(id));
        for with in on.flat_map(|id| tree.dependents(id).iter().copied().filter(genitive)) {
            let span = tree.chunk(with).span;
            let partner = context.language.event.partner.end(span.of(context.page.text()));
            let named = context.cast.within(span).last().filter(|_| partner);
            let new = named.filter(|it| found.iter().all(|had| had.entity != Some(it.entity)));
            found.extend(
                new.into_iter().flat_map(|it| drafts(context, it, ParticipantRole::Participant)),
            );
        }
        return;
    }
    if !found.is_empty() {
        return;
    }
    let own = tree.dependents(trigger.chunk).iter().copied().filter(genitive);
    let below = own.clone().flat_map(|id| tree.dependents(id).iter().copied().filter(genitive));
    for talks in own.clone().chain(below) {
        let head = tree.head(talks);
        let kind = context.language.happening(&head.lemma);
        let held = matches!(kind, Some(EventType::Negotiate | EventType::Meet));
        let named =
            if held { stand::compound(context, tree, talks, head.span) } else { Vec::new() };
        let draft = |it: &Mention| drafts(context, it, ParticipantRole::Participant);
        let all: Vec<ParticipantDraft> = named.into_iter().flat_map(draft).collect();
        if all.len() > 1 {
            found.extend(all);
            return;
        }
    }
}

/// Adds to whom somebody speaks of talks between the two, where nobody else takes part in them.
pub(super) fn add_told_to(ground: &Ground<'_, '_>, found: &mut Vec<ParticipantDraft>) {
    let both = implied::told_to(ground.context, ground.trigger);
    let of_them = |it: &ParticipantDraft| both.iter().any(|by| by.entity == it.entity);
    if parties(found) < both.len() && found.iter().all(of_them) {
        *found = both;
    }
}

/// Adds of whom something is demanded, where that is told by whom the words are spoken to.
pub(super) fn add_asked(ground: &Ground<'_, '_>, found: &mut Vec<ParticipantDraft>) {
    let Ground { context, tree, trigger, .. } = ground;
    let nobody = found.iter().all(|it| it.role != ParticipantRole::Recipient);
    if trigger.kind == EventType::Demand && nobody {
        found.extend(implied::spoken_to(context, tree, trigger));
    }
}

/// Adds with whom they agree, or have met, where one alone is told.
pub(super) fn add_agreeing(ground: &Ground<'_, '_>, found: &mut Vec<ParticipantDraft>) {
    let Ground { context, trigger, .. } = ground;
    let one = found.iter().find_map(|it| it.entity).filter(|_| parties(found) == 1);
    let Some(one) = one else { return };
    let among = |all: &Vec<ParticipantDraft>| all.iter().any(|it| it.entity == Some(one));
    let agreed = Some(implied::agreed_on(context, trigger)).filter(among);
    let all = agreed.unwrap_or_else(|| implied::met(context, trigger, one));
    let new = |it: &ParticipantDraft| found.iter().all(|had| had.entity != it.entity);
    let others: Vec<_> = all.into_iter().filter(new).collect();
    found.extend(others);
}
