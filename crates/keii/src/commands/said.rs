//! `keii said`: who said what.

use std::io::Write;

use anyhow::Result;
use keii_ledger::Said;
use keii_model::{AttributionType, SpeakerHow};
use serde_json::json;

use crate::args::SaidArgs;
use crate::ledger_file::{self, nothing};
use crate::message::Message;
use crate::print::document::{heading_line, speaker_names};
use crate::print::style::Style;
use crate::print::table::{Cell, Fit, Table};
use crate::session::{Outcome, Session};
use crate::settings::Lang;
use crate::words::{Heading, Word};
use keii_query::View;

/// Runs the command.
///
/// # Errors
/// When there is no ledger, or standard output cannot be written.
pub fn run(session: &Session, args: &SaidArgs, out: &mut dyn Write) -> Result<Outcome> {
    let view = ledger_file::view(session)?;
    let found = view.ledger.said(args.by.as_deref(), args.about.as_deref());
    if args.list.json {
        for said in &found {
            let value = json!({
                "attribution": said.attribution,
                "speakers": said.speakers,
                "document": said.document.id,
                "published": said.document.published,
            });
            writeln!(out, "{value}")?;
        }
    } else if found.is_empty() {
        session.say(&nothing(session, &view));
    } else {
        let table = table(&view, &found, session.look.lang);
        write!(out, "{}", table.render(session.look.width, session.look.color))?;
        session.say(&Message::AskForMore);
    }
    Ok(Outcome::Done)
}

/// Who said what, under the documents that tell it.
fn table(view: &View, found: &[Said<'_>], lang: Lang) -> Table {
    let mut table = empty_table();
    let mut current = None;
    for said in found {
        if current != Some(&said.document.id) {
            table.section(heading_line(said.document, view.short, lang));
            current = Some(&said.document.id);
        }
        table.row(row(view, said, lang));
    }
    table
}

/// Who said what, in one document.
#[must_use]
pub fn rows(view: &View, found: &[Said<'_>], lang: Lang) -> Table {
    let mut table = empty_table();
    for said in found {
        table.row(row(view, said, lang));
    }
    table
}

fn empty_table() -> Table {
    Table::new([("", Fit::Flexible), ("", Fit::Fixed), ("", Fit::Flexible), ("", Fit::Fixed)])
}

fn row(view: &View, said: &Said<'_>, lang: Lang) -> [Cell; 4] {
    let id = view.short.short(&said.attribution.id);
    [speaker(view, said, lang), manner(said, lang), words(said), Cell::new(id, Style::Faint)]
}

fn speaker(view: &View, said: &Said<'_>, lang: Lang) -> Cell {
    let attribution = said.attribution;
    let names = speaker_names(&view.ledger, &attribution.speaker, lang);
    let how = attribution.speaker.first().map(|speaker| speaker.how);
    let nobody = match (attribution.attribution_type, how) {
        (AttributionType::Author, _) | (_, Some(SpeakerHow::Author)) => Heading::Writer,
        _ => Heading::Unattributed,
    };
    let name = if names.is_empty() { nobody.word(lang).to_owned() } else { names };
    let via = speaker_names(&view.ledger, &attribution.via, lang);
    let via = match (via.is_empty(), lang) {
        (true, _) => String::new(),
        (false, Lang::Ja) => format!("({via}が伝える)"),
        (false, Lang::En) => format!("(told by {via})"),
    };
    Cell::new(name, Style::Strong).and(said_office(view, said), Style::Faint).and(via, Style::Faint)
}

/// The office of a lone speaker as this document states it, else as any does.
fn said_office(view: &View, said: &Said<'_>) -> String {
    let [speaker] = said.attribution.speaker.as_slice() else { return String::new() };
    let entity = speaker.entity.as_ref().and_then(|id| view.ledger.entity(id));
    let roles = entity.map(|entity| entity.roles.as_slice()).unwrap_or_default();
    let here = roles
        .iter()
        .find(|role| role.evidence.iter().any(|span| span.document == said.document.id));
    let role = here.or(roles.first());
    role.map(|role| match &role.of {
        Some(of) if !role.title.starts_with(of.as_str()) => format!("{of} {}", role.title),
        _ => role.title.clone(),
    })
    .unwrap_or_default()
}

pub(super) fn manner(said: &Said<'_>, lang: Lang) -> Cell {
    let attribution = said.attribution;
    let modality = attribution.modality.map(|one| one.word(lang)).unwrap_or_default();
    let certainty = attribution.factuality.map(|one| one.word(lang)).unwrap_or_default();
    let kind = attribution.attribution_type.word(lang);
    let first = if modality.is_empty() { kind.to_owned() } else { modality.to_owned() };
    let rest: Vec<&str> = [certainty, if modality.is_empty() { "" } else { kind }]
        .into_iter()
        .filter(|word| !word.is_empty())
        .collect();
    Cell::new(first, Style::Plain).and(rest.join("・"), Style::Faint)
}

/// Verbatim words in quotation marks, reported ones without; then the cue.
pub(super) fn words(said: &Said<'_>) -> Cell {
    let attribution = said.attribution;
    let content: Vec<&str> = attribution.content.iter().map(|span| span.text.trim()).collect();
    let content = content.join(" … ");
    let shown = match attribution.attribution_type {
        AttributionType::Direct => format!("「{content}」"),
        _ => content,
    };
    let cue = attribution.cue.as_ref().map(|cue| format!("— {}", cue.text.trim()));
    Cell::new(shown, Style::Plain).and(cue.unwrap_or_default(), Style::Faint)
}
