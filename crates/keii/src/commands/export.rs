//! `keii export`: what is in the ledger, in the formats of others.

use std::io::Write;

use anyhow::{Error, Result};
use keii_export::{Form, Misfit, Query, Source, TextError, digest};
use keii_model::Id;

use super::timeline::story;
use crate::args::ExportArgs;
use crate::atomic;
use crate::ledger_file::OpenLedger;
use crate::message::{Fault, Message};
use crate::session::{Outcome, Session};

/// Runs the command.
///
/// # Errors
/// When there is no ledger, the format cannot answer what is asked, or the output cannot be
/// written.
pub fn run(session: &Session, args: &ExportArgs, out: &mut dyn Write) -> Result<Outcome> {
    let form = Form {
        format: args.format,
        bom: args.bom,
        without_text: args.without_text,
        lang: session.look.lang,
    };
    let mut query = Query {
        kind: args.kind,
        story: None,
        status: args.status.iter().copied().collect(),
        person: args.person.clone(),
        from: args.from.as_ref().and_then(|from| from.first_day().or(from.last_day())),
        to: args.to.as_ref().and_then(|to| to.last_day().or(to.first_day())),
        as_of: session.as_of,
    };
    query.check(form.format).map_err(refusal)?;
    let open = OpenLedger::open(session)?;
    if let Some(asked) = &args.story {
        query.story = Some(story(&open.view, asked)?.id.clone());
    }
    let digest = digest(&open.view.ledger);
    let texts = |id: &Id| open.text(id).map(Some).map_err(TextError::from);
    let source = Source { ledger: &open.view.ledger, digest: &digest, texts: &texts };
    let write =
        |out: &mut dyn Write| keii_export::write(source, &query, form, out).map_err(written);
    match &args.output {
        None => {
            write(out)?;
        }
        Some(path) => {
            let records = atomic::write(path, write)?;
            session.say(&Message::Exported { path: path.clone(), records });
        }
    }
    Ok(Outcome::Done)
}

/// The refusal in the reader's language.
fn refusal(misfit: Misfit) -> Fault {
    match misfit {
        Misfit::Kind(format, kind) => Fault::new(
            Message::EventsOnly { format: format.word(), kind: kind.word() },
            Message::AskForATable,
        ),
        Misfit::Filter { kind, filter } => {
            Fault::new(Message::NoSuchFilter { kind: kind.word(), filter }, Message::AskForEvents)
        }
    }
}

/// What went wrong with the output stays what it is: a closed pipe is no error.
fn written(error: keii_export::Error) -> Error {
    match error {
        keii_export::Error::Write(error) => error.into(),
        other => other.into(),
    }
}
