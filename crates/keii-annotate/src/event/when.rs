//! When.

use keii_model::{Anchor, Edtf, EventType, Span, Status, TimeBasis, TimeType};
use keii_syntax::{ChunkId, Pos, Relation, Token};

use super::ahead::is_ahead;
use super::frame::Frame;
use super::tree::Tree;
use super::trigger::{Form, Trigger};
use super::{Context, day, earlier};
use crate::draft::{EventTimeDraft, TimeDraft};
use crate::speech::read;

/// The time told with a trigger: of its own words, else of the clauses it goes on from.
pub(super) fn time(
    context: &Context<'_, '_>,
    tree: &Tree<'_>,
    trigger: &Trigger<'_>,
    frame: &Frame,
    status: Status,
) -> Option<EventTimeDraft> {
    // 10日、会談の延期を発表した: the date is that of the announcement.
    let agreed = status == Status::Agreed && trigger.kind == EventType::Ceasefire;
    let settled =
        matches!(status, Status::Held | Status::Ongoing | Status::Planned | Status::Failed)
            || agreed;
    // 紛争で、両首相は26日に署名した: the day of what is done in a war is not the war's.
    let war = trigger.kind == EventType::War && trigger.form == Form::Nominal;
    let parts = parts(context, tree, trigger, frame, (status, settled));
    let spans = told_with(context, tree, trigger, frame, (status, settled), parts);
    // 8日、今月20日から停戦することで合意した: what is done was done on no day to come.
    let verb = frame.tense.unwrap_or(trigger.chunk);
    let past = tree.chunk(verb).predicate.is_some_and(|form| form.past);
    let asked = Asked { trigger, status, done: past && status == Status::Held };
    let nearest = |spans: &[Span]| nearest(context, tree, &asked, spans);
    let own = nearest(&spans);
    let told = frame.tense.is_some() || frame.below.is_some();
    let bound = war || follows(context, tree, trigger) || is_up_to_now(context, &spans);
    if own.is_some() || !told || !settled || bound {
        return own;
    }
    let mut current = frame.top(trigger);
    for _ in 0..6 {
        let chunk = tree.chunk(current);
        let Some(next) = chunk.governor else { break };
        let formal = tree.relation(current) == Relation::Adnominal
            // 3月、空爆を再開した時、…: the day of the one is that of the other.
            && (tree.head(next).pos == Pos::FormalNoun
                || context.language.event.supposed.hold(&tree.head(next).lemma)
                || status == Status::Planned && !tree.hits_in(tree.chunk(next).span).is_empty()
                || tree.chunk(next).predicate.is_some_and(|form| form.copula));
        let arranged = status == Status::Planned
            && matches!(tree.relation(current), Relation::Means | Relation::Dative)
            && !tree.hits_in(tree.chunk(current).span).is_empty();
        let upwards = arranged
            || matches!(
                tree.relation(current),
                Relation::Clause | Relation::Quote | Relation::Subject
            );
        if !upwards && !formal {
            let plan = Some(current).filter(|_| status == Status::Planned);
            let day = plan.and_then(|plan| disclosed(context, tree, plan, &nearest));
            if day.is_some() {
                return day;
            }
            break;
        }
        let spans: Vec<Span> =
            dated(tree, next).filter(|span| span.end <= trigger.span.start).collect();
        if let Some(found) = nearest(&spans) {
            return Some(found);
        }
        current = next;
    }
    shared(context, tree, &asked)
}

/// 来月、…を閉じる方針を|明らかに|した: a day to come that stands with the verb by which a plan is told is that of the plan.
fn disclosed(
    context: &Context<'_, '_>,
    tree: &Tree<'_>,
    plan: ChunkId,
    nearest: &dyn Fn(&[Span]) -> Option<EventTimeDraft>,
) -> Option<EventTimeDraft> {
    const STEPS: usize = 2;
    let object = matches!(tree.relation(plan), Relation::Object | Relation::Subject);
    let mut current = plan;
    for _ in 0..STEPS {
        let told = object && !tree.hits_in(tree.chunk(plan).span).is_empty();
        current = tree.chunk(current).governor.filter(|_| told)?;
        let before: Vec<Span> =
            dated(tree, current).filter(|span| span.end <= tree.chunk(plan).span.start).collect();
        let day = nearest(&before)
            .filter(|time| time.value.as_ref().is_some_and(|value| is_ahead(context, value)));
        if day.is_some() {
            return day;
        }
    }
    None
}

/// 可決されたのは昨年12月14日だ: what a clause is said to have been on.
fn told_behind(context: &Context<'_, '_>, tree: &Tree<'_>, verb: ChunkId) -> Option<Span> {
    let words = tree.syntax.tokens_of(tree.chunk(verb));
    let topic = matches!(tree.relation(verb), Relation::Topic | Relation::Subject);
    let cleft = topic && words.iter().any(|it| it.pos == Pos::FormalNoun);
    let behind = tree.chunk(verb).governor.filter(|id| cleft && *id == verb + 1)?;
    let said = tree.chunk(behind).predicate.is_none_or(|form| form.copula && !form.negated);
    // …のは1月以来だ: since when there was none.
    let span = tree.chunk(behind).span;
    let end = context.times_in(span).last().filter(|_| said)?.span.end;
    let rest = tree.syntax.tokens_of(tree.chunk(behind)).iter().filter(|it| it.span.start >= end);
    let closes = |it: &Token| matches!(it.pos, Pos::Auxiliary | Pos::Verb | Pos::Period);
    rest.into_iter().all(closes).then_some(span)
}

/// Of what the time is looked for.
struct Asked<'a, 'p> {
    trigger: &'a Trigger<'p>,
    status: Status,
    /// Whether it has been done.
    done: bool,
}

/// The stretches that may tell when: beside those parts, in the words of the trigger, behind it, and in the verb's own chunk.
fn told_with(
    context: &Context<'_, '_>,
    tree: &Tree<'_>,
    trigger: &Trigger<'_>,
    frame: &Frame,
    (status, settled): (Status, bool),
    parts: Vec<ChunkId>,
) -> Vec<Span> {
    let mut spans: Vec<Span> = parts.into_iter().flat_map(|part| dated(tree, part)).collect();
    if status == Status::Postponed {
        spans.extend(put_off_to(tree, frame));
    }
    spans.push(tree.chunk(trigger.chunk).span);
    spans.extend(told_behind(context, tree, frame.tense.unwrap_or(trigger.chunk)));
    // 停戦が|19日午前(日本時間同日夕)発効した: the day may stand in the verb's own chunk.
    let verb = frame.tense.filter(|id| settled && *id != trigger.chunk);
    spans.extend(verb.map(|id| Span::new(tree.chunk(id).span.start, tree.head(id).span.start)));
    spans
}

/// The length of a value that is a year.
const YEAR: usize = 4;

/// The parts of a frame that may tell when; `settled`: with the tense of its verb.
fn parts(
    context: &Context<'_, '_>,
    tree: &Tree<'_>,
    trigger: &Trigger<'_>,
    frame: &Frame,
    (status, settled): (Status, bool),
) -> Vec<ChunkId> {
    let own = frame.own.iter().copied().chain(measures(context, tree, trigger.chunk));
    let war = trigger.kind == EventType::War && trigger.form == Form::Nominal;
    let venue = frame.venue.filter(|_| !war);
    let outer = frame.parts.iter().copied().chain(venue).filter(|_| settled);
    // 来月、会談する予定だ: the date may hang on the noun of the plan.
    let above = frame.path.iter().copied().filter(|_| status == Status::Planned);
    // 19日に会談を開くことで合意した: of what is agreed, what stands beside its own verb.
    let told = |id: &ChunkId| !tree.hits_in(tree.chunk(*id).span).is_empty();
    let due = frame.tense.filter(|id| status == Status::Agreed && !told(id));
    // 15日に予定されていたが、中止となった: the day for which it was meant.
    let dropped = matches!(status, Status::Cancelled | Status::Postponed);
    let meant = frame.tense.filter(|id| dropped && tree.relation(*id) == Relation::Clause);
    let due = due.into_iter().chain(meant);
    // 18日の会合で維持を決めた: the day of what it was done at.
    let verbal = trigger.form == Form::Verbal && settled;
    let at = tree.dependents(trigger.chunk).iter().copied();
    let at = at.filter(|id| verbal && is_gathering(context, tree, *id));
    let due = due.chain(at);
    [trigger.chunk].into_iter().chain(own).chain(outer).chain(above).chain(due).collect()
}

/// Whether something is done at a meeting or on an occasion of speaking: 会合で, 記者会見で.
fn is_gathering(context: &Context<'_, '_>, tree: &Tree<'_>, id: ChunkId) -> bool {
    let head = tree.head(id).span.start;
    let entry = context.language.event_trigger.longest_at(context.page.text(), head);
    let kind: Option<EventType> = entry.and_then(|(_, entry)| read(entry.field("type")));
    tree.relation(id) == Relation::Means
        && matches!(kind, Some(EventType::Meet | EventType::Speak | EventType::Negotiate))
}

/// これまでに400人が死亡した: what has come about up to now has not the day of the clause before.
fn is_up_to_now(context: &Context<'_, '_>, spans: &[Span]) -> bool {
    let until = context.language.tense.until.as_str();
    let mut times = spans.iter().flat_map(|span| context.times_in(*span));
    times.any(|time| time.value.is_none() && time.span.of(context.page.text()).ends_with(until))
}

/// 10日、Aは、Bが解放されたと発表した: the day on which it is said, not that of what is said.
pub(super) fn of_saying(
    context: &Context<'_, '_>,
    trigger: &Trigger<'_>,
) -> Option<EventTimeDraft> {
    let says = trigger.kind == EventType::Speak && trigger.form == Form::Verbal;
    let said = context.said_with(trigger.span).filter(|_| says)?;
    event_time(&context.times[said.time?])
}

/// Whether a time stands outside of the reported words in which a trigger stands.
pub(super) fn is_of_telling(
    context: &Context<'_, '_>,
    trigger: &Trigger<'_>,
    time: &EventTimeDraft,
) -> bool {
    let Some(span) = time.span.filter(|span| span.end <= trigger.span.start) else { return false };
    let said = context.telling(trigger.span).map(|at| &context.speech[at]);
    // Nobody has told it on a day to come.
    let to_come = time.value.as_ref().is_some_and(|value| is_ahead(context, value));
    !to_come
        && said.is_some_and(|said| {
            said.time.is_some_and(|at| context.times[at].span == span)
                && said.cue.is_some_and(|cue| cue.start >= trigger.span.end)
                && !said.content.iter().any(|content| content.contains(span))
        })
}

/// 3年前から続いている, 24日から訪れる: a beginning without an end.
pub(super) fn open_ended(
    context: &Context<'_, '_>,
    trigger: &Trigger<'_>,
    status: Status,
    mut time: EventTimeDraft,
) -> EventTimeDraft {
    let lasts =
        status == Status::Ongoing || status == Status::Planned && trigger.kind == EventType::Visit;
    let rest = time.span.map_or("", |span| &context.page.text()[span.end as usize..]);
    let since = context.language.event.since.iter().any(|word| rest.starts_with(word.as_str()));
    let single = time.value.as_ref().filter(|value| !value.as_str().contains('/'));
    if let Some(value) = single.filter(|_| lasts && since) {
        time.value = format!("{value}/..").parse().ok().or(time.value.clone());
    }
    time
}

/// 来月に延期された: the day to which it is put off.
fn put_off_to(tree: &Tree<'_>, frame: &Frame) -> Vec<Span> {
    let told = |id: &&ChunkId| !tree.hits_in(tree.chunk(**id).span).is_empty();
    let off = frame.path.iter().filter(told).flat_map(|id| tree.dependents(*id));
    let to = off.filter(|id| tree.relation(**id) == Relation::Dative);
    to.map(|id| tree.chunk(*id).span).collect()
}

/// 1989年に参加し、統一後、入党した: what came after something else has no day of the clause before.
fn follows(context: &Context<'_, '_>, tree: &Tree<'_>, trigger: &Trigger<'_>) -> bool {
    let after = &context.language.event.after;
    let text = context.page.text();
    let says = |id: &ChunkId| {
        let words = tree.syntax.tokens_of(tree.chunk(*id)).iter().rev();
        let mut words = words.skip_while(|it| matches!(it.pos, Pos::Particle(_) | Pos::Comma));
        let last = words.next().map_or("", |word| word.span.of(text));
        tree.chunk(*id).predicate.is_none() && after.end(last)
    };
    // 統一後、青空党に入党した may seem to be said of the party.
    let beside = tree.dependents(trigger.chunk).iter().copied();
    let below = beside.clone().filter(|id| tree.chunk(*id).predicate.is_none());
    let below = below.flat_map(|id| tree.dependents(id).iter().copied());
    beside.chain(below).any(|id| says(&id))
}

/// 24日、…を出動させ、…を空爆した: the date of the clause before, that leads the sentence.
fn shared(
    context: &Context<'_, '_>,
    tree: &Tree<'_>,
    asked: &Asked<'_, '_>,
) -> Option<EventTimeDraft> {
    let clause = |id: &ChunkId| {
        tree.relation(*id) == Relation::Clause
            && tree.chunk(*id).predicate.is_some_and(|form| !form.past && !form.negated)
            && tree.chunk(*id).comma
    };
    let before = tree.dependents(asked.trigger.chunk).iter().copied().rfind(clause)?;
    let spans: Vec<Span> = dated(tree, before).collect();
    // 22日に遺体が見つかり、身元を調べている; 1955年に独立し、新聞を発行している: what goes on now was not done then.
    let trigger = asked.trigger;
    let goes_on = tree.chunk(trigger.chunk).predicate.is_some_and(|it| it.progressive && !it.past);
    nearest(context, tree, asked, &spans).filter(|time| {
        let year = time.value.as_ref().is_some_and(|it| it.as_str().len() == YEAR);
        !(goes_on && (year || trigger.is_marked("lasting")))
    })
}

/// Whether a date is one day or one month, however much of it is known.
pub(super) fn is_dated(date: &Edtf) -> bool {
    let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let mut behind_year = date.as_str().split('-').skip(1);
    let is_month = behind_year.next().is_some_and(is_number) && behind_year.next().is_none();
    date.day_of_month().is_some() || is_month
}

/// 16日に2時間を超える|会談を行った: clauses before the noun that only tell how much it was. What seems to
/// stand in them besides belongs to what happened.
fn measures<'t>(
    context: &'t Context<'_, '_>,
    tree: &'t Tree<'_>,
    noun: ChunkId,
) -> impl Iterator<Item = ChunkId> + 't {
    let verbs = &context.language.event.exceeding;
    tree.dependents(noun).iter().copied().filter(move |id| {
        tree.relation(*id) == Relation::Adnominal
            && tree.chunk(*id).predicate.is_some()
            && verbs.hold(&tree.head(*id).lemma)
    })
}

/// The chunks that may tell when: what depends on a chunk, and is no clause or quotation.
fn dated<'t>(tree: &'t Tree<'_>, part: ChunkId) -> impl Iterator<Item = Span> + 't {
    let dependents = tree.dependents(part).iter().map(|id| tree.chunk(*id));
    dependents.filter(|chunk| chunk.predicate.is_none() && !chunk.quotation).map(|chunk| chunk.span)
}

/// The date nearest to the trigger in these stretches.
fn nearest(
    context: &Context<'_, '_>,
    tree: &Tree<'_>,
    asked: &Asked<'_, '_>,
    spans: &[Span],
) -> Option<EventTimeDraft> {
    let Asked { trigger, status, done } = *asked;
    let tells = |time: &&TimeDraft| {
        let known = time.value.is_some() || time.offset.is_some() || time.anchor == Anchor::Weekday;
        let until = time.value.as_deref().is_some_and(|value| value.starts_with(".."));
        (time.kind == TimeType::Date || is_day_and_hour(time))
            && known
            && !until
            && !is_of_report(context, time)
            && !is_elsewhere(context, time)
            && !(done && is_to_come(context, time))
            && !is_beginning(context, trigger, time)
            && !day::is_of_other_words(context, tree, (trigger, status), time)
            && !is_of_the_last(context, trigger, time)
    };
    let time = spans
        .iter()
        .flat_map(|span| context.times_in(*span))
        .filter(tells)
        .min_by_key(|time| time.span.start.abs_diff(trigger.span.start))?;
    event_time(time)
}

/// Whether a time lies ahead of the day on which it is told.
fn is_to_come(context: &Context<'_, '_>, time: &TimeDraft) -> bool {
    let value: Option<Edtf> = time.value.as_deref().and_then(|value| value.parse().ok());
    value.is_some_and(|value| is_ahead(context, &value))
}

/// 16日(日本時間17日): whether a time stands in brackets right behind another, as the clocks of another place tell it.
fn is_elsewhere(context: &Context<'_, '_>, time: &TimeDraft) -> bool {
    const REMARK: usize = 40;
    let text = context.page.text();
    let start = time.span.start as usize;
    let from = text[..start].char_indices().rev().take(REMARK).last().map_or(0, |(at, _)| at);
    let before = &text[from..start];
    let Some(at) = before.rfind(['(', '（']).filter(|at| !before[*at..].contains([')', '）']))
    else {
        return false;
    };
    let open = Span::from_range(from + at..from + at).start;
    // 年末(12月31日): but the finer one tells more.
    const DAY: usize = 10;
    let whole = |it: &TimeDraft| it.value.as_deref().is_some_and(|value| value.len() >= DAY);
    let close_by = Span::new(open.saturating_sub(1), open);
    context.times_in(close_by).iter().any(|it| it.span.end == open && whole(it))
}

/// 合意した会合(8月5日記事参照): whether a day is that of a report that is referred to.
fn is_of_report(context: &Context<'_, '_>, time: &TimeDraft) -> bool {
    let rest = &context.page.text()[time.span.end as usize..];
    context.language.event.references.iter().any(|word| rest.starts_with(word.as_str()))
}

/// 2019年12月以来となる会談: a day since which there was none is that of the one before.
fn is_of_the_last(context: &Context<'_, '_>, trigger: &Trigger<'_>, time: &TimeDraft) -> bool {
    let open = time.value.as_deref().is_some_and(|value| value.ends_with("/.."));
    let contact = matches!(trigger.kind, EventType::Meet | EventType::Call | EventType::Visit);
    open && contact && earlier::counts_from(context, time)
}

/// 2000年より滞在しているA氏は…と発表した: since when something is so, which is no time of what is said or
/// signed in a moment.
fn is_beginning(context: &Context<'_, '_>, trigger: &Trigger<'_>, time: &TimeDraft) -> bool {
    use EventType::{Agree, Sign, Speak};
    let moment =
        matches!(trigger.kind, Agree | Sign | Speak) || super::nature::speech_act(trigger.kind);
    let since = || {
        let rest = &context.page.text()[time.span.end as usize..];
        context.language.event.since.iter().any(|word| rest.starts_with(word.as_str()))
    };
    // 31日朝から会見を開いた: a day may be told by the hour at which it began.
    let day = time.value.as_deref().is_some_and(|value| value.split('-').count() > 2);
    let open = time.value.as_deref().is_some_and(|value| value.ends_with("/.."));
    moment && trigger.form == Form::Verbal && (open || !day && since())
}

/// A time as that of a happening.
pub(super) fn event_time(time: &TimeDraft) -> Option<EventTimeDraft> {
    // 28日午前8時に: the day; its hour is told by the time itself.
    let value = time.value.as_deref().map(|value| value.split('T').next().unwrap_or(value));
    let value: Option<Edtf> = value.and_then(|value| value.parse().ok());
    let basis = match time.anchor {
        Anchor::Absolute => TimeBasis::Absolute,
        Anchor::Document => TimeBasis::Document,
        Anchor::Event => TimeBasis::Event,
        Anchor::Weekday => TimeBasis::Weekday,
        Anchor::None => TimeBasis::None,
    };
    Some(EventTimeDraft { value, basis, span: Some(time.span) })
}

/// Whether a time tells a day and an hour of it.
pub(super) fn is_day_and_hour(time: &TimeDraft) -> bool {
    let hour = time.value.as_deref().and_then(|value| value.find('T'));
    time.kind == TimeType::Time && hour.is_some_and(|at| at > 0)
}
