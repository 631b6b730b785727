//! Search: words, and who, how, how certain, where from, when.

use keii_model::{Factuality, Modality};
use keii_query::{EventLine, Found, Hits, Search, search};
use keii_words::Word;
use maud::{Markup, html};

use super::{Made, Trouble};
use crate::page::Page;
use crate::visit::{Visit, day_of};
use crate::{link, part};

/// So many of each sort stand on the page.
const SHOWN: usize = 40;

const MODALITIES: [Modality; 18] = [
    Modality::Assert,
    Modality::Deny,
    Modality::Evaluate,
    Modality::Demand,
    Modality::Propose,
    Modality::Promise,
    Modality::Plan,
    Modality::Agree,
    Modality::Reject,
    Modality::Invite,
    Modality::Ask,
    Modality::Hope,
    Modality::Fear,
    Modality::Infer,
    Modality::Speculate,
    Modality::Forecast,
    Modality::Conditional,
    Modality::Counterfactual,
];

const CERTAINTIES: [Factuality; 9] = [
    Factuality::Certain,
    Factuality::Probable,
    Factuality::Possible,
    Factuality::CertainNot,
    Factuality::ProbablyNot,
    Factuality::PossiblyNot,
    Factuality::Unknown,
    Factuality::Normative,
    Factuality::Opinion,
];

/// The page.
pub fn page(visit: &Visit<'_>) -> Made {
    let wanted = wanted(visit)?;
    let hits = if wanted.is_empty() {
        None
    } else {
        Some(search(&visit.room.library, &visit.view, &wanted, SHOWN)?)
    };
    let main = html! {
        h1 { (visit.say("nav-search")) }
        (form(visit, &wanted))
        @if let Some(hits) = &hits { (found(visit, hits)) }
    };
    Ok(Page::new(visit.say("nav-search"), main))
}

fn wanted(visit: &Visit<'_>) -> Result<Search, Trouble> {
    let query = &visit.asked.query;
    let text = |name: &str| query.get(name).map(str::to_owned);
    let day = |name: &str| match query.get(name) {
        Some(written) => day_of(written).map(Some).ok_or(Trouble::Senseless("bad-day")),
        None => Ok(None),
    };
    let how = |name: &str| MODALITIES.into_iter().find(|one| one.en() == name);
    let certain = |name: &str| CERTAINTIES.into_iter().find(|one| one.en() == name);
    Ok(Search {
        words: text("q").unwrap_or_default(),
        person: text("person"),
        modality: query.get("how").and_then(how),
        factuality: query.get("certain").and_then(certain),
        publisher: text("publisher"),
        from: day("from")?,
        to: day("to")?,
    })
}

fn form(visit: &Visit<'_>, wanted: &Search) -> Markup {
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
    html! {
        form.search role="search" method="get" action="/search" {
            p {
                label for="q" { (visit.say("search-words")) } br;
                input #q type="search" name="q" value=(wanted.words) autofocus[wanted.is_empty()];
                " " button.primary { (visit.say("search-go")) }
            }
            details open[wanted.person.is_some() || wanted.publisher.is_some() || wanted.modality.is_some()
                || wanted.factuality.is_some() || wanted.from.is_some() || wanted.to.is_some()] {
                summary { (visit.say("search-filters")) }
                div.fields {
                    (field(visit, "person", "search-person", wanted.person.as_deref(), "text"))
                    (field(visit, "publisher", "search-publisher", wanted.publisher.as_deref(), "text"))
                    (choice(visit, "how", "search-how", &MODALITIES, wanted.modality))
                    (choice(visit, "certain", "search-certain", &CERTAINTIES, wanted.factuality))
                    (field(visit, "from", "search-from", day(wanted.from).as_deref(), "date"))
                    (field(visit, "to", "search-to", day(wanted.to).as_deref(), "date"))
                }
            }
            @if let Some(day) = visit.asked.as_of { input type="hidden" name="as_of" value=(day); }
        }
    }
}

fn field(visit: &Visit<'_>, name: &str, label: &str, value: Option<&str>, kind: &str) -> Markup {
    html! {
        p { label for=(name) { (visit.say(label)) } br; input id=(name) name=(name) type=(kind) value=[value]; }
    }
}

fn choice<T: Word + PartialEq>(
    visit: &Visit<'_>,
    name: &str,
    label: &str,
    all: &[T],
    chosen: Option<T>,
) -> Markup {
    html! {
        p {
            label for=(name) { (visit.say(label)) } br;
            select id=(name) name=(name) {
                option value="" { (visit.say("search-any")) }
                @for one in all {
                    option value=(one.en()) selected[chosen == Some(*one)] { (one.word(visit.lang())) }
                }
            }
        }
    }
}

fn found(visit: &Visit<'_>, hits: &Hits<'_>) -> Markup {
    let all = hits.entities.count + hits.statements.count + hits.events.count + hits.texts.count;
    html! {
        p role="status" { (visit.count("search-found", all)) }
        (group(visit, "search-entities", &hits.entities, |one| part::entity(visit, one)))
        (group(visit, "search-events", &hits.events, |(event, span)| {
            let entry = visit.view.ledger.entry(event);
            let line = EventLine::of(&visit.view.ledger, &entry, visit.lang());
            html! {
                p.head {
                    (part::status(visit, event.status)) " "
                    @if let Some(day) = line.date() { (part::date(visit, day)) " " }
                    a.open href=(visit.href(&link::to_event(&event.id))) { (part::event_name(visit, &line)) }
                }
                p.words { (part::quote(visit, span)) }
            }
        }))
        (group(visit, "search-statements", &hits.statements, |(one, span)| html! {
            p.head {
                span.label { (one.attribution_type.word(visit.lang())) } " "
                @for speaker in &one.speaker {
                    @if let Some(name) = visit.view.ledger.speaker_name(speaker) { strong { (name) } " " }
                }
                a.open href=(visit.href(&link::to_item(&one.id))) { (visit.say("item-details")) }
            }
            p.words { (part::quote(visit, span)) }
        }))
        (group(visit, "search-texts", &hits.texts, |(document, passages)| html! {
            p.head { (part::document(visit, document)) }
            @for passage in passages { blockquote lang=(document.language) { p { (part::pieces(&passage.pieces)) } } }
        }))
    }
}

fn group<T>(
    visit: &Visit<'_>,
    name: &str,
    found: &Found<T>,
    each: impl Fn(&T) -> Markup,
) -> Markup {
    html! {
        @if found.count > 0 {
            section {
                h2 { (visit.say(name)) " " span.faint { (found.count) } }
                ul.results data-list="" { @for one in &found.first { li data-item="" { (each(one)) } } }
                @if found.count > found.first.len() {
                    p.faint { (visit.count("more", found.count - found.first.len())) }
                }
            }
        }
    }
}
