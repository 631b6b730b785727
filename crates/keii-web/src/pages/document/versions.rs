//! The versions of one address, and what changed between two of them.

use std::time::Duration;

use keii_model::{Document, Id};
use keii_query::StoredDocument;
use maud::{Markup, html};
use similar::{ChangeTag, TextDiff};

use crate::link;
use crate::page::nothing;
use crate::pages::Trouble;
use crate::visit::Visit;

/// Texts that differ everywhere are not compared letter by letter for longer.
const PATIENCE: Duration = Duration::from_millis(400);

/// So many letters of what stays are shown around a change.
const AROUND: usize = 60;

/// The versions of the document's address; none where there is one alone.
pub fn section(
    visit: &Visit<'_>,
    versions: &[StoredDocument],
    this: &StoredDocument,
    document: &Document,
) -> Result<Markup, Trouble> {
    if versions.len() < 2 {
        return Ok(nothing());
    }
    let compared = match visit.asked.query.get("compare") {
        Some(other) if versions.iter().any(|one| one.id.as_str() == other) => {
            let other = visit.room.library.document(&Id::from(other))?.ok_or(Trouble::Missing)?;
            let lang = document.metadata.language.as_deref().unwrap_or("ja");
            difference(visit, lang, other.text.as_str(), document.text.as_str())
        }
        Some(_) => return Err(Trouble::Missing),
        None => nothing(),
    };
    Ok(html! {
        section #versions {
            h2 { (visit.say("versions-title")) }
            ol.versions {
                @for one in versions {
                    li {
                        @if one.id == this.id { strong { (visit.count("version", one.version as usize)) } }
                        @else {
                            a href=(visit.href(&link::to_document(&one.id))) { (visit.count("version", one.version as usize)) }
                            " " a href=(visit.href(&format!("{}?compare={}", link::to_document(&this.id), one.id))) {
                                (visit.say("versions-compare"))
                            }
                        }
                        " " span.faint { (one.added.get(..10).unwrap_or_default()) }
                        @if one.current { " " span.label { (visit.say("versions-current")) } }
                    }
                }
            }
            (compared)
        }
    })
}

/// What was taken out and put in, letter by letter, with a little of what stays.
fn difference(visit: &Visit<'_>, lang: &str, before: &str, after: &str) -> Markup {
    let diff = TextDiff::configure().timeout(PATIENCE).diff_chars(before, after);
    let mut runs: Vec<(ChangeTag, String)> = Vec::new();
    for change in diff.iter_all_changes() {
        match runs.last_mut() {
            Some((tag, text)) if *tag == change.tag() => text.push_str(change.value()),
            _ => runs.push((change.tag(), change.value().to_owned())),
        }
    }
    let changed = runs.iter().any(|(tag, _)| *tag != ChangeTag::Equal);
    html! {
        @if !changed { p { (visit.say("versions-equal")) } }
        div.article.difference lang=(lang) {
            @for (tag, text) in &runs {
                @match tag {
                    ChangeTag::Delete => { del { span.away { (visit.say("versions-out")) } (text) } },
                    ChangeTag::Insert => { ins { span.away { (visit.say("versions-in")) } (text) } },
                    ChangeTag::Equal => (kept(text)),
                }
            }
        }
    }
}

/// What stays: whole where it is short, else its ends.
fn kept(text: &str) -> Markup {
    let count = text.chars().count();
    if count <= AROUND * 3 {
        return html! { (text) };
    }
    let head: String = text.chars().take(AROUND).collect();
    let tail: String = text.chars().skip(count - AROUND).collect();
    html! { (head) span.faint { " … " } (tail) }
}
