//! Runs of kanji that may be a person's name.

use keii_model::Span;
use keii_rules::Entry;
use keii_syntax::{NameKind, Pos, Token};

use super::atom::Scanner;
use super::listed::{CLOSING, honours_one};
use super::shape::{Script, script};

/// The longest given name behind a family name, in characters.
pub(super) const GIVEN_NAME: usize = 4;

/// The longest reading in brackets, in bytes.
const LONGEST_READING: usize = 72;

impl Scanner<'_, '_> {
    /// The end of a run of kanji, from the token at `position` on, that may be a person's name:
    /// names of the dictionary and words that it does not know, up to a title or honorific; or one
    /// word before an honorific that only persons have.
    pub(super) fn native(&self, position: usize) -> Option<u32> {
        let end = self.native_run(position)?;
        Some(self.without_deputy(self.tokens[position].span.start, end))
    }

    fn native_run(&self, position: usize) -> Option<u32> {
        let first = &self.tokens[position];
        let words = first.span.of(self.text);
        if let Some(end) = self.sinitic(position) {
            return Some(end);
        }
        if !is_kanji(words) || self.language.names.never_names.hold(words) {
            return None;
        }
        if let Some(end) = self.surname_and_given(position) {
            return Some(end);
        }
        if first.pos == Pos::Number && is_one(words) {
            return self.numbered(position);
        }
        if matches!(first.pos, Pos::Verb | Pos::Adnominal) && is_one(words) {
            return self.up_to_company(first.span).filter(|&end| end > first.span.end);
        }
        if let Some(end) = self.family_by_title(first) {
            return Some(end);
        }
        let begins = is_personal(first) || !first.known || self.may_begin(first);
        if !begins {
            return self.honoured_word(first).or_else(|| self.unlisted_family(position));
        }
        let end = self.names_from(position);
        let longer = (is_personal(first) || !first.known || end.is_some())
            .then(|| self.up_to_company(first.span))
            .flatten();
        let run = end.and_then(|end| self.up_to_company(Span::new(first.span.start, end)));
        let family = is_personal(first) || !first.known || matches!(first.pos, Pos::Name(_));
        let honoured = family.then(|| self.up_to_honorific(first.span)).flatten();
        longer
            .max(run)
            .max(honoured.filter(|_| words.chars().count() >= 2 || end.is_some()))
            .max(end)
            .or_else(|| self.honoured_word(first))
            .or_else(|| self.unlisted_family(position))
    }

    /// The end of the names of the dictionary and unknown words in kanji from the token at `position` on.
    fn names_from(&self, position: usize) -> Option<u32> {
        let mut end = None;
        let mut personal = false;
        let mut length = 0;
        for token in &self.tokens[position..] {
            let words = token.span.of(self.text);
            let single = is_one(words) && token.pos.is_nominal();
            let fits = is_kanji(words) && (is_personal(token) || !token.known || single);
            let glued = end.is_none_or(|end| end == token.span.start);
            let several = self.honours_several(token.span.start);
            if !fits
                || !glued
                || length > 5
                || (end.is_some() && several)
                || (end.is_some() && self.closes(token.span.start))
            {
                break;
            }
            personal |= is_personal(token) || !token.known;
            length += words.chars().count();
            // 光|哉社|長: the dictionary knows no such word.
            let title = (!token.known).then(|| self.closes_inside(token)).flatten();
            end = Some(title.unwrap_or(token.span.end));
            if title.is_some() {
                break;
            }
        }
        end.filter(|_| personal)
    }

    /// 松山選手, 香川議員: a place of the dictionary before a title that no place has.
    pub(super) fn is_family_by_title(&self, token: &Token) -> bool {
        let words = token.span.of(self.text);
        let place = matches!(token.pos, Pos::Name(NameKind::Place));
        if !(place && words.chars().count() == 2 && is_kanji(words)) {
            return false;
        }
        let before = self.text[..token.span.start as usize].chars().next_back().map(script);
        let free = !matches!(before, Some(Script::Kanji | Script::Digit | Script::Katakana));
        let title = self.language.title.longest_at(self.text, token.span.end);
        let personal = title.is_some_and(|(end, entry)| {
            let level = entry.field("level");
            let of_persons = matches!(level, Some("sport" | "academic" | "judiciary" | "media"));
            let member = entry.field("alone").is_none() && level == Some("legislator");
            (of_persons || member) && self.is_token_end(end)
        });
        free && personal
    }

    /// The end of a name whose title alone shows it to be one.
    fn family_by_title(&self, first: &Token) -> Option<u32> {
        let family = self.is_family_by_title(first).then_some(first.span.end);
        family.or_else(|| self.before_minister(first))
    }

    /// 岩屋毅外相: a place of the dictionary that no lexicon lists, before a title that no town has; a
    /// common noun, before one that needs no field before it (岩屋外務大臣, but 文化大臣).
    fn before_minister(&self, first: &Token) -> Option<u32> {
        let words = first.span.of(self.text);
        let listed = || {
            self.language.place.get(words).is_some()
                || self.language.country.get(words).is_some()
                || self.language.organization.get(words).is_some()
        };
        let short = (2..=3).contains(&words.chars().count());
        let name = matches!(first.pos, Pos::Name(_));
        if !short || !(name || first.pos == Pos::Noun) {
            return None;
        }
        let end = self.up_to_company(first.span).filter(|_| !listed());
        end.filter(|&end| {
            let given = end > first.span.end;
            let title = self.language.title.longest_at(self.text, end);
            title.is_some_and(|(stop, entry)| {
                let level = entry.field("level");
                let of_state =
                    matches!(level, Some("minister" | "head-of-state" | "head-of-government"))
                        || given && self.heads_named_town(first, entry);
                let noun = takes_no_field(entry, stop - end)
                    && self.is_free(first)
                    && !self.modifies_titles(words);
                of_state && self.is_token_end(stop) && (name || given || noun)
            })
        })
    }

    /// Whether no noun is glued to the front of a word.
    pub(super) fn is_free(&self, token: &Token) -> bool {
        let before = self.text[..token.span.start as usize].chars().next_back().map(script);
        !matches!(before, Some(Script::Digit | Script::Kanji | Script::Katakana | Script::Latin))
    }

    /// 歴代|首相, 女性|大統領: words that tell which holder is meant, and names of bodies.
    fn modifies_titles(&self, words: &str) -> bool {
        let names = self.language.names;
        names.title_modifiers.hold(words) || names.organization_suffixes.end(words)
    }

    /// 十倉会長: a family name that begins with a number.
    fn numbered(&self, position: usize) -> Option<u32> {
        let next = self.tokens.get(position + 1)?;
        let before = self.text[..self.tokens[position].span.start as usize].chars().next_back();
        let counts = before.is_some_and(|it| matches!(script(it), Script::Digit | Script::Kanji));
        if counts || next.span.start != self.tokens[position].span.end || next.pos == Pos::Number {
            return None;
        }
        let end = self.native(position + 1).filter(|&end| self.closes(end));
        end.or_else(|| self.counted_family(position))
    }

    /// 三船敏郎社長, 三船氏: a family name that looks like a number of things, before a given name of the dictionary with
    /// company, or before an honorific that things have not.
    fn counted_family(&self, position: usize) -> Option<u32> {
        let counter = self.tokens.get(position + 1)?;
        if !(is_kanji(counter.span.of(self.text)) && is_one(counter.span.of(self.text))) {
            return None;
        }
        let end = counter.span.end;
        let given = self.tokens.get(position + 2).filter(|it| it.span.start == end);
        let given = given.filter(|it| it.pos == Pos::Name(NameKind::Given));
        let named = given.map(|it| it.span.end).filter(|&end| self.closes(end));
        let polite = |end: u32| {
            let entry = self.language.honorific.longest_at(self.text, end).map(|(_, entry)| entry);
            let kind = entry.filter(|it| is_kanji(it.form())).and_then(|it| it.field("kind"));
            kind == Some("polite") && self.honorific_at(end).is_some()
        };
        named.or_else(|| polite(end).then_some(end))
    }

    /// A place or a word that the dictionary does not know, before a given name with company: a family
    /// name.
    fn surname_and_given(&self, position: usize) -> Option<u32> {
        let [first, second] = self.tokens.get(position..position + 2)? else { return None };
        let glued = first.span.end == second.span.start;
        let given = matches!(second.pos, Pos::Name(NameKind::Given));
        if !(glued && given) {
            return None;
        }
        let surname = if is_kanji(second.span.of(self.text)) {
            matches!(first.pos, Pos::Name(_)) || !first.known
        } else {
            // 例田るり子
            first.pos == Pos::Name(NameKind::Family)
        };
        let closes = self.closes(second.span.end) || self.is_reading(second.span.end);
        (surname && closes).then_some(second.span.end)
    }

    /// Whether a word of one character that is no name may begin one: not behind a number or noun.
    fn may_begin(&self, token: &Token) -> bool {
        let before = self.text[..token.span.start as usize].chars().next_back().map(script);
        matches!(token.pos, Pos::Noun | Pos::VerbalNoun | Pos::AdjectivalNoun | Pos::Name(_))
            && !matches!(before, Some(Script::Digit | Script::Kanji | Script::Katakana))
    }

    /// 例田記者: two words of one character, which together are none, before a title.
    fn unlisted_family(&self, position: usize) -> Option<u32> {
        let told = self.before_plain_honorific(position);
        if let Some(end) = told.or_else(|| self.before_personal_title(position)) {
            return Some(end);
        }
        let pair = self.tokens.get(position..position + 2)?;
        let single = |token: &Token| {
            let words = token.span.of(self.text);
            is_one(words) && is_kanji(words) && matches!(token.pos, Pos::Noun | Pos::Suffix)
        };
        // 赤|澤大臣: the dictionary may have the second for a place.
        let place = |token: &Token| {
            let words = token.span.of(self.text);
            is_one(words) && is_kanji(words) && token.pos == Pos::Name(NameKind::Place)
        };
        let second = single(&pair[1]) || place(&pair[1]) && self.closes(pair[1].span.end);
        if !(single(&pair[0]) && second && self.may_begin(&pair[0])) {
            return None;
        }
        let span = pair[0].span.join(pair[1].span);
        let words = span.of(self.text);
        let names = self.language.names;
        let other = names.organization_suffixes.end(words)
            || names.place_suffixes.end(words)
            || words.ends_with(|it| names.title_tails.hold(it));
        if other {
            return None;
        }
        if self.closes(span.end) { Some(span.end) } else { self.up_to_honorific(span) }
    }

    /// The end of what an honorific of one person closes behind `family`: up to four characters of one
    /// script, whatever the dictionary makes of them.
    fn up_to_honorific(&self, family: Span) -> Option<u32> {
        let rest = Span::new(family.end, self.end).of(self.text);
        let given = rest.chars().next().map_or(Script::Other, script);
        let kana = matches!(given, Script::Hiragana | Script::Katakana);
        for (length, character) in rest.char_indices().take(GIVEN_NAME + 1) {
            let at = family.end + u32::try_from(length).expect("within the text");
            if self.honours_several(at) {
                return None;
            }
            let least = if kana { 6 } else { 0 };
            if length >= least && self.honorific_at(at).is_some() {
                return Some(at);
            }
            if script(character) != given || !(kana || given == Script::Kanji) || self.closes(at) {
                return None;
            }
        }
        None
    }

    /// Family names are followed by given names that the dictionary cuts otherwise: the end of up to
    /// four more characters of kanji, when a title, an honorific or a reading in brackets follows.
    fn up_to_company(&self, family: Span) -> Option<u32> {
        let rest = Span::new(family.end, self.end).of(self.text);
        let given = rest.chars().next().map_or(Script::Other, script);
        for (length, character) in rest.char_indices().take(GIVEN_NAME + 1) {
            let at = family.end + u32::try_from(length).expect("within the text");
            if self.honours_several(at) {
                return None;
            }
            // A given name in kana shows by its honorific alone: other words are written so too.
            let closes = match given {
                Script::Hiragana => length >= 6 && self.honorific_at(at).is_some(),
                Script::Katakana => length >= 6 && self.closes(at),
                _ => self.closes(at) || self.is_reading(at) || length > 0 && self.joins_office(at),
            };
            if closes {
                return Some(at);
            }
            let known_word = self.token_at(at).is_some_and(|token| {
                let long = token.span.of(self.text).chars().count() >= 2;
                let given =
                    token.pos == Pos::Name(NameKind::Place) && self.joins_office(token.span.end);
                token.known && long && !is_personal(token) && !given && !self.ends_in_title(token)
            });
            let kana = matches!(given, Script::Hiragana | Script::Katakana);
            if script(character) != given
                || (given != Script::Kanji && !kana)
                || (known_word && !kana)
            {
                return None;
            }
        }
        None
    }

    /// 両氏: an honorific of more than one begins here.
    fn honours_several(&self, at: u32) -> bool {
        let honorific = self.language.honorific.longest_at(self.text, at);
        honorific.is_some_and(|(_, entry)| !honours_one(entry))
    }

    /// 助監督 in 慎之助監督: the dictionary takes the end of a name for the beginning of a word.
    fn ends_in_title(&self, token: &Token) -> bool {
        let inside = token.span.of(self.text).char_indices().skip(1);
        let mut starts = inside
            .map(|(offset, _)| token.span.start + u32::try_from(offset).expect("within the text"));
        starts.any(|at| {
            let title = self.language.title.longest_at(self.text, at);
            title.is_some_and(|(end, _)| end == token.span.end)
        })
    }

    /// Whether a title, with or without a prefix, or an honorific begins here.
    pub(super) fn closes(&self, at: u32) -> bool {
        let language = self.language;
        let rest = self.text.get(at as usize..);
        if rest.is_none_or(|rest| language.beginnings.at(rest) & CLOSING == 0) {
            return false;
        }
        let title = |at| {
            language.title.longest_at(self.text, at).is_some_and(|(end, _)| self.is_token_end(end))
        };
        title(at)
            || self.honorific_at(at).is_some()
            || language.title_prefix.longest_at(self.text, at).is_some_and(|(end, _)| title(end))
            || self.posting(at).is_some_and(title)
    }

    /// 薛剣|駐大阪総領事: where the title begins behind the place that somebody is posted to.
    fn posting(&self, at: u32) -> Option<u32> {
        let post = self.language.names.posted.as_str();
        let rest = self.text[at as usize..].strip_prefix(post)?;
        let place = self.token_at(u32::try_from(self.text.len() - rest.len()).ok()?)?;
        let known = matches!(place.pos, Pos::Name(NameKind::Place | NameKind::Country));
        known.then_some(place.span.end)
    }

    /// The end of an honorific of one person that begins here.
    pub(super) fn honorific_at(&self, at: u32) -> Option<u32> {
        let (end, entry) = self.language.honorific.longest_at(self.text, at)?;
        let first = self.text[at as usize..].chars().next().map(script);
        let before = self.text[..at as usize].chars().next_back().map(script);
        let begins = first == Some(Script::Kanji)
            || before != Some(Script::Hiragana)
            || self.token_at(at).is_some();
        let long = entry.field("kind") == Some("legal");
        // アナウンサー: the end of a word in katakana.
        let within = first == Some(Script::Katakana) && before == Some(Script::Katakana);
        let whole = (self.is_token_end(end) || long) && begins && !within;
        (whole && honours_one(entry)).then_some(end)
    }

    /// (おおいで・あきゆき): how the kanji before it are read; in katakana (ムンジェイン) only before a
    /// title or honorific.
    pub(super) fn is_reading(&self, at: u32) -> bool {
        let rest = Span::new(at, self.end).of(self.text);
        let Some(inside) = rest.strip_prefix(['(', '（']) else { return false };
        let Some(length) = inside.find([')', '）']).filter(|&length| length <= LONGEST_READING)
        else {
            return false;
        };
        let written = |wanted: Script| {
            let inside = inside[..length].chars();
            let other = |it: char| super::shape::is_joint(it) || matches!(it, ' ' | '　');
            let letters = inside.clone().filter(|&it| script(it) == wanted).count();
            letters >= 3 && inside.clone().all(|it| script(it) == wanted || other(it))
        };
        let bracket = rest.chars().next().map_or(0, char::len_utf8);
        let behind = at as usize + 2 * bracket + length;
        written(Script::Hiragana)
            || (written(Script::Katakana)
                && u32::try_from(behind).is_ok_and(|behind| self.closes(behind)))
    }

    /// Whether a reading with a mark between its parts stands here, as foreign names are read:
    /// (チョン・ドンヨン).
    pub(super) fn is_foreign_reading(&self, at: u32) -> bool {
        let rest = Span::new(at, self.end).of(self.text);
        let inside = rest.strip_prefix(['(', '（']).and_then(|it| it.split([')', '）']).next());
        let inside = inside.filter(|it| it.len() <= LONGEST_READING).unwrap_or_default();
        let parts: Vec<&str> = inside.split(super::shape::is_joint).collect();
        let kana =
            |part: &&str| !part.is_empty() && part.chars().all(|it| script(it) == Script::Katakana);
        parts.len() == 2 && parts.iter().all(kana)
    }

    /// 林氏: a word of the dictionary that an honorific makes a name. Only those count that nothing
    /// but persons have; everybody may be a さん.
    fn honoured_word(&self, token: &Token) -> Option<u32> {
        let before = self.text[..token.span.start as usize].chars().next_back().map(script);
        let (_, entry) = self.language.honorific.longest_at(self.text, token.span.end)?;
        let honoured = self.honorific_at(token.span.end).is_some();
        let plain = entry.field("kind") == Some("legal")
            || (entry.field("kind") == Some("polite") && is_kanji(entry.form()));
        let free = before != Some(Script::Kanji) && token.pos.is_nominal();
        let named = matches!(token.pos, Pos::Name(_)) || !token.known;
        let short = token.span.of(self.text).chars().count() <= if named { 3 } else { 1 };
        (honoured && plain && free && short).then_some(token.span.end)
    }
}

/// The shortest title of a head of government that needs no noun before it, in bytes: 総理大臣.
const WHOLE_TITLE: u32 = 12;

/// Whether a title is that of an office that no noun before it makes another: 外務大臣 and the offices
/// of one country (文部科学大臣), but not 教育相 (高等教育相) or 首相 (連立首相).
fn takes_no_field(entry: &Entry, length: u32) -> bool {
    let whole = entry.field("composes").is_none();
    let head = entry.field("level") == Some("head-of-government") && length >= WHOLE_TITLE;
    let minister = matches!(entry.field("domain"), Some("foreign" | "defence" | "justice"));
    whole && (head || minister || entry.field("of").is_some())
}

/// Whether words are a single character.
pub(super) fn is_one(words: &str) -> bool {
    let mut characters = words.chars();
    characters.next().is_some() && characters.next().is_none()
}

pub(super) fn is_kanji(words: &str) -> bool {
    words.chars().all(|character| script(character) == Script::Kanji)
}

/// Whether the dictionary calls the word a person's name.
pub(super) fn is_personal(token: &Token) -> bool {
    matches!(token.pos, Pos::Name(NameKind::Family | NameKind::Given | NameKind::Person))
}
