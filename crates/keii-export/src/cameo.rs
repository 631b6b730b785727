//! Event data by the CAMEO codebook: tab-separated values, one row a happening.
//!
//! The first line is a comment that tells how the file was made; the second names the columns.

use std::io::Write;

use keii_ledger::Entry;

use crate::actor::{Actor, Actors};
use crate::context::{Context, word};
use crate::{Error, code};

/// Several actors of one side.
const LIST: &str = ";";

const COLUMNS: [&str; 11] = [
    "id",
    "date",
    "source",
    "target",
    "code",
    "status",
    "type",
    "when",
    "place",
    "documents",
    "sources",
];

pub(crate) fn write(context: &Context<'_>, out: &mut dyn Write) -> Result<usize, Error> {
    let actors = Actors::of(context.ledger);
    writeln!(out, "# {}", context.stamp.line())?;
    writeln!(out, "{}", COLUMNS.join("\t"))?;
    for entry in &context.rows.events {
        writeln!(out, "{}", row(context, &actors, entry).join("\t"))?;
    }
    Ok(context.rows.rows())
}

fn row<'a>(context: &Context<'a>, actors: &Actors<'a>, entry: &Entry<'a>) -> [String; 11] {
    let event = entry.event;
    let sides = actors.sides(entry);
    let when = entry.time.and_then(|time| time.value.as_ref());
    let day = when.and_then(keii_model::Edtf::single_day);
    [
        event.id.to_string(),
        day.map(|day| day.strftime("%Y%m%d").to_string()).unwrap_or_default(),
        codes(&sides.source),
        codes(&sides.target),
        code::of(event.event_type, event.status).cameo.to_owned(),
        word(event.status),
        word(event.event_type),
        when.map(ToString::to_string).unwrap_or_default(),
        actors.place(entry).to_owned(),
        entry.documents.len().to_string(),
        context.ledger.sources(entry.documents.iter().copied()).to_string(),
    ]
}

/// The codes of one side, each once; those of whom nothing is known have none.
fn codes(side: &[Actor<'_>]) -> String {
    let mut codes: Vec<String> = Vec::new();
    for code in side.iter().map(Actor::joined).filter(|code| !code.is_empty()) {
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
    codes.join(LIST)
}
