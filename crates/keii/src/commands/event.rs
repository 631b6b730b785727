//! `keii event`: one happening, its tellings side by side.

use std::io::Write;

use anyhow::Result;
use keii_ledger::Entry;
use keii_model::{Comparison, Event, Id, Record};
use keii_query::{AttributeTold, tellings};
use serde_json::json;

use super::show::{by_document, document_passages, phrases};
use crate::args::EventArgs;
use crate::ledger_file::OpenLedger;
use crate::message::{Fault, Message};
use crate::print::document::heading_line;
use crate::print::style::{Style, styled};
use crate::print::table::{Cell, Fit, Table};
use crate::print::width::one_line;
use crate::session::{Outcome, Session};
use crate::settings::Lang;
use crate::short_id::find;
use crate::words::{Heading, Word, status_sign, status_style, verdict_sign, verdict_style};
use keii_query::View;
use keii_words::date::for_people;
use keii_words::{Facts, by_word_of};

/// A telling needs so many columns to be read beside others; where there are fewer, the tellings
/// stand below each other.
const LEAST_COLUMNS: usize = 16;

/// Columns of the names of attributes and of the verdict, with the gaps around.
const OTHER_COLUMNS: usize = 26;

/// Runs the command.
///
/// # Errors
/// When there is no ledger or no such event, or standard output cannot be written.
pub fn run(session: &Session, args: &EventArgs, out: &mut dyn Write) -> Result<Outcome> {
    let opened = OpenLedger::open_for(session, Some(&args.id))?;
    let view = &opened.view;
    let event = event(view, &args.id)?;
    let entry = view.ledger.entry(event);
    let about = |one: &&Comparison| [&one.event, &one.other].contains(&&Some(event.id.clone()));
    let compared: Vec<&Comparison> = view.ledger.comparisons().filter(about).collect();
    if args.list.json {
        let value = json!({ "event": event, "mentions": entry.mentions, "comparisons": compared });
        writeln!(out, "{value}")?;
        return Ok(Outcome::Done);
    }
    heading(session, view, &entry, out)?;
    let look = session.look;
    let told = tellings(&view.ledger, &entry, &compared, look.lang);
    let (documents, lang) = (entry.documents.as_slice(), look.lang);
    let tellings = Tellings { view, event: &event.id, documents, told, lang };
    let table = if tellings.fit_beside(look.width) { tellings.beside() } else { tellings.below() };
    section(session, Heading::Telling, out)?;
    write!(out, "{}", table.render(look.width, look.color))?;
    section(session, Heading::History, out)?;
    write!(out, "{}", history(view, event, look.lang).render(look.width, look.color))?;
    section(session, Heading::Passages, out)?;
    let spans = phrases(entry.mentions.iter().copied());
    for (at, (document, spans)) in by_document(&spans).into_iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        document_passages(session, &opened, document, &spans, out)?;
    }
    Ok(Outcome::Done)
}

fn section(session: &Session, heading: Heading, out: &mut dyn Write) -> Result<()> {
    let look = session.look;
    writeln!(out, "\n{}", styled(heading.word(look.lang), Style::Heading, look.color))?;
    Ok(())
}

/// The event of this id, or the one that this telling is of.
fn event<'a>(view: &'a View, typed: &str) -> Result<&'a Event> {
    match find(&view.ledger, typed)? {
        Record::Event(event) => Ok(event),
        Record::EventMention(mention) => {
            let mut events = view.ledger.events();
            let found = events.find(|event| event.mentions.contains(&mention.id));
            found.ok_or_else(|| unknown(typed))
        }
        _ => Err(unknown(typed)),
    }
}

fn unknown(typed: &str) -> anyhow::Error {
    Fault::new(Message::NoEvent(typed.to_owned()), Message::EventsAreListed).into()
}

/// What, when, who and where, how it stands, and which documents tell of it.
fn heading(session: &Session, view: &View, entry: &Entry<'_>, out: &mut dyn Write) -> Result<()> {
    let look = session.look;
    let facts = Facts::of(&view.ledger, &entry.mentions, look.lang);
    let date = entry.time.and_then(|time| time.value.as_ref());
    let date = date.map(|date| for_people(date, look.lang)).unwrap_or_default();
    let kind = entry.event.event_type.word(look.lang);
    let id = view.short.short(&entry.event.id);
    let line = [id.as_str(), kind, &date, &facts.headline(look.lang)]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("  ");
    writeln!(out, "{}", styled(&line, Style::Strong, look.color))?;
    let status = entry.event.status;
    let words = format!("{} {}", status_sign(status), status.word(look.lang));
    let source = by_word_of(&view.ledger, &entry.mentions, look.lang);
    let styled = styled(&words, status_style(status), look.color);
    let source = source.map(|source| format!("  {source}")).unwrap_or_default();
    writeln!(out, "{styled}{source}")?;
    for id in &entry.documents {
        if let Some(Record::Document(document)) = view.ledger.get(id) {
            writeln!(out, "  {}", heading_line(document, view.short, look.lang))?;
        }
    }
    Ok(())
}

/// What each document tells of each attribute.
struct Tellings<'a> {
    view: &'a View,
    event: &'a Id,
    documents: &'a [&'a Id],
    told: Vec<AttributeTold<'a>>,
    lang: Lang,
}

impl Tellings<'_> {
    fn fit_beside(&self, width: usize) -> bool {
        self.documents.len() * (LEAST_COLUMNS + 2) + OTHER_COLUMNS <= width
    }

    /// A column a document, a row an attribute.
    fn beside(&self) -> Table {
        let documents: Vec<String> =
            self.documents.iter().map(|id| self.view.short.short(id)).collect();
        let columns = documents.iter().map(|id| (id.as_str(), Fit::Flexible));
        let mut table = Table::new(
            std::iter::once(("", Fit::Fixed))
                .chain(columns)
                .chain([(Heading::Compared.word(self.lang), Fit::Flexible)]),
        );
        for row in &self.told {
            let cells = self.documents.iter().map(|id| {
                let words = row.told.get(*id).map(|told| told.text());
                Cell::new(words.unwrap_or_else(|| "—".to_owned()), Style::Plain)
            });
            let name = Cell::new(row.attribute.word(self.lang), Style::Faint);
            table.row(std::iter::once(name).chain(cells).chain([self.verdicts(row)]));
        }
        table
    }

    /// A section an attribute, a row a document.
    fn below(&self) -> Table {
        let mut table = Table::new([
            ("", Fit::Fixed),
            ("", Fit::Fixed),
            ("", Fit::Flexible),
            ("", Fit::Flexible),
        ]);
        for row in &self.told {
            let mut name = row.attribute.word(self.lang);
            let mut verdicts = self.verdicts(row);
            for id in self.documents {
                if let Some(told) = row.told.get(*id) {
                    table.row([
                        Cell::new(name, Style::Strong),
                        Cell::new(self.view.short.short(id), Style::Faint),
                        Cell::new(told.text(), Style::Plain),
                        std::mem::take(&mut verdicts),
                    ]);
                    name = "";
                }
            }
        }
        table
    }

    /// The verdicts of the comparisons by sign and word, each once.
    fn verdicts(&self, row: &AttributeTold<'_>) -> Cell {
        row.verdicts.iter().fold(Cell::default(), |cell, one| {
            let words = format!("{} {}", verdict_sign(one.verdict), one.verdict.word(self.lang));
            let sources = one.independent.map(|independent| {
                if independent { Heading::Independent } else { Heading::OneSource }.word(self.lang)
            });
            let cell = cell.and(words, verdict_style(one.verdict));
            let cell = cell.and(sources.unwrap_or_default(), Style::Faint);
            cell.and(self.other(one.comparison), Style::Faint)
        })
    }

    /// The other event, where a comparison sets two side by side that may be one.
    fn other(&self, comparison: &Id) -> String {
        let Some(Record::Comparison(one)) = self.view.ledger.get(comparison) else {
            return String::new();
        };
        let mut both = one.event.iter().chain(&one.other);
        let other = both.find(|id| one.other.is_some() && *id != self.event);
        other.map(|id| self.view.short.short(id)).unwrap_or_default()
    }
}

/// How it came about: the day each step was published, what it says, and its words.
fn history(view: &View, event: &Event, lang: Lang) -> Table {
    let mut table =
        Table::new([("", Fit::Fixed), ("", Fit::Fixed), ("", Fit::Fixed), ("", Fit::Flexible)]);
    for step in &event.history {
        let day = step.recorded.as_ref().map(|day| for_people(day, lang));
        let day = day.unwrap_or_else(|| "—".to_owned());
        let document = step.span.as_ref().map(|span| view.short.short(&span.document));
        let words = step.span.as_ref().map(|span| format!("「{}」", one_line(&span.text)));
        table.row([
            Cell::new(day, Style::Plain),
            Cell::new(
                format!("{} {}", status_sign(step.status), step.status.word(lang)),
                status_style(step.status),
            ),
            Cell::new(document.unwrap_or_default(), Style::Faint),
            Cell::new(words.unwrap_or_default(), Style::Plain),
        ]);
    }
    table
}
