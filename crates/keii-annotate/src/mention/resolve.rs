//! Which mentions of one document name the same one.
//!
//! A full name stands for itself. A family name means the one full name of the document that ends
//! (foreign) or begins (kanji) with it; where two fit, the one whose title agrees, else the one named
//! last. A title with its country means the one who holds it for that country anywhere in the
//! document, and nobody whose country is not stated; a title alone the one last named with it.

use std::collections::BTreeMap;

use keii_model::{EntityType, Span};

use super::bare::family_name;
use super::shape::{Script, is_joint, script};
use super::{Naming, TitlePhrase};
use crate::draft::{Cast, EntityDraft, EntityIndex, Mention, MentionForm, RoleDraft};
use crate::language::Language;

/// Joins namings, which are in order of their start, into entities.
pub(super) fn cast(namings: Vec<Naming>, language: &Language<'_>) -> Cast {
    let mut resolver = Resolver::new(&namings, language);
    let mut cast = Cast::default();
    for naming in namings {
        let Some(entity) = resolver.entity(&naming, &mut cast.entities) else { continue };
        resolver.remember(&naming, entity, &mut cast.entities);
        cast.mentions.push(Mention {
            span: naming.span,
            phrase: naming.phrase,
            form: resolver.form(&naming, entity, &cast.entities),
            sentence: naming.sentence,
            entity,
        });
    }
    for entity in &mut cast.entities {
        forget_vague_roles(entity);
    }
    cast
}

impl Naming {
    /// Whether it names a person by name.
    pub(super) fn is_person_name(&self) -> bool {
        self.kind == EntityType::Person && self.form == MentionForm::Name
    }

    /// Whether the name is more than a family name.
    pub(super) fn is_full(&self) -> bool {
        is_full_name(&self.name)
    }
}

/// A foreign name of several parts, or a kanji name long enough to hold both parts.
fn is_full_name(name: &str) -> bool {
    name.contains(|it| is_joint(it) || it == ' ')
        || (name.chars().next().map(script) == Some(Script::Kanji) && name.chars().count() >= 3)
}

/// An office that was stated: whose it is by the fullest name.
struct Held {
    core: String,
    of_key: Option<String>,
    level: Option<String>,
    holder: String,
    start: u32,
}

struct Resolver<'l, 'p> {
    language: &'l Language<'p>,
    /// Full names of the whole document by the short form that can stand for them.
    families: BTreeMap<String, Vec<String>>,
    /// Entities by type and name or key.
    known: BTreeMap<(EntityType, String), EntityIndex>,
    /// Offices stated with names, in order, of the whole document.
    held: Vec<Held>,
    /// Who is named where: start, sentence and fullest name, in order.
    named: Vec<(u32, usize, String)>,
    /// The person named last.
    last: Option<EntityIndex>,
}

impl<'l, 'p> Resolver<'l, 'p> {
    fn new(namings: &[Naming], language: &'l Language<'p>) -> Self {
        let mut families: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for naming in namings.iter().filter(|naming| naming.is_person_name() && naming.is_full()) {
            for short in short_forms(&naming.name) {
                let full = families.entry(short).or_default();
                if !full.contains(&naming.name) {
                    full.push(naming.name.clone());
                }
            }
        }
        let known = BTreeMap::new();
        let mut resolver =
            Self { language, families, known, held: Vec::new(), named: Vec::new(), last: None };
        for naming in namings.iter().filter(|naming| naming.is_person_name()) {
            let (holder, _) = resolver.full_name(naming);
            let held = naming.titles.iter().map(|title| Held {
                core: title.core.clone(),
                of_key: title.of_key.clone(),
                level: title.level.clone(),
                holder: holder.clone(),
                start: naming.span.start,
            });
            resolver.held.extend(held);
            resolver.named.push((naming.span.start, naming.sentence, holder));
        }
        resolver
    }

    /// The one who is meant; nobody, where an office alone is no mention unless its holder is known.
    fn entity(&self, naming: &Naming, entities: &mut Vec<EntityDraft>) -> Option<EntityIndex> {
        if naming.form == MentionForm::Role && naming.titles.is_empty() {
            return self.last;
        }
        let (name, step) = self.name(naming);
        if naming.vague && step == "entity.role" {
            return None;
        }
        let kind = if step == "entity.holder" { EntityType::Person } else { naming.kind };
        if let Some(&known) = self.known.get(&(kind, name.clone())) {
            return Some(known);
        }
        entities.push(EntityDraft {
            kind,
            name: match (kind, naming.form) {
                (EntityType::Person, MentionForm::Name) => name,
                _ if step == "entity.holder" => name,
                _ => naming.name.clone(),
            },
            english: naming.english.clone(),
            key: naming.key.clone(),
            aliases: Vec::new(),
            roles: Vec::new(),
            members: Vec::new(),
            steps: naming.steps.iter().cloned().chain([(step.to_owned(), None)]).collect(),
        });
        Some(entities.len() - 1)
    }

    /// The name under which the one meant is known, and how it was found.
    fn name(&self, naming: &Naming) -> (String, &'static str) {
        match (naming.form, naming.titles.first()) {
            (MentionForm::Role, Some(title)) => match self.holder(title, naming) {
                Some(holder) => (holder, "entity.holder"),
                None => (role_key(title), "entity.role"),
            },
            (MentionForm::Group, Some(title)) => match self.sole_official(title) {
                Some(holder) => (holder, "entity.holder"),
                None => (naming.name.clone(), "entity.group"),
            },
            _ if naming.is_person_name() => self.full_name(naming),
            _ => (naming.key.clone().unwrap_or_else(|| naming.name.clone()), "entity.name"),
        }
    }

    /// The full name that a name stands for.
    fn full_name(&self, naming: &Naming) -> (String, &'static str) {
        let own = || (naming.name.clone(), "entity.name");
        match self.families.get(&naming.name).map(Vec::as_slice) {
            None | Some([]) => own(),
            Some([full]) => (full.clone(), "entity.family-name"),
            Some(several) => {
                let last = |full: &&String| {
                    let before = self.held.iter().take_while(|it| it.start < naming.span.start);
                    let agrees = |it: &Held| {
                        it.holder == **full
                            && naming.titles.iter().any(|title| it.core == title.core)
                    };
                    let known = self.known.get(&(EntityType::Person, (*full).clone()));
                    (before.filter(|it| agrees(it)).count(), known.is_some())
                };
                let best = several.iter().max_by_key(last);
                (
                    best.cloned().unwrap_or_else(|| naming.name.clone()),
                    "entity.family-name-and-role",
                )
            }
        }
    }

    /// Who holds an office: the one named with it last before `start`, else the only one after.
    fn holder(&self, title: &TitlePhrase, naming: &Naming) -> Option<String> {
        let start = naming.span.start;
        // Who speaks does not call himself by his office.
        let speaker = naming.quoted.and_then(|quotation| {
            let of = |(at, sentence, name): &(u32, usize, String)| {
                (*at < quotation && *sentence == naming.sentence).then(|| name.clone())
            };
            self.named.iter().rev().find(|(at, ..)| *at < quotation).and_then(of)
        });
        let held = || self.held.iter().filter(|held| Some(&held.holder) != speaker.as_ref());
        let exact: Vec<&Held> = held().filter(|held| held.core == title.core).collect();
        let tail = || held().filter(|held| self.is_tail(&held.core, &title.core)).collect();
        let candidates = if exact.is_empty() { tail() } else { exact };
        let fits = |held: &&&Held| title.of_key.is_none() || held.of_key == title.of_key;
        let before = candidates.iter().filter(fits).rfind(|held| held.start < start);
        let found = before.or_else(|| {
            let mut after = candidates.iter().filter(fits);
            let first = after.next()?;
            (title.of_key.is_some() || after.all(|held| held.holder == first.holder))
                .then_some(first)
        })?;
        Some(found.holder.clone())
    }

    /// Whether a shorter title means a longer one: 補佐官 大統領補佐官, but not 大統領 副大統領.
    fn is_tail(&self, long: &str, short: &str) -> bool {
        let prefixes = self.language.title_prefix;
        long.strip_suffix(short).is_some_and(|rest| {
            let ends = rest.char_indices().map(|(at, _)| at);
            !rest.is_empty() && !ends.into_iter().any(|at| prefixes.get(&rest[at..]).is_some())
        })
    }

    /// The one official of a country that the document names, whom its 高官 may mean.
    fn sole_official(&self, title: &TitlePhrase) -> Option<String> {
        let key = title.of_key.as_ref()?;
        let official = |held: &&Held| {
            let level = held.level.as_deref();
            held.of_key.as_ref() == Some(key)
                && matches!(level, Some("minister" | "official" | "envoy" | "spokesperson"))
        };
        let mut officials = self.held.iter().filter(official);
        let first = officials.next()?;
        let sole = title.level.as_deref() == Some("official")
            && officials.all(|held| held.holder == first.holder);
        sole.then(|| first.holder.clone())
    }

    fn remember(&mut self, naming: &Naming, entity: EntityIndex, entities: &mut [EntityDraft]) {
        let draft = &mut entities[entity];
        if naming.form != MentionForm::Role || !naming.titles.is_empty() {
            let (key, _) = self.name(naming);
            self.known.insert((draft.kind, key), entity);
        }
        let words = naming.alias.as_ref().unwrap_or(&naming.name);
        if naming.form != MentionForm::Role && naming.kind == draft.kind {
            for form in [words, &naming.name] {
                if !draft.aliases.contains(form) {
                    draft.aliases.push(form.clone());
                }
            }
        }
        if draft.kind == EntityType::Person && naming.kind == EntityType::Person {
            self.last = Some(entity);
            for title in &naming.titles {
                state_role(draft, title, naming.phrase);
            }
        }
    }

    /// How a mention names: a group that turned out to be one person is named by the office.
    fn form(&self, naming: &Naming, entity: EntityIndex, entities: &[EntityDraft]) -> MentionForm {
        match (naming.form, entities[entity].kind) {
            (MentionForm::Group, EntityType::Person) => MentionForm::Role,
            (form, _) => form,
        }
    }
}

/// What a role-only person is known by.
fn role_key(title: &TitlePhrase) -> String {
    format!("{}@{}", title.core, title.of_key.as_deref().unwrap_or_default())
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

/// An office stated once with its country and once without is one office.
fn forget_vague_roles(draft: &mut EntityDraft) {
    let owned: Vec<(usize, String)> = draft
        .roles
        .iter()
        .enumerate()
        .filter(|(_, role)| role.of.is_some())
        .map(|(at, role)| (at, role.title.clone()))
        .collect();
    let mut moved: Vec<(usize, Vec<Span>)> = Vec::new();
    for role in &draft.roles {
        let full = owned.iter().find(|(_, title)| role.of.is_none() && *title == role.title);
        moved.extend(full.map(|(at, _)| (*at, role.evidence.clone())));
    }
    for (at, evidence) in moved {
        draft.roles[at].evidence.extend(evidence);
        draft.roles[at].evidence.sort_by_key(|span| span.start);
    }
    draft
        .roles
        .retain(|role| role.of.is_some() || !owned.iter().any(|(_, title)| *title == role.title));
}

/// The shorter forms under which somebody with this full name goes on to be named.
fn short_forms(full: &str) -> Vec<String> {
    if full.contains(|it| is_joint(it) || it == ' ') {
        return vec![family_name(full).to_owned()];
    }
    let ends = full.char_indices().map(|(at, _)| at).skip(1);
    ends.map(|end| full[..end].to_owned()).collect()
}
