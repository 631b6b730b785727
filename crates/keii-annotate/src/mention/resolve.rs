//! Which mentions of one document name the same one.
//!
//! A full name stands for itself. A family name means the one full name of the document that ends
//! (foreign) or begins (kanji) with it; where two fit, the one whose title agrees, else the one named
//! last. A title alone means the person who was last named with it.

use std::collections::BTreeMap;

use keii_model::{EntityType, Span};

use super::bare::family_name;
use super::shape::{Script, is_joint, script};
use super::{Naming, TitlePhrase};
use crate::draft::{Cast, EntityDraft, EntityIndex, Mention, MentionForm, RoleDraft};

/// Joins namings, which are in order of their start, into entities.
pub(super) fn cast(namings: Vec<Naming>) -> Cast {
    let mut resolver = Resolver::new(&namings);
    let mut cast = Cast::default();
    for naming in namings {
        let entity = resolver.entity(&naming, &mut cast.entities);
        resolver.remember(&naming, entity, &mut cast.entities);
        cast.mentions.push(Mention {
            span: naming.span,
            phrase: naming.phrase,
            form: naming.form,
            sentence: naming.sentence,
            entity,
        });
    }
    cast
}

impl Naming {
    /// Whether it names a person by name.
    pub(super) fn is_person_name(&self) -> bool {
        self.kind == EntityType::Person && self.form == MentionForm::Name
    }

    fn is_full(&self) -> bool {
        is_full_name(&self.name)
    }
}

/// A foreign name of several parts, or a kanji name long enough to hold both parts.
fn is_full_name(name: &str) -> bool {
    name.contains(is_joint)
        || (name.chars().next().map(script) == Some(Script::Kanji) && name.chars().count() >= 3)
}

/// An office that was stated.
struct Held {
    title: String,
    of: Option<String>,
    entity: EntityIndex,
}

struct Resolver {
    /// Full names of the whole document by the short form that can stand for them.
    families: BTreeMap<String, Vec<String>>,
    /// Entities by type and name or key.
    known: BTreeMap<(EntityType, String), EntityIndex>,
    /// Offices in the order in which they were stated.
    held: Vec<Held>,
}

impl Resolver {
    fn new(namings: &[Naming]) -> Self {
        let mut families: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for naming in namings.iter().filter(|naming| naming.is_person_name() && naming.is_full()) {
            for short in short_forms(&naming.name) {
                let full = families.entry(short).or_default();
                if !full.contains(&naming.name) {
                    full.push(naming.name.clone());
                }
            }
        }
        Self { families, known: BTreeMap::new(), held: Vec::new() }
    }

    fn entity(&self, naming: &Naming, entities: &mut Vec<EntityDraft>) -> EntityIndex {
        let (name, step) = match naming.form {
            MentionForm::Role => match self.holder(naming.title.as_ref()) {
                Some(holder) => return holder,
                None => (naming.name.clone(), "entity.role"),
            },
            _ if naming.is_person_name() => self.full_name(naming),
            _ => (naming.key.clone().unwrap_or_else(|| naming.name.clone()), "entity.name"),
        };
        if let Some(&known) = self.known.get(&(naming.kind, name.clone())) {
            return known;
        }
        entities.push(EntityDraft {
            kind: naming.kind,
            name: if naming.kind == EntityType::Person { name } else { naming.name.clone() },
            english: naming.english.clone(),
            key: naming.key.clone(),
            aliases: Vec::new(),
            roles: Vec::new(),
            members: Vec::new(),
            steps: naming.steps.iter().cloned().chain([(step.to_owned(), None)]).collect(),
        });
        entities.len() - 1
    }

    /// The full name that a name stands for.
    fn full_name(&self, naming: &Naming) -> (String, &'static str) {
        let own = || (naming.name.clone(), "entity.name");
        if naming.is_full() && !self.families.contains_key(&naming.name) {
            return own();
        }
        match self.families.get(&naming.name).map(Vec::as_slice) {
            None | Some([]) => own(),
            Some([full]) => (full.clone(), "entity.family-name"),
            Some(several) => {
                let last = |full: &&String| {
                    let entity = self.known.get(&(EntityType::Person, (*full).clone()))?;
                    self.held.iter().rposition(|held| {
                        held.entity == *entity && agrees(held, naming.title.as_ref())
                    })
                };
                let best = several.iter().max_by_key(|full| last(full));
                (
                    best.cloned().unwrap_or_else(|| naming.name.clone()),
                    "entity.family-name-and-role",
                )
            }
        }
    }

    /// The one who was last named with this office.
    fn holder(&self, title: Option<&TitlePhrase>) -> Option<EntityIndex> {
        let found = self.held.iter().rev().find(|held| agrees(held, title))?;
        Some(found.entity)
    }

    fn remember(&mut self, naming: &Naming, entity: EntityIndex, entities: &mut [EntityDraft]) {
        let draft = &mut entities[entity];
        let key = match draft.kind {
            EntityType::Person => draft.name.clone(),
            _ => draft.key.clone().unwrap_or_else(|| draft.name.clone()),
        };
        self.known.insert((naming.kind, key), entity);
        if naming.form == MentionForm::Name && !draft.aliases.contains(&naming.name) {
            draft.aliases.push(naming.name.clone());
        }
        if let Some(title) = &naming.title {
            self.held.push(Held { title: title.title.clone(), of: title.of_key.clone(), entity });
            state_role(draft, title, naming.phrase);
        }
    }
}

/// Whether an office may be meant by a title: the same words, of the same owner where both tell.
fn agrees(held: &Held, title: Option<&TitlePhrase>) -> bool {
    title.is_some_and(|title| {
        let same_owner = match (&held.of, &title.of_key) {
            (Some(held), Some(title)) => held == title,
            _ => true,
        };
        held.title == title.title && same_owner
    })
}

fn state_role(draft: &mut EntityDraft, title: &TitlePhrase, phrase: Span) {
    let same = |role: &&mut RoleDraft| role.title == title.title && role.of == title.of;
    match draft.roles.iter_mut().find(same) {
        Some(role) => role.evidence.push(phrase),
        None => draft.roles.push(RoleDraft {
            title: title.title.clone(),
            of: title.of.clone(),
            evidence: vec![phrase],
        }),
    }
}

/// The shorter forms under which somebody with this full name goes on to be named.
fn short_forms(full: &str) -> Vec<String> {
    if full.contains(is_joint) {
        return vec![family_name(full).to_owned()];
    }
    let ends = full.char_indices().map(|(at, _)| at).skip(1);
    ends.map(|end| full[..end].to_owned()).collect()
}
