//! Who takes part.

use keii_model::{EntityType, EventType, ParticipantRole, Span};
use keii_syntax::Pos;

use super::trigger::{Form, Trigger};
use super::{Context, role_of_agent};
use crate::draft::{EventDraft, Mention, MentionForm, ParticipantDraft};

/// How a name stands to the trigger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stand {
    Agent,
    Partner,
    Recipient,
    /// In a list with the one behind it.
    Listed,
    /// Directly before the trigger, inside its compound.
    Compound,
    None,
}

/// Those who take part in what a trigger tells, in order of mention.
pub(super) fn of(
    context: &Context<'_, '_>,
    sentence: usize,
    trigger: &Trigger<'_>,
    region: Span,
) -> Vec<ParticipantDraft> {
    let before = Span::new(region.start, trigger.span.start);
    let mut found = among(context, trigger, before);
    let behind = Span::new(trigger.span.end, region.end);
    if found.is_empty() && trigger.form == Form::Nominal {
        found = among(context, trigger, behind);
    }
    let needs_agent = found.iter().all(|it| it.role == ParticipantRole::Recipient)
        || (trigger.symmetric && found.len() < 2);
    if needs_agent && trigger.form == Form::Verbal {
        let start = context.page.sentences[sentence].span.start;
        let earlier = Span::new(start.min(region.start), region.start);
        let topic = topic(context, trigger, earlier);
        found.splice(
            0..0,
            topic
                .into_iter()
                .filter(|topic| !found.iter().any(|it| it.entity == topic.entity))
                .collect::<Vec<_>>(),
        );
    }
    prefer_persons(context, &mut found);
    found
}

/// Reads the names of a stretch from right to left, as a list takes its particle from its last.
fn among(context: &Context<'_, '_>, trigger: &Trigger<'_>, stretch: Span) -> Vec<ParticipantDraft> {
    let mut found: Vec<ParticipantDraft> = Vec::new();
    let mut listed = Stand::None;
    let mut limit = stretch.end;
    for mention in context.cast.within(stretch).rev() {
        // The owner inside a person's phrase is no party of its own.
        if mention.phrase.end > limit
            && mention.span.start < limit
            && mention.phrase.start >= stretch.start
            && inside_other(context, mention, stretch)
        {
            continue;
        }
        if inside_other(context, mention, stretch) {
            continue;
        }
        let mut stand = stand(context, trigger, mention);
        if stand == Stand::Listed {
            stand = listed;
        }
        listed = stand;
        limit = mention.phrase.start;
        if let Some(role) = role(trigger, stand) {
            found.splice(0..0, drafts(context, mention, role));
        }
    }
    dedup(&mut found);
    found
}

/// Whether another mention's phrase holds this one.
fn inside_other(context: &Context<'_, '_>, mention: &Mention, stretch: Span) -> bool {
    context.cast.within(stretch).any(|other| {
        other.span != mention.span
            && other.phrase.contains(mention.phrase)
            && other.phrase.len() > mention.phrase.len()
    })
}

fn dedup(found: &mut Vec<ParticipantDraft>) {
    let mut seen = Vec::new();
    found.retain(|draft| {
        let new = !seen.contains(&draft.entity);
        seen.push(draft.entity);
        new
    });
}

fn stand(context: &Context<'_, '_>, trigger: &Trigger<'_>, mention: &Mention) -> Stand {
    let text = context.page.text();
    let settings = &context.language.event;
    let mut rest = &text[mention.phrase.end as usize..];
    if mention.phrase.end <= trigger.span.start {
        let between = Span::new(mention.phrase.end, trigger.span.start).of(text);
        if is_compound(between) {
            return Stand::Compound;
        }
    }
    if let Some(tail) = settings.name_tails.iter().find(|tail| rest.starts_with(tail.as_str())) {
        rest = &rest[tail.len()..];
    }
    let kind = context.cast.entity(mention).kind;
    let matches = |words: &[String]| {
        words.iter().filter(|word| rest.starts_with(word.as_str())).map(String::len).max()
    };
    let stands = [
        (matches(&settings.agent), Stand::Agent),
        (matches(&settings.partner), Stand::Partner),
        (matches(&settings.recipient), Stand::Recipient),
        (matches(&settings.list), Stand::Listed),
        (matches(&settings.place), Stand::None),
    ];
    let longest = stands
        .into_iter()
        .filter_map(|(length, stand)| Some((length?, stand)))
        .max_by_key(|(length, _)| *length);
    let stand = longest.map_or(Stand::None, |(_, stand)| stand);
    let to_place = kind == EntityType::Place
        || (stand == Stand::Recipient
            && is_destination(trigger.kind)
            && kind == EntityType::Country);
    if to_place { Stand::None } else { stand }
}

/// At most a short run of kanji or a joint between the name and the trigger: 米ロ首脳会談.
fn is_compound(between: &str) -> bool {
    between.chars().count() <= 4
        && between.chars().all(|character| character >= '\u{4E00}' || character == '・')
}

pub(super) fn is_destination(kind: EventType) -> bool {
    matches!(kind, EventType::Visit | EventType::Invite)
}

fn role(trigger: &Trigger<'_>, stand: Stand) -> Option<ParticipantRole> {
    match stand {
        Stand::None => None,
        Stand::Listed if !trigger.symmetric => None,
        Stand::Recipient if trigger.symmetric => None,
        Stand::Recipient => Some(ParticipantRole::Recipient),
        Stand::Partner if !trigger.symmetric => Some(ParticipantRole::Recipient),
        Stand::Compound if is_destination(trigger.kind) => None,
        _ => Some(role_of_agent(trigger.kind, trigger.symmetric)),
    }
}

/// A mention as one or, for a group whose members are known, several that take part.
fn drafts(
    context: &Context<'_, '_>,
    mention: &Mention,
    role: ParticipantRole,
) -> Vec<ParticipantDraft> {
    let draft = |entity| ParticipantDraft { entity: Some(entity), span: Some(mention.span), role };
    let entity = context.cast.entity(mention);
    match (mention.form, entity.members.as_slice()) {
        (MentionForm::Group, members) if !members.is_empty() => {
            members.iter().map(|&member| draft(member)).collect()
        }
        _ => vec![draft(mention.entity)],
    }
}

/// The last topic before a stretch: who goes on acting over the commas of a sentence.
fn topic(context: &Context<'_, '_>, trigger: &Trigger<'_>, earlier: Span) -> Vec<ParticipantDraft> {
    let mut found = among(context, trigger, earlier);
    found.retain(|draft| draft.role != ParticipantRole::Recipient);
    found
}

/// Where persons take part, their countries only tell where they come from.
fn prefer_persons(context: &Context<'_, '_>, found: &mut Vec<ParticipantDraft>) {
    let kind = |draft: &ParticipantDraft| draft.entity.map(|at| context.cast.entities[at].kind);
    let persons = found.iter().filter(|draft| kind(draft) == Some(EntityType::Person)).count();
    if persons >= 2 {
        found.retain(|draft| kind(draft) != Some(EntityType::Country));
    }
}

/// A sentence that only tells who attended adds them to the meeting told before it.
pub(super) fn attendance(context: &Context<'_, '_>, sentence: usize, found: &mut [EventDraft]) {
    let page = context.page;
    let settings = &context.language.event;
    let tokens = &page.syntax[sentence].tokens;
    let attends = |token: &keii_syntax::Token| {
        matches!(token.pos, Pos::Verb | Pos::VerbalNoun)
            && settings.attendance.iter().any(|verb| *verb == token.lemma)
    };
    if !tokens.iter().any(attends) {
        return;
    }
    let same_block = |draft: &&mut EventDraft| {
        let told = page.sentence_at(draft.trigger.start);
        told.is_some_and(|told| told + 2 >= sentence)
            && matches!(draft.kind, EventType::Meet | EventType::Negotiate)
    };
    let Some(event) = found.iter_mut().rev().find(same_block) else { return };
    let span = page.sentences[sentence].span;
    for mention in context.cast.within(span) {
        let person = context.cast.entity(mention).kind == EntityType::Person
            && mention.form == MentionForm::Name;
        if person && !event.participants.iter().any(|it| it.entity == Some(mention.entity)) {
            event.participants.push(ParticipantDraft {
                entity: Some(mention.entity),
                span: Some(mention.span),
                role: ParticipantRole::Participant,
            });
        }
    }
    prefer_persons(context, &mut event.participants);
    event.evidence.push(span);
    event.steps.push(("event.attendance".to_owned(), Some(span)));
}
