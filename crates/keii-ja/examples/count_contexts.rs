//! Counts how often the search for the best words asks what it costs one context to stand behind
//! another: `count_contexts IPADIC_DIR FILE…`. Prints the lines of `src/dictionary/contexts.txt`.

use std::cmp::Reverse;
use std::error::Error;
use std::path::Path;

use keii_ja::dictionary::{Origin, build_unordered, read};
use keii_ja::{Dictionary, Tokenizer};

/// How many contexts of each side are printed: the others are hardly met.
const MOST: usize = 400;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, files @ ..] = arguments.as_slice() else {
        return Err("IPADIC_DIR FILE…?".into());
    };
    let compiled = build_unordered(&read(Path::new(folder))?)?;
    let uncached = Origin::Uncached("made for counting".to_owned());
    let tokenizer = Tokenizer::new(&Dictionary::compiled(&compiled, uncached));
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for file in files {
        let text = std::fs::read_to_string(file)?;
        for line in text.lines() {
            tokenizer.count_contexts(line, &mut left, &mut right);
        }
    }
    for counts in [left, right] {
        // The first is that of the ends of a sentence, which has its place.
        let mut met: Vec<(usize, u64)> = counts.into_iter().enumerate().skip(1).collect();
        met.retain(|&(_, count)| count > 0);
        met.sort_by_key(|&(id, count)| (Reverse(count), id));
        let ids = met.iter().take(MOST).map(|(id, _)| id.to_string());
        println!("{}", ids.collect::<Vec<_>>().join(" "));
    }
    Ok(())
}
