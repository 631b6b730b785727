//! What is announced and has yet to be done, and what was to come and did not.

use keii_model::{EventType, Span, Status};
use keii_syntax::{ChunkId, Relation};

use super::ending::{Ending, ending};
use super::nature;
use super::progress::{Ground, Progress};
use super::trigger::Form;

/// 撤退を発表した: what is announced is to come, and a deal of two or a halt agreed.
pub(super) fn announced(ground: &Ground<'_, '_>, told: &Progress) -> Option<Progress> {
    let Ground { context, tree, trigger, frame, .. } = ground;
    let declaring = &context.language.event.declaring;
    let declared = told.status == Status::Held
        && nature::announced(trigger.kind)
        && trigger.form == Form::Nominal
        && tree.relation(trigger.chunk) == Relation::Object
        && frame.tense.is_some_and(|id| tree.is_headed_by(id, declaring));
    let agreed = trigger.symmetric || trigger.kind == EventType::Ceasefire;
    let status = if agreed { Status::Agreed } else { Status::Planned };
    declared.then(|| Progress::new(status, "status.announced", told.span))
}

/// 核実験の準備を進めている, 発射準備をしている: what is prepared is to come.
pub(super) fn prepared(ground: &Ground<'_, '_>) -> Option<Progress> {
    let Ground { context, tree, trigger, .. } = ground;
    let preparing = &context.language.event.preparing;
    let chunk = tree.chunk(trigger.chunk);
    let owned = tree.relation(trigger.chunk) == Relation::Genitive;
    let noun = chunk.governor.filter(|id| owned && tree.is_headed_by(*id, preparing));
    // 協議のため訪米した: what one goes for. But 衝突のため中止した.
    use EventType::{Call, Meet, Negotiate, Sign};
    let sought = matches!(trigger.kind, Call | Meet | Negotiate | Sign);
    let aiming = &context.language.event.aiming;
    let aim = chunk.governor.filter(|id| owned && sought && tree.is_headed_by(*id, aiming));
    let noun = noun.or(aim);
    // Glued to its word, or the noun that it is of.
    let rest = Span::new(trigger.span.end, chunk.span.end.max(trigger.span.end));
    let glued = tree.is_headed_by(trigger.chunk, preparing)
        && preparing.all().any(|word| rest.of(context.page.text()).starts_with(word));
    let at = noun.or(Some(trigger.chunk).filter(|_| glued))?;
    let verb = tree.chunk(at).governor.and_then(|id| tree.chunk(id).predicate)?;
    let span = Some(tree.chunk(at).span);
    (trigger.form == Form::Nominal && !verb.negated)
        .then(|| Progress::new(Status::Planned, "status.prepared", span))
}

/// What was to come and did not.
pub(super) fn fallen_through(ground: &Ground<'_, '_>, predicate: ChunkId) -> Option<Progress> {
    unrealized(ground, predicate).or_else(|| missed(ground, predicate))
}

/// 会談は実現しなかった: what two were to meet for did not take place.
fn unrealized(ground: &Ground<'_, '_>, predicate: ChunkId) -> Option<Progress> {
    use keii_model::EventType::{Call, Meet, Negotiate, Visit};
    let Ground { context, tree, trigger, .. } = ground;
    let met = matches!(trigger.kind, Call | Meet | Negotiate | Visit);
    let leads = matches!(
        tree.relation(trigger.chunk),
        Relation::Topic | Relation::Subject | Relation::Also
    );
    let fails = tree.is_headed_by(predicate, &context.language.event.realizing);
    let past = tree.chunk(predicate).predicate.is_some_and(|form| form.past && form.negated);
    let span = Some(tree.chunk(predicate).span);
    (met && leads && fails && past && trigger.form == Form::Nominal)
        .then(|| Progress::new(Status::Cancelled, "status.unrealized", span))
}

/// 合意に至らなかった, 合意に達することができなかった: what was sought and not reached failed.
fn missed(ground: &Ground<'_, '_>, predicate: ChunkId) -> Option<Progress> {
    let Ground { context, tree, trigger, frame, .. } = ground;
    let reaches = trigger.kind == EventType::Agree
        && tree.is_headed_by(predicate, &context.language.event.reaching);
    let mut forms =
        frame.path.iter().chain([&predicate]).filter_map(|id| tree.chunk(*id).predicate);
    let past = forms.any(|form| form.past) || matches!(ending(ground, predicate), Ending::Past);
    let span = Some(tree.chunk(predicate).span);
    (reaches && past).then(|| Progress::new(Status::Failed, "status.missed", span))
}

/// 直ちに会談を行い、停戦を守ることで合意した: whether a clause says that it is yet to be done.
pub(super) fn is_forthwith(ground: &Ground<'_, '_>) -> bool {
    let Ground { context, tree, trigger, frame, .. } = ground;
    let Some(predicate) = frame.tense else { return false };
    let words = &context.language.event.forthwith;
    let text = context.page.text();
    let below = [predicate, trigger.chunk].into_iter().flat_map(|id| tree.dependents(id));
    let mut beside = below.map(|id| tree.chunk(*id).span.of(text));
    beside.any(|it| words.iter().any(|word| it.starts_with(word.as_str())))
}
