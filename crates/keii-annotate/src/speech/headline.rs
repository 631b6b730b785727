//! Quotation marks in headlines, where there is no verb to tell that somebody speaks.
//!
//! A headline's quotation is speech when somebody stands directly before it, or when the text below
//! reports nearly the same words as somebody's.

use keii_model::{AttributionType, Span, SpeakerHow};

use super::Context;
use crate::draft::{SpeakerDraft, SpeechDraft};
use crate::page::{BlockKind, Quotation};

/// The share of a headline's quotation that must stand in the body's, in pairs of characters.
const ALIKE: f64 = 0.6;

/// Adds the speech of headlines.
pub(super) fn read(context: &Context<'_, '_>, found: &mut Vec<SpeechDraft>) {
    let page = context.page;
    for sentence in 0..page.sentences.len() {
        if !matches!(page.block_of(sentence).kind, BlockKind::Title | BlockKind::Heading) {
            continue;
        }
        for quotation in page.quotations_of(sentence) {
            let taken = found
                .iter()
                .any(|draft| draft.content.iter().any(|span| span.overlaps(quotation.inner)));
            if taken || quotation.depth > 0 || quotation.mark == '『' {
                continue;
            }
            let headline = page.sentences[sentence].span;
            let draft = introduced(context, headline, quotation)
                .or_else(|| repeated(context, found, headline, quotation));
            found.extend(draft);
        }
    }
}

/// ロシア高官「…」 in shape: the line ends with the quotation and a speaker stands right before it.
fn introduced(
    context: &Context<'_, '_>,
    headline: Span,
    quotation: &Quotation,
) -> Option<SpeechDraft> {
    let text = context.page.text();
    if quotation.span.end != headline.end {
        return None;
    }
    let before = &text[headline.start as usize..quotation.span.start as usize];
    let gap =
        before.len() - before.trim_end_matches(['、', ' ', '\u{3000}', 'は', ':', '：']).len();
    let end = quotation.span.start - u32::try_from(gap).expect("within the text");
    let mention = context.cast.within(headline).find(|mention| mention.phrase.end == end)?;
    let speaker = SpeakerDraft {
        entity: Some(mention.entity),
        span: Some(mention.phrase),
        how: if mention.form == crate::draft::MentionForm::Name {
            SpeakerHow::Explicit
        } else {
            SpeakerHow::Role
        },
    };
    Some(direct(quotation, vec![speaker], "speech.headline"))
}

/// The same words, nearly, are somebody's in the text below.
fn repeated(
    context: &Context<'_, '_>,
    found: &[SpeechDraft],
    headline: Span,
    quotation: &Quotation,
) -> Option<SpeechDraft> {
    let text = context.page.text();
    let pairs = pairs(quotation.inner.of(text));
    let body = found.iter().filter(|draft| draft.kind == AttributionType::Direct);
    let same = body.into_iter().find(|draft| {
        let content = draft.content.first().filter(|content| content.start > headline.end);
        content.is_some_and(|content| {
            let there = self::pairs(content.of(text));
            let shared = pairs.iter().filter(|pair| there.contains(pair)).count();
            !pairs.is_empty() && shared as f64 >= ALIKE * pairs.len() as f64
        })
    })?;
    let carried =
        |speaker: &SpeakerDraft| SpeakerDraft { how: SpeakerHow::Carried, ..speaker.clone() };
    let speakers = same.speakers.iter().map(carried).collect();
    let mut draft = direct(quotation, speakers, "speech.headline-repeats-text");
    draft.modality = same.modality;
    draft.factuality = same.factuality;
    Some(draft)
}

fn direct(quotation: &Quotation, speakers: Vec<SpeakerDraft>, step: &str) -> SpeechDraft {
    SpeechDraft {
        kind: AttributionType::Direct,
        content: vec![quotation.inner],
        quoted: Vec::new(),
        cue: None,
        speakers,
        via: Vec::new(),
        addressee: None,
        medium: None,
        modality: None,
        factuality: None,
        steps: vec![(step.to_owned(), Some(quotation.span))],
    }
}

/// Every two characters that follow one another.
fn pairs(words: &str) -> Vec<(char, char)> {
    words.chars().zip(words.chars().skip(1)).collect()
}
