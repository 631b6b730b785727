//! `keii show`: the passage that an entry was read from.

use std::collections::BTreeMap;
use std::io::Write;

use anyhow::Result;
use keii_model::{Id, Record, Span, TextSpan};

use crate::args::ItemArgs;
use crate::ledger_file::OpenLedger;
use crate::message::{Fault, Message};
use crate::print::document::heading_line;
use crate::print::passage::lines;
use crate::print::record::describe;
use crate::print::style::{Style, styled};
use crate::session::{Outcome, Session};
use crate::short_id::find;
use keii_query::View;
use keii_query::passages;

/// Passages shown of each document: an entity may be named a hundred times.
const PASSAGES: usize = 5;

/// Columns of the line number and the rule behind it.
const GUTTER: usize = 8;

/// Runs the command.
///
/// # Errors
/// When there is no ledger or no such entry, or standard output cannot be written.
pub fn run(session: &Session, args: &ItemArgs, out: &mut dyn Write) -> Result<Outcome> {
    let opened = OpenLedger::open_for(session, Some(&args.id))?;
    let view = &opened.view;
    let record = find(&view.ledger, &args.id)?;
    let look = session.look;
    let (headline, facts) = describe(view, record, look.lang);
    writeln!(out, "{}", styled(&headline, Style::Strong, look.color))?;
    for fact in facts {
        writeln!(out, "  {fact}")?;
    }
    let evidence = evidence(view, record);
    if evidence.is_empty() {
        let what = Message::NoPassage(record.id().to_string());
        return Err(Fault::plain(what).into());
    }
    for (document, spans) in by_document(&evidence) {
        writeln!(out)?;
        document_passages(session, &opened, document, &spans, out)?;
    }
    Ok(Outcome::Done)
}

/// What is marked: of an attribution who speaks, what and by which words; of an event the phrases
/// that tell it; else everything the entry rests on.
fn evidence<'a>(view: &'a View, record: &'a Record) -> Vec<&'a TextSpan> {
    match record {
        Record::Entity(entity) => entity.evidence.iter().collect(),
        Record::EventMention(mention) => phrases(std::iter::once(mention)),
        Record::Event(event) => {
            phrases(event.mentions.iter().filter_map(|id| view.ledger.mention(id)))
        }
        record => view.ledger.evidence(record.id()),
    }
}

pub(super) fn phrases<'a>(
    mentions: impl Iterator<Item = &'a keii_model::EventMention>,
) -> Vec<&'a TextSpan> {
    let phrase = |mention: &'a keii_model::EventMention| {
        let alone = mention.evidence.is_empty().then_some(&mention.trigger);
        mention.evidence.iter().chain(alone)
    };
    mentions.flat_map(phrase).collect()
}

pub(super) fn by_document<'a>(evidence: &[&'a TextSpan]) -> Vec<(&'a Id, Vec<&'a TextSpan>)> {
    let mut places: BTreeMap<&Id, usize> = BTreeMap::new();
    let mut groups: Vec<(&Id, Vec<&TextSpan>)> = Vec::new();
    for &span in evidence {
        let place = *places.entry(&span.document).or_insert(groups.len());
        if place == groups.len() {
            groups.push((&span.document, Vec::new()));
        }
        groups[place].1.push(span);
    }
    groups
}

pub(super) fn document_passages(
    session: &Session,
    opened: &OpenLedger,
    document: &Id,
    spans: &[&TextSpan],
    out: &mut dyn Write,
) -> Result<()> {
    let look = session.look;
    let view = &opened.view;
    if let Some(Record::Document(record)) = view.ledger.get(document) {
        let heading = heading_line(record, view.short, look.lang);
        writeln!(out, "{}", styled(&heading, Style::Faint, look.color))?;
    }
    let text = opened.text(document)?;
    let located: Vec<Span> = spans.iter().filter_map(|span| text.locate(span)).collect();
    let found = passages(&text, &located);
    for passage in found.iter().take(PASSAGES) {
        let number = passage.line.to_string();
        let mut gutter = format!("{number:>5} │ ");
        for line in lines(passage, look.width.saturating_sub(GUTTER), look.color) {
            writeln!(out, "{}{line}", styled(&gutter, Style::Faint, look.color))?;
            gutter = format!("{:>5} │ ", "");
        }
    }
    if found.len() > PASSAGES {
        let more = session.text(&Message::MorePassages(found.len() - PASSAGES));
        writeln!(out, "{:>5}   {more}", "")?;
    }
    Ok(())
}
