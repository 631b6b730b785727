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
    let (library, since) = (call.library(), Moment::BeginningOf(since));
    let (before, after) = match call.moment() {
        Moment::Now => library.since(since)?,
        moment => (library.view(since)?, library.view(moment)?),
    };
    let news = keii_ledger::news(&before.ledger, &after.ledger);
    call.page(&news_rows(&news), NewsRow::name, |row| json!(row))
}
