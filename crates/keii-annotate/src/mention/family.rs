//! Families by their name: 細川家, ハプスブルク家.
//!
//! A house with a name is a body, like a party or a firm. The word for one behind what the dictionary
//! tags as a name, or does not know and the model takes for one, tells it from those who do something
//! for a living (劇作家, 専門家).

use keii_model::{EntityType, Span};
use keii_syntax::{Guess, GuessKind, NameKind, Pos, Token};

use super::Naming;
use crate::language::Language;
use crate::page::Page;

/// Adds the families of a sentence to `namings`, which are in order, in place of the names inside them.
pub(super) fn read(
    page: &Page<'_>,
    sentence: usize,
    language: &Language<'_>,
    namings: &mut Vec<Naming>,
) {
    let (text, syntax) = (page.text(), &page.syntax[sentence]);
    let families = &language.names.families;
    let is_family = |pair: &&[Token]| {
        let may_name = is_name(&pair[0]) || !pair[0].known;
        may_name
            && families.iter().any(|word| word == pair[1].span.of(text))
            && pair[0].span.of(text).chars().count() > 1
            && (is_name(&pair[0]) || is_guessed(&pair[0], &pair[1], &syntax.guesses))
    };
    for pair in syntax.tokens.windows(2).filter(is_family) {
        let span = pair[0].span.join(pair[1].span);
        if namings.iter().all(|it| !it.phrase.overlaps(span) || span.contains(it.phrase)) {
            namings.retain(|it| !span.contains(it.span));
            let at = namings.partition_point(|it| it.span.start < span.start);
            namings.insert(at, of(span, text, sentence));
        }
    }
}

fn is_name(token: &Token) -> bool {
    matches!(token.pos, Pos::Name(kind) if kind != NameKind::Country)
}

/// Whether the model takes a word for the end of a name, with or without the word for a family. Of words
/// that the dictionary knows it takes 研究家 for a name too.
fn is_guessed(name: &Token, family: &Token, guesses: &[Guess]) -> bool {
    guesses.iter().any(|guess| {
        guess.kind != GuessKind::Other
            && guess.span.contains(name.span)
            && (guess.span.end == name.span.end || guess.span.end == family.span.end)
    })
}

fn of(span: Span, text: &str, sentence: usize) -> Naming {
    Naming::named(EntityType::Organization, span, text, sentence, "mention.family")
}
