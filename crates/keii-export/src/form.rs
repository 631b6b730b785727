//! Formats, and what can be chosen within them.

use keii_words::Lang;

/// A format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// The interchange format: JSON Lines, one record a line.
    Jsonl,
    /// A table by RFC 4180, one for each [`Kind`].
    Csv,
    /// A brief with footnotes.
    Markdown,
    /// A calendar by RFC 5545.
    Ics,
    /// A feed by RFC 4287.
    Atom,
    /// Event data by the PLOVER ontology: JSON Lines.
    Plover,
    /// Event data by the CAMEO codebook: tab-separated values.
    Cameo,
    /// W3C Web Annotations: JSON-LD.
    Annotation,
}

impl Format {
    /// Every format, in the order in which help names them.
    pub const ALL: [Self; 8] = [
        Self::Jsonl,
        Self::Csv,
        Self::Markdown,
        Self::Ics,
        Self::Atom,
        Self::Plover,
        Self::Cameo,
        Self::Annotation,
    ];

    /// The word by which it is asked for.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Jsonl => "jsonl",
            Self::Csv => "csv",
            Self::Markdown => "markdown",
            Self::Ics => "ics",
            Self::Atom => "atom",
            Self::Plover => "plover",
            Self::Cameo => "cameo",
            Self::Annotation => "annotation",
        }
    }

    /// What it is, in a line of help.
    #[must_use]
    pub fn about(self) -> &'static str {
        match self {
            Self::Jsonl => "The interchange format, one record a line",
            Self::Csv => "A table",
            Self::Markdown => "A brief with footnotes",
            Self::Ics => "A calendar of what is planned and what was held",
            Self::Atom => "A feed of what is new",
            Self::Plover => "Event data by the PLOVER ontology",
            Self::Cameo => "Event data by the CAMEO codebook",
            Self::Annotation => "W3C Web Annotations of the passages",
        }
    }

    /// The format of this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.word() == word)
    }

    /// What it is to a server.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Jsonl | Self::Plover => "application/x-ndjson",
            Self::Csv => "text/csv; charset=utf-8",
            Self::Markdown => "text/markdown; charset=utf-8",
            Self::Ics => "text/calendar; charset=utf-8",
            Self::Atom => "application/atom+xml",
            Self::Cameo => "text/tab-separated-values; charset=utf-8",
            Self::Annotation => "application/ld+json; profile=\"http://www.w3.org/ns/anno.jsonld\"",
        }
    }

    /// How the name of such a file ends.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Jsonl => "jsonl",
            Self::Csv => "csv",
            Self::Markdown => "md",
            Self::Ics => "ics",
            Self::Atom => "atom",
            Self::Plover => "plover.jsonl",
            Self::Cameo => "cameo.tsv",
            Self::Annotation => "jsonld",
        }
    }

    /// Whether it holds one kind of rows, which can be chosen.
    #[must_use]
    pub fn is_of_one_kind(self) -> bool {
        matches!(self, Self::Csv | Self::Annotation)
    }

    /// Whether it holds happenings and nothing else.
    #[must_use]
    pub fn is_of_events(self) -> bool {
        matches!(self, Self::Ics | Self::Atom | Self::Plover | Self::Cameo)
    }

    /// Whether people read it, in their language.
    #[must_use]
    pub fn is_for_people(self) -> bool {
        matches!(self, Self::Markdown | Self::Ics | Self::Atom)
    }
}

/// A kind of rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// What happened: the lines of the timeline.
    Events,
    /// Who says what.
    Statements,
    /// Who is named.
    People,
    /// What several documents tell of one thing.
    Comparisons,
}

impl Kind {
    /// Every kind, in the order of a file that holds all.
    pub const ALL: [Self; 4] = [Self::Events, Self::Statements, Self::People, Self::Comparisons];

    /// The words by which they are asked for, in the same order.
    pub const WORDS: [&'static str; 4] = ["events", "statements", "people", "comparisons"];

    /// The word by which it is asked for.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::WORDS[self as usize]
    }

    /// What it is, in a line of help.
    #[must_use]
    pub fn about(self) -> &'static str {
        match self {
            Self::Events => "The lines of the timeline",
            Self::Statements => "Who says what",
            Self::People => "Who is named",
            Self::Comparisons => "What several articles tell of one thing",
        }
    }

    /// The kind of this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// In what form an export is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Form {
    /// The format.
    pub format: Format,
    /// Whether a table begins with a byte order mark, by which some spreadsheets know UTF-8.
    pub bom: bool,
    /// Whether no word of any document is to be in it: offsets and hashes stand for them.
    pub without_text: bool,
    /// The language of the words that people read.
    pub lang: Lang,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_leads_back() {
        for format in Format::ALL {
            assert_eq!(Format::from_word(format.word()), Some(format));
        }
        for kind in Kind::ALL {
            assert_eq!(Kind::from_word(kind.word()), Some(kind));
        }
    }
}
