//! The measuring folder's news articles as keii reads them.
//!
//! `data/ja-news/jawikinews.tsv.gz` holds an article a line (id, article, headline), its words
//! separated by spaces.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::json;

use crate::measuring;

/// Every article as a line of JSON with `title` and `text`, in the order of the file; the line of
/// article *n* (counted from 0) is line *n*.
///
/// # Errors
///
/// When the file is missing or not of that form.
pub fn json_lines(root: &Path) -> Result<String> {
    let packed = measuring::folder(root)?.join("data/ja-news/jawikinews.tsv.gz");
    measuring::require_files(&[&packed])?;
    let unpacked =
        Command::new("gzip").arg("-dc").arg(&packed).output().context("cannot start gzip")?;
    measuring::require("gzip", Ok(unpacked.status))?;
    let table = String::from_utf8(unpacked.stdout).context("the articles are UTF-8")?;
    let mut lines = String::new();
    for line in table.lines().skip(1) {
        let mut fields = line.split('\t').skip(1);
        let (Some(article), Some(headline)) = (fields.next(), fields.next()) else {
            anyhow::bail!("an article has an id, a text and a headline: {line}");
        };
        let article = json!({"title": joined(headline), "text": joined(article)});
        writeln!(lines, "{article}")?;
    }
    Ok(lines)
}

/// Words joined as Japanese writes them: a space stays between Latin words alone.
fn joined(spaced: &str) -> String {
    let mut text = String::with_capacity(spaced.len());
    let mut before = None;
    let mut rest = spaced.chars().peekable();
    while let Some(character) = rest.next() {
        let latin = |character: Option<char>| character.is_some_and(|c| c.is_ascii_alphabetic());
        if character != ' ' || (latin(before) && latin(rest.peek().copied())) {
            text.push(character);
        }
        before = Some(character);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn spaces_stay_between_latin_words_alone() {
        assert_eq!(joined("外相 は New York へ 3 日"), "外相はNew Yorkへ3日");
    }
}
