//! Who takes part.

use keii_model::{EntityType, EventType, ParticipantRole, Span, Status};
use keii_syntax::{ChunkId, Relation, Voice};

use super::Context;
use super::acting;
use super::frame::Frame;
use super::leaders;
use super::role::{invited, role, takes_part};
use super::stand::{self, Stand, Standing};
use super::tree::Tree;
use super::trigger::{Form, Trigger};
use crate::draft::{EntityIndex, Mention, MentionForm, ParticipantDraft};

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
    // Whether the clause names whom it is about, in whatever part.
    let mut led = false;
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
            // 米国による制裁を受けた: whom it was done to, beside who did it.
            let suffers = voice == Voice::Passive
                && matches!(standing.stand, Stand::Topic | Stand::Subject)
                && found.iter().all(|it| it.role != ParticipantRole::Recipient);
            let open = open || suffers;
            // 野党からの出馬要請: who asks is not who does it.
            if part == trigger.chunk && standing.stand == Stand::Agent && trigger.glued {
                continue;
            }
            if own && !of_name || !own && open {
                led |= own && matches!(standing.stand, Stand::Topic | Stand::Subject);
                add(context, trigger, voice, &standing, &mut found);
            }
        }
    }
    if parties(&found) < wanted && trigger.kind != EventType::War && !asked && !led {
        let told = if trigger.form == Form::Nominal { frame.tense } else { None };
        let part = told.unwrap_or(trigger.chunk);
        let voice = voice(context, tree, trigger, frame, part);
        let standing = acting::acting(context, tree, trigger, frame)
            .or_else(|| acting::topic_of(context, tree, trigger, frame, carried));
        if let Some(standing) = standing {
            add(context, trigger, voice, &standing, &mut found);
        }
    }
    if let Some(asked) = frame.asked {
        found = invited_by(context, tree, trigger, asked);
    }
    if found.is_empty() && status == Status::Agreed {
        found = agreeing(context, trigger);
    }
    not_who_tells(context, trigger, &mut found);
    found.sort_by_key(|it| it.span.map(|span| span.start));
    leaders::leaders(context, trigger, &mut found);
    prefer_persons(context, &mut found);
    found
}

/// BをCへの訪問に招いた: whoever is invited goes, to whoever invites.
fn invited_by(
    context: &Context<'_, '_>,
    tree: &Tree<'_>,
    trigger: &Trigger<'_>,
    asked: ChunkId,
) -> Vec<ParticipantDraft> {
    let mut found = Vec::new();
    for standing in standings(context, tree, trigger, asked) {
        let role = match standing.stand {
            Stand::Recipient | Stand::Object => ParticipantRole::Actor,
            Stand::Topic | Stand::Subject => ParticipantRole::Recipient,
            _ => continue,
        };
        let people = standing.mentions.iter().filter(|mention| {
            role == ParticipantRole::Recipient
                || context.cast.entity(mention).kind == EntityType::Person
        });
        found.extend(people.flat_map(|mention| drafts(context, mention, role)));
    }
    found
}

/// Those who agreed to do it, where nobody else is said to do it.
fn agreeing(context: &Context<'_, '_>, trigger: &Trigger<'_>) -> Vec<ParticipantDraft> {
    let Some(agreed) = context.agreed(trigger.span) else { return Vec::new() };
    let role =
        if trigger.symmetric { ParticipantRole::Participant } else { ParticipantRole::Actor };
    let draft = |&entity: &EntityIndex| ParticipantDraft {
        entity: Some(entity),
        span: context.named_near(entity, trigger.span.start),
        role,
    };
    agreed.parties.iter().map(draft).collect()
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
        let body = context.cast.entity(subject).kind;
        let role = role(trigger, Stand::Subject, Voice::Active, body);
        found.extend(role.into_iter().flat_map(|role| drafts(context, subject, role)));
    }
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
    // Aは、Bは…すべきだと述べた: of two topics the nearer is who does it.
    let named_topic = |id: &ChunkId| {
        tree.relation(*id) == Relation::Topic
            && stand::of(context, tree, *id).is_some_and(|found| found.stand == Stand::Topic)
    };
    let nearest = tree.dependents(part).iter().copied().rfind(named_topic);
    dependents
        .filter(|id| *id != trigger.chunk)
        .filter_map(|id| stand::of(context, tree, id))
        .filter(|standing| !(subject && standing.stand == Stand::Topic))
        .filter(|standing| {
            let topic = tree.relation(standing.chunk) == Relation::Topic;
            !(topic && standing.stand == Stand::Topic)
                || nearest.is_none_or(|it| it == standing.chunk)
        })
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
            if !trigger.symmetric && standing.stand == Stand::Partner {
                standing.stand = beside(context, tree, part, standing.chunk);
            }
            standing
        })
        .collect()
}

/// What と makes of a name where nobody does it *with* somebody: an equal of the name right behind
/// it (AとBを批判した); else one who does it too (Aと合同で逮捕した).
fn beside(context: &Context<'_, '_>, tree: &Tree<'_>, part: ChunkId, chunk: ChunkId) -> Stand {
    let subject = |id: &ChunkId| *id > chunk && tree.relation(*id) == Relation::Subject;
    if tree.dependents(part).iter().any(subject) {
        return Stand::Subject;
    }
    let next = tree.dependents(part).iter().copied().find(|id| *id > chunk);
    let next = next.and_then(|id| stand::of(context, tree, id)).map(|next| next.stand);
    next.filter(|next| matches!(next, Stand::Object | Stand::Recipient)).unwrap_or(Stand::Subject)
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
        let body = context.cast.entity(mention).kind;
        let Some(role) = role(trigger, standing.stand, voice, body) else { continue };
        for draft in drafts(context, mention, role) {
            if !found.iter().any(|it| it.entity == draft.entity) {
                found.push(draft);
            }
        }
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

/// Where persons take part, their countries only tell where they come from.
pub(super) fn prefer_persons(context: &Context<'_, '_>, found: &mut Vec<ParticipantDraft>) {
    let kind = |draft: &ParticipantDraft| draft.entity.map(|at| context.cast.entities[at].kind);
    let persons = found.iter().filter(|draft| kind(draft) == Some(EntityType::Person)).count();
    if persons >= 2 {
        found.retain(|draft| !matches!(kind(draft), Some(EntityType::Country | EntityType::Group)));
    }
}
