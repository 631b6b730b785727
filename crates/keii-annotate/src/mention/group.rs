//! Collective nouns (両首脳, 両国) and who belongs to them, where the document tells.

use std::collections::BTreeMap;

use keii_model::{EntityType, Span};
use keii_rules::Entry;

use crate::draft::{Cast, EntityDraft, EntityIndex, Mention, MentionForm};
use crate::language::Language;
use crate::page::Page;

/// Adds the groups that the page names.
pub(super) fn read(page: &Page<'_>, language: &Language<'_>, cast: &mut Cast) {
    let mut known: BTreeMap<(String, Vec<EntityIndex>), EntityIndex> = BTreeMap::new();
    let mut found = Vec::new();
    for (sentence, bounds) in page.sentences.iter().enumerate() {
        for (span, entry) in language.group.find(page.text(), bounds.span) {
            if !is_free(cast, bounds.span, span) {
                continue;
            }
            let members = members(page, language, cast, span, entry);
            let name = span.of(page.text()).to_owned();
            let entity = *known.entry((name.clone(), members.clone())).or_insert_with(|| {
                cast.entities.push(group(name, members, span));
                cast.entities.len() - 1
            });
            let form = MentionForm::Group;
            found.push(Mention { span, phrase: span, form, sentence, entity });
        }
    }
    cast.mentions.extend(found);
    cast.mentions.sort_by_key(|mention| (mention.span.start, mention.span.end));
}

/// Whether no mention of the sentence overlaps the words.
fn is_free(cast: &Cast, sentence: Span, span: Span) -> bool {
    cast.within(sentence).all(|mention| !mention.phrase.overlaps(span))
}

fn group(name: String, members: Vec<EntityIndex>, span: Span) -> EntityDraft {
    EntityDraft {
        kind: EntityType::Group,
        aliases: vec![name.clone()],
        name,
        english: None,
        key: None,
        roles: Vec::new(),
        members,
        steps: vec![("mention.group".to_owned(), Some(span))],
    }
}

/// The two who are meant by a word for a pair, where the document tells.
fn members(
    page: &Page<'_>,
    language: &Language<'_>,
    cast: &Cast,
    span: Span,
    entry: &Entry,
) -> Vec<EntityIndex> {
    if entry.field("size") != Some("2") {
        return Vec::new();
    }
    let before = cast.mentions.partition_point(|mention| mention.span.start < span.start);
    let before = &cast.mentions[..before];
    match entry.field("kind") {
        Some("leaders") => {
            let office = Office::of(language, span.of(page.text()));
            let fits = |mention: &Mention| office.is_held(language, cast.entity(mention));
            last_pair(before, fits)
        }
        Some("countries" | "sides") => {
            let countries: Vec<&Mention> = before
                .iter()
                .filter(|mention| cast.entity(mention).kind == EntityType::Country)
                .collect();
            named_pair(page, &countries, span).unwrap_or_else(|| commonest_pair(&countries))
        }
        _ => Vec::new(),
    }
}

/// The office that two people share who are named by it together.
enum Office<'a> {
    /// 両外相: the words behind 両.
    Title(&'a str),
    /// 両首脳: whoever leads a country.
    Lead,
}

impl<'a> Office<'a> {
    fn of(language: &Language<'_>, word: &'a str) -> Self {
        let behind = word.char_indices().nth(1).map_or("", |(at, _)| &word[at..]);
        let heads = |entry: &Entry| entry.field("level").is_some_and(leads);
        match language.title.get(behind) {
            Some(entry) if heads(entry) && entry.field("domain").is_none() => Self::Title(behind),
            Some(entry) if !heads(entry) => Self::Title(behind),
            _ => Self::Lead,
        }
    }

    fn is_held(&self, language: &Language<'_>, entity: &EntityDraft) -> bool {
        entity.kind == EntityType::Person
            && entity.roles.iter().any(|role| match self {
                Self::Title(title) => role.title.ends_with(title),
                Self::Lead => {
                    let entry = language.title.get(&role.title);
                    entry.and_then(|entry| entry.field("level")).is_some_and(leads)
                }
            })
    }
}

/// Whether a level of the title lexicon leads a country.
fn leads(level: &str) -> bool {
    matches!(level, "head-of-state" | "head-of-government")
}

/// The last two who fit and are named in one sentence; else the last two who fit.
fn last_pair(before: &[Mention], fits: impl Fn(&Mention) -> bool) -> Vec<EntityIndex> {
    let fitting: Vec<&Mention> = before.iter().filter(|mention| fits(mention)).collect();
    let together = fitting
        .windows(2)
        .rev()
        .find(|two| two[0].sentence == two[1].sentence && two[0].entity != two[1].entity);
    if let Some(two) = together {
        return sorted(two[0].entity, two[1].entity);
    }
    let Some(last) = fitting.last() else { return Vec::new() };
    let other = fitting.iter().rev().find(|mention| mention.entity != last.entity);
    other.map_or_else(Vec::new, |other| sorted(other.entity, last.entity))
}

fn sorted(one: EntityIndex, other: EntityIndex) -> Vec<EntityIndex> {
    vec![one.min(other), one.max(other)]
}

/// How many bytes may stand between two that are named side by side: と, ・, の双方.
const SIDE_BY_SIDE: u32 = 6;

/// AとBの双方: the two that stand directly before the word.
fn named_pair(page: &Page<'_>, countries: &[&Mention], span: Span) -> Option<Vec<EntityIndex>> {
    let [.., one, other] = countries else { return None };
    let close = span.start - other.span.end <= SIDE_BY_SIDE
        && page.sentence_at(other.span.start) == page.sentence_at(span.start);
    (close && are_side_by_side(one, other)).then(|| sorted(one.entity, other.entity))
}

fn are_side_by_side(one: &Mention, other: &Mention) -> bool {
    one.entity != other.entity
        && one.sentence == other.sentence
        && other.span.start.saturating_sub(one.span.end) <= SIDE_BY_SIDE
}

/// The two countries that are named side by side most often so far (米ロ); nobody when none are.
fn commonest_pair(countries: &[&Mention]) -> Vec<EntityIndex> {
    let mut counts: BTreeMap<Vec<EntityIndex>, usize> = BTreeMap::new();
    for two in countries.windows(2) {
        if are_side_by_side(two[0], two[1]) {
            *counts.entry(sorted(two[0].entity, two[1].entity)).or_default() += 1;
        }
    }
    let most =
        counts.into_iter().max_by_key(|(two, count)| (*count, std::cmp::Reverse(two.clone())));
    most.map_or_else(Vec::new, |(two, _)| two)
}
