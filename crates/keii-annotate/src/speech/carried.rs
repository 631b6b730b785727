//! Who goes on speaking when a sentence names nobody.

use keii_model::{EntityType, Span, SpeakerHow};
use keii_syntax::{ParticleKind, Pos};

use super::Context;
use super::content::Content;
use super::cue::{Cue, CueKind};
use super::frame::Frame;
use super::line::Line;
use super::met;
use super::speaker;
use super::together::speakers_of;
use crate::draft::{Mention, SpeakerDraft};
use crate::page::{BlockKind, Page};

/// Who has spoken so far, and on whose word the last sentences rest.
#[derive(Default)]
pub(super) struct Carried {
    speakers: Vec<SpeakerDraft>,
    /// The last who was told to say anything, a paper quoted for the facts included.
    last: Vec<SpeakerDraft>,
    /// The last paper, body or office on whose word something was told.
    source: Vec<SpeakerDraft>,
    heading: Option<usize>,
    /// The block in which somebody was last told to speak.
    named_in: usize,
    /// Whether a paper was the last to tell of anybody, and of another than had spoken.
    told_of: bool,
    /// The block in which the source was named.
    sourced_in: usize,
    /// The block in which somebody was last told of who did not speak.
    topic_in: usize,
    block: usize,
}

impl Carried {
    /// A heading ends what was carried, and so does whoever takes the word in a conversation.
    pub(super) fn enter(&mut self, page: &Page<'_>, sentence: usize) {
        self.block = page.sentences[sentence].block;
        let kind = page.blocks[self.block].kind;
        let heads = matches!(kind, BlockKind::Heading | BlockKind::Title);
        let takes_the_word =
            page.turn_of(sentence).is_some_and(|turn| turn.sentences.start == sentence);
        if takes_the_word || heads && self.heading != Some(self.block) {
            self.heading = Some(self.block);
            self.speakers.clear();
            self.last.clear();
            self.source.clear();
        }
    }

    /// Somebody has spoken.
    pub(super) fn say(&mut self, context: &Context<'_, '_>, speakers: &[SpeakerDraft]) {
        if speakers.iter().any(|speaker| speaker.how != SpeakerHow::Unattributed) {
            self.speakers = speakers.to_vec();
            self.named_in = self.block;
            self.told_of = false;
            self.sourced_in = self.block;
            // A suspect or witness without a name says no more than the words they are told to say.
            if speakers.iter().all(|it| it.entity.is_none() && it.how == SpeakerHow::Role) {
                return;
            }
            self.last = speakers.to_vec();
            let is_person = |at: usize| context.cast.entities[at].kind == EntityType::Person;
            let bodies = |it: &SpeakerDraft| it.entity.is_some_and(|at| !is_person(at));
            self.source = if speakers.iter().all(bodies) { speakers.to_vec() } else { Vec::new() };
        }
    }

    /// A sentence rests on the word of a source, and perhaps (`told`) somebody speaks in it. A paper
    /// that is quoted for the facts does not say what people go on to say; a person does.
    pub(super) fn frame(
        &mut self,
        context: &Context<'_, '_>,
        speakers: &[SpeakerDraft],
        told: bool,
    ) {
        if speakers.iter().all(|it| it.how == SpeakerHow::Unattributed) {
            return;
        }
        let is_person = |at: usize| context.cast.entities[at].kind == EntityType::Person;
        let speaks = speakers.iter().any(|it| it.entity.is_some_and(is_person));
        if speaks {
            self.speakers = speakers.to_vec();
        }
        if speaks || !told {
            self.last = speakers.to_vec();
        }
        // Hearsay rests on the paper that was quoted, whoever spoke in its words.
        self.source = speakers.to_vec();
        self.sourced_in = self.block;
    }

    /// それによると points back to the last source; 26日の発表では to the last body that was one.
    pub(super) fn resolve(&self, context: &Context<'_, '_>, frame: Frame) -> Frame {
        if !frame.points && !frame.dated {
            return frame;
        }
        let dated = frame.dated;
        let resolved = Frame { speakers: self.source(), ..frame.clone() };
        if dated && resolved.is_of_media(context) { frame } else { resolved }
    }

    /// A sentence without speech whose topic is somebody makes them the next speaker.
    pub(super) fn topic(&mut self, context: &Context<'_, '_>, line: &Line<'_>) {
        if let Some(speakers) = in_whose_name(context, line) {
            self.say(context, &speakers);
        } else if let Some(found) = speaker::topic_of(context, line) {
            self.speakers = found.speakers;
            self.told_of = false;
            self.topic_in = self.block;
        }
    }

    /// The person whom a paper tells of may speak next, though nobody has said anything yet.
    pub(super) fn topic_of_paper(&mut self, context: &Context<'_, '_>, line: &Line<'_>) {
        let is_person = |at: usize| context.cast.entities[at].kind == EntityType::Person;
        let person = |it: &SpeakerDraft| it.entity.is_some_and(is_person);
        let found = speaker::topic_of(context, line);
        if let Some(found) = found.filter(|found| found.speakers.iter().all(person)) {
            let same = |it: &SpeakerDraft| self.speakers.iter().any(|had| had.entity == it.entity);
            self.told_of |= !found.speakers.iter().all(same);
            self.speakers = found.speakers;
            self.topic_in = self.block;
        }
    }

    /// 警察は男を逮捕した。「間違いない」と容疑を認めた: who admits a charge is the one last told to be accused.
    pub(super) fn accused(
        &self,
        context: &Context<'_, '_>,
        cue: &Cue<'_>,
    ) -> Option<Vec<SpeakerDraft>> {
        let (text, settings) = (context.page.text(), &context.language.speech);
        let words = cue.span.of(text);
        let block = context.page.blocks[self.block].span;
        if !settings.charges.iter().any(|it| words.contains(it.as_str()))
            || cue.span.start < block.start
        {
            return None;
        }
        let stands = |it: &&Mention| {
            let words = it.phrase.of(text);
            settings.accused.iter().any(|end| words.ends_with(end.as_str()))
        };
        let before = Span::new(block.start, cue.span.start);
        let mention = context.cast.within(before).rfind(stands)?;
        Some(carry(&speakers_of(context, mention)))
    }

    /// Who says what a sentence reports without naming anybody.
    pub(super) fn speakers(&self) -> Vec<SpeakerDraft> {
        carry(&self.speakers)
    }

    /// Whether those who would go on are such (`on_paper`) as were only quoted for the facts: A紙によると.
    pub(super) fn is_of_frame(
        &self,
        context: &Context<'_, '_>,
        on_paper: impl Fn(&SpeakerDraft) -> bool,
    ) -> bool {
        let text = context.page.text();
        let framed = |it: &SpeakerDraft| {
            let behind = it.span.map_or("", |span| &text[span.end as usize..]);
            context.language.speech.source_ends.iter().any(|end| behind.starts_with(end.as_str()))
        };
        !self.speakers.is_empty() && self.speakers.iter().all(|it| on_paper(it) && framed(it))
    }

    /// Whether somebody has spoken in this paragraph and nobody else was told of since.
    fn has_spoken(&self) -> bool {
        self.named_in == self.block && !self.told_of
    }

    /// Whether a person has spoken in this paragraph and may go on.
    pub(super) fn is_person(&self, context: &Context<'_, '_>) -> bool {
        let person = |at: usize| context.cast.entities[at].kind == EntityType::Person;
        self.has_spoken() && self.speakers.iter().any(|speaker| speaker.entity.is_some_and(person))
    }

    /// Whether this paragraph told last of a person, who has spoken or not.
    fn is_of_person(&self, context: &Context<'_, '_>) -> bool {
        let person = |at: usize| context.cast.entities[at].kind == EntityType::Person;
        let here = self.has_spoken() || self.topic_in == self.block;
        let persons = self.speakers.iter().all(|speaker| speaker.entity.is_some_and(person));
        here && !self.speakers.is_empty() && persons
    }

    /// Whether a person has spoken in this paragraph or the one before.
    pub(super) fn was_person(&self, context: &Context<'_, '_>) -> bool {
        let person = |at: usize| context.cast.entities[at].kind == EntityType::Person;
        self.named_in + 1 >= self.block
            && !self.told_of
            && self.speakers.iter().any(|speaker| speaker.entity.is_some_and(person))
    }

    /// Whether whoever spoke before goes on to tell what they mean to do or have settled, in a sentence that
    /// names no other: 党首を降りる考えも示した. 連携することも確認した.
    pub(super) fn may_go_on(
        &self,
        context: &Context<'_, '_>,
        line: &Line<'_>,
        cue: &Cue<'_>,
        content: &Content,
    ) -> bool {
        let settings = &context.language.speech;
        let noun = cue.noun.is_some_and(|noun| settings.meant.hold(noun.form()));
        let settled = cue.kind == CueKind::Object
            && cue.noun.is_none()
            && cue.verb.is_some_and(|verb| settings.confirming.hold(verb.form()));
        let end = line.position(content.span.end);
        let others = (0..end).any(|at| line.pos(at) == Some(Pos::Particle(ParticleKind::Topic)));
        // 協議の再開を各国に促した
        let asks = cue.kind == CueKind::Matter
            && self.has_spoken()
            && cue.verb.is_some_and(|verb| settings.asked_matters.hold(verb.form()));
        // 発表した。年内に再開する方針だ。
        let known = |it: &SpeakerDraft| it.entity.is_some();
        let means =
            cue.kind == CueKind::Intent && self.has_spoken() && self.speakers.iter().all(known);
        // 「…」と大声を上げた; 三浦さんは家に戻った。「片付けが大変だ」と肩を落とした
        let subject = (0..end).any(|at| line.marks_subject(at, &settings.subject).is_some());
        let voices = cue.kind == CueKind::Gesture && self.is_of_person(context) && !subject;
        let told = asks
            || means
            || cue.kind == CueKind::Object && (noun || settled)
            || cue.kind == CueKind::Agreement;
        let settled_by_both = met::is_mutual(context, cue) && met::go_on(context, line, end);
        !others && (voices || told && !self.is_silent()) || settled_by_both
    }

    /// The person who has spoken in this paragraph, or whom it was told of where a source tells `of_them`, and
    /// who goes on behind it; nobody else does.
    pub(super) fn person(&self, context: &Context<'_, '_>, of_them: bool) -> Vec<SpeakerDraft> {
        let person = |at: usize| context.cast.entities[at].kind == EntityType::Person;
        let told_of = of_them
            && self.topic_in == self.block
            && self.speakers.iter().all(|speaker| speaker.entity.is_some_and(person));
        let speaks = self.is_person(context) || told_of;
        if speaks { self.speakers() } else { vec![speaker::nobody()] }
    }

    /// Whether nobody was told to say anything in this paragraph or the one before.
    pub(super) fn is_silent(&self) -> bool {
        self.near(&self.last).is_empty()
    }

    /// Whether whoever a sentence was about holds an office, and so may speak.
    pub(super) fn holds_office(&self, context: &Context<'_, '_>) -> bool {
        self.speakers.iter().all(|it| {
            it.entity.is_some_and(|at| {
                let entity = &context.cast.entities[at];
                entity.kind == EntityType::Person && !entity.roles.is_empty()
            })
        })
    }

    /// Whose report goes on (…としている).
    pub(super) fn last(&self) -> Vec<SpeakerDraft> {
        carry(self.near(&self.last))
    }

    /// On whose word hearsay rests. What a person has said need not come from them.
    pub(super) fn source(&self) -> Vec<SpeakerDraft> {
        carry(self.near(&self.source))
    }

    /// Those who were named in this paragraph or the one before.
    fn near<'s>(&self, speakers: &'s [SpeakerDraft]) -> &'s [SpeakerDraft] {
        if self.sourced_in + 1 >= self.block { speakers } else { &[] }
    }
}

/// 社長名のコメントを出した: in whose name something is said that the next sentences tell.
fn in_whose_name(context: &Context<'_, '_>, line: &Line<'_>) -> Option<Vec<SpeakerDraft>> {
    let language = context.language;
    let says = |mention: &&Mention| {
        let end = mention.phrase.end as usize;
        let behind =
            line.text.get(end..).and_then(|it| it.strip_prefix(language.speech.in_name.as_str()));
        let noun = behind.map(|rest| line.text.len() - rest.len());
        let noun = noun.and_then(|at| u32::try_from(at).ok());
        context.cast.entity(mention).kind == EntityType::Person
            && noun.is_some_and(|at| language.speech_noun.longest_at(line.text, at).is_some())
    };
    let mention = context.cast.within(line.span).find(says)?;
    Some(speakers_of(context, mention))
}

fn carry(speakers: &[SpeakerDraft]) -> Vec<SpeakerDraft> {
    if speakers.is_empty() {
        return vec![speaker::nobody()];
    }
    speakers.iter().map(carried).collect()
}

/// The same speaker, known from before.
pub(super) fn carried(speaker: &SpeakerDraft) -> SpeakerDraft {
    SpeakerDraft { how: SpeakerHow::Carried, ..speaker.clone() }
}
