//! What the caller may decide.

use keii_model::Edtf;

use crate::Format;

/// How to read.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Read everything as this format; `None` goes by file name, then by content.
    pub format: Option<Format>,
    /// Values that take the place of what came with the article.
    pub overrides: Overrides,
    /// How much is too much.
    pub limits: Limits,
}

/// Values from the command line; they win over front matter, HTML and JSON.
#[derive(Clone, Debug, Default)]
pub struct Overrides {
    /// When it was published.
    pub published: Option<Edtf>,
    /// The outlet.
    pub publisher: Option<String>,
    /// The address.
    pub url: Option<String>,
}

/// How much is too much.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of one document: a file, or one line of a `.jsonl`.
    pub document_bytes: usize,
    /// Elements inside one another in HTML. Browsers stop at 512.
    pub html_depth: usize,
}

impl Default for Limits {
    /// 16 MiB, 512 elements deep.
    fn default() -> Self {
        Self { document_bytes: 16 << 20, html_depth: 512 }
    }
}
