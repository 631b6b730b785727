//! What happens: the words that tell of a happening, who takes part, where, when, and how far it has
//! come. Several sentences about one happening are one mention; a plan and its execution are two.

mod circumstance;
mod merge;
mod participant;
mod progress;
mod trigger;

use keii_model::{EventType, ParticipantRole, Span};
use serde::Deserialize;

use crate::draft::{Cast, EventDraft, ParticipantDraft, SpeechDraft, TimeDraft};
use crate::language::Language;
use crate::page::{BlockKind, Page};
use trigger::{Form, Trigger};

/// The section `event` of a pack: the words around a trigger that tell who, whom and where.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct EventSettings {
    /// Behind the one who does it.
    agent: Vec<String>,
    /// Behind one among equals.
    partner: Vec<String>,
    /// Behind the one it is done to.
    recipient: Vec<String>,
    /// Behind the place where it happens.
    place: Vec<String>,
    /// Behind the place somebody goes to.
    destination: Vec<String>,
    /// Between equals of a list.
    list: Vec<String>,
    /// May stand between a name and its particle.
    name_tails: Vec<String>,
    /// Make a verb of a noun.
    light_verbs: Vec<String>,
    /// Verbs of being present at what the sentence before told.
    attendance: Vec<String>,
    /// Behind a trigger: it is going on.
    ongoing_suffixes: Vec<String>,
}

/// What the steps of this module look at.
pub(crate) struct Context<'a, 'p> {
    page: &'a Page<'a>,
    cast: &'a Cast,
    times: &'a [TimeDraft],
    speech: &'a [SpeechDraft],
    language: &'a Language<'p>,
}

/// Finds everything that happens on the page.
pub(crate) fn mentions(
    page: &Page<'_>,
    cast: &Cast,
    times: &[TimeDraft],
    speech: &[SpeechDraft],
    language: &Language<'_>,
) -> Vec<EventDraft> {
    let context = Context { page, cast, times, speech, language };
    let mut found: Vec<EventDraft> = Vec::new();
    for sentence in 0..page.sentences.len() {
        let kind = page.block_of(sentence).kind;
        if matches!(kind, BlockKind::Reference | BlockKind::ReferenceHead | BlockKind::Furniture) {
            continue;
        }
        let triggers = trigger::triggers(page, sentence, language);
        let drafts: Vec<EventDraft> =
            triggers.iter().filter_map(|trigger| scene(&context, sentence, trigger)).collect();
        if drafts.is_empty() {
            participant::attendance(&context, sentence, &mut found);
        }
        found.extend(drafts);
    }
    merge::merge(&context, found)
}

/// The scene around a trigger, when enough of it is told.
fn scene(context: &Context<'_, '_>, sentence: usize, trigger: &Trigger<'_>) -> Option<EventDraft> {
    let region = trigger::region(context.page, sentence, trigger);
    let progress = progress::of(context, sentence, trigger, region)?;
    let participants = participant::of(context, sentence, trigger, region);
    let place = circumstance::place(context, trigger, region);
    let time = circumstance::time(context, trigger, region);
    let duration = circumstance::duration(context, region);
    let named = participants.iter().filter(|it| it.entity.is_some()).count();
    let enough = match trigger.form {
        Form::Verbal => named >= 1,
        Form::Nominal => {
            named >= 2 || (named >= 1 && !trigger.symmetric) || time.is_some() && place.is_some()
        }
    };
    if !enough {
        return None;
    }
    let approximate = duration.as_ref().is_some_and(|(_, approximate)| *approximate);
    let according_to = context
        .speech
        .iter()
        .position(|draft| draft.content.iter().any(|content| content.contains(trigger.span)));
    let evidence = evidence(&participants, place.as_ref().map(|place| place.span), trigger, region);
    Some(EventDraft {
        kind: trigger.kind,
        trigger: trigger.span,
        participants,
        place,
        time,
        duration: duration.map(|(value, _)| value),
        approximate,
        status: progress.status,
        factuality: Some(progress.factuality),
        according_to,
        outcome: None,
        evidence: vec![evidence],
        steps: vec![
            ("event.trigger".to_owned(), Some(trigger.span)),
            (progress.step, progress.span),
        ],
    })
}

/// From the first word that tells of it to the end of its predicate.
fn evidence(
    participants: &[ParticipantDraft],
    place: Option<Span>,
    trigger: &Trigger<'_>,
    region: Span,
) -> Span {
    let spans = participants.iter().filter_map(|participant| participant.span).chain(place);
    let inside = spans.filter(|span| region.contains(*span));
    let start = inside.map(|span| span.start).min().unwrap_or(trigger.span.start);
    Span::new(start.min(trigger.span.start), trigger.predicate_end.max(trigger.span.end))
}

/// The part that the first of two parties has in an event of this type.
fn role_of_agent(kind: EventType, symmetric: bool) -> ParticipantRole {
    match kind {
        EventType::War | EventType::Ceasefire => ParticipantRole::Participant,
        _ if symmetric => ParticipantRole::Participant,
        _ => ParticipantRole::Actor,
    }
}
