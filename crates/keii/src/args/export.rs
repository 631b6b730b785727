//! Arguments of `export`.

use std::path::PathBuf;

use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use keii_export::{Format, Kind};
use keii_model::{Edtf, Status};

use super::Moment;
use super::views::statuses;

/// Arguments of `export`.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// The format
    #[arg(long, value_name = "FORMAT", value_parser = formats(), default_value = "jsonl")]
    pub format: Format,

    /// The rows of a table or of annotations, or all that the records are about [default: events
    /// in a table, everything elsewhere]
    #[arg(long, value_name = "KIND", value_parser = kinds())]
    pub kind: Option<Kind>,

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

/// Reads the word of a format.
fn formats() -> impl TypedValueParser<Value = Format> {
    let words = Format::ALL.map(|one| PossibleValue::new(one.word()).help(one.about()));
    PossibleValuesParser::new(words).map(|word| Format::from_word(&word).expect("one of the words"))
}

/// Reads the word of a kind of rows.
fn kinds() -> impl TypedValueParser<Value = Kind> {
    let words = Kind::ALL.map(|one| PossibleValue::new(one.word()).help(one.about()));
    PossibleValuesParser::new(words).map(|word| Kind::from_word(&word).expect("one of the words"))
}
