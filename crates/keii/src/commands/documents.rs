//! `keii documents`: the documents of the ledger.

use std::collections::BTreeMap;
use std::io::Write;

use anyhow::Result;
use keii_model::{DocumentRecord, Id};
use serde_json::json;

use crate::args::ListArgs;
use crate::ledger_file::{self, nothing};
use crate::print::document::{published, title};
use crate::print::style::Style;
use crate::print::table::{Cell, Fit, Table};
use crate::session::{Outcome, Session};
use crate::words::{Heading, Word};
use keii_query::View;

/// What one document states.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    statements: usize,
    events: usize,
}

/// Runs the command.
///
/// # Errors
/// When there is no ledger, or standard output cannot be written.
pub fn run(session: &Session, args: &ListArgs, out: &mut dyn Write) -> Result<Outcome> {
    let view = ledger_file::view(session)?;
    let documents = view.ledger.documents();
    let counts = counts(&view);
    if args.json {
        for document in &documents {
            let Counts { statements, events } =
                counts.get(&document.id).copied().unwrap_or_default();
            let value = json!({ "document": document, "statements": statements, "events": events });
            writeln!(out, "{value}")?;
        }
    } else if documents.is_empty() {
        session.say(&nothing(session, &view));
    } else {
        let table = table(session, &view, &documents, &counts);
        write!(out, "{}", table.render(session.look.width, session.look.color))?;
    }
    Ok(Outcome::Done)
}

fn counts(view: &View) -> BTreeMap<Id, Counts> {
    let mut counts: BTreeMap<Id, Counts> = BTreeMap::new();
    for attribution in view.ledger.attributions() {
        counts.entry(attribution.document.clone()).or_default().statements += 1;
    }
    for entry in view.ledger.events().flat_map(|event| &event.mentions) {
        if let Some(mention) = view.ledger.mention(entry) {
            counts.entry(mention.document.clone()).or_default().events += 1;
        }
    }
    counts
}

fn table(
    session: &Session,
    view: &View,
    documents: &[&DocumentRecord],
    counts: &BTreeMap<Id, Counts>,
) -> Table {
    let lang = session.look.lang;
    let mut table = Table::new([
        (Heading::Id.word(lang), Fit::Fixed),
        (Heading::Date.word(lang), Fit::Fixed),
        (Heading::Publisher.word(lang), Fit::Flexible),
        (Heading::Title.word(lang), Fit::Flexible),
        (Heading::Statements.word(lang), Fit::Fixed),
        (Heading::What.word(lang), Fit::Fixed),
    ]);
    for document in documents {
        let found = counts.get(&document.id).copied().unwrap_or_default();
        let publisher = document.publisher.as_ref().map_or("", |source| source.name.as_str());
        table.row([
            Cell::new(view.short.short(&document.id), Style::Faint),
            Cell::new(published(&document.published, lang), Style::Plain),
            Cell::new(publisher, Style::Plain),
            Cell::new(title(document), Style::Strong),
            Cell::new(found.statements.to_string(), Style::Plain),
            Cell::new(found.events.to_string(), Style::Plain),
        ]);
    }
    table
}
