//! Governments: bodies that act for a whole state.

use std::collections::BTreeMap;

use keii_model::{Entity, EntityType, Id, NamingKind, Reading, TextSpan};

/// The state of each body that documents name as its government (南国政府), by their ids.
pub(crate) fn governments<'a>(
    entities: &'a [Entity],
    readings: &'a [Reading],
) -> BTreeMap<&'a Id, &'a Id> {
    let states: BTreeMap<&str, &Id> = entities
        .iter()
        .filter(|one| one.entity_type == EntityType::Country)
        .filter_map(|one| Some((one.key.as_deref()?, &one.id)))
        .collect();
    let named: BTreeMap<&TextSpan, &str> = readings
        .iter()
        .flat_map(|reading| &reading.names)
        .filter(|one| one.kind == NamingKind::Government && one.leader.is_none())
        .filter_map(|one| Some((&one.span, one.about.first()?.as_str())))
        .collect();
    let bodies = entities.iter().filter(|one| one.entity_type == EntityType::Organization);
    let of = bodies.filter_map(|one| {
        let state = one.evidence.iter().find_map(|span| named.get(span))?;
        Some((&one.id, *states.get(state)?))
    });
    of.collect()
}
