//! Who speaks.

mod around;
mod somebody;
mod standing;

use keii_model::{EntityType, Span, SpeakerHow};
use keii_syntax::{ParticleKind, Pos, Relation};

use super::Context;
use super::cue::{Cue, CueKind};
use super::line::{Line, SubjectMark};
use super::settings::holds;
use super::together::{speakers_of, together};
use crate::draft::SpeakerDraft;
use crate::mention::{Script, script};
use somebody::before_remark;

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

/// Whether nobody is told to speak.
pub(super) fn is_nobody(speakers: &[SpeakerDraft]) -> bool {
    speakers.iter().all(|speaker| speaker.how == SpeakerHow::Unattributed)
}

/// Whether all of them are known from sentences before.
pub(super) fn is_carried(speakers: &[SpeakerDraft]) -> bool {
    speakers.iter().all(|speaker| speaker.how == SpeakerHow::Carried)
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
    let voiced = cue.kind == CueKind::Gesture && cue.noun.is_some();
    let says = cue.kind == CueKind::Quotative && (cue.verb.is_none() || cue.is_strong());
    let direct = verbatim && (says || voiced);
    let people = cue.verb.is_some() && cue.is_strong()
        || cue.noun.is_some()
        || context.language.speech.feelings.hold(cue.field("modality").unwrap_or_default())
        || verbatim;
    let seeker = Seeker { used, people, direct, ..Seeker::new(context, line) };
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
    if cue.kind.is_of_nouns() && (cue.nested || cue.is_before_its_matter()) {
        let subject = |_, mark| mark == SubjectMark::Subject;
        let end = cue.at.min(cue.verb_at);
        let nearest = || (from..end).rev().find_map(|at| seeker.marked(from, at, &subject));
        return seeker.head(cue).filter(|_| cue.nested).or_else(nearest);
    }
    // 首相は、大統領が停戦を支持したと説明した
    if cue.kind == CueKind::Matter
        && let Some(found) = seeker.right_before(from, cue)
    {
        return Some(found);
    }
    if cue.nested {
        return seeker.of_nested(from, cue);
    }
    seeker.in_clause(from, cue, goes_on)
}

/// Whether whoever was found is a body that meets, where others speak.
fn sits(context: &Context<'_, '_>, found: &Found) -> bool {
    let bodies = &context.language.speech.gatherings;
    found.speakers.iter().any(|it| {
        let name = it.entity.map(|at| context.cast.entities[at].name.as_str());
        let words = || it.span.map(|span| span.of(context.page.text()));
        let name = name.or_else(words).unwrap_or_default();
        bodies.iter().any(|body| name.ends_with(body.as_str()))
    })
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

/// How many words a topic at the head of a clause has at most, with what joins it to the sentence before.
const TOPIC: usize = 9;

/// Makes the topic of a sentence without speech the next who may speak.
pub(super) fn topic_of(context: &Context<'_, '_>, line: &Line<'_>) -> Option<Found> {
    let seeker = Seeker::new(context, line);
    let named = |at: usize, mark| {
        mark == SubjectMark::Topic && seeker.who(line.items[at - 1].span().end).is_some()
    };
    let known = seeker.first(0, line.items.len(), named);
    // 近くに住む男性(71)は: whoever is told the age of is somebody who was met.
    let met = |at: usize, mark| {
        mark == SubjectMark::Topic && before_remark(line, at) < at && tells_age(line, at)
    };
    let people = Seeker { people: true, ..seeker };
    // 山下会長が、大会を総括した。
    let acts = |at: usize, mark| mark == SubjectMark::Subject && seeker.acts(at);
    let known = known.or_else(|| people.first(0, line.items.len(), met));
    known.or_else(|| seeker.first(0, line.items.len(), acts))
}

/// Whether the remark in brackets before a particle is a number alone.
fn tells_age(line: &Line<'_>, at: usize) -> bool {
    let inside = before_remark(line, at) + 1..at.saturating_sub(1);
    !inside.is_empty() && inside.into_iter().all(|it| line.pos(it) == Some(Pos::Number))
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

/// Who tells what is said inside of an outer cue: whoever is named behind its particle (…と語ったとA紙は
/// 伝えた), else the topic of its clause.
pub(super) fn teller(
    context: &Context<'_, '_>,
    line: &Line<'_>,
    from: usize,
    outer: &Cue<'_>,
) -> Option<Found> {
    let seeker = Seeker::new(context, line);
    let behind = Seeker { inverted: true, ..seeker };
    let inverted = behind.first(outer.at + 1, outer.verb_at, |_, _| true);
    inverted.or_else(|| seeker.first(from, outer.at, |_, mark| mark == SubjectMark::Topic))
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
    /// Whoever is named before a cue that closes its clause.
    fn in_clause(&self, from: usize, cue: &Cue<'_>, goes_on: bool) -> Option<Found> {
        let topic = |at, mark| {
            let told_too = goes_on && self.is_told_too(at, cue);
            mark == SubjectMark::Topic && !told_too
        };
        let subject = |at, mark| mark == SubjectMark::Subject && self.may_speak(at, cue, goes_on);
        let spoken = |at, mark| topic(at, mark) || subject(at, mark);
        let near = self.behind_clause(from, cue);
        let first = || self.first(from, cue.at, topic);
        let there = Seeker { places: true, ..*self };
        // イラン側は、A氏が「…」と記した: of a side the person speaks.
        let first = || first().map(|found| self.closer(found, cue));
        // 事務局は…と指摘する一方、総会では…と述べた: whoever spoke goes on, there.
        let alone = self.used.iter().all(|it| !self.line.span.contains(*it));
        let speaks = |found: &Found| alone || !sits(self.context, found);
        let head = || there.at_head(from, cue).filter(speaks);
        let named = near.or_else(first).or_else(head).or_else(|| {
            // 同団は、監督が続投すると発表した: who does what is said does not say it.
            let found = self.first(from, cue.at, spoken);
            let found = found.filter(|it| !it.weak || !is_of_another(self.line, from, cue));
            found.map(|it| Found { weak: it.weak && !self.is_judged(cue), ..it })
        });
        // 馬主からは「…」と語り
        let heard = || cue.quotation_at(self.line).and_then(|_| self.voice(from, cue));
        let named = named.or_else(|| self.by_conduct(from, cue));
        let bodies = || there.first(from, cue.at, topic).filter(speaks);
        named.or_else(bodies).or_else(heard).filter(|it| {
            // 会社が態度を変えれば、ストを避ける意向だ: whoever the condition tells of does not mean it.
            !(it.weak && cue.kind == CueKind::Intent && self.is_of_condition(from, cue))
        })
    }

    /// Whether the が at this position may mark the speaker rather than the subject of what is said.
    fn may_speak(&self, at: usize, cue: &Cue<'_>, goes_on: bool) -> bool {
        let set_apart = self.set_apart(at);
        let verbatim = cue.quotation_at(self.line).is_some();
        let told = verbatim || (cue.verb.is_some() && cue.is_strong());
        let says = cue.kind != CueKind::Quotative || told;
        let goes_on = goes_on && !self.is_judged(cue);
        set_apart || (says && !goes_on && !self.is_of_noun(at, cue) && !self.is_of_reason(at, cue))
    }

    /// Whether the が at a position marks a person whom the main clause tells of.
    fn acts(&self, at: usize) -> bool {
        let line = self.line;
        let mention = self.who(line.items[at - 1].span().end);
        let person =
            mention.is_some_and(|it| self.context.cast.entity(it).kind == EntityType::Person);
        let own = self.context.chunk_at(line, line.items[at].span().start);
        let predicate = own.and_then(|own| self.context.chunk_above(line, own));
        person && predicate.is_some_and(|it| it.governor.is_none())
    }

    /// A国が議長を務める会議: whether the が at this position marks the subject of a clause before a noun of
    /// what is said.
    fn is_of_noun(&self, at: usize, cue: &Cue<'_>) -> bool {
        let above = |chunk| self.context.chunk_above(self.line, chunk);
        let own = self.context.chunk_at(self.line, self.line.items[at].span().start);
        let clause = own.and_then(above).filter(|it| it.relation == Relation::Adnominal);
        let noun = clause.filter(|it| it.predicate.is_some()).and_then(above);
        let end = self.line.items[cue.at].span().start;
        noun.is_some_and(|noun| {
            let head = self.context.head_of(self.line, noun);
            // 容疑者が追いかけたとされることについては、「…」と述べた
            let words = noun.span.of(self.line.text).trim_end_matches(['、', 'は']);
            let about = &self.context.language.speech.about;
            let about = cue.quotation_at(self.line).is_some()
                && about.iter().any(|it| words.ends_with(it.as_str()));
            let plain = head.is_some_and(|head| head.pos != Pos::FormalNoun);
            noun.span.end <= end && (plain || about)
        })
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
        let named = before_remark(line, at);
        let is_topic = line.pos(at) == Some(Pos::Particle(ParticleKind::Topic));
        let quoted = next < line.items.len() && line.word(next).is_none()
            || is_topic && self.is_unknown(named) && self.goes_on_to_speak(at + 1);
        // 告示後は「…」
        let times = &self.context.language.speech.time_endings;
        let when = times.iter().any(|it| line.surface(named - 1).ends_with(it.as_str()));
        // 支持率は67%: a number of anything but people says nothing.
        let noun = match line.pos(named - 1) {
            Some(Pos::Noun | Pos::Suffix | Pos::Name(_)) => true,
            Some(Pos::Counter) => {
                let counters = &self.context.language.speech.speaking_counters;
                holds(counters, line.surface(named - 1))
            }
            _ => false,
        };
        topic && quoted && noun && !when
    }

    /// Whether the word before a position is one that the dictionary does not know, or made of katakana and other
    /// words: a name.
    fn is_unknown(&self, at: usize) -> bool {
        let word = |at: Option<usize>| at.and_then(|at| self.line.word(at));
        let kana = |words: &str| {
            !words.is_empty() && words.chars().all(|it| script(it) == Script::Katakana)
        };
        let letters = |words: &str| words.chars().all(|it| it.is_ascii_alphabetic());
        let Some(last) = word(at.checked_sub(1)) else { return false };
        let words = last.span.of(self.line.text);
        let made = word(at.checked_sub(2)).is_some_and(|before| {
            let before = before.span.of(self.line.text);
            kana(words) && (kana(before) || letters(before))
        });
        last.pos.is_nominal() && (made || !last.known && last.span.len() >= NAME)
    }

    /// GKオビは試合を振り返り「…」: whether a quotation follows, and nobody else before it.
    fn goes_on_to_speak(&self, from: usize) -> bool {
        let line = self.line;
        let subject = &self.context.language.speech.subject;
        let ends =
            |it: &usize| line.word(*it).is_none() || line.marks_subject(*it, subject).is_some();
        let stop = (from..line.items.len().min(from + PREFACE)).find(ends);
        stop.is_some_and(|stop| line.word(stop).is_none())
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
        // 大統領からは「…」と伝えられた
        let told = line.surface(cue.at) == self.context.language.speech.nominalizer;
        if cue.noun.is_none() && !told && cue.quotation_at(line).is_none() {
            return None;
        }
        let source = &self.context.language.speech.from_whom;
        (from + 1..cue.at)
            .filter(|&at| line.surface(at) == source)
            .find_map(|at| self.heard_from(from, at))
    }

    /// The one before から, where the clause goes on apart from them.
    fn heard_from(&self, from: usize, at: usize) -> Option<Found> {
        let line = self.line;
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
        let each = || line.surface(at) == self.context.language.speech.each;
        let mark = line
            .marks_subject(at, &self.context.language.speech.subject)
            .or_else(|| each().then_some(SubjectMark::Topic))?;
        // 大臣が何を見たかは: the subject of a question within.
        let asked = mark == SubjectMark::Subject
            && holds(&self.context.language.speech.interrogatives, line.surface(at + 1));
        if at == 0 || asked || !fits(at, mark) {
            return None;
        }
        let end = behind_comma(line, at + 1);
        if line.surface(at - 1) == self.context.language.speech.agreement_particle {
            let body = self.places.then(|| self.body_where(from, at - 1)).flatten();
            return body.map(|speakers| Found { speakers, end, weak: false });
        }
        // 首相としては
        let as_one = line.surface(at - 1) == self.context.language.speech.report_particle;
        let noun = if as_one && at >= 2 { at - 2 } else { at - 1 };
        let Some(mention) = self.who(line.items[noun].span().end) else {
            // 男性が記者に「…」と答えた: of words in marks every subject outside is the speaker.
            let apart =
                mark == SubjectMark::Topic || self.inverted || self.direct || self.set_apart(at);
            let unnamed = self.in_marks(at).or_else(|| self.unnamed(from, at)).filter(|_| apart);
            let (span, how) =
                unnamed.filter(|(span, _)| !self.used.iter().any(|it| it.overlaps(*span)))?;
            let unnamed = SpeakerDraft { entity: None, span: Some(span), how };
            let speakers = self.with_named(from, span, unnamed);
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
}

/// How many words a clause may have that only tells on what occasion somebody speaks.
const PREFACE: usize = 16;

/// The shortest word, in bytes, that is taken for a name for being unknown.
const NAME: u32 = 6;

/// How many words may stand between a topic and its quotation: は、いずれも「…」.
const BETWEEN: usize = 3;

pub(super) fn behind_comma(line: &Line<'_>, at: usize) -> usize {
    at + usize::from(line.is_comma(at))
}
