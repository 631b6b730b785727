//! `keii fix`: corrections by the reader.

use std::io::Write;

use anyhow::Result;
use keii_ledger::Ledger;
use keii_model::{Change, Correction};
use keii_query::{Ask, Refusal, ShortIds};
use keii_store::{Proposal, Store, Unread};

use crate::args::{FixCommand, ListArgs, Signature};
use crate::clock;
use crate::ledger_file::{Found, document_as, explain, found, readable, settle, writable};
use crate::message::{Fault, Message};
use crate::print::correction::{line, table};
use crate::session::{Outcome, Session};
use crate::short_id::unmeant_fault;

/// Runs the command.
///
/// # Errors
/// When there is no ledger, it cannot be written, or what is to be corrected is not there.
pub fn run(session: &Session, command: &FixCommand, out: &mut dyn Write) -> Result<Outcome> {
    if let FixCommand::List(args) = command {
        return list(session, *args, out);
    }
    // Whoever corrects wants to correct a ledger that is there.
    let reading = readable(session)?;
    let known = Known::of(session, &reading)?;
    let Some((ask, signature)) = asked(command) else { return Ok(Outcome::Done) };
    let Signature { by, reason } = signature.clone();
    let proposal = Proposal { change: known.change(&ask)?, by, reason };
    drop(reading);
    let correction = keep(session, &known, proposal)?;
    writeln!(out, "{}", line(&correction, known.short, session.look.lang))?;
    // What was printed is on the disk.
    out.flush()?;
    session.say(&Message::Corrected(correction.number));
    Ok(Outcome::Done)
}

/// What is asked for, and by whom; `None` where nothing is to be corrected.
fn asked(command: &FixCommand) -> Option<(Ask, &Signature)> {
    Some(match command {
        FixCommand::Same(args) => (Ask::Same(args.a.clone(), args.b.clone()), &args.signature),
        FixCommand::Different(args) => {
            (Ask::Different(args.a.clone(), args.b.clone()), &args.signature)
        }
        FixCommand::Not(args) => (Ask::Not(args.id.clone()), &args.signature),
        FixCommand::Date(args) => {
            (Ask::Date(args.document.clone(), args.published.clone()), &args.signature)
        }
        FixCommand::Undo(args) => (Ask::Undo(args.number), &args.signature),
        FixCommand::List(_) => return None,
    })
}

/// The correction, and for a day of publication the document as read by it, at once.
fn keep(session: &Session, known: &Known, proposal: Proposal) -> Result<Correction> {
    let mut store = writable(session)?;
    let redated = match (&proposal.change, &known.found.annotator) {
        (Change::Date { document, published }, Some(annotator)) => {
            let (document, published) = (document.clone(), Some(published.clone()));
            let what = Unread { document, published };
            let reading = annotator.annotate(&document_as(&store, &what)?);
            Some((reading, what.published))
        }
        _ => None,
    };
    let mut batch = store.batch().map_err(explain)?;
    let correction = batch.correct(proposal, &clock::now()).map_err(explain)?;
    if let Some((reading, published)) = redated {
        batch.replace_reading(&reading, published.as_ref()).map_err(explain)?;
    }
    batch.commit().map_err(explain)?;
    settle(&mut store);
    Ok(correction)
}

fn list(session: &Session, args: ListArgs, out: &mut dyn Write) -> Result<Outcome> {
    let known = Known::of(session, &readable(session)?)?;
    let corrections = known.ledger.corrections();
    if args.json {
        for one in corrections {
            writeln!(out, "{}", serde_json::to_string(one)?)?;
        }
    } else if corrections.is_empty() {
        session.say(&Message::NoCorrections);
    } else {
        let look = session.look;
        let table = table(corrections, known.short, look.lang);
        write!(out, "{}", table.render(look.width, look.color))?;
    }
    Ok(Outcome::Done)
}

/// The ledger and what it was built from.
struct Known {
    found: Found,
    ledger: Ledger,
    short: ShortIds,
}

impl Known {
    fn of(session: &Session, store: &Store) -> Result<Self> {
        let found = found(session, store)?;
        let ledger = keii_ledger::build(found.sources.clone());
        let short = ShortIds::of_ledger(&ledger);
        Ok(Self { found, ledger, short })
    }

    fn change(&self, ask: &Ask) -> Result<Change> {
        let (sources, ledger, short) = (&self.found.sources, &self.ledger, self.short);
        let known = keii_query::Known { sources, ledger, short };
        known.change(ask).map_err(|refusal| fault(refusal).into())
    }
}

fn fault(refusal: Refusal) -> Fault {
    match refusal {
        Refusal::Unmeant(unmeant) => unmeant_fault(unmeant),
        Refusal::NoSuch(number) => {
            Fault::new(Message::NoSuchCorrection(number), Message::CorrectionsAreListed)
        }
        Refusal::AlreadyUndone { number, by } => {
            Fault::new(Message::AlreadyUndone { number, by }, Message::CorrectionsAreListed)
        }
        Refusal::NotInDocument { id, document } => {
            Fault::plain(Message::NotInDocument { id, document })
        }
        Refusal::NotCorrectable(id) => {
            Fault::new(Message::NotCorrectable(id), Message::CorrectWhatItRestsOn)
        }
        Refusal::NotADocument(id) => Fault::plain(Message::NotADocument(id)),
        Refusal::TakenForOne => Fault::new(Message::TakenForOne, Message::CorrectEachByItself),
        Refusal::Nothing => Fault::plain(Message::NothingToCorrect),
    }
}
