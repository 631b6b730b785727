//! Conversations printed as such: interviews, questions and answers, records of what was said.
//!
//! What stands in a turn is said by whoever has the word, not by the writer. A page holds a
//! conversation when labels or dashes recur and somebody asks; one label alone proves nothing.

use std::collections::BTreeMap;

use keii_model::Span;

use super::{Block, BlockKind, PageSettings, SentenceSpan};
use crate::words::is_letter;

/// What one side of a conversation says at a stretch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// The words that name who has the word, without brackets.
    pub label: Option<Span>,
    /// The words of its first sentence, behind the label.
    pub start: u32,
    /// Its first sentence, and the one behind its last.
    pub sentences: std::ops::Range<usize>,
    /// Whether it is the part of whoever asks.
    pub asks: bool,
}

/// How a turn is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// `[Name]`, wherever a sentence begins.
    Bracket,
    /// `Name: …`, wherever a sentence begins.
    Colon,
    /// `Name　…` at the beginning of a line.
    Gap,
    /// A dash at the beginning of a line, before a question.
    Dash,
    /// `Q. …` and `A. …`
    Letter,
}

/// A sentence that begins a turn.
struct Mark {
    sentence: usize,
    kind: Kind,
    label: Span,
    start: u32,
}

/// How many marks make a conversation, and how many do where the headline calls it one.
const MARKS: usize = 3;
const MARKS_OF_A_CALLED_ONE: usize = 2;

/// The longest label, in characters.
const LABEL: usize = 18;

/// The turns of a page, in order; none when it holds no conversation.
pub(super) fn turns(
    text: &str,
    blocks: &[Block],
    sentences: &[SentenceSpan],
    settings: &PageSettings,
) -> Vec<Turn> {
    let mut marks: Vec<Mark> = Vec::new();
    for (at, sentence) in sentences.iter().enumerate() {
        let first = at == 0 || sentences[at - 1].block != sentence.block;
        let kind = blocks[sentence.block].kind;
        if matches!(kind, BlockKind::Reference | BlockKind::ReferenceHead | BlockKind::Furniture) {
            continue;
        }
        marks.extend(mark(text, sentence.span, first, settings).map(|it| it.of(at)));
    }
    if marks.len() < MARKS_OF_A_CALLED_ONE || !is_conversation(text, blocks, &marks, settings) {
        return Vec::new();
    }
    let recurs = recurring(text, &marks);
    let named = marks.iter().any(|mark| mark.kind != Kind::Letter && recurs(mark));
    let asked = marks.iter().any(|mark| mark.kind == Kind::Dash);
    marks.retain(|mark| match mark.kind {
        Kind::Bracket | Kind::Colon => recurs(mark) || named,
        Kind::Gap => recurs(mark) || asked,
        Kind::Dash | Kind::Letter => true,
    });
    let end = sentences
        .iter()
        .position(|it| blocks[it.block].kind == BlockKind::ReferenceHead)
        .unwrap_or(sentences.len());
    let next = |at: usize| marks.get(at + 1).map_or(end, |next| next.sentence);
    let letters = marks.iter().all(|mark| mark.kind == Kind::Letter);
    // Where one side alone is labelled, the other's words stand unmarked behind theirs.
    let sure = asked || labels(text, &marks) > 1;
    let mut turns = Vec::new();
    for (at, mark) in marks.iter().enumerate() {
        let words = mark.label.of(text);
        let asks =
            mark.kind == Kind::Dash || settings.asking_labels.iter().any(|label| label == words);
        // Of questions and answers without people the answers are the writer's.
        if letters && !asks {
            continue;
        }
        // A question behind a dash is a line of its own.
        let block = sentences[mark.sentence].block;
        let line = sentences.partition_point(|it| it.block <= block);
        let last = next(at).max(mark.sentence + 1);
        let behind = if mark.kind == Kind::Dash { line.min(last) } else { last };
        let label = (sure && mark.kind != Kind::Dash).then_some(mark.label);
        let sentences = mark.sentence..behind;
        turns.push(Turn { label, start: mark.start, sentences, asks });
        if behind < last {
            let start = 0;
            turns.push(Turn { label: None, start, sentences: behind..last, asks: false });
        }
    }
    turns
}

/// What a sentence begins with, before its place in the page is known.
struct Begun {
    kind: Kind,
    label: Span,
    start: u32,
}

impl Begun {
    fn of(self, sentence: usize) -> Mark {
        Mark { sentence, kind: self.kind, label: self.label, start: self.start }
    }
}

fn mark(text: &str, span: Span, first: bool, settings: &PageSettings) -> Option<Begun> {
    let words = span.of(text);
    let begun = |kind, from: usize, length: usize, start: usize| {
        let at = span.start as usize;
        let label = Span::from_range(at + from..at + from + length);
        (at + start < span.end as usize).then(|| Begun {
            kind,
            label,
            start: u32::try_from(at + start).expect("within the text"),
        })
    };
    if let Some(rest) = words.strip_prefix(['[', '［', '【']) {
        let length = rest.find([']', '］', '】'])?;
        let open = words.len() - rest.len();
        let close = rest[length..].chars().next().map_or(0, char::len_utf8);
        let fits = is_label(&rest[..length], settings);
        return begun(Kind::Bracket, open, length, open + length + close).filter(|_| fits);
    }
    let dashes: usize = words
        .chars()
        .take_while(|it| settings.question_dashes.contains(*it))
        .map(char::len_utf8)
        .sum();
    if dashes > 0 {
        return begun(Kind::Dash, 0, dashes, dashes).filter(|_| first);
    }
    let at = words.char_indices().take(LABEL + 1).find(|(_, it)| !is_name_character(*it))?;
    let (length, mark) = at;
    let behind = length + mark.len_utf8();
    let label = &words[..length];
    if settings.letter_labels.iter().any(|it| it == label.trim_end_matches(char::is_numeric)) {
        return begun(Kind::Letter, 0, letter(label), behind).filter(|_| first && length > 0);
    }
    let fits = || is_label(label, settings);
    match mark {
        ':' | '：' => begun(Kind::Colon, 0, length, behind).filter(|_| fits()),
        '\u{3000}' => begun(Kind::Gap, 0, length, behind).filter(|_| first && fits()),
        _ => None,
    }
}

/// A letter without the number of the question.
fn letter(label: &str) -> usize {
    label.trim_end_matches(char::is_numeric).len()
}

/// What a label may hold: no mark of a sentence, no bracket, no white space.
fn is_name_character(character: char) -> bool {
    is_letter(character) || matches!(character, '・' | '＝' | '=' | 'ー')
}

/// Whether words can name who has the word: letters, not figures, and no label of something else.
fn is_label(label: &str, settings: &PageSettings) -> bool {
    let fits = label.chars().count() <= LABEL;
    let lettered = label.chars().any(|it| it.is_alphabetic() && !it.is_ascii_digit());
    fits && lettered && !settings.no_speaker_labels.iter().any(|it| label.ends_with(it.as_str()))
}

/// Labels that come again are those of people.
fn recurring<'a>(text: &'a str, marks: &[Mark]) -> impl Fn(&Mark) -> bool + use<'a> {
    let mut counts: BTreeMap<&'a str, usize> = BTreeMap::new();
    for mark in marks.iter().filter(|mark| mark.kind != Kind::Dash) {
        *counts.entry(mark.label.of(text)).or_default() += 1;
    }
    move |mark: &Mark| counts.get(mark.label.of(text)).is_some_and(|&count| count > 1)
}

/// How many different labels come again.
fn labels(text: &str, marks: &[Mark]) -> usize {
    let recurs = recurring(text, marks);
    let mut labels: Vec<&str> =
        marks.iter().filter(|mark| recurs(mark)).map(|mark| mark.label.of(text)).collect();
    labels.sort_unstable();
    labels.dedup();
    labels.len()
}

/// Whether marks recur and one of those who have the word asks something.
fn is_conversation(text: &str, blocks: &[Block], marks: &[Mark], settings: &PageSettings) -> bool {
    let title = blocks.iter().find(|block| block.kind == BlockKind::Title);
    let called = title.is_some_and(|title| {
        let words = title.content.of(text);
        settings.conversations.iter().any(|it| words.contains(it.as_str()))
    });
    let least = if called { MARKS_OF_A_CALLED_ONE } else { MARKS };
    let recurs = recurring(text, marks);
    let dashes = marks.iter().filter(|mark| mark.kind == Kind::Dash).count();
    let recurring = marks.iter().filter(|mark| recurs(mark)).count();
    let counted = dashes + recurring + marks.iter().filter(|it| called && !recurs(it)).count();
    let asking = marks.windows(2).any(|pair| {
        let said = Span::new(pair[0].start, pair[1].label.start.max(pair[0].start)).of(text);
        let said = said.trim_end_matches(|it: char| {
            settings.terminators.hold(it) && !"?？".contains(it)
                || it.is_whitespace()
                || "[［【".contains(it)
        });
        said.ends_with(['?', '？'])
            || settings.asking_ends.iter().any(|end| said.ends_with(end.as_str()))
    });
    counted >= least && asking
}
