//! The records of one side, the expectation or what was read, and how their fields are looked at.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::region::{Region, spans};
use crate::text::{fold, one_line};

/// What a field without a value is shown as.
pub const NONE: &str = "none";

/// The records of one side.
#[derive(Default)]
pub struct Side {
    records: Vec<Value>,
    /// Numbers of the articles by the ids of this side.
    documents: BTreeMap<String, usize>,
    /// Entities by their ids: the name that is shown, and all names folded.
    parties: BTreeMap<String, Party>,
}

/// Somebody who speaks or takes part.
#[derive(Clone, Debug, Default)]
pub struct Party {
    pub shown: String,
    /// Folded names of the entity, where it is one.
    names: BTreeSet<String>,
    /// The words of the text, folded.
    words: String,
}

/// A record of a side.
#[derive(Clone, Copy)]
pub struct Entry<'a> {
    pub side: &'a Side,
    pub record: &'a Value,
}

impl Side {
    /// The records, with articles numbered by where their `sha256` stands in `hashes`.
    pub fn new(records: Vec<Value>, hashes: &[String]) -> Self {
        let mut side = Self::default();
        for record in &records {
            let id = record["id"].as_str().unwrap_or_default().to_owned();
            let number = hashes.iter().position(|hash| record["sha256"] == hash.as_str());
            if let Some(number) = number {
                side.documents.insert(id, number);
            } else if record["kind"] == "entity" {
                side.parties.insert(id, Party::of_entity(record));
            }
        }
        Self { records, ..side }
    }

    /// All records.
    pub fn all(&self) -> impl Iterator<Item = Entry<'_>> {
        self.records.iter().map(|record| Entry { side: self, record })
    }

    /// The records of one kind.
    pub fn of(&self, kind: &str) -> Vec<Entry<'_>> {
        self.all().filter(|entry| entry.record["kind"] == kind).collect()
    }

    /// The article that a span or a record names.
    pub fn article(&self, id: &Value) -> Option<usize> {
        self.documents.get(id.as_str()?).copied()
    }

    /// Whether an article is among the documents of this side.
    pub fn holds(&self, article: usize) -> bool {
        self.documents.values().any(|number| *number == article)
    }

    /// The name of an entity by its id; whatever is no id of one, as it is.
    pub fn name(&self, id: &str) -> String {
        self.parties.get(id).map_or_else(|| one_line(id), |party| party.shown.clone())
    }

    fn party(&self, of: &Value) -> Party {
        let id = of.as_str().or(of["entity"].as_str()).unwrap_or_default();
        let words = of["text"].as_str().or(of.as_str()).unwrap_or_default();
        let entity = self.parties.get(id).cloned();
        let party = entity.unwrap_or_else(|| Party { shown: one_line(words), ..Party::default() });
        Party { words: fold(words), ..party }
    }
}

impl Party {
    fn of_entity(record: &Value) -> Self {
        let mut names: Vec<&str> = record["name"]["ja"].as_str().into_iter().collect();
        let shown = names.first().copied().unwrap_or(NONE).to_owned();
        names.extend(record["name"]["en"].as_str());
        names.extend(record["aliases"].as_array().into_iter().flatten().filter_map(Value::as_str));
        spans(&record["evidence"], &mut |span| names.extend(span["text"].as_str()));
        Self { shown, names: names.into_iter().map(fold).collect(), words: String::new() }
    }

    /// Whether one name is a name of both; without a name, whether the words are the same.
    pub fn is(&self, other: &Self) -> bool {
        if self.names.is_empty() || other.names.is_empty() {
            let named = |one: &Self, by: &Self| one.names.contains(&by.words);
            return self.words == other.words || named(self, other) || named(other, self);
        }
        !self.names.is_disjoint(&other.names)
    }
}

impl<'a> Entry<'a> {
    /// What stands at a JSON pointer.
    pub fn at(self, pointer: &str) -> &'a Value {
        self.record.pointer(pointer).unwrap_or(&Value::Null)
    }

    /// A plain value as it is shown.
    pub fn word(self, pointer: &str) -> String {
        match self.at(pointer) {
            Value::Null => NONE.to_owned(),
            Value::String(text) => one_line(text),
            // Five is five, written 5 or 5.0.
            Value::Number(number) => number.as_f64().unwrap().to_string(),
            other => other.to_string(),
        }
    }

    /// All places of the spans at a JSON pointer.
    pub fn region(self, pointer: &str) -> Region {
        let mut region = Region::new();
        spans(self.at(pointer), &mut |span| {
            let places = span["start"].as_u64().unwrap()..span["end"].as_u64().unwrap();
            let article = self.side.article(&span["document"]);
            region.extend(
                article.into_iter().flat_map(|article| places.clone().map(move |at| (article, at))),
            );
        });
        region
    }

    /// The words of the spans at a JSON pointer.
    pub fn quote(self, pointer: &str) -> String {
        let mut words = Vec::new();
        spans(self.at(pointer), &mut |span| words.push(one_line(span["text"].as_str().unwrap())));
        if words.is_empty() { NONE.to_owned() } else { words.join(" … ") }
    }

    /// Who stands in a list at a JSON pointer, or alone there.
    pub fn parties(self, pointer: &str) -> Vec<Party> {
        match self.at(pointer) {
            Value::Null => Vec::new(),
            Value::Array(items) => items.iter().map(|item| self.side.party(item)).collect(),
            one => vec![self.side.party(one)],
        }
    }

    /// Who the record itself is: an entity.
    pub fn own_party(self) -> Party {
        self.side.party(&self.record["id"])
    }

    /// The number of the article that the record is of: of its first span where it names none.
    pub fn document(self) -> usize {
        let own =
            ["document", "id"].iter().find_map(|field| self.side.article(&self.record[*field]));
        own.or_else(|| self.region("").first().map(|(article, _)| *article)).unwrap_or_default()
    }
}
