//! Two readings of one document beside each other: what the one says and the other does not.

use std::collections::BTreeMap;

use keii_model::{Id, Reading, Record};
use serde_json::Value;

use crate::{Ledger, build, spans};

/// What becomes of a document when it is read anew.
#[derive(Clone, Debug, PartialEq)]
pub struct Reread {
    /// The ledger of the former reading alone.
    pub before: Ledger,
    /// The ledger of the new reading alone.
    pub after: Ledger,
    /// Records of `before` that nothing in `after` equals.
    pub gone: Vec<Id>,
    /// Records of `after` that nothing in `before` equals.
    pub new: Vec<Id>,
}

impl Reread {
    /// Compares two readings of one document. Ids do not count: they are numbers that move when
    /// something before them comes or goes. What is derived from the records (events,
    /// comparisons, chains) is not compared.
    #[must_use]
    pub fn of(before: Reading, after: Reading) -> Self {
        let (before, after) = (build(vec![before]), build(vec![after]));
        let (old, mut new) = (contents(&before), contents(&after));
        let mut gone = Vec::new();
        for (content, ids) in old {
            let kept = new.remove(&content).unwrap_or_default();
            let shared = ids.len().min(kept.len());
            gone.extend(ids[shared..].iter().cloned());
            if kept.len() > shared {
                new.insert(content, kept[shared..].to_vec());
            }
        }
        let mut new: Vec<Id> = new.into_values().flatten().collect();
        in_order(&before, &mut gone);
        in_order(&after, &mut new);
        Self { before, after, gone, new }
    }

    /// Whether both say the same.
    #[must_use]
    pub fn is_same(&self) -> bool {
        self.gone.is_empty() && self.new.is_empty()
    }
}

/// The records by what they say: without their own ids, and with places for the ids of others.
fn contents(ledger: &Ledger) -> BTreeMap<String, Vec<Id>> {
    let mut places: BTreeMap<&str, String> = BTreeMap::new();
    for record in ledger.records() {
        if let (Some(span), false) = (spans(record).first(), matches!(record, Record::Entity(_))) {
            places.insert(record.id().as_str(), format!("{}-{}", span.start, span.end));
        }
    }
    let mut contents: BTreeMap<String, Vec<Id>> = BTreeMap::new();
    for record in ledger.records().iter().filter(|record| is_read(record)) {
        let Ok(mut value) = serde_json::to_value(record) else { continue };
        if let Some(fields) = value.as_object_mut() {
            fields.remove("id");
        }
        replace(&mut value, &places);
        contents.entry(value.to_string()).or_default().push(record.id().clone());
    }
    contents
}

fn is_read(record: &Record) -> bool {
    !matches!(
        record,
        Record::Event(_)
            | Record::Comparison(_)
            | Record::Chain(_)
            | Record::Naming(_)
            | Record::Story(_)
    )
}

fn replace(value: &mut Value, places: &BTreeMap<&str, String>) {
    match value {
        Value::String(words) => {
            if let Some(place) = places.get(words.as_str()) {
                words.clone_from(place);
            }
        }
        Value::Array(values) => values.iter_mut().for_each(|value| replace(value, places)),
        Value::Object(fields) => fields.values_mut().for_each(|value| replace(value, places)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn in_order(ledger: &Ledger, ids: &mut [Id]) {
    let kind = |id: &Id| ledger.get(id).map_or(0, kind);
    let place =
        |id: &Id| ledger.get(id).and_then(|record| spans(record).first().map(|one| one.start));
    ids.sort_by_cached_key(|id| (kind(id), place(id), id.clone()));
}

fn kind(record: &Record) -> u8 {
    match record {
        Record::Document(_) => 0,
        Record::Entity(_) => 1,
        Record::Attribution(_) => 2,
        Record::EventMention(_) => 3,
        Record::Commitment(_) => 4,
        Record::Question(_) => 5,
        Record::Time(_) => 6,
        Record::Quantity(_) => 7,
        Record::Hedge(_) => 8,
        _ => 9,
    }
}
