//! The shape of words: which script they are written in.

/// A script, as far as names care.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Script {
    Katakana,
    Kanji,
    Hiragana,
    Latin,
    Digit,
    Other,
}

/// The script of a character.
#[inline]
pub(crate) fn script(character: char) -> Script {
    // Most of a text: told by one comparison each.
    match character {
        'ぁ'..='ゖ' => Script::Hiragana,
        '\u{4E00}'..='\u{9FFF}' => Script::Kanji,
        _ => rarer_script(character),
    }
}

/// The script of a character that is neither plain hiragana nor a common ideograph.
fn rarer_script(character: char) -> Script {
    match character {
        'ァ'..='ヺ' | 'ー' | 'ｦ'..='ﾟ' => Script::Katakana,
        '\u{3400}'..='\u{4DBF}'
        | '々'
        | '〆'
        | '\u{20000}'..='\u{3FFFF}'
        | '\u{F900}'..='\u{FAFF}' => Script::Kanji,
        'ゝ' | 'ゞ' => Script::Hiragana,
        'A'..='Z' | 'a'..='z' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | 'À'..='ɏ' => Script::Latin,
        '0'..='9' | '０'..='９' => Script::Digit,
        _ => Script::Other,
    }
}

/// Whether it joins the parts of a foreign name.
pub(super) fn is_joint(character: char) -> bool {
    matches!(character, '・' | '･' | '＝' | '゠' | '=')
}

/// Whether it joins two words to the name of a company (A&B).
pub(super) fn is_and(character: char) -> bool {
    matches!(character, '&' | '＆')
}

/// The characters directly before and after a range of the text.
pub(super) fn neighbours(text: &str, start: u32, end: u32) -> (Option<char>, Option<char>) {
    let before = text[..start as usize].chars().next_back();
    let after = text[end as usize..].chars().next();
    (before, after)
}

/// Whether a phrase of a lexicon stands at this place as a word of its own: a katakana or Latin
/// run is never cut (`インド` is not in `インドネシア`).
pub(super) fn is_whole_run(text: &str, start: u32, end: u32) -> bool {
    let words = &text[start as usize..end as usize];
    let (before, after) = neighbours(text, start, end);
    let cut = |inside: Option<char>, outside: Option<char>| match (inside, outside) {
        (Some(inside), Some(outside)) => {
            let inside = script(inside);
            matches!(inside, Script::Katakana | Script::Latin) && inside == script(outside)
        }
        _ => false,
    };
    !cut(words.chars().next(), before) && !cut(words.chars().next_back(), after)
}
