//! Those between whom a document's talks, truce or war are, where a later word for them names nobody: 次回の協議は,
//! 停戦は, 両者は.

use std::collections::BTreeSet;

use keii_model::{EntityType, EventType, ParticipantRole, Status};

use super::Context;
use super::trigger::marked;
use crate::draft::{EntityIndex, EventDraft, ParticipantDraft};

/// The most happenings before one, and behind it, among which those are looked for that it is of.
const REACH: usize = 64;

/// Names the parties of happenings between two that name none, after the happenings around them.
pub(super) fn name(context: &Context<'_, '_>, drafts: &mut [EventDraft]) {
    states(context, drafts);
    let told: Vec<Option<Vec<EntityIndex>>> = drafts.iter().map(|it| told(context, it)).collect();
    for at in 0..drafts.len() {
        if told[at].is_none() && is_open(context, &drafts[at]) {
            if let Some(beside) = beside(drafts, at) {
                // 停戦に合意した: the agreement is of those whose truce it is.
                drafts[at].participants = drafts[beside].participants.clone();
                let by = Some(drafts[beside].trigger);
                drafts[at].steps.push(("event.parties".to_owned(), by));
            } else if let Some(Meant { parties, by }) = meant(context, drafts, &told, at) {
                let role = ParticipantRole::Participant;
                let draft = &drafts[at];
                let parties = parties.iter().map(|&it| party(context, draft, it, role)).collect();
                drafts[at].participants = parties;
                drafts[at].steps.push(("event.parties".to_owned(), by));
            }
        } else if drafts[at].kind == EventType::Mediate {
            mediated(context, drafts, &told, at);
        }
    }
}

/// The happening between two that the same words tell and name somebody for.
fn beside(drafts: &[EventDraft], at: usize) -> Option<usize> {
    let own = drafts[at].evidence.first()?;
    let around = at.saturating_sub(REACH)..drafts.len().min(at + REACH);
    let mut others = around.filter(|&other| other != at && settles(drafts[other].kind));
    others.find(|&other| {
        !drafts[other].participants.is_empty()
            && drafts[other].evidence.first().is_some_and(|it| it.overlaps(*own))
    })
}

fn party(
    context: &Context<'_, '_>,
    draft: &EventDraft,
    entity: EntityIndex,
    role: ParticipantRole,
) -> ParticipantDraft {
    let span = context.named_near(entity, draft.trigger.start);
    ParticipantDraft { entity: Some(entity), span, role }
}

/// What is between two or more, and goes on being told of.
fn between(kind: EventType) -> bool {
    use EventType::{Agree, Call, Ceasefire, Meet, Negotiate, Sign, War};
    matches!(kind, Agree | Call | Ceasefire | Meet | Negotiate | Sign | War)
}

/// What states and armed groups do, and no person.
fn of_states(kind: EventType) -> bool {
    matches!(kind, EventType::War | EventType::Ceasefire)
}

/// What is between those who fight.
fn of_fight(kind: EventType) -> bool {
    matches!(kind, EventType::Ceasefire | EventType::Mediate)
}

/// What those do who fight, or settle it.
fn settles(kind: EventType) -> bool {
    use EventType::{Agree, Ceasefire, Negotiate, Sign, War};
    matches!(kind, Agree | Ceasefire | Negotiate | Sign | War)
}

/// The parties of a happening between two, where at least two are known.
fn told(context: &Context<'_, '_>, draft: &EventDraft) -> Option<Vec<EntityIndex>> {
    let known: BTreeSet<EntityIndex> = draft
        .participants
        .iter()
        .filter_map(|it| it.entity)
        .filter(|&at| context.cast.entities[at].kind != EntityType::Group)
        .collect();
    (between(draft.kind) && known.len() >= 2).then(|| known.into_iter().collect())
}

/// Whether a happening between two names nobody, or only a word for the two (両者).
fn is_open(context: &Context<'_, '_>, draft: &EventDraft) -> bool {
    // 両会派, but not 両国の高官.
    const LONGEST: usize = 3;
    let pair = |it: &ParticipantDraft| {
        let group = it.entity.is_none_or(|at| context.cast.entities[at].kind == EntityType::Group);
        let words = it.span.map_or("", |span| span.of(context.page.text()));
        let crowds = &context.language.event.pairs;
        let crowd = crowds.iter().any(|word| words.starts_with(word.as_str()));
        group && crowd && words.chars().count() <= LONGEST
    };
    // 紛争が続く: any war there is may be meant.
    let war = draft.kind == EventType::War && draft.participants.is_empty();
    // 委員会で: a body that sits is no meeting of two.
    let entry = context.language.event_trigger.longest_at(context.page.text(), draft.trigger.start);
    let sits = entry.is_some_and(|(_, entry)| marked(entry, "sits"));
    between(draft.kind)
        && !war
        && !sits
        && draft.participants.iter().all(pair)
        && !names_somebody(context, draft)
}

/// 欧州首脳会議, カイロでの会合: whether the words of a happening hold a name, be it of nobody who takes part.
fn names_somebody(context: &Context<'_, '_>, draft: &EventDraft) -> bool {
    const COMPOUND: u32 = 30;
    let Some(evidence) = draft.evidence.first() else { return true };
    let text = context.page.text();
    let start = draft.trigger.start.saturating_sub(COMPOUND);
    let glued = keii_model::Span::new(start, draft.trigger.start);
    let compound = context.cast.within(glued).any(|it| it.phrase.end == draft.trigger.start);
    let inside = context.cast.within(*evidence).any(|it| {
        let word = it.span.of(text);
        let pair = context.language.event.pairs.iter().any(|pair| word.starts_with(pair.as_str()));
        let rest = &text[it.phrase.end as usize..];
        let place = context.language.event.place.all().any(|word| rest.starts_with(word));
        !pair && !place && context.cast.entity(it).kind != EntityType::Place
    });
    compound || inside
}

/// Whose talks or truce a draft is: those of the nearest happening before, else behind; nobody where those
/// that the document tells of are between different parties.
fn meant(
    context: &Context<'_, '_>,
    drafts: &[EventDraft],
    told: &[Option<Vec<EntityIndex>>],
    at: usize,
) -> Option<Meant> {
    let fits = |parties: &[EntityIndex]| {
        let person = |it: &EntityIndex| context.cast.entities[*it].kind == EntityType::Person;
        !of_states(drafts[at].kind) || !parties.iter().any(person)
    };
    let around = at.saturating_sub(REACH)..drafts.len().min(at + REACH);
    let known: Vec<usize> =
        around.filter(|it| told[*it].as_ref().is_some_and(|it| fits(it))).collect();
    let own = drafts[at].trigger.start;
    // 停戦を仲介した: rather between those who fight than between those who meet somewhere.
    let close = |it: &usize| !of_fight(drafts[at].kind) || settles(drafts[*it].kind);
    let all = |fits: &dyn Fn(&usize) -> bool| {
        let mut before = known.iter().copied().rev();
        let before = before.find(|it| drafts[*it].trigger.start < own && fits(it));
        // Behind it, the same: a call of others is no word of whose talks began.
        let same = |it: &&usize| drafts[**it].kind == drafts[at].kind || settles(drafts[**it].kind);
        before.or_else(|| known.iter().filter(same).copied().find(fits))
    };
    let near = all(&close);
    if near.is_none()
        && let Some(pair) = crate::mention::side_by_side(context.cast)
    {
        return Some(Meant { parties: pair, by: None });
    }
    let from = near.or_else(|| all(&|_| true))?;
    let parties = told[from].clone()?;
    let states = |parties: &[EntityIndex]| -> BTreeSet<EntityIndex> {
        parties.iter().map(|it| state(context, *it).unwrap_or(*it)).collect()
    };
    let own = states(&parties);
    let shared = |it: &usize| !states(told[*it].as_deref().unwrap_or_default()).is_disjoint(&own);
    // A国のB外相とC国防相: two of one side are not the two sides.
    if own.len() < 2 || !known.iter().all(shared) {
        return None;
    }
    // 次回の協議: whom they send is not told.
    let open = !matches!(drafts[at].status, Status::Held | Status::Ongoing);
    let parties =
        if open && own.len() == parties.len() { own.into_iter().collect() } else { parties };
    Some(Meant { parties, by: Some(drafts[from].trigger) })
}

/// Parties of a happening that does not name them.
struct Meant {
    parties: Vec<EntityIndex>,
    /// The word for the happening that names them.
    by: Option<keii_model::Span>,
}

/// 国が仲介した: between those who talk in the document.
fn mediated(
    context: &Context<'_, '_>,
    drafts: &mut [EventDraft],
    told: &[Option<Vec<EntityIndex>>],
    at: usize,
) {
    let draft = &drafts[at];
    let actors: Vec<_> = draft.participants.iter().map(|it| it.entity).collect();
    if draft.participants.is_empty()
        || draft.participants.iter().any(|it| it.role != ParticipantRole::Actor)
    {
        return;
    }
    let Some(meant) = meant(context, drafts, told, at) else { return };
    let others = meant.parties.iter().filter(|it| !actors.contains(&Some(**it)));
    let others: Vec<_> =
        others.map(|&it| party(context, draft, it, ParticipantRole::Recipient)).collect();
    if others.len() >= 2 {
        drafts[at].participants.extend(others);
    }
}

/// The country that a person holds an office of, where the document names it.
fn state(context: &Context<'_, '_>, entity: EntityIndex) -> Option<EntityIndex> {
    let entities = &context.cast.entities;
    let person = Some(&entities[entity]).filter(|it| it.kind == EntityType::Person)?;
    let of = person.roles.iter().find_map(|role| role.of.as_ref())?;
    entities.iter().position(|it| {
        it.kind == EntityType::Country && (it.name == *of || it.aliases.contains(of))
    })
}

/// A国のB首相とC国のD首相が停戦で合意した: the truce is one of their states; and none of one person alone.
fn states(context: &Context<'_, '_>, drafts: &mut [EventDraft]) {
    for draft in drafts.iter_mut().filter(|it| of_states(it.kind)) {
        let found: Vec<Option<EntityIndex>> =
            draft.participants.iter().map(|it| state(context, it.entity?)).collect();
        let distinct: BTreeSet<EntityIndex> = found.iter().copied().flatten().collect();
        if distinct.len() >= 2 && distinct.len() == found.len() {
            let trigger = draft.trigger.start;
            for (participant, state) in draft.participants.iter_mut().zip(found) {
                let named = state.and_then(|it| context.named_near(it, trigger));
                (participant.entity, participant.span) = (state, named.or(participant.span));
            }
        }
        let person = |it: &ParticipantDraft| {
            it.entity.is_some_and(|at| context.cast.entities[at].kind == EntityType::Person)
        };
        if draft.kind == EventType::Ceasefire && draft.participants.len() == 1 {
            draft.participants.retain(|it| !person(it));
        }
    }
}
