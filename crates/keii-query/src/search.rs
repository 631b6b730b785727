//! Search: words in texts, statements, happenings and names. Every hit has its passage.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use keii_ledger::Ledger;
use keii_model::{EntityType, Id, Span, TextSpan};
use keii_store::{Find, FindKind, Hit, Store, Unread, Wanted};
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error as ValueError, StrDeserializer};

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

/// What was found, with the ledger that tells of it.
#[derive(Clone, Debug)]
pub struct Findings {
    /// All that was found and those who are named in it; of now nothing else, and entities without
    /// their mentions.
    pub view: Arc<View>,
    /// By kind; of those that have any.
    pub found: Vec<Found>,
}

/// What was found of one kind.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The kind.
    pub kind: FindKind,
    /// The first of them.
    pub first: Vec<FoundEntry>,
    /// How many there are: texts, statements, tellings of events, names document by document.
    pub count: usize,
}

/// One entry that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundEntry {
    /// Its document.
    pub document: Id,
    /// The record that the ledger has of it: of a telling its event, of a name whom it means; `None`
    /// for a text.
    pub record: Option<Id>,
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
    pub fn search(&self, wanted: &Search, most: usize) -> Result<Findings, StoreError> {
        if wanted.moment == Moment::Now {
            let found = self.of_now(|shelf| {
                let Some(found) = search(&shelf.store, &Among::Rows, wanted, most)? else {
                    return Ok(None);
                };
                let excerpt = shelf.store.excerpt(records(&found))?;
                let view = shelf.of(excerpt)?;
                Ok(view.map(|view| Findings { view, found }))
            })?;
            if let Some(found) = found {
                return Ok(found);
            }
        }
        let view = self.view(wanted.moment)?;
        let found = self.ask(|store| search(store, &Among::Ledger(&view.ledger), wanted, most))?;
        Ok(Findings { found: found.unwrap_or_default(), view })
    }
}

/// What tells of what hits are among all stories.
enum Among<'v> {
    /// What the file keeps.
    Rows,
    /// A ledger of everything.
    Ledger(&'v Ledger),
}

/// `None` where only a ledger of everything can tell.
fn search(
    store: &Store,
    among: &Among<'_>,
    wanted: &Search,
    most: usize,
) -> Result<Option<Vec<Found>>, StoreError> {
    let mut find = Find { until: wanted.moment.until(), ..wanted.find.clone() };
    if let Some(person) = &wanted.person {
        let Some(named) = named(store, among, person, &find)? else { return Ok(None) };
        find.involved = named;
        if find.involved.is_empty() {
            return Ok(Some(Vec::new()));
        }
    }
    let mut found = Vec::new();
    let asked = if find.kinds.is_empty() { ORDER.to_vec() } else { find.kinds.clone() };
    for kind in asked {
        // Without words every text would be found: that is the list of documents.
        if kind == FindKind::Text && find.words.is_empty() {
            continue;
        }
        let hits = store.find(&Find { kinds: vec![kind], ..find.clone() }, wanted.skip, most)?;
        if hits.total > 0 {
            let Some(first) = entries(store, among, kind, &hits.hits)? else { return Ok(None) };
            found.push(Found { kind, first, count: hits.total });
        }
    }
    Ok(Some(found))
}

/// The records that tell of what was found.
fn records(found: &[Found]) -> Wanted {
    let mut wanted = Wanted::default();
    for of_kind in found {
        for one in &of_kind.first {
            wanted.documents.insert(one.document.clone());
            let record = one.record.clone();
            match of_kind.kind {
                FindKind::Statement => wanted.statements.extend(record),
                FindKind::Event => wanted.events.extend(record),
                FindKind::Entity => wanted.entities.extend(record),
                FindKind::Text => {}
            }
        }
    }
    wanted
}

/// Those who are called so, document by document, also where a document has only another name for
/// them: an office.
fn named(
    store: &Store,
    among: &Among<'_>,
    person: &str,
    find: &Find,
) -> Result<Option<Vec<Id>>, StoreError> {
    let names = Find {
        words: vec![person.to_owned()],
        kinds: vec![FindKind::Entity],
        until: find.until.clone(),
        ..Find::default()
    };
    let hits = store.find(&names, 0, NAMES)?.hits;
    let Some(meant) = meant(store, among, FindKind::Entity, &hits)? else { return Ok(None) };
    let meant: BTreeSet<&Id> = meant.values().collect();
    let known: BTreeSet<&str> = hits.iter().map(|hit| hit.document.as_str()).collect();
    let mut all: Vec<Id> = match among {
        Among::Rows => {
            let locals = store.locals_of(meant)?.into_iter();
            locals.filter(|local| !known.contains(document_of(local))).collect()
        }
        Among::Ledger(ledger) => elsewhere(store, ledger, &meant, &known, names)?,
    };
    all.extend(hits.into_iter().filter_map(|hit| hit.record));
    Ok(Some(all))
}

fn document_of(local: &Id) -> &str {
    local.as_str().split_once('.').map_or("", |(document, _)| document)
}

/// As what other documents name those who are meant.
fn elsewhere(
    store: &Store,
    ledger: &Ledger,
    meant: &BTreeSet<&Id>,
    known: &BTreeSet<&str>,
    names: Find,
) -> Result<Vec<Id>, StoreError> {
    let entities = meant.iter().filter_map(|id| ledger.entity(id));
    let spans = entities.flat_map(|one| &one.evidence);
    let spans: BTreeSet<&TextSpan> =
        spans.filter(|span| !known.contains(span.document.as_str())).collect();
    if spans.is_empty() {
        return Ok(Vec::new());
    }
    let documents: BTreeSet<&Id> = spans.iter().map(|span| &span.document).collect();
    let documents = Some(documents.into_iter().cloned().collect());
    let all = Find { words: Vec::new(), documents, ..names };
    let others = store.find(&all, 0, NAMES)?.hits.into_iter();
    let others = others.filter(|hit| hit.words.first().is_some_and(|span| spans.contains(span)));
    Ok(others.filter_map(|hit| hit.record).collect())
}

fn entries(
    store: &Store,
    among: &Among<'_>,
    kind: FindKind,
    hits: &[Hit],
) -> Result<Option<Vec<FoundEntry>>, StoreError> {
    let Some(meant) = meant(store, among, kind, hits)? else { return Ok(None) };
    let mut entries: Vec<FoundEntry> = Vec::new();
    for hit in hits {
        let record = match kind {
            FindKind::Text => None,
            FindKind::Statement => hit.record.clone(),
            FindKind::Event | FindKind::Entity => {
                hit.record.as_ref().and_then(|id| meant.get(id)).cloned()
            }
        };
        // Several documents name one person, and tell of one event: once is enough.
        let known = record.is_some()
            && kind != FindKind::Statement
            && entries.iter().any(|one| one.record == record);
        if !known {
            let passages = if kind == FindKind::Text { in_text(store, hit)? } else { Vec::new() };
            let span = holding(hit).cloned();
            entries.push(FoundEntry { document: hit.document.clone(), record, span, passages });
        }
    }
    Ok(Some(entries))
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

/// Of tellings their events, of names whom they mean, by the ids in the documents. `None` where only a
/// ledger of everything can tell.
fn meant(
    store: &Store,
    among: &Among<'_>,
    kind: FindKind,
    hits: &[Hit],
) -> Result<Option<BTreeMap<Id, Id>>, StoreError> {
    let records = hits.iter().filter_map(|hit| hit.record.as_ref());
    match (among, kind) {
        (_, FindKind::Text | FindKind::Statement) => Ok(Some(BTreeMap::new())),
        (Among::Rows, FindKind::Event) => store.events_of(records),
        (Among::Rows, FindKind::Entity) => store.entities_of(records),
        (Among::Ledger(ledger), FindKind::Event) => Ok(Some(of_tellings(ledger, hits))),
        (Among::Ledger(ledger), FindKind::Entity) => of_names(store, ledger, hits).map(Some),
    }
}

/// Looked for in one walk for all hits.
fn of_tellings(ledger: &Ledger, hits: &[Hit]) -> BTreeMap<Id, Id> {
    let wanted: BTreeSet<&Id> = hits.iter().filter_map(|hit| hit.record.as_ref()).collect();
    let mut meant = BTreeMap::new();
    for event in ledger.events() {
        let tellings = event.mentions.iter().filter(|id| wanted.contains(id));
        meant.extend(tellings.map(|id| (id.clone(), event.id.clone())));
    }
    meant
}

/// The same: a name is known by a place and its type.
fn of_names(store: &Store, ledger: &Ledger, hits: &[Hit]) -> Result<BTreeMap<Id, Id>, StoreError> {
    let mut wanted: BTreeMap<(TextSpan, EntityType), &Id> = BTreeMap::new();
    for hit in hits {
        let Some(local) = &hit.record else { continue };
        let place = match hit.words.first() {
            Some(place) => Some(place.clone()),
            None => place(store, &hit.document, local)?,
        };
        let of = hit.entry_type.as_deref().and_then(entity_type);
        wanted.extend(place.zip(of).map(|key| (key, local)));
    }
    let mut meant = BTreeMap::new();
    for entity in ledger.entities() {
        let of = entity.entity_type;
        let hits = entity.evidence.iter().filter_map(|span| wanted.get(&(span.clone(), of)));
        meant.extend(hits.map(|&local| (local.clone(), entity.id.clone())));
    }
    Ok(meant)
}

/// Where a document names somebody by none of the forms that are known of them.
fn place(store: &Store, document: &Id, local: &Id) -> Result<Option<TextSpan>, StoreError> {
    let what = Unread { document: document.clone(), published: None };
    let Some(reading) = store.reading_of(&what, "")? else { return Ok(None) };
    let entity = reading.entities.iter().find(|entity| entity.id == *local);
    Ok(entity.and_then(|entity| entity.evidence.first().cloned()))
}

fn entity_type(word: &str) -> Option<EntityType> {
    let word: StrDeserializer<'_, ValueError> = word.into_deserializer();
    EntityType::deserialize(word).ok()
}

fn in_text(store: &Store, hit: &Hit) -> Result<Vec<Passage>, StoreError> {
    let Some(document) = store.document(&hit.document)? else { return Ok(Vec::new()) };
    let spans: Vec<Span> = hit.marks.iter().filter_map(|mark| document.text.locate(mark)).collect();
    let mut found = passages(&document.text, &spans);
    found.truncate(PASSAGES);
    Ok(found)
}
