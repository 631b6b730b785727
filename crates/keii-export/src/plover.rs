//! Event data by the PLOVER ontology: JSON Lines with the field names of its specification, one
//! object a happening. What keii adds stands under `keii`; the first line tells how the file was
//! made.

use std::collections::BTreeSet;
use std::io::Write;

use keii_ledger::Entry;
use keii_model::{Edtf, EventType};
use serde_json::{Map, Value, json};

use crate::actor::{Actor, Actors, Sides};
use crate::context::Context;
use crate::{Error, code};

pub(crate) fn write(context: &Context<'_>, out: &mut dyn Write) -> Result<usize, Error> {
    let actors = Actors::of(context.ledger);
    let stamp = context.stamp.line();
    writeln!(out, "{{\"kind\":\"export\",{}", &stamp[1..])?;
    for entry in &context.rows.events {
        writeln!(out, "{}", Value::Object(record(context, &actors, entry)))?;
    }
    Ok(context.rows.rows())
}

fn record<'a>(context: &Context<'a>, actors: &Actors<'a>, entry: &Entry<'a>) -> Map<String, Value> {
    let event = entry.event;
    let sides = actors.sides(entry);
    let coded = code::of(event.event_type, event.status);
    let when = entry.time.and_then(|time| time.value.as_ref());
    let day = when.and_then(Edtf::single_day).map(|day| day.to_string());
    let mode = if coded.plover == "CONSULT" && is_multilateral(event.event_type, &sides) {
        "multilateral"
    } else {
        coded.mode
    };
    let side =
        |side: &[Actor<'a>]| -> Value { side.iter().map(|actor| one(context, actor)).collect() };
    let mut fields = Map::new();
    let mut set = |name: &str, value: Value| fields.insert(name.to_owned(), value);
    set("id", json!(event.id));
    set("date", json!(day.unwrap_or_default()));
    set("source", side(&sides.source));
    set("target", side(&sides.target));
    set("event", json!(coded.plover));
    set("mode", json!(mode));
    if let Some(place) = location(context, actors, entry) {
        set("eventLoc", place);
    }
    if let Some(story) = context.rows.story {
        set("link", json!(story.id));
    }
    if let Some(words) =
        context.passages(entry).first().and_then(|one| context.words(&one.span.text))
    {
        set("text", json!(words));
    }
    let passages = context.passages(entry);
    set("version", json!(context.stamp.program));
    set(
        "keii",
        json!({
            "type": event.event_type,
            "status": event.status,
            "when": when,
            "documents": entry.documents,
            "sources": context.ledger.sources(entry.documents.iter().copied()),
            "spans": passages.iter().map(|one| json!({
                "document": one.span.document,
                "start": one.span.start,
                "end": one.span.end,
                "sha256": one.hash(),
            })).collect::<Vec<Value>>(),
        }),
    );
    fields
}

/// An actor; what is not known is left out.
fn one(context: &Context<'_>, actor: &Actor<'_>) -> Value {
    let mut fields = Map::new();
    let known = [("code", actor.code), ("sector", actor.sector)];
    for (name, code) in known.into_iter().filter(|(_, code)| !code.is_empty()) {
        fields.insert(name.to_owned(), code.into());
    }
    if let Some(entity) = actor.entity {
        fields.insert("identifier".to_owned(), json!(entity.id));
        fields.insert("actorText".to_owned(), context.name(entity).into());
    } else if let Some(words) = actor.text.and_then(|words| context.words(words)) {
        fields.insert("actorText".to_owned(), words.into());
    }
    Value::Object(fields)
}

/// Whether three countries or bodies or more sit together.
fn is_multilateral(event: EventType, sides: &Sides<'_>) -> bool {
    let all = sides.source.iter().chain(&sides.target);
    let codes: BTreeSet<&str> =
        all.map(|actor| actor.code).filter(|code| !code.is_empty()).collect();
    matches!(event, EventType::Meet | EventType::Negotiate) && codes.len() > 2
}

fn location(context: &Context<'_>, actors: &Actors<'_>, entry: &Entry<'_>) -> Option<Value> {
    let name = context.facts(entry).places.first().cloned();
    let country = Some(actors.place(entry)).filter(|code| !code.is_empty());
    let mut fields = Map::new();
    fields.extend(name.map(|name| ("name".to_owned(), name.into())));
    fields.extend(country.map(|code| ("cc3".to_owned(), code.into())));
    (!fields.is_empty()).then_some(Value::Object(fields))
}
