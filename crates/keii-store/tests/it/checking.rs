//! What `check` finds in a file that was changed behind its back.

use std::path::{Path, PathBuf};

use keii_store::{Error, Problem, Store};
use rusqlite::Connection;
use tempfile::TempDir;

use crate::article::{ADDED, PACK, document, reading};

/// A ledger of two documents, changed behind its back.
fn tampered(command: &str) -> (TempDir, PathBuf) {
    let place = tempfile::tempdir().expect("a directory");
    let path = place.path().join("a.keii");
    let mut store = Store::open(&path).expect("made");
    for text in ["ベルク外相が訪れた。", "タール首相が訪れた。"] {
        let one = document(text);
        store.add(&one, &reading(&one), ADDED).expect("added");
    }
    assert_eq!(store.check().expect("checked"), []);
    drop(store);
    let connection = Connection::open(&path).expect("a file");
    connection.execute_batch(command).expect("changed");
    (place, path)
}

fn problems(path: &Path) -> Vec<Problem> {
    Store::open(path).expect("opened").check().expect("checked")
}

#[test]
fn a_text_that_was_changed_is_found_even_where_nothing_was_read() {
    let (_place, path) = tampered(
        "UPDATE documents SET text = CAST(replace(CAST(text AS TEXT), '訪れた', '去った') AS BLOB) \
         WHERE arrival = 1",
    );
    let found = problems(&path);
    let [Problem::Text { document: id, what }] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(*id, document("ベルク外相が訪れた。").id);
    assert_eq!(*what, "is not the one that was added");
}

#[test]
fn a_span_that_lost_its_words_is_found() {
    let (_place, path) = tampered(
        "UPDATE documents SET text = CAST(replace(CAST(text AS TEXT), 'ベルク', 'タール') AS BLOB) \
         WHERE arrival = 1",
    );
    let found = problems(&path);
    let [Problem::Text { .. }, Problem::Spans { count: 1, first, .. }] = found.as_slice() else {
        panic!("{found:?}")
    };
    assert_eq!(first.text, "ベル");
    assert!(found[1].to_string().contains("ベル"), "{}", found[1]);
}

#[test]
fn a_text_that_is_no_text_is_found_and_refused() {
    let (_place, path) =
        tampered("UPDATE documents SET text = x'FF', body_end = 1 WHERE arrival = 1");
    assert!(matches!(problems(&path).first(), Some(Problem::Text { .. })));
    let id = document("ベルク外相が訪れた。").id;
    let error = Store::open(&path).expect("opened").document(&id).expect_err("damaged");
    assert!(matches!(error, Error::Damaged { .. }), "{error}");
}

#[test]
fn a_reading_that_cannot_be_read_is_found() {
    let (_place, path) = tampered("UPDATE readings SET reading = x'00' WHERE rowid = 1");
    assert!(matches!(problems(&path).as_slice(), [Problem::Reading { .. }]));
    let error = Store::open(&path).expect("opened").readings(PACK).expect_err("damaged");
    assert!(matches!(error, Error::Damaged { .. }), "{error}");
}

#[test]
fn a_reading_under_another_name_is_found() {
    let (_place, path) = tampered("UPDATE readings SET pack = 'test 9' WHERE rowid = 1");
    assert!(matches!(problems(&path).as_slice(), [Problem::Reading { .. }]));
}

#[test]
fn a_reading_without_document_is_found() {
    let (_place, path) =
        tampered("PRAGMA foreign_keys = OFF; DELETE FROM documents WHERE arrival = 1");
    let of = |table: &str| Problem::Reference(table.into());
    let all = ["entries", "entries", "headings", "profiles", "readings"];
    assert_eq!(problems(&path), all.map(of));
}

#[test]
fn a_correction_that_cannot_be_read_is_found() {
    let (_place, path) = tampered(
        "INSERT INTO corrections VALUES (1, '2025-03-04T00:00:00Z', \
         '{\"version\":1,\"number\":2,\"given\":\"\",\"change\":\"undo\"}')",
    );
    assert!(matches!(problems(&path).as_slice(), [Problem::Correction { number: 1, .. }]));
    let error = Store::open(&path).expect("opened").corrections(None).expect_err("damaged");
    assert!(matches!(error, Error::Damaged { .. }), "{error}");
}
