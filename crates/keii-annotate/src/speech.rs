//! Who says what: reported words, the words that tell that they are reported, and the speaker.
//!
//! Works on the line of a sentence, in which a quotation is one item. A cue is found first; the
//! speaker stands before it, the content between the two.

mod certainty;
mod content;
mod cue;
mod headline;
mod hedge;
mod line;
mod speaker;

use keii_model::{AttributionType, Span, SpeakerHow};

use crate::draft::{Cast, SpeakerDraft, SpeechDraft};
use crate::language::Language;
use crate::page::{BlockKind, Page};
pub(crate) use certainty::read;
use content::Content;
use cue::{Cue, CueKind};
pub(crate) use hedge::hedges;
use line::Line;

/// What the steps of this module look at.
pub(crate) struct Context<'a, 'p> {
    page: &'a Page<'a>,
    cast: &'a Cast,
    language: &'a Language<'p>,
}

/// Finds all attributions of the page, in order.
pub(crate) fn attributions(
    page: &Page<'_>,
    cast: &Cast,
    language: &Language<'_>,
) -> Vec<SpeechDraft> {
    let context = Context { page, cast, language };
    let mut found = Vec::new();
    let mut carried = speaker::Carried::default();
    for sentence in 0..page.sentences.len() {
        let kind = page.block_of(sentence).kind;
        if matches!(kind, BlockKind::Reference | BlockKind::ReferenceHead | BlockKind::Furniture) {
            continue;
        }
        carried.enter(page, sentence);
        let line = Line::new(page, sentence);
        let before = found.len();
        sentence_speech(&context, &line, &mut carried, &mut found);
        if found.len() == before {
            carried.topic(&context, &line);
        }
    }
    headline::read(&context, &mut found);
    found.sort_by_key(|draft| draft.content.first().map(|content| (content.start, content.end)));
    found
}

/// The attributions of one sentence, left to right.
fn sentence_speech(
    context: &Context<'_, '_>,
    line: &Line<'_>,
    carried: &mut speaker::Carried,
    found: &mut Vec<SpeechDraft>,
) {
    let cues = cue::cues(context, line);
    let mut region = 0;
    let mut before: Vec<SpeakerDraft> = Vec::new();
    let mut used: Vec<Span> = Vec::new();
    let frame = speaker::frame(context, line);
    for (position, cue) in cues.iter().enumerate() {
        let from = if cue.nested { region.max(speaker::clause_start(line, cue)) } else { region };
        let own = speaker::before(context, line, from, cue, &used);
        let relay = cues[position + 1..].iter().find(|outer| cue.nested && !outer.nested);
        let via = match (relay, &frame) {
            (Some(outer), _) if own.is_some() => {
                speaker::before(context, line, region, outer, &used).map(|it| it.speakers)
            }
            (None, Some(frame)) if own.is_some() => Some(frame.speakers.clone()),
            _ => None,
        };
        let content = content::of(context, line, from, cue, own.as_ref());
        let speakers = match (&own, &frame) {
            (Some(own), _) => own.speakers.clone(),
            (None, Some(frame)) => frame.speakers.clone(),
            (None, None) if !before.is_empty() => before.clone(),
            (None, None) => carried.speakers(),
        };
        if !cue.nested {
            region = cue.end;
        } else if let Some(own) = &own {
            used.extend(own.speakers.iter().filter_map(|speaker| speaker.span));
        }
        let Some(content) = content else { continue };
        if covers_nested(context, cue, &content, found) || refuses(cue, &content, &speakers) {
            if !cue.nested && own.is_some() {
                carried.say(&speakers);
                before = speakers;
            }
            continue;
        }
        if !cue.nested {
            carried.say(&speakers);
            before.clone_from(&speakers);
        }
        found.push(draft(context, cue, content, speakers, via.unwrap_or_default()));
    }
    if let Some(frame) = frame {
        if cues.is_empty()
            && let Some(content) = content::behind_frame(line, &frame)
        {
            carried.say(&frame.speakers);
            let cue = Cue::frame(&frame);
            found.push(draft(context, &cue, content, frame.speakers, Vec::new()));
        }
    }
}

/// What somebody relays that others said is attributed to those others, with the relayer as `via`.
fn covers_nested(
    context: &Context<'_, '_>,
    cue: &Cue<'_>,
    content: &Content,
    found: &[SpeechDraft],
) -> bool {
    let last = context.page.syntax.len();
    debug_assert!(last > 0, "a cue stands in a sentence");
    !cue.nested
        && content.kind == AttributionType::Indirect
        && found.iter().rev().take(4).any(|inner| {
            !inner.via.is_empty()
                && inner.content.first().is_some_and(|span| content.span.contains(*span))
        })
}

/// Verbs of thought tell of speech only when somebody is there to think.
fn refuses(cue: &Cue<'_>, content: &Content, speakers: &[SpeakerDraft]) -> bool {
    let nobody = speakers.iter().all(|speaker| speaker.how == SpeakerHow::Unattributed);
    let plain = content.kind == AttributionType::Indirect;
    let explicit = speakers.iter().any(|speaker| speaker.how != SpeakerHow::Carried);
    match cue.kind {
        CueKind::Quotative => plain && nobody && !cue.is_strong(),
        CueKind::Object | CueKind::Agreement => nobody || !explicit,
        CueKind::Frame => false,
    }
}

fn draft(
    context: &Context<'_, '_>,
    cue: &Cue<'_>,
    content: Content,
    speakers: Vec<SpeakerDraft>,
    via: Vec<SpeakerDraft>,
) -> SpeechDraft {
    let certainty = certainty::of(context, cue, &content);
    let mut steps = vec![(cue.kind.step().to_owned(), Some(cue.span))];
    steps.extend(certainty.rule.map(|rule| (rule, Some(content.span))));
    let how = speakers.first().map(|speaker| speaker.how);
    steps.push((speaker::step(how).to_owned(), speakers.first().and_then(|it| it.span)));
    SpeechDraft {
        kind: content.kind,
        content: vec![content.span],
        quoted: content.quoted,
        cue: Some(cue.span),
        speakers,
        via,
        addressee: content.addressee,
        medium: None,
        modality: certainty.modality,
        factuality: certainty.factuality,
        steps,
    }
}
