//! One story: how it stands, what happened in order, where tellings differ, who met whom.

mod files;
mod standing;

use std::borrow::Cow;

use keii_ledger::news as what_is_new;
use keii_model::{Comparison, Naming, Status};
use keii_query::{EventLine, StoryView, story_title};
use keii_words::Word;
use maud::{Markup, html};

use super::{Made, Trouble, news, unmeant};
use crate::drawing::timeline;
use crate::page::{Page, nothing};
use crate::visit::Visit;
use crate::{contacts, link, part};

/// So many events stand in the list of one page.
const EVENTS: usize = 150;

/// So many of what has no date, and of conflicts, stand open.
const OPEN: usize = 6;

/// So many conflicts are shown.
const CONFLICTS: usize = 40;

/// So many names are shown in the table of names.
const NAMES: usize = 12;

/// The page.
pub fn page(visit: &Visit<'_>, id: &str) -> Made {
    let story = visit.view.story(id).ok_or_else(|| unmeant(visit, id))?;
    let view = visit.view.story_view(story, visit.lang());
    let title = story_title(story, &view.standing.main, visit.lang());
    let main = html! {
        (heading(visit, &view, &title))
        (new_here(visit, &view)?)
        (standing::section(visit, &view.standing))
        (events(visit, &view))
        (conflicts(visit, &view.conflicts))
        (contacts::section(visit, &view.standing.channels))
        (names(visit, &view.standing.namings))
        (documents(visit, &view))
        (files::section(visit, view.story))
    };
    Ok(Page::new(title, main))
}

fn heading(visit: &Visit<'_>, view: &StoryView<'_>, title: &str) -> Markup {
    let parts = [
        ("#standing", "story-standing"),
        ("#timeline", "story-timeline"),
        ("#conflicts", "story-conflicts"),
        ("#contacts", "story-contacts"),
        ("#names", "story-names"),
        ("#articles", "nav-documents"),
    ];
    html! {
        h1 { (part::mixed(visit, title)) }
        p.facts {
            (part::counted(visit, view.documents.len(), view.sources))
            @if let Some(until) = view.standing.told_until {
                " · " (visit.say("stories-until")) " " (part::date(visit, until))
            }
            " · " span.id { (visit.view.short.short(&view.story.id)) }
        }
        nav.contents aria-label=(visit.say("story-contents")) {
            ul { @for (to, name) in parts { li { a href=(to) { (visit.say(name)) } } } }
        }
    }
}

fn new_here(visit: &Visit<'_>, view: &StoryView<'_>) -> Result<Markup, Trouble> {
    let Some(mark) = news::mark(visit)? else { return Ok(nothing()) };
    let library = &visit.room.library;
    let arrived = library.arrived_after(mark)?;
    if !view.story.documents.iter().any(|id| arrived.contains(id)) {
        return Ok(nothing());
    }
    let before = library.story_at(&view.story.id, mark)?;
    let all = what_is_new(&before.ledger, &visit.view.ledger);
    let here = all.within(&view.story.documents);
    Ok(html! {
        @if !here.is_empty() {
            section #new {
                h2 { (visit.say("story-new")) }
                details { summary { (visit.count("stories-new", here.documents.len())) }
                    (news::parts(visit, &here, 3)) }
            }
        }
    })
}

fn events(visit: &Visit<'_>, view: &StoryView<'_>) -> Markup {
    let known = |status: &&Status| {
        view.dated.iter().chain(&view.undated).any(|line| line.event.status == **status)
    };
    let known: Vec<Status> = STATUSES.iter().filter(known).copied().collect();
    let asked: Vec<&str> = visit.asked.query.all("status").collect();
    let (dated, undated) = (with_status(&view.dated, &asked), with_status(&view.undated, &asked));
    html! {
        section #timeline {
            h2 { (visit.say("story-timeline")) }
            (statuses(visit, &known, &asked))
            (timeline::figure(visit, &dated))
            (list(visit, &dated))
            @if !undated.is_empty() {
                h3 { (visit.say("story-undated")) }
                (part::folded(visit, "events undated", OPEN, undated.len(),
                    undated.iter().take(EVENTS).map(|line| part::event_item(visit, line))))
            }
        }
    }
}

/// The events that stand as one of these words says; all where none is asked for.
fn with_status<'l, 'a>(lines: &'l [EventLine<'a>], asked: &[&str]) -> Cow<'l, [EventLine<'a>]> {
    if asked.is_empty() {
        return Cow::Borrowed(lines);
    }
    let shown = |line: &&EventLine<'_>| asked.contains(&line.event.status.en());
    Cow::Owned(lines.iter().filter(shown).cloned().collect())
}

/// In the order in which the list of them reads: what took place, what is ahead, what did not.
const STATUSES: [Status; 10] = [
    Status::Held,
    Status::Ongoing,
    Status::Agreed,
    Status::Planned,
    Status::Proposed,
    Status::Possible,
    Status::Unlikely,
    Status::Postponed,
    Status::Cancelled,
    Status::Failed,
];

/// Which events list and drawing show, which is a key to the signs as well. The script shows and
/// hides them at once; without it the page is asked for anew.
fn statuses(visit: &Visit<'_>, known: &[Status], asked: &[&str]) -> Markup {
    let more = visit.asked.query.without(&["status", "from"]);
    html! {
        form.filter method="get" action=(format!("{}#timeline", visit.asked.path)) {
            fieldset data-filter="" {
                legend { (visit.say("story-filter")) }
                @for status in known {
                    @let on = asked.is_empty() || asked.contains(&status.en());
                    label {
                        input type="checkbox" name="status" value=(status.en()) checked[on];
                        " " (part::status(visit, *status))
                    }
                }
                @for (name, value) in more { input type="hidden" name=(name) value=(value); }
                button { (visit.say("story-filter-go")) }
            }
        }
    }
}

/// The events in order: around today, the rest on other pages.
fn list(visit: &Visit<'_>, lines: &[EventLine<'_>]) -> Markup {
    let day =
        |line: &EventLine<'_>| line.date().and_then(|date| date.first_day().or(date.last_day()));
    let today = visit.asked.as_of.or(visit.today);
    let ahead = lines.iter().position(|line| day(line) > today).unwrap_or(lines.len());
    let asked = visit.asked.query.get("from").and_then(|from| from.parse::<usize>().ok());
    let middle = ahead.saturating_sub(EVENTS * 2 / 3).min(lines.len().saturating_sub(EVENTS));
    let from = asked.unwrap_or(middle).min(lines.len());
    let to = (from + EVENTS).min(lines.len());
    let turn = |from: usize| visit.here_with(&[("from", Some(&from.to_string()))]) + "#list";
    let year = |line: &EventLine<'_>| day(line).map(|day| day.year());
    html! {
        @if from > 0 {
            p { a href=(turn(from.saturating_sub(EVENTS))) { (visit.count("story-earlier", from)) } }
        }
        ol.events #list data-list="" {
            @for (at, line) in lines.iter().enumerate().take(to).skip(from) {
                @if at == from || year(line) != year(&lines[at - 1]) {
                    @if let Some(year) = year(line) {
                        li.year { h3 { (visit.tell("year", &[("year", &year.to_string())])) } }
                    }
                }
                @if at == ahead { (today_line(visit)) }
                (part::event_item(visit, line))
            }
            @if ahead == to && to == lines.len() { (today_line(visit)) }
        }
        @if to < lines.len() {
            p { a href=(turn(to)) { (visit.count("story-later", lines.len() - to)) } }
        }
    }
}

fn today_line(visit: &Visit<'_>) -> Markup {
    let day = visit.asked.as_of.or(visit.today).map(|day| day.to_string()).unwrap_or_default();
    html! {
        li.today #today {
            span { (visit.say("story-today")) " " time datetime=(day) { (day) } }
        }
    }
}

fn conflicts(visit: &Visit<'_>, all: &[&Comparison]) -> Markup {
    html! {
        section #conflicts {
            h2 { (visit.say("story-conflicts")) }
            @if all.is_empty() { p { (visit.say("story-no-conflicts")) } }
            (part::folded(visit, "conflicts", OPEN, all.len(),
                all.iter().take(CONFLICTS).map(|one| conflict(visit, one))))
        }
    }
}

fn conflict(visit: &Visit<'_>, one: &Comparison) -> Markup {
    let event = one.event.as_ref().and_then(|id| visit.view.event(id.as_str()));
    let entity = one.entity.as_ref().and_then(|id| visit.view.ledger.entity(id));
    let subject = event.map(|event| {
        let entry = visit.view.ledger.entry(event);
        let line = EventLine::of(&visit.view.ledger, &entry, visit.lang());
        (link::to_event(&event.id), part::event_name(visit, &line))
    });
    let subject = subject
        .or(entity.map(|one| (link::to_entity(one), visit.lang().name(&one.name).to_owned())));
    html! {
        li.conflict data-item="" {
            p.head {
                (part::verdict(visit, one.verdict)) " "
                strong { (one.attribute.word(visit.lang())) }
                @if let Some((to, name)) = &subject { " — " a.open href=(visit.href(to)) { (part::mixed(visit, name)) } }
            }
            ul.plain { @for value in &one.values { li { (part::quote(visit, &value.span)) } } }
        }
    }
}

fn names(visit: &Visit<'_>, all: &[&Naming]) -> Markup {
    html! {
        section #names {
            h2 { (visit.say("story-names")) }
            p { (visit.say("story-names-lead")) }
            @for naming in all.iter().take(NAMES) { (name_table(visit, naming)) }
            @if all.len() > NAMES { p.faint { (visit.count("more", all.len() - NAMES)) } }
        }
    }
}

fn name_table(visit: &Visit<'_>, naming: &Naming) -> Markup {
    let mut forms: Vec<(&str, Vec<_>)> = Vec::new();
    for one in &naming.forms {
        match forms.iter_mut().find(|(form, _)| *form == one.form) {
            Some((_, uses)) => uses.push(one),
            None => forms.push((&one.form, vec![one])),
        }
    }
    html! {
        div.scroll tabindex="0" role="region" aria-label=(naming.concept) {
            table {
                caption { (part::mixed(visit, &naming.concept)) }
                thead {
                    tr {
                        th scope="col" { (visit.say("names-form")) }
                        th scope="col" { (visit.say("names-count")) }
                        th scope="col" { (visit.say("names-quoted")) }
                        th scope="col" { (visit.say("nav-documents")) }
                    }
                }
                tbody {
                    @for (form, uses) in &forms {
                        tr {
                            th scope="row" lang="ja" { (form) }
                            td.number { (uses.iter().map(|one| one.count).sum::<u32>()) }
                            td.number { (uses.iter().map(|one| one.quoted).sum::<u32>()) }
                            td {
                                (part::list(visit, uses.iter().map(|one| html! {
                                    a href=(visit.href(&link::to_document(&one.document))) {
                                        (part::mixed(visit, &part::short_name(visit, &one.document)))
                                    }
                                    " ×" (one.count)
                                })))
                            }
                        }
                    }
                }
            }
        }
    }
}

fn documents(visit: &Visit<'_>, view: &StoryView<'_>) -> Markup {
    html! {
        section #articles {
            h2 { (visit.say("nav-documents")) }
            ul.plain data-list="" {
                @for one in &view.documents { li data-item="" { (part::document(visit, one)) } }
            }
        }
    }
}
