//! What is new since the reader said that all was read.

use std::collections::BTreeSet;

use keii_ledger::{ConflictNews, EventNews, News, PositionNews, news};
use keii_model::{Commitment, Edtf, Id};
use keii_query::{EventLine, Mark, Moment, StoreError, story_title};
use keii_words::Word;
use keii_words::date::for_people;
use maud::{Markup, html};

use super::{Made, Trouble};
use crate::page::Page;
use crate::seen::{self, Cookie};
use crate::visit::{Query, Visit};
use crate::{link, part};

/// So many of a sort are shown of one story.
const SHOWN: usize = 30;

/// The visitor's mark, where something has arrived since; none at a first visit, when everything
/// would be new, and none in the past.
pub fn mark(visit: &Visit<'_>) -> Result<Option<Mark>, StoreError> {
    let seen = seen::of(visit).filter(|_| visit.asked.as_of.is_none());
    let newest = visit.room.library.newest()?;
    Ok(seen.map(|seen| seen.mark).filter(|mark| *mark < newest))
}

/// The documents that arrived after the visitor's mark.
pub fn unseen(visit: &Visit<'_>) -> Result<BTreeSet<Id>, StoreError> {
    let mark = mark(visit)?;
    mark.map_or_else(|| Ok(BTreeSet::new()), |mark| visit.room.library.arrived_after(mark))
}

/// The page.
pub fn page(visit: &Visit<'_>) -> Made {
    let library = &visit.room.library;
    let main = match mark(visit)? {
        None => html! { p { (visit.say("news-none")) } },
        Some(mark) => {
            let (before, after) = library.since(Moment::Mark(mark))?;
            let now = visit.with(after);
            html! {
                (since(&now, &news(&before.ledger, &now.view.ledger)))
                (all_read(visit, library.newest()?))
            }
        }
    };
    let main = html! {
        h1 { (visit.say("nav-news")) }
        p.lead { (lead(visit)) }
        (main)
    };
    Ok(Page::new(visit.say("nav-news"), main))
}

/// Since when what stands on the page is new.
fn lead(visit: &Visit<'_>) -> String {
    if visit.asked.as_of.is_some() {
        return visit.say("news-past");
    }
    match seen::of(visit).map(|seen| seen.on) {
        None => visit.say("news-first"),
        Some(None) => visit.say("news-since-mark"),
        Some(Some(day)) => {
            let written = day.to_string();
            let shown = written.parse().map(|day: Edtf| for_people(&day, visit.lang()));
            visit.tell("news-since", &[("day", &shown.unwrap_or(written))])
        }
    }
}

/// The button that moves the mark to what this page shows.
fn all_read(visit: &Visit<'_>, newest: Mark) -> Markup {
    html! {
        form method="post" action="/news/read" {
            input type="hidden" name="mark" value=(newest.number());
            button.primary { (visit.say("news-read")) }
        }
    }
}

fn since(visit: &Visit<'_>, all: &News<'_>) -> Markup {
    let stories = visit.view.ledger.summaries();
    html! {
        @if all.is_empty() { p { (visit.say("news-none")) } }
        @for one in &stories {
            @let here = all.within(&one.story.documents);
            @if !here.is_empty() {
                section {
                    h2 {
                        a href=(visit.href(&link::to_story(&one.story.id))) {
                            (part::mixed(visit, &story_title(one.story, &one.main, visit.lang())))
                        }
                    }
                    (parts(visit, &here, 3))
                }
            }
        }
    }
}

/// What is new of one story, under headings of this level.
pub fn parts(visit: &Visit<'_>, news: &News<'_>, level: u8) -> Markup {
    html! {
        @if !news.documents.is_empty() {
            (heading(visit, "news-documents", level))
            ul.plain { @for one in news.documents.iter().take(SHOWN) { li { (part::document(visit, one)) } } }
            (more(visit, news.documents.len()))
        }
        @if !news.events.is_empty() {
            (heading(visit, "news-events", level))
            ul.events data-list="" { @for one in news.events.iter().take(SHOWN) { (event(visit, one)) } }
            (more(visit, news.events.len()))
        }
        @if !news.conflicts.is_empty() {
            (heading(visit, "news-conflicts", level))
            ul.plain { @for one in news.conflicts.iter().take(SHOWN) { (conflict(visit, one)) } }
            (more(visit, news.conflicts.len()))
        }
        @if !news.positions.is_empty() {
            (heading(visit, "news-positions", level))
            ul.plain { @for one in news.positions.iter().take(SHOWN) { (position(visit, one)) } }
            (more(visit, news.positions.len()))
        }
        @if !news.commitments.is_empty() {
            (heading(visit, "news-commitments", level))
            ul.plain { @for one in news.commitments.iter().take(SHOWN) { (commitment(visit, one)) } }
            (more(visit, news.commitments.len()))
        }
        @if !news.questions.is_empty() {
            (heading(visit, "news-questions", level))
            ul.plain {
                @for one in news.questions.iter().take(SHOWN) { li { (part::quote(visit, &one.span)) } }
            }
            (more(visit, news.questions.len()))
        }
    }
}

fn heading(visit: &Visit<'_>, name: &str, level: u8) -> Markup {
    let said = visit.say(name);
    html! { @if level == 2 { h2 { (said) } } @else { h3 { (said) } } }
}

fn more(visit: &Visit<'_>, count: usize) -> Markup {
    html! { @if count > SHOWN { p.faint { (visit.count("more", count - SHOWN)) } } }
}

fn event(visit: &Visit<'_>, one: &EventNews<'_>) -> Markup {
    let entry = visit.view.ledger.entry(one.event);
    let line = EventLine::of(&visit.view.ledger, &entry, visit.lang());
    let sort = match (one.is_new(), one.has_changed()) {
        (true, _) => "news-event-new",
        (false, true) => "news-event-changed",
        (false, false) => "news-event-again",
    };
    html! {
        li.event data-item="" {
            div.when { @if let Some(day) = line.date() { (part::date(visit, day)) } }
            div.what {
                p.head {
                    span.label { (visit.say(sort)) } " "
                    @if one.has_changed() {
                        @for before in &one.before { (part::status(visit, *before)) " " }
                        "→ "
                    }
                    (part::status(visit, one.event.status)) " "
                    a.open href=(visit.href(&link::to_event(&one.event.id))) {
                        (one.event.event_type.word(visit.lang()))
                    }
                    " " strong { (part::facts(visit, &line)) }
                }
                @if let Some(words) = one.tellings.iter().find_map(|telling| telling.evidence.first()) {
                    p.words { (part::quote(visit, words)) }
                }
            }
        }
    }
}

fn conflict(visit: &Visit<'_>, one: &ConflictNews<'_>) -> Markup {
    html! {
        li {
            (part::verdict(visit, one.comparison.verdict)) " "
            a href=(visit.href(&link::to_item(&one.comparison.id))) {
                (one.comparison.attribute.word(visit.lang()))
            }
            ul.plain { @for span in &one.values { li { (part::quote(visit, span)) } } }
        }
    }
}

fn position(visit: &Visit<'_>, one: &PositionNews<'_>) -> Markup {
    html! {
        li {
            (part::entity(visit, one.party)) " " span.label { (one.stance.word(visit.lang())) } " "
            @for telling in &one.tellings { (part::quote(visit, telling.words)) " " }
        }
    }
}

fn commitment(visit: &Visit<'_>, one: &Commitment) -> Markup {
    html! {
        li { (part::status(visit, one.status)) " " (part::quote(visit, &one.content)) }
    }
}

/// Moves the visitor's mark to what their page showed; gives the page to go on with, and the mark
/// as their browser keeps it. A mark never moves back.
pub fn read(visit: &Visit<'_>, form: &Query) -> Result<(String, Option<Cookie>), Trouble> {
    let number = form.get("mark").and_then(|number| number.parse::<i64>().ok());
    let mark = Mark::of_number(number.ok_or(Trouble::Senseless("bad-form"))?);
    // Nobody has read what has not arrived.
    let mark = mark.min(visit.room.library.newest()?);
    let mark = seen::of(visit).map_or(mark, |seen| seen.mark.max(mark));
    Ok(("/news".to_owned(), Some(seen::cookie(visit, mark))))
}
