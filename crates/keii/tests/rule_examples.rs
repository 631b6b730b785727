//! Every example of every rule, run through the whole pack.

#![expect(clippy::unwrap_used, reason = "a test that unwraps fails with the line it failed at")]

use std::sync::{Arc, OnceLock};

use keii_annotate::Annotator;
use keii_ja::Japanese;
use keii_model::{Document, Id, Metadata, Reading, Span, Text};
use keii_rules::{Example, Pack, PackSource};

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

fn read(text: &str) -> Reading {
    annotator().annotate(&Document {
        id: Id::from("D000000000000"),
        name: "example".into(),
        sha256: "0".repeat(64),
        text: Text::new(text),
        body: Span::from_range(0..text.len()),
        metadata: Metadata::default(),
    })
}

/// Runs one example against all rules of its layer; what must not be found must not come out of
/// the whole reading either.
fn check(rule: &str, layer: &str, text: &str, span: Option<(u32, u32)>, outputs: &[(&str, &str)]) {
    let outputs = outputs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned()));
    let example = Example {
        rule: rule.to_owned(),
        layer: layer.to_owned(),
        text: text.to_owned(),
        span: span.map(|(start, end)| Span::new(start, end)),
        outputs: outputs.collect(),
        number: 1,
        place: (format!("layer {layer}"), 0),
    };
    if let Err(wrong) = annotator().check_example(&example) {
        panic!("{wrong}");
    }
    if span.is_none() {
        let derived = derived_by(rule, &read(text));
        assert!(derived.is_empty(), "{rule} must find nothing in {text}, but finds {derived:?}");
    }
}

/// What the reading owes to a rule.
fn derived_by(rule: &str, reading: &Reading) -> Vec<String> {
    let steps = reading.derivations.iter().flat_map(|derivation| &derivation.steps);
    let own = steps.filter(|(step, _)| step == rule);
    own.map(|(_, words)| words.as_ref().map_or("", |words| &words.text).to_owned()).collect()
}
