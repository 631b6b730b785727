//! Speakers in places of their own: behind the clause of somebody else, right before the verb, before the
//! noun that a clause belongs to, as the place where something is said.

use keii_model::{EntityType, Span, SpeakerHow};
use keii_syntax::{Form, ParticleKind, Pos};

use super::{Found, Seeker, behind_comma};
use crate::draft::{Mention, SpeakerDraft};
use crate::speech::cue::{Cue, CueKind};
use crate::speech::frame::is_medium;
use crate::speech::line::{Item, SubjectMark};
use crate::speech::together::{speakers_of, together};

impl Seeker<'_, '_, '_> {
    /// The topic of the last clause before the cue, where a clause of somebody else stands before it:
    /// …を発表しており、社長は「…」と述べた; 明日の予定だったが、市は延期すると発表した. Without a quotation only
    /// a joint like が tells that what is said has not begun.
    pub(super) fn behind_clause(&self, from: usize, cue: &Cue<'_>) -> Option<Found> {
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
                    quoted || self.context.language.speech.clause_joints.hold(line.surface(at - 1))
                }
                _ => false,
            };
            joint && line.is_comma(at)
        };
        let clause = (from + 1..last).rev().find(closed)?;
        // 会見を開き、監督が「…」と述べた. But 会見に臨み、島を甲国が「所有する」と述べた: the object is of the words in marks, and
        // so is whoever they begin with.
        let object = &settings.object_particles[0];
        let before = |at: usize, mark| {
            let own = || (clause + 1..at).all(|it| line.surface(it) != object);
            mark == SubjectMark::Topic || (quoted && line.word(at + 1).is_none() && own())
        };
        self.first(clause + 1, last + 1, before)
    }

    /// …と地元の二紙が報じた: whoever stands as subject right before the verb, known or not.
    pub(super) fn right_before_verb(&self, cue: &Cue<'_>) -> Option<Found> {
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

    /// The subject right before the object of a verb, with no predicate between.
    pub(super) fn right_before(&self, from: usize, cue: &Cue<'_>) -> Option<Found> {
        let line = self.line;
        let start = cue.starts?;
        let at = start.checked_sub(1).filter(|&at| at > from)?;
        let subject = |_, mark| mark == SubjectMark::Subject;
        self.who(line.items[at - 1].span().end)?;
        self.marked(from, at, &subject)
    }

    /// Whoever the clause of a nested cue stands before: 「…」と述べた首相は.
    pub(super) fn head(&self, cue: &Cue<'_>) -> Option<Found> {
        let line = self.line;
        let start = line.items.get(cue.end)?.span().start;
        let mentions = self.context.cast.within(line.span);
        let mention =
            mentions.filter(|it| it.phrase.start == start).max_by_key(|it| it.phrase.end)?;
        let kind = self.context.cast.entity(mention).kind;
        let behind = line.position(mention.phrase.end);
        let closes = line.is_particle(behind) || line.is_comma(behind);
        let owns = line.surface(behind) == self.context.language.names.genitive;
        let speakers = speakers_of(self.context, mention);
        let end = cue.at.min(line.items.len());
        let asks = (cue.kind.is_of_nouns() || self.is_held_now(cue))
            && matches!(kind, EntityType::Country | EntityType::Organization | EntityType::Group);
        let speaks = (kind == EntityType::Person || asks) && closes && !owns;
        speaks.then_some(Found { speakers, end: self.opening(cue, end), weak: false })
    }

    /// Whether a condition stands before what is meant, and nobody behind it.
    pub(super) fn is_of_condition(&self, from: usize, cue: &Cue<'_>) -> bool {
        let line = self.line;
        let conditional = |&at: &usize| {
            line.is_comma(at)
                && line.pos(at - 1) == Some(Pos::Particle(ParticleKind::Conjunctive))
                && line.word(at - 2).is_some_and(|it| it.form == Form::Conditional)
        };
        let Some(comma) = (from.max(2)..cue.at).rev().find(conditional) else { return false };
        let subject = &self.context.language.speech.subject;
        !(comma..cue.at).any(|at| line.marks_subject(at, subject).is_some())
    }

    /// The speaker of a cue inside of what another one reports, or before a noun.
    pub(super) fn of_nested(&self, from: usize, cue: &Cue<'_>) -> Option<Found> {
        // 殺されたと示唆する|者もいる: whoever that is says it.
        if self.is_of_people(cue) {
            return None;
        }
        // 隣国が兵器を渡していると考える諸国は: who holds it now stands behind.
        let holder = || self.head(cue).filter(|_| self.is_held_now(cue));
        let near = || self.nearest(from, cue.at).or_else(|| self.head(cue));
        holder().or_else(near)
    }

    /// …と言う|者が, …とみる|人も: whether a cue stands before a word for people who are not named.
    pub(super) fn is_of_people(&self, cue: &Cue<'_>) -> bool {
        let line = self.line;
        let closes = line.is_particle(cue.end + 1);
        let people = &self.context.language.speech.nameless;
        closes && cue.kind == CueKind::Quotative && people.hold(line.surface(cue.end))
    }

    /// …と考える, …と主張する before a noun: what is held at the time, by whoever the noun names.
    pub(super) fn is_held_now(&self, cue: &Cue<'_>) -> bool {
        let line = self.line;
        let past = &self.context.language.tense.past;
        let closes = line.word(cue.end - 1).is_some_and(|it| it.lemma != *past);
        cue.kind == CueKind::Quotative && cue.verb.is_some() && closes
    }

    /// Where what such a cue reports begins: its quotation, if there is one.
    fn opening(&self, cue: &Cue<'_>, end: usize) -> usize {
        cue.quotation_at(self.line).unwrap_or(end)
    }

    /// Whose conduct is the topic of what takes an object: 首相の対応は曖昧で、「…」を強調した.
    pub(super) fn by_conduct(&self, from: usize, cue: &Cue<'_>) -> Option<Found> {
        let line = self.line;
        let names = &self.context.language.names;
        let conduct = &self.context.language.speech.conduct;
        let at = (from + 3..cue.at).find(|&at| {
            line.pos(at) == Some(Pos::Particle(ParticleKind::Topic))
                && conduct.hold(line.surface(at - 1))
                && line.surface(at - 2) == names.genitive
        })?;
        let mention = self.who(line.items[at - 3].span().end)?;
        let start = line.items[from].span().start;
        let speakers = together(self.context, line, mention, start);
        let end = behind_comma(line, at + 1);
        (cue.kind == CueKind::Object).then_some(Found { speakers, end, weak: false })
    }

    /// A氏は「…」と述べ、B側も了承したと主張した: whether も marks a side of which whoever has spoken in the sentence tells.
    pub(super) fn is_told_too(&self, at: usize, cue: &Cue<'_>) -> bool {
        let line = self.line;
        let also = line.surface(at) == self.context.language.speech.also;
        also && cue.quotation_at(line).is_none() && {
            let end = line.items[at.saturating_sub(1)].span().end;
            // A通信は…と伝え、B放送も…と報じた
            let tells = |mention: &Mention| {
                let speakers = speakers_of(self.context, mention);
                self.context.cast.entity(mention).kind == EntityType::Person
                    || speakers.iter().all(|it| is_medium(self.context, it))
            };
            self.who(end).is_none_or(|mention| !tells(mention))
        }
    }

    /// A氏が合意を「無謀だ」と批判した: whether the marks hold a judgement of what stands right before them, so that
    /// whoever is the subject there judges.
    pub(super) fn is_judged(&self, cue: &Cue<'_>) -> bool {
        let line = self.line;
        let Some(quote) = cue.quotation_at(line).filter(|&quote| quote > 0) else { return false };
        let Item::Quote(quotation) = line.items[quote] else { return false };
        let object = line.surface(quote - 1) == self.context.language.speech.object_particles[0];
        let page = self.context.page;
        let tokens = page.sentence_at(quotation.inner.start).map(|at| &page.syntax[at].tokens);
        // 「破った」 would be what somebody did to it.
        let judges = tokens.is_some_and(|tokens| {
            let end = tokens.partition_point(|token| token.span.end <= quotation.inner.end);
            let mut last = tokens[..end].iter().rev().map(|token| token.pos);
            match (last.next(), last.next()) {
                (Some(Pos::Adjective), _) => true,
                (Some(Pos::Auxiliary), Some(before)) => before.is_nominal(),
                (Some(last), _) => last.is_nominal(),
                _ => false,
            }
        });
        object && judges
    }

    /// 相手側が攻撃したとして「…」と非難した: whether the が at a position marks whoever gave the reason for verbatim
    /// words.
    pub(super) fn is_of_reason(&self, at: usize, cue: &Cue<'_>) -> bool {
        let line = self.line;
        let reason = &self.context.language.speech.report_particle;
        let quote = cue.quotation_at(line).unwrap_or(at);
        (at + 1..quote).any(|it| {
            line.is_particle(it)
                && line.surface(it) == reason
                && matches!(line.pos(it - 1), Some(Pos::Verb | Pos::Auxiliary))
        })
    }

    /// The person named as subject between a country or body as topic and its verbatim words.
    pub(super) fn closer(&self, topic: Found, cue: &Cue<'_>) -> Found {
        let person = |found: &Found| {
            found.speakers.iter().all(|it| {
                it.entity
                    .is_some_and(|at| self.context.cast.entities[at].kind == EntityType::Person)
            })
        };
        let Some(quote) = cue.quotation_at(self.line).filter(|_| !person(&topic)) else {
            return topic;
        };
        let subject = |_, mark| mark == SubjectMark::Subject;
        // 教委は、女子児童が「…」と教諭に話し
        let somebody = |found: &Found| {
            found.speakers.iter().all(|it| it.entity.is_none() && it.how == SpeakerHow::Role)
        };
        let inner = self.first(topic.end, quote, subject);
        // 判決は、被告が証拠を隠し、「…」と指摘した: what somebody did before goes on in what the ruling says.
        let rulings = &self.context.language.names.rulings;
        let document = topic.speakers.iter().all(|it| {
            let words = it.span.map_or("", |span| span.of(self.context.page.text()));
            it.entity.is_none() && rulings.iter().any(|end| words.ends_with(end.as_str()))
        });
        let verb = |at: usize| matches!(self.line.pos(at), Some(Pos::Verb | Pos::Auxiliary));
        let speaks = |found: &Found| !document || !(found.end..quote).any(verb);
        let inner = inner.filter(|found| speaks(found) && (person(found) || somebody(found)));
        inner.unwrap_or(topic)
    }

    /// A body that speaks as the place where it is said, at the head of the clause: AUでは、政府が攻撃した
    /// と非難している.
    pub(super) fn at_head(&self, from: usize, cue: &Cue<'_>) -> Option<Found> {
        let line = self.line;
        let first = |at: usize, mark| {
            mark == SubjectMark::Topic
                && line.surface(at - 1) == self.context.language.speech.agreement_particle
                && (from..at).all(|it| !matches!(line.pos(it), Some(Pos::Verb | Pos::Comma)))
        };
        self.first(from, cue.at, first)
    }

    /// Whose words the noun of a cue names: …との幹部の指摘を伝えた.
    pub(super) fn owner(&self, cue: &Cue<'_>) -> Option<Found> {
        let line = self.line;
        cue.noun?;
        let settings = &self.context.language.speech;
        let genitive = &self.context.language.names.genitive;
        // 「…」と隣国の姿勢を批判した: whose stand it is did not say it.
        let of_noun = line.surface(cue.at) == settings.quotative_noun
            || line.surface(cue.at) == settings.quotative_clause
            || line.surface(cue.at + 1) == genitive
            || line.lemma(cue.at + 1) == settings.hearsay_verb
            || line.lemma(cue.at + 1) == settings.light_verb;
        if !of_noun {
            return None;
        }
        // …とする発言を|A局の電子版が報じた: behind the noun somebody else is named.
        let of_cue = |at: &usize| {
            !matches!(line.pos(*at), Some(Pos::Comma | Pos::Particle(ParticleKind::Case)))
        };
        let mut near = (cue.at + 2..cue.verb_at).take_while(of_cue);
        let at = near.find(|&at| line.surface(at) == genitive)?;
        let mention = self.who(line.items[at - 1].span().end)?;
        let start = line.items[cue.at].span().end;
        let speakers = together(self.context, line, mention, start);
        Some(Found { speakers, end: cue.at, weak: false })
    }
}
