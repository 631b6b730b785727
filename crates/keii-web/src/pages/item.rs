//! Anything that has an id: what it is, the passage that it was read from, how it came to be.

use std::collections::BTreeMap;

use keii_model::{Id, Record, Span, TextSpan};
use keii_query::passages;
use keii_words::Word;
use maud::{Markup, html};

use super::{Made, Trouble, corrections, entity};
use crate::page::{Page, nothing};
use crate::visit::Visit;
use crate::{link, part};

/// So many documents, and passages of each, are shown.
const DOCUMENTS: usize = 12;
const PASSAGES: usize = 3;

/// The page.
pub fn page(visit: &Visit<'_>, id: &str) -> Made {
    let record = keii_query::find(&visit.view.ledger, id)?;
    let title = title(visit, record);
    let main = html! {
        h1 { (title) }
        p.facts { span.id { (visit.view.short.short(record.id())) } }
        (about(visit, record))
        section {
            h2 { (visit.say("item-passages")) }
            (shown(visit, &visit.view.ledger.evidence(record.id()))?)
        }
        (steps(visit, record.id()))
        (corrections::links(visit, record.id()))
    };
    Ok(Page::new(title, main))
}

fn title(visit: &Visit<'_>, record: &Record) -> String {
    visit.say(match record {
        Record::Document(_) => "kind-document",
        Record::Story(_) => "kind-story",
        Record::Entity(_) => "kind-entity",
        Record::Time(_) => "kind-time",
        Record::Quantity(_) => "kind-quantity",
        Record::Attribution(_) => "kind-attribution",
        Record::Hedge(_) => "kind-hedge",
        Record::EventMention(_) => "kind-telling",
        Record::Event(_) => "kind-event",
        Record::Commitment(_) => "kind-commitment",
        Record::Question(_) => "kind-question",
        Record::Comparison(_) => "kind-comparison",
        Record::Naming(_) => "kind-naming",
        Record::Chain(_) => "kind-chain",
    })
}

fn about(visit: &Visit<'_>, record: &Record) -> Markup {
    match record {
        Record::Attribution(one) => {
            let said = visit.view.ledger.said(None, None);
            let said = said.into_iter().find(|said| said.attribution.id == one.id);
            let Some(said) = said else { return nothing() };
            html! {
                p { (part::speakers(visit, one)) }
                ul.statements { (entity::statement(visit, &said)) }
            }
        }
        Record::EventMention(one) => html! {
            p { (part::status(visit, one.status)) " " (one.event_type.word(visit.lang())) }
            @if let Some(event) = visit.view.event(one.id.as_str()) {
                p { a href=(visit.href(&link::to_event(&event.id))) { (visit.say("item-event")) } }
            }
        },
        Record::Comparison(one) => html! {
            p { (part::verdict(visit, one.verdict)) " " (one.attribute.word(visit.lang())) }
            ul.plain { @for value in &one.values { li { (part::quote(visit, &value.span)) } } }
            @if let Some(event) = &one.event {
                p { a href=(visit.href(&link::to_event(event))) { (visit.say("item-event")) } }
            }
        },
        Record::Commitment(one) => html! { p { (part::status(visit, one.status)) } },
        Record::Hedge(one) => html! { p { (one.level.word(visit.lang())) } },
        Record::Document(_) | Record::Story(_) | Record::Entity(_) | Record::Event(_) => html! {
            p { a href=(visit.href(&link::to_record(record))) { (visit.say("item-page")) } }
        },
        _ => nothing(),
    }
}

/// The passages, document by document, with the words marked.
fn shown(visit: &Visit<'_>, spans: &[&TextSpan]) -> Result<Markup, Trouble> {
    let mut by_document: BTreeMap<&Id, Vec<&TextSpan>> = BTreeMap::new();
    for span in spans {
        by_document.entry(&span.document).or_default().push(span);
    }
    let count = by_document.len();
    let mut all = Vec::new();
    for (id, spans) in by_document.into_iter().take(DOCUMENTS) {
        let Some(document) = visit.room.library.document(id)? else { continue };
        let located: Vec<Span> =
            spans.iter().filter_map(|span| document.text.locate(span)).collect();
        all.push((id, spans[0], passages(&document.text, &located)));
    }
    Ok(html! {
        @for (id, first, passages) in &all {
            @let record = part::record(visit, id);
            @for passage in passages.iter().take(PASSAGES) {
                blockquote lang=[record.map(|one| one.language.as_str())] {
                    p {
                        @if passage.begins_within { "…" }
                        (part::pieces(&passage.pieces))
                        @if passage.ends_within { "…" }
                    }
                }
            }
            p.source {
                @if let Some(document) = record { (part::document(visit, document)) " " }
                a.evidence href=(visit.href(&link::to_passage(first))) { (visit.say("item-in-text")) }
                @if let Some(to) = record.and_then(|one| link::to_words(one.url.as_deref()?, &first.text)) {
                    " " a href=(to) rel="noreferrer noopener external" { (visit.say("item-in-original")) }
                }
            }
        }
        @if count > DOCUMENTS { p.faint { (visit.count("more", count - DOCUMENTS)) } }
    })
}

fn steps(visit: &Visit<'_>, id: &Id) -> Markup {
    let Some(derivation) = visit.view.ledger.derivation(id) else { return nothing() };
    html! {
        details {
            summary { (visit.say("item-steps")) }
            ol {
                @for (step, span) in &derivation.steps {
                    li { code { (step) } @if let Some(span) = span { " " (part::quote(visit, span)) } }
                }
            }
        }
    }
}
