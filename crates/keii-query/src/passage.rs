//! The passage that words stand in, with the words marked.

use std::ops::Range;

use keii_model::{Span, Text};
use serde::Serialize;

/// How far before and behind the words the passage may reach, in characters.
const REACH: usize = 120;

/// Sentences shown before and behind the one that holds the words.
const NEIGHBOURS: usize = 1;

/// A piece of text around some words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Passage {
    /// The line on which the first of the words stands, from 1.
    pub line: usize,
    /// The text as it stands in the document, cut where marked words begin and end.
    pub pieces: Vec<Piece>,
    /// Whether the text goes on before.
    pub begins_within: bool,
    /// Whether the text goes on behind.
    pub ends_within: bool,
}

/// Words of a passage, all marked or none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// The words.
    pub text: String,
    /// Whether they are those that were asked for.
    pub marked: bool,
}

/// The passages of `text` around `spans`, in order. Spans that share a passage are marked in one.
#[must_use]
pub fn passages(text: &Text, spans: &[Span]) -> Vec<Passage> {
    let text = text.as_str();
    let mut groups: Vec<(Range<usize>, Vec<Range<usize>>)> = Vec::new();
    for span in joined(spans) {
        let context = before(text, span.start)..behind(text, span.end);
        match groups.last_mut() {
            Some((last, marks)) if context.start < last.end => {
                last.end = last.end.max(context.end);
                marks.push(span);
            }
            _ => groups.push((context, vec![span])),
        }
    }
    let mut line = 1;
    let mut counted = 0;
    let mut passages = Vec::new();
    for (context, marks) in groups {
        let first = marks.first().map_or(context.start, |mark| mark.start);
        line += text[counted..first].matches('\n').count();
        counted = first;
        passages.push(Passage {
            line,
            begins_within: continues(text, context.start),
            ends_within: context.end < text.trim_end().len(),
            pieces: pieces(text, context, &marks),
        });
    }
    passages
}

/// Spans that overlap or touch become one.
fn joined(spans: &[Span]) -> Vec<Range<usize>> {
    let mut sorted: Vec<Range<usize>> = spans.iter().map(|span| span.range()).collect();
    sorted.sort_by_key(|span| (span.start, span.end));
    let mut joined: Vec<Range<usize>> = Vec::new();
    for span in sorted {
        match joined.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => joined.push(span),
        }
    }
    joined
}

fn ends_sentence(c: char) -> bool {
    matches!(c, '。' | '!' | '?' | '\n')
}

/// Where the passage begins.
fn before(text: &str, at: usize) -> usize {
    let mut start = at;
    let mut ends = 0;
    for (reach, (position, c)) in text[..at].char_indices().rev().enumerate() {
        if ends_sentence(c) && start < at {
            ends += 1;
            if ends > NEIGHBOURS {
                break;
            }
        }
        if reach >= REACH {
            break;
        }
        start = position;
    }
    start
}

/// Where the passage ends: behind the end of a sentence and the marks that close it.
fn behind(text: &str, at: usize) -> usize {
    let mut end = at;
    let mut ends = 0;
    for (reach, c) in text[at..].chars().enumerate() {
        end += c.len_utf8();
        if ends_sentence(c) {
            ends += 1;
            if ends > NEIGHBOURS {
                break;
            }
        }
        if reach >= REACH {
            break;
        }
    }
    end
}

fn continues(text: &str, start: usize) -> bool {
    let before = text[..start].trim_end().chars().next_back();
    before.is_some_and(|c| !ends_sentence(c)) && !text[..start].ends_with('\n')
}

fn pieces(text: &str, context: Range<usize>, marks: &[Range<usize>]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut piece = |range: Range<usize>, marked| {
        if !range.is_empty() {
            pieces.push(Piece { text: text[range].to_owned(), marked });
        }
    };
    let mut at = context.start;
    for mark in marks {
        piece(at..mark.start, false);
        piece(mark.clone(), true);
        at = mark.end;
    }
    piece(at..context.end, false);
    pieces
}
