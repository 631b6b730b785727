//! Entities of several stories that are one: what is named by one key of the lexicon, or by one full
//! name. Short names stay with their story, where the full name is known.

use std::collections::BTreeMap;

use keii_model::{Entity, EntityType, Id};

use crate::merge::{Merged, first_mention, unite as unite_parts};
use crate::office::{Countries, Offices};

/// An entity of one story: the number of the story and the entity's number in it.
type Place = (usize, usize);

/// The entities of all stories, by id. Where one id would name two people, both stories' entities
/// get ids of their own.
pub(crate) fn unite(stories: &mut [Merged]) -> Vec<Entity> {
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
        let groups = same(&places.iter().map(of).collect::<Vec<_>>(), &countries);
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

/// The numbers of those who are one. Two people of one name are told apart by their offices.
fn same(entities: &[&Entity], countries: &Countries) -> Vec<Vec<usize>> {
    let mut groups: Vec<(Offices, Vec<usize>)> = Vec::new();
    for (at, entity) in entities.iter().enumerate() {
        let offices = Offices::of(entity, countries);
        let one = |known: &Offices| match entity.entity_type {
            EntityType::Person => !known.namesakes(&offices),
            // The same words (両首脳) mean others in the next story.
            EntityType::Group => entity.key.is_some(),
            _ => true,
        };
        match groups.iter_mut().find(|(known, _)| one(known)) {
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
