//! `keii serve`: the reading room, in a browser.

use std::io::Write;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result};
use keii_annotate::Annotator;
use keii_ingest::{Options, Overrides, read_bytes};
use keii_query::{Library, Reader};
use keii_store::{Added as Stored, Error as StoreError, Store};
use keii_web::{Added, Desk, Room, Submission, Token, Unadded, serve};

use crate::args::ServeArgs;
use crate::clock;
use crate::ledger_file::{explain, settle, writable};
use crate::message::{Fault, Message, visitor};
use crate::reading::annotator;
use crate::session::{Outcome, Session};

/// Runs the command until it is told to stop.
///
/// # Errors
/// When the ledger cannot be used, or the address is taken or would let in strangers.
pub fn run(session: &Session, args: &ServeArgs, out: &mut dyn Write) -> Result<Outcome> {
    let token = args.token_file.as_deref().map(token).transpose()?;
    let address = SocketAddr::new(args.address, args.port);
    if !address.ip().is_loopback() && token.is_none() {
        return Err(Fault::new(Message::OpenToAll, Message::NameATokenFile).into());
    }
    let path = session.ledger_path()?.to_owned();
    // Whoever opens a room without a ledger wants to add the first article there.
    drop(writable(session)?);
    let annotator = annotator(session).map(Arc::new);
    if let Err(error) = &annotator {
        session.complain(error);
    }
    let annotator = annotator.ok();
    let reader = annotator.clone().map(|annotator| {
        Reader::new(annotator.version().to_owned(), move |document| annotator.annotate(document))
    });
    let library = Library::open(&path, reader).map_err(explain)?.named(&session.command);
    let desk = ReadingDesk { path, command: session.command.clone(), annotator };
    let speaker = session.clone();
    let mut room = Room::new(library, desk, clock::now)
        .noticing(move |notice| speaker.remark(&visitor::text(notice, speaker.look.lang)));
    if let Some(token) = token {
        room = room.guarded_by(token);
    }
    if !address.ip().is_loopback() {
        room = room.open_to_others();
    }
    serve(room, address, |taken| {
        // Whoever does not listen knows the address from what they typed.
        let _ = writeln!(out, "http://{taken}/").and_then(|()| out.flush());
        session.say(&Message::RoomIsOpen(taken.to_string()));
    })?;
    session.say(&Message::RoomIsClosed);
    Ok(Outcome::Done)
}

fn token(path: &Path) -> Result<Token> {
    let unusable = || Fault::new(Message::UnusableToken(path.to_owned()), Message::MakeAToken);
    let text = std::fs::read_to_string(path).with_context(unusable)?;
    Token::new(&text).with_context(unusable)
}

/// Reads what is handed in, and puts it into the ledger.
struct ReadingDesk {
    path: std::path::PathBuf,
    command: String,
    annotator: Option<Arc<Annotator>>,
}

impl Desk for ReadingDesk {
    fn add(&self, submission: &Submission) -> Result<Vec<Added>, Unadded> {
        let Some(annotator) = &self.annotator else {
            return Err(Unadded::Failed("there is no dictionary of Japanese".to_owned()));
        };
        let Submission { name, bytes, published, publisher, url } = submission.clone();
        let overrides = Overrides { published, publisher, url };
        let options = Options { overrides, ..Options::default() };
        let read = read_bytes(&name, &bytes, None, &options);
        let inputs = read.into_iter().collect::<Result<Vec<_>, _>>();
        let inputs = inputs.map_err(|error| Unadded::Unreadable(error.to_string()))?;
        // Reading takes time; the ledger is kept from others only while it is written.
        let readings: Vec<_> =
            inputs.iter().map(|input| annotator.annotate(&input.document)).collect();
        let mut store = Store::open_as(&self.path, &self.command).map_err(unadded)?;
        let now = clock::now();
        let mut batch = store.batch().map_err(unadded)?;
        let mut added = Vec::new();
        for (input, reading) in inputs.iter().zip(&readings) {
            let stored = batch.add(&input.document, reading, &now).map_err(unadded)?;
            added.push(Added {
                document: input.document.id.clone(),
                is_new: stored != Stored::AlreadyThere,
                warnings: input.warnings.iter().map(ToString::to_string).collect(),
            });
        }
        batch.commit().map_err(unadded)?;
        settle(&mut store);
        Ok(added)
    }
}

fn unadded(error: StoreError) -> Unadded {
    match error {
        StoreError::Busy { holder, .. } => Unadded::Busy(holder),
        other => Unadded::Failed(other.to_string()),
    }
}
