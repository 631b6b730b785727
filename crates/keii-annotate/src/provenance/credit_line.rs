//! The line of a translation that credits its original: title, outlet, day and translator in one line, perhaps in brackets
//! (`(原文:Wire "A title", 2031年5月6日/翻訳 水島涼子)`, `原文はA通信、2031年5月6日配信。翻訳・水島涼子`).

use jiff::civil::Date;
use keii_model::{Edtf, ReferenceRelation, Span, Stated};

use super::source_line::title_in;
use super::{head, sentences_of};
use crate::draft::ReferenceDraft;
use crate::language::Language;
use crate::page::{BlockKind, Page};
use crate::time::Expressions;

/// What a line credits.
pub(super) struct CreditLine {
    pub(super) block: usize,
    /// The words about the original.
    words: Span,
    title: Option<Span>,
    outlet: Option<Span>,
    day: Option<(Span, Date)>,
    translator: Option<Span>,
}

/// The longest line that credits an original, in characters.
const LONGEST: usize = 200;

/// The first line of the page that credits the work which it translates.
pub(super) fn credit_line(
    page: &Page<'_>,
    expressions: &Expressions,
    language: &Language<'_>,
) -> Option<CreditLine> {
    (0..page.blocks.len()).find_map(|block| read(page, expressions, language, block))
}

impl CreditLine {
    /// Whether a day stands in its line.
    pub(super) fn is_of(&self, day: Span) -> bool {
        self.words.contains(day)
    }

    /// The work, where anything is told of it.
    pub(super) fn reference(&self, text: &str) -> Option<ReferenceDraft> {
        let told = |span: Option<Span>| span.map(|span| span.of(text).to_owned());
        self.title.or(self.outlet)?;
        Some(ReferenceDraft {
            relation: ReferenceRelation::Original,
            title: told(self.title),
            host: None,
            publisher: told(self.outlet),
            date: self.day.map(|(_, day)| Edtf::day(day)),
            evidence: vec![self.words],
        })
    }

    /// The title, or all words about the original.
    pub(super) fn title(&self) -> Span {
        self.title.unwrap_or(self.words)
    }

    /// The day of the original: its translation is not older.
    pub(super) fn day(&self) -> Option<Stated<Edtf>> {
        self.day.map(|(span, day)| Stated { value: Edtf::day(day), evidence: vec![span] })
    }

    pub(super) fn translator(&self) -> Option<Span> {
        self.translator
    }
}

/// Who translated it, named in a line above the text that tells more: `2031年5月6日 翻訳=水島涼子`.
pub(super) fn translator_above(page: &Page<'_>, language: &Language<'_>) -> Option<Span> {
    let above = &page.blocks[..head(page)];
    let lines = above.iter().filter(|block| block.kind != BlockKind::Title);
    let mut lines = lines.map(|block| inside(page.text(), block.span));
    let labels = &language.page.translator_labels;
    lines.find_map(|line| translator(page.text(), line, labels)).map(|(_, name)| name)
}

fn read(
    page: &Page<'_>,
    expressions: &Expressions,
    language: &Language<'_>,
    block: usize,
) -> Option<CreditLine> {
    let text = page.text();
    let kind = page.blocks[block].kind;
    if matches!(kind, BlockKind::Furniture | BlockKind::Reference | BlockKind::ReferenceHead) {
        return None;
    }
    let line = inside(text, page.blocks[block].span);
    if line.of(text).chars().count() > LONGEST {
        return None;
    }
    let start = line.start + behind_label(line.of(text), &language.page.original_labels)?;
    let told = Span::new(line.start, start).of(text).ends_with('は');
    let credit = translator(text, line, &language.page.translator_labels);
    let (end, translator) = credit.map_or((line.end, None), |(at, name)| (at, Some(name)));
    let words = trimmed(text, Span::new(start.min(end), end), is_gap);
    let mut days = sentences_of(page, block).flat_map(|at| expressions.stated_days(at));
    let day = days.rfind(|(span, _)| words.contains(*span));
    // 原文は公開されていない。
    if told && day.is_none() {
        return None;
    }
    let before_day = Span::new(words.start, day.map_or(words.end, |(span, _)| span.start));
    let (title, outlet) = work(text, words, before_day, day.is_some());
    Some(CreditLine { block, words, title, outlet, day, translator })
}

/// A line without the brackets around all of it.
fn inside(text: &str, line: Span) -> Span {
    let words = line.of(text).trim_end_matches('。');
    let inner = words.strip_prefix(['(', '（']).and_then(|rest| rest.strip_suffix([')', '）']));
    let Some(inner) = inner else { return line };
    let start = line.start as usize + line.of(text).find(inner).unwrap_or(0);
    Span::from_range(start..start + inner.len())
}

/// How many bytes the label and its mark take: `原文：`, `原文（英語）：`, `原文は`.
fn behind_label(line: &str, labels: &[String]) -> Option<u32> {
    let label = labels.iter().find(|label| line.starts_with(label.as_str()))?;
    let rest = &line[label.len()..];
    let noted = rest.strip_prefix(['(', '（']).and_then(|note| note.split_once([')', '）']));
    let rest = noted.map_or(rest, |(_, rest)| rest).trim_start();
    let rest = rest.strip_prefix([':', '：', '=', '＝', 'は'])?;
    u32::try_from(line.len() - rest.len()).ok().filter(|_| !rest.trim().is_empty())
}

/// Where the credit of the translator begins, and the name behind its label.
fn translator(text: &str, line: Span, labels: &[String]) -> Option<(u32, Span)> {
    let words = line.of(text);
    let parts = |it: char| it.is_whitespace() || "/／。、；;｜|(（".contains(it);
    let starts = words.char_indices().filter(|(_, it)| parts(*it));
    starts.map(|(at, it)| at + it.len_utf8()).find_map(|at| {
        let rest = &words[at..];
        let fits = labels.iter().filter(|label| rest.starts_with(label.as_str()));
        let label = fits.max_by_key(|label| label.len())?;
        let behind = &rest[label.len()..];
        let name = behind.trim_start().strip_prefix([':', '：', '・', '／', '/', '=', '＝']);
        let name = name.or_else(|| behind.strip_prefix([' ', '\u{3000}', 'は']))?.trim_start();
        let ends = |it: char| parts(it) || ")）,，".contains(it);
        let length = name.find(ends).unwrap_or(name.len());
        let start = line.end as usize - name.len();
        let named = Span::from_range(start..start + length);
        (length > 0).then_some((line.start + u32::try_from(at).ok()?, named))
    })
}

/// Title and outlet: a title in marks, or before brackets with the outlet (`A title（Wire、2031年5月6日）`); where there is
/// neither, an outlet with its day, or a title alone.
fn work(text: &str, words: Span, before_day: Span, dated: bool) -> (Option<Span>, Option<Span>) {
    let part = |start: u32, end: u32| {
        let bare = |it: char| is_gap(it) || "()（）\"“”「」『』<>".contains(it);
        let span = trimmed(text, Span::new(start, end.max(start)), bare);
        (!span.of(text).is_empty()).then_some(span)
    };
    let Span { start, end } = before_day;
    if let Some((title, behind)) = title_in(text, before_day) {
        return (Some(title), part(start, title.start).or_else(|| part(behind, end)));
    }
    let open = before_day.of(text).rfind(['(', '（']);
    if let Some(open) = open.filter(|_| words.of(text).ends_with([')', '）'])) {
        let open = u32::try_from(open).map_or(end, |open| start + open);
        return (part(start, open), part(open, end));
    }
    if dated { (None, part(start, end)) } else { (part(start, end), None) }
}

/// What parts the items of a line.
fn is_gap(character: char) -> bool {
    character.is_whitespace() || "、,，/／。；;・".contains(character)
}

fn trimmed(text: &str, span: Span, is_edge: impl Fn(char) -> bool) -> Span {
    let words = span.of(text).trim_start_matches(&is_edge);
    let start = span.end as usize - words.len();
    Span::from_range(start..start + words.trim_end_matches(&is_edge).len())
}
