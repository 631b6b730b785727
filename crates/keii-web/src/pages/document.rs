//! One document: the text as received, what keii reads in it laid over, where it came from.

mod text;
mod versions;

use std::collections::BTreeSet;

use keii_ledger::CopyKind;
use keii_model::{Basis, Document, DocumentRecord, Id, Record};
use keii_query::{Layer, StoredDocument, copy_of};
use keii_words::Word;
use maud::{Markup, html};

use super::{Made, Trouble, corrections, unmeant};
use crate::page::{Page, nothing};
use crate::visit::Visit;
use crate::{link, part};

/// The page.
pub fn page(visit: &Visit<'_>, id: &str) -> Made {
    let known = match keii_query::find(&visit.view.ledger, id) {
        Ok(Record::Document(record)) => Some(record),
        _ => None,
    };
    let id = known.map_or_else(|| Id::from(id), |record| record.id.clone());
    let document = visit.room.library.document(&id)?;
    let document = document.ok_or_else(|| unmeant(visit, id.as_str()))?;
    let stored = visit.room.library.versions(&id)?;
    let this = stored.iter().find(|one| one.id == id).ok_or(Trouble::Missing)?;
    let title = known.map_or_else(|| document.name.clone(), part::title);
    let on = layers(visit);
    let main = html! {
        h1 lang=[known.map(|one| one.language.as_str())] { (title) }
        @if let Some(record) = known { p.facts { (part::source_of(visit, record))
            " · " span.id { (visit.view.short.short(&record.id)) } } }
        @else { p role="status" { (visit.say("document-superseded")) } }
        (versions::section(visit, &stored, this, &document)?)
        @if visit.asked.query.get("compare").is_none() {
            (switches(visit, &on))
            (text::section(visit, &document, known.is_some(), &on))
        }
        @if let Some(record) = known { (alone(visit, &record.id)) }
        (provenance(visit, known, &document, this))
        @if known.is_some() { (corrections::date_form(visit, &id)) (corrections::links(visit, &id)) }
    };
    Ok(Page::new(title, main))
}

fn layers(visit: &Visit<'_>) -> BTreeSet<Layer> {
    let named = visit.asked.query.all("layer");
    named.filter_map(|name| Layer::ALL.into_iter().find(|layer| layer.name() == name)).collect()
}

fn layer_name(visit: &Visit<'_>, layer: Layer) -> String {
    visit.say(match layer {
        Layer::Speech => "layer-speech",
        Layer::People => "layer-people",
        Layer::Times => "layer-times",
        Layer::Events => "layer-events",
        Layer::Hedges => "layer-hedges",
    })
}

/// Which layers are shown.
fn switches(visit: &Visit<'_>, on: &BTreeSet<Layer>) -> Markup {
    html! {
        form.layers method="get" action=(visit.asked.path) {
            fieldset {
                legend { (visit.say("document-layers")) }
                @for layer in Layer::ALL {
                    label {
                        input type="checkbox" name="layer" value=(layer.name()) checked[on.contains(&layer)];
                        " " span.swatch data-layers=(layer.name()) { (layer_name(visit, layer)) }
                    }
                }
                @if let Some(day) = visit.asked.as_of { input type="hidden" name="as_of" value=(day); }
                button { (visit.say("document-show")) }
            }
        }
    }
}

fn alone(visit: &Visit<'_>, id: &Id) -> Markup {
    let alone = visit.view.told_alone(id);
    html! {
        @if !alone.is_empty() {
            section {
                h2 { (visit.say("document-alone")) }
                ul.plain {
                    @for one in alone.iter().take(30) {
                        li {
                            span.label { (one.attribute.word(visit.lang())) } " "
                            @for value in one.values.iter().filter(|value| value.document == *id) {
                                (part::quote(visit, &value.span)) " "
                            }
                            @if let Some(event) = &one.event {
                                a href=(visit.href(&link::to_event(event))) { (visit.say("item-event")) }
                            }
                        }
                    }
                }
                @if alone.len() > 30 { p.faint { (visit.count("more", alone.len() - 30)) } }
            }
        }
    }
}

fn provenance(
    visit: &Visit<'_>,
    record: Option<&DocumentRecord>,
    document: &Document,
    stored: &StoredDocument,
) -> Markup {
    let url = document.metadata.url.as_deref();
    html! {
        section #provenance {
            h2 { (visit.say("document-provenance")) }
            dl.facts-list {
                @if let Some(url) = url {
                    dt { (visit.say("document-url")) }
                    dd { (original(visit, url, document)) }
                }
                dt { (visit.say("document-file")) } dd { (part::mixed(visit, &document.name)) }
                dt { (visit.say("document-arrived")) } dd { (stored.added.get(..10).unwrap_or_default()) }
                dt { "SHA-256" } dd.digest { code { (document.sha256) } }
                @if let Some(record) = record { (known(visit, record)) }
            }
        }
    }
}

fn known(visit: &Visit<'_>, record: &DocumentRecord) -> Markup {
    let people = [("document-author", &record.author), ("document-translator", &record.translator)];
    html! {
        dt { (visit.say("document-published")) }
        dd {
            (part::published(visit, &record.published))
            @if record.published.basis != Basis::None { " " span.faint { (record.published.basis.word(visit.lang())) } }
            @for span in &record.published.evidence { " " (part::quote(visit, span)) }
        }
        @for (name, source) in people {
            @if let Some(source) = source { dt { (visit.say(name)) } dd { (part::mixed(visit, &source.name)) } }
        }
        @if !record.references.is_empty() {
            dt { (visit.say("document-credits")) }
            dd {
                ul.plain {
                    @for one in &record.references {
                        li {
                            (part::list(visit, [&one.title, &one.publisher, &one.host].into_iter().flatten()
                                .map(|name| part::mixed(visit, name))))
                            @for span in one.evidence.iter().take(1) { " " (part::quote(visit, span)) }
                        }
                    }
                }
            }
        }
        @if let Some((kind, of)) = copy_of(&visit.view.ledger, &record.id) {
            dt { (visit.say(match kind {
                CopyKind::Identical => "copy-identical",
                CopyKind::Reprint => "copy-reprint",
                CopyKind::Excerpt => "copy-excerpt",
                CopyKind::Update => "copy-update",
            })) }
            dd { @if let Some(of) = part::record(visit, of) { (part::document(visit, of)) } }
        }
    }
}

/// A link to the original, where its address is one on the web; to the words that are shown, where
/// some are.
fn original(visit: &Visit<'_>, url: &str, document: &Document) -> Markup {
    let Some(plain) = link::to_original(url) else { return html! { code { (url) } } };
    let words = text::asked(visit).and_then(|(start, end)| {
        let (start, end) = (document.text.byte(start)?, document.text.byte(end)?);
        document.text.as_str().get(start as usize..end as usize)
    });
    let precise = words.and_then(|words| link::to_words(url, words));
    html! {
        a href=(precise.as_deref().unwrap_or(plain)) rel="noreferrer noopener external" { (url) }
        @if precise.is_some() { " " span.faint { (visit.say("document-fragment")) } }
        @else { (nothing()) }
    }
}
