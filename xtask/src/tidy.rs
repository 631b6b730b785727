//! What the compiler cannot check: who uses whom, sizes, names, words, constructs.
//!
//! Every check is a function of the repository's text alone and returns what it found; nothing is
//! repaired.

mod constructs;
mod documents;
mod layers;
mod lints;
mod map;
mod names;
mod problem;
mod purity;
mod scan;
mod sizes;
mod source;
mod tree;
mod words;

use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;

pub use map::write as write_map;
use problem::Problem;
use tree::Tree;

/// Checks the repository in `root` and prints what is wrong with it, in order of place.
///
/// # Errors
///
/// When a file cannot be read.
pub fn run(root: &Path) -> Result<ExitCode> {
    let tree = Tree::read(root)?;
    for note in layers::notes(&tree) {
        println!("note: {note}");
    }
    let problems = check(&tree);
    for problem in &problems {
        eprintln!("{problem}");
    }
    if problems.is_empty() {
        println!("tidy: {} files, nothing to complain about", tree.files().len());
        return Ok(ExitCode::SUCCESS);
    }
    eprintln!("tidy: {} problems", problems.len());
    Ok(ExitCode::FAILURE)
}

fn check(tree: &Tree) -> Vec<Problem> {
    let checks = [
        layers::check,
        lints::check,
        sizes::check,
        names::check,
        words::check,
        constructs::check,
        purity::check,
        documents::check,
        map::check,
    ];
    let mut problems: Vec<Problem> = checks.iter().flat_map(|check| check(tree)).collect();
    problems.sort();
    problems
}
