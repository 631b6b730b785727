//! How each document names one thing: the words it uses, how often, and how many of them stand in
//! somebody's mouth.
//!
//! Nothing is chosen and nothing judged. What all documents call by one and the same word is not
//! told of.

use std::collections::{BTreeMap, BTreeSet};

use keii_model::{
    AttributionType, Entity, EntityType, Id, NameUse, Naming, NamingForm, NamingKind, Reading,
    TextSpan,
};

use crate::digest::digest;

mod body;
mod process;

/// The records, in the order of their ids.
///
/// An id is `N.` and the first ten hexadecimal digits of the SHA-256 of the story, its kind and the
/// keys of what it is about.
pub(crate) fn namings(
    readings: &[Reading],
    entities: &[Entity],
    story: Option<&Id>,
) -> Vec<Naming> {
    let names: BTreeMap<&str, &str> = entities
        .iter()
        .map(|entity| (entity.key.as_deref().unwrap_or(entity.id.as_str()), entity.name.any()))
        .collect();
    let said: BTreeMap<&Id, Vec<&TextSpan>> =
        readings.iter().map(|reading| (&reading.document.id, said(reading))).collect();
    let led = led(entities);
    let bodies = body::uses(readings, entities);
    let processes = process::uses(readings, entities, &led);
    let named = readings.iter().flat_map(|reading| &reading.names);
    let named = named.filter(|one| one.kind != NamingKind::Process);
    let things = gather(named.chain(&bodies).chain(&processes), &led);
    let mut found: Vec<Naming> = things
        .into_iter()
        .filter_map(|(thing, uses)| naming(thing, &uses, &names, &said))
        .collect();
    for naming in &mut found {
        let what = format!("{:?}\n{}", naming.kind, naming.about.join("\n"));
        let story = story.map_or("", Id::as_str);
        naming.id = Id::from(format!("N.{}", digest(&format!("{story}\n{what}"), 10)));
    }
    found.sort_by(|a, b| a.id.cmp(&b.id));
    found
}

/// What is named: its kind, and the keys of what it is about.
type Thing = (NamingKind, BTreeSet<String>);

/// The uses by what they name. A conflict or process of fewer parties is that of more of them where
/// only one such is named, for a war is often named by one side or by the place alone.
fn gather<'u>(
    uses: impl Iterator<Item = &'u NameUse>,
    led: &BTreeMap<&Id, &str>,
) -> BTreeMap<Thing, Vec<&'u NameUse>> {
    let mut things: BTreeMap<Thing, Vec<&NameUse>> = BTreeMap::new();
    for one in uses {
        let state = one.leader.as_ref().and_then(|leader| led.get(leader));
        let about: BTreeSet<String> = match state {
            Some(&state) => BTreeSet::from([state.to_owned()]),
            None => one.about.iter().cloned().collect(),
        };
        things.entry((one.kind, about)).or_default().push(one);
    }
    let between: Vec<Thing> = things
        .keys()
        .filter(|(kind, _)| matches!(kind, NamingKind::Conflict | NamingKind::Process))
        .cloned()
        .collect();
    for part in &between {
        let holds = |whole: &&Thing| {
            part.0 == whole.0 && part.1.len() < whole.1.len() && part.1.is_subset(&whole.1)
        };
        let wholes: Vec<&Thing> = between.iter().filter(holds).collect();
        let Some(largest) = wholes.iter().max_by_key(|(_, about)| about.len()) else { continue };
        if wholes.iter().all(|(_, about)| about.is_subset(&largest.1)) {
            let moved = things.remove(part).unwrap_or_default();
            things.entry((*largest).clone()).or_default().extend(moved);
        }
    }
    process::merge(&mut things);
    process::forget_open(&mut things);
    // 戦闘, where nobody knows between whom.
    things.retain(|(_, about), _| !about.is_empty());
    things
}

/// The state that each person serves, by its key, where documents tell of one only.
fn led(entities: &[Entity]) -> BTreeMap<&Id, &str> {
    let mut states: BTreeMap<&str, &str> = BTreeMap::new();
    for state in entities.iter().filter(|one| one.entity_type == EntityType::Country) {
        let Some(key) = state.key.as_deref() else { continue };
        let forms = state.aliases.iter().map(String::as_str).chain([state.name.any()]);
        states.extend(forms.map(|form| (form, key)));
    }
    let persons = entities.iter().filter(|one| one.entity_type == EntityType::Person);
    let serves = persons.filter_map(|person| {
        let of = person.roles.iter().filter_map(|role| role.of.as_deref());
        let of: BTreeSet<&str> = of.filter_map(|of| states.get(of).copied()).collect();
        let only = of.first().filter(|_| of.len() == 1)?;
        Some((&person.id, *only))
    });
    serves.collect()
}

/// The words that a document reports as somebody's.
fn said(reading: &Reading) -> Vec<&TextSpan> {
    let reported =
        reading.attributions.iter().filter(|one| one.attribution_type != AttributionType::Author);
    reported.flat_map(|one| &one.content).collect()
}

fn naming(
    (kind, about): Thing,
    uses: &[&NameUse],
    names: &BTreeMap<&str, &str>,
    said: &BTreeMap<&Id, Vec<&TextSpan>>,
) -> Option<Naming> {
    let mut counts: BTreeMap<(&str, &Id), (u32, u32)> = BTreeMap::new();
    for one in uses {
        let span = &one.span;
        let is_said = said.get(&span.document).is_some_and(|said| {
            said.iter().any(|words| words.start <= span.start && span.end <= words.end)
        });
        let count = counts.entry((&span.text, &span.document)).or_default();
        *count = (count.0 + 1, count.1 + u32::from(is_said));
    }
    let distinct: BTreeSet<&str> = counts.keys().map(|(form, _)| *form).collect();
    if distinct.len() < 2 {
        return None;
    }
    let mut forms: Vec<NamingForm> = counts
        .into_iter()
        .map(|((form, document), (count, quoted))| NamingForm {
            form: form.to_owned(),
            document: document.clone(),
            count,
            quoted,
        })
        .collect();
    let total =
        |form: &str| -> u32 { uses.iter().filter(|one| one.span.text == form).map(|_| 1).sum() };
    forms.sort_by_cached_key(|form| {
        (std::cmp::Reverse(total(&form.form)), form.form.clone(), form.document.clone())
    });
    let label = |key: &String| names.get(key.as_str()).map_or(key.clone(), |&name| name.to_owned());
    let concept = match kind {
        // A row of the lexicon has no name of its own but its forms.
        NamingKind::Bloc | NamingKind::Term | NamingKind::Process => {
            forms.first().map(|first| first.form.clone())?
        }
        _ => about.iter().map(label).collect::<Vec<_>>().join(" / "),
    };
    let about: Vec<String> = about.into_iter().collect();
    Some(Naming { id: Id::from(""), concept, kind, about, forms })
}
