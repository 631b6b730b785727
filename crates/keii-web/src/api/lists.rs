//! Lists: the rows that a file of the same question has, as interchange records.

use std::collections::BTreeSet;

use keii_export::{Format, Kind, Query, Selection};
use keii_ledger::standing::summary::Summary;
use keii_model::{DocumentRecord, Id, Record};
use serde_json::{Value, json};

use super::answer::Answer;
use super::call::Call;
use super::problem::Problem;

/// A record of the ledger as JSON, `kind` and all, with what is known beside it.
pub fn record(call: &Call<'_>, id: &Id, beside: Value) -> Value {
    with(call.ledger().get(id), beside)
}

/// A record as JSON with what is known beside it.
pub fn with(record: Option<&Record>, beside: Value) -> Value {
    let mut record = record.map_or(Value::Null, |record| json!(record));
    if let (Value::Object(fields), Value::Object(beside)) = (&mut record, beside) {
        fields.extend(beside);
    }
    record
}

/// The rows of one kind for the parameters.
fn selection<'a>(call: &'a Call<'_>, kind: Kind) -> Result<Selection<'a>, Problem> {
    let query = Query { kind: Some(kind), ..call.query()? };
    query.check(Format::Jsonl)?;
    Ok(Selection::of(call.ledger(), &query, Format::Jsonl))
}

/// `GET /events`
pub fn events(call: &Call<'_>) -> Result<Answer, Problem> {
    let mut rows = selection(call, Kind::Events)?.events;
    rows.retain(|entry| {
        let tellings = entry.mentions.iter().map(|mention| &mention.id);
        call.has_changed(&tellings.chain([&entry.event.id]).collect::<Vec<_>>())
    });
    call.page(
        &rows,
        |entry| entry.event.id.to_string(),
        |entry| {
            let sources = call.ledger().sources(entry.documents.iter().copied());
            let beside =
                json!({"time": entry.time, "documents": entry.documents, "sources": sources});
            record(call, &entry.event.id, beside)
        },
    )
}

/// `GET /statements`
pub fn statements(call: &Call<'_>) -> Result<Answer, Problem> {
    let mut rows = selection(call, Kind::Statements)?.statements;
    let about = call.get("about").map(str::to_lowercase);
    rows.retain(|said| {
        let content = &said.attribution.content;
        about
            .as_ref()
            .is_none_or(|about| content.iter().any(|span| span.text.to_lowercase().contains(about)))
            && call.has_changed(&[&said.attribution.id])
    });
    call.page(
        &rows,
        |said| said.attribution.id.to_string(),
        |said| {
            let beside = json!({"speakers": said.speakers, "published": said.document.published});
            record(call, &said.attribution.id, beside)
        },
    )
}

/// `GET /persons`
pub fn persons(call: &Call<'_>) -> Result<Answer, Problem> {
    if call.is_of_changes() {
        return persons_of(call);
    }
    let (moment, story) = (call.moment(), call.get("story"));
    let story = story.map(|id| {
        let view = call.library().view_about(id, moment)?;
        view.story(id).map(|story| story.id.clone()).ok_or_else(|| Problem::missing(id))
    });
    let Some(mut rows) = call.library().persons(moment, story.transpose()?.as_ref())? else {
        return persons_of(&call.of_ledger(call.library().view(moment)?));
    };
    let asked = Query { person: call.get("person").map(str::to_owned), ..Query::default() };
    rows.retain(|one| one.mentions > 0 && asked.is_for(&one.entity));
    call.page(
        &rows,
        |one| one.entity.id.to_string(),
        |one| {
            let whole = call.library().entity(&one.entity.id).ok().flatten();
            let entity = whole.unwrap_or_else(|| one.entity.clone());
            let documents: BTreeSet<&Id> =
                entity.evidence.iter().map(|span| &span.document).collect();
            let beside = json!({
                "mentions": one.mentions,
                "statements": one.statements,
                "documents": documents,
            });
            with(Some(&Record::Entity(entity.clone())), beside)
        },
    )
}

/// Those of the ledger of everything.
fn persons_of(call: &Call<'_>) -> Result<Answer, Problem> {
    let mut rows = selection(call, Kind::People)?.people;
    rows.retain(|person| call.has_changed(&[&person.entity.id]));
    call.page(
        &rows,
        |person| person.entity.id.to_string(),
        |person| {
            let beside = json!({
                "mentions": person.mentions,
                "statements": person.statements,
                "documents": person.documents,
            });
            record(call, &person.entity.id, beside)
        },
    )
}

/// `GET /comparisons`
pub fn comparisons(call: &Call<'_>) -> Result<Answer, Problem> {
    let mut rows = selection(call, Kind::Comparisons)?.comparisons;
    rows.retain(|comparison| call.has_changed(&[&comparison.id]));
    call.page(
        &rows,
        |comparison| comparison.id.to_string(),
        |comparison| record(call, &comparison.id, json!({})),
    )
}

/// `GET /documents`
pub fn documents(call: &Call<'_>) -> Result<Answer, Problem> {
    let story = call.get("story").map(|id| call.story(id)).transpose()?;
    let mut rows: Vec<&DocumentRecord> = match story {
        Some(story) => call.view.documents_of(story),
        None => call.ledger().documents(),
    };
    rows.retain(|document| call.has_changed(&[&document.id]));
    call.page(
        &rows,
        |document| document.id.to_string(),
        |document| record(call, &document.id, json!({})),
    )
}

/// `GET /stories`
pub fn stories(call: &Call<'_>) -> Result<Answer, Problem> {
    let mut rows = call.ledger().summaries();
    let several = rows.iter().any(|one| one.story.documents.len() > 1);
    // As the listing: where nothing belongs together, the documents are all there is to list.
    rows.retain(|one| call.is("all") || !several || one.story.documents.len() > 1);
    rows.retain(|one| {
        let documents = one.story.documents.iter().chain([&one.story.id]);
        call.has_changed(&documents.collect::<Vec<_>>())
    });
    call.page(&rows, |one| one.story.id.to_string(), |one| story(one))
}

/// A story in a line.
fn story(one: &Summary<'_>) -> Value {
    let main: Vec<&Id> = one.main.iter().map(|party| &party.id).collect();
    // A document by itself has no record.
    let mut record = json!(Record::Story(one.story.clone()));
    record["main"] = json!(main);
    record["sources"] = json!(one.sources);
    record["until"] = json!(one.told_until);
    record["next"] = json!(one.next.as_ref().map(|next| &next.event.id));
    record
}
