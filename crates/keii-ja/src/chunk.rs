//! Bunsetsu: a content word with the function words behind it.
//!
//! Chunks are made level by level: the sentence first, with each outermost quotation as one word
//! of it, then the inside of each quotation in the same way.

mod boundary;
mod predicate;
mod relation;
mod unit;

use std::ops::Range;

use keii_linear::Score;
use keii_model::Span;
use keii_syntax::{Chunk, ChunkId, Pos, PredicateForm, Relation, Token, TokenId};

use crate::govern::govern;
pub(crate) use relation::{named, personal};
use unit::Unit;

/// Quotations nested deeper than this are read as if their marks were any others.
const DEEPEST: u8 = 60;

/// A chunk of one level, before it is known what governs it.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    /// Its tokens, with marks at its end.
    pub tokens: Range<usize>,
    /// The quotation that it holds, with its marks.
    pub quotation: Option<Range<usize>>,
    /// The content word.
    pub head: usize,
    /// What it is to its governor.
    pub relation: Relation,
    /// Whether it goes before a noun: a genitive, an attributive verb, による.
    pub adnominal: bool,
    /// Whether its content word is a noun.
    pub nominal: bool,
    /// Whether it ends with a comma.
    pub comma: bool,
    /// How it ends, when it is a predicate.
    pub predicate: Option<PredicateForm>,
}

/// The chunks of a sentence in order of their start, with the governors that `model` finds.
pub(crate) fn chunks(tokens: &[Token], quotations: &[Span], model: &impl Score) -> Vec<Chunk> {
    let mut chunks = Vec::with_capacity(tokens.len() / 2 + 1);
    let quotations: Vec<Range<usize>> =
        quotations.iter().map(|&quotation| unit::tokens_within(tokens, quotation)).collect();
    level(tokens, 0..tokens.len(), &quotations, 0, model, &mut chunks);
    chunks
}

/// The chunks of each level of a sentence, before it is known what governs them.
pub(crate) fn levels(tokens: &[Token], quotations: &[Span]) -> Vec<Vec<Draft>> {
    let quotations: Vec<Range<usize>> =
        quotations.iter().map(|&quotation| unit::tokens_within(tokens, quotation)).collect();
    let mut waiting: Vec<Range<usize>> = std::iter::once(0..tokens.len()).collect();
    let mut levels = Vec::new();
    while let Some(range) = waiting.pop().filter(|_| levels.len() < usize::from(DEEPEST)) {
        let drafts =
            drafts(tokens, &unit::units(tokens, range.clone(), within(&quotations, &range)));
        waiting.extend(
            drafts
                .iter()
                .filter_map(|draft| draft.quotation.as_ref())
                .map(|quotation| unit::inside(tokens, quotation)),
        );
        levels.push(drafts);
    }
    levels
}

/// The quotations that begin within these tokens.
fn within<'a>(quotations: &'a [Range<usize>], inside: &Range<usize>) -> &'a [Range<usize>] {
    let first = quotations.partition_point(|other| other.start < inside.start);
    let last = quotations.partition_point(|other| other.start < inside.end);
    &quotations[first..last]
}

/// Adds the chunks of one level: of the sentence, or of the inside of one quotation.
fn level(
    tokens: &[Token],
    range: Range<usize>,
    quotations: &[Range<usize>],
    depth: u8,
    model: &impl Score,
    chunks: &mut Vec<Chunk>,
) {
    let units = unit::units(tokens, range, quotations);
    let drafts = drafts(tokens, &units);
    let governors = govern(&drafts, tokens, model);
    let mut ids: Vec<ChunkId> = Vec::with_capacity(drafts.len());
    for draft in &drafts {
        ids.push(id(chunks.len()));
        chunks.push(finish(tokens, draft, depth));
        if let Some(quotation) = draft.quotation.clone().filter(|_| depth < DEEPEST) {
            let inside = unit::inside(tokens, &quotation);
            let held = within(quotations, &inside);
            level(tokens, inside, held, depth + 1, model, chunks);
        }
    }
    for (chunk, governor) in ids.iter().zip(governors) {
        chunks[*chunk as usize].governor = governor.map(|governor| ids[governor]);
    }
}

fn id(index: usize) -> u32 {
    u32::try_from(index).expect("a text has fewer words than bytes, which count in u32")
}

/// Divides the words of one level into chunks.
fn drafts(tokens: &[Token], units: &[Unit]) -> Vec<Draft> {
    let mut chunks: Vec<Range<usize>> = Vec::with_capacity(units.len() / 2 + 1);
    let mut start = 0;
    for next in 1..=units.len() {
        if next == units.len() || boundary::starts(tokens, &units[start..next], &units[next]) {
            if let Some(predicate) = joined(tokens, units, &chunks, start) {
                chunks.truncate(chunks.len() - 2);
                chunks.push(predicate..next);
            } else {
                chunks.push(start..next);
            }
            start = next;
        }
    }
    let mut drafts =
        chunks.into_iter().map(|chunk| draft(tokens, &units[chunk])).collect::<Vec<_>>();
    relation::complete(tokens, &mut drafts);
    drafts
}

/// Where the predicate begins that the chunk from `start` on finishes: see [`boundary::finishes`].
fn joined(
    tokens: &[Token],
    units: &[Unit],
    chunks: &[Range<usize>],
    start: usize,
) -> Option<usize> {
    let [.., predicate, noun] = chunks else { return None };
    let finishes = boundary::finishes(tokens, &units[noun.clone()], &units[start])
        && boundary::ends_with_predicate(tokens, &units[predicate.clone()]);
    finishes.then_some(predicate.start)
}

/// A chunk of these words; what depends on its neighbours is still to be completed.
fn draft(tokens: &[Token], units: &[Unit]) -> Draft {
    let content = unit::content(tokens, units);
    let predicate = predicate::form(tokens, &content);
    let (relation, adnominal) = relation::of(tokens, &content, predicate.is_some());
    let first = units.first().map_or(0, |unit| unit.tokens().start);
    let last = units.last().map_or(0, |unit| unit.tokens().end);
    Draft {
        tokens: first..last,
        quotation: content.quotation.clone(),
        head: content.head,
        relation,
        adnominal,
        nominal: content.nominal,
        comma: (first..last).rev().map(|at| tokens[at].pos).find(|pos| *pos != Pos::Close)
            == Some(Pos::Comma),
        predicate,
    }
}

fn finish(tokens: &[Token], draft: &Draft, depth: u8) -> Chunk {
    let stop = |token: &Token| matches!(token.pos, Pos::Comma | Pos::Period);
    let words = &tokens[draft.tokens.clone()];
    let kept = words.iter().rposition(|token| !stop(token)).map_or(words.len(), |last| last + 1);
    let span = Span::new(words[0].span.start, words[kept - 1].span.end);
    let range: Range<TokenId> = id(draft.tokens.start)..id(draft.tokens.end);
    Chunk {
        span,
        tokens: range,
        head: id(draft.head),
        relation: draft.relation,
        governor: None,
        depth,
        comma: draft.comma,
        quotation: draft.quotation.is_some(),
        predicate: draft.predicate,
    }
}
