//! Words of others within Markdown.

/// Words as one line in which nothing is markup, whatever they are: a headline may hold `<script>`
/// or `[a](javascript:…)`.
pub(super) fn escaped(words: &str) -> String {
    let mut safe = String::with_capacity(words.len());
    for part in words.split_whitespace() {
        if !safe.is_empty() {
            safe.push(' ');
        }
        for letter in part.chars() {
            match letter {
                '<' => safe.push_str("&lt;"),
                '>' => safe.push_str("&gt;"),
                '&' => safe.push_str("&amp;"),
                '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '~' | '!' | '$' => {
                    safe.push('\\');
                    safe.push(letter);
                }
                // A bare address would become a link.
                ':' if safe.ends_with("http") || safe.ends_with("https") => safe.push_str("&#58;"),
                letter if letter.is_control() => safe.push('\u{FFFD}'),
                letter => safe.push(letter),
            }
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_an_article_is_markup() {
        assert_eq!(escaped("<script>a\n</script>"), "&lt;script&gt;a &lt;/script&gt;");
        assert_eq!(escaped("[a](javascript:b)"), "\\[a\\](javascript:b)");
        assert_eq!(escaped("「甲」は*乙*"), "「甲」は\\*乙\\*");
        assert_eq!(escaped("http://a.example"), "http&#58;//a.example");
    }
}
