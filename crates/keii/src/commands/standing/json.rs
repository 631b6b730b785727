//! A standing as one JSON object a line, nothing shortened.

use std::io::Write;

use anyhow::Result;
use keii_ledger::standing::Standing;
use keii_ledger::standing::channel::{Channel, Place};
use keii_ledger::standing::commitment::{Party, Pledge};
use keii_ledger::standing::position::{PartyPositions, Position};
use keii_ledger::standing::question::OpenQuestion;
use keii_model::{Entity, Id, Story};
use keii_query::TellingRow;
use serde_json::{Value, json};

/// Writes the standing: first what it is about, then channels, commitments, positions, questions.
pub(super) fn write(story: &Story, standing: &Standing<'_>, out: &mut dyn Write) -> Result<()> {
    let (main, until) = (ids(&standing.main), standing.told_until);
    let head = json!({"part": "story", "story": story, "main": main, "until": until});
    writeln!(out, "{head}")?;
    for value in standing.channels.iter().map(channel) {
        writeln!(out, "{value}")?;
    }
    for value in standing.commitments.iter().map(commitment) {
        writeln!(out, "{value}")?;
    }
    for party in &standing.positions {
        for value in party.positions.iter().map(|one| position(party, one)) {
            writeln!(out, "{value}")?;
        }
    }
    for value in standing.questions.iter().map(question) {
        writeln!(out, "{value}")?;
    }
    for naming in &standing.namings {
        writeln!(out, "{}", json!({"part": "naming", "naming": naming}))?;
    }
    Ok(())
}

fn channel(channel: &Channel<'_>) -> Value {
    let contacts = channel.contacts.iter().map(|(place, entry)| {
        json!({
            "place": place_key(*place),
            "event": entry.event,
            "time": entry.time,
            "documents": entry.documents,
        })
    });
    json!({
        "part": "channel",
        "level": channel.level,
        "parties": ids(&channel.parties),
        "main": channel.main,
        "contacts": contacts.collect::<Vec<Value>>(),
    })
}

fn commitment(pledge: &Pledge<'_>) -> Value {
    let parties = pledge.parties.iter().map(|party| match party {
        Party::Known(entity) => entity.id.as_str(),
        Party::Words(words) => *words,
    });
    json!({
        "part": "commitment",
        "parties": parties.collect::<Vec<_>>(),
        "status": pledge.status,
        "event": pledge.event.map(|event| &event.id),
        "independent": pledge.independent,
        "reports": pledge.reports,
    })
}

fn position(party: &PartyPositions<'_>, position: &Position<'_>) -> Value {
    json!({
        "part": "position",
        "party": party.party.id,
        "main": party.main,
        "stance": position.stance.key(),
        "independent": position.independent,
        "tellings": position.tellings.iter().map(TellingRow::of).collect::<Vec<_>>(),
    })
}

fn question(question: &OpenQuestion<'_>) -> Value {
    let later = question.later.map(
        |later| json!({"event": later.event.id, "mention": later.mention.id, "told": later.told}),
    );
    json!({
        "part": "question",
        "question": question.question,
        "asked": question.asked,
        "later": later,
    })
}

fn ids<'a>(entities: &[&'a Entity]) -> Vec<&'a Id> {
    entities.iter().map(|entity| &entity.id).collect()
}

fn place_key(place: Place) -> &'static str {
    match place {
        Place::Last => "last",
        Place::Ongoing => "ongoing",
        Place::Ahead => "ahead",
        Place::Undone => "undone",
        Place::Untold => "untold",
        Place::Undated => "undated",
        Place::Earlier => "earlier",
    }
}
