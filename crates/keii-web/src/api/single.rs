//! One thing with what belongs to it.

use keii_model::{Comparison, Id, Record};
use serde_json::{Value, json};

use super::answer::Answer;
use super::call::Call;
use super::lists::record;
use super::problem::Problem;

/// `GET /stories/{id}`
pub fn story(call: &Call<'_>) -> Result<Answer, Problem> {
    let story = call.story(&call.path)?;
    let mut value = json!(Record::Story(story.clone()));
    value["sources"] = json!(call.ledger().sources(&story.documents));
    value["records"] =
        call.view.documents_of(story).iter().map(|one| record(call, &one.id, json!({}))).collect();
    Ok(Answer::Json(value))
}

/// `GET /events/{id}`
pub fn event(call: &Call<'_>) -> Result<Answer, Problem> {
    let event = call.view.event(&call.path).ok_or_else(|| Problem::missing(&call.path))?;
    let ledger = call.ledger();
    let entry = ledger.entry(event);
    let tellings: Vec<Value> =
        entry.mentions.iter().map(|one| record(call, &one.id, json!({}))).collect();
    let about = |one: &&Comparison| {
        one.event.as_ref() == Some(&event.id) || one.other.as_ref() == Some(&event.id)
    };
    let comparisons = ledger.comparisons().filter(about);
    let comparisons: Vec<Value> = comparisons.map(|one| record(call, &one.id, json!({}))).collect();
    let beside = json!({
        "time": entry.time,
        "documents": entry.documents,
        "sources": ledger.sources(entry.documents.iter().copied()),
        "tellings": tellings,
        "comparisons": comparisons,
    });
    Ok(Answer::Json(record(call, &event.id, beside)))
}

/// `GET /persons/{id}`
pub fn person(call: &Call<'_>) -> Result<Answer, Problem> {
    let Record::Entity(entity) = call.record()? else {
        return Err(Problem::missing(&call.path));
    };
    let ledger = call.ledger();
    let contacts = ledger.contacts(&entity.id).into_iter().map(|contact| {
        let with: Vec<&Id> = contact.with.iter().map(|one| &one.id).collect();
        json!({"event": contact.entry.event.id, "with": with, "time": contact.entry.time})
    });
    let roles = ledger.stated_roles(entity).into_iter().map(|stated| {
        json!({
            "title": stated.role.title,
            "of": stated.role.of,
            "document": stated.document.id,
            "published": stated.document.published.value,
            "span": stated.span,
        })
    });
    let beside = json!({
        "contacts": contacts.collect::<Vec<Value>>(),
        "stated": roles.collect::<Vec<Value>>(),
    });
    Ok(Answer::Json(record(call, &entity.id, beside)))
}

/// `GET /documents/{id}`
pub fn document(call: &Call<'_>) -> Result<Answer, Problem> {
    let Record::Document(document) = call.record()? else {
        return Err(Problem::missing(&call.path));
    };
    let stored = call.library().document(&document.id)?;
    let text = stored.as_ref().map(|stored| stored.text.as_str());
    Ok(Answer::Json(record(call, &document.id, json!({"text": text}))))
}
