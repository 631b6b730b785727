//! Lines and paragraphs: what is heading, item, credit, reference.

use keii_model::Span;

use super::{PageSettings, sentence::trim};

/// A paragraph, or a line that stands for itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// The whole of it, without white space at its ends.
    pub span: Span,
    /// The part that is language: without bullet, number or label.
    pub content: Span,
    /// What it is.
    pub kind: BlockKind,
    /// Of an author's or translator's line: the name behind the label.
    pub name: Option<Span>,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// The headline.
    Title,
    /// A line between paragraphs that names what follows.
    Heading,
    /// Running text.
    Paragraph,
    /// An item of a list.
    Item,
    /// A line above the text that tells where it came from.
    Credit,
    /// The line that names who wrote it.
    Author,
    /// The line that names who translated it.
    Translator,
    /// The line that opens the references at the foot.
    ReferenceHead,
    /// One line of the references.
    Reference,
    /// What belongs to the site rather than the article.
    Furniture,
}

/// The longest a heading may be, in characters: headlines of news agencies stay below half of it.
const HEADING: usize = 70;

/// Splits the body into blocks.
pub(super) fn blocks(text: &str, body: Span, settings: &PageSettings) -> Vec<Block> {
    let lines = lines(text, body);
    let mut blocks: Vec<Block> = Vec::with_capacity(lines.len());
    let mut at_foot = false;
    let mut seen_text = false;
    for paragraph in unwrap_lines(text, &lines, settings) {
        let mut block = classify(text, paragraph, settings);
        if let Some(content) = credited_work(text, paragraph, settings).filter(|_| seen_text) {
            block = Block { content, kind: BlockKind::Reference, ..block };
            at_foot = true;
        }
        at_foot |= block.kind == BlockKind::ReferenceHead;
        if at_foot && block.kind != BlockKind::ReferenceHead {
            block.kind = BlockKind::Reference;
        }
        if block.kind == BlockKind::Heading && !seen_text && is_foreign(paragraph.of(text)) {
            block.kind = BlockKind::Credit;
        }
        seen_text |= block.kind == BlockKind::Paragraph;
        blocks.push(block);
    }
    promote_title(&mut blocks);
    blocks
}

/// The first heading is the headline, when nothing but furniture and credits stands before it.
fn promote_title(blocks: &mut [Block]) {
    for block in blocks {
        match block.kind {
            BlockKind::Heading => {
                block.kind = BlockKind::Title;
                return;
            }
            BlockKind::Furniture
            | BlockKind::Credit
            | BlockKind::Author
            | BlockKind::Translator => {}
            _ => return,
        }
    }
}

/// A line of the text.
struct Line {
    span: Span,
    /// Whether white space alone stands before it: the paragraph before has ended.
    after_gap: bool,
}

fn lines(text: &str, body: Span) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = body.start;
    let mut after_gap = true;
    for line in body.of(text).split_inclusive(['\n', '\r']) {
        let end = start + u32::try_from(line.len()).expect("ingest caps texts far below 4 GiB");
        match trim(text, Span::new(start, end)) {
            Some(span) => {
                lines.push(Line { span, after_gap });
                after_gap = false;
            }
            // The second half of CRLF is no empty line.
            None => after_gap |= line == "\n" && !ends_with_return(text, start) || line == "\r",
        }
        start = end;
    }
    lines
}

fn ends_with_return(text: &str, offset: u32) -> bool {
    text[..offset as usize].ends_with('\r')
}

/// Joins the lines of paragraphs that were broken at a fixed width: a line that ends in the middle
/// of a sentence and is as wide as the widest of its paragraph goes on in the next.
fn unwrap_lines(text: &str, lines: &[Line], settings: &PageSettings) -> Vec<Span> {
    let mut paragraphs: Vec<Span> = Vec::new();
    let mut from = 0;
    while from < lines.len() {
        let gap = |line: &Line| line.after_gap;
        let length = lines[from + 1..].iter().position(gap).unwrap_or(lines.len() - from - 1) + 1;
        join_wrapped(text, &lines[from..from + length], settings, &mut paragraphs);
        from += length;
    }
    paragraphs
}

/// The narrowest fixed width that is believed in, and how many lines must show it.
const NARROWEST: usize = 18;
const WRAPPED_LINES: usize = 3;

fn join_wrapped(text: &str, lines: &[Line], settings: &PageSettings, paragraphs: &mut Vec<Span>) {
    let width = |line: &Line| line.span.of(text).chars().count();
    let widest = lines.iter().map(width).max().unwrap_or(0);
    let full = |line: &Line| {
        let open = !line.span.of(text).ends_with(|end| settings.terminators.hold(end));
        open && width(line) + 2 >= widest && widest >= NARROWEST
    };
    let is_wrapped = lines.iter().filter(|line| full(line)).count() + 1 >= WRAPPED_LINES
        && lines
            .iter()
            .all(|line| width(line) <= widest && !starts_item(line.span.of(text), settings));
    let mut joins = false;
    for line in lines {
        match paragraphs.last_mut() {
            Some(paragraph) if joins => *paragraph = paragraph.join(line.span),
            _ => paragraphs.push(line.span),
        }
        joins = is_wrapped && full(line);
    }
}

fn starts_item(line: &str, settings: &PageSettings) -> bool {
    item_marker(line, settings) > 0
}

/// What a line behind the text credits, label and all in one line (`参考：…`).
fn credited_work(text: &str, span: Span, settings: &PageSettings) -> Option<Span> {
    let line = span.of(text);
    let label = settings.reference_heads.iter().find(|label| line.starts_with(label.as_str()))?;
    let rest = line[label.len()..].trim_start().strip_prefix([':', '：'])?.trim_start();
    (!rest.is_empty()).then(|| Span::from_range(span.end as usize - rest.len()..span.end as usize))
}

fn classify(text: &str, span: Span, settings: &PageSettings) -> Block {
    let line = span.of(text);
    let with = |skipped: usize, kind| {
        let content = Span::from_range(span.start as usize + skipped..span.end as usize);
        Block { span, content: trim(text, content).unwrap_or(content), kind, name: None }
    };
    let label = |labels: &[String]| {
        labels.iter().find(|label| line.starts_with(label.as_str())).map(String::len)
    };
    if settings.furniture.iter().any(|word| word == line) {
        return with(0, BlockKind::Furniture);
    }
    if label(&settings.reference_heads).is_some_and(|length| line.len() <= length + 3) {
        return with(0, BlockKind::ReferenceHead);
    }
    if let Some(skipped) = label(&settings.lead_labels) {
        return with(skipped, BlockKind::Paragraph);
    }
    let credits = [
        (&settings.author_labels, BlockKind::Author),
        (&settings.translator_labels, BlockKind::Translator),
    ];
    for (labels, kind) in credits {
        if let Some(name) = credited(text, span, labels) {
            return Block { name: Some(name), ..with(0, kind) };
        }
    }
    let marker = item_marker(line, settings);
    if marker > 0 {
        return with(marker, BlockKind::Item);
    }
    let hashes = line.len() - line.trim_start_matches('#').len();
    if hashes > 0 && line[hashes..].starts_with(' ') {
        return with(hashes, BlockKind::Heading);
    }
    // …した。(架空通信): a remark behind the last sentence.
    let told = without_remark(line, settings);
    let ended = told.ends_with(|end| settings.terminators.hold(end));
    if !ended && line.chars().count() <= HEADING {
        return with(0, BlockKind::Heading);
    }
    with(0, BlockKind::Paragraph)
}

/// A line without the remark in brackets that it ends with.
fn without_remark<'l>(line: &'l str, settings: &PageSettings) -> &'l str {
    let bracket = settings.brackets.iter().find(|(_, close)| line.ends_with(*close));
    let open = bracket.and_then(|(open, _)| line.rfind(*open));
    open.map_or(line, |at| line[..at].trim_end())
}

/// Bytes of the bullet or number that begins an item; 0 when the line is none.
fn item_marker(line: &str, settings: &PageSettings) -> usize {
    let mut characters = line.chars();
    let Some(first) = characters.next() else { return 0 };
    if settings.bullets.contains(first) {
        let rest = characters.as_str();
        // An ASCII hyphen needs its space: -5度 is a number.
        let needs_space = first.is_ascii();
        return if needs_space && !rest.starts_with([' ', '\u{3000}']) {
            0
        } else {
            first.len_utf8()
        };
    }
    numbered(line)
}

/// `1. `, `2) `, `(3)`, `①`
fn numbered(line: &str) -> usize {
    let circled = |character: char| matches!(character, '①'..='⑳');
    if let Some(first) = line.chars().next().filter(|&first| circled(first)) {
        return first.len_utf8();
    }
    let open = line.len() - line.trim_start_matches(['(', '（']).len();
    let rest = &line[open..];
    let is_digit = |character: char| character.is_ascii_digit() || matches!(character, '０'..='９');
    let digits = rest.len() - rest.trim_start_matches(is_digit).len();
    let figures = rest[..digits].chars().count();
    if figures == 0 || figures > 2 {
        return 0;
    }
    let mut after = rest[digits..].chars();
    let closes = match after.next() {
        Some(')' | '）') => true,
        Some('.' | '．') if open == 0 => after.as_str().starts_with([' ', '\u{3000}']),
        _ => false,
    };
    let length = open + digits + rest[digits..].chars().next().map_or(0, char::len_utf8);
    if closes { length } else { 0 }
}

/// Mostly Latin letters: the original's title above a translation, a line of a foreign agency.
pub(crate) fn is_foreign(line: &str) -> bool {
    // Latin letters are told apart by their bytes: most lines have none, and no other is counted.
    let latin = line.bytes().filter(u8::is_ascii_alphabetic).count();
    if latin == 0 {
        return false;
    }
    let letters = line.chars().filter(|character| character.is_alphabetic());
    // No more letters than leave the Latin ones four of five.
    letters.take(latin * 10 / 8 + 1).count() * 8 <= latin * 10
}

/// The name behind a label and its colon or dot, up to a comma, a bracket or a space.
fn credited(text: &str, span: Span, labels: &[String]) -> Option<Span> {
    let line = span.of(text);
    // (翻訳・編集 アジア部)
    let inner = line.strip_prefix(['(', '（']).and_then(|rest| rest.strip_suffix([')', '）']));
    let start = span.start as usize + line.find(inner.unwrap_or(line))?;
    let line = inner.unwrap_or(line);
    let fits = labels.iter().filter(|label| line.starts_with(label.as_str()));
    let label = fits.max_by_key(|label| label.len())?;
    let rest = &line[label.len()..];
    let marked = rest.trim_start().strip_prefix([':', '：', '・', '／', '/', '=', '＝']);
    let spaced = || rest.strip_prefix([' ', '\u{3000}']).filter(|_| inner.is_some());
    let name = marked.or_else(spaced)?.trim_start();
    let length = name.find(['、', ',', '，', '(', '（', ' ', '\u{3000}']).unwrap_or(name.len());
    let start = start + line.len() - name.len();
    (length > 0).then(|| Span::from_range(start..start + length))
}
