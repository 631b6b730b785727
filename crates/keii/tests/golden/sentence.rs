//! Sentences of our own with what a careful reader makes of them: `corpus/sentences/*.txt`, and the
//! examples in `docs/concepts/*.md`.

mod compare;
mod figures;
mod file;
mod notation;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use serde_json::{Map, Value, json};

use self::compare::{NOT, Read, marked};
use self::file::{Entry, Mark, parse, written};
use crate::committed::accepts;
use crate::entry::Side;

/// Fewer sentences than this are no test of a language.
const ENTRIES: usize = 400;
/// The part of them that tells what must not be read: one in so many.
const NEGATIVES: usize = 3;
/// What keii may read less of than the page of figures states before a test fails: new sentences
/// that it misses need no new figures.
const LENIENCY: f64 = 0.05;
/// Kinds with fewer lines say too little to be held to.
const ENOUGH: usize = 50;
/// What begins an example in a page.
const FENCE: &str = "```sentence";

/// A file of entries, with what is read in them.
struct Sentences {
    path: PathBuf,
    entries: Vec<Entry>,
    read: Vec<Read>,
}

/// The files in a folder with this ending, in the order of their names.
fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(folder);
    let entries = fs::read_dir(folder.canonicalize().unwrap()).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let mut paths: Vec<PathBuf> =
        paths.filter(|path| path.extension().is_some_and(|own| own == ending)).collect();
    paths.sort();
    paths
}

/// The sentences are read once for all tests.
fn corpus() -> &'static [Sentences] {
    static CORPUS: OnceLock<Vec<Sentences>> = OnceLock::new();
    CORPUS.get_or_init(|| {
        let parsed = |path: &PathBuf| parse(&fs::read_to_string(path).unwrap());
        read_all(files("corpus/sentences", "txt"), parsed)
    })
}

/// The entries of files by `parsed`, each with what is read in its text.
fn read_all(paths: Vec<PathBuf>, parsed: impl Fn(&PathBuf) -> Vec<Entry>) -> Vec<Sentences> {
    let files = paths.into_iter().map(|path| (parsed(&path), path));
    let files: Vec<(Vec<Entry>, PathBuf)> = files.collect();
    let all: Vec<&Entry> = files.iter().flat_map(|(entries, _)| entries).collect();
    let mut read = annotate(&all).into_iter();
    let sentences = files.into_iter().map(|(entries, path)| {
        let read = read.by_ref().take(entries.len()).collect();
        Sentences { path, entries, read }
    });
    sentences.collect()
}

/// What the command reads in the texts of entries.
fn annotate(entries: &[&Entry]) -> Vec<Read> {
    let home = tempfile::tempdir().unwrap();
    let articles = home.path().join("sentences.jsonl");
    let line = |(number, entry): (usize, &&Entry)| {
        let metadata = entry.metadata().map(|(name, value)| (name.to_owned(), value.into()));
        let mut article: Map<String, Value> = metadata.collect();
        article.insert("text".to_owned(), entry.text().into());
        // Two entries with the same text are two documents.
        article.insert("number".to_owned(), json!(number));
        Value::Object(article).to_string()
    };
    let texts = entries.iter().enumerate().filter(|(_, entry)| !entry.is_comment());
    let lines: Vec<String> = texts.map(line).collect();
    fs::write(&articles, lines.join("\n")).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_keii"))
        .args(["annotate", "--format", "jsonl"])
        .arg(&articles)
        .env_clear()
        .env("HOME", home.path())
        .env("KEII_CACHE_DIR", env!("CARGO_TARGET_TMPDIR"))
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let records = String::from_utf8(output.stdout).unwrap();
    let mut documents: Vec<Vec<Value>> = Vec::new();
    for record in records.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()) {
        if record["kind"] == "document" {
            documents.push(Vec::new());
        }
        documents.last_mut().unwrap().push(record);
    }
    assert_eq!(documents.len(), lines.len(), "every text is a document");
    let mut read = documents.into_iter().map(told);
    let of = |entry: &&Entry| if entry.is_comment() { Read::new() } else { read.next().unwrap() };
    entries.iter().map(of).collect()
}

/// The records of one document as lines.
fn told(records: Vec<Value>) -> Read {
    let side = Side::new(records, &[]);
    side.all().flat_map(|entry| notation::lines(&side, entry.record)).collect()
}

/// The entries with the marks that are true now.
fn now(sentences: &Sentences) -> Vec<Entry> {
    let pairs = sentences.entries.iter().zip(&sentences.read);
    pairs.map(|(entry, read)| marked(entry, read)).collect()
}

/// The examples of a page: its fenced blocks.
fn examples(page: &str) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut behind = page;
    while let Some((before, block)) = behind.split_once(FENCE) {
        let (block, rest) = block.split_once("```").unwrap();
        let number = page[..page.len() - behind.len() + before.len()].lines().count() + 1;
        let own = parse(block).into_iter();
        entries.extend(own.map(|entry| Entry { number: number + entry.number - 1, ..entry }));
        behind = rest;
    }
    entries
}

/// The entries that are other than they were written, one line of each that differs.
fn differing(sentences: &Sentences) -> Vec<String> {
    let mut said = Vec::new();
    for (was, is) in sentences.entries.iter().zip(now(sentences)) {
        let lines = |entry: &Entry| entry.told().map(file::Told::marked).collect::<Vec<String>>();
        let (old, new) = (lines(was), lines(&is));
        if old != new {
            let file = sentences.path.file_name().unwrap().to_string_lossy();
            said.push(format!("{file}:{} {}\n  {}", was.number, was.title(), was.text()));
            said.extend(
                old.iter().filter(|line| !new.contains(line)).map(|it| format!("  - {it}")),
            );
            said.extend(
                new.iter().filter(|line| !old.contains(line)).map(|it| format!("  + {it}")),
            );
        }
    }
    said
}

#[test]
fn sentences_are_read_as_marked() {
    let corpus = corpus();
    println!(
        "{}",
        figures::table(&figures::figures(&corpus.iter().flat_map(now).collect::<Vec<Entry>>()))
    );
    if accepts() {
        for sentences in corpus {
            fs::write(&sentences.path, written(&now(sentences))).unwrap();
        }
        return;
    }
    let said: Vec<String> = corpus.iter().flat_map(differing).collect();
    assert!(
        said.is_empty(),
        "keii reads sentences otherwise than marked (- as it was, + as it is now; ~ is missed, \
         ! is wrong):\n{}\n\nAccept the marks, and read the difference:\n  \
         KEII_ACCEPT=1 cargo test -p keii --test golden\n  git diff corpus/sentences",
        said.join("\n")
    );
}

#[test]
fn there_are_enough_sentences_and_enough_that_mislead() {
    let entries: Vec<&Entry> = corpus().iter().flat_map(|it| &it.entries).collect();
    let entries = entries.iter().filter(|entry| !entry.is_comment());
    let negative = entries.clone().filter(|entry| entry.told().any(|told| told.kind == NOT));
    let (all, negative) = (entries.count(), negative.count());
    assert!(all >= ENTRIES, "{all} sentences");
    assert!(negative * NEGATIVES >= all, "{negative} of {all} tell what must not be read");
}

#[test]
fn no_figure_is_stated_better_than_it_is() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/reference/measuring.md");
    let stated = figures::stated(&fs::read_to_string(page).unwrap(), "## Own sentences");
    assert!(stated.iter().any(|(kind, _)| kind == "all"), "the page states no figures");
    let figures = figures::figures(&corpus().iter().flat_map(now).collect::<Vec<Entry>>());
    for (kind, own) in figures.iter().filter(|(_, own)| own.lines >= ENOUGH) {
        let (share, said) = (own.share(), stated.iter().find(|(stated, _)| stated == kind));
        assert!(
            said.is_some_and(|(_, stated)| share >= stated - LENIENCY),
            "{kind}: {share:.2} hold, stated is {said:?}; all now:\n{}",
            figures::table(&figures)
        );
    }
}

#[test]
fn examples_in_the_pages_hold() {
    let parsed = |path: &PathBuf| examples(&fs::read_to_string(path).unwrap());
    let pages = read_all(files("docs/concepts", "md"), parsed);
    assert!(pages.iter().any(|page| !page.entries.is_empty()), "no page has an example");
    for entry in pages.iter().flat_map(|page| &page.entries) {
        assert!(entry.told().all(|told| told.mark == Mark::Held), "a page tells what holds");
        assert!(entry.told().next().is_some(), "an example tells something: {}", entry.text());
    }
    let said: Vec<String> = pages.iter().flat_map(differing).collect();
    assert!(said.is_empty(), "pages tell what keii does not read:\n{}", said.join("\n"));
}
