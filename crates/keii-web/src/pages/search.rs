//! Search: words, and who, how, how certain, where from, when.

use keii_model::{AttributionType, EventType, Factuality, Record};
use keii_query::{EventLine, Find, FindKind, Found, FoundEntry, Moment, Search};
use keii_words::Word;
use maud::{Markup, html};

use super::{Made, Trouble};
use crate::page::{Page, nothing};
use crate::visit::{Visit, day_of};
use crate::{link, part};

/// So many of each kind stand on the page.
const SHOWN: usize = 40;

const SPEECH: [(&str, AttributionType); 4] = [
    ("direct", AttributionType::Direct),
    ("mixed", AttributionType::Mixed),
    ("indirect", AttributionType::Indirect),
    ("author", AttributionType::Author),
];

const EVENTS: [(&str, EventType); 16] = [
    ("meet", EventType::Meet),
    ("call", EventType::Call),
    ("visit", EventType::Visit),
    ("negotiate", EventType::Negotiate),
    ("mediate", EventType::Mediate),
    ("invite", EventType::Invite),
    ("agree", EventType::Agree),
    ("sign", EventType::Sign),
    ("ceasefire", EventType::Ceasefire),
    ("demand", EventType::Demand),
    ("reject", EventType::Reject),
    ("accuse", EventType::Accuse),
    ("threaten", EventType::Threaten),
    ("sanction", EventType::Sanction),
    ("deploy", EventType::Deploy),
    ("attack", EventType::Attack),
];

/// As the interchange format writes them.
const CERTAINTIES: [(&str, Factuality); 9] = [
    ("CT+", Factuality::Certain),
    ("PR+", Factuality::Probable),
    ("PS+", Factuality::Possible),
    ("CT-", Factuality::CertainNot),
    ("PR-", Factuality::ProbablyNot),
    ("PS-", Factuality::PossiblyNot),
    ("U", Factuality::Unknown),
    ("normative", Factuality::Normative),
    ("opinion", Factuality::Opinion),
];

/// The page.
pub fn page(visit: &Visit<'_>) -> Made {
    let wanted = wanted(visit)?;
    let found = if wanted.is_empty() {
        None
    } else {
        let moment = visit.asked.as_of.map_or(Moment::Now, Moment::EndOf);
        let wanted = Search { moment, ..wanted.clone() };
        Some(visit.room.library.search(&visit.view, &wanted, SHOWN)?)
    };
    let main = html! {
        h1 { (visit.say("nav-search")) }
        (form(visit, &wanted))
        @if let Some(found) = &found {
            p role="status" { (visit.count("search-found", found.iter().map(|one| one.count).sum())) }
            @for one in found { (group(visit, one)) }
        }
    };
    Ok(Page::new(visit.say("nav-search"), main))
}

fn wanted(visit: &Visit<'_>) -> Result<Search, Trouble> {
    let query = &visit.asked.query;
    let day = |name: &str| match query.get(name) {
        Some(written) => day_of(written).map(Some).ok_or(Trouble::Senseless("bad-day")),
        None => Ok(None),
    };
    let words = query.get("q").unwrap_or_default();
    let known = |name: &&str| {
        SPEECH.iter().any(|(word, _)| word == name) || EVENTS.iter().any(|(word, _)| word == name)
    };
    let certain = |name: &&str| CERTAINTIES.iter().any(|(word, _)| word == name);
    let find = Find {
        words: words.split_whitespace().map(str::to_owned).collect(),
        types: query.get("type").filter(known).map(str::to_owned).into_iter().collect(),
        factuality: query.get("certain").filter(certain).map(str::to_owned).into_iter().collect(),
        publisher: query.get("publisher").map(str::to_owned),
        from: day("from")?,
        to: day("to")?,
        ..Find::default()
    };
    Ok(Search { find, person: query.get("person").map(str::to_owned), moment: Moment::Now })
}

fn form(visit: &Visit<'_>, wanted: &Search) -> Markup {
    let find = &wanted.find;
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
    let narrowed = Search { find: Find { words: Vec::new(), ..find.clone() }, ..wanted.clone() };
    html! {
        form.search role="search" method="get" action="/search" {
            p {
                label for="q" { (visit.say("search-words")) } br;
                input #q type="search" name="q" value=(find.words.join(" ")) autofocus[wanted.is_empty()];
                " " button.primary { (visit.say("search-go")) }
            }
            details open[!narrowed.is_empty()] {
                summary { (visit.say("search-filters")) }
                div.fields {
                    (field(visit, "person", "search-person", wanted.person.as_deref(), "text"))
                    (field(visit, "publisher", "search-publisher", find.publisher.as_deref(), "text"))
                    (kinds(visit, find.types.first().map(String::as_str)))
                    p {
                        label for="certain" { (visit.say("search-certain")) } br;
                        select #certain name="certain" {
                            option value="" { (visit.say("search-any")) }
                            (options(visit, &CERTAINTIES, find.factuality.first().map(String::as_str)))
                        }
                    }
                    (field(visit, "from", "search-from", day(find.from).as_deref(), "date"))
                    (field(visit, "to", "search-to", day(find.to).as_deref(), "date"))
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

fn kinds(visit: &Visit<'_>, chosen: Option<&str>) -> Markup {
    html! {
        p {
            label for="type" { (visit.say("search-type")) } br;
            select #type name="type" {
                option value="" { (visit.say("search-any")) }
                optgroup label=(visit.say("search-statements")) { (options(visit, &SPEECH, chosen)) }
                optgroup label=(visit.say("search-events")) { (options(visit, &EVENTS, chosen)) }
            }
        }
    }
}

fn options<T: Word>(visit: &Visit<'_>, all: &[(&str, T)], chosen: Option<&str>) -> Markup {
    html! {
        @for (name, word) in all {
            option value=(name) selected[chosen == Some(*name)] { (word.word(visit.lang())) }
        }
    }
}

fn group(visit: &Visit<'_>, found: &Found<'_>) -> Markup {
    let name = match found.kind {
        FindKind::Text => "search-texts",
        FindKind::Statement => "search-statements",
        FindKind::Event => "search-events",
        FindKind::Entity => "search-entities",
    };
    html! {
        section {
            h2 { (visit.say(name)) " " span.faint { (found.count) } }
            ul.results data-list="" { @for one in &found.first { li data-item="" { (entry(visit, one)) } } }
            @if found.count > SHOWN { p.faint { (visit.count("more", found.count - SHOWN)) } }
        }
    }
}

fn entry(visit: &Visit<'_>, found: &FoundEntry<'_>) -> Markup {
    let head = match found.record {
        Some(Record::Entity(one)) => html! { p.head { (part::entity(visit, one)) } },
        Some(Record::Event(event)) => {
            let entry = visit.view.ledger.entry(event);
            let line = EventLine::of(&visit.view.ledger, &entry, visit.lang());
            html! {
                p.head {
                    (part::status(visit, event.status)) " "
                    @if let Some(day) = line.date() { (part::date(visit, day)) " " }
                    a.open href=(visit.href(&link::to_event(&event.id))) { (part::event_name(visit, &line)) }
                }
            }
        }
        Some(Record::Attribution(one)) => html! {
            p.head {
                span.label { (one.attribution_type.word(visit.lang())) } " "
                (part::speakers(visit, one)) " "
                a.open href=(visit.href(&link::to_item(&one.id))) { (visit.say("item-details")) }
            }
        },
        _ => match part::record(visit, &found.document) {
            Some(document) => html! { p.head { (part::document(visit, document)) } },
            None => nothing(),
        },
    };
    let lang = part::record(visit, &found.document).map(|one| one.language.as_str());
    html! {
        (head)
        @if found.passages.is_empty() {
            @if let Some(span) = &found.span { p.words { (part::quote(visit, span)) } }
        }
        @for passage in &found.passages { blockquote lang=[lang] { p { (part::pieces(&passage.pieces)) } } }
        @if let (Some(span), false) = (&found.span, found.passages.is_empty()) {
            p.source { a.evidence href=(visit.href(&link::to_passage(span))) { (visit.say("item-in-text")) } }
        }
    }
}
