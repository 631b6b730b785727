//! A place of its own for each test: folders, settings, articles, and the command.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// A home without anything in it.
pub struct World {
    home: TempDir,
}

/// What a run of the command left.
#[derive(Debug)]
pub struct Run {
    pub code: Option<i32>,
    /// Data.
    pub out: String,
    /// Messages.
    pub err: String,
}

impl World {
    pub fn new() -> Self {
        Self { home: tempfile::tempdir().unwrap() }
    }

    pub fn path(&self, below: &str) -> PathBuf {
        self.home.path().join(below)
    }

    /// Writes a file, with the folders above it.
    pub fn file(&self, below: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(below);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }

    /// Writes made-up articles `articles/0000.txt` and so on; gives the folder.
    pub fn articles(&self, count: usize) -> PathBuf {
        for number in 0..count {
            self.file(&format!("articles/{number:04}.txt"), article(number));
        }
        self.path("articles")
    }

    /// The command with nothing of this machine's settings. The dictionary is built once for all
    /// tests.
    pub fn command<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_keii"));
        command
            .args(arguments)
            .env_clear()
            .env("LANG", "C")
            .env("HOME", self.home.path())
            .env("XDG_DATA_HOME", self.path("data"))
            .env("KEII_CACHE_DIR", env!("CARGO_TARGET_TMPDIR"))
            .current_dir(self.home.path())
            .stdin(Stdio::null());
        command
    }

    pub fn keii<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Run {
        self.run(&mut self.command(arguments))
    }

    /// Runs a command that must not take longer.
    pub fn run_within(&self, most: Duration, command: &mut Command) -> Run {
        let began = Instant::now();
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        while child.try_wait().unwrap().is_none() {
            if began.elapsed() > most {
                child.kill().unwrap();
                child.wait().unwrap();
                panic!("{command:?} takes longer than {most:?}");
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        self.told(child.wait_with_output().unwrap())
    }

    /// Runs a command and hides where this world lies.
    pub fn run(&self, command: &mut Command) -> Run {
        self.told(command.output().unwrap())
    }

    fn told(&self, Output { status, stdout, stderr }: Output) -> Run {
        let text = |bytes| {
            let text = String::from_utf8(bytes).unwrap();
            text.replace(&self.home.path().display().to_string(), "[home]")
        };
        Run { code: status.code(), out: text(stdout), err: text(stderr) }
    }

    /// Runs the command and expects it to succeed; gives its data.
    pub fn expect<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> String {
        let run = self.keii(arguments);
        assert_eq!(run.code, Some(0), "{run:?}");
        run.out
    }

    /// Arguments of `add` into a ledger.
    pub fn add(&self, ledger: &str, paths: &[&Path]) -> Run {
        let mut command = self.command(["--ledger", ledger, "add"]);
        self.run(command.args(paths))
    }

    /// Runs the command, which must succeed, and reads each line as JSON.
    pub fn json<A: AsRef<OsStr>>(
        &self,
        arguments: impl IntoIterator<Item = A>,
    ) -> Vec<serde_json::Value> {
        let out = self.expect(arguments);
        out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    pub fn export(&self, ledger: &str) -> String {
        self.expect(["--ledger", ledger, "export", "--format", "jsonl"])
    }
}

/// A made-up article. Each number gives another text, and every tenth a longer one.
pub fn article(number: usize) -> String {
    let (month, day) = (number % 12 + 1, number % 28 + 1);
    let minister = ["マルデル", "コルベ", "ヴァンセ", "リンドン"][number % 4];
    let place = ["ウィーン", "ジュネーブ", "オスロ"][number % 3];
    let more = if number.is_multiple_of(10) { 12 } else { 1 };
    let mut text = format!(
        "フランス外相が{place}で協議 第{number}報\n\
         フランスの{minister}外相は2024年{month}月{day}日、{place}でドイツの首相と会談した。\n"
    );
    for turn in 0..more {
        text.push_str(&format!(
            "{minister}外相は記者団に対し「協議は{turn}回目で、前に進んだ」と述べた。\
             次の会談は来月にも{place}で開かれる予定だ。\n"
        ));
    }
    text
}

/// The sample corpus of this repository.
pub fn corpus() -> PathBuf {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/us-russia-2025");
    corpus.canonicalize().unwrap()
}
