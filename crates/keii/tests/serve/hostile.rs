//! Visitors who mean harm: refused, or shown as the plain words that they sent; the server lives.

mod bodies;
mod connections;
mod guests;
mod links;
mod markup;
mod nonsense;
mod origins;
mod paths;

use std::collections::{BTreeSet, VecDeque};

use crate::room::Room;
use crate::wire::Answer;

pub use markup::{asked as markup_asked, room as markup_room};

/// Every page that can be reached from these by links, with what came back; at most so many.
pub fn reachable(room: &Room, from: &[&str], most: usize) -> Vec<(String, Answer)> {
    let mut waiting: VecDeque<String> = from.iter().map(|&path| path.to_owned()).collect();
    let mut seen: BTreeSet<String> = waiting.iter().cloned().collect();
    let mut pages = Vec::new();
    while let Some(path) = waiting.pop_front().filter(|_| pages.len() < most) {
        let answer = room.get(&path);
        for link in targets(&answer.text(), "href") {
            let link = link.split('#').next().unwrap_or_default().replace("&amp;", "&");
            let is_page = link.starts_with('/') && !link.starts_with("/static/");
            if is_page && seen.insert(link.clone()) {
                waiting.push_back(link);
            }
        }
        pages.push((path, answer));
    }
    pages
}

/// The values of an attribute, as they stand in the page.
pub fn targets<'a>(page: &'a str, attribute: &str) -> Vec<&'a str> {
    let begin = format!(" {attribute}=\"");
    let values = page.split(begin.as_str()).skip(1);
    values.filter_map(|rest| rest.split('"').next()).collect()
}

/// The headers that keep a page to itself, on every answer.
pub fn is_sealed(answer: &Answer) {
    let policy = answer.header("content-security-policy").expect("a policy");
    assert!(policy.contains("default-src 'none'"), "{policy}");
    assert!(!policy.contains("unsafe") && !policy.contains('*'), "{policy}");
    assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
    assert_eq!(answer.header("referrer-policy"), Some("no-referrer"));
}
