//! `keii fix`: corrections by the reader.

use std::io::Write;

use anyhow::Result;
use keii_ledger::{Corrected, Effect, Ledger, effects};
use keii_model::{Change, Correction, DocumentRecord, Record, Target};
use keii_store::{Proposal, Store, Unread};

use crate::args::{DateArgs, FixCommand, ListArgs, NotArgs, PairArgs, Signature, UndoArgs};
use crate::clock;
use crate::ledger_file::{Found, document_as, explain, found, readable, writable};
use crate::message::{Fault, Message};
use crate::print::correction::{line, table};
use crate::session::{Outcome, Session};
use crate::short_id::{ShortIds, find};

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
    let (change, signature) = match command {
        FixCommand::Same(args) => (known.pair(args, true)?, &args.signature),
        FixCommand::Different(args) => (known.pair(args, false)?, &args.signature),
        FixCommand::Not(args) => (known.not(args)?, &args.signature),
        FixCommand::Date(args) => (known.date(args)?, &args.signature),
        FixCommand::Undo(args) => (known.undo(args)?, &args.signature),
        FixCommand::List(_) => return Ok(Outcome::Done),
    };
    let Signature { by, reason } = signature.clone();
    let proposal = Proposal { change, by, reason };
    known.refuse_idle(&proposal)?;
    drop(reading);
    let correction = keep(session, &known, proposal)?;
    writeln!(out, "{}", line(&correction, known.short, session.look.lang))?;
    // What was printed is on the disk.
    out.flush()?;
    session.say(&Message::Corrected(correction.number));
    Ok(Outcome::Done)
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

    fn pair(&self, args: &PairArgs, same: bool) -> Result<Change> {
        let (a, b) = (self.target(&args.a)?, self.target(&args.b)?);
        Ok(if same { Change::Same { a, b } } else { Change::Different { a, b } })
    }

    fn not(&self, args: &NotArgs) -> Result<Change> {
        Ok(Change::Not { target: self.target(&args.id)? })
    }

    fn date(&self, args: &DateArgs) -> Result<Change> {
        let document = self.document(&args.document)?.id.clone();
        Ok(Change::Date { document, published: args.published.clone() })
    }

    fn undo(&self, args: &UndoArgs) -> Result<Change> {
        let number = args.number;
        let fault = |what| Err(Fault::new(what, Message::CorrectionsAreListed).into());
        let mut corrections = self.ledger.corrections().iter();
        match corrections.find(|one| one.correction.number == number).map(|one| &one.effect) {
            None => fault(Message::NoSuchCorrection(number)),
            Some(Effect::Undone { by }) => fault(Message::AlreadyUndone { number, by: *by }),
            Some(_) => Ok(Change::Undo { number }),
        }
    }

    /// What `ID` or `ID@DOCUMENT` means.
    fn target(&self, typed: &str) -> Result<Target> {
        let (id, only) = match typed.split_once('@') {
            Some((id, document)) => (id, Some(self.document(document)?.id.clone())),
            None => (typed, None),
        };
        let record = self.record(id)?;
        if let Some(target) = self.ledger.target(record, only.as_ref()) {
            return Ok(target);
        }
        let fault = match only {
            Some(document) => {
                let (id, document) = (id.to_owned(), self.short.short(&document));
                Fault::plain(Message::NotInDocument { id, document })
            }
            None => {
                Fault::new(Message::NotCorrectable(id.to_owned()), Message::CorrectWhatItRestsOn)
            }
        };
        Err(fault.into())
    }

    /// What is meant by an id, or by the whole name of one entity or document alone.
    fn record(&self, typed: &str) -> Result<&Record> {
        let unknown = match find(&self.ledger, typed) {
            Ok(record) => return Ok(record),
            Err(error) => error,
        };
        let called = |record: &&Record| match record {
            Record::Entity(entity) => {
                entity.name.any() == typed || entity.aliases.iter().any(|alias| alias == typed)
            }
            Record::Document(document) => document.name == typed,
            _ => false,
        };
        let found: Vec<&Record> = self.ledger.records().iter().filter(called).collect();
        match found.as_slice() {
            [one] => Ok(one),
            [] => Err(unknown),
            several => {
                let fits = several.iter().map(|one| self.short.short(one.id())).collect();
                let what = Message::AmbiguousId { id: typed.to_owned(), fits };
                Err(Fault::new(what, Message::WriteMoreOfId).into())
            }
        }
    }

    fn document(&self, typed: &str) -> Result<&DocumentRecord> {
        match self.record(typed)? {
            Record::Document(document) => Ok(document),
            _ => Err(Fault::plain(Message::NotADocument(typed.to_owned())).into()),
        }
    }

    /// A correction that would do nothing from the start is a mistake of typing.
    fn refuse_idle(&self, proposal: &Proposal) -> Result<()> {
        let corrections = &self.found.sources.corrections;
        let mut all = corrections.clone();
        let number = corrections.last().map_or(1, |last| last.number + 1);
        all.push(Correction {
            version: Correction::VERSION,
            number,
            given: String::new(),
            by: None,
            reason: None,
            change: proposal.change.clone(),
        });
        let is_date = matches!(proposal.change, Change::Date { .. });
        let told = effects(&self.found.sources.readings, &all);
        match told.last().map(|Corrected { effect, .. }| effect) {
            // The document has not been read by that day yet.
            _ if is_date => Ok(()),
            Some(Effect::Impossible) => {
                Err(Fault::new(Message::TakenForOne, Message::CorrectEachByItself).into())
            }
            Some(Effect::Gone { .. }) => Err(Fault::plain(Message::NothingToCorrect).into()),
            _ => Ok(()),
        }
    }
}
