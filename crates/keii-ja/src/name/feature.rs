//! What the model of names sees of a word and its neighbours.

use std::ops::Range;

use keii_linear::Key;
use keii_syntax::{Form, NameKind, ParticleKind, Pos, Token};

/// Version of the features: raised whenever they change, so that no model is read with others than
/// those it was trained on.
pub const VERSION: u32 = 1;

/// How many features a token has.
pub(super) const COUNT: usize = 24;

/// How many words that are none stand before and behind a sentence.
const EDGE: usize = 2;

/// The features of the tokens of a sentence that may belong to a name. They are made of the words where they are
/// asked for: kept, they would be a hundred times the text.
#[derive(Clone, Debug, Default)]
pub struct Features {
    /// The words, with those that are none on both sides.
    seen: Vec<Seen>,
    /// For each token its compound among these, where it may belong to a name.
    compounds: Vec<Option<Range<usize>>>,
}

/// One word, hashed once.
#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    word: Key,
    /// Part of speech and script.
    class: Key,
    first: Key,
    first_two: Key,
    last: Key,
    last_two: Key,
    last_three: Key,
    /// Whether it can stand in a name.
    inside: bool,
}

impl Features {
    /// The features of the tokens of one sentence of `text`. Linear in their number.
    #[must_use]
    pub fn new(text: &str, tokens: &[Token]) -> Self {
        let mut seen = Vec::with_capacity(EDGE + tokens.len() + EDGE);
        seen.extend([Seen::default(); EDGE]);
        seen.extend(tokens.iter().map(|token| look(text, token)));
        seen.extend([Seen::default(); EDGE]);
        let mut compounds = Vec::with_capacity(tokens.len());
        let mut compound = 0..0;
        for (at, token) in (EDGE..).zip(tokens) {
            if at >= compound.end {
                let length = seen[at..].iter().take_while(|word| word.inside).count();
                compound = at..at + length.max(1);
            }
            // の joins the parts of a name.
            let joins = token.pos == Pos::Particle(ParticleKind::Genitive)
                && seen[at - 1].inside
                && seen[at + 1].inside;
            let inside = seen[at].inside || joins;
            compounds.push(inside.then(|| compound.clone()));
        }
        Self { seen, compounds }
    }

    /// Whether a token may belong to a name.
    pub(super) fn may_name(&self, token: usize) -> bool {
        self.compounds[token].is_some()
    }

    /// The features of a token that may belong to a name.
    pub(super) fn keys(&self, token: usize) -> [Key; COUNT] {
        let compound = self.compounds[token].as_ref();
        keys(&self.seen, EDGE + token, compound.expect("it may belong to a name"))
    }

    /// How many tokens the sentence has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.compounds.len()
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.compounds.is_empty()
    }
}

/// The features of the word at `at`, which stands in `compound`.
fn keys(seen: &[Seen], at: usize, compound: &Range<usize>) -> [Key; COUNT] {
    let [before, own, next] = [seen[at - 1], seen[at], seen[at + 1]];
    let head = seen[compound.end - 1];
    let (ahead, behind) = (seen[compound.start - 1], seen[compound.end]);
    let place = u64::from(at == compound.start) | u64::from(at + 1 == compound.end) << 1;
    let place = Key::number(place);
    let around = before.class.and(own.class);
    let parts = [
        own.word,
        before.word,
        next.word,
        seen[at - 2].word,
        seen[at + 2].word,
        before.word.and(own.word),
        own.word.and(next.word),
        own.class,
        around,
        own.class.and(next.class),
        around.and(next.class),
        own.last.and(own.class),
        own.last_two,
        own.last_three,
        own.first.and(own.class),
        own.first_two,
        head.word.and(place),
        head.last_two.and(place),
        next.word.and(own.class),
        before.word.and(own.class),
        behind.word.and(own.class).and(place),
        ahead.word.and(own.class).and(place),
        ahead.word.and(seen[compound.start - 2].last_two).and(place),
        behind.word.and(seen[compound.end + 1].class).and(own.class),
    ];
    std::array::from_fn(|at| TEMPLATES[at].and(parts[at]))
}

/// What tells a feature from others that are made of the same parts.
const TEMPLATES: [Key; COUNT] = {
    let mut templates = [Key::number(0); COUNT];
    let mut at = 0;
    while at < COUNT {
        templates[at] = Key::number(at as u64 + 1);
        at += 1;
    }
    templates
};

fn look(text: &str, token: &Token) -> Seen {
    let words = token.span.of(text);
    // What is not there counts as a space.
    let (mut start, mut tail) = ([' '; 2], [' '; 3]);
    let (mut scripts, mut length) = (0, 0_usize);
    for character in words.chars() {
        scripts |= 1 << script(character);
        if let Some(place) = start.get_mut(length) {
            *place = character;
        }
        tail = [tail[1], tail[2], character];
        length += 1;
    }
    let upper = script(start[0]) == LATIN && start[0].is_uppercase();
    let shape = scripts
        | (length.min(4) as u64) << 6
        | u64::from(token.known) << 9
        | u64::from(upper) << 10;
    let nominal = token.pos.is_nominal() || token.pos == Pos::Prefix || !token.known;
    let inside = nominal || token.pos == Pos::Symbol;
    let key = |character: char| Key::number(u64::from(character));
    let last_two = key(tail[2]).and(key(tail[1]));
    Seen {
        word: Key::of(words),
        class: Key::number(part_of_speech(token) << 12 | shape),
        first: key(start[0]),
        first_two: key(start[0]).and(key(start[1])),
        last: key(tail[2]),
        last_two,
        last_three: last_two.and(key(tail[0])),
        inside,
    }
}

/// Letters of the Latin alphabet.
const LATIN: u64 = 3;

/// The script of a character, as a number below six.
fn script(character: char) -> u64 {
    match character {
        'ァ'..='ヺ' | 'ー' => 0,
        '\u{3400}'..='\u{9FFF}' | '々' => 1,
        'ぁ'..='ゖ' => 2,
        'A'..='Z' | 'a'..='z' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => LATIN,
        '0'..='9' | '０'..='９' => 4,
        _ => 5,
    }
}

/// A number for a part of speech, as fine as names need it.
fn part_of_speech(token: &Token) -> u64 {
    match token.pos {
        Pos::Noun => 1,
        Pos::VerbalNoun => 2,
        Pos::AdjectivalNoun => 3,
        Pos::AdverbialNoun => 4,
        Pos::FormalNoun => 5,
        Pos::Pronoun => 6,
        Pos::Number => 7,
        Pos::Counter => 8,
        Pos::NameSuffix => 9,
        Pos::Suffix => 10,
        Pos::Prefix => 11,
        Pos::Verb if token.form == Form::Continuative => 12,
        Pos::Verb | Pos::DependentVerb => 13,
        Pos::Adjective => 14,
        Pos::Auxiliary => 15,
        Pos::Adverb | Pos::Conjunction | Pos::Interjection => 16,
        Pos::Adnominal => 17,
        Pos::Period => 18,
        Pos::Comma => 19,
        Pos::Open => 20,
        Pos::Close => 21,
        Pos::Symbol => 22,
        Pos::Space => 23,
        Pos::Particle(kind) => 24 + kind as u64,
        Pos::Name(kind) => 40 + name_kind(kind),
    }
}

fn name_kind(kind: NameKind) -> u64 {
    kind as u64
}
