//! The pieces that naming phrases are built of: entries of lexicons, runs that look like names, and
//! what joins them.

use keii_model::Span;
use keii_rules::{Entry, Lexicon};
use keii_syntax::{NameKind, Pos, Token};

use super::shape::{Script, is_joint, is_whole_run, neighbours, script};
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
    /// Anything else.
    Other,
}

impl AtomKind {
    /// Whether an office can belong to it.
    pub(super) fn is_owner(self) -> bool {
        matches!(self, Self::Country | Self::Place | Self::Organization)
    }
}

/// Splits a sentence into its pieces, in order, without gaps.
pub(super) fn atoms<'p>(
    page: &Page<'_>,
    sentence: usize,
    language: &Language<'p>,
) -> Vec<Atom<'p>> {
    let span = page.sentences[sentence].span;
    let scanner = Scanner {
        text: page.text(),
        end: span.end,
        tokens: &page.syntax[sentence].tokens,
        language,
    };
    let mut atoms: Vec<Atom<'p>> = Vec::new();
    let mut at = span.start;
    while at < span.end {
        let atom = scanner.next(at, atoms.last());
        at = atom.span.end;
        atoms.push(atom);
    }
    atoms
}

struct Scanner<'a, 'p> {
    text: &'a str,
    end: u32,
    tokens: &'a [Token],
    language: &'a Language<'p>,
}

impl<'p> Scanner<'_, 'p> {
    fn next(&self, at: u32, before: Option<&Atom<'p>>) -> Atom<'p> {
        let first = self.text[at as usize..].chars().next().expect("the sentence goes on");
        let one = at + u32::try_from(first.len_utf8()).expect("at most four");
        let plain = |end, kind| Atom { span: Span::new(at, end), kind, entry: None };
        if is_joint(first) {
            return plain(one, AtomKind::Joint);
        }
        if let Some(end) = self.remark(at, first) {
            return plain(end, AtomKind::Remark);
        }
        if let Some(atom) = self.lexical(at, before) {
            return atom;
        }
        match script(first) {
            Script::Katakana | Script::Latin => {
                let (end, kind) = self.foreign(at, script(first));
                plain(end, kind)
            }
            Script::Hiragana | Script::Kanji => self.word(at, one),
            Script::Digit | Script::Other => plain(one, AtomKind::Other),
        }
    }

    /// The end of a remark in brackets that begins here.
    fn remark(&self, at: u32, first: char) -> Option<u32> {
        let close = match first {
            '(' => ')',
            '（' => '）',
            _ => return None,
        };
        // Longer ones hold clauses of their own: those are read as text.
        let rest = Span::new(at, self.end).of(self.text).char_indices().take(24);
        let (offset, _) = rest.skip(1).find(|&(_, character)| character == close)?;
        u32::try_from(at as usize + offset + close.len_utf8()).ok()
    }

    /// The longest entry of a lexicon that begins here and may stand here.
    fn lexical(&self, at: u32, before: Option<&Atom<'p>>) -> Option<Atom<'p>> {
        let language = self.language;
        let named = before.is_some_and(|atom| {
            matches!(
                atom.kind,
                AtomKind::Foreign | AtomKind::Native | AtomKind::Title | AtomKind::Remark
            ) || atom.kind.is_owner()
        });
        let lexicons: [(&'p Lexicon, AtomKind, bool); 7] = [
            (language.title, AtomKind::Title, true),
            (language.organization, AtomKind::Organization, true),
            (language.country, AtomKind::Country, true),
            (language.place, AtomKind::Place, true),
            (language.group, AtomKind::Group, true),
            (language.honorific, AtomKind::Honorific, named),
            (language.title_prefix, AtomKind::Prefix, named),
        ];
        let mut best: Option<Atom<'p>> = None;
        for (lexicon, kind, allowed) in lexicons {
            if !allowed {
                continue;
            }
            let Some((end, entry)) = lexicon.longest_at(self.text, at) else { continue };
            let longer = best.as_ref().is_none_or(|best| end > best.span.end);
            if longer && end <= self.end && self.may_stand(at, end, kind) {
                best = Some(Atom { span: Span::new(at, end), kind, entry: Some(entry) });
            }
        }
        self.short_country(at, before, best.as_ref()).or(best)
    }

    /// Whether the words between `at` and `end` are a word of their own here.
    fn may_stand(&self, at: u32, end: u32, kind: AtomKind) -> bool {
        let words = &self.text[at as usize..end as usize];
        if matches!(kind, AtomKind::Honorific | AtomKind::Prefix) {
            return self.is_token_end(end) || kind == AtomKind::Prefix;
        }
        if !is_whole_run(self.text, at, end) {
            return false;
        }
        // A place of kanji inside a longer word of the dictionary (東京都 in 東京都市大学) is caught
        // by the longest entry; what begins in the middle of a known word is none.
        let kanji = words.chars().all(|character| script(character) == Script::Kanji);
        !kanji || kind == AtomKind::Title || self.begins_token(at) || self.is_token_end(end)
    }

    /// A country by one character, when its company shows that it is one.
    fn short_country(
        &self,
        at: u32,
        before: Option<&Atom<'p>>,
        rival: Option<&Atom<'p>>,
    ) -> Option<Atom<'p>> {
        let (end, entry) = self.language.country_short.longest_at(self.text, at)?;
        if end >= self.end || !is_whole_run(self.text, at, end) {
            return None;
        }
        let follows = self.office_at(end).unwrap_or(end);
        if rival.is_some_and(|rival| follows <= rival.span.end) {
            return None;
        }
        let strong = entry.field("strength") == Some("strong");
        let (previous, next) = neighbours(self.text, at, end);
        let settings = &self.language.names;
        let prefixed = previous.is_some_and(|it| settings.country_prefixes.contains(it));
        let paired = self.is_short_country(end, strong)
            || before.is_some_and(|atom| atom.kind == AtomKind::Country && atom.span.len() <= 3);
        let rest = &self.text[end as usize..];
        let suffixed =
            strong && settings.country_suffixes.iter().any(|it| rest.starts_with(it.as_str()));
        let office = strong && follows > end;
        let hangs = next.is_some_and(|it| script(it) == Script::Kanji || it == '・');
        let stands = paired || office || suffixed || (prefixed && (hangs || strong));
        stands.then(|| Atom {
            span: Span::new(at, end),
            kind: AtomKind::Country,
            entry: Some(entry),
        })
    }

    /// Whether another one-character country begins here; one of the two must be unambiguous.
    fn is_short_country(&self, at: u32, other_is_strong: bool) -> bool {
        let lexicon = self.language.country_short;
        lexicon.longest_at(self.text, at).is_some_and(|(end, entry)| {
            is_whole_run(self.text, at, end)
                && (other_is_strong || entry.field("strength") == Some("strong"))
        })
    }

    /// The end of a title or an organisation that begins here.
    fn office_at(&self, at: u32) -> Option<u32> {
        let title = self.language.title.longest_at(self.text, at).map(|(end, _)| end);
        let body = self.language.organization.longest_at(self.text, at).map(|(end, _)| end);
        title.max(body)
    }

    /// A katakana or Latin run, ended where a lexicon's entry is glued to it.
    fn foreign(&self, at: u32, kind: Script) -> (u32, AtomKind) {
        let rest = Span::new(at, self.end).of(self.text);
        let stays = |character: char| {
            script(character) == kind
                || (kind == Script::Latin && matches!(character, '.' | '-' | '’'))
        };
        let length = rest.find(|character| !stays(character)).unwrap_or(rest.len());
        let end = at + u32::try_from(length).expect("within the text");
        if kind == Script::Latin {
            return (end, AtomKind::Foreign);
        }
        // ユーリークレムリン補佐官: the body's name is the tail of the run.
        let tails = rest[..length]
            .char_indices()
            .skip(2)
            .map(|(offset, _)| at + u32::try_from(offset).expect("within the text"));
        let glued = tails.into_iter().find(|&tail| {
            let owner = |lexicon: &Lexicon| {
                lexicon
                    .longest_at(self.text, tail)
                    .is_some_and(|(stop, _)| stop == end && stop - tail >= 9)
            };
            owner(self.language.organization) || owner(self.language.country)
        });
        (glued.unwrap_or(end), AtomKind::Foreign)
    }

    /// A word of the dictionary, or the rest of one.
    fn word(&self, at: u32, one: u32) -> Atom<'p> {
        let position = self.tokens.partition_point(|token| token.span.end <= at);
        let token = self.tokens.get(position);
        let span = |end| Span::new(at, end);
        let Some(token) = token.filter(|token| token.span.start <= at) else {
            return Atom { span: span(one), kind: AtomKind::Other, entry: None };
        };
        let whole = token.span.start == at;
        if whole && token.span.of(self.text) == self.language.names.genitive {
            return Atom { span: token.span, kind: AtomKind::Genitive, entry: None };
        }
        if whole && let Some(end) = self.native(position) {
            return Atom { span: span(end), kind: AtomKind::Native, entry: None };
        }
        let stop = self.lexicon_inside(at, token.span.end).unwrap_or(token.span.end);
        let noun = token.pos.is_nominal() && script_of(self.text, at) == Script::Kanji;
        let kind = if noun { AtomKind::Noun } else { AtomKind::Other };
        Atom { span: span(stop.max(one)), kind, entry: None }
    }

    /// A title that begins inside a token ends the noun before it (国防|長官 as 国|防|長官).
    fn lexicon_inside(&self, at: u32, end: u32) -> Option<u32> {
        let inside = Span::new(at, end).of(self.text).char_indices().skip(1);
        let offsets =
            inside.map(|(offset, _)| at + u32::try_from(offset).expect("within the text"));
        offsets.into_iter().find(|&offset| {
            self.language.title.longest_at(self.text, offset).is_some_and(|(stop, _)| stop >= end)
        })
    }

    /// The end of a run of kanji that may be a person's name: names of the dictionary, or at least
    /// two characters that the dictionary can only read one by one.
    fn native(&self, position: usize) -> Option<u32> {
        let is_kanji = |token: &Token| {
            token.span.of(self.text).chars().all(|character| script(character) == Script::Kanji)
        };
        let is_personal = |token: &Token| {
            matches!(token.pos, Pos::Name(NameKind::Family | NameKind::Given | NameKind::Person))
        };
        let is_single =
            |token: &Token| token.span.of(self.text).chars().count() == 1 && token.pos.is_nominal();
        let mut end = None;
        let mut personal = false;
        let mut length = 0;
        for token in &self.tokens[position..] {
            let fits = is_kanji(token) && (is_personal(token) || !token.known || is_single(token));
            let glued = end.is_none_or(|end| end == token.span.start);
            let titled = self.language.title.longest_at(self.text, token.span.start).is_some();
            let prefix = end.is_some() && self.prefix_and_title(token.span.start);
            if !fits || !glued || titled || prefix || length > 5 {
                break;
            }
            personal |= is_personal(token) || !token.known;
            length += token.span.of(self.text).chars().count();
            end = Some(token.span.end);
        }
        end.filter(|_| personal && length >= 1 || length >= 2)
    }

    /// 前, 元 and the like directly before a title.
    fn prefix_and_title(&self, at: u32) -> bool {
        self.language
            .title_prefix
            .longest_at(self.text, at)
            .is_some_and(|(end, _)| self.language.title.longest_at(self.text, end).is_some())
    }

    fn begins_token(&self, offset: u32) -> bool {
        self.tokens.binary_search_by_key(&offset, |token| token.span.start).is_ok()
    }

    fn is_token_end(&self, offset: u32) -> bool {
        offset == self.end
            || self.tokens.binary_search_by_key(&offset, |token| token.span.end).is_ok()
    }
}

fn script_of(text: &str, at: u32) -> Script {
    text[at as usize..].chars().next().map_or(Script::Other, script)
}
