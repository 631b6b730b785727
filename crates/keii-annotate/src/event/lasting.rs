//! What goes on: wars and fights, told by their noun, and what was done from then up to now.

use keii_model::{EventType, Span, Status};
use keii_syntax::{ChunkId, Pos, Relation};

use super::ending::{Ending, ending};
use super::nominal;
use super::progress::{Ground, Progress};
use super::trigger::Form;
use crate::speech::read;

/// 直面してきた: from then up to now.
pub(super) fn till_now(ground: &Ground<'_, '_>, predicate: ChunkId) -> bool {
    let tense = ground.context.language.tense;
    let words = ground.tree.syntax.tokens_of(ground.tree.chunk(predicate));
    words.windows(2).any(|two| two[0].lemma == tense.gerund && two[1].lemma == tense.up_to_now)
}

/// What goes on by its own word, or with whoever is meant.
pub(super) fn of(ground: &Ground<'_, '_>) -> Option<Progress> {
    by_noun(ground).or_else(|| of_whoever_is_meant(ground))
}

/// What lasts is told by its noun: a war is going on unless a word says that it is over, or a time
/// of the past stands with it.
fn by_noun(ground: &Ground<'_, '_>) -> Option<Progress> {
    let Ground { context, tree, trigger, frame, .. } = ground;
    if trigger.kind != EventType::War || trigger.form != Form::Nominal {
        return None;
    }
    let settings = context.language.event;
    let words = |span: Span, list: &[String]| {
        list.iter().any(|word| span.of(context.page.text()).contains(word.as_str()))
    };
    let around = frame.parts.iter().chain(&frame.path).copied();
    // 戦争の体験者: the noun behind tells when it was.
    let owned = tree.relation(trigger.chunk) == Relation::Genitive;
    let behind = tree.chunk(trigger.chunk).governor.filter(|_| owned);
    let mut told = around
        .flat_map(|id| tree.dependents(id).iter().copied().chain(std::iter::once(id)))
        .chain(behind);
    let over = trigger.is_marked("past")
        || told.any(|id| words(tree.chunk(id).span, &settings.bygone))
        || frame.tense.or(frame.below).is_some_and(|id| {
            let form = tree.chunk(id).predicate;
            form.is_some_and(|form| form.past && !form.progressive)
                && !till_now(ground, id)
                && !tree.hits_in(tree.chunk(id).span).iter().any(|hit| goes_on(ground, hit))
        });
    // 衝突で3人が死亡した: a clash is over unless it is said to go on.
    let keeps_on = frame.tense.or(frame.below).is_some_and(|id| {
        let form = tree.chunk(id).predicate;
        form.is_some_and(|form| form.progressive)
            || tree.hits_in(tree.chunk(id).span).iter().any(|hit| goes_on(ground, hit))
    });
    let dated = || nominal::by_date(ground).is_some_and(|it| it.status == Status::Held);
    let brief = trigger.is_marked("brief") && !keeps_on;
    // 紛争が発生。: at the end of news it did.
    let broke_out = frame.tense.is_some_and(|id| {
        settings.occurring.hold(&tree.head(id).lemma)
            && matches!(ending(ground, id), Ending::Open | Ending::Past)
    });
    let over = over || broke_out || brief && (frame.venue.is_some() || dated());
    let status = if over { Status::Held } else { Status::Ongoing };
    Some(Progress::new(status, "status.lasting", Some(trigger.span)))
}

/// Whether a word of the layer `status` says that it goes on.
fn goes_on(ground: &Ground<'_, '_>, hit: &keii_rules::Match) -> bool {
    let layer = ground.context.language.status;
    read::<Status>(layer.output(hit, "status").as_deref()) == Some(Status::Ongoing)
}

/// 拘束する50人を解放することで合意した: what goes on with those who are meant, whatever is agreed about them.
fn of_whoever_is_meant(ground: &Ground<'_, '_>) -> Option<Progress> {
    let Ground { tree, trigger, .. } = ground;
    let clause = trigger.form == Form::Verbal
        && matches!(trigger.kind, EventType::Detain | EventType::War)
        && tree.relation(trigger.chunk) == Relation::Adnominal;
    let own = tree.chunk(trigger.chunk);
    let noun = own.governor.filter(|_| clause)?;
    let open = own.predicate.is_some_and(|form| !form.past && !form.negated);
    // 逮捕する計画 is nobody.
    let behind = tree.chunk(noun);
    let counted = tree.syntax.tokens_of(behind).iter().any(|word| word.pos == Pos::Counter);
    let somebody = counted || ground.context.cast.within(behind.span).next().is_some();
    (open && somebody)
        .then(|| Progress::new(Status::Ongoing, "status.of-whoever-is-meant", Some(own.span)))
}
