//! Compares the command's export with a gold file, where somebody has one.
//!
//! The folder named by `KEII_SHARED` holds `seeds/*.txt`, `gold/seeds.jsonl` and `score/score.py`;
//! it is not part of the repository.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use anyhow::{Context, Result, bail};

/// Builds the command, reads the seeds into a fresh ledger, exports it and prints the comparison.
///
/// # Errors
///
/// When the folder, python or a step is missing or fails.
pub fn run(root: &Path) -> Result<ExitCode> {
    let shared = measuring_folder()?;
    let gold = shared.join("gold/seeds.jsonl");
    let script = shared.join("score/score.py");
    let seeds = shared.join("seeds");
    for needed in [&gold, &script, &seeds] {
        if !needed.exists() {
            bail!("KEII_SHARED does not hold {}", needed.display());
        }
    }
    let articles = articles(&seeds)?;
    let command = build(root)?;
    let target = command.parent().context("the command lies in a folder")?;
    let (ledger, export) = (target.join("score.keii"), target.join("score.jsonl"));
    for old in ["", "-wal", "-shm"] {
        remove(&with_suffix(&ledger, old))?;
    }
    let add =
        Command::new(&command).arg("--ledger").arg(&ledger).arg("add").args(&articles).status();
    require("keii add", add)?;
    let out = std::fs::File::create(&export).with_context(|| export.display().to_string())?;
    let exporting = Command::new(&command)
        .arg("--ledger")
        .arg(&ledger)
        .args(["export", "--format", "jsonl"])
        .stdout(out)
        .status();
    require("keii export", exporting)?;
    compare(&script, &gold, &export, &seeds)
}

#[expect(clippy::disallowed_methods, reason = "a development tool: the setting is read here, once")]
fn measuring_folder() -> Result<PathBuf> {
    let Some(folder) = std::env::var_os("KEII_SHARED") else {
        bail!(
            "KEII_SHARED is not set: it names a folder with seeds/, gold/seeds.jsonl and \
             score/score.py, which are not part of this repository"
        );
    };
    let folder = PathBuf::from(folder);
    if !folder.is_dir() {
        bail!("KEII_SHARED is {}, which is no folder", folder.display());
    }
    Ok(folder)
}

/// The articles in a fixed order.
fn articles(seeds: &Path) -> Result<Vec<PathBuf>> {
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

/// Builds the release binary and returns where cargo put it.
fn build(root: &Path) -> Result<PathBuf> {
    let build = Command::new(env!("CARGO"))
        .args(["build", "--release", "--package", "keii"])
        .current_dir(root)
        .status();
    require("cargo build", build)?;
    // This program lies in target/<profile>; the release folder is its neighbour.
    let here = std::env::current_exe().context("cannot tell where this program lies")?;
    let target = here.ancestors().nth(2).context("this program lies in a build folder")?;
    Ok(target.join("release").join(format!("keii{}", std::env::consts::EXE_SUFFIX)))
}

fn compare(script: &Path, gold: &Path, export: &Path, texts: &Path) -> Result<ExitCode> {
    let python = Command::new("python3").arg("--version").stdout(Stdio::null()).status();
    python.context("python3 is missing: the scorer is written in it")?;
    let scoring =
        Command::new("python3").arg(script).args([gold, export]).arg("--texts").arg(texts).status();
    require("score.py", scoring)?;
    Ok(ExitCode::SUCCESS)
}

fn require(step: &str, outcome: std::io::Result<std::process::ExitStatus>) -> Result<()> {
    let status = outcome.with_context(|| format!("cannot start {step}"))?;
    if !status.success() {
        bail!("{step} failed ({status})");
    }
    Ok(())
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
