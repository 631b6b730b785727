//! Cutting what is too long to be searched in one piece.

use std::ops::Range;

/// Bytes that are searched in one piece: some 1,300 characters, far more than a sentence has. It
/// bounds the memory of the search, and keeps endless runs of one sort of character linear.
const LIMIT: usize = 4_000;

/// Pieces of `text` that follow one another without gap, each of [`LIMIT`] bytes at most; cut
/// behind a comma, full stop or space where there is one in the second half of the piece.
pub(super) fn windows(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut start = 0;
    std::iter::from_fn(move || {
        let rest = &text[start..];
        if rest.is_empty() {
            return None;
        }
        let length = if rest.len() <= LIMIT { rest.len() } else { cut(rest) };
        let window = start..start + length;
        start += length;
        Some(window)
    })
}

/// Where to cut a text longer than the limit.
fn cut(text: &str) -> usize {
    let limit = text.floor_char_boundary(LIMIT);
    let half = text.floor_char_boundary(LIMIT / 2);
    let soft = |character: char| {
        matches!(character, '。' | '、' | '，' | '．' | '！' | '？' | '」')
            || character.is_whitespace()
    };
    let found = text[half..limit].char_indices().rev().find(|&(_, character)| soft(character));
    found.map_or(limit, |(at, character)| half + at + character.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_behind_a_comma() {
        let text = format!("{}、{}", "あ".repeat(1_000), "い".repeat(1_000));
        let windows: Vec<_> = windows(&text).collect();
        assert_eq!(windows, [0..3_003, 3_003..6_003]);
    }

    #[test]
    fn a_text_without_any_mark_is_cut_between_characters() {
        let text = "亜".repeat(40_000);
        let mut end = 0;
        for window in windows(&text) {
            assert_eq!(window.start, end);
            assert!(window.len() <= LIMIT && text.is_char_boundary(window.end));
            end = window.end;
        }
        assert_eq!(end, text.len());
    }
}
