//! Compares the command's export with a gold file, where somebody has one.
//!
//! The measuring folder holds `seeds/*.txt`, `gold/seeds.jsonl` and `score/score.py`.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use anyhow::{Context, Result};

use crate::{bars, measuring};

/// Builds the command, reads the seeds into a fresh ledger, exports it, and prints what a reading
/// must reach beside what was measured, then all that the scorer says.
///
/// # Errors
///
/// When the folder, python or a step is missing or fails.
pub fn run(root: &Path) -> Result<ExitCode> {
    let shared = measuring::folder(root)?;
    let gold = shared.join("gold/seeds.jsonl");
    let script = shared.join("score/score.py");
    let seeds = shared.join("seeds");
    measuring::require_files(&[&gold, &script, &seeds])?;
    let command = measuring::build(root)?;
    let target = command.parent().context("the command lies in a folder")?;
    let export = target.join("score.jsonl");
    export_of(&command, &articles(&seeds)?, &target.join("score.keii"), &export)?;
    let python = Command::new("python3").arg("--version").stdout(Stdio::null()).status();
    python.context("python3 is missing: the scorer is written in it")?;
    let figures = target.join("score.figures.jsonl");
    let scoring = Command::new("python3")
        .arg(&script)
        .args([&gold, &export])
        .arg("--texts")
        .arg(&seeds)
        .arg("--json")
        .arg(&figures)
        .output()
        .context("cannot start score.py")?;
    measuring::require("score.py", Ok(scoring.status))?;
    let figures = std::fs::read_to_string(&figures).context("the scorer's figures")?;
    let tables = [bars::table(READING, &figures)?, bars::table(LEDGER, &figures)?];
    print!("{}\n{}", tables.join("\n"), String::from_utf8_lossy(&scoring.stdout));
    Ok(ExitCode::SUCCESS)
}

/// What a reading of the seeds must reach.
const READING: &str = include_str!("../bars/reading.tsv");
/// What the ledger must make of it.
const LEDGER: &str = include_str!("../bars/ledger.tsv");

/// Reads the articles into a fresh ledger and writes its export.
fn export_of(command: &Path, articles: &[PathBuf], ledger: &Path, export: &Path) -> Result<()> {
    fresh_ledger(command, articles, ledger)?;
    let out = std::fs::File::create(export).with_context(|| export.display().to_string())?;
    let exporting = Command::new(command)
        .arg("--ledger")
        .arg(ledger)
        .args(["export", "--format", "jsonl"])
        .stdout(out)
        .status();
    measuring::require("keii export", exporting)
}

/// Reads the articles into a fresh ledger.
pub(crate) fn fresh_ledger(command: &Path, articles: &[PathBuf], ledger: &Path) -> Result<()> {
    for old in ["", "-wal", "-shm"] {
        remove(&with_suffix(ledger, old))?;
    }
    let add = Command::new(command)
        .args(["--quiet", "--ledger"])
        .arg(ledger)
        .arg("add")
        .args(articles)
        .stdout(Stdio::null())
        .status();
    measuring::require("keii add", add)
}

/// The articles in a fixed order.
pub(crate) fn articles(seeds: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(seeds).with_context(|| seeds.display().to_string())? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "txt") {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

fn remove(path: &Path) -> Result<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| path.display().to_string())
        }
        _ => Ok(()),
    }
}
