//! What is new since a day.

use keii_ledger::standing::position::Telling;
use keii_query::Moment;
use serde_json::{Value, json};

use super::answer::Answer;
use super::call::Call;
use super::problem::Problem;

/// `GET /news`
pub fn news(call: &Call<'_>) -> Result<Answer, Problem> {
    let Some(since) = call.day("since") else {
        return Err(Problem::senseless("`since` is missing: write a day, 2025-08-15"));
    };
    let before = call.library().view(Moment::BeginningOf(since))?;
    let news = keii_ledger::news(&before.ledger, call.ledger());
    let events = news
        .events
        .iter()
        .map(|one| json!({"event": one.event, "before": one.before, "tellings": one.tellings}));
    let conflicts = news
        .conflicts
        .iter()
        .map(|one| json!({"comparison": one.comparison, "values": one.values}));
    let positions = news.positions.iter().map(|one| {
        json!({
            "party": one.party.id,
            "stance": one.stance.key(),
            "tellings": one.tellings.iter().map(telling).collect::<Vec<Value>>(),
            "before": one.before.as_ref().map(telling),
        })
    });
    Ok(Answer::Json(json!({
        "documents": news.documents,
        "events": events.collect::<Vec<Value>>(),
        "conflicts": conflicts.collect::<Vec<Value>>(),
        "positions": positions.collect::<Vec<Value>>(),
        "commitments": news.commitments,
        "questions": news.questions,
    })))
}

/// A telling of a position as JSON.
fn telling(one: &Telling<'_>) -> Value {
    json!({
        "record": one.id(),
        "document": one.document(),
        "by": one.by.map(|by| &by.id),
        "words": one.words,
        "stated": one.stated,
        "published": one.published,
    })
}
