//! Search: words, and who, how, how certain, where from, when.

use keii_model::Record;
use keii_query::{EventLine, Find, FindKind, Found, FoundEntry, Moment, Search};
use keii_words::Word;
use maud::{Markup, html};

use super::{Made, Trouble};
use crate::choice::{CERTAINTIES, EVENTS, SPEECH, STATUSES};
use crate::page::{Page, nothing};
use crate::visit::{Visit, day_of};
use crate::{link, part};

/// So many of each kind stand on the page.
const SHOWN: usize = 40;

/// So many outlets are offered where one is typed.
const PUBLISHERS: u32 = 100;

/// The page.
pub fn page(visit: &Visit<'_>) -> Made {
    let wanted = wanted(visit)?;
    let alone = only(visit);
    let findings = if wanted.is_empty() {
        None
    } else {
        let find = Find { kinds: alone.into_iter().collect(), ..wanted.find.clone() };
        let skip = if alone.is_some() { skipped(visit) } else { 0 };
        let moment = visit.asked.moment();
        let wanted = Search { find, moment, skip, ..wanted.clone() };
        Some(visit.room.library.search(&wanted, SHOWN)?)
    };
    let form = form(visit, &wanted)?;
    let (view, found) = findings.map(|one| (one.view, one.found)).unzip();
    let visit = &view.map_or_else(|| visit.with(visit.view.clone()), |view| visit.with(view));
    let main = html! {
        h1 { (visit.say("nav-search")) }
        (form)
        @if let Some(found) = &found {
            @if found.is_empty() {
                p role="status" { (visit.say("search-nothing")) }
                p.faint { (visit.say("search-nothing-hint")) }
            } @else {
                p role="status" { (visit.count("search-found", found.iter().map(|one| one.count).sum())) }
            }
            @if alone.is_some() {
                p { a href=(visit.here_with(&[("only", None), ("skip", None)])) { (visit.say("search-all-kinds")) } }
            }
            @for one in found { (group(visit, one, alone.is_some())) }
        } @else {
            p.faint { (part::mixed(visit, &visit.say("search-hint"))) }
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
    let come = |name: &&str| STATUSES.iter().any(|(word, _)| word == name);
    let certain = |name: &&str| CERTAINTIES.iter().any(|(word, _)| word == name);
    let find = Find {
        words: words.split_whitespace().map(str::to_owned).collect(),
        types: query.get("type").filter(known).map(str::to_owned).into_iter().collect(),
        factuality: query.get("certain").filter(certain).map(str::to_owned).into_iter().collect(),
        status: query.get("status").filter(come).map(str::to_owned).into_iter().collect(),
        publisher: query.get("publisher").map(str::to_owned),
        from: day("from")?,
        to: day("to")?,
        ..Find::default()
    };
    let person = query.get("person").map(str::to_owned);
    Ok(Search { find, person, moment: Moment::Now, skip: 0 })
}

/// The one kind that is asked for, page by page.
fn only(visit: &Visit<'_>) -> Option<FindKind> {
    visit.asked.query.get("only").and_then(FindKind::from_word)
}

/// How many of it stand on the pages before.
fn skipped(visit: &Visit<'_>) -> usize {
    visit.asked.query.get("skip").and_then(|skip| skip.parse().ok()).unwrap_or(0)
}

fn form(visit: &Visit<'_>, wanted: &Search) -> Result<Markup, Trouble> {
    let library = &visit.room.library;
    let people = library.people(visit.asked.moment())?;
    let people: Vec<&str> = people.names.iter().map(|name| visit.lang().name(name)).collect();
    let publishers = library.publishers(PUBLISHERS)?;
    let publishers: Vec<&str> = publishers.iter().map(String::as_str).collect();
    let find = &wanted.find;
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
    let narrowed = Search { find: Find { words: Vec::new(), ..find.clone() }, ..wanted.clone() };
    Ok(html! {
        form.search role="search" method="get" action="/search" {
            p {
                label for="q" { (visit.say("search-words")) } br;
                input #q type="search" name="q" value=(find.words.join(" ")) autofocus[wanted.is_empty()];
                " " button.primary { (visit.say("search-go")) }
            }
            details open[!narrowed.is_empty()] {
                summary { (visit.say("search-filters")) }
                div.fields {
                    (known(visit, "person", "search-person", wanted.person.as_deref(), &people))
                    (known(visit, "publisher", "search-publisher", find.publisher.as_deref(), &publishers))
                    (kinds(visit, find.types.first().map(String::as_str)))
                    (choice(visit, ("certain", "search-certain"), &CERTAINTIES, find.factuality.first()))
                    (choice(visit, ("status", "search-status"), &STATUSES, find.status.first()))
                    (field(visit, "from", "search-from", day(find.from).as_deref(), "date"))
                    (field(visit, "to", "search-to", day(find.to).as_deref(), "date"))
                }
            }
            @if let Some(day) = visit.asked.as_of { input type="hidden" name="as_of" value=(day); }
        }
    })
}

/// A field for a name, which offers those that are known.
fn known(visit: &Visit<'_>, name: &str, label: &str, value: Option<&str>, all: &[&str]) -> Markup {
    let list = format!("{name}-known");
    html! {
        p {
            label for=(name) { (visit.say(label)) } br;
            input id=(name) name=(name) type="text" value=[value] list=(list) autocomplete="off";
            datalist id=(list) { @for one in all { option value=(one) {} } }
        }
    }
}

fn choice<T: Word>(
    visit: &Visit<'_>,
    (name, label): (&str, &str),
    all: &[(&str, T)],
    chosen: Option<&String>,
) -> Markup {
    html! {
        p {
            label for=(name) { (visit.say(label)) } br;
            select id=(name) name=(name) {
                option value="" { (visit.say("search-any")) }
                (options(visit, all, chosen.map(String::as_str)))
            }
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

fn group(visit: &Visit<'_>, found: &Found, alone: bool) -> Markup {
    let (name, count) = match found.kind {
        FindKind::Text => ("search-texts", "articles"),
        FindKind::Statement => ("search-statements", "search-count"),
        FindKind::Event => ("search-events", "search-tellings"),
        FindKind::Entity => ("search-entities", "search-count"),
    };
    let skipped = if alone { skipped(visit) } else { 0 };
    let turn = |skip: usize| {
        let skip = Some(skip).filter(|skip| *skip > 0).map(|skip| skip.to_string());
        visit.here_with(&[("only", Some(found.kind.word())), ("skip", skip.as_deref())])
    };
    let left = found.count.saturating_sub(skipped + SHOWN);
    html! {
        section id=(found.kind.word()) {
            h2 { (visit.say(name)) " " span.faint.count data-count=(found.count) { (visit.count(count, found.count)) } }
            @if skipped > 0 {
                p { a href=(turn(skipped.saturating_sub(SHOWN))) { (visit.count("story-earlier", skipped)) } }
            }
            ul.results data-list="" { @for one in &found.first { li data-item="" { (entry(visit, one)) } } }
            @if left > 0 { p { a href=(turn(skipped + SHOWN)) { (visit.count("story-later", left)) } } }
        }
    }
}

fn entry(visit: &Visit<'_>, found: &FoundEntry) -> Markup {
    let record = found.record.as_ref().and_then(|id| visit.view.ledger.get(id));
    let head = match record {
        Some(Record::Entity(one)) => html! { p.head { (part::entity(visit, one)) } },
        Some(Record::Event(event)) => {
            let entry = visit.view.ledger.entry(event);
            let line = EventLine::of(&visit.view.ledger, &entry, visit.lang());
            html! {
                p.head {
                    (part::status(visit, event.status)) " "
                    @if let Some(day) = line.date() { (part::date(visit, day)) " " }
                    a.open href=(visit.href(&link::to_event(&event.id))) { (part::mixed(visit, &part::event_name(visit, &line))) }
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
