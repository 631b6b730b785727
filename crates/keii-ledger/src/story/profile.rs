//! What a document is recognised by: a few dozen traits, small enough to be kept beside it.

use std::collections::BTreeMap;

use jiff::civil::Date;
use keii_model::{Entity, EntityType, Id, OfficeLevel, Reading};
use serde::{Deserialize, Serialize};

use crate::name::{PersonNames, comparable};

/// What a document is recognised by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// Which document.
    pub document: Id,
    /// The first and the last day on which it can have appeared, in days of the common era.
    pub published: Option<(i32, i32)>,
    /// Each trait with how often the document shows it.
    pub traits: BTreeMap<Trait, u32>,
}

/// One thing that two documents can have in common.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Trait {
    /// What sort of thing.
    pub kind: TraitKind,
    /// Its name in comparable form, or its key in the lexicon.
    pub name: String,
}

/// Sorts of traits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum TraitKind {
    /// A country.
    Country,
    /// A head of state or government, by family name.
    Leader,
    /// Another person, by family name.
    Person,
    /// A place that the lexicon knows.
    KnownPlace,
    /// A place that it does not know.
    Place,
    /// An organisation that the lexicon knows.
    KnownOrganization,
    /// An organisation that it does not know.
    Organization,
}

impl Profile {
    /// The profile of a reading.
    #[must_use]
    pub fn of(reading: &Reading) -> Self {
        let value = reading.document.published.value.as_ref();
        let mut traits: BTreeMap<Trait, u32> = BTreeMap::new();
        for entity in &reading.entities {
            let mentions = u32::try_from(entity.evidence.len()).unwrap_or(u32::MAX);
            for known in traits_of(entity) {
                let count = traits.entry(known).or_default();
                *count = count.saturating_add(mentions);
            }
        }
        Self {
            document: reading.document.id.clone(),
            published: value
                .and_then(|value| Some((number(value.first_day()?), number(value.last_day()?)))),
            traits,
        }
    }

    /// The traits by which documents are sought that may be linked with this one.
    pub fn sought(&self) -> impl Iterator<Item = &Trait> {
        self.traits.keys().filter(|known| known.kind != TraitKind::Country)
    }
}

fn number(day: Date) -> i32 {
    (day - Date::ZERO).get_days()
}

fn traits_of(entity: &Entity) -> Vec<Trait> {
    let known = entity.key.as_deref();
    let name = || known.map_or_else(|| comparable(entity.name.any()), str::to_owned);
    let one = |kind, name: String| vec![Trait { kind, name }];
    match (entity.entity_type, known.is_some()) {
        (EntityType::Person, _) => {
            let names = PersonNames::of(entity);
            let leads = |level: Option<OfficeLevel>| {
                matches!(level, Some(OfficeLevel::HeadOfState | OfficeLevel::HeadOfGovernment))
            };
            let leader = entity.roles.iter().any(|role| leads(role.level));
            let kind = if leader { TraitKind::Leader } else { TraitKind::Person };
            let short = names.family.into_iter().chain(names.short);
            short
                .filter(|name| name.chars().nth(1).is_some())
                .map(|name| Trait { kind, name })
                .collect()
        }
        (EntityType::Country, _) => one(TraitKind::Country, name()),
        (EntityType::Place, true) => one(TraitKind::KnownPlace, name()),
        (EntityType::Place, false) => one(TraitKind::Place, name()),
        (EntityType::Organization, true) => one(TraitKind::KnownOrganization, name()),
        (EntityType::Organization, false) => one(TraitKind::Organization, name()),
        (EntityType::Group, _) => Vec::new(),
    }
}
