//! Records as lines that a person can write: `kind: words`.
//!
//! `corpus/sentences/README.md` tells the notation.

use serde_json::Value;

use crate::entry::Side;
use crate::text::one_line;

/// What stands for something that is not known.
const UNKNOWN: &str = "?";
/// All kinds that an entry may name.
pub const KINDS: [&str; 17] = [
    "document",
    "title",
    "reference",
    "person",
    "organization",
    "country",
    "place",
    "group",
    "time",
    "quantity",
    "said",
    "author",
    "hedge",
    "event",
    "commitment",
    "question",
    "not",
];

/// The lines of one record with their kinds: most have one, a time that is only hinted at none.
pub fn lines(side: &Side, record: &Value) -> Vec<(&'static str, String)> {
    let one = |kind: &'static str, words: String| vec![(kind, words)];
    match word(&record["kind"]) {
        "document" => document(record),
        "entity" => one(entity_kind(record), entity(record)),
        "time" if is_hint(record) => Vec::new(),
        "time" => one("time", time(record)),
        "quantity" => one("quantity", quantity(record)),
        "attribution" if record["type"] == "author" => one("author", author(record)),
        "attribution" => one("said", said(side, record)),
        // How much around its cue a hedge covers is a matter of taste.
        "hedge" => one("hedge", format!("{} {}", quote(&record["cue"]), word(&record["level"]))),
        "event_mention" => one("event", event(side, record)),
        "commitment" => one("commitment", commitment(side, record)),
        "question" => one("question", quote(&record["span"])),
        _ => Vec::new(),
    }
}

fn document(record: &Value) -> Vec<(&'static str, String)> {
    let mut parts = Vec::new();
    if let Some(day) = record["published"]["value"].as_str() {
        parts.push(format!("published {day} {}", word(&record["published"]["basis"])));
    }
    for name in ["publisher", "author", "translator"] {
        parts.extend(named(name, &record[name]["name"]));
    }
    parts.extend(named("genre", &record["genre"]));
    let mut lines = Vec::new();
    if !parts.is_empty() {
        lines.push(("document", parts.join(" | ")));
    }
    if !record["title"].is_null() {
        lines.push(("title", quote(&record["title"])));
    }
    for reference in items(&record["references"]) {
        let mut parts = vec![word(&reference["relation"]).to_owned()];
        for name in ["title", "host", "publisher", "date"] {
            parts.extend(named(name, &reference[name]));
        }
        lines.push(("reference", parts.join(" | ")));
    }
    lines
}

fn entity_kind(record: &Value) -> &'static str {
    let own = word(&record["type"]);
    KINDS.iter().find(|kind| **kind == own).expect("every type of entities is a kind")
}

/// `マルケス ×2 | 外相 of ノルウェー`
fn entity(record: &Value) -> String {
    let name = record["name"]["ja"].as_str().or(record["name"]["en"].as_str()).unwrap_or(UNKNOWN);
    let mut line = one_line(name);
    let mentions = items(&record["evidence"]).count();
    if mentions > 1 {
        line.push_str(&format!(" ×{mentions}"));
    }
    let roles: Vec<String> = items(&record["roles"])
        .map(|role| match role["of"].as_str() {
            Some(of) => format!("{} of {of}", word(&role["title"])),
            None => word(&role["title"]).to_owned(),
        })
        .collect();
    if !roles.is_empty() {
        line.push_str(&format!(" | {}", roles.join("; ")));
    }
    line
}

/// Words that only hint at a time (今後) may be given or not.
fn is_hint(record: &Value) -> bool {
    let counts = |letter: char| letter.is_numeric() || "一二三四五六七八九十".contains(letter);
    record["value"].is_null()
        && record["offset"].is_null()
        && record["anchor"] == "document"
        && !quote(&record["span"]).contains(counts)
}

/// `約1週間前 = ? about event -P1W`
fn time(record: &Value) -> String {
    let value = record["value"].as_str();
    let mut line = format!("{} = {}", quote(&record["span"]), value.unwrap_or(UNKNOWN));
    let about = (record["approximate"] == true).then_some("about");
    let sort = word(&record["type"]);
    let sort = ["set", "time"].contains(&sort).then_some(sort);
    let anchor = word(&record["anchor"]);
    let anchor = ["event", "weekday"].contains(&anchor).then_some(anchor);
    let offset = record["offset"].as_str().filter(|_| value.is_none());
    for part in [about, sort, anchor, offset].into_iter().flatten() {
        line.push_str(&format!(" {part}"));
    }
    line
}

/// `約300人 = 300 person about`
fn quantity(record: &Value) -> String {
    let value = match &record["value"] {
        Value::Null => UNKNOWN.to_owned(),
        Value::String(range) => range.clone(),
        number => number.as_f64().expect("a number").to_string(),
    };
    let about = if record["approximate"] == true { " about" } else { "" };
    let unit = word(&record["unit"]);
    let line = format!("{} = {value} {unit}", quote(&record["span"]));
    format!("{}{about}", line.trim_end())
}

/// `direct マルケス | 前向きだ | と述べた | evaluate opinion | to 記者団`
fn said(side: &Side, record: &Value) -> String {
    let mut parts = vec![
        format!("{} {}", word(&record["type"]), speakers(side, &record["speaker"])),
        contents(record),
        cue(record),
        stance(record),
    ];
    for (name, field) in [("to", "addressee"), ("in", "medium")] {
        parts.extend(record[field].as_str().map(|id| format!("{name} {}", side.name(id))));
    }
    if items(&record["via"]).next().is_some() {
        parts.push(format!("via {}", speakers(side, &record["via"])));
    }
    parts.join(" | ")
}

fn author(record: &Value) -> String {
    [contents(record), cue(record), stance(record)].join(" | ")
}

fn speakers(side: &Side, list: &Value) -> String {
    let speaker = |one: &Value| {
        let how = word(&one["how"]);
        let name = party(side, one);
        if how == "explicit" { name } else { format!("{name} ({how})") }
    };
    let speakers: Vec<String> = items(list).map(speaker).collect();
    if speakers.is_empty() { UNKNOWN.to_owned() } else { speakers.join(", ") }
}

fn contents(record: &Value) -> String {
    let contents: Vec<String> = items(&record["content"]).map(quote).collect();
    contents.join(" … ")
}

fn cue(record: &Value) -> String {
    if record["cue"].is_null() { "-".to_owned() } else { quote(&record["cue"]) }
}

fn stance(record: &Value) -> String {
    let or_unknown = |value: &Value| value.as_str().unwrap_or(UNKNOWN).to_owned();
    format!("{} {}", or_unknown(&record["modality"]), or_unknown(&record["factuality"]))
}

/// `visit planned 訪れる | マルケス> | at オスロ | 2031-06`
fn event(side: &Side, record: &Value) -> String {
    let (sort, status) = (word(&record["type"]), word(&record["status"]));
    let mut parts = vec![format!("{sort} {status} {}", quote(&record["trigger"]))];
    let participant = |one: &Value| {
        let role = match word(&one["role"]) {
            "actor" => ">",
            "recipient" => "<",
            _ => "",
        };
        format!("{}{role}", party(side, one))
    };
    let participants: Vec<String> = items(&record["participants"]).map(participant).collect();
    if !participants.is_empty() {
        parts.push(participants.join(", "));
    }
    if !record["place"].is_null() {
        parts.push(format!("at {}", party(side, &record["place"])));
    }
    let words = || Some(format!("({})", record["time"]["span"]["text"].as_str()?));
    parts.extend(record["time"]["value"].as_str().map(str::to_owned).or_else(words));
    parts.extend(named("for", &record["duration"]));
    parts.join(" | ")
}

fn commitment(side: &Side, record: &Value) -> String {
    let parties: Vec<String> = items(&record["parties"])
        .map(|party| side.name(word(party)))
        .map(|name| one_line(&name))
        .collect();
    let parties = if parties.is_empty() { UNKNOWN.to_owned() } else { parties.join(", ") };
    format!("{parties} | {} | {}", quote(&record["content"]), word(&record["status"]))
}

/// The name of who stands somewhere, else the words.
fn party(side: &Side, of: &Value) -> String {
    let words = of["text"].as_str().unwrap_or(UNKNOWN);
    of["entity"].as_str().map_or_else(|| one_line(words), |id| side.name(id))
}

fn named(name: &str, value: &Value) -> Option<String> {
    value.as_str().map(|value| format!("{name} {}", one_line(value)))
}

fn items(list: &Value) -> impl Iterator<Item = &Value> {
    list.as_array().into_iter().flatten()
}

fn quote(span: &Value) -> String {
    span["text"].as_str().map_or_else(|| UNKNOWN.to_owned(), one_line)
}

fn word(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
