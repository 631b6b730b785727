//! What somebody seeks to put off or call off, which is not put off yet.

use keii_model::{EventType, Modality, Span, Status};
use keii_syntax::{ChunkId, Form, Pos, Relation, Token};

use super::progress::Ground;
use crate::page::BlockKind;
use crate::speech::read;

/// 制裁を延期する決議案, 会談を中止するよう求めた: whether words that tell an end of it tell what somebody seeks.
pub(super) fn is_only_sought(ground: &Ground<'_, '_>) -> bool {
    let layer = ground.context.language.status;
    let Ground { tree, trigger, frame, .. } = ground;
    let below = frame.below.map(|id| tree.chunk(id).span);
    let mut stretches = frame.stretches(tree, trigger).into_iter().chain(below);
    stretches.any(|stretch| {
        tree.hits_in(stretch).iter().any(|hit| {
            let status: Option<Status> = read(layer.output(hit, "status").as_deref());
            matches!(status, Some(Status::Postponed | Status::Cancelled)) && seeks(ground, hit.span)
        })
    })
}

/// Whether the clause of some words stands before a noun of what is sought, or is itself a wish.
fn seeks(ground: &Ground<'_, '_>, words: Span) -> bool {
    let Ground { context, tree, .. } = ground;
    let at = tree.syntax.tokens.partition_point(|token| token.span.end <= words.start);
    let Some(clause) = tree.chunk_of(at) else { return false };
    if tree.chunk(clause).predicate.is_none() {
        return is_asked_for(ground, clause, words);
    }
    let (language, wishes) = (context.language, &context.language.event.wishes);
    // 延期されるとの観測, but 延期される見通し
    let declared =
        tree.chunk(clause).span.of(context.page.text()).ends_with(&language.event.declares);
    let draft = |word: &Token| {
        let entry = language.speech_noun.get(&word.lemma);
        let modality: Option<Modality> = entry.and_then(|it| read(it.field("modality")));
        use Modality::{Demand, Forecast, Propose, Speculate};
        matches!(modality, Some(Demand | Propose | Speculate))
            || modality == Some(Forecast) && declared
            || language.happening(&word.lemma) == Some(EventType::Legislate)
    };
    let sought = |noun: ChunkId| {
        let words = tree.syntax.tokens_of(tree.chunk(noun));
        tree.relation(clause) == Relation::Adnominal && words.iter().any(draft)
    };
    let open = tree.chunk(clause).predicate.is_some_and(|form| !form.past);
    open && (tree.is_wish(clause, wishes) || tree.chunk(clause).governor.is_some_and(sought))
}

/// 規制の撤回を求めた, 規制の撤回や手続きの中止を求めた, 規制の撤回要求: whether a noun of an end is what somebody asks for.
fn is_asked_for(ground: &Ground<'_, '_>, noun: ChunkId, words: Span) -> bool {
    const LIST: usize = 4;
    let Ground { context, tree, .. } = ground;
    let asks = |word: &Token| context.language.happening(&word.lemma) == Some(EventType::Demand);
    let mut behind = tree.syntax.tokens_of(tree.chunk(noun)).iter();
    if behind.any(|word| word.span.start >= words.end && asks(word)) {
        return true;
    }
    let mut last = noun;
    for _ in 0..LIST {
        match tree.chunk(last).governor.filter(|_| tree.relation(last) == Relation::Coordinate) {
            Some(next) => last = next,
            None => break,
        }
    }
    let verb = tree.chunk(last).governor.filter(|_| tree.relation(last) == Relation::Object);
    verb.is_some_and(|verb| asks(tree.head(verb)))
}

/// 利下げを決めるとみられている: what is yet to be settled is planned at most.
pub(super) fn yet_to_be(ground: &Ground<'_, '_>, words: Span, status: Status) -> Status {
    let tree = ground.tree;
    let at = tree.syntax.tokens.partition_point(|token| token.span.end <= words.start);
    let Some(chunk) = tree.chunk_of(at).filter(|_| status == Status::Agreed) else { return status };
    // Headlines tell what is settled so: 降格決まる.
    let in_text = ground.context.page.block_of(ground.sentence).kind == BlockKind::Paragraph;
    let told = in_text && matches!(tree.relation(chunk), Relation::Quote | Relation::Adnominal);
    let form = tree.chunk(chunk).predicate.filter(|form| !form.past && !form.progressive);
    let plain = tree.inflected(chunk).is_some_and(|last| {
        last.form == Form::Plain && matches!(last.pos, Pos::Verb | Pos::Auxiliary)
    });
    if told && form.is_some() && plain { Status::Planned } else { status }
}
