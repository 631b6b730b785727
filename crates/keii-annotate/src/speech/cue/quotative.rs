//! Cues that close reported words with a particle: …と述べた, …との見方を示した, …としている, …という.

use keii_rules::Entry;
use keii_syntax::{Form, ParticleKind, Pos};

use super::{Cue, CueKind, Finder};
use crate::speech::content::is_verbatim;
use crate::speech::line::{Item, SubjectMark};
use crate::speech::settings::holds;

/// How many items may stand between the closing particle and its verb.
const REACH: usize = 16;

impl<'p> Finder<'_, '_, 'p> {
    /// …と述べた, …との見方を示した, …と懸念を表明した, …としている
    pub(super) fn quotative(&self, at: usize) -> Option<Cue<'p>> {
        let (line, settings) = (self.line, &self.context.language.speech);
        // …によるもの、と分析した
        let comma = at > 1 && line.is_comma(at - 1);
        let last = at.checked_sub(1 + usize::from(comma))?;
        let surface = line.surface(at);
        let closes = surface == settings.report_particle
            || surface == settings.quotative_clause
            || settings.quotative.hold(surface);
        if !line.is_particle(at) || !closes || !self.can_end_content(last) {
            return None;
        }
        if surface == settings.report_particle {
            return self.standing_for(at);
        }
        if surface == settings.quotative_clause {
            return self.of_a_clause(at);
        }
        let next = line.surface(at + 1);
        let at_once = settings.at_once.iter().any(|words| next.starts_with(words.as_str()));
        if at_once {
            return None;
        }
        let mut next = at + 1;
        while line.is_particle(next) && settings.behind_quotative.hold(line.surface(next)) {
            next += 1;
        }
        // 橋が落ちた、と首長は語った
        let quoted = matches!(line.items[last], Item::Quote(_));
        let reports = line.lemma(next) == settings.light_verb;
        let tells = !quoted && line.surface(next) == settings.hearsay_verb;
        let plain = line.word(next).is_some_and(|token| token.form == Form::Plain);
        // …という見方を示した, …とする声明を出した
        let adnominal =
            (reports && !self.is_intention(at - 1)) || line.surface(next) == settings.hearsay_verb;
        let joins = settings.clause_nouns.hold(line.surface(next + 1));
        if plain && adnominal && self.is_noun(next + 1) && !joins {
            return self.verb_behind(at, next + 1, REACH, true).filter(|cue| cue.noun.is_some());
        }
        if tells {
            return self.hearsay(at, next);
        }
        if reports {
            return self.as_said(at, next);
        }
        // 背景と今後の展望を…: behind a noun, と joins nouns unless the verb follows at once.
        let reach = if quoted || self.is_predicate(last) { REACH } else { 2 };
        let to_noun = surface == settings.quotative_noun
            || line.surface(at + 1) == self.context.language.names.genitive;
        self.verb_behind(at, next, reach, to_noun)
    }

    /// …という観測がなされている, …ということだ: the particle and its verb as one word, before a noun.
    fn of_a_clause(&self, at: usize) -> Option<Cue<'p>> {
        let line = self.line;
        if line.surface(at + 1) == self.context.language.speech.nominalizer {
            let polite = (at + 2..line.items.len())
                .find(|&it| line.pos(it) != Some(Pos::Auxiliary))
                .unwrap_or(line.items.len());
            let so = polite > at + 2 && line.closes(polite) && self.is_predicate(at - 1);
            return so.then(|| self.cue(CueKind::Hearsay, (at, at, polite), None, None));
        }
        let joins = self.context.language.speech.clause_nouns.hold(line.surface(at + 1));
        let told = self.is_noun(at + 1) && !joins;
        // 「…」という言葉が示すように: words that show something are nobody's saying.
        let shows = |cue: &Cue<'p>| {
            cue.kind != CueKind::Held
                && line.surface(cue.verb_at - 1) == self.context.language.speech.subject
        };
        let cue = told.then(|| self.verb_behind(at, at + 1, REACH, true))?;
        cue.filter(|cue| cue.noun.is_some() && !shows(cue))
    }

    /// Whether whoever says it stands right behind, before anything else does: …と、同紙は報じた, …と、A紙や
    /// B通信が伝えた. Behind a condition only a topic is.
    fn has_speaker(&self, from: usize, reach: usize, conditional: bool) -> bool {
        let line = self.line;
        let is_name = |at: &usize| match line.pos(*at) {
            Some(Pos::Particle(ParticleKind::Genitive | ParticleKind::Coordinating)) => true,
            Some(Pos::Prefix | Pos::Comma) => true,
            Some(pos) => pos.is_nominal(),
            None => false,
        };
        let behind = (from + 1..line.items.len().min(from + reach)).find(|at| !is_name(at));
        match behind.and_then(|at| line.marks_subject(at, &self.context.language.speech.subject)) {
            Some(SubjectMark::Topic) => true,
            Some(SubjectMark::Subject) => !conditional,
            None => false,
        }
    }

    /// Whether somebody or something stands as subject between two positions.
    fn has_subject(&self, from: usize, to: usize) -> bool {
        let subject = &self.context.language.speech.subject;
        (from + 1..to).any(|at| self.line.marks_subject(at, subject).is_some())
    }

    /// 「…」と、怒った|様子だった: how whoever says it looks closes the sentence with it.
    fn with_demeanor(&self, cue: Cue<'p>) -> Cue<'p> {
        let line = self.line;
        if !self.context.language.speech.demeanors.hold(line.surface(cue.end)) {
            return cue;
        }
        let end = line.verb_end(cue.end);
        let nested = self.hangs_on(end) && !self.is_hearsay(end);
        Cue { end, nested, span: cue.span.join(line.items[end - 1].span()), ..cue }
    }

    /// 「…」と歩んできた|道のりを振り返った: whether a verb only says more of the noun behind it.
    fn is_of_what_follows(&self, at: usize) -> bool {
        let (line, settings) = (self.line, &self.context.language.speech);
        let end = line.verb_end(at);
        let passive = (at..end).any(|it| holds(&settings.passive, line.lemma(it)));
        let demeanor = settings.demeanors.hold(line.surface(end));
        let other = settings.hears.hold(line.lemma(at)) || settings.stative.hold(line.lemma(at));
        self.hangs_on(end) && !passive && !demeanor && !other && !line.is_particle(end)
    }

    /// …との見方が|多い, …との声が|根強い: whether a quality is told of the noun right before.
    fn is_of_degree(&self, noun: usize, at: usize) -> bool {
        let subject = &self.context.language.speech.subject;
        self.line.pos(at) == Some(Pos::Adjective)
            && at <= noun + 2
            && self.line.surface(at - 1) == *subject
    }

    fn is_noun(&self, at: usize) -> bool {
        self.line.pos(at).is_some_and(Pos::is_nominal)
    }

    /// The verb that the closing particle belongs to, with the noun on the way to it.
    fn verb_behind(&self, at: usize, from: usize, reach: usize, to_noun: bool) -> Option<Cue<'p>> {
        let (line, lexicon) = (self.line, self.context.language.speech_noun);
        let quoted = matches!(line.items[at - 1], Item::Quote(_));
        let conditional = line.pos(at) == Some(Pos::Particle(ParticleKind::Conjunctive));
        let object = &self.context.language.speech.object_particles[0];
        let apart = conditional && line.is_comma(from);
        let mut noun = None;
        let mut noun_at = from;
        for position in from..line.items.len().min(from + reach) {
            let Item::Word(token) = line.items[position] else { return None };
            let again = &self.context.language.speech.adverbial_verbs;
            // 続けて述べた, but 「…」と続けた
            let adverb = token.form == Form::Continuative
                && !line.is_comma(position + 1)
                && line.verb_end(position) == position + 1;
            if self.is_verb(position) && !(adverb && holds(again, &token.lemma)) {
                let verb = self.verb_entry(position);
                // 「…」という言葉を選んだ
                if verb.is_none() && self.context.language.speech.no_gestures.hold(&token.lemma) {
                    return None;
                }
                // Without a verb of saying the noun must be what something is done with.
                if verb.is_some() || (noun.is_some() && to_noun && position <= noun_at + 2) {
                    // 「…」と連合の姿勢を批判した: what is judged is not what is said.
                    let judges = verb.is_some_and(|it| it.field("modality") == Some("evaluate"));
                    let noun = noun.filter(|_| to_noun || !judges);
                    return self.told_by(at, position, verb, noun);
                }
                if !(adverb || quoted && self.is_of_what_follows(position)) {
                    return self.gesture(at, position);
                }
            }
            if to_noun && noun_at <= from + 2 && self.is_of_degree(noun_at, position) {
                let end = line.verb_end(position);
                return Some(self.cue(CueKind::Held, (at, position, end), None, noun))
                    .filter(|cue| cue.noun.is_some() && !cue.nested);
            }
            match token.pos {
                Pos::Period => return None,
                // 他社と比べると…という: a condition closes nothing.
                Pos::Particle(ParticleKind::Quotative) if conditional => return None,
                // 夜が明けると、市は避難所の閉鎖を発表した
                Pos::Particle(_) if apart && line.surface(position) == *object => {
                    return None;
                }
                // …と、同紙は報じた
                Pos::Comma if position == from && self.has_speaker(from, reach, conditional) => {}
                // …したとA新聞が27日、報じた
                Pos::Comma if !conditional && self.has_subject(from, position) => {}
                Pos::Comma if noun.is_none() && !quoted => return None,
                _ => {}
            }
            if token.pos.is_nominal() {
                let entry = lexicon.longest_at(line.text, token.span.start).map(|(_, entry)| entry);
                if entry.is_some() {
                    noun = entry;
                    noun_at = position;
                }
            }
        }
        let closed = matches!(line.pos(from + 1), None | Some(Pos::Period | Pos::Comma));
        // A headline or a quick report ends with the bare noun: …との考え。
        let ends_bare = to_noun && noun.is_some() && closed;
        ends_bare.then(|| self.cue(CueKind::Quotative, (at, from, from + 1), None, noun))
    }

    /// 「…」と目を細めた: verbatim words, and what whoever says them does. What is done with a name or a
    /// text is none.
    fn gesture(&self, at: usize, verb_at: usize) -> Option<Cue<'p>> {
        let (line, settings) = (self.line, &self.context.language.speech);
        let Item::Quote(quotation) = line.items[at - 1] else { return None };
        let end = line.verb_end(verb_at);
        let passive = (verb_at..end).any(|it| holds(&settings.passive, line.lemma(it)));
        // 「…」と題して講演した
        let done = (at + 1..=verb_at).any(|it| settings.no_gestures.hold(line.lemma(it)));
        // 「…」との結果が出た, 「…」と批判が集まった: somebody else's
        let subject = (at + 1..verb_at).any(|it| line.surface(it) == settings.subject);
        let noun = line.surface(at) == settings.quotative_noun;
        let other = done
            || subject
            || noun
            || settings.hears.hold(line.lemma(verb_at))
            || settings.stative.hold(line.lemma(verb_at));
        let says = is_verbatim(self.context, quotation) && !passive && !other;
        // 「…」と声を上げた says so itself.
        let voiced = (at + 1..verb_at).any(|it| holds(&settings.voices, line.surface(it)));
        let voice = || self.context.language.speech_noun.get(&settings.voices[0]);
        let noun = voiced.then(voice).flatten();
        says.then(|| self.cue(CueKind::Gesture, (at, verb_at, end), None, noun))
            .map(|cue| self.with_demeanor(cue))
            .filter(|cue| !cue.nested)
    }

    /// The cue of a verb: of somebody who says it, or of nobody in particular when it is passive.
    fn told_by(
        &self,
        at: usize,
        verb_at: usize,
        verb: Option<&'p Entry>,
        noun: Option<&'p Entry>,
    ) -> Option<Cue<'p>> {
        let (line, settings) = (self.line, &self.context.language.speech);
        let end = line.verb_end(verb_at);
        if verb.is_none() && self.context.language.speech.hears.hold(line.lemma(verb_at)) {
            return None;
        }
        let passive =
            (verb_at..end).any(|it| holds(&self.context.language.speech.passive, line.lemma(it)));
        if passive {
            let goes_on = line.pos(end - 1) == Some(Pos::DependentVerb)
                || (verb_at..end).any(|it| line.pos(it) == Some(Pos::DependentVerb));
            let strength = verb.and_then(|verb| verb.field("strength"));
            // …と見られている
            let seen = strength == Some("also")
                && verb.is_some_and(|verb| verb.field("modality") == Some("infer"));
            let thought = strength == Some("thought") || seen;
            let held = strength == Some("speech") || goes_on && thought;
            // 大統領からは「…」と伝えられた: verbatim words of whoever told them.
            let source = &settings.from_whom;
            let by = (0..at).any(|it| line.is_particle(it) && line.surface(it) == source);
            let quoted = matches!(line.items[at - 1], Item::Quote(_)) && !by;
            // …との観測がなされている, …とのみ発表された
            let viewed = noun.is_some() && line.surface(verb_at - 1) == settings.subject;
            let limited = line.pos(at + 1) == Some(Pos::Particle(ParticleKind::Adverbial));
            let near = verb_at <= at + 2 + usize::from(limited);
            return (!quoted && (held && near || viewed))
                .then(|| self.cue(CueKind::Held, (at, verb_at, end), verb, noun))
                .filter(|cue| !cue.nested);
        }
        if verb.is_some_and(|verb| self.is_guess(verb, at, verb_at, end)) {
            return None;
        }
        // 負けじと後半に3点目を決めた
        let object = &settings.object_particles[0];
        let decides = verb.is_some_and(|verb| settings.deciding.hold(verb.form()));
        if decides && (at + 1..verb_at).any(|it| line.surface(it) == *object) {
            return None;
        }
        // …との見方がある, …との声が上がる: somebody holds it, and it is not told who.
        if verb.is_none()
            && line.surface(verb_at - 1) != self.context.language.speech.object_particles[0]
        {
            return Some(self.cue(CueKind::Held, (at, verb_at, end), None, noun))
                .filter(|cue| !cue.nested);
        }
        Some(self.cue(CueKind::Quotative, (at, verb_at, end), verb, noun))
    }

    /// Whether a verb of thought tells the writer's own guess or a name that is given: …と考えられる,
    /// …と考えていよう, 友人とみなす.
    fn is_guess(&self, verb: &Entry, at: usize, from: usize, end: usize) -> bool {
        let settings = &self.context.language.speech;
        let guessed = (from..end).any(|it| settings.guess_auxiliaries.hold(self.line.lemma(it)));
        // …進むものと予想している, 規模は6.9と推定している
        let before = self.line.pos(at - 1);
        let figure = matches!(before, Some(Pos::FormalNoun | Pos::Number | Pos::Counter))
            && verb.field("factuality") == Some("PR+");
        let named = matches!(self.line.items[at - 1], Item::Word(_))
            && !self.is_predicate(at - 1)
            && !figure;
        verb.field("strength") != Some("speech") && (guessed || named)
    }

    /// 所長から、…ことが告げられた; …を確認した旨の発言があった: what is told in the passive, by whoever the clause
    /// names as the one it comes from.
    pub(super) fn told_from(&self, at: usize) -> Option<Cue<'p>> {
        let (line, settings) = (self.line, &self.context.language.speech);
        let subject = line.surface(at) == settings.subject || line.surface(at) == settings.also;
        let source = |it: usize| line.is_particle(it) && line.surface(it) == settings.from_whom;
        if !subject || at < 2 || !(1..at).any(source) {
            return None;
        }
        let verb_at = self.behind_adverbs(at + 1);
        let end = line.verb_end(verb_at);
        if line.surface(at - 1) == settings.nominalizer && self.is_predicate(at - 2) {
            let passive = (verb_at..end).any(|it| holds(&settings.passive, line.lemma(it)));
            let verb = self.verb_entry(verb_at).filter(|_| passive && self.is_verb(verb_at))?;
            let says = verb.field("strength") == Some("speech");
            return says
                .then(|| self.cue(CueKind::Held, (at - 1, verb_at, end), Some(verb), None))
                .filter(|cue| !cue.nested);
        }
        // 旨|の|発言|が|あった
        let gist = at.checked_sub(3).filter(|&gist| {
            line.surface(gist) == settings.gist
                && line.surface(gist + 1) == self.context.language.names.genitive
        })?;
        let noun = self.context.language.speech_noun.get(line.surface(at - 1))?;
        let there = holds(&settings.labels.existing, line.lemma(verb_at));
        (there && self.is_predicate(gist - 1))
            .then(|| self.cue(CueKind::Held, (gist, verb_at, end), None, Some(noun)))
            .filter(|cue| !cue.nested)
    }

    /// …としている, …とした: the plainest way of reporting. …とすれば and …しようと are none.
    fn as_said(&self, at: usize, verb: usize) -> Option<Cue<'p>> {
        let (line, settings) = (self.line, &self.context.language.speech);
        let end = line.verb_end(verb);
        let chain = line.items[verb].span().join(line.items[end - 1].span()).of(line.text);
        let says = settings.report_forms.hold(chain)
            || settings.report_prefixes.iter().any(|prefix| chain.starts_with(prefix.as_str()));
        // 3点目とし、逃げ切った: a noun is made something.
        let clause = self.is_predicate(at - 1) || matches!(line.items[at - 1], Item::Quote(_));
        // …としつつ
        let meanwhile = settings.meanwhile.hold(line.surface(end));
        let open = chain == settings.report_open && (line.is_comma(end) || meanwhile) && clause;
        let also = meanwhile && line.surface(end + 1) == settings.also;
        let end = end + usize::from(meanwhile) + usize::from(also);
        let intends = self.is_intention(at - 1);
        if let Some(held) = self.held_to_be(at, verb, end) {
            return Some(held);
        }
        let cue = ((says || open) && !intends && verb == at + 1 && !self.is_made(at))
            .then(|| self.cue(CueKind::Quotative, (at, verb, end), None, None))?;
        // …とする容疑で: whose words these are stands elsewhere.
        (!cue.nested).then_some(cue)
    }

    /// …したとされる, …目的だったとされるが、: what nobody in particular says.
    fn held_to_be(&self, at: usize, verb: usize, end: usize) -> Option<Cue<'p>> {
        let (line, settings) = (self.line, &self.context.language.speech);
        let passive = (verb..end).any(|it| holds(&settings.passive, line.lemma(it)));
        let closes = line.closes(end)
            || line.pos(end) == Some(Pos::Particle(ParticleKind::Conjunctive))
                && line.is_comma(end + 1);
        (passive && verb == at + 1 && closes && self.is_predicate(at - 1))
            .then(|| self.cue(CueKind::Held, (at, verb, end), None, None))
    }

    /// 結束を強めようとしている tells of an intention, not of words; …だろうとした tells of words.
    fn is_intention(&self, at: usize) -> bool {
        let (line, settings) = (self.line, &self.context.language.speech);
        let Some(token) = line.word(at) else { return false };
        let made = |lemma| holds(&settings.causative, lemma) || holds(&settings.passive, lemma);
        // 負担させ|よう
        let guess = at > 0 && line.pos(at - 1) == Some(Pos::Auxiliary) && !made(line.lemma(at - 1));
        token.form == Form::Volitional || (settings.volitional.hold(&token.lemma) && !guess)
    }

    /// Whether the noun or name before と is what something is made: 費用を無料とする, 施設名を「…」とした.
    pub(super) fn is_made(&self, at: usize) -> bool {
        let (line, settings) = (self.line, &self.context.language.speech);
        let before = at - 1;
        let object = &settings.object_particles[0];
        if matches!(line.items[before], Item::Quote(_)) {
            return before > 0 && line.surface(before - 1) == object;
        }
        if self.is_predicate(before) {
            return false;
        }
        let mut back = (0..before).rev().take_while(|&it| !self.is_predicate(it));
        let plain = line.word(at + 1).is_some_and(|token| token.form == Form::Plain);
        plain || back.any(|it| line.surface(it) == object)
    }
}
