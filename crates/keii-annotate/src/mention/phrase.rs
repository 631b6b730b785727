//! Persons and the bodies they act for: the grammar of naming phrases over [`Atom`]s.
//!
//! A phrase is, with everything in brackets optional,
//! `[owner の] name [(remark)] [前] [owner] title… [氏]`, `[owner の] [前] title… [の] name [氏]`,
//! `name 氏`, `name・name 両氏`, `name (owner title)`, or a title alone.

use keii_model::{EntityType, Span};
use keii_syntax::Token;

use super::atom::{Atom, AtomKind};
use super::listed::honours_one;
use super::office::Titles;
use super::owner::Countries;
use super::shape::{Script, is_joint, script};
use super::{Naming, TitlePhrase};
use crate::draft::MentionForm;
use crate::language::Language;

/// Reads the pieces of one sentence.
pub(super) struct Reader<'a, 'p> {
    pub(super) text: &'a str,
    pub(super) sentence: usize,
    pub(super) tokens: &'a [Token],
    pub(super) atoms: &'a [Atom<'p>],
    /// What stands inside each remark, in order of the remarks.
    pub(super) remarks: &'a [(Span, Vec<Atom<'p>>)],
    pub(super) language: &'a Language<'p>,
    pub(super) countries: &'a Countries<'p>,
}

/// A name by its shape.
pub(super) struct Name {
    pub(super) span: Span,
    /// Position behind it.
    pub(super) after: usize,
    /// It has several parts, or the dictionary knows both of them.
    pub(super) full: bool,
}

impl<'p> Reader<'_, 'p> {
    /// Reads all naming phrases.
    pub(super) fn read(&self, namings: &mut Vec<Naming>) {
        let mut at = 0;
        while at < self.atoms.len() {
            self.owner(at, namings);
            at = self.person(at, namings).unwrap_or(at + 1);
        }
    }

    pub(super) fn kind(&self, at: usize) -> Option<AtomKind> {
        self.atoms.get(at).map(|atom| atom.kind)
    }

    /// A person that is named from this position on. Returns the position behind the phrase.
    fn person(&self, at: usize, namings: &mut Vec<Naming>) -> Option<usize> {
        let (owners, behind) = self.owners(at);
        let mut start = behind;
        if !owners.is_empty() {
            start += usize::from(self.kind(start) == Some(AtomKind::Remark));
            let joins = matches!(self.kind(start), Some(AtomKind::Genitive | AtomKind::Joint));
            start += usize::from(joins);
        }
        if let Some(end) = self.read_at(start, &owners, start == behind, namings) {
            // Of several owners in a row each is named itself.
            for inner in at + 1..behind {
                self.owner(inner, namings);
            }
            return Some(end);
        }
        (start > at).then(|| self.read_at(at, &[], true, namings)).flatten()
    }

    fn read_at(
        &self,
        at: usize,
        owners: &[Atom<'p>],
        glued: bool,
        namings: &mut Vec<Naming>,
    ) -> Option<usize> {
        self.several(at, namings)
            .or_else(|| self.name_first(at, owners, namings))
            .or_else(|| self.title_first(at, owners, glued, namings))
            .or_else(|| self.same(at, namings))
    }

    /// `name [(remark)] [・] [前] [owner] title… [氏]` or `name 氏`, or a name by its shape alone.
    fn name_first(
        &self,
        at: usize,
        owners: &[Atom<'p>],
        namings: &mut Vec<Naming>,
    ) -> Option<usize> {
        let name = self.name(at)?;
        let mut next = name.after;
        if self.kind(next) == Some(AtomKind::Remark) && self.remark_offices(next).is_empty() {
            next += 1;
        }
        let plain = next;
        let joined = matches!(self.kind(next), Some(AtomKind::Joint));
        next += usize::from(joined);
        let prefix = self.kind(next) == Some(AtomKind::Prefix);
        let (inner, behind) = self.owners(next + usize::from(prefix));
        let office_at = if inner.is_empty() { next } else { behind };
        if let Some(titles) = self.titles(office_at)
            && self.may_hold(at, &name, &titles, &inner, joined || prefix || plain > name.after)
        {
            let end = self.behind_honorific(titles.next);
            let own = if inner.is_empty() { owners } else { &inner };
            let phrase = self.phrase(name.span, owners, end);
            let mut office = self.office(&titles, own, !inner.is_empty());
            if prefix && !inner.is_empty() {
                office.title.insert_str(0, self.atoms[next].span.of(self.text));
                office.core = office.title.clone();
            }
            namings.push(self.naming(name.span, phrase, vec![office], "mention.name-title"));
            for position in behind - inner.len()..behind {
                self.owner(position, namings);
            }
            return Some(end);
        }
        let glued_before = self.is_glued(at);
        if self.honorific(plain).is_some_and(|entry| entry != "plural") {
            let phrase = self.phrase(name.span, owners, plain + 1);
            namings.push(self.naming(name.span, phrase, Vec::new(), "mention.name-honorific"));
            return Some(plain + 1);
        }
        let offices = self.remark_offices(name.after);
        let known = name.full && !self.is_common(name.span) && !glued_before;
        if known && !offices.is_empty() {
            let phrase = self.phrase(name.span, owners, name.after + 1);
            namings.push(self.naming(name.span, phrase, offices, "mention.name-remark"));
            return Some(name.after + 1);
        }
        if known && self.has_given_name(at, &name) && !self.is_compound(name.after) {
            let phrase = self.phrase(name.span, owners, name.after);
            namings.push(self.naming(name.span, phrase, Vec::new(), "mention.name-shape"));
            return Some(name.after);
        }
        if !glued_before && owners.is_empty() && self.is_lone_name(at, &name) {
            namings.push(self.naming(name.span, name.span, Vec::new(), "mention.name-dictionary"));
            return Some(name.after);
        }
        None
    }

    /// Whether one word is a personal name of the dictionary and stands alone before a function word.
    fn is_lone_name(&self, at: usize, name: &Name) -> bool {
        let from = self.tokens.partition_point(|token| token.span.end <= name.span.start);
        let token = self.tokens.get(from).filter(|token| token.span == name.span);
        let behind = self.atoms.get(name.after).map_or("", |atom| atom.span.of(self.text));
        let free = at.checked_sub(1).is_none_or(|before| {
            let atom = &self.atoms[before];
            matches!(atom.kind, AtomKind::Other | AtomKind::Space)
        });
        token.is_some_and(super::native::is_personal)
            && name.span.of(self.text).chars().count() >= 2
            && free
            && self.language.names.topics.iter().any(|word| word == behind)
    }

    /// Whether a name and the titles behind it are one phrase: シアタージャパン俳優部 and サッカー日本代表
    /// are none.
    fn may_hold(
        &self,
        at: usize,
        name: &Name,
        titles: &Titles<'_>,
        inner: &[Atom<'_>],
        apart: bool,
    ) -> bool {
        let native = self.kind(at) == Some(AtomKind::Native);
        let level = titles.last.field("level");
        let office = matches!(titles.alone(), Some("yes" | "owner")) || level == Some("legislator");
        let leader = matches!(level, Some("head-of-state" | "head-of-government" | "minister"));
        let body = self.language.names.organization_suffixes.iter().any(|suffix| {
            name.span.of(self.text).ends_with(suffix.as_str())
        });
        let common = !name.full && (self.is_thing(name.span) || (self.is_common(name.span) && !leader));
        let modified = titles.modifier.is_some() && !name.full;
        !(!native && (common || body || modified || (self.is_glued(at) && !name.full)))
            && (inner.is_empty() || apart || office)
    }

    /// `[前] title… [remark] [の] name 氏`, or the title alone.
    fn title_first(
        &self,
        at: usize,
        owners: &[Atom<'p>],
        glued: bool,
        namings: &mut Vec<Naming>,
    ) -> Option<usize> {
        let titles = self.titles(at)?;
        let mut office = self.office(&titles, owners, glued);
        let mut next = titles.next;
        // 大統領の経済特使: an office under another.
        if self.kind(next) == Some(AtomKind::Genitive)
            && let Some(under) = self.titles(next + 1)
            && self.name(under.next).is_some_and(|name| name.full)
        {
            self.role_alone(&titles, owners, glued, namings);
            let whole = titles.span.join(under.span);
            office.title = whole.of(self.text).to_owned();
            office.core = office.title.clone();
            office.level = under.last.field("level").map(str::to_owned);
            next = under.next;
        }
        next += usize::from(self.kind(next) == Some(AtomKind::Remark));
        let joined = matches!(self.kind(next), Some(AtomKind::Genitive | AtomKind::Joint));
        if let Some(name) = self.name(next + usize::from(joined)) {
            let remark = self.kind(name.after) == Some(AtomKind::Remark);
            let honoured = self.honorific(name.after + usize::from(remark)).is_some();
            let genitive = self.kind(next) == Some(AtomKind::Genitive);
            // Without 氏 a name behind の is a guess: 大統領のスピーチ.
            let given = name.full && self.has_given_name(next + usize::from(joined), &name);
            if honoured || given || (name.full && !genitive && !self.is_common(name.span)) {
                let end = if honoured { name.after + 1 + usize::from(remark) } else { name.after };
                let phrase = self.phrase(titles.span, owners, end);
                let mut offices = vec![office];
                offices.extend(self.remark_offices(name.after));
                namings.push(self.naming(name.span, phrase, offices, "mention.title-name"));
                return Some(end);
            }
        }
        self.role_alone(&titles, owners, glued, namings);
        Some(titles.next)
    }

    /// 外務次官は, ロシア大統領は: somebody named by office only; ロシア高官: some of a group.
    fn role_alone(
        &self,
        titles: &Titles<'_>,
        owners: &[Atom<'p>],
        glued: bool,
        namings: &mut Vec<Naming>,
    ) {
        let owned = owners.last().is_some_and(|owner| glued || owner.kind != AtomKind::Place);
        let stands = match titles.alone() {
            Some("yes") => true,
            Some("owner" | "group") => owned,
            _ => false,
        };
        let modified = titles.modifier.is_some_and(|modifier| !self.has_remit(modifier));
        // Inside a longer compound a title names no one: 大統領選, 首相官邸, 知事会.
        let before = owners.is_empty() && self.is_glued(titles.first);
        if !stands || modified || before || self.is_compound(titles.next) {
            return;
        }
        let behind = &self.text[self.atoms[titles.next - 1].span.end as usize..];
        let starts = |words: &[String]| words.iter().any(|word| behind.starts_with(word.as_str()));
        if starts(&self.language.names.predicative) || self.is_shared(titles.first, owners) {
            return;
        }
        let first = self.posting(owners).or(owners.first().map(|owner| owner.span));
        let span = first.map_or(titles.span, |first| first.join(titles.span));
        let office = self.office(titles, owners, glued);
        let mut naming = self.naming(span, span, vec![office], "mention.role-only");
        naming.form = MentionForm::Role;
        naming.vague = owners.is_empty() && !starts(&self.language.names.acting);
        if titles.alone() == Some("group") {
            naming.form = MentionForm::Group;
            naming.kind = EntityType::Group;
            let owner = owners.iter().map(|owner| owner.span.of(self.text));
            naming.name = owner.chain([titles.span.of(self.text)]).collect();
        }
        namings.push(naming);
    }

    /// 両国の大統領: an office of several at once.
    fn is_shared(&self, at: usize, owners: &[Atom<'_>]) -> bool {
        owners.is_empty()
            && at >= 2
            && self.kind(at - 1) == Some(AtomKind::Genitive)
            && self.kind(at - 2) == Some(AtomKind::Group)
    }

    /// 同氏, 同首相: the one just named.
    fn same(&self, at: usize, namings: &mut Vec<Naming>) -> Option<usize> {
        if self.kind(at) != Some(AtomKind::Same) {
            return None;
        }
        let (offices, next) = match self.titles(at + 1) {
            Some(titles) => (vec![self.office(&titles, &[], false)], titles.next),
            None if self.honorific(at + 1).is_some() => (Vec::new(), at + 2),
            None => return None,
        };
        let span = self.atoms[at].span.join(self.atoms[next - 1].span);
        let mut naming = self.naming(span, span, offices, "mention.same");
        naming.form = MentionForm::Role;
        naming.vague = true;
        namings.push(naming);
        Some(next)
    }

    /// The kind of an honorific at this position.
    pub(super) fn honorific(&self, at: usize) -> Option<&str> {
        let atom = self.atoms.get(at).filter(|atom| atom.kind == AtomKind::Honorific)?;
        let entry = atom.entry?;
        Some(if honours_one(entry) { "one" } else { entry.field("kind").unwrap_or_default() })
    }

    fn behind_honorific(&self, at: usize) -> usize {
        at + usize::from(self.kind(at) == Some(AtomKind::Honorific))
    }

    /// Whether a noun is glued to the front of what stands here.
    pub(super) fn is_glued(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.kind(before));
        matches!(before, Some(AtomKind::Noun | AtomKind::Foreign | AtomKind::Native))
    }

    /// Whether a noun goes on behind what ended here.
    fn is_compound(&self, at: usize) -> bool {
        matches!(
            self.kind(at),
            Some(
                AtomKind::Noun
                    | AtomKind::Native
                    | AtomKind::Foreign
                    | AtomKind::Group
                    | AtomKind::Organization
                    | AtomKind::Joint
            )
        )
    }

    /// The offices that a remark states: (X大学教授).
    pub(super) fn remark_offices(&self, at: usize) -> Vec<TitlePhrase> {
        let Some(atom) = self.atoms.get(at).filter(|atom| atom.kind == AtomKind::Remark) else {
            return Vec::new();
        };
        self.inside(atom, |inside| inside.offices(0))
    }

    fn phrase(&self, first: Span, owners: &[Atom<'_>], end: usize) -> Span {
        let last = self.atoms[end - 1].span;
        owners.first().map_or(first, |owner| owner.span.join(first)).join(last)
    }

    pub(super) fn naming(
        &self,
        name: Span,
        phrase: Span,
        titles: Vec<TitlePhrase>,
        step: &str,
    ) -> Naming {
        Naming { phrase, titles, ..Naming::person(name, self.text, self.sentence, step) }
    }

    /// Whether the first part of a name in katakana or Latin letters, or both parts of one in kanji,
    /// are names of the dictionary.
    fn has_given_name(&self, at: usize, name: &Name) -> bool {
        let from = self.tokens.partition_point(|token| token.span.end <= name.span.start);
        let personal = super::native::is_personal;
        match self.kind(at) {
            Some(AtomKind::Native) => {
                let inside = self.tokens[from..].iter();
                let count = inside.take_while(|it| it.span.start < name.span.end && personal(it)).count();
                count == 2 && self.tokens[from + 1].span.end == name.span.end
            }
            _ => self.tokens.get(from).is_some_and(|token| {
                let part = self.text[token.span.end as usize..].chars().next();
                personal(token) && part.is_some_and(|it| is_joint(it) || it == ' ')
            }),
        }
    }

    /// A person's name at this position: a run with its joints, or kanji.
    pub(super) fn name(&self, at: usize) -> Option<Name> {
        let atom = self.atoms.get(at)?;
        if atom.kind == AtomKind::Native {
            let full = atom.span.of(self.text).chars().count() >= 3;
            return Some(Name { span: atom.span, after: at + 1, full });
        }
        if atom.kind != AtomKind::Foreign {
            return None;
        }
        let latin = script_at(self.text, atom.span) == Script::Latin;
        let mut span = atom.span;
        let mut next = at + 1;
        while let Some(after) = self.next_part(next, latin) {
            span = span.join(self.atoms[after - 1].span);
            next = after;
        }
        let words = span.of(self.text);
        // A single letter or an acronym is no name.
        let acronym = latin && words.chars().all(|it| it.is_uppercase() || !it.is_alphabetic());
        let lower = latin && words.chars().next().is_some_and(char::is_lowercase);
        let fits = words.chars().count() >= 2 && !acronym && !lower;
        fits.then_some(Name { span, after: next, full: next > at + 1 })
    }

    /// The position behind a joint, or a space between Latin words, and one more part of a name.
    fn next_part(&self, at: usize, latin: bool) -> Option<usize> {
        let joins = self.kind(at) == Some(AtomKind::Joint)
            || (latin && self.kind(at) == Some(AtomKind::Space));
        let part = self.atoms.get(at + 1).filter(|_| joins)?;
        let same = (script_at(self.text, part.span) == Script::Latin) == latin;
        let surname = matches!(part.kind, AtomKind::Place | AtomKind::Country)
            && script_at(self.text, part.span) == Script::Katakana
            && self.honorific(at + 2).is_some();
        ((part.kind == AtomKind::Foreign && same) || surname).then_some(at + 2)
    }
}

fn script_at(text: &str, span: Span) -> Script {
    span.of(text).chars().next().map_or(Script::Other, script)
}
