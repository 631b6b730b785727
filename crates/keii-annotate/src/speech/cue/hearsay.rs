//! What is told in nobody's name: …という。, …ということだ。

use keii_syntax::{ParticleKind, Pos};

use super::{Cue, CueKind, Finder};

/// How many words of a clause are looked at for the object of …を…という.
const NEAR: usize = 8;

impl<'p> Finder<'_, '_, 'p> {
    /// …という。: hearsay. Whoever the sentence is about is not the one who says it.
    pub(super) fn hearsay(&self, at: usize, verb: usize) -> Option<Cue<'p>> {
        let line = self.line;
        let end = line.verb_end(verb);
        // …ということだ。
        let polite = (end + 1..line.items.len())
            .find(|&it| line.pos(it) != Some(Pos::Auxiliary))
            .unwrap_or(line.items.len());
        let so = line.surface(end) == self.context.language.speech.nominalizer
            && polite > end + 1
            && line.closes(polite);
        if so && self.is_predicate(at - 1) {
            return Some(self.cue(CueKind::Hearsay, (at, verb, polite), None, None));
        }
        let closes = match line.pos(end) {
            None | Some(Pos::Period) => true,
            Some(Pos::Particle(ParticleKind::Conjunctive)) => line.is_comma(end + 1),
            _ => false,
        };
        let last = at - 1 - usize::from(at > 1 && line.is_comma(at - 1));
        (closes && end == verb + 1 && (self.is_predicate(last) || self.is_so(last)))
            .then(|| self.cue(CueKind::Hearsay, (at, verb, end), None, None))
    }

    /// …する予定|という。, 3回目|という。: whether a clause without its copula ends here, not what something is called
    /// (名前は…という, これを…という).
    fn is_so(&self, last: usize) -> bool {
        let (line, settings) = (self.line, &self.context.language.speech);
        let noun = line.surface(last);
        let told = match line.pos(last) {
            Some(Pos::Counter) => true,
            Some(pos) => pos.is_nominal() && settings.hearsay_nouns.hold(noun),
            None => false,
        };
        let names = |at: usize| {
            let before = line.surface(at - 1);
            settings.naming_nouns.iter().any(|it| before.ends_with(it.as_str()))
        };
        let object = &settings.object_particles[0];
        let of_object = (last.saturating_sub(NEAR)..last)
            .rev()
            .take_while(|&at| !self.is_predicate(at))
            .any(|at| line.surface(at) == *object);
        told && !of_object && !(1..last).any(|at| line.surface(at) == settings.topic && names(at))
    }

    /// 理由は…ということだ: whether the sentence tells what something is or means, in the writer's own words.
    pub(super) fn defines(&self, at: usize) -> bool {
        let (line, settings) = (self.line, &self.context.language.speech);
        let defined = |it: usize| settings.defined.hold(line.surface(it - 1));
        line.surface(at + 1) != settings.hearsay_verb
            && (1..at).any(|it| {
                line.pos(it) == Some(Pos::Particle(ParticleKind::Topic))
                    && line.surface(it) == settings.topic
                    && defined(it)
            })
    }
}
