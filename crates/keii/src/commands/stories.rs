//! `keii stories`: the stories of the ledger, each in a line.

use std::io::Write;

use anyhow::Result;
use keii_ledger::standing::summary::Summary;
use serde_json::{Value, json};

use crate::args::StoriesArgs;
use crate::ledger_file::{self, nothing};
use crate::message::Message;
use crate::print::style::Style;
use crate::print::table::{Cell, Fit, Table};
use crate::session::{Outcome, Session};
use crate::settings::Lang;
use crate::words::{Heading, Word, status_sign};
use keii_query::View;
use keii_query::story_title;
use keii_words::Facts;
use keii_words::date::for_people;

/// Runs the command.
///
/// # Errors
/// When there is no ledger, or standard output cannot be written.
pub fn run(session: &Session, args: &StoriesArgs, out: &mut dyn Write) -> Result<Outcome> {
    let view = ledger_file::view_of_stories(session)?;
    let all = view.ledger.summaries();
    let several = all.iter().filter(|one| one.story.documents.len() > 1).count();
    // Where nothing belongs together, the documents are all there is to list.
    let wanted = |one: &&Summary<'_>| args.all || several == 0 || one.story.documents.len() > 1;
    let shown: Vec<&Summary<'_>> = all.iter().filter(wanted).collect();
    if args.list.json {
        for one in shown {
            writeln!(out, "{}", as_json(one))?;
        }
        return Ok(Outcome::Done);
    }
    if shown.is_empty() {
        session.say(&nothing(session, &view));
        return Ok(Outcome::Done);
    }
    let table = table(&view, &shown, session.look.lang);
    write!(out, "{}", table.render(session.look.width, session.look.color))?;
    if shown.len() < all.len() {
        session.say(&Message::LoneDocuments(all.len() - shown.len()));
    }
    Ok(Outcome::Done)
}

fn as_json(one: &Summary<'_>) -> Value {
    let main: Vec<_> = one.main.iter().map(|party| &party.id).collect();
    json!({
        "story": one.story,
        "main": main,
        "sources": one.sources,
        "until": one.told_until,
        "next": one.next.as_ref().map(|next| &next.event.id),
    })
}

fn table(view: &View, stories: &[&Summary<'_>], lang: Lang) -> Table {
    let mut table = Table::new([
        (Heading::Id.word(lang), Fit::Fixed),
        (Heading::Story.word(lang), Fit::Flexible),
        (Heading::Documents.word(lang), Fit::Fixed),
        (Heading::Sources.word(lang), Fit::Fixed),
        (Heading::ToldUntil.word(lang), Fit::Fixed),
        (Heading::Next.word(lang), Fit::Flexible),
    ]);
    for one in stories {
        let until = one.told_until.map(|day| for_people(day, lang)).unwrap_or_default();
        table.row([
            Cell::new(view.short.short(&one.story.id), Style::Faint),
            Cell::new(story_title(one.story, &one.main, lang), Style::Strong),
            Cell::new(one.story.documents.len().to_string(), Style::Plain),
            Cell::new(one.sources.to_string(), Style::Plain),
            Cell::new(until, Style::Plain),
            Cell::new(next(view, one, lang), Style::Open),
        ]);
    }
    table
}

/// What is ahead: sign, day, kind, who and where.
fn next(view: &View, one: &Summary<'_>, lang: Lang) -> String {
    let Some(entry) = &one.next else { return String::new() };
    let status = entry.event.status;
    let date = entry.time.and_then(|time| time.value.as_ref());
    let date = date.map(|date| for_people(date, lang)).unwrap_or_default();
    let kind = entry.event.event_type.word(lang);
    let facts = Facts::of(&view.ledger, &entry.mentions, lang).headline(lang);
    let id = view.short.short(&entry.event.id);
    format!("{} {} {date} {kind} {facts} {id}", status_sign(status), status.word(lang))
}
