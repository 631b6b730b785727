//! The documents, newest first, and those that need a day.

use keii_model::DocumentRecord;
use maud::{Markup, html};

use super::Made;
use crate::page::Page;
use crate::part;
use crate::visit::Visit;

/// So many stand on one page.
const SHOWN: usize = 200;

/// The page.
pub fn page(visit: &Visit<'_>) -> Made {
    let mut all = visit.view.ledger.documents();
    let undated = all.iter().filter(|one| is_undated(one)).count();
    all.reverse();
    // What nobody knows the day of is not the newest.
    all.sort_by_key(|one| is_undated(one));
    let from = visit.asked.query.get("from").and_then(|from| from.parse::<usize>().ok());
    let from = from.unwrap_or(0).min(all.len());
    let main = html! {
        h1 { (visit.say("nav-documents")) }
        p.facts { (visit.count("articles", all.len())) }
        @if undated > 0 { p { a href=(visit.href("/add#undated")) { (visit.count("documents-undated", undated)) } } }
        ul.documents data-list="" {
            @for one in all.iter().skip(from).take(SHOWN) { (row(visit, one)) }
        }
        @if from + SHOWN < all.len() {
            p { a href=(visit.href(&format!("/documents?from={}", from + SHOWN))) {
                (visit.count("more", all.len() - from - SHOWN))
            } }
        }
    };
    Ok(Page::new(visit.say("nav-documents"), main))
}

/// Whether nobody knows when it appeared.
pub fn is_undated(document: &DocumentRecord) -> bool {
    document.published.value.is_none()
}

fn row(visit: &Visit<'_>, one: &DocumentRecord) -> Markup {
    html! { li data-item="" { (part::document(visit, one)) } }
}
