//! The text as received, cut where layers begin and end.

use std::collections::BTreeSet;

use keii_model::{Document, Record};
use keii_query::{Layer, Marked};
use maud::{Markup, html};

use crate::link;
use crate::visit::Visit;

/// So many characters are shown; a longer text is no article.
const SHOWN: usize = 200_000;

/// The code points that were asked for: `?at=12-40`.
pub fn asked(visit: &Visit<'_>) -> Option<(u32, u32)> {
    let (start, end) = visit.asked.query.get("at")?.split_once('-')?;
    let (start, end) = (start.parse().ok()?, end.parse().ok()?);
    (start < end).then_some((start, end))
}

/// The text with its layers.
pub fn section(
    visit: &Visit<'_>,
    document: &Document,
    known: bool,
    on: &BTreeSet<Layer>,
) -> Markup {
    let marks = if known { visit.view.layers(&document.id, on) } else { Vec::new() };
    let letters: Vec<char> = document.text.as_str().chars().take(SHOWN).collect();
    let body = document.text.code_point(document.body.start) as usize;
    let asked = asked(visit).map(|(start, end)| (start as usize, end as usize));
    let cuts = cuts(&marks, asked, body.min(letters.len()), letters.len());
    let lang = document.metadata.language.as_deref().unwrap_or("ja");
    let mut open = asked.is_some();
    html! {
        section #text {
            h2 { (visit.say("document-text")) }
            div.article lang=(lang) data-list="" {
                @for (from, to) in cuts.iter().zip(cuts.iter().skip(1)) {
                    @let piece: String = letters[*from..*to].iter().collect();
                    @let here = asked.is_some_and(|(start, end)| start <= *from && *to <= end);
                    @let over = covering(&marks, *from, *to);
                    @let content = layered(visit, &over, &piece, *from < body);
                    @if here {
                        mark.asked id=[std::mem::take(&mut open).then_some("at")] { (content) }
                    } @else { (content) }
                }
            }
        }
    }
}

/// Where something begins or ends, each once, in order.
fn cuts(
    marks: &[Marked<'_>],
    asked: Option<(usize, usize)>,
    body: usize,
    length: usize,
) -> Vec<usize> {
    let ends = marks.iter().flat_map(|one| [one.span.start as usize, one.span.end as usize]);
    let asked = asked.into_iter().flat_map(|(start, end)| [start, end]);
    let all: BTreeSet<usize> = ends.chain(asked).chain([0, body, length]).collect();
    all.into_iter().filter(|at| *at <= length).collect()
}

/// What lies over a piece; the shortest last.
fn covering<'m, 'a>(marks: &'m [Marked<'a>], from: usize, to: usize) -> Vec<&'m Marked<'a>> {
    let over = marks.iter().take_while(|one| one.span.start as usize <= from);
    let mut over: Vec<&Marked<'_>> = over.filter(|one| one.span.end as usize >= to).collect();
    over.sort_by_key(|one| std::cmp::Reverse(one.span.end - one.span.start));
    over
}

/// A piece under its layers. It leads to the shortest thing that lies over it.
fn layered(visit: &Visit<'_>, over: &[&Marked<'_>], piece: &str, head: bool) -> Markup {
    let names: BTreeSet<&str> = over.iter().map(|one| one.layer.name()).collect();
    let names = names.into_iter().collect::<Vec<_>>().join(" ");
    html! {
        @if let Some(one) = over.last() {
            a.layer data-item="" data-layers=(names) href=(visit.href(&to(visit, one.record))) { (piece) }
        } @else if head { span.faint { (piece) } } @else { (piece) }
    }
}

fn to(visit: &Visit<'_>, record: &Record) -> String {
    if let Record::EventMention(one) = record
        && let Some(event) = visit.view.event(one.id.as_str())
    {
        return link::to_event(&event.id);
    }
    link::to_record(record)
}
