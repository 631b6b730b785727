//! By which words a document names what others may name otherwise: conflicts, talks, deals, pairs of
//! states, governments, sides.
//!
//! Only words are gathered here; which of them are of one thing in several documents, and how often
//! each is used, is for the ledger to say.

mod bare;
mod government;
mod led;
mod process;
mod settings;

use std::collections::BTreeSet;

use keii_model::{NamingKind, Span};
use keii_rules::Entry;

pub(crate) use settings::NamingSettings;

use crate::draft::{Cast, NameDraft};
use crate::language::Language;
use crate::page::{BlockKind, Page};

/// Words of the lexicon of names where they stand, with their entry.
type Listed<'l> = (Span, &'l Entry);

/// Finds the names, in order of their start. Of two of one sort, one within the other, the longer
/// counts.
pub(crate) fn names(page: &Page<'_>, cast: &Cast, language: &Language<'_>) -> Vec<NameDraft> {
    let (mut found, mut bare) = (Vec::new(), Vec::new());
    let rulers = government::rulers(page, cast, language);
    for sentence in 0..page.sentences.len() {
        let kind = page.block_of(sentence).kind;
        if matches!(kind, BlockKind::Reference | BlockKind::ReferenceHead | BlockKind::Furniture) {
            continue;
        }
        let span = page.sentences[sentence].span;
        let words: Vec<Listed<'_>> = language.naming.find(page.text(), span).collect();
        found.extend(listed(page, cast, language, span, &words));
        found.extend(led::led(page, cast, language, span));
        found.extend(government::governments(page, cast, language, &rulers, span));
        found.extend(process::processes(page, cast, language, sentence, &words));
        bare.extend(bare::conflicts(page, language, sentence, &words));
    }
    let mut found = settle_conflicts(longest(found));
    bare::settle(bare, &mut found);
    found
}

/// The names that stand in the lexicon as they are, and conflicts that are pointed at (この戦争).
fn listed(
    page: &Page<'_>,
    cast: &Cast,
    language: &Language<'_>,
    sentence: Span,
    words: &[Listed<'_>],
) -> Vec<NameDraft> {
    let text = page.text();
    let mut found = Vec::new();
    for &(span, entry) in words {
        let draft = |kind, span, about: Vec<String>| NameDraft { kind, span, about, leader: None };
        match entry.field("kind") {
            Some("conflict") => found.push(draft(NamingKind::Conflict, span, Vec::new())),
            Some("strong") => {
                let before = &text[sentence.start as usize..span.start as usize];
                let mut pointing = language.names_used.pointing.iter();
                if let Some(word) = pointing.find(|word| before.ends_with(word.as_str())) {
                    let start = span.start - u32::try_from(word.len()).unwrap_or(0);
                    let whole = Span::new(start, span.end);
                    found.push(draft(NamingKind::Conflict, whole, Vec::new()));
                }
            }
            Some("bloc" | "term") if !is_part_of_a_name(cast, span) => {
                let kind = match entry.field("kind") {
                    Some("bloc") => NamingKind::Bloc,
                    _ => NamingKind::Term,
                };
                found.push(draft(
                    kind,
                    span,
                    entry.field("key").map(str::to_owned).into_iter().collect(),
                ));
            }
            _ => {}
        }
    }
    found
}

/// Whether the words stand inside the longer name of a body (欧州委員会, EU議会).
fn is_part_of_a_name(cast: &Cast, span: Span) -> bool {
    let from = cast.mentions.partition_point(|mention| mention.span.end <= span.start);
    cast.mentions[from..].iter().take_while(|mention| mention.span.start <= span.start).any(
        |mention| {
            let body = cast.entity(mention).kind == keii_model::EntityType::Organization;
            body && mention.span.contains(span) && mention.span != span
        },
    )
}

/// In order of their start, without those that stand within another of their sort.
fn longest(mut found: Vec<NameDraft>) -> Vec<NameDraft> {
    found.sort_by_key(|draft| (draft.kind, draft.span.start, std::cmp::Reverse(draft.span.end)));
    let mut kept: Vec<NameDraft> = Vec::with_capacity(found.len());
    for draft in found {
        let within = |last: &NameDraft| last.kind == draft.kind && draft.span.start < last.span.end;
        if !kept.last().is_some_and(within) {
            kept.push(draft);
        }
    }
    // The states in the name of their war are no relation of theirs.
    let wars: Vec<Span> =
        kept.iter().filter(|one| one.kind == NamingKind::Conflict).map(|one| one.span).collect();
    kept.retain(|one| {
        let after = wars.partition_point(|war| war.end <= one.span.start);
        let within = wars.get(after).is_some_and(|war| war.contains(one.span));
        one.kind != NamingKind::Relation || !within
    });
    kept.sort_by_key(|draft| (draft.span.start, draft.span.end, draft.kind));
    kept
}

/// A conflict that is named without anybody's name is the one named before it, else the next.
fn settle_conflicts(mut found: Vec<NameDraft>) -> Vec<NameDraft> {
    let conflict = |draft: &NameDraft| draft.kind == NamingKind::Conflict;
    let mut known: Option<Vec<String>> = found
        .iter()
        .find(|one| conflict(one) && !one.about.is_empty())
        .map(|one| one.about.clone());
    for draft in found.iter_mut().filter(|one| conflict(one)) {
        match &known {
            Some(about) if draft.about.is_empty() => draft.about.clone_from(about),
            _ if !draft.about.is_empty() => known = Some(draft.about.clone()),
            _ => {}
        }
    }
    found.retain(|draft| !draft.about.is_empty() || draft.leader.is_some());
    found
}

/// Keys without repetition, in order.
fn sorted(keys: impl IntoIterator<Item = String>) -> Vec<String> {
    keys.into_iter().collect::<BTreeSet<_>>().into_iter().collect()
}
