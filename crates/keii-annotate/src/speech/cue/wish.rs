//! Cues that tell what somebody is asked to do: …するよう求めた; and those whose object is named by a noun
//! alone: 自制を求めた.

use keii_rules::Entry;
use keii_syntax::{Form, ParticleKind, Pos, Relation};

use super::{Cue, CueKind, Finder};
use crate::speech::ahead;
use crate::speech::line::Item;
use crate::speech::setting;
use crate::speech::settings::holds;

/// How many items may stand between what is asked and its verb: 住民に改めて.
const REACH: usize = 16;

/// How many chunks a relative clause before what is asked for may have.
const CLAUSE: usize = 6;

impl<'p> Finder<'_, '_, 'p> {
    /// …するよう求めた, …しないように呼びかけている
    pub(super) fn wish(&self, at: usize) -> Option<Cue<'p>> {
        let (line, settings) = (self.line, &self.context.language.speech);
        // 「直接触らない」よう呼びかけた
        let plain = match line.items[at.checked_sub(1)?] {
            Item::Word(before) => before.form == Form::Plain,
            Item::Quote(quotation) => {
                let words = ahead::said(self.context, quotation.inner).unwrap_or_default();
                words.last().is_some_and(|last| last.form == Form::Plain)
            }
        };
        if !holds(&settings.wishes, line.surface(at)) || !plain {
            return None;
        }
        let with_particle = line.surface(at + 1) == settings.adverb_particle;
        let verb_at = self.verb_of(at + 1 + usize::from(with_particle))?;
        let verb = self.verb_entry(verb_at)?;
        let asks = verb.field("modality").is_some_and(|it| settings.asking.hold(it));
        let end = line.verb_end(verb_at);
        (asks && !self.is_passive(verb_at, end))
            .then(|| self.cue(CueKind::Wish, (at, verb_at, end), Some(verb), None))
            .filter(|cue| !cue.nested || self.has_asker(cue))
    }

    /// 自制を求めた, 辞任を表明した: a noun of doing, or anything where it is asked for.
    pub(super) fn matter(&self, at: usize) -> Option<Cue<'p>> {
        let (line, settings) = (self.line, &self.context.language.speech);
        if at < 2 || !holds(&settings.object_particles, line.surface(at)) {
            return None;
        }
        let verb_at = self.taker(at);
        let verb = self.verb_entry(verb_at).filter(|_| self.is_verb(verb_at))?;
        let asked = settings.asked_matters.hold(verb.form());
        let judged = settings.judged_matters.hold(verb.form());
        let strong = verb.field("strength") == Some("speech");
        if !asked && !judged && !strong && !settings.told_matters.hold(verb.form()) {
            return None;
        }
        // 即時停戦などを求めた
        let listed = line.pos(at - 1) == Some(Pos::Particle(ParticleKind::Adverbial));
        let noun_at = at.checked_sub(1 + usize::from(listed))?;
        let starts = self.noun_phrase(noun_at)?;
        let last = line.pos(noun_at)?;
        let announced = verb.form() == settings.announces;
        let doing = last == Pos::VerbalNoun || announced && last == Pos::Noun;
        let thing =
            (asked || judged) && matches!(last, Pos::Noun | Pos::Suffix | Pos::AdjectivalNoun);
        let noun = self.noun_before(noun_at + 1).1.filter(|_| !judged);
        // 自由貿易の重要性を強調した
        let quality = settings.qualities.hold(line.surface(noun_at))
            || noun.is_some_and(|noun| settings.qualities.hold(noun.form()));
        // 協力も求めた, 不確実性も指摘した
        if !asked && !quality && line.surface(at) != settings.object_particles[0] {
            return None;
        }
        // 懸念を表明した tells of a feeling and not of what; 楽観的な見方を表明した of how it is.
        let told = |noun: &Entry| noun.field("modality") == Some("plan") || starts + 1 < at;
        let content = noun.is_none_or(told);
        let end = line.verb_end(verb_at);
        // 違反したとして隣国を非難した: what they are blamed for is told before.
        let blamed = judged
            && starts.checked_sub(1).is_some_and(|it| line.surface(it) == settings.report_particle);
        // 助けを求めて逃げた
        let goes_on =
            line.surface(end) == self.context.language.tense.gerund && !line.is_comma(end + 1);
        let named =
            |mention: &crate::draft::Mention| mention.phrase.end == line.items[noun_at].span().end;
        let somebody = self.context.cast.within(line.span).any(named);
        let matters = asked || judged || settings.told_matters.hold(verb.form());
        let fits = (doing || thing) && content && matters || quality && starts + 1 < at;
        (fits && !blamed && !goes_on && !somebody && !self.is_passive(verb_at, end))
            .then(|| Cue {
                starts: Some(self.with_clause(starts)),
                ..self.cue(CueKind::Matter, (at, verb_at, end), Some(verb), noun)
            })
            .filter(|cue| !cue.nested || self.has_asker(cue))
    }

    /// これを否定した, この疑いを否定している: what was told before is turned away.
    pub(super) fn denial(&self, at: usize) -> Option<Cue<'p>> {
        let (line, settings) = (self.line, &self.context.language.speech);
        let noun =
            at.checked_sub(1).filter(|_| line.surface(at) == settings.object_particles[0])?;
        let first = match line.pos(noun)? {
            Pos::Pronoun => noun,
            Pos::Noun | Pos::VerbalNoun => noun.checked_sub(1)?,
            _ => return None,
        };
        if !settings.pointing_back.hold(line.surface(first)) {
            return None;
        }
        let verb_at = self.taker(at);
        let verb = self.verb_entry(verb_at).filter(|_| self.is_verb(verb_at))?;
        let end = line.verb_end(verb_at);
        let denies = verb.field("modality") == Some("deny") && !self.is_passive(verb_at, end);
        let cue = self.cue(CueKind::Matter, (at, verb_at, end), Some(verb), None);
        (denies && !cue.nested).then_some(Cue { starts: Some(first), back: true, ..cue })
    }

    /// Whether whoever asks stands behind the clause, or in it as its subject: 大臣が見直しを求めたことは.
    fn has_asker(&self, cue: &Cue<'_>) -> bool {
        let line = self.line;
        let clause = line.surface(cue.end) == self.context.language.speech.nominalizer;
        self.has_head(cue.end)
            || clause
                && (1..cue.at).any(|at| {
                    let end = line.items[at - 1].span().end;
                    line.surface(at) == self.context.language.speech.subject
                        && self.context.cast.within(line.span).any(|it| it.phrase.end == end)
                })
    }

    /// 野党が求めた|会期の延長は: what somebody asked for, as the noun that the clause stands before.
    pub(super) fn asked_for(&self, at: usize) -> Option<Cue<'p>> {
        let (line, settings) = (self.line, &self.context.language.speech);
        let subject = || (at.saturating_sub(2)..at).any(|it| line.surface(it) == settings.subject);
        let verb = Some(at).filter(|_| self.is_verb(at) && subject());
        let verb = verb.and_then(|at| self.verb_entry(at))?;
        let asked = settings.asked_matters.hold(verb.form());
        let proposed = verb.field("modality") == Some("propose");
        let feared = verb.field("modality") == Some("fear");
        let end = line.verb_end(at);
        let plain = line.word(end - 1).is_some_and(|token| token.form == Form::Plain);
        if !(asked || proposed || feared) || !plain || self.is_passive(at, end) {
            return None;
        }
        let stop = self.phrase_behind(end)?;
        let doing = matches!(line.pos(stop - 1), Some(Pos::VerbalNoun))
            || line.pos(stop - 1) == Some(Pos::Particle(ParticleKind::Adverbial));
        let somebody = self
            .context
            .cast
            .within(line.span)
            .any(|mention| mention.phrase.end == line.items[stop - 1].span().end);
        let told = Cue {
            starts: Some(end),
            nested: false,
            span: line.items[at].span().join(line.items[end - 1].span()),
            ..self.cue(CueKind::Matter, (at, at, end), Some(verb), None)
        };
        (doing && !somebody).then_some(Cue { at: stop, verb_at: at, end: stop, ..told })
    }

    /// Behind the noun phrase that begins at `from`, with what is listed beside it: 核開発の中止や査察など.
    fn phrase_behind(&self, from: usize) -> Option<usize> {
        let line = self.line;
        let inside = |at: &usize| match line.pos(*at) {
            Some(Pos::Particle(ParticleKind::Genitive | ParticleKind::Coordinating)) => true,
            Some(Pos::Particle(ParticleKind::Adverbial) | Pos::Prefix | Pos::Symbol) => true,
            Some(Pos::Particle(_)) => line.surface(at + 1) == self.context.language.names.genitive,
            Some(Pos::Comma) => {
                line.pos(at - 1) != Some(Pos::AdverbialNoun)
                    && line.pos(at + 1).is_some_and(Pos::is_nominal)
            }
            Some(pos) => pos.is_nominal() && pos != Pos::FormalNoun,
            None => *at < line.items.len(),
        };
        let stop = (from..line.items.len()).take_while(inside).last()? + 1;
        (stop > from).then_some(stop)
    }

    /// Whether somebody who can ask stands behind the clause: 撤退を求める野党は.
    fn has_head(&self, end: usize) -> bool {
        let Some(start) = self.line.items.get(end).map(|item| item.span().start) else {
            return false;
        };
        let mut named = self.context.cast.within(self.line.span);
        named.any(|mention| mention.phrase.start == start)
    }

    /// The first verb behind `from`, over nouns with their particles; none where an object or a
    /// clause of its own stands on the way.
    pub(super) fn verb_of(&self, from: usize) -> Option<usize> {
        let (line, settings) = (self.line, &self.context.language.speech);
        for at in from..line.items.len().min(from + REACH) {
            let Item::Word(token) = line.items[at] else { return None };
            if self.is_verb(at) {
                // …を支払うよう命じた
                let wish = line.verb_end(at);
                let wished = holds(&settings.wishes, line.surface(wish));
                return if wished { self.verb_of(wish + 1) } else { Some(at) };
            }
            match token.pos {
                Pos::Verb | Pos::Auxiliary | Pos::Period => return None,
                Pos::Particle(ParticleKind::Conjunctive | ParticleKind::Quotative) => return None,
                Pos::Particle(_) if line.surface(at) == settings.subject => return None,
                _ => {}
            }
        }
        None
    }

    /// Where the noun phrase begins that ends at `last`: SPD党首からの退任と入閣の辞退.
    pub(super) fn noun_phrase(&self, last: usize) -> Option<usize> {
        let line = self.line;
        let genitive = &self.context.language.names.genitive;
        let mut first = last;
        while let Some(before) = first.checked_sub(1) {
            let goes_on = match line.pos(before) {
                Some(Pos::Prefix | Pos::Adnominal | Pos::Symbol | Pos::Adjective) => true,
                Some(Pos::Particle(ParticleKind::Genitive | ParticleKind::Coordinating)) => true,
                Some(Pos::Particle(_)) => line.surface(first) == genitive,
                // 平和的な解決
                Some(Pos::Auxiliary) => {
                    line.word(before).is_some_and(|it| it.form == Form::Attributive)
                }
                Some(pos) => pos.is_nominal() && pos != Pos::AdverbialNoun,
                None => matches!(line.items[before], Item::Quote(_)),
            };
            if !goes_on {
                break;
            }
            first = before;
        }
        (!line.is_particle(first)).then_some(first)
    }

    /// 国際法に従った|行動を呼びかけた: where the relative clause begins that a noun phrase stands behind.
    fn with_clause(&self, starts: usize) -> usize {
        let line = self.line;
        let adnominal = starts > 1
            && matches!(
                line.pos(starts - 1),
                Some(Pos::Verb | Pos::Auxiliary | Pos::DependentVerb)
            )
            && line.word(starts - 1).is_some_and(|it| it.form == Form::Plain);
        let begun = line.items[starts].span().start;
        let chunks = self.context.chunks(line).filter(|_| adnominal).unwrap_or_default();
        let Some(at) = chunks.partition_point(|it| it.span.start <= begun).checked_sub(1) else {
            return starts;
        };
        let mut first = at;
        while let Some(before) = first.checked_sub(1).filter(|_| at - first < CLAUSE) {
            let chunk = &chunks[before];
            let depends = chunk.governor.is_some_and(|it| (first..=at).contains(&(it as usize)));
            // 県民に|法律に従った行動を呼びかけた
            let case = line.position(chunk.span.end).saturating_sub(1);
            let somebody = setting::addressee(self.context, line, case).is_some();
            if !depends || chunk.relation == Relation::Topic || somebody {
                break;
            }
            first = before;
        }
        if first < at { line.position(chunks[first].span.start) } else { starts }
    }

    pub(super) fn is_passive(&self, from: usize, end: usize) -> bool {
        let passive = &self.context.language.speech.passive;
        (from..end).any(|it| holds(passive, self.line.lemma(it)))
    }

    /// A verb of speech with which somebody stands by what a clause before として tells: …違反があったとして
    /// 隣国を非難した.
    /// A noun (陰謀として非難した) needs it right behind.
    pub(super) fn stands_by(&self, at: usize, clause: bool) -> Option<&'p Entry> {
        let settings = &self.context.language.speech;
        let verb_at = self.verb_of(at + 1).filter(|&verb_at| clause || verb_at == at + 1)?;
        let verb = self.verb_entry(verb_at)?;
        let end = self.line.verb_end(verb_at);
        let modality = verb.field("modality").unwrap_or_default();
        let strong = verb.field("strength") == Some("speech") && modality == "evaluate";
        let takes = holds(&settings.standing, modality);
        let judges = strong || clause && (takes || settings.told_matters.hold(verb.form()));
        (judges && !self.is_passive(verb_at, end)).then_some(verb)
    }
}
