//! Templates of outputs: `XXXX-{month:02}-{part}`.

use compact_str::CompactString;
use serde::{Deserialize, Serialize};

use crate::pattern::PatternError;

/// A text with places to fill.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Template {
    pub text: CompactString,
    pub pieces: Vec<Piece>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Piece {
    Words(CompactString),
    /// `{name.column:02|default}`, the last three optional.
    Slot(Slot),
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Slot {
    /// Byte of the template where it begins.
    pub at: u32,
    pub capture: CompactString,
    /// A column of the lexicon that the capture was found in.
    pub column: Option<CompactString>,
    /// Fill with zeros in front up to so many characters.
    pub width: u8,
    /// What stands there when nothing was captured.
    pub default: Option<CompactString>,
}

impl Template {
    pub fn parse(text: &str) -> Result<Self, PatternError> {
        let mut pieces = Vec::new();
        let mut words = CompactString::default();
        let mut chars = text.char_indices().peekable();
        while let Some((at, next)) = chars.next() {
            match (next, chars.peek()) {
                ('{', Some((_, '{'))) | ('}', Some((_, '}'))) => {
                    words.push(next);
                    chars.next();
                }
                ('{', _) => {
                    let inside: String = text[at + 1..].chars().take_while(|&c| c != '}').collect();
                    if at + 1 + inside.len() == text.len() {
                        return Err(wrong(at, text.len(), "this is never closed"));
                    }
                    if !words.is_empty() {
                        pieces.push(Piece::Words(std::mem::take(&mut words)));
                    }
                    pieces.push(Piece::Slot(slot(at, &inside)?));
                    // The loop goes on behind the closing brace.
                    for _ in 0..=inside.chars().count() {
                        chars.next();
                    }
                }
                ('}', _) => return Err(wrong(at, at + 1, "this `}` closes nothing")),
                _ => words.push(next),
            }
        }
        if !words.is_empty() {
            pieces.push(Piece::Words(words));
        }
        Ok(Self { text: text.into(), pieces })
    }

    pub fn slots(&self) -> impl Iterator<Item = &Slot> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Slot(slot) => Some(slot),
            Piece::Words(_) => None,
        })
    }

    /// Fills every slot; `None` when one has neither a value nor a default.
    pub fn fill<'v>(&self, value: impl Fn(&Slot) -> Option<&'v str>) -> Option<String> {
        let mut filled = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Words(words) => filled.push_str(words),
                Piece::Slot(slot) => {
                    let Some(words) = value(slot) else {
                        filled.push_str(slot.default.as_ref()?);
                        continue;
                    };
                    let missing = usize::from(slot.width).saturating_sub(words.chars().count());
                    filled.extend(std::iter::repeat_n('0', missing));
                    filled.push_str(words);
                }
            }
        }
        Some(filled)
    }
}

fn wrong(start: usize, end: usize, message: &str) -> PatternError {
    let help =
        "write {capture}, {capture:02}, {capture.column} or {capture|default}; {{ is a brace";
    PatternError { range: start..end, message: message.to_owned(), help: help.to_owned() }
}

fn slot(at: usize, inside: &str) -> Result<Slot, PatternError> {
    let end = at + inside.len() + 2;
    let (rest, default) = match inside.split_once('|') {
        Some((rest, default)) => (rest, Some(default.into())),
        None => (inside, None),
    };
    let (rest, width) = match rest.split_once(':') {
        None => (rest, 0),
        Some((rest, width)) => {
            let width = width.strip_prefix('0').and_then(|width| width.parse().ok());
            (rest, width.ok_or_else(|| wrong(at, end, "a width is written 02"))?)
        }
    };
    let (capture, column) = match rest.split_once('.') {
        Some((capture, column)) => (capture, Some(column.trim().into())),
        None => (rest, None),
    };
    let capture: CompactString = capture.trim().into();
    if capture.is_empty() {
        return Err(wrong(at, end, "the name of a capture is missing"));
    }
    let at = u32::try_from(at).map_err(|_| wrong(0, 1, "the template is too long"))?;
    Ok(Slot { at, capture, column, width, default })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn fill(template: &str, values: &[(&str, &str)]) -> Option<String> {
        let template = Template::parse(template).expect("it is well written");
        let value = |slot: &Slot| {
            let key = match &slot.column {
                Some(column) => format!("{}.{column}", slot.capture),
                None => slot.capture.to_string(),
            };
            values.iter().find(|(name, _)| *name == key).map(|(_, value)| *value)
        };
        template.fill(value)
    }

    #[test]
    fn slots_are_filled_padded_and_defaulted() {
        let values = [("month", "3"), ("unit.code", "EUR")];
        assert_eq!(fill("XXXX-{month:02}", &values).as_deref(), Some("XXXX-03"));
        assert_eq!(fill("{{{month}}}年", &values).as_deref(), Some("{3}年"));
        assert_eq!(fill("{year:04|XXXX}-{month}", &values).as_deref(), Some("XXXX-3"));
        assert_eq!(fill("{unit.code}", &values).as_deref(), Some("EUR"));
        assert_eq!(fill("{day}", &values), None);
    }

    #[test]
    fn mistakes_are_placed() {
        let wrong = |template| {
            let error = Template::parse(template).expect_err("it is wrong");
            (error.message, error.range)
        };
        assert_eq!(wrong("a{month"), ("this is never closed".to_owned(), 1..7));
        assert_eq!(wrong("a}"), ("this `}` closes nothing".to_owned(), 1..2));
        assert_eq!(wrong("{a:2}"), ("a width is written 02".to_owned(), 0..5));
        assert_eq!(wrong("{}"), ("the name of a capture is missing".to_owned(), 0..2));
    }

    proptest! {
        #[test]
        fn no_template_is_a_panic(text in "[a月{}:.|0]{0,20}") {
            let _ = Template::parse(&text);
        }
    }
}
