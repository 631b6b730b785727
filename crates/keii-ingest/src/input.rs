//! One document read, with what is to be said about the reading; and the pure way in.

use keii_model::{Document, Id, Metadata, Span, Text};
use sha2::{Digest, Sha256};

use crate::charset::{self, Decoded};
use crate::error::{Fault, Located};
use crate::fields::Fields;
use crate::{Format, IngestError, Options, front_matter, html, json_lines};

/// One article, read.
#[derive(Clone, Debug, PartialEq)]
pub struct Input {
    /// The article.
    pub document: Document,
    /// The format it was read as.
    pub format: Format,
    /// The charset it was decoded from, by its name in the WHATWG Encoding Standard.
    pub charset: &'static str,
    /// The line it stands on, from 1, in a file of many.
    pub line: Option<u64>,
    /// What was left out or replaced. None of it keeps the article from being read.
    pub warnings: Vec<Warning>,
}

/// Something that the reader of an article should know, and that did not stop the reading.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Warning {
    /// A few bytes were no characters.
    #[error(
        "{count} bad byte sequence(s) replaced by U+FFFD, the first on line {line}{}",
        .offset.map(|offset| format!(" (byte {offset})")).unwrap_or_default()
    )]
    ReplacedBytes {
        /// How many U+FFFD.
        count: usize,
        /// The line of the first, from 1.
        line: u64,
        /// Bytes before the first, where the decoder tells.
        offset: Option<usize>,
    },
    /// The page declares one charset and is valid UTF-8.
    #[error("declares the charset {0} but is UTF-8; read as UTF-8")]
    OtherCharset(&'static str),
    /// A date of publication that cannot be read in exactly one way.
    #[error("date `{0}` not understood, so the day of publication is left open; write 2025-08-15")]
    UnreadableDate(String),
    /// A key of the front matter that means nothing here.
    #[error("front matter key `{0}` ignored")]
    IgnoredKey(String),
    /// Front matter that is no YAML or TOML.
    #[error("front matter ignored: {0}")]
    FrontMatter(String),
    /// No article stood out on the page.
    #[error("no article found on the page; its whole text was read")]
    WholePage,
}

/// What a format makes of decoded text.
pub(crate) struct Extract {
    pub text: String,
    /// First byte of the article in `text`.
    pub body: usize,
    pub fields: Fields,
    pub warnings: Vec<Warning>,
}

/// Reads bytes as one article, or as one article a line ([`Format::JsonLines`]).
///
/// Pure. `name` is for people and, without `format` and [`Options::format`], its extension tells
/// the format; failing that, the way the bytes begin. The same bytes give the same id.
///
/// One element per article or fault; a fault of one line leaves the other lines alone.
#[must_use]
pub fn read_bytes(
    name: &str,
    bytes: &[u8],
    format: Option<Format>,
    options: &Options,
) -> Vec<Result<Input, IngestError>> {
    let format = format
        .or(options.format)
        .or_else(|| Format::of_name(name))
        .unwrap_or_else(|| Format::of_bytes(bytes));
    if format == Format::JsonLines {
        return json_lines::read_all(name, bytes, options);
    }
    let read = read_one(name, bytes, format, options);
    vec![read.map_err(|(fault, line)| IngestError { file: name.to_owned(), line, fault })]
}

/// Reads bytes as one article.
pub(crate) fn read_one(
    name: &str,
    bytes: &[u8],
    format: Format,
    options: &Options,
) -> Result<Input, Located> {
    let limit = options.limits.document_bytes;
    if bytes.len() > limit {
        return Err(Fault::TooLarge { limit }.into());
    }
    let declared = (format == Format::Html).then(|| html::declared_charset(bytes)).flatten();
    let Decoded { text, charset, mut warnings } = charset::decode(bytes, declared)?;
    if text.trim().is_empty() {
        return Err(Fault::Empty.into());
    }
    let extract = match format {
        Format::Html => html::extract(&text, &options.limits)?,
        Format::Markdown => front_matter::extract(text),
        Format::Plain | Format::JsonLines => {
            Extract { text, body: 0, fields: Fields::default(), warnings: Vec::new() }
        }
    };
    if extract.text[extract.body..].trim().is_empty() {
        return Err(Fault::Empty.into());
    }
    warnings.extend(extract.warnings);
    let metadata = extract.fields.into_metadata(&options.overrides, &mut warnings);
    let document = document(name, bytes, extract.text, extract.body, metadata);
    Ok(Input { document, format, charset, line: None, warnings })
}

/// The document of `bytes`, whose article begins at `body` and goes on to the end.
pub(crate) fn document(
    name: &str,
    bytes: &[u8],
    text: String,
    body: usize,
    metadata: Metadata,
) -> Document {
    let sha256: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    let body = Span::from_range(body..text.len());
    Document {
        id: Id::from(format!("D{}", &sha256[..12])),
        name: name.to_owned(),
        sha256,
        text: Text::new(text),
        body,
        metadata,
    }
}

/// Title and text as one: the title on a line of its own before the text, unless the text begins
/// with it. Formats that keep the two apart are joined so, because readings and their evidence
/// refer to one text.
pub(crate) fn titled(title: Option<&str>, text: String) -> String {
    match title {
        Some(title) if !title.is_empty() && !text.trim_start().starts_with(title) => {
            format!("{title}\n{text}")
        }
        _ => text,
    }
}
