//! Who is named, by short phrases through the real analyzer and the Japanese pack.
//!
//! The tables stand in `names/`: one phrase a line with what a reader finds in it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use keii_annotate::Annotator;
use keii_ja::Japanese;
use keii_model::{Document, EntityType, Id, Metadata, Reading, Span, Text};
use keii_rules::{Pack, PackFile, PackSource};

fn pack() -> Pack {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs/ja");
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    let mut folders: Vec<PathBuf> = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("the pack is there") {
            let path = entry.expect("it can be listed").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(&root).expect("it lies in the pack");
                let text = std::fs::read_to_string(&path).expect("it is text");
                files.insert(name.display().to_string(), text);
            }
        }
    }
    let files: Vec<PackFile<'_>> =
        files.iter().map(|(path, text)| PackFile { path, text }).collect();
    let source = PackSource::parse(&files).unwrap_or_else(|error| panic!("{error}"));
    Pack::compile(&source).unwrap_or_else(|error| panic!("{error}"))
}

fn annotator() -> Annotator {
    let cache = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let japanese = Japanese::open(cache, None).unwrap_or_else(|error| panic!("{error}"));
    Annotator::new(Arc::new(japanese), pack()).unwrap_or_else(|error| panic!("{error}"))
}

fn document(text: &str) -> Document {
    Document {
        id: Id::from("D0"),
        name: "phrase".to_owned(),
        sha256: String::new(),
        text: Text::new(text),
        body: Span::from_range(0..text.len()),
        metadata: Metadata::default(),
    }
}

/// What a table compares: names of one type, with offices for persons, in order of appearance.
fn found(reading: &Reading, kind: EntityType) -> String {
    let mut entities: Vec<_> =
        reading.entities.iter().filter(|entity| entity.entity_type == kind).collect();
    entities.sort_by_key(|entity| entity.evidence.iter().map(|span| span.start).min());
    let told = entities.into_iter().map(|entity| {
        let roles = entity.roles.iter().map(|role| match &role.of {
            Some(of) => format!("{}@{of}", role.title),
            None => role.title.clone(),
        });
        let roles: Vec<String> = roles.collect();
        let name = entity.name.any();
        if roles.is_empty() { name.to_owned() } else { format!("{name}={}", roles.join(",")) }
    });
    let told: Vec<String> = told.collect();
    if told.is_empty() { "-".to_owned() } else { told.join("; ") }
}

/// Reads every phrase of a table and lists the lines that come out otherwise.
fn check(table: &str, kind: EntityType) {
    let annotator = annotator();
    let mut wrong = Vec::new();
    for line in table.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (text, expected) = line.split_once('\t').expect("phrase, tab, names");
        let document = document(&text.replace("\\n", "\n"));
        let read = found(&annotator.annotate(&document), kind);
        if read != expected {
            wrong.push(format!("{text}\n  expected {expected}\n  found    {read}"));
        }
    }
    assert!(wrong.is_empty(), "{} phrases:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn persons_are_named_as_the_table_says() {
    check(include_str!("names/person.tsv"), EntityType::Person);
}

#[test]
fn bodies_are_named_as_the_table_says() {
    check(include_str!("names/organization.tsv"), EntityType::Organization);
}

#[test]
fn groups_are_named_as_the_table_says() {
    check(include_str!("names/group.tsv"), EntityType::Group);
}

#[test]
fn a_body_is_known_by_each_form_that_names_it() {
    let annotator = annotator();
    let reading = annotator.annotate(&document("国際連合の安保理は5日、国連本部で会合を開いた。"));
    let forms = |name: &str| {
        let found = reading.entities.iter().find(|entity| entity.name.any() == name);
        found.map(|entity| entity.aliases.clone()).unwrap_or_default()
    };
    assert_eq!(forms("国連"), ["国連", "国際連合"]);
    assert_eq!(forms("国連安全保障理事会"), ["国連安全保障理事会", "安保理"]);
}

#[test]
fn the_long_form_of_a_country_does_not_take_the_first_letter_of_a_word() {
    let annotator = annotator();
    let named = |text: &str| {
        let reading = annotator.annotate(&document(text));
        let evidence = reading.entities.iter().flat_map(|entity| &entity.evidence);
        evidence.map(|span| span.text.clone()).collect::<Vec<_>>()
    };
    assert_eq!(named("これは日本国民に伝わった。"), ["日本"]);
    assert_eq!(named("日本国は条約を結んだ。"), ["日本国"]);
}
