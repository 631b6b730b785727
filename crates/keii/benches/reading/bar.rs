//! What keii must reach, in one run: words alone, the command as a user types it, and `mecab`.

use std::fs;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::words;

/// Characters of one article.
const LENGTH: usize = 2_500;
/// Articles of a slice: enough that starting the command costs little.
const SLICE: usize = 300;
/// Slices of different articles.
const SLICES: usize = 4;
/// How often each slice is measured.
const ROUNDS: usize = 3;

/// Some of the articles.
struct Slice {
    articles: Vec<String>,
    /// Their sentences.
    lines: Vec<String>,
    /// The articles as the command reads them.
    file: PathBuf,
    megabytes: f64,
}

/// What a slice took, in megabytes a second. One thing was measured right behind the other: what else
/// a machine does weighs on both, so that their ratio holds where neither of the two does.
struct Speeds {
    words: f64,
    reading: f64,
    /// The words of sentences one by one, by keii and by `mecab`.
    lines: Option<(f64, f64)>,
    /// Largest resident memory of the command, in kilobytes.
    memory: Option<u64>,
}

/// Prints it all: of many measurements that in the middle. `texts` are cut and joined into articles of
/// one length.
pub fn report<'t>(texts: impl Iterator<Item = &'t str> + Clone) {
    let articles = articles(texts);
    let slices: Vec<Slice> = articles.chunks(SLICE).enumerate().map(Slice::new).collect();
    let mecab = is_mecab_with_ipadic();
    let rounds = (0..ROUNDS).flat_map(|_| &slices);
    let speeds: Vec<Speeds> = rounds.map(|slice| slice.measure(mecab)).collect();
    let middle = |figure: &dyn Fn(&Speeds) -> f64| median(speeds.iter().map(figure));
    println!("{SLICES} times {SLICE} articles of {LENGTH} characters, {ROUNDS} rounds, one core:");
    println!("words alone              {:6.2} MB/s", middle(&|it| it.words));
    let reading = middle(&|it| it.reading);
    let length = slices[0].megabytes / SLICE as f64;
    println!("keii annotate            {reading:6.2} MB/s");
    println!("                         {:6.0} articles/s", reading / length);
    println!(
        "                         {:6.2} times the words alone",
        middle(&|it| it.words / it.reading)
    );
    match speeds.iter().filter_map(|it| it.memory).max() {
        Some(kilobytes) => println!("peak resident memory     {:6.0} MB", kilobytes as f64 / 1e3),
        None => println!("peak resident memory     left out: this system does not tell it"),
    }
    if !mecab {
        println!("mecab                    left out: no command `mecab` with IPADIC in UTF-8 here");
        return;
    }
    let lines = |figure: &dyn Fn((f64, f64)) -> f64| {
        median(speeds.iter().filter_map(|it| it.lines).map(figure))
    };
    println!("sentence by sentence     {:6.2} MB/s", lines(&|(ours, _)| ours));
    println!("mecab on the same        {:6.2} MB/s", lines(&|(_, theirs)| theirs));
    println!(
        "                         {:6.2} times as fast as mecab",
        lines(&|(ours, theirs)| ours / theirs)
    );
}

impl Slice {
    fn new((number, articles): (usize, &[String])) -> Self {
        Self {
            articles: articles.to_vec(),
            lines: articles.iter().flat_map(|article| lines(article)).collect(),
            file: write(number, articles),
            megabytes: articles.iter().map(String::len).sum::<usize>() as f64 / 1e6,
        }
    }

    fn measure(&self, mecab: bool) -> Speeds {
        let speed = |time: Duration| self.megabytes / time.as_secs_f64();
        let words = speed(timed(|| tokenise(&self.articles)));
        let (time, memory) = annotate(&self.file);
        let lines = mecab.then(|| {
            let ours = speed(timed(|| tokenise(&self.lines)));
            (ours, speed(timed(|| self::mecab(&self.lines))))
        });
        Speeds { words, reading: speed(time), lines, memory }
    }
}

/// The figure in the middle.
fn median(figures: impl Iterator<Item = f64>) -> f64 {
    let mut figures: Vec<f64> = figures.collect();
    figures.sort_by(f64::total_cmp);
    figures[figures.len() / 2]
}

/// The texts one after another, repeated where they are too few, cut into articles.
fn articles<'t>(texts: impl Iterator<Item = &'t str> + Clone) -> Vec<String> {
    let mut characters = texts.cycle().flat_map(|text| text.chars().chain(['\n']));
    (0..SLICE * SLICES).map(|_| characters.by_ref().take(LENGTH).collect()).collect()
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

/// A file of articles in JSON, one a line.
fn write(number: usize, articles: &[String]) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("measured-{number}.jsonl"));
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
