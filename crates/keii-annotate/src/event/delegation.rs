//! A meeting told by the states or delegations that meet, and in the next sentence by those who lead
//! them.

use keii_model::{EntityType, EventType};

use super::Context;
use super::merge::{join, stage};
use super::participant::prefer_persons;
use crate::draft::{EntityDraft, EventDraft};

/// Joins a draft to the meeting of delegations that the sentence before tells of with its day or place
/// (両国の代表団が14日、首都で会談した。A大統領とB大統領は…会談し), where it tells of no other.
/// Gives the draft back where there is none.
pub(super) fn led(
    context: &Context<'_, '_>,
    sentence: usize,
    draft: EventDraft,
    found: &mut [EventDraft],
) -> Option<EventDraft> {
    let earlier = found.iter_mut().rev().take(4).find(|earlier| {
        let told = context.page.sentence_at(earlier.trigger.start);
        told.is_some_and(|told| told + 1 == sentence) && is_of(context, earlier, &draft)
    });
    let Some(earlier) = earlier else { return Some(draft) };
    join(earlier, draft);
    prefer_persons(context, &mut earlier.participants);
    None
}

/// Whether the second names persons where the first names states and bodies alone.
fn is_of(context: &Context<'_, '_>, earlier: &EventDraft, draft: &EventDraft) -> bool {
    let kinds = |draft: &EventDraft| -> Vec<Option<EntityType>> {
        let all = draft.participants.iter();
        all.map(|it| it.entity.map(|at| context.cast.entities[at].kind)).collect()
    };
    let (bodies, persons) = (kinds(earlier), kinds(draft));
    let body = |kind: &Option<EntityType>| {
        matches!(kind, Some(EntityType::Country | EntityType::Organization | EntityType::Group))
    };
    let placed = earlier.time.is_some() || earlier.place.is_some();
    earlier.kind == EventType::Meet
        && draft.kind == EventType::Meet
        && stage(earlier.status) == stage(draft.status)
        && placed
        && draft.time.is_none()
        && draft.place.is_none()
        && (bodies.len() >= 2 || bodies.first() == Some(&Some(EntityType::Group)))
        && bodies.iter().all(body)
        && persons.len() >= 2
        && persons.iter().all(|kind| *kind == Some(EntityType::Person))
        && persons_serve(context, earlier, draft)
}

/// Whether the states that the persons are told to serve are among those that meet.
fn persons_serve(context: &Context<'_, '_>, earlier: &EventDraft, draft: &EventDraft) -> bool {
    let entities = &context.cast.entities;
    let states: Vec<&EntityDraft> = earlier
        .participants
        .iter()
        .filter_map(|it| it.entity.map(|at| &entities[at]))
        .filter(|entity| entity.kind == EntityType::Country)
        .collect();
    let persons = draft.participants.iter().filter_map(|it| it.entity.map(|at| &entities[at]));
    let mut of = persons.flat_map(|person| &person.roles).filter_map(|role| role.of.as_deref());
    let is = |state: &EntityDraft, of: &str| {
        state.name == of || state.aliases.iter().any(|alias| alias == of)
    };
    states.is_empty() || of.all(|of| states.iter().any(|state| is(state, of)))
}
