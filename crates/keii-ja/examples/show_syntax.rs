//! Prints the syntax of each line of standard input: `show_syntax CACHE_DIR < FILE`.

use std::error::Error;
use std::io::stdin;
use std::path::Path;

use keii_ja::Japanese;
use keii_model::Span;
use keii_syntax::{Analyzer, Sentence};

fn main() -> Result<(), Box<dyn Error>> {
    let cache = std::env::args().nth(1).ok_or("CACHE_DIR?")?;
    let japanese = Japanese::open(Path::new(&cache), None)?;
    for line in stdin().lines() {
        let line = line?;
        let span = Span::from_range(0..line.len());
        let syntax = japanese.analyze(&line, &Sentence { span, quotations: &[] });
        println!("{line}");
        for token in &syntax.tokens {
            let known = if token.known { "" } else { " unknown" };
            let word = token.span.of(&line);
            println!("  {word}\t{:?} {:?} {}{known}", token.pos, token.form, token.lemma);
        }
    }
    Ok(())
}
