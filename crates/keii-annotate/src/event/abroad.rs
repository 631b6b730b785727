//! Where a journey goes whose word names it by one character: 訪米, 来日, 渡英.

use keii_model::{EntityType, EventType, Span};
use keii_rules::Entry;

use super::Context;
use super::trigger::Trigger;
use crate::draft::PlaceDraft;

/// The country in the word itself, where the document names it elsewhere too.
pub(super) fn in_word(context: &Context<'_, '_>, trigger: &Trigger<'_>) -> Option<PlaceDraft> {
    if trigger.kind != EventType::Visit {
        return None;
    }
    let text = context.page.text();
    let journeys = &context.language.event.journeys;
    let words = trigger.span.of(text);
    let verb = journeys.iter().find(|verb| words.starts_with(verb.as_str()))?;
    let start = trigger.span.start + u32::try_from(verb.len()).expect("a word fits into the text");
    let (end, entry) = context.language.country_short.longest_at(text, start)?;
    let key = |entry: &Entry| entry.field("key").map(str::to_owned);
    let key = key(entry).filter(|_| end == trigger.span.end)?;
    let entity = context.cast.entities.iter().position(|entity| {
        entity.kind == EntityType::Country && entity.key.as_deref() == Some(key.as_str())
    })?;
    Some(PlaceDraft { entity: Some(entity), span: Span::new(start, end) })
}
