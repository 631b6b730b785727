//! Every example of every rule, run through the whole pack.

#![expect(clippy::unwrap_used, reason = "a test that unwraps fails with the line it failed at")]

use std::sync::{Arc, OnceLock};

use keii_annotate::Annotator;
use keii_ja::Japanese;
use keii_model::{Document, Id, Metadata, Reading, Span, Text, TextSpan};
use keii_rules::{Pack, PackSource};
use serde_json::Value;

/// The generated tests, in a module of their own because there may be thousands.
mod generated {
    include!(concat!(env!("OUT_DIR"), "/rule_examples.rs"));
}

fn annotator() -> &'static Annotator {
    static ANNOTATOR: OnceLock<Annotator> = OnceLock::new();
    ANNOTATOR.get_or_init(|| {
        let pack = include_bytes!(concat!(env!("OUT_DIR"), "/ja.pack"));
        let source: PackSource = postcard::from_bytes(pack).unwrap();
        let cache = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
        let japanese = Japanese::open(cache, None).unwrap();
        Annotator::new(Arc::new(japanese), Pack::compile(&source).unwrap()).unwrap()
    })
}

fn read(text: &str) -> (Document, Reading) {
    let document = Document {
        id: Id::from("D000000000000"),
        name: "example".into(),
        sha256: "0".repeat(64),
        text: Text::new(text),
        body: Span::from_range(0..text.len()),
        metadata: Metadata::default(),
    };
    let reading = annotator().annotate(&document);
    (document, reading)
}

/// Runs one example.
fn check(rule: &str, _layer: &str, text: &str, span: Option<(u32, u32)>, outputs: &[(&str, &str)]) {
    let (document, reading) = read(text);
    let own: Vec<(&Id, &Option<TextSpan>)> = reading
        .derivations
        .iter()
        .flat_map(|derivation| derivation.steps.iter().map(move |step| (&derivation.record, step)))
        .filter(|(_, (step, _))| step == rule)
        .map(|(record, (_, words))| (record, words))
        .collect();
    let Some((start, end)) = span else {
        assert!(own.is_empty(), "{rule} must find nothing in {text}, but finds {own:?}");
        return;
    };
    let wanted = document.text.quote(&document.id, Span::new(start, end));
    let found = own.iter().find(|(_, words)| words.as_ref() == Some(&wanted));
    let Some((record, _)) = found else {
        panic!(
            "{rule} does not find ⟦{}⟧ in {text}; it finds {own:?}\nall steps: {:#?}",
            wanted.text, reading.derivations
        );
    };
    let record = reading.records().find(|one| one.id() == *record).expect("derived");
    let record = serde_json::to_value(record).unwrap();
    for (field, value) in outputs {
        assert!(agrees(&record, field, value), "{rule}: {field} is not {value} in {record:#}");
    }
}

/// Whether a field of the record says what the example does.
fn agrees(record: &Value, field: &str, value: &str) -> bool {
    match &record[field] {
        Value::Null => value.is_empty() || value == "null",
        Value::String(text) => text == value,
        other => {
            let written = other.to_string();
            written == value
        }
    }
}
