//! Somebody or something that is named: offices over time, contacts, statements, positions.

use std::collections::BTreeSet;

use keii_ledger::{Contact, SIDES, Said, StatedRole};
use keii_model::{AttributionType, Entity, Record};
use keii_query::{EventLine, Listed, one_line};
use keii_words::Word;
use maud::{Markup, html};

use super::{Made, Trouble, corrections};
use crate::page::{Page, nothing};
use crate::visit::Visit;
use crate::{link, part};

/// So many contacts and statements are shown at all.
const SHOWN: usize = 100;

/// So many of each stand open; the rest is folded away.
const OPEN: usize = 8;

/// The page of one.
pub fn page(visit: &Visit<'_>, id: &str) -> Made {
    let Record::Entity(entity) = keii_query::find(&visit.view.ledger, id)? else {
        return Err(Trouble::Missing);
    };
    let name = visit.lang().name(&entity.name).to_owned();
    let said = statements_of(visit, entity);
    let contacts = newest_first(visit.view.ledger.contacts(&entity.id));
    let main = html! {
        h1 lang=[part::name_lang(visit, entity)] { (name) }
        p.facts {
            span.label { (entity.entity_type.word(visit.lang())) }
            " · " (visit.count("entity-mentions", entity.evidence.len()))
            " · " span.id { (visit.view.short.short(&entity.id)) }
        }
        (aliases(visit, entity))
        (contents(visit, contacts.is_empty(), &said))
        (roles(visit, &visit.view.ledger.stated_roles(entity)))
        (meetings(visit, &contacts))
        (positions(visit, &said))
        (statements(visit, &said))
        (corrections::links(visit, &entity.id))
    };
    Ok(Page::new(name, main))
}

fn aliases(visit: &Visit<'_>, entity: &Entity) -> Markup {
    let name = visit.lang().name(&entity.name);
    let others: Vec<&String> = entity.aliases.iter().filter(|one| *one != name).collect();
    if others.is_empty() {
        return nothing();
    }
    html! {
        p { (visit.say("entity-aliases")) " "
            span lang="ja" { (part::list(visit, others.iter().map(|one| html! { (one) }))) } }
    }
}

/// What they said, newest first; what has no day last.
fn statements_of<'a>(visit: &'a Visit<'_>, entity: &Entity) -> Vec<Said<'a>> {
    let speaks = |said: &Said<'_>| {
        said.attribution.speaker.iter().any(|one| one.entity.as_ref() == Some(&entity.id))
    };
    let mut said: Vec<Said<'_>> =
        visit.view.ledger.said(None, None).into_iter().filter(speaks).collect();
    let day =
        |said: &Said<'_>| said.document.published.value.as_ref().and_then(|day| day.last_day());
    said.sort_by_key(|one| std::cmp::Reverse(day(one)));
    said
}

/// Contacts of known days, the last first; then those of unknown ones.
fn newest_first(mut contacts: Vec<Contact<'_>>) -> Vec<Contact<'_>> {
    let day = |one: &Contact<'_>| {
        let date = one.entry.time.and_then(|time| time.value.as_ref());
        date.and_then(|date| date.last_day().or(date.first_day()))
    };
    contacts.sort_by_key(|one| std::cmp::Reverse(day(one)));
    contacts
}

/// What stands on the page, where that is much.
fn contents(visit: &Visit<'_>, silent: bool, said: &[Said<'_>]) -> Markup {
    if silent || said.is_empty() {
        return nothing();
    }
    let parts = [
        ("#contacts", "entity-contacts", true),
        ("#positions", "entity-positions", takes_sides(said)),
        ("#statements", "entity-statements", true),
    ];
    html! {
        nav.contents aria-label=(visit.say("story-contents")) {
            ul {
                @for (to, name, _) in parts.iter().filter(|(_, _, there)| *there) {
                    li { a href=(to) { (visit.say(name)) } }
                }
            }
        }
    }
}

/// Each office once, in the order in which they were told of: from when to when, by how many
/// articles, with the words of the first.
fn roles(visit: &Visit<'_>, roles: &[StatedRole<'_>]) -> Markup {
    let mut offices: Vec<(String, Vec<&StatedRole<'_>>)> = Vec::new();
    for one in roles {
        let title = title(one);
        match offices.iter_mut().find(|(known, _)| *known == title) {
            Some((_, told)) => told.push(one),
            None => offices.push((title, vec![one])),
        }
    }
    html! {
        @if !offices.is_empty() {
            section {
                h2 { (visit.say("entity-roles")) }
                ol.offices {
                    @for (title, told) in offices.iter().take(SHOWN) { (office(visit, title, told)) }
                }
            }
        }
    }
}

fn office(visit: &Visit<'_>, title: &str, told: &[&StatedRole<'_>]) -> Markup {
    let days = || told.iter().filter_map(|one| one.document.published.value.as_ref());
    let (first, last) = (days().next(), days().next_back());
    let documents: BTreeSet<_> = told.iter().map(|one| &one.document.id).collect();
    html! {
        li {
            p.head {
                strong lang=(told[0].document.language) { (title) } " "
                span.faint {
                    @if let Some(first) = first { (part::date(visit, first)) }
                    @if let Some(last) = last.filter(|last| Some(*last) != first) { " – " (part::date(visit, last)) }
                    @if first.is_some() { " · " }
                    (visit.count("articles", documents.len()))
                }
            }
            p.words { (part::quote(visit, told[0].span)) }
        }
    }
}

fn title(one: &StatedRole<'_>) -> String {
    match &one.role.of {
        Some(of) if !one.role.title.starts_with(of.as_str()) => format!("{of} {}", one.role.title),
        _ => one.role.title.clone(),
    }
}

fn meetings(visit: &Visit<'_>, contacts: &[Contact<'_>]) -> Markup {
    html! {
        @if !contacts.is_empty() {
            section #contacts {
                h2 { (visit.say("entity-contacts")) }
                (part::folded(visit, "events", OPEN, contacts.len(), contacts.iter().take(SHOWN).map(|one| {
                    part::event_item(visit, &EventLine::of(&visit.view.ledger, &one.entry, visit.lang()))
                })))
            }
        }
    }
}

fn takes_sides(said: &[Said<'_>]) -> bool {
    said.iter().any(|one| one.attribution.modality.is_some_and(|how| SIDES.contains(&how)))
}

/// What takes a side, under what it does.
fn positions(visit: &Visit<'_>, said: &[Said<'_>]) -> Markup {
    let taken = |side| said.iter().filter(move |one| one.attribution.modality == Some(side));
    html! {
        @if takes_sides(said) {
            section #positions {
                h2 { (visit.say("entity-positions")) }
                dl.positions {
                    @for side in SIDES {
                        @if taken(side).next().is_some() {
                            dt { (side.word(visit.lang())) }
                            @for one in taken(side).take(SHOWN) { dd { (words(visit, one)) } }
                        }
                    }
                }
            }
        }
    }
}

fn statements(visit: &Visit<'_>, said: &[Said<'_>]) -> Markup {
    html! {
        section #statements {
            h2 { (visit.say("entity-statements")) }
            @if said.is_empty() { p { (visit.say("entity-silent")) } }
            (part::folded(visit, "statements", OPEN, said.len(),
                said.iter().take(SHOWN).map(|one| statement(visit, one))))
        }
    }
}

/// One statement: how it is said, the words, where.
pub fn statement(visit: &Visit<'_>, said: &Said<'_>) -> Markup {
    let one = said.attribution;
    // On its own page there is nothing to open.
    let here = visit.asked.path.starts_with("/items/");
    html! {
        li data-item="" {
            p.words { (words(visit, said)) }
            p.meta {
                span.label {
                    @match one.modality {
                        Some(modality) => (modality.word(visit.lang())),
                        None => (one.attribution_type.word(visit.lang())),
                    }
                }
                @if let Some(certain) = one.factuality { " " span.faint { (certain.word(visit.lang())) } }
                @if !here { " " a.open href=(visit.href(&link::to_item(&one.id))) { (visit.say("item-details")) } }
            }
        }
    }
}

/// Verbatim words in quotation marks, reported ones without.
fn words(visit: &Visit<'_>, said: &Said<'_>) -> Markup {
    let one = said.attribution;
    let content: Vec<String> = one.content.iter().map(|span| one_line(&span.text)).collect();
    let content = content.join(" … ");
    let Some(first) = one.content.first() else { return nothing() };
    html! {
        span.quoted {
            a.evidence href=(visit.href(&link::to_passage(first))) lang=(said.document.language) {
                @if one.attribution_type == AttributionType::Direct { q { (content) } } @else { (content) }
            }
            " " cite { (part::cited(visit, said.document)) }
        }
    }
}

/// The page that lists who and what is named.
pub fn list(visit: &Visit<'_>) -> Made {
    let people = visit.room.library.people(visit.asked.moment())?;
    let left = |all: usize, shown: &[Listed]| all - shown.len();
    let (persons, bodies) = (&people.persons, &people.bodies);
    let main = html! {
        h1 { (visit.say("nav-people")) }
        section {
            h2 { (visit.say("people-title")) }
            ul.people data-list="" {
                @for one in persons {
                    li data-item="" {
                        (part::entity(visit, &one.entity)) " "
                        @if let Some(role) = one.entity.roles.first() { span lang="ja" { (role.title) } " " }
                        span.faint { (visit.count("entity-mentions", one.mentions)) }
                    }
                }
            }
            (more(visit, left(people.all_persons, persons)))
        }
        section {
            h2 { (visit.say("bodies-title")) }
            ul.people data-list="" {
                @for one in bodies {
                    li data-item="" {
                        (part::entity(visit, &one.entity)) " "
                        span.faint { (visit.count("entity-mentions", one.mentions)) }
                    }
                }
            }
            (more(visit, left(people.all_bodies, bodies)))
        }
    };
    Ok(Page::new(visit.say("nav-people"), main))
}

fn more(visit: &Visit<'_>, left: usize) -> Markup {
    html! { @if left > 0 { p.faint { (visit.count("more", left)) } } }
}
