//! What somebody judges: a predicate that ascribes a quality or a worth, be it an adjective, a noun that
//! such a quality stands before, or a verb of what something amounts to.

use keii_syntax::{Form, ParticleKind, Pos, Token};

use crate::speech::settings::{SpeechSettings, holds};

/// Whether the predicate that closes the words, or one that an equation before it closes (…であり、),
/// judges.
pub(super) fn judges(text: &str, settings: &SpeechSettings, words: &[Token]) -> bool {
    let words = Words { text, settings, words };
    let closed = words.words.len();
    let equations = (1..closed.saturating_sub(1)).filter(|&at| words.equates(at));
    std::iter::once(closed).chain(equations).any(|end| words.judges_before(end))
}

/// The words of one sentence of what somebody says.
struct Words<'a> {
    text: &'a str,
    settings: &'a SpeechSettings,
    words: &'a [Token],
}

impl Words<'_> {
    /// 敵対行為|であり、
    fn equates(&self, at: usize) -> bool {
        let token = &self.words[at];
        token.pos == Pos::Auxiliary
            && token.form == Form::Continuative
            && self.words[at - 1].pos == Pos::Auxiliary
            && self.words[at + 1].pos == Pos::Comma
    }

    /// Whether the predicate that ends before `end` judges.
    fn judges_before(&self, end: usize) -> bool {
        let stop = self.stem(end);
        let Some(last) = stop.checked_sub(1).map(|at| &self.words[at]) else { return false };
        match last.pos {
            Pos::Adjective => !holds(&self.settings.labels.measures, &last.lemma),
            Pos::AdjectivalNoun => !holds(&self.settings.labels.conditions, self.compound(stop).1),
            // 再生につながる; but 増加につながった tells what came of it.
            Pos::Verb | Pos::DependentVerb => {
                let past = |token: &Token| holds(&self.settings.labels.past, &token.lemma);
                let leads = holds(&self.settings.labels.leading, &last.lemma);
                leads && !self.words[stop..end].iter().any(past) || self.weighs(stop)
            }
            pos if pos.is_nominal() => self.equals_judged(stop),
            _ => false,
        }
    }

    /// Where the predicate's stem ends: before its copula, its tense, its negation and its politeness.
    fn stem(&self, end: usize) -> usize {
        let mut stop = end;
        while let Some(last) = stop.checked_sub(1) {
            let before = last.checked_sub(1).map(|at| self.words[at].pos);
            let joined = before == Some(Pos::Particle(ParticleKind::Conjunctive));
            let bare = before.is_some_and(Pos::is_nominal)
                && holds(&self.settings.labels.negations, &self.words[last].lemma);
            stop -= match self.words[last].pos {
                // 間違い|ない
                Pos::Auxiliary if bare => return stop,
                Pos::Auxiliary | Pos::Period => 1,
                Pos::Particle(ParticleKind::Final) => 1,
                // 反映し|ている
                Pos::DependentVerb if joined => 2,
                // 妥当で|はない
                Pos::Adjective if self.denies(last) => 2,
                _ => return stop,
            };
        }
        stop
    }

    /// Whether the adjective is but the negation of a copula with its particle.
    fn denies(&self, at: usize) -> bool {
        let [.., copula, particle] = &self.words[..at] else { return false };
        holds(&self.settings.labels.negations, &self.words[at].lemma)
            && copula.pos == Pos::Auxiliary
            && particle.pos == Pos::Particle(ParticleKind::Topic)
    }

    /// The compound noun that ends before `stop`: where it begins, and its words.
    fn compound(&self, stop: usize) -> (usize, &str) {
        let inside = |token: &&Token| token.pos.is_nominal() || token.pos == Pos::Prefix;
        let long = self.words[..stop].iter().rev().take_while(inside).count();
        let from = stop - long;
        let span = self.words[from].span.join(self.words[stop - 1].span);
        (from, span.of(self.text))
    }

    /// …の精神に反する, 疑問に感じる, 大きすぎる, 問題がある.
    fn weighs(&self, stop: usize) -> bool {
        let verb = &self.words[stop - 1];
        let before = |back: usize| stop.checked_sub(back).and_then(|at| self.words.get(at));
        let surface = |back: usize| before(back).map_or("", |token| token.span.of(self.text));
        // 失望|した
        let light = verb.lemma == self.settings.light_verb;
        let name = if light { surface(2) } else { verb.lemma.as_str() };
        if holds(&self.settings.labels.weighing, name) {
            return true;
        }
        // 嬉しく思う, 残念に思う
        let felt = holds(&self.settings.labels.thinking, &verb.lemma)
            && (before(2).is_some_and(|it| it.pos == Pos::Adjective)
                || surface(2) == self.settings.adverb_particle
                    && before(3).is_some_and(|it| it.pos == Pos::AdjectivalNoun));
        // 姿勢に問題があった
        let owned = holds(&self.settings.labels.existing, &verb.lemma)
            && surface(2) == self.settings.subject
            && holds(&self.settings.labels.worths, surface(3));
        felt || owned
    }

    /// 歴史的な合意だ, 最大規模の交換だ, 大きな一歩だ: a noun that a quality stands before, or that is one.
    fn equals_judged(&self, stop: usize) -> bool {
        let (from, noun) = self.compound(stop);
        if self.settings.labels.verdicts.iter().any(|word| noun.ends_with(word.as_str())) {
            return true;
        }
        let Some(before) = from.checked_sub(1) else { return false };
        let token = &self.words[before];
        // What only happens at the end of a headline is no equation: 新たな会談|へ.
        match token.pos {
            Pos::Adjective => {
                token.form == Form::Plain && !holds(&self.settings.labels.measures, &token.lemma)
            }
            Pos::Adnominal => holds(&self.settings.labels.grading, token.span.of(self.text)),
            Pos::Auxiliary => {
                token.form == Form::Attributive
                    && before > 0
                    && !holds(&self.settings.labels.conditions, self.compound(before).1)
            }
            Pos::Particle(ParticleKind::Genitive) => before > 0 && self.is_extreme(before),
            _ => false,
        }
    }

    /// 最大規模|の, 史上最大|の, 当然|の
    fn is_extreme(&self, stop: usize) -> bool {
        let last = &self.words[stop - 1];
        let extremes = &self.settings.labels.extremes;
        // 当然|の: an adverb to the dictionary.
        if last.pos == Pos::Adverb {
            return holds(extremes, last.span.of(self.text));
        }
        if !last.pos.is_nominal() {
            return false;
        }
        let (_, words) = self.compound(stop);
        // 最大震度5強|の: what has a figure is measured.
        if words.chars().any(char::is_numeric) {
            return false;
        }
        let quality =
            last.pos == Pos::AdjectivalNoun && !holds(&self.settings.labels.conditions, words);
        // 開業以来|最悪|の: what is worst is judged, what is largest (過去最大の) measured.
        quality
            || holds(&self.settings.labels.judging, last.span.of(self.text))
            || extremes.iter().any(|word| words.starts_with(word.as_str()))
    }
}
