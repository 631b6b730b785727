//! Sentences that only tell who was there.

use keii_model::{EntityType, EventType, ParticipantRole, Span, Status, TimeType};
use keii_syntax::{ChunkId, Relation};

use super::Context;
use super::outcome::is_past;
use super::participant::prefer_persons;
use super::tree::Tree;
use crate::draft::{EventDraft, MentionForm, ParticipantDraft};

/// Adds those whom a sentence tells to have attended to the meeting told before it: the one that the
/// sentence takes up (会談には…が出席した), else the one told or attended a sentence or two before.
pub(super) fn attendance(
    context: &Context<'_, '_>,
    tree: &Tree<'_>,
    sentence: usize,
    found: &mut [EventDraft],
    last: &mut Option<(usize, usize)>,
) {
    const NEAR: usize = 3;
    let near = |at: usize| sentence <= at + NEAR;
    let told = last.is_some_and(|(_, told)| near(told));
    let listed = side(context, tree).filter(|_| told);
    let Some(predicate) = attends(context, tree).or(listed) else { return };
    let settings = &context.language.event;
    // Who was there was at what has been held.
    let past = is_past(context, tree, predicate);
    let day = days(context, tree.chunk(0).span.join(tree.chunk(predicate).span));
    let meets = |draft: &EventDraft| {
        matches!(draft.kind, EventType::Meet | EventType::Negotiate | EventType::Sign)
            && !matches!(draft.status, Status::Cancelled | Status::Postponed)
            && (!past || matches!(draft.status, Status::Held | Status::Ongoing))
            && may_be_of(draft, &day)
    };
    let taken_up = (0..predicate).any(|id| {
        matches!(tree.relation(id), Relation::Topic | Relation::Dative)
            && settings.meetings.iter().any(|noun| tree.head(id).lemma.ends_with(noun.as_str()))
    });
    let event = if taken_up {
        // A meeting whose place is told is the one that a report is about.
        let recent = (0..found.len()).rev().take(24).filter(|at| meets(&found[*at]));
        let placed = recent.clone().find(|at| found[*at].place.is_some());
        placed.or_else(|| recent.clone().next())
    } else if let Some((at, _)) = last.filter(|(at, told)| near(*told) && meets(&found[*at])) {
        Some(at)
    } else {
        let told = |draft: &EventDraft| context.page.sentence_at(draft.trigger.start);
        (0..found.len()).rev().take(8).find(|at| {
            meets(&found[*at])
                && told(&found[*at]).is_some_and(|it| {
                    // 署名し、A氏が立ち会った
                    let same = it == sentence && found[*at].kind == EventType::Sign;
                    (it < sentence || same) && near(it)
                })
        })
    };
    let Some(at) = event else { return };
    *last = Some((at, sentence));
    join(context, clause(tree, predicate), &mut found[at]);
}

/// The days that a phrase tells (19日の協議には…).
fn days(context: &Context<'_, '_>, phrase: Span) -> Vec<String> {
    let dates = context.times_in(phrase).iter().filter(|time| time.kind == TimeType::Date);
    dates.filter_map(|time| time.value.as_deref().map(day)).collect()
}

/// Whether a meeting can have been on one of the days that the sentence tells, as far as both are told.
fn may_be_of(draft: &EventDraft, days: &[String]) -> bool {
    let own = draft.time.as_ref().and_then(|time| time.value.as_ref());
    own.is_none_or(|own| days.is_empty() || days.contains(&day(own.as_str())))
}

/// The day of a value, without the hour.
fn day(value: &str) -> String {
    value.split('T').next().unwrap_or(value).to_owned()
}

/// The words of the clause of a predicate: from behind the clause before to the predicate.
fn clause(tree: &Tree<'_>, predicate: ChunkId) -> Span {
    let closes = |id: &ChunkId| {
        let chunk = tree.chunk(*id);
        chunk.predicate.is_some() && chunk.comma && tree.relation(*id) == Relation::Clause
    };
    let before = (0..predicate).rev().find(closes);
    let start = before.map_or(tree.chunk(0).span.start, |id| tree.chunk(id).span.end);
    Span::new(start, tree.chunk(predicate).span.end)
}

/// The predicate of a sentence that tells of being present.
fn attends(context: &Context<'_, '_>, tree: &Tree<'_>) -> Option<ChunkId> {
    let verbs = &context.language.event.attendance;
    let chunks = (0..).zip(&tree.syntax.chunks);
    let mut found = chunks.filter(|(id, chunk)| {
        chunk.predicate.is_some_and(|form| !form.negated)
            && (verbs.hold(&tree.head(*id).lemma)
                || tree.dependents(*id).iter().any(|id| seated(context, tree, *id)))
    });
    found.next().map(|(id, _)| id)
}

/// ロシア側の席には: where those who attend sit.
fn seated(context: &Context<'_, '_>, tree: &Tree<'_>, id: ChunkId) -> bool {
    let seats = &context.language.event.seats;
    seats.hold(&tree.head(id).lemma)
        && matches!(tree.relation(id), Relation::Topic | Relation::Dative)
}

/// 米側はA氏、B氏の2人だった: the predicate of a sentence that lists those of a side.
fn side(context: &Context<'_, '_>, tree: &Tree<'_>) -> Option<ChunkId> {
    let (last, chunk) = (0..).zip(&tree.syntax.chunks).last()?;
    let text = context.page.text();
    let sides = &context.language.names.sides;
    let topic = tree.dependents(last).iter().any(|id| {
        let words = tree.chunk(*id).span.of(text);
        tree.relation(*id) == Relation::Topic
            && sides.iter().any(|side| words.contains(side.as_str()))
    });
    (topic && chunk.predicate.is_some_and(|form| form.copula)).then_some(last)
}

/// Adds the persons named in `span` to a meeting.
fn join(context: &Context<'_, '_>, span: Span, event: &mut EventDraft) {
    let mut added = false;
    for mention in context.cast.within(span) {
        let entity = context.cast.entity(mention);
        let named = entity.kind == EntityType::Person && mention.form == MentionForm::Name;
        let several = mention.form == MentionForm::Group;
        // 両国の大統領: those who belong to the group, where the document tells.
        let own = named.then_some(mention.entity);
        let members = entity.members.iter().copied().filter(|_| several);
        let people = own.into_iter().chain(members);
        let people = people.filter(|at| context.cast.entities[*at].kind == EntityType::Person);
        for person in people {
            if !event.participants.iter().any(|it| it.entity == Some(person)) {
                added = true;
                event.participants.push(ParticipantDraft {
                    entity: Some(person),
                    span: Some(mention.span),
                    role: ParticipantRole::Participant,
                });
            }
        }
    }
    if added {
        event.participants.sort_by_key(|it| it.span.map(|span| span.start));
        prefer_persons(context, &mut event.participants);
        event.evidence.push(span);
        event.steps.push(("event.attendance".to_owned(), Some(span)));
    }
}
