//! Arguments of `export`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use keii_model::{Edtf, Status};

use super::Moment;
use super::views::statuses;

/// Arguments of `export`.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// The format
    #[arg(long, value_enum, default_value_t)]
    pub format: ExportFormat,

    /// The rows of a table or of annotations, or all that the records are about [default: events
    /// in a table, everything elsewhere]
    #[arg(long, value_enum)]
    pub kind: Option<ExportKind>,

    /// Only what this story tells; the id of the story or of one of its documents
    #[arg(long, value_name = "ID")]
    pub story: Option<String>,

    /// Only events that stand so now; may be given more than once
    #[arg(long, value_name = "STATUS", value_parser = statuses())]
    pub status: Vec<Status>,

    /// Only what this person, organisation or country takes part in or says; any form or part of
    /// the name
    #[arg(long, value_name = "NAME")]
    pub person: Option<String>,

    /// Only events that may have happened on this day or later: 2025-08-15, 2025-08, 2025
    #[arg(long, value_name = "DATE")]
    pub from: Option<Edtf>,

    /// Only events that may have happened on this day or before
    #[arg(long, value_name = "DATE")]
    pub to: Option<Edtf>,

    /// Begin a table with a byte order mark, by which some spreadsheets know UTF-8
    #[arg(long)]
    pub bom: bool,

    /// No word of any article: offsets and hashes stand for the passages, ids for the names
    #[arg(long)]
    pub without_text: bool,

    /// Write to this file, as a whole or not at all, instead of standard output
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,

    #[command(flatten)]
    pub moment: Moment,
}

/// Formats of `export`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// The interchange format, one record a line
    #[default]
    Jsonl,
    /// A table
    Csv,
    /// A brief with footnotes
    Markdown,
    /// A calendar of what is planned and what was held
    Ics,
    /// A feed of what is new
    Atom,
    /// Event data by the PLOVER ontology
    Plover,
    /// Event data by the CAMEO codebook
    Cameo,
    /// W3C Web Annotations of the passages
    Annotation,
}

impl From<ExportFormat> for keii_export::Format {
    fn from(format: ExportFormat) -> Self {
        match format {
            ExportFormat::Jsonl => Self::Jsonl,
            ExportFormat::Csv => Self::Csv,
            ExportFormat::Markdown => Self::Markdown,
            ExportFormat::Ics => Self::Ics,
            ExportFormat::Atom => Self::Atom,
            ExportFormat::Plover => Self::Plover,
            ExportFormat::Cameo => Self::Cameo,
            ExportFormat::Annotation => Self::Annotation,
        }
    }
}

/// Kinds of rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExportKind {
    /// The lines of the timeline
    Events,
    /// Who says what
    Statements,
    /// Who is named
    People,
    /// What several articles tell of one thing
    Comparisons,
}

impl From<ExportKind> for keii_export::Kind {
    fn from(kind: ExportKind) -> Self {
        match kind {
            ExportKind::Events => Self::Events,
            ExportKind::Statements => Self::Statements,
            ExportKind::People => Self::People,
            ExportKind::Comparisons => Self::Comparisons,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_and_kinds_are_typed_as_they_are_called() {
        for format in ExportFormat::value_variants() {
            let typed = format.to_possible_value().expect("none is hidden");
            assert_eq!(typed.get_name(), keii_export::Format::from(*format).word());
        }
        for kind in ExportKind::value_variants() {
            let typed = kind.to_possible_value().expect("none is hidden");
            assert_eq!(typed.get_name(), keii_export::Kind::from(*kind).word());
        }
    }
}
