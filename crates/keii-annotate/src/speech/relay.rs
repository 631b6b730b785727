//! What somebody says in what somebody else tells: 首相は、大統領が…と約束したと述べた.

use super::cue::{Cue, CueKind};
use super::line::Line;
use super::speaker::{self, Found};
use super::telling::Telling;
use super::{Context, content, drafts, frame, refuses, setting};
use crate::draft::{SpeakerDraft, SpeechDraft};

/// The first of the cues, inside what another cue reports, or before a noun: it counts when it names a speaker of its
/// own, and the outer speaker relays it.
pub(super) fn relayed(
    context: &Context<'_, '_>,
    line: &Line<'_>,
    state: &mut Telling,
    cues: &[Cue<'_>],
    own: Option<Found>,
    frame: Option<&frame::Frame>,
    found: &mut Vec<SpeechDraft>,
) {
    let (Some(own), Some((cue, behind))) = (own, cues.split_first()) else { return };
    // …と発表する方針だ: nothing has been said yet.
    if context.language.speech.unsaid.hold(line.surface(cue.end)) {
        return;
    }
    // 「…」と述べたA氏は: whoever the clause stands before relays nobody.
    let stop = line.items.get(cue.end).map_or(line.span.end, |item| item.span().start);
    let relative = own.speakers.iter().all(|it| it.span.is_some_and(|span| span.start >= stop));
    let outer = behind.iter().find(|outer| !outer.nested).filter(|_| !relative);
    let teller = outer
        .filter(|outer| matches!(outer.kind, CueKind::Quotative | CueKind::Object))
        .and_then(|outer| teller(context, line, state, &own, outer));
    let via = match (teller, frame) {
        (Some(teller), _) => teller.speakers,
        (None, Some(frame)) if !relative => {
            frame.speakers.iter().chain(&frame.via).cloned().collect()
        }
        (None, _) => Vec::new(),
    };
    // Who tells of their own words relays nobody: the outer cue tells it all.
    let same = |speaker: &SpeakerDraft| {
        via.iter().any(|it| it.entity.is_some() && it.entity == speaker.entity)
    };
    if own.speakers.iter().any(same) {
        return;
    }
    let Some(content) = content::of(context, line, state.region, cue, Some(&own)) else { return };
    if refuses(cue, &content, &own.speakers, true) {
        return;
    }
    state.relayed.push(content.span.join(cue.span));
    // …と考える首相は、協議を求めた: whoever the clause stands before speaks on.
    if !relative {
        state.used.extend(own.speakers.iter().filter_map(|speaker| speaker.span));
    }
    let setting = setting::of(context, line, state.region, cue, &content);
    found.extend(drafts(context, cue, content, (&own.speakers, &via), setting));
}

/// Who tells what `own` says. Where the clause has no other topic, the one of the sentence who has said
/// nothing in it yet: A氏は、B氏が反対し、C氏は賛成したと説明した.
fn teller(
    context: &Context<'_, '_>,
    line: &Line<'_>,
    state: &Telling,
    own: &Found,
    outer: &Cue<'_>,
) -> Option<Found> {
    let among = |it: &Found, others: &[SpeakerDraft]| {
        let known = |speaker: &SpeakerDraft| {
            others.iter().any(|it| it.entity.is_some() && it.entity == speaker.entity)
        };
        it.speakers.iter().any(known)
    };
    let near = speaker::teller(context, line, state.region, outer);
    let own_words = near.as_ref().is_some_and(|it| among(it, &own.speakers));
    let far = || {
        let first = speaker::teller(context, line, 0, outer);
        first.filter(|it| !among(it, &own.speakers) && !among(it, &state.last))
    };
    own_words.then(far).flatten().or(near)
}
