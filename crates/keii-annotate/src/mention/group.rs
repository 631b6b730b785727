//! Collective nouns (両首脳, 両国) and who belongs to them, where the document tells.

use std::collections::BTreeMap;

use keii_model::{EntityType, Span};
use keii_rules::Entry;

use crate::draft::{Cast, EntityDraft, EntityIndex, Mention, MentionForm};
use crate::language::Language;
use crate::page::Page;

/// How many mentions around a collective noun can reach over it with their phrase.
const NEAR: usize = 4;

/// Adds the groups that the page names.
pub(super) fn read(page: &Page<'_>, language: &Language<'_>, cast: &mut Cast) {
    let mut known: BTreeMap<(String, Vec<EntityIndex>), EntityIndex> = BTreeMap::new();
    let mut found = Vec::new();
    let mut before = Before::default();
    for (sentence, bounds) in page.sentences.iter().enumerate() {
        for (span, entry) in language.group.find(page.text(), bounds.span) {
            if !is_free(cast, span) {
                continue;
            }
            before.read_to(cast, span.start);
            let members = before.members(entry);
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

/// Whether no mention overlaps the words with its phrase.
fn is_free(cast: &Cast, span: Span) -> bool {
    let at = cast.mentions.partition_point(|mention| mention.span.start < span.start);
    let end = cast.mentions.len().min(at + NEAR);
    let near = &cast.mentions[at.saturating_sub(NEAR)..end];
    near.iter().all(|mention| !mention.phrase.overlaps(span))
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

/// Who was named up to a place in the text.
#[derive(Default)]
struct Before {
    read: usize,
    /// The two persons named last, the last one first.
    persons: Vec<EntityIndex>,
    /// How often each country was named.
    countries: BTreeMap<EntityIndex, usize>,
}

impl Before {
    fn read_to(&mut self, cast: &Cast, end: u32) {
        while let Some(mention) = cast.mentions.get(self.read).filter(|it| it.span.start < end) {
            self.read += 1;
            match cast.entity(mention).kind {
                EntityType::Person => {
                    self.persons.retain(|&person| person != mention.entity);
                    self.persons.insert(0, mention.entity);
                    self.persons.truncate(2);
                }
                EntityType::Country => *self.countries.entry(mention.entity).or_default() += 1,
                _ => {}
            }
        }
    }

    /// The two who are meant by a word for a pair: leaders are the two last named before it, sides
    /// and countries the two countries that the document names most often so far.
    fn members(&self, entry: &Entry) -> Vec<EntityIndex> {
        if entry.field("size") != Some("2") {
            return Vec::new();
        }
        let mut two = match entry.field("kind") {
            Some("leaders") => self.persons.clone(),
            Some("countries" | "sides") => self.commonest_two(),
            _ => Vec::new(),
        };
        two.sort_unstable();
        if two.len() == 2 { two } else { Vec::new() }
    }

    fn commonest_two(&self) -> Vec<EntityIndex> {
        let mut ranked: Vec<(usize, EntityIndex)> =
            self.countries.iter().map(|(&entity, &count)| (count, entity)).collect();
        ranked.sort_by_key(|&(count, entity)| (std::cmp::Reverse(count), entity));
        ranked.into_iter().take(2).map(|(_, entity)| entity).collect()
    }
}
