//! What is told in the course of a happening (会談で…と述べた), because of it, or by means of it.

use keii_model::{EventType, Status};
use keii_syntax::{ChunkId, Relation};

use super::ending::{Ending, ending};
use super::nature::strikes;
use super::progress::{Ground, Progress};
use super::stand::{self, Stand};

/// 会談で…と述べた: what is done in the course of it tells that it took place.
pub(super) fn by_venue(ground: &Ground<'_, '_>) -> Option<Progress> {
    let course = matches!(
        ground.trigger.kind,
        EventType::Meet
            | EventType::Call
            | EventType::Negotiate
            | EventType::Speak
            | EventType::Visit
            | EventType::Mediate
            | EventType::Appoint
            | EventType::Legislate
    ) || strikes(ground.trigger.kind)
        // 北浜市での爆発で5人が死亡した
        || ground.trigger.needs("place");
    let venue = ground.frame.venue?;
    let form = ground.tree.chunk(venue).predicate?;
    if !course && !gave_cause(ground) && !by_means(ground, venue) {
        return None;
    }
    // 会見で…は難しいと述べた: the saying has the tense.
    let said = ground
        .tree
        .chunk(venue)
        .governor
        .filter(|_| ground.tree.relation(venue) == Relation::Quote);
    let said = said.and_then(|id| ground.tree.chunk(id).predicate).is_some_and(|form| form.past);
    let past = form.past || said || matches!(ending(ground, venue), Ending::Past);
    // 会見で、…を目指すことなどを訴えた: the words before the saying may seem to be done there.
    let past = past || ground.trigger.kind == EventType::Speak && is_told_of(ground);
    let span = Some(ground.tree.chunk(venue).span);
    past.then(|| Progress::new(Status::Held, "status.venue", span))
}

/// Whether the sentence around a setting ends in the past.
fn is_told_of(ground: &Ground<'_, '_>) -> bool {
    let (tree, trigger) = (ground.tree, ground.trigger);
    let depth = tree.chunk(trigger.chunk).depth;
    let main = tree.syntax.chunks.iter().rfind(|it| it.depth == depth);
    let form = main.and_then(|main| main.predicate);
    tree.relation(trigger.chunk) == Relation::Means && form.is_some_and(|form| form.past)
}

/// 議会の反対で断念した: whether what somebody did gave cause to what is told behind it.
fn gave_cause(ground: &Ground<'_, '_>) -> bool {
    let Ground { context, tree, trigger, .. } = ground;
    let kind = matches!(
        trigger.kind,
        EventType::Reject
            | EventType::Demand
            | EventType::Ease
            | EventType::Release
            | EventType::Invite
    );
    let by = |id: &ChunkId| {
        let named = stand::of(context, tree, *id).map(|it| it.stand);
        let told = named.or_else(|| Some(stand::unnamed(context, tree, *id)?.0));
        matches!(told, Some(Stand::Owner | Stand::Agent))
    };
    kind && tree.dependents(trigger.chunk).iter().any(by)
}

/// 軍事支援で支えた: what is done by means of it took place too.
fn by_means(ground: &Ground<'_, '_>, predicate: ChunkId) -> bool {
    use EventType::{Aid, Attack, Deploy, Sanction};
    let verbs = &ground.context.language.event.means;
    matches!(ground.trigger.kind, Aid | Sanction | Attack | Deploy)
        && verbs.hold(&ground.tree.head(predicate).lemma)
}

/// 訪問中の: it is going on; 演説中に…を行った: it was, when that was done.
pub(super) fn by_suffix(ground: &Ground<'_, '_>) -> Progress {
    let Ground { tree, trigger, frame, .. } = ground;
    let above = tree
        .chunk(trigger.chunk)
        .governor
        .filter(|_| matches!(tree.relation(trigger.chunk), Relation::Dative | Relation::Adverbial));
    // 訪問先のパリで会談する予定だ: the stay is as much to come as what is done there.
    let ahead = frame.venue.filter(|_| trigger.stays).is_some_and(|id| {
        let plain = tree.chunk(id).predicate.is_some_and(|form| !form.past && !form.progressive);
        // 訪問先のパリで、増税はしないと語った: what is said is not what is done there.
        let planned = match tree.relation(id) {
            Relation::Adnominal => tree
                .chunk(id)
                .governor
                .is_some_and(|noun| !tree.hits_in(tree.chunk(noun).span).is_empty()),
            Relation::Root => matches!(ending(ground, id), Ending::Plain),
            _ => false,
        };
        plain && planned
    });
    if ahead {
        return Progress::new(Status::Planned, "status.suffix", Some(trigger.span));
    }
    let past = above.is_some_and(|id| {
        let form = tree.chunk(id).predicate;
        form.is_some_and(|form| form.past) || matches!(ending(ground, id), Ending::Past)
    });
    let status = if past { Status::Held } else { Status::Ongoing };
    Progress::new(status, "status.suffix", Some(trigger.span))
}
