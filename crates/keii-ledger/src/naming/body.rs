//! How documents name one organisation or state: in full, by letters, by a shorter word.
//!
//! Unlike a war or a side, these have names of their own, so every mention of one is one of them. Of a
//! state, single letters (米, 露) are left out: they stand within other words.
//! Media that documents credit are left out: they are sources, not what is told of. A company whose
//! announcement is credited is both.

use std::collections::BTreeSet;

use keii_model::{Entity, EntityType, EventType, Id, NameUse, NamingKind, Reading, TextSpan};

/// The mentions of organisations and states that have several forms, by entity.
pub(super) fn uses(readings: &[Reading], entities: &[Entity]) -> Vec<NameUse> {
    let credited = credited(readings);
    let acting = acting(readings);
    let source = |entity: &Entity| {
        !acting.contains(&entity.id)
            && entity.aliases.iter().any(|form| credited.contains(form.to_lowercase().as_str()))
    };
    let named: BTreeSet<&TextSpan> =
        readings.iter().flat_map(|reading| &reading.names).map(|one| &one.span).collect();
    let bodies = entities.iter().filter(|entity| {
        entity.entity_type == EntityType::Organization
            && !source(entity)
            // NATO beside 欧州: told of with the side that it is.
            && !entity.evidence.iter().any(|span| named.contains(span))
    });
    let states = entities.iter().filter(|entity| entity.entity_type == EntityType::Country);
    // Names in Latin letters stand in credits.
    let long = |span: &&TextSpan| span.text.chars().nth(1).is_some() && !span.text.is_ascii();
    let states = states
        .flat_map(|entity| of(NamingKind::State, entity, entity.evidence.iter().filter(long)));
    let bodies = bodies.flat_map(|entity| {
        let forms = entity.evidence.iter().filter(|span| entity.aliases.contains(&span.text));
        of(NamingKind::Organization, entity, forms)
    });
    bodies.chain(states).collect()
}

fn of<'a>(
    kind: NamingKind,
    entity: &Entity,
    forms: impl Iterator<Item = &'a TextSpan>,
) -> impl Iterator<Item = NameUse> {
    let key = entity.key.clone().unwrap_or_else(|| entity.id.to_string());
    forms.map(move |span| NameUse {
        kind,
        about: vec![key.clone()],
        leader: None,
        span: span.clone(),
    })
}

/// Who takes part in what is told of, other than by saying something.
fn acting(readings: &[Reading]) -> BTreeSet<&Id> {
    let events = readings.iter().flat_map(|reading| &reading.events);
    let deeds = events.filter(|mention| mention.event_type != EventType::Speak);
    deeds.flat_map(|mention| &mention.participants).filter_map(|one| one.entity.as_ref()).collect()
}

/// The names of the media that documents are from or credit, in lower case.
fn credited(readings: &[Reading]) -> BTreeSet<String> {
    let documents = readings.iter().map(|reading| &reading.document);
    documents
        .flat_map(|document| {
            let publisher = document.publisher.iter().map(|one| one.name.clone());
            let cited = document.references.iter().filter_map(|one| one.publisher.clone());
            publisher.chain(cited).collect::<Vec<_>>()
        })
        .map(|name| name.to_lowercase())
        .collect()
}
