//! What is new as tables, story by story.

use std::io::Write;

use anyhow::Result;
use keii_ledger::{ConflictNews, EventNews, News, PositionNews};
use keii_model::{Commitment, DocumentRecord, Id, Question, Status};

use crate::commands::standing::Printer;
use crate::print::correction;
use crate::print::document::heading_line;
use crate::print::style::{Style, styled};
use crate::print::table::{Cell, Fit, Table};
use crate::session::Session;
use crate::settings::Lang;
use crate::words::standing::Part;
use crate::words::{Word, status_sign, status_style, verdict_sign, verdict_style};
use keii_query::View;
use keii_query::story_title;
use keii_words::Facts;
use keii_words::date::for_people;

/// Writes what readers corrected, then what is new under the stories that it belongs to. Nothing is
/// left out.
pub(super) fn write(
    session: &Session,
    view: &View,
    news: &News<'_>,
    out: &mut dyn Write,
) -> Result<()> {
    let look = &session.look;
    let printer = Printer { view, lang: look.lang, all: true };
    let mut gap = "";
    if !news.corrections.is_empty() {
        let heading = Part::Corrections.word(look.lang);
        writeln!(out, "■ {}", styled(heading, Style::Strong, look.color))?;
        let table = correction::table(news.corrections.iter().copied(), view.short, look.lang);
        write!(out, "{}", table.render(look.width, look.color))?;
        gap = "\n";
    }
    for summary in view.ledger.summaries() {
        let here = news.within(&summary.story.documents);
        if here.is_empty() {
            continue;
        }
        let id = view.short.short(&summary.story.id);
        let heading = format!("{id}  {}", story_title(summary.story, &summary.main, look.lang));
        writeln!(out, "{gap}{}", styled(&heading, Style::Heading, look.color))?;
        gap = "\n";
        for (part, table) in printer.new_parts(&here) {
            writeln!(out, "\n■ {}", styled(part.word(look.lang), Style::Strong, look.color))?;
            write!(out, "{}", table.render(look.width, look.color))?;
        }
    }
    Ok(())
}

const FIXED: (&str, Fit) = ("", Fit::Fixed);
const FLEXIBLE: (&str, Fit) = ("", Fit::Flexible);

impl Printer<'_> {
    fn new_parts(&self, news: &News<'_>) -> Vec<(Part, Table)> {
        let parts = [
            (Part::Documents, self.new_documents(&news.documents)),
            (Part::Events, self.new_events(&news.events)),
            (Part::Conflicts, self.new_conflicts(&news.conflicts)),
            (Part::Commitments, self.new_commitments(&news.commitments)),
            (Part::Positions, self.new_positions(&news.positions)),
            (Part::Questions, self.new_questions(&news.questions)),
        ];
        parts.into_iter().filter_map(|(part, table)| Some((part, table?))).collect()
    }

    fn new_documents(&self, documents: &[&DocumentRecord]) -> Option<Table> {
        let mut table = Table::new([FLEXIBLE]);
        for document in documents {
            table
                .row([Cell::new(heading_line(document, self.view.short, self.lang), Style::Plain)]);
        }
        (!documents.is_empty()).then_some(table)
    }

    fn new_events(&self, events: &[EventNews<'_>]) -> Option<Table> {
        let mut table = Table::new([FIXED, FIXED, FIXED, FLEXIBLE, FIXED]);
        for one in events {
            table.row(self.new_event(one));
        }
        (!events.is_empty()).then_some(table)
    }

    /// What sort of news it is, the status with what it was before, and what the new tellings say.
    fn new_event(&self, one: &EventNews<'_>) -> [Cell; 5] {
        let ledger = &self.view.ledger;
        let mentions: Vec<_> =
            one.event.mentions.iter().filter_map(|id| ledger.mention(id)).collect();
        let times = mentions.iter().filter_map(|mention| mention.time.as_ref()?.value.as_ref());
        let date = times.min_by_key(|date| match (date.first_day(), date.last_day()) {
            (Some(first), Some(last)) => (last - first).get_days(),
            _ => i32::MAX,
        });
        let status = one.event.status;
        let now = self.status(status);
        let before: Vec<String> = one.before.iter().map(|status| self.status(*status)).collect();
        let status_cell = match one.has_changed() {
            true => Cell::new(format!("{} →", before.join(" / ")), Style::Faint)
                .and(now, status_style(status)),
            false => Cell::new(now, status_style(status)),
        };
        let kind = one.event.event_type.word(self.lang);
        let facts = Facts::of(ledger, &mentions, self.lang).headline(self.lang);
        let telling = one.tellings.iter().filter_map(|mention| mention.evidence.first());
        let words = telling.max_by_key(|span| span.text.chars().count());
        let words = words.map(|span| format!("「{}」", span.text.trim())).unwrap_or_default();
        let documents: Vec<&Id> = one.tellings.iter().map(|mention| &mention.document).collect();
        [
            Cell::new(self.sort_of_news(one), Style::Faint),
            status_cell,
            Cell::new(
                date.map(|date| for_people(date, self.lang)).unwrap_or_default(),
                Style::Plain,
            ),
            Cell::new(format!("{kind}  {facts}"), Style::Strong).and(words, Style::Plain).and(
                if documents.is_empty() { String::new() } else { self.told_by(&documents) },
                Style::Faint,
            ),
            Cell::new(self.view.short.short(&one.event.id), Style::Faint),
        ]
    }

    fn sort_of_news(&self, one: &EventNews<'_>) -> &'static str {
        match (one.is_new(), one.has_changed(), self.lang) {
            (true, _, Lang::Ja) => "新規",
            (true, _, Lang::En) => "new",
            (false, true, Lang::Ja) => "変化",
            (false, true, Lang::En) => "changed",
            (false, false, Lang::Ja) => "続報",
            (false, false, Lang::En) => "told again",
        }
    }

    fn status(&self, status: Status) -> String {
        format!("{} {}", status_sign(status), status.word(self.lang))
    }

    /// The values of a conflict, the new ones marked.
    fn new_conflicts(&self, conflicts: &[ConflictNews<'_>]) -> Option<Table> {
        let mut table = Table::new([FIXED, FIXED, FLEXIBLE, FIXED]);
        for one in conflicts {
            let comparison = one.comparison;
            let verdict = comparison.verdict;
            let values = comparison.values.iter().fold(Cell::default(), |cell, value| {
                let document = self.view.short.short(&value.document);
                let known = if one.values.contains(&&value.span) { '+' } else { ' ' };
                cell.and(format!("{known} {document} 「{}」", value.span.text.trim()), Style::Plain)
            });
            table.row([
                Cell::new(comparison.attribute.word(self.lang), Style::Plain),
                Cell::new(
                    format!("{} {}", verdict_sign(verdict), verdict.word(self.lang)),
                    verdict_style(verdict),
                ),
                values,
                Cell::new(self.view.short.short(&comparison.id), Style::Faint),
            ]);
        }
        (!conflicts.is_empty()).then_some(table)
    }

    /// Positions under their parties, with when they were told before.
    fn new_positions(&self, positions: &[PositionNews<'_>]) -> Option<Table> {
        let mut table = Table::new([FIXED, FIXED, FLEXIBLE, FIXED]);
        let mut party = None;
        for one in positions {
            if party != Some(&one.party.id) {
                party = Some(&one.party.id);
                table.section(self.lang.name(&one.party.name));
            }
            let before = one.before.as_ref().map(|telling| {
                let told = self.told_by(&[telling.document()]);
                match self.lang {
                    Lang::Ja => format!("前にも: {told}"),
                    Lang::En => format!("told before: {told}"),
                }
            });
            let last = &one.tellings[one.tellings.len() - 1];
            let documents: Vec<&Id> = one.tellings.iter().map(|one| one.document()).collect();
            table.row([
                Cell::new(one.stance.word(self.lang), Style::Open),
                Cell::new(self.day(last), Style::Plain),
                self.words_of(last)
                    .and(self.told_by(&documents), Style::Faint)
                    .and(before.unwrap_or_default(), Style::Faint),
                Cell::new(self.view.short.short(last.id()), Style::Faint),
            ]);
        }
        (!positions.is_empty()).then_some(table)
    }

    fn new_commitments(&self, commitments: &[&Commitment]) -> Option<Table> {
        let mut table = Table::new([FIXED, FLEXIBLE, FIXED]);
        for one in commitments {
            let names: Vec<String> =
                one.parties.iter().map(|party| self.party_named(party)).collect();
            table.row([
                Cell::new(self.status(one.status), status_style(one.status)),
                Cell::new(self.lang.list(&names), Style::Strong)
                    .and(format!("「{}」", one.content.text.trim()), Style::Plain)
                    .and(self.told_by(&[&one.document]), Style::Faint),
                Cell::new(self.view.short.short(&one.id), Style::Faint),
            ]);
        }
        (!commitments.is_empty()).then_some(table)
    }

    /// The name of a party given by its id, else the words.
    fn party_named(&self, party: &str) -> String {
        let entity = self.view.ledger.entity(&Id::from(party));
        entity.map_or(party, |entity| self.lang.name(&entity.name)).to_owned()
    }

    fn new_questions(&self, questions: &[&Question]) -> Option<Table> {
        let mut table = Table::new([FLEXIBLE, FIXED]);
        for one in questions {
            table.row([
                Cell::new(&one.span.text, Style::Plain)
                    .and(self.told_by(&[&one.document]), Style::Faint),
                Cell::new(self.view.short.short(&one.id), Style::Faint),
            ]);
        }
        (!questions.is_empty()).then_some(table)
    }
}
