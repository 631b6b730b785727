//! Who stands before a particle: a mention, a body in marks, or somebody without a name.

use keii_model::{EntityType, Span, SpeakerHow};
use keii_syntax::{ParticleKind, Pos};

use super::Seeker;
use crate::draft::{Mention, SpeakerDraft};
use crate::mention::{Script, script};
use crate::speech::content;
use crate::speech::line::{Item, Line};
use crate::speech::settings::holds;
use crate::speech::together::{speakers_of, together};

impl Seeker<'_, '_, '_> {
    /// A body whose name stands in marks behind what it is: 市民団体「…」は.
    pub(super) fn in_marks(&self, at: usize) -> Option<(Span, SpeakerHow)> {
        let Item::Quote(quotation) = self.line.items[at.checked_sub(1)?] else { return None };
        let kind = at.checked_sub(2).and_then(|before| self.line.pos(before))?;
        let words = self.line.items[at - 2].span().of(self.line.text);
        let bodies = &self.context.language.speech.bodies_in_marks;
        let named = matches!(kind, Pos::Noun | Pos::Suffix)
            && bodies.iter().any(|it| words.ends_with(it.as_str()))
            && !content::is_verbatim(self.context, quotation);
        named.then_some((quotation.inner, SpeakerHow::Explicit))
    }

    /// Somebody who is no entity: the noun before a particle, where its ending tells of people or of
    /// a document that speaks (住民, 専門家, 報告書).
    pub(super) fn unnamed(&self, from: usize, at: usize) -> Option<(Span, SpeakerHow)> {
        let line = self.line;
        let marked = at;
        let stop = before_remark(line, at);
        let at = before_count(line, stop);
        let is_part =
            |&it: &usize| line.pos(it).is_some_and(|pos| pos.is_nominal() || pos == Pos::Prefix);
        let mut first = (from..at).rev().take_while(is_part).last()?;
        let start = line.items[first].span().start;
        // 一ノ|矢は: the end of a longer name.
        let before = line.text[..start as usize].chars().next_back().map(script);
        if matches!(before, Some(Script::Kanji | Script::Katakana)) {
            first = self.run_start(from, first)?;
        }
        let words = line.items[first].span().join(line.items[at - 1].span()).of(line.text);
        // ある野党の議員
        let genitive = &self.context.language.names.genitive;
        while first >= from + 2 && line.surface(first - 1) == genitive {
            let Some(before) = (from..first - 1).rev().take_while(is_part).last() else { break };
            first = before;
        }
        if first > from && line.pos(first - 1) == Some(Pos::Adnominal) {
            first -= 1;
        }
        // 例田・田中|の労働組合: a name of several words that the phrase begins within.
        let begun = line.items[first].span().start;
        let around = |it: &&Mention| it.phrase.start < begun && begun < it.phrase.end;
        let name = self.context.cast.within(line.span).find(around);
        let first = name.map_or(first, |it| line.position(it.phrase.start).max(from));
        let span = line.items[first].span().join(line.items[stop - 1].span());
        let settings = &self.context.language.speech;
        // An entry with = is the whole word: 市, not 都市.
        let ends = |endings: &[String]| {
            endings.iter().any(|it| match it.strip_prefix('=') {
                Some(whole) => words == whole,
                None => words.ends_with(it.as_str()),
            })
        };
        if ends(&settings.speaking_bodies) {
            return Some((span, SpeakerHow::Explicit));
        }
        let is_act = matches!(line.pos(at - 1), Some(Pos::VerbalNoun | Pos::Pronoun));
        let official = ends(&settings.speaking_offices);
        let person = official || (self.people && ends(&settings.speaking_people));
        let thing = ends(&settings.things);
        // IRINは、橋が落ちたと報じた
        let letters = words.len() > 1
            && words.chars().all(|it| it.is_ascii_alphanumeric() || it == '-')
            && words.chars().filter(char::is_ascii_uppercase).count() > 1
            && self.people
            && line.pos(marked) == Some(Pos::Particle(ParticleKind::Topic))
            && line.is_comma(marked + 1);
        if letters {
            return Some((span, SpeakerHow::Explicit));
        }
        let speaks = !thing
            && (official
                || (person && !is_act)
                || ((self.direct || self.people && self.is_unknown(at))
                    && self.could_speak(marked)));
        speaks.then_some((span, SpeakerHow::Role))
    }

    /// Somebody without a name and whoever is named right before: 学長と|警察当局者|は are two, 村山氏・|教育長|は is
    /// one.
    pub(super) fn with_named(
        &self,
        from: usize,
        span: Span,
        unnamed: SpeakerDraft,
    ) -> Vec<SpeakerDraft> {
        let settings = &self.context.language.speech;
        let start = self.line.items[from].span().start;
        let named = self.context.cast.within(Span::new(start.min(span.start), span.start));
        let Some(mention) = named.max_by_key(|mention| mention.phrase.end) else {
            return vec![unnamed];
        };
        let between = self.line.text.get(mention.phrase.end as usize..span.start as usize);
        let between = between.unwrap_or_default();
        let person = self.context.cast.entity(mention).kind == EntityType::Person;
        if between == settings.middle_dot {
            return if person { speakers_of(self.context, mention) } else { vec![unnamed] };
        }
        let equal = between != settings.comma && holds(&settings.equals, between);
        let mut speakers =
            if equal { together(self.context, self.line, mention, start) } else { Vec::new() };
        speakers.push(unnamed);
        speakers
    }

    /// 若|ノ|鵬容疑者は: where the run of kanji and katakana begins that a word is the end of, if it begins with a
    /// word of the clause.
    fn run_start(&self, from: usize, word: usize) -> Option<usize> {
        let line = self.line;
        let end = line.items[word].span().start as usize;
        let run = line.text[..end].char_indices().rev();
        let inside = |it: &(usize, char)| matches!(script(it.1), Script::Kanji | Script::Katakana);
        let (start, _) = run.take_while(inside).last()?;
        let first = line.position(u32::try_from(start).ok()?);
        let begins = line.items.get(first)?.span().start as usize == start;
        let words = (first..word).all(|at| line.word(at).is_some() && !line.is_comma(at));
        (begins && words && first >= from && word - first <= RUN).then_some(first)
    }

    /// …など各社: others who say it too.
    fn is_list(&self, tail: &str) -> bool {
        const LONGEST: usize = 8;
        let rest = tail.strip_prefix(self.context.language.speech.tail_opening.as_str());
        rest.is_some_and(|rest| rest.chars().count() <= LONGEST && !rest.contains('、'))
    }

    /// The one who can speak whose naming phrase ends here, with or without 側 or a remark.
    pub(super) fn who(&self, end: u32) -> Option<&Mention> {
        let tails = &self.context.language.speech.speaker_tails;
        let text = self.line.text;
        let reaches = |mention: &&Mention| {
            let tail = text.get(mention.phrase.end as usize..end as usize);
            tail.is_some_and(|tail| {
                // 日枝久|会長は, where the title is no part of what names the person.
                let person = self.context.cast.entity(mention).kind == EntityType::Person;
                let titled = person && self.context.language.title.get(tail).is_some();
                is_tail(tails, tail) || self.is_list(tail) || titled
            })
        };
        let mentions = self.context.cast.within(self.line.span).filter(reaches);
        let last = mentions
            .max_by_key(|mention| (mention.phrase.end, std::cmp::Reverse(mention.phrase.start)))?;
        let place = self.context.cast.entity(last).kind == EntityType::Place;
        (!place || last.phrase.end == end).then_some(last)
    }
}

/// How many words a name may be cut into.
const RUN: usize = 4;

/// Where the words end before a remark in brackets that ends at `at`: 校長(56)|は.
pub(super) fn before_remark(line: &Line<'_>, at: usize) -> usize {
    let closed = at > 1 && line.pos(at - 1) == Some(Pos::Close);
    let open = (at.saturating_sub(REMARK)..at).rev().find(|&it| line.pos(it) == Some(Pos::Open));
    open.filter(|&open| closed && open > 0).unwrap_or(at)
}

/// Where the words end before a number of people that ends at `at`: 容疑者|2人は.
fn before_count(line: &Line<'_>, at: usize) -> usize {
    let counted = at > 2
        && line.pos(at - 1) == Some(Pos::Counter)
        && line.pos(at - 2) == Some(Pos::Number)
        && matches!(line.pos(at - 3), Some(Pos::Noun | Pos::Suffix));
    if counted { at - 2 } else { at }
}

/// How many words a remark behind a name may have, its brackets included.
const REMARK: usize = 10;

/// What may stand between a name and its particle: nothing, 側, ら, a remark in brackets.
fn is_tail(tails: &[String], tail: &str) -> bool {
    const LONGEST: usize = 24;
    let brackets = tail.starts_with(['(', '（']) && tail.ends_with([')', '）']);
    tail.is_empty() || holds(tails, tail) || (brackets && tail.chars().count() <= LONGEST)
}
