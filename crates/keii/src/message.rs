//! Whole sentences for the reader, in Japanese and English.

mod en;
pub mod input;
mod ja;
pub mod visitor;

use std::fmt;
use std::path::PathBuf;

use jiff::civil::Date;
use keii_query::Holder;

use crate::settings::Lang;

/// What keii has to say beside its data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    // What went wrong.
    NoLedgerPlace,
    NoLedger(PathBuf),
    NotALedger(PathBuf),
    NewerLedger(PathBuf),
    LedgerBusy(Option<Holder>),
    LedgerDamaged(PathBuf),
    DiskFull(PathBuf),
    CannotOpen(PathBuf),
    LedgerFailed,
    NoCachePlace,
    NoDictionary,
    DictionaryFailed,
    CannotWrite(PathBuf),
    OneAddressManyArticles,
    UnknownId(String),
    AmbiguousId { id: String, fits: Vec<String> },
    NoPassage(String),
    UnknownRule(String),
    NotCorrectable(String),
    NotInDocument { id: String, document: String },
    NotADocument(String),
    NoSuchCorrection(u32),
    AlreadyUndone { number: u32, by: u32 },
    TakenForOne,
    NothingToCorrect,
    NoPerson(String),
    SeveralPersons { name: String, fits: Vec<String> },
    NoEvent(String),
    UnknownStory(String),
    AmbiguousStory { asked: String, fits: Vec<String> },
    BrokenPack,
    EventsOnly { format: &'static str, kind: &'static str },
    NoSuchFilter { kind: &'static str, filter: &'static str },
    OpenToAll,
    UnusableToken(PathBuf),

    // What to do next.
    NameALedger,
    NameACache,
    AddFirst,
    CheckLedgerPath,
    UpdateProgram,
    CheckSpaceAndRights,
    FreeSpace,
    WaitForOther,
    InstallDictionary,
    IdsAreListed,
    WriteMoreOfId,
    AskById,
    RulesAreListed,
    StoriesAreListed,
    OneArticleForUrl,
    RestoreOrExport,
    ReportDefect,
    CorrectWhatItRestsOn,
    CorrectionsAreListed,
    CorrectEachByItself,
    PeopleAreListed,
    EventsAreListed,
    AskForATable,
    AskForEvents,
    NameATokenFile,
    MakeAToken,

    // What was done.
    AddedInAll { new: usize, versions: usize, known: usize, failed: usize },
    ReadInAll { documents: usize, failed: usize },
    NothingFound,
    LedgerEmpty,
    NothingByThen(Date),
    Exported { path: PathBuf, records: usize },
    BuildingDictionary,
    Skipped(Vec<PathBuf>),
    IdleCorrections(Vec<u32>),
    Corrected(u32),
    NoCorrections,
    NothingToReread,
    RereadChanges { documents: usize, changed: usize },
    RereadKept { documents: usize, changed: usize },
    OtherRules(String),
    DictionaryBuilt(PathBuf),
    DictionaryUncached(String),
    AskForMore,
    OtherStories(usize),
    NothingNew,
    MarkMoved(String),
    LoneDocuments(usize),
    MorePassages(usize),
    NoDerivation(String),
    RoomIsOpen(String),
    RoomIsClosed,

    // How things stand.
    DictionaryReady { version: String, path: PathBuf },
    DictionaryNotBuilt,
    DictionaryStale(PathBuf),
    DictionarySource(PathBuf),
    LedgerSound { path: PathBuf, documents: u32, made: String },
    LedgerNotMade(PathBuf),
    PackVersion(String),
    ProgramVersion(String),
    StaleReadings(usize),
    Problem(String),
    AllIsWell,
}

impl Message {
    /// The sentence in the reader's language.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        match lang {
            Lang::Ja => ja::text(self),
            Lang::En => en::text(self),
        }
    }
}

/// An error that readers can do something about: what is wrong and what to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong.
    pub what: Message,
    /// What to do about it.
    pub next: Option<Message>,
}

impl Fault {
    /// A fault with advice.
    #[must_use]
    pub fn new(what: Message, next: Message) -> Self {
        Self { what, next: Some(next) }
    }

    /// Whether the command line is to blame.
    #[must_use]
    pub fn is_usage(&self) -> bool {
        matches!(
            self.what,
            Message::OneAddressManyArticles
                | Message::EventsOnly { .. }
                | Message::NoSuchFilter { .. }
        )
    }

    /// A fault whose causes tell enough.
    #[must_use]
    pub fn plain(what: Message) -> Self {
        Self { what, next: None }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.what.text(Lang::En))
    }
}

impl std::error::Error for Fault {}

/// An error as it is printed: what is wrong, why, and what to do next.
#[must_use]
pub fn describe(error: &anyhow::Error, lang: Lang) -> String {
    let fault = error.downcast_ref::<Fault>();
    let what = fault.map_or_else(|| error.to_string(), |fault| fault.what.text(lang));
    let mut text = format!("keii: {what}");
    let mut told = what;
    for cause in error.chain().skip(1) {
        let cause = match cause.downcast_ref::<Fault>() {
            Some(fault) => fault.what.text(lang),
            None => cause.to_string(),
        };
        // Many errors already quote the cause they carry.
        if !told.contains(&cause) {
            text.push_str("\n  ");
            text.push_str(&cause.replace('\n', "\n  "));
            told = cause;
        }
    }
    if let Some(next) = fault.and_then(|fault| fault.next.as_ref()) {
        text.push_str("\n  → ");
        text.push_str(&next.text(lang));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_tells_what_why_and_what_next() {
        let disk = std::io::Error::other("no space left");
        let fault = Fault::new(Message::CannotWrite("/x".into()), Message::CheckSpaceAndRights);
        let error = anyhow::Error::new(disk).context(fault);
        let english = describe(&error, Lang::En);
        let lines: Vec<&str> = english.lines().collect();
        assert_eq!(lines[..2], ["keii: /x cannot be written", "  no space left"]);
        assert!(lines[2].starts_with("  → "));
        assert!(describe(&error, Lang::Ja).starts_with("keii: /x に書き込めません"));
    }
}
