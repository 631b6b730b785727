//! Who speaks.

use keii_model::{EntityType, Span, SpeakerHow};
use keii_syntax::{ParticleKind, Pos};

use super::Context;
use super::content;
use super::cue::{Cue, CueKind};
use super::line::{Item, Line, SubjectMark};
use super::settings::holds;
use super::together::{speakers_of, together};
use crate::draft::{Mention, SpeakerDraft};

/// A speaker found in the line.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) speakers: Vec<SpeakerDraft>,
    /// Behind the particle that marks the speaker, and its comma.
    pub(super) end: usize,
    /// Whether the mark is as likely that of the subject of what is said: …が合意したと明らかにした.
    pub(super) weak: bool,
}

/// Somebody who is not named.
pub(super) fn nobody() -> SpeakerDraft {
    SpeakerDraft { entity: None, span: None, how: SpeakerHow::Unattributed }
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
    let verbatim = cue.quotation_at(line).is_some();
    let direct =
        cue.kind == CueKind::Quotative && verbatim && (cue.verb.is_none() || cue.is_strong());
    let people = cue.verb.is_some() && cue.is_strong()
        || cue.noun.is_some()
        || holds(&context.language.speech.feelings, cue.field("modality").unwrap_or_default())
        || verbatim;
    let seeker = Seeker { used, people, direct, ..Seeker::new(context, line) };
    let topic = |_, mark| mark == SubjectMark::Topic;
    if cue.kind == CueKind::Held {
        return seeker.voice(from, cue);
    }
    if cue.kind == CueKind::Hearsay {
        return None;
    }
    let behind = Seeker { inverted: true, places: true, ..seeker };
    let inverted = behind.first(cue.at + 1, cue.verb_at, |_, _| true);
    let inverted = inverted.or_else(|| behind.right_before_verb(cue));
    if let Some(inverted) = inverted.or_else(|| seeker.owner(cue)) {
        return Some(Found { end: from, ..inverted });
    }
    if cue.nested {
        return seeker.nearest(from, cue.at);
    }
    let spoken = |at, mark| mark == SubjectMark::Topic || seeker.may_speak(at, cue, goes_on);
    let near = seeker.behind_clause(from, cue);
    let first = || seeker.first(from, cue.at, topic);
    let there = Seeker { places: true, ..seeker };
    let named = near.or_else(first).or_else(|| {
        // 同団は、監督が続投すると発表した: who does what is said does not say it.
        let found = seeker.first(from, cue.at, spoken);
        found.filter(|it| !it.weak || !is_of_another(line, from, cue))
    });
    named.or_else(|| there.first(from, cue.at, topic))
}

/// Whether a clause of indirect speech has a topic of its own, set apart, that is nobody known: then
/// it is not said by whoever spoke before.
pub(super) fn is_of_another(line: &Line<'_>, from: usize, cue: &Cue<'_>) -> bool {
    let said = cue.kind == CueKind::Quotative && cue.verb.is_some() && cue.is_strong();
    let indirect = line.items[from.min(cue.at)..cue.at].iter().all(|item| item.word().is_some());
    let topic =
        (from + 1..cue.at).find(|&at| line.pos(at) == Some(Pos::Particle(ParticleKind::Topic)));
    said && indirect
        && topic.is_some_and(|at| {
            let noun = matches!(line.pos(at - 1), Some(Pos::Noun | Pos::Suffix | Pos::Name(_)));
            noun && line.is_comma(at + 1) && at < from + TOPIC
        })
}

/// How many words a topic at the head of a clause has at most.
const TOPIC: usize = 6;

/// Makes the topic of a sentence without speech the next who may speak.
pub(super) fn topic_of(context: &Context<'_, '_>, line: &Line<'_>) -> Option<Found> {
    let seeker = Seeker::new(context, line);
    let named = |at: usize, mark| {
        mark == SubjectMark::Topic && seeker.who(line.items[at - 1].span().end).is_some()
    };
    seeker.first(0, line.items.len(), named)
}

/// The known one whom the particle at a position marks.
pub(super) fn named_at(context: &Context<'_, '_>, line: &Line<'_>, at: usize) -> Option<Found> {
    let seeker = Seeker { inverted: true, ..Seeker::new(context, line) };
    seeker.who(line.items[at - 1].span().end)?;
    seeker.marked(0, at, &|_, _| true)
}

/// The topic before a position, known by name or office.
pub(super) fn topic_up_to(context: &Context<'_, '_>, line: &Line<'_>, at: usize) -> Option<Found> {
    let seeker = Seeker { people: true, ..Seeker::new(context, line) };
    seeker.first(0, at, |_, mark| mark == SubjectMark::Topic)
}

/// The one whom a sentence names before `at`, for words that stand apart from it.
pub(super) fn topic_before(context: &Context<'_, '_>, line: &Line<'_>, at: usize) -> Option<Found> {
    let seeker = Seeker { people: true, inverted: true, ..Seeker::new(context, line) };
    seeker.first(0, at, |_, mark| mark == SubjectMark::Topic).or_else(|| seeker.nearest(0, at))
}

/// The topic of the clause of a cue, who speaks unless a nested cue took them.
pub(super) fn first_topic(
    context: &Context<'_, '_>,
    line: &Line<'_>,
    from: usize,
    cue: &Cue<'_>,
) -> Option<Found> {
    let seeker = Seeker::new(context, line);
    seeker.first(from, cue.at, |_, mark| mark == SubjectMark::Topic)
}

#[derive(Clone, Copy)]
struct Seeker<'c, 'a, 'p> {
    context: &'c Context<'a, 'p>,
    line: &'c Line<'c>,
    used: &'c [Span],
    /// Whether people who are no entities may speak: not where the words could be about them.
    people: bool,
    /// Whether what is said is verbatim, so that its topic is the speaker even if nothing else tells.
    direct: bool,
    /// Whether a body may speak as the place where it is said.
    places: bool,
    /// Whether it looks behind what is said, where every subject is of the verb of saying.
    inverted: bool,
}

impl<'c, 'a, 'p> Seeker<'c, 'a, 'p> {
    /// One that looks for known names before reported words alone.
    fn new(context: &'c Context<'a, 'p>, line: &'c Line<'c>) -> Self {
        let (people, direct, places, inverted) = (false, false, false, false);
        Self { context, line, used: &[], people, direct, places, inverted }
    }
}

impl Seeker<'_, '_, '_> {
    /// Whether the が at this position may mark the speaker rather than the subject of what is said.
    fn may_speak(&self, at: usize, cue: &Cue<'_>, goes_on: bool) -> bool {
        let set_apart = self.set_apart(at);
        let verbatim = cue.quotation_at(self.line).is_some();
        let told = verbatim || (cue.verb.is_some() && cue.is_strong());
        let says = cue.kind != CueKind::Quotative || told;
        set_apart || (says && !goes_on)
    }

    /// A body that speaks as the place where it is said: 同省では…としている.
    fn body_where(&self, from: usize, at: usize) -> Option<Vec<SpeakerDraft>> {
        let line = self.line;
        let end = line.items[at.checked_sub(1)?].span().end;
        if let Some(mention) = self.who(end) {
            let body = self.context.cast.entity(mention).kind == EntityType::Organization;
            return body.then(|| speakers_of(self.context, mention));
        }
        let (span, how) = self.unnamed(from, at).filter(|(_, how)| *how == SpeakerHow::Explicit)?;
        Some(vec![SpeakerDraft { entity: None, span: Some(span), how }])
    }

    /// Whether the topic directly before a quotation may be somebody: a noun, no time and no clause.
    fn could_speak(&self, at: usize) -> bool {
        let line = self.line;
        let topic = line.marks_subject(at, &self.context.language.speech.subject).is_some();
        // 両社はいずれも「…」
        let between = |it: &usize| {
            matches!(
                line.pos(*it),
                Some(
                    Pos::Comma | Pos::Adverb | Pos::AdverbialNoun | Pos::Pronoun | Pos::Particle(_)
                )
            )
        };
        let next = at + 1 + (at + 1..line.items.len()).take(BETWEEN).take_while(between).count();
        let quoted = next < line.items.len() && line.word(next).is_none();
        let noun = matches!(
            line.pos(before_remark(line, at) - 1),
            Some(Pos::Noun | Pos::Suffix | Pos::Counter | Pos::Name(_))
        );
        topic && quoted && noun
    }

    /// Whether a particle is followed by a comma or a quotation.
    fn set_apart(&self, at: usize) -> bool {
        let line = self.line;
        line.is_comma(at + 1) || at + 1 < line.items.len() && line.word(at + 1).is_none()
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

    /// Those from whom a voice is heard: 住民からは「…」との声が上がる.
    fn voice(&self, from: usize, cue: &Cue<'_>) -> Option<Found> {
        let line = self.line;
        cue.noun?;
        let source = &self.context.language.speech.from_whom;
        let at = (from + 1..cue.at).find(|&at| line.surface(at) == source)?;
        let topic = line.pos(at + 1) == Some(Pos::Particle(ParticleKind::Topic));
        let end = behind_comma(line, at + 1 + usize::from(topic));
        let apart = end > at + 1 || line.word(end).is_none();
        let speakers = match self.who(line.items[at - 1].span().end) {
            Some(mention) => speakers_of(self.context, mention),
            None => {
                let (span, how) = self.unnamed(from, at)?;
                vec![SpeakerDraft { entity: None, span: Some(span), how }]
            }
        };
        apart.then_some(Found { speakers, end, weak: false })
    }

    /// The last one; of two subjects without a predicate between them the first, to whom the outer
    /// verb belongs: 大統領が昨日、両国が合意したと表明した….
    fn nearest(&self, from: usize, to: usize) -> Option<Found> {
        let line = self.line;
        let mut marked = (from..to.min(line.items.len())).rev().filter_map(|at| {
            let mark = line.marks_subject(at, &self.context.language.speech.subject)?;
            Some((at, mark, self.marked(from, at, &|_, _| true)?))
        });
        let (at, mark, last) = marked.next()?;
        let outer = marked.next().filter(|(before, outer, _)| {
            let predicate = |it: usize| {
                matches!(line.pos(it), Some(Pos::Verb | Pos::Auxiliary | Pos::DependentVerb))
            };
            mark == SubjectMark::Subject
                && *outer == SubjectMark::Subject
                && !(before + 1..at).any(predicate)
        });
        Some(outer.map_or(last, |(_, _, found)| found))
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
        let end = behind_comma(line, at + 1);
        if line.surface(at - 1) == self.context.language.speech.agreement_particle {
            let body = self.places.then(|| self.body_where(from, at - 1)).flatten();
            return body.map(|speakers| Found { speakers, end, weak: false });
        }
        let Some(mention) = self.who(line.items[at - 1].span().end) else {
            // 男性が記者に「…」と答えた: of words in marks every subject outside is the speaker.
            let apart =
                mark == SubjectMark::Topic || self.inverted || self.direct || self.set_apart(at);
            let unnamed = self.in_marks(at).or_else(|| self.unnamed(from, at)).filter(|_| apart);
            let (span, how) =
                unnamed.filter(|(span, _)| !self.used.iter().any(|it| it.overlaps(*span)))?;
            let speakers = vec![SpeakerDraft { entity: None, span: Some(span), how }];
            return Some(Found { speakers, end, weak: false });
        };
        if self.used.iter().any(|span| span.overlaps(mention.phrase)) {
            return None;
        }
        let start = line.items[from].span().start;
        let speakers = together(self.context, line, mention, start);
        let weak = mark == SubjectMark::Subject && !self.inverted && !self.set_apart(at);
        Some(Found { speakers, end, weak })
    }

    /// The topic of the last clause before the cue, where a clause of somebody else stands before it:
    /// …を発表しており、社長は「…」と述べた; 明日の予定だったが、市は延期すると発表した. Without a quotation only
    /// a joint like が tells that what is said has not begun.
    fn behind_clause(&self, from: usize, cue: &Cue<'_>) -> Option<Found> {
        let line = self.line;
        let last = cue.at.checked_sub(1)?;
        let quoted = cue.quotation_at(line).is_some();
        let settings = &self.context.language.speech;
        let closed = |&at: &usize| {
            let words = Span::new(line.span.start, line.items[at - 1].span().end).of(line.text);
            let ends = |endings: &[String]| endings.iter().any(|it| words.ends_with(it.as_str()));
            // 番組において、: a verb that stands for a particle closes no clause.
            if ends(&settings.particle_verbs) {
                return false;
            }
            if quoted && line.is_comma(at) && ends(&settings.clause_ends) {
                return true;
            }
            let joint = match line.pos(at - 1) {
                Some(Pos::Verb | Pos::Auxiliary | Pos::DependentVerb) => quoted,
                Some(Pos::Particle(ParticleKind::Conjunctive)) => {
                    quoted
                        || holds(&self.context.language.speech.clause_joints, line.surface(at - 1))
                }
                _ => false,
            };
            joint && line.is_comma(at)
        };
        let clause = (from + 1..last).rev().find(closed)?;
        // 会見を開き、監督が「…」と述べた
        let before =
            |at: usize, mark| mark == SubjectMark::Topic || (quoted && line.word(at + 1).is_none());
        self.first(clause + 1, last + 1, before)
    }

    /// …と地元の二紙が報じた: whoever stands as subject right before the verb, known or not.
    fn right_before_verb(&self, cue: &Cue<'_>) -> Option<Found> {
        let line = self.line;
        let at = cue.verb_at.checked_sub(1).filter(|&at| at > cue.at + 1)?;
        line.marks_subject(at, &self.context.language.speech.subject)
            .filter(|mark| *mark == SubjectMark::Subject)?;
        let is_part =
            |&it: &usize| line.pos(it).is_some_and(|pos| pos.is_nominal() || pos == Pos::Prefix);
        let first = (cue.at + 1..at).rev().take_while(is_part).last()?;
        let span = line.items[first].span().join(line.items[at - 1].span());
        let speakers =
            vec![SpeakerDraft { entity: None, span: Some(span), how: SpeakerHow::Explicit }];
        Some(Found { speakers, end: at, weak: false })
    }

    /// Whose words the noun of a cue names: …との幹部の指摘を伝えた.
    fn owner(&self, cue: &Cue<'_>) -> Option<Found> {
        let line = self.line;
        cue.noun?;
        let genitive = &self.context.language.names.genitive;
        let at = (cue.at + 2..cue.verb_at).find(|&at| line.surface(at) == genitive)?;
        let mention = self.who(line.items[at - 1].span().end)?;
        let start = line.items[cue.at].span().end;
        let speakers = together(self.context, line, mention, start);
        Some(Found { speakers, end: cue.at, weak: false })
    }

    /// A body whose name stands in marks behind what it is: 市民団体「…」は.
    fn in_marks(&self, at: usize) -> Option<(Span, SpeakerHow)> {
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
    fn unnamed(&self, from: usize, at: usize) -> Option<(Span, SpeakerHow)> {
        let line = self.line;
        let marked = at;
        let stop = before_remark(line, at);
        let at = before_count(line, stop);
        let is_part =
            |&it: &usize| line.pos(it).is_some_and(|pos| pos.is_nominal() || pos == Pos::Prefix);
        let mut first = (from..at).rev().take_while(is_part).last()?;
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
        let speaks = !thing
            && (official || (person && !is_act) || (self.direct && self.could_speak(marked)));
        speaks.then_some((span, SpeakerHow::Role))
    }

    /// …など各社: others who say it too.
    fn is_list(&self, tail: &str) -> bool {
        const LONGEST: usize = 8;
        let rest = tail.strip_prefix(self.context.language.speech.tail_opening.as_str());
        rest.is_some_and(|rest| rest.chars().count() <= LONGEST && !rest.contains('、'))
    }

    /// The one who can speak whose naming phrase ends here, with or without 側 or a remark.
    fn who(&self, end: u32) -> Option<&Mention> {
        let tails = &self.context.language.speech.speaker_tails;
        let text = self.line.text;
        let reaches = |mention: &&Mention| {
            let tail = text.get(mention.phrase.end as usize..end as usize);
            tail.is_some_and(|tail| is_tail(tails, tail) || self.is_list(tail))
        };
        let mentions = self.context.cast.within(self.line.span).filter(reaches);
        let last = mentions
            .max_by_key(|mention| (mention.phrase.end, std::cmp::Reverse(mention.phrase.start)))?;
        let place = self.context.cast.entity(last).kind == EntityType::Place;
        (!place || last.phrase.end == end).then_some(last)
    }
}

/// Where the words end before a remark in brackets that ends at `at`: 校長(56)|は.
fn before_remark(line: &Line<'_>, at: usize) -> usize {
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

/// How many words may stand between a topic and its quotation: は、いずれも「…」.
const BETWEEN: usize = 3;

/// How many words a remark behind a name may have, its brackets included.
const REMARK: usize = 10;

pub(super) fn behind_comma(line: &Line<'_>, at: usize) -> usize {
    at + usize::from(line.is_comma(at))
}

/// What may stand between a name and its particle: nothing, 側, ら, a remark in brackets.
fn is_tail(tails: &[String], tail: &str) -> bool {
    const LONGEST: usize = 24;
    let brackets = tail.starts_with(['(', '（']) && tail.ends_with([')', '）']);
    tail.is_empty() || holds(tails, tail) || (brackets && tail.chars().count() <= LONGEST)
}
