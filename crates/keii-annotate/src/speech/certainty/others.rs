//! Whether somebody tells of what others agreed on or wish for, rather than of their own doing: 大統領は、両国が停戦
//! に合意したと述べた.

use std::collections::BTreeSet;

use keii_model::{EntityType, Span};
use keii_syntax::{ParticleKind, Pos, Token};

use crate::draft::{EntityDraft, EntityIndex, SpeakerDraft};
use crate::speech::Context;

/// Whether the words have a subject, and none of the speakers is part of it or acts for a part of it.
pub(super) fn act(context: &Context<'_, '_>, words: &[Token], speakers: &[SpeakerDraft]) -> bool {
    let Some(marked) = words.iter().rposition(|token| is_subject(context, token)) else {
        return false;
    };
    let Some(span) = words.first().map(|first| first.span.join(words[marked].span)) else {
        return false;
    };
    let subjects = named_before(context, span);
    let own: BTreeSet<EntityIndex> =
        speakers.iter().filter_map(|it| it.entity).flat_map(|it| sides(context, it)).collect();
    let known = !subjects.is_empty() && speakers.iter().any(|it| it.entity.is_some());
    let text = context.page.text();
    let first = |token: &Token| {
        context
            .language
            .speech
            .first_person
            .iter()
            .any(|it| token.span.of(text).ends_with(it.as_str()))
    };
    let shared = subjects.iter().any(|&at| sides(context, at).iter().any(|it| own.contains(it)));
    known && !shared && !words.iter().any(first)
}

fn is_subject(context: &Context<'_, '_>, token: &Token) -> bool {
    token.pos == Pos::Particle(ParticleKind::Topic)
        || token.pos == Pos::Particle(ParticleKind::Case)
            && token.span.of(context.page.text()) == context.language.speech.subject
}

/// All who are named before the mark of the subject, with the members of groups. A group that nobody knows the
/// members of may hold the speaker: then there is nobody.
fn named_before(context: &Context<'_, '_>, span: Span) -> BTreeSet<EntityIndex> {
    let mut named = BTreeSet::new();
    for mention in context.cast.within(span) {
        let entity = context.cast.entity(mention);
        if entity.kind == EntityType::Group && entity.members.is_empty() {
            return BTreeSet::new();
        }
        named.insert(mention.entity);
        named.extend(entity.members.iter().copied());
    }
    named
}

/// Somebody, and the country or body that they are of.
fn sides(context: &Context<'_, '_>, speaker: EntityIndex) -> Vec<EntityIndex> {
    let entities = &context.cast.entities;
    let entity = &entities[speaker];
    let of = |other: &EntityDraft| {
        let key = other.key.is_some() && other.key == entity.country;
        let office = entity.roles.iter().filter_map(|role| role.of.as_deref());
        key || office.into_iter().any(|it| other.aliases.iter().any(|name| name == it))
    };
    let homes = (0..entities.len()).filter(|&at| of(&entities[at]));
    entity.members.iter().copied().chain(homes).chain([speaker]).collect()
}
