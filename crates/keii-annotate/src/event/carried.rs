//! Nouns of doing that another word says to be done: 再編を実施した, 試験が行われた, 再開の予定.

use keii_syntax::{Pos, Relation};

use super::EventSettings;
use super::tree::Tree;

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
        // 9月に再開の予定だ
        Relation::Genitive => next == chunk + 1 && tree.is_headed_by(next, &settings.aspects),
        _ => false,
    }
}
