//! What is new as one JSON object a line.

use std::io::Write;

use anyhow::Result;
use keii_ledger::News;
use serde_json::{Value, json};

use crate::commands::standing::json::telling;

/// Writes what is new: documents, happenings, conflicts, positions, commitments, questions.
pub(super) fn write(news: &News<'_>, out: &mut dyn Write) -> Result<()> {
    for document in &news.documents {
        writeln!(out, "{}", json!({"new": "document", "document": document}))?;
    }
    for one in &news.events {
        let value = json!({
            "new": "event",
            "event": one.event,
            "before": one.before,
            "tellings": one.tellings,
        });
        writeln!(out, "{value}")?;
    }
    for one in &news.conflicts {
        let value = json!({
            "new": "conflict",
            "comparison": one.comparison,
            "values": one.values,
        });
        writeln!(out, "{value}")?;
    }
    for one in &news.positions {
        let tellings = one.tellings.iter().map(telling).collect::<Vec<Value>>();
        let value = json!({
            "new": "position",
            "party": one.party.id,
            "stance": one.stance.key(),
            "tellings": tellings,
            "before": one.before.as_ref().map(telling),
        });
        writeln!(out, "{value}")?;
    }
    for commitment in &news.commitments {
        writeln!(out, "{}", json!({"new": "commitment", "commitment": commitment}))?;
    }
    for question in &news.questions {
        writeln!(out, "{}", json!({"new": "question", "question": question}))?;
    }
    Ok(())
}
