//! One entity out of the document-local entities that are one, and its id.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use keii_model::{Derivation, Entity, EntityName, EntityType, Id, OfficeLevel, Role, TextSpan};

use crate::cluster::{Candidate, Part};
use crate::digest::digest;
use crate::name::fullness;

/// The rules by which parts came to their groups.
pub(crate) type Rules = BTreeMap<Part, Vec<&'static str>>;

/// The entities of a ledger.
pub(crate) struct Merged {
    /// In the order of their ids.
    pub(crate) entities: Vec<Entity>,
    /// From document-local ids to those of the ledger.
    pub(crate) ids: BTreeMap<Id, Id>,
    /// How each was joined. The parts' own derivations are not in it.
    pub(crate) joins: Vec<Derivation>,
}

/// Merges each group into one entity and names it.
///
/// The id is a letter for the type, a dot, and what is steady about the entity:
/// - the lexicon key without its class: `country:us` is `C.us`;
/// - else the first ten hexadecimal digits of the SHA-256 of its name, so that it stays when
///   more documents name it;
/// - where that would name two entities, further digits over the place of the first mention
///   (smallest document id, then smallest offset) are appended to the ids of both.
///
/// None of it depends on the order in which documents arrived.
pub(crate) fn merge(candidates: &[Candidate<'_>], groups: &[Vec<Part>], rules: &Rules) -> Merged {
    let of = |&part: &Part| candidates[part].entity;
    let mut entities: Vec<Entity> =
        groups.iter().map(|parts| unite(&parts.iter().map(of).collect::<Vec<_>>())).collect();
    let mut bearers: BTreeMap<Id, usize> = BTreeMap::new();
    for entity in &entities {
        *bearers.entry(entity.id.clone()).or_default() += 1;
    }
    let mut ids = BTreeMap::new();
    let mut joins = Vec::new();
    for (entity, parts) in entities.iter_mut().zip(groups) {
        if bearers[&entity.id] > 1 {
            let first = &candidates[parts[0]].entity.id;
            entity.id = Id::from(format!("{}-{}", entity.id, first_mention(entity, first)));
        }
        let local = parts.iter().map(|&part| candidates[part].entity.id.clone());
        ids.extend(local.map(|id| (id, entity.id.clone())));
        joins.push(joins_of(entity, candidates, parts, rules));
    }
    entities.sort_by(|a, b| a.id.cmp(&b.id));
    Merged { entities, ids, joins }
}

pub(crate) fn first_mention(entity: &Entity, local: &Id) -> String {
    let place = entity.evidence.first().map(|span| format!("{}\n{}", span.document, span.start));
    // One without a mention has the id that its document gave it, and no two have the same.
    digest(&place.map_or_else(|| local.to_string(), |place| format!("{place}\n{local}")), 6)
}

/// One entity out of its parts, of which there is at least one.
pub(crate) fn unite(parts: &[&Entity]) -> Entity {
    let all = || parts.iter().copied();
    let first = parts[0];
    let name = EntityName {
        ja: best_name(all().filter_map(|entity| entity.name.ja.as_deref()), first.entity_type),
        en: best_name(all().filter_map(|entity| entity.name.en.as_deref()), first.entity_type),
    };
    let key = all().find_map(|entity| entity.key.clone());
    let aliases: BTreeSet<&String> = all().flat_map(|entity| &entity.aliases).collect();
    let evidence: BTreeSet<&TextSpan> = all().flat_map(|entity| &entity.evidence).collect();
    Entity {
        id: steady_id(first.entity_type, key.as_deref(), &name),
        entity_type: first.entity_type,
        name,
        aliases: aliases.into_iter().cloned().collect(),
        roles: unite_roles(all().flat_map(|entity| &entity.roles)),
        evidence: evidence.into_iter().cloned().collect(),
        key,
        place: all().find_map(|entity| entity.place.clone()),
        country: all().find_map(|entity| entity.country.clone()),
    }
}

/// The fullest name; of equally full ones of a person the most frequent (a misread one is long
/// but rare), of others the longest.
fn best_name<'a>(names: impl Iterator<Item = &'a str>, of: EntityType) -> Option<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for name in names {
        *counts.entry(name).or_default() += 1;
    }
    let person = of == EntityType::Person;
    let best = counts.into_iter().max_by_key(|&(name, count)| {
        let full = if person { (fullness(name), count) } else { ((false, 0), 0) };
        // The name itself breaks ties, so that no two rank equally.
        (full, name.chars().count(), Reverse(name))
    });
    best.map(|(name, _)| name.to_owned())
}

/// Equal titles of one body are one role with all its evidence; the most told stand first.
fn unite_roles<'a>(roles: impl Iterator<Item = &'a Role>) -> Vec<Role> {
    type Stated<'a> = (Option<OfficeLevel>, BTreeSet<&'a TextSpan>);
    let mut united: BTreeMap<(&str, Option<&str>), Stated<'_>> = BTreeMap::new();
    for role in roles {
        let (level, evidence) = united.entry((&role.title, role.of.as_deref())).or_default();
        *level = (*level).max(role.level);
        evidence.extend(&role.evidence);
    }
    let role = |((title, of), (level, evidence)): ((&str, Option<&str>), Stated<'_>)| Role {
        title: title.to_owned(),
        of: of.map(str::to_owned),
        level,
        evidence: evidence.into_iter().cloned().collect(),
    };
    let mut roles: Vec<Role> = united.into_iter().map(role).collect();
    roles.sort_by_key(|role| Reverse(role.evidence.len()));
    roles
}

fn steady_id(entity_type: EntityType, key: Option<&str>, name: &EntityName) -> Id {
    let slug = key.map(|key| key.rsplit(':').next().unwrap_or(key)).unwrap_or_default();
    let letter = entity_type.letter();
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    if !slug.is_empty() && slug.chars().all(plain) {
        return Id::from(format!("{letter}.{slug}"));
    }
    Id::from(format!("{letter}.{}", digest(key.unwrap_or(name.any()), 10)))
}

fn joins_of(
    entity: &Entity,
    candidates: &[Candidate<'_>],
    parts: &[Part],
    rules: &Rules,
) -> Derivation {
    let mut steps = Vec::new();
    for part in parts {
        let first = candidates[*part].entity.evidence.iter().min();
        let rules = rules.get(part).map_or(&[][..], Vec::as_slice);
        steps.extend(rules.iter().map(|&rule| (rule.to_owned(), first.cloned())));
    }
    Derivation { record: entity.id.clone(), steps }
}
