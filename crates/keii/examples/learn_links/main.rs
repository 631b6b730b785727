//! Learns what each respect weighs in which two tellings agree or differ.
//!
//! `cargo run --release -p keii --example learn_links FOLDER… > crates/keii-ledger/src/affinity/weights.tsv`
//!
//! A folder holds the articles of one affair (`.txt`) and `gold.jsonl`, in which readers wrote down in the interchange format
//! what the articles tell and which tellings are of one happening; for one that lies elsewhere, `FOLDER=GOLD`. A telling of
//! ours is a reader's where both rest on one word, or have one type and our word for it stands in what the reader rests on. Pairs of such tellings
//! of two articles, which nothing keeps from being of one happening, are what is learnt from. What is printed besides: each
//! affair read with the weights that the others teach.

mod fit;
mod gold;

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use fit::Row;
use gold::Gold;
use keii_annotate::Annotator;
use keii_ingest::{Options, articles};
use keii_ja::Japanese;
use keii_ledger::compared;
use keii_rules::{Pack, PackSource};

/// Weights are written in hundredths.
const PARTS: f64 = 100.0;
/// From so many hundredths on a pair counts as joined, in what is printed.
const ASKED: [i32; 5] = [0, 30, 60, 100, 150];

/// The judged pairs of one affair: the respects of each, and whether it is of one happening.
struct Affair {
    name: String,
    pairs: Vec<(Vec<&'static str>, bool)>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let annotator = annotator()?;
    let affairs: Vec<Affair> = std::env::args()
        .skip(1)
        .map(|named| affair(&annotator, &named))
        .collect::<Result<_, _>>()?;
    let respects: BTreeSet<&str> = affairs
        .iter()
        .flat_map(|affair| &affair.pairs)
        .flat_map(|(held, _)| held)
        .copied()
        .collect();
    let numbers: BTreeMap<&str, usize> = respects.into_iter().zip(0..).collect();
    let rows = |affair: &Affair| -> Vec<Row> {
        let row = |(held, one): &(Vec<&str>, bool)| Row {
            held: held.iter().map(|respect| numbers[respect]).collect(),
            one: *one,
        };
        affair.pairs.iter().map(row).collect()
    };
    let rows: Vec<Vec<Row>> = affairs.iter().map(rows).collect();
    for asked in ASKED {
        let (mut right, mut wrong, mut all) = (0, 0, 0);
        for (at, own) in rows.iter().enumerate() {
            let others = rows.iter().enumerate().filter(|(other, _)| *other != at);
            let others: Vec<&Row> = others.flat_map(|(_, rows)| rows).collect();
            let weights = fit::weights(&others, numbers.len());
            let joined = |row: &&Row| row.weight(&weights) * PARTS >= f64::from(asked);
            all += own.iter().filter(|row| row.one).count();
            right += own.iter().filter(|row| row.one).filter(joined).count();
            wrong += own.iter().filter(|row| !row.one).filter(joined).count();
        }
        eprintln!("from {asked} on: {right} of {all} pairs of one happening, {wrong} others");
    }
    let all: Vec<&Row> = rows.iter().flatten().collect();
    eprintln!("learnt from {} pairs of {} affairs", all.len(), affairs.len());
    let weights = fit::weights(&all, numbers.len());
    for (respect, number) in numbers {
        println!("{respect}\t{:.0}", weights[number] * PARTS);
    }
    for affair in affairs {
        eprintln!("{}: {} pairs", affair.name, affair.pairs.len());
    }
    Ok(())
}

fn affair(annotator: &Annotator, named: &str) -> Result<Affair, Box<dyn Error>> {
    let (folder, gold) = match named.split_once('=') {
        Some((folder, gold)) => (PathBuf::from(folder), PathBuf::from(gold)),
        None => (PathBuf::from(named), Path::new(named).join("gold.jsonl")),
    };
    let gold = Gold::read(&std::fs::read_to_string(gold)?)?;
    let mut readings = Vec::new();
    for input in articles(&[folder], Options::default()) {
        readings.push(annotator.annotate(&input?.document));
    }
    let happenings = gold.happenings(&readings);
    let judged = compared(readings).into_iter().filter_map(|pair| {
        let (a, b) = happenings.get(&pair.a).zip(happenings.get(&pair.b))?;
        Some((pair.respects, a == b))
    });
    Ok(Affair { name: named.to_owned(), pairs: judged.collect() })
}

fn annotator() -> Result<Annotator, Box<dyn Error>> {
    let japanese = Arc::new(Japanese::open(&std::env::temp_dir(), None)?);
    let pack = include_bytes!(concat!(env!("OUT_DIR"), "/ja.pack"));
    let source: PackSource = postcard::from_bytes(pack)?;
    Ok(Annotator::new(japanese, Pack::compile(&source)?)?)
}
