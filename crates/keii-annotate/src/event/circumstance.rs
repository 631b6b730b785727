//! Where and when.

use keii_model::{Anchor, Edtf, EntityType, EventType, Span, Status, TimeBasis, TimeType};
use keii_syntax::{ChunkId, Pos, Relation};

use super::Context;
use super::frame::Frame;
use super::role::{is_destination, is_stationed};
use super::stand::{self, Stand};
use super::tree::Tree;
use super::trigger::{Form, Trigger};
use crate::draft::{EventTimeDraft, Mention, PlaceDraft, TimeDraft};
use crate::speech::read;

/// The place of what a trigger tells; of a visit or an invitation the destination.
pub(super) fn place(
    context: &Context<'_, '_>,
    tree: &Tree<'_>,
    trigger: &Trigger<'_>,
    frame: &Frame,
) -> Option<PlaceDraft> {
    let destination = is_destination(trigger.kind) || is_stationed(trigger.kind);
    let mut found: Vec<&Mention> = Vec::new();
    for &part in &frame.parts {
        for &id in tree.dependents(part) {
            let Some(standing) = stand::of(context, tree, id) else {
                found.extend(facility(context, tree, id).filter(|_| !destination));
                continue;
            };
            let owner = standing.stand == Stand::Owner && part == trigger.chunk;
            let fits = match standing.stand {
                Stand::Place => true,
                Stand::Object if trigger.kind == EventType::Attack => true,
                Stand::Recipient | Stand::Object => destination,
                Stand::Owner => owner && trigger.kind == EventType::Annex,
                _ => false,
            };
            found.extend(standing.mentions.last().copied().filter(|_| fits));
        }
        found.extend(towards(context, tree, part).filter(|_| destination));
    }
    if trigger.stays {
        found.extend(stayed_at(context, tree, trigger));
    }
    if found.is_empty() && !destination {
        found.extend(visited(context, tree, trigger));
    }
    if found.is_empty() && !destination && (frame.tense.is_some() || frame.below.is_some()) {
        found.extend(overhead(context, tree, trigger, frame));
    }
    found.retain(|mention| {
        let kind = context.cast.entity(mention).kind;
        // スーダンの内戦: a country at war takes part in it.
        let state = kind == EntityType::Country && trigger.kind != EventType::War;
        kind == EntityType::Place || state
    });
    if found.is_empty() {
        found.extend(glued(context, tree, trigger, destination));
    }
    if found.is_empty() && trigger.receives {
        let country = |it: &&Mention| context.cast.entity(it).kind == EntityType::Country;
        found.extend(host(context, tree, trigger, frame).filter(country));
    }
    if found.is_empty() {
        return unnamed(context, tree, frame, destination);
    }
    let mention =
        found.into_iter().min_by_key(|mention| mention.span.start.abs_diff(trigger.span.start))?;
    Some(PlaceDraft { entity: Some(mention.entity), span: whole(context, mention) })
}

/// ソウル会談: the place that the compound of the trigger begins with.
fn glued<'a>(
    context: &Context<'a, '_>,
    tree: &Tree<'_>,
    trigger: &Trigger<'_>,
    destination: bool,
) -> Option<&'a Mention> {
    let compound = stand::compound(context, tree, trigger.chunk, trigger.span);
    // 大阪府警逮捕: whose police it is, not where.
    let meets = matches!(trigger.kind, EventType::Meet | EventType::Negotiate);
    compound.last().copied().filter(|last| {
        let kind = context.cast.entity(last).kind;
        let place = kind == EntityType::Place || destination && kind == EntityType::Country;
        place && (meets || last.phrase.end == trigger.span.start)
    })
}

/// 東京で…し、会談した, 南部では、…衝突が続いているという: the place that a clause above is set in.
fn overhead<'a>(
    context: &Context<'a, '_>,
    tree: &Tree<'_>,
    trigger: &Trigger<'_>,
    frame: &Frame,
) -> Option<&'a Mention> {
    const STEPS: usize = 4;
    let mut current = frame.top(trigger);
    let mut told = false;
    for _ in 0..STEPS {
        let next = tree.chunk(current).governor?;
        let noun = tree.chunk(next).predicate.is_none();
        let planned = noun && !tree.hits_in(tree.chunk(next).span).is_empty();
        match tree.relation(current) {
            Relation::Clause => {}
            Relation::Quote => told = true,
            Relation::Adnominal if planned || tree.head(next).pos == Pos::FormalNoun => {}
            Relation::Means | Relation::Dative | Relation::Object if planned || !noun => {}
            _ => return None,
        }
        let place = tree.dependents(next).iter().copied().filter(|id| *id < trigger.chunk);
        // Behind what is said only the topic reaches into it.
        let mut place = place.filter(|id| !told || tree.relation(*id) == Relation::Topic);
        let set = |id: ChunkId| stand::of(context, tree, id).filter(|it| it.stand == Stand::Place);
        if let Some(found) = place.find_map(set) {
            return found.mentions.last().copied();
        }
        current = next;
    }
    None
}

/// 第三国で: a place without a name.
fn unnamed(
    context: &Context<'_, '_>,
    tree: &Tree<'_>,
    frame: &Frame,
    destination: bool,
) -> Option<PlaceDraft> {
    let settings = context.language.event;
    let text = context.page.text();
    // 被災地 may be two words of the dictionary.
    let named = |id: ChunkId| {
        let chunk = tree.chunk(id);
        let words = chunk.span.of(text);
        let found = settings.places.iter().filter_map(|word| Some((words.find(word)?, word)));
        let (at, word) = found.max_by_key(|(_, word)| word.len())?;
        let start = chunk.span.start + u32::try_from(at).expect("a chunk fits into the text");
        let end = start + u32::try_from(word.len()).expect("a word fits into the text");
        Some(Span::new(start, end)).filter(|_| chunk.predicate.is_none() && !chunk.quotation)
    };
    let place = |id: ChunkId| {
        let span = named(id)?;
        let tail = Span::new(span.end, tree.chunk(id).span.end).of(text);
        let towards = destination && settings.recipient.iter().any(|particle| particle == tail);
        let fits = towards || settings.place.iter().any(|particle| particle == tail);
        fits.then_some(span)
    };
    let mut all = frame.parts.iter().flat_map(|part| tree.dependents(*part)).copied();
    Some(PlaceDraft { entity: None, span: all.find_map(place)? })
}

/// ロシアは代表団を受け入れた: whoever receives is where the others go, when it is a country.
fn host<'a>(
    context: &Context<'a, '_>,
    tree: &Tree<'_>,
    trigger: &Trigger<'_>,
    frame: &Frame,
) -> Option<&'a Mention> {
    let parts = std::iter::once(trigger.chunk).chain(frame.path.iter().copied());
    let standings = parts.flat_map(|part| tree.dependents(part));
    let mut leads = standings
        .filter_map(|id| stand::of(context, tree, *id))
        .filter(|standing| matches!(standing.stand, Stand::Topic | Stand::Subject));
    leads.next().and_then(|standing| standing.mentions.last().copied())
}

/// 金海空港にある施設で: the place whose part or building it is.
fn facility<'a>(context: &Context<'a, '_>, tree: &Tree<'_>, id: ChunkId) -> Option<&'a Mention> {
    const WORDS: u32 = 90;
    let buildings = &context.language.event.buildings;
    let head = tree.head(id);
    let building = buildings.iter().any(|word| head.lemma.ends_with(word.as_str()));
    if tree.relation(id) != Relation::Means || !building || tree.chunk(id).quotation {
        return None;
    }
    let first = tree.dependents(id).iter().copied().min()?;
    let first = tree.dependents(first).iter().copied().min().unwrap_or(first);
    let start = tree.chunk(first).span.start.max(head.span.start.saturating_sub(WORDS));
    let named = context.cast.within(Span::new(start.min(head.span.start), head.span.start));
    named.rev().find(|mention| context.cast.entity(mention).kind == EntityType::Place)
}

/// 訪問先のオスロで: the place of a stay.
fn stayed_at<'a>(
    context: &Context<'a, '_>,
    tree: &Tree<'_>,
    trigger: &Trigger<'_>,
) -> Option<&'a Mention> {
    let place = tree.chunk(trigger.chunk).governor?;
    context.cast.within(tree.chunk(place).span).last()
}

/// オスロを訪れ、Aと会談した: they meet where the clause before says that one of them came.
fn visited<'a>(
    context: &Context<'a, '_>,
    tree: &Tree<'_>,
    trigger: &Trigger<'_>,
) -> Option<&'a Mention> {
    use EventType::{Deploy, Meet, Sign, Visit};
    if !matches!(trigger.kind, Meet | Sign) || trigger.form != Form::Verbal {
        return None;
    }
    let came = |id: &ChunkId| {
        let entry = context.language.event_trigger.get(&tree.head(*id).lemma);
        let kind: Option<EventType> = entry.and_then(|entry| read(entry.field("type")));
        tree.relation(*id) == Relation::Clause && matches!(kind, Some(Visit | Deploy))
    };
    // Of a plan for both the first hangs on the noun that says so.
    let own = tree.dependents(trigger.chunk).iter().copied();
    let first = own.clone().min().unwrap_or(trigger.chunk).checked_sub(1);
    let shared = first.filter(|id| tree.chunk(*id).governor > Some(trigger.chunk));
    let clause = own.rev().chain(shared).find(came)?;
    let mut went = tree.dependents(clause).iter().filter_map(|id| stand::of(context, tree, *id));
    let place = went.find(|standing| matches!(standing.stand, Stand::Object | Stand::Recipient))?;
    place.mentions.last().copied()
}

/// 首都への訪問に招いた: the destination stands before the noun of the journey.
fn towards<'a>(context: &Context<'a, '_>, tree: &Tree<'_>, part: ChunkId) -> Option<&'a Mention> {
    let journey = tree.dependents(part).iter().filter(|id| {
        matches!(tree.relation(**id), Relation::Object | Relation::Dative | Relation::To)
    });
    journey
        .flat_map(|id| tree.dependents(*id))
        .filter_map(|id| stand::of(context, tree, *id))
        .find(|standing| matches!(standing.stand, Stand::Recipient | Stand::Place))
        .and_then(|standing| standing.mentions.last().copied())
}

/// A place with the wider one right before it: 山形県米沢市.
fn whole(context: &Context<'_, '_>, mention: &Mention) -> Span {
    let from = mention.span.start.saturating_sub(60);
    let before = context.cast.within(Span::new(from, mention.span.start)).next_back();
    match before {
        Some(wider)
            if wider.span.end == mention.span.start
                && context.cast.entity(wider).kind == EntityType::Place =>
        {
            wider.span.join(mention.span)
        }
        _ => mention.span,
    }
}

/// The time told with a trigger: of its own words, else of the clauses it goes on from.
pub(super) fn time(
    context: &Context<'_, '_>,
    tree: &Tree<'_>,
    trigger: &Trigger<'_>,
    frame: &Frame,
    status: Status,
) -> Option<EventTimeDraft> {
    let mut spans: Vec<Span> = Vec::new();
    // 10日、会談の延期を発表した: the date is that of the announcement.
    let agreed = status == Status::Agreed && trigger.kind == EventType::Ceasefire;
    let settled =
        matches!(status, Status::Held | Status::Ongoing | Status::Planned | Status::Failed)
            || agreed;
    let own = std::iter::once(trigger.chunk).chain(frame.own.iter().copied());
    let outer = frame.parts.iter().chain(&frame.venue).copied().filter(|_| settled);
    // 来月、会談する予定だ: the date may hang on the noun of the plan.
    let above = frame.path.iter().copied().filter(|_| status == Status::Planned);
    // 19日に会談を開くことで合意した: of what is agreed, what stands beside its own verb.
    let told = |id: &ChunkId| !tree.hits_in(tree.chunk(*id).span).is_empty();
    let due = frame.tense.filter(|id| status == Status::Agreed && !told(id));
    for part in own.chain(outer).chain(above).chain(due) {
        spans.extend(dated(tree, part));
    }
    // 来月に延期された: the day to which it is put off.
    if status == Status::Postponed {
        let off = frame.path.iter().filter(|id| told(id)).flat_map(|id| tree.dependents(*id));
        let to = off.filter(|id| tree.relation(**id) == Relation::Dative);
        spans.extend(to.map(|id| tree.chunk(*id).span));
    }
    spans.push(tree.chunk(trigger.chunk).span);
    let own = nearest(context, trigger, &spans);
    let told = frame.tense.is_some() || frame.below.is_some();
    if own.is_some() || !told || !settled {
        return own;
    }
    let mut current = frame.top(trigger);
    for _ in 0..6 {
        let chunk = tree.chunk(current);
        let Some(next) = chunk.governor else { break };
        let formal = tree.relation(current) == Relation::Adnominal
            && (tree.head(next).pos == Pos::FormalNoun
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
            break;
        }
        let spans: Vec<Span> =
            dated(tree, next).filter(|span| span.end <= trigger.span.start).collect();
        if let Some(found) = nearest(context, trigger, &spans) {
            return Some(found);
        }
        current = next;
    }
    shared(context, tree, trigger)
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

/// 24日、…を出動させ、…を空爆した: the date of the clause before, that leads the sentence.
fn shared(
    context: &Context<'_, '_>,
    tree: &Tree<'_>,
    trigger: &Trigger<'_>,
) -> Option<EventTimeDraft> {
    let clause = |id: &ChunkId| {
        tree.relation(*id) == Relation::Clause
            && tree.chunk(*id).predicate.is_some_and(|form| !form.past && !form.negated)
            && tree.chunk(*id).comma
    };
    let before = tree.dependents(trigger.chunk).iter().copied().rfind(clause)?;
    let spans: Vec<Span> = dated(tree, before).collect();
    nearest(context, trigger, &spans)
}

/// Whether a date is one day or one month, however much of it is known.
pub(super) fn is_dated(date: &Edtf) -> bool {
    let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let mut behind_year = date.as_str().split('-').skip(1);
    let is_month = behind_year.next().is_some_and(is_number) && behind_year.next().is_none();
    date.day_of_month().is_some() || is_month
}

/// The chunks that may tell when: what depends on a chunk, and is no clause or quotation.
fn dated<'t>(tree: &'t Tree<'_>, part: ChunkId) -> impl Iterator<Item = Span> + 't {
    let dependents = tree.dependents(part).iter().map(|id| tree.chunk(*id));
    dependents.filter(|chunk| chunk.predicate.is_none() && !chunk.quotation).map(|chunk| chunk.span)
}

/// The date nearest to the trigger in these stretches.
fn nearest(
    context: &Context<'_, '_>,
    trigger: &Trigger<'_>,
    spans: &[Span],
) -> Option<EventTimeDraft> {
    let tells = |time: &&TimeDraft| {
        let known = time.value.is_some() || time.offset.is_some() || time.anchor == Anchor::Weekday;
        let until = time.value.as_deref().is_some_and(|value| value.starts_with(".."));
        time.kind == TimeType::Date && known && !until
    };
    let time = spans
        .iter()
        .flat_map(|span| context.times_in(*span))
        .filter(tells)
        .min_by_key(|time| time.span.start.abs_diff(trigger.span.start))?;
    let value: Option<Edtf> = time.value.as_deref().and_then(|value| value.parse().ok());
    let basis = match time.anchor {
        Anchor::Absolute => TimeBasis::Absolute,
        Anchor::Document => TimeBasis::Document,
        Anchor::Event => TimeBasis::Event,
        Anchor::Weekday => TimeBasis::Weekday,
        Anchor::None => TimeBasis::None,
    };
    Some(EventTimeDraft { value, basis, span: Some(time.span) })
}

/// How long it took, and whether that is approximate.
pub(super) fn duration(
    context: &Context<'_, '_>,
    tree: &Tree<'_>,
    trigger: &Trigger<'_>,
    frame: &Frame,
    status: Status,
) -> Option<(String, bool)> {
    use EventType::{
        Accuse, Agree, Aid, Appoint, Demand, Ease, Join, Legislate, Praise, Reject, Resign,
        Sanction, Sign,
    };
    // 懲役5年の判決: what is done in a moment has no length, but 1年間見合わせる a delay.
    if status != Status::Postponed
        && matches!(
            trigger.kind,
            Accuse
                | Agree
                | Aid
                | Appoint
                | Demand
                | Ease
                | Join
                | Legislate
                | Praise
                | Reject
                | Resign
                | Sanction
                | Sign
        )
    {
        return None;
    }
    let own = frame.parts.first().copied();
    let inside = own.and_then(|id| length_in(context, tree.chunk(id).span));
    if inside.is_some() {
        return inside;
    }
    let spans = frame.parts.iter().flat_map(|&part| {
        tree.dependents(part).iter().filter(|id| !tree.chunk(**id).quotation).flat_map(|id| {
            // 長く続いた協議: the length stands in a clause before the noun.
            let below =
                tree.chunk(*id).predicate.is_some() && tree.relation(*id) == Relation::Adnominal;
            let inner = if below { tree.dependents(*id) } else { &[] };
            std::iter::once(*id).chain(inner.iter().copied())
        })
    });
    spans.map(|id| tree.chunk(id).span).find_map(|span| length_in(context, span))
}

/// The first length of time told in a stretch, and whether it is approximate.
fn length_in(context: &Context<'_, '_>, span: Span) -> Option<(String, bool)> {
    let mut times = context.times_in(span).iter();
    let time = times.find(|time| time.kind == TimeType::Duration && time.value.is_some())?;
    Some((time.value.clone()?, time.approximate))
}
