//! The pieces that naming phrases are built of: entries of lexicons, runs that look like names, and
//! what joins them.

use keii_model::Span;
use keii_rules::{Entry, Lexicon};
use keii_syntax::{Pos, Token};

use super::listed::{LONG_NAME, OWNER, TITLE};
use super::shape::{Script, is_and, is_joint, neighbours, script};
use crate::language::Language;
use crate::page::Page;

/// A piece of a sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Atom<'p> {
    pub(super) span: Span,
    pub(super) kind: AtomKind,
    pub(super) entry: Option<&'p Entry>,
}

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AtomKind {
    /// A country by its name or, in a compound, by its one character.
    Country,
    Place,
    Organization,
    Title,
    /// 前, 元, 次期
    Prefix,
    Honorific,
    /// 同 before a title or honorific.
    Same,
    /// 両氏, 両首脳
    Group,
    /// A katakana or Latin run that no lexicon knows.
    Foreign,
    /// A run of kanji that may be a person's name.
    Native,
    /// A noun that may modify a title behind it.
    Noun,
    /// の
    Genitive,
    /// ・
    Joint,
    /// A remark in brackets.
    Remark,
    Space,
    /// Anything else.
    Other,
}

impl AtomKind {
    /// Whether an office can belong to it.
    pub(super) fn is_owner(self) -> bool {
        matches!(self, Self::Country | Self::Place | Self::Organization)
    }

    /// Whether the phrase that names a person can begin with it: an owner, a name, an office with what stands
    /// before it, or what points at somebody.
    pub(super) fn begins_person(self) -> bool {
        let named = matches!(self, Self::Foreign | Self::Native | Self::Same);
        named || self.is_owner() || matches!(self, Self::Noun | Self::Prefix | Self::Title)
    }
}

impl Atom<'_> {
    /// The cell of its lexicon entry.
    pub(super) fn field(&self, column: &str) -> Option<&str> {
        self.entry.and_then(|entry| entry.field(column))
    }
}

/// Splits a sentence, or the inside of a remark in it, into its pieces: in order, without gaps.
/// `bodies` are the unlisted organisations of the sentence.
pub(super) fn atoms<'p>(
    page: &Page<'_>,
    sentence: usize,
    span: Span,
    bodies: &[Span],
    language: &Language<'p>,
) -> Vec<Atom<'p>> {
    let tokens = &page.syntax[sentence].tokens;
    let scanner = Scanner {
        text: page.text(),
        end: span.end,
        tokens: &tokens[..tokens.partition_point(|token| token.span.end <= span.end)],
        bodies,
        language,
    };
    let mut atoms: Vec<Atom<'p>> = Vec::with_capacity(scanner.tokens.len());
    let mut at = span.start;
    while at < span.end {
        let atom = scanner.next(at, atoms.last());
        at = atom.span.end;
        atoms.push(atom);
    }
    atoms
}

/// Cuts pieces off a sentence from left to right.
pub(super) struct Scanner<'a, 'p> {
    pub(super) text: &'a str,
    pub(super) end: u32,
    pub(super) tokens: &'a [Token],
    bodies: &'a [Span],
    pub(super) language: &'a Language<'p>,
}

impl<'p> Scanner<'_, 'p> {
    fn next(&self, at: u32, before: Option<&Atom<'p>>) -> Atom<'p> {
        let first = self.text[at as usize..].chars().next().expect("the sentence goes on");
        let one = at + u32::try_from(first.len_utf8()).expect("at most four");
        let plain = |end, kind| Atom { span: Span::new(at, end), kind, entry: None };
        if is_joint(first) {
            return plain(one, AtomKind::Joint);
        }
        if first == ' ' {
            return plain(one, AtomKind::Space);
        }
        if let Some(end) = self.remark(at, first) {
            return plain(end, AtomKind::Remark);
        }
        let listed = self.lexical(at, before);
        let body = self.bodies.binary_search_by_key(&at, |body| body.start).ok();
        if let Some(body) = body.map(|found| self.bodies[found])
            && body.end <= self.end
            && listed.as_ref().is_none_or(|listed| listed.span.end < body.end)
        {
            return Atom { span: body, kind: AtomKind::Organization, entry: None };
        }
        if let Some(atom) = listed {
            return atom;
        }
        // 対ロ制裁: the dictionary may take the two characters for one word.
        let short = || self.language.country_short.longest_at(self.text, one);
        let strong = |entry: &Entry| entry.field("strength") == Some("strong");
        if self.language.names.country_prefixes.hold(first)
            && short().is_some_and(|(_, entry)| strong(entry))
        {
            return plain(one, AtomKind::Other);
        }
        match script(first) {
            Script::Katakana | Script::Latin => {
                if let Some(end) = self.partners(at) {
                    return plain(end, AtomKind::Organization);
                }
                let end = self.foreign(at);
                let half = self.is_half_of_company(at, end);
                plain(end, if half { AtomKind::Noun } else { AtomKind::Foreign })
            }
            Script::Hiragana => match self.kana_given(at) {
                Some(end) => plain(end, AtomKind::Native),
                None => self.word(at, one),
            },
            Script::Kanji => self.word(at, one),
            Script::Digit | Script::Other => plain(one, AtomKind::Other),
        }
    }

    /// るり子さん: a given name in kana that closes with one of the characters such names close with.
    fn kana_given(&self, at: u32) -> Option<u32> {
        const LONGEST: usize = 3;
        let rest = Span::new(at, self.end).of(self.text);
        let ahead = rest.chars().take(LONGEST + 1);
        let kana = ahead.take_while(|it| script(*it) == Script::Hiragana).count();
        let last = rest.chars().nth(kana).filter(|_| (1..=LONGEST).contains(&kana))?;
        let stop = self.language.names.given_ends.hold(last).then(|| {
            let length: usize = rest.chars().take(kana + 1).map(char::len_utf8).sum();
            at + u32::try_from(length).expect("within the text")
        })?;
        let token = self.token_at(at)?;
        let word = !matches!(token.pos, Pos::Adnominal | Pos::Particle(_) | Pos::Pronoun);
        (word && self.honorific_at(stop).is_some()).then_some(stop)
    }

    /// タナベ&サンズ: the end of two names in katakana by which one company is called.
    fn partners(&self, at: u32) -> Option<u32> {
        const SHORTEST: u32 = 6;
        let katakana = |start: u32| {
            let first = self.text[start as usize..self.end as usize].chars().next();
            first.map(script) == Some(Script::Katakana)
        };
        let end = self.foreign(at);
        let rest = self.text.get(end as usize..self.end as usize)?;
        let next = self.end - u32::try_from(rest.strip_prefix(is_and)?.len()).expect("a sentence");
        let stop = katakana(next).then(|| self.foreign(next))?;
        (katakana(at) && end - at >= SHORTEST && stop - next >= SHORTEST).then_some(stop)
    }

    /// The end of a remark in brackets that begins here.
    fn remark(&self, at: u32, first: char) -> Option<u32> {
        let close = match first {
            '(' => ')',
            '（' => '）',
            _ => return None,
        };
        // Longer ones hold clauses of their own: those are read as text.
        let rest = Span::new(at, self.end).of(self.text).char_indices().take(32);
        let (offset, _) = rest.skip(1).find(|&(_, character)| character == close)?;
        u32::try_from(at as usize + offset + close.len_utf8()).ok()
    }

    /// A word of the dictionary, or the rest of one.
    fn word(&self, at: u32, one: u32) -> Atom<'p> {
        let position = self.tokens.partition_point(|token| token.span.end <= at);
        let token = self.tokens.get(position);
        let atom = |end, kind| Atom { span: Span::new(at, end), kind, entry: None };
        let Some(token) = token.filter(|token| token.span.start <= at) else {
            return atom(one, AtomKind::Other);
        };
        let whole = token.span.start == at;
        let words = token.span.of(self.text);
        let names = self.language.names;
        if whole && words == names.genitive {
            return atom(token.span.end, AtomKind::Genitive);
        }
        if whole
            && let Some(rest) = words.strip_prefix(names.same.as_str())
            && !names.never_names.hold(words)
        {
            let behind = token.span.end - u32::try_from(rest.len()).expect("within the text");
            let title = self.language.title.longest_at(self.text, behind).is_some();
            if title || self.language.honorific.longest_at(self.text, behind).is_some() {
                return atom(behind, AtomKind::Same);
            }
        }
        let first = words.chars().next().map(script);
        if whole
            && first == Some(Script::Kanji)
            && let Some(end) = self.native(position)
        {
            return atom(end, AtomKind::Native);
        }
        let stop = self.title_inside(at, token.span.end).unwrap_or(token.span.end);
        let noun = (token.pos.is_nominal() || token.pos == Pos::Prefix)
            && matches!(first, Some(Script::Kanji | Script::Katakana));
        atom(stop.max(one), if noun { AtomKind::Noun } else { AtomKind::Other })
    }

    /// A title that begins inside a token ends the noun before it (国防|長官 as 国|防|長官).
    fn title_inside(&self, at: u32, end: u32) -> Option<u32> {
        let inside = Span::new(at, end).of(self.text).char_indices().skip(1);
        let mut offsets =
            inside.map(|(offset, _)| at + u32::try_from(offset).expect("within the text"));
        offsets.find(|&offset| {
            let begins = self.language.beginnings.at(&self.text[offset as usize..]) & TITLE != 0;
            let title = || self.language.title.longest_at(self.text, offset);
            begins && title().is_some_and(|(stop, _)| stop >= end)
        })
    }

    /// A katakana or Latin run, ended where a lexicon's entry is glued to it.
    fn foreign(&self, at: u32) -> u32 {
        let rest = Span::new(at, self.end).of(self.text);
        let kind = rest.chars().next().map_or(Script::Other, script);
        let stays = |character: char| {
            script(character) == kind
                || (kind == Script::Latin && matches!(character, '.' | '-' | '’'))
        };
        let length = rest.find(|character| !stays(character)).unwrap_or(rest.len());
        let end = at + u32::try_from(length).expect("within the text");
        if kind == Script::Latin {
            return end;
        }
        // ユーリークレムリン補佐官: the body's name is the tail of the run.
        let mut tails = rest[..length]
            .char_indices()
            .skip(2)
            .map(|(offset, _)| at + u32::try_from(offset).expect("within the text"));
        let glued = tails.find(|&tail| {
            let begins = self.language.beginnings.at(&self.text[tail as usize..]) & OWNER != 0;
            let owner = |lexicon: &Lexicon| {
                lexicon.longest_at(self.text, tail).is_some_and(|(stop, _)| stop == end)
            };
            begins
                && end - tail >= LONG_NAME
                && (owner(self.language.organization) || owner(self.language.country))
        });
        glued.unwrap_or(end)
    }

    /// Whether a run is one of the two words of a company's name: A&B.
    fn is_half_of_company(&self, at: u32, end: u32) -> bool {
        let (before, after) = neighbours(self.text, at, end);
        before.is_some_and(is_and) || after.is_some_and(is_and)
    }

    pub(super) fn token_at(&self, offset: u32) -> Option<&Token> {
        let found = self.tokens.binary_search_by_key(&offset, |token| token.span.start).ok()?;
        Some(&self.tokens[found])
    }

    pub(super) fn is_token_end(&self, offset: u32) -> bool {
        offset == self.end
            || self.tokens.binary_search_by_key(&offset, |token| token.span.end).is_ok()
    }
}
