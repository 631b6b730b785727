//! `keii people`: who is named, with their offices.

use std::io::Write;

use anyhow::Result;
use keii_ledger::Person;
use keii_model::Role;
use serde_json::json;

use crate::args::ListArgs;
use crate::ledger_file::{self, nothing};
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
pub fn run(session: &Session, args: &ListArgs, out: &mut dyn Write) -> Result<Outcome> {
    let view = ledger_file::view(session)?;
    let people = view.ledger.people();
    if args.json {
        for person in &people {
            let value = json!({
                "entity": person.entity,
                "mentions": person.mentions,
                "documents": person.documents,
                "statements": person.statements,
            });
            writeln!(out, "{value}")?;
        }
    } else if people.is_empty() {
        session.say(&nothing(session, &view));
    } else {
        let table = table(session, &view, &people);
        write!(out, "{}", table.render(session.look.width, session.look.color))?;
    }
    Ok(Outcome::Done)
}

fn table(session: &Session, view: &View, people: &[Person<'_>]) -> Table {
    let lang = session.look.lang;
    let mut table = Table::new([
        (Heading::Name.word(lang), Fit::Flexible),
        (Heading::Roles.word(lang), Fit::Flexible),
        (Heading::Mentions.word(lang), Fit::Fixed),
        (Heading::Documents.word(lang), Fit::Fixed),
        (Heading::Statements.word(lang), Fit::Fixed),
        (Heading::Id.word(lang), Fit::Fixed),
    ]);
    for person in people {
        let count = |count: usize| Cell::new(count.to_string(), Style::Plain);
        table.row([
            Cell::new(lang.name(&person.entity.name), Style::Strong),
            Cell::new(offices(&person.entity.roles, lang), Style::Plain),
            count(person.mentions),
            count(person.documents.len()),
            count(person.statements),
            Cell::new(view.short.short(&person.entity.id), Style::Faint),
        ]);
    }
    table
}

/// The offices, those with a country before the same without one, each once.
fn offices(roles: &[Role], lang: Lang) -> String {
    let mut shown: Vec<String> = Vec::new();
    let full = roles.iter().filter(|role| role.of.is_some());
    for role in full.chain(roles.iter().filter(|role| role.of.is_none())) {
        let written = match &role.of {
            Some(of) if !role.title.starts_with(of.as_str()) => format!("{of} {}", role.title),
            _ => role.title.clone(),
        };
        if !shown.iter().any(|known| known.ends_with(&written)) {
            shown.push(written);
        }
    }
    lang.list(&shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_office_is_told_once_with_its_country() {
        let role = |title: &str, of: Option<&str>| Role {
            title: title.into(),
            of: of.map(str::to_owned),
            level: None,
            evidence: Vec::new(),
        };
        let roles = [role("外相", None), role("外相", Some("架空国")), role("議員", None)];
        assert_eq!(offices(&roles, Lang::Ja), "架空国 外相、議員");
    }
}
