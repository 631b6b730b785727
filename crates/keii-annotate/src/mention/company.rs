//! What tells of a run of kanji that it is a name, and where it ends, by what stands behind it.

use keii_model::Span;
use keii_rules::Entry;
use keii_syntax::{NameKind, Pos, Token};

use super::atom::Scanner;
use super::listed::CLOSING;
use super::native::{GIVEN_NAME, is_kanji, is_personal};
use super::shape::{Script, is_joint, script};

/// How far back the noun that ends a town's name is looked for, in bytes: whole characters of kanji.
const LONGEST_TOWN: usize = 12;

/// How many characters a body and an office behind a name and a joint may have.
const JOINED_OFFICE: usize = 14;

/// The longest name in kanji, in characters.
const LONGEST_NATIVE: usize = 5;

impl Scanner<'_, '_> {
    /// 氷見野|副総裁: the dictionary takes what makes a deputy of the office for the end of the name.
    pub(super) fn without_deputy(&self, start: u32, end: u32) -> u32 {
        let words = Span::new(start, end).of(self.text);
        let Some((at, _)) = words.char_indices().next_back() else { return end };
        let last = start + u32::try_from(at).expect("within the text");
        let prefix = self.language.title_prefix.get(&words[at..]);
        let deputy = prefix.is_some_and(|entry| entry.field("kind") == Some("deputy"));
        let title = self.language.title.longest_at(self.text, last);
        let holds = deputy && title.is_some_and(|(stop, _)| stop > end);
        if holds && words[..at].chars().count() >= 2 { last } else { end }
    }

    /// Where within an unknown word a title begins that ends behind it.
    pub(super) fn closes_inside(&self, token: &Token) -> Option<u32> {
        let starts = token.span.of(self.text).char_indices().skip(1);
        let mut starts =
            starts.map(|(at, _)| token.span.start + u32::try_from(at).expect("within the text"));
        starts.find(|&at| {
            let title = self.language.title.longest_at(self.text, at);
            title.is_some_and(|(stop, _)| stop > token.span.end && self.is_token_end(stop))
        })
    }

    /// 盛岡市の内舘茂市長: behind its town the head of a town is told by name.
    pub(super) fn heads_named_town(&self, first: &Token, title: &Entry) -> bool {
        let names = self.language.names;
        let before = self.text[..first.span.start as usize].strip_suffix(names.genitive.as_str());
        let start = before.map_or(0, |before| before.len().saturating_sub(LONGEST_TOWN));
        let town = before.and_then(|before| before.get(start..));
        title.field("domain") == Some("regional")
            && town.is_some_and(|town| names.place_suffixes.end_behind_more(town))
    }

    /// 例山志文|・例都大教授: a joint begins here, and behind it one compound noun that closes with an office.
    pub(super) fn joins_office(&self, at: u32) -> bool {
        // 渡辺久信|現・港北監督
        let prefix = self.language.title_prefix.longest_at(self.text, at);
        let at = prefix.map_or(at, |(end, _)| end);
        let rest = Span::new(at, self.end).of(self.text);
        let Some(joint) = rest.chars().next().filter(|&it| is_joint(it)) else {
            return false;
        };
        let mut end = at + u32::try_from(joint.len_utf8()).expect("at most four");
        let written = |it: char| matches!(script(it), Script::Kanji | Script::Katakana);
        let inside = rest.chars().skip(1).take_while(|&it| written(it)).take(JOINED_OFFICE);
        let ends: Vec<u32> = inside
            .map(|it| {
                let start = end;
                end += u32::try_from(it.len_utf8()).expect("at most four");
                start
            })
            .collect();
        let title = |&from: &u32| {
            let title = self.language.title.longest_at(self.text, from);
            title.is_some_and(|(stop, _)| stop == end && self.is_token_end(stop))
        };
        ends.iter().skip(1).any(title)
    }

    /// 村上世彰|氏: three kanji or more before an honorific that only persons have, whatever the dictionary makes of
    /// them, where the last of its words is a given name.
    pub(super) fn before_plain_honorific(&self, position: usize) -> Option<u32> {
        let first = &self.tokens[position];
        let before = self.text[..first.span.start as usize].chars().next_back().map(script);
        let word = first.known && !matches!(first.pos, Pos::Name(_));
        let long = word && first.span.of(self.text).chars().count() >= 2;
        let adverb = matches!(first.pos, Pos::AdverbialNoun | Pos::FormalNoun | Pos::Pronoun);
        if !self.is_free(first) || before == Some(Script::Latin) || long || adverb {
            return None;
        }
        let run = self.tokens[position..].iter().take(GIVEN_NAME);
        let mut length = 0;
        let mut end = first.span.start;
        for token in run {
            let words = token.span.of(self.text);
            length += words.chars().count();
            if token.span.start != end || !is_kanji(words) || length > LONGEST_NATIVE {
                return None;
            }
            end = token.span.end;
            // この後|三木氏: a family name begins the name.
            if token.span.start > first.span.start && is_family(token) {
                return None;
            }
            let given = length >= 3 && is_given(token) && token.span.start > first.span.start;
            let rest = &self.text[end as usize..];
            if !given || self.language.beginnings.at(rest) & CLOSING == 0 {
                continue;
            }
            let honorific = self.language.honorific.longest_at(self.text, end);
            let plain = honorific.is_some_and(|(_, entry)| {
                entry.field("kind") == Some("legal")
                    || entry.field("kind") == Some("polite") && is_kanji(entry.form())
            });
            if plain && self.honorific_at(end).is_some() {
                return Some(end);
            }
        }
        None
    }

    /// 末弘陽一|裁判長: three kanji or more that are no words together, right before a title that persons alone have.
    pub(super) fn before_personal_title(&self, position: usize) -> Option<u32> {
        let first = &self.tokens[position];
        let head = first.span.of(self.text);
        let names = self.language.names;
        let other = || self.language.title_prefix.get(head).is_some() || head == names.same;
        if !self.is_free(first) {
            return None;
        }
        let mut length = 0;
        let mut end = first.span.start;
        for token in &self.tokens[position..] {
            let words = token.span.of(self.text);
            let count = words.chars().count();
            let place = matches!(token.pos, Pos::Name(NameKind::Place)) && count <= 3;
            let unlisted = place && self.language.place.get(words).is_none();
            let single = count == 1
                && !matches!(
                    token.pos,
                    Pos::Counter | Pos::NameSuffix | Pos::Name(NameKind::Country)
                );
            let fits = single || is_personal(token) || !token.known || unlisted;
            let late_family = token.span.start > first.span.start && is_family(token);
            if token.span.start != end || !is_kanji(words) || !fits || late_family {
                return None;
            }
            length += count;
            end = token.span.end;
            if length > LONGEST_NATIVE {
                return None;
            }
            if length >= 3 && self.is_personal_title(end, is_given(token)) {
                return (!other()).then_some(end);
            }
        }
        None
    }

    /// Whether a title begins here, with or without a prefix, before which nothing but a name stands in one compound
    /// with it; behind a given name more titles are such.
    fn is_personal_title(&self, at: u32, given: bool) -> bool {
        if self.language.beginnings.at(&self.text[at as usize..]) & CLOSING == 0 {
            return false;
        }
        let title = |at: u32| {
            let title = self.language.title.longest_at(self.text, at);
            title.is_some_and(|(stop, entry)| {
                let fits = match entry.field("level") {
                    Some("judiciary") => true,
                    Some("business" | "academic") => given,
                    _ => false,
                };
                fits && self.is_token_end(stop)
            })
        };
        let prefix = self.language.title_prefix.longest_at(self.text, at);
        title(at) || prefix.is_some_and(|(end, _)| title(end))
    }
}

fn is_family(token: &Token) -> bool {
    token.pos == Pos::Name(NameKind::Family)
}

fn is_given(token: &Token) -> bool {
    token.pos == Pos::Name(NameKind::Given)
}
