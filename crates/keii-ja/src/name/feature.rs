//! What the model of names sees of a word and its neighbours.

use keii_linear::Key;
use keii_syntax::{Form, NameKind, ParticleKind, Pos, Token};

/// Version of the features: raised whenever they change, so that no model is read with others than
/// those it was trained on.
pub const VERSION: u32 = 1;

/// How many features a token has.
pub(super) const COUNT: usize = 20;

/// The features of the tokens of a sentence that may belong to a name.
#[derive(Clone, Debug, Default)]
pub struct Features {
    /// For each token the position of its features, where it may belong to a name.
    pub(super) rows: Vec<Option<u32>>,
    pub(super) keys: Vec<[Key; COUNT]>,
}

/// One word, hashed once.
#[derive(Clone, Copy, Default)]
struct Seen {
    word: Key,
    /// Part of speech and script.
    class: Key,
    /// The first character.
    first: Key,
    /// The last character, and the last two.
    last: Key,
    tail: Key,
    /// Whether it can stand in a compound noun.
    nominal: bool,
    /// Whether it can stand in a name.
    inside: bool,
}

impl Features {
    /// The features of the tokens of one sentence of `text`. Linear in their number.
    #[must_use]
    pub fn new(text: &str, tokens: &[Token]) -> Self {
        // Two that stand for the edge before, and two for the one behind.
        let mut seen = vec![Seen::default(); 2];
        seen.extend(tokens.iter().map(|token| look(text, token)));
        seen.extend([Seen::default(); 2]);
        for at in 2..seen.len() - 2 {
            // の joins the parts of a name.
            let joint = matches!(tokens[at - 2].pos, Pos::Particle(ParticleKind::Genitive));
            seen[at].inside |= joint && seen[at - 1].nominal && seen[at + 1].nominal;
        }
        let mut features = Self::default();
        let mut compound = 2..2;
        for at in 2..seen.len() - 2 {
            if at >= compound.end {
                let nominal = seen[at..].iter().take_while(|word| word.nominal).count();
                compound = at..at + nominal.max(1);
            }
            let row = u32::try_from(features.keys.len()).expect("a sentence is short of 2^32 words");
            features.rows.push(seen[at].inside.then_some(row));
            if seen[at].inside {
                features.keys.push(keys(&seen, at, &compound));
            }
        }
        features
    }

    /// How many tokens the sentence has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

fn keys(seen: &[Seen], at: usize, compound: &std::ops::Range<usize>) -> [Key; COUNT] {
    let [before, own, next] = [seen[at - 1], seen[at], seen[at + 1]];
    let head = seen[compound.end - 1];
    let place = Key::number(
        u64::from(at == compound.start) | u64::from(at + 1 == compound.end) << 1,
    );
    let behind = seen[compound.end];
    let ahead = seen[compound.start - 1];
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
        own.tail,
        own.first.and(own.class),
        head.word.and(place),
        head.tail.and(place),
        behind.word.and(own.class).and(place),
        ahead.word.and(own.class).and(place),
        next.word.and(own.class),
        before.word.and(own.class),
    ];
    let mut template = 0;
    parts.map(|part| {
        template += 1;
        Key::number(template).and(part)
    })
}

fn look(text: &str, token: &Token) -> Seen {
    let words = token.span.of(text);
    let mut scripts = 0;
    let mut length: u64 = 0;
    let (mut first, mut last, mut last_but_one) = (' ', ' ', ' ');
    for character in words.chars() {
        scripts |= 1 << script(character);
        if length == 0 {
            first = character;
        }
        (last_but_one, last) = (last, character);
        length += 1;
    }
    let upper = first.is_uppercase() && script(first) == 3;
    let shape = scripts | length.min(4) << 6 | u64::from(token.known) << 9 | u64::from(upper) << 10;
    let nominal = token.pos.is_nominal() || token.pos == Pos::Prefix || !token.known;
    let mark = token.pos == Pos::Symbol || words == "・";
    Seen {
        word: Key::of(words),
        class: Key::number(part_of_speech(token) << 12 | shape),
        first: Key::number(u64::from(first)),
        last: Key::number(u64::from(last)),
        tail: Key::number(u64::from(last)).and(Key::number(u64::from(last_but_one))),
        nominal: nominal || mark,
        inside: nominal || mark,
    }
}

fn script(character: char) -> u64 {
    match character {
        'ァ'..='ヺ' | 'ー' => 0,
        '\u{3400}'..='\u{9FFF}' | '々' => 1,
        'ぁ'..='ゖ' => 2,
        'A'..='Z' | 'a'..='z' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => 3,
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
