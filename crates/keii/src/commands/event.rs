//! `keii event`: one happening, its tellings side by side.

use std::collections::BTreeMap;
use std::io::Write;

use anyhow::Result;
use keii_ledger::Entry;
use keii_model::{Attribute, Comparison, Event, EventMention, Id, Record};
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
use crate::view::View;
use crate::words::{Heading, Word, status_sign, status_style, verdict_sign, verdict_style};
use keii_words::Facts;
use keii_words::date::for_people;

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
    let opened = OpenLedger::open(session)?;
    let view = &opened.view;
    let event = event(view, &args.id)?;
    let entry = view.ledger.entry(event);
    let compared = view.ledger.comparisons().filter(|one| one.event.as_ref() == Some(&event.id));
    let compared: Vec<&Comparison> = compared.collect();
    if args.list.json {
        let value = json!({ "event": event, "mentions": entry.mentions, "comparisons": compared });
        writeln!(out, "{value}")?;
        return Ok(Outcome::Done);
    }
    heading(session, view, &entry, out)?;
    let look = session.look;
    let tellings = Tellings { view, entry: &entry, compared: &compared, lang: look.lang };
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
    writeln!(out, "{}", styled(&words, status_style(status), look.color))?;
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
    entry: &'a Entry<'a>,
    compared: &'a [&'a Comparison],
    lang: Lang,
}

/// What documents tell of an event itself; other attributes are known from comparisons alone.
const OWN: [Attribute; 7] = [
    Attribute::Type,
    Attribute::Time,
    Attribute::Place,
    Attribute::Participants,
    Attribute::Duration,
    Attribute::Status,
    Attribute::Outcome,
];

impl Tellings<'_> {
    fn fit_beside(&self, width: usize) -> bool {
        let documents = self.entry.documents.len();
        documents * (LEAST_COLUMNS + 2) + OTHER_COLUMNS <= width
    }

    /// A column a document, a row an attribute.
    fn beside(&self) -> Table {
        let documents: Vec<String> =
            self.entry.documents.iter().map(|id| self.view.short.short(id)).collect();
        let columns = documents.iter().map(|id| (id.as_str(), Fit::Flexible));
        let mut table = Table::new(
            std::iter::once(("", Fit::Fixed))
                .chain(columns)
                .chain([(Heading::Compared.word(self.lang), Fit::Flexible)]),
        );
        for (attribute, told) in self.told() {
            let cells = self
                .entry
                .documents
                .iter()
                .map(|id| Cell::new(told.get(id).map_or("—", String::as_str), Style::Plain));
            let name = Cell::new(attribute.word(self.lang), Style::Faint);
            table.row(std::iter::once(name).chain(cells).chain([self.verdicts(attribute)]));
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
        for (attribute, told) in self.told() {
            let mut name = attribute.word(self.lang);
            let mut verdicts = self.verdicts(attribute);
            for id in &self.entry.documents {
                if let Some(words) = told.get(id) {
                    table.row([
                        Cell::new(name, Style::Strong),
                        Cell::new(self.view.short.short(id), Style::Faint),
                        Cell::new(words, Style::Plain),
                        std::mem::take(&mut verdicts),
                    ]);
                    name = "";
                }
            }
        }
        table
    }

    /// By attribute, what each document tells; attributes that nobody tells are left out.
    fn told(&self) -> Vec<(Attribute, BTreeMap<&Id, String>)> {
        let others = self.compared.iter().map(|one| one.attribute);
        let mut attributes: Vec<Attribute> = OWN.into_iter().chain(others).collect();
        let mut seen = std::collections::BTreeSet::new();
        attributes.retain(|attribute| seen.insert(*attribute));
        let told = attributes.into_iter().map(|attribute| (attribute, self.values(attribute)));
        told.filter(|(_, values)| !values.is_empty()).collect()
    }

    fn values(&self, attribute: Attribute) -> BTreeMap<&Id, String> {
        let mut values: BTreeMap<&Id, Vec<String>> = BTreeMap::new();
        let mut tell = |document, words: String| {
            let told: &mut Vec<String> = values.entry(document).or_default();
            if !words.is_empty() && !told.contains(&words) {
                told.push(words);
            }
        };
        if OWN.contains(&attribute) {
            for mention in &self.entry.mentions {
                tell(&mention.document, self.value(mention, attribute));
            }
        } else {
            let compared = self.compared.iter().filter(|one| one.attribute == attribute);
            for value in compared.flat_map(|one| &one.values) {
                tell(&value.document, format!("「{}」", one_line(&value.span.text)));
            }
        }
        let joined = values.into_iter().map(|(document, told)| (document, told.join(" / ")));
        joined.filter(|(_, words)| !words.is_empty()).collect()
    }

    fn value(&self, mention: &EventMention, attribute: Attribute) -> String {
        let facts = || Facts::of(&self.view.ledger, &[mention], self.lang);
        match attribute {
            Attribute::Type => mention.event_type.word(self.lang).to_owned(),
            Attribute::Time => mention.time.as_ref().map_or_else(String::new, |time| {
                let words = time.span.as_ref().map(|span| one_line(&span.text));
                let date = time.value.as_ref().map(|date| for_people(date, self.lang));
                date.or(words).unwrap_or_default()
            }),
            Attribute::Place => facts().places.join(" / "),
            Attribute::Participants => facts().who(self.lang),
            Attribute::Duration => mention.duration.as_deref().map_or_else(String::new, |length| {
                let about = if mention.approximate { "≈ " } else { "" };
                format!("{about}{}", for_duration(length, self.lang))
            }),
            Attribute::Status => {
                format!("{} {}", status_sign(mention.status), mention.status.word(self.lang))
            }
            Attribute::Outcome => {
                mention.outcome.as_ref().map_or_else(String::new, |span| one_line(&span.text))
            }
            _ => String::new(),
        }
    }

    /// The verdicts of the comparisons by sign and word, each once.
    fn verdicts(&self, attribute: Attribute) -> Cell {
        let of = self.compared.iter().filter(|one| one.attribute == attribute);
        let mut cell = Cell::default();
        let mut seen = std::collections::BTreeSet::new();
        for one in of {
            if !seen.insert((one.verdict, one.independent)) {
                continue;
            }
            let words = format!("{} {}", verdict_sign(one.verdict), one.verdict.word(self.lang));
            let sources = one.independent.map(|independent| {
                if independent { Heading::Independent } else { Heading::OneSource }.word(self.lang)
            });
            cell = cell.and(words, verdict_style(one.verdict));
            cell = cell.and(sources.unwrap_or_default(), Style::Faint);
        }
        cell
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

/// `PT1H30M` as people say it.
fn for_duration(iso: &str, lang: Lang) -> String {
    let Some(rest) = iso.strip_prefix('P') else { return iso.to_owned() };
    let mut words = String::new();
    let (mut number, mut in_time) = (String::new(), false);
    for c in rest.chars() {
        match c {
            'T' => in_time = true,
            '0'..='9' | '.' => number.push(c),
            unit => {
                let Some(unit) = unit_word(unit, in_time, lang) else { return iso.to_owned() };
                words.push_str(&std::mem::take(&mut number));
                words.push_str(unit);
            }
        }
    }
    words.trim_end().to_owned()
}

fn unit_word(unit: char, in_time: bool, lang: Lang) -> Option<&'static str> {
    let (ja, en) = match (unit, in_time) {
        ('H', _) => ("時間", " h "),
        ('M', true) => ("分", " min "),
        ('S', _) => ("秒", " s "),
        ('D', _) => ("日", " d "),
        ('W', _) => ("週間", " wk "),
        ('M', false) => ("か月", " mo "),
        ('Y', _) => ("年", " y "),
        _ => return None,
    };
    Some(if lang == Lang::Ja { ja } else { en })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_said_as_people_say_them() {
        assert_eq!(for_duration("PT1H30M", Lang::Ja), "1時間30分");
        assert_eq!(for_duration("P3M", Lang::En), "3 mo");
        assert_eq!(for_duration("long", Lang::En), "long");
    }
}
