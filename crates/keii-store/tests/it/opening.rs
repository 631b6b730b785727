//! What is opened, what is refused, and what is said then.

use std::fs;
use std::path::Path;

use keii_store::{Error, Find, Store};
use rusqlite::Connection;
use tempfile::TempDir;

use crate::article::{ADDED, PACK, document, reading};

fn place() -> TempDir {
    tempfile::tempdir().expect("a directory")
}

/// A ledger with one document.
fn ledger_at(path: &Path) {
    let one = document("ベルク外相が訪れた。");
    let mut store = Store::open(path).expect("made");
    store.add(&one, &reading(&one), ADDED).expect("added");
}

fn change(path: &Path, command: &str) {
    let connection = Connection::open(path).expect("a file");
    connection.execute_batch(command).expect("changed");
}

fn ask<T: rusqlite::types::FromSql>(path: &Path, question: &str) -> T {
    let connection = Connection::open(path).expect("a file");
    connection.query_row(question, [], |row| row.get(0)).expect("an answer")
}

#[test]
fn a_ledger_is_made_and_opened_again() {
    let place = place();
    let path = place.path().join("a.keii");
    ledger_at(&path);
    assert_eq!(Store::open(&path).expect("opened").documents().expect("read").len(), 1);
    let reader = Store::open_read_only(&path).expect("opened");
    assert_eq!(reader.readings(PACK).expect("read").len(), 1);
    assert_eq!(ask::<u32>(&path, "PRAGMA application_id"), 0x6B65_6969);
    assert_eq!(ask::<u32>(&path, "PRAGMA user_version"), 8);
    assert_eq!(ask::<String>(&path, "PRAGMA journal_mode"), "wal");
}

#[test]
fn an_empty_file_becomes_a_ledger() {
    let place = place();
    let path = place.path().join("a.keii");
    fs::write(&path, "").expect("written");
    ledger_at(&path);
    assert_eq!(Store::open(&path).expect("opened").documents().expect("read").len(), 1);
}

#[test]
fn a_file_that_is_no_ledger_is_refused_and_left_alone() {
    let place = place();
    let text = place.path().join("a.txt");
    fs::write(&text, "ベルク外相が訪れた。").expect("written");
    let other = place.path().join("other.db");
    change(&other, "CREATE TABLE notes (words TEXT)");
    let marked = place.path().join("marked.db");
    change(&marked, "PRAGMA application_id = 7; PRAGMA user_version = 1");
    for path in [&text, &other, &marked] {
        let before = fs::read(path).expect("read");
        for opened in [Store::open(path), Store::open_read_only(path)] {
            let error = opened.expect_err("no ledger");
            assert!(matches!(error, Error::NotALedger { .. }), "{path:?}: {error}");
        }
        assert_eq!(fs::read(path).expect("read"), before);
    }
    let error = Store::open(place.path()).expect_err("a directory");
    assert!(error.to_string().contains("directory"), "{error}");
}

#[test]
fn a_newer_ledger_is_refused() {
    let place = place();
    let path = place.path().join("a.keii");
    ledger_at(&path);
    change(&path, "PRAGMA user_version = 900");
    for opened in [Store::open(&path), Store::open_read_only(&path)] {
        let error = opened.expect_err("newer");
        assert!(matches!(error, Error::Newer { found: 900, .. }), "{error}");
        assert!(error.to_string().contains("install"), "{error}");
    }
}

#[test]
fn reading_makes_no_ledger() {
    let place = place();
    let path = place.path().join("a.keii");
    let error = Store::open_read_only(&path).expect_err("nothing there");
    assert!(matches!(error, Error::Missing { .. }), "{error}");
    assert!(!path.exists());
    fs::write(&path, "").expect("written");
    let error = Store::open_read_only(&path).expect_err("empty");
    assert!(matches!(error, Error::NotALedger { .. }), "{error}");
}

#[test]
fn a_directory_that_is_not_there_is_named() {
    let place = place();
    let path = place.path().join("nowhere").join("a.keii");
    let error = Store::open(&path).expect_err("no directory");
    assert!(matches!(error, Error::CannotOpen { .. }), "{error}");
    assert!(error.to_string().contains("nowhere"), "{error}");
}

#[test]
fn a_ledger_opened_for_reading_is_not_written() {
    let place = place();
    let path = place.path().join("a.keii");
    ledger_at(&path);
    let mut store = Store::open_read_only(&path).expect("opened");
    let two = document("タール首相が訪れた。");
    let error = store.add(&two, &reading(&two), ADDED).expect_err("read only");
    assert!(matches!(error, Error::ReadOnly { .. }), "{error}");
}

#[test]
fn a_damaged_file_is_not_taken_for_a_ledger_in_order() {
    let place = place();
    let path = place.path().join("a.keii");
    ledger_at(&path);
    let mut bytes = fs::read(&path).expect("read");
    bytes[4096..].fill(0x5A);
    fs::write(&path, bytes).expect("written");
    let opened = Store::open(&path).and_then(|store| store.check());
    match opened {
        Ok(problems) => assert!(!problems.is_empty()),
        Err(error) => assert!(matches!(error, Error::Damaged { .. }), "{error}"),
    }
}

#[test]
fn a_second_writer_waits_and_is_told_why() {
    let place = place();
    let path = place.path().join("a.keii");
    ledger_at(&path);
    let mut first = Store::open_as(&path, "keii add").expect("opened");
    let mut second = Store::open(&path).expect("opened");
    let batch = first.batch().expect("begun");
    let begun = std::time::Instant::now();
    let error = second.batch().expect_err("the first writes");
    let Error::Busy { holder: Some(holder), .. } = &error else { panic!("{error}") };
    assert_eq!((holder.process, holder.command.as_str()), (std::process::id(), "keii add"));
    assert!(holder.since.is_some(), "{holder}");
    assert!(error.to_string().contains("keii add, process"), "{error}");
    assert!(error.to_string().contains("5 seconds"), "{error}");
    assert!(begun.elapsed().as_secs() >= 4);
    drop(batch);
    assert!(!place.path().join("a.keii-holder").exists(), "who has finished holds nothing");
    second.batch().expect("the first has finished").commit().expect("committed");
    assert!(!place.path().join("a.keii-holder").exists(), "who has finished holds nothing");
    let reader = Store::open_read_only(&path).expect("opened");
    let _batch = first.batch().expect("begun");
    assert_eq!(reader.documents().expect("readers need not wait").len(), 1);
}

#[test]
fn a_note_that_a_killed_process_has_left_is_not_believed() {
    let place = place();
    let path = place.path().join("a.keii");
    ledger_at(&path);
    let mut first = Store::open(&path).expect("opened");
    let mut second = Store::open(&path).expect("opened");
    let batch = first.batch().expect("begun");
    fs::write(place.path().join("a.keii-holder"), "4294967295\nkeii add\n").expect("written");
    let error = second.batch().expect_err("the first writes");
    assert!(matches!(error, Error::Busy { holder: None, .. }), "{error}");
    drop(batch);
    fs::write(place.path().join("a.keii-holder"), "1\nkeii add\n").expect("written");
    second.batch().expect("a note holds nobody up").commit().expect("committed");
}

#[test]
fn a_ledger_where_nothing_can_be_written_can_be_read() {
    let place = place();
    let path = place.path().join("a#1?b%.keii");
    ledger_at(&path);
    let mut permissions = fs::metadata(place.path()).expect("there").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(place.path(), permissions.clone()).expect("set");
    // A superuser may write nevertheless; then this is an ordinary opening.
    let opened = Store::open_read_only(&path).and_then(|store| store.documents());
    #[expect(clippy::permissions_set_readonly_false, reason = "a directory of this test alone")]
    permissions.set_readonly(false);
    fs::set_permissions(place.path(), permissions).expect("set");
    assert_eq!(opened.expect("read").len(), 1);
}

#[test]
fn many_may_make_one_ledger_at_once() {
    let place = place();
    let path = place.path().join("a.keii");
    std::thread::scope(|scope| {
        for number in 0..8 {
            let path = &path;
            scope.spawn(move || {
                let mut store = Store::open(path).expect("opened");
                let one = document(&format!("記事の{number}番。"));
                store.add(&one, &reading(&one), ADDED).expect("added");
            });
        }
    });
    let store = Store::open(&path).expect("opened");
    assert_eq!(store.documents().expect("read").len(), 8);
    assert_eq!(store.check().expect("checked"), []);
}

/// What each format brought, the newest first, as it is taken away again.
const TABLES: [(u32, &str); 7] = [
    (
        7,
        "DROP TABLE faces; DROP TABLE named; DROP TABLE tellings; \
         DROP INDEX catalogue_by_summed; ALTER TABLE catalogue DROP COLUMN summed; \
         ALTER TABLE catalogue DROP COLUMN rests; ALTER TABLE shares DROP COLUMN mentions; \
         ALTER TABLE shares DROP COLUMN statements; ALTER TABLE joined DROP COLUMN event; \
         ALTER TABLE headings DROP COLUMN facts; UPDATE derived SET made_by = 'keii 0.1.0, 1'",
    ),
    (6, "ALTER TABLE catalogue DROP COLUMN line; UPDATE derived SET made_by = 'keii 0.1.0, 1'"),
    (
        5,
        "DROP TABLE unsure; DROP TABLE linked; DROP TABLE countries; DROP TABLE joined; DROP TABLE shares; \
         DROP TABLE catalogue; UPDATE derived SET made_by = 'keii 0.1.0, 1'",
    ),
    (
        4,
        "DROP TABLE pairs; DROP TABLE involved; DROP TABLE entries; DROP TABLE headings; \
         DROP TABLE unread; DROP TABLE bound; DROP TABLE derived",
    ),
    (3, "DROP TABLE marks"),
    (2, "DROP TABLE seekers; DROP TABLE profiles"),
    (1, "DROP TABLE corrections; DROP TABLE dated_readings"),
];

#[test]
fn a_ledger_of_any_earlier_format_keeps_its_documents_and_finds_and_places_them() {
    for oldest in 1..=7 {
        let place = place();
        let path = place.path().join("a.keii");
        ledger_at(&path);
        for (format, drop) in TABLES.iter().filter(|(format, _)| *format >= oldest) {
            change(&path, &format!("{drop}; PRAGMA user_version = {format}"));
        }
        let error = Store::open_read_only(&path).expect_err("older");
        let Error::Older { found, known, .. } = error else { panic!("{error}") };
        assert_eq!((found, known), (oldest, 8));
        let store = Store::open(&path).expect("brought up to date");
        assert_eq!(store.documents().expect("read").len(), 1);
        assert_eq!(store.corrections(None).expect("read"), []);
        assert!(store.is_settled().expect("read"), "format {oldest}");
        assert_eq!(store.placed().expect("read").len(), 1, "format {oldest}");
        let what = Find { words: vec!["外相".into()], ..Find::default() };
        assert_eq!(store.find(&what, 0, 9).expect("found").total, 1, "format {oldest}");
        assert_eq!(store.check().expect("checked"), []);
    }
}

#[test]
fn what_another_program_derived_is_derived_anew() {
    let place = place();
    let path = place.path().join("a.keii");
    ledger_at(&path);
    change(&path, "UPDATE derived SET made_by = 'another'; DELETE FROM profiles");
    let reader = Store::open_read_only(&path).expect("opened");
    assert!(!reader.is_derived().expect("read"));
    let store = Store::open(&path).expect("opened");
    assert!(store.is_derived().expect("read"));
    assert_eq!(store.placed().expect("read").len(), 1);
    assert!(reader.is_derived().expect("read"));
}
