//! Texts as tokens that SQLite's full-text index keeps in order: each pair of neighbouring
//! characters is one, spelt in letters and figures that no tokenizer takes apart. A phrase of such
//! tokens matches exactly where a piece of text stands.

use super::fold::folded;

/// Figures of one character: 36 to the power of four is more than there are code points.
const WIDTH: usize = 4;

/// Stands behind the last character of a piece, which no pair would begin with otherwise. No
/// character has this number.
const END: u32 = 36 * 36 * 36 * 36 - 1;

/// The tokens of some pieces of text; no phrase reaches from one into the next.
pub(super) fn tokens<'a>(pieces: impl Iterator<Item = &'a str>) -> String {
    let mut out = String::new();
    for piece in pieces {
        let characters = folded(piece);
        for (at, &one) in characters.iter().enumerate() {
            let next = characters.get(at + 1).map_or(END, |&next| u32::from(next));
            spell(u32::from(one), &mut out);
            spell(next, &mut out);
            out.push(' ');
        }
    }
    out
}

/// What a word is asked for by, in the query language of FTS5: a phrase, and for a single character
/// the beginning of a token. `None` for no word.
pub(super) fn phrase(word: &str) -> Option<String> {
    let characters = folded(word);
    let mut out = String::from("\"");
    match characters.as_slice() {
        [] => return None,
        [one] => {
            spell(u32::from(*one), &mut out);
            out.push_str("\"*");
        }
        several => {
            for pair in several.windows(2) {
                pair.iter().for_each(|&c| spell(u32::from(c), &mut out));
                out.push(' ');
            }
            out.push('"');
        }
    }
    Some(out)
}

fn spell(number: u32, out: &mut String) {
    let mut figures = [0; WIDTH];
    let mut left = number;
    for figure in figures.iter_mut().rev() {
        *figure = left % 36;
        left /= 36;
    }
    out.extend(figures.iter().filter_map(|&figure| char::from_digit(figure, 36)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_has_one_token() {
        let all = tokens(["会談、A", "\u{10FFFF}"].into_iter());
        let all: Vec<&str> = all.split(' ').filter(|token| !token.is_empty()).collect();
        assert_eq!(all.len(), 5);
        assert!(all.iter().all(|token| token.len() == 2 * WIDTH));
        assert_eq!(phrase("会談").as_deref(), Some(format!("\"{} \"", all[0]).as_str()));
        assert_eq!(phrase("会"), Some(format!("\"{}\"*", &all[0][..WIDTH])));
        assert_eq!(phrase(""), None);
        assert!(all[4].starts_with(&phrase("\u{10FFFF}").unwrap()[1..5]));
    }
}
