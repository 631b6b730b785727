//! What is one character to a search.

/// The character as a search compares it: Latin letters and figures of full width as those of half
/// width, the ideographic space as a space, capitals as small letters. One character stays one, so
/// that places in the folded text are places in the text.
#[must_use]
pub fn fold(c: char) -> char {
    let narrow = match c {
        '\u{3000}' => ' ',
        '\u{FF01}'..='\u{FF5E}' => {
            char::from_u32(u32::from(c) - 0xFF01 + u32::from('!')).expect("a character of ASCII")
        }
        _ => c,
    };
    let mut small = narrow.to_lowercase();
    match (small.next(), small.next()) {
        (Some(one), None) => one,
        _ => narrow,
    }
}

/// A text as a search compares it.
pub(super) fn folded(text: &str) -> Vec<char> {
    text.chars().map(fold).collect()
}

/// Where a word stands in a text, both folded: the numbers of its first characters, in order. A
/// word that overlaps itself is found once.
pub(super) fn places<'a>(text: &'a [char], word: &'a [char]) -> impl Iterator<Item = usize> + 'a {
    let mut from = 0;
    std::iter::from_fn(move || {
        let first = word.first()?;
        while from + word.len() <= text.len() {
            let at = from;
            from += 1;
            if text[at] == *first && text[at..].starts_with(word) {
                from = at + word.len();
                return Some(at);
            }
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_and_capitals_are_folded_and_nothing_else() {
        let text: String = "ＧＤＰは３％、ガ行 İ".chars().map(fold).collect();
        assert_eq!(text, "gdpは3%、ガ行 İ");
        assert_eq!(folded("Ａé").len(), 2);
    }

    #[test]
    fn places_are_counted_in_characters() {
        let text = folded("会談と首脳会談");
        assert_eq!(places(&text, &folded("会談")).collect::<Vec<_>>(), [0, 5]);
        assert_eq!(places(&text, &folded("会談会")).count(), 0);
        assert_eq!(places(&text, &[]).count(), 0);
        assert_eq!(places(&folded("ああああ"), &folded("ああ")).collect::<Vec<_>>(), [0, 2]);
    }
}
