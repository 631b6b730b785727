//! Search: words in texts, statements, happenings and names. Every hit has its passage.

use jiff::civil::Date;
use keii_model::{
    Attribution, DocumentRecord, Entity, Event, EventMention, Factuality, Id, Modality, Record,
    Span, TextSpan,
};

use crate::{Library, Passage, StoreError, View, passages};

/// What is sought.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    /// The words, as they stand; letters of any case.
    pub words: String,
    /// A piece of the name of somebody who speaks or takes part.
    pub person: Option<String>,
    /// What is done by saying it.
    pub modality: Option<Modality>,
    /// How certain it is to whoever says it.
    pub factuality: Option<Factuality>,
    /// A piece of the outlet's name.
    pub publisher: Option<String>,
    /// Published on this day or later.
    pub from: Option<Date>,
    /// Published on this day or before.
    pub to: Option<Date>,
}

/// What was found, at most so many of each as was asked for, and how many there are.
#[derive(Clone, Debug, Default)]
pub struct Hits<'a> {
    /// Who and what is called so.
    pub entities: Found<&'a Entity>,
    /// What somebody says.
    pub statements: Found<(&'a Attribution, &'a TextSpan)>,
    /// What happens.
    pub events: Found<(&'a Event, &'a TextSpan)>,
    /// Where it stands in a text.
    pub texts: Found<(&'a DocumentRecord, Vec<Passage>)>,
}

/// The first of what was found, and how many there are.
#[derive(Clone, Debug)]
pub struct Found<T> {
    /// The first.
    pub first: Vec<T>,
    /// All.
    pub count: usize,
}

impl<T> Default for Found<T> {
    fn default() -> Self {
        Self { first: Vec::new(), count: 0 }
    }
}

impl<T> Found<T> {
    fn of(all: impl Iterator<Item = T>, most: usize) -> Self {
        let mut found = Self::default();
        for one in all {
            found.count += 1;
            if found.first.len() < most {
                found.first.push(one);
            }
        }
        found
    }
}

impl Search {
    /// Whether nothing is asked for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether only statements can be what is asked for.
    fn is_of_statements(&self) -> bool {
        self.modality.is_some() || self.factuality.is_some()
    }

    fn has_words(&self, text: &str) -> bool {
        self.words.is_empty() || text.to_lowercase().contains(&self.words.to_lowercase())
    }

    fn covers(&self, document: &DocumentRecord) -> bool {
        let outlet = document.publisher.as_ref().map(|one| one.name.to_lowercase());
        let from_it = self
            .publisher
            .as_ref()
            .is_none_or(|wanted| outlet.is_some_and(|name| name.contains(&wanted.to_lowercase())));
        let day = document.published.value.as_ref();
        let (first, last) =
            (day.and_then(|day| day.first_day()), day.and_then(|day| day.last_day()));
        from_it
            && self.from.is_none_or(|from| last.is_some_and(|last| last >= from))
            && self.to.is_none_or(|to| first.is_some_and(|first| first <= to))
    }
}

/// Looks for what is sought, and gives the first of each sort.
///
/// # Errors
/// When the file cannot be read.
pub fn search<'a>(
    library: &Library,
    view: &'a View,
    wanted: &Search,
    most: usize,
) -> Result<Hits<'a>, StoreError> {
    let names = !wanted.words.is_empty() && !wanted.is_of_statements();
    let texts = names && wanted.person.is_none();
    Ok(Hits {
        entities: if names { entities(view, wanted, most) } else { Found::default() },
        statements: statements(view, wanted, most),
        events: if wanted.is_of_statements() {
            Found::default()
        } else {
            events(view, wanted, most)
        },
        texts: if texts { self::texts(library, view, wanted, most)? } else { Found::default() },
    })
}

fn document<'a>(view: &'a View, id: &Id) -> Option<&'a DocumentRecord> {
    match view.ledger.get(id) {
        Some(Record::Document(document)) => Some(document),
        _ => None,
    }
}

fn entities<'a>(view: &'a View, wanted: &Search, most: usize) -> Found<&'a Entity> {
    let called = |one: &&Entity| {
        let names = [one.name.ja.as_deref(), one.name.en.as_deref()].into_iter().flatten();
        names.chain(one.aliases.iter().map(String::as_str)).any(|name| wanted.has_words(name))
    };
    let mut all: Vec<&Entity> = view.ledger.entities().filter(called).collect();
    all.sort_by_key(|one| (std::cmp::Reverse(one.evidence.len()), &one.id));
    Found::of(all.into_iter(), most)
}

fn statements<'a>(
    view: &'a View,
    wanted: &Search,
    most: usize,
) -> Found<(&'a Attribution, &'a TextSpan)> {
    let said = view.ledger.said(wanted.person.as_deref(), None).into_iter();
    let fits = said.filter(|said| {
        let one = said.attribution;
        wanted.modality.is_none_or(|wanted| one.modality == Some(wanted))
            && wanted.factuality.is_none_or(|wanted| one.factuality == Some(wanted))
            && wanted.covers(said.document)
    });
    let found = fits.filter_map(|said| {
        let span = said.attribution.content.iter().find(|span| wanted.has_words(&span.text))?;
        Some((said.attribution, span))
    });
    Found::of(found, most)
}

fn events<'a>(view: &'a View, wanted: &Search, most: usize) -> Found<(&'a Event, &'a TextSpan)> {
    let person = wanted.person.as_ref().map(|person| person.to_lowercase());
    let takes_part = |mention: &EventMention| {
        let Some(person) = &person else { return true };
        mention.participants.iter().any(|one| {
            let entity = one.entity.as_ref().and_then(|id| view.ledger.entity(id));
            let names = entity.into_iter().flat_map(|one| one.aliases.iter().map(String::as_str));
            names.chain(one.text.as_deref()).any(|name| name.to_lowercase().contains(person))
        })
    };
    let found = view.ledger.events().filter_map(|event| {
        let mentions = event.mentions.iter().filter_map(|id| view.ledger.mention(id));
        let mut here = mentions.filter(|mention| {
            takes_part(mention)
                && document(view, &mention.document).is_some_and(|one| wanted.covers(one))
        });
        let span = here.find_map(|mention| {
            let spans = mention.evidence.iter().chain([&mention.trigger]);
            spans.into_iter().find(|span| wanted.has_words(&span.text))
        })?;
        Some((event, span))
    });
    Found::of(found, most)
}

/// So many passages of one text.
const PASSAGES: usize = 2;

fn texts<'a>(
    library: &Library,
    view: &'a View,
    wanted: &Search,
    most: usize,
) -> Result<Found<(&'a DocumentRecord, Vec<Passage>)>, StoreError> {
    let mut found = Found::default();
    for record in view.ledger.documents() {
        if !wanted.covers(record) {
            continue;
        }
        let Some(document) = library.document(&record.id)? else { continue };
        let text = document.text.as_str();
        let spans: Vec<Span> = places(text, &wanted.words);
        if spans.is_empty() {
            continue;
        }
        found.count += 1;
        if found.first.len() < most {
            let mut passages = passages(&document.text, &spans);
            passages.truncate(PASSAGES);
            found.first.push((record, passages));
        }
    }
    Ok(found)
}

/// The first places of the words in a text; letters of any case where that keeps lengths.
fn places(text: &str, words: &str) -> Vec<Span> {
    const FIRST: usize = 20;
    let lower = text.to_lowercase();
    let (text, words) = if lower.len() == text.len() {
        (lower.as_str(), words.to_lowercase())
    } else {
        (text, words.to_owned())
    };
    let found = text.match_indices(&words).take(FIRST);
    found.map(|(at, words)| Span::from_range(at..at + words.len())).collect()
}
