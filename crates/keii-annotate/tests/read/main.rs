//! Readings of short texts: what is found, what it means, and what must not be found.

#![expect(clippy::unwrap_used, reason = "a test fails where it panics")]

mod amounts;
mod author;
mod events;
mod pack_examples;
mod sources;
mod speech;
mod statements;
mod times;

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use keii_annotate::Annotator;
use keii_ja::Japanese;
use keii_model::{Document, Id, Metadata, Reading, Span, Text};
use keii_rules::{Pack, PackFile, PackSource};

/// The pack of Japanese as it stands in the repository.
fn source() -> &'static PackSource {
    static SOURCE: OnceLock<PackSource> = OnceLock::new();
    SOURCE.get_or_init(|| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs/ja");
        let mut files = Vec::new();
        let mut folders = vec![root.clone()];
        while let Some(folder) = folders.pop() {
            let entries = std::fs::read_dir(folder).unwrap();
            let paths = entries.map(|entry| entry.unwrap().path());
            let (inner, leaves): (Vec<PathBuf>, Vec<PathBuf>) = paths.partition(|it| it.is_dir());
            folders.extend(inner);
            files.extend(leaves.into_iter().map(|path| {
                let name = path.strip_prefix(&root).unwrap().to_str().unwrap().to_owned();
                (name, std::fs::read_to_string(path).unwrap())
            }));
        }
        let files: Vec<PackFile<'_>> =
            files.iter().map(|(path, text)| PackFile { path, text }).collect();
        PackSource::parse(&files).unwrap_or_else(|error| panic!("{error}"))
    })
}

fn annotator() -> &'static Annotator {
    static ANNOTATOR: OnceLock<Annotator> = OnceLock::new();
    ANNOTATOR.get_or_init(|| {
        let japanese = Japanese::open(Path::new(env!("CARGO_TARGET_TMPDIR")), None).unwrap();
        Annotator::new(Arc::new(japanese), Pack::compile(source()).unwrap()).unwrap()
    })
}

/// Reads a text that came with a day of publication, or without.
fn read(text: &str, published: Option<&str>) -> Reading {
    let published = published.map(|published| published.parse().unwrap());
    let document = Document {
        id: Id::from("D000000000000"),
        name: "example".to_owned(),
        sha256: "0".repeat(64),
        text: Text::new(text),
        body: Span::from_range(0..text.len()),
        metadata: Metadata { published, ..Metadata::default() },
    };
    annotator().annotate(&document)
}
