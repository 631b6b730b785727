//! `keii annotate`: what articles say, without a ledger.

use std::io::Write;

use anyhow::Result;
use keii_ingest::Input;
use keii_ledger::build;
use keii_model::Reading;
use rayon::prelude::*;

use super::{said, timeline};
use crate::args::{AnnotateArgs, AnnotateFormat};
use crate::message::Message;
use crate::print::document::heading_line;
use crate::print::style::{Style, styled};
use crate::progress::Progress;
use crate::reading::{BatchSize, Batches, annotator};
use crate::session::{Outcome, Session};
use crate::settings::Look;
use keii_query::View;

/// Enough to keep all processors busy, little enough for a small machine.
const BATCH: BatchSize = BatchSize { articles: 64, bytes: 8 << 20 };

/// Runs the command.
///
/// # Errors
/// When there is no dictionary, or standard output cannot be written.
pub fn run(session: &Session, args: &AnnotateArgs, out: &mut dyn Write) -> Result<Outcome> {
    let annotator = annotator(session)?;
    let mut batches = Batches::new(session, &args.files, &args.origin, BATCH);
    let mut progress = Progress::begin(&session.look);
    let mut documents = 0;
    for batch in batches.by_ref() {
        let print = |read: &Input| {
            let reading = annotator.annotate(&read.document);
            match args.format {
                AnnotateFormat::Jsonl => lines(&reading),
                AnnotateFormat::Text => Ok(text(reading, session.look).into_bytes()),
            }
        };
        let printed: Vec<Result<Vec<u8>>> = batch.par_iter().map(print).collect();
        documents += printed.len();
        for text in printed {
            out.write_all(&text?)?;
        }
        progress.at(documents);
    }
    drop(progress);
    let failed = batches.failed;
    if failed > 0 {
        session.say(&Message::ReadInAll { documents, failed });
    }
    Ok(if failed == 0 { Outcome::Done } else { Outcome::Incomplete })
}

/// A reading in the interchange format.
fn lines(reading: &Reading) -> Result<Vec<u8>> {
    let mut lines = Vec::new();
    for record in reading.records() {
        serde_json::to_writer(&mut lines, &record)?;
        lines.push(b'\n');
    }
    Ok(lines)
}

/// A reading for people: what happens, then who says what.
fn text(reading: Reading, look: Look) -> String {
    let view = View::new(build(vec![reading]));
    let mut text = String::new();
    for document in view.ledger.documents() {
        let heading = heading_line(document, view.short, look.lang);
        text.push_str(&format!("{}\n", styled(&heading, Style::Heading, look.color)));
    }
    let timeline = timeline::table(&view, &view.ledger.timeline(), look.lang);
    let said = said::rows(&view, &view.ledger.said(None, None), look.lang);
    for table in [timeline, said] {
        let rendered = table.render(look.width, look.color);
        if !rendered.is_empty() {
            text.push('\n');
            text.push_str(&rendered);
        }
    }
    text.push('\n');
    text
}
