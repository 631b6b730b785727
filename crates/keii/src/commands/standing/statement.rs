//! Commitments, positions and questions as tables.

use std::collections::BTreeSet;

use keii_ledger::standing::commitment::{Party, Pledge};
use keii_ledger::standing::position::{PartyPositions, Position, Source, Stance, Telling};
use keii_ledger::standing::question::OpenQuestion;
use keii_model::{Id, ParticipantRole, Record};

use super::Printer;
use crate::print::style::Style;
use crate::print::table::{Cell, Fit, Table};
use crate::settings::Lang;
use crate::words::{Heading, Word, status_sign, status_style};
use keii_words::date::for_people;

/// So many are shown unless all are wanted.
const COMMITMENTS: usize = 12;
/// Parties.
const PARTIES: usize = 8;
/// Positions of one party of one stance.
const POSITIONS: usize = 3;
/// Questions.
const QUESTIONS: usize = 8;

impl Printer<'_> {
    /// What was agreed; `None` where nothing was.
    pub(super) fn commitments(&self, pledges: &[Pledge<'_>]) -> Option<Table> {
        if pledges.is_empty() {
            return None;
        }
        let mut table = Table::new([("", Fit::Fixed), ("", Fit::Flexible), ("", Fit::Fixed)]);
        let shown = self.shown(pledges.len(), COMMITMENTS);
        for pledge in &pledges[..shown] {
            let first = pledge.reports[0];
            let documents: Vec<&Id> = pledge.reports.iter().map(|one| &one.document).collect();
            let parties: Vec<String> = pledge.parties.iter().map(|one| self.party(one)).collect();
            let what = format!("「{}」", first.content.text.trim());
            let event = pledge.event.map(|event| self.view.short.short(&event.id));
            let event = event.map(|id| match self.lang {
                Lang::Ja => format!("出来事 {id}"),
                Lang::En => format!("happening {id}"),
            });
            let status =
                format!("{} {}", status_sign(pledge.status), pledge.status.word(self.lang));
            table.row([
                Cell::new(status, status_style(pledge.status)),
                Cell::new(self.lang.list(&parties), Style::Strong)
                    .and(what, Style::Plain)
                    .and(self.sources(&documents, pledge.independent), Style::Faint)
                    .and(event.unwrap_or_default(), Style::Faint),
                Cell::new(self.view.short.short(&first.id), Style::Faint),
            ]);
        }
        self.rest(pledges.len() - shown, &mut table);
        Some(table)
    }

    fn party(&self, party: &Party<'_>) -> String {
        match party {
            Party::Known(entity) => self.lang.name(&entity.name).to_owned(),
            Party::Words(words) => (*words).to_owned(),
        }
    }

    /// Positions under their parties; `None` where there are none.
    pub(super) fn positions(&self, parties: &[&PartyPositions<'_>]) -> Option<Table> {
        if parties.is_empty() {
            return None;
        }
        let fixed = ("", Fit::Fixed);
        let mut table = Table::new([fixed, fixed, ("", Fit::Flexible), fixed]);
        let shown = self.shown(parties.len(), PARTIES);
        for party in &parties[..shown] {
            table.section(self.lang.name(&party.party.name));
            let stances: BTreeSet<Stance> = party.positions.iter().map(|one| one.stance).collect();
            for stance in stances {
                let all: Vec<&Position<'_>> =
                    party.positions.iter().filter(|one| one.stance == stance).collect();
                let most = self.shown(all.len(), POSITIONS);
                for (number, position) in all[..most].iter().enumerate() {
                    let label = if number == 0 { stance.word(self.lang) } else { "" };
                    let cell = self
                        .words_of(&position.tellings[0])
                        .and(self.positions_sources(position), Style::Faint);
                    table.row(self.position(label, &position.tellings[0], cell));
                }
                if most < all.len() {
                    let rest = self.left_out(all.len() - most);
                    table.row(["", "", &rest, ""].map(|text| Cell::new(text, Style::Faint)));
                }
            }
        }
        if shown < parties.len() {
            table.section(self.left_out(parties.len() - shown));
        }
        Some(table)
    }

    fn position(&self, label: &str, telling: &Telling<'_>, words: Cell) -> [Cell; 4] {
        [
            Cell::new(label, Style::Open),
            Cell::new(self.day(telling), Style::Plain),
            words,
            Cell::new(self.view.short.short(telling.id()), Style::Faint),
        ]
    }

    /// Who states it, and the words.
    pub(in crate::commands) fn words_of(&self, telling: &Telling<'_>) -> Cell {
        let by = telling.by.map(|by| self.lang.name(&by.name)).unwrap_or_default();
        let by = match self.towards(telling) {
            towards if towards.is_empty() => by.to_owned(),
            towards => format!("{by} → {towards}"),
        };
        Cell::new(by, Style::Strong).and(format!("「{}」", telling.words.text.trim()), Style::Plain)
    }

    /// Towards whom an act is.
    fn towards(&self, telling: &Telling<'_>) -> String {
        let Source::Done(mention) = telling.source else { return String::new() };
        let others = mention.participants.iter();
        let others = others.filter(|one| one.role == ParticipantRole::Recipient);
        let names = others.filter_map(|one| {
            let entity = one.entity.as_ref().and_then(|id| self.view.ledger.entity(id));
            let name = entity.map(|entity| self.lang.name(&entity.name));
            name.or(one.text.as_deref()).map(str::to_owned)
        });
        self.lang.list(&names.collect::<Vec<_>>())
    }

    fn positions_sources(&self, position: &Position<'_>) -> String {
        let documents: Vec<&Id> = position.tellings.iter().map(Telling::document).collect();
        self.sources(&documents, position.independent)
    }

    /// When it was stated, where the text tells.
    pub(in crate::commands) fn day(&self, telling: &Telling<'_>) -> String {
        telling.stated.as_ref().map(|day| for_people(day, self.lang)).unwrap_or_default()
    }

    /// Questions, and what later texts tell; `None` where there are none.
    pub(super) fn questions(&self, questions: &[OpenQuestion<'_>]) -> Option<Table> {
        if questions.is_empty() {
            return None;
        }
        let mut table = Table::new([("", Fit::Fixed), ("", Fit::Flexible), ("", Fit::Fixed)]);
        let shown = self.shown(questions.len(), QUESTIONS);
        for one in &questions[..shown] {
            let asked = one.asked.map(|day| for_people(day, self.lang)).unwrap_or_default();
            let later = one.later.map(|later| {
                let status = later.mention.status;
                let words = format!("{} {}", status_sign(status), status.word(self.lang));
                let told = for_people(later.told, self.lang);
                let id = self.view.short.short(&later.mention.id);
                match self.lang {
                    Lang::Ja => format!("→ その後の記述: {words}({told}の記事、{id})"),
                    Lang::En => format!("→ told later: {words} ({told}, {id})"),
                }
            });
            table.row([
                Cell::new(asked, Style::Plain),
                Cell::new(&one.question.span.text, Style::Plain)
                    .and(later.unwrap_or_default(), Style::Good),
                Cell::new(self.view.short.short(&one.question.id), Style::Faint),
            ]);
        }
        self.rest(questions.len() - shown, &mut table);
        Some(table)
    }

    pub(super) fn rest(&self, count: usize, table: &mut Table) {
        if count > 0 {
            table.section(self.left_out(count));
        }
    }

    /// The documents, and whether they rest on one source.
    fn sources(&self, documents: &[&Id], independent: Option<bool>) -> String {
        let verdict = independent.map(|independent| {
            if independent { Heading::Independent } else { Heading::OneSource }.word(self.lang)
        });
        let told = self.told_by(documents);
        verdict.map_or(told.clone(), |verdict| format!("{told}  {verdict}"))
    }

    /// The articles, each once, with their days.
    pub(in crate::commands) fn told_by(&self, documents: &[&Id]) -> String {
        let mut seen = BTreeSet::new();
        let ids: Vec<String> = documents
            .iter()
            .filter(|id| seen.insert(**id))
            .map(|id| match self.published(id) {
                Some(day) => format!("{} ({day})", self.view.short.short(id)),
                None => self.view.short.short(id),
            })
            .collect();
        match self.lang {
            Lang::Ja => format!("記事 {}", ids.join("、")),
            Lang::En if ids.len() == 1 => format!("article {}", ids[0]),
            Lang::En => format!("articles {}", ids.join(", ")),
        }
    }

    /// When a document appeared, as far as it is known.
    fn published(&self, document: &Id) -> Option<String> {
        let Some(Record::Document(document)) = self.view.ledger.get(document) else { return None };
        Some(for_people(document.published.value.as_ref()?, self.lang))
    }
}
