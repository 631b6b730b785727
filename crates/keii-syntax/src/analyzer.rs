//! What a language must provide.

use keii_model::Span;

use crate::{Chunk, ChunkId, Clause, Token, TokenId};

/// A sentence to be analysed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence<'a> {
    /// Where it stands in the document.
    pub span: Span,
    /// All quotations in it, with their marks, in order of their start; the inner ones behind the
    /// outer ones that hold them.
    pub quotations: &'a [Span],
}

/// The syntax of one sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Syntax {
    /// Words, in order, without gaps other than white space.
    pub tokens: Vec<Token>,
    /// Chunks in order of their start; a quotation's own chunk comes before those inside it.
    pub chunks: Vec<Chunk>,
    /// Clauses in order of their predicates.
    pub clauses: Vec<Clause>,
    /// Runs of words that a model takes for names, in order, none over another.
    pub guesses: Vec<Guess>,
}

/// Words that a model takes for a name by their company.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Guess {
    /// The name, from the beginning of a token to the end of one.
    pub span: Span,
    /// What it names.
    pub kind: GuessKind,
    /// How sure the model is: the score by which it prefers this to no name, for a word on average.
    /// Only comparable with others of the same model.
    pub margin: i32,
}

/// What a name names, as far as a model of names tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum GuessKind {
    /// A person.
    Person,
    /// An organisation.
    Organization,
    /// A country, place or building.
    Place,
    /// A product, a work, an event, a people: anything else that has a name.
    Other,
}

impl Syntax {
    /// The tokens of a chunk.
    #[must_use]
    pub fn tokens_of(&self, chunk: &Chunk) -> &[Token] {
        &self.tokens[chunk.tokens.start as usize..chunk.tokens.end as usize]
    }

    /// The token that begins at byte `offset`.
    #[must_use]
    pub fn token_at(&self, offset: u32) -> Option<TokenId> {
        let found = self.tokens.binary_search_by_key(&offset, |token| token.span.start).ok()?;
        TokenId::try_from(found).ok()
    }

    /// The innermost chunk that holds byte `offset`.
    #[must_use]
    pub fn chunk_at(&self, offset: u32) -> Option<ChunkId> {
        let holds = |chunk: &Chunk| chunk.span.covers(offset);
        let chunks = self.chunks.iter().enumerate().filter(|(_, chunk)| holds(chunk));
        let (found, _) = chunks.max_by_key(|(_, chunk)| chunk.depth)?;
        ChunkId::try_from(found).ok()
    }

    /// The chunks that depend on `governor`, in order.
    pub fn dependents(&self, governor: ChunkId) -> impl Iterator<Item = ChunkId> + '_ {
        let governed = move |chunk: &Chunk| chunk.governor == Some(governor);
        (0..).zip(&self.chunks).filter(move |(_, chunk)| governed(chunk)).map(|(id, _)| id)
    }
}

/// A language's syntax. Implementations hold a dictionary and are shared between threads.
pub trait Analyzer: Send + Sync {
    /// Name and version of dictionary and rules, part of what a reading depends on.
    fn version(&self) -> &str;

    /// Analyses one sentence of `text`. Never fails: what it does not know it calls a noun or a
    /// symbol. Time is linear in the length of the sentence.
    fn analyze(&self, text: &str, sentence: &Sentence<'_>) -> Syntax;
}
