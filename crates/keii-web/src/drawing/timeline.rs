//! The timeline as a drawing: what took place filled, what is ahead hollow, what was put off or
//! called off struck; a stretch of days of which nobody knows which as a bar.

use jiff::civil::Date;
use keii_model::Edtf;
use keii_query::EventLine;
use keii_words::date::for_people;
use keii_words::{Lang, Word, status_sign};
use maud::{Markup, html};

use super::window::{Window, Zoom};
use crate::page::nothing;
use crate::visit::Visit;
use crate::{link, part};

/// Units of the drawing from left to right.
const WIDTH: i32 = 960;

/// Units that a row is high: as much as a finger needs.
const ROW: i32 = 28;

/// Units above the first row, for the axis.
const AXIS: i32 = 26;

/// So many rows at most; what finds no place is counted below.
const ROWS: usize = 16;

/// Units of a letter, by eye.
const LETTER: i32 = 13;

/// Units that the name of a day or month takes at most.
const EDGE: i32 = 56;

/// Units that a name in the drawing takes at most.
const NAME: i32 = 14 * LETTER;

/// One event in the drawing.
struct Mark<'a> {
    line: &'a EventLine<'a>,
    first: Date,
    last: Date,
    name: String,
}

/// The drawing, with links that zoom and move it.
pub fn figure(visit: &Visit<'_>, lines: &[EventLine<'_>]) -> Markup {
    let marks: Vec<Mark<'_>> = lines.iter().filter_map(|line| mark(visit, line)).collect();
    let first = marks.iter().map(|mark| mark.first).min();
    let last = marks.iter().map(|mark| mark.last).max();
    let Some(whole) = first.zip(last) else { return nothing() };
    let query = &visit.asked.query;
    let zoom = query.get("span").and_then(Zoom::of);
    let at = query.get("on").and_then(crate::visit::day_of);
    let today = visit.asked.as_of.or(visit.today);
    let window = Window::new(whole, zoom, at.or(today).unwrap_or(whole.1));
    let inside = |mark: &&Mark<'_>| mark.last >= window.first && mark.first <= window.last;
    let shown: Vec<&Mark<'_>> = marks.iter().filter(inside).collect();
    let (rows, left) = rows(window, &shown);
    let height = AXIS + ROW * i32::try_from(rows.len()).expect("few rows") + 8;
    html! {
        figure.drawing {
            figcaption.away { (visit.say("drawing-caption")) }
            (zooms(visit, window))
            div.scroll tabindex="0" role="region" aria-label=(visit.say("drawing-label")) {
                svg viewBox=(format!("0 0 {WIDTH} {height}")) role="group" aria-label=(visit.say("drawing-label")) {
                    (axis(window, height, visit.lang()))
                    @if let Some(today) = today { (today_line(visit, window, today, height)) }
                    @for (at, row) in rows.iter().enumerate() {
                        @for mark in row { (drawn(visit, window, mark, AXIS + ROW * i32::try_from(at).expect("few rows"))) }
                    }
                }
            }
            @if left > 0 { p.faint { (visit.count("drawing-left", left)) } }
        }
    }
}

fn mark<'a>(visit: &Visit<'_>, line: &'a EventLine<'a>) -> Option<Mark<'a>> {
    let date: &Edtf = line.date()?;
    let (first, last) = (date.first_day(), date.last_day());
    let (first, last) = (first.or(last)?, last.or(first)?);
    let facts = line.facts.who(visit.lang());
    let kind = line.event.event_type.word(visit.lang());
    let whole = if facts.is_empty() { kind.to_owned() } else { format!("{kind} {facts}") };
    let name = cut(&whole);
    Some(Mark { line, first, last, name })
}

/// Units of a letter.
fn wide(letter: char) -> i32 {
    if letter.is_ascii() { LETTER * 6 / 10 } else { LETTER }
}

/// As much of a name as there is room for.
fn cut(name: &str) -> String {
    let mut taken = 0;
    let fits = |c: &char| {
        taken += wide(*c);
        taken <= NAME
    };
    let mut shown: String = name.chars().take_while(fits).collect();
    if shown.len() < name.len() {
        shown.push('…');
    }
    shown
}

/// Where a mark with its name begins and ends, and whether the name stands before it: one that
/// would run over the edge does.
fn reach(window: Window, mark: &Mark<'_>) -> (i32, i32, bool) {
    let from = window.place(mark.first, WIDTH).max(0);
    let to = window.place(mark.last, WIDTH).min(WIDTH).max(from) + 26;
    let name: i32 = mark.name.chars().map(wide).sum::<i32>() + 8;
    if to + name > WIDTH && from > name {
        (from - name, to, true)
    } else {
        (from, to + name, false)
    }
}

/// Marks in rows in which none covers another, and how many found no place.
fn rows<'m, 'a>(window: Window, marks: &[&'m Mark<'a>]) -> (Vec<Vec<&'m Mark<'a>>>, usize) {
    let mut rows: Vec<(i32, Vec<&Mark<'_>>)> = Vec::new();
    let mut left = 0;
    let mut marks = marks.to_vec();
    marks.sort_by_key(|mark| reach(window, mark).0);
    for mark in marks {
        let (from, to, _) = reach(window, mark);
        match rows.iter().position(|(end, _)| *end <= from) {
            Some(at) => {
                rows[at].0 = to;
                rows[at].1.push(mark);
            }
            None if rows.len() < ROWS => rows.push((to, vec![mark])),
            None => left += 1,
        }
    }
    (rows.into_iter().map(|(_, row)| row).collect(), left)
}

fn drawn(visit: &Visit<'_>, window: Window, mark: &Mark<'_>, top: i32) -> Markup {
    let from = window.place(mark.first, WIDTH).max(0);
    let to = window.place(mark.last, WIDTH).min(WIDTH).max(from);
    let status = mark.line.event.status;
    let date = mark.line.date().map(|date| for_people(date, visit.lang())).unwrap_or_default();
    let name = part::event_name(visit, mark.line);
    let words = format!("{date} {} {name}", status.word(visit.lang()));
    // Whoever speaks to the machine says what can be seen: a name that was cut is part of it.
    let label =
        if words.contains(&mark.name) { words.clone() } else { format!("{} {words}", mark.name) };
    let (_, _, over) = reach(window, mark);
    html! {
        a.mark href=(visit.href(&link::to_event(&mark.line.event.id))) data-marks="" data-status=(status.en())
            aria-label=(label) {
            title { (words) }
            rect.hit x=(from - 2) y=(top) width=(to - from + 28) height=(ROW) {}
            @if mark.last > mark.first {
                rect.bar x=(from) y=(top + 6) width=((to - from + 22).max(22)) height=(ROW - 12) rx="8" {}
            }
            text.sign x=(from + 11) y=(top + 19) text-anchor="middle" { (status_sign(status)) }
            @if over {
                text.name x=(from - 4) y=(top + 19) text-anchor="end" { (part::mixed_drawn(visit, &mark.name)) }
            } @else {
                text.name x=(to + 25) y=(top + 19) { (part::mixed_drawn(visit, &mark.name)) }
            }
        }
    }
}

fn axis(window: Window, height: i32, lang: Lang) -> Markup {
    let days = window.days();
    let label = |day: Date| match (lang, days) {
        (Lang::Ja, ..=60) => format!("{}/{}", day.month(), day.day()),
        (Lang::Ja, 61..=900) if day.month() == 1 => format!("{}年1月", day.year()),
        (Lang::Ja, 61..=900) => format!("{}月", day.month()),
        (Lang::En, ..=900) => {
            let written =
                if days <= 60 { day.to_string() } else { day.to_string()[..7].to_owned() };
            let shown = written.parse().map(|date: Edtf| for_people(&date, lang));
            let shown = shown.unwrap_or(written);
            let plain = day.month() != 1 || days <= 60;
            let year = day.year().to_string();
            if plain { keii_words::date::without_year(&shown, &year) } else { shown }
        }
        _ => day.year().to_string(),
    };
    html! {
        g.axis aria-hidden="true" {
            @for day in window.ticks() {
                @let x = window.place(day, WIDTH);
                line x1=(x) x2=(x) y1=(AXIS - 6) y2=(height) {}
                // What would run over the edge is said by the tick before it.
                @if x < WIDTH - EDGE { text x=(x + 3) y=(AXIS - 10) { (label(day)) } }
            }
        }
    }
}

fn today_line(visit: &Visit<'_>, window: Window, today: Date, height: i32) -> Markup {
    if today < window.first || today > window.last {
        return nothing();
    }
    let x = window.place(today, WIDTH);
    html! {
        g.now {
            line x1=(x) x2=(x) y1=(AXIS - 6) y2=(height) {}
            text x=(x) y="10" text-anchor="middle" { (visit.say("story-today")) }
        }
    }
}

/// Links that zoom, and that move by as much as is shown.
fn zooms(visit: &Visit<'_>, window: Window) -> Markup {
    let middle = window.turned(0);
    let to = |zoom: Zoom, day: Date| {
        let day = day.to_string();
        visit.here_with(&[("span", Some(zoom.name())), ("on", Some(&day))]) + "#timeline"
    };
    let zoom = window.zoom();
    html! {
        nav.zoom aria-label=(visit.say("zoom-label")) {
            ul {
                @for (one, name) in [
                    (Zoom::All, "zoom-all"),
                    (Zoom::Year, "zoom-year"),
                    (Zoom::Month, "zoom-month"),
                    (Zoom::Week, "zoom-week"),
                ] {
                    li {
                        a href=(to(one, middle)) aria-current=[(one == zoom).then_some("true")] { (visit.say(name)) }
                    }
                }
                @if zoom != Zoom::All {
                    li { a href=(to(zoom, window.turned(-1))) { (visit.say("zoom-before")) } }
                    li { a href=(to(zoom, window.turned(1))) { (visit.say("zoom-after")) } }
                }
                li {
                    a href=(visit.here_with(&[("span", None), ("on", None), ("from", None)]) + "#today") data-today="" {
                        (visit.say("zoom-today"))
                    }
                }
            }
        }
    }
}
