//! What a speaker does by saying something, and how certain it is to them.

use keii_model::{AttributionType, Factuality, Modality, Span};
use keii_syntax::{Form, Pos, Token};
use serde::de::IntoDeserializer;
use serde::{Deserialize, de::value::Error};

use super::Context;
use super::content::Content;
use super::cue::{Cue, CueKind};
use super::settings::holds;

/// Modality and factuality, and the rule that read them off the content.
#[derive(Clone, Debug, Default)]
pub(super) struct Certainty {
    pub(super) modality: Option<Modality>,
    pub(super) factuality: Option<Factuality>,
    pub(super) rule: Option<String>,
}

/// How far from the end of the content a rule's words may end, in bytes: a closing です or 。
const SLACK: u32 = 9;

/// The end of what is said tells most; else the noun or verb of the cue does.
pub(super) fn of(context: &Context<'_, '_>, cue: &Cue<'_>, content: &Content) -> Certainty {
    let layer = context.language.modality;
    let tail = tail(context.page.text(), content.span);
    let view = context.page.view(tail.start);
    let found = layer.find(&view, tail);
    let last = found.iter().rfind(|found| found.span.end + SLACK >= tail.end);
    let mut certainty = Certainty {
        modality: read(cue.field("modality")),
        factuality: read(cue.field("factuality")),
        rule: None,
    };
    // …との見方を否定: who denies a view does not hold it.
    // What somebody hopes for or fears is no plan for ending in a noun.
    if matches!(cue.kind, CueKind::Agreement | CueKind::Attitude) {
        return certainty;
    }
    let turned = cue.verb.and_then(|verb| read(verb.field("modality")));
    if matches!(turned, Some(Modality::Deny | Modality::Reject)) {
        certainty.modality = turned;
        certainty.factuality = cue.verb.and_then(|verb| read(verb.field("factuality")));
    }
    if is_command(context, content) {
        certainty.modality = Some(Modality::Demand);
        certainty.factuality = Some(Factuality::Normative);
        return certainty;
    }
    // 計画を見直す考えを示した tells what somebody is about to do.
    if cue.kind == CueKind::Object && last.is_none() && is_intention(context, content) {
        certainty.modality = Some(Modality::Plan);
        certainty.factuality = Some(Factuality::Probable);
        certainty.rule = Some("speech.intends".to_owned());
        return certainty;
    }
    let says = certainty.modality.is_none_or(|modality| modality == Modality::Assert);
    if last.is_none() && says && lies_ahead(context, content) {
        certainty.modality = Some(Modality::Plan);
        certainty.factuality = Some(Factuality::Probable);
        certainty.rule = Some("speech.lies-ahead".to_owned());
        return certainty;
    }
    if let Some(last) = last {
        let modality = read(layer.output(last, "modality").as_deref());
        let factuality = read(layer.output(last, "factuality").as_deref());
        // 否定する and 拒否する turn whatever they report.
        if !matches!(
            certainty.modality,
            Some(Modality::Deny | Modality::Reject | Modality::Fear | Modality::Ask)
        ) {
            // …べきだったと批判した judges; what it judges is how it ought to be.
            let judges = certainty.modality == Some(Modality::Evaluate)
                && cue.noun.is_none()
                && modality == Some(Modality::Demand);
            certainty.modality = modality.filter(|_| !judges).or(certainty.modality);
            certainty.factuality = factuality.or(certainty.factuality);
            certainty.rule = Some(layer.rule(last.rule).id().to_owned());
        }
    }
    if content.kind != AttributionType::Author {
        certainty.modality = certainty.modality.or(Some(Modality::Assert));
        certainty.factuality = certainty.factuality.or(Some(Factuality::Certain));
    }
    certainty
}

/// How many words before the end of a clause its object may end.
const OBJECT: usize = 5;

/// What verbatim words tell of themselves, without any cue.
pub(super) fn of_words(context: &Context<'_, '_>, words: Span) -> Certainty {
    let layer = context.language.modality;
    let tail = tail(context.page.text(), words);
    let found = layer.find(&context.page.view(tail.start), tail);
    let last = found.iter().rfind(|found| found.span.end + SLACK >= tail.end);
    let output = |name: &str| last.and_then(|last| layer.output(last, name));
    Certainty {
        modality: read(output("modality").as_deref()).or(Some(Modality::Assert)),
        factuality: read(output("factuality").as_deref()).or(Some(Factuality::Certain)),
        rule: last.map(|last| layer.rule(last.rule).id().to_owned()),
    }
}

/// Whether indirect words end with a verb of doing in its plain form: …会談内容を伝えると述べた tells
/// of what is still to come, …がある and …を歓迎する of what is.
fn lies_ahead(context: &Context<'_, '_>, content: &Content) -> bool {
    let Some(sentence) = context.page.sentence_at(content.span.start) else { return false };
    let tokens = &context.page.syntax[sentence].tokens;
    let behind = tokens.partition_point(|token| token.span.end <= content.span.end);
    let [.., before, last] = &tokens[..behind] else { return false };
    let settings = &context.language.speech;
    let stative = holds(&settings.stative, &last.lemma) || holds(&settings.stative, &before.lemma);
    let attitude = context.language.speech_verb.get(&last.lemma).or_else(|| {
        let light = last.lemma == settings.light_verb;
        light.then(|| context.language.speech_verb.get(&before.lemma)).flatten()
    });
    let says = |entry: &keii_rules::Entry| entry.field("modality") == Some("assert");
    // Of verbatim words only a doing with an object: 協力を続ける, not 春が来る.
    let doing = content.kind != AttributionType::Direct || {
        let object = settings.object_particles.first().map_or("", String::as_str);
        let text = context.page.text();
        let near = tokens[..behind].iter().rev().take(OBJECT);
        near.into_iter().any(|token| token.span.of(text) == object)
    };
    doing
        && last.pos == Pos::Verb
        && last.form == Form::Plain
        && !stative
        && attitude.is_none_or(says)
}

/// Whether verbatim words end with a command: 金を出せ.
fn is_command(context: &Context<'_, '_>, content: &Content) -> bool {
    content.kind == AttributionType::Direct
        && last_tokens(context, content)
            .is_some_and(|[_, last]| last.pos == Pos::Verb && last.form == Form::Imperative)
}

/// Whether words end with 考え behind a verb of doing in its plain form.
fn is_intention(context: &Context<'_, '_>, content: &Content) -> bool {
    let settings = &context.language.speech;
    last_tokens(context, content).is_some_and(|[verb, noun]| {
        holds(&settings.agreement_nouns, noun.span.of(context.page.text()))
            && noun.pos != Pos::FormalNoun
            && verb.pos == Pos::Verb
            && verb.form == Form::Plain
            && !holds(&settings.stative, &verb.lemma)
    })
}

/// The last two tokens of what is said.
fn last_tokens<'t>(context: &Context<'t, '_>, content: &Content) -> Option<[&'t Token; 2]> {
    let sentence = context.page.sentence_at(content.span.start)?;
    let tokens = &context.page.syntax[sentence].tokens;
    let behind = tokens.partition_point(|token| token.span.end <= content.span.end);
    let [.., before, last] = &tokens[..behind] else { return None };
    Some([before, last])
}

/// The last clause or so of the content.
fn tail(text: &str, span: Span) -> Span {
    const CHARACTERS: usize = 40;
    let words = span.of(text);
    let start = words.char_indices().rev().nth(CHARACTERS - 1).map_or(0, |(at, _)| at);
    Span::from_range(span.start as usize + start..span.end as usize)
}

/// A word of one of the closed sets.
pub(crate) fn read<'d, T: Deserialize<'d>>(word: Option<&'d str>) -> Option<T> {
    let word: serde::de::value::StrDeserializer<'d, Error> = word?.into_deserializer();
    T::deserialize(word).ok()
}
