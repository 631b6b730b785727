//! The sentences in English.

use keii_query::held;

use super::Message;
use crate::settings::Lang;

pub fn text(message: &Message) -> String {
    let found = wrong(message)
        .or_else(|| next(message))
        .or_else(|| of_exports(message))
        .or_else(|| mended(message));
    found.or_else(|| of_stories(message)).unwrap_or_else(|| told(message))
}

fn wrong(message: &Message) -> Option<String> {
    Some(match message {
        Message::NoLedgerPlace => "no place for the ledger is known".into(),
        Message::NoLedger(path) => format!("there is no ledger at {}", path.display()),
        Message::NotALedger(path) => format!("{} is no ledger of keii", path.display()),
        Message::NewerLedger(path) => {
            format!("the ledger {} was written by a newer keii", path.display())
        }
        Message::LedgerBusy(holder) => held(holder.as_ref(), Lang::En),
        Message::LedgerDamaged(path) => format!("the ledger {} is damaged", path.display()),
        Message::DiskFull(path) => format!("no space is left for {}", path.display()),
        Message::CannotOpen(path) => format!("{} cannot be opened", path.display()),
        Message::LedgerFailed => "the ledger failed".into(),
        Message::NoCachePlace => "no place for the dictionary's cache is known".into(),
        Message::NoDictionary => "the dictionary of Japanese is not there".into(),
        Message::DictionaryFailed => "the dictionary of Japanese cannot be used".into(),
        Message::CannotWrite(path) => format!("{} cannot be written", path.display()),
        Message::OneAddressManyArticles => "--url names one article, but there are more".into(),
        Message::UnknownId(id) => format!("nothing in the ledger has the id `{id}`"),
        Message::AmbiguousId { id, fits } => {
            format!("`{id}` may be any of {}", fits.join(", "))
        }
        Message::NoPassage(id) => format!("`{id}` has no passage of its own"),
        Message::UnknownRule(id) => format!("there is no rule `{id}`"),
        Message::NotCorrectable(id) => {
            format!("`{id}` was not read: it follows from what was, and changes with it")
        }
        Message::NotInDocument { id, document } => {
            format!("the document {document} tells nothing of `{id}`")
        }
        Message::NotADocument(id) => format!("`{id}` is no document"),
        Message::NoSuchCorrection(number) => format!("there is no correction {number}"),
        Message::AlreadyUndone { number, by } => {
            format!("correction {number} was taken back by {by} already")
        }
        Message::TakenForOne => {
            "these cannot be corrected so: a document takes both for one, or they are of two kinds"
                .into()
        }
        Message::NothingToCorrect => "this correction would change nothing".into(),
        Message::NoPerson(name) => format!("nobody in the ledger is called `{name}`"),
        Message::SeveralPersons { name, fits } => {
            format!("`{name}` may be any of {}", fits.join(", "))
        }
        Message::NoEvent(id) => format!("`{id}` is no event"),
        Message::UnknownStory(asked) => format!("no story of this ledger is called `{asked}`"),
        Message::AmbiguousStory { asked, fits } => {
            format!("`{asked}` fits several stories: {}", fits.join(", "))
        }
        Message::BrokenPack => "the built-in rules cannot be used".into(),
        _ => return None,
    })
}

fn of_exports(message: &Message) -> Option<String> {
    Some(match message {
        Message::EventsOnly { format, kind } => {
            format!("the format {format} holds events only, no {kind}")
        }
        Message::NoSuchFilter { kind, filter } => {
            format!("{kind} cannot be chosen by --{filter}: only events have it")
        }
        Message::AskForATable => "ask for a table: --format csv --kind KIND".into(),
        Message::AskForEvents => "leave it out, or ask for events: --kind events".into(),
        Message::Exported { path, records } => {
            format!("{records} records written to {}", path.display())
        }
        _ => return None,
    })
}

fn next(message: &Message) -> Option<String> {
    Some(match message {
        Message::NameALedger => "name one: --ledger FILE, or set KEII_LEDGER or HOME".into(),
        Message::NameACache => "set KEII_CACHE_DIR, XDG_CACHE_HOME or HOME".into(),
        Message::AddFirst => "make it by adding articles: keii add PATH".into(),
        Message::CheckLedgerPath => "name another file: --ledger FILE".into(),
        Message::UpdateProgram => {
            "use the keii that wrote it or a later one; nothing was changed".into()
        }
        Message::CheckSpaceAndRights => {
            "check that the folder exists, that you may write there and that there is room".into()
        }
        Message::FreeSpace => {
            "free some and run the command again; what was reported as added is safe".into()
        }
        Message::WaitForOther => "wait until it has finished, then run the command again".into(),
        Message::InstallDictionary => {
            "on Debian and Ubuntu: apt-get install mecab-ipadic; elsewhere: keii dict build --from \
             a folder with IPADIC's sources"
                .into()
        }
        Message::IdsAreListed => "ids are printed by keii timeline, keii said, keii people".into(),
        Message::WriteMoreOfId => "write more of the id".into(),
        Message::AskById => "write the id instead of the name".into(),
        Message::RulesAreListed => "keii rules list prints all rules".into(),
        Message::StoriesAreListed => "keii stories lists them".into(),
        Message::OneArticleForUrl => "add that one article by itself, or leave out --url".into(),
        Message::RestoreOrExport => {
            "restore the file from a copy, or add the articles to a new ledger".into()
        }
        Message::CorrectWhatItRestsOn => "keii show prints what it rests on; correct that".into(),
        Message::CorrectionsAreListed => "keii fix list prints all corrections".into(),
        Message::CorrectEachByItself => {
            "name what each of two documents tells: ID@DOCUMENT; or take out what is wrong: \
             keii fix not ID"
                .into()
        }
        Message::PeopleAreListed => "keii people lists who is named".into(),
        Message::EventsAreListed => "keii timeline lists the events with their ids".into(),
        Message::ReportDefect => "this is a defect of keii: please report it".into(),
        _ => return None,
    })
}

/// Of corrections and of reading anew.
fn mended(message: &Message) -> Option<String> {
    Some(match message {
        Message::IdleCorrections(numbers) => {
            format!("corrections that do not apply: {} (keii fix list says why)", counted(numbers))
        }
        Message::Corrected(number) => {
            format!("noted as correction {number}; keii fix undo {number} takes it back")
        }
        Message::NoCorrections => "nothing was corrected".into(),
        Message::NothingToReread => "all documents were read by the rules of now".into(),
        Message::RereadChanges { documents, changed } => format!(
            "{changed} of {documents} documents would be read otherwise; keii reread --yes keeps it"
        ),
        Message::RereadKept { documents, changed } => {
            format!("{documents} documents read anew, {changed} of them otherwise than before")
        }
        _ => return None,
    })
}

fn of_stories(message: &Message) -> Option<String> {
    Some(match message {
        Message::NothingNew => "nothing is new".into(),
        Message::MarkMoved(name) => format!("the mark `{name}` stands here now"),
        Message::OtherStories(count) => {
            format!("{count} more stories: keii stories --all lists them")
        }
        Message::OpenToAll => {
            "an address that others can reach needs a token that they must know".into()
        }
        Message::UnusableToken(path) => format!("{} holds no usable token", path.display()),
        Message::NameATokenFile => "name a file with a token: --token-file FILE".into(),
        Message::MakeAToken => {
            "put 16 or more letters and figures into it, readable by you alone".into()
        }
        Message::RoomIsOpen(address) => {
            format!("the reading room is open at http://{address}/ (Ctrl-C closes it)")
        }
        Message::RoomIsClosed => "the reading room is closed".into(),
        Message::LoneDocuments(count) => {
            format!("{count} more articles belong to no story (--all shows them)")
        }
        _ => return None,
    })
}

fn told(message: &Message) -> String {
    match message {
        Message::AddedInAll { new, versions, known, failed } => {
            format!("{new} new, {versions} new versions, {known} already there, {failed} failed")
        }
        Message::ReadInAll { documents, failed } => {
            format!("{documents} articles read, {failed} inputs failed")
        }
        Message::NothingFound => "nothing found".into(),
        Message::LedgerEmpty => "the ledger is empty: keii add PATH".into(),
        Message::NothingByThen(day) => {
            format!("no article had arrived by {day}; --as-of counts the days of arrival")
        }
        Message::BuildingDictionary => "building the dictionary, once, in a few seconds".into(),
        Message::Skipped(paths) => {
            format!("passed over, because by name or form no articles: {}", listed(paths))
        }
        Message::OtherRules(pack) => format!("so this is what {pack} has read"),
        Message::DictionaryBuilt(path) => format!("dictionary built: {}", path.display()),
        Message::DictionaryUncached(reason) => {
            format!("the dictionary cannot be kept ({reason}), so each start builds it again")
        }
        Message::MorePassages(count) => format!("… and {count} more passages"),
        Message::NoDerivation(id) => format!("nothing was noted of how `{id}` came to be"),
        Message::AskForMore => {
            "keii show ID prints the passage, keii why ID how it was read".into()
        }
        Message::DictionaryReady { version, path } => {
            format!("dictionary  {version}, {}", path.display())
        }
        Message::DictionaryNotBuilt => {
            "dictionary  not built yet; the first reading builds it".into()
        }
        Message::DictionaryStale(path) => {
            format!(
                "dictionary  damaged or of other sources; the next reading rebuilds it, {}",
                path.display()
            )
        }
        Message::DictionarySource(path) => format!("sources     {}", path.display()),
        Message::LedgerSound { path, documents, made } => {
            format!("ledger      sound, {documents} documents, {made}, {}", path.display())
        }
        Message::LedgerNotMade(path) => {
            format!("ledger      not made yet, {}", path.display())
        }
        Message::PackVersion(version) => format!("rules       {version}"),
        Message::ProgramVersion(version) => format!("keii        {version}"),
        Message::StaleReadings(count) => {
            format!("{count} documents were read by other rules; keii reread shows what changes")
        }
        Message::Problem(problem) => format!("problem     {problem}"),
        Message::AllIsWell => "all is well".into(),
        _ => String::new(),
    }
}

fn listed(paths: &[std::path::PathBuf]) -> String {
    paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ")
}

fn counted(numbers: &[u32]) -> String {
    numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}
