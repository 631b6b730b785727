//! What a chunk shows of itself to those who look for its governor or its dependents.

use keii_linear::Key;
use keii_syntax::{Pos, Relation, Token};

use crate::chunk::Draft;

/// A chunk as the features see it: everything is hashed once, before a level is read.
#[derive(Clone, Debug)]
pub(super) struct Traits {
    /// The content word; its class where words of one class are too many to be told apart.
    pub word: Key,
    /// The part of speech of the content word, and whether it is a predicate.
    pub kind: Key,
    /// What it is to its governor: relation and last function word.
    pub role: Key,
    /// The same with the function word before the last: には, への.
    pub ending: Key,
    /// What it is as a governor: kind, role and comma.
    pub target: Key,
    /// The last noun of a compound: 者, 側, 氏.
    pub tail: Key,
    /// Its relation, as a number below 32.
    pub relation: u32,
    /// Whether it ends with a comma.
    pub comma: bool,
    /// Whether it is a topic.
    pub topic: bool,
    /// Brackets that it opens, less those that it closes.
    pub brackets: i32,
}

/// Numbers for words that are told apart by their part of speech alone begin here.
const CLASS: u64 = 1 << 32;

impl Traits {
    pub fn of(chunk: &Draft, tokens: &[Token]) -> Self {
        let words = &tokens[chunk.tokens.clone()];
        let head = &tokens[chunk.head];
        let mut backwards = words.iter().rev().filter(|token| !is_mark(token.pos));
        let (last, before) = (backwards.next(), backwards.next());
        let before = before.filter(|token| is_function(token.pos));
        let tail = words.iter().rev().find(|token| token.pos.is_nominal());
        let relation = chunk.relation as u32;
        let kind = Key::number(kind(chunk, head.pos));
        let role = Key::number(relation.into()).and(last.map_or(Key::default(), function));
        Self {
            word: word(head),
            kind,
            role,
            ending: role.and(before.map_or(Key::default(), function)),
            target: kind.and(role).and(Key::number(chunk.comma.into())),
            tail: tail.map_or(Key::default(), word),
            relation,
            comma: chunk.comma,
            topic: chunk.relation == Relation::Topic,
            brackets: words.iter().map(|token| bracket(token.pos)).sum(),
        }
    }
}

fn kind(chunk: &Draft, pos: Pos) -> u64 {
    let predicate = chunk.predicate.map_or(0, |form| 1 + u64::from(form.copula));
    let (nominal, quotation) = (u64::from(chunk.nominal), u64::from(chunk.quotation.is_some()));
    class(pos) << 4 | predicate << 2 | nominal << 1 | quotation
}

fn word(token: &Token) -> Key {
    match token.pos {
        Pos::Number | Pos::Name(_) => Key::number(CLASS + class(token.pos)),
        _ => Key::of(&token.lemma),
    }
}

/// What a word at the end of a chunk tells: a function word which it is, any other how it is
/// inflected.
fn function(token: &Token) -> Key {
    let shape = Key::number(class(token.pos) << 8 | token.form as u64);
    if is_function(token.pos) { shape.and(Key::of(&token.lemma)) } else { shape }
}

fn is_function(pos: Pos) -> bool {
    matches!(pos, Pos::Particle(_) | Pos::Auxiliary | Pos::DependentVerb | Pos::FormalNoun)
}

fn is_mark(pos: Pos) -> bool {
    matches!(pos, Pos::Comma | Pos::Period | Pos::Open | Pos::Close | Pos::Symbol | Pos::Space)
}

fn bracket(pos: Pos) -> i32 {
    match pos {
        Pos::Open => 1,
        Pos::Close => -1,
        _ => 0,
    }
}

/// A number for each part of speech. The shipped model knows them by these numbers.
fn class(pos: Pos) -> u64 {
    match pos {
        Pos::Noun => 0,
        Pos::VerbalNoun => 1,
        Pos::AdjectivalNoun => 2,
        Pos::AdverbialNoun => 3,
        Pos::FormalNoun => 4,
        Pos::Pronoun => 5,
        Pos::Number => 6,
        Pos::Counter => 7,
        Pos::NameSuffix => 8,
        Pos::Suffix => 9,
        Pos::Prefix => 10,
        Pos::Verb => 11,
        Pos::DependentVerb => 12,
        Pos::Adjective => 13,
        Pos::Auxiliary => 14,
        Pos::Adverb => 15,
        Pos::Adnominal => 16,
        Pos::Conjunction => 17,
        Pos::Interjection => 18,
        Pos::Period => 19,
        Pos::Comma => 20,
        Pos::Open => 21,
        Pos::Close => 22,
        Pos::Symbol => 23,
        Pos::Space => 24,
        Pos::Name(kind) => 32 + kind as u64,
        Pos::Particle(kind) => 48 + kind as u64,
    }
}
