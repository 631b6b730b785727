//! Where sentences begin and end.

use std::ops::Range;

use keii_model::Span;
use keii_rules::Characters;

use super::{Block, PageSettings, Quotation};

/// A sentence on the level outside quotation marks; what is quoted in it belongs to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentenceSpan {
    /// Without white space at its ends, with its full stop.
    pub span: Span,
    /// The block it stands in.
    pub block: usize,
    /// The quotations in it, as positions in the page's list.
    pub quotations: Range<usize>,
}

/// Splits every block into sentences. A full stop inside quotation marks or brackets ends none.
pub(super) fn sentences(
    text: &str,
    blocks: &[Block],
    quotations: &[Quotation],
    settings: &PageSettings,
) -> Vec<SentenceSpan> {
    let mut sentences = Vec::new();
    let brackets = settings.brackets.iter().map(|&(open, _)| open);
    let marks: Characters = brackets.chain(settings.terminators.all()).collect();
    for (index, block) in blocks.iter().enumerate() {
        for span in split((text, block.content), marks, quotations, settings) {
            let from = quotations.partition_point(|quotation| quotation.span.start < span.start);
            let to = quotations.partition_point(|quotation| quotation.span.start < span.end);
            sentences.push(SentenceSpan { span, block: index, quotations: from..to });
        }
    }
    sentences
}

/// The sentences of one block; `marks` rules out nearly all characters at which none can end.
fn split(
    (text, content): (&str, Span),
    marks: Characters,
    quotations: &[Quotation],
    settings: &PageSettings,
) -> Vec<Span> {
    let mut spans = Vec::new();
    let dateline = dateline(text, content, settings);
    spans.extend(dateline);
    let mut start = dateline.map_or(content.start, |it| it.end);
    let mut next = quotations.partition_point(|quotation| quotation.span.start < content.start);
    let mut closed = content.start;
    let mut characters = content.of(text).char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        if !marks.may_hold(character) {
            continue;
        }
        let here = content.start + u32::try_from(at).expect("ingest caps texts far below 4 GiB");
        while quotations.get(next).is_some_and(|quotation| quotation.span.start <= here) {
            closed = closed.max(quotations[next].span.end);
            next += 1;
        }
        if here < closed {
            continue;
        }
        if let Some(&(_, close)) = settings.brackets.iter().find(|&&(open, _)| open == character) {
            closed = bracket_end(text, here, content.end, close).unwrap_or(closed);
        } else if settings.terminators.hold(character) {
            let run_goes_on = characters
                .peek()
                .is_some_and(|&(_, following)| settings.terminators.hold(following));
            if !run_goes_on && !inside_figure(text, here, character) {
                let end = here + u32::try_from(character.len_utf8()).expect("at most four");
                spans.extend(trim(text, Span::new(start, end)));
                start = end;
            }
        }
    }
    spans.extend(trim(text, Span::new(start, content.end)));
    spans
}

/// The longest dateline, in characters.
const DATELINE: usize = 40;

/// 【首都=例田太郎】, [首都 13日 …通信]: the bracket that a report begins with tells where, when and by whom it was sent, and
/// is no part of its first sentence.
fn dateline(text: &str, content: Span, settings: &PageSettings) -> Option<Span> {
    let words = content.of(text);
    let first = words.chars().next()?;
    let &(_, close) = settings.brackets.iter().find(|&&(open, _)| open == first)?;
    let inside = words[first.len_utf8()..].split_once(close)?.0;
    let ends = |list: &[String]| list.iter().any(|end| inside.ends_with(end.as_str()));
    let sent = ends(&settings.dateline_ends) || ends(&settings.media_endings);
    let by = inside.contains(|it: char| settings.caption.marks.contains(it));
    let dated = inside.contains(char::is_numeric) && inside.contains(char::is_whitespace);
    let fits = inside.chars().count() <= DATELINE && (sent || by || dated);
    let end = content.start as usize + first.len_utf8() + inside.len() + close.len_utf8();
    let whole = fits && end < content.end as usize;
    whole.then(|| Span::from_range(content.start as usize..end))
}

/// How many characters a bracketed remark may have before its bracket counts as forgotten.
const REMARK: usize = 200;

/// The end of the bracket that opens at `here`, when it closes soon.
fn bracket_end(text: &str, here: u32, end: u32, close: char) -> Option<u32> {
    let rest = Span::new(here, end).of(text);
    let (at, _) = rest.char_indices().take(REMARK).find(|&(_, character)| character == close)?;
    u32::try_from(here as usize + at + close.len_utf8()).ok()
}

/// A point between two digits or Latin letters (4.5, cgtn.com, U.S.) ends nothing.
fn inside_figure(text: &str, at: u32, character: char) -> bool {
    if !matches!(character, '.' | '．') {
        return false;
    }
    let following = text[at as usize + character.len_utf8()..].chars().next();
    following.is_some_and(char::is_alphanumeric)
}

/// Without white space at the ends; nothing when nothing is left.
pub(super) fn trim(text: &str, span: Span) -> Option<Span> {
    let words = span.of(text);
    let start = words.len() - words.trim_start().len();
    let kept = words.trim().len();
    let start = span.start as usize + start;
    (kept > 0).then(|| Span::from_range(start..start + kept))
}
