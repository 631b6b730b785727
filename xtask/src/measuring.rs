//! What the measurements share: the folder of measuring data, the release build, running a step.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};

use anyhow::{Context, Result, bail};

/// The folder of measuring data: the one that `KEII_SHARED` names, else `shared` beside the
/// repository. It is not part of the repository.
///
/// # Errors
///
/// When there is no such folder, with what it would hold.
#[expect(clippy::disallowed_methods, reason = "a development tool: the setting is read here, once")]
pub fn folder(root: &Path) -> Result<PathBuf> {
    let named = std::env::var_os("KEII_SHARED").map(PathBuf::from);
    let beside = || root.parent().map(|parent| parent.join("shared"));
    if let Some(folder) = named.clone().or_else(beside).filter(|folder| folder.is_dir()) {
        return Ok(folder);
    }
    let Some(named) = named else {
        bail!(
            "nothing to measure against: KEII_SHARED is not set; it names a folder with seeds/, \
             gold/seeds.jsonl, score/score.py and data/, which are not part of this repository"
        );
    };
    bail!("nothing to measure against: KEII_SHARED is {}, which is no folder", named.display())
}

/// Fails with the name of the first of `needed` that is missing.
///
/// # Errors
///
/// When one of them is missing.
pub fn require_files(needed: &[&Path]) -> Result<()> {
    match needed.iter().find(|path| !path.exists()) {
        Some(path) => bail!("nothing to measure against: {} is missing", path.display()),
        None => Ok(()),
    }
}

/// Builds the release binary and returns where cargo put it.
///
/// # Errors
///
/// When it does not build.
pub fn build(root: &Path) -> Result<PathBuf> {
    let build = Command::new(env!("CARGO"))
        .args(["build", "--release", "--quiet", "--package", "keii"])
        .current_dir(root)
        .status();
    require("cargo build", build)?;
    // This program lies in target/<profile>; the release folder is its neighbour.
    let here = std::env::current_exe().context("cannot tell where this program lies")?;
    let target = here.ancestors().nth(2).context("this program lies in a build folder")?;
    Ok(target.join("release").join(format!("keii{}", std::env::consts::EXE_SUFFIX)))
}

/// Fails unless a step was started and ended well.
///
/// # Errors
///
/// With the name of the step.
pub fn require(step: &str, outcome: std::io::Result<ExitStatus>) -> Result<()> {
    let status = outcome.with_context(|| format!("cannot start {step}"))?;
    if !status.success() {
        bail!("{step} failed ({status})");
    }
    Ok(())
}
