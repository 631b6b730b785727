//! What keii reads out of real articles, judged by hand.
//!
//! A sample is drawn by a fixed seed, the same number of every kind. Whoever judges sees each
//! statement in its passage; the repository keeps the article's number, the span, a digest of the
//! statement, the verdict and its reason, not the articles' words.

mod sample;
mod statement;
mod verdict;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::{measuring, news};
use statement::Statement;
use verdict::Verdict;

/// Where the verdicts are kept.
const VERDICTS: &str = "corpus/judged/wikinews.tsv";
/// How many statements are judged.
const SIZE: usize = 300;
/// Any number will do, as long as it stays.
const SEED: u64 = 2025;

/// Draws the sample, writes it without verdicts, and prints each statement in its passage. A
/// verdict that was given already is kept when the statement is drawn again and says the same.
///
/// # Errors
///
/// When the measuring folder or a step is missing or fails.
pub fn draw(root: &Path) -> Result<ExitCode> {
    let (articles, statements) = read_articles(root)?;
    let before = verdicts(root)?;
    let known: BTreeMap<_, _> = before.iter().map(|verdict| (verdict.key(), verdict)).collect();
    let drawn = sample::draw(statements, SIZE, SEED);
    let mut table = String::from(verdict::HEADER);
    for (number, statement) in drawn.iter().enumerate() {
        let blank = Verdict::of(statement);
        let judged = known.get(&blank.key()).copied().unwrap_or(&blank);
        table.push_str(&judged.line());
        let passage = statement.passage(&articles[statement.article]);
        println!(
            "{}\t{}\t{}\n\t{}\n\t{passage}",
            number + 1,
            statement.kind,
            judged.right.as_str(),
            statement.said
        );
    }
    let path = root.join(VERDICTS);
    std::fs::create_dir_all(path.parent().context("the file lies in a folder")?)?;
    std::fs::write(&path, table).with_context(|| path.display().to_string())?;
    Ok(ExitCode::SUCCESS)
}

/// Prints the precision of each kind; with the measuring folder at hand also how many of the
/// judged statements keii still makes.
///
/// # Errors
///
/// When a verdict is missing or a line cannot be read.
pub fn report(root: &Path) -> Result<ExitCode> {
    let verdicts = verdicts(root)?;
    if verdicts.is_empty() {
        bail!("{VERDICTS} holds no verdicts: `cargo xtask judge draw` makes it");
    }
    print!("{}", verdict::precision(&verdicts)?);
    match read_articles(root) {
        Ok((_, statements)) => {
            let said: BTreeSet<_> = statements.iter().map(|one| Verdict::of(one).key()).collect();
            print!("{}", verdict::still_said(&verdicts, &said));
        }
        Err(error) => println!("whether keii still says the same was not looked at: {error:#}"),
    }
    Ok(ExitCode::SUCCESS)
}

fn verdicts(root: &Path) -> Result<Vec<Verdict>> {
    let path = root.join(VERDICTS);
    if !path.exists() {
        return Ok(Vec::new());
    }
    let table = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    table.lines().skip(1).map(Verdict::parse).collect()
}

/// The articles' texts, and every statement that keii makes about them.
fn read_articles(root: &Path) -> Result<(Vec<String>, Vec<Statement>)> {
    let lines = news::json_lines(root)?;
    let command = measuring::build(root)?;
    let target = command.parent().context("the command lies in a folder")?;
    let input = target.join("news.jsonl");
    std::fs::write(&input, &lines).with_context(|| input.display().to_string())?;
    let articles = lines.lines().map(text).collect::<Result<Vec<String>>>()?;
    Ok((articles, statement::read(&annotate(&command, &input)?)?))
}

/// The text that keii's offsets count in: the title stands in the first line.
fn text(article: &str) -> Result<String> {
    let article: Value = serde_json::from_str(article)?;
    let part = |name: &str| article[name].as_str().context("an article has a title and a text");
    Ok(format!("{}\n{}", part("title")?, part("text")?))
}

fn annotate(command: &Path, input: &PathBuf) -> Result<String> {
    let reading = Command::new(command)
        .args(["--quiet", "annotate", "--format", "jsonl"])
        .arg(input)
        .output()
        .context("cannot start keii annotate")?;
    measuring::require("keii annotate", Ok(reading.status))?;
    String::from_utf8(reading.stdout).context("records are UTF-8")
}
