//! Several sentences about one happening are one mention.

use std::collections::BTreeSet;

use keii_model::{EntityType, EventType, Span, Status, TimeType};

use super::{Context, delegation, earlier};
use crate::draft::{EntityIndex, EventDraft, ParticipantDraft};

/// Most happenings of a type that a later one is compared with, so that time stays linear.
const REACH: usize = 64;

/// Joins drafts, which are in order, into the first that tells of the same.
pub(super) fn merge(context: &Context<'_, '_>, drafts: Vec<EventDraft>) -> Vec<EventDraft> {
    let mut merged: Vec<EventDraft> = Vec::new();
    for draft in drafts {
        let reach = merged.len().saturating_sub(REACH);
        let near = &mut merged[reach..];
        let told = near.iter().position(|earlier| same(context, earlier, &draft));
        let taken_up = || near.iter().rposition(|earlier| again(context, earlier, &draft));
        match (told, told.is_none().then(taken_up).flatten()) {
            (Some(at), _) => join(&mut near[at], draft),
            (None, Some(at)) if tells_nothing(&draft) => near[at].steps.extend(draft.steps),
            (None, Some(at)) => join(&mut near[at], draft),
            (None, None) => merged.push(draft),
        }
    }
    merged
}

/// What two countries were told last to do together.
pub(super) fn last_of_two<'d>(
    context: &Context<'_, '_>,
    found: &'d [EventDraft],
) -> Option<&'d EventDraft> {
    let country = |draft: &&EventDraft| {
        let mut all = entities(draft).into_iter();
        all.len() == 2 && all.all(|at| context.cast.entities[at].kind == EntityType::Country)
    };
    let near = found.iter().rev().take(8).filter(country);
    near.clone().find(|draft| course(draft.kind) || draft.kind == EventType::Agree)
}

/// Whether a draft only says more of a happening told before: 会談は長く続いた.
pub(super) fn is_remark(draft: &EventDraft) -> bool {
    let status = matches!(draft.status, Status::Held | Status::Ongoing | Status::Planned);
    draft.participants.is_empty() && draft.place.is_none() && course(draft.kind) && status
}

/// What has a course that can be told of later.
fn course(kind: EventType) -> bool {
    matches!(kind, EventType::Meet | EventType::Call | EventType::Negotiate)
}

/// Adds a draft to those found before; a remark to the one it is about. A remark about nothing that
/// was told is a happening of its own where it has a day.
pub(super) fn add(
    context: &Context<'_, '_>,
    sentence: usize,
    draft: EventDraft,
    found: &mut Vec<EventDraft>,
) {
    const NEAR: usize = 6;
    const NEARBY: usize = 8;
    let Some(draft) = delegation::led(context, sentence, draft, found) else { return };
    if !is_remark(&draft) || earlier::is_told(&draft) {
        found.push(draft);
        return;
    }
    let fits = |earlier: &EventDraft, alike: bool| {
        let told = context.page.sentence_at(earlier.trigger.start);
        let near = told.is_some_and(|told| told < sentence && sentence <= told + NEAR);
        let undated = draft.time.is_none() || earlier.time.is_none() || is_when(earlier, &draft);
        let hours = draft.duration.as_ref().is_some_and(|length| length.starts_with("PT"));
        let loose = !alike && (draft.status == Status::Ongoing || hours) && course(earlier.kind);
        near && undated && (loose || earlier.kind == draft.kind) && earlier.status == draft.status
    };
    let near = found.len().saturating_sub(NEARBY);
    let last = |alike: bool| found[near..].iter().rposition(|earlier| fits(earlier, alike));
    // 電話会談は約30分間行われた: rather the call than the talks that were told of in between.
    match last(true).or_else(|| last(false)) {
        Some(earlier) => join(&mut found[near + earlier], draft),
        None if draft.time.as_ref().is_some_and(|time| time.value.is_some()) => found.push(draft),
        // 和平交渉は難航している: its word tells what it is about.
        None if is_compound(context, &draft) => found.push(draft),
        None => {}
    }
}

/// Whether the word of a draft says more than that there is a meeting (和平交渉).
fn is_compound(context: &Context<'_, '_>, draft: &EventDraft) -> bool {
    const PLAIN: usize = 2;
    draft.kind == EventType::Negotiate
        && draft.trigger.of(context.page.text()).chars().count() > PLAIN
}

/// Whether two drafts tell of one day.
fn is_when(one: &EventDraft, other: &EventDraft) -> bool {
    let value = |draft: &EventDraft| draft.time.as_ref().and_then(|time| time.value.clone());
    value(one).is_some() && value(one) == value(other)
}

fn entities(draft: &EventDraft) -> BTreeSet<EntityIndex> {
    draft.participants.iter().filter_map(|participant| participant.entity).collect()
}

/// Whether two drafts of one document tell of one happening. A plan and what became of it do not.
fn same(context: &Context<'_, '_>, one: &EventDraft, other: &EventDraft) -> bool {
    if is_with_others(context, one) != is_with_others(context, other)
        || earlier::is_told(one) != earlier::is_told(other)
    {
        return false;
    }
    let (ones, others) = (entities(one), entities(other));
    if are_other_rounds(context, one, &ones, &others) {
        return false;
    }
    let parties = if one.kind == EventType::War {
        !ones.is_disjoint(&others)
    } else if ones.is_empty() && others.is_empty() {
        alike(context, one, other)
    } else {
        !ones.is_empty()
            && !others.is_empty()
            && (ones.is_subset(&others) || others.is_subset(&ones))
    };
    let parties =
        parties || is_named_again(context, one, other) || is_named_again(context, other, one);
    parties && !turns(one, other) && agrees(context, one, other)
}

/// A氏はB氏と日韓首脳会談を行い、…日韓首脳会談は: whether one is named by its states alone, and the other, of which those who met are told,
/// by the same whole word.
fn is_named_again(context: &Context<'_, '_>, one: &EventDraft, other: &EventDraft) -> bool {
    let text = context.page.text();
    let state = |party: &ParticipantDraft| {
        let kind = party.entity.map(|it| context.cast.entities[it].kind);
        party.span.filter(|span| kind == Some(EntityType::Country) && span.end <= one.trigger.start)
    };
    let states: Option<Vec<Span>> = one.participants.iter().map(state).collect();
    let first = states.and_then(|all| all.into_iter().min_by_key(|span| span.start));
    let Some(states) = first.map(|first| Span::new(first.start, one.trigger.start)) else {
        return false;
    };
    one.level.is_some()
        && one.trigger.of(text) == other.trigger.of(text)
        && text[..other.trigger.start as usize].ends_with(states.of(text))
}

/// 日韓首脳会談, 日米韓首脳会談: whether two meetings are of other states, each of which is named as all of them.
fn are_other_rounds(
    context: &Context<'_, '_>,
    one: &EventDraft,
    ones: &BTreeSet<EntityIndex>,
    others: &BTreeSet<EntityIndex>,
) -> bool {
    let meets = matches!(one.kind, EventType::Meet | EventType::Call);
    let states = |all: &BTreeSet<EntityIndex>| {
        let state = |it: &EntityIndex| context.cast.entities[*it].kind == EntityType::Country;
        all.len() > 1 && all.iter().all(state)
    };
    meets && ones != others && states(ones) && states(others)
}

/// 別の首脳と会談した: whether one takes part who is called another than those told of before.
fn is_with_others(context: &Context<'_, '_>, draft: &EventDraft) -> bool {
    let words = draft.participants.iter().filter(|it| it.entity.is_none());
    let mut words = words.filter_map(|it| it.span).map(|span| span.of(context.page.text()));
    let others = &context.language.event.others;
    words.any(|words| others.iter().any(|other| words.starts_with(other.as_str())))
}

/// Whether somebody does in one draft what is done to them in the other.
fn turns(one: &EventDraft, other: &EventDraft) -> bool {
    use keii_model::ParticipantRole::{Actor, Recipient};
    let opposite = |one: &ParticipantDraft, other: &ParticipantDraft| {
        one.entity.is_some()
            && one.entity == other.entity
            && matches!((one.role, other.role), (Actor, Recipient) | (Recipient, Actor))
    };
    let mut all = one.participants.iter();
    all.any(|it| other.participants.iter().any(|that| opposite(it, that)))
}

/// Whether two meetings of one document are surely one: of the same people, or told of without anybody.
pub(super) fn is_same(context: &Context<'_, '_>, one: &EventDraft, other: &EventDraft) -> bool {
    let bare = one.participants.is_empty() || other.participants.is_empty();
    same(context, one, other) || (bare && agrees(context, one, other))
}

/// Whether a draft that tells of nobody takes up the words of an earlier one (停戦は、選挙後), or the
/// other way round. Of offices taken one after another each is another.
fn again(context: &Context<'_, '_>, one: &EventDraft, other: &EventDraft) -> bool {
    use EventType::{Appoint, Join};
    let text = context.page.text();
    let (words, others) = (one.trigger.of(text), other.trigger.of(text));
    let settings = &context.language.event;
    let poll = settings.polls.end(others);
    let apart = matches!(other.kind, Appoint | Join);
    let time = |draft: &EventDraft| draft.time.as_ref().and_then(|time| time.value.clone());
    // 先月の選挙, 今月の選挙: a day without a value is a day none the less.
    let dated = |draft: &EventDraft| {
        let told = draft.evidence.first();
        told.is_some_and(|span| {
            context.times_in(*span).iter().any(|time| time.kind == TimeType::Date)
        })
    };
    if time(other).is_none() && dated(other) || earlier::is_told(one) != earlier::is_told(other) {
        return false;
    }
    (one.participants.is_empty() || other.participants.is_empty())
        && (words.ends_with(others) || others.ends_with(words))
        && (!apart || poll)
        && (time(other).is_none() || time(one) == time(other))
        && agrees(context, one, other)
}

/// Whether a draft adds nothing to the one that it takes up.
fn tells_nothing(draft: &EventDraft) -> bool {
    draft.participants.is_empty()
        && draft.time.is_none()
        && draft.place.is_none()
        && draft.duration.is_none()
}

/// Whether nothing in type, stage, time and place speaks against two drafts telling of one happening.
fn agrees(context: &Context<'_, '_>, one: &EventDraft, other: &EventDraft) -> bool {
    let time = match (&one.time, &other.time) {
        (Some(one), Some(other)) => {
            one.value == other.value || one.value.is_none() != other.value.is_none()
        }
        _ => true,
    };
    let name = |draft: &EventDraft| draft.place.as_ref().and_then(|place| place.entity);
    let place = match (name(one), name(other)) {
        (Some(one), Some(other)) => {
            one == other || context.cast.entities[one].kind != context.cast.entities[other].kind
        }
        _ => true,
    };
    one.kind == other.kind
        && stage(one.status) == stage(other.status)
        && time
        && place
        && (!is_one_of_many(context, one, other)
            || is_when(one, other)
            || is_one_word(context, one, other))
}

/// Whether words or day must tell that two drafts are of one happening: of no type, or what somebody may say
/// again in the next sentence.
fn is_one_of_many(context: &Context<'_, '_>, one: &EventDraft, other: &EventDraft) -> bool {
    use EventType::{Accuse, Demand, Other, Praise, Speak, Threaten};
    let sentence = |draft: &EventDraft| context.page.sentence_at(draft.trigger.start);
    match one.kind {
        Other => true,
        Accuse | Demand | Praise | Speak | Threaten => sentence(one) != sentence(other),
        _ => false,
    }
}

/// 取得し、…取得した: of happenings of no type the words must tell that they are one.
fn is_one_word(context: &Context<'_, '_>, one: &EventDraft, other: &EventDraft) -> bool {
    let text = context.page.text();
    let kana = |it: char| ('\u{3041}'..='\u{3096}').contains(&it);
    let words = other.trigger.of(text);
    one.trigger.of(text).chars().any(|it| !kana(it) && words.contains(it))
}

/// Whether two drafts that name nobody tell of people of one kind (51歳の男, 男).
fn alike(context: &Context<'_, '_>, one: &EventDraft, other: &EventDraft) -> bool {
    let text = context.page.text();
    let last = |draft: &EventDraft| {
        let words = draft.participants.iter().find_map(|it| it.span);
        words.and_then(|span| span.of(text).chars().next_back())
    };
    last(one).is_some() && last(one) == last(other)
}

/// Statuses that can be said of one and the same mention.
pub(super) fn stage(status: Status) -> u8 {
    match status {
        Status::Possible | Status::Proposed => 0,
        Status::Planned | Status::Agreed => 1,
        Status::Ongoing | Status::Held => 2,
        Status::Postponed => 3,
        Status::Cancelled | Status::Failed | Status::Unlikely => 4,
    }
}

pub(super) fn join(earlier: &mut EventDraft, later: EventDraft) {
    for participant in later.participants {
        if !earlier.participants.iter().any(|it| it.entity == participant.entity) {
            earlier.participants.push(participant);
        }
    }
    earlier.place = earlier.place.take().or(later.place);
    earlier.time = earlier.time.take().or(later.time);
    earlier.approximate |= later.approximate && earlier.duration.is_none();
    earlier.duration = earlier.duration.take().or(later.duration);
    if earlier.outcome.is_none() {
        (earlier.outcome, earlier.end) = (later.outcome, later.end);
    }
    if later.status != earlier.status
        && later.according_to != earlier.according_to
        && let Some(&words) = later.evidence.first()
    {
        earlier.also.push((later.status, words));
    }
    earlier.also.extend(later.also);
    for topic in later.topics {
        if !earlier.topics.contains(&topic) {
            earlier.topics.push(topic);
        }
    }
    for span in later.evidence {
        if !earlier.evidence.iter().any(|told| told.contains(span)) {
            earlier.evidence.push(span);
        }
    }
    earlier.steps.extend(later.steps);
}
