//! Chinese and Korean names in kanji, which the dictionary cuts into words: by the family names of a list,
//! of which there are few, and a title, an honorific or a reading behind.

use keii_syntax::{NameKind, Pos, Token};

use super::Naming;
use super::atom::Scanner;
use super::shape::{Script, script};
use crate::language::Language;
use crate::page::Page;

/// The longest given name, in characters.
const GIVEN: usize = 2;

/// Whether a name of two characters is a family name with a given name (李強, but not 高市, which
/// the dictionary has for a family name).
pub(super) fn is_whole(naming: &Naming, page: &Page<'_>, language: &Language<'_>) -> bool {
    let mut characters = naming.name.chars();
    let (Some(first), Some(second), None) =
        (characters.next(), characters.next(), characters.next())
    else {
        return false;
    };
    if !language.names.sinitic_surnames.hold(first) || script(second) != Script::Kanji {
        return false;
    }
    let tokens = &page.syntax[naming.sentence].tokens;
    let from = tokens.partition_point(|token| token.span.end <= naming.span.start);
    tokens
        .get(from)
        .is_none_or(|token| token.span != naming.span || token.pos != Pos::Name(NameKind::Family))
}

/// The longest field before a title, in characters.
const FIELD: usize = 8;

impl Scanner<'_, '_> {
    /// The end of a name that begins with the token at `position` (何立峰副首相, 何副首相, 習氏).
    pub(super) fn sinitic(&self, position: usize) -> Option<u32> {
        let first = &self.tokens[position];
        let start = first.span.start;
        let rest = &self.text[start as usize..self.end as usize];
        let names = self.language.names;
        let mut ends = rest.char_indices().map(|(at, it)| at + it.len_utf8());
        let (one, two) = (ends.next()?, ends.next());
        let double = two.filter(|&two| names.sinitic_double_surnames.hold(&rest[..two]));
        let single = rest.chars().next().filter(|&it| names.sinitic_surnames.hold(it));
        let surname = double.or(single.map(|_| one))?;
        if !self.may_follow(position) {
            return None;
        }
        let family = start + u32::try_from(surname).expect("within the text");
        if self.closes_family(first, family) {
            return Some(family);
        }
        let mut at = family;
        for character in rest[surname..].chars().take(GIVEN) {
            if script(character) != Script::Kanji {
                return None;
            }
            at += u32::try_from(character.len_utf8()).expect("at most four");
            // A word of the dictionary is none: 高校|教諭, 金融|長官.
            let word = first.known && first.span.end >= at && !super::native::is_personal(first);
            // 李在|明前|代表: the dictionary may take the word for an earlier office into the name.
            let former = self.is_before_former(at) || self.is_before_field(at);
            let boundary = self.is_token_end(at) || former;
            let read = || self.is_reading(at) || self.is_foreign_reading(at);
            if !word && boundary && (former || self.closes(at) || read()) {
                return Some(at);
            }
        }
        None
    }

    /// Whether a word for an earlier office and a title begin here.
    fn is_before_former(&self, at: u32) -> bool {
        let language = self.language;
        let Some((start, _)) = language.title_prefix.longest_at(self.text, at) else {
            return false;
        };
        // 前|雇用労働|相: the title may have its field before it.
        let rest = &self.text[start as usize..self.end as usize];
        let field =
            rest.char_indices().take(FIELD).take_while(|(_, it)| script(*it) == Script::Kanji);
        let mut starts = field.map(|(at, _)| start + u32::try_from(at).expect("within the text"));
        starts.any(|it| {
            let title = language.title.longest_at(self.text, it);
            title.is_some_and(|(end, _)| self.is_token_end(end))
        })
    }

    /// 劉勁松|アジア|局長: whether the name of a part of the world begins here that tells of what a title is.
    fn is_before_field(&self, at: u32) -> bool {
        let place = |token: &&Token| {
            let kanji = token.span.of(self.text).chars().any(|it| script(it) == Script::Kanji);
            matches!(token.pos, Pos::Name(NameKind::Place | NameKind::Country)) && !kanji
        };
        let Some(field) = self.token_at(at).filter(place) else { return false };
        let title = self.language.title.longest_at(self.text, field.span.end);
        title.is_some_and(|(end, _)| self.is_token_end(end))
    }

    /// Whether a family name alone is closed by an honorific, or by a title that is a word of its own.
    fn closes_family(&self, first: &Token, family: u32) -> bool {
        let own = first.span.end == family;
        if self.honorific_at(family).is_some() {
            return own || !first.known;
        }
        own && self.token_at(family).is_some() && self.closes(family)
    }

    /// Behind other kanji a name begins only when those are a country.
    fn may_follow(&self, position: usize) -> bool {
        let first = &self.tokens[position];
        let before = self.text[..first.span.start as usize].chars().next_back().map(script);
        let country = position
            .checked_sub(1)
            .is_some_and(|before| matches!(self.tokens[before].pos, Pos::Name(NameKind::Country)));
        country || !matches!(before, Some(Script::Kanji | Script::Digit))
    }
}
