//! Search: the same hits as the page's.

use keii_model::Record;
use keii_query::{Find, FindKind, Findings, FoundEntry, Search, View};
use serde_json::{Value, json};

use super::answer::Answer;
use super::call::Call;
use super::lists::with;
use super::problem::Problem;

/// So many hits of each kind unless another number is asked for.
const HITS: usize = 20;

/// `GET /search`
pub fn search(call: &Call<'_>) -> Result<Answer, Problem> {
    let words = call.get("q").unwrap_or_default().split_whitespace();
    let find = Find {
        words: words.map(str::to_owned).collect(),
        types: [call.all("speech"), call.all("event")].concat(),
        factuality: call.all("certain").to_vec(),
        status: call.all("status").to_vec(),
        publisher: call.get("publisher").map(str::to_owned),
        from: call.day("from"),
        to: call.day("to"),
        ..Find::default()
    };
    let moment = call.moment();
    let person = call.get("person").map(str::to_owned);
    let wanted = Search { find, person, moment, skip: 0 };
    if wanted.is_empty() {
        return Err(Problem::senseless("nothing is sought: write `q`, or a filter"));
    }
    let most = call.get("limit").and_then(|limit| limit.parse().ok()).unwrap_or(HITS);
    let Findings { view, found } = call.library().search(&wanted, most)?;
    let of = |kind: FindKind| {
        let found = found.iter().find(|one| one.kind == kind);
        let items = found.iter().flat_map(|one| &one.first).map(|one| item(call, &view, one));
        json!({
            "items": items.collect::<Vec<Value>>(),
            "total": found.map_or(0, |one| one.count),
        })
    };
    Ok(Answer::Json(json!({
        "entities": of(FindKind::Entity),
        "statements": of(FindKind::Statement),
        "events": of(FindKind::Event),
        "documents": of(FindKind::Text),
    })))
}

/// The record that was found with the words that were; of a text, its document.
fn item(call: &Call<'_>, view: &View, found: &FoundEntry) -> Value {
    let id = found.record.as_ref().unwrap_or(&found.document);
    let beside = json!({"hit": found.span});
    match view.ledger.get(id) {
        // Without its mentions: what was found holds no more of it.
        Some(Record::Entity(one)) if one.evidence.is_empty() => {
            let whole = call.library().entity(id).ok().flatten();
            let entity = whole.unwrap_or_else(|| one.clone());
            with(Some(&Record::Entity(entity)), beside)
        }
        record => with(record, beside),
    }
}
