//! Prints how long the dictionary takes to open, and how fast a text is split into words.
//!
//! `cargo run --release -p keii-ja --example measure_speed CACHE_DIR TEXT_FILE…`; the files are
//! read line by line, repeatedly.

use std::error::Error;
use std::path::Path;
use std::time::Instant;

use keii_ja::Japanese;
use keii_model::Span;
use keii_syntax::{Analyzer, Sentence};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, cache, files @ ..] = arguments.as_slice() else { return Err("CACHE_DIR?".into()) };
    let start = Instant::now();
    let japanese = Japanese::open(Path::new(cache), None)?;
    println!("open {:?}: {}", start.elapsed(), japanese.version());
    let mut text = String::new();
    for file in files {
        text.push_str(&std::fs::read_to_string(file)?);
    }
    let mut spans = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        spans.push(Span::from_range(at..at + line.len()));
        at += line.len();
    }
    report("words", &text, || {
        spans.iter().map(|&span| japanese.tokenizer().tokenize(&text, span).len()).sum()
    });
    report("syntax", &text, || {
        let whole = |span| japanese.analyze(&text, &Sentence { span, quotations: &[] });
        spans.iter().map(|&span| whole(span).tokens.len()).sum()
    });
    Ok(())
}

fn report(what: &str, text: &str, mut pass: impl FnMut() -> usize) {
    pass();
    let passes = (20_000_000 / text.len().max(1)).max(1);
    let start = Instant::now();
    let words: usize = (0..passes).map(|_| pass()).sum();
    let seconds = start.elapsed().as_secs_f64();
    let megabytes = (text.len() * passes) as f64 / 1e6;
    println!("{what}: {:.1} MB/s, {words} words in {passes} passes", megabytes / seconds);
}
