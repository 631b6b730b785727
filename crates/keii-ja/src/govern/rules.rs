//! What rules say of the governor of a chunk.
//!
//! Rules over relation, comma and kind of candidate choose among them. They are our own, and
//! their choice is one of the things that the model looks at.

use keii_syntax::{Form, Pos, Relation, Token};

use crate::chunk::Draft;

/// The candidate that governs a chunk.
pub(super) fn choose(
    chunks: &[Draft],
    tokens: &[Token],
    index: usize,
    candidates: &[usize],
) -> usize {
    let (chunk, next) = (&chunks[index], &chunks[index + 1]);
    let first = |wanted: &dyn Fn(&Draft) -> bool| {
        candidates.iter().copied().find(|&candidate| wanted(&chunks[candidate]))
    };
    let noun = |other: &Draft| modifiable(other, tokens);
    let ranked = |least: Rank| first(&|other: &Draft| rank(other, tokens) >= Some(least));
    let last = *candidates.last().expect("the next chunk is a candidate");
    let conjunction = tokens[chunk.head].pos == Pos::Conjunction;
    let found = match chunk.relation {
        Relation::Genitive if has_subject_of(next, tokens) => Some(index + 1),
        _ if chunk.adnominal => first(&noun),
        Relation::Coordinate => first(&|other| equal(chunk, other, tokens)).or(first(&noun)),
        Relation::Bare => first(&noun),
        Relation::From if next.relation == Relation::To => Some(index + 1),
        Relation::With if tokens[next.head].lemma == "同じ" => Some(index + 1),
        Relation::Topic => ranked(Rank::Open),
        Relation::Also if chunk.comma => ranked(Rank::Open),
        Relation::Clause if rank(chunk, tokens) == Some(Rank::Attendant) => {
            first(&|other| acts(other, tokens))
        }
        Relation::Clause => ranked(Rank::Open),
        Relation::Adverbial if conjunction => ranked(Rank::Closed),
        Relation::Adverbial if chunk.comma => ranked(Rank::Open),
        Relation::Adverbial if degree(chunk, tokens) => first(&|other| other.predicate.is_some()),
        Relation::Subject | Relation::Also if !chunk.comma => {
            first(&|other| other.predicate.is_some() && !adverbial(other))
        }
        _ if chunk.comma => ranked(Rank::Attendant),
        _ => first(&|other| acts(other, tokens)),
    };
    found.filter(|found| candidates.contains(found)).unwrap_or(last)
}

/// How much of a sentence a predicate before another may take in: of each rank, what stands before
/// it and reaches further. After Minami's levels of subordinate clauses (1974).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// ながら, つつ, て: it shares its subject with what follows.
    Attendant,
    /// ので, ば, たら, and て with a comma: it may have a subject of its own.
    Open,
    /// が, けれど, し, the end: nothing is missing.
    Closed,
}

/// The rank of a predicate that is not within a noun phrase.
fn rank(chunk: &Draft, tokens: &[Token]) -> Option<Rank> {
    chunk.predicate?;
    match chunk.relation {
        Relation::Root | Relation::Quote => Some(Rank::Closed),
        Relation::Adverbial if chunk.comma => Some(Rank::Open),
        Relation::Clause => Some(clause_rank(chunk, tokens)),
        _ => None,
    }
}

fn clause_rank(chunk: &Draft, tokens: &[Token]) -> Rank {
    let words = tokens[chunk.tokens.clone()].iter().rev();
    let last =
        words.clone().find(|token| !matches!(token.pos, Pos::Comma | Pos::Close | Pos::Symbol));
    let lemma = last.map_or("", |token| token.lemma.as_str());
    match lemma {
        "が" | "けれど" | "けれども" | "けど" | "し" => Rank::Closed,
        "ながら" | "つつ" | "たり" => Rank::Attendant,
        _ if chunk.comma => Rank::Open,
        "て" | "で" => Rank::Attendant,
        _ if last.is_some_and(|token| token.form == Form::Continuative) => Rank::Attendant,
        _ => Rank::Open,
    }
}

/// Whether a noun may have this chunk for its governor: a noun that is not only said of another
/// (組織的な).
fn modifiable(other: &Draft, tokens: &[Token]) -> bool {
    let said_of = other.adnominal
        && other.predicate.is_some_and(|form| form.copula && !form.past)
        && tokens[other.head].pos == Pos::AdjectivalNoun;
    other.nominal && !said_of
}

/// An adverb made of an adjective.
fn adverbial(other: &Draft) -> bool {
    other.relation == Relation::Adverbial && !other.comma
}

/// Whether the predicate of a chunk takes arguments other than its subject.
fn acts(other: &Draft, tokens: &[Token]) -> bool {
    let quality = other.adnominal
        && (other.predicate.is_some_and(|form| form.copula)
            || tokens[other.head].pos == Pos::Adjective);
    other.predicate.is_some() && !adverbial(other) && !quality
}

/// Adverbs that say how much, and so stand before adjectives and adverbs too.
fn degree(chunk: &Draft, tokens: &[Token]) -> bool {
    matches!(
        tokens[chunk.head].lemma.as_str(),
        "非常"
            | "とても"
            | "最も"
            | "もっとも"
            | "極めて"
            | "かなり"
            | "やや"
            | "より"
            | "比較的"
            | "特に"
            | "さらに"
            | "十分"
            | "あまり"
            | "著しく"
            | "まったく"
            | "全く"
            | "大変"
            | "相当"
            | "もっと"
            | "ごく"
    )
}

/// Whether the next chunk has its subject with の: 関係の|ある|人.
fn has_subject_of(next: &Draft, tokens: &[Token]) -> bool {
    next.adnominal
        && next.predicate.is_some()
        && matches!(tokens[next.head].lemma.as_str(), "ある" | "ない" | "多い" | "少ない" | "高い")
}

/// Whether two nouns may stand as equals in a row.
fn equal(chunk: &Draft, other: &Draft, tokens: &[Token]) -> bool {
    let name = |draft: &Draft| matches!(tokens[draft.head].pos, Pos::Name(_));
    modifiable(other, tokens)
        && (other.relation != Relation::Genitive || name(chunk) == name(other))
}
