//! Chunks (bunsetsu) and clauses: who governs what.

use std::ops::Range;

use keii_model::Span;

use crate::TokenId;

/// Position of a chunk in [`Syntax::chunks`](crate::Syntax::chunks).
pub type ChunkId = u32;

/// A content word with the function words behind it: a bunsetsu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chunk {
    /// Where it stands, without a comma or full stop at its end.
    pub span: Span,
    /// Its tokens.
    pub tokens: Range<TokenId>,
    /// The content word: the last noun of a compound, or the verb.
    pub head: TokenId,
    /// What it is to its governor.
    pub relation: Relation,
    /// The chunk it depends on: always a later one of the same [`depth`](Self::depth). `None` for
    /// the last of a sentence or quotation.
    pub governor: Option<ChunkId>,
    /// How many quotation marks it stands inside, counted from the sentence. Dependency never
    /// crosses a quotation mark: on the level outside, a quotation is one chunk.
    pub depth: u8,
    /// Whether it ends with a comma.
    pub comma: bool,
    /// Whether it *is* a quotation with what follows its closing mark (「…」と).
    pub quotation: bool,
    /// For predicates: how the predicate ends.
    pub predicate: Option<PredicateForm>,
}

/// What a chunk is to the chunk that governs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Relation {
    /// は, and には, では: what is spoken of.
    Topic,
    /// も: what is spoken of as well.
    Also,
    /// が
    Subject,
    /// を
    Object,
    /// に
    Dative,
    /// で
    Means,
    /// と, with somebody.
    With,
    /// と behind reported words.
    Quote,
    /// から
    From,
    /// へ, まで
    To,
    /// より, than.
    Than,
    /// による, によって, によると and other compound particles; see the words themselves.
    Compound,
    /// の
    Genitive,
    /// と, や, ・, および between equals; the governor is the next equal.
    Coordinate,
    /// Before a noun: a relative clause or an adnominal word.
    Adnominal,
    /// Before a predicate: an adverb, an adverbial noun.
    Adverbial,
    /// A predicate before another: て, が, 連用形, ため.
    Clause,
    /// The end of a sentence or quotation.
    Root,
    /// A bare noun: a heading, an item, an apposition.
    Bare,
}

/// What the end of a predicate tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PredicateForm {
    /// Who does it to whom.
    pub voice: Voice,
    /// ない, ず, ません
    pub negated: bool,
    /// た
    pub past: bool,
    /// ている, ていた
    pub progressive: bool,
    /// A noun with だ, です or である, or a bare noun at the end.
    pub copula: bool,
}

/// Voice of a predicate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Voice {
    /// 述べる
    #[default]
    Active,
    /// 述べられる, された
    Passive,
    /// 述べさせる
    Causative,
}

/// A predicate with its arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// From its first argument to its predicate.
    pub span: Span,
    /// The chunk of its predicate.
    pub predicate: ChunkId,
    /// The chunks that depend on the predicate, in order.
    pub arguments: Vec<ChunkId>,
    /// How it stands in the sentence.
    pub kind: ClauseKind,
    /// The clause it depends on.
    pub governor: Option<u32>,
}

/// How a clause stands in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ClauseKind {
    /// It ends the sentence or quotation.
    Main,
    /// It goes before another as an equal (て, 連用形, が).
    Coordinate,
    /// It stands before a noun.
    Adnominal,
    /// A condition (ば, たら, なら, と).
    Conditional,
    /// A reason, time or concession (ため, ので, とき, ながら).
    Adverbial,
    /// Reported words (と).
    Reported,
}
