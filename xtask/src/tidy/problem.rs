//! What a check reports.

use std::fmt;

/// Something that is wrong, where, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// Path from the root of the repository.
    pub path: String,
    /// Counted from 1; 0 when the file as a whole is meant.
    pub line: usize,
    /// What is wrong.
    pub wrong: String,
    /// What to do.
    pub mend: &'static str,
}

impl Problem {
    /// A problem at a line (counted from 1).
    pub fn at(path: &str, line: usize, wrong: impl Into<String>, mend: &'static str) -> Self {
        Self { path: path.to_owned(), line, wrong: wrong.into(), mend }
    }

    /// A problem of a file as a whole.
    pub fn of(path: &str, wrong: impl Into<String>, mend: &'static str) -> Self {
        Self::at(path, 0, wrong, mend)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.path)?;
        if self.line > 0 {
            write!(out, ":{}", self.line)?;
        }
        write!(out, ": {}\n    {}", self.wrong, self.mend)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_where_what_and_what_to_do() {
        let problem = Problem::at("a/b.rs", 7, "too long", "split it");
        assert_eq!(problem.to_string(), "a/b.rs:7: too long\n    split it");
        let problem = Problem::of("a/b.rs", "too long", "split it");
        assert_eq!(problem.to_string(), "a/b.rs: too long\n    split it");
    }
}
