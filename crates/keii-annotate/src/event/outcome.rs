//! What came of a meeting: the words that tell its end.

use keii_model::{EventType, OutcomeEnd, Span, Status};
use keii_rules::Match;
use keii_syntax::{ChunkId, Relation};

use super::Context;
use super::merge::is_same;
use super::tree::Tree;
use crate::draft::EventDraft;

/// How many sentences behind a meeting its outcome may be told.
const NEAR: usize = 2;

/// So many chunks before what came of a meeting may name it.
const PHRASES: usize = 48;

/// Most chunks from a predicate back to the first word that belongs to it.
const WORDS: ChunkId = 24;

/// Gives the meetings told in a sentence, or taken up by it, the outcome that it tells.
pub(super) fn outcomes(
    context: &Context<'_, '_>,
    tree: &Tree<'_>,
    sentence: usize,
    found: &mut [EventDraft],
) {
    let view = context.page.view_of(sentence);
    let span = context.page.sentences[sentence].span;
    for hit in context.language.outcome.find(&view, span) {
        let ended = is_after(context, tree, hit.span.start);
        let Some(predicate) = told_by(context, tree, &hit, ended) else { continue };
        let Some(at) = about(context, tree, sentence, &hit, found) else { continue };
        let event = &mut found[at];
        if event.outcome.is_none() {
            let rule = context.language.outcome.rule(hit.rule).id().to_owned();
            event.outcome = Some(words(context, tree, predicate, event));
            let end = context.language.outcome.output(&hit, "end");
            event.end = end.as_deref().and_then(OutcomeEnd::from_word);
            event.steps.push((rule, Some(hit.span)));
        }
    }
}

/// The predicate that a hit ends in, when it is told as done and not in a quotation. What did not come
/// about by the time after the meeting (会談後の会見では…されず、) is told as done, however the sentence goes on.
fn told_by(
    context: &Context<'_, '_>,
    tree: &Tree<'_>,
    hit: &Match,
    ended: bool,
) -> Option<ChunkId> {
    let tokens = &tree.syntax.tokens;
    let last = tokens.partition_point(|token| token.span.start < hit.span.end).checked_sub(1)?;
    let mut predicate = tree.chunk_of(last)?;
    if tree.chunk(predicate).predicate.is_none() {
        predicate = tree.chunk(predicate).governor?;
    }
    let chunk = tree.chunk(predicate);
    let main = chunk.depth == 0 && tree.relation(predicate) != Relation::Adnominal;
    let clause = tree.relation(predicate) == Relation::Clause;
    let lacked = ended && clause && chunk.predicate.is_some_and(|form| form.negated);
    let told = main && (lacked || is_past(context, tree, predicate));
    told.then_some(predicate)
}

/// Whether a predicate, or the one that it goes before, is past.
pub(super) fn is_past(context: &Context<'_, '_>, tree: &Tree<'_>, predicate: ChunkId) -> bool {
    const REACH: usize = 4;
    let mut current = predicate;
    for _ in 0..REACH {
        let chunk = tree.chunk(current);
        if chunk.predicate.is_some_and(|form| form.past) {
            return true;
        }
        let gerund = &context.language.tense.gerund;
        let plain = tree
            .inflected(current)
            .is_some_and(|last| last.form == keii_syntax::Form::Plain && last.lemma != *gerund);
        match chunk.governor {
            Some(next) if tree.relation(current) == Relation::Clause && !plain => current = next,
            _ => return false,
        }
    }
    false
}

/// The meeting that a sentence tells the outcome of: one told in it before the hit, else the one
/// that it takes up by its noun (協議は…).
fn about(
    context: &Context<'_, '_>,
    tree: &Tree<'_>,
    sentence: usize,
    hit: &Match,
    found: &[EventDraft],
) -> Option<usize> {
    let told_in = |draft: &EventDraft| context.page.sentence_at(draft.trigger.start);
    let own = found.iter().rposition(|draft| {
        meets(draft) && told_in(draft) == Some(sentence) && draft.trigger.end <= hit.span.start
    });
    own.or_else(|| taken_up(context, tree, sentence, hit.span.start, found))
}

/// The meeting held that a sentence takes up before `offset`: by its noun (協議は…, この電話会談を…), or as
/// what goes before (会談後の記者会見では…). It is the last one told near by, or the only one.
pub(super) fn taken_up(
    context: &Context<'_, '_>,
    tree: &Tree<'_>,
    sentence: usize,
    offset: u32,
    found: &[EventDraft],
) -> Option<usize> {
    let settings = &context.language.event;
    let named = is_after(context, tree, offset)
        || (0..).zip(&tree.syntax.chunks).any(|(id, chunk)| {
            let noun = &tree.head(id).lemma;
            let phrase = matches!(
                tree.relation(id),
                Relation::Topic | Relation::Means | Relation::Subject | Relation::Object
            );
            let taken = phrase && settings.meetings.iter().any(|it| noun.ends_with(it.as_str()));
            taken && chunk.span.end <= offset.max(chunk.span.start)
        });
    if !named {
        return None;
    }
    let near = |draft: &EventDraft| {
        let told = context.page.sentence_at(draft.trigger.start);
        told.is_some_and(|told| told < sentence && sentence <= told + NEAR)
    };
    let last = found.iter().rposition(|draft| meets(draft) && near(draft));
    // Further on, a document that has told of one meeting speaks of that one.
    let only = || {
        let mut held = (0..found.len()).filter(|&at| meets(&found[at]));
        let first = held.next()?;
        held.all(|at| is_same(context, &found[first], &found[at])).then_some(first)
    };
    last.or_else(only)
}

/// Whether a phrase before `offset` tells that what follows was after a meeting (会談後の).
fn is_after(context: &Context<'_, '_>, tree: &Tree<'_>, offset: u32) -> bool {
    let settings = &context.language.event;
    let text = context.page.text();
    let chunks = &tree.syntax.chunks;
    let upto = chunks.partition_point(|chunk| chunk.span.start < offset);
    let near = chunks[..upto].iter().rev().take(PHRASES);
    let mut before = near.filter(|chunk| chunk.span.end <= offset);
    before.any(|chunk| {
        settings.meetings.iter().any(|noun| {
            let behind = chunk.span.of(text).split_once(noun.as_str()).map(|(_, behind)| behind);
            behind.is_some_and(|rest| settings.after.all().any(|it| rest.starts_with(it)))
        })
    })
}

fn meets(draft: &EventDraft) -> bool {
    use EventType::{Call, Mediate, Meet, Negotiate};
    matches!(draft.kind, Meet | Call | Negotiate | Mediate)
        && matches!(draft.status, Status::Held | Status::Failed)
}

/// The words of the outcome: the predicate with what belongs to it, behind the meeting itself.
fn words(
    context: &Context<'_, '_>,
    tree: &Tree<'_>,
    predicate: ChunkId,
    event: &EventDraft,
) -> Span {
    let whole = tree.chunk(predicate).span;
    let bound = event.trigger.end;
    let nouns = &context.language.event.meetings;
    let belongs = |id: ChunkId| {
        let chunk = tree.chunk(id);
        let meeting = nouns.iter().any(|noun| tree.head(id).lemma.ends_with(noun.as_str()));
        let own = chunk.span.start >= bound || chunk.span.end <= event.trigger.start;
        let clause = chunk.predicate.is_some() && tree.relation(id) == Relation::Clause;
        own && !(meeting && tree.relation(id) != Relation::Genitive) && !clause
    };
    let mut first = predicate;
    while first > 0 && predicate - first < WORDS && belongs(first - 1) {
        first -= 1;
    }
    tree.chunk(first).span.join(whole)
}
