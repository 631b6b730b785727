//! Columns of a terminal that text takes: full-width characters take two.

pub use keii_query::one_line;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Columns that a text takes.
#[must_use]
pub fn width(text: &str) -> usize {
    text.width()
}

/// The text, cut to `most` columns; what was cut shows as `…`.
#[must_use]
pub fn cut(text: &str, most: usize) -> String {
    if width(text) <= most {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut used = 1;
    for c in text.chars() {
        used += c.width().unwrap_or(0);
        if used > most {
            break;
        }
        kept.push(c);
    }
    kept.push('…');
    kept
}

/// The text with blanks behind it up to `columns`.
#[must_use]
pub fn pad(text: &str, columns: usize) -> String {
    let missing = columns.saturating_sub(width(text));
    format!("{text}{}", " ".repeat(missing))
}

/// The text as lines of at most `most` columns. Japanese breaks between any two characters except
/// before closing marks and behind opening ones; words of other scripts stay whole where they fit.
#[must_use]
pub fn wrap(text: &str, most: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    for unit in units(text) {
        let wide = width(unit);
        if used + wide > most && used > 0 {
            let whole = std::mem::take(&mut line);
            lines.push(whole.trim_end().to_owned());
            used = 0;
            if unit == " " {
                continue;
            }
        }
        for piece in pieces(unit, most) {
            if used + width(piece) > most && used > 0 {
                lines.push(std::mem::take(&mut line));
                used = 0;
            }
            line.push_str(piece);
            used += width(piece);
        }
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// Marks that may not begin a line.
const CLOSING: &str = "、。,.,.」』)】》〉]}”’!?…ー々っゃゅょッャュョ・::;;%%";

/// Marks that may not end a line.
const OPENING: &str = "「『(【《〈[{“‘⟦";

/// The parts of a text between which a line may end.
fn units(text: &str) -> Vec<&str> {
    let mut units = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    for (at, c) in text.char_indices() {
        if before.is_some_and(|before| may_break(before, c)) {
            units.push(&text[start..at]);
            start = at;
        }
        before = Some(c);
    }
    if start < text.len() {
        units.push(&text[start..]);
    }
    units
}

fn may_break(before: char, after: char) -> bool {
    let narrow = |c: char| c.width() == Some(1) && c != ' ';
    let bound = OPENING.contains(before) || CLOSING.contains(after) || after == '⟧';
    let within_word = narrow(before) && narrow(after);
    !bound && !within_word
}

/// A unit too long for a line, cut into lines.
fn pieces(unit: &str, most: usize) -> Vec<&str> {
    if width(unit) <= most {
        return vec![unit];
    }
    unit.char_indices().map(|(at, c)| &unit[at..at + c.len_utf8()]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn full_width_characters_take_two_columns() {
        assert_eq!(width("首脳A"), 5);
        assert_eq!(pad("首脳", 6), "首脳  ");
    }

    #[test]
    fn a_cut_shows() {
        assert_eq!(cut("首脳会談", 8), "首脳会談");
        assert_eq!(cut("首脳会談", 7), "首脳会…");
        assert_eq!(cut("首脳会談", 6), "首脳…");
    }

    #[test]
    fn closing_marks_do_not_begin_a_line() {
        assert_eq!(wrap("協議した。次も", 8), ["協議し", "た。次も"]);
        assert_eq!(wrap("the talks ended", 9), ["the talks", "ended"]);
        assert_eq!(wrap("", 9), [""]);
    }

    #[test]
    fn a_line_holds_no_line_ends() {
        assert_eq!(one_line(" 協議\n した\t。\u{0}"), "協議 した 。");
    }

    proptest! {
        #[test]
        fn wrapped_lines_fit_and_lose_nothing(text in "[a-zぁ-ん一-龠、。「」 ]{0,80}", most in 4usize..40) {
            let lines = wrap(&text, most);
            for line in &lines {
                prop_assert!(width(line) <= most, "{line:?}");
            }
            let solid = |text: &str| text.replace(' ', "");
            prop_assert_eq!(solid(&lines.concat()), solid(&text));
        }
    }
}
