//! What IPADIC joins, splits or names wrongly, in any text.

use keii_model::Span;
use keii_syntax::{Pos, Token};

use super::plain;

/// Adds a word, split where the dictionary or the rule for unknown words joined too much.
pub(super) fn push(surface: &str, token: Token, tokens: &mut Vec<Token>) {
    let first = surface.chars().next().expect("a word is not empty");
    if surface.len() == first.len_utf8() {
        let pos = single(first, token.pos);
        tokens.push(Token { pos, ..token });
        return;
    }
    // Unknown marks such as 「),」 come as one noun.
    if !token.known && !surface.contains(char::is_alphanumeric) && !surface.contains('ー') {
        each(surface, &token, tokens, |character| single(character, Pos::Symbol));
        return;
    }
    let joint = |character: char| matches!(character, '・' | '＝' | '=' | '゠' | '･');
    if !surface.contains(joint) {
        tokens.push(token);
        return;
    }
    for part in surface.split_inclusive(joint).flat_map(|part| match part.find(joint) {
        Some(0) | None => [part, ""],
        Some(at) => [&part[..at], &part[at..]],
    }) {
        let Some(first) = part.chars().next() else { continue };
        let pos = if joint(first) { Pos::Symbol } else { token.pos };
        tokens.push(plain(within(surface, part, token.span), pos, part, token.known));
    }
}

/// Adds each character of a word as a word.
fn each(surface: &str, token: &Token, tokens: &mut Vec<Token>, pos: impl Fn(char) -> Pos) {
    for (at, character) in surface.char_indices() {
        let part = &surface[at..at + character.len_utf8()];
        if !character.is_whitespace() {
            tokens.push(plain(
                within(surface, part, token.span),
                pos(character),
                part,
                token.known,
            ));
        }
    }
}

/// Where `part`, a slice of the word at `whole`, stands in the document.
fn within(surface: &str, part: &str, whole: Span) -> Span {
    let at = part.as_ptr().addr() - surface.as_ptr().addr();
    let start = whole.start + u32::try_from(at).expect("a word is short");
    Span::new(start, start + u32::try_from(part.len()).expect("a word is short"))
}

/// The part of speech of a single character, where the dictionary's own will not do.
fn single(character: char, pos: Pos) -> Pos {
    match character {
        '。' | '．' | '.' | '！' | '？' | '!' | '?' | '｡' => Pos::Period,
        '、' | '，' | ',' | '､' => Pos::Comma,
        '(' | '[' | '{' | '<' | '“' | '‘' | '〝' | '«' | '｢' | '＜' | '≪' | '《' | '〈' => {
            Pos::Open
        }
        ')' | ']' | '}' | '>' | '”' | '’' | '〟' | '〞' | '»' | '｣' | '＞' | '≫' | '》' | '〉' => {
            Pos::Close
        }
        '%' => Pos::Counter,
        '０'..='９' => Pos::Number,
        '々' | '〆' | 'ー' => pos,
        other if pos == Pos::VerbalNoun && !other.is_alphanumeric() => Pos::Symbol,
        _ => pos,
    }
}

/// Joins what spells one figure: full-width digits, which the dictionary has one by one, and
/// digits with separators between them (1,500 and 3.5).
pub(super) fn join_figures(text: &str, tokens: &mut Vec<Token>) {
    let digits = |token: &Token| {
        token.span.of(text).chars().all(|c| c.is_ascii_digit() || ('０'..='９').contains(&c))
    };
    let separator = |token: &Token| matches!(token.span.of(text), "," | "." | "，" | "．");
    let adjacent = |left: &Token, right: &Token| left.span.end == right.span.start;
    let mut kept: usize = 0;
    let mut next = 0;
    while next < tokens.len() {
        let mut run = next + 1;
        if digits(&tokens[next]) {
            while run < tokens.len() && adjacent(&tokens[run - 1], &tokens[run]) {
                let follows = |index: usize| {
                    tokens
                        .get(index)
                        .is_some_and(|token| digits(token) && adjacent(&tokens[index - 1], token))
                };
                run += match () {
                    () if digits(&tokens[run]) => 1,
                    () if separator(&tokens[run]) && follows(run + 1) => 2,
                    () => break,
                };
            }
        }
        if run > next + 1 {
            let span = tokens[next].span.join(tokens[run - 1].span);
            tokens[kept] = plain(span, Pos::Number, span.of(text), true);
        } else {
            tokens.swap(kept, next);
        }
        kept += 1;
        next = run;
    }
    tokens.truncate(kept);
}
