//! `keii why`: how an entry came to be.

use std::collections::BTreeSet;
use std::io::Write;

use anyhow::Result;
use keii_model::{Derivation, Record};
use keii_rules::Pack;

use crate::args::ItemArgs;
use crate::ledger_file;
use crate::message::Message;
use crate::pack;
use crate::print::record::describe;
use crate::print::style::{Style, styled};
use crate::print::table::{Cell, Fit, Table};
use crate::session::{Outcome, Session};
use crate::short_id::find;
use crate::words::{Heading, Word};
use keii_query::View;

/// Runs the command.
///
/// # Errors
/// When there is no ledger or no such entry, or standard output cannot be written.
pub fn run(session: &Session, args: &ItemArgs, out: &mut dyn Write) -> Result<Outcome> {
    let view = ledger_file::view_for(session, Some(&args.id))?;
    let record = find(&view.ledger, &args.id)?;
    let look = session.look;
    let (headline, _) = describe(&view, record, look.lang);
    writeln!(out, "{}\n", styled(&headline, Style::Strong, look.color))?;
    let derivations = derivations(&view, record);
    if derivations.is_empty() {
        session.say(&Message::NoDerivation(record.id().to_string()));
        return Ok(Outcome::Done);
    }
    let steps = steps(session, &view, &derivations);
    write!(out, "{}", steps.render(look.width, look.color))?;
    let pack = pack::compiled()?;
    for id in rules(&pack, &derivations) {
        if let Some(rule) = pack.rule(id) {
            writeln!(out, "\n{}", rule.explain())?;
        }
    }
    Ok(Outcome::Done)
}

/// Its own derivation; that of an event also with those of its mentions.
fn derivations<'a>(view: &'a View, record: &'a Record) -> Vec<&'a Derivation> {
    let mentions = match record {
        Record::Event(event) => event.mentions.as_slice(),
        _ => &[],
    };
    let ids = std::iter::once(record.id()).chain(mentions);
    ids.filter_map(|id| view.ledger.derivation(id)).collect()
}

fn steps(session: &Session, view: &View, derivations: &[&Derivation]) -> Table {
    let lang = session.look.lang;
    let mut table = Table::new([
        (Heading::Id.word(lang), Fit::Fixed),
        (Heading::Step.word(lang), Fit::Fixed),
        (Heading::Evidence.word(lang), Fit::Flexible),
    ]);
    for derivation in derivations {
        for (number, (step, span)) in derivation.steps.iter().enumerate() {
            let id = if number == 0 { view.short.short(&derivation.record) } else { String::new() };
            let words = span.as_ref().map(|span| format!("⟦{}⟧", span.text)).unwrap_or_default();
            table.row([
                Cell::new(id, Style::Faint),
                Cell::new(step, Style::Strong),
                Cell::new(words, Style::Plain),
            ]);
        }
    }
    table
}

/// The rules among the steps, each once, in order of the steps.
fn rules<'a>(pack: &Pack, derivations: &[&'a Derivation]) -> Vec<&'a str> {
    let mut seen = BTreeSet::new();
    let steps = derivations.iter().flat_map(|derivation| &derivation.steps);
    let names = steps.map(|(name, _)| name.as_str());
    names.filter(|name| seen.insert(*name) && pack.rule(name).is_some()).collect()
}
