//! What sort of happening a telling is of, as its type, status and word tell.

use keii_model::{EventType, Status};

use crate::told::Told;

/// A measure or project that stands, called by one word: nobody tells when it was taken, for everybody
/// knows.
pub(super) fn is_standing(a: &Told<'_>, b: &Told<'_>) -> bool {
    let stands = |told: &Told<'_>| {
        let kind = match told.mention.event_type {
            EventType::Sanction => told.mention.status == Status::Held,
            // A project that two have is told of by its name until it is done.
            EventType::Cooperate => is_ahead(told),
            _ => false,
        };
        kind && told.is_undated()
    };
    let word = &a.mention.trigger.text;
    stands(a) && stands(b) && *word == b.mention.trigger.text && word.chars().count() >= LONG_WORD
}

/// So many letters make a word for a happening.
pub(super) const WORD: usize = 2;
/// What talks under one long word are worth.
pub(super) const SAME_TALKS: i32 = 3;
/// So many letters say what the talks are about (和平交渉).
pub(super) const LONG_WORD: usize = 4;

pub(super) fn begin_alike(a: &str, b: &str) -> bool {
    a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count() >= WORD
}

pub(super) fn end_alike(a: &str, b: &str) -> bool {
    a.chars().rev().zip(b.chars().rev()).take_while(|(a, b)| a == b).count() >= WORD
}

/// How seldom one party does or suffers the like twice in one affair.
pub(super) fn rarity(told: &Told<'_>) -> i32 {
    match told.class() {
        // Whoever stands between two does so for the whole of an affair.
        EventType::Mediate if told.days.is_none() => 4,
        EventType::Resign => 3,
        EventType::Appoint | EventType::Join | EventType::Annex => 2,
        EventType::Deploy if told.mention.status == Status::Ongoing => 2,
        // Of one body: crowds have no name.
        EventType::Ceasefire | EventType::Withdraw | EventType::Protest => 1,
        _ => 0,
    }
}

/// What is done by words alone.
pub(super) fn is_of_words(told: &Told<'_>) -> bool {
    matches!(
        told.class(),
        EventType::Speak
            | EventType::Demand
            | EventType::Reject
            | EventType::Accuse
            | EventType::Praise
            | EventType::Threaten
    )
}

/// What is done by words or decree, again and again.
pub(super) fn is_act(told: &Told<'_>) -> bool {
    let decreed = matches!(
        told.class(),
        EventType::Sanction
            | EventType::Ease
            | EventType::Expel
            | EventType::Aid
            | EventType::Cooperate
            | EventType::Legislate
            | EventType::Other
    );
    decreed || is_of_words(told)
}

/// A meeting that is called by its place alone: the one that everybody knows.
pub(super) fn is_named_by_place(told: &Told<'_>) -> bool {
    let named = matches!(told.class(), EventType::Meet | EventType::War);
    told.parties.is_empty() && told.mention.place.is_some() && named
}

/// What is told as still to come.
pub(super) fn is_ahead(told: &Told<'_>) -> bool {
    matches!(
        told.mention.status,
        Status::Possible | Status::Proposed | Status::Planned | Status::Agreed
    )
}

/// What may or may not come about.
pub(super) fn is_vague(told: &Told<'_>) -> bool {
    matches!(told.mention.status, Status::Possible | Status::Unlikely | Status::Proposed)
}

/// What two do together, again and again.
pub(super) fn is_contact(told: &Told<'_>) -> bool {
    matches!(told.class(), EventType::Meet | EventType::Call | EventType::Visit)
}

/// What strikes somebody, often many on one day.
pub(super) fn is_blow(told: &Told<'_>) -> bool {
    matches!(
        told.class(),
        EventType::Attack | EventType::Detain | EventType::Protest | EventType::Deploy
    )
}

/// Talks that go on: no single day, nothing of one sitting.
pub(super) fn is_series(told: &Told<'_>) -> bool {
    told.mention.event_type == EventType::Negotiate
        && told.day().is_none()
        && told.minutes.is_none()
}

/// One sitting, and the talks that it is a part of.
pub(crate) fn is_session_of_series(session: &Told<'_>, series: &Told<'_>) -> bool {
    let sitting = session.mention.event_type == EventType::Meet || series.days.is_none();
    let placed = series.mention.place.is_some();
    is_series(series)
        && !placed
        && session.class() == EventType::Meet
        && (session.day().is_some() || session.is_partly_dated())
        && sitting
}
