//! Words with their part of speech.

use compact_str::CompactString;
use keii_model::Span;

/// Position of a token in [`Syntax::tokens`](crate::Syntax::tokens).
pub type TokenId = u32;

/// A word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// Its part of speech.
    pub pos: Pos,
    /// Its dictionary form; the surface where the dictionary does not know it.
    pub lemma: CompactString,
    /// How it is inflected.
    pub form: Form,
    /// Whether the dictionary knows it.
    pub known: bool,
}

/// Parts of speech, as fine as readers of text need them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Pos {
    /// A common noun.
    Noun,
    /// A noun that becomes a verb with a light verb (会談する).
    VerbalNoun,
    /// A noun that becomes an adjective (慎重な).
    AdjectivalNoun,
    /// A noun that serves as adverb (今年, 当時).
    AdverbialNoun,
    /// A dependent noun that heads clauses (こと, の, ため, とき).
    FormalNoun,
    /// A name.
    Name(NameKind),
    /// A pronoun.
    Pronoun,
    /// A number, one token per figure or run as the dictionary has it.
    Number,
    /// A unit behind a number (年, カ国).
    Counter,
    /// A suffix that makes a person's name polite (氏, さん).
    NameSuffix,
    /// Any other suffix (側, 的, 中).
    Suffix,
    /// A prefix.
    Prefix,
    /// A verb.
    Verb,
    /// A dependent verb (…ている, …てくる).
    DependentVerb,
    /// An adjective.
    Adjective,
    /// An auxiliary (た, ない, です).
    Auxiliary,
    /// An adverb.
    Adverb,
    /// A word that only stands before nouns (この, 大きな).
    Adnominal,
    /// A conjunction.
    Conjunction,
    /// A particle.
    Particle(ParticleKind),
    /// An interjection or filler.
    Interjection,
    /// A full stop.
    Period,
    /// A comma.
    Comma,
    /// An opening bracket or quotation mark.
    Open,
    /// A closing bracket or quotation mark.
    Close,
    /// Any other mark.
    Symbol,
    /// White space.
    Space,
}

impl Pos {
    /// Whether it can stand inside a compound noun.
    #[must_use]
    #[inline]
    pub fn is_nominal(self) -> bool {
        matches!(
            self,
            Self::Noun
                | Self::VerbalNoun
                | Self::AdjectivalNoun
                | Self::AdverbialNoun
                | Self::FormalNoun
                | Self::Name(_)
                | Self::Pronoun
                | Self::Number
                | Self::Counter
                | Self::NameSuffix
                | Self::Suffix
        )
    }
}

/// What a name names, as far as the dictionary knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NameKind {
    /// A family name.
    Family,
    /// A given name.
    Given,
    /// A person's name, of either sort.
    Person,
    /// A country.
    Country,
    /// Another place.
    Place,
    /// An organisation.
    Organization,
    /// Anything else.
    Other,
}

/// Kinds of particle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ParticleKind {
    /// Marks a role of the predicate (が, を, に, で).
    Case,
    /// Closes reported words (と).
    Quotative,
    /// Sets a topic or focus (は, も, こそ).
    Topic,
    /// Joins nouns as equals (と, や, か).
    Coordinating,
    /// Joins nouns, the first within the second (の).
    Genitive,
    /// Joins clauses (が, て, ので).
    Conjunctive,
    /// Closes a sentence (か, ね).
    Final,
    /// Any other (だけ, など, まで).
    Adverbial,
}

/// How a word is inflected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Form {
    /// It does not inflect.
    #[default]
    None,
    /// As in the dictionary; also before nouns.
    Plain,
    /// Joins to what follows or leaves the clause open (述べ).
    Continuative,
    /// Before negation and the like (述べ-ない, 述べ-られる).
    Irrealis,
    /// Before ば.
    Conditional,
    /// A command.
    Imperative,
    /// Only before nouns (な).
    Attributive,
    /// Before う or よう.
    Volitional,
}
