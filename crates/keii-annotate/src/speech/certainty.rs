//! What a speaker does by saying something, and how certain it is to them.

use keii_model::{AttributionType, Factuality, Modality, Span};
use keii_rules::Match;
use serde::de::IntoDeserializer;
use serde::{Deserialize, de::value::Error};

use super::Context;
use super::ahead;
use super::content::Content;
use super::cue::{Cue, CueKind};
use super::settings::holds;
use crate::mention::{Script, script};

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
    let mut certainty = Certainty {
        modality: read(cue.field("modality")),
        factuality: read(cue.field("factuality")),
        rule: None,
    };
    // What somebody hopes for or fears is no plan for ending in a noun.
    if matches!(cue.kind, CueKind::Agreement | CueKind::Attitude) {
        return certainty;
    }
    // …との見方を否定: who denies a view does not hold it.
    let turned = cue.verb.and_then(|verb| read(verb.field("modality")));
    if matches!(turned, Some(Modality::Deny | Modality::Reject)) {
        certainty.modality = turned;
        certainty.factuality = cue.verb.and_then(|verb| read(verb.field("factuality")));
    }
    if cue.kind == CueKind::Intent {
        let refuses =
            |found: &Certainty| matches!(found.modality, Some(Modality::Deny | Modality::Reject));
        let found = closing(context, content.span).filter(refuses);
        return found.unwrap_or(Certainty {
            modality: Some(Modality::Plan),
            factuality: Some(Factuality::Probable),
            rule: Some("speech.intends".to_owned()),
        });
    }
    if ahead::is_command(context, content) {
        certainty.modality = Some(Modality::Demand);
        certainty.factuality = Some(Factuality::Normative);
        return certainty;
    }
    match closing(context, content.span) {
        Some(found) => certainty.closed_by(found, cue),
        None => certainty.open(context, cue, content),
    }
    if content.kind != AttributionType::Author {
        certainty.modality = certainty.modality.or(Some(Modality::Assert));
        certainty.factuality = certainty.factuality.or(Some(Factuality::Certain));
    }
    certainty
}

impl Certainty {
    /// Words at the end of what is said tell, unless the cue turns whatever it reports (否定する, 拒否する).
    fn closed_by(&mut self, found: Self, cue: &Cue<'_>) {
        if matches!(
            self.modality,
            Some(Modality::Deny | Modality::Reject | Modality::Fear | Modality::Ask)
        ) {
            return;
        }
        // 備えが大切だと呼びかけた asks for it.
        if self.modality == Some(Modality::Demand) && found.modality == Some(Modality::Evaluate) {
            return;
        }
        // …べきだったと批判した judges; what it judges is how it ought to be.
        let judges = self.modality == Some(Modality::Evaluate)
            && cue.noun.is_none()
            && found.modality == Some(Modality::Demand);
        self.modality = found.modality.filter(|_| !judges).or(self.modality);
        self.factuality = found.factuality.or(self.factuality);
        self.rule = found.rule;
    }

    /// No words at the end tell: what its predicate tells of what is to come.
    fn open(&mut self, context: &Context<'_, '_>, cue: &Cue<'_>, content: &Content) {
        // 計画を見直す考えを示した tells what somebody is about to do.
        if cue.kind == CueKind::Object && ahead::is_intention(context, content) {
            self.modality = Some(Modality::Plan);
            self.factuality = Some(Factuality::Probable);
            self.rule = Some("speech.intends".to_owned());
            return;
        }
        let says = self.modality.is_none_or(|modality| modality == Modality::Assert);
        if let Some(coming) = says.then(|| ahead::of(context, content)).flatten() {
            self.modality = Some(coming.modality());
            self.factuality = Some(coming.factuality());
            self.rule = Some(coming.step().to_owned());
            return;
        }
        // 村を攻撃したと非難した: the charge is that it was done.
        let accuses = cue.noun.is_none()
            && cue.verb.is_some_and(|verb| holds(&context.language.speech.accusing, verb.form()));
        if accuses && cue.kind == CueKind::Quotative && ahead::is_deed(context, content) {
            self.modality = Some(Modality::Assert);
            self.factuality = Some(Factuality::Certain);
            self.rule = Some("speech.charges".to_owned());
        }
    }
}

/// What the words tell that close a content. Behind …と思う what is thought tells more.
fn closing(context: &Context<'_, '_>, span: Span) -> Option<Certainty> {
    let layer = context.language.modality;
    let tail = tail(context.page.text(), span);
    let found = layer.find(&context.page.view(tail.start), tail);
    let mut ends = found.iter().rev();
    let text = context.page.text();
    // 手本となりうる計画: before a noun it says nothing of the whole.
    let closes = |last: &Match| {
        let rest = &text[last.span.end.min(tail.end) as usize..tail.end as usize];
        let noun = |it: char| matches!(script(it), Script::Kanji | Script::Katakana);
        last.span.end + SLACK >= tail.end && !rest.contains(noun)
    };
    let last = ends.next().filter(|last| closes(last))?;
    let held = layer.output(last, "holder").is_some();
    let before = ends.next().filter(|it| held && it.span.end + SLACK >= last.span.start);
    let told = before.unwrap_or(last);
    Some(Certainty {
        modality: read(layer.output(told, "modality").as_deref()),
        factuality: read(layer.output(told, "factuality").as_deref()),
        rule: Some(layer.rule(told.rule).id().to_owned()),
    })
}

/// What verbatim words tell of themselves, without any cue.
pub(super) fn of_words(context: &Context<'_, '_>, words: Span) -> Certainty {
    let found = closing(context, words).unwrap_or_default();
    Certainty {
        modality: found.modality.or(Some(Modality::Assert)),
        factuality: found.factuality.or(Some(Factuality::Certain)),
        ..found
    }
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
