//! Records without any word of a document.
//!
//! What may stay is listed, not what must go: a field that somebody adds later is left out until
//! it is listed here.

use keii_model::Record;
use serde_json::{Map, Value};

use crate::hash::sha256;
use crate::passage::is_address;

/// Fields whose words are keii's own: ids, types, codes, days, lengths.
const OURS: [&str; 37] = [
    "about",
    "according_to",
    "anchor",
    "attribute",
    "basis",
    "by",
    "country",
    "date",
    "document",
    "documents",
    "duration",
    "end",
    "entity",
    "event",
    "factuality",
    "genre",
    "how",
    "id",
    "key",
    "kind",
    "language",
    "level",
    "mention",
    "mentions",
    "modality",
    "offset",
    "other",
    "part_of",
    "recorded",
    "relation",
    "role",
    "sha256",
    "status",
    "succeeds",
    "time",
    "type",
    "verdict",
];

/// The record as one line of JSON, `kind` first: spans have the hash of their words instead of
/// them, and names, titles and values as written are left out.
pub(crate) fn without_text(record: &Record) -> String {
    let value = serde_json::to_value(record).expect("records are plain values");
    let Value::Object(mut fields) = value else { unreachable!("a record has fields") };
    let kind = fields.remove("kind").unwrap_or_default();
    let rest = Value::Object(object(fields)).to_string();
    format!("{{\"kind\":{kind},{}", &rest[1..])
}

fn object(mut fields: Map<String, Value>) -> Map<String, Value> {
    let word = |name: &str| fields.get(name).and_then(Value::as_str);
    let is_span = fields.contains_key("start");
    let hash = word("text").filter(|_| is_span).or(word("form")).map(sha256);
    // What is compared is told in words, unless it is a time.
    let compares_times = matches!(word("attribute"), Some("time" | "duration"));
    let is_naming = fields.contains_key("form");
    let is_quantity = fields.contains_key("unit");
    let is_telling = fields.contains_key("span") && fields.contains_key("document");
    fields.extend(hash.map(|hash| ("sha256".to_owned(), hash.into())));
    let kept = fields.into_iter().filter_map(|(name, value)| {
        let value = match (name.as_str(), value) {
            ("value", Value::String(value)) => {
                (!is_telling && is_figures(&value)).then_some(Value::String(value))
            }
            ("of", value) if is_quantity => Some(value),
            ("quoted" | "count", value) if is_naming => Some(value),
            ("url", Value::String(url)) => is_address(&url).then_some(Value::String(url)),
            ("values", Value::Array(values)) if compares_times => Some(times(values)),
            (name, value) => bare(name, value),
        };
        Some((name, value?))
    });
    kept.collect()
}

/// A value by the name of its field; `None` where it is words.
fn bare(name: &str, value: Value) -> Option<Value> {
    match value {
        Value::String(_) if !OURS.contains(&name) => None,
        Value::Object(fields) => Some(Value::Object(object(fields))),
        Value::Array(values) => {
            Some(values.into_iter().filter_map(|value| bare(name, value)).collect())
        }
        plain => Some(plain),
    }
}

/// Tellings of a time or a length, with what it is.
fn times(values: Vec<Value>) -> Value {
    let one = |value: Value| {
        let Value::Object(fields) = value else { return Value::Null };
        let figures = fields.get("value").and_then(Value::as_str).filter(|value| is_figures(value));
        let figures = figures.map(Value::from);
        let mut fields = object(fields);
        fields.extend(figures.map(|figures| ("value".to_owned(), figures)));
        Value::Object(fields)
    };
    values.into_iter().map(one).collect()
}

/// Whether it is a day, a length or a range of numbers as the standards write them, which no
/// language has words for.
fn is_figures(value: &str) -> bool {
    let length = value.strip_prefix('P').is_some_and(|rest| {
        rest.chars().all(|letter| letter.is_ascii_digit() || "YMWDTHS./P".contains(letter))
    });
    let numbers = value.chars().all(|letter| letter.is_ascii_digit() || "-.:TZ+/".contains(letter));
    length || numbers || value.parse::<keii_model::Edtf>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use keii_model::{Id, Quantity, Question, TextSpan};

    fn span(text: &str) -> TextSpan {
        TextSpan { document: Id::from("D1"), start: 3, end: 5, text: text.into() }
    }

    #[test]
    fn a_span_has_the_hash_of_its_words() {
        let (id, document) = (Id::from("D1.U1"), Id::from("D1"));
        let question = Question { id, document, span: span("会談") };
        let hash = sha256("会談");
        assert_eq!(
            without_text(&Record::Question(question)),
            format!(
                "{{\"kind\":\"question\",\"document\":\"D1\",\"id\":\"D1.U1\",\"span\":\
                 {{\"document\":\"D1\",\"end\":5,\"sha256\":\"{hash}\",\"start\":3}}}}"
            )
        );
    }

    #[test]
    fn a_counter_as_written_is_a_word() {
        let quantity = Quantity {
            id: Id::from("D1.Q1"),
            span: span("3機"),
            value: Some(keii_model::Number::Whole(3)),
            unit: Some("機".into()),
            approximate: false,
            counts: None,
            of: Some(Id::from("D1.E1")),
        };
        let line = without_text(&Record::Quantity(quantity));
        assert!(
            line.is_ascii() && line.contains("\"value\":3") && line.contains("D1.E1"),
            "{line}"
        );
    }

    #[test]
    fn figures_are_no_words() {
        for figures in ["2025-08", "2025-10-21/2025-10-31", "XXXX-01", "PT1H30M", "10-19", "19:30"]
        {
            assert!(is_figures(figures), "{figures}");
        }
        for words in ["G7", "約1時間", "Putin", "8月"] {
            assert!(!is_figures(words), "{words}");
        }
    }
}
