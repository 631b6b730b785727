//! Colour, which never tells anything alone.

use std::fmt;

/// What a piece of text is, for the eye.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// As it is.
    Plain,
    /// What the eye should find first.
    Strong,
    /// What the eye may skip: ids, counts.
    Faint,
    /// A heading.
    Heading,
    /// It took place.
    Good,
    /// It is open.
    Open,
    /// It did not come to be.
    Bad,
    /// The words of evidence in their passage.
    Marked,
}

impl Style {
    fn codes(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Strong => "1",
            Self::Faint => "2",
            Self::Heading => "1;4",
            Self::Good => "32",
            Self::Open => "33",
            Self::Bad => "31",
            Self::Marked => "4;7",
        }
    }

    /// What switches the style on and off.
    #[must_use]
    pub fn escapes(self) -> (String, &'static str) {
        (format!("\u{1b}[{}m", self.codes()), "\u{1b}[0m")
    }
}

/// Text in a style, with escape sequences only where colour is wanted.
#[derive(Clone, Copy, Debug)]
pub struct Styled<'a> {
    text: &'a str,
    style: Style,
    color: bool,
}

/// The text in the style.
#[must_use]
pub fn styled(text: &str, style: Style, color: bool) -> Styled<'_> {
    Styled { text, style, color }
}

impl fmt::Display for Styled<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let codes = self.style.codes();
        if self.color && !codes.is_empty() && !self.text.is_empty() {
            write!(out, "\u{1b}[{codes}m{}\u{1b}[0m", self.text)
        } else {
            out.write_str(self.text)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_colour_there_is_no_escape() {
        assert_eq!(styled("会談", Style::Strong, false).to_string(), "会談");
        assert_eq!(styled("会談", Style::Strong, true).to_string(), "\u{1b}[1m会談\u{1b}[0m");
    }
}
