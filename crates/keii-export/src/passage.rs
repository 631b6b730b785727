//! Words of a document, and where they stand.

use keii_model::{DocumentRecord, TextSpan};

use crate::hash::sha256;

/// Words of a document, and where they stand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Passage<'a> {
    pub span: &'a TextSpan,
    pub document: Option<&'a DocumentRecord>,
}

impl Passage<'_> {
    /// `D93a0e469df3e:27-38`: the document, and code points from the first up to the one behind.
    pub(crate) fn place(&self) -> String {
        let span = self.span;
        format!("{}:{}-{}", span.document, span.start, span.end)
    }

    /// By which whoever has the document can tell whether these are the words.
    pub(crate) fn hash(&self) -> String {
        sha256(&self.span.text)
    }

    /// The words on one line.
    pub(crate) fn line(&self) -> String {
        self.span.text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The address of the document, where it is one that may be followed.
    pub(crate) fn address(&self) -> Option<&str> {
        self.document.and_then(|document| address(document))
    }
}

/// The address of a document, where it is one of the web and nothing else.
pub(crate) fn address(document: &DocumentRecord) -> Option<&str> {
    document.url.as_deref().filter(|url| is_address(url))
}

/// Whether it is an address of the web that can stand in any format as it is.
pub(crate) fn is_address(url: &str) -> bool {
    let begins = ["http://", "https://"].iter().any(|scheme| url.starts_with(scheme));
    let plain = |letter: char| letter.is_ascii_graphic() && !"<>\"{}|\\^`".contains(letter);
    begins && url.chars().all(plain)
}
