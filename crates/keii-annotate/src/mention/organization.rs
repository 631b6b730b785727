//! Organisations and places that no lexicon lists: by the noun that ends their name, by the
//! dictionary's tags, and periodicals by their title in quotation marks.

use keii_model::{EntityType, Span};
use keii_syntax::{NameKind, Pos, Token};

use super::Naming;
use super::shape::{Script, script};
use crate::language::Language;
use crate::page::Page;

/// The most tokens that a body's name has.
const LONGEST: usize = 12;

/// The unlisted bodies of a sentence by the noun that ends their name, in order.
pub(super) fn bodies(page: &Page<'_>, sentence: usize, language: &Language<'_>) -> Vec<Span> {
    let text = page.text();
    let mut bodies = Vec::new();
    for run in compounds(text, &page.syntax[sentence].tokens) {
        bodies.extend(body(text, run, language));
    }
    bodies
}

/// Adds places by the noun that ends their name, and what the dictionary tags as a name.
pub(super) fn read(
    page: &Page<'_>,
    sentence: usize,
    language: &Language<'_>,
    namings: &mut Vec<Naming>,
) {
    let text = page.text();
    for run in compounds(text, &page.syntax[sentence].tokens) {
        if let Some((span, kind, step)) = classify(text, run, language) {
            namings.push(Naming::named(kind, span, text, sentence, step));
        }
    }
    periodicals(page, sentence, language, namings);
}

/// The compound nouns of a sentence.
fn compounds<'t>(text: &str, tokens: &'t [Token]) -> Vec<&'t [Token]> {
    let mut runs = Vec::new();
    let mut from = 0;
    while from < tokens.len() {
        let length = compound(text, &tokens[from..]);
        if length > 0 {
            runs.push(&tokens[from..from + length]);
        }
        from += length.max(1);
    }
    runs
}

/// How many tokens form one compound noun from the first on.
fn compound(text: &str, tokens: &[Token]) -> usize {
    let mut end = None;
    let mut length = 0;
    for token in tokens.iter().take(LONGEST) {
        let joins = token.pos.is_nominal()
            && !matches!(
                token.pos,
                Pos::FormalNoun | Pos::NameSuffix | Pos::Pronoun | Pos::AdverbialNoun
            );
        let first = token.span.of(text).chars().next().map(script);
        let written = matches!(first, Some(Script::Kanji | Script::Katakana | Script::Latin));
        if !joins || !written || end.is_some_and(|end| end != token.span.start) {
            break;
        }
        end = Some(token.span.end);
        length += 1;
    }
    length
}

/// The part of a compound up to the last noun that ends the name of a body. It needs a proper name
/// in it, or a title behind it that shows it to be one.
fn body(text: &str, run: &[Token], language: &Language<'_>) -> Option<Span> {
    let first = run[0].span;
    for last in (1..run.len()).rev() {
        let span = first.join(run[last].span);
        let words = span.of(text);
        let suffix = language.names.organization_suffixes.iter().any(|suffix| {
            words.ends_with(suffix.as_str()) && words.len() > suffix.len()
        });
        if !suffix {
            continue;
        }
        let proper = run[..last].iter().any(is_proper);
        let held = last >= 2 && language.title.longest_at(text, span.end).is_some();
        if !(proper || held) {
            return None;
        }
        return (!is_listed_body(text, span, language)).then_some(span);
    }
    None
}

fn is_proper(token: &Token) -> bool {
    matches!(token.pos, Pos::Name(_)) || !token.known
}

/// Whether the words are a country with a body of the lexicon behind it (米国務省), or begin with a
/// listed title (会長兼…) and so name no body.
fn is_listed_body(text: &str, span: Span, language: &Language<'_>) -> bool {
    let countries = [language.country, language.country_short];
    let split = countries.iter().filter_map(|lexicon| lexicon.longest_at(text, span.start)).any(
        |(end, _)| {
            language.organization.longest_at(text, end).is_some_and(|(stop, _)| stop >= span.end)
        },
    );
    split
        || language.organization.longest_at(text, span.start).is_some_and(|(end, _)| end >= span.end)
        || language.group.get(span.of(text)).is_some()
}

/// What a compound names as a whole, or a name that the dictionary knows inside it.
fn classify(
    text: &str,
    run: &[Token],
    language: &Language<'_>,
) -> Option<(Span, EntityType, &'static str)> {
    let whole = run[0].span.join(run[run.len() - 1].span);
    let words = whole.of(text);
    let place = language.names.place_suffixes.iter().any(|suffix| {
        words.ends_with(suffix.as_str()) && words.len() > suffix.len()
    });
    if run.len() >= 2 && place && run.iter().any(is_proper) {
        return Some((whole, EntityType::Place, "mention.place-suffix"));
    }
    let tagged = run.iter().find_map(|token| {
        let kind = match token.pos {
            Pos::Name(NameKind::Organization) => EntityType::Organization,
            Pos::Name(NameKind::Place | NameKind::Country) => EntityType::Place,
            _ => return None,
        };
        let words = token.span.of(text);
        // Latin words are tagged for want of anything better.
        let latin = words.chars().any(|it| script(it) == Script::Latin);
        (words.chars().count() >= 2 && token.known && !latin).then_some((token.span, kind))
    });
    tagged.map(|(span, kind)| (span, kind, "mention.dictionary"))
}

/// 専門誌「…」: the title of a periodical stands for its publisher.
fn periodicals(
    page: &Page<'_>,
    sentence: usize,
    language: &Language<'_>,
    namings: &mut Vec<Naming>,
) {
    let text = page.text();
    for quotation in page.quotations_of(sentence) {
        let before =
            &text[page.sentences[sentence].span.start as usize..quotation.span.start as usize];
        let is_title =
            language.names.periodical_nouns.iter().any(|noun| before.ends_with(noun.as_str()));
        let short = quotation.inner.of(text).chars().count() <= 30;
        if is_title && short && !quotation.inner.is_empty() {
            let kind = EntityType::Organization;
            namings.push(Naming::named(kind, quotation.inner, text, sentence, "mention.periodical"));
        }
    }
}
