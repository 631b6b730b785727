//! Lines of a calendar.

/// So many octets a line has at most, its end not counted.
const WIDTH: usize = 75;

/// A value of type text: what means something else is escaped.
pub(super) fn text(words: &str) -> String {
    let mut safe = String::with_capacity(words.len());
    for letter in words.replace("\r\n", "\n").chars() {
        match letter {
            '\\' | ';' | ',' => {
                safe.push('\\');
                safe.push(letter);
            }
            '\n' | '\r' => safe.push_str("\\n"),
            letter if letter.is_control() && letter != '\t' => safe.push('\u{FFFD}'),
            letter => safe.push(letter),
        }
    }
    safe
}

/// The line with its end, folded between characters so that no line is longer than it may be.
pub(super) fn folded(line: &str) -> String {
    let mut folded = String::with_capacity(line.len() + 8);
    let mut width = 0;
    for letter in line.chars() {
        if width + letter.len_utf8() > WIDTH {
            folded.push_str("\r\n ");
            width = 1;
        }
        folded.push(letter);
        width += letter.len_utf8();
    }
    folded.push_str("\r\n");
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_folded_between_characters() {
        let line = format!("SUMMARY:{}", "首脳会談".repeat(20));
        let folded = folded(&line);
        assert!(folded.lines().all(|line| line.len() <= WIDTH), "{folded}");
        assert_eq!(folded.replace("\r\n ", ""), format!("{line}\r\n"));
    }

    #[test]
    fn what_means_something_else_is_escaped() {
        assert_eq!(text("a;b,c\\d\ne"), "a\\;b\\,c\\\\d\\ne");
    }
}
