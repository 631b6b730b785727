//! Parameters: what can be asked, and whether it makes sense.

use keii_export::Kind;
use keii_model::{Edtf, Status};

use super::problem::Problem;
use crate::visit::day_of;

/// A parameter of a route.
#[derive(Clone, Copy, Debug)]
pub struct Parameter {
    /// Its name.
    pub name: &'static str,
    /// What it takes.
    pub takes: Takes,
    /// What it does.
    pub about: &'static str,
}

/// What a parameter takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// Any words.
    Words,
    /// A day, `2025-08-15`.
    Day,
    /// A date as EDTF: `2025-08`.
    Date,
    /// A whole number from 1 up to this.
    Count(usize),
    /// `true` or `false`.
    Flag,
    /// One of these words.
    One(&'static [&'static str]),
    /// Some of these words; the parameter may be given more than once.
    Some(&'static [&'static str]),
}

impl Parameter {
    /// Whether it may be given more than once.
    pub fn repeats(&self) -> bool {
        matches!(self.takes, Takes::Some(_))
    }
}

const fn parameter(name: &'static str, takes: Takes, about: &'static str) -> Parameter {
    Parameter { name, takes, about }
}

/// The most rows that one page of a list has.
pub const MOST: usize = 500;

pub const AS_OF: Parameter =
    parameter("as_of", Takes::Day, "The ledger as it was at the end of this day (UTC).");
pub const LIMIT: Parameter =
    parameter("limit", Takes::Count(MOST), "How many items a page has at most; 100 if not given.");
pub const CURSOR: Parameter =
    parameter("cursor", Takes::Words, "`next` of the page before, with the same filters.");
pub const CHANGED_AFTER: Parameter = parameter(
    "changed_after",
    Takes::Day,
    "Only items that were not there, or were otherwise, at the end of this day (UTC).",
);
pub const STORY: Parameter =
    parameter("story", Takes::Words, "Only what this story tells: its id, or that of a document.");
pub const STATUS: Parameter =
    parameter("status", Takes::Some(&Status::WORDS), "Only events that stand so; may be repeated.");
pub const PERSON: Parameter = parameter(
    "person",
    Takes::Words,
    "Only what this person, organisation or country takes part in or says: any part of the name.",
);
pub const FROM: Parameter =
    parameter("from", Takes::Date, "Only events that may have happened on this day or later.");
pub const TO: Parameter =
    parameter("to", Takes::Date, "Only events that may have happened on this day or before.");
pub const KIND: Parameter = parameter("kind", Takes::One(&Kind::WORDS), "The kind of rows.");
pub const BOM: Parameter = parameter("bom", Takes::Flag, "Begin a table with a byte order mark.");
pub const WITHOUT_TEXT: Parameter =
    parameter("without_text", Takes::Flag, "No word of any article: offsets and hashes instead.");
pub const LANG: Parameter = parameter(
    "lang",
    Takes::One(&["ja", "en"]),
    "The language of words for people; `ja` if not given.",
);
pub const SINCE: Parameter =
    parameter("since", Takes::Day, "What has arrived since the beginning of this day (UTC).");

/// Whether the value makes sense.
///
/// # Errors
/// Tells what it should be.
pub fn check(parameter: &Parameter, value: &str) -> Result<(), Problem> {
    let name = parameter.name;
    let fail = |wanted: String| {
        // What was given may be long, and of anybody's making.
        let shown: String = value.chars().take(40).collect();
        Err(Problem::senseless(format!("`{name}` is `{shown}`: {wanted}")))
    };
    match parameter.takes {
        Takes::Words => Ok(()),
        Takes::Day if day_of(value).is_none() => fail("write a day, 2025-08-15".to_owned()),
        Takes::Date => match value.parse::<Edtf>() {
            Ok(_) => Ok(()),
            Err(_) => fail("write 2025-08-15, 2025-08 or 2025".to_owned()),
        },
        Takes::Count(most) => match value.parse::<usize>() {
            Ok(count) if (1..=most).contains(&count) => Ok(()),
            _ => fail(format!("write a number from 1 to {most}")),
        },
        Takes::Flag if value != "true" && value != "false" => {
            fail("write true or false".to_owned())
        }
        Takes::One(words) | Takes::Some(words) if !words.contains(&value) => {
            fail(format!("write one of {}", words.join(", ")))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_makes_no_sense_is_refused() {
        for (parameter, good, bad) in [
            (AS_OF, "2025-08-15", "2025-8-15"),
            (FROM, "2025-08", "August"),
            (LIMIT, "500", "0"),
            (LIMIT, "1", "501"),
            (STATUS, "held", "HELD"),
            (BOM, "true", "1"),
        ] {
            assert_eq!(check(&parameter, good), Ok(()), "{good}");
            assert!(check(&parameter, bad).is_err(), "{bad}");
        }
    }
}
