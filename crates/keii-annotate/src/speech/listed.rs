//! Items of a list that somebody's words announce: 声明によると、両国は次の3点で合意した.

use keii_model::{Factuality, Modality};

use super::line::Line;
use super::{Context, carried, content};
use crate::draft::SpeechDraft;
use crate::page::BlockKind;

/// Whether an attribution of a sentence announces the list that follows the sentence.
pub(super) fn announces(
    context: &Context<'_, '_>,
    sentence: usize,
    found: &[SpeechDraft],
) -> Option<SpeechDraft> {
    let page = context.page;
    let next = sentence + 1;
    if next >= page.sentences.len() || page.block_of(next).kind != BlockKind::Item {
        return None;
    }
    let words = &context.language.speech.announcing;
    let last = found.last()?;
    let span = last.content.last()?;
    let text = span.of(page.text());
    words.iter().any(|word| text.contains(word.as_str())).then(|| last.clone())
}

/// What an item of such a list says, in the name of whoever announced it.
pub(super) fn item(
    context: &Context<'_, '_>,
    line: &Line<'_>,
    list: &SpeechDraft,
) -> Option<SpeechDraft> {
    let content = content::whole(context, line)?;
    let agreed = list.modality == Some(Modality::Agree);
    Some(SpeechDraft {
        kind: content.kind,
        content: vec![content.span],
        quoted: content.quoted,
        speakers: list.speakers.iter().map(carried::carried).collect(),
        // What is agreed on is still to be done.
        factuality: if agreed { Some(Factuality::Probable) } else { list.factuality },
        steps: vec![("speech.listed".to_owned(), list.cue)],
        ..list.clone()
    })
}
