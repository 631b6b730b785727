//! Governments by the state, their seat, their leader or their capital.

use std::collections::BTreeMap;

use keii_model::{EntityType, NamingKind, Span};

use super::settings::longest_of;
use crate::draft::{Cast, EntityIndex, Mention, MentionForm, NameDraft};
use crate::language::Language;
use crate::page::Page;

/// The states that the document's persons lead, as far as it tells: by their office, or by words
/// before or behind the administration (米バイデン政権, バイデン政権の米政府).
pub(super) fn rulers(
    page: &Page<'_>,
    cast: &Cast,
    language: &Language<'_>,
) -> BTreeMap<EntityIndex, String> {
    let mut rulers = BTreeMap::new();
    for (at, entity) in cast.entities.iter().enumerate() {
        if entity.kind == EntityType::Person {
            let of = entity.roles.iter().filter_map(|role| role.of.as_deref());
            let state = of.filter_map(|of| language.country.get(of)?.field("key")).next();
            rulers.extend(state.map(|state| (at, state.to_owned())));
        }
    }
    let text = page.text();
    let settings = language.names_used;
    for (at, mention) in cast.mentions.iter().enumerate() {
        let Some(end) = administration(page, cast, language, mention) else { continue };
        let before = at.checked_sub(1).map(|at| &cast.mentions[at]);
        let before = before.filter(|one| {
            let gap = text.get(one.span.end as usize..mention.span.start as usize);
            gap.is_some_and(|gap| gap.is_empty() || gap == settings.genitive)
        });
        let behind = cast.mentions.get(at + 1).filter(|one| {
            text.get(end as usize..one.span.start as usize) == Some(settings.genitive.as_str())
        });
        let state =
            [before, behind].into_iter().flatten().find_map(|one| state(page, cast, language, one));
        if let Some(state) = state {
            rulers.entry(mention.entity).or_insert(state);
        }
    }
    rulers
}

/// The governments named in a sentence.
pub(super) fn governments(
    page: &Page<'_>,
    cast: &Cast,
    language: &Language<'_>,
    rulers: &BTreeMap<EntityIndex, String>,
    sentence: Span,
) -> Vec<NameDraft> {
    let mentions: Vec<&Mention> = cast.within(sentence).collect();
    let mut found = Vec::new();
    for (at, mention) in mentions.iter().enumerate() {
        let text = page.text();
        let span = mention.span;
        let after = text.get(span.end as usize..).unwrap_or_default();
        let entity = cast.entity(mention);
        let whole = match entity.kind {
            EntityType::Person => administration(page, cast, language, mention).and_then(|end| {
                let last = span.of(text).rfind('・').map_or(0, |at| at + '・'.len_utf8());
                let start = span.start + u32::try_from(last).ok()?;
                let state = rulers.get(&mention.entity).cloned();
                Some((Span::new(start, end), state, Some(mention.entity)))
            }),
            EntityType::Country => {
                let suffix = longest_of(&language.names_used.governments, after);
                suffix.and_then(|length| {
                    let end = span.end + u32::try_from(length).ok()?;
                    Some((Span::new(span.start, end), Some(entity.key.clone()?), None))
                })
            }
            EntityType::Organization => {
                state(page, cast, language, mention).map(|state| (span, Some(state), None))
            }
            EntityType::Place => {
                let other = |one: Option<&&Mention>| {
                    one.is_some_and(|one| capital(page, language, one).is_some())
                };
                let gap = |one: &Mention, next: &Mention| {
                    text.get(one.span.end as usize..next.span.start as usize)
                        == Some(language.names_used.between.as_str())
                };
                let next = mentions.get(at + 1);
                let last = at.checked_sub(1).and_then(|at| mentions.get(at));
                let beside = (other(next) && next.is_some_and(|next| gap(mention, next)))
                    || (other(last) && last.is_some_and(|last| gap(last, mention)));
                let acts = longest_of(&language.names_used.acts, after).is_some();
                capital(page, language, mention)
                    .filter(|_| beside || acts)
                    .map(|state| (span, Some(state), None))
            }
            EntityType::Group => None,
        };
        if let Some((span, state, leader)) = whole {
            let about = state.into_iter().collect();
            found.push(NameDraft { kind: NamingKind::Government, span, about, leader });
        }
    }
    found
}

/// Where an administration named after a person ends.
fn administration(
    page: &Page<'_>,
    cast: &Cast,
    language: &Language<'_>,
    mention: &Mention,
) -> Option<u32> {
    let person = cast.entity(mention).kind == EntityType::Person;
    if !person || mention.form != MentionForm::Name {
        return None;
    }
    let after = page.text().get(mention.span.end as usize..)?;
    let length = longest_of(&language.names_used.administrations, after)?;
    Some(mention.span.end + u32::try_from(length).ok()?)
}

/// The state whose government a body is, or that is named itself.
fn state(
    page: &Page<'_>,
    cast: &Cast,
    language: &Language<'_>,
    mention: &Mention,
) -> Option<String> {
    let entity = cast.entity(mention);
    if entity.kind == EntityType::Country {
        return entity.key.clone();
    }
    let entry = language.organization.get(mention.span.of(page.text()))?;
    let seats = &language.names_used.seats;
    let is_seat =
        entry.forms().iter().any(|form| seats.iter().any(|seat| form.ends_with(seat.as_str())));
    let government = entry.field("kind") == Some("government") && is_seat;
    government.then(|| entry.field("country").map(str::to_owned)).flatten()
}

/// The state whose capital a place is.
fn capital(page: &Page<'_>, language: &Language<'_>, mention: &Mention) -> Option<String> {
    let entry = language.place.get(mention.span.of(page.text()))?;
    entry.field("capital").and(entry.field("country")).map(str::to_owned)
}
