//! `keii dict`: the dictionary of Japanese.

use std::io::Write;

use anyhow::Result;
use keii_ja::dictionary::{Status, cache};

use crate::args::{DictBuildArgs, DictCommand};
use crate::dictionary::{explain, folder, tell_if_uncached};
use crate::message::Message;
use crate::session::{Outcome, Session};

/// Runs the command.
///
/// # Errors
/// When there are no sources to build from, or standard output cannot be written.
pub fn run(session: &Session, command: &DictCommand, out: &mut dyn Write) -> Result<Outcome> {
    match command {
        DictCommand::Build(args) => build(session, args, out),
        DictCommand::Status => status(session, out),
    }
}

fn build(session: &Session, args: &DictBuildArgs, out: &mut dyn Write) -> Result<Outcome> {
    let folder = folder(session)?;
    let dictionary = cache::rebuild(folder, args.from.as_deref()).map_err(explain)?;
    tell_if_uncached(session, &dictionary);
    let built = Message::DictionaryBuilt(cache::path(folder));
    writeln!(out, "{}", session.text(&built))?;
    Ok(Outcome::Done)
}

fn status(session: &Session, out: &mut dyn Write) -> Result<Outcome> {
    let status = cache::status(folder(session)?, None);
    let ready = status.valid && status.current;
    let state = match (ready, status.size) {
        (true, _) => Message::DictionaryReady { version: version(&status), path: status.path },
        (false, Some(_)) => Message::DictionaryStale(status.path),
        (false, None) => Message::DictionaryNotBuilt,
    };
    writeln!(out, "{}", session.text(&state))?;
    match status.source {
        Some(source) => writeln!(out, "{}", session.text(&Message::DictionarySource(source)))?,
        None if ready => {}
        None => {
            session.say(&Message::InstallDictionary);
            return Ok(Outcome::Incomplete);
        }
    }
    Ok(Outcome::Done)
}

/// Hash of the words and format of the cache, as readings name them.
#[must_use]
pub fn version(status: &Status) -> String {
    let content = status.content.map(|content| format!("{content:016x}")).unwrap_or_default();
    format!("ipadic {content}, format {}", status.format)
}
