//! What a meeting is or was about.

use keii_model::{EventType, Span, Status};
use keii_rules::Match;
use keii_syntax::{ChunkId, Pos, Relation, Token};

use super::Context;
use super::outcome::taken_up;
use super::tree::Tree;
use crate::draft::EventDraft;

/// Most chunks from the words that close a topic back to its first.
const WORDS: ChunkId = 24;
/// Bytes from a topic to the meeting that it is told before: a clause.
const CLAUSE: u32 = 240;
/// Right before the meeting: a few words.
const BESIDE: u32 = 90;
/// Happenings told before that are looked at.
const REACH: usize = 64;
/// Chunks from a topic up to the verb of talking.
const STEPS: usize = 4;

/// Gives the meetings told in a sentence, or taken up by it, the topics that it tells.
pub(super) fn topics(
    context: &Context<'_, '_>,
    tree: &Tree<'_>,
    sentence: usize,
    found: &mut [EventDraft],
) {
    let view = context.page.view_of(sentence);
    let layer = context.language.topic;
    for hit in layer.find(&view, context.page.sentences[sentence].span) {
        let output = |name: &str| layer.output(&hit, name);
        let Some(span) = words(tree, &hit) else { continue };
        let about = output("how");
        let Some(at) = meeting(context, tree, sentence, &hit, about.as_deref(), found) else {
            continue;
        };
        let topic = (span, output("raised").as_deref() != Some("no"));
        let event = &mut found[at];
        if !event.topics.iter().any(|(known, _)| known.overlaps(span)) {
            event.topics.push(topic);
            event.steps.push((layer.rule(hit.rule).id().to_owned(), Some(hit.span)));
        }
    }
}

/// The words of the topic: those right before the hit, with what belongs to them.
fn words(tree: &Tree<'_>, hit: &Match) -> Option<Span> {
    let tokens = &tree.syntax.tokens;
    let last = tokens.partition_point(|token| token.span.end <= hit.span.start).checked_sub(1)?;
    let closing = tree.chunk_of(last)?;
    let depth = tree.chunk(closing).depth;
    let belongs = |id: ChunkId| {
        let mut above = Some(id);
        // What governs stands behind, so that the way up ends.
        while let Some(at) = above.filter(|&at| at < closing) {
            above = tree.chunk(at).governor;
        }
        let apart = matches!(tree.relation(id), Relation::Topic | Relation::Adverbial);
        above == Some(closing) && !apart && tree.chunk(id).depth == depth
    };
    let mut first = closing;
    while first > 0 && closing - first < WORDS && belongs(first - 1) {
        first -= 1;
    }
    let start = tree.chunk(first).span.start;
    // What goes before a full stop, a dateline and its brackets is no part of it.
    let from = tokens.partition_point(|token| token.span.start < start);
    let within = &tokens[from..=last];
    let stop = within.iter().rposition(|token| matches!(token.pos, Pos::Period));
    let bracket = within.first().filter(|token| token.pos == Pos::Open).and_then(|_| {
        let close = within.iter().position(|token| token.pos == Pos::Close);
        close.filter(|&at| at + 1 < within.len())
    });
    let start = stop.max(bracket).map_or(start, |at| within[at].span.end);
    let said = |token: &Token| token.pos.is_nominal() && token.pos != Pos::Pronoun;
    let own =
        tokens.iter().filter(|token| start <= token.span.start && token.span.end <= hit.span.start);
    let own: Vec<&Token> = own.filter(|token| said(token)).collect();
    (own.len() > 1 || own.first().is_some_and(|only| is_long(only)))
        .then(|| Span::new(start, hit.span.start))
}

/// Whether a word says by itself what is talked of: a name, or more than two letters.
fn is_long(token: &Token) -> bool {
    const LETTERS: u32 = 9;
    matches!(token.pos, Pos::Name(_)) || token.span.end - token.span.start >= LETTERS
}

/// The meeting that a topic is of: the one told right behind it; else, where people talk of it, the
/// one told before it in the sentence, or taken up by it.
fn meeting(
    context: &Context<'_, '_>,
    tree: &Tree<'_>,
    sentence: usize,
    hit: &Match,
    how: Option<&str>,
    found: &[EventDraft],
) -> Option<usize> {
    let span = context.page.sentences[sentence].span;
    let told = |draft: &EventDraft| {
        let here = draft.evidence.iter().chain([&draft.trigger]);
        here.copied().find(|told| span.contains(*told))
    };
    let near = if how == Some("of") { BESIDE } else { CLAUSE };
    let behind = |draft: &EventDraft| {
        let trigger = draft.trigger;
        let gap = trigger.start.checked_sub(hit.span.end).filter(|gap| *gap <= near);
        gap.filter(|_| talks(draft) && span.contains(trigger))
    };
    if how != Some("raised") {
        let near = (0..found.len()).rev().take(REACH);
        let all = near.filter_map(|at| Some((behind(&found[at])?, at)));
        if let Some((_, at)) = all.min() {
            return Some(at);
        }
        if how == Some("of") || !is_talked_of(context, tree, hit) {
            return None;
        }
    }
    let held = |draft: &EventDraft| talks(draft) && matches!(draft.status, Status::Held);
    let own = (0..found.len()).rev().take(REACH).find(|&at| {
        held(&found[at]) && told(&found[at]).is_some_and(|told| told.start < hit.span.start)
    });
    own.or_else(|| taken_up(context, tree, sentence, hit.span.start, found))
}

fn talks(draft: &EventDraft) -> bool {
    use EventType::{Call, Mediate, Meet, Negotiate, Visit};
    matches!(draft.kind, Call | Mediate | Meet | Negotiate | Visit)
}

/// Whether a verb of talking governs the words of a topic.
fn is_talked_of(context: &Context<'_, '_>, tree: &Tree<'_>, hit: &Match) -> bool {
    let verbs = &context.language.event.talking;
    let tokens = &tree.syntax.tokens;
    let first = tokens.partition_point(|token| token.span.end <= hit.span.start);
    let mut above = tree.chunk_of(first);
    for _ in 0..STEPS {
        let Some(id) = above else { return false };
        if verbs.hold(&tree.head(id).lemma) {
            return true;
        }
        above = tree.chunk(id).governor;
    }
    false
}
