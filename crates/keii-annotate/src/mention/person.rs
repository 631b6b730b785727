//! Persons and the bodies they act for: the grammar of naming phrases over [`Atom`]s.
//!
//! A phrase is, with everything in brackets optional,
//! `[owner の] name [owner] [前] title… [氏]`, `[owner の] [前] title… [の] name 氏`,
//! `name 氏`, `name・name 両氏`, or a title alone.

use keii_model::{EntityType, Span};

use super::atom::{Atom, AtomKind};
use super::shape::{Script, script};
use super::{Naming, TitlePhrase};
use crate::draft::MentionForm;
use crate::language::Language;
use crate::page::Page;

/// Reads all naming phrases of a sentence.
pub(super) fn read(
    page: &Page<'_>,
    sentence: usize,
    atoms: &[Atom<'_>],
    language: &Language<'_>,
    namings: &mut Vec<Naming>,
) {
    let reader = Reader { text: page.text(), sentence, atoms, language };
    let mut at = 0;
    while at < atoms.len() {
        reader.owner(at, namings);
        at = reader.person(at, namings).unwrap_or(at + 1);
    }
}

struct Reader<'a, 'p> {
    text: &'a str,
    sentence: usize,
    atoms: &'a [Atom<'p>],
    language: &'a Language<'p>,
}

/// One or more titles in a row, with what modifies and precedes them.
struct Titles {
    /// Position behind the last.
    next: usize,
    span: Span,
    level: Option<String>,
}

impl Reader<'_, '_> {
    fn kind(&self, at: usize) -> Option<AtomKind> {
        self.atoms.get(at).map(|atom| atom.kind)
    }

    /// A country, place or organisation of a lexicon.
    fn owner(&self, at: usize, namings: &mut Vec<Naming>) {
        let atom = &self.atoms[at];
        let Some(entry) = atom.entry.filter(|_| atom.kind.is_owner()) else { return };
        let kind = match atom.kind {
            AtomKind::Country => EntityType::Country,
            AtomKind::Place => EntityType::Place,
            _ => EntityType::Organization,
        };
        let generic = entry.field("generic") == Some("yes");
        let country = at.checked_sub(1).map(|before| &self.atoms[before]);
        let country = country.filter(|before| generic && before.kind == AtomKind::Country);
        // A ministry is one only together with its country: 米国務省.
        let span = country.map_or(atom.span, |country| country.span.join(atom.span));
        let of_key = country.and_then(|country| country.entry?.field("key"));
        let key = match (entry.field("key"), of_key) {
            (Some(key), Some(of)) => Some(format!("{key}@{of}")),
            (key, _) => key.map(str::to_owned),
        };
        let name = if country.is_some() { span.of(self.text) } else { entry.form() };
        namings.push(Naming {
            span,
            phrase: span,
            form: MentionForm::Name,
            kind,
            sentence: self.sentence,
            name: name.to_owned(),
            english: entry.field("en").filter(|en| !en.is_empty()).map(str::to_owned),
            key,
            title: None,
            steps: vec![("mention.lexicon".to_owned(), Some(span))],
        });
    }

    /// A person that is named from this position on. Returns the position behind the phrase.
    fn person(&self, at: usize, namings: &mut Vec<Naming>) -> Option<usize> {
        let start = self.skip_owner(at);
        for from in [start, at] {
            let owner = (from > at).then(|| &self.atoms[at]);
            let found = self
                .pair(from, namings)
                .or_else(|| self.name_first(from, owner, namings))
                .or_else(|| self.title_first(from, owner, namings));
            if found.is_some() {
                return found;
            }
        }
        None
    }

    /// Behind an owner with or without の; the same position when none stands here.
    fn skip_owner(&self, at: usize) -> usize {
        if !self.atoms[at].kind.is_owner() {
            return at;
        }
        let mut next = at + 1;
        if self.kind(next) == Some(AtomKind::Remark) {
            next += 1;
        }
        if matches!(self.kind(next), Some(AtomKind::Genitive | AtomKind::Joint)) {
            next += 1;
        }
        next
    }

    /// プーチン・トランプ両氏 in shape: two names that a pair's honorific tells apart.
    fn pair(&self, at: usize, namings: &mut Vec<Naming>) -> Option<usize> {
        let kinds = [self.kind(at)?, self.kind(at + 1)?, self.kind(at + 2)?, self.kind(at + 3)?];
        let foreign = AtomKind::Foreign;
        if kinds != [foreign, AtomKind::Joint, foreign, AtomKind::Group] {
            return None;
        }
        let pair = self.atoms[at + 3].span;
        if !self.language.names.pair_honorifics.iter().any(|word| word == pair.of(self.text)) {
            return None;
        }
        for position in [at, at + 2] {
            let span = self.atoms[position].span;
            namings.push(self.naming(span, span, None, "mention.fused-pair"));
        }
        Some(at + 3)
    }

    /// `name [owner] [前] title… [氏]` or `name 氏`.
    fn name_first(
        &self,
        at: usize,
        owner: Option<&Atom<'_>>,
        namings: &mut Vec<Naming>,
    ) -> Option<usize> {
        let (name, after) = self.name(at)?;
        let mut next = after;
        let mut inner = None;
        if self.kind(next) == Some(AtomKind::Joint) {
            next += 1;
        }
        if self.kind(next).is_some_and(AtomKind::is_owner) {
            inner = Some(&self.atoms[next]);
            next += 1;
        } else {
            next = after;
        }
        if let Some(titles) = self.titles(next, false) {
            let end = self.behind_honorific(titles.next);
            let owner = inner.or(owner);
            let phrase = self.phrase(name, owner, end);
            let title = self.title_phrase(&titles, owner);
            namings.push(self.naming(name, phrase, Some(title), "mention.name-title"));
            return Some(end);
        }
        if self.kind(after) == Some(AtomKind::Honorific) {
            let phrase = self.phrase(name, owner, after + 1);
            let title = owner.filter(|owner| owner.kind == AtomKind::Country).map(|_| None);
            namings.push(self.naming(name, phrase, title.flatten(), "mention.name-honorific"));
            return Some(after + 1);
        }
        None
    }

    /// `[前] title… [remark] [の] name 氏`, or the title alone.
    fn title_first(
        &self,
        at: usize,
        owner: Option<&Atom<'_>>,
        namings: &mut Vec<Naming>,
    ) -> Option<usize> {
        let titles = self.titles(at, true)?;
        let joined = matches!(self.kind(titles.next), Some(AtomKind::Genitive | AtomKind::Joint));
        let name_at = titles.next + usize::from(joined);
        if let Some((name, after)) = self.name(name_at) {
            let honoured = self.kind(after) == Some(AtomKind::Honorific);
            let parts = name.of(self.text).chars().any(super::shape::is_joint);
            // Without 氏 a name behind の is a guess: 大統領のスピーチ.
            if honoured || (parts && !joined) {
                let end = self.behind_honorific(after);
                let phrase = self.phrase(titles.span, owner, end);
                let title = self.title_phrase(&titles, owner);
                namings.push(self.naming(name, phrase, Some(title), "mention.title-name"));
                return Some(end);
            }
        }
        self.role_alone(&titles, owner, namings);
        Some(titles.next)
    }

    /// 外務次官は, ロシア大統領は: somebody named by office only.
    fn role_alone(&self, titles: &Titles, owner: Option<&Atom<'_>>, namings: &mut Vec<Naming>) {
        // Inside a longer compound a title names no one: 大統領選, 首相官邸, 知事会.
        let follows = self.kind(titles.next);
        let compound = matches!(
            follows,
            Some(AtomKind::Noun | AtomKind::Native | AtomKind::Foreign | AtomKind::Group)
        );
        if compound || titles.level.as_deref().is_none_or(|level| !OFFICES.contains(&level)) {
            return;
        }
        let span = owner.map_or(titles.span, |owner| owner.span.join(titles.span));
        let title = self.title_phrase(titles, owner);
        let mut naming = self.naming(span, span, Some(title), "mention.role-only");
        naming.form = MentionForm::Role;
        namings.push(naming);
    }

    /// A person's name at this position: a run with its joints, or kanji.
    fn name(&self, at: usize) -> Option<(Span, usize)> {
        let atom = self.atoms.get(at)?;
        match atom.kind {
            AtomKind::Native => Some((atom.span, at + 1)),
            AtomKind::Foreign => {
                let mut span = atom.span;
                let mut next = at + 1;
                while self.kind(next) == Some(AtomKind::Joint)
                    && self.kind(next + 1) == Some(AtomKind::Foreign)
                {
                    span = span.join(self.atoms[next + 1].span);
                    next += 2;
                }
                let words = span.of(self.text);
                let latin = words.chars().next().is_some_and(|it| script(it) == Script::Latin);
                // A single letter or an acronym is no name.
                let fits =
                    words.chars().count() >= 2 && !(latin && words.chars().all(char::is_uppercase));
                fits.then_some((span, next))
            }
            _ => None,
        }
    }

    /// Titles in a row, with a prefix before and nouns that modify the first.
    fn titles(&self, at: usize, modified: bool) -> Option<Titles> {
        let mut first = at;
        while modified && self.kind(first) == Some(AtomKind::Noun) {
            first += 1;
        }
        if self.kind(first) == Some(AtomKind::Prefix) {
            first += 1;
        }
        if self.kind(first) != Some(AtomKind::Title) {
            // Behind a name nouns may modify the title too: 名氏経済担当相.
            while !modified && self.kind(first) == Some(AtomKind::Noun) {
                first += 1;
            }
        }
        if self.kind(first) != Some(AtomKind::Title) {
            return None;
        }
        let composes = self.atoms[first].entry?.field("composes") == Some("yes");
        if first > at && self.kind(first - 1) == Some(AtomKind::Noun) && !composes {
            return None;
        }
        let mut next = first;
        let mut level = None;
        while self.kind(next) == Some(AtomKind::Title) {
            level =
                self.atoms[next].entry.and_then(|entry| entry.field("level")).map(str::to_owned);
            next += 1;
        }
        let span = self.atoms[at].span.join(self.atoms[next - 1].span);
        if self.kind(next) == Some(AtomKind::Remark) {
            next += 1;
        }
        Some(Titles { next, span, level })
    }

    fn behind_honorific(&self, at: usize) -> usize {
        at + usize::from(self.kind(at) == Some(AtomKind::Honorific))
    }

    fn phrase(&self, first: Span, owner: Option<&Atom<'_>>, end: usize) -> Span {
        let last = self.atoms[end - 1].span;
        owner.map_or(first, |owner| owner.span.join(first)).join(last)
    }

    fn title_phrase(&self, titles: &Titles, owner: Option<&Atom<'_>>) -> TitlePhrase {
        let entry = owner.and_then(|owner| owner.entry);
        TitlePhrase {
            title: titles.span.of(self.text).to_owned(),
            of: entry.map(|entry| entry.form().to_owned()),
            of_key: entry.and_then(|entry| entry.field("key")).map(str::to_owned),
            level: titles.level.clone(),
        }
    }

    fn naming(&self, name: Span, phrase: Span, title: Option<TitlePhrase>, step: &str) -> Naming {
        Naming {
            span: name,
            phrase,
            form: MentionForm::Name,
            kind: EntityType::Person,
            sentence: self.sentence,
            name: name.of(self.text).to_owned(),
            english: None,
            key: None,
            title,
            steps: vec![(step.to_owned(), Some(phrase))],
        }
    }
}

/// Levels whose titles name one person when they stand alone; 選手 and 教授 do not.
const OFFICES: [&str; 7] = [
    "head-of-state",
    "head-of-government",
    "minister",
    "envoy",
    "official",
    "spokesperson",
    "military",
];
