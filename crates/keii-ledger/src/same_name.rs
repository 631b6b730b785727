//! Which organisations, countries and places of different documents are one.
//!
//! Groups of people (高官ら, 両首脳) are joined by key alone: the same words mean others in the
//! next document.

use std::collections::{BTreeMap, BTreeSet};

use keii_model::EntityType;

use crate::cluster::{Candidate, Clusters, Part};
use crate::name::comparable;

/// Equal keys of the lexicon.
const SAME_KEY: &str = "entity.same-key";
/// Equal names.
const SAME_NAME: &str = "entity.same-name";
/// The name of one is another name of the other, or both have it.
const ALIAS: &str = "entity.alias";
/// The name of one is a shortening of the only name that fits.
const SHORTENING: &str = "entity.shortening";

/// Joins whatever has one key, persons too.
pub(crate) fn join_keys(candidates: &[Candidate<'_>], clusters: &mut Clusters) {
    let mut first: BTreeMap<&str, Part> = BTreeMap::new();
    for (part, candidate) in candidates.iter().enumerate() {
        if let Some(key) = candidate.entity.key.as_deref() {
            let first = *first.entry(key).or_insert(part);
            clusters.join(first, part, SAME_KEY);
        }
    }
}

/// Joins organisations, countries and places by name, then by alias.
pub(crate) fn join(candidates: &[Candidate<'_>], clusters: &mut Clusters) {
    let mut by_form: BTreeMap<(EntityType, String), Vec<Bearer>> = BTreeMap::new();
    for (part, candidate) in candidates.iter().enumerate() {
        let entity_type = candidate.entity.entity_type;
        if !matches!(entity_type, EntityType::Person | EntityType::Group) {
            for (form, how) in forms(candidate) {
                by_form.entry((entity_type, form)).or_default().push(Bearer { part, how });
            }
        }
    }
    for bearers in by_form.values() {
        let named: Vec<Part> = with(bearers, How::Name).collect();
        clusters.join_alike(&named, SAME_NAME, |_, _| true);
    }
    for bearers in by_form.values() {
        join_aliases(clusters, bearers);
    }
}

/// One that has a form.
struct Bearer {
    part: Part,
    how: How,
}

/// What a form is to one that has it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum How {
    /// Its name.
    Name,
    /// Another name of it (NATO).
    Alias,
    /// A piece of its name (外務省 of a country's 外務省), which others can have as well.
    Shortening,
}

fn with(bearers: &[Bearer], how: How) -> impl Iterator<Item = Part> + '_ {
    bearers.iter().filter(move |bearer| bearer.how == how).map(|bearer| bearer.part)
}

fn forms(candidate: &Candidate<'_>) -> BTreeMap<String, How> {
    let entity = candidate.entity;
    let names = [entity.name.ja.as_deref(), entity.name.en.as_deref()];
    let names: Vec<String> = names.into_iter().flatten().map(comparable).collect();
    let mut forms = BTreeMap::new();
    for alias in entity.aliases.iter().map(|alias| comparable(alias)) {
        let short = names.iter().any(|name| name.contains(&alias));
        forms.insert(alias, if short { How::Shortening } else { How::Alias });
    }
    forms.extend(names.into_iter().map(|name| (name, How::Name)));
    // One character (米, 露) names too much; the lexicon's key joins those that are known.
    forms.retain(|form, _| form.chars().nth(1).is_some());
    forms
}

fn join_aliases(clusters: &mut Clusters, bearers: &[Bearer]) {
    let mut called = with(bearers, How::Name).chain(with(bearers, How::Alias));
    let first = called.next();
    if let Some(first) = first {
        for part in called {
            clusters.join(first, part, ALIAS);
        }
    }
    let short: BTreeSet<Part> =
        with(bearers, How::Shortening).map(|part| clusters.root(part)).collect();
    if let (Some(first), Some(&only), 1) = (first, short.first(), short.len()) {
        clusters.join(only, first, SHORTENING);
    }
}
