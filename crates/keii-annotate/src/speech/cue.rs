//! The words that tell that something is said.

mod hearsay;
mod object;
mod quotative;
mod reason;
mod wish;

use keii_model::Span;
use keii_rules::Entry;
use keii_syntax::{Form, ParticleKind, Pos};

use super::Context;
use super::frame::Frame;
use super::line::{Item, Line};

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
    /// Where the content begins, where it is but the noun phrase before the cue.
    pub(super) starts: Option<usize>,
    /// Whether what it reports was told right before: この疑いを否定した.
    pub(super) back: bool,
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
    /// …に期待を示した
    Attitude,
    /// …ことで一致した
    Agreement,
    /// …よう求めた
    Wish,
    /// 自制を求めた
    Matter,
    /// 「…」と目を細めた
    Gesture,
    /// …する方針だ
    Intent,
    /// …という。
    Hearsay,
    /// …と受け止められている
    Held,
    /// …によると、…
    Frame,
}

impl CueKind {
    /// Whether nobody who is named by a particle says it.
    pub(super) fn is_impersonal(self) -> bool {
        matches!(self, Self::Hearsay | Self::Held)
    }

    /// Whether somebody else than the sentence's source says it: whoever is named, or nobody in
    /// particular. Hearsay is the source's.
    pub(super) fn is_apart(self, named: bool) -> bool {
        self == Self::Held || named && self != Self::Hearsay
    }

    /// Whether it reports a wish or a noun, and the clause goes on.
    pub(super) fn is_of_nouns(self) -> bool {
        matches!(self, Self::Wish | Self::Matter)
    }

    /// The name of the step, for derivations.
    pub(super) fn step(self) -> &'static str {
        match self {
            Self::Quotative => "speech.quotative",
            Self::Object => "speech.object",
            Self::Attitude => "speech.attitude",
            Self::Agreement => "speech.agreement",
            Self::Wish => "speech.wish",
            Self::Matter => "speech.matter",
            Self::Gesture => "speech.gesture",
            Self::Intent => "speech.intent",
            Self::Hearsay => "speech.hearsay",
            Self::Held => "speech.held",
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
            starts: None,
            back: false,
            nested: false,
        }
    }

    /// The quotation that its particle closes, directly or behind など.
    pub(super) fn quotation_at(&self, line: &Line<'_>) -> Option<usize> {
        let last = self.at.checked_sub(1)?;
        let listed = line.pos(last) == Some(Pos::Particle(ParticleKind::Adverbial));
        let at = last.checked_sub(usize::from(listed))?;
        matches!(line.items[at], Item::Quote(_)).then_some(at)
    }

    /// Whether it reports without any word of saying (…としている).
    pub(super) fn is_bare(&self) -> bool {
        self.verb.is_none() && self.noun.is_none() && self.kind == CueKind::Quotative
    }

    /// Whether the verb always tells of speech, whoever does it.
    pub(super) fn is_strong(&self) -> bool {
        let plain = self.verb.is_none() && self.noun.is_none();
        plain || self.verb.is_some_and(|verb| verb.field("strength") == Some("speech"))
    }

    /// Whether somebody is asked, and what follows is their answer: …と聞くと「…」と答えた.
    pub(super) fn asks_and_is_answered(&self, context: &Context<'_, '_>, line: &Line<'_>) -> bool {
        self.field("modality") == Some("ask")
            && context.language.speech.answered.hold(line.surface(self.end))
    }

    /// 「…」と述べたという。: whether what it tells is known by hearsay.
    pub(super) fn is_passed_on(&self, context: &Context<'_, '_>, line: &Line<'_>) -> bool {
        let settings = &context.language.speech;
        self.kind == CueKind::Quotative
            && settings.quotative.hold(line.surface(self.end))
            && line.surface(self.end + 1) == settings.hearsay_verb
    }

    /// 知人によると、「…」として、不満を漏らしていたという。: whether verbatim words are given as a reason in a sentence that
    /// is known by hearsay: they are of whom the source tells.
    pub(super) fn is_of_hearsay(&self, context: &Context<'_, '_>, line: &Line<'_>) -> bool {
        let settings = &context.language.speech;
        let stop = line.items.len().saturating_sub(usize::from(
            line.items.last().and_then(|it| it.word()).is_some_and(|it| it.pos == Pos::Period),
        ));
        self.is_bare()
            && self.quotation_at(line).is_some()
            && line.surface(self.at) == settings.report_particle
            && stop > self.end
            && line.surface(stop - 1) == settings.hearsay_verb
    }

    /// Whether it only says that something is said so: 「…」という.
    pub(super) fn says_so(&self, context: &Context<'_, '_>, line: &Line<'_>) -> bool {
        self.kind == CueKind::Quotative
            && line.surface(self.verb_at) == context.language.speech.hearsay_verb
    }

    /// Whether its matter is the noun that its clause stands before: 野党が求めた|延長.
    pub(super) fn is_before_its_matter(&self) -> bool {
        self.starts.is_some_and(|start| start > self.verb_at)
    }

    /// Whether it gives the word to nobody who could go on speaking.
    pub(super) fn is_aside(&self) -> bool {
        self.kind.is_impersonal() || self.is_before_its_matter()
    }

    /// …とされる: whether nobody in particular holds it, without any word of holding.
    pub(super) fn is_held_to_be(&self) -> bool {
        self.kind == CueKind::Held && self.verb.is_none() && self.noun.is_none()
    }

    /// Whether nothing but what it reports is told: behind 支持を表明して流れを作った a source goes on.
    pub(super) fn is_all(&self, line: &Line<'_>) -> bool {
        !self.kind.is_of_nouns() || line.closes(self.end)
    }

    /// A field of the noun's entry, else of the verb's.
    pub(super) fn field(&self, column: &str) -> Option<&'p str> {
        let of = |entry: Option<&'p Entry>| entry?.field(column).filter(|field| !field.is_empty());
        of(self.noun).or_else(|| of(self.verb))
    }
}

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
        // A cue begins with a particle, or with the noun or verb that closes what is said.
        let particle = || {
            let cue = finder.quotative(at).or_else(|| finder.attitude(at));
            let cue = cue.or_else(|| finder.told_from(at));
            let cue = cue.or_else(|| finder.object(at)).or_else(|| finder.denial(at));
            cue.or_else(|| finder.matter(at))
        };
        let word = || {
            let cue = agreement().or_else(|| finder.attitude(at));
            let cue = cue.or_else(|| finder.intent(at)).or_else(|| finder.wish(at));
            cue.or_else(|| finder.asked_for(at))
        };
        let find = || if line.is_particle(at) { particle() } else { word() };
        match (!framed).then(find).flatten() {
            Some(cue) => {
                at = cue.end.max(at + 1);
                // 起訴状によると、偽造したとされる: the source tells it all.
                let held = frame.is_some() && cue.is_held_to_be() && !finder.is_past(cue.end);
                let own = cue.kind == CueKind::Hearsay && frame.is_none() && finder.defines(cue.at);
                // …を強調するより
                let less = line.surface(cue.end) == context.language.speech.rather
                    && line.is_particle(cue.end);
                cues.extend((!held && !own && !less).then_some(cue));
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
        // 「…」と述べた|という。: what is said by hearsay is said all the same.
        let plain = verb.is_none_or(|verb| verb.field("strength") == Some("speech"));
        let quoted = at > 0 && matches!(line.items[at - 1], Item::Quote(_));
        let says = quoted
            || kind == CueKind::Wish
            || kind == CueKind::Quotative && noun.is_none() && plain;
        // …と言われる「…」が行われた: words in marks are a noun as well.
        let marked = kind == CueKind::Held && matches!(line.items.get(end), Some(Item::Quote(_)));
        let plain = || line.word(end - 1).is_some_and(|token| token.form == Form::Plain);
        let hangs = self.hangs_on(end) || marked && plain();
        let nested = hangs && !(says && self.is_hearsay(end));
        Cue { kind, at, verb_at, end, span, verb, noun, starts: None, back: false, nested }
    }

    fn is_past(&self, end: usize) -> bool {
        let past = &self.context.language.tense.past;
        self.line.word(end - 1).is_some_and(|it| it.pos == Pos::Auxiliary && it.lemma == *past)
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
            // …と、再出発をするFIFAは: letters are a name.
            Some(Pos::Symbol) => {
                let start = line.items[end].span().start;
                plain && self.context.cast.within(line.span).any(|it| it.phrase.start == start)
            }
            Some(Pos::Particle(kind)) => {
                // 一致したなどと述べた
                let next = end + usize::from(kind == ParticleKind::Adverbial);
                let settings = &self.context.language.speech;
                line.is_particle(next) && settings.quotative.hold(line.surface(next))
            }
            Some(pos) => {
                let joins = self.context.language.speech.clause_nouns.hold(line.surface(end));
                (pos.is_nominal() || pos == Pos::Prefix) && plain && !joins
            }
        }
    }

    /// Whether …という。 stands at a position.
    fn is_hearsay(&self, at: usize) -> bool {
        let line = self.line;
        // 「…」と述べた|といい、
        let goes_on = line.is_comma(at + 2);
        line.lemma(at + 1) == self.context.language.speech.hearsay_verb
            && (line.closes(at + 2) || goes_on)
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
                        | Pos::Counter
                );
                nominal && !self.context.cast.within(self.line.span).any(names)
            }
        }
    }

    /// Whether a predicate begins here: a verb, or a noun with its light verb or bare at the end.
    fn is_verb(&self, at: usize) -> bool {
        let (line, settings) = (self.line, &self.context.language.speech);
        match line.pos(at) {
            // 憤りの声
            Some(Pos::Verb) => line.pos(at + 1) != Some(Pos::Particle(ParticleKind::Genitive)),
            Some(pos @ (Pos::VerbalNoun | Pos::Noun)) => {
                let closed = matches!(line.pos(at + 1), None | Some(Pos::Period | Pos::Comma));
                let joined = || {
                    let words = self.joined(at);
                    words.is_some_and(|it| self.context.language.speech_verb.get(&it).is_some())
                };
                line.lemma(at + 1) == settings.light_verb
                    || (closed && pos == Pos::VerbalNoun)
                    || joined()
            }
            // 明らかにする
            Some(Pos::AdjectivalNoun) => {
                line.surface(at + 1) == settings.light_particle
                    && line.lemma(at + 2) == settings.light_verb
            }
            _ => false,
        }
    }

    /// A noun and the verb that it makes one word with.
    fn joined(&self, at: usize) -> Option<String> {
        let line = self.line;
        let noun = matches!(line.pos(at), Some(Pos::VerbalNoun | Pos::Noun));
        let verb = line.pos(at + 1) == Some(Pos::Verb)
            && line.lemma(at + 1) != self.context.language.speech.light_verb;
        (noun && verb).then(|| format!("{}{}", line.lemma(at), line.lemma(at + 1)))
    }

    /// The entry of the verb, by its dictionary form or, for 明らかにする, with its ending.
    fn verb_entry(&self, at: usize) -> Option<&'p Entry> {
        let lexicon = self.context.language.speech_verb;
        let lemma = self.line.lemma(at);
        let endings = &self.context.language.speech.verb_endings;
        // Most words begin no entry of more than one.
        let with = |ending: &String| {
            let longer = lexicon.begins(lemma);
            longer.then(|| lexicon.get(&[lemma, ending.as_str()].concat())).flatten()
        };
        // 結論|付ける
        let joined = self.joined(at).and_then(|words| lexicon.get(&words));
        joined.or_else(|| lexicon.get(lemma)).or_else(|| endings.iter().find_map(with))
    }
}
