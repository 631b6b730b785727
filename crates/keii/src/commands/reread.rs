//! `keii reread`: what newer rules read otherwise, and with `--yes`, keeping it.

use std::io::Write;

use anyhow::Result;
use keii_annotate::Annotator;
use keii_ledger::Reread;
use keii_model::{Id, Reading, Record};
use keii_store::{Store, Unread};
use rayon::prelude::*;
use serde_json::json;

use crate::args::RereadArgs;
use crate::ledger_file::{document_as, explain, readable, settle, writable};
use crate::message::Message;
use crate::print::document::heading_line;
use crate::print::record::describe;
use crate::print::style::{Style, styled};
use crate::print::width::cut;
use crate::progress::Progress;
use crate::reading::annotator;
use crate::session::{Outcome, Session};
use keii_query::ShortIds;
use keii_query::View;

/// Documents that are read and kept at a time.
const BATCH: usize = 32;

/// A document read anew: what changes, `None` where nothing usable was there before, and the new
/// reading.
struct Anew {
    what: Unread,
    change: Option<Reread>,
    reading: Reading,
}

/// Runs the command.
///
/// # Errors
/// When there is no ledger or no dictionary, or, with `--yes`, the ledger cannot be written.
pub fn run(session: &Session, args: &RereadArgs, out: &mut dyn Write) -> Result<Outcome> {
    let annotator = annotator(session)?;
    let store = readable(session)?;
    let stale = store.unread(annotator.version()).map_err(explain)?;
    if stale.is_empty() {
        session.say(&Message::NothingToReread);
        return Ok(Outcome::Done);
    }
    let short = ShortIds::of(stale.iter().map(|what| &what.document));
    let mut keeping = if args.yes { Some(writable(session)?) } else { None };
    let mut progress = Progress::begin(&session.look);
    let (mut documents, mut changed) = (0, 0);
    for whats in stale.chunks(BATCH) {
        let anew = read(&store, &annotator, whats)?;
        if let Some(keeping) = &mut keeping {
            keep(keeping, &anew)?;
        }
        documents += anew.len();
        for one in anew {
            let is_same = one.change.as_ref().is_some_and(Reread::is_same);
            changed += usize::from(!is_same);
            let printed = if args.json { as_json(one)? } else { lines(session, one, short) };
            progress.aside(|| out.write_all(printed.as_bytes()))?;
        }
        // With --yes, what was printed is on the disk.
        out.flush()?;
        progress.at(documents);
    }
    drop(progress);
    if let Some(keeping) = &mut keeping {
        settle(keeping);
    }
    session.say(&if args.yes {
        Message::RereadKept { documents, changed }
    } else {
        Message::RereadChanges { documents, changed }
    });
    Ok(Outcome::Done)
}

fn read(store: &Store, annotator: &Annotator, whats: &[Unread]) -> Result<Vec<Anew>> {
    let mut known = Vec::with_capacity(whats.len());
    for what in whats {
        let before = store.reading_of(what, annotator.version()).map_err(explain)?;
        known.push((what.clone(), document_as(store, what)?, before));
    }
    let anew = known.into_par_iter().map(|(what, document, before)| {
        let reading = annotator.annotate(&document);
        let change = before.map(|before| Reread::of(before, reading.clone()));
        Anew { what, change, reading }
    });
    Ok(anew.collect())
}

/// One transaction a batch: a document has either its former or its new reading, never none.
fn keep(store: &mut Store, anew: &[Anew]) -> Result<()> {
    let mut batch = store.batch().map_err(explain)?;
    for Anew { what, reading, .. } in anew {
        batch.replace_reading(reading, what.published.as_ref()).map_err(explain)?;
    }
    batch.commit().map_err(explain)
}

fn as_json(one: Anew) -> Result<String> {
    let records = |ledger: &keii_ledger::Ledger, ids: &[Id]| -> Vec<Record> {
        ids.iter().filter_map(|id| ledger.get(id).cloned()).collect()
    };
    let (gone, new) = match &one.change {
        Some(change) => {
            (records(&change.before, &change.gone), records(&change.after, &change.new))
        }
        None => (Vec::new(), one.reading.records().collect()),
    };
    let value = json!({
        "document": one.what.document,
        "published": one.what.published,
        "disappears": gone,
        "appears": new,
    });
    Ok(format!("{value}\n"))
}

/// The document, then a line for each record that comes or goes. Nothing where nothing changes.
fn lines(session: &Session, one: Anew, short: ShortIds) -> String {
    let look = session.look;
    let Some(Reread { before, after, gone, new }) = one.change else {
        let ledger = keii_ledger::build(vec![one.reading]);
        let documents = ledger.documents();
        let headings = documents.iter().map(|one| heading_line(one, short, look.lang));
        return headings.map(|heading| format!("{}\n\n", cut(&heading, look.width))).collect();
    };
    if gone.is_empty() && new.is_empty() {
        return String::new();
    }
    let (before, after) = (View { ledger: before, short }, View { ledger: after, short });
    let mut lines = String::new();
    for document in after.ledger.documents() {
        let heading = heading_line(document, short, look.lang);
        lines.push_str(&styled(&cut(&heading, look.width), Style::Strong, look.color).to_string());
        lines.push('\n');
    }
    let sides = [(&before, &gone, '−', Style::Bad), (&after, &new, '+', Style::Good)];
    for (view, ids, sign, style) in sides {
        for record in ids.iter().filter_map(|id| view.ledger.get(id)) {
            let (head, facts) = describe(view, record, look.lang);
            let line = format!("  {sign} {head}  {}", facts.join("  "));
            let line = cut(line.trim_end(), look.width);
            lines.push_str(&styled(&line, style, look.color).to_string());
            lines.push('\n');
        }
    }
    lines.push('\n');
    lines
}
