//! What stands before the noun of a happening: a clause that says that it takes place, and modifiers.

use keii_model::EventType;
use keii_syntax::{ChunkId, Pos, Relation};

use super::EventSettings;
use super::frame::{Frame, supports};
use super::tree::Tree;
use super::trigger::Trigger;

/// Reads what stands before a noun: a clause that says that it takes place, and modifiers.
pub(super) fn read(
    tree: &Tree<'_>,
    trigger: &Trigger<'_>,
    settings: &EventSettings,
    frame: &mut Frame,
) {
    // 停戦を求める声明: what is said in it is no word of its taking place.
    let said = |id: ChunkId| {
        trigger.kind == EventType::Speak && !settings.support.hold(&tree.head(id).lemma)
    };
    let supports = |id: &ChunkId| {
        tree.chunk(*id).predicate.is_some()
            && supports(tree, *id, settings, false)
            && *id < trigger.chunk
            && !said(*id)
    };
    // 予定していたAとの会談: the clause may hang on the name between.
    // 行われた|AとBの会談: or on the first of two.
    let of = |id: ChunkId, relation: Relation| {
        let all = tree.dependents(id).iter().copied().rev();
        all.filter(move |id| tree.relation(*id) == relation)
    };
    let names = of(trigger.chunk, Relation::Genitive);
    let mut names =
        names.flat_map(|name| std::iter::once(name).chain(of(name, Relation::Coordinate)));
    let own = tree.dependents(trigger.chunk).iter().copied().rfind(supports);
    frame.below = own
        .or_else(|| names.find_map(|name| tree.dependents(name).iter().copied().rfind(supports)));
    frame.own = modifiers(tree, trigger.chunk);
    frame.own.extend(frame.below);
    frame.own.extend(frame.below.iter().flat_map(|below| bare(tree, *below)));
    frame.parts.extend(frame.own.iter().copied());
}

/// What stands between a noun and the names before it: AとBの大規模な衝突, Aによる二度目の訪問.
fn modifiers(tree: &Tree<'_>, noun: ChunkId) -> Vec<ChunkId> {
    let between = |id: &ChunkId| {
        let chunk = tree.chunk(*id);
        let quality = chunk.predicate.is_some_and(|form| form.copula);
        let said_of = chunk.relation == Relation::Adnominal && quality;
        said_of || chunk.relation == Relation::Genitive && !holds_name(tree, *id)
    };
    tree.dependents(noun).iter().copied().filter(between).collect()
}

/// The arguments of a predicate that are no names: 4時間に及ぶ.
fn bare(tree: &Tree<'_>, predicate: ChunkId) -> Vec<ChunkId> {
    let plain = |id: &ChunkId| tree.chunk(*id).predicate.is_none() && !holds_name(tree, *id);
    tree.dependents(predicate).iter().copied().filter(plain).collect()
}

/// Whether the content word of a chunk is a name, or one that may close the phrase of a name.
fn holds_name(tree: &Tree<'_>, id: ChunkId) -> bool {
    let words = tree.syntax.tokens_of(tree.chunk(id));
    words.iter().any(|token| matches!(token.pos, Pos::Name(_) | Pos::NameSuffix) || !token.known)
}
