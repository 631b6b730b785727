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
        let syntax = japanese.analyze(&line, &Sentence { span, quotations: &quotations(&line) });
        println!("{line}");
        for token in &syntax.tokens {
            let known = if token.known { "" } else { " unknown" };
            let word = token.span.of(&line);
            println!("  {word}\t{:?} {:?} {}{known}", token.pos, token.form, token.lemma);
        }
        for (id, chunk) in syntax.chunks.iter().enumerate() {
            let words = chunk.span.of(&line);
            let head = syntax.tokens[chunk.head as usize].span.of(&line);
            let relation = chunk.relation;
            let indent = "    ".repeat(usize::from(chunk.depth));
            println!(
                "  {indent}{id} -> {:?} {words}\t{relation:?} <{head}> {:?}",
                chunk.governor, chunk.predicate
            );
        }
        for (id, clause) in syntax.clauses.iter().enumerate() {
            println!(
                "  clause {id} {:?} -> {:?}: {}",
                clause.kind,
                clause.governor,
                clause.span.of(&line)
            );
        }
    }
    Ok(())
}

/// The spans of 「」 and 『』, outer ones first.
fn quotations(line: &str) -> Vec<Span> {
    let (mut open, mut found) = (Vec::new(), Vec::new());
    for (at, mark) in line.char_indices() {
        match mark {
            '「' | '『' => open.push(at),
            '」' | '』' => {
                found.extend(open.pop().map(|start| Span::from_range(start..at + mark.len_utf8())));
            }
            _ => {}
        }
    }
    found.sort();
    found
}
