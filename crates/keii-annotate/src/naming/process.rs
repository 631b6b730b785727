//! Names of what goes on between parties, or was made by them: talks, deals, mergers.
//!
//! A name is the word for it with the nouns right before it (関税交渉, 日米関税交渉). The lexicon says
//! which words say enough by themselves; of the others (交渉) only the longer name is one.

use keii_model::{NamingKind, Span};
use keii_syntax::{NameKind, Pos, Token};

use super::{Listed, led, sorted};
use crate::draft::{Cast, NameDraft};
use crate::language::Language;
use crate::page::Page;

/// So many words stand in a name at most.
const LONGEST: usize = 6;

/// The names of a sentence, with the key of the word and the states that are named within.
pub(super) fn processes(
    page: &Page<'_>,
    cast: &Cast,
    language: &Language<'_>,
    sentence: usize,
    words: &[Listed<'_>],
) -> Vec<NameDraft> {
    let tokens = &page.syntax[sentence].tokens;
    let mut found = Vec::new();
    for &(word, entry) in words {
        let alone = match entry.field("kind") {
            Some("process") => false,
            Some("called") => true,
            _ => continue,
        };
        let Some(key) = entry.field("key") else { continue };
        let long = alone && word.of(page.text()).chars().count() >= LONG;
        let ends = if long { ends_a_token } else { ends_a_word };
        if !begins_a_token(tokens, word.start) || !ends(language, tokens, word.end) {
            continue;
        }
        let start = begin(tokens, word.start, if alone { is_state } else { is_of_a_name });
        if start == word.start && !alone {
            continue;
        }
        let span = Span::new(start, word.end);
        let states = led::named(page, cast, language, span);
        let states = states.iter().map(|one| one.key).filter(|key| key.starts_with("country:"));
        let about = sorted(states.chain([key]).map(str::to_owned));
        found.push(NameDraft { kind: NamingKind::Process, span, about, leader: None });
    }
    found
}

/// A word of so many letters is a name in whatever compound it stands (試運転列車).
const LONG: usize = 3;

fn begins_a_token(tokens: &[Token], start: u32) -> bool {
    let at = tokens.partition_point(|token| token.span.start < start);
    tokens.get(at).is_some_and(|token| token.span.start == start)
}

fn ends_a_token(_: &Language<'_>, tokens: &[Token], end: u32) -> bool {
    let next = tokens.partition_point(|token| token.span.start < end);
    next.checked_sub(1).is_some_and(|last| tokens[last].span.end == end)
}

/// Where the name begins whose last word begins at `word`.
fn begin(tokens: &[Token], word: u32, belongs: fn(Pos) -> bool) -> u32 {
    let first = tokens.partition_point(|token| token.span.end <= word);
    let mut start = word;
    let before = tokens[..first].iter().rev().take(LONGEST);
    for token in before.take_while(|token| belongs(token.pos)) {
        if token.span.end != start {
            break;
        }
        start = token.span.start;
    }
    start
}

fn is_state(pos: Pos) -> bool {
    matches!(pos, Pos::Name(NameKind::Country))
}

/// Whether a word before it says what is talked of, or who talks: no number (2回目), no time (今後).
fn is_of_a_name(pos: Pos) -> bool {
    matches!(pos, Pos::Noun | Pos::VerbalNoun | Pos::AdjectivalNoun | Pos::Name(_) | Pos::Prefix)
}

/// The word that stands right before `start` as a part of the same compound.
pub(super) fn glued_before(tokens: &[Token], start: u32) -> Option<&Token> {
    let first = tokens.partition_point(|token| token.span.end <= start);
    let inside = tokens.get(first).filter(|token| token.span.start < start);
    let before = tokens[..first].last().filter(|token| {
        token.span.end == start && (token.pos.is_nominal() || token.pos == Pos::Prefix)
    });
    inside.or(before)
}

/// Whether a word ends at `end`, and with it what is named: 停戦合意違反 still names the 停戦合意, a
/// 交渉官 is somebody.
pub(super) fn ends_a_word(language: &Language<'_>, tokens: &[Token], end: u32) -> bool {
    let next = tokens.partition_point(|token| token.span.start < end);
    let goes_on = tokens.get(next).is_some_and(|token| {
        let noun = matches!(token.pos, Pos::Noun | Pos::Name(_) | Pos::NameSuffix | Pos::Counter);
        let after = language.names_used.after.iter().any(|word| *word == token.lemma);
        let suffix = token.pos == Pos::Suffix && !after;
        token.span.start == end && (noun || suffix)
    });
    ends_a_token(language, tokens, end) && !goes_on
}
