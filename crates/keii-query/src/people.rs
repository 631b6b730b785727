//! Who and what is named most.

use std::cmp::Reverse;

use keii_ledger::Ledger;
use keii_model::{Entity, EntityName, EntityType, Id};
use keii_store::{Error, Listed, Store};

/// So many people or bodies stand in a list.
const LISTED: usize = 300;

/// So many names are offered where one is typed.
const OFFERED: usize = 100;

/// Who and what is named most.
#[derive(Clone, Debug, PartialEq)]
pub struct People {
    /// The first persons, with their offices, the most often named first, then by name and id.
    pub persons: Vec<Listed>,
    /// How many there are in all.
    pub all_persons: usize,
    /// The first organisations and countries, the most often named first, then by id.
    pub bodies: Vec<Listed>,
    /// How many there are in all.
    pub all_bodies: usize,
    /// The names of persons, organisations and countries that are named most.
    pub names: Vec<EntityName>,
}

impl People {
    /// Out of what the file keeps; `None` where it does not have all.
    pub(crate) fn of_store(store: &Store) -> Result<Option<Self>, Error> {
        let Some(persons) = persons(store, None)? else { return Ok(None) };
        let mut bodies = Vec::new();
        for of in [EntityType::Organization, EntityType::Country] {
            bodies.extend(store.all_named(of, None)?.unwrap_or_default());
        }
        let mut people = Self::of(persons, bodies);
        for one in &mut people.persons {
            if let Some(entity) = store.entity_in_short(&one.entity.id)? {
                one.entity = entity;
            }
        }
        Ok(Some(people))
    }

    /// Out of a ledger.
    pub(crate) fn of_ledger(ledger: &Ledger) -> Self {
        let listed = |entity: &Entity, statements| {
            let (entity, mentions) = (entity.clone(), entity.evidence.len());
            Listed { entity, mentions, statements }
        };
        let persons = ledger.people().into_iter();
        let persons = persons.map(|one| listed(one.entity, one.statements)).collect();
        let bodies = ledger.entities().filter(|one| is_body(one.entity_type));
        // Nobody asks how much a body says.
        Self::of(persons, bodies.map(|one| listed(one, 0)).collect())
    }

    fn of(mut persons: Vec<Listed>, mut bodies: Vec<Listed>) -> Self {
        bodies.sort_by(|a, b| often(a).cmp(&often(b)));
        let mut names: Vec<&Listed> = persons.iter().chain(&bodies).collect();
        names.sort_unstable_by(|a, b| often(a).cmp(&often(b)));
        let names = names.into_iter().take(OFFERED).map(|one| one.entity.name.clone()).collect();
        let (all_persons, all_bodies) = (persons.len(), bodies.len());
        persons.truncate(LISTED);
        bodies.truncate(LISTED);
        Self { persons, all_persons, bodies, all_bodies, names }
    }
}

fn often(one: &Listed) -> (Reverse<usize>, &Id) {
    (Reverse(one.mentions), &one.entity.id)
}

fn is_body(of: EntityType) -> bool {
    matches!(of, EntityType::Organization | EntityType::Country)
}

/// All persons, the most often named first, then by name and id; with a story, those whom it names.
pub(crate) fn persons(store: &Store, story: Option<&Id>) -> Result<Option<Vec<Listed>>, Error> {
    let Some(mut persons) = store.all_named(EntityType::Person, story)? else { return Ok(None) };
    persons.sort_by(|a, b| {
        let key = |one: &Listed| (Reverse(one.mentions), one.entity.name.any().to_owned());
        key(a).cmp(&key(b)).then_with(|| a.entity.id.cmp(&b.entity.id))
    });
    Ok(Some(persons))
}
