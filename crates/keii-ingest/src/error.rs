//! What can be wrong with one input.

/// One input that could not be read. The others are.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}{}: {fault}", .line.map(|line| format!(":{line}")).unwrap_or_default())]
pub struct IngestError {
    /// The path as the caller gave or found it, or the name given to
    /// [`read_bytes`](crate::read_bytes).
    pub file: String,
    /// The line, from 1, when the fault lies on one.
    pub line: Option<u64>,
    /// What is wrong, and what to do.
    pub fault: Fault,
}

/// Kinds of fault. The message says what to do next.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The system would not give the bytes.
    #[error("cannot be read ({0}); check that it exists and that you may read it")]
    Unreadable(String),
    /// Nothing, or nothing but white space.
    #[error("holds no text; leave it out, or check that it was saved completely")]
    Empty,
    /// A file over the limit.
    #[error("is larger than the limit of {} for one article; split it, one article a file", mebibytes(*.limit))]
    TooLarge {
        /// Bytes.
        limit: usize,
    },
    /// A line of a `.jsonl` over the limit.
    #[error("the line is longer than the limit of {} for one article; split it", mebibytes(*.limit))]
    LineTooLong {
        /// Bytes.
        limit: usize,
    },
    /// Bytes that no text has.
    #[error(
        "is binary, not text (control character at byte {offset}); save it as text, Markdown or HTML"
    )]
    Binary {
        /// Bytes before it.
        offset: usize,
    },
    /// No charset fits.
    #[error(
        "byte {offset} is not valid UTF-8, and the whole is not Shift_JIS, EUC-JP or ISO-2022-JP{}; \
         convert it to UTF-8",
        .guess.map(|guess| format!(" (it looks like {guess})")).unwrap_or_default()
    )]
    Charset {
        /// Bytes before the first one that is wrong.
        offset: usize,
        /// What it may be instead.
        guess: Option<&'static str>,
    },
    /// A line of a `.jsonl` in another charset than the one JSON has.
    #[error(
        "byte {offset} of the line is not valid UTF-8, as JSON must be; convert the file to UTF-8"
    )]
    LineNotUtf8 {
        /// Bytes of the line before the first one that is wrong.
        offset: usize,
    },
    /// HTML nested or tangled beyond what pages are.
    #[error("the HTML has {what} than {limit}; save the article itself as text")]
    Tangled {
        /// Of what there is too much.
        what: &'static str,
        /// How much is allowed.
        limit: usize,
    },
    /// A line of a `.jsonl` that is not one JSON object.
    #[error(
        "the line is not a JSON object ({0}); write one article a line, as {{\"text\": \"…\"}}"
    )]
    Json(String),
    /// A JSON object without an article.
    #[error(
        "the object has no `text` (nor `body`, nor `content`) that is a string with words in it"
    )]
    NoText,
    /// A file of keii's own records.
    #[error("holds records that keii exported, not articles; add the articles themselves")]
    Records,
}

fn mebibytes(bytes: usize) -> String {
    match bytes >> 20 {
        0 => format!("{bytes} bytes"),
        mebibytes => format!("{mebibytes} MiB"),
    }
}

/// A fault and the line it lies on, before the file is known.
pub(crate) type Located = (Fault, Option<u64>);

impl From<Fault> for Located {
    fn from(fault: Fault) -> Self {
        (fault, None)
    }
}
