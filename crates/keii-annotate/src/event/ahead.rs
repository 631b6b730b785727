//! Whether what is told lies ahead of the day on which it is told.

use jiff::civil::Date;
use keii_model::{Edtf, EventType, Span, Status};
use keii_syntax::{ChunkId, Form as Inflection, Pos, Relation};

use super::Context;
use super::ending::{Ending, ending};
use super::nature::{imposed, speech_act};
use super::progress::{Ground, Progress};
use super::trigger::Form;
use crate::draft::EventTimeDraft;

/// 制裁を科すと発表した: with the announcement it is imposed, unless a time to come is told.
pub(super) fn announced(ground: &Ground<'_, '_>, predicate: ChunkId) -> bool {
    let Ground { context, tree, trigger, .. } = ground;
    let next = announcement(ground, predicate).filter(|_| imposed(trigger.kind));
    let verbs = &context.language.event.announcing;
    next.is_some_and(|next| {
        verbs.hold(&tree.head(next).lemma)
            && (tree.chunk(next).predicate.is_some_and(|form| form.past)
                || matches!(ending(ground, next), Ending::Past))
    }) && !to_come(ground)
        && !tree.dependents(predicate).iter().any(|id| is_due(ground, *id))
        && !next.is_some_and(|next| {
            // 1日、8月1日に課すと発表した: of two days the second is that of what is announced.
            let dated = |id: &&ChunkId| !context.times_in(tree.chunk(**id).span).is_empty();
            let mut dates = tree.dependents(next).iter().filter(|id| **id < predicate);
            let first = dates.find(dated);
            first.is_some() && dates.filter(dated).any(|id| is_due(ground, *id))
        })
}

/// The verb by which something is announced: 閉鎖し、停止すると発表した, 閉鎖することを発表した.
fn announcement(ground: &Ground<'_, '_>, predicate: ChunkId) -> Option<ChunkId> {
    const STEPS: usize = 3;
    let tree = ground.tree;
    let mut current = predicate;
    for _ in 0..STEPS {
        let next = tree.chunk(current).governor?;
        let formal =
            tree.relation(current) == Relation::Adnominal && tree.head(next).pos == Pos::FormalNoun;
        if tree.relation(current) != Relation::Clause && !formal {
            return Some(next);
        }
        current = next;
    }
    None
}

/// 7月4日から課すと, 8月1日に発動すると: whether a chunk tells a day of its own for what is done.
fn is_due(ground: &Ground<'_, '_>, id: ChunkId) -> bool {
    let Ground { context, tree, .. } = ground;
    let chunk = tree.chunk(id);
    let Some(time) = context.times_in(chunk.span).last() else { return false };
    let tail = Span::new(time.span.end.min(chunk.span.end), chunk.span.end);
    let tail = tail.of(context.page.text());
    tree.relation(id) == Relation::From || context.language.event.due.hold(tail)
}

/// Whether a time in the sentence lies ahead.
pub(super) fn to_come(ground: &Ground<'_, '_>) -> bool {
    let span = ground.context.page.sentences[ground.sentence].span;
    ground.context.times_in(span).iter().any(|time| {
        let ahead = time.offset.as_deref().is_some_and(|it| it.starts_with('P') && !is_nothing(it));
        let later = time.value.as_deref().zip(ground.context.today()).is_some_and(later);
        (ahead || later) && time.anchor != keii_model::Anchor::Event
    })
}

/// 協議が|近く再開される: whether words before its verb tell that it is yet to come.
pub(super) fn is_soon(ground: &Ground<'_, '_>) -> bool {
    let Ground { context, tree, trigger, frame, .. } = ground;
    let Some(verb) = frame.tense.filter(|verb| *verb > trigger.chunk) else { return false };
    let words = Span::new(trigger.span.end, tree.chunk(verb).span.start.max(trigger.span.end));
    context.language.speech.tells_ahead(words.of(context.page.text()))
}

/// By how many days a day must lie behind that of publication to be to come: there may be another clock where it is.
const SLACK: i32 = 1;

/// The same where publication is concluded from the words of the article, which may be of days before.
const WIDE_SLACK: i32 = 7;

/// Whether a time begins so far behind the day of publication that nothing can have been done then.
pub(super) fn is_ahead(context: &Context<'_, '_>, time: &Edtf) -> bool {
    let Some(today) = context.today else { return false };
    let slack = if today.told { SLACK } else { WIDE_SLACK };
    let days = time.first_day().zip(today.date);
    days.is_some_and(|(day, today)| (day - today).get_days() > slack)
}

/// What has a day behind that of publication has not been done yet, though its clause goes on into another: 6月に日本を訪れ、首相と
/// 会談する予定だ. Where the day of publication is not told, of whom somebody meets or visits.
pub(super) fn not_before_its_day(
    ground: &Ground<'_, '_>,
    progress: Progress,
    time: Option<&EventTimeDraft>,
) -> Progress {
    use EventType::{Call, Meet, Visit};
    let Ground { context, tree, trigger, frame, .. } = ground;
    let past = |id: ChunkId| tree.chunk(id).predicate.is_none_or(|form| form.past);
    let told = context.today.is_some_and(|today| today.told);
    let verbal = trigger.form == Form::Verbal;
    let open = if told && !verbal {
        frame.tense.is_some_and(|id| !past(id))
    } else {
        verbal && !past(trigger.chunk)
    };
    let kind = told || matches!(trigger.kind, Call | Meet | Visit);
    let span = time.and_then(|time| time.span);
    if progress.status == Status::Planned && is_behind(ground, time) {
        return Progress::new(Status::Held, "status.day-behind", span);
    }
    let day = time.and_then(|time| time.value.as_ref());
    let ahead = day.is_some_and(|day| is_ahead(context, day));
    if progress.status != Status::Held || !ahead || !open || !kind {
        return progress;
    }
    Progress::new(Status::Planned, "status.day-ahead", span)
}

/// 来月、工場を閉じる方針を明らかにした: a day to come is not that of what has been done, but of what was said.
pub(super) fn of_its_past(
    context: &Context<'_, '_>,
    status: Status,
    time: Option<EventTimeDraft>,
) -> Option<EventTimeDraft> {
    let ahead = |day: &Edtf| is_ahead(context, day);
    time.filter(|time| status != Status::Held || !time.value.as_ref().is_some_and(ahead))
}

/// How many days what an article tells may have been to come when it was told.
const FRESH: i32 = 2;

/// 12日に議会を解散し、2月8日に選挙が行われる: of two days in one sentence the first is over, and the clause that it stands in has
/// no part in the plan.
fn is_behind(ground: &Ground<'_, '_>, time: Option<&EventTimeDraft>) -> bool {
    let Ground { context, tree, trigger, .. } = ground;
    let today = context.today.and_then(|today| today.date);
    let day = time.and_then(|time| time.value.as_ref()).and_then(Edtf::first_day).zip(today);
    // The day of publication, or the one before, may be still to come for whoever is told of.
    let over = |(day, today): &(Date, Date)| (*today - *day).get_days() > FRESH;
    let Some((_, today)) = day.filter(over) else { return false };
    let end = context.page.sentences[ground.sentence].span.end;
    let behind = context.times_in(Span::new(trigger.span.end, end.max(trigger.span.end))).iter();
    let first = |value: &str| value.parse::<Edtf>().ok().and_then(|it| it.first_day());
    let mut days = behind.filter_map(|time| time.value.as_deref().and_then(first));
    trigger.form == Form::Verbal
        && tree.relation(trigger.chunk) == Relation::Clause
        && tree.chunk(trigger.chunk).comma
        && days.any(|later| later > today)
}

/// 今日, 今週: a distance of nothing.
pub(super) fn is_nothing(offset: &str) -> bool {
    offset.bytes().all(|byte| !byte.is_ascii_digit() || byte == b'0')
}

/// Whether a day or month lies behind the day of publication.
fn later((value, today): (&str, &str)) -> bool {
    let digits = |it: &str| it.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let same = value.len().min(today.len());
    same >= 7 && digits(value) && digits(today) && value[..same] > today[..same]
}

/// 条件がそろえば署名する: what is done on a condition is open.
pub(super) fn is_conditional(ground: &Ground<'_, '_>, predicate: ChunkId) -> bool {
    let tree = ground.tree;
    let cases = &ground.context.language.event.cases;
    let clause = |id: &ChunkId| {
        tree.relation(*id) == Relation::Adnominal && tree.chunk(*id).predicate.is_some()
    };
    tree.dependents(predicate).iter().any(|id| {
        is_condition(ground, *id)
            // 決裂した場合は
            || !speech_act(ground.trigger.kind)
                && tree.is_headed_by(*id, cases)
                && tree.dependents(*id).iter().any(clause)
    })
}

/// 連勝した場合の勝ち点: what would be so then. 再開した場合「…」と強調した: whatever is said of it. But 死亡したケースがあった.
fn is_case(ground: &Ground<'_, '_>, predicate: ChunkId) -> bool {
    use Relation::{Adverbial, Bare, Dative, Genitive, Topic};
    let tree = ground.tree;
    let noun = tree.chunk(predicate).governor;
    let noun = noun.filter(|_| tree.relation(predicate) == Relation::Adnominal);
    noun.is_some_and(|noun| {
        tree.is_headed_by(noun, &ground.context.language.event.cases)
            && matches!(tree.relation(noun), Adverbial | Bare | Dative | Genitive | Topic)
    })
}

/// 署名すれば, 署名したら: whether a clause closes as a condition.
pub(super) fn is_condition(ground: &Ground<'_, '_>, clause: ChunkId) -> bool {
    let tree = ground.tree;
    let words = &ground.context.language.event.conditions;
    if is_case(ground, clause) {
        return true;
    }
    tree.relation(clause) == Relation::Clause
        && tree
            .last(clause)
            .is_some_and(|last| words.hold(&last.lemma) || last.form == Inflection::Conditional)
}

/// 申請した場合は認める, 申請したうえで加わる: the past of what has not come yet.
pub(super) fn is_supposed(ground: &Ground<'_, '_>, predicate: ChunkId) -> bool {
    let tree = ground.tree;
    let words = &ground.context.language.event.supposed;
    let above = tree.chunk(predicate).governor.filter(|next| {
        tree.relation(predicate) == Relation::Adnominal && words.hold(&tree.head(*next).lemma)
    });
    // 決裂した場合は科すと警告した: what is told for the case has the tense, not the saying.
    let case = above.filter(|noun| tree.is_headed_by(*noun, &ground.context.language.event.cases));
    if is_case(ground, predicate) {
        return true;
    }
    let told = case.and_then(|noun| tree.chunk(noun).governor).map(|id| tree.chunk(id));
    let depth = tree.chunk(predicate).depth;
    let main = || tree.syntax.chunks.iter().rev().find(|chunk| chunk.depth == depth);
    let form = told.or_else(main).and_then(|chunk| chunk.predicate);
    above.is_some() && form.is_some_and(|form| !form.past && !form.progressive)
}
