//! `keii doctor`: dictionary, ledger and versions.

use std::io::Write;

use anyhow::Result;
use keii_ja::dictionary::cache;
use keii_ledger::{Sources, effects};
use keii_store::Store;

use super::dict;
use crate::dictionary::folder;
use crate::ledger_file::{explain, is_unmade};
use crate::message::{Message, describe};
use crate::pack;
use crate::reading::annotator;
use crate::session::{Outcome, Session};

/// Runs the command.
///
/// # Errors
/// When no place is known for dictionary or ledger, or standard output cannot be written.
pub fn run(session: &Session, out: &mut dyn Write) -> Result<Outcome> {
    let mut findings = Findings::default();
    findings.fine(Message::ProgramVersion(env!("CARGO_PKG_VERSION").to_owned()));
    findings.fine(Message::PackVersion(pack::source()?.version().to_owned()));
    dictionary(session, &mut findings)?;
    ledger(session, &mut findings)?;
    for finding in &findings.lines {
        writeln!(out, "{}", session.text(finding))?;
    }
    if findings.problems == 0 {
        session.say(&Message::AllIsWell);
        return Ok(Outcome::Done);
    }
    session.say(&Message::RestoreOrExport);
    Ok(Outcome::Incomplete)
}

#[derive(Debug, Default)]
struct Findings {
    lines: Vec<Message>,
    problems: usize,
}

impl Findings {
    fn fine(&mut self, line: Message) {
        self.lines.push(line);
    }

    fn problem(&mut self, words: String) {
        self.problems += 1;
        self.lines.push(Message::Problem(words));
    }
}

fn dictionary(session: &Session, findings: &mut Findings) -> Result<()> {
    let status = cache::status(folder(session)?, None);
    match (status.valid && status.current, &status.source, status.size) {
        (true, _, _) => findings
            .fine(Message::DictionaryReady { version: dict::version(&status), path: status.path }),
        // The next reading builds it.
        (false, Some(_), Some(_)) => findings.fine(Message::DictionaryStale(status.path)),
        (false, Some(_), None) => findings.fine(Message::DictionaryNotBuilt),
        (false, None, _) => {
            findings.problem(session.text(&Message::NoDictionary));
        }
    }
    Ok(())
}

fn ledger(session: &Session, findings: &mut Findings) -> Result<()> {
    let path = session.ledger_path()?;
    let store = match Store::open_read_only(path) {
        Ok(store) => store,
        Err(error) if is_unmade(&error) => {
            findings.fine(Message::LedgerNotMade(path.to_owned()));
            return Ok(());
        }
        Err(error) => {
            findings.problem(describe(&explain(error), session.look.lang));
            return Ok(());
        }
    };
    let problems = match store.check() {
        Ok(problems) => problems,
        Err(error) => {
            findings.problem(describe(&explain(error), session.look.lang));
            return Ok(());
        }
    };
    for problem in &problems {
        findings.problem(problem.to_string());
    }
    if problems.is_empty() {
        let versions = store.versions().map_err(explain)?;
        let (path, documents) = (path.to_owned(), versions.documents);
        let made = format!("format {}, SQLite {}", versions.format, versions.sqlite);
        findings.fine(Message::LedgerSound { path, documents, made });
        if let Ok(annotator) = annotator(session) {
            let pack = annotator.version();
            let stale = store.unread(pack).map_err(explain)?.len();
            if stale > 0 {
                findings.fine(Message::StaleReadings(stale));
            }
            let Sources { readings, corrections } =
                store.sources(pack, None).map_err(explain)?.sources;
            let effects = effects(&readings, &corrections);
            let idle = effects.iter().filter(|one| one.effect.is_idle());
            let idle: Vec<u32> = idle.map(|one| one.correction.number).collect();
            if !idle.is_empty() {
                findings.fine(Message::IdleCorrections(idle));
            }
        }
    }
    Ok(())
}
