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
            let members = members(cast, span, entry);
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

/// The two who are meant by a word for a pair: leaders are the two last named before it with the
/// highest office, sides and countries the two countries that the document names most often so far.
fn members(cast: &Cast, span: Span, entry: &Entry) -> Vec<EntityIndex> {
    if entry.field("size") != Some("2") {
        return Vec::new();
    }
    let before = cast.mentions.partition_point(|mention| mention.span.start < span.start);
    let before = &cast.mentions[..before];
    match entry.field("kind") {
        Some("leaders") => last_two(cast, before),
        Some("countries" | "sides") => commonest_two(cast, before),
        _ => Vec::new(),
    }
}

fn last_two(cast: &Cast, before: &[Mention]) -> Vec<EntityIndex> {
    let mut found: Vec<EntityIndex> = Vec::new();
    for mention in before.iter().rev() {
        let entity = cast.entity(mention);
        if entity.kind == EntityType::Person && !found.contains(&mention.entity) {
            found.push(mention.entity);
            if found.len() == 2 {
                found.sort_unstable();
                return found;
            }
        }
    }
    Vec::new()
}

fn commonest_two(cast: &Cast, before: &[Mention]) -> Vec<EntityIndex> {
    let mut counts: BTreeMap<EntityIndex, usize> = BTreeMap::new();
    for mention in before {
        if cast.entity(mention).kind == EntityType::Country {
            *counts.entry(mention.entity).or_default() += 1;
        }
    }
    let mut ranked: Vec<(usize, EntityIndex)> =
        counts.into_iter().map(|(entity, count)| (count, entity)).collect();
    ranked.sort_by_key(|&(count, entity)| (std::cmp::Reverse(count), entity));
    let mut two: Vec<EntityIndex> = ranked.into_iter().take(2).map(|(_, entity)| entity).collect();
    two.sort_unstable();
    if two.len() == 2 { two } else { Vec::new() }
}
