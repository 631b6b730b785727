//! With whom somebody agrees: the partner named before what is agreed (B氏と、…ことで合意した), and those met just before
//! (B氏と会談し、…ことで一致した).

use keii_model::{EventType, Span};

use super::Context;
use super::carried::carried;
use super::content::Content;
use super::cue::{Cue, CueKind};
use super::line::Line;
use super::speaker::is_nobody;
use super::together::speakers_of;
use crate::draft::SpeakerDraft;
use crate::encounter;

/// Whether a cue tells what several agree on, and not what one of them says.
pub(super) fn is_mutual(context: &Context<'_, '_>, cue: &Cue<'_>) -> bool {
    let verb = cue.verb.and_then(|verb| context.language.happening(verb.form()));
    cue.kind == CueKind::Agreement || cue.kind == CueKind::Object && verb == Some(EventType::Agree)
}

/// Those who agree: whoever was found to, with the partner whom the words name or those whom they have met. `speakers`
/// are those who were found, in the sentence (`explicit`) or before it; they stay where no cue tells what several agree on.
pub(super) fn agreeing(
    context: &Context<'_, '_>,
    line: &Line<'_>,
    told: Option<(&Cue<'_>, &Content)>,
    speakers: Vec<SpeakerDraft>,
    explicit: bool,
) -> Vec<SpeakerDraft> {
    let Some((_, content)) = told.filter(|(cue, _)| is_mutual(context, cue)) else {
        return speakers;
    };
    if explicit {
        let partner = partner(context, line, content, &speakers);
        let met = || before(context, content.span.start);
        let others =
            if partner.is_empty() && are_among(&speakers, &met()) { met() } else { partner };
        let known = |it: &SpeakerDraft| speakers.iter().any(|had| had.entity == it.entity);
        let others: Vec<_> = others.into_iter().filter(|it| !known(it)).collect();
        return speakers.into_iter().chain(others).collect();
    }
    let met = before(context, line.span.start);
    if is_nobody(&speakers) && !met.is_empty() || are_among(&speakers, &met) {
        return met.iter().map(carried).collect();
    }
    speakers
}

fn are_among(speakers: &[SpeakerDraft], met: &[SpeakerDraft]) -> bool {
    let among = |it: &SpeakerDraft| met.iter().any(|met| met.entity == it.entity);
    !speakers.is_empty() && speakers.iter().all(among)
}

/// 支援についても話し合い、連携を強めることを確認した: whether those who met before agree in a sentence, since nobody else is
/// named for it before the item at `end`.
pub(super) fn go_on(context: &Context<'_, '_>, line: &Line<'_>, end: usize) -> bool {
    // So far back at most, in words and in bytes of a name, so that time stays linear in the longest sentence.
    const WORDS: usize = 200;
    const NAME: u32 = 120;
    let subject = &context.language.speech.subject;
    let named = |at: usize| {
        let end = line.items[at].span().start;
        let near = Span::new(end.saturating_sub(NAME).max(line.span.start), end);
        line.marks_subject(at, subject).is_some()
            && context.cast.within(near).any(|mention| mention.phrase.end == end)
    };
    let first = end.saturating_sub(WORDS).max(1);
    !(first..end).any(named) && !before(context, line.span.start).is_empty()
}

/// Those who met last before a place in the text.
pub(super) fn before(context: &Context<'_, '_>, offset: u32) -> Vec<SpeakerDraft> {
    let met = encounter::last(context.page, context.encounters, offset);
    let parties = met.map_or(&[][..], |it| it.parties());
    parties.iter().flat_map(|it| speakers_of(context, it)).collect()
}

/// Bと、…ことで合意した: named between the one who agrees and what is agreed, and joined to nothing else.
fn partner(
    context: &Context<'_, '_>,
    line: &Line<'_>,
    content: &Content,
    speakers: &[SpeakerDraft],
) -> Vec<SpeakerDraft> {
    let last = speakers.iter().filter_map(|it| it.span).map(|span| span.end).max();
    let Some(last) = last.filter(|last| *last < content.span.start) else { return Vec::new() };
    let between = Span::new(last, content.span.start);
    let comma = context.language.speech.comma.as_str();
    let joined = |end: u32| {
        let rest = line.text.get(end as usize..).unwrap_or_default();
        let mut with = context.language.event.partner.all();
        with.any(|with| rest.strip_prefix(with).is_some_and(|rest| rest.starts_with(comma)))
    };
    let named = context.cast.within(between).find(|it| joined(it.phrase.end));
    named.map_or_else(Vec::new, |mention| speakers_of(context, mention))
}
