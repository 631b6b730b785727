//! Which opening mark belongs to which closing mark.

use keii_model::Span;
use keii_rules::Characters;

use super::{Block, PageSettings};

/// A pair of quotation marks and what stands between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// With the marks.
    pub span: Span,
    /// Without them.
    pub inner: Span,
    /// The opening mark.
    pub mark: char,
    /// How many quotations it stands inside; stops counting at 255.
    pub depth: u8,
    /// The quotation it stands directly inside.
    pub parent: Option<usize>,
}

/// How many marks may wait for their partners at once. Real text nests four deep; the bound keeps
/// a page of opening marks linear.
const DEEPEST: usize = 100;

/// A mark that waits for its partner.
struct Waiting {
    start: u32,
    mark: char,
    close: char,
}

/// Pairs the marks of each block. A mark that finds no partner in its block is reported and means
/// nothing, so that one forgotten mark cannot swallow an article.
pub(super) fn quotations(
    text: &str,
    blocks: &[Block],
    settings: &PageSettings,
) -> (Vec<Quotation>, Vec<Span>) {
    let mut found = Vec::new();
    let mut unpaired = Vec::new();
    let pairs = settings.quotation_marks.iter().flat_map(|&(open, close)| [open, close]);
    let marks: Characters = pairs.chain(settings.toggle_marks.all()).collect();
    for block in blocks {
        pair((text, block.span), marks, settings, &mut found, &mut unpaired);
    }
    found.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
    unpaired.sort();
    (nest(text, found), unpaired)
}

/// Pairs the marks of one block; `marks` rules out nearly all characters that are none.
fn pair(
    (text, block): (&str, Span),
    marks: Characters,
    settings: &PageSettings,
    found: &mut Vec<(Span, char)>,
    unpaired: &mut Vec<Span>,
) {
    let mut open: Vec<Waiting> = Vec::new();
    for (at, mark) in block.of(text).char_indices() {
        if !marks.may_hold(mark) || !is_mark(mark, settings) {
            continue;
        }
        let start = block.start + u32::try_from(at).expect("ingest caps texts far below 4 GiB");
        let end = start + u32::try_from(mark.len_utf8()).expect("at most four");
        if let Some(depth) = open.iter().rposition(|waiting| waiting.close == mark) {
            for forgotten in open.drain(depth + 1..) {
                unpaired.push(mark_span(&forgotten));
            }
            let waiting = open.pop().expect("its position was found");
            found.push((Span::new(waiting.start, end), waiting.mark));
        } else if let Some(close) = partner(mark, settings) {
            if open.len() == DEEPEST {
                unpaired.push(mark_span(&open.remove(0)));
            }
            open.push(Waiting { start, mark, close });
        } else if settings.quotation_marks.iter().any(|&(_, close)| close == mark) {
            unpaired.push(Span::new(start, end));
        }
    }
    unpaired.extend(open.iter().map(mark_span));
}

fn is_mark(character: char, settings: &PageSettings) -> bool {
    let pair = |&(open, close): &(char, char)| open == character || close == character;
    settings.quotation_marks.iter().any(pair) || settings.toggle_marks.hold(character)
}

fn partner(mark: char, settings: &PageSettings) -> Option<char> {
    if settings.toggle_marks.hold(mark) {
        return Some(mark);
    }
    settings.quotation_marks.iter().find(|&&(open, _)| open == mark).map(|&(_, close)| close)
}

fn mark_span(waiting: &Waiting) -> Span {
    let length = u32::try_from(waiting.mark.len_utf8()).expect("at most four");
    Span::new(waiting.start, waiting.start + length)
}

/// Tells for each quotation which one holds it.
fn nest(text: &str, found: Vec<(Span, char)>) -> Vec<Quotation> {
    let mut quotations: Vec<Quotation> = Vec::with_capacity(found.len());
    let mut around: Vec<usize> = Vec::new();
    for (span, mark) in found {
        while around.last().is_some_and(|&outer| quotations[outer].span.end <= span.start) {
            around.pop();
        }
        let close = span.of(text).chars().next_back().map_or(0, char::len_utf8);
        let inner =
            Span::from_range(span.start as usize + mark.len_utf8()..span.end as usize - close);
        let depth = u8::try_from(around.len()).unwrap_or(u8::MAX);
        let parent = around.last().copied();
        around.push(quotations.len());
        quotations.push(Quotation { span, inner, mark, depth, parent });
    }
    quotations
}
