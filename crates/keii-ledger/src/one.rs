//! One story by itself, exactly as it stands among all others.
//!
//! A story takes nothing from other stories but who its entities are: what names and offices they
//! have there, and that somebody else there has the same name. So a story can be told from its own
//! readings and the [`Share`]s of its entities in other stories, a few hundred bytes each.

use std::collections::{BTreeMap, BTreeSet};

use keii_model::{Correction, Entity, EntityType, Id, Reading};

use crate::build::{assemble, join_entities, tell};
use crate::correction::{Links, Outcome, correct};
use crate::merge::Merged;
use crate::{Ledger, united};

/// What a story has to say of an entity to all others that name it.
#[derive(Clone, Debug, PartialEq)]
pub struct Share {
    /// The entity as that story alone has it. Of its mentions only the first is there, and only of
    /// those who may have namesakes.
    pub entity: Entity,
    /// The smallest document id of the story: stories stand in this order.
    pub story: Id,
}

/// What a story has to know of all others.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Elsewhere {
    /// The shares that other stories have in entities of this one's ids, and in all countries. Equal
    /// ones of those who have no namesakes may stand once, with the first of their stories.
    pub shares: Vec<Share>,
    /// Readings of documents of other stories that corrections name.
    pub named: Vec<Reading>,
}

/// What the documents of a story have to say to others of their entities, by id.
#[must_use]
pub fn shares(readings: Vec<Reading>, corrections: &[Correction]) -> Vec<Share> {
    let Outcome { readings, links, .. } = correct(sorted(readings), corrections);
    let Some(story) = readings.first().map(|reading| reading.document.id.clone()) else {
        return Vec::new();
    };
    let entities = join_entities(&readings, &links).entities.into_iter();
    let share = |mut entity: Entity| {
        entity.evidence.truncate(usize::from(has_namesakes(entity.entity_type)));
        Share { entity, story: story.clone() }
    };
    entities.map(share).collect()
}

/// Whether two of this type and name may be two.
#[must_use]
pub fn has_namesakes(entity_type: EntityType) -> bool {
    matches!(entity_type, EntityType::Person | EntityType::Group)
}

/// The ids that the ledger gives to shares of one id, given in the order of their stories. `countries` are all that any
/// story names.
#[must_use]
pub fn final_ids(shares: &[Share], countries: &[Share]) -> Vec<Id> {
    if let [alone] = shares {
        return vec![alone.entity.id.clone()];
    }
    let mut stories: Vec<Merged> =
        shares.iter().chain(countries).map(|share| merged(share.clone())).collect();
    united::unite(&mut stories, &Links::default());
    stories.into_iter().take(shares.len()).map(|story| story.entities[0].id.clone()).collect()
}

/// The ledger of one story. Its records are those of the ledger of all stories, but for mentions of
/// its entities elsewhere.
///
/// The readings must be all of that story's, and no correction may say that entities of different
/// stories are one, or two.
#[must_use]
pub fn build_one(
    readings: Vec<Reading>,
    corrections: &[Correction],
    elsewhere: Elsewhere,
) -> Ledger {
    let ours: BTreeSet<Id> = readings.iter().map(|one| one.document.id.clone()).collect();
    let all = readings.into_iter().chain(elsewhere.named).collect();
    let Outcome { mut readings, links, effects } = correct(sorted(all), corrections);
    readings.retain(|reading| ours.contains(&reading.document.id));
    let merged = join_entities(&readings, &links);
    let (merged, mut entities) = unite(merged, ours.first(), elsewhere.shares, &links);
    for entity in &mut entities {
        entity.evidence.retain(|span| ours.contains(&span.document));
    }
    assemble(vec![tell(readings, merged, &links)], entities, effects)
}

/// The story's entities with the ids and names that they have among all, and these.
fn unite(
    merged: Merged,
    story: Option<&Id>,
    mut shares: Vec<Share>,
    links: &Links,
) -> (Merged, Vec<Entity>) {
    shares.sort_by(|a, b| (&a.story, &a.entity.id).cmp(&(&b.story, &b.entity.id)));
    let at = story.map_or(0, |story| shares.partition_point(|share| share.story < *story));
    let mut stories: Vec<Merged> = shares.into_iter().map(self::merged).collect();
    stories.insert(at, merged);
    let entities = united::unite(&mut stories, links);
    let merged = stories.swap_remove(at);
    let ours: BTreeSet<&Id> = merged.entities.iter().map(|entity| &entity.id).collect();
    let entities = entities.into_iter().filter(|entity| ours.contains(&entity.id)).collect();
    (merged, entities)
}

fn merged(share: Share) -> Merged {
    Merged { entities: vec![share.entity], ids: BTreeMap::new(), joins: Vec::new() }
}

fn sorted(mut readings: Vec<Reading>) -> Vec<Reading> {
    readings.sort_by(|a, b| a.document.id.cmp(&b.document.id));
    readings
}
