//! Conflicts named by a bare word (戦闘が続く), with no name before it.

use std::collections::BTreeSet;

use keii_model::{NamingKind, Span};

use super::Listed;
use super::process::{ends_a_word, glued_before};
use crate::draft::NameDraft;
use crate::language::Language;
use crate::page::Page;

/// The words of a sentence that name a conflict and are no part of another word. What they are about
/// is left open.
pub(super) fn conflicts(
    page: &Page<'_>,
    language: &Language<'_>,
    sentence: usize,
    words: &[Listed<'_>],
) -> Vec<Span> {
    let tokens = &page.syntax[sentence].tokens;
    let alone = words.iter().filter(|(span, entry)| {
        entry.field("kind") == Some("strong")
            && entry.field("key") == Some(BARE)
            && glued_before(tokens, span.start).is_none()
            && ends_a_word(language, tokens, span.end)
    });
    alone.map(|&(span, _)| span).collect()
}

/// Marks the words that name a conflict also by themselves, in the column of keys.
const BARE: &str = "bare";

/// Adds the bare words: of the document's conflict, where it has only one. Where it names none, the
/// ledger may know which is meant; where it names several, nobody does.
pub(super) fn settle(bare: Vec<Span>, found: &mut Vec<NameDraft>) {
    let conflicts = || found.iter().filter(|one| one.kind == NamingKind::Conflict);
    let named: BTreeSet<&Vec<String>> = conflicts().map(|one| &one.about).collect();
    let largest = named.iter().copied().max_by_key(|about| about.len()).cloned();
    let about = largest.unwrap_or_default();
    if named.iter().any(|one| one.iter().any(|party| !about.contains(party))) {
        return;
    }
    let taken: Vec<Span> = conflicts().map(|one| one.span).collect();
    // In order of their start, and none within another.
    let free = bare.into_iter().filter(|span| {
        let before = taken.partition_point(|one| one.start < span.end);
        !taken[..before].last().is_some_and(|one| one.overlaps(*span))
    });
    let drafts = free.map(|span| NameDraft {
        kind: NamingKind::Conflict,
        span,
        about: about.clone(),
        leader: None,
    });
    found.extend(drafts.collect::<Vec<_>>());
    found.sort_by_key(|one| (one.span.start, one.span.end, one.kind));
}
