//! What keii says about an article, a line a statement.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use serde_json::Value;

/// How much of the article is shown on either side of the words that a statement was read from.
const PASSAGE: usize = 90;

/// One thing that keii says about one article.
pub struct Statement {
    /// The article's number, counted from 0.
    pub article: usize,
    pub kind: &'static str,
    /// The words it was read from, in code points of the article.
    pub start: usize,
    pub end: usize,
    pub said: String,
}

impl Statement {
    /// The words it was read from between brackets, with what stands around them.
    pub fn passage(&self, article: &str) -> String {
        let characters: Vec<char> = article.chars().collect();
        let part = |from: usize, to: usize| {
            let part = &characters[from..to];
            part.iter().map(|c| if *c == '\n' { '⏎' } else { *c }).collect::<String>()
        };
        let before = part(self.start.saturating_sub(PASSAGE), self.start);
        let after = part(self.end, (self.end + PASSAGE).min(characters.len()));
        format!("{before}⟦{}⟧{after}", part(self.start, self.end))
    }
}

/// Every statement of an export, in its order.
///
/// # Errors
///
/// When a line is no record.
pub fn read(export: &str) -> Result<Vec<Statement>> {
    let (mut statements, mut names, mut article) = (Vec::new(), BTreeMap::new(), 0);
    for line in export.lines() {
        let record: Value = serde_json::from_str(line).context("a record")?;
        match record["kind"].as_str().context("a record has a kind")? {
            "document" => {
                names.clear();
                article = number(&record)?;
                for reference in record["references"].as_array().into_iter().flatten() {
                    let said =
                        fields(reference, &["relation", "title", "host", "publisher", "date"]);
                    push(&mut statements, article, "reference", &reference["evidence"][0], said);
                }
            }
            "entity" => entity(&record, article, &mut names, &mut statements),
            other => {
                if let Some((kind, span, said)) = told(other, &record, &names) {
                    push(&mut statements, article, kind, span, said);
                }
            }
        }
    }
    Ok(statements)
}

/// The document's place in the file of articles, from its name (`news.jsonl:12` is article 11).
fn number(document: &Value) -> Result<usize> {
    let name = document["name"].as_str().context("a document has a name")?;
    let (_, line) = name.rsplit_once(':').context("its name ends with its line")?;
    Ok(line.parse::<usize>()? - 1)
}

fn push(to: &mut Vec<Statement>, article: usize, kind: &'static str, span: &Value, said: String) {
    let place = |name: &str| span[name].as_u64().and_then(|place| usize::try_from(place).ok());
    if let (Some(start), Some(end)) = (place("start"), place("end")) {
        to.push(Statement { article, kind, start, end, said });
    }
}

/// Each mention of an entity is a statement: that these words name it.
fn entity(
    record: &Value,
    article: usize,
    names: &mut BTreeMap<String, String>,
    statements: &mut Vec<Statement>,
) {
    let name = record["name"]["ja"].as_str().unwrap_or("(nameless)").to_owned();
    names.insert(word(&record["id"]), name.clone());
    let kind = match record["type"].as_str() {
        Some("person") => "person",
        Some("organization") => "organization",
        Some("country") => "country",
        Some("place") => "place",
        _ => "group",
    };
    let roles = record["roles"].as_array().into_iter().flatten();
    let roles: Vec<String> = roles.map(|role| fields(role, &["title", "of"])).collect();
    let said = format!("{kind} {name} [{}]", roles.join("; "));
    for span in record["evidence"].as_array().into_iter().flatten() {
        push(statements, article, kind, span, said.clone());
    }
}

/// The kind, the span and the words of a record that is no entity.
fn told<'a>(
    kind: &str,
    record: &'a Value,
    names: &BTreeMap<String, String>,
) -> Option<(&'static str, &'a Value, String)> {
    Some(match kind {
        "time" => {
            let said = fields(record, &["type", "value", "anchor", "offset", "approximate"]);
            ("time", &record["span"], said)
        }
        "quantity" => {
            ("quantity", &record["span"], fields(record, &["value", "unit", "approximate"]))
        }
        "hedge" => ("hedge", &record["span"], fields(record, &["level"])),
        "question" => ("question", &record["span"], String::new()),
        "commitment" => {
            let parties = record["parties"].as_array().into_iter().flatten();
            let parties: Vec<String> = parties.map(|party| named(party, names)).collect();
            let said = format!("{} {}", parties.join(", "), fields(record, &["status"]));
            ("commitment", &record["content"], said)
        }
        "attribution" => {
            let kind = match record["type"].as_str() {
                Some("direct" | "mixed") => "direct",
                Some("author") => "author",
                _ => "indirect",
            };
            (kind, &record["content"][0], attribution(record, names))
        }
        "event_mention" => ("event", &record["trigger"], event(record, names)),
        _ => return None,
    })
}

fn attribution(record: &Value, names: &BTreeMap<String, String>) -> String {
    let speakers = |name: &str| {
        let speakers = record[name].as_array().into_iter().flatten();
        let said = speakers.map(|one| format!("{} ({})", actor(one, names), word(&one["how"])));
        said.collect::<Vec<_>>().join(" + ")
    };
    let parts = record["content"].as_array().into_iter().flatten();
    let content: Vec<String> = parts.map(|part| word(&part["text"])).collect();
    format!(
        "{} speaker: {} via: {} {} content: {}",
        word(&record["type"]),
        speakers("speaker"),
        speakers("via"),
        fields(record, &["modality", "factuality", "addressee", "medium"]),
        content.join(" … ")
    )
}

fn event(record: &Value, names: &BTreeMap<String, String>) -> String {
    let participants = record["participants"].as_array().into_iter().flatten();
    let participants: Vec<String> =
        participants.map(|one| format!("{} ({})", actor(one, names), word(&one["role"]))).collect();
    format!(
        "{} with: {} place: {} time: {} {}",
        fields(record, &["type", "status", "factuality"]),
        participants.join(", "),
        actor(&record["place"], names),
        word(&record["time"]["value"]),
        fields(record, &["duration", "outcome"]),
    )
}

/// Who a participant, speaker or place is: the entity's name, else the words.
fn actor(one: &Value, names: &BTreeMap<String, String>) -> String {
    match names.get(&word(&one["entity"])) {
        Some(name) => name.clone(),
        None => word(&one["text"]),
    }
}

fn named(id: &Value, names: &BTreeMap<String, String>) -> String {
    let id = word(id);
    names.get(&id).cloned().unwrap_or(id)
}

/// The fields that have a value, with their names.
fn fields(record: &Value, names: &[&str]) -> String {
    let present = names.iter().filter(|name| !record[**name].is_null());
    let said = present.map(|name| format!("{name}={}", word(&record[*name])));
    said.collect::<Vec<_>>().join(" ")
}

/// A string without its quotation marks, a span's words, anything else as JSON; nothing of null.
fn word(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(word) => word.clone(),
        Value::Object(span) if span.contains_key("text") => word(&span["text"]),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn statements_name_entities_by_their_names() {
        let export = concat!(
            r#"{"kind":"document","id":"D","name":"n.jsonl:4","references":[]}"#,
            "\n",
            r#"{"kind":"entity","id":"D.C1","type":"country","name":{"ja":"日本"},"roles":[],"evidence":[{"start":2,"end":4,"text":"日本"}]}"#,
            "\n",
            r#"{"kind":"event_mention","type":"meet","status":"held","trigger":{"start":6,"end":8,"text":"会談"},"participants":[{"entity":"D.C1","role":"participant"}]}"#,
            "\n",
        );
        let statements = read(export).unwrap();
        assert_eq!(statements.len(), 2);
        assert_eq!((statements[1].article, statements[1].kind), (3, "event"));
        assert_eq!(
            statements[1].said.trim_end(),
            "type=meet status=held with: 日本 (participant) place:  time:"
        );
        assert_eq!(statements[0].passage("首相日本訪問"), "首相⟦日本⟧訪問");
    }
}
