//! What is known while the cues of a sentence are read: who has spoken, who asks, where the next clause begins.

use keii_model::Span;

use super::cue::{Cue, CueKind};
use super::line::Line;
use super::speaker::{self, Found};
use super::{Context, frame};
use crate::draft::SpeakerDraft;

/// What may stand between the words of a saying and the end of what is relayed, in bytes: …と述べた|こと.
const NOMINALIZER: u32 = 9;

/// What is known while the cues of a sentence are read.
#[derive(Default)]
pub(super) struct Telling {
    /// Where the clause of the next cue begins.
    pub(super) region: usize,
    /// The same, over cues that report no clause.
    opened: usize,
    /// Who spoke last in this sentence.
    pub(super) last: Vec<SpeakerDraft>,
    /// Names that are the speakers of nested cues.
    pub(super) used: Vec<Span>,
    /// What nested cues tell, with their words.
    pub(super) relayed: Vec<Span>,
    /// Whether the cue before asks somebody who answers next: …と聞くと「…」と答えた.
    asked: bool,
    /// Whether this cue is such an answer.
    pub(super) answers: bool,
}

impl Telling {
    /// Looks for the speaker of the next cue, and keeps in mind who asks and who answers.
    pub(super) fn seek(
        &mut self,
        context: &Context<'_, '_>,
        line: &Line<'_>,
        cue: &Cue<'_>,
    ) -> Option<Found> {
        self.answers = std::mem::replace(&mut self.asked, cue.asks_and_is_answered(context, line));
        let goes_on = !self.last.is_empty();
        speaker::of(context, line, self.region, cue, &self.used, goes_on)
    }

    /// Where what a cue reports may begin: what is hearsay is all that stands there, for a demand told
    /// in it closes nothing.
    pub(super) fn region_of(&self, cue: &Cue<'_>) -> usize {
        if cue.kind.is_impersonal() { self.opened } else { self.region }
    }

    /// A cue has told its clause. Returns where that began.
    pub(super) fn close(&mut self, cue: &Cue<'_>) -> usize {
        // 野党が求めた延長は: the sentence goes on around it.
        if cue.is_before_its_matter() {
            return self.region;
        }
        if !cue.kind.is_of_nouns() {
            self.opened = cue.end;
        }
        std::mem::replace(&mut self.region, cue.end)
    }

    /// What somebody relays of others is attributed to those, with the relayer as `via`; where they say more
    /// than that others said it (A国が…と判断したことが後押ししたと述べた), their own words count as well.
    pub(super) fn relays(&self, content: Span) -> bool {
        let all = |inner: &Span| content.contains(*inner) && inner.end + NOMINALIZER >= content.end;
        self.relayed.iter().any(all)
    }

    /// Whether another than those known speaks: who is asked, or the topic of a clause of its own.
    pub(super) fn is_of_another(&self, line: &Line<'_>, cue: &Cue<'_>) -> bool {
        self.answers || self.last.is_empty() && speaker::is_of_another(line, self.region, cue)
    }

    /// Who has spoken in this sentence, if anybody.
    pub(super) fn goes_on(&self, cue: &Cue<'_>) -> Option<Vec<SpeakerDraft>> {
        (!self.last.is_empty() && cue.kind != CueKind::Held).then(|| self.last.clone())
    }

    /// Behind a source what it tells begins, whoever has spoken before it.
    pub(super) fn enter(&mut self, frame: Option<&frame::Frame>) {
        let Some(frame) = frame.filter(|frame| frame.end > self.region) else { return };
        if !frame.relays {
            self.last.clear();
        }
        self.region = frame.end;
        self.opened = frame.end;
    }
}
