//! Half-width kana and commas, which the dictionary does not know.

/// A text with its half-width kana and commas widened, and the way back.
pub(super) struct Widened {
    /// The widened text.
    pub text: String,
    /// For each character: its first byte here and in the original; one more entry for the end.
    starts: Vec<(usize, usize)>,
}

impl Widened {
    /// The byte of the original that byte `at` of the widened text came from.
    pub fn original(&self, at: usize) -> usize {
        let after = self.starts.partition_point(|&(widened, _)| widened <= at);
        self.starts[after.saturating_sub(1)].1
    }
}

/// The kana and marks from U+FF61 on, in the order of their code points.
const KANA: &str = "。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホ\
                    マミムメモヤユヨラリルレロワン";

/// Widens half-width kana, and commas between Japanese words; `None` when there are none, which is
/// nearly always.
pub(super) fn widen(text: &str) -> Option<Widened> {
    // U+FF61 to U+FF9F begin with EF BD or EF BE: full-width letters do, too, and are cheap to
    // look at twice. Most sentences hold neither that byte nor a comma.
    if !text.bytes().any(|byte| byte == 0xEF || byte == b',') {
        return None;
    }
    let mut bytes = text.as_bytes().windows(2);
    let comma = |pair: &[u8]| pair[1] == b',' && !pair[0].is_ascii();
    let kana = |pair: &[u8]| pair[0] == 0xEF && (pair[1] == 0xBD || pair[1] == 0xBE);
    if !bytes.any(|pair| kana(pair) || comma(pair)) {
        return None;
    }
    let half = |character: char| ('\u{FF61}'..='\u{FF9F}').contains(&character);
    if !text.contains(|character| half(character) || character == ',') {
        return None;
    }
    let table: Vec<char> = KANA.chars().collect();
    let mut widened = Widened { text: String::with_capacity(text.len()), starts: Vec::new() };
    let mut characters = text.char_indices().peekable();
    let mut behind_japanese = false;
    while let Some((at, character)) = characters.next() {
        widened.starts.push((widened.text.len(), at));
        let index = u32::from(character).wrapping_sub(0xFF61) as usize;
        let before_japanese = characters.peek().is_none_or(|(_, next)| !next.is_ascii());
        let wide = match character {
            ',' if behind_japanese && before_japanese => '、',
            _ => table.get(index).copied().unwrap_or(character),
        };
        behind_japanese = !character.is_ascii();
        let voiced = characters.peek().and_then(|&(_, mark)| voiced(wide, mark));
        if voiced.is_some() && half(character) {
            characters.next();
        }
        widened.text.push(voiced.filter(|_| half(character)).unwrap_or(wide));
    }
    widened.starts.push((widened.text.len(), text.len()));
    Some(widened)
}

/// The kana with a half-width voicing mark behind it.
fn voiced(kana: char, mark: char) -> Option<char> {
    let steps = match mark {
        'ﾞ' if kana == 'ウ' => return Some('ヴ'),
        'ﾞ' if "カキクケコサシスセソタチツテトハヒフヘホ".contains(kana) => 1,
        'ﾟ' if "ハヒフヘホ".contains(kana) => 2,
        _ => return None,
    };
    char::from_u32(u32::from(kana) + steps)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_width_kana_are_widened_and_found_again() {
        let text = "新ﾊﾟｰﾃｨｰA";
        let widened = widen(text).expect("it holds half-width kana");
        assert_eq!(widened.text, "新パーティーA");
        assert_eq!(widened.original("新".len()), "新".len());
        assert_eq!(widened.original("新パ".len()), "新ﾊﾟ".len());
        assert_eq!(widened.original(widened.text.len()), text.len());
    }

    #[test]
    fn commas_between_japanese_words_are_widened() {
        let text = "本,机,1,000円,AとB, C";
        let widened = widen(text).expect("it holds commas");
        assert_eq!(widened.text, "本、机,1,000円,AとB, C");
        assert_eq!(widened.original("本、".len()), "本,".len());
    }

    #[test]
    fn full_width_text_is_left_alone() {
        assert!(widen("ＡＢＣ（パーティー）").is_none());
    }
}
