//! What came of a meeting: the words that tell its end.

use keii_model::{EventType, OutcomeEnd, Span, Status};
use keii_rules::Match;
use keii_syntax::{ChunkId, Relation};

use super::Context;
use super::tree::Tree;
use crate::draft::EventDraft;

/// How many sentences behind a meeting its outcome may be told.
const NEAR: usize = 2;

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
        let Some(predicate) = told_by(context, tree, &hit) else { continue };
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

/// The predicate that a hit ends in, when it is told as done and not in a quotation.
fn told_by(context: &Context<'_, '_>, tree: &Tree<'_>, hit: &Match) -> Option<ChunkId> {
    let tokens = &tree.syntax.tokens;
    let last = tokens.partition_point(|token| token.span.start < hit.span.end).checked_sub(1)?;
    let mut predicate = tree.chunk_of(last)?;
    if tree.chunk(predicate).predicate.is_none() {
        predicate = tree.chunk(predicate).governor?;
    }
    let chunk = tree.chunk(predicate);
    let main = chunk.depth == 0 && tree.relation(predicate) != Relation::Adnominal;
    let told = main && is_past(context, tree, predicate);
    told.then_some(predicate)
}

/// Whether a predicate, or the one that it goes before, is past.
fn is_past(context: &Context<'_, '_>, tree: &Tree<'_>, predicate: ChunkId) -> bool {
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
    use EventType::{Call, Mediate, Meet, Negotiate};
    let told_in = |draft: &EventDraft| context.page.sentence_at(draft.trigger.start);
    let meets = |draft: &&EventDraft| {
        matches!(draft.kind, Meet | Call | Negotiate | Mediate)
            && matches!(draft.status, Status::Held | Status::Failed)
    };
    let own = found.iter().rposition(|draft| {
        meets(&draft) && told_in(draft) == Some(sentence) && draft.trigger.end <= hit.span.start
    });
    own.or_else(|| {
        let nouns = &context.language.event.meetings;
        let taken_up = (0..).zip(&tree.syntax.chunks).any(|(id, chunk)| {
            let noun = &tree.head(id).lemma;
            chunk.span.end <= hit.span.start.max(chunk.span.start)
                && matches!(
                    tree.relation(id),
                    Relation::Topic | Relation::Means | Relation::Subject
                )
                && nouns.iter().any(|it| noun.ends_with(it.as_str()))
        });
        let near = |draft: &EventDraft| {
            told_in(draft).is_some_and(|told| told < sentence && sentence <= told + NEAR)
        };
        let last = found.iter().rposition(|draft| taken_up && meets(&draft) && near(draft));
        // Further on, a document that has told of one meeting speaks of that one.
        let only = || {
            let mut held = (0..found.len()).filter(|&at| meets(&&found[at]));
            held.next().filter(|_| taken_up && held.next().is_none())
        };
        last.or_else(only)
    })
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
