//! The articles, their expectation, and what the command reads in them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::entry::Side;

/// One story of the sample corpus: everything that is compared.
pub struct Corpus {
    /// The folder of the articles.
    pub folder: PathBuf,
    /// Names and texts of the articles that have an expectation, in the order of the expectation.
    pub articles: Vec<(String, String)>,
    pub expected: Side,
    pub read: Side,
}

impl Corpus {
    /// Every story that has an expectation, by the name of its folder.
    pub fn read_all() -> Vec<Self> {
        let stories = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus");
        let stories = stories.canonicalize().unwrap().read_dir().unwrap();
        let mut folders: Vec<PathBuf> = stories.map(|story| story.unwrap().path()).collect();
        folders.retain(|folder| folder.join("expected.jsonl").exists());
        folders.sort();
        assert!(!folders.is_empty(), "no story has an expectation");
        folders.into_iter().map(Self::read).collect()
    }

    /// The name of the folder.
    pub fn name(&self) -> &str {
        self.folder.file_name().unwrap().to_str().unwrap()
    }

    /// Reads the articles with the command, as a user does.
    fn read(folder: PathBuf) -> Self {
        let expected = records(&fs::read_to_string(folder.join("expected.jsonl")).unwrap());
        let documents: Vec<&Value> =
            expected.iter().filter(|record| record["kind"] == "document").collect();
        let field = |field: &str| {
            let values = documents.iter().map(|document| document[field].as_str().unwrap());
            values.map(str::to_owned).collect::<Vec<String>>()
        };
        let (names, hashes) = (field("name"), field("sha256"));
        let read = records(&export(&folder, &names));
        let text = |name: String| {
            let text = fs::read_to_string(folder.join(&name)).unwrap();
            (name, text)
        };
        Self {
            expected: Side::new(expected, &hashes),
            read: Side::new(read, &hashes),
            articles: names.into_iter().map(text).collect(),
            folder,
        }
    }
}

fn records(jsonl: &str) -> Vec<Value> {
    jsonl.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The export of a fresh ledger that holds these articles alone.
fn export(folder: &Path, names: &[String]) -> String {
    let home = tempfile::tempdir().unwrap();
    let keii = |arguments: &[&str], paths: &[PathBuf]| {
        let output = Command::new(env!("CARGO_BIN_EXE_keii"))
            .args(["--ledger", "ledger"])
            .args(arguments)
            .args(paths)
            .env_clear()
            .env("HOME", home.path())
            .env("KEII_CACHE_DIR", env!("CARGO_TARGET_TMPDIR"))
            .current_dir(home.path())
            .stdin(Stdio::null())
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let paths: Vec<PathBuf> = names.iter().map(|name| folder.join(name)).collect();
    keii(&["add"], &paths);
    keii(&["export", "--format", "jsonl"], &[])
}

#[test]
fn the_expectation_is_of_these_very_bytes() {
    for corpus in crate::corpora() {
        for (number, (name, _)) in corpus.articles.iter().enumerate() {
            assert!(
                corpus.read.holds(number),
                "{name} is not the file that expected.jsonl was made for: its sha256 is another. \
                 Set sha256 and the spans behind the change anew (corpus/README.md says how)."
            );
        }
    }
}
