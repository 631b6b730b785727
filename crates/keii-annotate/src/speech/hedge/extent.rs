//! How far the words reach that a hedge makes uncertain.

use keii_model::Span;
use keii_syntax::{Chunk, Form, ParticleKind, Pos, Relation, Token};

use crate::page::Page;

/// Where the words begin that belong to the predicate of a relative clause, behind `floor`: the chunks
/// before it that depend on it, one after another, without a topic.
pub(super) fn adnominal_start(page: &Page<'_>, sentence: usize, cue: Span, floor: u32) -> u32 {
    let chunks = &page.syntax[sentence].chunks;
    let formal =
        |chunk: &Chunk| page.syntax[sentence].tokens[chunk.head as usize].pos == Pos::FormalNoun;
    let at = chunks.partition_point(|chunk| chunk.span.end < cue.end);
    let mut first = at.min(chunks.len().saturating_sub(1));
    while let Some(before) = first.checked_sub(1) {
        let chunk = &chunks[before];
        let depends = chunk.governor.is_some_and(|it| (first..=at).contains(&(it as usize)));
        // 手紙、市民が持っていたとされる写真: the equal before is no part of the clause.
        let listed = chunk.comma && matches!(chunk.relation, Relation::Coordinate | Relation::With);
        // 前向きであることから来月に予定される試合: nor is the reason of something else.
        let topic = matches!(chunk.relation, Relation::Topic | Relation::Also);
        let reason = chunk.relation == Relation::From && chunk.predicate.is_none() && formal(chunk);
        if !depends || listed || topic || reason || chunk.span.start < floor {
            break;
        }
        first = before;
    }
    let start = chunks.get(first).map_or(floor, |chunk| chunk.span.start);
    start.max(floor).min(cue.start)
}

/// The words without a topic or subject particle ahead, and the negation they end with as a whole.
pub(super) fn whole_words(page: &Page<'_>, sentence: usize, words: Span) -> Span {
    let tokens = &page.syntax[sentence].tokens;
    let from = tokens.partition_point(|token| token.span.start < words.start);
    let to = tokens.partition_point(|token| token.span.start < words.end);
    let first = |at: usize| tokens.get(at).filter(|token| token.span.end <= words.end);
    let mut head = from;
    while let Some(token) = first(head) {
        let ahead = match token.pos {
            Pos::Particle(ParticleKind::Topic) | Pos::Adverb | Pos::Comma => true,
            Pos::Particle(ParticleKind::Case) => {
                tokens.get(head + 1).is_some_and(|next| next.pos.is_nominal())
            }
            _ => false,
        };
        if !ahead || head + 1 >= to {
            break;
        }
        head += 1;
    }
    let start = if head > from { tokens[head].span.start } else { words.start };
    Span::new(start.min(words.end), predicate_end(tokens, to, words))
}

/// Where the predicate ends that the words belong to: without a comma or full stop, and with the
/// auxiliaries that close it (…ありま|せん, …とみられて|いる).
fn predicate_end(tokens: &[Token], to: usize, words: Span) -> u32 {
    let mut last = to;
    while last > 1
        && matches!(
            tokens[last - 1].pos,
            Pos::Comma | Pos::Period | Pos::Particle(ParticleKind::Topic)
        )
    {
        last -= 1;
    }
    if last < to {
        return tokens[last - 1].span.end;
    }
    let mut end = last.checked_sub(1).map_or(words.end, |at| tokens[at].span.end.max(words.end));
    while let Some([before, next]) = tokens.get(last.wrapping_sub(1)..=last) {
        let cut = before.span.end > words.end && last == to;
        let open = matches!(before.form, Form::Irrealis | Form::Continuative) || cut;
        let goes_on = match next.pos {
            Pos::Auxiliary => open,
            Pos::DependentVerb => before.pos == Pos::Particle(ParticleKind::Conjunctive),
            _ => false,
        };
        if !goes_on {
            break;
        }
        end = next.span.end;
        last += 1;
    }
    end
}

/// Behind the words, or behind the noun that they stand before: 来年に予定される試合.
pub(super) fn phrase_end(page: &Page<'_>, sentence: usize, words: Span) -> u32 {
    let tokens = &page.syntax[sentence].tokens;
    let to = tokens.partition_point(|token| token.span.start < words.end);
    let plain = to.checked_sub(1).is_some_and(|last| {
        matches!(tokens[last].pos, Pos::Verb | Pos::Auxiliary | Pos::DependentVerb)
    });
    let mut end = words.end;
    let does = |at: usize| tokens.get(to + at + 1).is_some_and(|token| token.pos == Pos::Verb);
    let genitive = |at: usize| {
        let next = tokens.get(to + at + 1);
        next.is_some_and(|token| token.pos == Pos::Particle(ParticleKind::Genitive))
    };
    for (at, token) in tokens[to..].iter().enumerate().filter(|_| plain).take(PHRASE) {
        match token.pos {
            // …とされる鉱石|2つ: a number whose counter is no noun is not cut from it.
            Pos::Number if is_cut(tokens, to + at) => break,
            // …とされる男が逮捕された: what is done to it is no part of it.
            Pos::VerbalNoun if does(at) => break,
            // 退役を予定している来年以降, 移行の前後: when something else is so.
            Pos::AdverbialNoun => break,
            pos if pos.is_nominal() && pos != Pos::FormalNoun => end = token.span.end,
            // 首都での会談
            Pos::Particle(ParticleKind::Genitive) => {}
            Pos::Particle(ParticleKind::Case) if genitive(at) => {}
            _ => break,
        }
    }
    end
}

/// Whether a word that is no noun goes on right behind a number.
fn is_cut(tokens: &[Token], number: usize) -> bool {
    let next = tokens.get(number + 1);
    next.is_some_and(|next| {
        let glued = next.span.start == tokens[number].span.end;
        let closes = matches!(next.pos, Pos::Particle(_) | Pos::Comma | Pos::Period | Pos::Close);
        glued && !closes && !next.pos.is_nominal() && next.pos != Pos::Symbol
    })
}

/// The most words of a noun phrase behind an adnominal hedge.
const PHRASE: usize = 10;
