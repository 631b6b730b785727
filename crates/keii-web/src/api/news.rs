//! What is new since a day.

use keii_query::{Moment, NewsRow, news_rows};
use serde_json::json;

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
    call.page(&news_rows(&news), NewsRow::name, |row| json!(row))
}
