//! How fast articles are read. First what keii must reach: the command `keii annotate` beside the
//! words alone and beside `mecab`. Then articles and bytes a second for several sets of articles,
//! and single documents of 10, 100 and 1,000 KB, whose time must grow no faster than their length.
//!
//! `KEII_SHARED` names a folder with more to read: `seeds/*.txt` and
//! `data/ja-news/jawikinews.tsv.gz`. Without it the sample corpus is read over and over.

#[path = "reading/bar.rs"]
mod bar;

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use keii_annotate::Annotator;
use keii_ingest::{Options, articles};
use keii_ja::Japanese;
use keii_model::{Document, Id, Metadata, Span, Text};
use keii_rules::{Pack, PackSource};
use rayon::prelude::*;

/// What a set of articles is filled up to by repetition.
const ENOUGH: usize = 1 << 20;

static JAPANESE: LazyLock<Arc<Japanese>> = LazyLock::new(|| {
    let cache = Path::new(env!("CARGO_TARGET_TMPDIR"));
    Arc::new(Japanese::open(cache, None).expect("IPADIC is installed"))
});

static ANNOTATOR: LazyLock<Annotator> = LazyLock::new(|| {
    let pack = include_bytes!(concat!(env!("OUT_DIR"), "/ja.pack"));
    let source: PackSource = postcard::from_bytes(pack).expect("build.rs wrote it");
    let pack = Pack::compile(&source).expect("build.rs checked it");
    Annotator::new(JAPANESE.clone(), pack).expect("the pack is whole")
});

/// Sets of articles by name.
static SETS: LazyLock<Vec<(&str, Vec<Document>)>> = LazyLock::new(|| {
    let shared = shared();
    let seeds = shared.as_ref().map(|shared| read(&shared.join("seeds"))).unwrap_or_default();
    let news = shared.map(|shared| news(&shared.join("data/ja-news/jawikinews.tsv.gz")));
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus");
    let sets = [("corpus", read(&corpus)), ("seeds", seeds), ("news", news.unwrap_or_default())];
    sets.into_iter()
        .filter(|(_, set)| !set.is_empty())
        .map(|(name, set)| (name, fill(set)))
        .collect()
});

fn main() {
    // Only `cargo bench` itself: filters and lists are for the parts that follow.
    if std::env::args().skip(1).all(|argument| argument == "--bench") {
        let measured = ["news", "corpus"].into_iter().find_map(find);
        let documents = measured.expect("the sample corpus is part of the repository");
        bar::report(documents.iter().map(|document| document.text.as_str()));
    }
    divan::main();
}

fn shared() -> Option<PathBuf> {
    #[expect(clippy::disallowed_methods, reason = "a measuring folder outside the repository")]
    std::env::var_os("KEII_SHARED").map(PathBuf::from)
}

fn read(folder: &Path) -> Vec<Document> {
    let read = articles(&[folder.to_owned()], Options::default());
    read.filter_map(Result::ok).map(|input| input.document).collect()
}

/// Articles of a gzipped table (id, article, headline) whose words stand apart.
fn news(path: &Path) -> Vec<Document> {
    let Ok(file) = fs::File::open(path) else { return Vec::new() };
    let mut table = String::new();
    flate2::read::GzDecoder::new(file).read_to_string(&mut table).expect("a gzipped table");
    let column = |line: &str| line.split('\t').nth(1).map(|text| text.replace(' ', ""));
    table.lines().skip(1).filter_map(column).map(|text| document(&text)).collect()
}

fn document(text: &str) -> Document {
    Document {
        id: Id::from("D000000000000"),
        name: "measured".into(),
        sha256: "0".repeat(64),
        text: Text::new(text),
        body: Span::from_range(0..text.len()),
        metadata: Metadata::default(),
    }
}

/// Repeats articles until there is enough to measure; a large set is cut.
fn fill(set: Vec<Document>) -> Vec<Document> {
    let mut filled = Vec::new();
    let mut bytes = 0;
    for document in set.iter().cycle() {
        if bytes >= ENOUGH {
            break;
        }
        bytes += document.text.as_str().len();
        filled.push(document.clone());
    }
    filled
}

fn names() -> Vec<&'static str> {
    SETS.iter().map(|(name, _)| *name).collect()
}

fn find(name: &str) -> Option<&'static [Document]> {
    SETS.iter().find(|(known, _)| *known == name).map(|(_, set)| set.as_slice())
}

fn set(name: &str) -> &'static [Document] {
    find(name).expect("one of the names")
}

fn bytes(documents: &[Document]) -> usize {
    documents.iter().map(|document| document.text.as_str().len()).sum()
}

/// Measures work on every article of a set, in articles and bytes a second.
fn measure(bencher: Bencher<'_, '_>, name: &str, work: impl Fn(&[Document]) + Sync) {
    let documents = set(name);
    bencher
        .counter(ItemsCount::new(documents.len()))
        .counter(BytesCount::new(bytes(documents)))
        .bench(|| work(black_box(documents)));
}

fn words(text: &str) -> usize {
    JAPANESE.tokenizer().tokenize(text, Span::from_range(0..text.len())).len()
}

#[divan::bench(args = names(), sample_count = 10)]
fn tokenise_on_one_core(bencher: Bencher<'_, '_>, name: &str) {
    measure(bencher, name, |documents| {
        black_box(documents.iter().map(|one| words(one.text.as_str())).sum::<usize>());
    });
}

#[divan::bench(args = names(), sample_count = 5)]
fn read_on_one_core(bencher: Bencher<'_, '_>, name: &str) {
    measure(bencher, name, |documents| {
        documents.iter().for_each(|one| drop(black_box(ANNOTATOR.annotate(one))));
    });
}

#[divan::bench(args = names(), sample_count = 5)]
fn read_on_all_cores(bencher: Bencher<'_, '_>, name: &str) {
    measure(bencher, name, |documents| {
        documents.par_iter().for_each(|one| drop(black_box(ANNOTATOR.annotate(one))));
    });
}

/// One document of so many kilobytes: the sample corpus, one article after another.
#[divan::bench(args = [10, 100, 1000], sample_count = 3)]
fn read_one_document_of_kilobytes(bencher: Bencher<'_, '_>, kilobytes: usize) {
    let corpus = set("corpus");
    let mut text = String::new();
    for article in corpus.iter().cycle() {
        if text.len() >= kilobytes * 1000 {
            break;
        }
        text.push_str(article.text.as_str());
        text.push('\n');
    }
    let mut end = kilobytes * 1000;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let long = document(&text[..end]);
    bencher.counter(BytesCount::new(end)).bench(|| black_box(ANNOTATOR.annotate(black_box(&long))));
}
