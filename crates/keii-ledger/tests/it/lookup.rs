//! Looking things up: by id, by speaker, by subject.

use keii_ledger::FindError;
use keii_model::{EntityType, Id};

use crate::telling::{Telling, ledger};

fn sample() -> keii_ledger::Ledger {
    ledger([
        Telling::new("D1a")
            .published("2025-03-05")
            .person("アンナ・ベルク")
            .says("アンナ・ベルク", "港を開く")
            .says("アンナ・ベルク", "橋を架ける"),
        Telling::new("D1b").published("2025-03-01").person("ベルク").says("ベルク", "港は遠い"),
        Telling::new("D2").person("ヨハン・タール").entity(EntityType::Place, "北港", &[]),
    ])
}

#[test]
fn an_id_is_found_by_its_beginning() {
    let ledger = sample();
    assert_eq!(ledger.find("D2").expect("exact").id().as_str(), "D2");
    assert_eq!(ledger.find("D1a.A1").expect("exact").id().as_str(), "D1a.A1");
    assert_eq!(ledger.find("L.").expect("the only place").id().as_str().len(), 12);
}

#[test]
fn the_beginning_of_several_ids_names_them() {
    let error = sample().find("D1").expect_err("two documents");
    let FindError::Ambiguous { count, candidates, .. } = &error else { panic!("{error}") };
    assert_eq!(*count, 5);
    assert_eq!(candidates[0], Id::from("D1a"));
    assert!(error.to_string().contains("D1a.A1"), "{error}");
}

#[test]
fn nothing_is_found_by_nothing() {
    for unknown in ["", "X", "D1ax", "D1a.E1"] {
        let found = sample().find(unknown).cloned();
        assert_eq!(found, Err(FindError::Unknown { id: unknown.into() }));
    }
}

#[test]
fn what_is_said_comes_in_the_order_of_publication() {
    let ledger = sample();
    let all: Vec<&str> =
        ledger.said(None, None).iter().map(|said| said.attribution.id.as_str()).collect();
    assert_eq!(all, ["D1b.A1", "D1a.A1", "D1a.A2"]);
}

#[test]
fn what_is_said_is_found_by_speaker_and_subject() {
    let ledger = sample();
    let said = ledger.said(Some("アンナ"), Some("港"));
    let found: Vec<(&str, &[&str])> =
        said.iter().map(|said| (said.attribution.id.as_str(), &said.speakers[..])).collect();
    assert_eq!(found, [("D1b.A1", &["アンナ・ベルク"][..]), ("D1a.A1", &["アンナ・ベルク"][..])]);
    assert!(ledger.said(Some("タール"), None).is_empty());
}

#[test]
fn people_are_listed_by_how_often_they_are_named() {
    let ledger = sample();
    let people: Vec<(&str, usize, usize, usize)> = ledger
        .people()
        .iter()
        .map(|one| (one.entity.name.any(), one.mentions, one.documents.len(), one.statements))
        .collect();
    assert_eq!(people, [("アンナ・ベルク", 2, 2, 3), ("ヨハン・タール", 1, 1, 0)]);
}

#[test]
fn evidence_is_what_the_record_rests_on() {
    let ledger = sample();
    let words: Vec<&str> =
        ledger.evidence(&Id::from("D1b.A1")).iter().map(|span| span.text.as_str()).collect();
    assert_eq!(words, ["港は遠い", "ベルク"]);
    assert!(ledger.evidence(&Id::from("D9")).is_empty());
}

#[test]
fn records_stand_in_the_order_of_an_export() {
    let ids: Vec<String> = sample().records().iter().map(|one| one.id().to_string()).collect();
    let [documents, entities, statements] = [&ids[..3], &ids[4..7], &ids[7..]];
    assert_eq!(documents, ["D1a", "D1b", "D2"]);
    assert_eq!(ids[3], "S.1b", "the story, after the document that was published first");
    assert!(entities.is_sorted() && entities[0].starts_with("L."), "{entities:?}");
    assert_eq!(statements, ["D1a.A1", "D1a.A2", "D1b.A1"]);
}

#[test]
fn of_two_readings_of_one_document_the_greater_pack_counts() {
    let older = || Telling::new("D1").person("ベルク").reading;
    let newer = || {
        let mut newer = Telling::new("D1").person("アンナ・ベルク").reading;
        newer.pack = "test 2".into();
        newer
    };
    let ledger = keii_ledger::build(vec![newer(), older()]);
    assert_eq!(ledger, keii_ledger::build(vec![older(), newer()]));
    assert_eq!(ledger, keii_ledger::build(vec![newer()]));
}
