//! Terms that stand in marks and make one word with the verb behind them.

use keii_rules::{Entry, Lexicon};
use keii_syntax::{ChunkId, Relation};

use super::tree::Tree;

/// The longest term in marks that a verb may make one word with, in characters.
const TERM: usize = 12;

/// 「非常戒厳」を宣言する: the entry of a verb with an object that stands in marks because it is a term.
pub(super) fn term<'p>(
    text: &str,
    tree: &Tree<'_>,
    chunk: ChunkId,
    lexicon: &'p Lexicon,
) -> Option<&'p Entry> {
    let quoted =
        |id: &&ChunkId| tree.relation(**id) == Relation::Object && tree.chunk(**id).quotation;
    let id = tree.dependents(chunk).iter().rev().find(quoted)?;
    let lemma = &tree.head(chunk).lemma;
    let words = tree.chunk(*id).span.of(text).trim_start_matches(OPEN);
    let (inner, particle) = words.split_once(CLOSE)?;
    let short = inner.chars().count() <= TERM && !inner.contains(OPEN);
    let starts = inner.char_indices().map(|(at, _)| &inner[at..]).filter(|_| short);
    starts
        .filter(|words| lexicon.begins(words))
        .find_map(|words| lexicon.get(&format!("{words}{particle}{lemma}")))
}

const OPEN: [char; 4] = ['「', '『', '“', '"'];
const CLOSE: [char; 4] = ['」', '』', '”', '"'];
