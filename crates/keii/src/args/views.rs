//! Arguments of the commands that show what is in the ledger.

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use jiff::civil::Date;
use keii_model::{Edtf, Status};

/// Flags of a command that shows what is in the ledger.
#[derive(Clone, Copy, Debug, Default, Args)]
pub struct ListArgs {
    /// Print one JSON object a line, nothing shortened
    #[arg(long)]
    pub json: bool,

    #[command(flatten)]
    pub moment: Moment,
}

/// How much of the ledger counts.
#[derive(Clone, Copy, Debug, Default, Args)]
pub struct Moment {
    /// As the ledger was at the end of this day (UTC): without the articles and corrections that
    /// came later
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub as_of: Option<Date>,
}

/// A day as people write it.
///
/// # Errors
/// When it is none.
pub(super) fn day(words: &str) -> Result<Date, String> {
    words.parse().map_err(|_| format!("`{words}` is no day: write 2025-08-15"))
}

/// Arguments of `timeline`.
#[derive(Clone, Debug, Args)]
pub struct TimelineArgs {
    /// Only what stands so now; may be given more than once
    #[arg(long, value_name = "STATUS", value_parser = statuses())]
    pub status: Vec<Status>,

    /// Only what this person, organisation or country takes part in; any form or part of the name
    #[arg(long, value_name = "NAME")]
    pub person: Option<String>,

    /// Only what this story tells; the id of the story or of one of its documents
    #[arg(long, value_name = "ID")]
    pub story: Option<String>,

    /// Only what may have happened on this day or later: 2025-08-15, 2025-08, 2025
    #[arg(long, value_name = "DATE")]
    pub from: Option<Edtf>,

    /// Only what may have happened on this day or before
    #[arg(long, value_name = "DATE")]
    pub to: Option<Edtf>,

    #[command(flatten)]
    pub list: ListArgs,
}

/// Reads the word of a status.
pub(super) fn statuses() -> impl TypedValueParser<Value = Status> {
    PossibleValuesParser::new(Status::WORDS)
        .map(|word| Status::from_word(&word).expect("one of the words"))
}

/// Arguments of `event`.
#[derive(Debug, Args)]
pub struct EventArgs {
    /// The id of an event, or of one telling of it, as `keii timeline` prints it
    #[arg(value_name = "ID")]
    pub id: String,

    #[command(flatten)]
    pub list: ListArgs,
}

/// Arguments of `person`.
#[derive(Debug, Args)]
pub struct PersonArgs {
    /// Any form or part of the name, or an id as `keii people` prints it
    #[arg(value_name = "NAME")]
    pub name: String,

    #[command(flatten)]
    pub list: ListArgs,
}
