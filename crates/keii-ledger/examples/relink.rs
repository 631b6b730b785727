//! Takes an export or gold file apart into readings and builds the ledger anew:
//! `relink [--story] < GOLD.jsonl > EXPORT.jsonl`. Scored against its input it tells how good the ledger is
//! when the reading is perfect. Lines that are whole readings are taken as they are.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, Write};

use keii_ledger::Elsewhere;
use keii_model::{
    DocumentRecord, Entity, EntityName, EntityType, Id, Reading, Record, Role, TextSpan,
};
use serde_json::Value;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut records: Vec<Value> = Vec::new();
    for line in std::io::stdin().lock().lines() {
        records.push(serde_json::from_str(&line?)?);
    }
    let mut entities = Vec::new();
    let mut readings: BTreeMap<Id, Reading> = BTreeMap::new();
    let mut left = 0;
    let mut whole: Vec<Reading> = Vec::new();
    for value in &records {
        if value.get("kind").is_none() {
            whole.push(serde_json::from_value(value.clone())?);
            continue;
        }
        match serde_json::from_value::<Record>(value.clone()) {
            Ok(Record::Document(document)) => {
                readings.insert(document.id.clone(), reading(document));
            }
            Ok(Record::Entity(entity)) => entities.push(entity),
            Ok(_) => {}
            Err(_) => left += 1,
        }
    }
    let known: BTreeSet<String> = entities.iter().map(|entity| entity.id.to_string()).collect();
    for (document, reading) in &mut readings {
        let parts = entities.iter().filter_map(|entity| part(entity, document));
        reading.entities = parts.collect();
    }
    for value in &records {
        let Some(document) = document_of(value) else { continue };
        let Some(reading) = readings.get_mut(&document) else { continue };
        let mut value = value.clone();
        localise(&mut value, &document, &known);
        match serde_json::from_value::<Record>(value) {
            Ok(Record::EventMention(mention)) => reading.events.push(mention),
            Ok(Record::Attribution(attribution)) => reading.attributions.push(attribution),
            Ok(Record::Time(time)) => reading.times.push(time),
            Ok(Record::Quantity(quantity)) => reading.quantities.push(quantity),
            Ok(Record::Hedge(hedge)) => reading.hedges.push(hedge),
            Ok(Record::Commitment(commitment)) => reading.commitments.push(commitment),
            Ok(Record::Question(question)) => reading.questions.push(question),
            _ => {}
        }
    }
    whole.extend(readings.into_values());
    // With `--story` they are known to tell of one story, so that joins are measured apart from
    // the gathering of stories.
    let one_story = std::env::args().any(|argument| argument == "--story");
    let ledger = if one_story {
        keii_ledger::build_one(whole, &[], Elsewhere::default())
    } else {
        keii_ledger::build(whole)
    };
    let mut out = std::io::stdout().lock();
    for record in ledger.records() {
        writeln!(out, "{}", serde_json::to_string(record)?)?;
    }
    writeln!(std::io::stderr(), "{left} records of other kinds or shapes were left out")?;
    Ok(())
}

fn reading(document: DocumentRecord) -> Reading {
    Reading {
        pack: "relink".into(),
        document,
        entities: vec![],
        times: vec![],
        quantities: vec![],
        attributions: vec![],
        hedges: vec![],
        events: vec![],
        commitments: vec![],
        questions: vec![],
        names: vec![],
        derivations: vec![],
        diagnostics: vec![],
        sketch: keii_model::Sketch::default(),
    }
}

fn document_of(value: &Value) -> Option<Id> {
    let direct = value.get("document");
    let document = direct.or_else(|| value.get("span")?.get("document"))?;
    Some(Id::from(document.as_str()?))
}

fn local(document: &Id, id: &str) -> String {
    format!("{document}/{id}")
}

/// What one document says of an entity; its key is the whole, which the ledger is not to guess.
fn part(entity: &Entity, document: &Id) -> Option<Entity> {
    let own = |spans: &[TextSpan]| -> Vec<TextSpan> {
        spans.iter().filter(|span| span.document == *document).cloned().collect()
    };
    let evidence = own(&entity.evidence);
    let longest = evidence.iter().max_by_key(|span| span.text.chars().count())?;
    let person = entity.entity_type == EntityType::Person;
    let name = if person { longest.text.clone() } else { entity.name.any().to_owned() };
    let role = |role: &Role| Role { evidence: own(&role.evidence), ..role.clone() };
    let roles = entity.roles.iter().map(role).filter(|role| !role.evidence.is_empty());
    let aliases: BTreeSet<String> = evidence.iter().map(|span| span.text.clone()).collect();
    Some(Entity {
        id: Id::from(local(document, entity.id.as_str())),
        entity_type: entity.entity_type,
        name: EntityName { ja: Some(name), en: None },
        aliases: aliases.into_iter().collect(),
        roles: roles.collect(),
        key: Some(format!("{}:{}", entity.entity_type.letter(), entity.id)),
        country: None,
        evidence,
        place: entity.place.clone(),
    })
}

/// Makes every reference to an entity one to the document's part of it.
fn localise(value: &mut Value, document: &Id, known: &BTreeSet<String>) {
    match value {
        Value::String(words) if known.contains(words) => *words = local(document, words),
        Value::Array(items) => items.iter_mut().for_each(|item| localise(item, document, known)),
        Value::Object(fields) => {
            for (_, field) in fields {
                localise(field, document, known);
            }
        }
        _ => {}
    }
}
