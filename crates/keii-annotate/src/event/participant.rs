//! Who takes part.

use keii_model::{EntityType, EventType, ParticipantRole, Span, Status};
use keii_syntax::{ChunkId, Relation, Voice};

use super::Context;
use super::acting;
use super::frame::Frame;
use super::stand::{self, Stand, Standing};
use super::tree::Tree;
use super::trigger::{Form, Trigger};
use crate::draft::{Mention, MentionForm, ParticipantDraft};

/// Those who take part in what a trigger tells, in order of mention.
pub(super) fn of(
    context: &Context<'_, '_>,
    tree: &Tree<'_>,
    trigger: &Trigger<'_>,
    frame: &Frame,
    status: Status,
    carried: &[&Mention],
) -> Vec<ParticipantDraft> {
    if trigger.needs("place") {
        return Vec::new();
    }
    let parties = |found: &[ParticipantDraft]| {
        found.iter().filter(|it| it.role != ParticipantRole::Recipient).count()
    };
    let wanted = if trigger.symmetric { 2 } else { 1 };
    let mut found = Vec::new();
    let compound = Standing {
        stand: Stand::Compound,
        chunk: trigger.chunk,
        mentions: stand::compound(context, tree, trigger.chunk, trigger.span),
    };
    add(context, trigger, Voice::Active, &compound, &mut found);
    let person = compound
        .mentions
        .last()
        .is_some_and(|last| context.cast.entity(last).kind == EntityType::Person);
    // 停戦を求める: whoever asks for it need not be a party.
    let asked = matches!(status, Status::Proposed | Status::Possible) && !invited(trigger.kind);
    let given = tree.relation(trigger.chunk) == Relation::Object && !trigger.symmetric;
    for &part in &frame.parts {
        let voice = voice(context, tree, trigger, frame, part);
        let own = part == trigger.chunk || frame.own.contains(&part);
        for standing in standings(context, tree, trigger, part) {
            // 元X社専務のA氏死去: what stands before the name is said of the name.
            let of_name = person && standing.stand == Stand::Owner;
            let open = parties(&found) < wanted && outward(standing.stand) && !asked;
            let open = open || given && standing.stand == Stand::Recipient;
            if own && !of_name || !own && open {
                add(context, trigger, voice, &standing, &mut found);
            }
        }
    }
    if parties(&found) < wanted && trigger.kind != EventType::War && !asked {
        let told = if trigger.form == Form::Nominal { frame.tense } else { None };
        let part = told.unwrap_or(trigger.chunk);
        let voice = voice(context, tree, trigger, frame, part);
        let standing = acting::acting(context, tree, trigger, frame)
            .or_else(|| acting::topic_of(context, tree, trigger, frame, carried));
        if let Some(standing) = standing {
            add(context, trigger, voice, &standing, &mut found);
        }
    }
    not_who_tells(context, trigger, &mut found);
    found.sort_by_key(|it| it.span.map(|span| span.start));
    prefer_persons(context, &mut found);
    found
}

/// Whoever tells what others do takes no part in it: where the reported words have a subject of
/// their own, the speaker outside of them is replaced by it.
fn not_who_tells(
    context: &Context<'_, '_>,
    trigger: &Trigger<'_>,
    found: &mut Vec<ParticipantDraft>,
) {
    let told = context.speech.iter().find_map(|said| {
        let content = said.content.iter().find(|content| content.contains(trigger.span))?;
        Some((said, *content))
    });
    let Some((said, content)) = told else { return };
    let text = context.page.text();
    let before = Span::new(content.start, trigger.span.start);
    let subject = context.cast.within(before).find(|mention| {
        let behind = &text[mention.phrase.end as usize..];
        context.language.event.subject.iter().any(|particle| behind.starts_with(particle.as_str()))
    });
    let Some(subject) = subject else { return };
    let tells = |draft: &ParticipantDraft| {
        said.speakers.iter().any(|speaker| speaker.entity == draft.entity)
            && draft.span.is_some_and(|span| !content.contains(span))
    };
    if found.iter().any(tells) {
        found.retain(|draft| !tells(draft));
        let role = role(trigger, Stand::Subject, Voice::Active);
        found.extend(role.into_iter().flat_map(|role| drafts(context, subject, role)));
    }
}

/// What the one who proposes it takes part in.
fn invited(kind: EventType) -> bool {
    matches!(
        kind,
        EventType::Meet
            | EventType::Call
            | EventType::Visit
            | EventType::Negotiate
            | EventType::Sign
            | EventType::Cooperate
    )
}

/// What a predicate above a noun tells of those in the happening: who does it, with whom.
fn outward(stand: Stand) -> bool {
    matches!(stand, Stand::Topic | Stand::Subject | Stand::Agent | Stand::Partner)
}

/// The voice in which the trigger is told; 攻撃を受ける is as passive as 攻撃される.
fn voice(
    context: &Context<'_, '_>,
    tree: &Tree<'_>,
    trigger: &Trigger<'_>,
    frame: &Frame,
    part: ChunkId,
) -> Voice {
    let Some(tense) = frame.tense else { return Voice::Active };
    let undergo = &context.language.event.undergo;
    if trigger.form == Form::Nominal {
        let undergone = undergo.iter().any(|verb| *verb == tree.head(tense).lemma);
        return if undergone && part == tense { Voice::Passive } else { Voice::Active };
    }
    let own = part == trigger.chunk;
    let form = tree.chunk(tense).predicate.filter(|_| own);
    form.map_or(Voice::Active, |form| form.voice)
}

/// The names that depend on a chunk. Where a clause has a subject, its topic is somebody else: the
/// one who reports it.
pub(super) fn standings<'a>(
    context: &Context<'a, '_>,
    tree: &Tree<'_>,
    trigger: &Trigger<'_>,
    part: ChunkId,
) -> Vec<Standing<'a>> {
    let dependents = tree.dependents(part).iter().copied();
    let dependents = dependents.filter(|id| tree.chunk(*id).predicate.is_none());
    let subjects =
        |id: ChunkId| tree.dependents(id).iter().any(|it| tree.relation(*it) == Relation::Subject);
    // …は、AがBし、Cしたと述べた: whoever says it, A did it.
    let quoted = tree.relation(part) == Relation::Quote;
    let joined =
        tree.dependents(part).iter().copied().filter(|id| tree.relation(*id) == Relation::Clause);
    let subject = subjects(part) || quoted && joined.into_iter().any(subjects);
    dependents
        .filter(|id| *id != trigger.chunk)
        .filter_map(|id| stand::of(context, tree, id))
        .filter(|standing| !(subject && standing.stand == Stand::Topic))
        .filter(|standing| !reports(context, tree, part, standing))
        .filter(|standing| !begins_frame(context, tree, standing))
        .filter(|standing| {
            // 記者団に対し…殺害されたと: not by whom.
            let passive = tree.chunk(part).predicate.is_some_and(|it| it.voice == Voice::Passive);
            let towards = tree.relation(standing.chunk) == Relation::Compound;
            !(passive && towards && standing.stand == Stand::Recipient)
        })
        .map(|mut standing| {
            // A社と、B社の社長が訪れた: と before the subject joins it to the subject.
            let later =
                |id: &ChunkId| *id > standing.chunk && tree.relation(*id) == Relation::Subject;
            let joins = !trigger.symmetric
                && standing.stand == Stand::Partner
                && tree.dependents(part).iter().any(later);
            if joins {
                standing.stand = Stand::Subject;
            }
            standing
        })
        .collect()
}

/// AとBによると: a list that leads elsewhere may look like a partner.
fn begins_frame(context: &Context<'_, '_>, tree: &Tree<'_>, standing: &Standing<'_>) -> bool {
    let next = standing.chunk + 1;
    standing.stand == Stand::Partner
        && tree.syntax.chunks.get(next as usize).is_some_and(|chunk| {
            chunk.relation == Relation::Compound
                && context.cast.within(chunk.span).next().is_some()
                && stand::of(context, tree, next).is_none()
        })
}

/// Whether a topic of a reported clause is the medium that reports it.
fn reports(
    context: &Context<'_, '_>,
    tree: &Tree<'_>,
    part: ChunkId,
    standing: &Standing<'_>,
) -> bool {
    if !matches!(standing.stand, Stand::Topic | Stand::Subject) {
        return false;
    }
    let medium = |mention: &Mention| context.cast.entity(mention).kind == EntityType::Organization;
    if !standing.mentions.iter().any(|mention| medium(mention)) {
        return false;
    }
    let mut current = part;
    for _ in 0..acting::REACH {
        let chunk = tree.chunk(current);
        let Some(next) = chunk.governor else { return false };
        let reporting = &context.language.event.reporting;
        if reporting.iter().any(|verb| *verb == tree.head(next).lemma) {
            return true;
        }
        current = next;
    }
    false
}

/// Adds the names of a standing that take part.
fn add(
    context: &Context<'_, '_>,
    trigger: &Trigger<'_>,
    voice: Voice,
    standing: &Standing<'_>,
    found: &mut Vec<ParticipantDraft>,
) {
    for mention in &standing.mentions {
        if !takes_part(context, trigger, standing.stand, mention) {
            continue;
        }
        let office = context.cast.entity(mention).kind == EntityType::Organization;
        // 警察に逮捕: a body does not suffer what bodies do.
        let by = trigger.kind == EventType::Detain && standing.stand == Stand::Recipient && office;
        let voice = if by { Voice::Passive } else { voice };
        let Some(role) = role(trigger, standing.stand, voice) else { continue };
        for draft in drafts(context, mention, role) {
            if !found.iter().any(|it| it.entity == draft.entity) {
                found.push(draft);
            }
        }
    }
}

/// Whether somebody of this kind can stand there.
fn takes_part(
    context: &Context<'_, '_>,
    trigger: &Trigger<'_>,
    stand: Stand,
    mention: &Mention,
) -> bool {
    let kind = context.cast.entity(mention).kind;
    let place = kind == EntityType::Place;
    let office = mention.form == MentionForm::Role
        && matches!(trigger.kind, EventType::Appoint | EventType::Resign)
        && !matches!(stand, Stand::Topic | Stand::Subject);
    let destination = is_destination(trigger.kind)
        && kind != EntityType::Person
        && matches!(stand, Stand::Recipient | Stand::Object | Stand::Compound);
    let addressee = trigger.symmetric && stand == Stand::Recipient && kind != EntityType::Person;
    let contest = trigger.kind == EventType::Appoint
        && stand == Stand::Compound
        && kind != EntityType::Person;
    !(place || office || destination || addressee || contest)
}

/// Whether a happening has a destination rather than a place.
pub(super) fn is_destination(kind: EventType) -> bool {
    matches!(kind, EventType::Visit | EventType::Invite)
}

/// What is done to the one whose name stands before its noun: Aの逮捕.
fn suffered(kind: EventType) -> bool {
    matches!(kind, EventType::Detain | EventType::Release | EventType::Expel)
}

/// What is done to the one whose name stands in its compound: A攻撃.
fn aimed(kind: EventType) -> bool {
    suffered(kind)
        || matches!(
            kind,
            EventType::Attack
                | EventType::Aid
                | EventType::Sanction
                | EventType::Ease
                | EventType::Accuse
                | EventType::Praise
                | EventType::Invite
        )
}

/// What one does without another: no object takes part in it.
fn intransitive(kind: EventType) -> bool {
    matches!(kind, EventType::Legislate | EventType::Sign | EventType::Agree | EventType::Protest)
}

fn role(trigger: &Trigger<'_>, stand: Stand, voice: Voice) -> Option<ParticipantRole> {
    use ParticipantRole::{Actor, Participant, Recipient};
    let kind = trigger.kind;
    if trigger.symmetric {
        return match stand {
            Stand::Place => (kind == EventType::War).then_some(Participant),
            Stand::Object => None,
            _ => Some(Participant),
        };
    }
    let passive = voice == Voice::Passive;
    Some(match stand {
        Stand::Topic | Stand::Subject if passive => Recipient,
        Stand::Recipient if passive => Actor,
        Stand::Topic | Stand::Subject | Stand::Agent => Actor,
        Stand::Owner if suffered(kind) => Recipient,
        Stand::Owner => Actor,
        Stand::Compound if aimed(kind) => Recipient,
        Stand::Compound if kind == EventType::Join => Recipient,
        Stand::Compound if is_destination(kind) => return None,
        Stand::Compound => Actor,
        Stand::Object if intransitive(kind) || passive => return None,
        Stand::Object | Stand::Recipient => Recipient,
        Stand::Partner if intransitive(kind) => Actor,
        Stand::Partner => Recipient,
        Stand::Place => return None,
    })
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

/// Where persons take part, their countries only tell where they come from.
pub(super) fn prefer_persons(context: &Context<'_, '_>, found: &mut Vec<ParticipantDraft>) {
    let kind = |draft: &ParticipantDraft| draft.entity.map(|at| context.cast.entities[at].kind);
    let persons = found.iter().filter(|draft| kind(draft) == Some(EntityType::Person)).count();
    if persons >= 2 {
        found.retain(|draft| !matches!(kind(draft), Some(EntityType::Country | EntityType::Group)));
    }
}
