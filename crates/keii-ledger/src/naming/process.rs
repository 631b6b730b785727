//! How documents name what goes on between parties: talks, a deal, a merger.
//!
//! Whose talks they are is told by the states within the name, and by those who take part in the
//! happening that the name tells of.

use std::collections::{BTreeMap, BTreeSet};

use keii_model::{Entity, EntityType, EventMention, Id, NameUse, NamingKind, Reading};

use super::Thing;

/// The uses with the parties of the happening that each tells of.
pub(super) fn uses(
    readings: &[Reading],
    entities: &[Entity],
    led: &BTreeMap<&Id, &str>,
) -> Vec<NameUse> {
    let states = states(entities, led);
    let mut all = Vec::new();
    for reading in readings {
        let names = reading.names.iter().filter(|one| one.kind == NamingKind::Process);
        let words: BTreeMap<u32, &EventMention> =
            reading.events.iter().map(|mention| (mention.trigger.start, mention)).collect();
        all.extend(names.map(|one| {
            let near = one.span.start.saturating_sub(LONGEST)..one.span.end;
            let told = words.range(near).map(|(_, mention)| *mention);
            let told = told.rev().find(|mention| is_told_by(one, mention));
            let parties = told.into_iter().flat_map(|mention| &mention.participants);
            let of = parties.filter_map(|party| states.get(party.entity.as_ref()?).copied());
            let about: BTreeSet<&str> = one.about.iter().map(String::as_str).chain(of).collect();
            NameUse { about: about.into_iter().map(str::to_owned).collect(), ..one.clone() }
        }));
    }
    all
}

/// Whether the word for the happening stands within the name.
fn is_told_by(name: &NameUse, mention: &EventMention) -> bool {
    name.span.start < mention.trigger.end && mention.trigger.start < name.span.end
}

/// The state that each entity is, or acts for, by its key.
fn states<'a>(
    entities: &'a [Entity],
    led: &BTreeMap<&'a Id, &'a str>,
) -> BTreeMap<&'a Id, &'a str> {
    let own = entities.iter().filter_map(|one| {
        let state = match one.entity_type {
            EntityType::Country => one.key.as_deref(),
            EntityType::Organization => one.country.as_deref(),
            EntityType::Person => led.get(&one.id).copied(),
            EntityType::Place | EntityType::Group => None,
        };
        Some((&one.id, state?))
    });
    own.collect()
}

/// Letters of the longest word for a happening.
const LONGEST: u32 = 24;
/// So many states in common are the parties; others stand between or beside them.
const PARTIES: usize = 2;

/// Joins what is of the same parties, whoever else is told to take part.
pub(super) fn merge(things: &mut BTreeMap<Thing, Vec<&NameUse>>) {
    let all: Vec<Thing> =
        things.keys().filter(|(kind, _)| *kind == NamingKind::Process).cloned().collect();
    for (at, thing) in all.iter().enumerate() {
        // The key of the word, and the parties.
        let whole = all[at + 1..].iter().find(|other| {
            let shared = thing.1.intersection(&other.1);
            let word = |key: &&String| key.starts_with(WORD);
            shared.clone().any(|key| word(&key))
                && shared.filter(|key| !word(key)).count() >= PARTIES
        });
        if let Some(whole) = whole
            && let Some(moved) = things.remove(thing)
        {
            things.entry(whole.clone()).or_default().extend(moved);
        }
    }
}

/// Takes out talks of nobody known: two of them need not be the same.
pub(super) fn forget_open(things: &mut BTreeMap<Thing, Vec<&NameUse>>) {
    let open = |about: &BTreeSet<String>| about.len() == 1 && about.contains(TALKS);
    things.retain(|(kind, about), _| *kind != NamingKind::Process || !open(about));
}

/// Talks of any sort; the other words for processes say what they are.
const TALKS: &str = "process:talks";
/// What the keys of the lexicon's words for processes begin with.
const WORD: &str = "process:";
