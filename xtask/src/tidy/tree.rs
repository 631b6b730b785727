//! The text files of the repository, read once for all checks.

use std::path::Path;

use anyhow::{Context, Result};

use super::source::Source;

/// A text file.
pub struct TextFile {
    /// Path from the root of the repository, with `/`.
    pub path: String,
    /// Its content.
    pub text: String,
    /// For Rust: its code without comments and strings.
    pub source: Option<Source>,
}

/// All text files, in order of their paths.
pub struct Tree {
    files: Vec<TextFile>,
    /// Paths of what is no text: pictures.
    others: Vec<String>,
}

impl Tree {
    /// Reads a repository: every UTF-8 file outside build output and hidden folders. It does not
    /// ask git, which a machine that only builds need not have.
    ///
    /// # Errors
    ///
    /// When a folder or file cannot be read.
    pub fn read(root: &Path) -> Result<Self> {
        let (mut found, mut others) = (Vec::new(), Vec::new());
        walk(root, "", &mut found, &mut others)?;
        Ok(Self { others, ..Self::of(found) })
    }

    /// A tree of paths and texts.
    pub fn of(found: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut files: Vec<TextFile> = found
            .into_iter()
            .map(|(path, text)| {
                let source = path.ends_with(".rs").then(|| Source::read(&path, &text));
                TextFile { path, text, source }
            })
            .collect();
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Self { files, others: Vec::new() }
    }

    /// All files.
    pub fn files(&self) -> &[TextFile] {
        &self.files
    }

    /// The file at `path`.
    pub fn file(&self, path: &str) -> Option<&TextFile> {
        self.files.iter().find(|file| file.path == path)
    }

    /// Whether `path` is a file or a folder that holds one.
    pub fn holds(&self, path: &str) -> bool {
        let path = path.trim_end_matches('/');
        let below = format!("{path}/");
        let texts = self.files.iter().map(|file| file.path.as_str());
        let mut all = texts.chain(self.others.iter().map(String::as_str));
        all.any(|file| file == path || file.starts_with(&below))
    }

    /// Rust files with what was read of their code.
    pub fn sources(&self) -> impl Iterator<Item = (&TextFile, &Source)> {
        self.files.iter().filter_map(|file| Some((file, file.source.as_ref()?)))
    }

    /// The manifests of the crates: the name of the folder in `crates/`, and the file.
    pub fn manifests(&self) -> impl Iterator<Item = (&str, &TextFile)> {
        self.files.iter().filter_map(|file| {
            let name = file.path.strip_prefix("crates/")?.strip_suffix("/Cargo.toml")?;
            (!name.contains('/')).then_some((name, file))
        })
    }
}

/// Hidden folders and files that are part of the repository.
const SHOWN: [&str; 4] = [".cargo", ".ci", ".editorconfig", ".gitignore"];

fn walk(
    root: &Path,
    below: &str,
    found: &mut Vec<(String, String)>,
    others: &mut Vec<String>,
) -> Result<()> {
    let folder = root.join(below);
    let reading = || format!("cannot read {}", folder.display());
    for entry in std::fs::read_dir(&folder).with_context(reading)? {
        let entry = entry.with_context(reading)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let hidden = name.starts_with('.') && !SHOWN.contains(&name.as_str());
        if hidden || name == "target" {
            continue;
        }
        let path = if below.is_empty() { name } else { format!("{below}/{name}") };
        let kind = entry.file_type().with_context(reading)?;
        if kind.is_dir() {
            walk(root, &path, found, others)?;
        } else if kind.is_file() {
            let bytes = std::fs::read(entry.path())
                .with_context(|| format!("cannot read {}", entry.path().display()))?;
            match String::from_utf8(bytes) {
                Ok(text) => found.push((path, text)),
                Err(_) => others.push(path),
            }
        }
    }
    Ok(())
}

/// Builds trees for the tests of the checks.
#[cfg(test)]
pub fn tree(files: &[(&str, &str)]) -> Tree {
    Tree::of(files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_text_and_leaves_out_build_output_and_bytes() {
        let folder = tempfile::tempdir().unwrap();
        let write = |path: &str, bytes: &[u8]| {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, bytes).unwrap();
        };
        write("b/src/lib.rs", b"fn a() {}");
        write("a.md", b"text");
        write("target/debug/out.rs", b"fn a() {}");
        write(".git/config", b"text");
        write(".ci/run", b"text");
        write("picture.bin", &[0xff, 0xfe, 0x00]);
        let tree = Tree::read(folder.path()).unwrap();
        let paths: Vec<&str> = tree.files().iter().map(|file| file.path.as_str()).collect();
        assert_eq!(paths, [".ci/run", "a.md", "b/src/lib.rs"]);
        assert!(tree.holds("b/src/") && !tree.holds("b/sr"));
        assert!(tree.holds("picture.bin"), "what documents show exists");
        assert_eq!(tree.sources().count(), 1);
    }
}
