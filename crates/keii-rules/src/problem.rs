//! What is wrong with a pack, and where.

use std::fmt;
use std::ops::Range;

use unicode_width::UnicodeWidthStr;

/// A pack that cannot be used: everything found wrong with it, in order of the files.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", list(problems))]
pub struct PackError {
    problems: Vec<Problem>,
}

impl PackError {
    pub(crate) fn new(problems: Vec<Problem>) -> Self {
        Self { problems }
    }

    pub(crate) fn without_place(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self::new(vec![Problem { place: None, message: message.into(), help: help.into() }])
    }

    /// Every problem.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }
}

fn list(problems: &[Problem]) -> String {
    let shown: Vec<String> = problems.iter().map(Problem::to_string).collect();
    shown.join("\n")
}

/// One thing that is wrong, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    place: Option<Place>,
    message: String,
    help: String,
}

impl Problem {
    /// What is wrong.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// What to do.
    #[must_use]
    pub fn help(&self) -> &str {
        &self.help
    }
}

/// A stretch of one line of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Place {
    path: String,
    line: u32,
    column: u32,
    source: String,
    before: usize,
    width: usize,
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(place) = &self.place else {
            return write!(out, "{}\n  help: {}", self.message, self.help);
        };
        let number = place.line.to_string();
        let margin = " ".repeat(number.len());
        writeln!(out, "{}:{}:{}: {}", place.path, place.line, place.column, self.message)?;
        writeln!(out, "  {number} | {}", place.source)?;
        let (indent, carets) = (" ".repeat(place.before), "^".repeat(place.width.max(1)));
        writeln!(out, "  {margin} | {indent}{carets}")?;
        write!(out, "  help: {}", self.help)
    }
}

/// A file of a pack, to point into.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Origin<'a> {
    pub path: &'a str,
    pub text: &'a str,
}

impl Origin<'_> {
    /// Line of the byte `offset`, counted from 1.
    pub fn line(&self, offset: usize) -> u32 {
        let end = self.text.floor_char_boundary(offset);
        let breaks = self.text[..end].bytes().filter(|&byte| byte == b'\n').count();
        u32::try_from(breaks + 1).unwrap_or(u32::MAX)
    }

    /// A problem at `range`; of a range over several lines the first is shown.
    pub fn problem(
        &self,
        range: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Problem {
        let start = self.text.floor_char_boundary(range.start);
        let end = self.text.floor_char_boundary(range.end).max(start);
        let line_start = self.text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = self.text[start..].find('\n').map_or(self.text.len(), |at| start + at);
        let before = &self.text[line_start..start];
        let marked = &self.text[start..end.min(line_end)];
        let place = Place {
            path: self.path.to_owned(),
            line: self.line(start),
            column: u32::try_from(before.chars().count() + 1).unwrap_or(u32::MAX),
            source: self.text[line_start..line_end].replace('\t', " ").trim_end().to_owned(),
            before: before.replace('\t', " ").width(),
            width: marked.replace('\t', " ").width(),
        };
        Problem { place: Some(place), message: message.into(), help: help.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_caret_stands_below_wide_characters() {
        let origin = Origin { path: "a.toml", text: "x = 1\n月 = {部}\n" };
        let shown = origin.problem(13..16, "unknown", "define it").to_string();
        let expected = "a.toml:2:6: unknown\n  2 | 月 = {部}\n    |       ^^\n  help: define it";
        assert_eq!(shown, expected);
    }

    #[test]
    fn a_place_past_the_end_is_no_panic() {
        let origin = Origin { path: "a.toml", text: "月" };
        assert!(origin.problem(1..99, "m", "h").to_string().starts_with("a.toml:1:1: m"));
    }
}
