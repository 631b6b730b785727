//! `keii person`: one person: offices, contacts, statements over time, positions.

use std::io::Write;

use anyhow::Result;
use keii_ledger::{Contact, SIDES, Said, StatedRole};
use keii_model::{Entity, EntityType, Record};
use serde_json::json;

use super::said::{manner, words};
use crate::args::PersonArgs;
use crate::ledger_file::{self, explain};
use crate::message::{Fault, Message};
use crate::print::document::published;
use crate::print::style::{Style, styled};
use crate::print::table::{Cell, Fit, Table};
use crate::session::{Outcome, Session};
use crate::settings::Lang;
use crate::short_id::find;
use crate::words::{Heading, Word, status_sign, status_style};
use keii_query::View;
use keii_words::date::for_people;

/// Runs the command.
///
/// # Errors
/// When there is no ledger or no such person, or standard output cannot be written.
pub fn run(session: &Session, args: &PersonArgs, out: &mut dyn Write) -> Result<Outcome> {
    let view = ledger_file::view_by(session, |store| {
        let Some(persons) = View::of_persons(store).map_err(explain)? else { return Ok(None) };
        let person = person(&persons, &args.name, session.look.lang)?;
        View::of_entity(store, &person.id).map_err(explain)
    })?;
    let person = person(&view, &args.name, session.look.lang)?;
    let roles = view.ledger.stated_roles(person);
    let contacts = view.ledger.contacts(&person.id);
    let said: Vec<Said<'_>> = view
        .ledger
        .said(None, None)
        .into_iter()
        .filter(|said| {
            said.attribution.speaker.iter().any(|one| one.entity.as_ref() == Some(&person.id))
        })
        .collect();
    if args.list.json {
        let events: Vec<_> = contacts.iter().map(|one| one.entry.event).collect();
        let statements: Vec<_> = said.iter().map(|one| one.attribution).collect();
        let value = json!({ "entity": person, "contacts": events, "statements": statements });
        writeln!(out, "{value}")?;
        return Ok(Outcome::Done);
    }
    heading(session, &view, person, out)?;
    let lang = session.look.lang;
    let tables = [
        (Heading::Roles, offices(&view, &roles, lang)),
        (Heading::Contacts, meetings(&view, &contacts, lang)),
        (Heading::Positions, positions(&view, &said, lang)),
        (Heading::Said, statements(&view, &said, lang)),
    ];
    let look = session.look;
    for (heading, table) in tables {
        let rendered = table.render(look.width, look.color);
        if !rendered.is_empty() {
            writeln!(out, "\n{}", styled(heading.word(lang), Style::Heading, look.color))?;
            write!(out, "{rendered}")?;
        }
    }
    session.say(&Message::AskForMore);
    Ok(Outcome::Done)
}

/// The person of this id or name.
fn person<'a>(view: &'a View, typed: &str, lang: Lang) -> Result<&'a Entity> {
    if let Ok(Record::Entity(entity)) = find(&view.ledger, typed)
        && entity.entity_type == EntityType::Person
    {
        return Ok(entity);
    }
    match view.ledger.persons_called(typed).as_slice() {
        [one] => Ok(one),
        [] => {
            let what = Message::NoPerson(typed.to_owned());
            Err(Fault::new(what, Message::PeopleAreListed).into())
        }
        several => {
            let fits = several
                .iter()
                .map(|one| format!("{} ({})", lang.name(&one.name), view.short.short(&one.id)));
            let what = Message::SeveralPersons { name: typed.to_owned(), fits: fits.collect() };
            Err(Fault::new(what, Message::AskById).into())
        }
    }
}

fn heading(session: &Session, view: &View, person: &Entity, out: &mut dyn Write) -> Result<()> {
    let look = session.look;
    let name = look.lang.name(&person.name);
    let line = format!("{}  {name}", view.short.short(&person.id));
    writeln!(out, "{}", styled(&line, Style::Strong, look.color))?;
    let others: Vec<String> =
        person.aliases.iter().filter(|alias| *alias != name).cloned().collect();
    if !others.is_empty() {
        writeln!(out, "  = {}", look.lang.list(&others))?;
    }
    Ok(())
}

/// An office under each document that states it, once.
fn offices(view: &View, roles: &[StatedRole<'_>], lang: Lang) -> Table {
    let mut table =
        Table::new([("", Fit::Fixed), ("", Fit::Flexible), ("", Fit::Flexible), ("", Fit::Fixed)]);
    let mut seen = std::collections::BTreeSet::new();
    for one in roles {
        if !seen.insert((&one.role.title, &one.role.of, &one.document.id)) {
            continue;
        }
        let title = match &one.role.of {
            Some(of) if !one.role.title.starts_with(of.as_str()) => {
                format!("{of} {}", one.role.title)
            }
            _ => one.role.title.clone(),
        };
        let publisher = one.document.publisher.as_ref().map_or("", |source| source.name.as_str());
        table.row([
            Cell::new(published(&one.document.published, lang), Style::Plain),
            Cell::new(title, Style::Strong),
            Cell::new(publisher, Style::Plain),
            Cell::new(view.short.short(&one.document.id), Style::Faint),
        ]);
    }
    table
}

fn meetings(view: &View, contacts: &[Contact<'_>], lang: Lang) -> Table {
    let mut table = Table::new([
        ("", Fit::Fixed),
        ("", Fit::Fixed),
        ("", Fit::Fixed),
        ("", Fit::Flexible),
        ("", Fit::Fixed),
    ]);
    for Contact { entry, with } in contacts {
        let date = entry.time.and_then(|time| time.value.as_ref());
        let date = date.map(|date| for_people(date, lang)).unwrap_or_else(|| "—".to_owned());
        let names: Vec<String> = with.iter().map(|one| lang.name(&one.name).to_owned()).collect();
        let facts = keii_words::Facts::of(&view.ledger, &entry.mentions, lang);
        let place = facts.places.join(" / ");
        let place = if place.is_empty() { place } else { format!("@ {place}") };
        let status = entry.event.status;
        table.row([
            Cell::new(date, Style::Plain),
            Cell::new(
                format!("{} {}", status_sign(status), status.word(lang)),
                status_style(status),
            ),
            Cell::new(entry.event.event_type.word(lang), Style::Plain),
            Cell::new(format!("{} {place}", lang.list(&names)).trim(), Style::Strong),
            Cell::new(view.short.short(&entry.event.id), Style::Faint),
        ]);
    }
    table
}

/// What takes a side rather than telling of something, under what it does.
fn positions(view: &View, said: &[Said<'_>], lang: Lang) -> Table {
    let mut table = empty();
    for side in SIDES {
        let taken: Vec<_> =
            said.iter().filter(|one| one.attribution.modality == Some(side)).collect();
        for one in taken {
            table.row(row(view, one, Cell::new(side.word(lang), Style::Plain), lang));
        }
    }
    table
}

fn statements(view: &View, said: &[Said<'_>], lang: Lang) -> Table {
    let mut table = empty();
    for one in said {
        table.row(row(view, one, manner(one, lang), lang));
    }
    table
}

fn empty() -> Table {
    Table::new([("", Fit::Fixed), ("", Fit::Fixed), ("", Fit::Flexible), ("", Fit::Fixed)])
}

fn row(view: &View, said: &Said<'_>, manner: Cell, lang: Lang) -> [Cell; 4] {
    [
        Cell::new(published(&said.document.published, lang), Style::Plain),
        manner,
        words(said),
        Cell::new(view.short.short(&said.attribution.id), Style::Faint),
    ]
}
