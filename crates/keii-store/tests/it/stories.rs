//! Stories as the file keeps them, against stories as the ledger makes them.

use keii_model::{Document, Entity, EntityName, EntityType, Id, Reading, Span};
use keii_store::Store;

use crate::article::{ADDED, PACK, document, document_at, reading};

/// A reading that names a country, a person and a place: two each make a story.
pub fn told(document: &Document, names: [&str; 3]) -> Reading {
    let mut reading = reading(document);
    let types = [EntityType::Country, EntityType::Person, EntityType::Place];
    let entity = |(at, (&name, entity_type)): (usize, (&&str, EntityType))| Entity {
        id: Id::from(format!("{}.N{at}", document.id)),
        entity_type,
        name: EntityName { ja: Some(name.into()), en: None },
        aliases: vec![name.into()],
        roles: vec![],
        evidence: vec![document.text.quote(&document.id, Span::new(0, 0))],
        key: None,
        place: None,
        country: None,
    };
    reading.entities = names.iter().zip(types).enumerate().map(entity).collect();
    reading
}

/// The stories as the file keeps them, in an order of their own.
fn placed(store: &Store) -> Vec<Vec<Id>> {
    let mut stories = store.placed().expect("read");
    stories.iter_mut().for_each(|story| story.sort());
    stories.sort();
    stories
}

/// The stories as a ledger of all readings makes them.
fn anew(store: &Store) -> Vec<Vec<Id>> {
    let sources = store.sources(PACK, None).expect("read").sources;
    let ledger = keii_ledger::build(sources);
    let mut stories: Vec<Vec<Id>> =
        ledger.stories().iter().map(|story| story.documents.clone()).collect();
    stories.sort();
    stories
}

const HARBOUR: [&str; 3] = ["北国", "ヨハン・タール", "第三埠頭"];
const BRIDGE: [&str; 3] = ["南国", "ミカ・ランド", "大川橋"];
/// What both affairs are about.
const BOTH: [&str; 6] = ["北国", "ヨハン・タール", "第三埠頭", "南国", "ミカ・ランド", "大川橋"];

fn both(document: &Document) -> Reading {
    let mut reading = told(document, [BOTH[0], BOTH[1], BOTH[2]]);
    let other = told(document, [BOTH[3], BOTH[4], BOTH[5]]).entities;
    reading.entities.extend(other.into_iter().map(|mut entity| {
        entity.id = Id::from(format!("{}b", entity.id));
        entity
    }));
    reading
}

#[test]
fn what_is_placed_one_by_one_is_what_is_parted_at_once() {
    let mut store = Store::in_memory().expect("memory");
    let texts = ["一つ目の記事。", "二つ目の記事。", "三つ目の記事。", "四つ目の記事。"];
    for (text, names) in texts.iter().zip([HARBOUR, BRIDGE, HARBOUR, BRIDGE]) {
        let one = document(text);
        store.add(&one, &told(&one, names), ADDED).expect("added");
    }
    assert!(store.is_derived().expect("read"));
    assert_eq!(placed(&store).iter().map(Vec::len).collect::<Vec<_>>(), [2, 2]);
    assert_eq!(placed(&store), anew(&store));
    let first = document(texts[0]).id;
    let whole = store.ledger(PACK).expect("read");
    let story = whole.story(&first).expect("every document is in a story");
    assert_eq!(store.story_documents(&story.id).expect("read").len(), 2);
    assert_eq!(store.story_documents(&"D000000000000".into()).expect("read"), [] as [Id; 0]);
}

#[test]
fn a_version_that_is_replaced_no_longer_holds_two_stories_together() {
    let mut store = Store::in_memory().expect("memory");
    let url = "https://example.org/1";
    let (one, two) = (document("港の記事。"), document("橋の記事。"));
    store.add(&one, &told(&one, HARBOUR), ADDED).expect("added");
    store.add(&two, &told(&two, BRIDGE), ADDED).expect("added");
    let bridge = document_at(url, "両方の記事。");
    store.add(&bridge, &both(&bridge), ADDED).expect("added");
    assert_eq!(placed(&store).len(), 1);
    let later = document_at(url, "書き直した記事。");
    store.add(&later, &told(&later, HARBOUR), ADDED).expect("added");
    assert_eq!(placed(&store), anew(&store));
    assert_eq!(placed(&store).len(), 2);
    // A reading that is replaced places its document anew.
    store.put_reading(&told(&two, HARBOUR)).expect("kept");
    assert_eq!(placed(&store).len(), 1);
    assert_eq!(store.check().expect("checked"), []);
}

#[test]
fn what_is_derived_anew_is_what_was_there() {
    let mut store = Store::in_memory().expect("memory");
    for (text, names) in
        [("一つ目の記事。", HARBOUR), ("二つ目の記事。", HARBOUR), ("三。", BRIDGE)]
    {
        let one = document(text);
        store.add(&one, &told(&one, names), ADDED).expect("added");
    }
    let before = placed(&store);
    store.derive_anew().expect("derived");
    assert_eq!(placed(&store), before);
    assert_eq!(store.check().expect("checked"), []);
}
