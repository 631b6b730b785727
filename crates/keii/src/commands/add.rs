//! `keii add`: reads articles into the ledger.

use std::collections::BTreeSet;
use std::io::{ErrorKind, Write};
use std::path::PathBuf;

use anyhow::Result;
use keii_annotate::Annotator;
use keii_ingest::Input;
use keii_model::{Id, Reading};
use keii_store::{Added, Store, Unread};
use rayon::prelude::*;

use crate::args::AddArgs;
use crate::clock;
use crate::ledger_file::{explain, settle, writable};
use crate::message::{Fault, Message};
use crate::print::document::{published, title};
use crate::print::style::{Style, styled};
use crate::print::width::{cut, pad, width};
use crate::progress::Progress;
use crate::reading::{BatchSize, Batches, annotator};
use crate::session::{Outcome, Session};
use crate::words::{Heading, Word};
use keii_query::ShortIds;

/// What is committed at once: what was printed is on the disk, so a reader should not wait long for
/// the first line, nor the disk be asked too often.
const BATCH: BatchSize = BatchSize { articles: 32, bytes: 2 << 20 };

/// Runs the command.
///
/// # Errors
/// When the ledger cannot be written, there is no dictionary, or standard output is closed.
pub fn run(session: &Session, args: &AddArgs, out: &mut dyn Write) -> Result<Outcome> {
    if args.origin.url.is_some() && !is_one_article(&args.paths) {
        let what = Message::OneAddressManyArticles;
        return Err(Fault::new(what, Message::OneArticleForUrl).into());
    }
    let mut store = writable(session)?;
    let annotator = annotator(session)?;
    let mut batches = Batches::new(session, &args.paths, &args.origin, BATCH);
    let mut adding = Adding::new(session, &annotator, &mut store);
    let mut progress = Progress::begin(&session.look);
    for batch in batches.by_ref() {
        let lines = adding.commit(&batch)?;
        let printed = progress.aside(|| out.write_all(lines.as_bytes()).and_then(|()| out.flush()));
        match printed {
            // Whoever stopped listening still wants the articles added.
            Err(error) if error.kind() == ErrorKind::BrokenPipe => {}
            printed => printed?,
        }
        progress.at(adding.counts.all());
    }
    drop(progress);
    let Counts { new, versions, known } = adding.counts;
    settle(&mut store);
    tell_of_others(session, &mut store, &annotator, &batches)?;
    let failed = batches.failed;
    session.say(&Message::AddedInAll { new, versions, known, failed });
    Ok(if failed == 0 { Outcome::Done } else { Outcome::Incomplete })
}

/// Tells of files that were passed over, and of documents that older rules have read.
fn tell_of_others(
    session: &Session,
    store: &mut Store,
    annotator: &Annotator,
    batches: &Batches<'_>,
) -> Result<()> {
    if !batches.skipped().is_empty() {
        session.say(&Message::Skipped(batches.skipped().to_vec()));
    }
    let older = store.unread(annotator.version()).map_err(explain)?.len();
    if older > 0 {
        session.say(&Message::StaleReadings(older));
    }
    Ok(())
}

/// A folder or a file of many articles has more than one address.
fn is_one_article(paths: &[PathBuf]) -> bool {
    match paths {
        [path] => !path.is_dir() && path.extension().is_none_or(|kind| kind != "jsonl"),
        _ => false,
    }
}

#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    new: usize,
    versions: usize,
    known: usize,
}

impl Counts {
    fn all(self) -> usize {
        self.new + self.versions + self.known
    }
}

struct Adding<'a> {
    session: &'a Session,
    annotator: &'a Annotator,
    store: &'a mut Store,
    /// New documents, and those whose ids stand next to theirs.
    ids: BTreeSet<Id>,
    counts: Counts,
}

impl<'a> Adding<'a> {
    fn new(session: &'a Session, annotator: &'a Annotator, store: &'a mut Store) -> Self {
        Self { session, annotator, store, ids: BTreeSet::new(), counts: Counts::default() }
    }

    /// Reads a batch and commits it; gives the lines that tell of it.
    fn commit(&mut self, batch: &[Input]) -> Result<String> {
        let readings = self.readings(batch)?;
        let now = clock::now();
        let mut added = Vec::with_capacity(batch.len());
        let mut writing = self.store.batch().map_err(explain)?;
        for (read, reading) in batch.iter().zip(&readings) {
            added.push(writing.add(&read.document, reading, &now).map_err(explain)?);
        }
        writing.commit().map_err(explain)?;
        for read in batch {
            self.ids.extend(self.store.neighbours(&read.document.id).map_err(explain)?);
        }
        let short = ShortIds::of(self.ids.iter());
        Ok(added
            .iter()
            .zip(&readings)
            .map(|(&added, reading)| self.line(added, reading, short))
            .collect())
    }

    /// What is there already is not read again.
    fn readings(&self, batch: &[Input]) -> Result<Vec<Reading>> {
        let mut known = Vec::with_capacity(batch.len());
        for read in batch {
            let id = &read.document.id;
            let what = Unread { document: id.clone(), published: None };
            let pack = self.annotator.version();
            let there = self.store.contains(&read.document.sha256).map_err(explain)?;
            let reading = there.then(|| self.store.reading_of(&what, pack).map_err(explain));
            known.push(reading.transpose()?.flatten());
        }
        let annotator = self.annotator;
        let reading = |(read, known): (&Input, Option<Reading>)| {
            known.unwrap_or_else(|| annotator.annotate(&read.document))
        };
        Ok(batch.par_iter().zip(known).map(reading).collect())
    }

    /// `new  93a0e  2025-08-15  headline`
    fn line(&mut self, added: Added, reading: &Reading, short: ShortIds) -> String {
        let look = self.session.look;
        let (count, state) = match added {
            Added::New => (&mut self.counts.new, Heading::New.word(look.lang).to_owned()),
            Added::Version(number) => {
                (&mut self.counts.versions, format!("{}{number}", Heading::Version.word(look.lang)))
            }
            Added::AlreadyThere => {
                (&mut self.counts.known, Heading::Known.word(look.lang).to_owned())
            }
        };
        *count += 1;
        let id = short.short(&reading.document.id);
        let date = published(&reading.document.published, look.lang);
        let head = format!("{}  {id}  {}  ", pad(&state, 8), pad(&date, 16));
        let room = look.width.saturating_sub(width(&head)).max(20);
        let title = cut(&title(&reading.document), room);
        format!("{head}{}\n", styled(&title, Style::Strong, look.color))
    }
}
