//! `keii compare`: what several documents tell of one thing, side by side.

use std::collections::BTreeMap;
use std::io::Write;

use anyhow::Result;
use keii_ledger::Timeline;
use keii_model::{Attribute, Comparison, Id, Naming, Record, Verdict};

use super::timeline::story;
use crate::args::CompareArgs;
use crate::ledger_file::{self, nothing};
use crate::print::style::Style;
use crate::print::table::{Cell, Fit, Table};
use crate::session::{Outcome, Session};
use crate::settings::Lang;
use crate::words::{Heading, Word, verdict_sign, verdict_style};
use keii_query::View;
use keii_words::Facts;
use keii_words::date::for_people;

/// Runs the command.
///
/// # Errors
/// When there is no ledger, or standard output cannot be written.
pub fn run(session: &Session, args: &CompareArgs, out: &mut dyn Write) -> Result<Outcome> {
    let view = ledger_file::view_for(session, args.story.as_deref())?;
    let story = args.story.as_ref().map(|asked| story(&view, asked)).transpose()?;
    let told = |document: &Id| story.is_none_or(|story| story.documents.contains(document));
    let wanted = view.ledger.comparisons().filter(|one| {
        is_wanted(one.verdict, args) && one.values.iter().any(|value| told(&value.span.document))
    });
    let mut wanted: Vec<&Comparison> = wanted.collect();
    let places = places(&view);
    wanted.sort_by_key(|one| (place(&places, one), one.attribute, &one.id));
    if args.list.json {
        for comparison in wanted {
            writeln!(out, "{}", serde_json::to_string(comparison)?)?;
        }
        return Ok(Outcome::Done);
    }
    let names =
        (!args.conflicts && !args.single).then(|| names(&view, &told, session.look.lang)).flatten();
    if wanted.is_empty() && names.is_none() {
        session.say(&nothing(session, &view));
    }
    let compared = (!wanted.is_empty()).then(|| table(&view, &wanted, session.look.lang));
    for table in compared.iter().chain(&names) {
        write!(out, "{}", table.render(session.look.width, session.look.color))?;
    }
    Ok(Outcome::Done)
}

/// By which words each document names what several words are used for; `None` where nothing is.
fn names(view: &View, told: &dyn Fn(&Id) -> bool, lang: Lang) -> Option<Table> {
    let mut table = Table::new([
        (Heading::Called.word(lang), Fit::Flexible),
        (Heading::Documents.word(lang), Fit::Flexible),
    ]);
    let mut some = false;
    let wanted = |naming: &&Naming| naming.forms.iter().any(|form| told(&form.document));
    for naming in view.ledger.namings().filter(wanted) {
        some = true;
        table.section(&naming.concept);
        let mut forms: Vec<(&str, Vec<String>)> = Vec::new();
        for one in &naming.forms {
            let document = view.short.short(&one.document);
            let quoted =
                if one.quoted > 0 { format!("(「」{})", one.quoted) } else { String::new() };
            let told = format!("{document} {}{quoted}", one.count);
            match forms.last_mut().filter(|(form, _)| *form == one.form) {
                Some((_, documents)) => documents.push(told),
                None => forms.push((&one.form, vec![told])),
            }
        }
        for (form, documents) in forms {
            let documents = Cell::new(documents.join("  "), Style::Plain);
            table.row([Cell::new(form, Style::Plain), documents]);
        }
    }
    some.then_some(table)
}

fn is_wanted(verdict: Verdict, args: &CompareArgs) -> bool {
    match verdict {
        Verdict::SingleSource => args.single,
        Verdict::Conflict | Verdict::WithinDocument => !args.single,
        _ => !args.single && !args.conflicts,
    }
}

/// Events in the order of the timeline, then persons by name.
fn places(view: &View) -> BTreeMap<&Id, (usize, &str)> {
    let Timeline { dated, undated } = view.ledger.timeline();
    let events = dated.iter().chain(&undated).map(|entry| &entry.event.id);
    let mut places: BTreeMap<&Id, (usize, &str)> =
        events.enumerate().map(|(at, id)| (id, (at, ""))).collect();
    let entities = view.ledger.entities();
    places.extend(entities.map(|entity| (&entity.id, (usize::MAX, entity.name.any()))));
    places
}

fn subject(comparison: &Comparison) -> Option<&Id> {
    comparison.event.as_ref().or(comparison.entity.as_ref())
}

fn place<'a>(
    places: &BTreeMap<&Id, (usize, &'a str)>,
    comparison: &'a Comparison,
) -> ((usize, &'a str), Option<&'a Id>) {
    let subject = subject(comparison);
    let place = subject.and_then(|id| places.get(id).copied());
    (place.unwrap_or((usize::MAX, "")), subject)
}

fn table(view: &View, comparisons: &[&Comparison], lang: Lang) -> Table {
    let mut table = Table::new([
        ("", Fit::Fixed),
        ("", Fit::Fixed),
        (Heading::Values.word(lang), Fit::Flexible),
        (Heading::Id.word(lang), Fit::Fixed),
    ]);
    let mut current = None;
    for comparison in comparisons {
        if current != Some(subject(comparison)) {
            current = Some(subject(comparison));
            table.section(heading(view, comparison, lang));
        }
        let verdict = comparison.verdict;
        let sources = comparison.independent.map(|independent| {
            if independent { Heading::Independent } else { Heading::OneSource }.word(lang)
        });
        let words = format!("{} {}", verdict_sign(verdict), verdict.word(lang));
        let values = comparison.values.iter().fold(Cell::default(), |cell, value| {
            let document = view.short.short(&value.document);
            // Who takes part stands in several places of a text; their names tell more.
            let names =
                value.value.as_ref().filter(|_| comparison.attribute == Attribute::Participants);
            let words = names.cloned().unwrap_or_else(|| format!("「{}」", value.span.text.trim()));
            cell.and(format!("{document} {words}"), Style::Plain)
        });
        table.row([
            Cell::new(comparison.attribute.word(lang), Style::Plain),
            Cell::new(words, verdict_style(verdict)).and(sources.unwrap_or_default(), Style::Faint),
            values,
            Cell::new(view.short.short(&comparison.id), Style::Faint),
        ]);
    }
    table
}

/// What is compared: the event with its parties, place and day, or the person's name.
fn heading(view: &View, comparison: &Comparison, lang: Lang) -> String {
    if let Some(entity) = comparison.entity.as_ref().and_then(|id| view.ledger.entity(id)) {
        return lang.name(&entity.name).to_owned();
    }
    let event = comparison.event.as_ref().and_then(|id| view.ledger.get(id));
    let Some(Record::Event(event)) = event else {
        return Heading::WholeStory.word(lang).to_owned();
    };
    let mentions: Vec<_> = event.mentions.iter().filter_map(|id| view.ledger.mention(id)).collect();
    let facts = Facts::of(&view.ledger, &mentions, lang);
    let times = mentions.iter().filter_map(|mention| mention.time.as_ref()?.value.as_ref());
    let date = times.min_by_key(|date| match (date.first_day(), date.last_day()) {
        (Some(first), Some(last)) => (last - first).get_days(),
        _ => i32::MAX,
    });
    let date = date.map(|date| for_people(date, lang)).unwrap_or_default();
    let kind = event.event_type.word(lang);
    format!("{date}  {kind}  {}", facts.headline(lang)).trim().to_owned()
}
