//! Which files, in which order: the paths as given, directories by name, each once.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::Format;

/// Files of a directory that speak of it rather than being articles, without extension.
const ABOUT: [&str; 9] = [
    "README",
    "SOURCES",
    "LICENSE",
    "LICENCE",
    "COPYING",
    "NOTICE",
    "CHANGELOG",
    "CONTRIBUTING",
    "ATTRIBUTION",
];

/// A path still to be read.
#[derive(Debug)]
pub(crate) struct Step {
    pub path: PathBuf,
    /// Found in a directory rather than named by the caller.
    pub found: bool,
}

/// Paths still to be read, the next one last.
#[derive(Debug)]
pub(crate) struct Walk {
    pending: Vec<Step>,
    /// Directories already entered, by their real path: links may lead back to them.
    entered: BTreeSet<PathBuf>,
    /// Files found and passed over.
    pub skipped: Vec<PathBuf>,
}

impl Walk {
    pub(crate) fn new(paths: &[PathBuf]) -> Self {
        let step = |path: &PathBuf| Step { path: path.clone(), found: false };
        Self {
            pending: paths.iter().rev().map(step).collect(),
            entered: BTreeSet::new(),
            skipped: Vec::new(),
        }
    }

    /// The next file, or a directory that could not be listed.
    pub(crate) fn next(&mut self) -> Option<Result<Step, (PathBuf, io::Error)>> {
        while let Some(step) = self.pending.pop() {
            let is_directory = fs::metadata(&step.path).is_ok_and(|known| known.is_dir());
            if is_directory {
                if let Err(error) = self.enter(&step.path) {
                    return Some(Err((step.path, error)));
                }
            } else if step.found && !is_article(&step.path) {
                self.skipped.push(step.path);
            } else {
                return Some(Ok(step));
            }
        }
        None
    }

    /// Puts the entries of a directory first in line.
    fn enter(&mut self, directory: &Path) -> io::Result<()> {
        if !self.entered.insert(fs::canonicalize(directory)?) {
            return Ok(());
        }
        let mut names = Vec::new();
        for entry in fs::read_dir(directory)? {
            let name = entry?.file_name();
            if !name.as_encoded_bytes().starts_with(b".") {
                names.push(name);
            }
        }
        names.sort_unstable_by(|a, b| b.cmp(a));
        let step = |name| Step { path: directory.join(name), found: true };
        self.pending.extend(names.into_iter().map(step));
        Ok(())
    }
}

/// Whether a file found in a directory has an extension of articles and is not about it.
fn is_article(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    let stem = path.file_stem().map(|stem| stem.to_string_lossy()).unwrap_or_default();
    Format::of_name(&name).is_some() && !ABOUT.contains(&&*stem.to_uppercase())
}
