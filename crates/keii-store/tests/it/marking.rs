//! Marks, and what had arrived by then.

use keii_model::{Document, Id};
use keii_store::{Store, Until};

use crate::article::{PACK, document, document_at, reading};

fn add(store: &mut Store, document: &Document, added: &str) {
    store.add(document, &reading(document), added).expect("added");
}

fn at(store: &Store, until: &Until) -> Vec<Id> {
    let sources = store.sources(PACK, Some(until)).expect("read").sources;
    sources.readings.into_iter().map(|reading| reading.document.id).collect()
}

#[test]
fn a_mark_holds_what_had_arrived_whatever_the_clock_said() {
    let mut store = Store::in_memory().expect("memory");
    assert_eq!(at(&store, &Until::mark(store.newest().expect("read"))), []);
    let (one, two) = (document("ベルク外相が訪れた。"), document("タール首相が会った。"));
    add(&mut store, &one, "2025-03-04T05:06:07Z");
    let seen = store.newest().expect("read");
    // The clock was set back, or another program began before and committed later.
    add(&mut store, &two, "2025-03-01T00:00:00Z");
    assert_eq!(at(&store, &Until::mark(seen)), [one.id]);
    assert_eq!(at(&store, &Until::start_of(jiff::civil::date(2025, 3, 2))), [two.id]);
}

#[test]
fn a_mark_holds_the_version_that_was_current_then() {
    let mut store = Store::in_memory().expect("memory");
    let (one, two) =
        (document_at("https://a.example/1", "初報"), document_at("https://a.example/1", "続報"));
    add(&mut store, &one, "2025-03-04T00:00:00Z");
    let seen = store.newest().expect("read");
    add(&mut store, &two, "2025-03-05T00:00:00Z");
    assert_eq!(at(&store, &Until::mark(seen)), [one.id]);
    assert_eq!(at(&store, &Until::mark(store.newest().expect("read"))), [two.id]);
}

#[test]
fn a_mark_moves_forward_only() {
    let mut store = Store::in_memory().expect("memory");
    let nothing = store.newest().expect("read");
    add(&mut store, &document("ベルク外相が訪れた。"), "2025-03-04T00:00:00Z");
    let one = store.newest().expect("read");
    assert_eq!(store.mark("朝").expect("read"), None);
    store.set_mark("朝", one).expect("kept");
    store.set_mark("朝", nothing).expect("kept");
    assert_eq!(store.mark("朝").expect("read"), Some(one));
    assert_eq!(store.mark("夕").expect("read"), None);
}
