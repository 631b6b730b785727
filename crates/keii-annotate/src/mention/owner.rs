//! Countries, places and bodies: by lexicon, by their country, and by the short form in brackets.

use std::collections::BTreeMap;

use keii_model::{EntityType, Span};
use keii_rules::{Entry, Lexicon};

use super::Naming;
use super::atom::{Atom, AtomKind};
use super::phrase::Reader;
use super::shape::{Script, script};
use crate::draft::MentionForm;

/// The longest short form in brackets, in characters.
const SHORT_FORM: usize = 10;

/// The standard names of countries by key, for those written short.
pub(crate) struct Countries {
    by_key: BTreeMap<String, String>,
}

impl Countries {
    /// Of a lexicon of countries.
    pub(crate) fn new(lexicon: &Lexicon) -> Self {
        let keyed = |entry: &Entry| Some((entry.field("key")?.to_owned(), entry.form().to_owned()));
        Self { by_key: lexicon.entries().filter_map(keyed).collect() }
    }

    /// The standard name of a country.
    pub(super) fn name(&self, key: &str) -> Option<&str> {
        self.by_key.get(key).map(String::as_str)
    }
}

impl<'p> Reader<'_, 'p> {
    /// The country, place or organisation at this position, and its short form behind it.
    pub(super) fn owner(&self, at: usize, namings: &mut Vec<Naming>) {
        let atom = &self.atoms[at];
        if atom.kind == AtomKind::Remark {
            self.inside(atom, |inside| {
                for position in 0..inside.atoms.len() {
                    inside.owner(position, namings);
                }
            });
        }
        if atom.kind == AtomKind::Group {
            self.country_of_group(at, namings);
        }
        if !atom.kind.is_owner() || self.only_belongs(at) {
            return;
        }
        let naming = match atom.entry {
            Some(entry) => self.listed(at, entry),
            None => {
                let step = "mention.organization-suffix";
                self.register.naming(atom.span, self.text, self.sentence, step)
            }
        };
        if let Some(short) = self.short_form(at, &naming) {
            namings.push(short);
        }
        namings.push(naming);
    }

    /// 米国高官: the country whose officials they are.
    fn country_of_group(&self, at: usize, namings: &mut Vec<Naming>) {
        let span = self.atoms[at].span;
        let found = self.language.country.longest_at(self.text, span.start);
        if let Some((end, entry)) = found.filter(|(end, _)| *end < span.end) {
            let span = Span::new(span.start, end);
            let kind = EntityType::Country;
            namings.push(Naming {
                name: entry.form().to_owned(),
                english: entry.field("en").map(str::to_owned),
                key: entry.field("key").map(str::to_owned),
                ..Naming::named(kind, span, self.text, self.sentence, "mention.lexicon")
            });
        }
    }

    /// 日本人, フランス語: the country is part of a word for something else.
    fn only_belongs(&self, at: usize) -> bool {
        let behind = self.atoms.get(at + 1).map(|atom| atom.span.of(self.text));
        let suffixes = &self.language.names.belonging_suffixes;
        // 記録はタイだった: two characters of katakana that are said of something.
        let span = self.atoms[at].span;
        let rest = &self.text[span.end as usize..];
        let said = || {
            let predicative = &self.language.names.predicative;
            predicative.iter().any(|it| rest.starts_with(it.as_str()))
        };
        let short = span.of(self.text).chars().all(|it| script(it) == Script::Katakana)
            && span.of(self.text).chars().count() == 2;
        (short && said()) || behind.is_some_and(|behind| suffixes.hold(behind))
    }

    fn listed(&self, at: usize, entry: &Entry) -> Naming {
        let atom = &self.atoms[at];
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
        let of_key = country.and_then(|country| country.field("key"));
        let own = entry.field("country").filter(|own| Some(*own) == of_key).is_some();
        let key = match (entry.field("key"), of_key) {
            (Some(key), Some(of)) if !own => Some(format!("{key}@{of}")),
            (key, _) => key.map(str::to_owned),
        };
        let standard = entry.field("key").and_then(|key| self.language.countries.name(key));
        let words = span.of(self.text);
        let name = match country {
            None if !generic => standard.unwrap_or_else(|| entry.form()),
            _ => words,
        };
        // A body is known by each of its forms; of a country or place the lexicon tells them all.
        let other = kind == EntityType::Organization && name != words;
        Naming {
            name: name.to_owned(),
            alias: other.then(|| words.to_owned()),
            english: entry.field("en").filter(|_| country.is_none() || own).map(str::to_owned),
            key,
            ..Naming::named(kind, span, self.text, self.sentence, "mention.lexicon")
        }
    }

    /// CIA長官, 参議院議員: the body that a title of the lexicon begins with.
    pub(super) fn body_in_title(&self, at: usize, namings: &mut Vec<Naming>) {
        let atom = &self.atoms[at];
        let legislator = atom.field("level") == Some("legislator");
        if atom.kind != AtomKind::Title || !(legislator || atom.field("alone") == Some("yes")) {
            return;
        }
        let start = atom.span.start;
        let body = self.language.organization.longest_at(self.text, start);
        if let Some((end, entry)) = body.filter(|(end, _)| *end < atom.span.end) {
            let span = Span::new(start, end);
            let kind = EntityType::Organization;
            let words = span.of(self.text);
            namings.push(Naming {
                name: entry.form().to_owned(),
                alias: (entry.form() != words).then(|| words.to_owned()),
                english: entry.field("en").map(str::to_owned),
                key: entry.field("key").map(str::to_owned),
                ..Naming::named(kind, span, self.text, self.sentence, "mention.lexicon")
            });
        }
    }

    /// 未知機構(XYZ): the letters in brackets name the same body.
    fn short_form(&self, at: usize, long: &Naming) -> Option<Naming> {
        let remark = self.atoms.get(at + 1).filter(|atom| atom.kind == AtomKind::Remark)?;
        if self.atoms[at].kind != AtomKind::Organization {
            return None;
        }
        let inside = content(remark, self.text);
        let words = inside.of(self.text);
        let latin = words.chars().all(|it| script(it) == Script::Latin || it == '-')
            && words.chars().filter(|it| it.is_uppercase()).count() >= 2;
        // A kanji short form takes its characters from the long one.
        let abbreviates = words.chars().all(|it| long.span.of(self.text).contains(it));
        let listed = self.language.organization.get(words);
        let same = listed.is_some_and(|entry| entry.field("key") == long.key.as_deref());
        let fits = words.chars().count() <= SHORT_FORM && words.chars().count() >= 2;
        (fits && (latin || abbreviates || same)).then(|| Naming {
            span: inside,
            phrase: inside,
            form: MentionForm::Name,
            alias: Some(words.to_owned()),
            ..long.clone()
        })
    }

    /// 「…」(例田社長): who is named with an office in a remark of their own.
    pub(super) fn in_remark(&self, at: usize, namings: &mut Vec<Naming>) {
        let mut inside = Vec::new();
        self.inside(&self.atoms[at], |it| it.person(0, &mut inside));
        namings
            .extend(inside.into_iter().filter(|it| it.is_person_name() && !it.titles.is_empty()));
    }

    /// Reads what stands inside a remark.
    pub(super) fn inside<T>(
        &self,
        remark: &Atom<'_>,
        read: impl FnOnce(&Reader<'_, 'p>) -> T,
    ) -> T {
        let from = self.remarks.partition_point(|(span, _)| span.start < remark.span.start);
        let atoms = self.remarks.get(from).filter(|(span, _)| *span == remark.span);
        let atoms = atoms.map_or(&[][..], |(_, atoms)| atoms.as_slice());
        read(&Reader { atoms, remarks: &[], ..*self })
    }
}

/// What stands between the brackets.
pub(super) fn content(remark: &Atom<'_>, text: &str) -> Span {
    let words = remark.span.of(text);
    let open = words.chars().next().map_or(0, char::len_utf8);
    let close = words.chars().next_back().map_or(0, char::len_utf8);
    let start = remark.span.start as usize + open;
    Span::from_range(start..(remark.span.end as usize - close).max(start))
}
