//! Names of wrestlers: 横綱・松の里. They hold a particle, so that no dictionary takes them for one word.

use keii_model::{EntityType, Span};

use super::Naming;
use super::shape::{Script, is_joint, script};
use crate::language::Language;
use crate::page::Page;

/// The longest part before the particle, in characters.
const LONGEST: usize = 2;

/// Adds those that stand behind a rank; their other occurrences are known by them.
pub(super) fn read(page: &Page<'_>, language: &Language<'_>, namings: &mut Vec<Naming>) {
    let text = page.text();
    for rank in &language.names.ring.ranks {
        for (at, _) in text.match_indices(rank.as_str()) {
            let Some(span) = name(text, at + rank.len(), language) else { continue };
            let taken = |it: &Naming| it.kind == EntityType::Person && it.span.overlaps(span);
            let sentence = page.sentence_at(span.start);
            if let Some(sentence) = sentence.filter(|_| !namings.iter().any(taken)) {
                namings.push(Naming::person(span, text, sentence, "mention.ring-name"));
            }
        }
    }
}

/// The name that begins at a place, or behind a joint or comma there.
fn name(text: &str, at: usize, language: &Language<'_>) -> Option<Span> {
    let rest = &text[at..];
    let begun = rest.strip_prefix(|it| is_joint(it) || it == '、').unwrap_or(rest);
    let start = text.len() - begun.len();
    let kanji = |words: &str| -> usize {
        let run = words.chars().take_while(|&it| script(it) == Script::Kanji);
        run.map(char::len_utf8).sum()
    };
    let ring = &language.names.ring;
    let first = kanji(begun);
    let short = (1..=LONGEST).contains(&begun[..first].chars().count());
    let behind = begun[first..].strip_prefix(|it| ring.joints.contains(it)).filter(|_| short)?;
    let last = kanji(behind);
    let closes = ring.ends.iter().any(|end| *end == behind[..last]);
    let end = text.len() - behind.len() + last;
    closes.then(|| Span::from_range(start..end))
}
