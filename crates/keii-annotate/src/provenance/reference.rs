//! The works that a document credits.

use keii_model::{ReferenceRelation, Span};

use super::sentences_of;
use crate::draft::ReferenceDraft;
use crate::page::{BlockKind, Page};
use crate::time::Expressions;

/// The references at the foot, and the original of a translation.
pub(super) fn references(
    page: &Page<'_>,
    expressions: &Expressions,
    is_translation: bool,
) -> Vec<ReferenceDraft> {
    let mut references = Vec::new();
    if is_translation {
        references.extend(original(page, expressions));
    }
    references.extend(foot(page));
    references
}

/// The lines below `Reference(s):`, each title with the host behind it.
fn foot(page: &Page<'_>) -> Vec<ReferenceDraft> {
    let mut references = Vec::new();
    let mut waiting: Option<Span> = None;
    let blocks = page.blocks.iter().filter(|block| block.kind == BlockKind::Reference);
    for block in blocks {
        let line = block.content.of(page.text());
        let Some(host) = host(line) else {
            references.extend(waiting.take().map(|title| reference(page, Some(title), None)));
            waiting = Some(block.content);
            continue;
        };
        references.push(reference(page, waiting.take(), Some((host, block.content))));
    }
    references.extend(waiting.map(|title| reference(page, Some(title), None)));
    references
}

fn reference(page: &Page<'_>, title: Option<Span>, host: Option<(String, Span)>) -> ReferenceDraft {
    ReferenceDraft {
        relation: ReferenceRelation::Reference,
        title: title.map(|title| title.of(page.text()).to_owned()),
        evidence: title.into_iter().chain(host.iter().map(|(_, span)| *span)).collect(),
        host: host.map(|(host, _)| host),
        publisher: None,
        date: None,
    }
}

/// The host of a line that is an address or nothing but a host name.
fn host(line: &str) -> Option<String> {
    let line = line.trim();
    let rest = line.strip_prefix("https://").or_else(|| line.strip_prefix("http://"));
    let host = rest.unwrap_or(line).split(['/', '?', '#', ':']).next()?;
    let parts: Vec<&str> = host.split('.').collect();
    let valid = |part: &&str| {
        let letter = |next: char| next.is_ascii_alphanumeric() || next == '-';
        !part.is_empty() && part.chars().all(letter)
    };
    let ending = parts.last()?.chars().all(|next| next.is_ascii_alphabetic());
    let is_host = parts.len() >= 2 && parts.iter().all(valid) && ending;
    is_host.then(|| host.trim_start_matches("www.").to_ascii_lowercase())
}

/// Words that a title has at least; what is shorter names an outlet.
const TITLE_WORDS: usize = 4;

/// The work that was translated: its title, outlet and day stand above the text in the original's
/// script.
fn original(page: &Page<'_>, expressions: &Expressions) -> Option<ReferenceDraft> {
    let text = page.text();
    let credits: Vec<usize> =
        (0..page.blocks.len()).filter(|&at| page.blocks[at].kind == BlockKind::Credit).collect();
    let words = |at: usize| page.blocks[at].content.of(text).split_whitespace().count();
    let day = |at: usize| {
        let mut days =
            sentences_of(page, at).flat_map(|sentence| expressions.stated_days(sentence));
        days.next()
    };
    let title =
        credits.iter().copied().find(|&at| words(at) >= TITLE_WORDS && day(at).is_none())?;
    let dated = credits.iter().copied().find_map(|at| Some((at, day(at)?)));
    let outlet = dated.and_then(|(at, _)| {
        let mut before = credits.iter().copied().filter(|&credit| credit + 1 == at);
        before.find(|&credit| words(credit) < TITLE_WORDS)
    });
    let span = |at: usize| page.blocks[at].content;
    let mut evidence = vec![span(title)];
    evidence.extend(match (outlet, dated) {
        (Some(outlet), Some((at, _))) => Some(span(outlet).join(span(at))),
        (None, Some((at, _))) => Some(span(at)),
        _ => None,
    });
    Some(ReferenceDraft {
        relation: ReferenceRelation::Original,
        title: Some(span(title).of(text).to_owned()),
        host: None,
        publisher: outlet.map(|at| span(at).of(text).to_owned()),
        date: dated.map(|(_, (_, day))| keii_model::Edtf::day(day)),
        evidence,
    })
}

#[cfg(test)]
mod tests {
    use super::host;

    #[test]
    fn hosts_are_told_from_titles() {
        assert_eq!(host("example.org").as_deref(), Some("example.org"));
        assert_eq!(host("https://www.Example.co.jp/a?b").as_deref(), Some("example.co.jp"));
        for line in ["", "Title of a work", "No. 5", "3.5", "例え.jp", "a..b"] {
            assert_eq!(host(line), None, "{line}");
        }
    }
}
