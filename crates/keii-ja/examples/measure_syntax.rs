//! Measures bunsetsu and their heads against a treebank in CoNLL-U with `BunsetuBILabel`.
//!
//! `cargo run --release -p keii-ja --example measure_syntax CACHE_DIR FILE.conllu [--errors]`
//!
//! A gold bunsetsu is found when a chunk begins and ends where it does. Two figures are given for
//! heads: of the found bunsetsu, and of all; the last bunsetsu of a sentence, which has no head, is
//! not counted. Quotations are flattened: what stands behind a closing mark belongs to the last
//! bunsetsu inside, as in the treebank.

use std::error::Error;
use std::path::Path;

use keii_ja::Japanese;
use keii_model::Span;
use keii_syntax::{Analyzer, Chunk, Sentence, Syntax};

/// Where each bunsetsu begins (in bytes), and the index of its head.
#[derive(Default)]
struct Bunsetsu {
    starts: Vec<u32>,
    heads: Vec<Option<usize>>,
}

#[derive(Default)]
struct Score {
    gold: usize,
    ours: usize,
    found: usize,
    headed: usize,
    found_headed: usize,
    right: usize,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, cache, file, options @ ..] = arguments.as_slice() else {
        return Err("CACHE_DIR FILE.conllu?".into());
    };
    let japanese = Japanese::open(Path::new(cache), None)?;
    let treebank = std::fs::read_to_string(file)?;
    let mut score = Score::default();
    for block in treebank.split("\n\n").filter(|block| !block.trim().is_empty()) {
        let (text, gold) = read(block)?;
        let quotations = quotations(&text);
        let span = Span::from_range(0..text.len());
        let syntax = japanese.analyze(&text, &Sentence { span, quotations: &quotations });
        let ours = flatten(&syntax);
        count(&mut score, &gold, &ours);
        if !options.is_empty() {
            show(&text, &gold, &ours);
        }
    }
    let ratio = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
    let (precision, recall) = (ratio(score.found, score.ours), ratio(score.found, score.gold));
    println!("bunsetsu: gold {}, ours {}, found {}", score.gold, score.ours, score.found);
    println!("  precision {precision:.4} recall {recall:.4}");
    println!(
        "heads of found: {:.4} of {}",
        ratio(score.right, score.found_headed),
        score.found_headed
    );
    println!("heads of all:   {:.4} of {}", ratio(score.right, score.headed), score.headed);
    Ok(())
}

/// A sentence of the treebank.
fn read(block: &str) -> Result<(String, Bunsetsu), Box<dyn Error>> {
    let (mut text, mut gold) = (String::new(), Bunsetsu::default());
    let (mut bunsetsu_of, mut arcs) = (Vec::new(), Vec::new());
    for line in block.lines().filter(|line| !line.starts_with('#')) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [_, form, _, _, _, _, head, relation, _, misc] = columns.as_slice() else {
            return Err(format!("not ten columns: {line}").into());
        };
        if misc.contains("BunsetuBILabel=B") {
            gold.starts.push(u32::try_from(text.len())?);
        }
        bunsetsu_of.push(gold.starts.len() - 1);
        arcs.push((head.parse::<usize>()?, *relation));
        text.push_str(form);
        if misc.contains("SpaceAfter=Yes") {
            text.push(' ');
        }
    }
    gold.heads = vec![None; gold.starts.len()];
    for (own, (head, relation)) in bunsetsu_of.iter().zip(arcs) {
        if head > 0 && relation != "punct" && bunsetsu_of[head - 1] != *own {
            gold.heads[*own] = Some(bunsetsu_of[head - 1]);
        }
    }
    Ok((text, gold))
}

fn quotations(line: &str) -> Vec<Span> {
    let (mut open, mut found) = (Vec::new(), Vec::new());
    for (at, mark) in line.char_indices() {
        match mark {
            '「' | '『' | '“' => open.push(at),
            '」' | '』' | '”' => {
                found.extend(open.pop().map(|start| Span::from_range(start..at + mark.len_utf8())));
            }
            _ => {}
        }
    }
    found.sort();
    found
}

/// Our chunks without the nesting of quotations.
fn flatten(syntax: &Syntax) -> Bunsetsu {
    let chunks = &syntax.chunks;
    // The last chunk within the quotation `id`, itself perhaps a quotation.
    let within = |id: usize| -> Option<usize> {
        let inner = |other: &&(usize, &Chunk)| other.1.depth == chunks[id].depth + 1;
        let all: Vec<(usize, &Chunk)> = chunks.iter().enumerate().skip(id + 1).collect();
        let same: Vec<_> =
            all.into_iter().take_while(|(_, other)| other.depth > chunks[id].depth).collect();
        same.iter().filter(inner).map(|(id, _)| *id).next_back()
    };
    let leaf = |mut id: usize| {
        while let Some(inner) = within(id).filter(|_| chunks[id].quotation) {
            id = inner;
        }
        id
    };
    let mut flat = Bunsetsu::default();
    let mut index_of = vec![None; chunks.len()];
    let mut outer_start = None;
    for (id, chunk) in chunks.iter().enumerate() {
        let start = outer_start.unwrap_or(syntax.tokens[chunk.tokens.start as usize].span.start);
        if leaf(id) != id {
            outer_start = Some(start);
            continue;
        }
        outer_start = None;
        index_of[id] = Some(flat.starts.len());
        flat.starts.push(start);
    }
    flat.heads = vec![None; flat.starts.len()];
    for (id, chunk) in chunks.iter().enumerate() {
        if let (Some(governor), Some(own)) = (chunk.governor, index_of[leaf(id)]) {
            flat.heads[own] = index_of[leaf(governor as usize)];
        }
    }
    flat
}

/// The index of our bunsetsu that begins and ends with the gold one.
fn found(gold: &Bunsetsu, ours: &Bunsetsu, index: usize) -> Option<usize> {
    let own = ours.starts.binary_search(&gold.starts[index]).ok()?;
    (ours.starts.get(own + 1) == gold.starts.get(index + 1)).then_some(own)
}

fn right(gold: &Bunsetsu, ours: &Bunsetsu, index: usize, own: usize) -> bool {
    let start = |bunsetsu: &Bunsetsu, head: Option<usize>| head.map(|head| bunsetsu.starts[head]);
    start(gold, gold.heads[index]) == start(ours, ours.heads[own])
}

fn count(score: &mut Score, gold: &Bunsetsu, ours: &Bunsetsu) {
    score.gold += gold.starts.len();
    score.ours += ours.starts.len();
    for index in 0..gold.starts.len() {
        let headed = gold.heads[index].is_some();
        score.headed += usize::from(headed);
        if let Some(own) = found(gold, ours, index) {
            score.found += 1;
            score.found_headed += usize::from(headed);
            score.right += usize::from(headed && right(gold, ours, index, own));
        }
    }
}

/// Prints what differs, one bunsetsu a line.
fn show(text: &str, gold: &Bunsetsu, ours: &Bunsetsu) {
    let word = |bunsetsu: &Bunsetsu, index: usize| {
        let end = bunsetsu.starts.get(index + 1).map_or(text.len(), |end| *end as usize);
        text[bunsetsu.starts[index] as usize..end].to_owned()
    };
    for index in 0..gold.starts.len() {
        let Some(head) = gold.heads[index] else { continue };
        match found(gold, ours, index) {
            None => println!("SPAN\t{}", word(gold, index)),
            Some(own) if !right(gold, ours, index, own) => {
                let wrong = ours.heads[own].map_or(String::new(), |head| word(ours, head));
                println!("HEAD\t{} -> {} not {wrong}\t{text}", word(gold, index), word(gold, head));
            }
            Some(_) => {}
        }
    }
}
