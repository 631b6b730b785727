//! What the noun or verb above a clause makes of it: 就任する人事を決めた, 設置することを盛り込んだ.

use keii_model::{EventType, Span, Status};
use keii_syntax::{Chunk, ChunkId, Pos, Relation};

use super::ahead::to_come;
use super::ending::{Ending, ending};
use super::inflection::PAST_OF_SENTENCE;
use super::nature::{promised, speech_act};
use super::progress::{Ground, Progress, by_speaker};
use super::trigger::Form;
use super::{plain, stand};
use crate::speech::read;
use crate::words::Words;

/// How far it has come, where a clause in the present stands before a noun for its content.
pub(super) fn by_noun_above(ground: &Ground<'_, '_>, predicate: ChunkId) -> Option<Progress> {
    let Ground { context, tree, .. } = ground;
    let chunk = tree.chunk(predicate);
    if is_stand(ground, predicate) {
        return Some(Progress::new(Status::Ongoing, "status.stand", Some(chunk.span)));
    }
    let open = chunk.predicate.is_some_and(|it| !it.past && !it.negated && !it.progressive)
        && !speech_act(ground.trigger.kind);
    let settings = &context.language.event;
    if let Some(noun) = chunk.governor.filter(|noun| open && is_taken(ground, predicate, *noun)) {
        return Some(Progress::new(Status::Held, "status.taken", Some(tree.chunk(noun).span)));
    }
    let noun =
        chunk.governor.filter(|_| open && tree.relation(predicate) == Relation::Adnominal)?;
    // 男が銃を乱射する事件があった: what an incident was like took place.
    if tree.is_headed_by(noun, &settings.incidents) && !super::nominal::is_unreal(ground) {
        return Some(Progress::new(Status::Held, "status.incident", Some(tree.chunk(noun).span)));
    }
    let is = |list: &Words, id: ChunkId| list.hold(&tree.head(id).lemma);
    if tree.head(noun).pos == Pos::FormalNoun {
        let above = tree.chunk(noun).governor?;
        let planned =
            Progress::new(Status::Planned, "status.content", Some(tree.chunk(above).span));
        return is(&settings.holding, above).then_some(planned).or_else(|| by_list(ground, noun));
    }
    if is(&settings.projects, noun) {
        let above = tree.chunk(noun).governor.filter(|id| tree.chunk(*id).predicate.is_some())?;
        return by_words(ground, above).or_else(|| {
            let done = tree.chunk(above).predicate.is_some_and(|it| it.past && !it.negated);
            let span = Some(tree.chunk(noun).span);
            done.then(|| Progress::new(Status::Planned, "status.content", span))
        });
    }
    // 10月1日に統合するA社は: what has a day to come will be done on it.
    (plain::has_day_ahead(ground) && to_come(ground))
        .then(|| Progress::new(Status::Planned, "status.to-come", Some(chunk.span)))
}

/// 金利を引き上げるなどの措置を取った: a measure that was taken is what the clause before it tells.
fn is_taken(ground: &Ground<'_, '_>, predicate: ChunkId, noun: ChunkId) -> bool {
    let Ground { context, tree, .. } = ground;
    let settings = &context.language.event;
    let of_clause = matches!(tree.relation(predicate), Relation::Adnominal | Relation::Genitive);
    let verb = tree.chunk(noun).governor.filter(|_| tree.relation(noun) == Relation::Object);
    of_clause
        && tree.is_headed_by(noun, &settings.measures)
        && verb.is_some_and(|verb| {
            let past = tree.chunk(verb).predicate.is_some_and(|it| it.past && !it.negated);
            tree.is_headed_by(verb, &settings.taking)
                && (past || matches!(ending(ground, verb), Ending::Past))
        })
}

/// 売却に反対する組合は: a stand that is taken by whoever stands behind it.
fn is_stand(ground: &Ground<'_, '_>, predicate: ChunkId) -> bool {
    use keii_model::EventType::{Accuse, Praise, Reject};
    let Ground { context, tree, trigger, .. } = ground;
    let chunk = tree.chunk(predicate);
    let plain = chunk.predicate.is_some_and(|it| !it.past && !it.negated && !it.progressive);
    let taker = chunk.governor.filter(|_| tree.relation(predicate) == Relation::Adnominal);
    plain
        && predicate == trigger.chunk
        && matches!(trigger.kind, Accuse | Praise | Reject)
        && taker.is_some_and(|id| {
            stand::of(context, tree, id).is_some() || stand::unnamed(context, tree, id).is_some()
        })
}

/// 派遣すること、増派しないことで合意した: what is told of the last of a list holds for all of it.
fn by_list(ground: &Ground<'_, '_>, noun: ChunkId) -> Option<Progress> {
    const REACH: usize = 24;
    let tree = ground.tree;
    let chunk = tree.chunk(noun);
    let listed = matches!(tree.relation(noun), Relation::Coordinate | Relation::Bare);
    if !listed && !chunk.comma {
        return None;
    }
    let behind = (noun + 1..).zip(&tree.syntax.chunks[noun as usize + 1..]).take(REACH);
    let mut last = behind.filter(|(id, other)| {
        other.depth == chunk.depth && tree.head(*id).lemma == tree.head(noun).lemma
    });
    let above = last.find_map(|(id, other)| {
        let case = matches!(tree.relation(id), Relation::Means | Relation::Object | Relation::Also);
        other.governor.filter(|_| case)
    })?;
    by_words(ground, above)
}

/// What words of the layer `status` in a predicate tell.
fn by_words(ground: &Ground<'_, '_>, predicate: ChunkId) -> Option<Progress> {
    let (tree, layer) = (ground.tree, ground.context.language.status);
    let hit = tree.hits_in(tree.chunk(predicate).span).last()?;
    let status: Status = read(layer.output(hit, "status").as_deref())?;
    Some(Progress::new(status, layer.rule(hit.rule).id(), Some(hit.span)))
}

/// 利益を見いだし、成果を出すことに期待を示した: what is hoped for did not come about with the hoping. Two who meet and agree
/// on something have met, but for 来月会談し、…することで一致した.
pub(super) fn within_what_is_said(ground: &Ground<'_, '_>, told: Progress) -> Option<Progress> {
    let Ground { context, tree, trigger, .. } = ground;
    if told.step != PAST_OF_SENTENCE || trigger.kind == EventType::Sign {
        return Some(told);
    }
    let Some(at) = context.telling(trigger.span) else { return Some(told) };
    let content = context.speech[at].content.iter().find(|it| it.contains(trigger.span));
    let ahead = content.is_some_and(|content| {
        let before = Span::new(content.start, trigger.span.end).of(context.page.text());
        context.language.speech.tells_ahead(before)
    });
    if !promised(trigger.kind) && !ahead {
        return Some(told);
    }
    let last = content.and_then(|content| {
        let chunks = (trigger.chunk..).zip(&tree.syntax.chunks[trigger.chunk as usize..]);
        let inside = chunks.take_while(|(_, chunk)| chunk.span.start < content.end);
        inside.filter(|(_, chunk)| chunk.predicate.is_some()).last()
    });
    let before_noun = last.filter(|(_, chunk)| {
        let noun = chunk.governor.filter(|_| chunk.relation == Relation::Adnominal);
        noun.is_some_and(|noun| ahead || tree.head(noun).pos == Pos::FormalNoun)
    });
    let open = |chunk: &Chunk| chunk.predicate.is_some_and(|it| !it.past && !it.progressive);
    if before_noun.is_some_and(|(_, chunk)| open(chunk)) { by_speaker(ground) } else { Some(told) }
}

/// 発射は容認できない|との認識で一致した: behind a judgement of it, nothing tells how far it has come.
pub(super) fn end_of_judgement(ground: &Ground<'_, '_>) -> Option<u32> {
    let Ground { context, tree, trigger, .. } = ground;
    const NEAR: ChunkId = 3;
    let relation = tree.relation(trigger.chunk);
    let leads = matches!(relation, Relation::Topic | Relation::Subject | Relation::Also);
    // A topic may seem to go to the last verb.
    let last = ChunkId::try_from(tree.syntax.chunks.len()).unwrap_or(ChunkId::MAX);
    let mut behind = trigger.chunk + 1..last.min(trigger.chunk + 1 + NEAR);
    let verb = behind.find(|id| tree.chunk(*id).predicate.is_some());
    let verb = verb.filter(|_| leads && trigger.form == Form::Nominal)?;
    let judges = tree.chunk(verb).predicate.is_some_and(|form| form.negated)
        && !tree.is_headed_by(verb, &context.language.event.support);
    judges.then(|| tree.chunk(verb).span.end)
}
