//! The cases: an input, and what one test asks of it.

use std::error::Error;

use serde_json::Value;

/// One assertion of a test.
pub(crate) struct Case {
    /// The text to be read.
    pub(crate) input: String,
    /// What must be.
    pub(crate) expected: Value,
    /// Whether it must not be, instead.
    pub(crate) negated: bool,
    /// The part of ja-timex that is asked (`abstime`, `duration`, `reltime`, `set`), or all of it.
    pub(crate) tagger: String,
    pub(crate) question: Question,
}

/// What is asked.
pub(crate) enum Question {
    /// How many times the text tells.
    Count,
    /// Whether the whole text is an expression of the tagger's kind.
    Presence,
    /// A field of the expression at this place.
    Field(usize, String),
    /// The value of a number.
    Number,
    /// The text with its numbers rewritten.
    Rewriting,
    /// Something inside of ja-timex.
    None,
}

impl Question {
    /// Why it cannot be answered, when the interchange format has nothing of the kind.
    pub(crate) fn without_counterpart(&self) -> Option<&'static str> {
        match self {
            Self::None => Some("no-counterpart"),
            Self::Field(_, field) if matches!(field.as_str(), "freq" | "quant") => {
                Some("no-frequency")
            }
            _ => None,
        }
    }

    /// The name of its row.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Count => "how many",
            Self::Presence => "one or none",
            Self::Field(_, field) => match field.as_str() {
                "value" => "value",
                "type" => "type",
                "mod" => "modifier",
                "freq" | "quant" => "frequency",
                _ => "words",
            },
            Self::Number => "number",
            Self::Rewriting => "rewriting",
            Self::None => "internal",
        }
    }
}

impl Case {
    /// What is asked, in a word, with the place when it is not the first.
    pub(crate) fn asked(&self) -> String {
        match &self.question {
            Question::Count => "len".to_owned(),
            Question::Presence => "presence".to_owned(),
            Question::Field(0, field) => field.clone(),
            Question::Field(place, field) => format!("{field} {place}"),
            other => other.kind().to_owned(),
        }
    }
}

/// Fields of an expression of ja-timex that have a counterpart.
const FIELDS: [&str; 9] =
    ["value", "type", "mod", "freq", "quant", "text", "raw_text", "span", "raw_span"];

/// Reads a file of cases.
pub(crate) fn cases(json: &str) -> Result<Vec<Case>, Box<dyn Error>> {
    let all: Vec<Value> = serde_json::from_str(json)?;
    all.iter()
        .map(|case| {
            let word = |key: &str| {
                case[key].as_str().map(str::to_owned).ok_or(format!("no {key}: {case}"))
            };
            let file = word("file")?;
            Ok(Case {
                input: word("input")?,
                expected: case["expected"].clone(),
                negated: word("op")? == "IsNot",
                tagger: file.trim_start_matches("test_").replace("_tagger.py", ""),
                question: question(&word("expr")?),
            })
        })
        .collect()
}

fn question(expression: &str) -> Question {
    if expression.starts_with("len(") {
        return Question::Count;
    }
    if expression.starts_with("kansuji2number") {
        return Question::Number;
    }
    if expression.starts_with("nn.") {
        return Question::Rewriting;
    }
    for words in ["p.raw_text[", "p.processed_text["] {
        if expression.starts_with(words) {
            return Question::Field(place(expression), "text".to_owned());
        }
    }
    if expression.ends_with("')") {
        return Question::Presence;
    }
    match expression.rsplit_once('.') {
        Some((_, field)) if FIELDS.contains(&field) => {
            Question::Field(place(expression), field.to_owned())
        }
        _ => Question::None,
    }
}

/// `timexes[1].value`, `t1.value` and `p.raw_text[t1.raw_span[0]:…]` ask for the second expression.
fn place(expression: &str) -> usize {
    let second = ["timexes[1]", "t1."];
    let third = ["timexes[2]"];
    let own = expression.trim_start_matches("p.raw_text[").trim_start_matches("p.processed_text[");
    let begins = |names: &[&str]| names.iter().any(|name| own.starts_with(name));
    usize::from(begins(&second)) + 2 * usize::from(begins(&third))
}
