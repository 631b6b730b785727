//! Where and when.

use keii_model::{Anchor, Edtf, EntityType, Span, TimeBasis, TimeType};

use super::Context;
use super::participant::is_destination;
use super::trigger::Trigger;
use crate::draft::{EventTimeDraft, PlaceDraft, TimeDraft};

/// The place of what a trigger tells; of a visit or an invitation the destination.
pub(super) fn place(
    context: &Context<'_, '_>,
    trigger: &Trigger<'_>,
    region: Span,
) -> Option<PlaceDraft> {
    let text = context.page.text();
    let settings = &context.language.event;
    let words = if is_destination(trigger.kind) { &settings.destination } else { &settings.place };
    let fits = |mention: &&crate::draft::Mention| {
        let kind = context.cast.entity(mention).kind;
        let rest = &text[mention.phrase.end as usize..];
        let glued = is_destination(trigger.kind) && mention.phrase.end == trigger.span.start;
        matches!(kind, EntityType::Place | EntityType::Country)
            && (glued || words.iter().any(|word| rest.starts_with(word.as_str())))
    };
    // The one nearest to the trigger is the finest: 首都リヤドで in サウジアラビアの首都リヤドで.
    let mention = context
        .cast
        .within(region)
        .filter(fits)
        .min_by_key(|mention| mention.span.start.abs_diff(trigger.span.start))?;
    let before = context.cast.within(region).find(|wider| {
        wider.span.end == mention.span.start && context.cast.entity(wider).kind == EntityType::Place
    });
    let span = before.map_or(mention.span, |wider| wider.span.join(mention.span));
    Some(PlaceDraft { entity: Some(mention.entity), span })
}

/// The time told with a trigger, the one nearest to it.
pub(super) fn time(
    context: &Context<'_, '_>,
    trigger: &Trigger<'_>,
    region: Span,
) -> Option<EventTimeDraft> {
    let date = |time: &&TimeDraft| {
        let tells = time.value.is_some() || time.offset.is_some() || time.anchor == Anchor::Weekday;
        let since = time.value.as_deref().is_some_and(|value| value.ends_with(".."));
        time.kind == TimeType::Date && region.contains(time.span) && tells && !since
    };
    let time = context
        .times
        .iter()
        .filter(date)
        .min_by_key(|time| time.span.start.abs_diff(trigger.span.start))?;
    let value: Option<Edtf> = time.value.as_deref().and_then(|value| value.parse().ok());
    let basis = match time.anchor {
        Anchor::Absolute => TimeBasis::Absolute,
        Anchor::Document => TimeBasis::Document,
        Anchor::Event => TimeBasis::Event,
        Anchor::Weekday => TimeBasis::Weekday,
        Anchor::None => TimeBasis::None,
    };
    Some(EventTimeDraft { value, basis, span: Some(time.span) })
}

/// How long it took, and whether that is approximate.
pub(super) fn duration(context: &Context<'_, '_>, region: Span) -> Option<(String, bool)> {
    let time = context.times.iter().find(|time| {
        time.kind == TimeType::Duration && region.contains(time.span) && time.value.is_some()
    })?;
    Some((time.value.clone()?, time.approximate))
}
