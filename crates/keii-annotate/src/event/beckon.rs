//! Invitations by words alone: who says at the end of a meeting where the next one should be
//! (「次はウィーンで」).

use keii_model::{
    AttributionType, EntityType, EventType, Factuality, ParticipantRole, Span, Status,
};

use super::Context;
use crate::draft::{
    EntityIndex, EventDraft, Mention, ParticipantDraft, PlaceDraft, SpeakerDraft, SpeechDraft,
};

/// Bytes of the longest such words.
const LONGEST: u32 = 60;

/// The invitation, and the meeting that is proposed by it, of each such saying in a sentence.
pub(super) fn invitations(
    context: &Context<'_, '_>,
    sentence: usize,
    found: &[EventDraft],
) -> Vec<EventDraft> {
    let span = context.page.sentences[sentence].span;
    let from = context.contents.partition_point(|(content, _)| content.start < span.start);
    let to = context.contents.partition_point(|(content, _)| content.start < span.end);
    let here =
        context.contents[from..to.max(from)].iter().map(|&(_, at)| (at, &context.speech[at]));
    let said = here.filter(|(_, said)| {
        let short =
            |content: &Span| span.contains(*content) && content.end - content.start <= LONGEST;
        said.kind == AttributionType::Direct
            && said.content.len() == 1
            && said.content.iter().all(short)
    });
    said.filter_map(|(at, said)| invitation(context, at, said, found)).flatten().collect()
}

fn invitation(
    context: &Context<'_, '_>,
    at: usize,
    said: &SpeechDraft,
    found: &[EventDraft],
) -> Option<[EventDraft; 2]> {
    let (content, cue) = (*said.content.first()?, said.cue?);
    let (next, place) = next_place(context, content)?;
    let [speaker] = said.speakers.as_slice() else { return None };
    let host = speaker.entity.filter(|at| is_person(context, *at))?;
    let guest = other_of(context, host, found)?;
    let place = Some(PlaceDraft { entity: Some(place.entity), span: place.span });
    let parties = |host_role, guest_role| {
        let party = |entity, role, span| ParticipantDraft { entity: Some(entity), span, role };
        vec![party(host, host_role, speaker.span), party(guest, guest_role, None)]
    };
    let draft = |kind, trigger, status, participants, evidence| EventDraft {
        kind,
        trigger,
        level: None,
        participants,
        place: place.clone(),
        time: None,
        duration: None,
        approximate: false,
        status,
        factuality: Some(if status == Status::Held {
            Factuality::Certain
        } else {
            Factuality::Unknown
        }),
        according_to: (status != Status::Held).then_some(at),
        outcome: None,
        end: None,
        topics: Vec::new(),
        also: Vec::new(),
        evidence: vec![evidence],
        steps: vec![("event.beckon".to_owned(), Some(content))],
    };
    let whole = evidence(speaker, content, cue);
    let (actor, recipient) = (ParticipantRole::Actor, ParticipantRole::Recipient);
    let both = ParticipantRole::Participant;
    Some([
        draft(EventType::Invite, cue, Status::Held, parties(actor, recipient), whole),
        draft(EventType::Meet, next, Status::Proposed, parties(both, both), content),
    ])
}

fn evidence(speaker: &SpeakerDraft, content: Span, cue: Span) -> Span {
    let start = speaker.span.map_or(content.start, |span| span.start.min(content.start));
    Span::new(start, cue.end.max(content.end))
}

/// The word for the next time that the content begins with, and the place behind it.
fn next_place<'c>(context: &'c Context<'_, '_>, content: Span) -> Option<(Span, &'c Mention)> {
    let text = context.page.text();
    let settings = &context.language.event;
    let words = content.of(text);
    let opening = settings.next_time.iter().filter(|word| words.starts_with(word.as_str()));
    let opening = opening.max_by_key(|word| word.len())?;
    let length = u32::try_from(opening.len()).ok()?;
    let next = Span::new(content.start, content.start + length);
    let place = context.cast.within(content).find(|mention| {
        let kind = context.cast.entity(mention).kind;
        matches!(kind, EntityType::Place | EntityType::Country)
    })?;
    let rest = text.get(place.span.end as usize..content.end as usize)?;
    let there = settings.there.iter().any(|word| rest.starts_with(word.as_str()));
    let near = text.get(next.end as usize..place.span.start as usize)?.chars().count() <= NEAR;
    (there && near).then_some((next, place))
}

/// Happenings told before that are looked at.
const REACH: usize = 64;
/// Characters between the next time and its place (次回はぜひ).
const NEAR: usize = 6;

fn is_person(context: &Context<'_, '_>, at: EntityIndex) -> bool {
    context.cast.entities[at].kind == EntityType::Person
}

/// The only other person at the last meeting that somebody attended.
fn other_of(
    context: &Context<'_, '_>,
    host: EntityIndex,
    found: &[EventDraft],
) -> Option<EntityIndex> {
    let meeting = found.iter().rev().take(REACH).find(|draft| {
        matches!(draft.kind, EventType::Meet | EventType::Call)
            && draft.status == Status::Held
            && draft.participants.iter().any(|it| it.entity == Some(host))
    });
    let persons = meeting?.participants.iter().filter_map(|it| it.entity);
    let mut others = persons.filter(|&at| at != host && is_person(context, at));
    others.next().filter(|_| others.next().is_none())
}
