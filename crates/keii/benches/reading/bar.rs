//! What keii must reach, in one run: words alone, the command as a user types it, and `mecab`.

use std::fs;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::words;

/// Characters of one article.
const LENGTH: usize = 2_500;
/// Articles: enough that starting the command costs next to nothing.
const ARTICLES: usize = 1_200;
/// Each time is the best of so many: what else the machine does only ever adds to it.
const RUNS: usize = 3;

/// Prints it all. `texts` are cut and joined into articles of one length.
pub fn report<'t>(texts: impl Iterator<Item = &'t str> + Clone) {
    let articles = articles(texts);
    let bytes: usize = articles.iter().map(String::len).sum();
    let megabytes = |time: Duration| bytes as f64 / 1e6 / time.as_secs_f64();
    println!("{ARTICLES} articles of {LENGTH} characters, {:.1} MB, one core:", bytes as f64 / 1e6);
    let alone = best(|| timed(|| tokenise(&articles)));
    println!("words alone              {:6.2} MB/s", megabytes(alone));
    let file = write(&articles);
    let (whole, memory) = best(|| annotate(&file));
    println!("keii annotate            {:6.2} MB/s", megabytes(whole));
    println!("                         {:6.0} articles/s", ARTICLES as f64 / whole.as_secs_f64());
    let times = whole.as_secs_f64() / alone.as_secs_f64();
    println!("                         {times:6.2} times the words alone");
    match memory {
        Some(kilobytes) => println!("peak resident memory     {:6.0} MB", kilobytes as f64 / 1e3),
        None => println!("peak resident memory     left out: this system does not tell it"),
    }
    if !is_mecab_with_ipadic() {
        println!("mecab                    left out: no command `mecab` with IPADIC in UTF-8 here");
        return;
    }
    let lines: Vec<String> = articles.iter().flat_map(|article| lines(article)).collect();
    let ours = best(|| timed(|| tokenise(&lines)));
    let theirs = best(|| timed(|| mecab(&lines)));
    println!("sentence by sentence     {:6.2} MB/s", megabytes(ours));
    println!("mecab on the same        {:6.2} MB/s", megabytes(theirs));
    let times = theirs.as_secs_f64() / ours.as_secs_f64();
    println!("                         {times:6.2} times as fast as mecab");
}

/// The texts one after another, repeated where they are too few, cut into articles.
fn articles<'t>(texts: impl Iterator<Item = &'t str> + Clone) -> Vec<String> {
    let mut characters = texts.cycle().flat_map(|text| text.chars().chain(['\n']));
    (0..ARTICLES).map(|_| characters.by_ref().take(LENGTH).collect()).collect()
}

/// Sentences, one a line, as `mecab` wants them.
fn lines(article: &str) -> impl Iterator<Item = String> + '_ {
    let lines = article.lines().flat_map(|line| line.split_inclusive('。'));
    lines.filter(|line| !line.trim().is_empty()).map(str::to_owned)
}

/// Counts the words, so that none of the work can be left out.
fn tokenise(texts: &[String]) {
    let all: usize = texts.iter().map(|text| words(text)).sum();
    assert!(all > texts.len(), "a text has more words than one");
}

fn timed(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

fn best<T: PartialOrd>(mut run: impl FnMut() -> T) -> T {
    let runs: Vec<T> = (0..RUNS).map(|_| run()).collect();
    let best = runs.into_iter().reduce(|best, next| if next < best { next } else { best });
    best.expect("there is a run at least")
}

/// A file of articles in JSON, one a line.
fn write(articles: &[String]) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("measured.jsonl");
    let mut file = BufWriter::new(fs::File::create(&path).expect("the folder can be written"));
    for text in articles {
        let line = serde_json::json!({ "text": text });
        writeln!(file, "{line}").expect("the disk has room");
    }
    file.flush().expect("the disk has room");
    path
}

/// Runs the command on one core: how long it takes, and its largest resident memory in kilobytes.
fn annotate(file: &Path) -> (Duration, Option<u64>) {
    let start = Instant::now();
    let mut command = Command::new(env!("CARGO_BIN_EXE_keii"));
    command.arg("annotate").arg(file).args(["--format", "jsonl", "--quiet"]);
    command.env("KEII_CACHE_DIR", env!("CARGO_TARGET_TMPDIR")).env("RAYON_NUM_THREADS", "1");
    let mut child = command.stdout(Stdio::null()).spawn().expect("cargo built the command");
    let mut memory = None;
    let status = loop {
        memory = peak_memory(&child).or(memory);
        match child.try_wait().expect("the command is ours") {
            Some(status) => break status,
            None => std::thread::sleep(Duration::from_millis(5)),
        }
    };
    assert!(status.success(), "keii annotate: {status}");
    (start.elapsed(), memory)
}

/// The high-water mark of a process that runs, in kilobytes, where the system has `/proc`.
fn peak_memory(child: &Child) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches("kB").trim().parse().ok()
}

/// IPADIC is known by its 1,316 contexts: the folder it lies in has another name on each system.
fn is_mecab_with_ipadic() -> bool {
    let told = Command::new("mecab").arg("-D").output();
    let told = told.map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
    let told = told.unwrap_or_default();
    let holds = |key: &str, value: &str| {
        let line = told.lines().find_map(|line| line.strip_prefix(key));
        line.is_some_and(|line| line.trim().eq_ignore_ascii_case(value))
    };
    holds("left size:", "1316") && (holds("charset:", "UTF-8") || holds("charset:", "UTF8"))
}

fn mecab(lines: &[String]) {
    let mut child = Command::new("mecab")
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .expect("it told of its dictionary");
    let mut input = BufWriter::new(child.stdin.take().expect("its input is piped"));
    for line in lines {
        writeln!(input, "{line}").expect("mecab reads to the end");
    }
    drop(input);
    let status = child.wait().expect("the command is ours");
    assert!(status.success(), "mecab: {status}");
}
