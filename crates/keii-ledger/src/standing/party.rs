//! Parties: the countries and bodies on whose behalf persons and offices speak and act.

use std::collections::{BTreeMap, BTreeSet};

use keii_model::{Entity, EntityType, Event, EventType, Id, OfficeLevel, Role, TextSpan};

use crate::Ledger;

/// Which party everybody belongs to, as far as the ledger tells.
pub struct Parties<'a> {
    by_entity: BTreeMap<&'a Id, &'a Id>,
}

impl<'a> Parties<'a> {
    /// The parties of a ledger: countries; bodies of no single country that take part in what
    /// happens or have officials of their own; and who holds a public office of either.
    #[must_use]
    pub fn of(ledger: &'a Ledger) -> Self {
        let (entities, events) = (ledger.entities().collect::<Vec<_>>(), ledger.events());
        Self::among(ledger, &entities, &events.collect::<Vec<_>>(), &|_| true)
    }

    /// The same as far as these entities and happenings tell, each by id, and offices that are
    /// stated here: those of one story.
    pub(crate) fn among(
        ledger: &'a Ledger,
        entities: &[&'a Entity],
        events: &[&'a Event],
        here: Here<'_>,
    ) -> Self {
        let forms = Forms::of(entities, here);
        let mut acting = acting(ledger, events);
        acting.extend(forms.served_bodies(entities));
        let mut by_entity: BTreeMap<&Id, &Id> = BTreeMap::new();
        for &entity in entities {
            let party = match entity.entity_type {
                EntityType::Country => Some(&entity.id),
                EntityType::Organization | EntityType::Place => match &entity.country {
                    Some(country) => forms.by_key.get(country.as_str()).copied(),
                    None if acting.contains(&entity.id) => Some(&entity.id),
                    None => None,
                },
                EntityType::Group => forms.beginning(entity),
                EntityType::Person => None,
            };
            by_entity.extend(party.map(|party| (&entity.id, party)));
        }
        let persons = entities.iter().filter(|one| one.entity_type == EntityType::Person);
        let served: Vec<(&Id, &Id)> = persons
            .filter_map(|person| Some((&person.id, forms.served(person, &by_entity)?)))
            .collect();
        by_entity.extend(served);
        Self { by_entity }
    }

    /// The party of an entity, when it is known.
    #[must_use]
    pub fn party(&self, entity: &Id) -> Option<&'a Id> {
        self.by_entity.get(entity).copied()
    }
}

/// Whether a place is in the documents that are looked into.
type Here<'h> = &'h dyn Fn(&TextSpan) -> bool;

/// How often an office is stated here; once where nobody knows where.
pub(crate) fn stated(role: &Role, here: Here<'_>) -> usize {
    let stated = role.evidence.iter().filter(|span| here(span)).count();
    if role.evidence.is_empty() { 1 } else { stated }
}

/// The organisations that take part in something other than speaking. Who merely speaks (a
/// newspaper, an institute) is a voice, not a party.
fn acting<'a>(ledger: &'a Ledger, events: &[&'a Event]) -> BTreeSet<&'a Id> {
    let mentions = events.iter().flat_map(|event| &event.mentions);
    let mentions = mentions.filter_map(|id| ledger.mention(id));
    let acts = mentions.filter(|mention| mention.event_type != EventType::Speak);
    acts.flat_map(|mention| &mention.participants).filter_map(|one| one.entity.as_ref()).collect()
}

/// By which words countries and bodies are known.
struct Forms<'a, 'h> {
    by_key: BTreeMap<&'a str, &'a Id>,
    /// `None` where two share the form.
    by_form: BTreeMap<&'a str, Option<&'a Id>>,
    countries: BTreeSet<&'a Id>,
    here: Here<'h>,
}

impl<'a, 'h> Forms<'a, 'h> {
    fn of(entities: &[&'a Entity], here: Here<'h>) -> Self {
        let (by_key, by_form) = (BTreeMap::new(), BTreeMap::new());
        let mut forms = Self { by_key, by_form, countries: BTreeSet::new(), here };
        for &entity in entities {
            match entity.entity_type {
                EntityType::Country => {
                    forms.by_key.extend(entity.key.as_deref().map(|key| (key, &entity.id)));
                    forms.countries.insert(&entity.id);
                }
                EntityType::Organization => {}
                EntityType::Person | EntityType::Place | EntityType::Group => continue,
            }
            let aliases = entity.aliases.iter().map(String::as_str);
            for form in aliases.chain([entity.name.any()]) {
                let known = forms.by_form.entry(form).or_insert(Some(&entity.id));
                if *known != Some(&entity.id) {
                    *known = None;
                }
            }
        }
        forms
    }

    /// The country that the words for a group begin with (米国高官). A single character would be
    /// the beginning of many other words.
    fn beginning(&self, group: &Entity) -> Option<&'a Id> {
        let name = group.name.any();
        let ends = name.char_indices().map(|(at, _)| at).skip(2).collect::<Vec<_>>();
        let named = ends.into_iter().rev().filter_map(|end| self.by_form.get(&name[..end]));
        named.flatten().copied().find(|id| self.countries.contains(id))
    }

    /// The bodies of which somebody holds a public office.
    fn served_bodies(&self, entities: &[&'a Entity]) -> BTreeSet<&'a Id> {
        let roles = entities.iter().flat_map(|person| &person.roles);
        let public = roles.filter(|role| is_of_a_party(role) && stated(role, self.here) > 0);
        let bodies = public.filter_map(|role| role.of.as_deref());
        bodies.filter_map(|of| self.by_form.get(of).copied().flatten()).collect()
    }

    /// Whom somebody serves in public office: the party of most of the statements that tell of
    /// one; nobody where two are told of equally often.
    fn served(&self, person: &Entity, parties: &BTreeMap<&'a Id, &'a Id>) -> Option<&'a Id> {
        let mut told: BTreeMap<&'a Id, usize> = BTreeMap::new();
        for role in person.roles.iter().filter(|role| is_of_a_party(role)) {
            let of = role.of.as_deref().and_then(|of| self.by_form.get(of).copied().flatten());
            if let Some(party) = of.and_then(|of| parties.get(of)) {
                *told.entry(party).or_default() += stated(role, self.here);
            }
        }
        let most = told.values().copied().max().filter(|most| *most > 0)?;
        let mut first = told.into_iter().filter(|&(_, count)| count == most).map(|(id, _)| id);
        let party = first.next()?;
        first.next().is_none().then_some(party)
    }
}

/// Whether whoever holds the office speaks for the party it is of.
fn is_of_a_party(role: &Role) -> bool {
    role.level.is_some_and(OfficeLevel::is_public)
}
