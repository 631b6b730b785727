//! Verdicts as they are kept: a line each, tab-separated.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

use super::statement::Statement;

/// The first line of the table.
pub const HEADER: &str = "article\tkind\tstart\tend\tdigest\tverdict\treason\n";

/// What somebody thinks of one statement.
pub struct Verdict {
    article: usize,
    kind: String,
    start: usize,
    end: usize,
    /// The first eight hexadecimal digits of the statement's SHA-256: it tells whether keii still
    /// says the same.
    digest: String,
    pub right: Right,
    reason: String,
}

/// Right, wrong, or not judged yet.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Right {
    Yes,
    No,
    Unknown,
}

impl Right {
    /// The word of the table.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Yes => "right",
            Self::No => "wrong",
            Self::Unknown => "?",
        }
    }
}

/// What tells one statement from all others.
pub type Key = (usize, String, usize, usize, String);

impl Verdict {
    /// A statement that nobody has judged.
    pub fn of(statement: &Statement) -> Self {
        let digest = Sha256::digest(statement.said.as_bytes());
        let mut hexadecimal = String::new();
        for byte in &digest[..4] {
            write!(hexadecimal, "{byte:02x}").expect("a string can be written to");
        }
        Self {
            article: statement.article,
            kind: statement.kind.to_owned(),
            start: statement.start,
            end: statement.end,
            digest: hexadecimal,
            right: Right::Unknown,
            reason: String::new(),
        }
    }

    /// A line of the table.
    ///
    /// # Errors
    ///
    /// When it is not of that form.
    pub fn parse(line: &str) -> Result<Self> {
        let fields: Vec<&str> = line.split('\t').collect();
        let [article, kind, start, end, digest, right, reason] = fields[..] else {
            bail!("a verdict has seven fields: {line}");
        };
        let number = |field: &str| field.parse().with_context(|| line.to_owned());
        let right = match right {
            "right" => Right::Yes,
            "wrong" => Right::No,
            "?" => Right::Unknown,
            _ => bail!("a verdict is right, wrong or ?: {line}"),
        };
        Ok(Self {
            article: number(article)?,
            kind: kind.to_owned(),
            start: number(start)?,
            end: number(end)?,
            digest: digest.to_owned(),
            right,
            reason: reason.to_owned(),
        })
    }

    /// The line of the table.
    pub fn line(&self) -> String {
        let Self { article, kind, start, end, digest, right, reason } = self;
        format!("{article}\t{kind}\t{start}\t{end}\t{digest}\t{}\t{reason}\n", right.as_str())
    }

    pub fn key(&self) -> Key {
        (self.article, self.kind.clone(), self.start, self.end, self.digest.clone())
    }
}

/// The share of right statements by kind and over all.
///
/// # Errors
///
/// When a statement is not judged, or a wrong one has no reason.
pub fn precision(verdicts: &[Verdict]) -> Result<String> {
    let mut kinds: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for verdict in verdicts {
        match verdict.right {
            Right::Unknown => bail!("not judged yet: {}", verdict.line()),
            Right::No if verdict.reason.is_empty() => bail!("no reason: {}", verdict.line()),
            Right::No | Right::Yes => (),
        }
        let (right, of) = kinds.entry(&verdict.kind).or_default();
        *right += usize::from(verdict.right == Right::Yes);
        *of += 1;
    }
    let mut table = format!("{:<14} {:>9} {:>10}\n", "kind", "right/of", "precision");
    let mut row = |kind: &str, (right, of): (usize, usize)| {
        let share = right as f64 / of as f64;
        writeln!(table, "{kind:<14} {:>9} {share:>10.3}", format!("{right}/{of}"))
    };
    for (kind, &counts) in &kinds {
        row(kind, counts)?;
    }
    let all = kinds.values().fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    row("all", all)?;
    Ok(table)
}

/// How many of the right and of the wrong statements are among those `said`.
pub fn still_said(verdicts: &[Verdict], said: &BTreeSet<Key>) -> String {
    let mut counted = String::new();
    for right in [Right::Yes, Right::No] {
        let judged = verdicts.iter().filter(|verdict| verdict.right == right);
        let still = judged.clone().filter(|verdict| said.contains(&verdict.key())).count();
        let word = right.as_str();
        writeln!(counted, "judged {word}: {}, of which keii still says {still}", judged.count())
            .expect("a string can be written to");
    }
    counted
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(right: &str, reason: &str) -> Verdict {
        Verdict::parse(&format!("3\ttime\t5\t9\t0badcafe\t{right}\t{reason}")).unwrap()
    }

    #[test]
    fn a_line_is_kept_as_it_is() {
        let line = "3\ttime\t5\t9\t0badcafe\twrong\tthe year is another\n";
        assert_eq!(Verdict::parse(line.trim_end()).unwrap().line(), line);
        assert!(Verdict::parse("3\ttime\t5\t9\t0badcafe\tperhaps\t").is_err());
    }

    #[test]
    fn precision_wants_every_verdict_and_the_reason_of_the_wrong_ones() {
        let table = precision(&[verdict("right", ""), verdict("wrong", "another year")]).unwrap();
        assert!(table.contains("1/2      0.500"), "{table}");
        assert!(precision(&[verdict("?", "")]).is_err());
        assert!(precision(&[verdict("wrong", "")]).is_err());
    }

    #[test]
    fn what_is_no_longer_said_is_counted() {
        let verdicts = [verdict("right", ""), verdict("wrong", "another year")];
        let said = BTreeSet::from([verdicts[0].key()]);
        let counted = still_said(&verdicts[..1], &said);
        assert!(counted.contains("judged right: 1, of which keii still says 1"), "{counted}");
        assert!(
            still_said(&verdicts, &BTreeSet::new())
                .contains("wrong: 1, of which keii still says 0")
        );
    }
}
