//! Who speaks.

use keii_model::{EntityType, Span, SpeakerHow};

use super::Context;
use super::cue::{Cue, CueKind};
use super::line::{Line, SubjectMark};
use super::settings::holds;
use crate::draft::{Mention, MentionForm, SpeakerDraft};
use crate::page::{BlockKind, Page};

/// A speaker found in the line.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) speakers: Vec<SpeakerDraft>,
    /// Behind the particle that marks the speaker, and its comma.
    pub(super) end: usize,
}

/// …によると: a speaker who frames the sentence.
#[derive(Clone, Debug)]
pub(super) struct Frame {
    pub(super) speakers: Vec<SpeakerDraft>,
    pub(super) cue: Span,
    /// Behind it and its comma.
    pub(super) end: usize,
}

/// Who goes on speaking when a sentence names nobody.
#[derive(Default)]
pub(super) struct Carried {
    speakers: Vec<SpeakerDraft>,
    heading: Option<usize>,
}

impl Carried {
    /// A heading ends what was carried.
    pub(super) fn enter(&mut self, page: &Page<'_>, sentence: usize) {
        let block = page.sentences[sentence].block;
        let kind = page.blocks[block].kind;
        if matches!(kind, BlockKind::Heading | BlockKind::Title) && self.heading != Some(block) {
            self.heading = Some(block);
            self.speakers.clear();
        }
    }

    pub(super) fn say(&mut self, speakers: &[SpeakerDraft]) {
        if speakers.iter().any(|speaker| speaker.entity.is_some()) {
            self.speakers = speakers.to_vec();
        }
    }

    /// A sentence without speech whose topic is somebody makes them the next speaker.
    pub(super) fn topic(&mut self, context: &Context<'_, '_>, line: &Line<'_>) {
        let seeker = Seeker { context, line, used: &[] };
        let topic = |_, mark| mark == SubjectMark::Topic;
        if let Some(found) = seeker.first(0, line.items.len(), topic) {
            self.say(&found.speakers);
        }
    }

    pub(super) fn speakers(&self) -> Vec<SpeakerDraft> {
        if self.speakers.is_empty() {
            let how = SpeakerHow::Unattributed;
            return vec![SpeakerDraft { entity: None, span: None, how }];
        }
        self.speakers.iter().map(carried).collect()
    }
}

/// The same speaker, known from before.
pub(super) fn carried(speaker: &SpeakerDraft) -> SpeakerDraft {
    SpeakerDraft { how: SpeakerHow::Carried, ..speaker.clone() }
}

/// The name of the step that found a speaker, for derivations.
pub(super) fn step(how: Option<SpeakerHow>) -> &'static str {
    match how {
        Some(SpeakerHow::Carried) => "speaker.carried",
        Some(SpeakerHow::Frame) => "speaker.frame",
        Some(SpeakerHow::Role) => "speaker.role",
        Some(SpeakerHow::Group) => "speaker.group",
        Some(SpeakerHow::Metonym) => "speaker.metonym",
        Some(SpeakerHow::Explicit) => "speaker.explicit",
        Some(SpeakerHow::Author | SpeakerHow::Unattributed) | None => "speaker.none",
    }
}

/// The speaker of a cue, named between `from` and the cue, or between the cue's particle and its
/// verb (「…」と、報道官は述べた). A speaker who belongs to a nested cue is not taken again. With
/// `goes_on`, somebody has spoken in the sentence before and goes on unless another is set apart.
pub(super) fn of(
    context: &Context<'_, '_>,
    line: &Line<'_>,
    from: usize,
    cue: &Cue<'_>,
    used: &[Span],
    goes_on: bool,
) -> Option<Found> {
    let seeker = Seeker { context, line, used };
    let topic = |_, mark| mark == SubjectMark::Topic;
    if let Some(inverted) = seeker.first(cue.at + 1, cue.verb_at, topic) {
        return Some(Found { end: from, ..inverted });
    }
    if cue.nested {
        return seeker.last(from, cue.at);
    }
    let spoken = |at, mark| mark == SubjectMark::Topic || seeker.may_speak(at, cue, goes_on);
    seeker.first(from, cue.at, topic).or_else(|| seeker.first(from, cue.at, spoken))
}

/// The topic of the clause of a cue, who speaks unless a nested cue took them.
pub(super) fn first_topic(
    context: &Context<'_, '_>,
    line: &Line<'_>,
    from: usize,
    cue: &Cue<'_>,
) -> Option<Found> {
    let seeker = Seeker { context, line, used: &[] };
    seeker.first(from, cue.at, |_, mark| mark == SubjectMark::Topic)
}

struct Seeker<'c, 'a, 'p> {
    context: &'c Context<'a, 'p>,
    line: &'c Line<'c>,
    used: &'c [Span],
}

impl Seeker<'_, '_, '_> {
    /// Whether the が at this position may mark the speaker rather than the subject of what is said.
    fn may_speak(&self, at: usize, cue: &Cue<'_>, goes_on: bool) -> bool {
        let line = self.line;
        let before_quote = at + 1 < line.items.len() && line.word(at + 1).is_none();
        let set_apart = line.is_comma(at + 1) || before_quote;
        let says = cue.kind != CueKind::Quotative || (cue.verb.is_some() && cue.is_strong());
        set_apart || (says && !goes_on)
    }

    /// The first somebody between two positions who is marked as the one who does it.
    fn first(
        &self,
        from: usize,
        to: usize,
        fits: impl Fn(usize, SubjectMark) -> bool,
    ) -> Option<Found> {
        (from..to.min(self.line.items.len())).find_map(|at| self.marked(from, at, &fits))
    }

    /// The last one.
    fn last(&self, from: usize, to: usize) -> Option<Found> {
        (from..to.min(self.line.items.len()))
            .rev()
            .find_map(|at| self.marked(from, at, &|_, _| true))
    }

    fn marked(
        &self,
        from: usize,
        at: usize,
        fits: &impl Fn(usize, SubjectMark) -> bool,
    ) -> Option<Found> {
        let line = self.line;
        let mark = line.marks_subject(at, &self.context.language.speech.subject)?;
        if at == 0 || !fits(at, mark) {
            return None;
        }
        let mention = self.who(line.items[at - 1].span().end)?;
        if self.used.iter().any(|span| span.overlaps(mention.phrase)) {
            return None;
        }
        let start = line.items[from].span().start;
        let speakers = together(self.context, line, mention, start);
        Some(Found { speakers, end: behind_comma(line, at + 1) })
    }

    /// The one who can speak whose naming phrase ends here, with or without 側 or a remark.
    fn who(&self, end: u32) -> Option<&Mention> {
        let tails = &self.context.language.speech.speaker_tails;
        let text = self.line.text;
        let reaches = |mention: &&Mention| {
            mention.phrase.end <= end
                && is_tail(tails, &text[mention.phrase.end as usize..end as usize])
        };
        let mentions = self.context.cast.within(self.line.span).filter(reaches);
        let last = mentions
            .max_by_key(|mention| (mention.phrase.end, std::cmp::Reverse(mention.phrase.start)))?;
        let place = self.context.cast.entity(last).kind == EntityType::Place;
        (!place || last.phrase.end == end).then_some(last)
    }
}

pub(super) fn behind_comma(line: &Line<'_>, at: usize) -> usize {
    at + usize::from(line.is_comma(at))
}

/// What may stand between a name and its particle: nothing, 側, ら, a remark in brackets.
fn is_tail(tails: &[String], tail: &str) -> bool {
    const REMARK: usize = 24;
    let brackets = tail.starts_with(['(', '（']) && tail.ends_with([')', '）']);
    tail.is_empty() || holds(tails, tail) || (brackets && tail.chars().count() <= REMARK)
}

/// The mention and those that stand before it as its equals: AとBは.
fn together(
    context: &Context<'_, '_>,
    line: &Line<'_>,
    last: &Mention,
    start: u32,
) -> Vec<SpeakerDraft> {
    let mut speakers = speakers_of(context, last);
    let mut first = last.phrase.start;
    for mention in context.cast.within(Span::new(start.min(first), first)).rev() {
        if mention.phrase.end > first {
            continue;
        }
        let between = &line.text[mention.phrase.end as usize..first as usize];
        let behind_remark = between.rsplit([')', '）']).next().unwrap_or(between);
        if !holds(&context.language.speech.equals, behind_remark) {
            break;
        }
        speakers.splice(0..0, speakers_of(context, mention));
        first = mention.phrase.start;
    }
    speakers
}

/// A mention as speaker; a group whose members are known speaks as all of them.
fn speakers_of(context: &Context<'_, '_>, mention: &Mention) -> Vec<SpeakerDraft> {
    let entity = context.cast.entity(mention);
    let how = match (mention.form, entity.kind) {
        (MentionForm::Role, _) => SpeakerHow::Role,
        (MentionForm::Group, _) => SpeakerHow::Group,
        (_, EntityType::Country | EntityType::Place) => SpeakerHow::Metonym,
        _ => SpeakerHow::Explicit,
    };
    let draft = |entity| SpeakerDraft { entity: Some(entity), span: Some(mention.phrase), how };
    match entity.members.as_slice() {
        [] => vec![draft(mention.entity)],
        members => members.iter().map(|&member| draft(member)).collect(),
    }
}

/// …によると, …によれば: the one who is named last before it speaks (米国務省の声明によると).
pub(super) fn frame(context: &Context<'_, '_>, line: &Line<'_>) -> Option<Frame> {
    let language = context.language;
    let frames = |entry: &keii_rules::Entry| {
        entry.field("kind").is_some_and(|kind| holds(&language.speech.frame_kinds, kind))
    };
    let stands = |span: Span| {
        let at = line.position(span.start);
        line.items.get(at).is_some_and(|item| {
            item.span().contains(span) || item.word().is_some() && item.span().start <= span.start
        }) && context.page.quotation_around(span).is_none()
    };
    let mut found = language.speech_frame.find(line.text, line.span);
    let (cue, _) = found
        .find(|(span, entry)| frames(entry) && stands(*span) && span.start > line.span.start)?;
    let before = line.position(cue.start);
    let comma = (0..before).rev().find(|&at| line.is_comma(at));
    let from = comma.map_or(line.span.start, |comma| line.items[comma].span().end);
    let named = context.cast.within(Span::new(from.min(cue.start), cue.start));
    let speakers = match named.max_by_key(|mention| mention.phrase.end) {
        Some(mention) => together(context, line, mention, from),
        None => {
            let span = Some(Span::new(from.min(cue.start), cue.start));
            vec![SpeakerDraft { entity: None, span, how: SpeakerHow::Frame }]
        }
    };
    let framed = |speaker: SpeakerDraft| SpeakerDraft { how: SpeakerHow::Frame, ..speaker };
    let end = behind_comma(line, line.position(cue.end));
    Some(Frame { speakers: speakers.into_iter().map(framed).collect(), cue, end })
}
