//! Entries of lexicons in a sentence, and whether they may stand where they are found.

use keii_model::Span;
use keii_rules::{Beginnings, Entry, Lexicon, Pack};
use keii_syntax::{NameKind, Pos};

use super::atom::{Atom, AtomKind, Scanner};
use super::shape::{Script, is_joint, is_whole_run, neighbours, script};
use crate::AnnotateError;
use crate::language::lexicon;

/// The length in bytes from which on a name in katakana is seldom the beginning of another word.
pub(super) const LONG_NAME: u32 = 9;

/// The lexicons that are looked through at each place of a text, in the order of
/// [`Scanner::lexical`]; the countries of one character last.
const LISTED: [&str; 8] = [
    "title",
    "organization",
    "country",
    "place",
    "group",
    "honorific",
    "title-prefix",
    "country-short",
];

/// The bit of [`beginnings`] for titles.
pub(super) const TITLE: u32 = 1 << 0;
/// The bits for bodies and countries.
pub(super) const OWNER: u32 = 1 << 1 | 1 << 2;
/// The bits for titles, honorifics and what stands before titles.
pub(super) const CLOSING: u32 = TITLE | 1 << 5 | 1 << 6;

/// Which of the lexicons an entry can come from, by its first two characters.
///
/// # Errors
/// When the pack lacks one of them.
pub(crate) fn beginnings(pack: &Pack) -> Result<Beginnings, AnnotateError> {
    let listed: Result<Vec<&Lexicon>, _> = LISTED.iter().map(|name| lexicon(pack, name)).collect();
    Ok(Beginnings::of(listed?))
}

impl<'p> Scanner<'_, 'p> {
    /// The longest entry of a lexicon that begins here and may stand here.
    pub(super) fn lexical(&self, at: u32, before: Option<&Atom<'p>>) -> Option<Atom<'p>> {
        let language = self.language;
        let begin = language.beginnings.at(&self.text[at as usize..]);
        if begin == 0 {
            return None;
        }
        let named = before.is_some_and(|atom| {
            matches!(
                atom.kind,
                AtomKind::Foreign
                    | AtomKind::Native
                    | AtomKind::Title
                    | AtomKind::Remark
                    | AtomKind::Same
                    | AtomKind::Joint
                    | AtomKind::Genitive
                    | AtomKind::Prefix
            ) || atom.kind.is_owner()
        });
        let free = before.is_none_or(|atom| atom.kind != AtomKind::Noun);
        let glued = before.is_some_and(|atom| atom.kind == AtomKind::Foreign);
        let mut best: Option<Atom<'p>> = None;
        for place in (0..LISTED.len() - 1).filter(|place| begin >> place & 1 == 1) {
            let (lexicon, kind, allowed) = match place {
                0 => (language.title, AtomKind::Title, true),
                1 => (language.organization, AtomKind::Organization, true),
                2 => (language.country, AtomKind::Country, true),
                3 => (language.place, AtomKind::Place, true),
                4 => (language.group, AtomKind::Group, true),
                5 => (language.honorific, AtomKind::Honorific, named),
                _ => (language.title_prefix, AtomKind::Prefix, named || free),
            };
            if !allowed {
                continue;
            }
            let Some((end, entry)) = lexicon.longest_at(self.text, at) else { continue };
            // …の|達増知事: a name may begin so.
            let genitive = before.is_some_and(|atom| atom.kind == AtomKind::Genitive);
            if genitive && entry.field("kind") == Some("plural") {
                continue;
            }
            let longer = best.as_ref().is_none_or(|best| end > best.span.end);
            if longer && end <= self.end && self.may_stand(at, end, kind, glued) {
                best = Some(Atom { span: Span::new(at, end), kind, entry: Some(entry) });
            }
        }
        let best = best.map(|atom| self.before_title(atom));
        let short = begin >> (LISTED.len() - 1) & 1 == 1;
        short.then(|| self.short_country(at, before, best.as_ref())).flatten().or(best)
    }

    /// パリ|市長: the last character of a place's long form may begin the title of its head; 日本|国民: that of
    /// a country's another word.
    fn before_title(&self, atom: Atom<'p>) -> Atom<'p> {
        let words = atom.span.of(self.text);
        let last = words.char_indices().next_back().map_or(0, |(at, _)| at);
        let at = atom.span.start + u32::try_from(last).expect("within the text");
        let end = atom.span.end;
        let title = |at: u32| self.language.title.longest_at(self.text, at).map(|(stop, _)| stop);
        let cut = title(end).is_none()
            && title(at).is_some_and(|stop| stop > end && self.title_may_stand(at, stop));
        let cut = atom.kind == AtomKind::Place && last > 0 && cut;
        if cut || self.begins_another_word(&atom, last) {
            return Atom { span: Span::new(atom.span.start, at), ..atom };
        }
        atom
    }

    /// 日本|国民: whether the long form of a country ends within another word, the shorter before it.
    fn begins_another_word(&self, atom: &Atom<'p>, last: usize) -> bool {
        let shorter = &atom.span.of(self.text)[..last];
        atom.kind == AtomKind::Country
            && !self.is_token_end(atom.span.end)
            && self.language.country.get(shorter).is_some()
    }

    /// Whether the words between `at` and `end` are a word of their own here; `glued` to a foreign
    /// name they need not be a whole run.
    fn may_stand(&self, at: u32, end: u32, kind: AtomKind, glued: bool) -> bool {
        let words = &self.text[at as usize..end as usize];
        match kind {
            AtomKind::Honorific => return self.is_token_end(end),
            AtomKind::Prefix => return self.before_office(end),
            AtomKind::Title => return self.title_may_stand(at, end),
            _ => {}
        }
        let body = matches!(kind, AtomKind::Organization | AtomKind::Country);
        let heads = kind == AtomKind::Country && self.heads_run(at, end);
        let whole = is_whole_run(self.text, at, end) || (glued && body) || heads;
        let inner = self.is_latin_part(at, end);
        let whole = whole && !inner;
        if !whole {
            return false;
        }
        if kind == AtomKind::Country && (self.is_region(at, end) || self.is_cut_short(at, end)) {
            return false;
        }
        // MSN産経ニュース: part of a name that begins in Latin letters.
        let latin = self.text[..at as usize].chars().next_back().map(script) == Some(Script::Latin);
        let first = words.chars().next().map(script);
        if kind == AtomKind::Organization && latin && first != Some(Script::Latin) {
            return false;
        }
        let named = matches!(kind, AtomKind::Place | AtomKind::Organization);
        let person = kind == AtomKind::Place && self.is_family_name(at, end);
        if person || named && self.is_minister(at, end) {
            return false;
        }
        if kind == AtomKind::Organization && self.is_cut_by_noun(at, end) {
            return false;
        }
        // A place of kanji inside a longer word of the dictionary (東京都 in 東京都市大学) is caught
        // by the longest entry; what begins in the middle of a known word is none.
        let kanji = words.chars().all(|character| script(character) == Script::Kanji);
        !kanji || self.token_at(at).is_some() || self.is_token_end(end)
    }

    /// 中国・四国, 近畿・中国: a region that bears the name of a country, in a list of regions.
    fn is_region(&self, at: u32, end: u32) -> bool {
        let words = Span::new(at, end).of(self.text);
        let Some(beside) = self.language.names.regions.get(words) else { return false };
        let joined = |it: char| is_joint(it) || it == '、';
        let behind = self.text[end as usize..].strip_prefix(joined);
        let before = self.text[..at as usize].strip_suffix(joined);
        beside.iter().any(|region| {
            behind.is_some_and(|rest| rest.starts_with(region.as_str()))
                || before.is_some_and(|rest| rest.ends_with(region.as_str()))
        })
    }

    /// 日本|時間, タイ|記録: what stands behind makes another word of a country's name.
    fn is_cut_short(&self, at: u32, end: u32) -> bool {
        let (rest, whole) = (&self.text[end as usize..], &self.text[at as usize..]);
        let names = self.language.names;
        names.country_cuts.iter().any(|it| rest.starts_with(it.as_str()))
            || names.country_alike.iter().any(|it| whole.starts_with(it.as_str()))
    }

    /// X航空|機: the end of the words lies inside a common noun that goes on behind them.
    fn is_cut_by_noun(&self, at: u32, end: u32) -> bool {
        let last = self.tokens.partition_point(|token| token.span.end <= end);
        self.tokens.get(last).is_some_and(|token| {
            token.known && token.pos == Pos::Noun && token.span.start < end && token.span.start > at
        })
    }

    /// アメリカ|ベルク長官, エジプト|メディア: a country at the head of a run in katakana, before a noun for
    /// those who belong to it or before a name with its title.
    fn heads_run(&self, at: u32, end: u32) -> bool {
        let rest = Span::new(end, self.end).of(self.text);
        let length = rest.find(|it| script(it) != Script::Katakana).unwrap_or(rest.len());
        let behind = end + u32::try_from(length).expect("within the text");
        let belongs = self.language.names.country_suffixes.iter().any(|it| it == &rest[..length]);
        let title = || self.language.title.longest_at(self.text, behind).is_some();
        end - at >= LONG_NAME && (belongs || (behind - end >= LONG_NAME && title()))
    }

    /// Times in Khmer Times: one word of a name in Latin letters.
    fn is_latin_part(&self, at: u32, end: u32) -> bool {
        let letter = |it: Option<char>| it.is_some_and(|it| script(it) == Script::Latin);
        let mut before = self.text[..at as usize].chars().rev();
        let mut behind = self.text[end as usize..].chars();
        let starts = letter(self.text[at as usize..].chars().next());
        let joined = before.next() == Some(' ') && letter(before.next());
        let upper = behind.next() == Some(' ') && behind.next().is_some_and(char::is_uppercase);
        starts && (joined || upper)
    }

    /// A prefix is one before a title, or before the body that the title belongs to.
    fn before_office(&self, at: u32) -> bool {
        let title = |at| self.language.title.longest_at(self.text, at).is_some();
        let language = self.language;
        let owners = [language.organization, language.country, language.place];
        title(at)
            || self
                .language
                .country_short
                .longest_at(self.text, at)
                .is_some_and(|(end, _)| title(end))
            || owners
                .iter()
                .any(|owner| owner.longest_at(self.text, at).is_some_and(|(end, _)| title(end)))
    }

    /// A title ends where a word ends, and what is glued behind it makes no other word of it.
    fn title_may_stand(&self, at: u32, end: u32) -> bool {
        let known_end = self.is_token_end(end)
            || self
                .tokens
                .get(self.tokens.partition_point(|token| token.span.end <= end))
                .is_none_or(|token| !token.known);
        let tail = self.token_at(end).is_some_and(|token| {
            let words = token.span.of(self.text);
            let mut characters = words.chars();
            characters.next().is_some_and(|it| self.language.names.title_tails.hold(it))
                && characters.next().is_none()
        });
        known_end && !tail && is_whole_run(self.text, at, end)
    }

    /// Whether the words in katakana, which are also a place or a body, are somebody's name here: none of
    /// these has a minister or is a さん.
    fn is_minister(&self, at: u32, end: u32) -> bool {
        let first = self.text[at as usize..].chars().next().map(script);
        let honoured = self.language.honorific.longest_at(self.text, end);
        let titled = self.language.title.longest_at(self.text, end).is_some_and(|(_, entry)| {
            matches!(
                entry.field("level"),
                Some("head-of-state" | "head-of-government" | "minister" | "spokesperson")
            ) && entry.field("domain") != Some("royal")
        });
        let honoured = honoured.is_some_and(|(_, entry)| honours_one(entry));
        let royal = self.language.title.longest_at(self.text, end).is_some_and(|(_, entry)| {
            entry.field("domain") == Some("royal") && entry.field("alone") == Some("owner")
        });
        first == Some(Script::Katakana) && (honoured || titled || royal)
    }

    /// Whether the words, which are also a place, are somebody's family name here.
    fn is_family_name(&self, at: u32, end: u32) -> bool {
        let Some(token) = self.token_at(at).filter(|token| token.span.end == end) else {
            return false;
        };
        let first = self.text[at as usize..].chars().next().map(script);
        if first != Some(Script::Kanji) {
            return false;
        }
        let given = self
            .token_at(end)
            .is_some_and(|next| matches!(next.pos, Pos::Name(NameKind::Given | NameKind::Person)));
        let family = matches!(token.pos, Pos::Name(NameKind::Family | NameKind::Person));
        let honoured = self
            .language
            .honorific
            .longest_at(self.text, end)
            .is_some_and(|(stop, entry)| honours_one(entry) && self.is_token_end(stop));
        let titled = self.language.title.longest_at(self.text, end).is_some();
        given || honoured || (family && titled) || self.is_family_by_title(token)
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
        // 英|北部: a part of the country, and not another one.
        let part = self.token_at(at).is_some_and(|token| {
            let words = token.span.of(self.text);
            token.span.end > end && token.known && self.language.names.place_tails.hold(words)
        });
        if part {
            return None;
        }
        let follows = self.office_at(end).unwrap_or(end);
        if rival.is_some_and(|rival| follows <= rival.span.end) {
            return None;
        }
        let strong = entry.field("strength") == Some("strong");
        let (previous, next) = neighbours(self.text, at, end);
        let settings = self.language.names;
        let prefixed = previous.is_some_and(|it| settings.country_prefixes.hold(it));
        // 米アルジェリア首脳会談: the other of the two is written in full.
        let katakana = next.is_some_and(|it| script(it) == Script::Katakana);
        let full = |(stop, _): (u32, _)| is_whole_run(self.text, end, stop);
        let beside = strong
            && katakana
            && self.language.country.longest_at(self.text, end).is_some_and(full);
        let paired = self.is_short_country(end, strong)
            || self.is_pair(at, end)
            || beside
            || before.is_some_and(|atom| atom.kind == AtomKind::Country && atom.span.len() <= 3);
        let rest = &self.text[end as usize..];
        let suffixed =
            strong && settings.country_suffixes.iter().any(|it| rest.starts_with(it.as_str()));
        let opens = previous.is_none_or(|it| !matches!(script(it), Script::Kanji | Script::Digit));
        let office = follows > end && (strong || (opens && self.is_sole_office(at, end)));
        let hangs = next.is_some_and(|it| script(it) == Script::Kanji || is_joint(it));
        let stands = paired || office || suffixed || (prefixed && (hangs || strong));
        stands.then(|| Atom {
            span: Span::new(at, end),
            kind: AtomKind::Country,
            entry: Some(entry),
        })
    }

    /// Whether a character that means other things as well is a word of its own before an office
    /// that one person holds (比大統領).
    fn is_sole_office(&self, at: u32, end: u32) -> bool {
        let sole = |entry: &Entry| entry.field("alone") == Some("yes");
        self.token_at(at).is_some_and(|token| token.span.end == end)
            && self
                .language
                .title
                .longest_at(self.text, end)
                .is_some_and(|(stop, entry)| sole(entry) && self.is_token_end(stop))
    }

    /// 日中首脳会談: two characters that the dictionary takes for countries here, ambiguous as both may be.
    fn is_pair(&self, at: u32, end: u32) -> bool {
        let country = |from: u32| {
            self.token_at(from).is_some_and(|token| {
                token.pos == Pos::Name(NameKind::Country)
                    && self.language.country_short.get(token.span.of(self.text)).is_some()
            })
        };
        // 日中の気温: in the daytime; what two countries have stands right behind them.
        let behind = self.text[end as usize..].chars().nth(1);
        let compound = behind.map(script) == Some(Script::Kanji);
        compound && self.is_token_end(end) && country(at) && country(end)
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
}

/// Whether an honorific belongs to one named person.
pub(super) fn honours_one(entry: &Entry) -> bool {
    !matches!(entry.field("kind"), Some("several" | "plural"))
}
