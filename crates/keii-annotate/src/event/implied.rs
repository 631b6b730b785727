//! Who takes part by what is told around it: those invited, those who agreed; never who merely tells.

use keii_model::{EntityType, EventType, Modality, ParticipantRole, Span, SpeakerHow};
use keii_syntax::{ChunkId, Pos, Relation, Voice};

use super::Context;
use super::argument::standings;
use super::participant::drafts;
use super::role::role;
use super::stand::{self, Stand};
use super::tree::Tree;
use super::trigger::Trigger;
use crate::draft::{EntityIndex, EventDraft, Mention, ParticipantDraft, SpeakerDraft, SpeechDraft};
use crate::encounter;

/// BをCへの訪問に招いた: whoever is invited goes, to whoever invites.
pub(super) fn invited(
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
pub(super) fn agreeing(context: &Context<'_, '_>, trigger: &Trigger<'_>) -> Vec<ParticipantDraft> {
    match context.agreed(trigger.span) {
        Some(agreed) => agreed.parties.iter().map(|it| agrees(context, trigger, *it)).collect(),
        None => agreed_on(context, trigger),
    }
}

/// Those who say together that they agree on it, or that they do.
pub(super) fn agreed_on(context: &Context<'_, '_>, trigger: &Trigger<'_>) -> Vec<ParticipantDraft> {
    let told = || context.telling(trigger.span).map(|at| &context.speech[at]);
    let settled = context.said_with(trigger.span).filter(|_| trigger.kind == EventType::Agree);
    let agreed = |it: &&SpeechDraft| it.modality == Some(Modality::Agree);
    let said = settled.or_else(|| told().filter(agreed)).filter(|it| it.speakers.len() > 1);
    let speakers = said.map_or(&[][..], |said| &said.speakers);
    speakers.iter().filter_map(|it| Some(agrees(context, trigger, it.entity?))).collect()
}

/// AはBと会談し、交流の拡大で一致した: those who met, of whom one is told to agree.
pub(super) fn met(
    context: &Context<'_, '_>,
    trigger: &Trigger<'_>,
    one: EntityIndex,
) -> Vec<ParticipantDraft> {
    if trigger.kind != EventType::Agree {
        return Vec::new();
    }
    let at = (trigger.span.start, one);
    let met = encounter::of(context.page, context.cast, context.encounters, at);
    let parties = met.map_or(&[][..], |met| met.parties());
    let draft = |it: &&Mention| drafts(context, it, ParticipantRole::Participant);
    parties.iter().flat_map(draft).collect()
}

/// AはBと会談し、協議を打ち切る意向を伝えた, AはBに…と通告した: of talks that one speaks of to the other, both, where nobody else is told.
pub(super) fn told_to(context: &Context<'_, '_>, trigger: &Trigger<'_>) -> Vec<ParticipantDraft> {
    let talks = matches!(trigger.kind, EventType::Meet | EventType::Negotiate);
    let told = context.telling(trigger.span).filter(|_| talks && trigger.symmetric);
    let Some(said) = told.map(|at| &context.speech[at]) else { return Vec::new() };
    let meant =
        matches!(said.modality, Some(Modality::Plan | Modality::Reject | Modality::Promise));
    let [speaker] = said.speakers.as_slice() else { return Vec::new() };
    let (Some(one), true) = (speaker.entity, meant) else { return Vec::new() };
    let draft = |at: EntityIndex| ParticipantDraft {
        entity: Some(at),
        span: context.named_near(at, trigger.span.start),
        role: ParticipantRole::Participant,
    };
    let at = (trigger.span.start, one);
    let met = encounter::of(context.page, context.cast, context.encounters, at);
    let parties = met.map_or(&[][..], |met| met.parties());
    let here =
        |it: &&&Mention| context.page.sentence_at(it.span.start) == context.page.sentence_at(at.0);
    let met: Vec<EntityIndex> = parties.iter().filter(here).map(|it| it.entity).collect();
    let addressed = said.addressee.and_then(|span| context.cast.within(span).last());
    let addressed = addressed.filter(|it| it.entity != one).map(|it| vec![one, it.entity]);
    addressed.unwrap_or(met).into_iter().map(draft).collect()
}

fn agrees(context: &Context<'_, '_>, trigger: &Trigger<'_>, at: EntityIndex) -> ParticipantDraft {
    let role =
        if trigger.symmetric { ParticipantRole::Participant } else { ParticipantRole::Actor };
    ParticipantDraft { entity: Some(at), span: context.named_near(at, trigger.span.start), role }
}

/// Whoever tells what others do takes no part in it: where the reported words have a subject of
/// their own, the speaker outside of them is replaced by it.
pub(super) fn not_who_tells(
    context: &Context<'_, '_>,
    tree: &Tree<'_>,
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
        context.language.event.subject.all().any(|particle| behind.starts_with(particle))
            && !is_of_noun(tree, mention, trigger)
    });
    let tells = |draft: &ParticipantDraft| {
        said.speakers.iter().chain(&said.via).any(|speaker| speaker.entity == draft.entity)
            && draft.span.is_some_and(|span| !content.contains(span))
    };
    // メディアは、両首脳が会談すると報じた: two are those who meet, and not whoever tells of it.
    if trigger.symmetric && found.iter().any(|it| is_pair(context, content, it)) {
        found.retain(|draft| !tells(draft));
        return;
    }
    let Some(subject) = subject else {
        // A氏は、この合意は努力によって達成されたと述べた: nothing was done to A.
        let suffers = |it: &ParticipantDraft| it.role == ParticipantRole::Recipient && tells(it);
        if has_own_topic(tree, content, trigger) {
            found.retain(|draft| !suffers(draft));
        }
        if trigger.symmetric && is_of_noun_told(tree, content, trigger) {
            found.retain(|draft| !(tells(draft) && speaks_for_others(context, draft)));
        }
        // A氏は、両国の首脳が…ことで合意したと述べた: people without a name did.
        if let Some(span) = people_before(context, tree, content, trigger)
            && found.iter().any(tells)
        {
            found.retain(|draft| !tells(draft));
            let body = EntityType::Person;
            let role = role(trigger, Stand::Subject, Voice::Active, body);
            let new = |role| ParticipantDraft { entity: None, span: Some(span), role };
            found.extend(role.map(new));
        }
        return;
    };
    if found.iter().any(tells) {
        found.retain(|draft| !tells(draft));
        let body = context.cast.entity(subject).kind;
        let role = role(trigger, Stand::Subject, Voice::Active, body);
        let new = role.into_iter().flat_map(|role| drafts(context, subject, role));
        let new: Vec<_> =
            new.filter(|it| found.iter().all(|had| had.entity != it.entity)).collect();
        found.extend(new);
    }
}

/// Whether a word for two of reported words takes part (両首脳).
fn is_pair(context: &Context<'_, '_>, content: Span, draft: &ParticipantDraft) -> bool {
    let words = draft.span.filter(|span| content.contains(*span));
    let group = words.and_then(|span| context.language.group.get(span.of(context.page.text())));
    group.is_some_and(|it| it.field("size") == Some("2"))
}

/// Whether it is a body or its speaker, of whom others meet.
fn speaks_for_others(context: &Context<'_, '_>, draft: &ParticipantDraft) -> bool {
    let Some(entity) = draft.entity.map(|at| &context.cast.entities[at]) else { return false };
    let level = |title: &str| context.language.title.get(title).and_then(|it| it.field("level"));
    let speaker = |title: &str| level(title) == Some("spokesperson");
    entity.kind == EntityType::Organization || entity.roles.iter().any(|role| speaker(&role.title))
}

/// 大統領府は、署名式の|日程は調整中だとした: whether reported words are about a noun that only tells of a happening; a body that
/// reports it takes no part.
fn is_of_noun_told(tree: &Tree<'_>, content: Span, trigger: &Trigger<'_>) -> bool {
    let genitive = tree.relation(trigger.chunk) == Relation::Genitive;
    let noun = tree.chunk(trigger.chunk).governor.filter(|_| genitive);
    noun.is_some_and(|id| {
        let leads = matches!(tree.relation(id), Relation::Topic | Relation::Subject);
        leads && content.contains(tree.chunk(id).span)
    })
}

/// 甲国が示した|停戦案を受け入れる: whether somebody is the subject of a clause that only tells of a noun before the trigger.
fn is_of_noun(tree: &Tree<'_>, mention: &Mention, trigger: &Trigger<'_>) -> bool {
    let tokens = &tree.syntax.tokens;
    let last = tokens.partition_point(|token| token.span.start < mention.phrase.end);
    let own = last.checked_sub(1).and_then(|at| tree.chunk_of(at));
    let clause = own.and_then(|id| tree.chunk(id).governor);
    let clause = clause.filter(|id| {
        tree.relation(*id) == Relation::Adnominal && tree.chunk(*id).predicate.is_some()
    });
    let noun = clause.and_then(|id| tree.chunk(id).governor);
    noun.is_some_and(|id| id < trigger.chunk && tree.head(id).pos != Pos::FormalNoun)
}

/// Whether reported words have a topic of their own before a trigger.
fn has_own_topic(tree: &Tree<'_>, content: Span, trigger: &Trigger<'_>) -> bool {
    let chunks = (0..trigger.chunk).zip(&tree.syntax.chunks);
    let mut inside = chunks.filter(|(_, chunk)| content.contains(chunk.span));
    inside.any(|(id, _)| tree.relation(id) == Relation::Topic && tree.head(id).pos.is_nominal())
}

/// The subject without a name that stands in reported words before a trigger, outside of clauses that only
/// tell of a noun.
fn people_before(
    context: &Context<'_, '_>,
    tree: &Tree<'_>,
    content: Span,
    trigger: &Trigger<'_>,
) -> Option<Span> {
    let functional = &context.language.event.functional;
    let chunks = (0..trigger.chunk).zip(&tree.syntax.chunks);
    let inside = chunks.filter(|(_, chunk)| content.contains(chunk.span));
    let mut subjects = inside.filter_map(|(id, chunk)| {
        let clause = chunk.governor.filter(|it| tree.relation(*it) == Relation::Adnominal);
        let clause = clause.filter(|it| !tree.is_headed_by(*it, functional));
        let noun = clause.and_then(|it| tree.chunk(it).governor);
        let of_noun = noun.is_some_and(|it| tree.head(it).pos != Pos::FormalNoun);
        stand::unnamed(context, tree, id).filter(|(stand, _)| *stand == Stand::Subject && !of_noun)
    });
    subjects.next_back().map(|(_, span)| span)
}

/// 「見直しを求めた」と述べた: who says so in his own words did it.
pub(super) fn speaking(context: &Context<'_, '_>, trigger: &Trigger<'_>) -> Vec<ParticipantDraft> {
    let own = super::nature::speech_act(trigger.kind)
        && context.page.quotation_around(trigger.span).is_some();
    let Some(at) = context.telling(trigger.span).filter(|_| own) else { return Vec::new() };
    let draft = |speaker: EntityIndex| ParticipantDraft {
        entity: Some(speaker),
        span: context.named_near(speaker, trigger.span.start),
        role: ParticipantRole::Actor,
    };
    context.speech[at].speakers.iter().filter_map(|it| it.entity).map(draft).collect()
}

/// …と発表した: whoever is read to say it, where the words around the verb name nobody.
pub(super) fn saying(context: &Context<'_, '_>, trigger: &Trigger<'_>) -> Vec<ParticipantDraft> {
    let says = trigger.kind == EventType::Speak || super::nature::speech_act(trigger.kind);
    let Some(said) = context.said_with(trigger.span).filter(|_| says) else { return Vec::new() };
    // A紙によると、…と呼びかけた: a paper that is quoted for it did not do it.
    let medium = |at: EntityIndex| {
        context.language.is_body_of_kind(&context.cast.entities[at].name, "media")
    };
    let quoted = |it: &SpeakerDraft| it.how == SpeakerHow::Frame && it.entity.is_some_and(medium);
    let known = said.speakers.iter().filter(|it| it.entity.is_some() && !quoted(it));
    let draft = |speaker: &SpeakerDraft| ParticipantDraft {
        entity: speaker.entity,
        span: speaker.span,
        role: ParticipantRole::Actor,
    };
    known.map(draft).collect()
}

/// 保健省は、患者が100人となったことを発表した: whoever stands in what is said did not say it, where it is told who did.
pub(super) fn not_of_what_is_said(
    context: &Context<'_, '_>,
    trigger: &Trigger<'_>,
    found: &mut Vec<ParticipantDraft>,
) {
    let says = matches!(trigger.kind, EventType::Speak | EventType::Accuse);
    let Some(said) = context.said_with(trigger.span).filter(|_| says) else { return };
    let acts = |it: &&ParticipantDraft| it.role == ParticipantRole::Actor;
    let told = |it: &ParticipantDraft| {
        it.span.is_some_and(|span| said.content.iter().any(|content| content.contains(span)))
    };
    let explicit = |it: &SpeakerDraft| it.how == SpeakerHow::Explicit && it.entity.is_some();
    // 島を甲国が「所有する」と述べた: nor does the subject of the words in marks.
    let speaks = |it: &ParticipantDraft| {
        it.entity.is_some() && said.speakers.iter().any(|by| by.entity == it.entity)
    };
    let verbatim = said.kind == keii_model::AttributionType::Direct;
    let apart = |it: &ParticipantDraft| told(it) || verbatim && !speaks(it);
    let other = found.iter().filter(acts).all(apart) && said.speakers.iter().all(explicit);
    if other && !saying(context, trigger).is_empty() {
        found.retain(|it| it.role != ParticipantRole::Actor);
    }
}

/// 停戦案に同意すると伝えた: whoever says that it is accepted accepts it, where nobody else is said to.
pub(super) fn accepting(
    context: &Context<'_, '_>,
    tree: &Tree<'_>,
    trigger: &Trigger<'_>,
) -> Vec<ParticipantDraft> {
    let chunk = tree.chunk(trigger.chunk);
    let open =
        |it: keii_syntax::PredicateForm| !it.past && !it.negated && it.voice == Voice::Active;
    let accepts = trigger.is_marked("accept") && chunk.predicate.is_some_and(open);
    let said = context.telling(trigger.span).filter(|_| accepts).map(|at| &context.speech[at]);
    // What it depends on is the word of saying, and whoever leads it stands outside of what is said.
    let above = chunk.governor.map(|id| tree.chunk(id).span);
    let said = said.filter(|said| {
        let inside = |span: Span| said.content.iter().any(|content| content.contains(span));
        let own = tree.dependents(trigger.chunk).iter().any(|id| {
            matches!(tree.relation(*id), Relation::Subject | Relation::Topic)
                && inside(tree.chunk(*id).span)
        });
        !own && said.cue.zip(above).is_some_and(|(cue, above)| cue.overlaps(above))
    });
    let draft = |speaker: &SpeakerDraft| ParticipantDraft {
        entity: speaker.entity,
        span: speaker.span,
        role: ParticipantRole::Actor,
    };
    let speakers = said.map_or(&[][..], |said| &said.speakers);
    speakers.iter().filter(|it| it.span.is_some()).map(draft).collect()
}

/// 「停戦に合意した」と書いた: who writes so of what takes two need not be one of them.
pub(super) fn not_alone(
    context: &Context<'_, '_>,
    trigger: &Trigger<'_>,
    found: &mut Vec<ParticipantDraft>,
) {
    use keii_model::EventType::{Agree, Ceasefire, Sign, War};
    let two = matches!(trigger.kind, Agree | Ceasefire | Sign | War);
    let Some(quotation) = context.page.quotation_around(trigger.span).filter(|_| two) else {
        return;
    };
    let span = context.page.quotations[quotation].span;
    let outside = |it: &ParticipantDraft| it.span.is_some_and(|told| !span.contains(told));
    if found.len() == 1 && found.iter().all(outside) {
        found.clear();
    }
}

/// Bと電話で会談し、自制を求めた: whoever one met or called is asked.
pub(super) fn spoken_to(
    context: &Context<'_, '_>,
    tree: &Tree<'_>,
    trigger: &Trigger<'_>,
) -> Vec<ParticipantDraft> {
    let met = |id: &ChunkId| {
        let next = *id < trigger.chunk && tree.relation(*id) == Relation::Clause;
        let words = tree.chunk(*id).span.of(context.page.text());
        let meetings = &context.language.event.meetings;
        next && meetings.iter().any(|word| words.contains(word.as_str()))
    };
    let Some(clause) = tree.dependents(trigger.chunk).iter().copied().rfind(met) else {
        return Vec::new();
    };
    let beside = tree.dependents(clause).iter();
    let partners = beside.filter_map(|id| stand::of(context, tree, *id));
    let partners = partners.filter(|standing| standing.stand == Stand::Partner);
    let draft = |mention| drafts(context, mention, ParticipantRole::Recipient);
    partners.flat_map(|standing| standing.mentions).flat_map(draft).collect()
}

/// The two countries told of last, for a meeting that is said to follow (次の協議).
pub(super) fn of_last(
    context: &Context<'_, '_>,
    tree: &Tree<'_>,
    trigger: &Trigger<'_>,
    last: Option<&EventDraft>,
) -> Vec<ParticipantDraft> {
    let follows = |id: &ChunkId| {
        let words = &context.language.event.successors;
        words.hold(&tree.head(*id).lemma)
    };
    let next = trigger.needs("again") || tree.dependents(trigger.chunk).iter().any(follows);
    last.filter(|_| next).map_or_else(Vec::new, |last| last.participants.clone())
}

/// B氏も応じると発表した: whoever is named in what is said does not say it.
pub(super) fn leave_reported(context: &Context<'_, '_>, draft: &mut EventDraft) {
    let acts = |it: &ParticipantDraft| it.role == ParticipantRole::Actor;
    if draft.kind != EventType::Speak || draft.participants.iter().filter(|it| acts(it)).count() < 2
    {
        return;
    }
    let Some(said) = context.said_with(draft.trigger) else { return };
    let reported = |span: Span| said.content.iter().any(|content| content.contains(span));
    draft.participants.retain(|it| !acts(it) || !it.span.is_some_and(reported));
}
