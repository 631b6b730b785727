//! The dictionary: made from IPADIC's sources, cached, loaded.

mod bytes;
pub mod cache;
mod compile;
mod feature;
mod header;
mod kinds;
mod source;
mod trie;
mod words;

use std::path::PathBuf;
use std::sync::Arc;

pub use cache::{Status, find_source, open, read, rebuild, status};
pub(crate) use kinds::Kind;
pub use source::{Compiled, Sources, build, build_unordered};
pub(crate) use words::{Word, Words};

/// A dictionary in memory. Cheap to clone.
#[derive(Clone)]
pub struct Dictionary {
    pub(crate) words: Arc<Words>,
    content: u64,
    origin: Origin,
}

/// How a dictionary came to be in memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// From a valid cache file.
    Loaded,
    /// Compiled now, and cached.
    Built,
    /// Compiled now; the cache could not be written, and why. The next start will compile again.
    Uncached(String),
}

impl Dictionary {
    fn new(words: Words, content: u64, origin: Origin) -> Self {
        Self { words: Arc::new(words), content, origin }
    }

    /// What was compiled just now.
    #[must_use]
    pub fn compiled(compiled: &Compiled, origin: Origin) -> Self {
        let words = Words::from_bytes(&compiled.payload).expect("this program wrote it");
        Self::new(words, compiled.content, origin)
    }

    /// Hash of the words it was made from: the same on every machine.
    #[must_use]
    pub fn content(&self) -> u64 {
        self.content
    }

    /// How it came to be in memory.
    #[must_use]
    pub fn origin(&self) -> &Origin {
        &self.origin
    }
}

impl std::fmt::Debug for Dictionary {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let content = format_args!("{:016x}", self.content);
        let mut shown = formatter.debug_struct("Dictionary");
        shown.field("content", &content).field("origin", &self.origin).finish_non_exhaustive()
    }
}

/// Why there is no dictionary.
#[derive(Debug, thiserror::Error)]
pub enum DictionaryError {
    /// Neither a cache nor sources.
    #[error(
        "no dictionary: install IPADIC's sources (Debian, Ubuntu: `sudo apt-get install \
         mecab-ipadic`), or compile those in a directory of yours with `keii dict build --from \
         DIR`; looked in {}", places(.looked))]
    Missing {
        /// Where sources were looked for.
        looked: Vec<PathBuf>,
    },
    /// A directory that was named holds no sources.
    #[error(
        "{} holds no IPADIC sources: it lacks {lacks} (a compiled dictionary, `sys.dic`, will not \
         do)", .dir.display())]
    NotASource {
        /// The directory.
        dir: PathBuf,
        /// The first file that it lacks.
        lacks: &'static str,
    },
    /// A source file cannot be understood.
    #[error("{file}{}: {why}", .line.map(|line| format!(":{line}")).unwrap_or_default())]
    Source {
        /// Its name.
        file: String,
        /// The line, from 1.
        line: Option<usize>,
        /// What is wrong.
        why: &'static str,
    },
    /// The sources do not fit together.
    #[error("the dictionary cannot be compiled: {0}")]
    Compile(String),
    /// A file cannot be read or written.
    #[error("{}: {error}", .path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system says.
        error: std::io::Error,
    },
}

fn places(looked: &[PathBuf]) -> String {
    let shown: Vec<_> = looked.iter().map(|path| path.display().to_string()).collect();
    shown.join(", ")
}
