//! The works that a document credits.

use keii_model::{ReferenceRelation, Span};

use super::credit_line::CreditLine;
use super::sentences_of;
use crate::draft::ReferenceDraft;
use crate::language::Language;
use crate::page::{BlockKind, Page};
use crate::time::Expressions;

/// The references at the foot, and the original of a translation.
pub(super) fn references(
    page: &Page<'_>,
    expressions: &Expressions,
    language: &Language<'_>,
    (credit, is_translation): (Option<&CreditLine>, bool),
) -> Vec<ReferenceDraft> {
    let mut references = Vec::new();
    let source = behind_label(page, &language.page.source_labels);
    let labelled = credit.and_then(|credit| match source {
        // An outlet with a line of its own is told there.
        Some(source) => Some(sourced(page, expressions, credit, source)),
        None => credit.reference(page.text()),
    });
    if is_translation && labelled.is_none() {
        references.extend(original(page, expressions));
    }
    references.extend(labelled);
    references.extend(signed(page, language));
    references.extend(foot(page, expressions, language));
    references
}

/// The words behind a label and its colon (`原題：…`), and the block they stand in.
fn behind_label(page: &Page<'_>, labels: &[String]) -> Option<(usize, Span)> {
    page.blocks.iter().enumerate().find_map(|(at, block)| {
        let line = block.span.of(page.text());
        let label = labels.iter().find(|label| line.starts_with(label.as_str()))?;
        let rest = line[label.len()..].trim_start().strip_prefix([':', '：'])?.trim_start();
        let end = block.span.end as usize;
        (!rest.is_empty()).then(|| (at, Span::from_range(end - rest.len()..end)))
    })
}

/// The work that was translated, with its outlet and day in a line of their own.
fn sourced(
    page: &Page<'_>,
    expressions: &Expressions,
    credit: &CreditLine,
    (block, source): (usize, Span),
) -> ReferenceDraft {
    let text = page.text();
    let title = credit.title();
    let mut days = sentences_of(page, block).flat_map(|at| expressions.stated_days(at));
    let day = days.next();
    let end = day.map_or(source.end, |(span, _)| span.start.max(source.start));
    let words = Span::new(source.start, end).of(text);
    let outlet = words.trim_end_matches(['、', ',', '，', ' ', '\u{3000}', '(', '（']);
    ReferenceDraft {
        relation: ReferenceRelation::Original,
        title: Some(title.of(text).to_owned()),
        host: None,
        publisher: Some(outlet).filter(|outlet| !outlet.is_empty()).map(str::to_owned),
        date: day.map(|(_, day)| keii_model::Edtf::day(day)),
        evidence: vec![title, source],
    }
}

/// The longest outlet with its day in brackets behind a title, in characters.
const OUTLET: usize = 40;

/// A work with its outlet, and perhaps its day, in brackets at the end: `…(例川日報、2031年4月2日)`.
fn in_brackets(
    page: &Page<'_>,
    expressions: &Expressions,
    language: &Language<'_>,
    line: Span,
) -> Option<ReferenceDraft> {
    let text = page.text();
    let words = line.of(text).trim_end();
    let inside = words.strip_suffix([')', '）'])?;
    let at = inside.rfind(['(', '（'])?;
    let title = words[..at].trim_end();
    let inside = inside[at..].trim_start_matches(['(', '（']);
    let block = page.blocks.iter().position(|block| block.span.contains(line))?;
    let start = line.start as usize + at;
    let mut days = sentences_of(page, block).flat_map(|it| expressions.stated_days(it));
    let day = days.find(|(span, _)| span.start as usize >= start);
    let told = day.map_or("", |(span, _)| span.of(text));
    let gap = |it: char| it.is_whitespace() || "、,，・:：".contains(it);
    let mut outlet = inside.replace(told, "");
    outlet = outlet.trim_matches(gap).to_owned();
    // …(前編), …(全文): what part of it is no outlet.
    let latin = outlet.chars().next().is_some_and(|it| it.is_ascii_uppercase());
    let known = language.organization.get(&outlet).is_some()
        || language.page.media_endings.iter().any(|end| outlet.ends_with(end.as_str()));
    let named = day.is_some() || latin || known || outlet.chars().count() >= 4;
    let fits = !title.is_empty() && !outlet.is_empty() && outlet.chars().count() <= OUTLET;
    (fits && named).then(|| ReferenceDraft {
        relation: ReferenceRelation::Reference,
        title: Some(title.to_owned()),
        host: None,
        publisher: Some(outlet),
        date: day.map(|(_, day)| keii_model::Edtf::day(day)),
        evidence: vec![line],
    })
}

/// The agency whose report it is: its name alone in brackets at the foot.
fn signed(page: &Page<'_>, language: &Language<'_>) -> Option<ReferenceDraft> {
    let text = page.text();
    let last = page.blocks.last().filter(|_| page.blocks.len() > 1)?;
    let line = last.span.of(text).trim();
    let name = line.strip_prefix(['(', '（'])?.strip_suffix([')', '）'])?;
    // (2031年4月2日、例川通信): with a day it is the article's own outlet.
    if name.contains(char::is_numeric) {
        return None;
    }
    let known = language.organization.get(name).and_then(|entry| entry.field("kind"));
    let ends = language.page.media_endings.iter().any(|ending| name.ends_with(ending.as_str()));
    let start = last.span.start as usize + text[last.span.start as usize..].find(name)?;
    let span = Span::from_range(start..start + name.len());
    (known == Some("media") || ends).then(|| ReferenceDraft {
        relation: ReferenceRelation::Original,
        title: None,
        host: None,
        publisher: Some(name.to_owned()),
        date: None,
        evidence: vec![span],
    })
}

/// A line that credits a work by outlet, title in marks and day: `A紙「…」2019年4月2日`.
fn in_one_line(page: &Page<'_>, expressions: &Expressions, block: usize) -> Option<ReferenceDraft> {
    let text = page.text();
    let line = page.blocks[block].content;
    let mut sentences = sentences_of(page, block);
    let title = sentences.clone().find_map(|at| page.quotations_of(at).first())?;
    let day = sentences.find_map(|at| expressions.stated_days(at).first().copied());
    let outlet = Span::new(line.start, title.span.start).of(text);
    let outlet = outlet.trim_end_matches([' ', '\u{3000}', '、', '：', ':']);
    (!outlet.is_empty()).then(|| ReferenceDraft {
        relation: ReferenceRelation::Reference,
        title: Some(title.inner.of(text).to_owned()),
        host: None,
        publisher: Some(outlet.to_owned()),
        date: day.map(|(_, day)| keii_model::Edtf::day(day)),
        evidence: vec![line],
    })
}

/// The lines below `Reference(s):`, each title with the host behind it.
fn foot(
    page: &Page<'_>,
    expressions: &Expressions,
    language: &Language<'_>,
) -> Vec<ReferenceDraft> {
    let mut references = Vec::new();
    let mut waiting: Option<Span> = None;
    let blocks = page.blocks.iter().enumerate();
    for (at, block) in blocks.filter(|(_, block)| block.kind == BlockKind::Reference) {
        let work = in_brackets(page, expressions, language, block.content);
        if let Some(work) = work.or_else(|| in_one_line(page, expressions, at)) {
            references.extend(waiting.take().map(|title| reference(page, Some(title), None)));
            references.push(work);
            continue;
        }
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
