//! Names by their shape: runs of katakana or Latin letters with joints, and kanji.

use keii_model::Span;
use keii_syntax::Token;

use super::atom::AtomKind;
use super::native::is_personal;
use super::phrase::Reader;
use super::shape::{Script, is_joint, script};

/// The most parts that a name has.
const PARTS: usize = 8;

/// A name by its shape.
#[derive(Clone, Copy)]
pub(super) struct Name {
    pub(super) span: Span,
    /// Position behind it.
    pub(super) after: usize,
    /// It has several parts, or the dictionary knows both of them.
    pub(super) full: bool,
    /// It is a ruler's: レオ14世.
    pub(super) regnal: bool,
}

impl Reader<'_, '_> {
    /// A person's name at this position: a run with its joints, or kanji.
    pub(super) fn name(&self, at: usize) -> Option<Name> {
        let atom = self.atoms.get(at)?;
        if atom.kind == AtomKind::Native {
            let length = atom.span.of(self.text).chars().count();
            // One character behind a noun is the rest of a name that the dictionary cut wrongly.
            if length == 1 && self.is_glued(at) {
                return None;
            }
            let full = length >= 3;
            return Some(Name { span: atom.span, after: at + 1, full, regnal: false });
        }
        if atom.kind != AtomKind::Foreign {
            return None;
        }
        // J・P・モリーナ: the letters of given names.
        let initial = atom.span.len() == 1 && self.kind(at + 1) == Some(AtomKind::Joint);
        let latin = script_at(self.text, atom.span) == Script::Latin && !initial;
        let mut span = atom.span;
        let mut next = at + 1;
        let end = at + 2 * PARTS;
        while next < end
            && let Some(after) = self.next_part(next, latin)
        {
            span = span.join(self.atoms[after - 1].span);
            next = after;
        }
        let words = span.of(self.text);
        // A single letter or an acronym is no name.
        let acronym = latin && words.chars().all(|it| it.is_uppercase() || !it.is_alphabetic());
        let lower = latin && words.chars().next().is_some_and(char::is_lowercase);
        let fits = words.chars().count() >= 2 && !acronym && !lower;
        let full = next > at + 1;
        if let Some(whole) = self.regnal(span) {
            let after = self.atoms.partition_point(|atom| atom.span.start < whole.end);
            // 世界 and 世帯 are other words.
            let ends = self.atoms[after - 1].span.end == whole.end;
            return ends.then_some(Name { span: whole, after, full: true, regnal: true });
        }
        fits.then_some(Name { span, after: next, full, regnal: false })
    }

    /// A name with the number that tells rulers of one name apart.
    fn regnal(&self, name: Span) -> Option<Span> {
        let rest = &self.text[name.end as usize..];
        let digits = rest.find(|it| script(it) != Script::Digit).filter(|&length| length > 0)?;
        let word = &self.language.names.regnal;
        let length = digits + rest[digits..].starts_with(word.as_str()).then_some(word.len())?;
        Some(Span::new(name.start, name.end + u32::try_from(length).expect("within the text")))
    }

    /// The position behind a joint, or a space between Latin words, and one more part of a name.
    fn next_part(&self, at: usize, latin: bool) -> Option<usize> {
        let joins = self.kind(at) == Some(AtomKind::Joint)
            || (latin && self.kind(at) == Some(AtomKind::Space));
        let part = self.atoms.get(at + 1).filter(|_| joins)?;
        // エドガー・D・X: the letter of a middle name.
        let letter = part.span.len() == 1 && self.kind(at + 2) == Some(AtomKind::Joint);
        let same = (script_at(self.text, part.span) == Script::Latin) == latin || letter;
        let surname = matches!(part.kind, AtomKind::Place | AtomKind::Country)
            && script_at(self.text, part.span) == Script::Katakana
            && self.honorific(at + 2).is_some();
        ((part.kind == AtomKind::Foreign && same) || surname).then_some(at + 2)
    }

    /// Whether one word is a personal name of the dictionary and stands alone before a function word.
    pub(super) fn is_lone_name(&self, at: usize, name: &Name) -> bool {
        let from = self.tokens.partition_point(|token| token.span.end <= name.span.start);
        let token = self.tokens.get(from).filter(|token| token.span == name.span);
        let behind = self.atoms.get(name.after).map_or("", |atom| atom.span.of(self.text));
        let free = at.checked_sub(1).is_none_or(|before| {
            let atom = &self.atoms[before];
            matches!(atom.kind, AtomKind::Other | AtomKind::Space)
        });
        // 利根川: the dictionary lists rivers and mountains as family names.
        let place = &self.language.names.place_suffixes;
        let words = name.span.of(self.text);
        let placed = words.chars().count() >= 3 && place.end(words);
        // 正義と平等: a word among others.
        let listed = behind == self.language.names.coordinates
            && self.kind(name.after + 1) != Some(AtomKind::Native);
        token.is_some_and(is_personal)
            && !placed
            && !listed
            && name.span.of(self.text).chars().count() >= 2
            && free
            && self.language.names.topics.iter().any(|word| word == behind)
    }

    /// Whether the first part of a name in katakana or Latin letters, or both parts of one in kanji,
    /// are names of the dictionary.
    pub(super) fn has_given_name(&self, at: usize, name: &Name) -> bool {
        let from = self.tokens.partition_point(|token| token.span.end <= name.span.start);
        match self.kind(at) {
            Some(AtomKind::Native) => {
                let inside = self.tokens[from..].iter();
                let count = inside
                    .take_while(|it| it.span.start < name.span.end && is_personal(it))
                    .count();
                count == 2 && self.tokens[from + 1].span.end == name.span.end
            }
            _ => {
                let inside = self.tokens[from..].iter();
                let inside = inside.take_while(|it| it.span.start < name.span.end);
                let begins = |it: &Token| it.span.start == name.span.start;
                inside.into_iter().any(|it| {
                    let part = self.text[it.span.end as usize..].chars().next();
                    let given = begins(it) && part.is_some_and(|it| is_joint(it) || it == ' ');
                    is_personal(it) && (given || it.span.end == name.span.end)
                })
            }
        }
    }
}

fn script_at(text: &str, span: Span) -> Script {
    span.of(text).chars().next().map_or(Script::Other, script)
}
