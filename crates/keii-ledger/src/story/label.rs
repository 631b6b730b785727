//! A line of facts about a story: who and where it is about.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use keii_model::{Entity, EntityType, Id};

/// So many names stand in a label.
const NAMES: usize = 4;

/// The countries that most documents of the story name, then the persons and places.
pub(crate) fn label(entities: &[Entity]) -> String {
    let told = |entity: &&Entity| {
        let documents: BTreeSet<&Id> = entity.evidence.iter().map(|span| &span.document).collect();
        Reverse((documents.len(), entity.evidence.len()))
    };
    let of = |types: &[EntityType]| {
        let mut found: Vec<&Entity> =
            entities.iter().filter(|entity| types.contains(&entity.entity_type)).collect();
        found.sort_by_key(|entity| (told(entity), entity.id.clone()));
        found
    };
    let countries = of(&[EntityType::Country]).into_iter().take(NAMES / 2);
    let others = of(&[EntityType::Person, EntityType::Place, EntityType::Organization]);
    let names = countries.chain(others).map(|entity| entity.name.any());
    let names: Vec<&str> = names.filter(|name| !name.is_empty()).take(NAMES).collect();
    names.join(" / ")
}
