//! `keii export`: the whole ledger in the interchange format.

use std::io::Write;

use anyhow::Result;
use keii_ledger::Ledger;

use crate::args::{ExportArgs, ExportFormat};
use crate::message::Message;
use crate::session::{Outcome, Session};
use crate::{atomic, ledger_file};

/// Runs the command.
///
/// # Errors
/// When there is no ledger, or the output cannot be written.
pub fn run(session: &Session, args: &ExportArgs, out: &mut dyn Write) -> Result<Outcome> {
    let view = ledger_file::view(session)?;
    let ExportFormat::Jsonl = args.format;
    match &args.output {
        None => lines(&view.ledger, out)?,
        Some(path) => {
            atomic::write(path, |out| lines(&view.ledger, out))?;
            let records = view.ledger.records().len();
            session.say(&Message::Exported { path: path.clone(), records });
        }
    }
    Ok(Outcome::Done)
}

fn lines(ledger: &Ledger, out: &mut dyn Write) -> Result<()> {
    for record in ledger.records() {
        serde_json::to_writer(&mut *out, record)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
