//! Words below a line that names who says them, as records of broadcasts print them: 大谷部長:⏎「…」, or without
//! marks, 例田さんの姉・ひで子さん:⏎ありがとうございます。

use keii_model::{AttributionType, EntityType, Span, SpeakerHow};

use super::settings::holds;
use super::{Context, certainty, content, plain, speaker};
use crate::draft::{SpeakerDraft, SpeechDraft};
use crate::page::{Block, BlockKind, Quotation};

/// The longest such line, in characters.
const LABEL: usize = 30;

/// Adds what stands below such lines.
pub(super) fn read(context: &Context<'_, '_>, found: &mut Vec<SpeechDraft>) {
    let mut added = Vec::new();
    for pair in context.page.blocks.windows(2) {
        let [above, below] = pair else { continue };
        let closed =
            |block: &Block| matches!(block.kind, BlockKind::Reference | BlockKind::ReferenceHead);
        if !closed(above) && !closed(below) {
            added.extend(said(context, above, below));
        }
    }
    let free = |draft: &SpeechDraft| {
        let taken = |it: &Span| it.overlaps(draft.content[0]);
        !found.iter().any(|other| other.content.iter().any(taken))
    };
    added.retain(free);
    found.extend(added);
}

/// What one line says whom the line above it names.
fn said(context: &Context<'_, '_>, above: &Block, below: &Block) -> Option<SpeechDraft> {
    let text = context.page.text();
    let label = label(text, above.span)?;
    let quotation = quoted(context, below);
    let speaker = named(context, label, quotation.is_some())?;
    if let Some(quotation) = quotation {
        return Some(draft(context, quotation.inner, AttributionType::Direct, speaker, label.span));
    }
    // Without marks only a colon behind somebody tells that they speak.
    let sentence = context.page.sentence_at(below.content.start)?;
    let spoken = label.colon
        && speaker.how != SpeakerHow::Unattributed
        && context.page.turn_of(sentence).is_none()
        && below.content.of(text).ends_with(|it| context.language.page.terminators.hold(it));
    spoken.then(|| draft(context, below.content, AttributionType::Indirect, speaker, label.span))
}

/// A line that may name somebody.
#[derive(Clone, Copy)]
struct Label {
    /// Its words, without a colon.
    span: Span,
    colon: bool,
}

/// A short line without the marks of a sentence.
fn label(text: &str, line: Span) -> Option<Label> {
    let words = line.of(text).trim_end();
    let bare = words.trim_end_matches([':', '：']).trim_end();
    let start = line.start as usize;
    let span = Span::from_range(start..start + bare.len());
    let mark = |it: char| !it.is_alphanumeric() && !"・＝=ー&＆ 　()（）".contains(it);
    let fits = !bare.is_empty() && bare.chars().count() <= LABEL && !bare.contains(mark);
    fits.then_some(Label { span, colon: bare.len() < words.len() })
}

/// The one quotation that a line is.
fn quoted<'a>(context: &Context<'a, '_>, block: &Block) -> Option<&'a Quotation> {
    let sentence = context.page.sentence_at(block.content.start)?;
    let quotation = context.page.quotations_of(sentence).first()?;
    let whole =
        quotation.span.start == block.content.start && block.content.end <= quotation.span.end + 3;
    (whole && content::is_verbatim(context, quotation)).then_some(quotation)
}

/// Who is named: a person whose name or office closes the line, or, behind a colon, somebody without a name.
fn named(context: &Context<'_, '_>, label: Label, quoted: bool) -> Option<SpeakerDraft> {
    let text = context.page.text();
    let closes = |end: u32| {
        let rest = Span::new(end, label.span.end.max(end)).of(text).trim();
        rest.is_empty() || context.language.title.get(rest).is_some()
    };
    let mention = context.cast.within(label.span).rfind(|it| closes(it.phrase.end));
    if let Some(mention) = mention {
        let kind = context.cast.entity(mention).kind;
        let person = kind == EntityType::Person;
        let speaks = kind != EntityType::Place && (person || label.colon);
        let how = SpeakerHow::Explicit;
        let span = Some(mention.phrase);
        return speaks.then_some(SpeakerDraft { entity: Some(mention.entity), span, how });
    }
    let words = label.span.of(text);
    let ends = |list: &[String]| list.iter().any(|it| words.ends_with(it.as_str()));
    let settings = &context.language.speech;
    let page = &context.language.page;
    if !label.colon || words.contains(char::is_numeric) {
        return None;
    }
    if ends(&page.no_speaker_labels) {
        return quoted.then(speaker::nobody);
    }
    let people = ends(&settings.speaking_people)
        || ends(&settings.speaking_offices)
        || holds(&page.asking_labels, words);
    let how = SpeakerHow::Role;
    (quoted || people).then_some(SpeakerDraft { entity: None, span: Some(label.span), how })
}

fn draft(
    context: &Context<'_, '_>,
    words: Span,
    kind: AttributionType,
    speaker: SpeakerDraft,
    cue: Span,
) -> SpeechDraft {
    let certainty = certainty::of_words(context, words);
    SpeechDraft {
        kind,
        content: vec![words],
        speakers: vec![speaker],
        ..plain(cue, certainty, "speech.labelled")
    }
}
