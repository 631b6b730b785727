//! What is added, what is kept, and what comes back.

use keii_model::{Document, Id, Span};
use keii_store::{Added, Error, Store};

use crate::article::{ADDED, PACK, document, document_at, reading};

fn add(store: &mut Store, document: &Document) -> Added {
    store.add(document, &reading(document), ADDED).expect("added")
}

fn ids(store: &Store) -> Vec<Id> {
    let readings = store.readings(PACK).expect("read");
    readings.into_iter().map(|reading| reading.document.id).collect()
}

#[test]
fn a_document_comes_back_as_it_went_in() {
    let mut store = Store::in_memory().expect("memory");
    for text in ["", "\0", "ベルク\0外相\r\n\u{feff}𠮷野", "a'b\"c;--", &"長い文。".repeat(100_000)]
    {
        let mut one = document_at("https://example.org/a?b=c\0d", text);
        one.body = Span::new(0, u32::from(!text.is_empty() && text.is_char_boundary(1)));
        one.metadata.title = Some("題\0名".into());
        one.metadata.published = Some("2025-03".parse().expect("a month"));
        add(&mut store, &one);
        assert_eq!(store.document(&one.id).expect("read"), Some(one.clone()));
        let read = store.reading(&one.id, PACK).expect("read");
        assert_eq!(read, Some(reading(&one)));
    }
    assert_eq!(store.check().expect("checked"), []);
    assert_eq!(store.document(&Id::from("D0")).expect("read"), None);
}

#[test]
fn the_same_bytes_are_one_document() {
    let mut store = Store::in_memory().expect("memory");
    let one = document("ベルク外相が訪れた。");
    assert_eq!(add(&mut store, &one), Added::New);
    let again = Document { name: "他の名.txt".into(), ..one.clone() };
    assert_eq!(add(&mut store, &again), Added::AlreadyThere);
    let listed = store.documents().expect("read");
    assert_eq!(listed.len(), 1);
    assert_eq!(listed[0].name, "記事.txt");
    assert_eq!(listed[0].added, ADDED);
    assert!(store.contains(&one.sha256).expect("read"));
    assert!(!store.contains("0").expect("read"));
}

#[test]
fn other_bytes_of_one_address_are_a_new_version() {
    let mut store = Store::in_memory().expect("memory");
    let at = |text| document_at("https://example.org/1", text);
    let (first, second) = (at("ベルク外相が訪れる。"), at("ベルク外相が訪れた。"));
    let other = document_at("https://example.org/2", "タール首相が訪れた。");
    assert_eq!(add(&mut store, &first), Added::New);
    assert_eq!(add(&mut store, &other), Added::New);
    assert_eq!(add(&mut store, &second), Added::Version(2));
    assert_eq!(add(&mut store, &first), Added::AlreadyThere);
    let listed = store.documents().expect("read");
    let listed: Vec<(&Id, u32, bool)> =
        listed.iter().map(|one| (&one.id, one.version, one.current)).collect();
    assert_eq!(
        listed,
        [(&first.id, 1, false), (&other.id, 1, true), (&second.id, 2, true)],
        "in order of arrival"
    );
    let mut current = [second.id.clone(), other.id.clone()];
    current.sort();
    assert_eq!(ids(&store), current, "the newest of each address");
    assert!(store.reading(&first.id, PACK).expect("read").is_some(), "the older one is kept");
    let ledger = store.ledger(PACK).expect("made");
    assert!(ledger.get(&first.id).is_none() && ledger.get(&second.id).is_some());
}

#[test]
fn documents_without_an_address_are_no_versions_of_each_other() {
    let mut store = Store::in_memory().expect("memory");
    assert_eq!(add(&mut store, &document("一")), Added::New);
    assert_eq!(add(&mut store, &document("二")), Added::New);
    assert_eq!(ids(&store).len(), 2);
}

#[test]
fn a_batch_that_is_dropped_leaves_nothing() {
    let place = tempfile::tempdir().expect("a directory");
    let path = place.path().join("a.keii");
    let mut store = Store::open(&path).expect("made");
    let (one, two) = (document("ベルク外相が訪れた。"), document("タール首相が訪れた。"));
    let mut batch = store.batch().expect("begun");
    batch.add(&one, &reading(&one), ADDED).expect("added");
    batch.commit().expect("committed");
    let mut batch = store.batch().expect("begun");
    batch.add(&two, &reading(&two), ADDED).expect("added");
    assert_eq!(batch.written(), 2);
    let reader = Store::open_read_only(&path).expect("opened");
    assert_eq!(ids(&reader), std::slice::from_ref(&one.id), "not seen before the commit");
    drop(batch);
    drop(store);
    let store = Store::open(&path).expect("opened");
    assert_eq!(ids(&store), [one.id]);
    assert_eq!(store.documents().expect("read").len(), 1);
    assert_eq!(store.check().expect("checked"), []);
}

#[test]
fn a_pack_reads_what_it_has_not_read() {
    let mut store = Store::in_memory().expect("memory");
    let (one, two) = (document("ベルク外相が訪れた。"), document("タール首相が訪れた。"));
    add(&mut store, &one);
    add(&mut store, &two);
    assert_eq!(store.needs_reading(PACK).expect("read"), []);
    assert_eq!(store.needs_reading("test 2").expect("read"), [one.id.clone(), two.id.clone()]);
    let mut newer = reading(&one);
    newer.pack = "test 2".into();
    store.put_reading(&newer).expect("put");
    assert_eq!(store.needs_reading("test 2").expect("read"), std::slice::from_ref(&two.id));
    assert_eq!(store.readings("test 2").expect("read").len(), 1);
    assert_eq!(store.readings(PACK).expect("read").len(), 2);
    newer.entities.clear();
    store.put_reading(&newer).expect("put again");
    assert_eq!(store.reading(&one.id, "test 2").expect("read"), Some(newer));
    let mut second = reading(&two);
    second.pack = "test 2".into();
    assert_eq!(store.add(&two, &second, ADDED).expect("added"), Added::AlreadyThere);
    let unread = store.needs_reading("test 2").expect("read");
    assert_eq!(unread, std::slice::from_ref(&two.id), "adding again changes no reading");
    store.put_reading(&second).expect("put");
    let versions = store.versions().expect("read");
    assert_eq!((versions.format, versions.documents, versions.current), (8, 2, 2));
    assert_eq!(versions.packs, [("test 1".into(), 2), ("test 2".into(), 2)]);
}

#[test]
fn a_reading_needs_its_document() {
    let mut store = Store::in_memory().expect("memory");
    let (one, two) = (document("ベルク外相が訪れた。"), document("タール首相が訪れた。"));
    let error = store.put_reading(&reading(&one)).expect_err("not there");
    assert!(matches!(error, Error::NoDocument(_)), "{error}");
    let error = store.add(&one, &reading(&two), ADDED).expect_err("of another");
    assert!(matches!(error, Error::OtherDocument { .. }), "{error}");
    let alike = Document { id: one.id.clone(), ..two };
    add(&mut store, &one);
    let error = store.add(&alike, &reading(&alike), ADDED).expect_err("same id");
    assert!(matches!(error, Error::SameId(_)), "{error}");
    assert_eq!(store.documents().expect("read").len(), 1);
}

#[test]
fn the_order_and_time_of_arrival_do_not_reach_the_ledger() {
    let texts = ["ベルク外相が訪れた。", "ベルク首相が訪れた。", "タールが訪れた。"];
    let ledger = |order: [usize; 3], added: &str| {
        let mut store = Store::in_memory().expect("memory");
        for at in order {
            let one = document(texts[at]);
            store.add(&one, &reading(&one), added).expect("added");
        }
        store.ledger(PACK).expect("made")
    };
    let first = ledger([0, 1, 2], ADDED);
    assert_eq!(first, ledger([2, 0, 1], "2026-01-01T00:00:00Z"));
    let words = format!("{:?}", first.records());
    assert!(!words.contains("2025-03-04"), "{words}");
}

#[test]
fn the_versions_of_an_address_are_listed_from_any_of_them() {
    let mut store = Store::in_memory().expect("memory");
    let (first, second) =
        (document_at("https://a.example/1", "一つ"), document_at("https://a.example/1", "二つ"));
    let lone = document("三つ");
    for one in [&first, &second, &lone] {
        store.add(one, &reading(one), ADDED).expect("added");
    }
    for one in [&first, &second] {
        let versions = store.versions_of(&one.id).expect("read");
        let ids: Vec<_> = versions.iter().map(|one| (&one.id, one.version, one.current)).collect();
        assert_eq!(ids, [(&first.id, 1, false), (&second.id, 2, true)]);
    }
    assert_eq!(store.versions_of(&lone.id).expect("read").len(), 1, "no address is shared by none");
    assert!(store.versions_of(&"D000000000000".into()).expect("read").is_empty());
}
