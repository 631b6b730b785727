//! `keii new`: what is new since a day, or since it was last shown.

mod table;

use std::io::Write;

use anyhow::Result;
use keii_ledger::{Ledger, News, news};
use keii_query::{View, news_rows};
use keii_store::{Mark, Store, Until};
use serde_json::json;

use crate::args::NewArgs;
use crate::ledger_file::{Rules, explain, readable, writable};
use crate::message::Message;
use crate::session::{Outcome, Session};

/// Runs the command. A mark moves only after everything was written: whoever is interrupted sees
/// it again rather than never.
///
/// # Errors
/// When there is no ledger, standard output cannot be written, or the mark cannot be kept.
pub fn run(session: &Session, args: &NewArgs, out: &mut dyn Write) -> Result<Outcome> {
    let store = readable(session)?;
    let rules = Rules::of(session, &store)?;
    // What arrives while this runs belongs to the next time.
    let now = store.newest().map_err(explain)?;
    let begin = begin(&store, args)?;
    let (before, view) = match since(session, &store, begin.as_ref(), now)? {
        Some(some) => {
            rules.tell_of_other_packs(session, &store)?;
            some
        }
        None => {
            let end = session.as_of.and_then(Until::end_of).unwrap_or_else(|| Until::mark(now));
            let sources = rules.sources(&store, Some(&end))?;
            rules.tell_of_others(session, &sources);
            let after = keii_ledger::build(sources);
            let before = begin.map(|until| rules.sources(&store, Some(&until))).transpose()?;
            (keii_ledger::build(before.unwrap_or_default()), View::new(after))
        }
    };
    show(session, args, &view, &news(&before, &view.ledger), out)?;
    out.flush()?;
    // Who looks at an earlier day has not seen what came since.
    if let Some(name) = args.mark.as_ref().filter(|_| session.as_of.is_none()) {
        let mut store = writable(session)?;
        store.set_mark(name, now).map_err(explain)?;
        session.say(&Message::MarkMoved(name.clone()));
    }
    Ok(Outcome::Done)
}

/// The stories alone that something has happened to since, as they were and as they are; `None` where
/// only all of it tells what is new, or more has arrived meanwhile.
fn since(
    session: &Session,
    store: &Store,
    begin: Option<&Until>,
    now: Mark,
) -> Result<Option<(Ledger, View)>> {
    let Some(until) = begin.filter(|_| session.as_of.is_none()) else { return Ok(None) };
    let since = View::since(store, until).map_err(explain)?;
    Ok(since.filter(|_| store.newest().is_ok_and(|newest| newest == now)))
}

/// Up to when somebody has seen everything; `None` for somebody who has seen nothing.
fn begin(store: &Store, args: &NewArgs) -> Result<Option<Until>> {
    let mark = match &args.mark {
        Some(name) => store.mark(name).map_err(explain)?,
        None => None,
    };
    Ok(mark.map(Until::mark).or(args.since.map(Until::beginning_of)))
}

fn show(
    session: &Session,
    args: &NewArgs,
    view: &View,
    found: &News<'_>,
    out: &mut dyn Write,
) -> Result<()> {
    if args.list.json {
        for row in news_rows(found) {
            writeln!(out, "{}", json!(row))?;
        }
    } else if found.is_empty() && found.corrections.is_empty() {
        session.say(&Message::NothingNew);
    } else {
        table::write(session, view, found, out)?;
        session.say(&Message::AskForMore);
    }
    Ok(())
}
