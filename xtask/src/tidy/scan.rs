//! Words and brackets of masked code.

/// Whether a character can stand inside a name.
pub fn in_word(c: char) -> bool {
    c == '_' || c.is_alphanumeric()
}

/// Where `word` stands in `code` as a whole word.
pub fn words<'a>(code: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    code.match_indices(word).map(|(at, _)| at).filter(move |&at| {
        let before = code[..at].chars().next_back();
        let behind = code[at + word.len()..].chars().next();
        !before.is_some_and(in_word) && !behind.is_some_and(in_word)
    })
}

/// Whether `word` stands in `code` as a whole word.
pub fn has_word(code: &str, word: &str) -> bool {
    words(code, word).next().is_some()
}

/// The line, counted from 1, that byte `at` stands on.
pub fn line_of(code: &str, at: usize) -> usize {
    1 + code[..at].bytes().filter(|&byte| byte == b'\n').count()
}

/// Where the item that begins at `start` ends: its closing brace, or its `;` when it has no body.
/// `None` when its brackets do not close.
pub fn item_end(code: &str, start: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, byte) in code.bytes().enumerate().skip(start) {
        match byte {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' => depth = depth.checked_sub(1)?,
            b'}' => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(at);
                }
            }
            b';' if depth == 0 => return Some(at),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_whole_words_only() {
        assert!(has_word("std::fs::read", "fs"));
        assert!(!has_word("offs(fs_a, afs)", "fs"));
    }

    #[test]
    fn an_item_ends_at_its_brace_or_semicolon() {
        let code = "fn a(x: [u8; 3]) { if b { c } } fn d(); {";
        assert_eq!(item_end(code, 0).map(|end| &code[..=end]), Some(&code[..31]));
        assert_eq!(item_end(code, 32).map(|end| &code[32..=end]), Some("fn d();"));
        assert_eq!(item_end(code, 39), None);
    }

    #[test]
    fn lines_are_counted_from_one() {
        assert_eq!([line_of("a\nb", 0), line_of("a\nb", 2)], [1, 2]);
    }
}
