//! A text as a set of numbers, by which copies are recognised without the text.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// What a text is recognised by: a digest of all its letters, and hashes of a sample of its runs of
/// letters. Two texts that share a run share its hash, so the share of common hashes is that of
/// common text. Written as one string, which begins with the version of the way it is made.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Sketch {
    /// A hash of all letters in order; 0 where nothing is known of the text.
    pub digest: u64,
    /// Hashes of the sampled runs, in order, none twice.
    pub runs: Vec<u32>,
}

/// Words that are no sketch.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no sketch of a text")]
pub struct SketchError(String);

/// The way in which sketches are made now; others cannot be compared with it.
const VERSION: &str = "1";

/// Hexadecimal digits of the digest.
const DIGEST: usize = 16;
/// Hexadecimal digits of a run.
const RUN: usize = 8;

impl Sketch {
    /// Whether anything is known of the text.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.digest == 0
    }
}

impl fmt::Display for Sketch {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_empty() {
            return Ok(());
        }
        write!(out, "{VERSION}:{:016x}:", self.digest)?;
        self.runs.iter().try_for_each(|run| write!(out, "{run:08x}"))
    }
}

impl FromStr for Sketch {
    type Err = SketchError;

    /// A sketch of another version is read as one that knows nothing.
    fn from_str(written: &str) -> Result<Self, SketchError> {
        let wrong = || SketchError(written.chars().take(DIGEST + RUN).collect());
        let Some((version, rest)) = written.split_once(':') else {
            return if written.is_empty() { Ok(Self::default()) } else { Err(wrong()) };
        };
        if version != VERSION {
            return Ok(Self::default());
        }
        let (digest, runs) = rest.split_once(':').ok_or_else(wrong)?;
        let digits = runs.bytes().all(|digit| digit.is_ascii_hexdigit());
        if digest.len() != DIGEST || !digits || !runs.len().is_multiple_of(RUN) {
            return Err(wrong());
        }
        let digest = u64::from_str_radix(digest, 16).map_err(|_| wrong())?;
        let numbers = (0..runs.len()).step_by(RUN);
        let runs = numbers.map(|at| u32::from_str_radix(&runs[at..at + RUN], 16));
        let runs = runs.collect::<Result<_, _>>().map_err(|_| wrong())?;
        Ok(Self { digest, runs })
    }
}

impl TryFrom<String> for Sketch {
    type Error = SketchError;

    fn try_from(written: String) -> Result<Self, SketchError> {
        written.parse()
    }
}

impl From<Sketch> for String {
    fn from(sketch: Sketch) -> Self {
        sketch.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sketch_survives_being_written() {
        for runs in [vec![], vec![0, 7, u32::MAX]] {
            let sketch = Sketch { digest: 42, runs };
            assert_eq!(sketch.to_string().parse(), Ok(sketch));
        }
        assert_eq!("".parse(), Ok(Sketch::default()));
    }

    #[test]
    fn other_versions_know_nothing_and_other_words_are_refused() {
        assert_eq!("2:whatever".parse(), Ok(Sketch::default()));
        for wrong in ["nonsense", "1:7", "1:0000000000000007:123", "1:0000000000000007:1234567é"] {
            wrong.parse::<Sketch>().expect_err(wrong);
        }
    }
}
