//! Trains who governs whom on the Wikipedia Annotated Corpus, and tells what rules and model are
//! worth on the tenth of it that is kept back.
//!
//! `cargo run --release -p keii-ja --example train_dependency CACHE_DIR CORPUS_DIR MODEL`, where
//! `CORPUS_DIR` holds the corpus's folder `knp`, and `MODEL` is the file to be written. The same
//! corpus gives the same bytes.

mod align;
mod knp;

use std::error::Error;
use std::path::{Path, PathBuf};

use keii_ja::training::{self, Level};
use keii_ja::{Tokenizer, dictionary};
use keii_linear::{Trainer, shuffle};

/// How often the corpus is gone through.
const ROUNDS: u64 = 20;

/// The table has `1 << BITS` rows.
const BITS: u8 = 17;

/// Of so many documents one is kept back.
const KEPT_BACK: usize = 10;

/// A level with the right governors.
type Example = (Level, Vec<Option<usize>>);

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, cache, corpus, file] = arguments.as_slice() else {
        return Err("train_dependency CACHE_DIR CORPUS_DIR MODEL".into());
    };
    let tokenizer = Tokenizer::new(&dictionary::open(Path::new(cache), None)?);
    let (mut examples, kept_back) = examples(&tokenizer, Path::new(corpus))?;
    let mut trainer = Trainer::new(BITS, 1);
    for round in 0..ROUNDS {
        shuffle(&mut examples, round);
        for (level, right) in &examples {
            level.learn(right, &mut trainer);
        }
    }
    let model = trainer.finish();
    let bytes = training::to_bytes(&model);
    println!("{} levels, {} kept back, {} bytes", examples.len(), kept_back.len(), bytes.len());
    println!("rules: {:.4} of those kept back", right(&kept_back, Level::govern_by_rules));
    let learnt = |level: &Level| level.govern(&model);
    println!("model: {:.4} of those kept back", right(&kept_back, learnt));
    println!("model: {:.4} of those learnt from", right(&examples, learnt));
    std::fs::write(file, bytes)?;
    Ok(())
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

/// What is learnt from, and what is kept back.
///
/// The first sentence of each document is not learnt from: it defines what the article is about in
/// always the same way, and what it teaches (a topic goes to the end) is wrong elsewhere. Without
/// it the model is better on other treebanks, though not on the part of this one that is kept back.
fn examples(
    tokenizer: &Tokenizer,
    corpus: &Path,
) -> Result<(Vec<Example>, Vec<Example>), Box<dyn Error>> {
    let (mut learnt, mut kept_back) = (Vec::new(), Vec::new());
    for (document, file) in files(corpus)?.iter().enumerate() {
        let kept = document % KEPT_BACK == KEPT_BACK - 1;
        for sentence in knp::sentences(&std::fs::read_to_string(file)?).iter().skip(1) {
            let quotations = align::quotations(&sentence.text);
            for level in training::levels(tokenizer, &sentence.text, &quotations) {
                let right = align::governors(sentence, &level);
                let examples = if kept { &mut kept_back } else { &mut learnt };
                examples.extend((right.len() > 1).then_some((level, right)));
            }
        }
    }
    Ok((learnt, kept_back))
}

fn files(corpus: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut files = Vec::new();
    for folder in std::fs::read_dir(corpus.join("knp"))? {
        for file in std::fs::read_dir(folder?.path())? {
            files.push(file?.path());
        }
    }
    files.sort();
    Ok(files)
}
