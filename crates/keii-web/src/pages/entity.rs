//! Somebody or something that is named: offices over time, contacts, statements, positions.

use std::collections::BTreeSet;

use keii_ledger::{Contact, Said, StatedRole};
use keii_model::{AttributionType, Entity, EntityType, Record};
use keii_query::{EventLine, one_line};
use keii_words::Word;
use maud::{Markup, html};

use super::{Made, Trouble, corrections};
use crate::page::{Page, nothing};
use crate::visit::Visit;
use crate::{link, part};

/// So many contacts and statements are shown.
const SHOWN: usize = 60;

/// So many people or bodies stand in a list.
const LISTED: usize = 300;

/// The page of one.
pub fn page(visit: &Visit<'_>, id: &str) -> Made {
    let Ok(Record::Entity(entity)) = keii_query::find(&visit.view.ledger, id) else {
        return Err(Trouble::Missing);
    };
    let name = visit.lang().name(&entity.name).to_owned();
    let said = statements_of(visit, entity);
    let contacts = visit.view.ledger.contacts(&entity.id);
    let main = html! {
        h1 lang=[part::name_lang(visit, entity)] { (name) }
        p.facts {
            span.label { (entity.entity_type.word(visit.lang())) }
            " · " (visit.count("entity-mentions", entity.evidence.len()))
            " · " span.id { (visit.view.short.short(&entity.id)) }
        }
        (aliases(visit, entity))
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

fn roles(visit: &Visit<'_>, roles: &[StatedRole<'_>]) -> Markup {
    let mut seen = BTreeSet::new();
    let first = roles.iter().filter(|one| {
        seen.insert((
            &one.role.title,
            &one.role.of,
            one.document.publisher.as_ref().map(|one| &one.name),
        ))
    });
    let first: Vec<_> = first.take(SHOWN).collect();
    html! {
        @if !first.is_empty() {
            section {
                h2 { (visit.say("entity-roles")) }
                ul.plain {
                    @for one in first {
                        li {
                            strong lang=(one.document.language) { (title(one)) } " "
                            (part::quote(visit, one.span))
                        }
                    }
                }
            }
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
            section {
                h2 { (visit.say("entity-contacts")) }
                ol.events data-list="" {
                    @for one in contacts.iter().take(SHOWN) {
                        (part::event_item(visit, &EventLine::of(&visit.view.ledger, &one.entry, visit.lang())))
                    }
                }
                @if contacts.len() > SHOWN { p.faint { (visit.count("more", contacts.len() - SHOWN)) } }
            }
        }
    }
}

/// What takes a side rather than telling of something, under what it does.
fn positions(visit: &Visit<'_>, said: &[Said<'_>]) -> Markup {
    use keii_model::Modality::{Agree, Conditional, Demand, Promise, Propose, Reject};
    let sides = [Demand, Reject, Propose, Promise, Agree, Conditional];
    let taken = |side| said.iter().filter(move |one| one.attribution.modality == Some(side));
    html! {
        @if sides.iter().any(|side| taken(*side).next().is_some()) {
            section {
                h2 { (visit.say("entity-positions")) }
                dl.positions {
                    @for side in sides {
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
        section {
            h2 { (visit.say("entity-statements")) }
            @if said.is_empty() { p { (visit.say("entity-silent")) } }
            ul.statements data-list="" {
                @for one in said.iter().take(SHOWN) { (statement(visit, one)) }
            }
            @if said.len() > SHOWN { p.faint { (visit.count("more", said.len() - SHOWN)) } }
        }
    }
}

/// One statement: how it is said, the words, where.
pub fn statement(visit: &Visit<'_>, said: &Said<'_>) -> Markup {
    let one = said.attribution;
    html! {
        li data-item="" {
            p.head {
                span.label {
                    @match one.modality {
                        Some(modality) => (modality.word(visit.lang())),
                        None => (one.attribution_type.word(visit.lang())),
                    }
                }
                @if let Some(certain) = one.factuality { " " span.faint { (certain.word(visit.lang())) } }
                " " a.open href=(visit.href(&link::to_item(&one.id))) { (visit.say("item-details")) }
            }
            p.words { (words(visit, said)) }
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
    let people = visit.view.ledger.people();
    let mut bodies: Vec<&Entity> = visit
        .view
        .ledger
        .entities()
        .filter(|one| matches!(one.entity_type, EntityType::Organization | EntityType::Country))
        .collect();
    bodies.sort_by_key(|one| (std::cmp::Reverse(one.evidence.len()), &one.id));
    let main = html! {
        h1 { (visit.say("nav-people")) }
        section {
            h2 { (visit.say("people-title")) }
            ul.people data-list="" {
                @for one in people.iter().take(LISTED) {
                    li data-item="" {
                        (part::entity(visit, one.entity)) " "
                        @if let Some(role) = one.entity.roles.first() { span lang="ja" { (role.title) } " " }
                        span.faint { (visit.count("entity-mentions", one.mentions)) }
                    }
                }
            }
            @if people.len() > LISTED { p.faint { (visit.count("more", people.len() - LISTED)) } }
        }
        section {
            h2 { (visit.say("bodies-title")) }
            ul.people data-list="" {
                @for one in bodies.iter().take(LISTED) {
                    li data-item="" {
                        (part::entity(visit, one)) " "
                        span.faint { (visit.count("entity-mentions", one.evidence.len())) }
                    }
                }
            }
            @if bodies.len() > LISTED { p.faint { (visit.count("more", bodies.len() - LISTED)) } }
        }
    };
    Ok(Page::new(visit.say("nav-people"), main))
}
