//! Trains the model of names, and measures models like it.
//!
//! `train_names CACHE_DIR MODEL FILE… [--test FILE]` trains on sentences with labels (`.bio`: a word and
//! its label a line; `.json`: the text with spans in code points) and writes the model; with `--test` it
//! prints how well the model does alone on another file. `train_names CACHE_DIR --folds FILE.json` prints
//! the figures of a model of the file's own types that learns four fifths of it and reads the last, in turn.
//!
//! The model that is shipped is trained on `ja-ner/gsd-train.bio` (UD_Japanese-GSD with entity labels by
//! Megagon Labs, CC BY-SA 4.0) and `ja-ner/wikipedia-ner-dev.json` (ner-wikipedia-dataset by Stockmark,
//! CC BY-SA 3.0): see `src/name/README.md`.

mod corpus;
mod measure;

use std::error::Error;
use std::path::Path;

use corpus::Sentence;
use keii_ja::name::{VERSION, learn};
use keii_ja::{DictionaryError, Tokenizer, dictionary};
use keii_linear::{Model, Trainer, shuffle};

/// Rows of the table of weights, as a power of two.
const BITS: u8 = 17;

/// How often every sentence is learnt.
const ROUNDS: u64 = 5;

/// How many parts a file is cut into for measuring.
const FOLDS: usize = 5;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().collect();
    let arguments: Vec<&str> = arguments.iter().skip(1).map(String::as_str).collect();
    match arguments.as_slice() {
        [cache, "--folds", file] => folds(&open(cache)?, file),
        [cache, model, files @ .., "--test", test] => {
            let tokenizer = open(cache)?;
            let trained = train(&tokenizer, model, files)?;
            let mut figures = measure::Figures::new(&corpus::KINDS);
            for sentence in corpus::read(&tokenizer, test)? {
                figures.add(&trained, &sentence);
            }
            figures.print();
            Ok(())
        }
        [cache, model, files @ ..] if !files.is_empty() => {
            train(&open(cache)?, model, files).map(|_| ())
        }
        _ => Err("CACHE_DIR MODEL FILE… [--test FILE], or CACHE_DIR --folds FILE.json".into()),
    }
}

fn open(cache: &str) -> Result<Tokenizer, DictionaryError> {
    Ok(Tokenizer::new(&dictionary::open(Path::new(cache), None)?))
}

/// Trains on all files and writes the model.
fn train(tokenizer: &Tokenizer, model: &str, files: &[&str]) -> Result<Model, Box<dyn Error>> {
    let mut sentences = Vec::new();
    for file in files {
        sentences.extend(corpus::read(tokenizer, file)?);
    }
    let lost: usize = sentences.iter().map(|sentence| sentence.lost).sum();
    println!("{} sentences, {lost} names cut across words", sentences.len());
    let trained = fit(&sentences.iter().collect::<Vec<_>>(), corpus::KINDS.len());
    let bytes = trained.to_bytes(VERSION);
    println!("{} bytes", bytes.len());
    std::fs::write(model, bytes)?;
    Ok(trained)
}

fn fit(sentences: &[&Sentence], kinds: usize) -> Model {
    let mut trainer = Trainer::new(BITS, 1 + 2 * kinds);
    let mut order: Vec<usize> = (0..sentences.len()).collect();
    for round in 0..ROUNDS {
        shuffle(&mut order, round);
        for &at in &order {
            learn(&mut trainer, &sentences[at].features, &sentences[at].names);
        }
    }
    trainer.finish()
}

/// Measures on each part of a file what is learnt from the others.
fn folds(tokenizer: &Tokenizer, file: &str) -> Result<(), Box<dyn Error>> {
    let (kinds, sentences) = corpus::own_kinds(tokenizer, file)?;
    let mut figures = measure::Figures::new(&kinds);
    for fold in 0..FOLDS {
        let part = |own: bool| {
            let indexed = sentences.iter().enumerate();
            indexed.filter(move |(at, _)| (at % FOLDS == fold) == own).map(|(_, it)| it)
        };
        let model = fit(&part(false).collect::<Vec<_>>(), kinds.len());
        part(true).for_each(|sentence| figures.add(&model, sentence));
    }
    figures.print();
    Ok(())
}
