//! What is told around a trigger, put together: who, where, when, how far.

use keii_model::{EntityType, EventLevel, EventType, Span, Status};
use keii_syntax::{ChunkId, Relation, Voice};

use super::frame::{self, Frame};
use super::progress::{self, Ground, Progress};
use super::tree::Tree;
use super::trigger::{self, Form, Trigger};
use super::{
    Context, ahead, circumstance, day, earlier, enough, length, merge, open, overlap, part,
    participant, plain, stand, when, withheld,
};
use crate::draft::{EventDraft, EventTimeDraft, Mention, ParticipantDraft, PlaceDraft};

/// The scenes of a sentence.
pub(super) fn scenes(
    context: &Context<'_, '_>,
    tree: &Tree<'_>,
    sentence: usize,
    carried: &[&Mention],
    last: Option<&EventDraft>,
) -> Vec<EventDraft> {
    let mut triggers = trigger::triggers(context.page.text(), tree, context.language);
    trigger::likewise(context.page.text(), tree, context.language.event, &mut triggers);
    // 選挙委員会は点検を行った: what a body does may be told by any verb.
    triggers.retain(|it| !it.is_marked("sits") || !is_named(context, tree, it));
    let places = triggers.iter().map(|it| (it.span.start, (it.chunk, it.kind))).collect();
    let drafts: Vec<(EventDraft, Option<Span>)> = triggers
        .iter()
        .filter(|trigger| {
            !is_named(context, tree, trigger)
                && !is_titled(context, trigger)
                && !is_stayed_away_from(context, tree, trigger)
        })
        .filter_map(|trigger| scene(context, tree, sentence, trigger, carried, last))
        .map(|(draft, told)| (part::without_others(tree, &places, draft), told))
        .collect();
    overlap::keep_own(context, tree, &triggers, drafts)
}

/// 大統領は参加しない会談: who stays away tells nothing of who meets.
fn is_stayed_away_from(context: &Context<'_, '_>, tree: &Tree<'_>, trigger: &Trigger<'_>) -> bool {
    let verbs = &context.language.event.attendance;
    tree.dependents(trigger.chunk).iter().any(|id| {
        let negated = tree.chunk(*id).predicate.is_some_and(|form| form.negated);
        let adnominal = tree.relation(*id) == Relation::Adnominal;
        negated && adnominal && verbs.hold(&tree.head(*id).lemma)
    })
}

/// Whether a trigger stands in the title of a work, which tells nothing of its own.
fn is_titled(context: &Context<'_, '_>, trigger: &Trigger<'_>) -> bool {
    let works = &context.language.speech.work_marks;
    let mut around = context.page.quotation_around(trigger.span);
    while let Some(quotation) = around.map(|at| &context.page.quotations[at]) {
        if works.contains(quotation.mark) {
            return true;
        }
        around = quotation.parent;
    }
    false
}

/// Whether a trigger is part of a name (全国知事会議), or of a compound that is likely to be one.
fn is_named(context: &Context<'_, '_>, tree: &Tree<'_>, trigger: &Trigger<'_>) -> bool {
    const LONGEST: u32 = 96;
    let around = Span::new(trigger.span.start.saturating_sub(LONGEST), trigger.span.end + LONGEST);
    let mut names = context.cast.within(around);
    let convened = is_convened(context, tree, trigger);
    if trigger.is_marked("sits") && convened {
        return false;
    }
    if names.any(|mention| mention.span.contains(trigger.span)) {
        return true;
    }
    // 31日の取締役会で決議する: with its day it sits, else it is the body that does something.
    if trigger.is_marked("sits") {
        let mut own = tree.dependents(trigger.chunk).iter();
        let dated = own.any(|id| {
            tree.relation(*id) == Relation::Genitive
                && !context.times_in(tree.chunk(*id).span).is_empty()
        });
        return !(dated && tree.relation(trigger.chunk) == Relation::Means);
    }
    let tokens = &tree.syntax.tokens;
    let first = tokens.partition_point(|token| token.span.start < trigger.span.start);
    let before = first.checked_sub(1).map(|at| &tokens[at]);
    let glued =
        before.is_some_and(|token| token.span.end == trigger.span.start && token.pos.is_nominal());
    let named = context.cast.within(around).any(|mention| mention.phrase.end == trigger.span.start);
    // 臨時総会: which meeting it is.
    let which = before.is_some_and(|token| {
        let words = token.span.of(context.page.text());
        context.language.event.occasional.hold(words)
    });
    if trigger.is_marked("decides") && decides(tree, trigger.chunk) {
        return true;
    }
    let body = glued && !named && !which && !convened;
    trigger.needs("alone") && (body || meets(context, tree, trigger.chunk))
}

/// 閣議が計画を承認した: whether what is called by its meeting does something to something.
fn decides(tree: &Tree<'_>, body: ChunkId) -> bool {
    let does = matches!(tree.relation(body), Relation::Subject | Relation::Topic | Relation::Also);
    let above = tree.chunk(body).governor.filter(|_| does);
    above.is_some_and(|id| {
        tree.chunk(id).predicate.is_some_and(|form| form.voice == Voice::Active)
            && tree.dependents(id).iter().any(|part| tree.relation(*part) == Relation::Object)
    })
}

/// 理事会は会合を開く, 理事会は会合を開く予定だ: whether a body holds a meeting, and so is none.
fn meets(context: &Context<'_, '_>, tree: &Tree<'_>, body: ChunkId) -> bool {
    let verbs = &context.language.event.convening;
    let does = matches!(tree.relation(body), Relation::Subject | Relation::Topic | Relation::Also);
    let Some(above) = tree.chunk(body).governor.filter(|_| does) else { return false };
    let object = |part: &ChunkId| tree.relation(*part) == Relation::Object;
    let takes = |id: ChunkId| {
        let active = tree.chunk(id).predicate.is_some_and(|it| it.voice == Voice::Active);
        let holds = active && verbs.hold(&tree.head(id).lemma);
        holds && tree.dependents(id).iter().any(object)
    };
    let clause = |id: &ChunkId| tree.relation(*id) == Relation::Adnominal && takes(*id);
    takes(above) || tree.dependents(above).iter().any(clause)
}

/// 委員会を開く, 理事会が招集され: whether a verb says that a body sits.
fn is_convened(context: &Context<'_, '_>, tree: &Tree<'_>, trigger: &Trigger<'_>) -> bool {
    let verbs = &context.language.event.convening;
    let held = tree.chunk(trigger.chunk).governor.filter(|id| {
        let passive = tree.chunk(*id).predicate.is_some_and(|it| it.voice == Voice::Passive);
        match tree.relation(trigger.chunk) {
            Relation::Object => true,
            // 委員会は点検を行った: it does something.
            Relation::Subject | Relation::Topic | Relation::Also => passive,
            _ => false,
        }
    });
    // 5日に開いた取締役会では
    let before = tree.dependents(trigger.chunk).iter().copied().find(|id| {
        tree.relation(*id) == Relation::Adnominal && tree.chunk(*id).predicate.is_some()
    });
    held.into_iter().chain(before).any(|id| verbs.hold(&tree.head(id).lemma))
}

/// The scene around a trigger, when enough of it is told, and the words that told its status.
fn scene(
    context: &Context<'_, '_>,
    tree: &Tree<'_>,
    sentence: usize,
    trigger: &Trigger<'_>,
    carried: &[&Mention],
    last: Option<&EventDraft>,
) -> Option<(EventDraft, Option<Span>)> {
    let frame = frame::of(context.page.text(), tree, trigger, context.language);
    let ground = Ground { context, tree, sentence, trigger, frame: &frame, last };
    let (progress, last_time) = match earlier::last_time(context, tree, trigger) {
        Some((progress, time)) => (progress, Some(time)),
        None => (progress::of(&ground)?, None),
    };
    let place = circumstance::place(context, tree, trigger, &frame);
    let mut participants = participant::of(&ground, progress.status, carried);
    participants.retain(|it| !is_place(it, place.as_ref()));
    let time = last_time.or_else(|| told_time(&ground, &progress));
    // 18日に訪れています: what has a day of its own was done on it.
    let dated = time.as_ref().and_then(|time| time.value.as_ref()).is_some_and(when::is_dated);
    // 2003年に亡くなっている: so is a change with a year of its own.
    let dated = (dated || time.is_some() && trigger.kind == EventType::Other)
        && !trigger.is_marked("lasting");
    let progress = if dated { progress.on_a_day() } else { progress };
    let duration = length::duration(context, tree, trigger, &frame, progress.status);
    // 話し合いは3時間続き: what took hours is over.
    let hours = duration.as_ref().is_some_and(|(length, _)| length.starts_with("PT"));
    let progress = if hours { progress.over_in_hours() } else { progress };
    let progress = ahead::not_before_its_day(&ground, progress, time.as_ref());
    let time = ahead::of_its_past(context, progress.status, time);
    let approximate = duration.as_ref().is_some_and(|(_, approximate)| *approximate);
    // 制裁を採択した: the verb only says that the sanction came to be.
    let support = frame.tense.filter(|id| *id != trigger.chunk).map(|id| tree.chunk(id).span);
    let told = progress.span.or(support);
    let evidence = evidence(context, tree, trigger, &frame, &participants);
    let mut draft = EventDraft {
        kind: kind(&ground, &progress),
        trigger: trigger.span,
        level: trigger.field("level").and_then(EventLevel::from_word),
        participants,
        place,
        time,
        duration: duration.map(|(value, _)| value),
        approximate,
        status: progress.status,
        factuality: Some(progress.factuality),
        according_to: context.telling(trigger.span),
        outcome: None,
        end: None,
        topics: Vec::new(),
        also: Vec::new(),
        evidence: vec![evidence],
        steps: steps(trigger, progress),
    };
    let mut enough = earlier::is_told(&draft) || enough::is_enough(&ground, &draft);
    if !enough && plain::is_otherwise(&ground, &draft) {
        (draft.kind, enough) = (otherwise(&ground, &draft), true);
    }
    if let Some(kind) = Some(()).filter(|()| !enough).and_then(|()| open::kind(&ground, &draft)) {
        (draft.kind, enough) = (kind, true);
    }
    let told_of = (enough || merge::is_remark(&draft)) && !withheld::is_withheld(&ground, &draft);
    told_of.then_some((draft, told))
}

/// 国会内で会談した: a place without a name takes no part.
fn is_place(participant: &ParticipantDraft, place: Option<&PlaceDraft>) -> bool {
    participant.entity.is_none() && place.is_some_and(|it| participant.span == Some(it.span))
}

/// 機体が衝突した: no clash of forces, but a happening. 監視団を派遣する: with what is done told, it is what it is.
fn otherwise(ground: &Ground<'_, '_>, draft: &EventDraft) -> EventType {
    let trigger = ground.trigger;
    let told = trigger.field("object").is_some() && trigger.field("needs").is_none();
    if told && enough::has_object(ground) { draft.kind } else { EventType::Other }
}

/// When it happens, as the words around tell.
fn told_time(ground: &Ground<'_, '_>, progress: &Progress) -> Option<EventTimeDraft> {
    let Ground { context, tree, trigger, frame, .. } = ground;
    let time = when::time(context, tree, trigger, frame, progress.status);
    let time = time.map(|time| when::open_ended(context, trigger, progress.status, time));
    // 会談したと14日に明らかにした: the day of telling is not that of what is told, unless by
    // telling it is done.
    let done = matches!(progress.step.as_str(), "status.announced" | "status.declared");
    let time = time.filter(|time| done || !when::is_of_telling(context, trigger, time));
    let time = time.or_else(|| when::of_saying(context, trigger));
    let time = time.or_else(|| day::set_apart(context, tree, trigger, progress.status));
    // 9日、辞意を表明した: nor is the day of saying so that of what is meant.
    time.filter(|_| progress.step != "status.intent")
}

/// The rule of talks that somebody breaks off, whatever the language.
const BROKEN_OFF: &str = ".status.broken-off";

/// The type of what is told, by the words around.
fn kind(ground: &Ground<'_, '_>, progress: &Progress) -> EventType {
    let Ground { context, tree, sentence, trigger, .. } = ground;
    match trigger.kind {
        _ if trigger.is_marked("course") && is_course(ground, progress) => EventType::Negotiate,
        _ if is_crime(context, *sentence, trigger) => EventType::Other,
        _ if is_deal(context, tree, trigger) => EventType::Cooperate,
        _ if is_resolution(ground) => EventType::Legislate,
        kind => kind,
    }
}

/// 協議を打ち切った, 協議が続いている, 協議に入ることで合意した: whether more than one meeting is meant.
fn is_course(ground: &Ground<'_, '_>, progress: &Progress) -> bool {
    let Ground { context, tree, trigger, frame, .. } = ground;
    let taken_up = || {
        frame.tense.is_some_and(|id| {
            trigger.form == Form::Nominal
                && tree.is_headed_by(id, &context.language.event.taking_up)
                && tree.chunk(trigger.chunk).governor == Some(id)
        })
    };
    progress.status == Status::Ongoing || progress.step.ends_with(BROKEN_OFF) || taken_up()
}

/// 安保理は議長声明を採択した: what a body passes, rather than says.
fn is_resolution(ground: &Ground<'_, '_>) -> bool {
    let Ground { context, tree, trigger, frame, .. } = ground;
    let settings = context.language.event;
    let Some(verb) = frame.tense.filter(|_| trigger.kind == EventType::Speak) else { return false };
    let sits = |id: &ChunkId| {
        let words = tree.chunk(*id).span.of(context.page.text());
        settings.sittings.iter().any(|body| words.contains(body.as_str()))
    };
    settings.adopting.hold(&tree.head(verb).lemma) && tree.dependents(verb).iter().any(sits)
}

/// 子会社を売却した: a business that changes hands.
fn is_deal(context: &Context<'_, '_>, tree: &Tree<'_>, trigger: &Trigger<'_>) -> bool {
    let business = |id: &ChunkId| {
        let words = tree.chunk(*id).span.of(context.page.text());
        let named = || {
            let standing = stand::of(context, tree, *id);
            let last = standing.and_then(|it| it.mentions.last().copied());
            last.is_some_and(|it| context.cast.entity(it).kind == EntityType::Organization)
        };
        let stakes = &context.language.event.stakes;
        tree.relation(*id) == Relation::Object
            && (stakes.iter().any(|word| words.contains(word.as_str())) || named())
    };
    trigger.is_marked("deal")
        && trigger.form == Form::Verbal
        && tree.dependents(trigger.chunk).iter().any(business)
}

/// 殺害した疑いで逮捕: violence that a crime report tells of is no armed attack.
fn is_crime(context: &Context<'_, '_>, sentence: usize, trigger: &Trigger<'_>) -> bool {
    let words = context.page.sentences[sentence].span.of(context.page.text());
    trigger.kind == EventType::Attack
        && trigger.is_marked("violence")
        && context.language.event.crimes.iter().any(|crime| words.contains(crime.as_str()))
}

fn steps(trigger: &Trigger<'_>, progress: Progress) -> crate::draft::Steps {
    let mut steps = vec![("event.trigger".to_owned(), Some(trigger.span))];
    steps.push((progress.step, progress.span));
    steps.extend(progress.doubt.map(|(rule, span)| (rule, Some(span))));
    steps
}

/// From the first word that tells of it to the end of what says how far it has come.
fn evidence(
    context: &Context<'_, '_>,
    tree: &Tree<'_>,
    trigger: &Trigger<'_>,
    frame: &Frame,
    participants: &[ParticipantDraft],
) -> Span {
    let own = frame.parts.iter().flat_map(|part| tree.dependents(*part));
    let own = own.filter(|id| tree.chunk(**id).predicate.is_none());
    let named = |id: &&u32| {
        let span = tree.chunk(**id).span;
        context.cast.within(span).next().is_some() || !context.times_in(span).is_empty()
    };
    let start = own.filter(named).map(|id| tree.chunk(*id).span.start).min();
    let compound = participants.iter().filter_map(|it| it.span).map(|span| span.start);
    let chunk = tree.chunk(trigger.chunk).span;
    let compound = compound.filter(|start| chunk.covers(*start)).min();
    let below = frame.below.map(|id| tree.chunk(id).span.start);
    // 取材に応じた, 明らかにした: the argument or adverb right before a verb is part of what it tells.
    let beside = trigger.chunk.checked_sub(1).filter(|id| {
        trigger.form == Form::Verbal
            && tree.chunk(*id).governor == Some(trigger.chunk)
            && matches!(
                tree.relation(*id),
                Relation::Object | Relation::Dative | Relation::Adverbial
            )
            && !tree.chunk(*id).quotation
    });
    let below = below.into_iter().chain(beside.map(|id| tree.chunk(id).span.start)).min();
    let start = start.into_iter().chain(compound).chain(below).min().unwrap_or(trigger.span.start);
    let predicate = trigger.form == Form::Verbal;
    let end = if predicate { chunk.end } else { trigger.span.end };
    let end = frame.path.iter().map(|id| tree.chunk(*id).span.end).fold(end, u32::max);
    Span::new(start.min(trigger.span.start), end)
}
