//! Counts how often the search for the best words asks what it costs one context to stand behind
//! another: `count_contexts IPADIC_DIR FILE…`. Prints the lines of `src/dictionary/contexts.txt`.

use std::error::Error;
use std::path::Path;

use keii_ja::dictionary::{build_unordered, read};
use vibrato_rkyv::{Dictionary, Tokenizer};

/// How many contexts of each side are printed: the others are hardly met.
const MOST: usize = 400;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, files @ ..] = arguments.as_slice() else {
        return Err("IPADIC_DIR FILE…?".into());
    };
    let compiled = build_unordered(&read(Path::new(folder))?)?;
    let dictionary = Dictionary::read(compiled.payload.as_slice())?;
    let mut worker = Tokenizer::new(dictionary).ignore_space(true)?.new_worker();
    worker.init_connid_counter();
    for file in files {
        let text = std::fs::read_to_string(file)?;
        for line in text.lines().filter(|line| !line.is_empty()) {
            worker.reset_sentence(line);
            worker.tokenize();
            worker.update_connid_counts();
        }
    }
    let (left, right) = worker.compute_connid_probs();
    for side in [left, right] {
        let ids = side.iter().take(MOST).filter(|(_, share)| *share > 0.0);
        println!("{}", ids.map(|(id, _)| id.to_string()).collect::<Vec<_>>().join(" "));
    }
    Ok(())
}
