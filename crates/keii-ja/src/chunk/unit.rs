//! The words of one level: tokens, and quotations and asides as single words.

use std::ops::Range;

use keii_model::Span;
use keii_syntax::{Pos, Token};

/// A word of a level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// A token.
    Word(usize),
    /// A quotation with its marks.
    Quotation(Range<usize>),
    /// Words in round brackets behind a noun.
    Aside(Range<usize>),
}

/// Most tokens that an aside may have; what is longer is chunked like any text.
const ASIDE: usize = 24;

impl Unit {
    /// Its tokens.
    pub fn tokens(&self) -> Range<usize> {
        match self {
            Self::Word(at) => *at..at + 1,
            Self::Quotation(range) | Self::Aside(range) => range.clone(),
        }
    }
}

/// The tokens that begin within `span`.
pub(super) fn tokens_within(tokens: &[Token], span: Span) -> Range<usize> {
    let first = tokens.partition_point(|token| token.span.start < span.start);
    let last = tokens.partition_point(|token| token.span.start < span.end);
    first..last
}

/// A quotation without its marks.
pub(super) fn inside(tokens: &[Token], quotation: &Range<usize>) -> Range<usize> {
    let mark = |at: usize| matches!(tokens[at].pos, Pos::Open | Pos::Close | Pos::Symbol);
    let start = quotation.start + usize::from(!quotation.is_empty() && mark(quotation.start));
    let closed = quotation.end > start && mark(quotation.end - 1);
    start..quotation.end - usize::from(closed)
}

/// The words of the tokens in `range`, with the outermost `quotations` there as one word each.
/// `quotations` are in order of their start.
pub(super) fn units(
    tokens: &[Token],
    range: Range<usize>,
    quotations: &[Range<usize>],
) -> Vec<Unit> {
    let mut units = Vec::with_capacity(range.len());
    let mut quotations = quotations.iter().filter(|quotation| !quotation.is_empty()).peekable();
    let mut at = range.start;
    while at < range.end {
        while quotations.next_if(|quotation| quotation.start < at).is_some() {}
        let unit = match quotations.peek() {
            Some(quotation) if quotation.start == at && quotation.end <= range.end => {
                Unit::Quotation((*quotation).clone())
            }
            _ => aside(tokens, at, range.end, units.last()).unwrap_or(Unit::Word(at)),
        };
        at = unit.tokens().end;
        units.push(unit);
    }
    units
}

/// The aside that begins at a token, behind a noun.
fn aside(tokens: &[Token], at: usize, end: usize, before: Option<&Unit>) -> Option<Unit> {
    let behind_noun = match before? {
        Unit::Word(before) => tokens[*before].pos.is_nominal(),
        Unit::Quotation(_) => true,
        Unit::Aside(_) => false,
    };
    if tokens[at].pos != Pos::Open || !round(&tokens[at], ["（", "("]) || !behind_noun {
        return None;
    }
    let window = at + 1..end.min(at + 1 + ASIDE);
    let close = window.clone().find(|&index| round(&tokens[index], ["）", ")"]))?;
    // An aside within an aside, or a quotation, is left to the ordinary way.
    let plain = |token: &Token| !matches!(token.pos, Pos::Open | Pos::Period);
    tokens[at + 1..close].iter().all(plain).then_some(Unit::Aside(at..close + 1))
}

fn round(token: &Token, marks: [&str; 2]) -> bool {
    marks.contains(&token.lemma.as_str())
}

/// What a chunk is about: its content word, and the function words behind it.
#[derive(Clone, Debug)]
pub(super) struct Content {
    /// The content word.
    pub head: usize,
    /// Whether the content word is a noun (or a quotation).
    pub nominal: bool,
    /// The quotation it holds.
    pub quotation: Option<Range<usize>>,
    /// The token behind the run of nouns it begins with; where there is none, its first word.
    pub tail: usize,
    /// Its words without quotations, asides and marks.
    pub words: Vec<usize>,
}

impl Content {
    /// Whether it is a quotation without a noun of its own behind it.
    pub fn is_quotation(&self) -> bool {
        self.quotation.is_some() && self.tail == 0
    }
}

/// The last content word of a quotation; its opening mark when it is empty.
fn last_content(tokens: &[Token], quotation: &Range<usize>) -> usize {
    let content = |&at: &usize| {
        let pos = tokens[at].pos;
        pos.is_nominal() || matches!(pos, Pos::Verb | Pos::Adjective)
    };
    quotation.clone().rev().find(content).unwrap_or(quotation.start)
}

/// Finds the content word of a chunk.
pub(super) fn content(tokens: &[Token], units: &[Unit]) -> Content {
    let quotation = units.iter().find_map(|unit| match unit {
        Unit::Quotation(range) => Some(range.clone()),
        _ => None,
    });
    let mark = |at: usize| {
        matches!(tokens[at].pos, Pos::Comma | Pos::Period | Pos::Open | Pos::Close | Pos::Symbol)
    };
    let words: Vec<usize> = units
        .iter()
        .filter_map(|unit| match unit {
            Unit::Word(at) if !mark(*at) => Some(*at),
            _ => None,
        })
        .collect();
    let in_run = |at: usize| tokens[at].pos.is_nominal() || tokens[at].pos == Pos::Prefix;
    let run = words.iter().take_while(|&&at| in_run(at)).count();
    let full =
        |at: &&usize| !matches!(tokens[**at].pos, Pos::Suffix | Pos::NameSuffix | Pos::Prefix);
    let noun = words[..run].iter().rev().find(full).or(words[..run].last()).copied();
    let first = units.first().map_or(0, |unit| unit.tokens().start);
    let head = noun
        .or_else(|| quotation.as_ref().map(|range| last_content(tokens, range)))
        .or_else(|| words.first().copied())
        .unwrap_or(first);
    let nominal = noun.is_some() || quotation.is_some();
    Content { head, nominal, quotation, tail: run, words }
}
