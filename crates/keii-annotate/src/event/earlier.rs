//! What happened before, told by when it last did: 会談は昨年11月以来となる, 発射は4月に続き今年2回目だ.

use keii_model::{Edtf, Status};
use keii_syntax::{ChunkId, Pos, Relation};

use super::progress::{Ground, Progress};
use super::tree::Tree;
use super::trigger::{Form, Trigger};
use super::{Context, when};
use crate::draft::{EventDraft, EventTimeDraft, TimeDraft};

/// The step of a happening that is told by when it last took place.
const EARLIER: &str = "status.earlier";

/// When it last took place, where the sentence counts from then.
pub(super) fn last_time(
    context: &Context<'_, '_>,
    tree: &Tree<'_>,
    trigger: &Trigger<'_>,
) -> Option<(Progress, EventTimeDraft)> {
    let lead = lead(tree, trigger)?;
    let behind = (lead + 1..).zip(&tree.syntax.chunks[lead as usize + 1..]);
    let near = behind.take_while(|(id, chunk)| {
        let copula = chunk.predicate.is_none_or(|form| form.copula);
        copula || counts_on(context, tree, *id)
    });
    let time = near.flat_map(|(_, chunk)| context.times_in(chunk.span)).find(|time| {
        time.span.start > trigger.span.end
            && (counts_from(context, time) || is_before(context, time))
    })?;
    // 2019年以来 reaches up to now; what took place did so at its beginning.
    let value = time.value.as_ref()?.trim_end_matches("/..");
    let value: Edtf = value.parse().ok()?;
    let told = when::event_time(time)?;
    let progress = Progress::new(Status::Held, EARLIER, Some(time.span));
    Some((progress, EventTimeDraft { value: Some(value), ..told }))
}

/// Whether a draft tells of what had happened before.
pub(super) fn is_told(draft: &EventDraft) -> bool {
    draft.steps.iter().any(|(step, _)| step == EARLIER)
}

/// The chunk that the sentence is about, where that is the happening: 会談は, 発射するのは.
fn lead(tree: &Tree<'_>, trigger: &Trigger<'_>) -> Option<ChunkId> {
    use Relation::{Adnominal, Also, Subject, Topic};
    let own = trigger.chunk;
    if tree.chunk(own).predicate.is_some_and(|form| form.negated) {
        return None;
    }
    let leads = |id: &ChunkId| matches!(tree.relation(*id), Topic | Subject | Also);
    let formal = tree.chunk(own).governor.filter(|noun| {
        trigger.form == Form::Verbal
            && tree.relation(own) == Adnominal
            && tree.head(*noun).pos == Pos::FormalNoun
    });
    Some(own).filter(leads).or(formal.filter(leads))
}

/// 4月に|続き: whether a verb only says after which the next one is counted.
fn counts_on(context: &Context<'_, '_>, tree: &Tree<'_>, id: ChunkId) -> bool {
    let before = id.checked_sub(1).map_or(0, |before| tree.chunk(before).span.start);
    let rest = &context.page.text()[before as usize..tree.chunk(id).span.end as usize];
    context.language.event.following.iter().any(|word| rest.contains(word.as_str()))
}

/// 昨年11月以来。, 2019年以来5年ぶり: but not 2019年以来続いている.
pub(super) fn counts_from(context: &Context<'_, '_>, time: &TimeDraft) -> bool {
    let settings = context.language.event;
    let text = context.page.text();
    let word = settings.since_last.as_str();
    let own = time.span.of(text).ends_with(word);
    let rest = &text[time.span.end as usize..];
    let Some(rest) = rest.strip_prefix(word).or_else(|| own.then_some(rest)) else { return false };
    let counted = |rest: &str| rest.starts_with(char::is_numeric);
    let rest = rest.trim_start_matches('、');
    rest.is_empty()
        || counted(rest)
        || settings.predicating.iter().any(|word| rest.starts_with(word.as_str()))
}

/// 4月に続き…2回目.
fn is_before(context: &Context<'_, '_>, time: &TimeDraft) -> bool {
    /// How far behind the number stands, in characters.
    const REACH: usize = 24;
    let settings = context.language.event;
    let rest = &context.page.text()[time.span.end as usize..];
    let follows = settings.following.iter().any(|word| rest.starts_with(word.as_str()));
    let end = rest.char_indices().nth(REACH).map_or(rest.len(), |(at, _)| at);
    let near = rest[..end].split('。').next().unwrap_or_default();
    follows && settings.counted.iter().any(|word| near.contains(word.as_str()))
}

/// 就任して以来: whether something else is counted from then.
pub(super) fn is_since(ground: &Ground<'_, '_>, predicate: ChunkId) -> bool {
    let Ground { context, tree, trigger, .. } = ground;
    // 開かれて以来: of what, the noun tells.
    let support = &context.language.event.support;
    if trigger.form == Form::Verbal && tree.is_headed_by(predicate, support) {
        return false;
    }
    let gerund = tree
        .syntax
        .tokens_of(tree.chunk(predicate))
        .iter()
        .rfind(|it| it.lemma == context.language.tense.gerund);
    let since = context.language.event.since_last.as_str();
    gerund.is_some_and(|it| context.page.text()[it.span.end as usize..].starts_with(since))
}
