//! Those between whom a document's talks, truce or war are, where a later word for them names nobody: 次回の協議は,
//! 停戦は, 両者は.

use std::collections::BTreeSet;

use keii_model::{EntityType, EventType, ParticipantRole};

use super::Context;
use crate::draft::{EntityIndex, EventDraft, ParticipantDraft};

/// Names the parties of happenings between two that name none, after the happenings around them.
pub(super) fn name(context: &Context<'_, '_>, drafts: &mut [EventDraft]) {
    states(context, drafts);
    let told: Vec<Option<Vec<EntityIndex>>> = drafts.iter().map(|it| told(context, it)).collect();
    for at in 0..drafts.len() {
        if told[at].is_none() && is_open(context, &drafts[at]) {
            if let Some(from) = nearest(context, drafts, &told, at) {
                let parties = told[from].as_deref().unwrap_or_default();
                drafts[at].participants = parties
                    .iter()
                    .map(|&entity| {
                        party(context, &drafts[at], entity, ParticipantRole::Participant)
                    })
                    .collect();
                drafts[at].steps.push(("event.parties".to_owned(), Some(drafts[from].trigger)));
            }
        } else if drafts[at].kind == EventType::Mediate {
            mediated(context, drafts, &told, at);
        }
    }
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

/// What ends or settles a fight.
fn settles(kind: EventType) -> bool {
    use EventType::{Agree, Ceasefire, Mediate, Negotiate, Sign, War};
    matches!(kind, Agree | Ceasefire | Mediate | Negotiate | Sign | War)
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
    between(draft.kind)
        && !war
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
        !pair && context.cast.entity(it).kind != EntityType::Place
    });
    compound || inside
}

/// The happening whose parties are meant: the nearest before, else the nearest behind; none where those of
/// the document are between different parties.
fn nearest(
    context: &Context<'_, '_>,
    drafts: &[EventDraft],
    told: &[Option<Vec<EntityIndex>>],
    at: usize,
) -> Option<usize> {
    let states = |from: usize| {
        !of_states(drafts[at].kind)
            || told[from]
                .iter()
                .flatten()
                .all(|&it| context.cast.entities[it].kind != EntityType::Person)
    };
    let known: Vec<usize> =
        (0..drafts.len()).filter(|it| told[*it].is_some() && states(*it)).collect();
    let own = drafts[at].trigger.start;
    // 停戦を仲介した: rather between those who fight than between those who meet somewhere.
    let close = |it: &usize| !settles(drafts[at].kind) || settles(drafts[*it].kind);
    let before = |fits: &dyn Fn(&usize) -> bool| {
        known.iter().copied().rev().find(|it| drafts[*it].trigger.start < own && fits(it))
    };
    let from = before(&close)
        .or_else(|| known.iter().copied().find(close))
        .or_else(|| before(&|_| true))
        .or_else(|| known.first().copied())?;
    let parties = told[from].as_ref()?;
    let shared = |it: &usize| told[*it].iter().flatten().any(|entity| parties.contains(entity));
    known.iter().all(shared).then_some(from)
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
    let Some(from) = nearest(context, drafts, told, at) else { return };
    let others = told[from].iter().flatten().filter(|it| !actors.contains(&Some(**it)));
    let others: Vec<_> =
        others.map(|&it| party(context, draft, it, ParticipantRole::Recipient)).collect();
    if others.len() >= 2 {
        drafts[at].participants.extend(others);
    }
}

/// A国のB首相とC国のD首相が停戦で合意した: the truce is one of their states.
fn states(context: &Context<'_, '_>, drafts: &mut [EventDraft]) {
    for draft in drafts.iter_mut().filter(|it| of_states(it.kind)) {
        let state = |it: &ParticipantDraft| {
            let entity = &context.cast.entities[it.entity?];
            let of = entity.roles.iter().find_map(|role| role.of.as_ref())?;
            let country = |it: &&crate::draft::EntityDraft| {
                it.kind == EntityType::Country && (it.name == *of || it.aliases.contains(of))
            };
            let found = context.cast.entities.iter().position(|it| country(&it));
            found.filter(|_| entity.kind == EntityType::Person)
        };
        let found: Vec<Option<EntityIndex>> = draft.participants.iter().map(state).collect();
        let distinct: BTreeSet<EntityIndex> = found.iter().copied().flatten().collect();
        if distinct.len() < 2 || distinct.len() < found.len() {
            continue;
        }
        let trigger = draft.trigger.start;
        for (participant, state) in draft.participants.iter_mut().zip(found) {
            let named = state.and_then(|it| context.named_near(it, trigger));
            (participant.entity, participant.span) = (state, named.or(participant.span));
        }
    }
}
