//! Who speaks.

use keii_model::{EntityType, Span, SpeakerHow};
use keii_syntax::Pos;

use super::Context;
use super::cue::{Cue, CueKind};
use super::line::{Line, SubjectMark};
use crate::draft::{Mention, MentionForm, SpeakerDraft};
use crate::page::Page;

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
        use crate::page::BlockKind::{Heading, Title};
        let block = page.sentences[sentence].block;
        if matches!(page.blocks[block].kind, Heading | Title) && self.heading != Some(block) {
            self.heading = Some(block);
            self.speakers.clear();
        }
    }

    pub(super) fn say(&mut self, speakers: &[SpeakerDraft]) {
        if speakers.iter().any(|speaker| speaker.entity.is_some()) {
            self.speakers = speakers.to_vec();
        }
    }

    /// A sentence without speech whose topic is a person makes that person the next speaker.
    pub(super) fn topic(&mut self, context: &Context<'_, '_>, line: &Line<'_>) {
        if let Some(found) =
            subject(context, line, 0, line.items.len(), &[], |_, mark| mark == SubjectMark::Topic)
        {
            self.say(&found.speakers);
        }
    }

    pub(super) fn speakers(&self) -> Vec<SpeakerDraft> {
        if self.speakers.is_empty() {
            let how = SpeakerHow::Unattributed;
            return vec![SpeakerDraft { entity: None, span: None, how }];
        }
        let carried =
            |speaker: &SpeakerDraft| SpeakerDraft { how: SpeakerHow::Carried, ..speaker.clone() };
        self.speakers.iter().map(carried).collect()
    }
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

/// The speaker of a cue, named between `from` and the cue. A speaker who belongs to a nested cue is
/// not taken again.
pub(super) fn before(
    context: &Context<'_, '_>,
    line: &Line<'_>,
    from: usize,
    cue: &Cue<'_>,
    used: &[Span],
) -> Option<Found> {
    let topic = subject(context, line, from, cue.at, used, |_, mark| mark == SubjectMark::Topic);
    if topic.is_some() && !cue.nested {
        return topic;
    }
    let spoken = subject(context, line, from, cue.at, used, |at, mark| {
        mark == SubjectMark::Topic || speaks(line, at, cue)
    });
    spoken.or(topic)
}

/// Whether the が at this position may mark the speaker rather than the subject of what is said.
fn speaks(line: &Line<'_>, at: usize, cue: &Cue<'_>) -> bool {
    let quoted = (at + 1..cue.at).rev().take(1).any(|it| line.word(it).is_none());
    let next_is_quote = at + 1 < line.items.len() && line.word(at + 1).is_none();
    line.is_comma(at + 1)
        || next_is_quote
        || quoted
        || cue.nested
        || cue.kind != CueKind::Quotative
        || cue.is_strong()
}

/// The first somebody between two positions that is marked as the one who does it.
fn subject(
    context: &Context<'_, '_>,
    line: &Line<'_>,
    from: usize,
    to: usize,
    used: &[Span],
    fits: impl Fn(usize, SubjectMark) -> bool,
) -> Option<Found> {
    for at in from..to.min(line.items.len()) {
        let Some(mark) = line.marks_subject(at) else { continue };
        if at == 0 || !fits(at, mark) {
            continue;
        }
        // ロシア側からは, 会談では: what stands before は is no subject.
        let end = line.items[at - 1].span().end;
        let Some(mention) = who(context, line, end) else { continue };
        if used.iter().any(|span| span.overlaps(mention.phrase)) {
            continue;
        }
        let start = line.items[from].span().start;
        let speakers = together(context, line, mention, start);
        return Some(Found { speakers, end: behind_comma(line, at + 1) });
    }
    None
}

pub(super) fn behind_comma(line: &Line<'_>, at: usize) -> usize {
    at + usize::from(line.is_comma(at))
}

/// The one who can speak whose naming phrase ends here, with or without 側.
fn who<'a>(context: &Context<'a, '_>, line: &Line<'_>, end: u32) -> Option<&'a Mention> {
    let mentions = context.cast.within(line.span).filter(|mention| {
        let tail = mention.phrase.end.min(end)..end;
        mention.phrase.end <= end
            && tail_is_part_of_name(&line.text[tail.start as usize..tail.end as usize])
    });
    let last = mentions.max_by_key(|mention| (mention.phrase.end, mention.span.start))?;
    let kind = context.cast.entity(last).kind;
    let place = kind == EntityType::Place;
    (!place || last.phrase.end == end).then_some(last)
}

/// What may stand between a name and its particle: 側, ら, 政府, a remark in brackets.
fn tail_is_part_of_name(tail: &str) -> bool {
    const TAILS: [&str; 12] =
        ["", "側", "ら", "たち", "政府", "当局", "政権", "自身", "氏ら", "外務省", "軍", "両氏"];
    let remark =
        tail.starts_with(['(', '（']) && tail.ends_with([')', '）']) && tail.chars().count() <= 24;
    TAILS.contains(&tail) || remark
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
    let before = context.cast.within(Span::new(start.min(first), first));
    for mention in before.rev() {
        if mention.phrase.end > first {
            continue;
        }
        let between = &line.text[mention.phrase.end as usize..first as usize];
        if !joins_equals(between) {
            break;
        }
        let mut more = speakers_of(context, mention);
        more.append(&mut speakers);
        speakers = more;
        first = mention.phrase.start;
    }
    speakers
}

/// Particles and marks between equals, perhaps behind a remark in brackets.
fn joins_equals(between: &str) -> bool {
    let behind_remark = between.rsplit([')', '）']).next().unwrap_or(between);
    matches!(
        behind_remark,
        "と" | "や" | "、" | "・" | "および" | "及び" | "と、" | "両" | "とその"
    )
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

/// …によると, …によれば at the head of the sentence.
pub(super) fn frame(context: &Context<'_, '_>, line: &Line<'_>) -> Option<Frame> {
    let lexicon = context.language.speech_frame;
    let (cue, _) = lexicon.find(line.text, line.span).find(|(span, _)| {
        let at = line.position(span.start);
        line.items
            .get(at)
            .is_some_and(|item| item.span().start == span.start && item.word().is_some())
    })?;
    let at = line.position(cue.start);
    let head = Span::new(line.span.start, cue.start);
    // 米国務省の声明によると: the one who is named last before the frame speaks.
    let segment = line.items[..at]
        .iter()
        .rposition(|item| item.word().is_some_and(|word| word.pos == Pos::Comma));
    let from = segment.map_or(head.start, |comma| line.items[comma].span().end);
    let named = context.cast.within(Span::new(from, cue.start));
    let mention = named.max_by_key(|mention| mention.phrase.end);
    let speakers = match mention {
        Some(mention) => together(context, line, mention, from),
        None => vec![SpeakerDraft {
            entity: None,
            span: Some(Span::new(from, cue.start)),
            how: SpeakerHow::Frame,
        }],
    };
    let framed = |speaker: SpeakerDraft| SpeakerDraft { how: SpeakerHow::Frame, ..speaker };
    let end = behind_comma(line, line.position(cue.end));
    Some(Frame { speakers: speakers.into_iter().map(framed).collect(), cue, end })
}

/// Where the clause of a nested cue begins: behind the last comma that closes another clause.
pub(super) fn clause_start(line: &Line<'_>, cue: &Cue<'_>) -> usize {
    let closes = |at: &usize| {
        line.is_comma(*at)
            && *at > 0
            && !line.is_particle(at - 1)
            && !line.marks_subject(at - 1).is_some()
    };
    let conjunction = |at: &usize| {
        line.is_comma(*at)
            && *at > 0
            && line.surface(at - 1) == "で"
            && line.surface(at.saturating_sub(2)) == "一方"
    };
    (0..cue.at)
        .rev()
        .find(|at| conjunction(at))
        .map_or_else(|| (0..cue.at).rev().filter(closes).nth(1).map_or(0, |at| at + 1), |at| at + 1)
}
