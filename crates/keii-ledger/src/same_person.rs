//! Which persons of different documents are one.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use keii_model::EntityType;

use crate::cluster::{Candidate, Clusters, Part};
use crate::name::{is_usual_family_length, needs_agreement};
use crate::sound::{in_new_forms, key};
use crate::{holder, variant};

/// Equal full names.
const FULL_NAME: &str = "entity.full-name";
/// The family name of the only full name that fits.
const FAMILY_NAME: &str = "entity.family-name";
/// The family name of a full name in the same document.
const FAMILY_NAME_IN_DOCUMENT: &str = "entity.family-name-in-document";
/// A family name that says too little, and the office that is told with it.
const FAMILY_NAME_AND_OFFICE: &str = "entity.family-name-and-office";
/// Another part of a full name, and the office that only one person holds.
const GIVEN_NAME_AND_OFFICE: &str = "entity.given-name-and-office";
/// Equal short names, where no full name is known or the offices agree.
const SHORT_NAME: &str = "entity.short-name";

/// Joins persons: by full name and its spellings, then short forms to the full name that fits,
/// then short forms with each other, then those who are named by an office alone. Different full
/// names meet only where they are spellings of one. `days` are those of publication, by document.
pub(crate) fn join(candidates: &[Candidate<'_>], days: &[Option<Date>], clusters: &mut Clusters) {
    let persons: Vec<Part> = (0..candidates.len())
        .filter(|&part| candidates[part].entity.entity_type == EntityType::Person)
        .collect();
    let full = |part: Part| candidates[part].names.full.iter().map(|name| in_new_forms(name));
    for (_, parts) in index(&persons, full) {
        clusters.join_alike(&parts, FULL_NAME, |a, b| !a.namesakes(b));
    }
    variant::join_same_sound(candidates, &persons, clusters);
    let full = |part: &&Part| !candidates[**part].names.full.is_empty();
    let full: Vec<Part> = persons.iter().filter(full).copied().collect();
    variant::join_like_sound(candidates, &full, clusters);
    let families =
        index(&persons, |part| candidates[part].names.family.iter().map(|form| key(form)));
    let unresolved = join_families(candidates, clusters, &persons, &families);
    let unresolved = join_given_names(candidates, clusters, &persons, unresolved);
    join_short_names(clusters, candidates, &unresolved, &families);
    variant::join_like_sound(candidates, &persons, clusters);
    let nameless = |part: &&Part| candidates[**part].names.is_empty();
    let nameless: Vec<Part> = persons.iter().filter(nameless).copied().collect();
    holder::join(candidates, &nameless, days, clusters);
}

/// The parts by each of their forms, both in order.
fn index<I: Iterator<Item = String>>(
    parts: &[Part],
    forms: impl Fn(Part) -> I,
) -> BTreeMap<String, Vec<Part>> {
    let mut index: BTreeMap<String, Vec<Part>> = BTreeMap::new();
    for &part in parts {
        for form in forms(part) {
            index.entry(form).or_default().push(part);
        }
    }
    index
}

/// Where a short form belongs.
struct Home {
    /// The first part of the group.
    target: Part,
    /// The short form.
    part: Part,
    rule: &'static str,
}

/// Joins short forms to full names and returns those for which there is no home.
///
/// Homes are found for all of them before any is joined: otherwise the first to come would
/// decide for the next.
fn join_families(
    candidates: &[Candidate<'_>],
    clusters: &mut Clusters,
    persons: &[Part],
    families: &BTreeMap<String, Vec<Part>>,
) -> Vec<Part> {
    let mut bearers = Bearers::new(clusters, families);
    let mut homes: BTreeMap<Part, Vec<Home>> = BTreeMap::new();
    let mut unresolved = Vec::new();
    for &part in persons {
        if candidates[part].names.short.is_empty() {
            continue;
        }
        match bearers.home(&candidates[part], part) {
            Some(home) => homes.entry(home.target).or_default().push(home),
            None => unresolved.push(part),
        }
    }
    for homes in homes.into_values() {
        unresolved.extend(move_in(clusters, candidates, homes));
    }
    unresolved.sort_unstable();
    unresolved
}

/// Who bears each family name.
struct Bearers<'c> {
    clusters: &'c mut Clusters,
    /// The groups by family name.
    roots: BTreeMap<&'c str, Vec<Part>>,
}

impl<'c> Bearers<'c> {
    fn new(clusters: &'c mut Clusters, families: &'c BTreeMap<String, Vec<Part>>) -> Self {
        let mut roots = BTreeMap::new();
        for (family, parts) in families {
            let groups: BTreeSet<Part> = parts.iter().map(|&part| clusters.root(part)).collect();
            roots.insert(family.as_str(), groups.into_iter().collect());
        }
        Self { clusters, roots }
    }

    fn home(&mut self, candidate: &Candidate<'_>, part: Part) -> Option<Home> {
        let own = self.clusters.root(part);
        let short = &candidate.names.short;
        let groups = short.iter().filter_map(|form| self.roots.get(key(form).as_str())).flatten();
        let groups: BTreeSet<Part> = groups.copied().filter(|&root| root != own).collect();
        let strict = short.iter().any(|form| needs_agreement(form));
        let usual = short.iter().all(|form| is_usual_family_length(form));
        let (mut fitting, mut near, mut agreeing) = (Vec::new(), Vec::new(), Vec::new());
        for root in groups {
            let group = self.clusters.group(root);
            if group.offices.conflict(&candidate.offices, strict) {
                continue;
            }
            fitting.push(root);
            if group.documents.contains(&candidate.document) {
                near.push(root);
            }
            if group.offices.agree(&candidate.offices) {
                agreeing.push(root);
            }
        }
        let home = |target, rule| Some(Home { target, part, rule });
        match (near.as_slice(), fitting.as_slice(), agreeing.as_slice()) {
            ([one], _, _) => home(*one, FAMILY_NAME_IN_DOCUMENT),
            ([_, _, ..], _, _) => None,
            ([], [one], _) if usual => home(*one, FAMILY_NAME),
            ([], _, [one]) => home(*one, FAMILY_NAME_AND_OFFICE),
            _ => None,
        }
    }
}

/// Joins those who are called by another part of a full name than the last to the one bearer who is
/// told to hold the same office, and returns the others.
fn join_given_names(
    candidates: &[Candidate<'_>],
    clusters: &mut Clusters,
    persons: &[Part],
    unresolved: Vec<Part>,
) -> Vec<Part> {
    let given = index(persons, |part| candidates[part].names.given.iter().map(|form| key(form)));
    let mut homes = Vec::new();
    let mut left = Vec::new();
    for part in unresolved {
        let short = candidates[part].names.short.iter();
        let bearers = short.filter_map(|form| given.get(&key(form))).flatten();
        let offices = &candidates[part].offices;
        let mut homes_of: BTreeSet<Part> = bearers.map(|&bearer| clusters.root(bearer)).collect();
        homes_of.retain(|&root| clusters.group(root).offices.shares_sole(offices));
        match (homes_of.first(), homes_of.len()) {
            (Some(&home), 1) => homes.push((home, part)),
            _ => left.push(part),
        }
    }
    homes.retain(|&(home, part)| {
        let joined = clusters.join(home, part, GIVEN_NAME_AND_OFFICE);
        if !joined {
            left.push(part);
        }
        joined
    });
    left.sort_unstable();
    left
}

/// Joins the short forms that chose one group. Where they contradict each other they cannot all
/// be right: then only those stay that its own documents or its office speak for.
fn move_in(clusters: &mut Clusters, candidates: &[Candidate<'_>], homes: Vec<Home>) -> Vec<Part> {
    let Some(target) = homes.first().map(|home| home.target) else { return Vec::new() };
    let own = clusters.group(target).offices.clone();
    let mut all = own.clone();
    let mut united = true;
    for home in &homes {
        let offices = &candidates[home.part].offices;
        united &= !all.conflict(offices, is_strict(&candidates[home.part]));
        all.absorb(offices.clone());
    }
    let (mut near, mut far): (Vec<Home>, Vec<Home>) =
        homes.into_iter().partition(|home| home.rule == FAMILY_NAME_IN_DOCUMENT);
    near.append(&mut far);
    let mut left = Vec::new();
    for home in near {
        let candidate = &candidates[home.part];
        let spoken_for = home.rule == FAMILY_NAME_IN_DOCUMENT || own.agree(&candidate.offices);
        let now = &clusters.group(target).offices;
        let fits = !now.conflict(&candidate.offices, is_strict(candidate));
        if !(fits && (united || spoken_for) && clusters.join(target, home.part, home.rule)) {
            left.push(home.part);
        }
    }
    left
}

fn is_strict(candidate: &Candidate<'_>) -> bool {
    candidate.names.short.iter().any(|form| needs_agreement(form))
}

/// Joins short forms of one wording with each other.
fn join_short_names(
    clusters: &mut Clusters,
    candidates: &[Candidate<'_>],
    unresolved: &[Part],
    families: &BTreeMap<String, Vec<Part>>,
) {
    let forms = |part: Part| candidates[part].names.short.iter().map(|form| key(form));
    for (form, parts) in index(unresolved, forms) {
        // Somebody who did not fit any bearer of the name, or might be several of them, is not
        // somebody else's namesake by the name alone.
        if families.contains_key(&form) || needs_agreement(&form) {
            clusters.join_alike(&parts, SHORT_NAME, |a, b| a.agree(b));
        } else {
            clusters.join_alike(&parts, SHORT_NAME, |a, b| !a.conflict(b, false));
        }
    }
}
