//! Whether somebody who was found before reported words is the one who says them.

use keii_model::EntityType;

use super::Found;
use crate::draft::SpeakerDraft;
use crate::speech::carried::Carried;
use crate::speech::cue::{Cue, CueKind};
use crate::speech::line::Line;
use crate::speech::{Context, frame};

impl Found {
    /// 目撃者の証言によれば、武装勢力は「…」という: the words are the witness's.
    pub(in crate::speech) fn is_told_of(
        &self,
        context: &Context<'_, '_>,
        line: &Line<'_>,
        cue: &Cue<'_>,
        frame: Option<&frame::Frame>,
    ) -> bool {
        let passed_on = cue.says_so(context, line) && !self.is_person(context);
        passed_on && frame.is_some_and(|frame| !frame.tells_of(context, cue))
    }

    /// Whether all of them are persons known by name or office.
    fn is_person(&self, context: &Context<'_, '_>) -> bool {
        let person = |at: usize| context.cast.entities[at].kind == EntityType::Person;
        self.speakers.iter().all(|speaker| speaker.entity.is_some_and(person))
    }

    /// Whether it is no subject of what a source tells whom somebody passes on.
    pub(in crate::speech) fn speaks(&self, frame: Option<&frame::Frame>) -> bool {
        !(self.weak && frame.is_some_and(frame::Frame::passes_on))
    }

    /// Whether the mark may be that of the subject of what is said, while a person goes on speaking: in the
    /// same paragraph of anybody, from the paragraph before of what a country does.
    pub(in crate::speech) fn yields(
        &self,
        line: &Line<'_>,
        cue: &Cue<'_>,
        context: &Context<'_, '_>,
        carried: &Carried,
    ) -> bool {
        let country = |it: &SpeakerDraft| {
            it.entity.is_some_and(|at| context.cast.entities[at].kind == EntityType::Country)
        };
        let near = carried.is_person(context)
            || self.speakers.iter().all(country) && carried.was_person(context);
        // そのうえで、A社が建設を計画していることを説明した: who spoke before adds it.
        let adds = || {
            let words = line.span.of(line.text);
            cue.kind == CueKind::Object
                && context.language.speech.adding.iter().any(|it| words.starts_with(it.as_str()))
        };
        self.weak && (cue.kind == CueKind::Quotative || adds()) && near
    }
}
