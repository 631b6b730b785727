//! Which mentions of one document name the same one.
//!
//! A full name stands for itself. A family name means the one full name of the document that ends
//! (foreign) or begins (kanji) with it; where two fit, the one whose title agrees, else the one named
//! last. A title with its country means the one who holds it for that country anywhere in the
//! document, and nobody whose country is not stated; a title alone the one last named with it.

use std::collections::{BTreeMap, BTreeSet};

use keii_model::{EntityType, OfficeLevel, Span};

use super::bare::family_name;
use super::held::Offices;
use super::shape::{Script, is_joint, script};
use super::{Naming, TitlePhrase, sinitic};
use crate::draft::{Cast, EntityDraft, EntityIndex, Mention, MentionForm, RoleDraft};
use crate::language::Language;
use crate::page::Page;

/// The most full names that one family name is held to stand for.
const NAMESAKES: usize = 16;

/// Joins namings, which are in order of their start, into entities.
pub(super) fn cast(namings: Vec<Naming>, page: &Page<'_>, language: &Language<'_>) -> Cast {
    let mut resolver = Resolver::new(&namings, page, language);
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

struct Resolver<'l, 'p> {
    /// Full names of the whole document by the short form that can stand for them.
    families: BTreeMap<String, Vec<String>>,
    /// The full name that each family name stood for last.
    stood_for: BTreeMap<String, String>,
    /// The countries of which full names are told to hold an office.
    countries: BTreeMap<String, BTreeSet<String>>,
    /// Entities by type and name or key.
    known: BTreeMap<(EntityType, String), EntityIndex>,
    /// Offices stated with names, of the whole document.
    offices: Offices<'l, 'p>,
    /// Who is named where: start, sentence and fullest name, in order.
    named: Vec<(u32, usize, String)>,
    /// The person named last.
    last: Option<EntityIndex>,
}

impl<'l, 'p> Resolver<'l, 'p> {
    fn new(namings: &[Naming], page: &Page<'_>, language: &'l Language<'p>) -> Self {
        let mut families: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let whole =
            |naming: &&Naming| naming.is_full() || sinitic::is_whole(naming, page, language);
        for naming in namings.iter().filter(|naming| naming.is_person_name()).filter(whole) {
            for short in short_forms(&naming.name) {
                let full = families.entry(short).or_default();
                if full.len() < NAMESAKES && !full.contains(&naming.name) {
                    full.push(naming.name.clone());
                }
            }
        }
        let mut resolver = Self {
            stood_for: BTreeMap::new(),
            countries: countries(namings, &families),
            families,
            known: BTreeMap::new(),
            offices: Offices::new(language),
            named: Vec::new(),
            last: None,
        };
        for naming in namings.iter().filter(|naming| naming.is_person_name()) {
            let (holder, _) = resolver.full_name(naming);
            for title in &naming.titles {
                resolver.offices.state(title, &holder, naming.span.start);
            }
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
            country: None,
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
            (MentionForm::Group, Some(title)) => match self.offices.sole_official(title) {
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
            Some([full]) if self.is_of_another_country(naming, full) => own(),
            Some([full]) => (full.clone(), "entity.family-name"),
            Some(several) => {
                let start = naming.span.start;
                let fits = |full: &&String| {
                    let agrees = |title: &TitlePhrase| self.offices.was_held(full, title, start);
                    let known = self.known.get(&(EntityType::Person, (*full).clone()));
                    // Who is called by the family name alone stays so when a relative turns up.
                    let stood = self.stood_for.get(&naming.name) == Some(*full);
                    // 北川監督辞任, in a headline: whoever is told to hold the office further down.
                    let later = |title: &TitlePhrase| self.offices.was_held(full, title, u32::MAX);
                    let ahead = known.is_none() && naming.titles.iter().any(later);
                    (naming.titles.iter().any(agrees), stood, known, ahead)
                };
                // Of those who are all still to be named the first.
                let best = several.iter().rev().max_by_key(fits);
                (
                    best.cloned().unwrap_or_else(|| naming.name.clone()),
                    "entity.family-name-and-role",
                )
            }
        }
    }

    /// カタールのA首相 is not サウジアラビアのA・B皇太子.
    fn is_of_another_country(&self, naming: &Naming, full: &str) -> bool {
        let held = self.countries.get(full);
        let mut own = stated_countries(naming).peekable();
        own.peek().is_some() && held.is_some_and(|held| own.all(|it| !held.contains(it)))
    }

    /// Who holds an office that a mention names, alone or with its country.
    fn holder(&self, title: &TitlePhrase, naming: &Naming) -> Option<String> {
        // Who speaks does not call himself by his office.
        let speaker = naming.quoted.and_then(|quotation| {
            let before = self.named.partition_point(|(start, ..)| *start < quotation);
            let (_, sentence, name) = &self.named[before.checked_sub(1)?];
            (*sentence == naming.sentence).then_some(name.as_str())
        });
        let holder = self.offices.holder(title, naming.span.start, speaker)?;
        (!self.is_first_named_behind(&holder, naming)).then_some(holder)
    }

    /// 外相は、東国のA外相に電話した: whether somebody is named for the first time behind a mention, in its sentence. Then
    /// another is meant.
    fn is_first_named_behind(&self, holder: &str, naming: &Naming) -> bool {
        let mut named = self.named.iter().filter(|(_, _, name)| name == holder);
        named.next().is_some_and(|(start, sentence, _)| {
            *sentence == naming.sentence && *start > naming.span.start
        })
    }

    fn remember(&mut self, naming: &Naming, entity: EntityIndex, entities: &mut [EntityDraft]) {
        let draft = &mut entities[entity];
        if naming.form != MentionForm::Role || !naming.titles.is_empty() {
            let (key, _) = self.name(naming);
            self.known.insert((draft.kind, key), entity);
        }
        if naming.is_person_name() && self.families.contains_key(&naming.name) {
            self.stood_for.insert(naming.name.clone(), draft.name.clone());
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

/// The countries of which a mention tells that the one named holds an office.
fn stated_countries(naming: &Naming) -> impl Iterator<Item = &str> {
    let keys = naming.titles.iter().filter_map(|title| title.of_key.as_deref());
    keys.filter(|key| key.starts_with(COUNTRY))
}

/// How keys of countries begin.
const COUNTRY: &str = "country:";

/// The countries of the offices that each full name is told to hold, by itself or by a shorter one with the
/// same office.
fn countries(
    namings: &[Naming],
    families: &BTreeMap<String, Vec<String>>,
) -> BTreeMap<String, BTreeSet<String>> {
    let mut countries: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut offices: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let people = || namings.iter().filter(|naming| naming.is_person_name());
    for naming in people().filter(|naming| naming.is_full()) {
        let own = stated_countries(naming).map(str::to_owned);
        countries.entry(naming.name.clone()).or_default().extend(own);
        let titles = naming.titles.iter().map(|title| title.core.as_str());
        offices.entry(&naming.name).or_default().extend(titles);
    }
    for naming in people().filter(|naming| !naming.is_full()) {
        for full in families.get(&naming.name).into_iter().flatten() {
            let held = offices.get(full.as_str());
            let same =
                |title: &TitlePhrase| held.is_some_and(|it| it.contains(title.core.as_str()));
            if naming.titles.iter().any(same) {
                let own = stated_countries(naming).map(str::to_owned);
                countries.entry(full.clone()).or_default().extend(own);
            }
        }
    }
    countries.retain(|_, held| !held.is_empty());
    countries
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
            level: title.level.as_deref().and_then(OfficeLevel::from_word),
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
        // ユン・ソンニョル: in some languages the family name comes first.
        let first = full.split(|it| is_joint(it) || it == ' ').next().unwrap_or(full);
        return vec![family_name(full).to_owned(), first.to_owned()];
    }
    let ends = full.char_indices().map(|(at, _)| at).skip(1);
    ends.map(|end| full[..end].to_owned()).collect()
}
