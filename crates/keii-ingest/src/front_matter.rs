//! Markdown with front matter: YAML between `---` lines, TOML between `+++` lines.
//!
//! Only the top level is read, scalars and lists of scalars; the YAML parser is driven event by
//! event, so that neither depth nor aliases cost anything.

use std::collections::BTreeMap;

use saphyr_parser::{Event, Parser, ScalarStyle};

use crate::fields::Fields;
use crate::input::{Extract, Warning};

/// Longest front matter, in bytes; a `---` with no end within it is a ruler.
const LONGEST: usize = 64 << 10;

type Values = BTreeMap<String, String>;

/// The whole file is the text; the body begins behind the front matter.
pub(crate) fn extract(text: String) -> Extract {
    let mut warnings = Vec::new();
    let (mut body, mut fields) = (0, Fields::default());
    if let Some((fence, inside, end)) = split(&text) {
        let read = if fence == "---" { yaml(inside) } else { toml(inside) };
        match read {
            Ok(values) => {
                body = end;
                let unknown = values.keys().filter(|key| !Fields::knows(key));
                warnings.extend(unknown.map(|key| Warning::IgnoredKey(key.clone())));
                fields = Fields::named(|name| values.get(name).cloned());
            }
            Err(Unread::NoMapping) => {}
            Err(Unread::Wrong(reason)) => {
                body = end;
                warnings.push(Warning::FrontMatter(reason));
            }
        }
    }
    Extract { text, body, fields, warnings }
}

/// Why there are no values.
enum Unread {
    /// Text between two rulers, not front matter.
    NoMapping,
    Wrong(String),
}

/// The fence, what lies between, and where the article begins.
fn split(text: &str) -> Option<(&str, &str, usize)> {
    let mut at = 0;
    let mut fence = None;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end();
        match fence {
            None if matches!(bare, "---" | "+++") => fence = Some((bare, line.len())),
            None => return None,
            Some((opening, start)) if bare == opening || (opening == "---" && bare == "...") => {
                return Some((opening, &text[start..at], at + line.len()));
            }
            Some(_) if at > LONGEST => return None,
            Some(_) => {}
        }
        at += line.len();
    }
    None
}

fn toml(inside: &str) -> Result<Values, Unread> {
    let table: toml::Table =
        inside.parse().map_err(|error: toml::de::Error| Unread::Wrong(error.message().into()))?;
    let word = |value: &toml::Value| match value {
        toml::Value::String(word) => word.clone(),
        other => other.to_string(),
    };
    let mut values = Values::new();
    for (key, value) in &table {
        let words = match value {
            toml::Value::Array(items) => items.iter().map(word).collect::<Vec<_>>().join(", "),
            single => word(single),
        };
        values.insert(key.to_lowercase(), words);
    }
    Ok(values)
}

/// The scalars and lists of scalars of the top mapping. The first of two equal keys wins.
fn yaml(inside: &str) -> Result<Values, Unread> {
    let mut values = Values::new();
    let mut depth = 0_usize;
    let mut key: Option<String> = None;
    let mut words: Vec<String> = Vec::new();
    for event in Parser::new_from_str(inside) {
        let (event, _) = event.map_err(|error| Unread::Wrong(error.to_string()))?;
        let mut complete = false;
        match event {
            Event::MappingStart(..) | Event::SequenceStart(..) => depth += 1,
            Event::MappingEnd | Event::SequenceEnd => {
                depth = depth.saturating_sub(1);
                complete = depth == 1;
            }
            Event::Scalar(..) | Event::Alias(_) if depth == 0 => return Err(Unread::NoMapping),
            Event::Scalar(word, ..) if depth == 1 && key.is_none() => {
                key = Some(word.to_lowercase());
            }
            Event::Scalar(word, style, ..) => {
                if depth <= 2 && !(style == ScalarStyle::Plain && is_null(&word)) {
                    words.push(word.into_owned());
                }
                complete = depth == 1;
            }
            Event::Alias(_) => complete = depth == 1,
            _ => {}
        }
        if complete {
            let words = std::mem::take(&mut words).join(", ");
            if let Some(key) = key.take() {
                values.entry(key).or_insert(words);
            }
        }
    }
    if values.is_empty() && !inside.trim().is_empty() {
        return Err(Unread::NoMapping);
    }
    Ok(values)
}

fn is_null(word: &str) -> bool {
    matches!(word, "" | "~" | "null" | "Null" | "NULL")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Fields, String, Vec<Warning>) {
        let extract = extract(text.to_owned());
        (extract.fields, extract.text[extract.body..].to_owned(), extract.warnings)
    }

    #[test]
    fn yaml_with_aliases_of_the_keys() {
        let (fields, body, warnings) = read(
            "---\r\nTitle: '協議は \"前進\"'\r\ndate: 2025-08-15\r\nsource: 架空通信\r\nauthor:\r\n  - 甲\r\n  - 乙\r\n\
             url: https://example.org/a\r\ntags: [x, y]\r\n---\r\n\r\n本文。\r\n",
        );
        assert_eq!(fields.title.as_deref(), Some("協議は \"前進\""));
        assert_eq!(fields.published, ["2025-08-15"]);
        assert_eq!(fields.publisher.as_deref(), Some("架空通信"));
        assert_eq!(fields.author.as_deref(), Some("甲, 乙"));
        assert_eq!(fields.url.as_deref(), Some("https://example.org/a"));
        assert_eq!(body, "\r\n本文。\r\n");
        assert_eq!(warnings, [Warning::IgnoredKey("tags".into())]);
    }

    #[test]
    fn toml_with_a_date() {
        let (fields, body, warnings) =
            read("+++\ntitle = \"協議\"\npublished = 2025-08-15T19:30:00+09:00\n+++\n本文。");
        assert_eq!(fields.title.as_deref(), Some("協議"));
        assert_eq!(fields.published, ["2025-08-15T19:30:00+09:00"]);
        assert_eq!((body.as_str(), warnings.len()), ("本文。", 0));
    }

    #[test]
    fn the_preferred_key_comes_first() {
        let (fields, ..) = read("---\ndate: 2025-01-01\npublished: 2025-08-15\nlang: ~\n---\n本文");
        assert_eq!(fields.published, ["2025-08-15", "2025-01-01"]);
        assert_eq!(fields.language, None);
    }

    #[test]
    fn rulers_are_no_front_matter() {
        for text in [
            "---\n本文。\n---\n続き。",
            "---\ntitle: 終わりがない\n本文。",
            "本文。\n---\na: b\n---\n",
        ] {
            let (fields, body, warnings) = read(text);
            assert_eq!((fields, body.as_str(), warnings.len()), (Fields::default(), text, 0));
        }
    }

    #[test]
    fn broken_front_matter_is_left_out_with_a_warning() {
        for text in ["---\ntitle: \"終わらない\nurl: x\n---\n本文。", "+++\ntitle = \n+++\n本文。"]
        {
            let (fields, body, warnings) = read(text);
            assert_eq!((fields, body.as_str()), (Fields::default(), "本文。"));
            assert!(matches!(warnings[..], [Warning::FrontMatter(_)]), "{warnings:?}");
        }
    }

    #[test]
    fn depth_and_aliases_cost_nothing() {
        let deep = format!("---\na: {}\ntitle: 題\n---\n本文。", "[".repeat(20_000));
        assert_eq!(read(&deep).1, "本文。");
        let nested: String = (0..300).map(|depth| format!("{}k:\n", " ".repeat(depth))).collect();
        let (fields, ..) = read(&format!("---\n{nested}title: 題\n---\n本文。"));
        assert_eq!(fields.title.as_deref(), Some("題"));
        let laughs = "---\na: &a [x, x]\nb: &b [*a, *a]\nauthor: *b\ntitle: 題\n---\n本文。";
        assert_eq!(read(laughs).0.title.as_deref(), Some("題"));
    }
}
