//! What had arrived by a day, corrections among it, and which reading of a document counts.

use jiff::civil::{Date, date};
use keii_ledger::{Sources, build};
use keii_model::{Change, Document, Edtf, Reading};
use keii_store::{Proposal, Store, Unread, Until};

use crate::article::{PACK, document, document_at, reading};

fn arrived(store: &Store, day: Option<Date>) -> Sources {
    let until = day.and_then(Until::end_of);
    let arrived = store.sources(PACK, until.as_ref()).expect("read");
    assert_eq!(arrived.unread, []);
    arrived.sources
}

fn proposal(change: Change) -> Proposal {
    Proposal { change, by: Some("佐藤".into()), reason: None }
}

/// What happens to a ledger on a day.
enum Step {
    Add(Document),
    Correct(Change),
}

fn apply(store: &mut Store, day: i8, step: &Step) {
    let time = format!("2025-03-{day:02}T23:59:59.5Z");
    match step {
        Step::Add(one) => {
            store.add(one, &reading(one), &time).expect("added");
        }
        Step::Correct(change) => {
            store.correct(proposal(change.clone()), &time).expect("corrected");
            if let Change::Date { document, published } = change {
                let mut batch = store.batch().expect("begun");
                let dated = by_day(document, published);
                batch.replace_reading(&dated, Some(published)).expect("put");
                batch.commit().expect("committed");
            }
        }
    }
}

/// A reading of the first text, made with another day of publication.
fn by_day(id: &keii_model::Id, published: &Edtf) -> Reading {
    let one = document("ベルク外相が訪れた。");
    assert_eq!(one.id, *id);
    let mut dated = reading(&one);
    dated.document.published.value = Some(published.clone());
    dated
}

fn steps() -> Vec<Step> {
    let first = document("ベルク外相が訪れた。");
    let again = document("ベルク外相は帰った。");
    let versions = ["タール首相が訪れる。", "タール首相が訪れた。"];
    let [early, late] = versions.map(|text| document_at("https://example.org/1", text));
    let target = |one: &Document| {
        let ledger = build(vec![reading(one)]);
        let person = ledger.people()[0].entity.clone();
        ledger.target(&keii_model::Record::Entity(person), None).expect("a person")
    };
    let (a, b) = (target(&first), target(&again));
    let published = "2025-02-20".parse().expect("a day");
    let id = first.id.clone();
    vec![
        Step::Add(first),
        Step::Add(early),
        Step::Add(again),
        Step::Correct(Change::Different { a, b }),
        Step::Add(late),
        Step::Correct(Change::Date { document: id, published }),
        Step::Correct(Change::Undo { number: 1 }),
        Step::Correct(Change::Undo { number: 2 }),
    ]
}

#[test]
fn as_of_a_day_is_a_ledger_of_what_had_arrived() {
    let steps = steps();
    let mut store = Store::in_memory().expect("memory");
    for (at, step) in (1..).zip(&steps) {
        apply(&mut store, at, step);
    }
    for day in 0..=i8::try_from(steps.len()).expect("few") {
        let mut then = Store::in_memory().expect("memory");
        for (at, step) in (1..=day).zip(&steps) {
            apply(&mut then, at, step);
        }
        let end = if day == 0 { date(2025, 2, 28) } else { date(2025, 3, day) };
        let (one, other) = (arrived(&store, Some(end)), arrived(&then, None));
        assert_eq!(one, other, "at the end of day {day}");
        assert_eq!(build(one), build(other));
    }
}

#[test]
fn a_corrected_day_is_read_by_it_and_taken_back_to_the_byte() {
    let steps = steps();
    let mut store = Store::in_memory().expect("memory");
    apply(&mut store, 1, &steps[0]);
    let before = arrived(&store, None);
    apply(&mut store, 2, &steps[5]);
    let redated = arrived(&store, None);
    let day = redated.readings[0].document.published.value.as_ref().map(ToString::to_string);
    assert_eq!(day.as_deref(), Some("2025-02-20"));
    store.correct(proposal(Change::Undo { number: 1 }), "2025-03-03T00:00:00Z").expect("undone");
    assert_eq!(arrived(&store, None).readings, before.readings);
    assert_eq!(store.check().expect("checked"), []);
}

#[test]
fn a_day_that_nothing_was_read_by_is_told() {
    let mut store = Store::in_memory().expect("memory");
    let one = document("ベルク外相が訪れた。");
    store.add(&one, &reading(&one), "2025-03-01T00:00:00Z").expect("added");
    let published: Edtf = "2025-02-20".parse().expect("a day");
    let change = Change::Date { document: one.id.clone(), published: published.clone() };
    let given = store.correct(proposal(change), "2025-03-02T00:00:00Z").expect("corrected");
    assert_eq!((given.number, given.by.as_deref()), (1, Some("佐藤")));
    let unread = Unread { document: one.id, published: Some(published) };
    assert_eq!(store.sources(PACK, None).expect("read").unread, std::slice::from_ref(&unread));
    assert_eq!(store.unread(PACK).expect("read"), [unread]);
}

#[test]
fn readings_of_other_packs_stay_until_they_are_replaced() {
    let mut store = Store::in_memory().expect("memory");
    let one = document("ベルク外相が訪れた。");
    store.add(&one, &reading(&one), "2025-03-01T00:00:00Z").expect("added");
    let packs = |store: &Store| -> Vec<String> {
        let readings = store.sources("test 2", None).expect("read").sources.readings;
        readings.into_iter().map(|reading| reading.pack).collect()
    };
    assert_eq!(packs(&store), [PACK]);
    let mut newer = reading(&one);
    newer.pack = "test 2".into();
    let mut batch = store.batch().expect("begun");
    batch.replace_reading(&newer, None).expect("put");
    batch.commit().expect("committed");
    assert_eq!(packs(&store), ["test 2"]);
    assert_eq!(store.reading(&one.id, PACK).expect("read"), None);
    assert_eq!(store.unread("test 2").expect("read"), []);
}
