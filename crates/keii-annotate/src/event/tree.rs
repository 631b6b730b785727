//! The chunks of one sentence with who depends on whom, looked up in constant time.

use keii_model::Span;
use keii_rules::Match;
use keii_syntax::{Chunk, ChunkId, Form, Pos, Relation, Syntax, Token};

use super::sharing;
use crate::language::Language;
use crate::words::Words;

/// A sentence's chunks, and the words of the layer `status` in it.
#[derive(Debug)]
pub(super) struct Tree<'a> {
    pub(super) syntax: &'a Syntax,
    /// The innermost chunk of each token.
    chunk_of: Vec<Option<ChunkId>>,
    /// Where the dependents of each chunk begin in `dependents`, and one more.
    first: Vec<usize>,
    dependents: Vec<ChunkId>,
    /// What each chunk is to its governor.
    relations: Vec<Relation>,
    /// Words that tell how far a happening has come, in order.
    pub(super) hits: Vec<Match>,
}

impl<'a> Tree<'a> {
    pub(super) fn new(syntax: &'a Syntax, hits: Vec<Match>, language: &Language<'_>) -> Self {
        let mut chunk_of = vec![None; syntax.tokens.len()];
        let mut arcs = sharing::shared(syntax);
        for (id, chunk) in (0..).zip(&syntax.chunks) {
            chunk_of[chunk.tokens.start as usize..chunk.tokens.end as usize].fill(Some(id));
            arcs.extend(governor(syntax, chunk).map(|governor| (id, governor)));
        }
        arcs.sort_unstable();
        let mut first = vec![0; syntax.chunks.len() + 1];
        for (_, governor) in &arcs {
            first[*governor as usize + 1] += 1;
        }
        for at in 1..first.len() {
            first[at] += first[at - 1];
        }
        let mut next = first.clone();
        let mut dependents = vec![0; first.last().copied().unwrap_or(0)];
        for (id, governor) in arcs {
            dependents[next[governor as usize]] = id;
            next[governor as usize] += 1;
        }
        Self { syntax, chunk_of, first, dependents, relations: relations(syntax, language), hits }
    }

    pub(super) fn chunk(&self, id: ChunkId) -> &'a Chunk {
        &self.syntax.chunks[id as usize]
    }

    /// The innermost chunk that holds a token.
    pub(super) fn chunk_of(&self, token: usize) -> Option<ChunkId> {
        self.chunk_of.get(token).copied().flatten()
    }

    /// What a chunk is to its governor.
    pub(super) fn relation(&self, id: ChunkId) -> Relation {
        self.relations[id as usize]
    }

    /// The last of the clauses, one after another, that go on from one.
    pub(super) fn last_clause(&self, from: ChunkId) -> ChunkId {
        const REACH: usize = 8;
        let mut last = from;
        for _ in 0..REACH {
            match self.chunk(last).governor {
                Some(next) if self.relation(last) == Relation::Clause => last = next,
                _ => break,
            }
        }
        last
    }

    /// The chunks that depend on `id`, in order, and the topics that it shares with a clause before it.
    pub(super) fn dependents(&self, id: ChunkId) -> &[ChunkId] {
        &self.dependents[self.first[id as usize]..self.first[id as usize + 1]]
    }

    /// The content word of a chunk.
    pub(super) fn head(&self, id: ChunkId) -> &'a Token {
        &self.syntax.tokens[self.chunk(id).head as usize]
    }

    /// Whether the content word of a chunk is one of these.
    pub(super) fn is_headed_by(&self, id: ChunkId, words: &Words) -> bool {
        words.hold(&self.head(id).lemma)
    }

    /// The last word of a chunk that is no mark.
    pub(super) fn last(&self, id: ChunkId) -> Option<&'a Token> {
        self.words_reversed(id).next()
    }

    /// The words of a chunk that are no marks, the last first.
    fn words_reversed(&self, id: ChunkId) -> impl Iterator<Item = &'a Token> {
        let mark = |pos| matches!(pos, Pos::Comma | Pos::Period | Pos::Close | Pos::Symbol);
        self.syntax.tokens_of(self.chunk(id)).iter().rev().filter(move |token| !mark(token.pos))
    }

    /// 近づかないよう, 据え置くように: whether a clause tells what is wished for, by one of these words.
    pub(super) fn is_wish(&self, id: ChunkId, wishes: &Words) -> bool {
        let word = self.words_reversed(id).find(|token| !matches!(token.pos, Pos::Particle(_)));
        self.chunk(id).predicate.is_some() && word.is_some_and(|word| wishes.hold(&word.lemma))
    }

    /// The words of a status that begin within `span`, in order.
    pub(super) fn hits_in(&self, span: Span) -> &[Match] {
        let from = self.hits.partition_point(|hit| hit.span.start < span.start);
        let to = self.hits.partition_point(|hit| hit.span.start < span.end);
        &self.hits[from..to]
    }

    /// The last word of a chunk that is inflected, or its content word.
    pub(super) fn inflected(&self, id: ChunkId) -> Option<&'a Token> {
        let words = self.syntax.tokens_of(self.chunk(id));
        let inflected = words.iter().rev().find(|token| token.form != Form::None);
        inflected.or_else(|| self.syntax.tokens.get(self.chunk(id).head as usize))
    }
}

/// Whom a chunk depends on. A name with its particle never depends on an adverbial (Bとも約1時間話した,
/// オスロで28日、会談した), nor a time on the place or name right behind it (21日オスロで会見を開いた).
fn governor(syntax: &Syntax, chunk: &Chunk) -> Option<ChunkId> {
    const STEPS: usize = 8;
    let id = chunk.governor?;
    let above = &syntax.chunks[id as usize];
    let particle =
        syntax.tokens_of(chunk).iter().any(|token| matches!(token.pos, Pos::Particle(_)));
    let adverbial = above.relation == Relation::Adverbial && above.predicate.is_none();
    let set = matches!(chunk.relation, Relation::Bare | Relation::Means);
    if set && particle && adverbial {
        return above.governor;
    }
    let counted = |it: &Chunk| {
        let words = syntax.tokens_of(it);
        words.iter().any(|token| token.pos == Pos::Number)
            && syntax.tokens[it.head as usize].pos == Pos::Counter
    };
    let timed = chunk.relation == Relation::Adverbial && chunk.predicate.is_none();
    // オスロで2回目の会談を開いた
    let placed = chunk.relation == Relation::Means
        && above.relation == Relation::Genitive
        && above.predicate.is_none()
        && counted(above);
    if !(placed || timed && counted(chunk)) {
        return Some(id);
    }
    let mut current = id;
    for _ in 0..STEPS {
        let above = &syntax.chunks[current as usize];
        match above.governor {
            Some(next) if above.predicate.is_none() => current = next,
            _ => break,
        }
    }
    Some(current)
}

/// The relations of a sentence's chunks, where a clause right before a word of saying is what is said.
fn relations(syntax: &Syntax, language: &Language<'_>) -> Vec<Relation> {
    // …と明らかにした: the adverb makes the verb one of saying.
    let clear = |governor: &Chunk, verb: &str| {
        let first = governor.tokens.start as usize;
        let light = &language.speech.light_particle;
        let adverb = first.checked_sub(2).map(|at| &syntax.tokens[at..first]);
        adverb.is_some_and(|two| {
            two[1].lemma == *light
                && language.speech_verb.get(&format!("{}{light}{verb}", two[0].lemma)).is_some()
        })
    };
    let quotes = |chunk: &Chunk| {
        let words = syntax.tokens_of(chunk);
        let last = words.iter().rev().find(|token| !matches!(token.pos, Pos::Comma | Pos::Close));
        let particle = last.is_some_and(|token| language.tense.quotative.hold(&token.lemma));
        let governor = chunk.governor.map(|id| &syntax.chunks[id as usize]);
        particle
            && governor.is_some_and(|governor| {
                let verb = &syntax.tokens[governor.head as usize].lemma;
                language.speech_verb.get(verb).is_some() || clear(governor, verb)
            })
    };
    let relation = |chunk: &Chunk| {
        let said = chunk.relation == Relation::Clause && quotes(chunk);
        if said { Relation::Quote } else { chunk.relation }
    };
    syntax.chunks.iter().map(relation).collect()
}
