//! Corrections: given from any item, kept with their reason, taken back from the log.

use keii_ledger::{Corrected, Effect};
use keii_model::{Change, Edtf, Id, Record, Target};
use keii_query::Ask;
use maud::{Markup, html};

use super::{Made, Trouble};
use crate::page::{Page, nothing};
use crate::visit::{Query, Visit};
use crate::{link, part};

/// The log.
pub fn page(visit: &Visit<'_>) -> Made {
    let mut all: Vec<&Corrected> = visit.view.ledger.corrections().iter().collect();
    all.reverse();
    let main = html! {
        h1 { (visit.say("nav-corrections")) }
        p.lead { (visit.say("corrections-lead")) }
        @if all.is_empty() { p { (visit.say("corrections-none")) } }
        ol.corrections data-list="" reversed {
            @for one in &all { (entry(visit, one)) }
        }
        section { (pair_form(visit, None)) }
    };
    Ok(Page::new(visit.say("nav-corrections"), main))
}

fn entry(visit: &Visit<'_>, one: &Corrected) -> Markup {
    let correction = &one.correction;
    html! {
        li data-item="" value=(correction.number) id=(format!("c-{}", correction.number)) {
            p.head { (change(visit, &correction.change)) }
            p.faint {
                (correction.given.get(..10).unwrap_or_default())
                @if let Some(by) = &correction.by { " · " (by) }
                " · " (effect(visit, &one.effect))
            }
            @if let Some(reason) = &correction.reason { p { (visit.say("correction-reason")) " " (reason) } }
            @if !matches!(one.effect, Effect::Undone { .. }) && visit.asked.as_of.is_none() {
                form method="post" action="/corrections" {
                    input type="hidden" name="ask" value="undo";
                    input type="hidden" name="number" value=(correction.number);
                    button { (visit.tell("correction-undo", &[("number", &correction.number.to_string())])) }
                }
            }
        }
    }
}

fn change(visit: &Visit<'_>, change: &Change) -> Markup {
    match change {
        Change::Same { a, b } => html! {
            span.label { (visit.say("correction-same")) } " " (target(visit, a)) " = " (target(visit, b))
        },
        Change::Different { a, b } => html! {
            span.label { (visit.say("correction-different")) } " " (target(visit, a)) " ≠ " (target(visit, b))
        },
        Change::Not { target: of } => html! {
            span.label { (visit.say("correction-not")) } " " (target(visit, of))
        },
        Change::Date { document, published } => html! {
            span.label { (visit.say("correction-date")) } " "
            @match part::record(visit, document) {
                Some(record) => (part::document(visit, record)),
                None => (document),
            }
            " → " (part::date(visit, published))
        },
        Change::Undo { number } => html! {
            span.label { (visit.say("correction-undoes")) } " "
            a href=(format!("#c-{number}")) { (number) }
        },
    }
}

/// What a correction is about, with the passage where it was read.
fn target(visit: &Visit<'_>, target: &Target) -> Markup {
    match target.landmarks.first() {
        Some(landmark) if landmark.span.end > landmark.span.start => html! {
            a.evidence href=(visit.href(&link::to_passage(&landmark.span))) lang="ja" { (target.label) }
        },
        _ => html! { span lang="ja" { (target.label) } },
    }
}

fn effect(visit: &Visit<'_>, effect: &Effect) -> String {
    match effect {
        Effect::Applies => visit.say("effect-applies"),
        Effect::Undone { by } => visit.tell("effect-undone", &[("by", &by.to_string())]),
        Effect::Overruled { by } => visit.tell("effect-overruled", &[("by", &by.to_string())]),
        Effect::Gone { .. } => visit.say("effect-gone"),
        Effect::Impossible => visit.say("effect-impossible"),
    }
}

/// The forms that correct an item, folded away at the foot of its page.
pub fn links(visit: &Visit<'_>, id: &Id) -> Markup {
    let Some(record) = visit.view.ledger.get(id).filter(|_| visit.asked.as_of.is_none()) else {
        return nothing();
    };
    if visit.view.ledger.target(record, None).is_none() {
        return nothing();
    }
    let pairs = matches!(record, Record::Entity(_) | Record::Event(_) | Record::EventMention(_));
    html! {
        section.correct {
            details #correct {
                summary data-correct="" { (visit.say("correct-title")) }
                (not_form(visit, record))
                @if pairs { (pair_form(visit, Some(id))) }
            }
        }
    }
}

fn not_form(visit: &Visit<'_>, record: &Record) -> Markup {
    let says = match record {
        Record::Attribution(_) => "correct-no-speech",
        Record::Document(_) => "correct-no-article",
        _ => "correct-misread",
    };
    html! {
        form method="post" action="/corrections" {
            input type="hidden" name="ask" value="not";
            input type="hidden" name="a" value=(record.id());
            (reason(visit, "not"))
            button { (visit.say(says)) }
        }
    }
}

/// Two are one, or are not.
fn pair_form(visit: &Visit<'_>, known: Option<&Id>) -> Markup {
    if visit.asked.as_of.is_some() {
        return nothing();
    }
    html! {
        form.pair method="post" action="/corrections" {
            h2 { (visit.say("correct-pair")) }
            p.faint { (visit.say("correct-pair-lead")) }
            @match known {
                Some(id) => { input type="hidden" name="a" value=(id); },
                None => {
                    p { label for="pair-a" { (visit.say("correct-this")) } br;
                        input #pair-a name="a" required autocomplete="off"; }
                },
            }
            p { label for="pair-b" { (visit.say("correct-other")) } br;
                input #pair-b name="b" required autocomplete="off"; }
            (reason(visit, "pair"))
            button name="ask" value="same" { (visit.say("correct-same")) } " "
            button name="ask" value="different" { (visit.say("correct-different")) }
        }
    }
}

/// The form that says at once whether two events that are shown together are one.
pub fn twin_form(visit: &Visit<'_>, event: &Id, other: &Id) -> Markup {
    if visit.asked.as_of.is_some() {
        return nothing();
    }
    let of = format!("twin-{other}");
    html! {
        details.twin {
            summary { (visit.say("correct-pair")) }
            form method="post" action="/corrections" {
                input type="hidden" name="a" value=(event);
                input type="hidden" name="b" value=(other);
                (reason(visit, &of))
                button name="ask" value="same" { (visit.say("correct-same")) } " "
                button name="ask" value="different" { (visit.say("correct-different")) }
            }
        }
    }
}

/// The form that tells when a document appeared.
pub fn date_form(visit: &Visit<'_>, document: &Id) -> Markup {
    if visit.asked.as_of.is_some() {
        return nothing();
    }
    let id = format!("date-{document}");
    html! {
        form.date method="post" action="/corrections" {
            input type="hidden" name="ask" value="date";
            input type="hidden" name="a" value=(document);
            p {
                label for=(id) { (visit.say("correct-date")) } " "
                input id=(id) name="published" required size="14" placeholder="2025-08-15" autocomplete="off";
                " " button { (visit.say("correct-date-go")) }
            }
        }
    }
}

fn reason(visit: &Visit<'_>, of: &str) -> Markup {
    let id = format!("reason-{of}");
    html! {
        p { label for=(id) { (visit.say("correct-reason")) } br; input id=(id) name="reason" maxlength="500"; }
    }
}

/// Writes down what a form asks for; gives the address of its line in the log.
pub fn give(visit: &Visit<'_>, form: &Query) -> Result<String, Trouble> {
    let ask = asked(form)?;
    let reason = form.get("reason").map(str::to_owned);
    let given = (visit.room.clock)();
    let correction = visit.room.library.correct(&ask, None, reason, &given)?;
    Ok(format!("/corrections#c-{}", correction.number))
}

fn asked(form: &Query) -> Result<Ask, Trouble> {
    let senseless = Trouble::Senseless;
    let id = |name: &str| form.get(name).map(str::to_owned).ok_or(senseless("bad-form"));
    Ok(match form.get("ask").unwrap_or_default() {
        "same" => Ask::Same(id("a")?, id("b")?),
        "different" => Ask::Different(id("a")?, id("b")?),
        "not" => Ask::Not(id("a")?),
        "date" => {
            let day: Edtf = id("published")?.parse().map_err(|_| senseless("bad-day"))?;
            Ask::Date(id("a")?, day)
        }
        "undo" => Ask::Undo(id("number")?.parse().map_err(|_| senseless("bad-form"))?),
        _ => return Err(senseless("bad-form")),
    })
}
