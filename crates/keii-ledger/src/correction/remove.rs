//! What is said not to be so is taken out, with all that rests on it.

use std::collections::BTreeSet;

use keii_model::{EventMention, Id, Reading, Time};

/// Takes the records of these ids out of the readings; a document's id takes its whole reading.
///
/// What is told according to a record that goes, goes as well: without it, it would look as if
/// the writer told it. Other references to it are dropped later, and the words beside them stay.
pub(super) fn remove(readings: &mut Vec<Reading>, ids: &[Id]) {
    if ids.is_empty() {
        return;
    }
    let mut gone: BTreeSet<Id> = ids.iter().cloned().collect();
    readings.retain(|reading| !gone.contains(&reading.document.id));
    for reading in readings {
        let document = reading.document.id.as_str();
        let inside =
            |id: &Id| id.as_str().strip_prefix(document).is_some_and(|rest| rest.starts_with('.'));
        if gone.iter().any(inside) {
            gone.extend(resting(reading, &gone));
            take_times(reading, &gone);
            take(reading, &gone);
        }
    }
}

/// The statements that are told according to what goes.
fn resting(reading: &Reading, gone: &BTreeSet<Id>) -> Vec<Id> {
    let rests = |source: &Option<Id>| source.as_ref().is_some_and(|id| gone.contains(id));
    let mentions = reading.events.iter().filter(|one| rests(&one.according_to));
    let commitments = reading.commitments.iter().filter(|one| rests(&one.according_to));
    let mentions = mentions.map(|one| one.id.clone());
    mentions.chain(commitments.map(|one| one.id.clone())).collect()
}

/// What is no time cannot be when something happened, or how long it took.
fn take_times(reading: &mut Reading, gone: &BTreeSet<Id>) {
    let times: Vec<&Time> = reading.times.iter().filter(|one| gone.contains(&one.id)).collect();
    for mention in &mut reading.events {
        let span = mention.time.as_ref().and_then(|time| time.span.as_ref());
        if times.iter().any(|time| Some(&time.span) == span) {
            mention.time = None;
        }
        if times.iter().any(|time| lasted(mention, time)) {
            mention.duration = None;
        }
    }
}

fn lasted(mention: &EventMention, time: &Time) -> bool {
    let around =
        |span: &keii_model::TextSpan| span.start <= time.span.start && time.span.end <= span.end;
    mention.duration.is_some()
        && mention.duration == time.value
        && mention.evidence.iter().any(around)
}

fn take(reading: &mut Reading, gone: &BTreeSet<Id>) {
    reading.entities.retain(|one| !gone.contains(&one.id));
    reading.times.retain(|one| !gone.contains(&one.id));
    reading.quantities.retain(|one| !gone.contains(&one.id));
    reading.attributions.retain(|one| !gone.contains(&one.id));
    reading.hedges.retain(|one| !gone.contains(&one.id));
    reading.events.retain(|one| !gone.contains(&one.id));
    reading.commitments.retain(|one| !gone.contains(&one.id));
    reading.questions.retain(|one| !gone.contains(&one.id));
    reading.derivations.retain(|one| !gone.contains(&one.record));
}
