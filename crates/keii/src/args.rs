//! What can be typed: one definition per flag makes parsing, help and completions.

mod export;
mod fix;
mod serve;
mod views;

use std::path::PathBuf;

use clap::builder::NonEmptyStringValueParser;
use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use keii_model::Edtf;

pub use export::ExportArgs;
pub use fix::{FixCommand, RereadArgs, Signature};
pub use serve::ServeArgs;
pub use views::{EventArgs, ListArgs, Moment, PersonArgs, TimelineArgs};

/// Reads news about a developing story and keeps a ledger of it, each entry with its evidence.
#[derive(Debug, Parser)]
#[command(
    name = "keii",
    version,
    about,
    arg_required_else_help = true,
    disable_help_subcommand = true,
    after_help = "Begin with:\n  keii add FOLDER       read articles into your ledger\n  \
                  keii timeline         what happened, in order\n  \
                  keii said             who said what\n\n\
                  Exit codes: 0 done, 1 failed (also when some inputs failed), 2 wrong usage."
)]
pub struct Cli {
    #[command(flatten)]
    pub global: Global,

    #[command(subcommand)]
    pub command: Command,
}

/// Flags that every command takes.
#[derive(Debug, Args)]
#[command(next_help_heading = "Everywhere")]
pub struct Global {
    /// The ledger file [else $KEII_LEDGER, else ledger.keii in the user's data directory]
    #[arg(long, global = true, value_name = "FILE", hide_short_help = false)]
    pub ledger: Option<PathBuf>,

    /// Language of what is printed [else from LC_ALL, LC_MESSAGES, LANG; else en]
    #[arg(long, global = true, value_name = "LANG", value_enum)]
    pub lang: Option<LangChoice>,

    /// When to use colour; `auto` honours NO_COLOR
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        value_enum,
        default_value_t,
        hide_possible_values = false
    )]
    pub color: ColorChoice,

    /// Print no messages but errors
    #[arg(long, short, global = true)]
    pub quiet: bool,
}

/// The language of what is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LangChoice {
    /// 日本語
    Ja,
    /// English
    En,
}

/// When to use colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ColorChoice {
    /// On a terminal, unless NO_COLOR is set
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// What keii can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read articles into the ledger
    Add(AddArgs),
    /// List the documents of the ledger
    Documents(ListArgs),
    /// What happened, in order, and what is planned, possible, put off
    Timeline(TimelineArgs),
    /// One happening: its tellings side by side, and how it came about
    Event(EventArgs),
    /// Who is named, with their offices
    People(ListArgs),
    /// One person: offices, contacts, statements over time
    Person(PersonArgs),
    /// Who said what
    Said(SaidArgs),
    /// What several documents tell of one thing: where they agree, and where they differ
    Compare(CompareArgs),
    /// The stories that the documents tell, each in a line
    Stories(StoriesArgs),
    /// Where a story stands: contacts, what was agreed, who wants what, what is open
    Standing(StandingArgs),
    /// What is new since a day, or since it was last shown
    New(NewArgs),
    /// Open the ledger in a browser: the reading room
    Serve(ServeArgs),
    /// Show the passage that an entry was read from
    Show(ItemArgs),
    /// Tell how an entry came to be: the rules and steps, with the words they rest on
    Why(ItemArgs),
    /// Read articles and print what they say, without a ledger
    Annotate(AnnotateArgs),
    /// Write the ledger as records, tables, a brief, a calendar, a feed, event data
    Export(ExportArgs),
    /// Correct what was read: appended, dated, and taken back with `fix undo`
    #[command(subcommand)]
    Fix(FixCommand),
    /// Read anew what older rules have read: what would change, and with --yes, keep it
    Reread(RereadArgs),
    /// Check dictionary, ledger and versions
    Doctor,
    /// The dictionary of Japanese
    #[command(subcommand)]
    Dict(DictCommand),
    /// The rules that keii reads by
    #[command(subcommand)]
    Rules(RulesCommand),
    /// Print a script that completes keii's commands in your shell
    Completions(CompletionsArgs),
}

impl Command {
    /// The day as of which the ledger is to be shown.
    #[must_use]
    pub fn as_of(&self) -> Option<Date> {
        let moment = match self {
            Self::Documents(list) | Self::People(list) => list.moment,
            Self::Timeline(args) => args.list.moment,
            Self::Event(args) => args.list.moment,
            Self::Person(args) => args.list.moment,
            Self::Said(args) => args.list.moment,
            Self::Compare(args) => args.list.moment,
            Self::Stories(args) => args.list.moment,
            Self::Standing(args) => args.list.moment,
            Self::New(args) => args.list.moment,
            Self::Show(args) | Self::Why(args) => args.moment,
            Self::Export(args) => args.moment,
            Self::Fix(FixCommand::List(list)) => list.moment,
            _ => return None,
        };
        moment.as_of
    }
}

/// What is known of articles beforehand.
#[derive(Clone, Debug, Default, Args)]
pub struct Origin {
    /// When the articles were published: 2025-08-15, 2025-08, 2025-08-01/2025-08-15
    #[arg(long, value_name = "DATE")]
    pub published: Option<Edtf>,

    /// The outlet that published them
    #[arg(long, value_name = "NAME")]
    pub publisher: Option<String>,

    /// The address of the article (one article only)
    #[arg(long, value_name = "URL")]
    pub url: Option<String>,
}

/// Arguments of `add`.
#[derive(Debug, Args)]
pub struct AddArgs {
    /// Files (.txt .md .html .jsonl), folders, or - for standard input
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    #[command(flatten)]
    pub origin: Origin,
}

/// Arguments of `said`.
#[derive(Debug, Args)]
pub struct SaidArgs {
    /// Only what this person, organisation or country said; any form or part of the name
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,

    /// Only what contains this word
    #[arg(long, value_name = "WORD")]
    pub about: Option<String>,

    #[command(flatten)]
    pub list: ListArgs,
}

/// Arguments of `compare`.
#[derive(Clone, Debug, Args)]
pub struct CompareArgs {
    /// Only what cannot both be right
    #[arg(long, conflicts_with = "single")]
    pub conflicts: bool,

    /// What one document alone tells, of those that tell of what others tell as well
    #[arg(long)]
    pub single: bool,

    /// Only what this story tells; the id of the story or of one of its documents
    #[arg(long, value_name = "ID")]
    pub story: Option<String>,

    #[command(flatten)]
    pub list: ListArgs,
}

/// Arguments of `stories`.
#[derive(Clone, Copy, Debug, Args)]
pub struct StoriesArgs {
    /// Also documents that are a story by themselves
    #[arg(long)]
    pub all: bool,

    #[command(flatten)]
    pub list: ListArgs,
}

/// Arguments of `standing`.
#[derive(Clone, Debug, Args)]
pub struct StandingArgs {
    /// The story: its id or that of a document, or words of its name [else the one told of last]
    #[arg(value_name = "STORY")]
    pub story: Option<String>,

    /// Show everything: also earlier contacts, and what the tables leave out
    #[arg(long)]
    pub all: bool,

    #[command(flatten)]
    pub list: ListArgs,
}

/// Arguments of `new`.
#[derive(Clone, Debug, Args)]
#[command(group = clap::ArgGroup::new("from").required(true).multiple(true))]
pub struct NewArgs {
    /// What has arrived since the beginning of this day (UTC); with --mark, where that is not yet set
    #[arg(long, value_name = "DATE", group = "from", value_parser = views::day)]
    pub since: Option<Date>,

    /// What has arrived since this was last asked by this name; moves when all of it was printed
    #[arg(long, value_name = "NAME", group = "from", value_parser = NonEmptyStringValueParser::new())]
    pub mark: Option<String>,

    #[command(flatten)]
    pub list: ListArgs,
}

/// Arguments of `show` and `why`.
#[derive(Debug, Args)]
pub struct ItemArgs {
    /// The id of an entry, as the listings print it, or an unambiguous beginning of it
    #[arg(value_name = "ID")]
    pub id: String,

    #[command(flatten)]
    pub moment: Moment,
}

/// Arguments of `annotate`.
#[derive(Debug, Args)]
pub struct AnnotateArgs {
    /// Files (.txt .md .html .jsonl), folders, or - for standard input
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,

    /// How to print what was read
    #[arg(long, value_enum, default_value_t)]
    pub format: AnnotateFormat,

    #[command(flatten)]
    pub origin: Origin,
}

/// How `annotate` prints.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum AnnotateFormat {
    /// The interchange format, one record a line
    Jsonl,
    /// For people
    #[default]
    Text,
}

/// What can be done with the dictionary.
#[derive(Debug, Subcommand)]
pub enum DictCommand {
    /// Build the dictionary anew; keii does this by itself when it is first needed
    Build(DictBuildArgs),
    /// Tell which dictionary is used and where it lies
    Status,
}

/// Arguments of `dict build`.
#[derive(Debug, Args)]
pub struct DictBuildArgs {
    /// A folder with the sources of IPADIC [else where the package manager puts them]
    #[arg(long, value_name = "DIR")]
    pub from: Option<PathBuf>,
}

/// What can be done with the rules.
#[derive(Debug, Subcommand)]
pub enum RulesCommand {
    /// List all rules
    List(RulesListArgs),
    /// Print a rule with its examples
    Explain(ExplainArgs),
}

/// Arguments of `rules list`.
#[derive(Clone, Copy, Debug, Args)]
pub struct RulesListArgs {
    /// Print one JSON object a line, nothing shortened
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `rules explain`.
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// The id of a rule, as `why` and `rules list` print it
    #[arg(value_name = "ID")]
    pub id: String,
}

/// Arguments of `completions`.
#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn definitions_are_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn a_date_of_publication_must_be_one() {
        let parsed = |date| Cli::try_parse_from(["keii", "add", "--published", date, "a.txt"]);
        assert!(parsed("2025-08").is_ok());
        assert!(parsed("August").is_err());
    }
}
