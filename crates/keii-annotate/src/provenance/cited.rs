//! Media that the text quotes: papers, agencies and stations in whose name something is told.

use std::collections::BTreeSet;

use keii_model::{EntityType, ReferenceRelation, Span};

use crate::draft::{Cast, EntityDraft, ReferenceDraft, SpeechDraft};
use crate::language::Language;
use crate::mention::{Script, script};

/// One reference for each medium that is told to say or relay something, in order. The article's own
/// outlet is none.
pub(crate) fn cited(
    text: &str,
    cast: &Cast,
    speech: &[SpeechDraft],
    own: Option<&str>,
    language: &Language<'_>,
) -> Vec<ReferenceDraft> {
    let mut seen = BTreeSet::new();
    let mut unlisted = BTreeSet::new();
    let mut references = Vec::new();
    for speaker in speech.iter().flat_map(|draft| draft.speakers.iter().chain(&draft.via)) {
        let Some(phrase) = speaker.span else { continue };
        let Some(entity) = speaker.entity else {
            let words = phrase.of(text);
            if own != Some(words) && is_named(words, language) && unlisted.insert(words) {
                references.push(reference(text, phrase, language));
            }
            continue;
        };
        let medium = &cast.entities[entity];
        if !is_medium(medium, language) || own == Some(medium.name.as_str()) || !seen.insert(entity)
        {
            continue;
        }
        let mut mentions = cast.within(phrase).filter(|mention| mention.entity == entity);
        let span = mentions.next().map_or(phrase, |mention| mention.span);
        references.push(reference(text, span, language));
    }
    for mention in &cast.mentions {
        let medium = &cast.entities[mention.entity];
        let behind = &text[mention.phrase.end as usize..];
        let uses = language.page.media_words.uses.iter().any(|it| behind.starts_with(it.as_str()));
        let other = own != Some(medium.name.as_str()) && is_medium(medium, language);
        if uses && other && seen.insert(mention.entity) {
            references.push(reference(text, mention.span, language));
        }
    }
    references.sort_by_key(|reference| reference.evidence.first().map(|span| span.start));
    references
}

fn reference(text: &str, phrase: Span, language: &Language<'_>) -> ReferenceDraft {
    let span = named(text, phrase, language);
    ReferenceDraft {
        relation: ReferenceRelation::Cites,
        title: None,
        host: None,
        publisher: Some(span.of(text).to_owned()),
        date: None,
        evidence: vec![span],
    }
}

/// The name alone: 米紙|ワシントン・ポスト, 7日付の|例川日報, 英|BBC放送.
fn named(text: &str, phrase: Span, language: &Language<'_>) -> Span {
    let words = phrase.of(text);
    let genitive = language.names.genitive.as_str();
    let last = words.rsplit_once(genitive).map_or(words, |(_, last)| last);
    let mut start = phrase.end as usize - last.len();
    let country = language.country_short.longest_at(text, Span::from_range(start..start).start);
    let country = country.map(|(end, _)| end as usize).filter(|end| *end < phrase.end as usize);
    if let Some(end) = country.filter(|end| is_one(&text[start..*end])) {
        let rest = &text[end..phrase.end as usize];
        let sorts = &language.page.media_words.sorts;
        let sort = sorts.iter().find(|it| rest.starts_with(it.as_str()) && it.len() < rest.len());
        // 朝日新聞: its name may begin so.
        let foreign = rest.chars().next().map(script);
        if sort.is_some() || matches!(foreign, Some(Script::Katakana | Script::Latin)) {
            start = end + sort.map_or(0, |it| it.len());
        }
    }
    Span::from_range(start..phrase.end as usize)
}

/// Whether words are one character of kanji.
fn is_one(words: &str) -> bool {
    words.chars().count() == 1 && words.chars().all(|it| script(it) == Script::Kanji)
}

/// Whether words without an entity are a medium's own name: as media end, without a word that only
/// points to one (同紙, 地元テレビ).
fn is_named(words: &str, language: &Language<'_>) -> bool {
    let points = |prefix: &String| words.starts_with(prefix.as_str());
    let ends = |ending: &String| words.ends_with(ending.as_str()) && words != ending;
    language.page.media_endings.iter().any(ends) && !language.page.media_pointers.iter().any(points)
}

/// A medium by the lexicon, or by how its name ends.
fn is_medium(entity: &EntityDraft, language: &Language<'_>) -> bool {
    let listed = language.is_body_of_kind(&entity.name, "media");
    let ends = |ending: &String| entity.name.ends_with(ending.as_str());
    entity.kind == EntityType::Organization
        && (listed || language.page.media_endings.iter().any(ends))
}
