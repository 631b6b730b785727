//! Who takes part.

use keii_model::{EntityType, EventType, ParticipantRole, Status};
use keii_syntax::{ChunkId, Pos, Relation, Voice};

use super::Context;
use super::argument::standings;
use super::frame::Frame;
use super::progress::Ground;
use super::role::{invited, role, takes_part};
use super::stand::{self, Stand, Standing};
use super::tree::Tree;
use super::trigger::{Form, Trigger};
use super::{about, acting, argument, company, implied, leaders, passive, plain, unnamed};
use crate::draft::{Mention, MentionForm, ParticipantDraft};
use crate::mention::owners;

/// Those who take part in what a trigger tells, in order of mention.
pub(super) fn of(
    ground: &Ground<'_, '_>,
    status: Status,
    carried: &[&Mention],
) -> Vec<ParticipantDraft> {
    let Ground { context, tree, trigger, frame, .. } = ground;
    if trigger.needs("place") {
        return Vec::new();
    }
    if let Some(asked) = frame.asked {
        return implied::invited(context, tree, trigger, asked);
    }
    let mut found = Vec::new();
    // 停戦を求める: whoever asks for it need not be a party.
    let asked = matches!(status, Status::Proposed | Status::Possible) && !invited(trigger.kind);
    let Gathered { led, partners } = gather(ground, asked, &mut found);
    // BやCと会談した: two with whom one met are not all who met.
    let partners = partners && trigger.symmetric && trigger.form == Form::Verbal;
    let lacking = (parties(&found) < wanted(trigger) || partners) && !has_another(ground);
    if lacking && !asked && !led && !frame.cause {
        let told = if trigger.form == Form::Nominal { frame.tense } else { None };
        let voice = voice(context, tree, trigger, frame, told.unwrap_or(trigger.chunk));
        let standing = acting::acting(context, tree, trigger, frame, !found.is_empty())
            .or_else(|| acting::topic_of(context, tree, trigger, frame, carried));
        if let Some(standing) =
            standing.filter(|_| trigger.kind != EventType::War || trigger.form == Form::Verbal)
        {
            add(context, trigger, voice, &standing, &mut found);
        }
    }
    let displaced = acting::displaced(context, tree, trigger);
    if let Some(standing) = displaced.filter(|_| found.is_empty() && !frame.cause) {
        add(context, trigger, Voice::Active, &standing, &mut found);
    }
    if found.is_empty() {
        found.extend(passive::suffering(ground));
    }
    unnamed::add_shared(ground, asked, &mut found);
    add_speaker(ground, &mut found);
    if found.is_empty() && status == Status::Agreed {
        found = implied::agreeing(context, trigger);
    }
    company::add_told_to(ground, &mut found);
    if parties(&found) < 2 && trigger.symmetric {
        let last = implied::of_last(context, tree, trigger, ground.last);
        found = if last.is_empty() { found } else { last };
        company::add_agreeing(ground, &mut found);
    }
    company::add_asked(ground, &mut found);
    asked_pair(ground, status, &mut found);
    mutual(ground, &mut found);
    implied::not_who_tells(context, tree, trigger, &mut found);
    implied::not_alone(context, trigger, &mut found);
    found.sort_by_key(|it| it.span.map(|span| span.start));
    leaders::only_of_which(context, &mut found);
    leaders::leaders(context, trigger, &mut found);
    prefer_persons(context, &mut found);
    found
}

/// 前任者が署名した協定を: whether it is told in passing of a subject of its own, so that nobody else does it.
pub(super) fn is_closed(ground: &Ground<'_, '_>) -> bool {
    let Ground { tree, trigger, .. } = ground;
    let subject = |id: &ChunkId| {
        tree.relation(*id) == Relation::Subject
            && !matches!(tree.head(*id).pos, Pos::FormalNoun | Pos::Pronoun)
    };
    trigger.form == Form::Verbal
        && plain::is_passing(ground)
        && tree.dependents(trigger.chunk).iter().any(subject)
}

/// 選手は検査を受け、胃がんが見つかった: whether somebody else does it, or it happens to a thing, which is nobody's doing.
fn has_another(ground: &Ground<'_, '_>) -> bool {
    let Ground { context, tree, trigger, .. } = ground;
    let of_thing = trigger.kind == EventType::Other
        && trigger.form == Form::Verbal
        && unnamed::has_nameless(context, tree, trigger, trigger.chunk)
        && !unnamed::is_reflexive(context, tree, trigger.chunk);
    // 法案が否決されたことを受け: it was done to the thing, whoever leads the sentence.
    let noun = tree.chunk(trigger.chunk).governor.map(|id| tree.head(id).pos);
    let inside =
        tree.relation(trigger.chunk) == Relation::Adnominal && noun == Some(Pos::FormalNoun);
    let suffered = inside
        && trigger.form == Form::Verbal
        && tree.chunk(trigger.chunk).predicate.is_some_and(|form| form.voice == Voice::Passive)
        && unnamed::has_nameless(context, tree, trigger, trigger.chunk);
    of_thing || suffered || is_closed(ground)
}

/// Adds who says it, where nobody is said to do it.
fn add_speaker(ground: &Ground<'_, '_>, found: &mut Vec<ParticipantDraft>) {
    let Ground { context, tree, trigger, .. } = ground;
    let done = |found: &[ParticipantDraft]| {
        found.iter().any(|it| it.role == ParticipantRole::Actor) || trigger.form != Form::Verbal
    };
    if trigger.form == Form::Verbal {
        implied::not_of_what_is_said(context, trigger, found);
    }
    if !done(found) {
        found.extend(implied::speaking(context, trigger));
    }
    if !done(found) {
        found.extend(implied::saying(context, trigger));
    }
    if !done(found) {
        found.extend(implied::accepting(context, tree, trigger));
    }
}

/// 双方に交渉の再開を求めた: two are to do it together, and not whoever asks them to.
fn asked_pair(ground: &Ground<'_, '_>, status: Status, found: &mut Vec<ParticipantDraft>) {
    let Ground { context, tree, trigger, frame, .. } = ground;
    if status != Status::Proposed || !trigger.symmetric {
        return;
    }
    let pair = |id: &ChunkId| {
        let words = tree.head(*id).span.of(context.page.text());
        tree.relation(*id) == Relation::Dative
            && context.language.group.get(words).is_some_and(|it| it.field("size") == Some("2"))
    };
    let asking = frame.path.iter().chain(&frame.tense).copied();
    let mut beside = asking.flat_map(|id| tree.dependents(id).iter().copied());
    let Some(id) = beside.find(pair) else { return };
    if let Some(standing) = stand::of(context, tree, id) {
        found.clear();
        let drafts = |mention| drafts(context, mention, ParticipantRole::Participant);
        found.extend(standing.mentions.into_iter().flat_map(drafts));
    }
}

/// 互いに非難を繰り返した: several do it to each other, those whom the sentence is about or nobody known.
fn mutual(ground: &Ground<'_, '_>, found: &mut Vec<ParticipantDraft>) {
    let Ground { context, tree, trigger, frame, .. } = ground;
    let mutual = |id: &ChunkId| tree.is_headed_by(*id, &context.language.event.mutual);
    let above = tree.chunk(trigger.chunk).governor;
    let mut parts = std::iter::once(trigger.chunk).chain(frame.tense).chain(above);
    if parties(found) > 1 || !parts.any(|part| tree.dependents(part).iter().any(mutual)) {
        return;
    }
    found.clear();
    let all = about::leading(context, tree).filter(|it| it.chunk < trigger.chunk);
    if let Some(standing) = all {
        add(context, trigger, Voice::Active, &standing, found);
    }
    if parties(found) < 2 {
        found.clear();
    }
}

/// How many are looked for beyond the words around the trigger itself.
fn wanted(trigger: &Trigger<'_>) -> usize {
    if trigger.symmetric { 2 } else { 1 }
}

/// Those found who do it, or take part as equals.
pub(super) fn parties(found: &[ParticipantDraft]) -> usize {
    found.iter().filter(|it| it.role != ParticipantRole::Recipient).count()
}

/// What the names around a trigger are like.
struct Gathered {
    /// Whether the clause names whom it is about, in whatever part.
    led: bool,
    /// Whether all of them stand with と.
    partners: bool,
}

/// Adds the names around the trigger.
fn gather(ground: &Ground<'_, '_>, asked: bool, found: &mut Vec<ParticipantDraft>) -> Gathered {
    let Ground { context, tree, trigger, frame, .. } = ground;
    let (mut led, mut partners) = (false, true);
    let compound = in_compound(ground);
    let last = compound.mentions.last();
    let person = last.is_some_and(|last| context.cast.entity(last).kind == EntityType::Person);
    partners &= !add_compound(ground, &compound, found);
    let given = tree.relation(trigger.chunk) == Relation::Object && !trigger.symmetric;
    // 試合後に開かれた会見: what stands beside the clause before the noun tells when, not who.
    let aside =
        |part: &&ChunkId| frame.below.is_none() || tree.chunk(**part).governor != frame.below;
    for &part in frame.parts.iter().filter(aside) {
        let voice = voice(context, tree, trigger, frame, part);
        let own = part == trigger.chunk || frame.own.contains(&part);
        let all: Vec<_> = standings(context, tree, trigger, part).into_iter().collect();
        let led_by =
            all.iter().any(|it| matches!(it.stand, Stand::Topic | Stand::Subject | Stand::Agent));
        for standing in all {
            // ロシアは安保理で拒否権を行使した: the body is where it is said.
            if standing.stand == Stand::Place && led_by && !trigger.symmetric {
                continue;
            }
            if own && passive::is_apart(ground, part, &standing, voice) {
                continue;
            }
            let leads = matches!(standing.stand, Stand::Topic | Stand::Subject);
            let polite = leads && passive::is_polite(ground, part, &standing);
            let voice = if polite { Voice::Active } else { voice };
            // 元X社専務のA氏死去: what stands before the name is said of the name.
            let of_name = person && standing.stand == Stand::Owner;
            // 野党からの出馬要請: who asks is not who does it.
            let asks = part == trigger.chunk && standing.stand == Stand::Agent && trigger.glued;
            // 米国による制裁を受けた: whom it was done to, beside who did it.
            let suffers = voice == Voice::Passive
                && leads
                && found.iter().all(|it| it.role != ParticipantRole::Recipient);
            let helped = trigger.kind == EventType::Aid
                && frame.venue == Some(part)
                && standing.stand == Stand::Object;
            let open = suffers
                || helped
                || given && standing.stand == Stand::Recipient
                // コンゴでは衝突が続き: where a war goes on stands with the verb.
                || trigger.kind == EventType::War && standing.stand == Stand::Place
                || parties(found) < wanted(trigger) && outward(standing.stand) && !asked;
            let standing = taken(ground, standing);
            if (own && !of_name || !own && open) && !asks {
                led |= own && leads;
                let before = found.len();
                add(context, trigger, voice, &standing, found);
                partners &= found.len() == before || standing.stand == Stand::Partner;
            }
        }
    }
    company::add_of_talks(ground, found);
    add_further(ground, found);
    partners &= !unnamed::add(ground, found);
    let part = if trigger.form == Form::Verbal { Some(trigger.chunk) } else { frame.tense };
    let part = part.filter(|_| trigger.form == Form::Verbal || trigger.kind == EventType::Sanction);
    if let Some(part) = part.filter(|_| !trigger.symmetric) {
        for standing in argument::owners(context, tree, trigger, part) {
            add(context, trigger, Voice::Active, &standing, found);
        }
    }
    Gathered { led, partners: partners && !found.is_empty() }
}

/// Adds the names in the compound; whether there are any.
fn add_compound(
    ground: &Ground<'_, '_>,
    compound: &Standing<'_>,
    found: &mut Vec<ParticipantDraft>,
) -> bool {
    if !stands_for_those_beside(ground, compound) {
        add(ground.context, ground.trigger, Voice::Active, compound, found);
    }
    !found.is_empty()
}

/// A氏はB氏と日韓首脳会談を行った: whether the states in the word for a meeting only tell whose leaders those are who meet.
fn stands_for_those_beside(ground: &Ground<'_, '_>, compound: &Standing<'_>) -> bool {
    let Ground { context, tree, trigger, frame, .. } = ground;
    let kind = |mention: &&Mention| context.cast.entity(mention).kind;
    let states = compound.mentions.iter().all(|it| kind(it) == EntityType::Country);
    let partner = |&part: &ChunkId| {
        standings(context, tree, trigger, part).into_iter().any(|it| {
            let person = it.mentions.iter().any(|it| kind(it) == EntityType::Person);
            it.stand == Stand::Partner && person
        })
    };
    trigger.symmetric && states && frame.parts.iter().any(partner)
}

/// The names in the compound of a trigger: those who do it, or towards whom it is done (対米投資).
fn in_compound<'a>(ground: &Ground<'a, '_>) -> Standing<'a> {
    let Ground { context, tree, trigger, .. } = ground;
    let mentions = stand::compound(context, tree, trigger.chunk, trigger.span);
    let towards = mentions.first().is_some_and(|first| {
        let before = &context.page.text()[..first.span.start as usize];
        before.ends_with(context.language.event.towards.as_str())
    });
    let stand = if towards { Stand::Recipient } else { Stand::Compound };
    Standing { stand, chunk: trigger.chunk, mentions }
}

/// How somebody is taken to stand, where the words around say more than the particle.
fn taken<'a>(ground: &Ground<'_, '_>, mut standing: Standing<'a>) -> Standing<'a> {
    let Ground { context, trigger, .. } = ground;
    // 米国の仲介: by whom, where two are between whom.
    if standing.stand == Stand::Owner
        && trigger.kind == EventType::Mediate
        && standing.mentions.len() == 1
    {
        standing.stand = Stand::Agent;
    }
    if is_together(context, trigger, &standing) {
        standing.stand = Stand::Topic;
    }
    standing
}

/// Adds names that hang on the words of what is asked for, agreed upon or talked about.
fn add_further(ground: &Ground<'_, '_>, found: &mut Vec<ParticipantDraft>) {
    let Ground { context, tree, trigger, .. } = ground;
    let asks = trigger.kind == EventType::Demand && trigger.form == Form::Verbal;
    let asked_of = asks.then(|| argument::asked_of(context, tree, trigger)).flatten();
    // Bが停戦を破ったと非難した: who did what one is accused of.
    let accuses = trigger.kind == EventType::Accuse
        && trigger.form == Form::Verbal
        && found.iter().all(|it| it.role != ParticipantRole::Recipient);
    let accused = accuses.then(|| argument::accused(context, tree, trigger)).flatten();
    if let Some(standing) = accused {
        add(context, trigger, Voice::Active, &standing, found);
    }
    let short = trigger.symmetric && trigger.form == Form::Verbal && parties(found) == 1;
    let within = short.then(|| argument::partner_within(context, tree, trigger)).flatten();
    if let Some(standing) = within {
        add(context, trigger, Voice::Active, &standing, found);
    }
    let joint = found.is_empty() && trigger.symmetric && trigger.form == Form::Nominal;
    let between = joint.then(|| argument::between(context, tree, trigger)).flatten();
    for standing in asked_of.into_iter().chain(between) {
        add(context, trigger, Voice::Active, &standing, found);
    }
}

/// 日米韓で連携した: those who do it together, not where.
pub(super) fn is_together(
    context: &Context<'_, '_>,
    trigger: &Trigger<'_>,
    standing: &Standing<'_>,
) -> bool {
    let party = |it: &&Mention| {
        matches!(context.cast.entity(it).kind, EntityType::Country | EntityType::Organization)
    };
    trigger.symmetric
        && trigger.form == Form::Verbal
        && standing.stand == Stand::Place
        && standing.mentions.len() > 1
        && standing.mentions.iter().all(party)
}

/// What a predicate above a noun tells of those in the happening: who does it, with whom.
pub(super) fn outward(stand: Stand) -> bool {
    matches!(stand, Stand::Topic | Stand::Subject | Stand::Agent | Stand::Partner)
}

/// The voice in which the trigger is told; 攻撃を受ける is as passive as 攻撃される.
pub(super) fn voice(
    context: &Context<'_, '_>,
    tree: &Tree<'_>,
    trigger: &Trigger<'_>,
    frame: &Frame,
    part: ChunkId,
) -> Voice {
    let Some(tense) = frame.tense else { return Voice::Active };
    let undergo = &context.language.event.undergo;
    if trigger.form == Form::Nominal {
        let undergone = undergo.hold(&tree.head(tense).lemma);
        return if undergone && part == tense { Voice::Passive } else { Voice::Active };
    }
    let own = part == trigger.chunk;
    let form = tree.chunk(tense).predicate.filter(|_| own);
    form.map_or(Voice::Active, |form| form.voice)
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
        // 地検に書類送検: nor do those do it to whom somebody is sent.
        if by && trigger.is_marked("sent") {
            continue;
        }
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
pub(super) fn drafts(
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
        // 米ロの高官が会談した: people of the two countries.
        (MentionForm::Group, _) if role == ParticipantRole::Participant => {
            let text = context.page.text();
            let whose = owners(text, context.language, context.cast, mention.span);
            let of_two = whose.len() > 1;
            let countries = whose.into_iter().map(|owner| draft(owner.entity)).collect();
            if of_two { countries } else { vec![draft(mention.entity)] }
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
