//! Works credited by a sentence of their own at the foot: `『…』。A紙、2019年4月2日。`

use jiff::civil::Date;
use keii_model::{Edtf, ReferenceRelation, Span, Stated};

use super::sentences_of;
use crate::draft::ReferenceDraft;
use crate::page::{BlockKind, Page};
use crate::time::Expressions;

/// A credited work with its day.
pub(super) struct SourceLine {
    title: Span,
    outlet: Span,
    day: Date,
    /// The words of the day.
    span: Span,
}

/// How long the words between title and day may be, in characters: an outlet, or two.
const OUTLET: usize = 40;

/// Marks around titles: opening and closing.
const TITLE_MARKS: [(char, char); 5] =
    [('『', '』'), ('「', '」'), ('"', '"'), ('“', '”'), ('<', '>')];

/// The credited works of a page, in order.
pub(super) fn source_lines(page: &Page<'_>, expressions: &Expressions) -> Vec<SourceLine> {
    let mut lines = Vec::new();
    for (at, block) in page.blocks.iter().enumerate() {
        let known = matches!(block.kind, BlockKind::Reference | BlockKind::ReferenceHead);
        if known || block.kind == BlockKind::Furniture {
            continue;
        }
        let sentences = sentences_of(page, at);
        for sentence in sentences.clone() {
            let before = sentence.checked_sub(1).filter(|before| sentences.contains(before));
            lines.extend(source_line(page, expressions, sentence, before));
        }
    }
    lines
}

/// The day of the latest work that is credited: an article was not written before its sources.
pub(super) fn latest(lines: &[SourceLine]) -> Option<Stated<Edtf>> {
    let last = lines.iter().max_by_key(|line| line.day)?;
    Some(Stated { value: Edtf::day(last.day), evidence: vec![last.span] })
}

impl SourceLine {
    /// The words of the day.
    pub(super) fn day_span(&self) -> Span {
        self.span
    }

    pub(super) fn reference(&self, text: &str) -> ReferenceDraft {
        ReferenceDraft {
            relation: ReferenceRelation::Reference,
            title: Some(self.title.of(text).to_owned()),
            host: None,
            publisher: Some(self.outlet.of(text).to_owned()),
            date: Some(Edtf::day(self.day)),
            evidence: vec![self.title, self.outlet.join(self.span)],
        }
    }
}

/// A sentence of an outlet and a day, and nothing else, behind a title in marks.
fn source_line(
    page: &Page<'_>,
    expressions: &Expressions,
    sentence: usize,
    before: Option<usize>,
) -> Option<SourceLine> {
    let text = page.text();
    let words = page.sentences[sentence].span;
    let (span, day) = expressions.stated_days(sentence).into_iter().next_back()?;
    if !is_end(Span::new(span.end, words.end).of(text)) {
        return None;
    }
    let head = Span::new(words.start, span.start);
    let (title, from) = match title_in(text, head) {
        Some((title, end)) => (title, end),
        None => (title_at_end(text, page.sentences[before?].span)?, head.start),
    };
    let outlet = outlet(text, Span::new(from, head.end))?;
    Some(SourceLine { title, outlet, day, span })
}

/// Whether nothing but a time of day in brackets or figures stands behind the day.
fn is_end(behind: &str) -> bool {
    let behind = behind.trim_end_matches(['。', '.', ' ']).trim();
    let bracketed = behind.starts_with(['(', '（', '。']) && behind.ends_with([')', '）']);
    let clock = |it: char| it.is_ascii_digit() || "時分:：".contains(it);
    let before_zone = behind.split(['(', '（']).next().unwrap_or_default();
    behind.is_empty() || bracketed || before_zone.chars().all(clock)
}

/// The words between title and day, up to the comma that parts them.
fn outlet(text: &str, span: Span) -> Option<Span> {
    let words = span.of(text);
    let parted = words.trim_end();
    let named = parted.strip_suffix(['、', ',', '，'])?.trim_end();
    let start =
        words.len() - words.trim_start_matches(['。', '.', '、', ',', ' ', '\u{3000}']).len();
    let name = named.get(start..).filter(|name| !name.is_empty())?;
    // 団体「…」は、2031年7月24日: a particle is no outlet.
    let particle = name.chars().count() == 1 && !name.is_ascii();
    let short = name.chars().count() <= OUTLET && !particle;
    let plain = short && !name.contains(['。', '「', '『']);
    let start = span.start as usize + start;
    plain.then(|| Span::from_range(start..start + name.len()))
}

/// A title in marks within a span, and where it ends.
pub(super) fn title_in(text: &str, span: Span) -> Option<(Span, u32)> {
    let words = span.of(text);
    TITLE_MARKS.iter().find_map(|&(open, close)| {
        let end = words.rfind(close)?;
        let start = words.find(open).filter(|&start| start < end)? + open.len_utf8();
        let inner = words[start..end].trim_matches(open);
        let from =
            start + (words[start..end].len() - words[start..end].trim_start_matches(open).len());
        let at = span.start as usize + from;
        let behind = u32::try_from(span.start as usize + end + close.len_utf8()).ok()?;
        (!inner.is_empty()).then(|| (Span::from_range(at..at + inner.len()), behind))
    })
}

/// A title in marks with which a sentence closes.
fn title_at_end(text: &str, span: Span) -> Option<Span> {
    let words = span.of(text).trim_end_matches(['。', '.', ' ', '、']);
    let last = words.chars().next_back()?;
    TITLE_MARKS.iter().any(|&(_, close)| close == last).then_some(())?;
    let end = span.start + u32::try_from(words.len()).ok()?;
    title_in(text, Span::new(span.start, end)).map(|(title, _)| title)
}
