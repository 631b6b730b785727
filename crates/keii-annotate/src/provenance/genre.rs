//! What kind of article it is, on the evidence of its words alone: labels in headings, the form of a
//! conversation, a dateline, an agency's name at the foot, how the text addresses its readers.

use keii_model::Genre;
use serde::Deserialize;
use serde::de::{IntoDeserializer, value::Error, value::StrDeserializer};

use crate::language::Language;
use crate::page::{BlockKind, Page};

/// What came with the text or stands above it tells first; then its form. Nothing when nothing tells.
pub(super) fn genre(page: &Page<'_>, language: &Language<'_>) -> Option<Genre> {
    if is_conversation(page) {
        return Some(Genre::Transcript);
    }
    headed(page, language)
        .or_else(|| explains(page, language).then_some(Genre::Explainer))
        .or_else(|| reports(page, language).then_some(Genre::Report))
}

/// The share of the text, in hundredths, that must stand in turns.
const IN_TURNS: usize = 50;

fn is_conversation(page: &Page<'_>) -> bool {
    let length = |from: usize, to: usize| -> usize {
        page.sentences[from..to].iter().map(|it| it.span.len() as usize).sum()
    };
    let said: usize =
        page.turns.iter().map(|turn| length(turn.sentences.start, turn.sentences.end)).sum();
    said > 0 && said * 100 >= IN_TURNS * length(0, page.sentences.len())
}

/// By the words of the headings: the first that tells.
fn headed(page: &Page<'_>, language: &Language<'_>) -> Option<Genre> {
    let heads = |kind| matches!(kind, BlockKind::Title | BlockKind::Heading | BlockKind::Credit);
    let blocks = page.blocks.iter().filter(|block| heads(block.kind));
    let mut cues = blocks.flat_map(|block| language.genre_cue.find(page.text(), block.span));
    let (_, entry) = cues.next()?;
    let word: StrDeserializer<'_, Error> = entry.field("genre")?.into_deserializer();
    Genre::deserialize(word).ok()
}

/// Whether one of its first sentences says that it explains: わかりやすく解説します.
fn explains(page: &Page<'_>, language: &Language<'_>) -> bool {
    let first = page.sentences.iter().take(FIRST).map(|it| it.span.of(page.text()));
    first.into_iter().any(|words| {
        let words = words.trim_end_matches(|end| language.page.terminators.hold(end));
        language.page.explaining_ends.iter().any(|end| words.ends_with(end.as_str()))
    })
}

/// How many sentences may tell what the text is about to do.
const FIRST: usize = 6;

/// Whether it is a report by its form: a dateline with who sent it (【ソウル＝…】, 【ジュネーブ共同】)
/// before its first words.
fn reports(page: &Page<'_>, language: &Language<'_>) -> bool {
    let first = page.blocks.iter().find(|block| block.kind == BlockKind::Paragraph);
    first.is_some_and(|block| {
        let words = block.content.of(page.text());
        let inside = words.strip_prefix(['【', '［', '[']);
        inside.and_then(|rest| rest.split(['】', '］', ']']).next()).is_some_and(|line| {
            let agency = &language.page.dateline_ends;
            line.contains(['＝', '=']) || agency.iter().any(|end| line.ends_with(end.as_str()))
        })
    })
}
