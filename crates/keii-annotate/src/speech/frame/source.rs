//! Sources that no known name tells: the first of a list, whoever asked around, and a day that is none.

use keii_model::{Span, SpeakerHow, TimeType};
use keii_syntax::{ParticleKind, Pos};

use crate::draft::{SpeakerDraft, TimeDraft};
use crate::speech::Context;
use crate::speech::line::Line;
use crate::speech::settings::holds;

/// With the first of a list that is no known name: |浜風新報|・A紙・B局によると.
pub(super) fn with_first(
    context: &Context<'_, '_>,
    line: &Line<'_>,
    from: u32,
    mut speakers: Vec<SpeakerDraft>,
) -> Vec<SpeakerDraft> {
    let start = speakers.iter().filter_map(|it| it.span).map(|span| span.start).min();
    let Some(joint) = start.and_then(|start| line.position(start).checked_sub(1)) else {
        return speakers;
    };
    let first = line.position(from);
    let dot = line.surface(joint) == context.language.speech.middle_dot;
    let joins = dot
        || line.pos(joint) == Some(Pos::Particle(ParticleKind::Coordinating))
        || line.is_particle(joint) && holds(&context.language.speech.equals, line.surface(joint));
    let noun = |at: usize| line.pos(at).is_some_and(Pos::is_nominal);
    if joins && first < joint && (first..joint).all(noun) {
        let span = line.items[first].span().join(line.items[joint - 1].span());
        // イギリス・A局: where it is.
        if dot && context.cast.within(span).next().is_some() {
            return speakers;
        }
        let how = SpeakerHow::Frame;
        speakers.insert(0, SpeakerDraft { entity: None, span: Some(span), how });
    }
    speakers
}

/// |浜風通信|が取材したところによると, |浜風通信|の伝えるところでは: the noun before the particle of the subject.
pub(super) fn who_tells(
    context: &Context<'_, '_>,
    line: &Line<'_>,
    (from, before): (u32, usize),
) -> Option<Span> {
    let subject = &context.language.speech.subject;
    let genitive = &context.language.names.genitive;
    let from = line.position(from);
    let marks = |at: &usize| {
        let behind = line.pos(at + 1);
        line.surface(*at) == subject || line.surface(*at) == genitive && behind == Some(Pos::Verb)
    };
    let at = (from + 1..before).rev().find(marks)?;
    let part = |at: &usize| {
        let noun = line.pos(*at).is_some_and(Pos::is_nominal);
        noun || *at > from && line.surface(*at) == genitive
    };
    let first = (from..at).rev().take_while(part).last()?;
    Some(line.items[first].span().join(line.items[at - 1].span()))
}

/// 各社の|11月10日|の報道によると: the words of a source without the day of its report; `None` where nothing else is
/// told.
pub(super) fn without_day(context: &Context<'_, '_>, line: &Line<'_>, span: Span) -> Option<Span> {
    let genitive = context.language.names.genitive.as_str();
    let words = span.of(line.text);
    let dot = context.language.speech.middle_dot.as_str();
    let owner = words.rsplit_once(genitive).or_else(|| words.rsplit_once(dot));
    let kept = owner.map_or("", |(owner, _)| owner);
    let last = Span::from_range(span.end as usize - (words.len() - kept.len())..span.end as usize);
    let day = |it: &&TimeDraft| last.contains(it.span) && it.kind != TimeType::Set;
    let of_day = context.times.iter().find(day).is_some_and(|time| {
        let behind = Span::new(time.span.end, last.end).of(line.text);
        behind.is_empty() || holds(&context.language.speech.time_tails, behind)
    });
    let points = holds(&context.language.speech.no_sources, words);
    match (of_day, kept.is_empty()) {
        _ if points => None,
        (false, _) => Some(span),
        (true, true) => None,
        (true, false) => {
            Some(Span::from_range(span.start as usize..span.start as usize + kept.len()))
        }
    }
}
