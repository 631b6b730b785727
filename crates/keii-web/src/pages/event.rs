//! One event: its tellings side by side, each value with the passage it was read from.

use keii_model::{Event, Id};
use keii_query::{AttributeTold, EventLine, EventView, Told};
use keii_words::Word;
use keii_words::date::for_people;
use maud::{Markup, html};

use super::{Made, corrections, unmeant};
use crate::page::Page;
use crate::visit::Visit;
use crate::{link, part};

/// So many documents stand beside each other; the rest is told of below.
const COLUMNS: usize = 12;

/// The page.
pub fn page(visit: &Visit<'_>, id: &str) -> Made {
    let event = visit.view.event(id).ok_or_else(|| unmeant(visit, id))?;
    let view = visit.view.event_view(event, visit.lang());
    let date = view.line.date().map(|date| for_people(date, visit.lang()));
    let name = part::event_name(visit, &view.line);
    let title = date.map_or(name.clone(), |date| format!("{date} {name}"));
    let main = html! {
        (heading(visit, &view))
        (matrix(visit, &view))
        (others(visit, &view))
        (history(visit, event))
        (corrections::links(visit, &event.id))
    };
    Ok(Page::new(title, main))
}

fn heading(visit: &Visit<'_>, view: &EventView<'_>) -> Markup {
    let line = &view.line;
    let story = view.entry.documents.first().and_then(|id| visit.view.ledger.story(id));
    let event = line.event;
    html! {
        @if let Some(story) = story {
            p.up { a href=(visit.href(&link::to_story(&story.id))) { "← " (visit.say("event-story")) } }
        }
        h1 {
            @if let Some(day) = line.date() { (part::date(visit, day)) " " }
            (event.event_type.word(visit.lang()))
        }
        p.lead { (part::status(visit, event.status)) " " strong { (part::facts(visit, line)) } }
        p.facts {
            (part::by_word_of(visit, line))
            (part::counted(visit, line.documents.len(), line.sources))
            " · " span.id { (visit.view.short.short(&event.id)) }
        }
        @if let Some(before) = view.succeeds {
            p { (visit.say("event-succeeds")) " " (other_event(visit, before)) }
        }
        @for later in &view.succeeded_by {
            p { (visit.say("event-succeeded")) " " (other_event(visit, later)) }
        }
    }
}

fn other_event(visit: &Visit<'_>, event: &Event) -> Markup {
    let entry = visit.view.ledger.entry(event);
    let line = EventLine::of(&visit.view.ledger, &entry, visit.lang());
    html! {
        (part::status(visit, event.status)) " "
        @if let Some(day) = line.date() { (part::date(visit, day)) " " }
        a href=(visit.href(&link::to_event(&event.id))) { (part::mixed(visit, &part::event_name(visit, &line))) }
    }
}

/// A column a document, those of one source under one heading; a row an attribute.
fn matrix(visit: &Visit<'_>, view: &EventView<'_>) -> Markup {
    let columns = view.sources.iter().flat_map(|group| &group.documents).take(COLUMNS);
    let columns: Vec<_> = columns.copied().collect();
    let left = view.line.documents.len().saturating_sub(columns.len());
    html! {
        section #tellings {
            h2 { (visit.say("event-tellings")) }
            p { (visit.say("event-tellings-lead")) }
            div.scroll tabindex="0" role="region" aria-label=(visit.say("event-tellings")) {
                table.matrix {
                    thead {
                        @if view.sources.iter().any(|group| group.documents.len() > 1) { (sources(visit, view)) }
                        tr {
                            th scope="col" { (visit.say("event-attribute")) }
                            @for document in &columns {
                                th scope="col" {
                                    a href=(visit.href(&link::to_document(&document.id))) {
                                        @match &document.publisher {
                                            Some(publisher) => (part::mixed(visit, &publisher.name)),
                                            None => (part::mixed(visit, &part::title(document))),
                                        }
                                    }
                                    br; span.faint { (part::published(visit, &document.published)) }
                                }
                            }
                            th scope="col" { (visit.say("event-compared")) }
                        }
                    }
                    tbody {
                        @for row in &view.told { (self::row(visit, row, columns.iter().map(|one| &one.id))) }
                    }
                }
            }
            @if left > 0 { p.faint { (visit.count("event-columns", left)) } }
        }
    }
}

/// Which documents rest on one source.
fn sources(visit: &Visit<'_>, view: &EventView<'_>) -> Markup {
    let mut room = COLUMNS;
    html! {
        tr.sources {
            td {}
            @for group in &view.sources {
                @let wide = group.documents.len().min(room);
                @if wide > 0 {
                    th scope="colgroup" colspan=(wide) {
                        @if group.documents.len() > 1 {
                            (visit.count("event-one-source", group.documents.len()))
                            @if let Some(upstream) = group.upstream { br; span.faint lang="ja" { (upstream) } }
                        } @else { (visit.say("event-own-source")) }
                    }
                    @let () = room -= wide;
                }
            }
            td {}
        }
    }
}

fn row<'a>(
    visit: &Visit<'_>,
    row: &AttributeTold<'_>,
    documents: impl Iterator<Item = &'a Id>,
) -> Markup {
    html! {
        tr {
            th scope="row" { (row.attribute.word(visit.lang())) }
            @for document in documents {
                td lang=[part::record(visit, document).map(|one| one.language.as_str())] {
                    @match row.told.get(document) {
                        Some(told) => (cell(visit, told)),
                        None => { span.faint aria-label=(visit.say("event-untold")) { "—" } },
                    }
                }
            }
            td {
                @for one in &row.verdicts {
                    p {
                        a href=(visit.href(&link::to_item(one.comparison))) { (part::verdict(visit, one.verdict)) }
                        @match one.independent {
                            Some(true) => { br; span.faint { (visit.say("sources-several")) } },
                            Some(false) => { br; span.faint { (visit.say("sources-one")) } },
                            None => {},
                        }
                    }
                }
                @if row.verdicts.is_empty() { span.faint aria-label=(visit.say("event-uncompared")) { "—" } }
            }
        }
    }
}

/// A value that leads to the passage it was read from.
fn cell(visit: &Visit<'_>, told: &Told<'_>) -> Markup {
    html! {
        @match told.spans.first() {
            Some(span) => { a.evidence href=(visit.href(&link::to_passage(span))) { (told.text()) } },
            None => (told.text()),
        }
    }
}

/// Where this event and another may be one, or contradict each other.
fn others(visit: &Visit<'_>, view: &EventView<'_>) -> Markup {
    let with = view.compared.iter().filter_map(|one| {
        let (event, other) = (one.event.as_ref()?, one.other.as_ref()?);
        let other = if *event == view.line.event.id { other } else { event };
        Some((one, visit.view.event(other.as_str())?))
    });
    let with: Vec<_> = with.collect();
    html! {
        @if !with.is_empty() {
            section {
                h2 { (visit.say("event-others")) }
                @for (comparison, event) in with {
                    p { (part::verdict(visit, comparison.verdict)) " " (comparison.attribute.word(visit.lang()))
                        " — " (other_event(visit, event)) }
                    ul.plain { @for value in &comparison.values { li { (part::quote(visit, &value.span)) } } }
                    (corrections::twin_form(visit, &view.line.event.id, &event.id))
                }
            }
        }
    }
}

fn history(visit: &Visit<'_>, event: &Event) -> Markup {
    html! {
        section #history {
            h2 { (visit.say("event-history")) }
            ol.history {
                @for step in &event.history {
                    li {
                        (part::status(visit, step.status)) " "
                        @match &step.recorded {
                            Some(day) => { (part::date(visit, day)) },
                            None => { span.faint { (visit.say("date-unknown")) } },
                        }
                        " " a.quiet href=(visit.href(&link::to_item(&step.mention))) { (visit.say("item-details")) }
                        @if let Some(words) = &step.span { p.words { (part::quote(visit, words)) } }
                    }
                }
            }
        }
    }
}
