//! What IPADIC joins, splits or names wrongly, in any text.

use keii_model::Span;
use keii_syntax::{Form, ParticleKind, Pos, Token};

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

/// Names the units behind figures, and joins what the dictionary splits: full-width digits, which
/// it has one by one; digits with separators between them (1,500 and 3.5); and によると, which is a
/// particle as によって is.
pub(super) fn join(text: &str, tokens: &mut Vec<Token>) {
    let mut kept: usize = 0;
    let mut next = 0;
    while next < tokens.len() {
        let run = next + figure(text, &tokens[next..]).max(source(&tokens[next..]));
        if run == next {
            if kept < next {
                tokens.swap(kept, next);
            }
            let behind_figure = kept > 0 && tokens[kept - 1].pos == Pos::Number;
            if behind_figure && tokens[kept].pos == Pos::Noun && tokens[kept].lemma == "月" {
                tokens[kept].pos = Pos::Counter;
            }
            next += 1;
        } else {
            let span = tokens[next].span.join(tokens[run - 1].span);
            let figure = is_figure(text, &tokens[next]);
            let pos = if figure { Pos::Number } else { Pos::Particle(ParticleKind::Case) };
            tokens[kept] = plain(span, pos, span.of(text), true);
            next = run;
        }
        kept += 1;
    }
    tokens.truncate(kept);
}

fn is_figure(text: &str, token: &Token) -> bool {
    let words = token.span.of(text);
    // The first byte tells nearly all words apart: full-width digits begin with EF.
    let may_be = words.bytes().next().is_some_and(|byte| byte.is_ascii_digit() || byte == 0xEF);
    let digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    may_be && words.chars().all(digit)
}

/// How many of the tokens spell a figure.
fn figure(text: &str, tokens: &[Token]) -> usize {
    let digits = |at: usize| tokens.get(at).is_some_and(|token| is_figure(text, token));
    let adjacent = |at: usize| tokens[at - 1].span.end == tokens[at].span.start;
    let separator = |at: usize| matches!(tokens[at].span.of(text), "," | "." | "，" | "．");
    if !digits(0) {
        return 0;
    }
    let mut end = 1;
    while end < tokens.len() && adjacent(end) {
        end += match () {
            () if digits(end) => 1,
            () if separator(end) && digits(end + 1) && adjacent(end + 1) => 2,
            () => break,
        };
    }
    end
}

/// How many of the tokens make によると or によれば: three or none.
fn source(tokens: &[Token]) -> usize {
    let [case, verb, joint, ..] = tokens else { return 0 };
    let joined = case.lemma == "に"
        && verb.lemma == "よる"
        && match verb.form {
            Form::Plain => joint.lemma == "と",
            Form::Conditional => joint.lemma == "ば",
            _ => false,
        };
    if joined { 3 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unknown(surface: &str) -> Token {
        let end = u32::try_from(surface.len()).expect("a word is short");
        plain(Span::new(0, end), Pos::VerbalNoun, surface, false)
    }

    fn split(surface: &str) -> Vec<(String, Pos)> {
        let mut tokens = Vec::new();
        push(surface, unknown(surface), &mut tokens);
        tokens.iter().map(|token| (token.span.of(surface).to_owned(), token.pos)).collect()
    }

    #[test]
    fn names_are_split_at_their_dots() {
        let words: Vec<_> =
            split("アンナ・ベル＝クロス").into_iter().map(|(word, _)| word).collect();
        assert_eq!(words, ["アンナ", "・", "ベル", "＝", "クロス"]);
    }

    #[test]
    fn marks_are_marks() {
        let expected = [(")", Pos::Close), (",", Pos::Comma), ("※", Pos::Symbol)];
        let expected = expected.map(|(mark, pos)| (mark.to_owned(), pos));
        assert_eq!(split("),※"), expected);
        assert_eq!(split("!")[0].1, Pos::Period);
    }

    #[test]
    fn figures_are_joined_over_separators_but_not_over_spaces() {
        let text = "1,500 20";
        let part = |start: u32, end: u32| {
            let span = Span::new(start, end);
            plain(span, Pos::Number, span.of(text), false)
        };
        let mut tokens = vec![part(0, 1), part(1, 2), part(2, 5), part(6, 8)];
        join(text, &mut tokens);
        let words: Vec<_> = tokens.iter().map(|token| token.span.of(text)).collect();
        assert_eq!(words, ["1,500", "20"]);
    }
}
