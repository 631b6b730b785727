//! What a sentence holds without telling that it happened: what somebody denies, an office that was
//! held for a time, a deed that only says which noun is meant.

use keii_model::{AttributionType, EventType, Status};
use keii_syntax::{ChunkId, Pos, Relation};

use super::progress::Ground;
use super::trigger::Form;
use super::{plain, stand, unnamed};
use crate::draft::EventDraft;
use crate::words::Words;

/// Whether a draft is of something that the sentence does not tell as a happening.
pub(super) fn is_withheld(ground: &Ground<'_, '_>, draft: &EventDraft) -> bool {
    is_term(ground, draft)
        || is_name(ground)
        || is_attribute(ground, draft)
        || is_disputed(ground)
        || comes_about(ground, draft)
        || is_counted_from(ground)
        || is_answer(ground, draft)
}

/// 「…」と応じた: no consent, and what somebody says is told by their words.
fn is_answer(ground: &Ground<'_, '_>, draft: &EventDraft) -> bool {
    let Ground { context, trigger, .. } = ground;
    let said = context.said_with(trigger.span);
    trigger.kind != draft.kind
        && draft.kind == EventType::Other
        && trigger.form == Form::Verbal
        && said.is_some_and(|said| said.kind == AttributionType::Direct)
}

/// 就任後初めて会談した: what something else is the first after.
fn is_counted_from(ground: &Ground<'_, '_>) -> bool {
    let Ground { context, trigger, .. } = ground;
    let settings = &context.language.event;
    let sentence = context.page.sentences[ground.sentence].span;
    let rest = &context.page.text()[trigger.span.end as usize..sentence.end as usize];
    let counted = settings.firsts.iter().any(|first| {
        let before = rest.split(first.as_str()).next().unwrap_or_default();
        before.len() < rest.len() && settings.after.hold(before.trim_end_matches('、'))
    });
    trigger.form == Form::Nominal && counted
}

/// 「一時休戦」といった提案: a noun alone in marks that something is called.
fn is_name(ground: &Ground<'_, '_>) -> bool {
    let Ground { context, trigger, .. } = ground;
    let marks = context.page.quotation_around(trigger.span);
    marks.map(|at| &context.page.quotations[at]).is_some_and(|marks| {
        let rest = &context.page.text()[marks.span.end as usize..];
        marks.inner.end == trigger.span.end && context.language.speech.behind_named.begin(rest)
    })
}

/// 10年まで会長を務めた: an office that was held is a state, where one to be held will be taken.
fn is_term(ground: &Ground<'_, '_>, draft: &EventDraft) -> bool {
    ground.trigger.kind == EventType::Appoint
        && ground.trigger.is_marked("lasting")
        && matches!(draft.status, Status::Held | Status::Ongoing)
}

/// 国に変革が訪れた: what comes is no visitor.
fn comes_about(ground: &Ground<'_, '_>, draft: &EventDraft) -> bool {
    let Ground { context, tree, trigger, .. } = ground;
    let somebody = |id: &ChunkId| stand::unnamed(context, tree, *id).is_some();
    let subject = |id: &&ChunkId| tree.relation(**id) == Relation::Subject;
    trigger.kind == EventType::Visit
        && trigger.form == Form::Verbal
        && draft.participants.is_empty()
        && unnamed::has_nameless(context, tree, trigger, trigger.chunk)
        && !tree.dependents(trigger.chunk).iter().filter(subject).any(somebody)
}

/// 民主的に選出された政府に対して: told of nobody, at no time and nowhere, it only says which is meant.
fn is_attribute(ground: &Ground<'_, '_>, draft: &EventDraft) -> bool {
    let Ground { tree, trigger, .. } = ground;
    let noun = tree.chunk(trigger.chunk).governor;
    trigger.form == Form::Verbal
        && draft.status == Status::Held
        && draft.participants.is_empty()
        && draft.time.is_none()
        && draft.place.is_none()
        && plain::is_passing(ground)
        && noun.is_some_and(|noun| tree.head(noun).pos != Pos::AdverbialNoun)
}

/// 部隊を移動させたとする指摘を否定した, 攻撃があったとの情報は確認されていない: what is denied or not confirmed is not told.
fn is_disputed(ground: &Ground<'_, '_>) -> bool {
    const STEPS: usize = 4;
    let Ground { context, tree, trigger, frame, .. } = ground;
    let settings = context.language.event;
    let is = |list: &Words, id: ChunkId| list.hold(&tree.head(id).lemma);
    let verbal = trigger.form == Form::Verbal;
    let told = frame.tense.filter(|_| trigger.form == Form::Nominal);
    let mut current = told.unwrap_or(trigger.chunk);
    let unconfirmed = |id: ChunkId| {
        is(&settings.proving, id) && tree.chunk(id).predicate.is_some_and(|it| it.negated)
    };
    for _ in 0..STEPS {
        let Some(next) = tree.chunk(current).governor else { return false };
        match tree.relation(current) {
            Relation::Quote | Relation::Adnominal if told.is_some() || verbal => current = next,
            Relation::Object | Relation::Topic | Relation::Also | Relation::Subject => {
                let claim = current != trigger.chunk && is(&settings.claims, current);
                return claim && (is(&settings.denying, next) || unconfirmed(next));
            }
            _ => return false,
        }
    }
    false
}
