//! Arguments of the commands that correct and read anew.

use clap::{Args, Subcommand};
use keii_model::Edtf;

use super::ListArgs;

/// What can be corrected.
#[derive(Debug, Subcommand)]
pub enum FixCommand {
    /// Two are one: persons, organisations, places, or happenings
    Same(PairArgs),
    /// Two are not one; `ID@DOCUMENT` means what that document tells of it
    Different(PairArgs),
    /// What was read is not so; it goes, with all that rests on it
    Not(NotArgs),
    /// A document was published then; its words such as 昨日 are read by that day
    Date(DateArgs),
    /// Take a correction back
    Undo(UndoArgs),
    /// List the corrections, and what has become of each
    List(ListArgs),
}

/// Who corrects.
#[derive(Clone, Debug, Args)]
pub struct Signature {
    /// Who says so
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,

    /// Why
    #[arg(long, value_name = "WORDS")]
    pub reason: Option<String>,
}

/// Arguments of `fix same` and `fix different`.
#[derive(Debug, Args)]
pub struct PairArgs {
    /// The id of the one, as the listings print it, or its name; `ID@DOCUMENT` in one document
    #[arg(value_name = "A")]
    pub a: String,

    /// The id or name of the other
    #[arg(value_name = "B")]
    pub b: String,

    #[command(flatten)]
    pub signature: Signature,
}

/// Arguments of `fix not`.
#[derive(Debug, Args)]
pub struct NotArgs {
    /// The id of what is not so, as the listings print it, or its name; `ID@DOCUMENT` in one
    /// document
    #[arg(value_name = "ID")]
    pub id: String,

    #[command(flatten)]
    pub signature: Signature,
}

/// Arguments of `fix date`.
#[derive(Debug, Args)]
pub struct DateArgs {
    /// The id of a document, as `keii documents` prints it, or its name
    #[arg(value_name = "DOCUMENT")]
    pub document: String,

    /// When it was published: 2025-11-23, 2025-11
    #[arg(value_name = "DATE")]
    pub published: Edtf,

    #[command(flatten)]
    pub signature: Signature,
}

/// Arguments of `fix undo`.
#[derive(Debug, Args)]
pub struct UndoArgs {
    /// The number of the correction, as `keii fix list` prints it
    #[arg(value_name = "N")]
    pub number: u32,

    #[command(flatten)]
    pub signature: Signature,
}

/// Arguments of `reread`.
#[derive(Clone, Copy, Debug, Args)]
pub struct RereadArgs {
    /// Keep the new readings; without it, what would change is only printed
    #[arg(long)]
    pub yes: bool,

    /// Print one JSON object a line
    #[arg(long)]
    pub json: bool,
}
