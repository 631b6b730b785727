//! One story by itself, exactly as it stands among all others.
//!
//! A story takes nothing from other stories but who its entities are: what names and offices they
//! have there, and that somebody else there has the same name. So a story can be told from its own
//! readings and the [`Share`]s of its entities in other stories, a few hundred bytes each.

use std::collections::{BTreeMap, BTreeSet};

use keii_model::{Correction, Entity, EntityType, Id, Reading, TextSpan};

use crate::build::{assemble, join_entities, tell};
use crate::correction::{Links, Outcome, correct};
use crate::merge::{Merged, unite as unite_parts};
use crate::story::{self, Profile};
use crate::{Corrected, Ledger, united};

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
    build_naming(readings, corrections, elsewhere).0
}

/// Somebody or something as one document names them.
#[derive(Clone, Debug, PartialEq)]
pub struct Local {
    /// The id in the document (`D93a0e469df3e.N1`).
    pub id: Id,
    /// The id among all stories.
    pub entity: Id,
    /// Where the document names them.
    pub evidence: Vec<TextSpan>,
}

/// As [`build_one`], with whom each document names.
#[must_use]
pub fn build_naming(
    readings: Vec<Reading>,
    corrections: &[Correction],
    elsewhere: Elsewhere,
) -> (Ledger, Vec<Local>) {
    let (readings, links, effects) = ours(readings, corrections, elsewhere.named);
    let named = readings.iter().flat_map(|reading| &reading.entities);
    let named: Vec<(Id, Vec<TextSpan>)> =
        named.map(|entity| (entity.id.clone(), entity.evidence.clone())).collect();
    let (mut parts, entities) = unite(vec![readings], elsewhere.shares, &links);
    let (readings, merged) = parts.pop().expect("one story was given");
    let local = |(id, evidence)| {
        let entity = merged.ids.get(&id)?.clone();
        Some(Local { id, entity, evidence })
    };
    let locals = named.into_iter().filter_map(local).collect();
    (assemble(vec![tell(readings, merged, &links)], entities, effects), locals)
}

/// The ledger of some stories: as [`build_one`] of each. The readings must be all of theirs.
#[must_use]
pub fn build_some(
    readings: Vec<Reading>,
    corrections: &[Correction],
    elsewhere: Elsewhere,
) -> Ledger {
    let (readings, links, effects) = ours(readings, corrections, elsewhere.named);
    let profiles: Vec<Profile> = readings.iter().map(Profile::of).collect();
    let stories = links.gather(story::part(&profiles), &readings);
    let mut readings: Vec<Option<Reading>> = readings.into_iter().map(Some).collect();
    let mut take = |at: &usize| readings[*at].take();
    let stories = stories.iter().map(|story| story.iter().filter_map(&mut take).collect());
    let (parts, entities) = unite(stories.collect(), elsewhere.shares, &links);
    let parts = parts.into_iter().map(|(readings, merged)| tell(readings, merged, &links));
    assemble(parts.collect(), entities, effects)
}

/// The readings as corrected, without those that only the corrections name.
fn ours(
    readings: Vec<Reading>,
    corrections: &[Correction],
    named: Vec<Reading>,
) -> (Vec<Reading>, Links, Vec<Corrected>) {
    let ours: BTreeSet<Id> = readings.iter().map(|one| one.document.id.clone()).collect();
    let all = readings.into_iter().chain(named).collect();
    let Outcome { mut readings, links, effects } = correct(sorted(all), corrections);
    readings.retain(|reading| ours.contains(&reading.document.id));
    (readings, links, effects)
}

/// The readings of stories with their entities, which have the ids that they have among all; and
/// these entities by the names that they have among all, with their mentions in these stories.
fn unite(
    stories: Vec<Vec<Reading>>,
    shares: Vec<Share>,
    links: &Links,
) -> (Vec<(Vec<Reading>, Merged)>, Vec<Entity>) {
    let first = |story: &[Reading]| story.first().map(|reading| reading.document.id.clone());
    let mut all: Vec<(Option<Id>, Merged, Option<Vec<Reading>>)> = Vec::new();
    let mut shares = shares;
    shares.sort_by(|a, b| (&a.story, &a.entity.id).cmp(&(&b.story, &b.entity.id)));
    all.extend(shares.into_iter().map(|one| (Some(one.story.clone()), merged(one), None)));
    for story in stories {
        let merged = join_entities(&story, links);
        all.push((first(&story), merged, Some(story)));
    }
    // Stable: shares of one story stay in the order of their entities.
    all.sort_by(|a, b| a.0.cmp(&b.0));
    let (mut merged, told): (Vec<Merged>, Vec<Option<Vec<Reading>>>) =
        all.into_iter().map(|(_, merged, told)| (merged, told)).unzip();
    let entities = united::unite(&mut merged, links);
    let parts: Vec<(Vec<Reading>, Merged)> = told
        .into_iter()
        .zip(merged)
        .filter_map(|(readings, merged)| Some((readings?, merged)))
        .collect();
    let ids: BTreeSet<&Id> =
        parts.iter().flat_map(|(_, merged)| &merged.entities).map(|entity| &entity.id).collect();
    let documents: BTreeSet<&Id> =
        parts.iter().flat_map(|(story, _)| story).map(|reading| &reading.document.id).collect();
    let mut entities: Vec<Entity> =
        entities.into_iter().filter(|entity| ids.contains(&entity.id)).collect();
    for entity in &mut entities {
        entity.evidence.retain(|span| documents.contains(&span.document));
    }
    (parts, entities)
}

/// An entity out of all the shares that stories have in it, given in the order of their stories; of
/// its mentions it has those of the shares. `None` of no share.
#[must_use]
pub fn whole(shares: &[&Share], id: &Id) -> Option<Entity> {
    let parts: Vec<&Entity> = shares.iter().map(|share| &share.entity).collect();
    (!parts.is_empty()).then(|| Entity { id: id.clone(), ..unite_parts(&parts) })
}

fn merged(share: Share) -> Merged {
    Merged { entities: vec![share.entity], ids: BTreeMap::new(), joins: Vec::new() }
}

fn sorted(mut readings: Vec<Reading>) -> Vec<Reading> {
    readings.sort_by(|a, b| a.document.id.cmp(&b.document.id));
    readings
}
