//! What the words behind a time tell: that it lies ahead, or that it is past.

use keii_model::Span;

use super::ground::Tense;
use crate::language::Language;
use crate::page::Page;

/// How much of a sentence behind a time is searched for words of a plan, in characters: about two
/// clauses; the bound keeps a long sentence with many dates linear.
const PLAN_REACH: usize = 60;

/// How far behind a limit (…までに) its own verb may stand, in characters.
const OWN_VERB: usize = 12;

/// What the words behind an expression tell.
pub(super) fn tense(
    page: &Page<'_>,
    language: &Language<'_>,
    sentence: usize,
    span: Span,
) -> Tense {
    let rest = Span::new(span.end, page.sentences[sentence].span.end);
    let words = rest.of(page.text());
    let length = words.char_indices().nth(PLAN_REACH).map_or(words.len(), |(at, _)| at);
    let start = rest.start as usize;
    let near = Span::from_range(start..start + length);
    let layer = language.plan;
    let found = layer.find(&page.view_of(sentence), near);
    let mut told: Vec<(Span, String)> = Vec::with_capacity(found.len());
    for found in &found {
        let Some(tense) = layer.output(found, "tense") else { return Tense::Ahead };
        told.push((found.span, tense));
    }
    // 3月に始まった制度は…する: what is done may be what the time tells of.
    let first_is_coming = told.first().is_some_and(|(_, tense)| tense == "coming");
    let done = told.first().is_some_and(|(_, tense)| tense == "done");
    let open = if done { Tense::Done } else { Tense::Open };
    let Some(at) = told.iter().position(|(_, tense)| tense != "done" && tense != "turn") else {
        return open;
    };
    match told[at].1.as_str() {
        "coming" if first_is_coming => Tense::Ahead,
        "agreed" if at == 0 && is_within(words) => Tense::Ahead,
        "by" if is_over(&told[at + 1..]) => Tense::Past,
        "by" if !is_done(page.text(), told[at].0, told.get(at + 1)) => Tense::Ahead,
        "past" => Tense::Past,
        _ => open,
    }
}

/// Whether what stands behind a time goes on with what the time is of: 23日に次の会合を開くことで一致した, but
/// 19日、…ことで一致した and 19日の会談で….
fn is_within(words: &str) -> bool {
    !words.starts_with(['、', 'の'])
}

/// Whether the words behind a time tell it apart from others: 3月23日に…, 3月23日、….
pub(super) fn is_apart(words: &str) -> bool {
    words.starts_with(['、', 'に'])
}

/// 3月初めまでに33人が解放され、…釈放した: whether the clause goes on into what is past, and nothing is said or planned.
fn is_over(behind: &[(Span, String)]) -> bool {
    let turns = behind.first().is_some_and(|(_, tense)| tense == "turn");
    let past = behind.last().is_some_and(|(_, tense)| tense == "past");
    turns
        && past
        && behind.iter().all(|(_, tense)| matches!(tense.as_str(), "turn" | "past" | "done"))
}

/// Whether what was to be done by then is told as done: 12日までに確かめられた.
fn is_done(text: &str, by: Span, next: Option<&(Span, String)>) -> bool {
    let Some((verb, _)) = next.filter(|(_, tense)| matches!(tense.as_str(), "past" | "done"))
    else {
        return false;
    };
    let between = Span::new(by.end, verb.start.max(by.end)).of(text);
    between.chars().count() <= OWN_VERB
}
