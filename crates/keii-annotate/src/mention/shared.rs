//! Bodies that several countries have under one name (国会, 外務省): whose the one is that is meant.

use std::collections::{BTreeMap, BTreeSet};

use keii_model::{EntityType, Span};

use super::Naming;
use crate::language::Language;
use crate::page::Page;

/// Settles whose body a name is that several countries share: the one of the country that stands before it (A国の国会), else
/// the one that the document names so, else that of the lexicon's own country, where the document tells of it or of no
/// other. What cannot be known has neither key nor country.
pub(super) fn settle(page: &Page<'_>, language: &Language<'_>, namings: &mut [Naming]) {
    let mut open = Vec::new();
    let mut known = Known::default();
    for at in 0..namings.len() {
        let Some(body) = Body::of(page, language, &namings[at]) else { continue };
        match before(page, language, namings, at) {
            Some(owner) => {
                let own = body.of_country(language, owner, &namings[at]);
                known.add(&body.words, namings[at].span.start, own.clone());
                own.write(&mut namings[at]);
            }
            None => open.push((at, body)),
        }
    }
    if open.is_empty() {
        return;
    }
    known.read_longer(page, namings, &open);
    let told = Countries::of(namings);
    for (at, body) in open {
        let start = namings[at].span.start;
        let own = body.country.as_ref().is_some_and(|own| told.is_named(namings[at].sentence, own));
        let found = known.near(&body.words, start).filter(|_| !own);
        match found {
            Some(found) => found.clone().write(&mut namings[at]),
            None if told.are_others(body.country.as_ref()) => {
                (namings[at].key, namings[at].english) = (None, None);
            }
            None => {}
        }
    }
}

/// A body named without the country that it is of.
struct Body {
    words: String,
    key: String,
    /// The country whose it is where nothing else is told.
    country: Option<String>,
}

impl Body {
    fn of(page: &Page<'_>, language: &Language<'_>, naming: &Naming) -> Option<Self> {
        let words = naming.span.of(page.text());
        let entry = language.organization.get(words)?;
        let key = entry.field("key").filter(|key| naming.key.as_deref() == Some(key))?;
        let shared = entry.field("generic") == Some("yes") && entry.form() == words;
        let country = entry.field("country").map(str::to_owned);
        shared.then(|| Self { words: words.to_owned(), key: key.to_owned(), country })
    }

    /// The same as the body of a country; it may have a row of its own (韓国国会).
    fn of_country(&self, language: &Language<'_>, owner: &Naming, naming: &Naming) -> Meant {
        let country = owner.key.as_deref().unwrap_or_default();
        if self.country.as_deref() == Some(country) {
            return Meant::of(naming);
        }
        let name = format!("{}{}", owner.name, self.words);
        let row = language.organization.get(&name);
        let key = row.and_then(|row| row.field("key")).map(str::to_owned);
        Meant {
            key: Some(key.unwrap_or_else(|| format!("{}@{country}", self.key))),
            english: row.and_then(|row| row.field("en")).map(str::to_owned),
            name,
        }
    }
}

/// The body of one country.
#[derive(Clone)]
struct Meant {
    name: String,
    key: Option<String>,
    english: Option<String>,
}

impl Meant {
    fn of(naming: &Naming) -> Self {
        let Naming { name, key, english, .. } = naming.clone();
        Self { name, key, english }
    }

    /// Makes a naming one of it, by whatever words.
    fn write(self, naming: &mut Naming) {
        let Self { name, key, english } = self;
        if naming.name != name {
            naming.alias = Some(std::mem::replace(&mut naming.name, name));
        }
        (naming.key, naming.english) = (key, english);
    }
}

/// The bodies whose country is told, by the words that several share, with where they stand.
#[derive(Default)]
struct Known(BTreeMap<String, BTreeMap<u32, Meant>>);

impl Known {
    fn add(&mut self, words: &str, start: u32, meant: Meant) {
        self.0.entry(words.to_owned()).or_default().insert(start, meant);
    }

    /// A国国会 tells it as well.
    fn read_longer(&mut self, page: &Page<'_>, namings: &[Naming], open: &[(usize, Body)]) {
        let shared: BTreeMap<&str, &str> =
            open.iter().map(|(_, body)| (body.words.as_str(), body.key.as_str())).collect();
        for naming in namings.iter().filter(|it| it.kind == EntityType::Organization) {
            let words = naming.span.of(page.text());
            let tails = words.char_indices().skip(1).map(|(at, _)| &words[at..]);
            let mut tails = tails.filter_map(|tail| Some((tail, shared.get(tail)?)));
            let Some((tail, key)) = tails.next() else { continue };
            if naming.key.as_ref().is_some_and(|own| own != key) {
                self.add(tail, naming.span.start, Meant::of(naming));
            }
        }
    }

    /// The one named last before a place in the text, else the only one behind it.
    fn near(&self, words: &str, start: u32) -> Option<&Meant> {
        let all = self.0.get(words)?;
        let before = all.range(..start).next_back();
        before.or_else(|| all.iter().next().filter(|_| all.len() == 1)).map(|(_, meant)| meant)
    }
}

/// The countries that a document tells of, by name or as those of an office.
struct Countries {
    all: BTreeSet<String>,
    /// Those named, by sentence.
    named: BTreeSet<(usize, String)>,
}

impl Countries {
    fn of(namings: &[Naming]) -> Self {
        let named: BTreeSet<(usize, String)> = namings
            .iter()
            .filter(|it| it.kind == EntityType::Country)
            .filter_map(|it| Some((it.sentence, it.key.clone()?)))
            .collect();
        let offices = namings.iter().flat_map(|it| &it.titles);
        let offices = offices.filter_map(|title| title.of_key.clone());
        let all = named.iter().map(|(_, key)| key.clone()).chain(offices).collect();
        Self { all, named }
    }

    fn is_named(&self, sentence: usize, country: &str) -> bool {
        self.named.contains(&(sentence, country.to_owned()))
    }

    /// Whether it tells of others and not of this one.
    fn are_others(&self, own: Option<&String>) -> bool {
        !self.all.is_empty() && own.is_none_or(|own| !self.all.contains(own))
    }
}

/// A国の|国会: the country right before a name.
fn before<'n>(
    page: &Page<'_>,
    language: &Language<'_>,
    namings: &'n [Naming],
    at: usize,
) -> Option<&'n Naming> {
    let start = namings[at].span.start;
    let owner = namings[..at].last().filter(|it| it.kind == EntityType::Country)?;
    let gap = Span::new(owner.span.end, start.max(owner.span.end)).of(page.text());
    Some(owner).filter(|it| it.key.is_some() && gap == language.names.genitive)
}
