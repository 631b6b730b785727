//! Cues that take reported words as their object: …意向を明らかにした, …ことで一致した.

use keii_model::Span;
use keii_rules::Entry;
use keii_syntax::{Form, ParticleKind, Pos};

use super::{Cue, CueKind, Finder};
use crate::speech::content::is_verbatim;
use crate::speech::line::Item;
use crate::speech::settings::holds;

impl<'p> Finder<'_, '_, 'p> {
    /// …ことで一致した, …点で合意した
    pub(super) fn agreement(&self, at: usize) -> Option<Cue<'p>> {
        let (line, settings) = (self.line, &self.context.language.speech);
        // …ことで合意した, …ことに同意した
        let assents = line.surface(at + 1) == settings.adverb_particle;
        if !assents && line.surface(at + 1) != settings.agreement_particle {
            return None;
        }
        let two =
            at.checked_sub(1).map(|before| line.items[before].span().join(line.items[at].span()));
        let two = two.filter(|two| settings.agreement_nouns.hold(two.of(line.text)));
        if two.is_none() && !settings.agreement_nouns.hold(line.surface(at)) {
            return None;
        }
        let mut next = at + 2;
        while line.is_comma(next)
            || (line.is_particle(next) && holds(&settings.object_particles, line.surface(next)))
        {
            next += 1;
        }
        let verb = self.verb_entry(next)?;
        let agrees = verb.field("modality") == Some("agree")
            && self.is_verb(next)
            && (!assents || settings.assenting.hold(verb.form()));
        agrees.then(|| {
            let end = line.verb_end(next);
            let first = at - usize::from(two.is_some());
            self.cue(CueKind::Agreement, (first, next, end), Some(verb), None)
        })
    }

    /// …意向を明らかにした, …ことを認めた, …必要性を強調した, 「…」を強調した
    pub(super) fn object(&self, at: usize) -> Option<Cue<'p>> {
        let (line, settings) = (self.line, &self.context.language.speech);
        // …ことは認めた
        let topic = line.surface(at) == settings.topic;
        let marks = topic || holds(&settings.object_particles, line.surface(at));
        if at < 2 || !line.is_particle(at) || !marks {
            return None;
        }
        let quoted = match line.items[at - 1] {
            Item::Quote(quotation) => {
                // 「世界経済見通し」を公表した: a name is nobody's words.
                if !is_verbatim(self.context, quotation) {
                    return None;
                }
                true
            }
            Item::Word(_) => false,
        };
        let (first, noun) = self.noun_before(at);
        let clause = line.surface(at - 1) == settings.nominalizer;
        // An attitude is no content of its own: 前向きな姿勢を示した.
        let before = first.checked_sub(1)?;
        let closed = match line.word(before) {
            Some(token) => match token.pos {
                Pos::Verb | Pos::DependentVerb | Pos::Auxiliary => token.form == Form::Plain,
                Pos::Adjective => clause,
                _ => false,
            },
            None => true,
        };
        if !quoted && !(closed && (noun.is_some() || clause)) {
            return None;
        }
        let next = self.taker(at);
        let verb = self.verb_entry(next).filter(|_| self.is_verb(next))?;
        if line.lemma(next) == settings.light_verb {
            return None;
        }
        let strong = verb.field("strength") == Some("speech");
        let shows = settings.shows.hold(verb.form());
        // …可能性を示している is the writer's inference; …発言を続けている tells of no words.
        let guess = noun.is_some_and(|noun| noun.field("modality") == Some("speculate"));
        let goes_on = holds(&settings.adverbial_verbs, verb.form());
        let names = noun.is_some() && !goes_on && !(guess && shows);
        // 死者が出たことを確認した, but 改善したことを示した tells of what shows it.
        let confirms = clause && settings.confirming.hold(verb.form());
        if topic && !(confirms || clause && verb.field("modality") == Some("deny")) {
            return None;
        }
        // 出店を見合わせることを決めた
        let decides = clause && settings.deciding.hold(verb.form());
        let told = strong || names || confirms || decides;
        let fits = if quoted { strong } else { told && !(clause && shows) };
        let thought = verb.field("strength") == Some("thought");
        (fits && !thought).then(|| {
            let end = line.verb_end(next);
            // 対応は曖昧で、|隣国との「…」を強調した
            let apart = || self.noun_phrase(at - 1).filter(|&it| it > 1 && line.is_comma(it - 1));
            let starts = match (quoted, decides) {
                (true, _) => apart(),
                (_, true) => self.behind_joint(at),
                _ => None,
            };
            Cue { starts, ..self.cue(CueKind::Object, (at, next, end), Some(verb), noun) }
        })
    }

    /// 命令を出したが、|期間を延ばすことを決めた: where the last clause begins that a joint opens.
    fn behind_joint(&self, at: usize) -> Option<usize> {
        let line = self.line;
        let joint = |&it: &usize| {
            line.pos(it) == Some(Pos::Particle(ParticleKind::Conjunctive))
                && self.context.language.speech.clause_joints.hold(line.surface(it))
                && line.is_comma(it + 1)
        };
        (1..at).rev().find(joint).map(|it| it + 2)
    }

    /// …する方針だ, …したい考え。: what somebody means to do, at the end of a sentence or clause.
    pub(super) fn intent(&self, at: usize) -> Option<Cue<'p>> {
        let (line, settings) = (self.line, &self.context.language.speech);
        let before = line.word(at.checked_sub(1)?)?;
        let closed = matches!(before.pos, Pos::Verb | Pos::Auxiliary) && before.form == Form::Plain;
        if !closed || !settings.meant.hold(line.surface(at)) {
            return None;
        }
        let mut end = at + 1;
        while line.pos(end) == Some(Pos::Auxiliary) {
            end += 1;
        }
        let stops = matches!(line.pos(end), None | Some(Pos::Period))
            || line.pos(end) == Some(Pos::Particle(ParticleKind::Conjunctive))
                && line.is_comma(end + 1);
        // …方針だった, …方針ではない
        let chain = line.items[at].span().join(line.items[end - 1].span());
        let plain =
            end <= at + 2 && !chain.of(line.text).ends_with(&self.context.language.tense.past);
        let noun = self.context.language.speech_noun.get(line.surface(at))?;
        (stops && plain).then(|| self.cue(CueKind::Intent, (at, at, end), None, Some(noun)))
    }

    /// The verb that takes an object: right behind it and its adverbs, or behind where, when and to whom
    /// (意向を役員会で表明した).
    pub(super) fn taker(&self, at: usize) -> usize {
        let next = self.behind_adverbs(at + 1);
        let object = &self.context.language.speech.object_particles[0];
        let far = || self.verb_of(at + 1);
        // 渡航を|控えるよう|呼びかけた: the object is that of the nearer verb.
        let takes = |it: usize| {
            let closes = |word: &keii_syntax::Token| word.form == Form::Plain;
            self.line.pos(it) == Some(Pos::Verb) && self.line.word(it).is_some_and(closes)
        };
        let free = |verb: &usize| {
            *verb > at + 1
                && (at + 1..*verb).all(|it| {
                    self.line.surface(it) != object && !self.line.is_comma(it) && !takes(it)
                })
        };
        if self.is_verb(next) { next } else { far().filter(free).unwrap_or(next) }
    }

    /// …に期待を示した, …に理解を求めた: a feeling towards what stands before it.
    pub(super) fn attitude(&self, at: usize) -> Option<Cue<'p>> {
        let (line, settings) = (self.line, &self.context.language.speech);
        let object = &settings.object_particles[0];
        if at == 0
            || !matches!(
                line.pos(at - 1),
                Some(Pos::Noun | Pos::VerbalNoun | Pos::Suffix | Pos::FormalNoun)
            )
            || line.surface(at) != settings.adverb_particle
        {
            return None;
        }
        // Towards somebody a feeling is shown to them: 仲介した両氏に感謝を表明した.
        let end = line.items[at - 1].span().end;
        if self.context.cast.within(line.span).any(|mention| mention.phrase.end == end) {
            return None;
        }
        let particle =
            (at + 2..line.items.len().min(at + 5)).find(|&it| line.surface(it) == object)?;
        let words = line.items[at + 1].span().join(line.items[particle - 1].span()).of(line.text);
        let noun = self.context.language.speech_noun.get(words)?;
        let felt = noun.field("modality").is_some_and(|it| holds(&settings.attitudes, it));
        let next = particle + 1;
        let verb = self.verb_entry(next).filter(|_| self.is_verb(next))?;
        let shows = settings.attitude_verbs.hold(line.lemma(next));
        // …と発表したことを受け、|情勢の進展に懸念を示した
        let phrase = self.noun_phrase(at - 1).filter(|&it| it > 1 && line.is_comma(it - 1));
        let formal = line.pos(at - 1) == Some(Pos::FormalNoun);
        let starts = phrase.filter(|_| !formal);
        (felt && shows)
            .then(|| {
                let end = line.verb_end(next);
                let cue = self.cue(CueKind::Attitude, (at, next, end), Some(verb), Some(noun));
                Cue { starts, ..cue }
            })
            .filter(|cue| !cue.nested)
    }

    /// The noun of the lexicon that ends before `at`, of one or several words (必要|性), and the
    /// position of its first word.
    pub(super) fn noun_before(&self, at: usize) -> (usize, Option<&'p Entry>) {
        let line = self.line;
        let end = line.items[at - 1].span().end;
        let found = (at.saturating_sub(3)..at).find_map(|first| {
            let words = Span::new(line.items[first].span().start, end).of(line.text);
            Some((first, self.context.language.speech_noun.get(words)?))
        });
        found.map_or((at - 1, None), |(first, noun)| (first, Some(noun)))
    }

    /// Skips 改めて, 繰り返し, 強く and commas.
    pub(super) fn behind_adverbs(&self, from: usize) -> usize {
        let (line, settings) = (self.line, &self.context.language.speech);
        let mut next = from;
        loop {
            let manner = line.word(next).is_some_and(|token| {
                token.pos == Pos::Adjective && token.form == Form::Continuative
            });
            let adverb = manner || matches!(line.pos(next), Some(Pos::Adverb | Pos::Comma));
            let noun = line.pos(next).is_some_and(Pos::is_nominal)
                || line.pos(next) == Some(Pos::Adjective);
            let with_particle = noun
                && line.surface(next + 1) == settings.adverb_particle
                && line.lemma(next + 2) != settings.light_verb;
            next += match (adverb, with_particle) {
                (true, _) => 1,
                (_, true) => 2,
                _ => return next,
            };
        }
    }
}
