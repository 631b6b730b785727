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
mod settings;
mod speaker;

use keii_model::{AttributionType, EntityType, Span, SpeakerHow};

use crate::draft::{Cast, SpeakerDraft, SpeechDraft};
use crate::language::Language;
use crate::page::{BlockKind, Page};
pub(crate) use certainty::read;
use content::Content;
use cue::{Cue, CueKind};
pub(crate) use hedge::hedges;
use line::Line;
pub(crate) use settings::SpeechSettings;
use speaker::Carried;

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
    let mut carried = Carried::default();
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
    headline::echoes(&context, &mut found);
    found.sort_by_key(|draft| draft.content.first().map(|content| (content.start, content.end)));
    found
}

/// The attributions of one sentence, left to right.
fn sentence_speech(
    context: &Context<'_, '_>,
    line: &Line<'_>,
    carried: &mut Carried,
    found: &mut Vec<SpeechDraft>,
) {
    let frame = speaker::frame(context, line);
    let cues = cue::cues(context, line, frame.as_ref());
    let region = frame.as_ref().map_or(0, |frame| frame.end);
    let mut state = Telling { region, last: Vec::new(), used: Vec::new() };
    let first = found.len();
    for (position, cue) in cues.iter().enumerate() {
        let own =
            speaker::of(context, line, state.region, cue, &state.used, !state.last.is_empty());
        if cue.nested {
            let outer = cues[position + 1..].iter().find(|outer| !outer.nested);
            relayed(context, line, &mut state, (cue, outer), own, frame.as_ref(), found);
            continue;
        }
        let content = content::of(context, line, state.region, cue, own.as_ref());
        state.region = cue.end;
        // Somebody who has spoken in this sentence goes on speaking in its later clauses.
        let explicit = own.is_some() || !state.last.is_empty();
        let speakers = match (own, &frame) {
            (Some(own), _) => own.speakers,
            (None, _) if !state.last.is_empty() => state.last.clone(),
            (None, Some(frame)) => frame.speakers.clone(),
            (None, None) => carried.speakers(),
        };
        let Some(content) = content else { continue };
        if refuses(cue, &content, &speakers, explicit) {
            continue;
        }
        carried.say(&speakers);
        state.last.clone_from(&speakers);
        // What somebody relays of others is attributed to those, with the relayer as `via`.
        let relays = found[first..].iter().any(|inner| {
            !inner.via.is_empty() && inner.content.iter().any(|span| content.span.contains(*span))
        });
        if !relays {
            let via = frame.as_ref().filter(|_| explicit);
            let via = via.map_or_else(Vec::new, |frame| frame.speakers.clone());
            found.push(draft(context, cue, content, speakers, via));
        }
    }
    if let Some(frame) = frame {
        framed(context, line, frame, carried, (found, first));
    }
}

/// What a frame tells by itself, where no cue of the sentence (from `first` on) has told it.
fn framed(
    context: &Context<'_, '_>,
    line: &Line<'_>,
    frame: speaker::Frame,
    carried: &mut Carried,
    (found, first): (&mut Vec<SpeechDraft>, usize),
) {
    // A paper that is quoted for the facts does not say what people go on to say.
    let is_paper = |at: usize| context.cast.entities[at].kind == EntityType::Organization;
    if frame.speakers.iter().any(|speaker| speaker.entity.is_some_and(|at| !is_paper(at))) {
        carried.say(&frame.speakers);
    }
    if found.len() == first
        && let Some(content) = content::behind_frame(context, line, &frame)
    {
        let cue = Cue::frame(&frame);
        found.push(draft(context, &cue, content, frame.speakers, Vec::new()));
    }
}

/// What is known while the cues of a sentence are read.
struct Telling {
    /// Where the clause of the next cue begins.
    region: usize,
    /// Who spoke last in this sentence.
    last: Vec<SpeakerDraft>,
    /// Names that are the speakers of nested cues.
    used: Vec<Span>,
}

/// A cue inside what another cue reports, or before a noun: it counts when it names a speaker of its
/// own, and the outer speaker relays it.
fn relayed(
    context: &Context<'_, '_>,
    line: &Line<'_>,
    state: &mut Telling,
    (cue, outer): (&Cue<'_>, Option<&Cue<'_>>),
    own: Option<speaker::Found>,
    frame: Option<&speaker::Frame>,
    found: &mut Vec<SpeechDraft>,
) {
    let Some(own) = own else { return };
    let outer = outer.and_then(|outer| speaker::first_topic(context, line, state.region, outer));
    let via = match (outer, frame) {
        (Some(outer), _) => outer.speakers,
        (None, Some(frame)) => frame.speakers.clone(),
        (None, None) => Vec::new(),
    };
    // Who tells of their own words relays nobody: the outer cue tells it all.
    let same = |speaker: &SpeakerDraft| via.iter().any(|it| it.entity == speaker.entity);
    if own.speakers.iter().any(same) {
        return;
    }
    let Some(content) = content::of(context, line, state.region, cue, Some(&own)) else { return };
    if refuses(cue, &content, &own.speakers, true) {
        return;
    }
    state.used.extend(own.speakers.iter().filter_map(|speaker| speaker.span));
    found.push(draft(context, cue, content, own.speakers, via));
}

/// The shortest quotation, in bytes, that is speech when nobody is known to speak: twelve characters.
const NOBODYS_SHORTEST: u32 = 36;

/// Verbs that also tell of other things than speech need somebody who speaks in the sentence, and
/// what is agreed or meant needs them by name.
fn refuses(cue: &Cue<'_>, content: &Content, speakers: &[SpeakerDraft], explicit: bool) -> bool {
    let nobody = speakers.iter().all(|speaker| speaker.how == SpeakerHow::Unattributed);
    match (cue.kind, content.kind) {
        // 「…」と明記: a few words that nobody says are a name.
        (CueKind::Quotative, AttributionType::Direct) => {
            nobody && (!cue.is_strong() || content.span.len() < NOBODYS_SHORTEST)
        }
        (CueKind::Quotative, _) => nobody || (!explicit && !cue.is_strong()),
        (CueKind::Object | CueKind::Agreement, _) => nobody || !explicit,
        (CueKind::Frame, _) => false,
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
