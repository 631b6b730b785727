//! What the documentation shows of the command: every `console` block is run on the sample corpus
//! and must print what is written there. `KEII_ACCEPT=1` writes anew what is printed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::committed::accepts;

/// The pages whose transcripts are tests, from the root of the repository.
const PAGES: [&str; 2] = ["docs/guide.md", "docs/concepts/standing.md"];

/// Stands for the rest of what is printed.
const REST: &str = "…";

#[test]
fn transcripts_are_true() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap();
    let accept = accepts();
    for page in PAGES {
        let path = root.join(page);
        let written = fs::read_to_string(&path).unwrap();
        let reader = Reader::new(&root);
        let run = reader.page(&written);
        if accept {
            fs::write(&path, &run).unwrap();
        } else {
            assert!(written == run, "{page} shows what keii does not print:\n{run}");
        }
        assert!(reader.ran.get() > 0, "{page} has no transcript");
    }
}

/// A place of its own with a ledger, and the corpus to read.
struct Reader {
    home: tempfile::TempDir,
    corpus: PathBuf,
    ran: std::cell::Cell<usize>,
}

impl Reader {
    fn new(root: &Path) -> Self {
        let corpus = root.join("corpus");
        Self { home: tempfile::tempdir().unwrap(), corpus, ran: std::cell::Cell::new(0) }
    }

    /// The page with what its commands print.
    fn page(&self, written: &str) -> String {
        let mut page = String::new();
        let mut lines = written.lines();
        while let Some(line) = lines.next() {
            page.push_str(&format!("{line}\n"));
            if line == "```console" {
                let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
                page.push_str(&self.block(&block));
                page.push_str("```\n");
            }
        }
        page
    }

    /// A block: commands behind `$ `, each with what it prints; a last line `…` stands for more.
    fn block(&self, block: &[&str]) -> String {
        let mut out = String::new();
        let starts: Vec<usize> = (0..block.len())
            .filter(|&at| block[at].starts_with("$ "))
            .chain([block.len()])
            .collect();
        for pair in starts.windows(2) {
            let [command, shown @ ..] = &block[pair[0]..pair[1]] else { unreachable!("a command") };
            let printed = unhashed(&self.run(&command[2..]));
            let printed: Vec<&str> = printed.lines().map(str::trim_end).collect();
            out.push_str(&format!("{command}\n"));
            if shown.last() == Some(&REST) && printed.len() >= shown.len() {
                let kept = &printed[..shown.len() - 1];
                kept.iter().for_each(|line| out.push_str(&format!("{line}\n")));
                out.push_str(&format!("{REST}\n"));
            } else {
                printed.iter().for_each(|line| out.push_str(&format!("{line}\n")));
            }
        }
        out
    }

    /// Standard output of a command line that begins with `keii`; words are parted by blanks.
    fn run(&self, line: &str) -> String {
        let words: Vec<&str> = line.split_whitespace().collect();
        let [program, arguments @ ..] = words.as_slice() else { panic!("no command") };
        assert_eq!(*program, "keii", "{line}");
        self.ran.set(self.ran.get() + 1);
        let paths = arguments.iter().flat_map(|word| self.files(word));
        let done = Command::new(env!("CARGO_BIN_EXE_keii"))
            .args(paths)
            .env_clear()
            .env("LANG", "ja_JP.UTF-8")
            .env("HOME", self.home.path())
            .env("KEII_CACHE_DIR", env!("CARGO_TARGET_TMPDIR"))
            .current_dir(self.home.path())
            .output()
            .unwrap();
        assert!(done.status.success(), "{line}: {}", String::from_utf8_lossy(&done.stderr));
        String::from_utf8(done.stdout).unwrap()
    }

    /// A word of the command line, or the files of the corpus that it names.
    fn files(&self, word: &str) -> Vec<String> {
        let Some(below) = word.strip_prefix("corpus/") else { return vec![word.to_owned()] };
        let pattern = self.corpus.join(below);
        let (folder, begin) = (pattern.parent().unwrap(), pattern.file_name().unwrap());
        let begin = begin.to_str().unwrap();
        let Some(begin) = begin.strip_suffix('*') else {
            return vec![pattern.display().to_string()];
        };
        let all = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let fits = |path: &PathBuf| path.file_name().unwrap().to_str().unwrap().starts_with(begin);
        let mut files: Vec<PathBuf> = all.filter(fits).collect();
        files.sort();
        files.iter().map(|path| path.display().to_string()).collect()
    }
}

/// What is printed without the names of ledgers: they change with whatever is read in any article.
/// A calendar folds them.
fn unhashed(printed: &str) -> String {
    const NAME: &str = "sha256:";
    const DIGITS: usize = 64;
    let mut parts = printed.split(NAME);
    let mut shown = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let hex = |letter: &char| letter.is_ascii_hexdigit();
        let fold = |letter: &char| matches!(letter, '\r' | '\n' | ' ');
        let places = part.char_indices().take_while(|(_, one)| hex(one) || fold(one));
        let last = places.filter(|(_, one)| hex(one)).nth(DIGITS - 1).map(|(at, _)| at + 1);
        shown.push_str(NAME);
        shown.push_str(if last.is_some() { REST } else { "" });
        shown.push_str(&part[last.unwrap_or_default()..]);
    }
    shown
}

#[test]
fn names_of_ledgers_are_left_out() {
    let name = "0123456789abcdef".repeat(4);
    assert_eq!(unhashed(&format!("a sha256:{name}\",\"b\"")), "a sha256:…\",\"b\"");
    let folded = format!("sha256:{}\r\n {}\r\nX:1", &name[..30], &name[30..]);
    assert_eq!(unhashed(&folded), "sha256:…\r\nX:1");
    assert_eq!(unhashed("sha256: no name"), "sha256: no name");
}
