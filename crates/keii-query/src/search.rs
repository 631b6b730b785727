//! Search: words in texts, statements, happenings and names. Every hit has its passage.

use std::collections::{BTreeMap, BTreeSet};

use keii_model::{Id, Record, Span, TextSpan};
use keii_store::{Find, FindKind, Hit, Store};

use crate::{Library, Moment, Passage, StoreError, View, passages};

/// What is sought, and as of when.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Search {
    /// Words, kinds, types and days. Whose words, and as of when, is told below.
    pub find: Find,
    /// A piece of the name of somebody who speaks, takes part or is named.
    pub person: Option<String>,
    /// As of when.
    pub moment: Moment,
    /// So many of each kind are passed over.
    pub skip: usize,
}

/// What was found of one kind.
#[derive(Clone, Debug)]
pub struct Found<'a> {
    /// The kind.
    pub kind: FindKind,
    /// The first of them.
    pub first: Vec<FoundEntry<'a>>,
    /// How many there are: texts, statements, tellings of events, names document by document.
    pub count: usize,
}

/// One entry that was found.
#[derive(Clone, Debug)]
pub struct FoundEntry<'a> {
    /// Its document.
    pub document: Id,
    /// The record that the view has of it: of a telling its event, of a name whom it means; `None`
    /// for a text.
    pub record: Option<&'a Record>,
    /// The piece that the words stand in, else what the entry was read from first.
    pub span: Option<TextSpan>,
    /// Of a text, the passages that the words stand in.
    pub passages: Vec<Passage>,
}

/// Who and what comes first, whole texts last.
const ORDER: [FindKind; 4] =
    [FindKind::Entity, FindKind::Event, FindKind::Statement, FindKind::Text];

/// So many names of one person in documents are looked after.
const NAMES: usize = 5000;

/// So many passages of one text are shown.
const PASSAGES: usize = 2;

impl Search {
    /// Whether nothing is asked for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.find == Find::default() && self.person.is_none()
    }
}

impl Library {
    /// Looks for what is sought, and gives of each kind that has any the first `most` behind those
    /// that are passed over.
    ///
    /// # Errors
    /// When the file cannot be read or is damaged.
    pub fn search<'a>(
        &self,
        view: &'a View,
        wanted: &Search,
        most: usize,
    ) -> Result<Vec<Found<'a>>, StoreError> {
        self.ask(|store| {
            let mut find = Find { until: wanted.moment.until(), ..wanted.find.clone() };
            if let Some(person) = &wanted.person {
                find.involved = named(store, view, person, &find)?;
                if find.involved.is_empty() {
                    return Ok(Vec::new());
                }
            }
            let mut found = Vec::new();
            let asked = if find.kinds.is_empty() { ORDER.to_vec() } else { find.kinds.clone() };
            for kind in asked {
                // Without words every text would be found: that is the list of documents.
                if kind == FindKind::Text && find.words.is_empty() {
                    continue;
                }
                let hits =
                    store.find(&Find { kinds: vec![kind], ..find.clone() }, wanted.skip, most)?;
                if hits.total > 0 {
                    let first = entries(store, view, kind, hits.hits)?;
                    found.push(Found { kind, first, count: hits.total });
                }
            }
            Ok(found)
        })
    }
}

/// Those who are called so, document by document, also where a document has only another name for
/// them: an office.
fn named(store: &Store, view: &View, person: &str, find: &Find) -> Result<Vec<Id>, StoreError> {
    let names = Find {
        words: vec![person.to_owned()],
        kinds: vec![FindKind::Entity],
        until: find.until.clone(),
        ..Find::default()
    };
    let mut hits = store.find(&names, 0, NAMES)?.hits;
    let elsewhere = elsewhere(view, &hits);
    if !elsewhere.is_empty() {
        let documents: BTreeSet<&Id> = elsewhere.iter().map(|(document, _)| *document).collect();
        let documents = Some(documents.into_iter().cloned().collect());
        let all = Find { words: Vec::new(), documents, ..names };
        let others = store.find(&all, 0, NAMES)?.hits;
        hits.extend(others.into_iter().filter(|hit| {
            hit.words.first().is_some_and(|span| elsewhere.contains(&(&span.document, span.start)))
        }));
    }
    Ok(hits.into_iter().filter_map(|hit| hit.record).collect())
}

/// Where those whom these names mean are named in other documents.
fn elsewhere<'v>(view: &'v View, hits: &[Hit]) -> BTreeSet<(&'v Id, u32)> {
    let known: BTreeSet<&Id> = hits.iter().map(|hit| &hit.document).collect();
    let meant: BTreeSet<&Id> = meant(view, FindKind::Entity, hits).into_values().collect();
    let entities = meant.into_iter().filter_map(|id| view.ledger.entity(id));
    let named = entities.flat_map(|one| &one.evidence);
    let other = named.filter(|span| !known.contains(&span.document));
    other.map(|span| (&span.document, span.start)).collect()
}

fn entries<'a>(
    store: &Store,
    view: &'a View,
    kind: FindKind,
    hits: Vec<Hit>,
) -> Result<Vec<FoundEntry<'a>>, StoreError> {
    let meant = meant(view, kind, &hits);
    let mut entries: Vec<FoundEntry<'_>> = Vec::new();
    for hit in &hits {
        let record = match kind {
            FindKind::Text => None,
            FindKind::Statement => hit.record.as_ref().and_then(|id| view.ledger.get(id)),
            FindKind::Event | FindKind::Entity => {
                meant.get(&key(hit)).and_then(|id| view.ledger.get(id))
            }
        };
        // Several documents name one person, and tell of one event: once is enough.
        let known = record.is_some_and(|record| {
            kind != FindKind::Statement
                && entries
                    .iter()
                    .any(|one| one.record.is_some_and(|other| other.id() == record.id()))
        });
        if !known {
            let passages = if kind == FindKind::Text { in_text(store, hit)? } else { Vec::new() };
            let span = holding(hit).cloned();
            entries.push(FoundEntry { document: hit.document.clone(), record, span, passages });
        }
    }
    Ok(entries)
}

/// The piece of an entry that the words stand in, else its first.
fn holding(hit: &Hit) -> Option<&TextSpan> {
    let mark = hit.marks.first();
    let holds = |span: &&TextSpan| {
        mark.is_some_and(|mark| {
            span.document == mark.document && span.start <= mark.start && mark.end <= span.end
        })
    };
    hit.words.iter().find(holds).or(hit.words.first()).or(mark)
}

/// What names a telling or a mention among hits: its record, and where its words begin.
type Key<'k> = (Option<&'k Id>, Option<(&'k Id, u32)>);

fn key(hit: &Hit) -> Key<'_> {
    match hit.kind {
        FindKind::Entity => (None, hit.words.first().map(|span| (&span.document, span.start))),
        _ => (hit.record.as_ref(), None),
    }
}

/// Of tellings their events, of mentions whom they mean; looked for in one walk for all hits.
fn meant<'k>(view: &'k View, kind: FindKind, hits: &'k [Hit]) -> BTreeMap<Key<'k>, &'k Id> {
    let wanted: BTreeSet<Key<'_>> = hits.iter().map(key).collect();
    let mut meant = BTreeMap::new();
    match kind {
        FindKind::Event => {
            for event in view.ledger.events() {
                let keys = event.mentions.iter().map(|id| (Some(id), None));
                meant.extend(keys.filter(|key| wanted.contains(key)).map(|key| (key, &event.id)));
            }
        }
        FindKind::Entity => {
            for entity in view.ledger.entities() {
                let places = entity.evidence.iter();
                let keys = places.map(|span| (None, Some((&span.document, span.start))));
                meant.extend(keys.filter(|key| wanted.contains(key)).map(|key| (key, &entity.id)));
            }
        }
        FindKind::Text | FindKind::Statement => {}
    }
    meant
}

fn in_text(store: &Store, hit: &Hit) -> Result<Vec<Passage>, StoreError> {
    let Some(document) = store.document(&hit.document)? else { return Ok(Vec::new()) };
    let spans: Vec<Span> = hit.marks.iter().filter_map(|mark| document.text.locate(mark)).collect();
    let mut found = passages(&document.text, &spans);
    found.truncate(PASSAGES);
    Ok(found)
}
