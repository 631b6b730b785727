//! What speaks for two documents telling of one affair.

use std::collections::BTreeSet;

use super::profile::{Profile, Trait, TraitKind};

/// So much evidence links two documents.
const ENOUGH: u32 = 10;

/// Why two documents are linked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What they have in common, and what each speaks for it.
    pub shared: Vec<(Trait, u32)>,
    /// All of it together.
    pub weight: u32,
}

/// The link between two documents, where there is one. It depends on these two alone.
#[must_use]
pub fn link(a: &Profile, b: &Profile) -> Option<Link> {
    let shared = a.traits.keys().filter(|known| b.traits.contains_key(known));
    let shared: Vec<(Trait, u32)> = shared.map(|known| (known.clone(), weight(known))).collect();
    let kinds: BTreeSet<TraitKind> = shared.iter().map(|(known, _)| known.kind).collect();
    let weight = shared.iter().map(|(_, weight)| weight).sum();
    (weight >= ENOUGH && kinds.len() > 1).then_some(Link { shared, weight })
}

fn weight(known: &Trait) -> u32 {
    match known.kind {
        TraitKind::Country | TraitKind::KnownPlace | TraitKind::KnownOrganization => 2,
        TraitKind::Leader => 3,
        TraitKind::Person | TraitKind::Place | TraitKind::Organization => 4,
    }
}
