//! The passage that words stand in, as lines of a terminal.

use keii_query::{Passage, Piece};

use super::style::Style;
use super::width::{one_line, wrap};

/// Stand for the marks until it is known how they are shown. They are of the private use area,
/// which articles do not use; where one does, it is taken out.
const BEGIN: char = '\u{E0F0}';
const END: char = '\u{E0F1}';

/// The passage in lines of at most `most` columns, with the words underlined and reversed in
/// colour, else between ⟦ and ⟧.
#[must_use]
pub fn lines(passage: &Passage, most: usize, color: bool) -> Vec<String> {
    let ends = |open: bool| if open { "…" } else { "" };
    let (before, behind) = (ends(passage.begins_within), ends(passage.ends_within));
    let text = format!("{before}{}{behind}", marked(&passage.pieces));
    let mut inside = false;
    wrap(&text, most).iter().map(|line| show_marks(line, color, &mut inside)).collect()
}

fn marked(pieces: &[Piece]) -> String {
    let mut text = String::new();
    for piece in pieces {
        let plain = piece.text.replace([BEGIN, END], "");
        if piece.marked {
            text.push(BEGIN);
            text.push_str(&plain);
            text.push(END);
        } else {
            text.push_str(&plain);
        }
    }
    one_line(&text)
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
    use keii_model::{Span, Text};
    use keii_query::passages;

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
        assert_eq!(lines(&found[0], 80, false), ["三つ目の⟦会見⟧。四つ目。…"]);
    }

    #[test]
    fn words_that_share_a_passage_are_marked_in_it() {
        let text = "外相は会見で「進展」と述べた。";
        let spans = [span_of(text, "進展"), span_of(text, "外相"), span_of(text, "述べた")];
        let found = passages(&Text::new(text), &spans);
        assert_eq!(lines(&found[0], 80, false), ["⟦外相⟧は会見で「⟦進展⟧」と⟦述べた⟧。"]);
        assert_eq!(found.len(), 1);
    }

    #[test]
    fn colour_ends_with_the_line_and_begins_again() {
        let text = "外相は述べた。";
        let found = passages(&Text::new(text), &[span_of(text, "外相は述べた")]);
        let lines = lines(&found[0], 8, true);
        assert!(lines.len() > 1);
        assert!(lines.iter().all(|line| line.matches('\u{1b}').count() % 2 == 0), "{lines:?}");
    }

    #[test]
    fn a_text_without_sentences_is_shown_in_part() {
        let text = "会".repeat(50_000) + "見" + &"談".repeat(50_000);
        let found = passages(&Text::new(text.as_str()), &[span_of(&text, "見")]);
        let shown = lines(&found[0], 1000, false).concat();
        assert!(shown.starts_with('…') && shown.ends_with('…'));
        assert!(shown.chars().count() < 400);
    }
}
