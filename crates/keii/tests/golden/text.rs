//! How words are shown and compared.

/// A name without what sets apart only its spelling: `J・ドウ` is `jドウ`.
pub fn fold(name: &str) -> String {
    let between = |letter: &char| letter.is_whitespace() || "・＝=·".contains(*letter);
    name.chars().filter(|letter| !between(letter)).flat_map(char::to_lowercase).collect()
}

/// Words on one line, whatever breaks they hold.
pub fn one_line(words: &str) -> String {
    words.replace('\n', "⏎")
}

#[test]
fn spelling_does_not_set_names_apart() {
    assert_eq!(fold("ジョン・ドウ"), fold("ジョン＝ドウ"));
    assert_eq!(fold("Jane Doe"), fold("JANE DOE"));
    assert_ne!(fold("ドウ"), fold("ロウ"));
}
