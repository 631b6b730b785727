//! Reported words that stand as a reason for what is done: 「…」として辞退した, …として批判した.

use keii_syntax::{ParticleKind, Pos};

use super::{Cue, CueKind, Finder};
use crate::page::Quotation;
use crate::speech::content::is_verbatim;
use crate::speech::line::Item;
use crate::speech::settings::holds;

impl<'p> Finder<'_, '_, 'p> {
    /// 「…」として、 and …として批判した. A clause before として、 may as well be what somebody else is
    /// accused of (…したとして逮捕された).
    pub(super) fn standing_for(&self, at: usize) -> Option<Cue<'p>> {
        let line = self.line;
        let listed = line.pos(at - 1) == Some(Pos::Particle(ParticleKind::Adverbial));
        let quote = at.checked_sub(1 + usize::from(listed)).map(|it| (it, line.items[it]));
        let Some((quote, Item::Quote(quotation))) = quote else { return self.reason(at) };
        let said = || self.cue(CueKind::Quotative, (at, at, at + 1), None, None);
        if line.is_comma(at + 1) && !listed {
            return (!self.is_made(at)).then(said);
        }
        // 「議論する気がない」などとして欠席した; but 「花の都」として知られる
        let verb = (at + 1..line.items.len()).rev().find(|&it| self.is_verb(it));
        let done = verb.is_some_and(|verb| !self.is_passive(verb, line.verb_end(verb)));
        let object = &self.context.language.speech.object_particles[0];
        let named = quote > 0 && line.surface(quote - 1) == object;
        // 「…」(捜査幹部)として: whoever says it stands in brackets.
        let credited = line.text[quotation.span.end as usize..].starts_with(['(', '（']);
        let wording = done && !named && !credited && self.tells(quotation);
        self.reason(at).or_else(|| wording.then(said).filter(|cue| !cue.nested))
    }

    /// …違反があったとして隣国を非難した, …できないとして、辞退を表明した: what somebody gives as a reason.
    fn reason(&self, at: usize) -> Option<Cue<'p>> {
        let Some(verb) = self.stands_by(at, self.is_predicate(at - 1)) else {
            return self.goes_on_telling(at);
        };
        let comma = usize::from(self.line.is_comma(at + 1));
        let span = self.line.items[at].span();
        // What is asked for by the verb is not the reason.
        let judges = verb.field("modality") != Some("demand");
        let verb = Some(verb).filter(|_| judges);
        let cue = self.cue(CueKind::Quotative, (at, at, at + 1 + comma), verb, None);
        (!cue.nested).then_some(Cue { span, ..cue })
    }

    /// 時間を要するとして、来週また会うとしている; 不正があったとして、処分を明らかにした: the reason of
    /// somebody who goes on to tell something.
    fn goes_on_telling(&self, at: usize) -> Option<Cue<'p>> {
        let line = self.line;
        if !line.is_comma(at + 1) || !self.is_predicate(at - 1) {
            return None;
        }
        let end =
            line.items.len() - usize::from(line.pos(line.items.len() - 1) == Some(Pos::Period));
        let settings = &self.context.language.speech;
        let passive = |from: usize| (from..end).any(|it| holds(&settings.passive, line.lemma(it)));
        let reports = |it: usize| {
            line.lemma(it) == settings.light_verb && settings.quotative.hold(line.surface(it - 1))
        };
        let says = |it: usize| {
            let verb = self.verb_entry(it);
            verb.is_some_and(|verb| verb.field("strength") == Some("speech"))
        };
        let tells = (at + 2..end).any(|it| {
            self.is_verb(it)
                && line.verb_end(it) == end
                && (reports(it) || says(it))
                && !passive(it)
        });
        let span = line.items[at].span();
        let cue = || self.cue(CueKind::Quotative, (at, at, at + 2), None, None);
        tells.then(cue).map(|cue| Cue { span, ..cue })
    }

    /// Whether marks hold a sentence: they end with a predicate.
    fn tells(&self, quotation: &Quotation) -> bool {
        let words = crate::speech::ahead::said(self.context, quotation.inner).unwrap_or_default();
        let last = words.last().is_some_and(|last| {
            matches!(last.pos, Pos::Verb | Pos::DependentVerb | Pos::Auxiliary | Pos::Adjective)
        });
        last && is_verbatim(self.context, quotation)
    }
}
