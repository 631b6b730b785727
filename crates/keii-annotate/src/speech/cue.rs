//! The words that tell that something is said.

use keii_model::Span;
use keii_rules::Entry;
use keii_syntax::{Form, ParticleKind, Pos};

use super::Context;
use super::line::{Item, Line};
use super::speaker::Frame;

/// A cue, as positions in the line.
#[derive(Clone, Debug)]
pub(super) struct Cue<'p> {
    pub(super) kind: CueKind,
    /// Where the content ends: the item that closes it (と, を, ことで).
    pub(super) at: usize,
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

impl Cue<'_> {
    /// The cue that a frame is.
    pub(super) fn frame(frame: &Frame) -> Self {
        Self {
            kind: CueKind::Frame,
            at: frame.end,
            end: frame.end,
            span: frame.cue,
            verb: None,
            noun: None,
            nested: false,
        }
    }

    /// Whether the verb always tells of speech, whoever does it.
    pub(super) fn is_strong(&self) -> bool {
        self.verb.is_some_and(|verb| verb.field("strength") == Some("speech"))
    }

    /// A field of the noun's entry, else of the verb's.
    pub(super) fn field(&self, column: &str) -> Option<&str> {
        let of = |entry: Option<&'_ Entry>| {
            entry
                .and_then(|entry| entry.field(column))
                .filter(|it| !it.is_empty())
                .map(str::to_owned)
        };
        let _ = of;
        let noun = self.noun.and_then(|entry| entry.field(column));
        noun.or_else(|| self.verb.and_then(|entry| entry.field(column))).filter(|it| !it.is_empty())
    }
}

/// How many items may stand between the closing と and its verb.
const REACH: usize = 16;

/// All cues of a sentence, left to right.
pub(super) fn cues<'p>(context: &Context<'_, 'p>, line: &Line<'_>) -> Vec<Cue<'p>> {
    let mut cues: Vec<Cue<'p>> = Vec::new();
    let mut at = 0;
    while at < line.items.len() {
        let found = quotative(context, line, at)
            .or_else(|| agreement(context, line, at))
            .or_else(|| object(context, line, at));
        match found {
            Some(cue) => {
                at = cue.end.max(at + 1);
                cues.push(cue);
            }
            None => at += 1,
        }
    }
    cues
}

fn cue<'p>(
    line: &Line<'_>,
    kind: CueKind,
    at: usize,
    end: usize,
    verb: Option<&'p Entry>,
    noun: Option<&'p Entry>,
) -> Cue<'p> {
    let last = line.items[end - 1].span();
    let span = line.items[at].span().join(last);
    Cue { kind, at, end, span, verb, noun, nested: hangs_on(line, end) }
}

/// Whether the predicate that ends before `end` goes on into a noun or another reported phrase
/// instead of closing its clause.
fn hangs_on(line: &Line<'_>, end: usize) -> bool {
    let last_form = line.word(end - 1).map(|token| token.form);
    match line.pos(end) {
        None | Some(Pos::Period | Pos::Comma) => false,
        Some(Pos::Particle(ParticleKind::Conjunctive)) => false,
        Some(Pos::Particle(_)) => line.surface(end).starts_with('と'),
        Some(pos) => pos.is_nominal() && last_form == Some(Form::Plain),
    }
}

/// …と述べた, …との見方を示した, …と懸念を表明した, …としている
fn quotative<'p>(context: &Context<'_, 'p>, line: &Line<'_>, at: usize) -> Option<Cue<'p>> {
    let surface = line.surface(at);
    let closes = line.is_particle(at) && matches!(surface, "と" | "との" | "って");
    if !closes || at == 0 || !can_end_content(context, line, at - 1) {
        return None;
    }
    let mut next = at + 1;
    while line.is_particle(next) && matches!(line.surface(next), "も" | "は" | "の") {
        next += 1;
    }
    if line.lemma(next) == "する" {
        return as_said(line, at, next);
    }
    let lexicon = context.language.speech_noun;
    let mut noun = None;
    let mut objects = false;
    for position in next..line.items.len().min(next + REACH) {
        let Item::Word(token) = line.items[position] else { return None };
        match token.pos {
            Pos::Verb | Pos::VerbalNoun | Pos::AdjectivalNoun | Pos::Noun
                if is_verb(line, position) =>
            {
                let verb = verb_entry(context, line, position);
                if verb.is_none() && noun.is_none() {
                    return None;
                }
                let end = line.verb_end(position);
                return Some(cue(line, CueKind::Quotative, at, end, verb, noun));
            }
            Pos::Period | Pos::Verb => break,
            _ => {
                if token.pos.is_nominal() {
                    noun = lexicon.get(line.surface(position)).or(noun);
                }
                objects |= line.surface(position) == "を";
            }
        }
    }
    let _ = objects;
    // A headline or a quick report ends with the bare noun: …と強調。 …との考え。
    let verb = verb_entry(context, line, next);
    let closed =
        |position: usize| matches!(line.pos(position), None | Some(Pos::Period | Pos::Comma));
    if verb.is_some() && closed(next + 1) {
        return Some(cue(line, CueKind::Quotative, at, next + 1, verb, None));
    }
    None
}

/// …としている, …とした: the writer's plainest way of reporting. …とすれば is none.
fn as_said<'p>(line: &Line<'_>, at: usize, verb: usize) -> Option<Cue<'p>> {
    let end = line.verb_end(verb);
    let chain = line.items[verb].span().join(line.items[end - 1].span()).of(line.text);
    let conditional =
        chain.starts_with("すれ") || chain.starts_with("しよう") || chain.starts_with("せ");
    let says = matches!(chain, "し" | "した" | "する" | "しました" | "します")
        || chain.starts_with("して");
    // …として without ている is a particle: 候補として.
    let goes_on = chain != "し" || matches!(line.pos(end), Some(Pos::Comma));
    (says && !conditional && goes_on && verb == at + 1)
        .then(|| cue(line, CueKind::Quotative, at, end, None, None))
}

/// Whether the item can be the last of reported words.
fn can_end_content(context: &Context<'_, '_>, line: &Line<'_>, at: usize) -> bool {
    match line.items[at] {
        Item::Quote(_) => true,
        Item::Word(token) => match token.pos {
            Pos::Verb | Pos::Auxiliary | Pos::DependentVerb | Pos::Adjective => true,
            Pos::Particle(kind) => matches!(kind, ParticleKind::Final) || token.lemma == "か",
            Pos::AdjectivalNoun | Pos::Noun | Pos::VerbalNoun | Pos::FormalNoun | Pos::Suffix => {
                let named = context
                    .cast
                    .mentions
                    .iter()
                    .any(|mention| mention.phrase.end == token.span.end);
                !named
            }
            _ => false,
        },
    }
}

/// Whether a predicate stands here: a verb, or a noun with する or left bare at the end.
fn is_verb(line: &Line<'_>, at: usize) -> bool {
    match line.pos(at) {
        Some(Pos::Verb) => true,
        Some(Pos::VerbalNoun | Pos::Noun) => {
            let closed = matches!(line.pos(at + 1), None | Some(Pos::Period | Pos::Comma));
            line.lemma(at + 1) == "する" || (closed && line.pos(at) == Some(Pos::VerbalNoun))
        }
        // 明らかにする
        Some(Pos::AdjectivalNoun) => line.surface(at + 1) == "に" && line.lemma(at + 2) == "する",
        _ => false,
    }
}

/// The entry of the verb, by lemma; 明らかにする by its first word.
fn verb_entry<'p>(context: &Context<'_, 'p>, line: &Line<'_>, at: usize) -> Option<&'p Entry> {
    let lexicon = context.language.speech_verb;
    let lemma = line.lemma(at);
    lexicon
        .get(lemma)
        .or_else(|| lexicon.get(&format!("{lemma}にする")))
        .or_else(|| lexicon.get(&format!("{lemma}する")))
}

/// …ことで一致した, …点で合意した
fn agreement<'p>(context: &Context<'_, 'p>, line: &Line<'_>, at: usize) -> Option<Cue<'p>> {
    let nouns = ["こと", "点", "方針", "考え"];
    if !nouns.contains(&line.surface(at)) || line.surface(at + 1) != "で" {
        return None;
    }
    let mut next = at + 2;
    while line.is_comma(next) || line.surface(next) == "も" {
        next += 1;
    }
    let verb = verb_entry(context, line, next)?;
    let agrees = verb.field("modality") == Some("agree") && is_verb(line, next);
    agrees.then(|| {
        let end = line.verb_end(next);
        cue(line, CueKind::Agreement, at, end, Some(verb), None)
    })
}

/// …意向を明らかにした, …ことを認めた, …必要性を強調した
fn object<'p>(context: &Context<'_, 'p>, line: &Line<'_>, at: usize) -> Option<Cue<'p>> {
    let noun = context.language.speech_noun.get(line.surface(at));
    let taken_up = noun.is_some() || line.surface(at) == "こと";
    let preceded = at > 0
        && matches!(
            line.pos(at - 1),
            Some(
                Pos::Verb
                    | Pos::Auxiliary
                    | Pos::DependentVerb
                    | Pos::Adjective
                    | Pos::Particle(ParticleKind::Genitive)
            )
        );
    let quoted = at > 0 && matches!(line.items[at - 1], Item::Quote(_));
    if !taken_up || !(preceded || quoted) || !matches!(line.surface(at + 1), "を" | "も") {
        return None;
    }
    let mut next = at + 2;
    while line.is_comma(next)
        || matches!(line.pos(next), Some(Pos::Adverb))
        || adverbial(line, next)
    {
        next += if adverbial(line, next) { 2 } else { 1 };
    }
    let verb = verb_entry(context, line, next)?;
    (is_verb(line, next) && verb.field("strength") != Some("thought")).then(|| {
        let end = line.verb_end(next);
        cue(line, CueKind::Object, at + 1, end, Some(verb), noun)
    })
}

/// 改めて, 繰り返し, 強く
fn adverbial(line: &Line<'_>, at: usize) -> bool {
    matches!(
        line.pos(at),
        Some(Pos::Noun | Pos::AdjectivalNoun | Pos::AdverbialNoun | Pos::Adjective)
    ) && line.surface(at + 1) == "に"
        && line.lemma(at + 2) != "する"
}
