//! How a ledger grows: all articles of a set as one ledger, then single articles added to it, then
//! the same to a ledger ten times as large (the set repeated with other names and dates).
//!
//! `cargo bench -p keii --bench ledger -- adds` measures nothing but what one more article takes; `-- adds tenth`
//! the same with a tenth of the set.
//!
//! `KEII_SHARED` names a folder with the set: `data/ja-news/jawikinews.tsv.gz`. Without it the
//! sample corpus is used, whose figures say little.

#[path = "ledger/alone.rs"]
mod alone;
#[path = "ledger/finding.rs"]
mod finding;
#[path = "serving/news.rs"]
mod news;

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use keii_annotate::Annotator;
use keii_ingest::{Options, articles};
use keii_ja::Japanese;
use keii_model::{Document, EntityType, Id, Reading};
use keii_rules::{Pack, PackSource};
use keii_store::Store;
use rayon::prelude::*;

/// Articles that are added one by one and measured.
const MEASURED: usize = 200;
/// Articles in one transaction while the ledger is filled, as `keii add` has it.
const BATCH: usize = 32;
/// How many times larger the second ledger is.
const TIMES: usize = 10;
const ADDED: &str = "2025-01-01T00:00:00Z";

fn main() {
    let annotator = annotator();
    let folder = tempfile::tempdir().expect("a folder");
    let asked = |word: &str| std::env::args().any(|argument| argument == word);
    let mut documents = documents(folder.path());
    if asked("tenth") {
        documents = documents.into_iter().step_by(10).collect();
    }
    // Of a small set half is left to fill the ledger.
    let measured = MEASURED.min(documents.len() / 4);
    let step = (documents.len() / (2 * measured).max(1)).max(1);
    let (mut base, mut single, mut again) = (Vec::new(), Vec::new(), Vec::new());
    for (at, document) in documents.drain(..).enumerate() {
        match at % step {
            0 if single.len() < measured && (at / step).is_multiple_of(2) => single.push(document),
            0 if again.len() < measured => again.push(document),
            _ => base.push(document),
        }
    }
    let mut store = Store::open(folder.path().join("ledger")).expect("a ledger");

    let begun = Instant::now();
    let readings = fill(&mut store, &annotator, &base);
    let filled = begun.elapsed();
    let adds_alone = asked("adds");
    if !adds_alone {
        measure_whole(&store, &readings, begun, base.len());
        finding::measure(&store, &base);
        alone::measure(&mut store);
    }
    println!("{} articles read and committed in {filled:.1?}", base.len());
    store.settle().expect("settled");
    let one = measure(&mut store, &annotator, &single);
    report("one more article", &one.added);
    report("its story summed up", &one.settled);

    let begun = Instant::now();
    for copy in 1..TIMES {
        let pairs: Vec<(Document, Reading)> =
            base.par_iter().zip(&readings).map(|(one, read)| renamed(one, read, copy)).collect();
        for chunk in pairs.chunks(BATCH) {
            commit(&mut store, chunk);
        }
    }
    drop(readings);
    println!("{TIMES} times as many committed in {:.1?} more", begun.elapsed());
    if adds_alone {
        store.settle().expect("settled");
    } else {
        alone::measure(&mut store);
    }
    let ten = measure(&mut store, &annotator, &again);
    report("one more article", &ten.added);
    report("its story summed up", &ten.settled);
    let (ten, one) = (ten.added, one.added);
    println!("median {:.2} times, p99 {:.2} times", ratio(&ten, &one, 50), ratio(&ten, &one, 99));
    println!("{}", memory());
}

/// Makes one ledger of everything; prints how large it is.
fn measure_whole(store: &Store, readings: &[Reading], begun: Instant, articles: usize) {
    let ledger = keii_ledger::build(readings.to_vec());
    let built = begun.elapsed();
    let largest = ledger.stories().iter().map(|story| story.documents.len()).max().unwrap_or(0);
    let several = ledger.stories().iter().filter(|story| story.documents.len() > 1).count();
    println!("{articles} articles read, committed and made one ledger in {built:.1?}");
    println!(
        "{} stories, {several} of several articles, the largest of {largest}",
        ledger.stories().len()
    );
    drop(ledger);
    println!("{}", memory());
    let size = fs::metadata(store.path()).map_or(0, |file| file.len());
    println!("file: {} bytes, {} an article", size, size / articles as u64);
}

fn annotator() -> Annotator {
    let cache = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let japanese = Arc::new(Japanese::open(cache, None).expect("IPADIC is installed"));
    let pack = include_bytes!(concat!(env!("OUT_DIR"), "/ja.pack"));
    let source: PackSource = postcard::from_bytes(pack).expect("build.rs wrote it");
    let pack = Pack::compile(&source).expect("build.rs checked it");
    Annotator::new(japanese, pack).expect("the pack is whole")
}

/// The articles as `keii add` would read them.
fn documents(folder: &Path) -> Vec<Document> {
    let path = news::lay_out(folder);
    let mut seen = std::collections::BTreeSet::new();
    let read = articles(&[path], Options::default()).filter_map(Result::ok);
    read.map(|input| input.document).filter(|one| seen.insert(one.id.clone())).collect()
}

fn fill(store: &mut Store, annotator: &Annotator, documents: &[Document]) -> Vec<Reading> {
    let mut all = Vec::new();
    for batch in documents.chunks(BATCH) {
        let read = |one: &Document| (one.clone(), annotator.annotate(one));
        let pairs: Vec<(Document, Reading)> = batch.par_iter().map(read).collect();
        commit(store, &pairs);
        all.extend(pairs.into_iter().map(|(_, reading)| reading));
    }
    all
}

fn commit(store: &mut Store, pairs: &[(Document, Reading)]) {
    let mut batch = store.batch().expect("begun");
    for (document, reading) in pairs {
        batch.add(document, reading, ADDED).expect("added");
    }
    batch.commit().expect("committed");
}

/// How long each takes, in order of time.
struct Times {
    /// Read, linked, indexed, on the disk, and the story known that it belongs to.
    added: Vec<Duration>,
    /// Afterwards, its row of the catalogue.
    settled: Vec<Duration>,
}

fn measure(store: &mut Store, annotator: &Annotator, documents: &[Document]) -> Times {
    let mut times = Times { added: Vec::new(), settled: Vec::new() };
    for document in documents {
        let begun = Instant::now();
        let reading = annotator.annotate(document);
        store.add(document, &reading, ADDED).expect("added");
        let story = store.story_documents(&document.id).expect("read");
        assert!(story.contains(&document.id));
        times.added.push(begun.elapsed());
        let begun = Instant::now();
        store.settle().expect("settled");
        times.settled.push(begun.elapsed());
    }
    times.added.sort();
    times.settled.sort();
    times
}

fn at(times: &[Duration], percent: usize) -> Duration {
    times[(times.len() * percent / 100).min(times.len() - 1)]
}

fn report(what: &str, times: &[Duration]) {
    let (half, most) = (at(times, 50), at(times, 99));
    println!("{what}: median {half:.1?}, p99 {most:.1?} of {}", times.len());
}

fn ratio(a: &[Duration], b: &[Duration], percent: usize) -> f64 {
    at(a, percent).as_secs_f64() / at(b, percent).as_secs_f64()
}

/// An article as of other people in other years.
fn renamed(document: &Document, reading: &Reading, copy: usize) -> (Document, Reading) {
    let mark = char::from(b'A' + u8::try_from(copy % 26).unwrap_or(0));
    let sha256 = format!("{copy:04x}{}", &document.sha256[4..]);
    let id = Id::from(format!("D{}", &sha256[..12]));
    let json = serde_json::to_string(reading).expect("a reading");
    let json = json.replace(document.id.as_str(), id.as_str());
    let mut reading: Reading = serde_json::from_str(&json).expect("a reading");
    reading.document.sha256.clone_from(&sha256);
    for entity in &mut reading.entities {
        // Countries stay: there are no others.
        if entity.entity_type != EntityType::Country {
            let names = entity.name.ja.iter_mut().chain(&mut entity.name.en);
            let names = names.chain(&mut entity.aliases).chain(&mut entity.key);
            names.for_each(|name| name.push(mark));
        }
    }
    for time in &mut reading.times {
        time.value = time.value.take().map(|value| later(&value, copy));
    }
    for reference in &mut reading.document.references {
        let later = reference.date.as_ref().map(|date| later(date.as_str(), copy));
        reference.date = later.and_then(|date| date.parse().ok());
    }
    let published = reading.document.published.value.as_ref();
    let published = published.map(|date| later(date.as_str(), copy));
    reading.document.published.value = published.and_then(|date| date.parse().ok());
    for run in &mut reading.sketch.runs {
        *run = run.wrapping_mul(2 * u32::try_from(copy).unwrap_or(0) + 1);
    }
    reading.sketch.runs.sort_unstable();
    reading.sketch.digest = reading.sketch.digest.wrapping_add(copy as u64);
    (Document { id, sha256, ..document.clone() }, reading)
}

/// A date thirty years and more later.
fn later(date: &str, copy: usize) -> String {
    let parts = date.split('/').map(|part| match part.get(..4).map(str::parse::<usize>) {
        Some(Ok(year)) => format!("{}{}", year + 30 * copy, &part[4..]),
        _ => part.to_owned(),
    });
    parts.collect::<Vec<_>>().join("/")
}

/// The most memory that the process has held.
fn memory() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find(|line| line.starts_with("VmHWM"));
    peak.map_or_else(|| "memory: not known here".to_owned(), |line| format!("memory: {line}"))
}
