//! Japanese as a user of the crate meets it, with the real dictionary.
//!
//! The dictionary is compiled once in a checkout and cached in `KEII_CACHE_DIR` when that is set,
//! else in cargo's directory for what tests leave behind (`target/tmp`). IPADIC's sources must be
//! installed: Debian's `mecab-ipadic`.

mod cache;
mod clauses;
mod dependency;
mod names;
mod predicates;
mod quotations;
mod words;

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use keii_ja::Japanese;
use keii_model::Span;
use keii_syntax::{Analyzer, Chunk, Sentence, Syntax};

/// Where the dictionary of the tests is cached.
#[expect(clippy::disallowed_methods, reason = "tests are told by the environment where to cache")]
fn cache_dir() -> PathBuf {
    let default = || Path::new(env!("CARGO_TARGET_TMPDIR")).join("dictionary");
    std::env::var_os("KEII_CACHE_DIR").map_or_else(default, PathBuf::from)
}

fn japanese() -> &'static Japanese {
    static JAPANESE: OnceLock<Japanese> = OnceLock::new();
    JAPANESE.get_or_init(|| {
        Japanese::open(&cache_dir(), None).unwrap_or_else(|error| panic!("{error}"))
    })
}

/// The syntax of a text, with its 「」 and 『』 as quotations.
fn analyze(text: &str) -> Syntax {
    let (mut open, mut quotations) = (Vec::new(), Vec::new());
    for (at, mark) in text.char_indices() {
        match mark {
            '「' | '『' => open.push(at),
            '」' | '』' => {
                let end = at + mark.len_utf8();
                quotations.extend(open.pop().map(|start| Span::from_range(start..end)));
            }
            _ => {}
        }
    }
    quotations.sort();
    let span = Span::from_range(0..text.len());
    japanese().analyze(text, &Sentence { span, quotations: &quotations })
}

fn words(text: &str) -> Vec<&str> {
    analyze(text).tokens.iter().map(|token| token.span.of(text)).collect()
}

fn chunks(text: &str) -> Vec<&str> {
    analyze(text).chunks.iter().map(|chunk| chunk.span.of(text)).collect()
}

/// The chunk that begins with these words.
fn chunk<'a>(text: &str, syntax: &'a Syntax, words: &str) -> &'a Chunk {
    let found = syntax.chunks.iter().find(|chunk| chunk.span.of(text).starts_with(words));
    found.unwrap_or_else(|| panic!("no chunk begins with {words} in {:?}", chunks(text)))
}

/// The words of the chunk that governs the one that begins with these.
fn governor<'a>(text: &'a str, words: &str) -> &'a str {
    let syntax = analyze(text);
    let governor = chunk(text, &syntax, words).governor;
    governor.map_or("", |governor| syntax.chunks[governor as usize].span.of(text))
}
