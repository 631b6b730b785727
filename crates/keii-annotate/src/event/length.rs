//! How long.

use keii_model::{EventType, Span, Status, TimeType};
use keii_syntax::{ChunkId, Relation};

use super::Context;
use super::frame::Frame;
use super::tree::Tree;
use super::trigger::Trigger;
use crate::draft::TimeDraft;

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
    // 約4時間会談し、協議を続けることで一致した: how long the clause before took.
    let another =
        |id: ChunkId| tree.relation(id) == Relation::Clause && tree.chunk(id).predicate.is_some();
    let told = |id: &&ChunkId| !tree.chunk(**id).quotation && !another(**id);
    let spans = frame.parts.iter().flat_map(|&part| {
        tree.dependents(part).iter().filter(told).flat_map(|id| {
            // 長く続いた協議: the length stands in a clause before the noun.
            let below =
                tree.chunk(*id).predicate.is_some() && tree.relation(*id) == Relation::Adnominal;
            let inner = if below { tree.dependents(*id) } else { &[] };
            std::iter::once(*id).chain(inner.iter().copied())
        })
    });
    spans.map(|id| tree.chunk(id).span).find_map(|span| length_in(context, span))
}

/// The first length of time told in a stretch, and whether it is approximate. 3年ぶり is how long
/// ago it was that it happened before.
fn length_in(context: &Context<'_, '_>, span: Span) -> Option<(String, bool)> {
    let anew = |time: &&TimeDraft| {
        let rest = &context.page.text()[time.span.end as usize..];
        context.language.event.anew.iter().any(|word| rest.starts_with(word.as_str()))
    };
    // 9秒58で優勝した: a record is measured by it.
    let record = |time: &&TimeDraft| time.value.as_deref().is_some_and(|it| it.contains('.'));
    let times = context.times_in(span).iter();
    let mut times = times.filter(|time| !anew(time) && !record(time));
    let time = times.find(|time| time.kind == TimeType::Duration && time.value.is_some())?;
    Some((time.value.clone()?, time.approximate))
}
