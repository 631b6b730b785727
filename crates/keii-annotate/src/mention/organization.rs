//! Organisations and places that no lexicon lists: by the dictionary's tags, by the noun that ends
//! their name, and periodicals by their title in quotation marks.

use keii_model::{EntityType, Span};
use keii_syntax::{NameKind, Pos, Token};

use super::Naming;
use super::shape::{Script, script};
use crate::draft::MentionForm;
use crate::language::Language;
use crate::page::Page;

/// Adds what the sentence names.
pub(super) fn read(
    page: &Page<'_>,
    sentence: usize,
    language: &Language<'_>,
    namings: &mut Vec<Naming>,
) {
    let text = page.text();
    let tokens = &page.syntax[sentence].tokens;
    let mut from = 0;
    while from < tokens.len() {
        let length = compound(text, &tokens[from..]);
        if length == 0 {
            from += 1;
            continue;
        }
        let run = &tokens[from..from + length];
        if let Some((span, kind, step)) = classify(text, run, language) {
            namings.push(naming(text, span, kind, sentence, step));
        }
        from += length;
    }
    periodicals(page, sentence, language, namings);
}

/// How many tokens form one compound noun from the first on.
fn compound(text: &str, tokens: &[Token]) -> usize {
    let mut end = None;
    let mut length = 0;
    for token in tokens {
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

/// What a compound names as a whole, or a name that the dictionary knows inside it.
fn classify(
    text: &str,
    run: &[Token],
    language: &Language<'_>,
) -> Option<(Span, EntityType, &'static str)> {
    let whole = run[0].span.join(run[run.len() - 1].span);
    let words = whole.of(text);
    let ends_with = |suffixes: &[String]| {
        suffixes.iter().any(|suffix| words.ends_with(suffix.as_str()) && words.len() > suffix.len())
    };
    let is_proper = |token: &Token| matches!(token.pos, Pos::Name(_)) || !token.known;
    if run.iter().any(is_proper) || run.len() >= 3 {
        if run.len() >= 2 && ends_with(&language.names.organization_suffixes) {
            return Some((whole, EntityType::Organization, "mention.organization-suffix"));
        }
        if run.len() >= 2 && run.iter().any(is_proper) && ends_with(&language.names.place_suffixes)
        {
            return Some((whole, EntityType::Place, "mention.place-suffix"));
        }
    }
    let tagged = run.iter().find_map(|token| {
        let kind = match token.pos {
            Pos::Name(NameKind::Organization) => EntityType::Organization,
            Pos::Name(NameKind::Place | NameKind::Country) => EntityType::Place,
            _ => return None,
        };
        (token.span.of(text).chars().count() >= 2).then_some((token.span, kind))
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
            namings.push(naming(text, quotation.inner, kind, sentence, "mention.periodical"));
        }
    }
}

fn naming(text: &str, span: Span, kind: EntityType, sentence: usize, step: &str) -> Naming {
    Naming {
        span,
        phrase: span,
        form: MentionForm::Name,
        kind,
        sentence,
        name: span.of(text).to_owned(),
        english: None,
        key: None,
        title: None,
        steps: vec![(step.to_owned(), Some(span))],
    }
}
