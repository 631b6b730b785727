//! Nouns of doing that another word says to be done: 再編を実施した, 試験が行われた, 再開の予定; or undergone:
//! 手術を受けた.

use keii_model::Status;
use keii_rules::Match;
use keii_syntax::{Pos, Relation};

use super::EventSettings;
use super::tree::Tree;
use crate::language::Language;
use crate::speech::read;

/// 閉鎖を決めた, 再開を延期した: whether the noun of doing at a token is the object of words that tell how far it
/// has come.
pub(super) fn is_decided(tree: &Tree<'_>, at: usize, language: &Language<'_>) -> bool {
    let noun = tree.syntax.tokens[at].pos == Pos::VerbalNoun;
    let chunk = tree.chunk_of(at).filter(|id| noun && tree.chunk(*id).head as usize == at);
    let object = chunk.filter(|id| tree.relation(*id) == Relation::Object);
    let Some(verb) = object.and_then(|id| tree.chunk(id).governor) else { return false };
    let settled = |hit: &Match| {
        let status: Option<Status> = read(language.status.output(hit, "status").as_deref());
        use Status::{Agreed, Cancelled, Planned, Postponed};
        matches!(status, Some(Agreed | Cancelled | Planned | Postponed))
    };
    // 運行を終了することになった: what is to come is the end of it.
    let head = tree.head(verb).span;
    let own = tree.hits_in(tree.chunk(verb).span).iter().rfind(|hit| hit.span.overlaps(head));
    let form = tree.chunk(verb).predicate;
    form.is_some_and(|form| !form.negated) && own.is_some_and(settled)
}

/// 手術を受けた: whether the noun of doing at a token is told as what somebody underwent.
pub(super) fn is_undergone(tree: &Tree<'_>, at: usize, settings: &EventSettings) -> bool {
    let noun = tree.syntax.tokens[at].pos == Pos::VerbalNoun;
    let chunk = tree.chunk_of(at).filter(|id| noun && tree.chunk(*id).head as usize == at);
    let object = chunk.filter(|id| tree.relation(*id) == Relation::Object);
    let verb = object.and_then(|id| tree.chunk(id).governor);
    verb.is_some_and(|id| {
        tree.chunk(id).predicate.is_some() && tree.is_headed_by(id, &settings.undergo)
    })
}

/// Whether the noun of doing at a token is told as done, or to be done, by the word that governs it.
pub(super) fn is_carried(tree: &Tree<'_>, at: usize, settings: &EventSettings) -> bool {
    let tokens = &tree.syntax.tokens;
    let noun = tokens[at].pos == Pos::VerbalNoun;
    let Some(chunk) = tree.chunk_of(at).filter(|id| noun && tree.chunk(*id).head as usize == at)
    else {
        return false;
    };
    let Some(next) = tree.chunk(chunk).governor else { return false };
    match tree.relation(chunk) {
        Relation::Object | Relation::Subject | Relation::Topic | Relation::Also => {
            tree.chunk(next).predicate.is_some() && tree.is_headed_by(next, &settings.carrying)
        }
        // 値上げに踏み切った
        Relation::Dative => {
            tree.chunk(next).predicate.is_some() && tree.is_headed_by(next, &settings.embarking)
        }
        // 9月に再開の予定だ
        Relation::Genitive => next == chunk + 1 && tree.is_headed_by(next, &settings.aspects),
        _ => false,
    }
}
