//! Trains who governs whom on the Wikipedia Annotated Corpus and on sentences that another parser
//! has read, and tells what rules and model are worth on the tenth of both that is kept back.
//!
//! `cargo run --release -p keii-ja --example train_dependency CACHE_DIR CORPUS_DIR MODEL PARSED…`,
//! where `CORPUS_DIR` holds the corpus's folder `knp`, `MODEL` is the file to be written, and the
//! rest are files in CoNLL-U that `parse.py` made. The same files give the same bytes.

mod align;
mod conllu;
mod knp;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use keii_ja::training::{self, Level, Reach};
use keii_ja::{Tokenizer, dictionary};
use keii_linear::{Chooser, Model, shuffle};

/// The table has `1 << BITS` rows.
const BITS: u8 = 19;

/// How often all examples are gone through.
const ROUNDS: u64 = 6;
/// What a weight must be wanted by.
const THRESHOLD: f32 = 4.0;

/// The same where the treebank alone is learnt from, which is a tenth of all.
const TREEBANK_ROUNDS: u64 = 5;
const TREEBANK_THRESHOLD: f32 = 0.5;

/// How often what people annotated is told, for once what the parser says.
const TOLD: usize = 2;

/// Of so many documents or sentences one is kept back.
const KEPT_BACK: usize = 10;

/// A level with the right governors.
type Example = (Level, Vec<Option<usize>>);

/// What is learnt from and what is kept back.
#[derive(Default)]
struct Examples {
    learnt: Vec<Example>,
    kept: Vec<Example>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, cache, corpus, file, parsed @ ..] = arguments.as_slice() else {
        return Err("train_dependency CACHE_DIR CORPUS_DIR MODEL PARSED…".into());
    };
    let tokenizer = Tokenizer::new(&dictionary::open(Path::new(cache), None)?);
    let treebank = of_treebank(&tokenizer, Path::new(corpus))?;
    let parsed = of_parser(&tokenizer, parsed)?;

    // The parser is worse than people where the governor may be far. There it is believed only
    // where a model of what people annotated agrees; then, of all that depends on predicates, only
    // where a model that has learnt from both does.
    let own = trained(treebank.learnt.clone(), TREEBANK_ROUNDS, TREEBANK_THRESHOLD);
    let first = together(&treebank, &agreed(&parsed.learnt, &own, Reach::Far));
    let first = trained(first, ROUNDS, THRESHOLD);
    let all = agreed(&parsed.learnt, &first, Reach::Predicate);
    let model = trained(together(&treebank, &all), ROUNDS, THRESHOLD);

    let bytes = training::to_bytes(&model);
    println!("{} levels, {} bytes", treebank.learnt.len() + all.len(), bytes.len());
    tell("treebank", &treebank.kept, &model);
    tell("parsed", &parsed.kept, &model);
    fs::write(file, bytes)?;
    Ok(())
}

/// A model of these examples.
fn trained(mut examples: Vec<Example>, rounds: u64, threshold: f32) -> Model {
    let mut chooser = Chooser::new(BITS, threshold);
    for (level, right) in &examples {
        level.count(right, &mut chooser);
    }
    for round in 0..rounds {
        shuffle(&mut examples, round);
        for (level, right) in &examples {
            level.learn(right, &mut chooser);
        }
    }
    chooser.finish()
}

/// What the parser says, but not of chunks of this reach or a longer one where a model disagrees.
fn agreed(parsed: &[Example], model: &Model, reach: Reach) -> Vec<Example> {
    let checked = |(level, governors): &Example| {
        let own = level.govern(model);
        let agreed = |at: usize| {
            governors[at].filter(|_| level.reach(at) < reach || governors[at] == own[at])
        };
        (level.clone(), (0..governors.len()).map(agreed).collect())
    };
    parsed.iter().map(checked).collect()
}

/// All examples, those that people annotated several times.
fn together(treebank: &Examples, parsed: &[Example]) -> Vec<Example> {
    let told = std::iter::repeat_n(&treebank.learnt, TOLD).flatten();
    told.chain(parsed).cloned().collect()
}

/// Prints what rules and model are worth on examples that nothing was learnt from.
fn tell(name: &str, kept: &[Example], model: &Model) {
    let (rules, learnt) =
        (right(kept, Level::govern_by_rules), right(kept, |level: &Level| level.govern(model)));
    println!("{name}, kept back: {} levels, rules {rules:.4}, model {learnt:.4}", kept.len());
}

/// The share of chunks whose governor is found.
fn right(examples: &[Example], govern: impl Fn(&Level) -> Vec<Option<usize>>) -> f64 {
    let (mut right, mut all) = (0_u32, 0_u32);
    for (level, known) in examples {
        let found = govern(level);
        for (known, found) in known.iter().zip(found).filter(|(known, _)| known.is_some()) {
            all += 1;
            right += u32::from(*known == found);
        }
    }
    f64::from(right) / f64::from(all.max(1))
}

/// The examples of the treebank.
///
/// The first sentence of each document is not learnt from: it defines what the article is about in
/// always the same way, and what it teaches (a topic goes to the end) is wrong elsewhere. Without
/// it the model is better on other treebanks, though not on the part of this one that is kept back.
fn of_treebank(tokenizer: &Tokenizer, corpus: &Path) -> Result<Examples, Box<dyn Error>> {
    let mut examples = Examples::default();
    for (document, file) in files(corpus)?.iter().enumerate() {
        for sentence in knp::sentences(&fs::read_to_string(file)?).iter().skip(1) {
            examples.add(tokenizer, sentence, document);
        }
    }
    Ok(examples)
}

/// The examples of the files that a parser has read.
fn of_parser(tokenizer: &Tokenizer, files: &[String]) -> Result<Examples, Box<dyn Error>> {
    let mut examples = Examples::default();
    for file in files {
        for (at, sentence) in conllu::sentences(&fs::read_to_string(file)?)?.iter().enumerate() {
            examples.add(tokenizer, sentence, at);
        }
    }
    Ok(examples)
}

impl Examples {
    /// Adds the levels of a sentence; each tenth document or sentence is kept back.
    fn add(&mut self, tokenizer: &Tokenizer, sentence: &knp::Sentence, document: usize) {
        let kept = document % KEPT_BACK == KEPT_BACK - 1;
        let quotations = align::quotations(&sentence.text);
        for level in training::levels(tokenizer, &sentence.text, &quotations) {
            let right = align::governors(sentence, &level);
            let examples = if kept { &mut self.kept } else { &mut self.learnt };
            examples.extend((right.len() > 1).then_some((level, right)));
        }
    }
}

fn files(corpus: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut files = Vec::new();
    for folder in fs::read_dir(corpus.join("knp"))? {
        for file in fs::read_dir(folder?.path())? {
            files.push(file?.path());
        }
    }
    files.sort();
    Ok(files)
}
