//! What of a document and its reading can be found.

use jiff::civil::Date;
use keii_model::{Attribution, Edtf, Entity, EventMention, Id, Reading, TextSpan};
use serde::Serialize;

use super::FindKind;

/// A row of the index.
pub(super) struct Entry {
    pub(super) kind: FindKind,
    pub(super) record: Option<Id>,
    pub(super) entry_type: Option<String>,
    pub(super) factuality: Option<String>,
    pub(super) status: Option<String>,
    pub(super) days: Option<(Date, Date)>,
    pub(super) pieces: Vec<Piece>,
    /// Entities by their ids in the document.
    pub(super) involved: Vec<Id>,
}

/// Words of an entry with their first code point; a form of a name may stand nowhere.
pub(super) type Piece = (Option<u32>, String);

/// The first and the last day, where both are known.
pub(super) fn days(date: Option<&Edtf>) -> Option<(Date, Date)> {
    let date = date?;
    Some((date.first_day()?, date.last_day()?))
}

/// The text itself, then the names, statements and happenings in the order of the reading.
pub(super) fn entries(reading: &Reading) -> Vec<Entry> {
    let published = days(reading.document.published.value.as_ref());
    let text = Entry {
        kind: FindKind::Text,
        record: None,
        entry_type: None,
        factuality: None,
        status: None,
        days: published,
        pieces: Vec::new(),
        involved: Vec::new(),
    };
    let named = reading.entities.iter().map(of_entity);
    let said = reading.attributions.iter().map(of_attribution);
    // What has no day of its own was told on the day of publication.
    let others = named.chain(said).map(|entry| Entry { days: published, ..entry });
    let happened = reading.events.iter().map(of_mention);
    std::iter::once(text).chain(others).chain(happened).collect()
}

fn of_entity(one: &Entity) -> Entry {
    let names = [one.name.ja.as_deref(), one.name.en.as_deref()].into_iter().flatten();
    let mut forms: Vec<&str> = names.chain(one.aliases.iter().map(String::as_str)).collect();
    let mut seen = std::collections::BTreeSet::new();
    forms.retain(|form| seen.insert(*form));
    // A name may be fuller than any mention.
    let stands = |form: &str| one.evidence.iter().find(|span| span.text == form);
    let piece = |form: &str| (stands(form).map(|span| span.start), form.to_owned());
    let pieces = forms.into_iter().map(piece).collect();
    Entry {
        kind: FindKind::Entity,
        record: Some(one.id.clone()),
        entry_type: Some(word(&one.entity_type)),
        factuality: None,
        status: None,
        days: None,
        pieces,
        involved: vec![one.id.clone()],
    }
}

fn of_attribution(one: &Attribution) -> Entry {
    let speakers = one.speaker.iter().chain(&one.via);
    Entry {
        kind: FindKind::Statement,
        record: Some(one.id.clone()),
        entry_type: Some(word(&one.attribution_type)),
        factuality: one.factuality.as_ref().map(word),
        status: None,
        days: None,
        pieces: one.content.iter().map(piece).collect(),
        involved: speakers.filter_map(|speaker| speaker.entity.clone()).collect(),
    }
}

fn of_mention(one: &EventMention) -> Entry {
    let phrases = one.evidence.iter();
    let alone = one.evidence.is_empty().then_some(&one.trigger);
    let parties = one.participants.iter().filter_map(|party| party.entity.clone());
    let place = one.place.iter().filter_map(|place| place.entity.clone());
    Entry {
        kind: FindKind::Event,
        record: Some(one.id.clone()),
        entry_type: Some(word(&one.event_type)),
        factuality: one.factuality.as_ref().map(word),
        status: Some(word(&one.status)),
        days: days(one.time.as_ref().and_then(|time| time.value.as_ref())),
        pieces: phrases.chain(alone).map(piece).collect(),
        involved: parties.chain(place).collect(),
    }
}

fn piece(span: &TextSpan) -> Piece {
    (Some(span.start), span.text.clone())
}

/// The word of the interchange format.
fn word(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}
