//! The passage that words stand in, with the words marked.

use std::ops::Range;

use keii_model::{Span, Text};

use super::style::Style;
use super::width::{one_line, wrap};

/// How far before and behind the words the passage may reach, in characters.
const REACH: usize = 120;

/// Sentences shown before and behind the one that holds the words.
const NEIGHBOURS: usize = 1;

/// Stand for the marks until it is known how they are shown. They are of the private use area,
/// which articles do not use; where one does, it is taken out.
const BEGIN: char = '\u{E0F0}';
const END: char = '\u{E0F1}';

/// A piece of text around some words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The line on which the first of the words stands, from 1.
    pub line: usize,
    /// The text on one line, the words between [`BEGIN`] and [`END`].
    marked: String,
    /// Whether the text goes on before and behind.
    open: (bool, bool),
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
            marked: mark(text, &context, &marks),
            open: (continues(text, context.start), context.end < text.trim_end().len()),
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

fn mark(text: &str, context: &Range<usize>, marks: &[Range<usize>]) -> String {
    let mut marked = String::new();
    let mut at = context.start;
    let plain = |part: &str| part.replace([BEGIN, END], "");
    for mark in marks {
        marked.push_str(&plain(&text[at..mark.start]));
        marked.push(BEGIN);
        marked.push_str(&plain(&text[mark.clone()]));
        marked.push(END);
        at = mark.end;
    }
    marked.push_str(&plain(&text[at..context.end]));
    one_line(&marked)
}

impl Passage {
    /// The passage in lines of at most `most` columns, with the words underlined and reversed in
    /// colour, else between ⟦ and ⟧.
    #[must_use]
    pub fn lines(&self, most: usize, color: bool) -> Vec<String> {
        let ends = |open: bool| if open { "…" } else { "" };
        let text = format!("{}{}{}", ends(self.open.0), self.marked, ends(self.open.1));
        let mut inside = false;
        wrap(&text, most).iter().map(|line| show_marks(line, color, &mut inside)).collect()
    }
}

/// Shows the marks of one line; `inside` tells whether a mark goes on from the line before.
fn show_marks(line: &str, color: bool, inside: &mut bool) -> String {
    if !color {
        return line.replace(BEGIN, "⟦").replace(END, "⟧");
    }
    let (on, off) = Style::Marked.escapes();
    let mut shown = String::new();
    if *inside {
        shown.push_str(&on);
    }
    for c in line.chars() {
        match c {
            BEGIN => {
                *inside = true;
                shown.push_str(&on);
            }
            END => {
                *inside = false;
                shown.push_str(off);
            }
            c => shown.push(c),
        }
    }
    if *inside {
        shown.push_str(off);
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span_of(text: &str, words: &str) -> Span {
        let start = text.find(words).expect("the words are there");
        Span::from_range(start..start + words.len())
    }

    #[test]
    fn words_stand_between_their_neighbours() {
        let text = "一つ目。二つ目。\n三つ目の会見。四つ目。五つ目。";
        let found = passages(&Text::new(text), &[span_of(text, "会見")]);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].line, 2);
        assert_eq!(found[0].lines(80, false), ["三つ目の⟦会見⟧。四つ目。…"]);
    }

    #[test]
    fn words_that_share_a_passage_are_marked_in_it() {
        let text = "外相は会見で「進展」と述べた。";
        let spans = [span_of(text, "進展"), span_of(text, "外相"), span_of(text, "述べた")];
        let found = passages(&Text::new(text), &spans);
        assert_eq!(found[0].lines(80, false), ["⟦外相⟧は会見で「⟦進展⟧」と⟦述べた⟧。"]);
        assert_eq!(found.len(), 1);
    }

    #[test]
    fn colour_ends_with_the_line_and_begins_again() {
        let text = "外相は述べた。";
        let found = passages(&Text::new(text), &[span_of(text, "外相は述べた")]);
        let lines = found[0].lines(8, true);
        assert!(lines.len() > 1);
        assert!(lines.iter().all(|line| line.matches('\u{1b}').count() % 2 == 0), "{lines:?}");
    }

    #[test]
    fn a_text_without_sentences_is_shown_in_part() {
        let text = "会".repeat(50_000) + "見" + &"談".repeat(50_000);
        let found = passages(&Text::new(text.as_str()), &[span_of(&text, "見")]);
        let shown = found[0].lines(1000, false).concat();
        assert!(shown.starts_with('…') && shown.ends_with('…'));
        assert!(shown.chars().count() < 3 * REACH);
    }
}
