//! Language-neutral syntax: tokens, chunks, clauses, heads, and the [`Analyzer`] that makes them.
//!
//! Everything is flat vectors and indices into them; spans are byte ranges of the document's text.

mod analyzer;
mod chunk;
mod token;

pub use analyzer::{Analyzer, Guess, GuessKind, Sentence, Syntax};
pub use chunk::{Chunk, ChunkId, Clause, ClauseKind, PredicateForm, Relation, Voice};
pub use token::{Form, NameKind, ParticleKind, Pos, Token, TokenId};
