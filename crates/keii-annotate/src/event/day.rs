//! Whether a time that seems to stand with a happening is that of other words of its sentence.

use keii_model::{EventType, Span, Status, TimeType};
use keii_syntax::{Chunk, ChunkId, Pos, Relation};

use super::tree::Tree;
use super::trigger::{Form, Trigger};
use super::{Context, when};
use crate::draft::{EventTimeDraft, TimeDraft};

/// Whether other words than the trigger have the time, be it a day, a month or a year.
pub(super) fn is_of_other_words(
    context: &Context<'_, '_>,
    tree: &Tree<'_>,
    (trigger, status): (&Trigger<'_>, Status),
    time: &TimeDraft,
) -> bool {
    if is_last_day(context, trigger, time) {
        return true;
    }
    if time.span.start >= trigger.span.end {
        return becomes_known(tree, trigger, time);
    }
    is_deadline(context, tree, (trigger, status), time)
        || is_of_compound(context, tree, trigger, time)
        || is_of_clause_before(context, tree, trigger, time)
}

/// The length of a value that is a day.
const DAY: usize = 10;

/// 社は5月18日、社名を改め、ブランドも統一すると発表した; 15日未明、建物が倒れ、5人が死亡した: the day that is set apart before all that a
/// sentence tells is that of its end as well, where no other is told on the way; of what is said, whatever is said.
pub(super) fn set_apart(
    context: &Context<'_, '_>,
    tree: &Tree<'_>,
    trigger: &Trigger<'_>,
    status: Status,
) -> Option<EventTimeDraft> {
    let closes = trigger.form == Form::Verbal
        && status == Status::Held
        && tree.relation(trigger.chunk) == Relation::Root;
    let chunks = tree.syntax.chunks.get(..trigger.chunk as usize).filter(|_| closes)?;
    let leading = chunks.iter().take_while(|it| it.predicate.is_none() && it.depth == 0);
    let over = |time: &&TimeDraft| {
        // 来年1月から、関税を課すと発表した: what is to come is that of what is said.
        let whole = time.value.as_deref().filter(|it| it.len() >= DAY);
        time.kind == TimeType::Date
            && whole.is_some_and(|it| context.today().is_none_or(|today| it[..DAY] <= *today))
    };
    // 12日の会見で、
    let occasion = |id: usize| {
        chunks[id].relation == Relation::Genitive
            && chunks.get(id + 1).is_some_and(|it| it.comma && it.relation == Relation::Means)
    };
    let apart = leading.enumerate().filter(|(id, it)| it.comma || occasion(*id));
    let day = apart.map(|(_, it)| it.span).flat_map(|span| context.times_in(span)).find(over)?;
    let between = Span::new(day.span.end, trigger.span.start.max(day.span.end));
    let dates = context.times_in(between).iter();
    let alone =
        dates.filter(|it| it.span.start >= between.start).all(|it| it.kind != TimeType::Date);
    (alone || trigger.kind == EventType::Speak).then(|| when::event_time(day)).flatten()
}

/// 販売は8月末まで: until when, which is no day on which it happens. But 8日までに逮捕した.
fn is_last_day(context: &Context<'_, '_>, trigger: &Trigger<'_>, time: &TimeDraft) -> bool {
    let language = context.language;
    let rest = &context.page.text()[time.span.end as usize..];
    let about = language.speech.time_tails.iter().find_map(|it| rest.strip_prefix(it.as_str()));
    let until = about.unwrap_or(rest).strip_prefix(language.tense.until.as_str());
    let by = language.speech.adverb_particle.as_str();
    trigger.kind == EventType::Other && until.is_some_and(|rest| !rest.starts_with(by))
}

/// 20日までに計画を出すよう命じた: by when it is to be done, not when it was demanded.
fn is_deadline(
    context: &Context<'_, '_>,
    tree: &Tree<'_>,
    (trigger, status): (&Trigger<'_>, Status),
    time: &TimeDraft,
) -> bool {
    let language = context.language;
    let rest = &context.page.text()[time.span.end as usize..];
    let obliges = trigger.kind == EventType::Demand
        || language.event.obliging.hold(&tree.head(trigger.chunk).lemma);
    obliges && status == Status::Held && rest.starts_with(language.tense.until.as_str())
}

/// 27日開幕の大会に進んだ: the noun of doing right behind a time has it, and 27日開催の総会 the noun that this stands
/// before.
fn is_of_compound(
    context: &Context<'_, '_>,
    tree: &Tree<'_>,
    trigger: &Trigger<'_>,
    time: &TimeDraft,
) -> bool {
    let tokens = &tree.syntax.tokens;
    let at = tokens.partition_point(|token| token.span.start < time.span.end);
    let Some(next) = tokens.get(at).filter(|token| token.span.start == time.span.end) else {
        return false;
    };
    let Some(chunk) = tree.chunk_of(at).filter(|id| *id != trigger.chunk) else { return false };
    let whole = tree.chunk(chunk).head as usize == at;
    let nominal =
        trigger.form == Form::Nominal && tree.chunk(chunk).governor == Some(trigger.chunk);
    let scheduled = context.language.event.scheduled.hold(&next.lemma);
    scheduled && whole && tree.chunk(chunk).predicate.is_none() && !nominal
}

/// 2月に駅で盗んだ疑いで逮捕された: a time without a comma is that of the clause right behind it, where that clause
/// tells what somebody did or is accused of, not at what occasion something was said (2日に開いた会見で述べた).
fn is_of_clause_before(
    context: &Context<'_, '_>,
    tree: &Tree<'_>,
    trigger: &Trigger<'_>,
    time: &TimeDraft,
) -> bool {
    let tokens = &tree.syntax.tokens;
    let at = tokens.partition_point(|token| token.span.start < time.span.start);
    let Some(own) = tree.chunk_of(at).filter(|id| *id < trigger.chunk) else { return false };
    let text = context.page.text();
    // 6月には…: the topic is that of the sentence.
    let rest = &text[time.span.end as usize..];
    let case = rest.starts_with(context.language.speech.adverb_particle.as_str())
        && tree.relation(own) != Relation::Topic
        && tree.relation(own) != Relation::Also;
    if trigger.form != Form::Verbal || tree.chunk(own).comma || !case {
        return false;
    }
    let chunks = (own + 1..trigger.chunk).map(|id| (id, tree.chunk(id)));
    let depth = tree.chunk(own).depth;
    let Some((clause, chunk)) =
        chunks.filter(|(_, it)| it.depth == depth).find(|(_, it)| it.predicate.is_some())
    else {
        return false;
    };
    let noun = chunk.governor.filter(|_| {
        tree.relation(clause) == Relation::Adnominal && chunk.predicate.is_some_and(|it| it.past)
    });
    let Some(noun) = noun.filter(|noun| *noun < trigger.chunk) else { return false };
    let settings = context.language.event;
    let head = tree.head(noun).span.of(text);
    let charge = settings.claims.hold(head) || settings.crimes.iter().any(|it| it == head);
    charge || acts(tree, tree.chunk(noun), noun) && tree.chunk(noun).governor != Some(own)
}

/// 亡くした|父親が: whether what a clause stands before is who or what a predicate is about.
fn acts(tree: &Tree<'_>, chunk: &Chunk, id: ChunkId) -> bool {
    chunk.predicate.is_none()
        && matches!(tree.head(id).pos, Pos::Noun | Pos::Name(_) | Pos::NameSuffix | Pos::Suffix)
        && matches!(tree.relation(id), Relation::Topic | Relation::Subject | Relation::Also)
}

/// 入院していたことが、12日に分かった: the day on which it became known.
fn becomes_known(tree: &Tree<'_>, trigger: &Trigger<'_>, time: &TimeDraft) -> bool {
    let Some(noun) = tree.chunk(trigger.chunk).governor else { return false };
    trigger.form == Form::Verbal
        && tree.relation(trigger.chunk) == Relation::Adnominal
        && tree.head(noun).pos == Pos::FormalNoun
        && tree.chunk(trigger.chunk).predicate.is_some_and(|it| it.past)
        && time.span.start >= tree.chunk(noun).span.end
}
