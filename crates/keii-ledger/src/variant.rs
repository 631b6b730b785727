//! Different spellings of one foreign name.
//!
//! Two names that differ only in what katakana leaves open (see [`crate::sound`]) are one name. Where a
//! mora differs, or the given name is told in its short form, the family name must sound alike and
//! both must be told to hold the same public office of no two countries: relatives and namesakes
//! are many, but they rarely hold one office.

use std::collections::{BTreeMap, BTreeSet};

use crate::cluster::{Candidate, Clusters, Part};
use crate::office::Offices;
use crate::sound::{near, neighbourhood, sound};

/// Full names that sound the same.
const SAME_SOUND: &str = "entity.same-sound";
/// Names that sound alike, and one office.
const LIKE_SOUND: &str = "entity.like-sound-and-office";

/// So many morae of two given names must agree from the beginning, where one is a short form.
const SHARED_GIVEN: usize = 2;

/// More bearers than this of one sound are not compared with each other.
const MOST_BEARERS: usize = 16;

/// A name of a group, as it sounds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Sounding {
    /// `None` of a family name told alone.
    given: Option<Vec<String>>,
    family: Vec<String>,
}

impl Sounding {
    fn of(name: &str) -> Option<Self> {
        let mut parts = name.split('\u{30FB}');
        let (first, last) = (parts.next()?, parts.next_back());
        let family = sound(last.unwrap_or(first))?;
        let given = if last.is_some() { Some(sound(first)?) } else { None };
        Some(Self { given, family })
    }

    /// Whether both are one name, spelt with one mora or a short given name between them.
    fn is_like(&self, other: &Self) -> bool {
        if !near(&self.family, &other.family) {
            return false;
        }
        let (Some(a), Some(b)) = (&self.given, &other.given) else { return true };
        if self.family != other.family {
            return a == b;
        }
        let shared = a.iter().zip(b).take_while(|(a, b)| a == b).count();
        near(a, b) || shared >= SHARED_GIVEN.min(a.len().max(b.len()))
    }
}

/// Joins the groups of full names that sound the same.
pub(crate) fn join_same_sound(
    candidates: &[Candidate<'_>],
    persons: &[Part],
    clusters: &mut Clusters,
) {
    let mut bearers: BTreeMap<String, Vec<Part>> = BTreeMap::new();
    for &part in persons {
        for name in &candidates[part].names.full {
            let sounds: Option<Vec<String>> = name
                .split('\u{30FB}')
                .map(|part| sound(part).map(|morae| morae.concat()))
                .collect();
            if let Some(sounds) = sounds {
                bearers.entry(sounds.join(" ")).or_default().push(part);
            }
        }
    }
    for parts in bearers.into_values() {
        clusters.join_alike(&parts, SAME_SOUND, |a, b| !a.namesakes(b));
    }
}

/// Joins the groups whose names sound alike and who hold one office.
///
/// All pairs are found before any is joined, and of a chain of them none is joined unless each
/// fits each: otherwise the order would decide who ends up with whom.
pub(crate) fn join_like_sound(
    candidates: &[Candidate<'_>],
    persons: &[Part],
    clusters: &mut Clusters,
) {
    let groups = Groups::of(candidates, persons, clusters);
    let mut beside: BTreeMap<Part, BTreeSet<Part>> = BTreeMap::new();
    for bearers in groups.blocks.values().filter(|bearers| bearers.len() <= MOST_BEARERS) {
        let bearers: Vec<Part> = bearers.iter().copied().collect();
        for (at, &a) in bearers.iter().enumerate() {
            for &b in &bearers[at + 1..] {
                if groups.are_one(a, b) {
                    beside.entry(a).or_default().insert(b);
                    beside.entry(b).or_default().insert(a);
                }
            }
        }
    }
    for (&first, others) in &beside {
        let all: BTreeSet<Part> = others.iter().copied().chain([first]).collect();
        let each_fits_each = all.iter().all(|one| {
            let own: BTreeSet<Part> = beside[one].iter().copied().chain([*one]).collect();
            own == all
        });
        if each_fits_each && all.first() == Some(&first) {
            for &other in others {
                clusters.join(first, other, LIKE_SOUND);
            }
        }
    }
}

/// What is compared of each group, by its root.
struct Groups {
    names: BTreeMap<Part, BTreeSet<Sounding>>,
    offices: BTreeMap<Part, Offices>,
    documents: BTreeMap<Part, BTreeSet<usize>>,
    /// Groups whose family names may sound alike and who share an office.
    blocks: BTreeMap<(String, String), BTreeSet<Part>>,
}

impl Groups {
    fn of(candidates: &[Candidate<'_>], persons: &[Part], clusters: &mut Clusters) -> Self {
        let mut names: BTreeMap<Part, BTreeSet<Sounding>> = BTreeMap::new();
        for &part in persons {
            let own = &candidates[part].names;
            let forms = if own.full.is_empty() { &own.short } else { &own.full };
            let soundings = forms.iter().filter_map(|form| Sounding::of(form));
            names.entry(clusters.root(part)).or_default().extend(soundings);
        }
        // Those of whom a full name is told are not called by a family name alone.
        for names in names.values_mut() {
            if names.iter().any(|name| name.given.is_some()) {
                names.retain(|name| name.given.is_some());
            }
        }
        let mut offices = BTreeMap::new();
        let mut documents = BTreeMap::new();
        let mut blocks: BTreeMap<(String, String), BTreeSet<Part>> = BTreeMap::new();
        for (&root, names) in &names {
            let group = clusters.group(root);
            let keys: BTreeSet<String> =
                names.iter().flat_map(|name| neighbourhood(&name.family)).collect();
            for title in group.offices.public() {
                for key in &keys {
                    let block = blocks.entry((key.clone(), title.clone())).or_default();
                    block.insert(root);
                }
            }
            offices.insert(root, group.offices.clone());
            documents.insert(root, group.documents.clone());
        }
        Self { names, offices, documents, blocks }
    }

    fn are_one(&self, a: Part, b: Part) -> bool {
        let (office, other) = (&self.offices[&a], &self.offices[&b]);
        let single = office.share_single_office(other);
        let told_apart = !self.documents[&a].is_disjoint(&self.documents[&b]);
        let alike = |name: &Sounding| {
            self.names[&b].iter().any(|other_name| {
                // A family name alone says less, so the country has to be told with it, or an office
                // that no two have.
                let full = name.given.is_some() && other_name.given.is_some();
                name.is_like(other_name) && (full || single || office.compatriots(other))
            })
        };
        // One document that spells two names means two people, unless both have the one office.
        (!told_apart || single)
            && office.share_public_office(other)
            && self.names[&a].iter().any(alike)
    }
}
