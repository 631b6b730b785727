//! Words that point at a body or place named before: 同社, 同省, and a court, union or prefecture by its
//! bare noun (地裁, 連盟, 県).
//!
//! Whoever speaks or acts under such a word is the one who was named.

use std::collections::BTreeSet;

use keii_model::{EntityType, Span};
use keii_rules::Entry;
use keii_syntax::{Pos, Token};

use crate::draft::{Cast, EntityDraft, EntityIndex, Mention, MentionForm};
use crate::language::Language;
use crate::page::{BlockKind, Page};

/// How many mentions are looked back over.
const REACH: usize = 80;

/// How many mentions around a word can reach over it with their phrase.
const NEAR: usize = 4;

/// Adds the mentions of those who are pointed at.
pub(super) fn read(page: &Page<'_>, language: &Language<'_>, cast: &mut Cast) {
    let mut found: Vec<Mention> = Vec::new();
    for sentence in 0..page.sentences.len() {
        if super::is_apart(page, sentence) {
            continue;
        }
        let tokens = &page.syntax[sentence].tokens;
        for first in 0..tokens.len() {
            let start = tokens[first].span.start;
            let Some((end, entry)) = language.pointer.longest_at(page.text(), start) else {
                continue;
            };
            let span = Span::new(start, end);
            if !stands(page.text(), tokens, first, span, entry, language) || !is_free(cast, span) {
                continue;
            }
            let seeker = Seeker { page, language, cast, sentence };
            if let Some(entity) = seeker.meant(span.start, entry) {
                let form = MentionForm::Role;
                found.push(Mention { span, phrase: span, form, sentence, entity });
            }
        }
    }
    cast.add(found);
}

/// Whether the words are a word of their own; a bare noun must stand alone before a particle.
fn stands(
    text: &str,
    tokens: &[Token],
    first: usize,
    span: Span,
    entry: &Entry,
    language: &Language<'_>,
) -> bool {
    let next = tokens.partition_point(|token| token.span.start < span.end);
    let ends = next.checked_sub(1).is_some_and(|at| tokens[at].span.end == span.end);
    let behind = tokens.get(next);
    let before = first.checked_sub(1).map(|at| &tokens[at]);
    let glued = before.is_some_and(|it| {
        it.span.end == span.start && (it.pos.is_nominal() || it.pos == Pos::Prefix)
    });
    let particle = behind.is_some_and(|it| {
        let words = it.span.of(text);
        let side = language.names.sides.iter().any(|word| word == words)
            || language.names.rulings.iter().any(|word| word == words);
        matches!(it.pos, Pos::Particle(_) | Pos::Comma) || side
    });
    let noun = behind.is_some_and(|it| {
        let words = it.span.of(text);
        let tail = language.names.group_tails.iter().any(|tail| tail == words);
        let title = language.title.longest_at(text, it.span.start).is_some();
        it.pos.is_nominal() && !tail && !title
    });
    let verb = behind.is_some_and(|it| matches!(it.pos, Pos::Verb | Pos::Auxiliary));
    let bare = entry.field("bare") == Some("yes");
    // Xの労組: somebody else's.
    let owned = language.names.branches.contains_key(span.of(text))
        && before.is_some_and(|it| it.span.of(text) == language.names.genitive);
    ends && !glued && if bare { particle && !owned } else { !noun && !verb }
}

/// Whether no mention overlaps the words with its name.
fn is_free(cast: &Cast, span: Span) -> bool {
    let at = cast.mentions.partition_point(|mention| mention.span.start < span.start);
    let end = cast.mentions.len().min(at + NEAR);
    cast.mentions[at.saturating_sub(NEAR)..end].iter().all(|it| !it.span.overlaps(span))
}

/// Looks for the one who is pointed at.
struct Seeker<'a> {
    page: &'a Page<'a>,
    language: &'a Language<'a>,
    cast: &'a Cast,
    sentence: usize,
}

impl Seeker<'_> {
    /// Of those who fit the one named last before `at`; in an earlier sentence rather its topic.
    fn meant(&self, at: u32, entry: &Entry) -> Option<EntityIndex> {
        let to = self.cast.mentions.partition_point(|mention| mention.span.start < at);
        let before = &self.cast.mentions[to.saturating_sub(REACH)..to];
        let fits = |mention: &&Mention| may_be(self.language, entry, self.cast.entity(mention));
        let Some(last) = before.iter().rfind(fits) else { return self.only(entry) };
        if last.sentence == self.sentence {
            return Some(last.entity);
        }
        let own = before.iter().filter(|mention| mention.sentence == last.sentence);
        let topic = own.filter(fits).find(|mention| self.is_topic(mention));
        Some(topic.unwrap_or(last).entity)
    }

    /// A headline calls by the bare noun whom the text names only then: the only one of the document.
    fn only(&self, entry: &Entry) -> Option<EntityIndex> {
        let headline =
            matches!(self.page.block_of(self.sentence).kind, BlockKind::Title | BlockKind::Heading);
        let fits = |mention: &&Mention| may_be(self.language, entry, self.cast.entity(mention));
        let all: BTreeSet<EntityIndex> =
            self.cast.mentions.iter().filter(fits).map(|mention| mention.entity).collect();
        all.first().copied().filter(|_| headline && all.len() == 1)
    }

    fn is_topic(&self, mention: &Mention) -> bool {
        let behind = &self.page.text()[mention.phrase.end as usize..];
        self.language.names.topics.iter().any(|it| behind.starts_with(it.as_str()))
    }
}

/// Whether the word can point at this one.
pub(super) fn may_be(language: &Language<'_>, pointer: &Entry, entity: &EntityDraft) -> bool {
    let place = pointer.field("place") == Some("yes");
    let kind = if place { EntityType::Place } else { EntityType::Organization };
    if entity.kind != kind {
        return false;
    }
    let listed = language.organization.get(&entity.name).and_then(|entry| entry.field("kind"));
    if listed.is_some() && listed == pointer.field("never") {
        return false;
    }
    let forms = forms(language, entity);
    let ends = |pointer: &Entry| {
        let endings = |column| pointer.field(column).unwrap_or_default();
        let (wanted, not) = (endings("endings"), endings("not"));
        let one_of = |endings: &str, ends: &dyn Fn(&str) -> bool| {
            endings.split(',').any(|ending| !ending.is_empty() && ends(ending))
        };
        // 最高裁 is no 高裁.
        forms.iter().any(|form| {
            one_of(wanted, &|it| ends_behind_more(form, it))
                && !one_of(not, &|it| form.ends_with(it))
        })
    };
    if ends(pointer) {
        return true;
    }
    let Some(listed) = listed.filter(|_| !place) else {
        // What nothing tells the kind of may be a company, or a group.
        let other = || language.pointer.entries().any(|it| it.form() != pointer.form() && ends(it));
        return pointer.field("open") == Some("yes") && !other();
    };
    pointer.field("kinds").unwrap_or_default().split(',').any(|kind| kind == listed)
}

/// All forms of a body, of the document and of the lexicon.
fn forms<'e>(language: &'e Language<'_>, entity: &'e EntityDraft) -> BTreeSet<&'e str> {
    let listed = language.organization.get(&entity.name);
    let listed = listed.into_iter().flat_map(Entry::forms).map(|form| &**form);
    let own = entity.aliases.iter().map(String::as_str).chain([entity.name.as_str()]);
    own.chain(listed).collect()
}

fn ends_behind_more(form: &str, ending: &str) -> bool {
    form.len() > ending.len() && form.ends_with(ending)
}
