//! A brief with footnotes: what happened, who says what, where tellings differ; each line with the
//! passages it rests on, their source and its day.

mod escape;

use std::io::Write;

use keii_ledger::{Entry, Person, Said};
use keii_model::{Comparison, DocumentRecord, Record, TextSpan};
use keii_words::{Lang, Word, verdict_sign};

use crate::Error;
use crate::context::Context;
use escape::escaped;

pub(crate) fn write(context: &Context<'_>, out: &mut dyn Write) -> Result<usize, Error> {
    let mut brief = Brief { context, notes: Vec::new() };
    out.write_all(brief.head().as_bytes())?;
    let rows = &context.rows;
    let sections = [
        brief.section(["出来事", "What happened"], &rows.events, Brief::event),
        brief.section(["発言", "Who says what"], &rows.statements, Brief::statement),
        brief.section(["人物", "Who is named"], &rows.people, Brief::person),
        brief.section(
            ["比較", "Where tellings agree and differ"],
            &rows.comparisons,
            Brief::comparison,
        ),
    ];
    for section in sections {
        out.write_all(section.as_bytes())?;
    }
    out.write_all(brief.footnotes().as_bytes())?;
    Ok(rows.rows())
}

struct Brief<'a, 'c> {
    context: &'c Context<'a>,
    /// Passages in the order in which they are first named; each once.
    notes: Vec<&'a TextSpan>,
}

impl<'a> Brief<'a, '_> {
    fn say(&self, words: [&'static str; 2]) -> &'static str {
        match self.context.form.lang {
            Lang::Ja => words[0],
            Lang::En => words[1],
        }
    }

    /// How it was made, as front matter, and the title.
    fn head(&self) -> String {
        let stamp = &self.context.stamp;
        let label = self.context.rows.story.and_then(|story| self.context.words(&story.label));
        let title =
            label.map_or_else(|| self.say(["経緯", "The course of events"]).into(), escaped);
        format!(
            "---\ngenerator: \"{}\"\nledger: \"{}\"\nquery: {}\nrows: {}\n---\n\n# {title}\n",
            stamp.program,
            stamp.ledger,
            stamp.query(),
            stamp.rows
        )
    }

    /// A heading with its lines; nothing where there are none.
    fn section<R>(
        &mut self,
        title: [&'static str; 2],
        rows: &'a [R],
        line: fn(&mut Self, &'a R) -> String,
    ) -> String {
        if rows.is_empty() {
            return String::new();
        }
        let mut section = format!("\n## {}\n\n", self.say(title));
        for row in rows {
            section.push_str(&format!("- {}\n", line(self, row)));
        }
        section
    }

    /// `**2025年8月15日** ● 実施 会談 甲、乙 @ 丙[^1][^2]`
    fn event(&mut self, entry: &'a Entry<'a>) -> String {
        let context = self.context;
        let when = entry.time.and_then(|time| time.value.as_ref()).map(|day| context.day(day));
        let when = when.unwrap_or_else(|| self.say(["日付なし", "no date"]).into());
        let notes: String =
            context.passages(entry).iter().map(|passage| self.note(passage.span)).collect();
        format!("**{when}** {}{notes}", escaped(&context.headline(entry)))
    }

    /// `甲: 「…」 (主張)[^3]`
    fn statement(&mut self, said: &'a Said<'a>) -> String {
        let (context, one) = (self.context, said.attribution);
        let lang = context.form.lang;
        let speakers: Vec<String> = if context.form.without_text {
            let known = one.speaker.iter().filter_map(|one| one.entity.as_ref());
            known.filter_map(|id| context.ledger.entity(id)).map(|one| context.name(one)).collect()
        } else {
            said.speakers.iter().map(ToString::to_string).collect()
        };
        let who = match (speakers.is_empty(), one.attribution_type) {
            (false, _) => lang.list(&speakers),
            (true, keii_model::AttributionType::Author) => self.say(["筆者", "the writer"]).into(),
            (true, _) => self.say(["話者不明", "nobody named"]).into(),
        };
        let content = one.content.iter().filter_map(|span| context.words(&span.text));
        let words: String = content.map(|words| format!("「{}」", escaped(words))).collect();
        let manner: Vec<&str> = [
            one.modality.map(|word| word.word(lang)),
            one.factuality.map(|word| word.word(lang)),
            Some(one.attribution_type.word(lang)),
        ]
        .into_iter()
        .flatten()
        .collect();
        let notes: String = one.content.iter().map(|span| self.note(span)).collect();
        format!("{}: {words} ({}){notes}", escaped(&who), manner.join(", "))
    }

    /// `甲: ロシア 外相[^4]`
    fn person(&mut self, person: &'a Person<'a>) -> String {
        let context = self.context;
        let name = escaped(&context.name(person.entity));
        let mut line = name;
        let mut told: Vec<String> = Vec::new();
        for role in &person.entity.roles {
            let of = role.of.as_deref().unwrap_or_default();
            let Some(title) = context.words(&role.title) else { continue };
            let office = escaped(format!("{of} {title}").trim());
            if !told.contains(&office) {
                let notes: String =
                    role.evidence.iter().take(1).map(|span| self.note(span)).collect();
                told.push(office.clone());
                let part = if told.len() > 1 { ", " } else { ": " };
                line.push_str(&format!("{part}{office}{notes}"));
            }
        }
        line
    }

    /// `2025年8月15日 会談 … — 時: ≠ 食い違い 「15日」[^5] 「16日」[^6]`
    fn comparison(&mut self, comparison: &'a &'a Comparison) -> String {
        let context = self.context;
        let lang = context.form.lang;
        let mut line = String::new();
        if let Some(subject) = self.subject(comparison) {
            line.push_str(&format!("{subject} — "));
        }
        let verdict = comparison.verdict;
        line.push_str(&format!(
            "{}: {} {}",
            comparison.attribute.word(lang),
            verdict_sign(verdict),
            verdict.word(lang)
        ));
        for value in &comparison.values {
            let words = value.value.as_deref().unwrap_or(&value.span.text);
            let words = context.words(words).map(escaped).unwrap_or_default();
            line.push_str(&format!(" {words}{}", self.note(&value.span)));
        }
        line
    }

    fn subject(&self, comparison: &Comparison) -> Option<String> {
        let context = self.context;
        if let Some(id) = &comparison.event {
            let Some(Record::Event(event)) = context.ledger.get(id) else { return None };
            return Some(escaped(&context.headline(&context.ledger.entry(event))));
        }
        let entity = comparison.entity.as_ref().and_then(|id| context.ledger.entity(id))?;
        Some(escaped(&context.name(entity)))
    }

    /// The mark of a footnote for these words.
    fn note(&mut self, span: &'a TextSpan) -> String {
        let known = self.notes.iter().position(|known| *known == span);
        let number = known.unwrap_or_else(|| {
            self.notes.push(span);
            self.notes.len() - 1
        });
        format!("[^{}]", number + 1)
    }

    /// `[^1]: 「…」 みなと時評「見出し」2025年8月24日 <https://…> D93a…:27-38`
    fn footnotes(&self) -> String {
        let mut notes = String::new();
        for (number, span) in (1..).zip(&self.notes) {
            let passage = self.context.passage(span);
            let quotation = match self.context.words(&span.text) {
                Some(_) => format!("「{}」", escaped(&passage.line())),
                None => format!("sha256:{}", passage.hash()),
            };
            let source = passage.document.map(|document| self.source(document)).unwrap_or_default();
            let address = passage.address().map(|url| format!(" <{url}>")).unwrap_or_default();
            let part = if number == 1 { "\n" } else { "" };
            notes.push_str(&format!(
                "{part}[^{number}]: {quotation}{source}{address} `{}`\n",
                passage.place()
            ));
        }
        notes
    }

    /// Publisher, headline and day, as far as they are known.
    fn source(&self, document: &DocumentRecord) -> String {
        let context = self.context;
        let publisher = document.publisher.as_ref().and_then(|one| context.words(&one.name));
        let title = document.title.as_ref().and_then(|title| context.words(&title.text));
        let day = document.published.value.as_ref().map(|day| context.day(day));
        let day = day.unwrap_or_else(|| self.say(["日付なし", "no date"]).into());
        let mut parts: Vec<String> = Vec::new();
        parts.extend(publisher.map(escaped));
        parts.extend(title.map(|title| format!("『{}』", escaped(title))));
        parts.push(day);
        format!(" — {}", parts.join(", "))
    }
}
