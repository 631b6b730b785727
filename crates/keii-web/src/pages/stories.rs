//! The stories: what each is about, how many sources tell it, what is ahead, what is new.

use std::collections::BTreeSet;

use keii_ledger::Entry;
use keii_ledger::standing::summary::Summary;
use keii_model::Id;
use keii_query::{EventLine, story_title};
use maud::{Markup, html};

use super::{Made, news};
use crate::page::Page;
use crate::visit::Visit;
use crate::{link, part};

/// So many stories stand on one page.
const SHOWN: usize = 100;

/// The page.
pub fn page(visit: &Visit<'_>) -> Made {
    let all = visit.view.ledger.summaries();
    let unseen = news::unseen(visit)?;
    let several = all.iter().filter(|one| one.story.documents.len() > 1).count();
    let lone = visit.asked.query.get("all").is_some() || several == 0;
    let wanted = |one: &&Summary<'_>| lone || one.story.documents.len() > 1;
    let shown: Vec<&Summary<'_>> = all.iter().filter(wanted).take(SHOWN).collect();
    let left = all.len() - shown.len();
    let main = html! {
        h1 { (visit.say("stories-title")) }
        @if all.is_empty() { (empty(visit)) } @else {
            p.lead { (visit.say("stories-lead")) }
        }
        ol.stories data-list="" {
            @for one in &shown { (story(visit, one, &unseen)) }
        }
        @if left > 0 && !lone {
            p { a href=(visit.href("/?all=1")) { (visit.count("stories-lone", left)) } }
        } @else if left > 0 {
            p.faint { (visit.count("stories-more", left)) }
        }
    };
    Ok(Page::new(visit.say("stories-title"), main))
}

fn empty(visit: &Visit<'_>) -> Markup {
    html! {
        p.lead { (visit.say("stories-none")) }
        p { a.button href="/add" { (visit.say("nav-add")) } }
    }
}

fn story(visit: &Visit<'_>, one: &Summary<'_>, unseen: &BTreeSet<Id>) -> Markup {
    let title = story_title(one.story, &one.main, visit.lang());
    let new = one.story.documents.iter().filter(|id| unseen.contains(*id)).count();
    html! {
        li.story data-item="" {
            h2 { a.open href=(visit.href(&link::to_story(&one.story.id))) { (part::mixed(visit, &title)) } }
            p.facts {
                (part::counted(visit, one.story.documents.len(), one.sources))
                @if let Some(until) = one.told_until {
                    " · " (visit.say("stories-until")) " " (part::date(visit, until))
                }
                @if new > 0 { " · " strong.new { (visit.count("stories-new", new)) } }
            }
            dl.ends {
                @if let Some(last) = &one.last { (end(visit, "stories-last", last)) }
                @if let Some(next) = &one.next { (end(visit, "stories-next", next)) }
            }
        }
    }
}

/// What took place last, or what is next.
fn end(visit: &Visit<'_>, name: &str, entry: &Entry<'_>) -> Markup {
    let line = EventLine::of(&visit.view.ledger, entry, visit.lang());
    html! {
        div {
            dt { (visit.say(name)) }
            dd {
                (part::status(visit, line.event.status)) " "
                @if let Some(day) = line.date() { (part::date(visit, day)) " " }
                a href=(visit.href(&link::to_event(&line.event.id))) {
                    (part::mixed(visit, &part::event_name(visit, &line)))
                }
            }
        }
    }
}
