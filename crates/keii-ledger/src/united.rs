//! Entities of several stories that are one: what is named by one key of the lexicon, or by one full
//! name. Short names stay with their story, where the full name is known.

use std::collections::{BTreeMap, BTreeSet};

use keii_model::{Derivation, Entity, EntityType, Id};

use crate::correction::{Links, RULE};
use crate::merge::{Merged, first_mention, unite as unite_parts};
use crate::office::{Countries, Offices};

/// An entity of one story: the number of the story and the entity's number in it.
type Place = (usize, usize);

/// The entities of all stories, by id. Where one id would name two people, both stories' entities
/// get ids of their own.
pub(crate) fn unite(stories: &mut [Merged], links: &Links) -> Vec<Entity> {
    let told = Told::of(stories, links);
    told.rename_alike(stories);
    let mut bearers: BTreeMap<Id, Vec<Place>> = BTreeMap::new();
    for (story, merged) in stories.iter().enumerate() {
        for (at, entity) in merged.entities.iter().enumerate() {
            bearers.entry(entity.id.clone()).or_default().push((story, at));
        }
    }
    let countries = Countries::of(stories.iter().flat_map(|merged| &merged.entities));
    let mut entities = Vec::new();
    let mut renamed: Vec<(Place, Id)> = Vec::new();
    for (id, places) in bearers {
        let of = |&(story, at): &Place| &stories[story].entities[at];
        let entities_there: Vec<&Entity> = places.iter().map(of).collect();
        let groups = same(&entities_there, &countries, &|a, b| told.between(places[a], places[b]));
        let several = groups.len() > 1;
        for group in groups {
            let parts: Vec<&Entity> = group.iter().map(|&at| of(&places[at])).collect();
            let mut entity = unite_parts(&parts);
            entity.id = id.clone();
            if several {
                entity.id = Id::from(format!("{id}-{}", first_mention(&entity, &id)));
                renamed.extend(group.iter().map(|&at| (places[at], entity.id.clone())));
            }
            entities.push(entity);
        }
    }
    for ((story, at), id) in renamed {
        rename(&mut stories[story], at, &id);
    }
    entities.sort_by(|a, b| a.id.cmp(&b.id));
    entities
}

/// What corrections say of entities of different stories.
#[derive(Default)]
struct Told {
    same: BTreeSet<(Place, Place)>,
    different: BTreeSet<(Place, Place)>,
}

impl Told {
    fn of(stories: &[Merged], links: &Links) -> Self {
        if links.is_empty() {
            return Self::default();
        }
        let mut places: BTreeMap<&Id, Place> = BTreeMap::new();
        for (story, merged) in stories.iter().enumerate() {
            let at: BTreeMap<&Id, usize> =
                merged.entities.iter().enumerate().map(|(at, entity)| (&entity.id, at)).collect();
            let local = merged.ids.iter().filter_map(|(local, id)| Some((local, *at.get(id)?)));
            places.extend(local.map(|(local, at)| (local, (story, at))));
        }
        let across = |(a, b): &(Id, Id)| {
            let (a, b) = (*places.get(a)?, *places.get(b)?);
            (a.0 != b.0).then_some((a.min(b), a.max(b)))
        };
        Self {
            same: links.same.iter().filter_map(across).collect(),
            different: links.different.iter().filter_map(across).collect(),
        }
    }

    /// Gives one id to those that are one, the smallest of theirs.
    fn rename_alike(&self, stories: &mut [Merged]) {
        // Each pass takes the smallest id one link further, and links are few.
        for _ in 0..self.same.len() {
            for &((a, one), (b, other)) in &self.same {
                let ids = [&stories[a].entities[one].id, &stories[b].entities[other].id];
                let id = ids[0].min(ids[1]).clone();
                rename(&mut stories[a], one, &id);
                rename(&mut stories[b], other, &id);
            }
        }
        let places: BTreeSet<Place> = self.same.iter().flat_map(|&(a, b)| [a, b]).collect();
        for (story, at) in places {
            let Merged { entities, joins, .. } = &mut stories[story];
            let entity = &entities[at];
            let step = (RULE.to_owned(), entity.evidence.first().cloned());
            joins.push(Derivation { record: entity.id.clone(), steps: vec![step] });
        }
    }

    /// Whether two are one, where a correction says so or the opposite.
    fn between(&self, a: Place, b: Place) -> Option<bool> {
        let pair = (a.min(b), a.max(b));
        if self.same.contains(&pair) {
            Some(true)
        } else {
            self.different.contains(&pair).then_some(false)
        }
    }
}

/// The numbers of those who are one. Two people of one name are told apart by their offices,
/// unless a correction tells.
fn same(
    entities: &[&Entity],
    countries: &Countries,
    told: &dyn Fn(usize, usize) -> Option<bool>,
) -> Vec<Vec<usize>> {
    let mut groups: Vec<(Offices, Vec<usize>)> = Vec::new();
    for (at, entity) in entities.iter().enumerate() {
        let offices = Offices::of(entity, countries);
        let one = |known: &Offices| match entity.entity_type {
            EntityType::Person => !known.namesakes(&offices),
            // The same words (両首脳) mean others in the next story.
            EntityType::Group => entity.key.is_some(),
            _ => true,
        };
        let fits = |(known, group): &&mut (Offices, Vec<usize>)| {
            let says = |wanted| group.iter().any(|&other| told(other, at) == Some(wanted));
            !says(false) && (says(true) || one(known))
        };
        match groups.iter_mut().find(fits) {
            Some((known, group)) => {
                known.absorb(offices);
                group.push(at);
            }
            None => groups.push((offices, vec![at])),
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

fn rename(merged: &mut Merged, at: usize, id: &Id) {
    let old = std::mem::replace(&mut merged.entities[at].id, id.clone());
    for known in merged.ids.values_mut().filter(|known| **known == old) {
        *known = id.clone();
    }
    for join in merged.joins.iter_mut().filter(|join| join.record == old) {
        join.record = id.clone();
    }
}
