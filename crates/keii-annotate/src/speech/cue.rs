//! The words that tell that something is said.

use keii_model::Span;
use keii_rules::Entry;
use keii_syntax::{Form, ParticleKind, Pos};

use super::Context;
use super::line::{Item, Line};
use super::settings::holds;
use super::speaker::Frame;

/// A cue, as positions in the line.
#[derive(Clone, Debug)]
pub(super) struct Cue<'p> {
    pub(super) kind: CueKind,
    /// Where the content ends: the item that closes it (と, を, ことで).
    pub(super) at: usize,
    /// The first item of the verb.
    pub(super) verb_at: usize,
    /// Behind the verb with its auxiliaries.
    pub(super) end: usize,
    /// From the closing item to the end.
    pub(super) span: Span,
    /// The verb's entry.
    pub(super) verb: Option<&'p Entry>,
    /// The entry of the noun that takes the content up (見方, 懸念).
    pub(super) noun: Option<&'p Entry>,
    /// Whether it stands inside what another cue of the sentence reports, or before a noun.
    pub(super) nested: bool,
}

/// How a cue closes its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CueKind {
    /// …と述べた
    Quotative,
    /// …意向を明らかにした
    Object,
    /// …ことで一致した
    Agreement,
    /// …によると、…
    Frame,
}

impl CueKind {
    /// The name of the step, for derivations.
    pub(super) fn step(self) -> &'static str {
        match self {
            Self::Quotative => "speech.quotative",
            Self::Object => "speech.object",
            Self::Agreement => "speech.agreement",
            Self::Frame => "speech.frame",
        }
    }
}

impl<'p> Cue<'p> {
    /// The cue that a frame is.
    pub(super) fn frame(frame: &Frame) -> Self {
        Self {
            kind: CueKind::Frame,
            at: frame.end,
            verb_at: frame.end,
            end: frame.end,
            span: frame.cue,
            verb: None,
            noun: None,
            nested: false,
        }
    }

    /// Whether the verb always tells of speech, whoever does it.
    pub(super) fn is_strong(&self) -> bool {
        let plain = self.verb.is_none() && self.noun.is_none();
        plain || self.verb.is_some_and(|verb| verb.field("strength") == Some("speech"))
    }

    /// A field of the noun's entry, else of the verb's.
    pub(super) fn field(&self, column: &str) -> Option<&'p str> {
        let of = |entry: Option<&'p Entry>| entry?.field(column).filter(|field| !field.is_empty());
        of(self.noun).or_else(|| of(self.verb))
    }
}

/// How many items may stand between the closing particle and its verb.
const REACH: usize = 16;

/// All cues of a sentence, left to right. Words within a frame are none.
pub(super) fn cues<'p>(
    context: &Context<'_, 'p>,
    line: &Line<'_>,
    frame: Option<&Frame>,
) -> Vec<Cue<'p>> {
    let finder = Finder { context, line };
    let mut cues: Vec<Cue<'p>> = Vec::new();
    let mut at = 0;
    while at < line.items.len() {
        let framed = frame.is_some_and(|frame| frame.cue.overlaps(line.items[at].span()));
        // Behind a frame what parties agree on is what the frame's source tells.
        let agreement = || frame.is_none().then(|| finder.agreement(at)).flatten();
        let find = || finder.quotative(at).or_else(agreement).or_else(|| finder.object(at));
        match (!framed).then(find).flatten() {
            Some(cue) => {
                at = cue.end.max(at + 1);
                cues.push(cue);
            }
            None => at += 1,
        }
    }
    cues
}

struct Finder<'c, 'a, 'p> {
    context: &'c Context<'a, 'p>,
    line: &'c Line<'c>,
}

impl<'p> Finder<'_, '_, 'p> {
    fn cue(
        &self,
        kind: CueKind,
        (at, verb_at, end): (usize, usize, usize),
        verb: Option<&'p Entry>,
        noun: Option<&'p Entry>,
    ) -> Cue<'p> {
        let line = self.line;
        let span = line.items[at].span().join(line.items[end - 1].span());
        Cue { kind, at, verb_at, end, span, verb, noun, nested: self.hangs_on(end) }
    }

    /// Whether the predicate that ends before `end` goes on into a noun or another reported phrase
    /// instead of closing its clause.
    fn hangs_on(&self, end: usize) -> bool {
        let line = self.line;
        let plain = line.word(end - 1).is_some_and(|token| token.form == Form::Plain);
        match line.pos(end) {
            None | Some(Pos::Period | Pos::Comma | Pos::Particle(ParticleKind::Conjunctive)) => {
                false
            }
            Some(Pos::Particle(_)) => {
                holds(&self.context.language.speech.quotative, line.surface(end))
            }
            Some(pos) => {
                let joins = holds(&self.context.language.speech.clause_nouns, line.surface(end));
                pos.is_nominal() && plain && !joins
            }
        }
    }

    /// …と述べた, …との見方を示した, …と懸念を表明した, …としている
    fn quotative(&self, at: usize) -> Option<Cue<'p>> {
        let (line, settings) = (self.line, &self.context.language.speech);
        let surface = line.surface(at);
        let closes = line.is_particle(at) && holds(&settings.quotative, surface);
        if !closes || at == 0 || !self.can_end_content(at - 1) {
            return None;
        }
        let mut next = at + 1;
        while line.is_particle(next) && holds(&settings.behind_quotative, line.surface(next)) {
            next += 1;
        }
        if line.lemma(next) == settings.report_verb {
            return self.as_said(at, next);
        }
        let quoted = matches!(line.items[at - 1], Item::Quote(_));
        // 背景と今後の展望を…: behind a noun, と joins nouns unless the verb follows at once.
        let reach = if quoted || self.is_predicate(at - 1) { REACH } else { 2 };
        let to_noun = surface == settings.quotative_noun
            || line.surface(at + 1) == self.context.language.names.genitive;
        self.verb_behind(at, next, reach, to_noun)
    }

    /// The verb that the closing particle belongs to, with the noun on the way to it.
    fn verb_behind(&self, at: usize, from: usize, reach: usize, to_noun: bool) -> Option<Cue<'p>> {
        let (line, lexicon) = (self.line, self.context.language.speech_noun);
        let quoted = matches!(line.items[at - 1], Item::Quote(_));
        let mut noun = None;
        for position in from..line.items.len().min(from + reach) {
            let Item::Word(token) = line.items[position] else { return None };
            let again = &self.context.language.speech.adverbial_verbs;
            let adverb = token.form == Form::Continuative && !line.is_comma(position + 1);
            if self.is_verb(position) && !(adverb && holds(again, &token.lemma)) {
                let verb = self.verb_entry(position);
                let end = line.verb_end(position);
                if verb.is_some_and(|verb| self.is_guess(verb, at, position, end)) {
                    return None;
                }
                if verb.is_some() || (noun.is_some() && to_noun) {
                    return Some(self.cue(CueKind::Quotative, (at, position, end), verb, noun));
                }
                if !adverb {
                    return None;
                }
            }
            match token.pos {
                Pos::Period => return None,
                Pos::Comma if noun.is_none() && !quoted => return None,
                _ => {}
            }
            if token.pos.is_nominal() {
                let entry = lexicon.longest_at(line.text, token.span.start).map(|(_, entry)| entry);
                noun = entry.or(noun);
            }
        }
        let closed = matches!(line.pos(from + 1), None | Some(Pos::Period | Pos::Comma));
        // A headline or a quick report ends with the bare noun: …との考え。
        let ends_bare = to_noun && noun.is_some() && closed;
        ends_bare.then(|| self.cue(CueKind::Quotative, (at, from, from + 1), None, noun))
    }

    /// Whether a verb of thought tells the writer's own guess or a name that is given: …と考えられる,
    /// …と考えていよう, 友人とみなす.
    fn is_guess(&self, verb: &Entry, at: usize, from: usize, end: usize) -> bool {
        let settings = &self.context.language.speech;
        let guessed = (from..end).any(|it| holds(&settings.guess_auxiliaries, self.line.lemma(it)));
        let named = matches!(self.line.items[at - 1], Item::Word(_)) && !self.is_predicate(at - 1);
        verb.field("strength") != Some("speech") && (guessed || named)
    }

    /// …としている, …とした: the plainest way of reporting. …とすれば and …としようと are none.
    fn as_said(&self, at: usize, verb: usize) -> Option<Cue<'p>> {
        let (line, settings) = (self.line, &self.context.language.speech);
        let end = line.verb_end(verb);
        let chain = line.items[verb].span().join(line.items[end - 1].span()).of(line.text);
        let says = holds(&settings.report_forms, chain)
            || settings.report_prefixes.iter().any(|prefix| chain.starts_with(prefix.as_str()));
        let open = chain == settings.report_open && line.is_comma(end);
        // 結束を強めようとしている tells of an intention, not of words.
        let intends = line.word(at - 1).is_some_and(|token| {
            token.form == Form::Volitional || holds(&settings.volitional, &token.lemma)
        });
        ((says || open) && !intends && verb == at + 1)
            .then(|| self.cue(CueKind::Quotative, (at, verb, end), None, None))
    }

    fn is_predicate(&self, at: usize) -> bool {
        match self.line.pos(at) {
            Some(Pos::Verb | Pos::Auxiliary | Pos::DependentVerb | Pos::Adjective) => true,
            Some(Pos::Particle(kind)) => {
                kind == ParticleKind::Final || kind == ParticleKind::Adverbial
            }
            _ => false,
        }
    }

    /// Whether the item can be the last of reported words.
    fn can_end_content(&self, at: usize) -> bool {
        match self.line.items[at] {
            Item::Quote(_) => true,
            Item::Word(token) if self.is_predicate(at) => token.pos != Pos::Comma,
            Item::Word(token) => {
                let names = |mention: &crate::draft::Mention| mention.phrase.end == token.span.end;
                let nominal = matches!(
                    token.pos,
                    Pos::AdjectivalNoun
                        | Pos::Noun
                        | Pos::VerbalNoun
                        | Pos::FormalNoun
                        | Pos::Suffix
                );
                nominal && !self.context.cast.within(self.line.span).any(names)
            }
        }
    }

    /// Whether a predicate begins here: a verb, or a noun with its light verb or bare at the end.
    fn is_verb(&self, at: usize) -> bool {
        let (line, settings) = (self.line, &self.context.language.speech);
        match line.pos(at) {
            Some(Pos::Verb) => true,
            Some(pos @ (Pos::VerbalNoun | Pos::Noun)) => {
                let closed = matches!(line.pos(at + 1), None | Some(Pos::Period | Pos::Comma));
                line.lemma(at + 1) == settings.light_verb || (closed && pos == Pos::VerbalNoun)
            }
            // 明らかにする
            Some(Pos::AdjectivalNoun) => {
                line.surface(at + 1) == settings.light_particle
                    && line.lemma(at + 2) == settings.light_verb
            }
            _ => false,
        }
    }

    /// The entry of the verb, by its dictionary form or, for 明らかにする, with its ending.
    fn verb_entry(&self, at: usize) -> Option<&'p Entry> {
        let lexicon = self.context.language.speech_verb;
        let lemma = self.line.lemma(at);
        let endings = &self.context.language.speech.verb_endings;
        let with = |ending: &String| lexicon.get(&format!("{lemma}{ending}"));
        lexicon.get(lemma).or_else(|| endings.iter().find_map(with))
    }

    /// …ことで一致した, …点で合意した
    fn agreement(&self, at: usize) -> Option<Cue<'p>> {
        let (line, settings) = (self.line, &self.context.language.speech);
        let named = holds(&settings.agreement_nouns, line.surface(at));
        if !named || line.surface(at + 1) != settings.agreement_particle {
            return None;
        }
        let mut next = at + 2;
        while line.is_comma(next)
            || (line.is_particle(next) && holds(&settings.object_particles, line.surface(next)))
        {
            next += 1;
        }
        let verb = self.verb_entry(next)?;
        let agrees = verb.field("modality") == Some("agree") && self.is_verb(next);
        agrees.then(|| {
            let end = line.verb_end(next);
            self.cue(CueKind::Agreement, (at, next, end), Some(verb), None)
        })
    }

    /// …意向を明らかにした, …ことを認めた, …必要性を強調した, 「…」を強調した
    fn object(&self, at: usize) -> Option<Cue<'p>> {
        let (line, settings) = (self.line, &self.context.language.speech);
        if !holds(&settings.object_particles, line.surface(at)) || !line.is_particle(at) || at < 2 {
            return None;
        }
        let quoted = matches!(line.items[at - 1], Item::Quote(_));
        let (first, noun) = self.noun_before(at);
        let clause = line.surface(at - 1) == settings.nominalizer;
        // An attitude is no content of its own: 前向きな姿勢を示した.
        let before = first.checked_sub(1)?;
        let closed = match line.word(before) {
            Some(token) => match token.pos {
                Pos::Verb | Pos::DependentVerb => true,
                Pos::Auxiliary => token.form == Form::Plain,
                Pos::Adjective => clause,
                _ => false,
            },
            None => true,
        };
        if !quoted && !(closed && (noun.is_some() || clause)) {
            return None;
        }
        let next = self.behind_adverbs(at + 1);
        let verb = self.verb_entry(next).filter(|_| self.is_verb(next))?;
        let strong = verb.field("strength") == Some("speech");
        let shows = holds(&settings.shows, verb.form());
        // …可能性を示している is the writer's inference; …発言を続けている tells of no words.
        let guess = noun.is_some_and(|noun| noun.field("modality") == Some("speculate"));
        let goes_on = holds(&settings.adverbial_verbs, verb.form());
        let names = noun.is_some() && !goes_on && !(guess && shows);
        let fits = if quoted { strong } else { (strong || names) && !(clause && shows) };
        let thought = verb.field("strength") == Some("thought");
        (fits && !thought).then(|| {
            let end = line.verb_end(next);
            self.cue(CueKind::Object, (at, next, end), Some(verb), noun)
        })
    }

    /// The noun of the lexicon that ends before `at`, of one or several words (必要|性), and the
    /// position of its first word.
    fn noun_before(&self, at: usize) -> (usize, Option<&'p Entry>) {
        let line = self.line;
        let end = line.items[at - 1].span().end;
        let found = (at.saturating_sub(3)..at).find_map(|first| {
            let words = Span::new(line.items[first].span().start, end).of(line.text);
            Some((first, self.context.language.speech_noun.get(words)?))
        });
        found.map_or((at - 1, None), |(first, noun)| (first, Some(noun)))
    }

    /// Skips 改めて, 繰り返し, 強く and commas.
    fn behind_adverbs(&self, from: usize) -> usize {
        let (line, settings) = (self.line, &self.context.language.speech);
        let mut next = from;
        loop {
            let adverb = matches!(line.pos(next), Some(Pos::Adverb | Pos::Comma));
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
