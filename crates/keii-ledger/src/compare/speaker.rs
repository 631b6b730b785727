//! Who says something, as far as two documents can be speaking of the same one.

use std::collections::BTreeSet;

use keii_model::{Attribution, EntityType, Id};

use super::Sources;

/// How the speakers of two statements stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fit {
    /// The same.
    Same,
    /// One of them is not known, or one is the state that the other serves.
    Open,
    /// Two.
    Other,
}

/// The known speakers of a statement.
pub(crate) fn speakers(said: &Attribution) -> BTreeSet<&Id> {
    said.speaker.iter().filter_map(|one| one.entity.as_ref()).collect()
}

pub(super) fn fit(sources: &Sources<'_>, a: &BTreeSet<&Id>, b: &BTreeSet<&Id>) -> Fit {
    if a == b && !a.is_empty() {
        return Fit::Same;
    }
    let serves = |one: &BTreeSet<&Id>, other: &BTreeSet<&Id>| match (one.first(), other.first()) {
        (Some(person), Some(state)) if one.len() == 1 && other.len() == 1 => {
            serves(sources, person, state)
        }
        _ => false,
    };
    if a.is_empty() || b.is_empty() || serves(a, b) || serves(b, a) {
        Fit::Open
    } else {
        Fit::Other
    }
}

/// Whether a document tells that somebody holds an office of that state.
pub(super) fn serves(sources: &Sources<'_>, person: &Id, state: &Id) -> bool {
    let (Some(person), Some(state)) = (sources.entities.get(person), sources.entities.get(state))
    else {
        return false;
    };
    let is_state = state.entity_type == EntityType::Country;
    let mut of = person.roles.iter().filter_map(|role| role.of.as_ref());
    is_state && of.any(|of| state.aliases.contains(of) || state.name.any() == of)
}
