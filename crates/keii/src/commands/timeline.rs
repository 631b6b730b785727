//! `keii timeline`: what happened, in order.

use std::collections::BTreeSet;
use std::io::Write;

use anyhow::Result;
use keii_ledger::{Entry, Filter, Timeline};
use keii_model::{EventMention, Id, Story};
use keii_query::most_telling;
use keii_words::{Facts, by_word_of};
use serde_json::{Value, json};

use crate::args::TimelineArgs;
use crate::ledger_file::{self, nothing};
use crate::message::{Fault, Message};
use crate::print::style::Style;
use crate::print::table::{Cell, Fit, Table};
use crate::session::{Outcome, Session};
use crate::settings::Lang;
use crate::short_id::find;
use crate::words::{Heading, Word, status_sign, status_style};
use keii_query::View;
use keii_words::date::{for_people, without_year};

/// Runs the command.
///
/// # Errors
/// When there is no ledger, or standard output cannot be written.
pub fn run(session: &Session, args: &TimelineArgs, out: &mut dyn Write) -> Result<Outcome> {
    let view = ledger_file::view_for(session, args.story.as_deref())?;
    let filter = Filter {
        status: args.status.iter().copied().collect(),
        party: args.person.clone(),
        documents: match &args.story {
            Some(asked) => story(&view, asked)?.documents.iter().cloned().collect(),
            None => BTreeSet::new(),
        },
        from: args.from.as_ref().and_then(|from| from.first_day().or(from.last_day())),
        to: args.to.as_ref().and_then(|to| to.last_day().or(to.first_day())),
    };
    let timeline = view.ledger.filtered_timeline(&filter);
    let entries = || timeline.dated.iter().chain(&timeline.undated);
    if args.list.json {
        for entry in entries() {
            writeln!(out, "{}", as_json(entry))?;
        }
    } else if entries().next().is_none() {
        session.say(&nothing(session, &view));
    } else {
        let table = table(&view, &timeline, session.look.lang);
        write!(out, "{}", table.render(session.look.width, session.look.color))?;
        session.say(&Message::AskForMore);
    }
    Ok(Outcome::Done)
}

/// The story of this id, or the one that this document is in.
///
/// # Errors
/// When there is none.
pub(super) fn story<'a>(view: &'a View, typed: &str) -> Result<&'a Story> {
    let id = find(&view.ledger, typed)?.id();
    let unknown = || {
        let what = Message::UnknownId(typed.to_owned());
        Fault::new(what, Message::IdsAreListed)
    };
    Ok(view.ledger.story(id).ok_or_else(unknown)?)
}

/// The timeline under its years, then what has no date.
#[must_use]
pub fn table(view: &View, timeline: &Timeline<'_>, lang: Lang) -> Table {
    let printer = Printer { view, lang };
    let fixed = ("", Fit::Fixed);
    let mut table = Table::new([fixed, fixed, fixed, ("", Fit::Flexible), fixed]);
    printer.dated(&timeline.dated, &mut table);
    printer.undated(&timeline.undated, &mut table);
    table
}

fn as_json(entry: &Entry<'_>) -> Value {
    json!({
        "event": entry.event,
        "time": entry.time,
        "documents": entry.documents,
        "mentions": entry.mentions,
    })
}

struct Printer<'a> {
    view: &'a View,
    lang: Lang,
}

impl Printer<'_> {
    /// Entries under the years in which they begin.
    fn dated(&self, entries: &[Entry<'_>], table: &mut Table) {
        let mut current = None;
        for entry in entries {
            let date = entry.time.and_then(|time| time.value.as_ref());
            let year = date
                .and_then(|date| date.first_day().or(date.last_day()))
                .map(|day| day.year().to_string());
            if year != current {
                if let Some(year) = &year {
                    table.section(match self.lang {
                        Lang::Ja => format!("{year}年"),
                        Lang::En => year.clone(),
                    });
                }
                current.clone_from(&year);
            }
            let shown = date.map(|date| {
                without_year(&for_people(date, self.lang), year.as_deref().unwrap_or_default())
            });
            self.row(entry, &shown.unwrap_or_default(), table);
        }
    }

    fn undated(&self, entries: &[Entry<'_>], table: &mut Table) {
        if !entries.is_empty() {
            table.section(Heading::Undated.word(self.lang));
        }
        for entry in entries {
            let date = entry.time.and_then(|time| time.value.as_ref());
            let shown = date.map(|date| for_people(date, self.lang)).unwrap_or_default();
            self.row(entry, &shown, table);
        }
    }

    fn row(&self, entry: &Entry<'_>, date: &str, table: &mut Table) {
        let status = entry.event.status;
        let facts = Facts::of(&self.view.ledger, &entry.mentions, self.lang);
        let story = Cell::new(facts.headline(self.lang), Style::Strong)
            .and(self.words(&entry.mentions), Style::Plain)
            .and(self.articles(&entry.documents), Style::Faint);
        table.row([
            Cell::new(date, Style::Plain),
            Cell::new(
                format!("{} {}", status_sign(status), status.word(self.lang)),
                status_style(status),
            ),
            Cell::new(entry.event.event_type.word(self.lang), Style::Plain),
            story,
            Cell::new(self.view.short.short(&entry.event.id), Style::Faint),
        ]);
    }

    /// The words of the telling that says most, as evidence, and on whose word it rests.
    fn words(&self, mentions: &[&EventMention]) -> String {
        let source = by_word_of(&self.view.ledger, mentions, self.lang);
        let words = most_telling(mentions).map(|span| format!("「{}」", span.text.trim()));
        source.into_iter().chain(words).collect::<Vec<_>>().join(" ")
    }

    /// The articles, and on how many sources they rest where these are fewer.
    fn articles(&self, documents: &[&Id]) -> String {
        let ids: Vec<String> = documents.iter().map(|id| self.view.short.short(id)).collect();
        let (articles, named) = (ids.len(), ids.join(" "));
        let sources = self.view.ledger.sources(documents.iter().copied());
        match (self.lang, sources < articles) {
            (Lang::Ja, false) => format!("記事{articles}本 {named}"),
            (Lang::Ja, true) => format!("記事{articles}本（出所{sources}） {named}"),
            (Lang::En, _) if articles == 1 => format!("1 article {named}"),
            (Lang::En, false) => format!("{articles} articles {named}"),
            (Lang::En, true) if sources == 1 => format!("{articles} articles (1 source) {named}"),
            (Lang::En, true) => format!("{articles} articles ({sources} sources) {named}"),
        }
    }
}
