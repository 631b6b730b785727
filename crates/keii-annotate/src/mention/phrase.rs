//! Persons and the bodies they act for: the grammar of naming phrases over [`Atom`]s.
//!
//! A phrase is, with everything in brackets optional,
//! `[owner の] name [(remark)] [前] [owner] title… [氏]`, `[owner の] [前] title… [の] name [氏]`,
//! `name 氏`, `name・name 両氏`, `name (owner title)`, or a title alone.

use keii_model::Span;
use keii_syntax::{Guess, GuessKind, Token};

use super::atom::{Atom, AtomKind};
use super::listed::honours_one;
use super::name::Name;
use super::office::Titles;
use super::register::Register;
use super::shape::is_joint;
use super::{Naming, TitlePhrase};
use crate::draft::MentionForm;
use crate::language::Language;

/// What stands around a name besides its title.
#[derive(Clone, Copy)]
struct Company {
    /// A joint, a prefix or a remark parts the name from the title.
    apart: bool,
    /// A country or body with の stands before the name.
    told: bool,
}

/// Reads the pieces of one sentence.
pub(super) struct Reader<'a, 'p> {
    pub(super) text: &'a str,
    pub(super) sentence: usize,
    pub(super) tokens: &'a [Token],
    /// What the model of names makes of the sentence.
    pub(super) guesses: &'a [Guess],
    pub(super) atoms: &'a [Atom<'p>],
    /// What stands inside each remark, in order of the remarks.
    pub(super) remarks: &'a [(Span, Vec<Atom<'p>>)],
    pub(super) language: &'a Language<'p>,
    /// The bodies of the document by all their forms.
    pub(super) register: &'a Register,
}

impl<'p> Reader<'_, 'p> {
    /// Reads all naming phrases.
    pub(super) fn read(&self, namings: &mut Vec<Naming>) {
        let mut at = 0;
        while at < self.atoms.len() {
            self.owner(at, namings);
            let found = self.person(at, namings);
            if found.is_none() && self.kind(at) == Some(AtomKind::Remark) {
                self.in_remark(at, namings);
            }
            let end = found.unwrap_or(at + 1);
            for inner in at..end {
                self.body_in_title(inner, namings);
                if inner > at && self.kind(inner) == Some(AtomKind::Remark) {
                    self.owner(inner, namings);
                }
            }
            at = end;
        }
    }

    pub(super) fn kind(&self, at: usize) -> Option<AtomKind> {
        self.atoms.get(at).map(|atom| atom.kind)
    }

    /// A person that is named from this position on. Returns the position behind the phrase.
    pub(super) fn person(&self, at: usize, namings: &mut Vec<Naming>) -> Option<usize> {
        if !self.kind(at).is_some_and(AtomKind::begins_person) {
            return None;
        }
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
        let mut plain = name.after;
        if self.kind(plain) == Some(AtomKind::Remark) && self.remark_offices(plain).is_empty() {
            plain += 1;
        }
        if let Some(end) = self.with_office(at, &name, plain, owners, namings) {
            return Some(end);
        }
        let (offices, end, step) = self.company(at, &name, plain, owners.is_empty())?;
        let phrase = self.phrase(name.span, owners, end);
        namings.push(self.naming(name.span, phrase, offices, step));
        Some(end)
    }

    /// A name with the office behind it.
    fn with_office(
        &self,
        at: usize,
        name: &Name,
        plain: usize,
        owners: &[Atom<'p>],
        namings: &mut Vec<Naming>,
    ) -> Option<usize> {
        let joined = self.kind(plain) == Some(AtomKind::Joint);
        let posted = self.is_posted(plain + usize::from(joined));
        let next = plain + usize::from(joined) + usize::from(posted);
        let prefix = self.kind(next) == Some(AtomKind::Prefix);
        let (inner, behind) = self.owners(next + usize::from(prefix));
        // 通商代表部(USTR)代表: the short form of the body.
        let short = self.kind(behind) == Some(AtomKind::Remark)
            && !inner.is_empty()
            && self.remark_offices(behind).is_empty();
        let office = behind + usize::from(short);
        let titles = self.titles(if inner.is_empty() { next } else { office })?;
        let (name, titles) = &self.with_rest_of_name(name, titles);
        let apart = joined || posted || prefix || plain > name.after;
        let told = !owners.is_empty() && self.kind(at - 1) == Some(AtomKind::Genitive);
        if !self.may_hold(at, name, titles, &inner, Company { apart, told }) {
            return None;
        }
        let end = self.behind_honorific(titles.next);
        let own = if inner.is_empty() { owners } else { &inner };
        let phrase = self.phrase(name.span, owners, end);
        let name = &Name { span: self.without_place(name, titles), ..*name };
        let mut office = self.office(titles, own, !inner.is_empty());
        if prefix && !inner.is_empty() {
            office.title.insert_str(0, self.atoms[next].span.of(self.text));
            office.core = office.title.clone();
        }
        let mut offices = vec![office];
        let also = self.also(titles.next, owners, &mut offices);
        let end = also.map_or(end, |next| self.behind_honorific(next));
        let phrase = if also.is_some() { self.phrase(name.span, owners, end) } else { phrase };
        namings.push(self.naming(name.span, phrase, offices, "mention.name-title"));
        for position in behind - inner.len()..behind {
            self.owner(position, namings);
        }
        Some(end)
    }

    /// What besides an office shows that a name is a person's: an honorific, a remark with offices,
    /// or the dictionary. With the offices, the position behind it all, and the step.
    fn company(
        &self,
        at: usize,
        name: &Name,
        plain: usize,
        unowned: bool,
    ) -> Option<(Vec<TitlePhrase>, usize, &'static str)> {
        if self.honorific(plain).is_some_and(|kind| kind != "plural") {
            return Some((Vec::new(), plain + 1, "mention.name-honorific"));
        }
        if self.is_glued(at) {
            return None;
        }
        if name.regnal {
            return Some((Vec::new(), name.after, "mention.name-regnal"));
        }
        let thing = self.is_common(name.span) || self.is_thing(name.span);
        if !thing && self.leads_government(name.after) {
            return Some((Vec::new(), name.after, "mention.name-government"));
        }
        if name.full && !self.is_common(name.span) {
            let offices = self.remark_offices(name.after);
            if !offices.is_empty() {
                return Some((offices, name.after + 1, "mention.name-remark"));
            }
            if self.has_given_name(at, name) && !self.is_compound(name.after) {
                return Some((offices, name.after, "mention.name-shape"));
            }
        }
        let lone = unowned && self.is_lone_name(at, name);
        lone.then_some((Vec::new(), name.after, "mention.name-dictionary"))
    }

    /// A政権, A米政権: a government by the name of its head.
    fn leads_government(&self, at: usize) -> bool {
        let next = at + usize::from(self.kind(at) == Some(AtomKind::Country));
        self.atoms.get(next).is_some_and(|atom| {
            let words = atom.span.of(self.text);
            self.language.names.governments.iter().any(|word| word == words)
        })
    }

    /// Whether a name and the titles behind it are one phrase: シアタージャパン俳優部 and サッカー日本代表
    /// are none.
    fn may_hold(
        &self,
        at: usize,
        name: &Name,
        titles: &Titles<'_>,
        inner: &[Atom<'_>],
        company: Company,
    ) -> bool {
        let Company { apart, told } = company;
        let native = self.kind(at) == Some(AtomKind::Native);
        let level = titles.last.field("level");
        let office = matches!(titles.alone(), Some("yes" | "owner")) || level == Some("legislator");
        let leader = matches!(level, Some("head-of-state" | "head-of-government" | "minister"));
        let body = self.language.names.organization_suffixes.end(name.span.of(self.text));
        let known = self.is_thing(name.span) || self.is_common(name.span);
        let spoken_for = leader || (told && office);
        let common = !name.full && known && !spoken_for;
        // ケルンテン州知事の…: a place whose head is named behind it.
        let governed = !name.full && self.begins_with_place(titles) && self.introduces(titles);
        let modified = titles.modifier.is_some() && !name.full;
        // ライブドア社長: the model knows it for a company.
        let business = !name.full && level == Some("business");
        let company = business && (self.introduces(titles) || self.is_body(name.span));
        let thing =
            common || governed || body || modified || company || (self.is_glued(at) && !name.full);
        let body = inner.last().is_some_and(|owner| owner.kind == AtomKind::Organization);
        (native || !thing) && (inner.is_empty() || apart || office || body)
    }

    /// Whether the model of names takes the words for a body.
    fn is_body(&self, span: Span) -> bool {
        let at = self.guesses.partition_point(|guess| guess.span.start < span.start);
        let guess = self.guesses.get(at).filter(|guess| guess.span == span);
        guess.is_some_and(|guess| guess.kind == GuessKind::Organization)
    }

    /// 州知事, 市長: a title that begins with the noun for what its holder heads.
    fn begins_with_place(&self, titles: &Titles<'_>) -> bool {
        let words = titles.span.of(self.text);
        let first = words.chars().next().map_or("", |first| &words[..first.len_utf8()]);
        self.language.names.place_suffixes.hold(first)
    }

    /// A name of three parts or more before 州首相 ends with the place: ディーター・ベルク・チューリンゲン州首相.
    fn without_place(&self, name: &Name, titles: &Titles<'_>) -> Span {
        let words = name.span.of(self.text);
        let glued = self.atoms[titles.first].span.start == name.span.end;
        let parts = words.split(is_joint).count();
        if !glued || parts < 3 || !self.begins_with_place(titles) {
            return name.span;
        }
        let last = words.rfind(is_joint).map_or(words.len(), |at| at);
        Span::from_range(name.span.start as usize..name.span.start as usize + last)
    }

    /// Whether somebody else is named behind a title: A社長のB氏 is B of the company A.
    fn introduces(&self, titles: &Titles<'_>) -> bool {
        let next = titles.next;
        let joins = matches!(self.kind(next), Some(AtomKind::Genitive | AtomKind::Joint));
        joins
            && self.name(next + 1).is_some_and(|name| {
                let remark = self.kind(name.after) == Some(AtomKind::Remark);
                self.honorific(name.after + usize::from(remark)).is_some()
            })
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
        if let Some(prefix) = self.prefix_before(owners) {
            office.title.insert_str(0, prefix);
            office.core.insert_str(0, prefix);
        }
        let mut offices = Vec::new();
        let mut next = self.also(titles.next, owners, &mut offices).unwrap_or(titles.next);
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
            if honoured
                || given
                || name.regnal
                || (name.full && !genitive && !self.is_common(name.span))
            {
                let end = if honoured { name.after + 1 + usize::from(remark) } else { name.after };
                let phrase = self.phrase(titles.span, owners, end);
                offices.insert(0, office);
                offices.extend(self.remark_offices(name.after));
                namings.push(self.naming(name.span, phrase, offices, "mention.title-name"));
                return Some(end);
            }
        }
        self.role_alone(&titles, owners, glued, namings);
        Some(titles.next)
    }

    /// 前|米|大統領: what stands before the country and belongs to the office.
    fn prefix_before(&self, owners: &[Atom<'_>]) -> Option<&str> {
        let first = owners.first()?;
        let at = self.atoms.partition_point(|atom| atom.span.start < first.span.start);
        let before = at.checked_sub(1).map(|before| &self.atoms[before])?;
        (before.kind == AtomKind::Prefix).then(|| before.span.of(self.text))
    }

    /// 両国の大統領: an office of several at once.
    pub(super) fn is_shared(&self, at: usize, owners: &[Atom<'_>]) -> bool {
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
    pub(super) fn is_compound(&self, at: usize) -> bool {
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
}
