//! What is said: from behind the speaker to the cue.

use keii_model::{AttributionType, Span};
use keii_syntax::{ParticleKind, Pos};

use super::Context;
use super::cue::{Cue, CueKind};
use super::line::{Item, Line};
use super::speaker::{Found, Frame, behind_comma};

/// Reported words.
#[derive(Clone, Debug)]
pub(super) struct Content {
    pub(super) kind: AttributionType,
    pub(super) span: Span,
    /// The verbatim parts of mixed content.
    pub(super) quoted: Vec<Span>,
    pub(super) addressee: Option<Span>,
}

/// The content of a cue.
pub(super) fn of(
    context: &Context<'_, '_>,
    line: &Line<'_>,
    from: usize,
    cue: &Cue<'_>,
    speaker: Option<&Found>,
) -> Option<Content> {
    let start = speaker.map_or(from, |found| found.end).min(cue.at);
    let (start, addressee) = behind_circumstances(context, line, start, cue.at);
    if cue.kind == CueKind::Quotative
        && let Item::Quote(quotation) = line.items[cue.at - 1]
        && is_whole(context, line, start, cue.at - 1)
    {
        let kind = AttributionType::Direct;
        return Some(Content { kind, span: quotation.inner, quoted: Vec::new(), addressee });
    }
    if start >= cue.at {
        return None;
    }
    reported(line, start, cue.at, addressee)
}

/// The content behind a frame: the rest of the sentence without its full stop.
pub(super) fn behind_frame(line: &Line<'_>, frame: &Frame) -> Option<Content> {
    let full_stop = line
        .items
        .last()
        .is_some_and(|item| item.word().is_some_and(|word| word.pos == Pos::Period));
    let end = line.items.len() - usize::from(full_stop);
    if frame.end >= end {
        return None;
    }
    // …によれば、両首脳は「…」ことで認識を共有した: the quotation is what was said.
    let quotes: Vec<&Item<'_>> =
        line.items[frame.end..end].iter().filter(|item| item.word().is_none()).collect();
    if let [Item::Quote(quotation)] = quotes.as_slice() {
        let after = line.position(quotation.span.end);
        if matches!(line.surface(after), "こと" | "と" | "との") {
            let (kind, span) = (AttributionType::Direct, quotation.inner);
            return Some(Content { kind, span, quoted: Vec::new(), addressee: None });
        }
    }
    reported(line, frame.end, end, None)
}

fn reported(line: &Line<'_>, start: usize, end: usize, addressee: Option<Span>) -> Option<Content> {
    let items = &line.items[start..end];
    let span = items.first()?.span().join(items.last()?.span());
    let quoted: Vec<Span> = items
        .iter()
        .filter_map(|item| match item {
            Item::Quote(quotation) => Some(quotation.inner),
            Item::Word(_) => None,
        })
        .collect();
    let kind = if quoted.is_empty() { AttributionType::Indirect } else { AttributionType::Mixed };
    Some(Content { kind, span, quoted, addressee })
}

/// Whether the quotation before the cue is all that is said, and what stands before it only tells
/// to whom, where or about what.
fn is_whole(context: &Context<'_, '_>, line: &Line<'_>, start: usize, quote: usize) -> bool {
    let Some(before) = quote.checked_sub(1).filter(|&before| before >= start) else { return true };
    let Some(token) = line.word(before) else { return true };
    match token.pos {
        Pos::Comma | Pos::Period | Pos::Conjunction | Pos::Adverb | Pos::AdverbialNoun => true,
        Pos::Particle(ParticleKind::Genitive) => false,
        Pos::Particle(_) if token.lemma == "が" => {
            context.cast.within(line.span).any(|mention| mention.phrase.end == token.span.start)
        }
        Pos::Particle(ParticleKind::Coordinating) => false,
        Pos::Particle(_) => true,
        Pos::Noun | Pos::VerbalNoun | Pos::Suffix => {
            // A speaker directly before the marks, as headlines have it.
            context.cast.within(line.span).any(|mention| mention.phrase.end == token.span.end)
        }
        _ => token.pos == Pos::NameSuffix || matches!(token.pos, Pos::Name(_)),
    }
}

/// Skips what tells when, where and to whom it was said. Returns where the content begins.
fn behind_circumstances(
    context: &Context<'_, '_>,
    line: &Line<'_>,
    start: usize,
    end: usize,
) -> (usize, Option<Span>) {
    let mut at = start;
    let mut addressee = None;
    loop {
        if matches!(line.pos(at), Some(Pos::Conjunction)) || line.is_comma(at) {
            at += 1;
            continue;
        }
        let Some(next) = circumstance(context, line, at, end) else { return (at, addressee) };
        let span = line.items[at].span().join(line.items[next - 1].span());
        addressee = addressee.or_else(|| {
            context
                .cast
                .within(span)
                .next_back()
                .map(|mention| mention.phrase)
                .filter(|_| to_somebody(line, at, next))
        });
        at = next;
    }
}

/// How many items a circumstance may have.
const CIRCUMSTANCE: usize = 14;

/// The position behind a circumstance that begins here: up to its comma, without a verb in it, and
/// closed by a particle that tells to whom, where or when; or, without a comma, up to 〜に対し.
fn circumstance(
    context: &Context<'_, '_>,
    line: &Line<'_>,
    at: usize,
    end: usize,
) -> Option<usize> {
    let _ = context;
    let stop = end.min(at + CIRCUMSTANCE);
    for position in at..stop {
        let Item::Word(token) = line.items[position] else { return None };
        if towards(line, position) && position > at {
            return Some(behind_comma(line, position + 1));
        }
        match token.pos {
            Pos::Comma => {
                let last = line.word(position.checked_sub(1)?)?;
                let place = matches!(last.lemma.as_str(), "で" | "に" | "にて" | "では");
                let when = matches!(
                    last.pos,
                    Pos::AdverbialNoun | Pos::Adverb | Pos::Suffix | Pos::Conjunction
                ) || is_date(line, position - 1);
                return (position > at && (place || when)).then_some(position + 1);
            }
            Pos::Verb | Pos::Auxiliary | Pos::Adjective => return None,
            Pos::Particle(ParticleKind::Topic) => return None,
            Pos::Particle(_) if matches!(token.lemma.as_str(), "が" | "を") => return None,
            _ => {}
        }
    }
    None
}

/// に対し, に対して, に向け: whom it was said to.
fn towards(line: &Line<'_>, at: usize) -> bool {
    matches!(line.surface(at), "に対し" | "に対して" | "に対しては")
}

fn to_somebody(line: &Line<'_>, at: usize, next: usize) -> bool {
    (at..next).any(|position| towards(line, position) || line.surface(position) == "に")
}

/// 15日, 8月, 水曜日
fn is_date(line: &Line<'_>, at: usize) -> bool {
    matches!(line.pos(at), Some(Pos::Counter))
        || line.surface(at).ends_with(['日', '月', '年', '後', '前'])
}
