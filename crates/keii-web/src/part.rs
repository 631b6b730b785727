//! Small parts that many pages are made of.

use keii_model::{
    Attribution, AttributionType, Basis, DocumentRecord, Edtf, Entity, Id, Published, Record,
    SpeakerHow, Status, TextSpan, Verdict,
};
use keii_query::{EventLine, Piece, one_line};
use keii_words::date::for_people;
use keii_words::{Word, status_sign, verdict_sign};
use maud::{Markup, html};

use crate::link;
use crate::page::nothing;
use crate::visit::Visit;

/// How far a happening has come: sign and word, as on the terminal.
pub fn status(visit: &Visit<'_>, status: Status) -> Markup {
    html! {
        span.status data-status=(status.en()) {
            span.sign aria-hidden="true" { (status_sign(status)) } " " (status.word(visit.lang()))
        }
    }
}

/// How tellings stand to each other.
pub fn verdict(visit: &Visit<'_>, verdict: Verdict) -> Markup {
    let sort = match verdict {
        Verdict::Agree | Verdict::Precision | Verdict::NearQuote => "good",
        Verdict::Framing | Verdict::SingleSource => "open",
        Verdict::Conflict | Verdict::WithinDocument => "bad",
    };
    html! {
        span.verdict data-sort=(sort) {
            span.sign aria-hidden="true" { (verdict_sign(verdict)) } " " (verdict.word(visit.lang()))
        }
    }
}

/// A date as people write it; whole days also for machines.
pub fn date(visit: &Visit<'_>, date: &Edtf) -> Markup {
    let shown = for_people(date, visit.lang());
    match (date.first_day(), date.last_day()) {
        (Some(first), Some(last)) if first == last => {
            html! { time datetime=(first) { (shown) } }
        }
        _ => html! { span.date { (shown) } },
    }
}

/// The day of publication; one that was concluded rather than told is marked.
pub fn published(visit: &Visit<'_>, published: &Published) -> Markup {
    let Some(value) = &published.value else {
        return html! { span.faint { (visit.say("date-unknown")) } };
    };
    html! {
        (date(visit, value))
        @if published.basis == Basis::Inferred { " " span.faint { (visit.say("date-inferred")) } }
    }
}

/// The headline of a document, else the name of its file.
pub fn title(document: &DocumentRecord) -> String {
    one_line(document.title.as_ref().map_or(&document.name, |title| &title.text))
}

/// A link to a document by its headline, with outlet and day.
pub fn document(visit: &Visit<'_>, document: &DocumentRecord) -> Markup {
    html! {
        a.open href=(visit.href(&link::to_document(&document.id))) lang=(document.language) { (title(document)) }
        " " span.faint { (source_of(visit, document)) }
    }
}

/// Outlet and day of a document.
pub fn source_of(visit: &Visit<'_>, document: &DocumentRecord) -> Markup {
    html! {
        @if let Some(publisher) = &document.publisher { (mixed(visit, &publisher.name)) " · " }
        (published(visit, &document.published))
    }
}

/// The record of a document.
pub fn record<'a>(visit: &'a Visit<'_>, id: &Id) -> Option<&'a DocumentRecord> {
    match visit.view.ledger.get(id) {
        Some(Record::Document(document)) => Some(document),
        _ => None,
    }
}

/// Words as they stand in a document, linked to their passage, with outlet and day.
pub fn quote(visit: &Visit<'_>, span: &TextSpan) -> Markup {
    let Some(document) = record(visit, &span.document) else { return nothing() };
    html! {
        span.quoted {
            a.evidence href=(visit.href(&link::to_passage(span))) {
                q lang=(document.language) { (one_line(&span.text)) }
            }
            " " cite { (cited(visit, document)) }
        }
    }
}

/// So many letters of a headline stand for an outlet that is not known.
const SHORT: usize = 14;

/// Where quoted words are from: the outlet, else the beginning of the headline, and the day.
pub fn cited(visit: &Visit<'_>, document: &DocumentRecord) -> Markup {
    html! { (mixed(visit, &outlet(document))) " · " (published(visit, &document.published)) }
}

/// The outlet, else the beginning of the headline.
fn outlet(document: &DocumentRecord) -> String {
    let known = document.publisher.as_ref().map(|publisher| publisher.name.clone());
    known.unwrap_or_else(|| {
        let title = title(document);
        let short: String = title.chars().take(SHORT).collect();
        if short.len() < title.len() { format!("{short}…") } else { title }
    })
}

/// A document by its outlet, else the beginning of its headline, else its id.
pub fn short_name(visit: &Visit<'_>, id: &Id) -> String {
    record(visit, id).map_or_else(|| visit.view.short.short(id), outlet)
}

/// The words of a passage, those that were asked for marked.
pub fn pieces(pieces: &[Piece]) -> Markup {
    let last = pieces.len().saturating_sub(1);
    html! {
        @for (at, piece) in pieces.iter().enumerate() {
            @let text = if at == 0 { piece.text.trim_start() } else { &piece.text };
            @let text = if at == last { text.trim_end() } else { text };
            @if piece.marked { mark { (text) } } @else { (without_gaps(text)) }
        }
    }
}

/// Without empty lines: a passage is one piece of reading.
fn without_gaps(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        if !line.trim().is_empty() || !line.ends_with('\n') || !shown.ends_with('\n') {
            shown.push_str(line);
        }
    }
    shown
}

/// An entity, linked.
pub fn entity(visit: &Visit<'_>, one: &Entity) -> Markup {
    let to = visit.href(&link::to_entity(one));
    html! { a href=(to) lang=[name_lang(visit, one)] { (visit.lang().name(&one.name)) } }
}

/// The language of a name that is not in that of the page.
pub fn name_lang(visit: &Visit<'_>, one: &Entity) -> Option<&'static str> {
    let foreign = visit.lang() == keii_words::Lang::En && one.name.en.is_none();
    foreign.then_some("ja")
}

/// Who speaks: by name, the writer, or nobody in particular.
pub fn speakers(visit: &Visit<'_>, said: &Attribution) -> Markup {
    let named: Vec<Markup> = said
        .speaker
        .iter()
        .filter_map(|one| {
            let known = one.entity.as_ref().and_then(|id| visit.view.ledger.entity(id));
            let words = || one.text.as_ref().map(|words| html! { span lang="ja" { (words) } });
            known.map(|known| entity(visit, known)).or_else(words)
        })
        .collect();
    let writer = said.attribution_type == AttributionType::Author;
    let nobody = if writer { SpeakerHow::Author } else { SpeakerHow::Unattributed };
    html! {
        @if named.is_empty() { span.faint { (nobody.word(visit.lang())) } }
        @else { strong { (list(visit, named)) } }
    }
}

/// Things in a row, with the mark of the language between them.
pub fn list(visit: &Visit<'_>, all: impl IntoIterator<Item = Markup>) -> Markup {
    let between = match visit.lang() {
        keii_words::Lang::Ja => "、",
        keii_words::Lang::En => ", ",
    };
    html! {
        @for (at, one) in all.into_iter().enumerate() {
            @if at > 0 { (between) }
            (one)
        }
    }
}

/// Words of the room's making that may hold names in Japanese, these marked as such where the page
/// is in another language.
pub fn mixed(visit: &Visit<'_>, text: &str) -> Markup {
    if visit.lang() == keii_words::Lang::Ja {
        return html! { (text) };
    }
    html! {
        @for (japanese, words) in runs(text) {
            @if japanese { span lang="ja" { (words) } } @else { (words) }
        }
    }
}

/// The same within a drawing.
pub fn mixed_drawn(visit: &Visit<'_>, text: &str) -> Markup {
    if visit.lang() == keii_words::Lang::Ja {
        return html! { (text) };
    }
    html! {
        @for (japanese, words) in runs(text) {
            @if japanese { tspan lang="ja" { (words) } } @else { (words) }
        }
    }
}

/// What is Japanese in a text, and what is not, in turns.
fn runs(text: &str) -> Vec<(bool, String)> {
    let letters: Vec<char> = text.chars().collect();
    let runs = letters.chunk_by(|a, b| is_japanese(*a) == is_japanese(*b));
    runs.map(|run| (run.first().is_some_and(|c| is_japanese(*c)), run.iter().collect())).collect()
}

/// Kana, kanji, and what stands between them.
fn is_japanese(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}')
}

/// The first of a long list; the others are folded away below it, and what is more than these is
/// counted.
pub fn folded(
    visit: &Visit<'_>,
    class: &str,
    open: usize,
    count: usize,
    items: impl Iterator<Item = Markup>,
) -> Markup {
    let items: Vec<Markup> = items.collect();
    let (open, rest) = items.split_at(open.min(items.len()));
    html! {
        ul class=(class) data-list="" { @for one in open { (one) } }
        @if !rest.is_empty() {
            details {
                summary { (visit.count("more", count - open.len())) }
                ul class=(class) data-list="" { @for one in rest { (one) } }
                @if count > items.len() { p.faint { (visit.count("more", count - items.len())) } }
            }
        }
    }
}

/// `甲、乙 → 丙 @ 丁`, each linked.
pub fn facts(visit: &Visit<'_>, line: &EventLine<'_>) -> Markup {
    let one = |name: &String| match line.named.get(name.as_str()) {
        Some(id) => match visit.view.ledger.entity(id) {
            Some(known) => entity(visit, known),
            None => mixed(visit, name),
        },
        None => mixed(visit, name),
    };
    let names = |all: &[String]| list(visit, all.iter().map(one));
    let facts = &line.facts;
    html! {
        (names(&facts.actors))
        @if !facts.recipients.is_empty() { " → " (names(&facts.recipients)) }
        @if !facts.places.is_empty() {
            " " span.place { span aria-hidden="true" { "@" } " " (names(&facts.places)) }
        }
    }
}

/// `甲省によると `, where no article tells it in its own voice.
pub fn by_word_of(visit: &Visit<'_>, line: &EventLine<'_>) -> Markup {
    html! { @if let Some(source) = &line.by_word_of { span.faint { (mixed(visit, source)) } " " } }
}

/// What an event is called in a link: kind, parties, place, as plain words.
pub fn event_name(visit: &Visit<'_>, line: &EventLine<'_>) -> String {
    let kind = line.event.event_type.word(visit.lang());
    let facts = line.facts.headline(visit.lang());
    if facts.is_empty() { kind.to_owned() } else { format!("{kind} {facts}") }
}

/// On how many articles and sources something rests.
pub fn counted(visit: &Visit<'_>, documents: usize, sources: usize) -> String {
    if sources < documents {
        let (documents, sources) = (documents.to_string(), sources.to_string());
        visit.tell("articles-sources", &[("articles", &documents), ("sources", &sources)])
    } else {
        visit.count("articles", documents)
    }
}

/// One event as an item of a list.
pub fn event_item(visit: &Visit<'_>, line: &EventLine<'_>) -> Markup {
    let id = &line.event.id;
    html! {
        li.event data-item="" data-marks="" data-status=(line.event.status.en()) id=(format!("e-{id}")) {
            div.when { @if let Some(day) = line.date() { (date(visit, day)) } }
            div.what {
                p.head {
                    (status(visit, line.event.status)) " "
                    a.open href=(visit.href(&link::to_event(id))) {
                        (line.event.event_type.word(visit.lang()))
                    }
                    " " strong { (facts(visit, line)) }
                }
                @if let Some(words) = line.words {
                    p.words { (by_word_of(visit, line)) (quote(visit, words)) }
                }
                @if line.documents.len() > 1 {
                    p.faint { (counted(visit, line.documents.len(), line.sources)) }
                }
            }
        }
    }
}
