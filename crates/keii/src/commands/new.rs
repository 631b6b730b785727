//! `keii new`: what is new since a day, or since it was last shown.

mod json;
mod table;

use std::io::Write;

use anyhow::Result;
use keii_ledger::{News, Sources, news};
use keii_store::{Store, Until};

use crate::args::NewArgs;
use crate::ledger_file::{self, explain};
use crate::message::Message;
use crate::session::{Outcome, Session};
use crate::view::View;

/// Runs the command. A mark moves only after everything was written: whoever is interrupted sees
/// it again rather than never.
///
/// # Errors
/// When there is no ledger, standard output cannot be written, or the mark cannot be kept.
pub fn run(session: &Session, args: &NewArgs, out: &mut dyn Write) -> Result<Outcome> {
    let store = ledger_file::readable(session)?;
    // What arrives while this runs belongs to the next time.
    let now = store.newest().map_err(explain)?;
    let after = ledger_file::found_at(session, &store, Some(&Until::mark(now)))?.sources;
    let before = match begin(&store, args)? {
        Some(until) => ledger_file::found_at(session, &store, Some(&until))?.sources,
        None => Sources::default(),
    };
    let (before, after) = (keii_ledger::build(before), keii_ledger::build(after));
    let view = View::new(after);
    show(session, args, &view, &news(&before, &view.ledger), out)?;
    out.flush()?;
    if let Some(name) = &args.mark {
        let mut store = ledger_file::writable(session)?;
        store.set_mark(name, now).map_err(explain)?;
        session.say(&Message::MarkMoved(name.clone()));
    }
    Ok(Outcome::Done)
}

/// Up to when somebody has seen everything; `None` for somebody who has seen nothing.
fn begin(store: &Store, args: &NewArgs) -> Result<Option<Until>> {
    let mark = match &args.mark {
        Some(name) => store.mark(name).map_err(explain)?,
        None => None,
    };
    let since = args.since.map(Until::start_of);
    Ok(mark.map(Until::mark).or(since))
}

fn show(
    session: &Session,
    args: &NewArgs,
    view: &View,
    found: &News<'_>,
    out: &mut dyn Write,
) -> Result<()> {
    if args.json {
        json::write(found, out)?;
    } else if found.is_empty() {
        session.say(&Message::NothingNew);
    } else {
        table::write(session, view, found, out)?;
        session.say(&Message::AskForMore);
    }
    Ok(())
}
