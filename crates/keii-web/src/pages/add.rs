//! Adding: paste an article or hand in files; a queue of documents that need a day.

use axum::http::StatusCode;
use keii_model::{DocumentRecord, Edtf};
use maud::{Markup, html};

use super::{Made, Trouble, busy, corrections, documents};
use crate::page::Page;
use crate::room::{Added, Submission, Unadded};
use crate::visit::{Query, Visit};
use crate::{link, part};

/// So many documents without a day stand in the queue.
const SHOWN: usize = 50;

/// A file, as it was handed in.
#[derive(Clone, Debug)]
pub struct File {
    /// Its name, as the browser tells it.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What became of one article that was handed in.
type Outcome = (String, Result<Vec<Added>, Unadded>);

/// The page.
pub fn page(visit: &Visit<'_>) -> Made {
    show(visit, &[])
}

/// Adds what a form holds, and shows what became of it.
pub fn take(visit: &Visit<'_>, form: &Query, files: Vec<File>) -> Result<Vec<Outcome>, Trouble> {
    let published = match form.get("published") {
        Some(day) => Some(day.parse::<Edtf>().map_err(|_| Trouble::Senseless("bad-day"))?),
        None => None,
    };
    let text = |name: &str| form.get(name).map(str::to_owned);
    let (publisher, url) = (text("publisher"), text("url"));
    let pasted = form.get("text").map(|text| {
        let name = if looks_like_html(text) { "pasted.html" } else { "pasted.md" };
        File { name: name.to_owned(), bytes: text.as_bytes().to_vec() }
    });
    let all: Vec<File> =
        pasted.into_iter().chain(files.into_iter().filter(|file| !file.bytes.is_empty())).collect();
    if all.is_empty() {
        return Err(Trouble::Senseless("add-empty"));
    }
    // One address is one article.
    let url = url.filter(|_| all.len() == 1);
    let outcomes = all.into_iter().map(|File { name, bytes }| {
        let (published, publisher) = (published.clone(), publisher.clone());
        let submission =
            Submission { name: base(&name), bytes, published, publisher, url: url.clone() };
        (submission.name.clone(), visit.room.desk.add(&submission))
    });
    Ok(outcomes.collect())
}

/// A name without folders, whatever a browser sends.
fn base(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain: String = last.chars().filter(|c| !c.is_control()).take(120).collect();
    if plain.trim_matches('.').is_empty() { "article".to_owned() } else { plain }
}

/// Whether a page was pasted rather than its text.
fn looks_like_html(text: &str) -> bool {
    let head: String = text.trim_start().chars().take(200).collect::<String>().to_lowercase();
    ["<!doctype html", "<html", "<head", "<body", "<article"]
        .iter()
        .any(|tag| head.starts_with(tag))
}

/// The page, with what became of what was handed in.
pub fn show(visit: &Visit<'_>, outcomes: &[Outcome]) -> Made {
    let undated: Vec<&DocumentRecord> = visit
        .view
        .ledger
        .documents()
        .into_iter()
        .filter(|one| documents::is_undated(one))
        .collect();
    let main = html! {
        h1 { (visit.say("nav-add")) }
        @if !outcomes.is_empty() {
            ul.plain role="status" { @for (name, outcome) in outcomes { li { (told(visit, name, outcome)) } } }
        }
        (form(visit))
        section #undated {
            h2 { (visit.say("add-undated")) }
            @if undated.is_empty() { p { (visit.say("add-all-dated")) } }
            @else { p { (visit.say("add-undated-lead")) } }
            ul.plain.waiting data-list="" {
                @for one in undated.iter().take(SHOWN) {
                    li data-item="" { (part::document(visit, one)) (corrections::date_form(visit, &one.id)) }
                }
            }
            @if undated.len() > SHOWN { p.faint { (visit.count("more", undated.len() - SHOWN)) } }
        }
    };
    let is_busy = outcomes.iter().any(|(_, one)| matches!(one, Err(Unadded::Busy(_))));
    let status = if is_busy { StatusCode::SERVICE_UNAVAILABLE } else { StatusCode::OK };
    Ok(Page { status, ..Page::new(visit.say("nav-add"), main) })
}

fn form(visit: &Visit<'_>) -> Markup {
    html! {
        form.add method="post" action="/add" enctype="multipart/form-data" {
            p { label for="text" { (visit.say("add-text")) } br; textarea #text name="text" rows="9" {} }
            p {
                label for="files" { (visit.say("add-files")) } br;
                input #files type="file" name="files" multiple accept=".txt,.md,.html,.htm,.jsonl";
            }
            div.fields {
                p { label for="published" { (visit.say("add-published")) } br;
                    input #published name="published" placeholder="2025-08-15" autocomplete="off"; }
                p { label for="publisher" { (visit.say("add-publisher")) } br; input #publisher name="publisher"; }
                p { label for="url" { (visit.say("add-url")) } br;
                    input #url name="url" type="url" placeholder="https://"; }
            }
            p { button.primary { (visit.say("add-go")) } " " span.faint { (visit.say("add-note")) } }
        }
    }
}

fn told(visit: &Visit<'_>, name: &str, outcome: &Result<Vec<Added>, Unadded>) -> Markup {
    match outcome {
        Ok(all) => html! {
            (name) ": " (visit.count("add-done", all.iter().filter(|one| one.is_new).count()))
            ul.plain {
                @for one in all {
                    li {
                        @if !one.is_new { span.label { (visit.say("add-known")) } " " }
                        @match part::record(visit, &one.document) {
                            Some(record) => (part::document(visit, record)),
                            None => { a href=(link::to_document(&one.document)) { (one.document) } },
                        }
                        @for warning in &one.warnings { p.faint lang="en" { (warning) } }
                    }
                }
            }
        },
        Err(Unadded::Busy(holder)) => html! { (name) ": " (busy(visit, holder.as_ref())) },
        Err(error) => {
            html! { (name) ": " (visit.say("add-failed")) " " span.faint lang="en" { (error) } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_of_a_file_has_no_folders() {
        assert_eq!(base("../../etc/passwd"), "passwd");
        assert_eq!(base("C:\\news\\a.txt"), "a.txt");
        assert_eq!([base(".."), base("")], ["article", "article"]);
    }

    #[test]
    fn a_page_is_told_from_a_text() {
        assert!(looks_like_html("\n <!DOCTYPE HTML><html>"));
        assert!(!looks_like_html("a < b, <https://example.org>"));
    }
}
