//! Corrections: listed, given, taken back.

use keii_model::{Correction, Edtf};
use keii_query::Ask;
use serde::Deserialize;
use serde_json::json;

use super::BASE;
use super::answer::Answer;
use super::call::Call;
use super::problem::Problem;

/// What is to be corrected.
#[derive(Debug, Deserialize)]
#[serde(tag = "change", rename_all = "snake_case", deny_unknown_fields)]
enum Wanted {
    Same { a: String, b: String, by: Option<String>, reason: Option<String> },
    Different { a: String, b: String, by: Option<String>, reason: Option<String> },
    Not { target: String, by: Option<String>, reason: Option<String> },
    Date { document: String, published: Edtf, by: Option<String>, reason: Option<String> },
}

/// Who takes back, and why.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Signature {
    by: Option<String>,
    reason: Option<String>,
}

/// `GET /corrections`
pub fn list(call: &Call<'_>) -> Result<Answer, Problem> {
    let ledger = call.ledger();
    call.page(
        ledger.corrections(),
        |one| one.correction.number.to_string(),
        |one| {
            let mut value = json!(one.correction);
            value["idle"] = json!(one.effect.is_idle());
            value["undone_by"] = json!(match &one.effect {
                keii_ledger::Effect::Undone { by } => Some(by),
                _ => None,
            });
            value
        },
    )
}

/// `POST /corrections`
pub fn correct(call: &Call<'_>) -> Result<Answer, Problem> {
    let wanted: Wanted = serde_json::from_slice(call.body)
        .map_err(|error| Problem::senseless(format!("the body is no correction: {error}")))?;
    let (ask, by, reason) = match wanted {
        Wanted::Same { a, b, by, reason } => (Ask::Same(a, b), by, reason),
        Wanted::Different { a, b, by, reason } => (Ask::Different(a, b), by, reason),
        Wanted::Not { target, by, reason } => (Ask::Not(target), by, reason),
        Wanted::Date { document, published, by, reason } => {
            (Ask::Date(document, published), by, reason)
        }
    };
    keep(call, &ask, Signature { by, reason })
}

/// `POST /corrections/{number}/undo`
pub fn undo(call: &Call<'_>) -> Result<Answer, Problem> {
    let number = call.path.parse().map_err(|_| Problem::missing(&call.path))?;
    let signature = match call.body {
        [] => Signature::default(),
        body => serde_json::from_slice(body)
            .map_err(|error| Problem::senseless(format!("the body is no signature: {error}")))?,
    };
    keep(call, &Ask::Undo(number), signature)
}

fn keep(call: &Call<'_>, ask: &Ask, signature: Signature) -> Result<Answer, Problem> {
    let given = (call.room.clock)();
    let kept: Correction = call.library().correct(ask, signature.by, signature.reason, &given)?;
    Ok(Answer::Created(json!(kept), format!("{BASE}/corrections")))
}
