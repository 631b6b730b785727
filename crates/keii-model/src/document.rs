//! Documents: text as received, and what is known of where it came from.

use serde::{Deserialize, Serialize};

use crate::{Edtf, Id, Span, Text, TextSpan};

/// Immutable text as received, with its provenance. What ingest makes and annotate reads.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// `D` and the first twelve hexadecimal digits of [`sha256`](Self::sha256).
    pub id: Id,
    /// File name or URL, for people.
    pub name: String,
    /// SHA-256 of the bytes as received, in lower-case hexadecimal.
    pub sha256: String,
    /// The decoded text. Offsets refer to it, always.
    pub text: Text,
    /// The part of the text that is the article (front matter lies outside).
    pub body: Span,
    /// What came with the article rather than being read from it.
    pub metadata: Metadata,
}

/// What came with an article: front matter, HTML head, flags of the command.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Metadata {
    /// The headline.
    pub title: Option<String>,
    /// The day (or instant, or month) of publication.
    pub published: Option<Edtf>,
    /// The outlet.
    pub publisher: Option<String>,
    /// The address, one per article; two documents with one address are versions of it.
    pub url: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// BCP 47 tag, when declared.
    pub language: Option<String>,
}

/// The `document` record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DocumentRecord {
    /// Its name.
    pub id: Id,
    /// File name or URL.
    pub name: String,
    /// SHA-256 of the bytes as received.
    pub sha256: String,
    /// BCP 47 tag.
    pub language: String,
    /// What kind of text; `None` when nothing tells.
    pub genre: Option<Genre>,
    /// The headline in the text.
    pub title: Option<TextSpan>,
    /// When it was published, and how that is known.
    pub published: Published,
    /// The outlet.
    pub publisher: Option<NamedSource>,
    /// Who wrote it.
    pub author: Option<NamedSource>,
    /// Who translated it.
    pub translator: Option<NamedSource>,
    /// What it credits.
    #[serde(default)]
    pub references: Vec<Reference>,
    /// Its address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// Kinds of article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the words are those of the interchange format")]
pub enum Genre {
    Report,
    Explainer,
    Analysis,
    Opinion,
    Translation,
    Transcript,
    Release,
}

/// When a document was published.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Published {
    /// EDTF; `None` when it cannot be known.
    pub value: Option<Edtf>,
    /// How it is known.
    pub basis: Basis,
    /// The words it was read from.
    #[serde(default)]
    pub evidence: Vec<TextSpan>,
}

/// How a date of publication is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// It came with the article.
    Metadata,
    /// The text says it.
    Stated,
    /// Concluded from what the text says: an interval.
    Inferred,
    /// It is not known.
    None,
}

/// A name that the document gives for a role such as publisher or translator.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NamedSource {
    /// The name.
    pub name: String,
    /// Where the text says so; empty when it came as metadata.
    #[serde(default)]
    pub evidence: Vec<TextSpan>,
}

/// A work that a document credits. Two documents that credit one are not independent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reference {
    /// How it is credited.
    pub relation: ReferenceRelation,
    /// Its title.
    pub title: Option<String>,
    /// Its host name.
    pub host: Option<String>,
    /// Its outlet.
    pub publisher: Option<String>,
    /// When it was published.
    pub date: Option<Edtf>,
    /// Where the text says so.
    #[serde(default)]
    pub evidence: Vec<TextSpan>,
}

/// How a document credits another work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReferenceRelation {
    /// This is a translation or reprint of it.
    Original,
    /// Credited at the foot.
    Reference,
    /// A medium cited in the body.
    Cites,
}

/// A value and the words it was read from, inside annotate (before it is a record).
#[derive(Clone, Debug, PartialEq)]
pub struct Stated<T> {
    /// The value.
    pub value: T,
    /// Where the text says so.
    pub evidence: Vec<Span>,
}
