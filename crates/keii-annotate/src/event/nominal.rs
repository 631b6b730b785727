//! Nouns that tell of what happened without a predicate of their own: by their time (昨年6月の攻撃),
//! by whom (A軍による攻撃をめぐり), by what came of it (選挙の結果).

use keii_model::{Anchor, EventType, Status, TimeType};
use keii_syntax::{ChunkId, Relation};

use super::Context;
use super::ahead::is_nothing;
use super::nature::{is_deed, is_poll};
use super::progress::{Ground, Progress};
use super::stand::{self, Stand, Standing};
use super::trigger::Form;
use crate::draft::{Mention, TimeDraft};
use crate::page::BlockKind;

/// Most governors that are looked at for a word that makes it unreal.
const REACH: usize = 5;

/// The status that a noun tells by what stands before and behind it.
pub(super) fn of(ground: &Ground<'_, '_>) -> Option<Progress> {
    let Ground { trigger, frame, .. } = ground;
    if trigger.form != Form::Nominal || frame.tense.is_some() || is_unreal(ground) {
        return None;
    }
    let told = by_date(ground).or_else(|| by_agent(ground));
    let told = told.or_else(|| by_mediator(ground)).or_else(|| by_source(ground));
    let told = told.or_else(|| by_result(ground)).or_else(|| by_parties(ground));
    let told = told.or_else(|| by_trace(ground)).or_else(|| by_presupposition(ground));
    told.or_else(|| by_distance(ground)).or_else(|| by_company(ground))
}

/// 停戦から1年がたつ: what a length is counted from took place.
fn by_distance(ground: &Ground<'_, '_>) -> Option<Progress> {
    let Ground { context, tree, trigger, .. } = ground;
    let next = trigger.chunk + 1;
    let counted = tree.relation(trigger.chunk) == Relation::From
        && (next as usize) < tree.syntax.chunks.len();
    let mut times = context.times_in(tree.chunk(Some(next).filter(|_| counted)?).span).iter();
    let length = times.find(|time| time.kind == TimeType::Duration)?;
    let past = ground.tree.chunk(next).governor.and_then(|id| tree.chunk(id).predicate);
    past.is_some_and(|form| !form.negated)
        .then(|| Progress::new(Status::Held, "status.counted-from", Some(length.span)))
}

/// 辞任に伴い、…が就任した: what something was done along with took place.
fn by_company(ground: &Ground<'_, '_>) -> Option<Progress> {
    let Ground { context, tree, trigger, .. } = ground;
    let settings = &context.language.event;
    let dative = tree.relation(trigger.chunk) == Relation::Dative;
    let with =
        tree.chunk(trigger.chunk).governor.filter(|id| dative && *id == trigger.chunk + 1)?;
    let joins = tree.is_headed_by(with, &settings.along)
        && tree.relation(with) == Relation::Clause
        && tree.chunk(with).predicate.is_some_and(|form| !form.past && !form.negated);
    let main = tree.chunk(with).governor.filter(|_| joins)?;
    let past = tree.chunk(main).predicate.is_some_and(|form| form.past && !form.negated);
    past.then(|| Progress::new(Status::Held, "status.along", Some(tree.chunk(with).span)))
}

/// 先月18日の選挙, 来月の会談: its own time tells whether it has come.
pub(super) fn by_date(ground: &Ground<'_, '_>) -> Option<Progress> {
    let Ground { context, tree, trigger, frame, .. } = ground;
    let genitive = |id: &ChunkId| tree.relation(*id) == Relation::Genitive;
    let modifiers = tree.dependents(trigger.chunk).iter().copied().filter(genitive);
    // 7月28日の首都での合意: of the place before it as well.
    let below = |id: ChunkId| {
        let place = stand::of(context, tree, id).is_some_and(|it| it.stand == Stand::Place);
        let below = tree.dependents(id).iter().copied().filter(genitive);
        std::iter::once(id).chain(below.filter(move |_| place))
    };
    let modifiers = modifiers.flat_map(below);
    let own = std::iter::once(trigger.chunk).chain(modifiers).chain(frame.own.iter().copied());
    let time = own.flat_map(|id| context.times_in(tree.chunk(id).span)).next()?;
    let (status, step) = match when(context, time)? {
        When::Past => (Status::Held, "status.dated"),
        When::Ahead => (Status::Planned, "status.dated-ahead"),
    };
    (time.span.end <= trigger.span.start).then(|| Progress::new(status, step, Some(time.span)))
}

/// A軍によるB攻撃: what somebody is told to have done, where nothing says that it is yet to come.
fn by_agent(ground: &Ground<'_, '_>) -> Option<Progress> {
    let Ground { context, tree, trigger, frame, .. } = ground;
    // テロとの戦い: what is fought is not done.
    let words = tree.chunk(trigger.chunk).span.of(context.page.text());
    let fought = context.language.event.partner.end(words);
    if !is_deed(trigger.kind) || fought {
        return None;
    }
    // A軍によるB攻撃の拡大: whoever does it may stand before the noun of its course.
    let aspects = &context.language.event.aspects;
    let course = tree.chunk(trigger.chunk).governor.filter(|noun| {
        tree.relation(trigger.chunk) == Relation::Genitive && aspects.hold(&tree.head(*noun).lemma)
    });
    let own = std::iter::once(trigger.chunk).chain(frame.own.iter().copied()).chain(course);
    let mut modifiers = own.flat_map(|id| tree.dependents(id).iter().copied());
    let by = modifiers.find_map(|id| {
        // 米国の関税措置: of those who impose, whose it is will do.
        let owner = |it: &Standing<'_>| {
            let country = |mention: &&Mention| {
                context.cast.entity(mention).kind == keii_model::EntityType::Country
            };
            (trigger.is_marked("taken") || trigger.kind == EventType::Mediate)
                && it.stand == Stand::Owner
                && it.mentions.iter().any(country)
        };
        stand::of(context, tree, id).filter(|it| it.stand == Stand::Agent || owner(it))
    })?;
    let span = Some(tree.chunk(by.chunk).span);
    // 米国による制裁: it lasts until a word says otherwise; 関税措置 was taken.
    let taken = trigger.field("object").is_some() || trigger.is_marked("taken");
    let lasting = matches!(trigger.kind, EventType::Sanction | EventType::Deploy) && !taken;
    let status = if lasting { Status::Ongoing } else { Status::Held };
    Some(Progress::new(status, "status.done-by", span))
}

/// 27日の声明によると: a statement that is quoted from, with its day, was made.
fn by_source(ground: &Ground<'_, '_>) -> Option<Progress> {
    let Ground { context, tree, trigger, frame, .. } = ground;
    if trigger.kind != EventType::Speak || tree.relation(trigger.chunk) != Relation::Compound {
        return None;
    }
    let own = tree.dependents(trigger.chunk).iter().chain(&frame.own);
    let mut times = own.flat_map(|id| context.times_in(tree.chunk(*id).span));
    let day = times.find(|time| time.kind == TimeType::Date)?;
    Some(Progress::new(Status::Held, "status.dated", Some(day.span)))
}

/// A国の仲介, AB両国の仲介, 仲介役の: who stands between two is told by the noun alone.
fn by_mediator(ground: &Ground<'_, '_>) -> Option<Progress> {
    let Ground { context, tree, trigger, .. } = ground;
    if trigger.kind != EventType::Mediate {
        return None;
    }
    let owner = |it: &Standing<'_>| matches!(it.stand, Stand::Owner | Stand::Agent);
    let mut modifiers = tree.dependents(trigger.chunk).iter();
    let owned = modifiers.any(|id| stand::of(context, tree, *id).is_some_and(|it| owner(&it)));
    let compound = !stand::compound(context, tree, trigger.chunk, trigger.span).is_empty();
    (owned || compound || trigger.is_marked("part"))
        .then(|| Progress::new(Status::Held, "status.done-by", Some(trigger.span)))
}

/// 日米関税交渉について: talks that are named by two countries go on, unless something is told of them.
fn by_parties(ground: &Ground<'_, '_>) -> Option<Progress> {
    const WORDS: usize = 4;
    let Ground { context, tree, trigger, .. } = ground;
    let text = context.page.text();
    let named = trigger.kind == EventType::Negotiate
        && trigger.span.of(text).chars().count() >= WORDS
        && context.page.block_of(ground.sentence).kind == BlockKind::Paragraph;
    let names = stand::compound(context, tree, trigger.chunk, trigger.span);
    let modifiers = tree.dependents(trigger.chunk).iter();
    let owners = modifiers.filter_map(|id| stand::of(context, tree, *id));
    let owners = owners.filter(|it| it.stand == Stand::Owner).map(|it| it.mentions.len());
    let parties = names.len().max(owners.max().unwrap_or(0));
    (named && parties >= 2)
        .then(|| Progress::new(Status::Ongoing, "status.between", Some(trigger.span)))
}

/// 選挙の結果を受け: what has a result is over.
fn by_result(ground: &Ground<'_, '_>) -> Option<Progress> {
    let Ground { context, tree, trigger, .. } = ground;
    let noun = tree.chunk(trigger.chunk).governor?;
    let results = &context.language.event.results;
    let result =
        tree.relation(trigger.chunk) == Relation::Genitive && results.hold(&tree.head(noun).lemma);
    (result && is_poll(trigger.kind))
        .then(|| Progress::new(Status::Held, "status.result", Some(tree.chunk(noun).span)))
}

/// What takes place at a time and is over then, so that one can speak of what came of it.
fn took_place(kind: EventType) -> bool {
    use EventType::{
        Agree, Attack, Call, Legislate, Meet, Negotiate, Protest, Release, Sign, Speak, Visit, War,
    };
    matches!(
        kind,
        Agree
            | Attack
            | Call
            | Legislate
            | Meet
            | Negotiate
            | Protest
            | Release
            | Sign
            | Speak
            | Visit
            | War
    )
}

/// 攻撃の被害, 会談の成果: what came of it is there.
fn by_trace(ground: &Ground<'_, '_>) -> Option<Progress> {
    let Ground { context, tree, trigger, .. } = ground;
    let noun = tree.chunk(trigger.chunk).governor?;
    let trace = tree.relation(trigger.chunk) == Relation::Genitive
        && tree.is_headed_by(noun, &context.language.event.traces);
    (trace && took_place(trigger.kind))
        .then(|| Progress::new(Status::Held, "status.trace", Some(tree.chunk(noun).span)))
}

/// 攻撃を非難した, 協議について振り返った: what is spoken of so took place.
fn by_presupposition(ground: &Ground<'_, '_>) -> Option<Progress> {
    let Ground { context, tree, trigger, .. } = ground;
    let chunk = tree.chunk(trigger.chunk);
    let settings = &context.language.event;
    use Relation::{Compound, Dative, Object};
    let about = matches!(tree.relation(trigger.chunk), Object | Compound | Dative);
    let verb = chunk.governor.filter(|_| about)?;
    let told = tree.chunk(verb).predicate.is_some_and(|form| !form.negated)
        && tree.is_headed_by(verb, &settings.presupposing);
    (told && took_place(trigger.kind))
        .then(|| Progress::new(Status::Held, "status.presupposed", Some(tree.chunk(verb).span)))
}

/// Whether a word above the noun says that it has not come, or may not (攻撃の恐れ, 攻撃に備える).
pub(super) fn is_unreal(ground: &Ground<'_, '_>) -> bool {
    let Ground { context, tree, trigger, .. } = ground;
    let unreal = &context.language.event.unreal;
    let mut current: ChunkId = trigger.chunk;
    for step in 0..REACH {
        let Some(next) = tree.chunk(current).governor else { return false };
        let relation = tree.relation(current);
        if step > 0 && matches!(relation, Relation::Clause | Relation::Quote) {
            return false;
        }
        let words = tree.syntax.tokens_of(tree.chunk(next));
        let marked = words.iter().any(|token| unreal.hold(&token.lemma));
        let negated = step == 0 && tree.chunk(next).predicate.is_some_and(|form| form.negated);
        if marked || negated || !tree.hits_in(tree.chunk(next).span).is_empty() {
            return true;
        }
        current = next;
    }
    false
}

/// Whether a clause has a day of the past of its own.
pub(super) fn is_past(ground: &Ground<'_, '_>, predicate: ChunkId) -> bool {
    let Ground { context, tree, .. } = ground;
    let beside = tree.dependents(predicate).iter();
    let own = beside.filter(|id| tree.chunk(**id).predicate.is_none());
    let mut times = own.flat_map(|id| context.times_in(tree.chunk(*id).span));
    times.any(|time| matches!(when(context, time), Some(When::Past)))
}

/// The same, of a whole day, told from another as well (同日): its value lies before the present.
pub(super) fn is_over(ground: &Ground<'_, '_>, predicate: ChunkId) -> bool {
    const DAY: usize = 10;
    let Ground { context, tree, .. } = ground;
    let active = tree.chunk(predicate).predicate.is_some_and(|form| !form.negated && !form.past);
    let beside = tree.dependents(predicate).iter();
    let own = beside.filter(|id| tree.chunk(**id).predicate.is_none());
    let mut times = own.flat_map(|id| context.times_in(tree.chunk(*id).span));
    let over = |value: &str| {
        // 週内: its last day tells.
        let last = value.rsplit('/').next().unwrap_or(value);
        let day = last.get(..DAY).filter(|day| day.bytes().all(|it| it != b'X'));
        day.zip(context.today()).is_some_and(|(day, today)| day < today)
    };
    active && times.any(|time| time.value.as_deref().is_some_and(over))
}

/// On which side of the present.
enum When {
    Past,
    Ahead,
}

/// Whether a date lies before or behind the present, where the text tells.
fn when(context: &Context<'_, '_>, time: &TimeDraft) -> Option<When> {
    if time.kind != TimeType::Date || time.anchor == Anchor::Event {
        return None;
    }
    if let Some(offset) = time.offset.as_deref().filter(|offset| *offset != "P0D") {
        return match offset.strip_prefix('-') {
            Some(_) => Some(When::Past),
            None if is_nothing(offset) => None,
            None => Some(When::Ahead),
        };
    }
    let value = time.value.as_deref()?;
    let present = present(context)?;
    let digits = |it: &str| it.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let same = value.len().min(present.len());
    if same < 4 || !digits(value) || !digits(present) {
        return None;
    }
    match value[..same].cmp(&present[..same]) {
        std::cmp::Ordering::Less => Some(When::Past),
        std::cmp::Ordering::Greater => Some(When::Ahead),
        std::cmp::Ordering::Equal => None,
    }
}

/// The day of publication, else the last day that is told in full.
fn present<'a>(context: &Context<'a, '_>) -> Option<&'a str> {
    const DAY: usize = 10;
    let told = || {
        let days = context.times.iter().filter(|time| time.anchor == Anchor::Absolute);
        let days = days.filter_map(|time| time.value.as_deref()).filter(|it| it.len() == DAY);
        days.filter(|it| it.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')).max()
    };
    context.today().or_else(told)
}
