//! What a speaker does by saying something, and how certain it is to them.

mod condition;
mod judgement;
mod others;
mod settings;

use std::borrow::Cow;

use keii_model::{AttributionType, Factuality, Modality, Span, SpeakerHow};
use keii_rules::{Entry, Match};
use keii_syntax::{Pos, Token};
use serde::de::IntoDeserializer;
use serde::{Deserialize, de::value::Error};

use super::Context;
use super::ahead::{self, Ahead};
use super::content::Content;
use super::cue::{Cue, CueKind};
use super::settings::holds;
use crate::draft::SpeakerDraft;
use crate::mention::{Script, script};
use crate::words::Letters;
pub(super) use settings::LabelSettings;

/// Modality and factuality, and the rule that read them off the content.
#[derive(Clone, Debug, Default)]
pub(super) struct Certainty {
    pub(super) modality: Option<Modality>,
    pub(super) factuality: Option<Factuality>,
    pub(super) rule: Option<String>,
    /// Whether the words only thank or ask for pardon, beside which anything else tells more.
    courtesy: bool,
}

/// The name of the step that finds a judgement, for derivations.
const JUDGES: &str = "speech.judges";

/// How far from the end of the content a rule's words may end, in bytes: a closing です or 。
const SLACK: u32 = 9;

/// What is said tells most, by its end; else the noun or verb of the cue does.
pub(super) fn of(
    context: &Context<'_, '_>,
    cue: &Cue<'_>,
    content: &Content,
    speakers: &[SpeakerDraft],
) -> Certainty {
    let mut certainty = Certainty::of_cue(cue);
    // What somebody hopes for or fears is no plan for ending in a noun.
    if matches!(cue.kind, CueKind::Agreement | CueKind::Attitude) {
        return certainty;
    }
    if ahead::is_command(context, content) {
        certainty.modality = Some(Modality::Demand);
        certainty.factuality = Some(Factuality::Normative);
        return certainty;
    }
    let said = Said { context, cue, content, speakers };
    if cue.kind == CueKind::Intent {
        let stronger = |found: &Certainty| {
            use Modality::{Conditional, Deny, Hope, Reject};
            matches!(found.modality, Some(Conditional | Deny | Hope | Reject))
        };
        return said.all().filter(stronger).unwrap_or_else(|| Certainty {
            modality: Some(Modality::Plan),
            factuality: Some(Factuality::Probable),
            rule: Some("speech.intends".to_owned()),
            courtesy: false,
        });
    }
    match said.all() {
        Some(found) => certainty.closed_by(found, cue),
        None => certainty.open(context, cue, content),
    }
    // 1割に減ったと警告した: what one warns of by what is so already is a fact to them.
    let past = content.span.of(context.page.text()).ends_with(context.language.tense.past.as_str());
    let warns = certainty.modality == Some(Modality::Fear) && certainty.rule.is_none();
    if warns && past && cue.is_strong() && cue.kind == CueKind::Quotative {
        certainty.modality = Some(Modality::Assert);
        certainty.factuality = Some(Factuality::Certain);
    }
    if content.kind != AttributionType::Author {
        certainty.modality = certainty.modality.or(Some(Modality::Assert));
        certainty.factuality = certainty.factuality.or(Some(Factuality::Certain));
    }
    // A紙によると、印も必要となる: a paper that is quoted for a fact asks for nothing.
    let told = cue.kind == CueKind::Frame && certainty.modality == Some(Modality::Demand);
    if told && speakers.iter().all(|it| super::frame::is_medium(context, it)) {
        certainty.modality = Some(Modality::Assert);
        certainty.factuality = Some(Factuality::Certain);
    }
    let from_somebody = speakers.iter().any(|it| it.how != SpeakerHow::Unattributed);
    if !from_somebody {
        certainty.held_by_nobody(context, cue);
    }
    certainty
}

/// What somebody says, with all that tells how they mean it.
struct Said<'c, 'a, 'p> {
    context: &'c Context<'a, 'p>,
    cue: &'c Cue<'p>,
    content: &'c Content,
    speakers: &'c [SpeakerDraft],
}

impl Said<'_, '_, '_> {
    /// What the sentences of it tell.
    fn all(&self) -> Option<Certainty> {
        let parts = self.sentences();
        let several = parts.len() > 1;
        let last = parts.last().copied();
        let one = |span: &Span| {
            let promised = || several.then(|| self.promised(*span)).flatten();
            let told = self.sentence(*span).or_else(promised)?;
            // 固まったわけではない。次の会合が目安だ: what is not so opens what is said.
            let opens = last != Some(*span) && told.modality == Some(Modality::Deny);
            (!opens).then_some(told)
        };
        let told: Vec<Certainty> = parts.iter().filter_map(one).collect();
        telling_most(&told).cloned()
    }

    /// Its sentences; what stands before a but (しかし…) is granted, not said.
    fn sentences(&self) -> Vec<Span> {
        let text = self.context.page.text();
        let stops = &self.context.language.page.terminators;
        let parts: Vec<Span> = sentences(text, stops, self.content.span).collect();
        let labels = &self.context.language.speech.labels;
        let turns = |part: &Span| {
            let words = part.of(text).trim_start();
            labels.adversative.iter().any(|it| words.starts_with(it.as_str()))
        };
        let from = parts.iter().rposition(turns).unwrap_or(0);
        parts[from..].to_vec()
    }

    /// What one of its sentences tells.
    fn sentence(&self, span: Span) -> Option<Certainty> {
        let context = self.context;
        let closing = closing(context, span);
        let marked = ahead::said(context, span).unwrap_or_default();
        let unmarked: Cow<'_, [Token]> = if marked.iter().any(is_mark) {
            marked.iter().filter(|it| !is_mark(it)).cloned().collect()
        } else {
            Cow::Borrowed(marked)
        };
        let words = unmarked.as_ref();
        // 両首脳が停戦で合意したと述べた: who is no party only tells of it.
        let shared = closing
            .as_ref()
            .is_some_and(|it| matches!(it.modality, Some(Modality::Agree | Modality::Hope)));
        if shared && others::act(context, words, self.speakers) {
            return Some(Certainty::asserted("speech.of-others"));
        }
        let settings = &context.language.speech;
        let text = context.page.text();
        let depends = closing.as_ref().is_none_or(|it| self.may_depend(it));
        let planned = closing.as_ref().is_some_and(|it| it.modality == Some(Modality::Plan));
        let meant = || planned || self.is_meant(span);
        let condition =
            depends.then(|| condition::of(text, &settings.labels, words, meant)).flatten();
        if condition.is_some() {
            return Some(Certainty {
                modality: Some(Modality::Conditional),
                factuality: condition,
                rule: Some("speech.condition".to_owned()),
                courtesy: false,
            });
        }
        let noun = || self.named_by(words);
        // What a paper is quoted for is told as a fact.
        let judges = || self.cue.kind != CueKind::Frame && judgement::judges(text, settings, words);
        let judged = || judges().then(Certainty::judged);
        closing.or_else(noun).or_else(judged)
    }

    /// 平和への決意を表明した: what is expressed is named by the noun that the words end with.
    fn named_by(&self, words: &[Token]) -> Option<Certainty> {
        let settings = &self.context.language.speech;
        let expressed = matches!(self.cue.kind, CueKind::Object | CueKind::Matter)
            && self.cue.noun.is_none()
            && self.cue.verb.is_some_and(|verb| verb.form() == settings.announces);
        let last = words.last().filter(|last| expressed && last.pos.is_nominal())?;
        let noun = self.context.language.speech_noun.get(&last.lemma)?;
        Some(Certainty {
            modality: read(noun.field("modality")),
            factuality: read(noun.field("factuality")),
            rule: Some("speech.expresses".to_owned()),
            courtesy: false,
        })
    }

    /// Whether what the end of a sentence tells leaves room for a condition before it.
    fn may_depend(&self, closing: &Certainty) -> bool {
        let hinted = self.cue.verb.and_then(|verb| read(verb.field("modality")));
        match closing.modality {
            Some(Modality::Plan) => true,
            Some(Modality::Conditional) => hinted != Some(Modality::Speculate),
            _ => false,
        }
    }

    /// One of several sentences in which somebody promises something.
    fn promised(&self, span: Span) -> Option<Certainty> {
        let coming = ahead::of(self.context, &Content { span, ..self.content.clone() })?;
        (coming == Ahead::Promised).then(|| Certainty::coming(coming))
    }

    /// Whether somebody means to do what a sentence tells.
    fn is_meant(&self, span: Span) -> bool {
        let noun = self.cue.noun.and_then(|noun| read(noun.field("modality")));
        let content = Content { span, ..self.content.clone() };
        let ahead = || ahead::of(self.context, &content);
        noun == Some(Modality::Plan) || matches!(ahead(), Some(Ahead::Planned | Ahead::Promised))
    }
}

/// A demand tells most wherever it stands; else what is said first does, thanks and pardons apart.
fn telling_most(told: &[Certainty]) -> Option<&Certainty> {
    let demands = |it: &&Certainty| it.modality == Some(Modality::Demand);
    let says = |it: &&Certainty| !it.courtesy;
    told.iter().rev().find(demands).or_else(|| told.iter().find(says)).or_else(|| told.first())
}

fn is_mark(token: &Token) -> bool {
    matches!(token.pos, Pos::Open | Pos::Close)
}

/// The sentences of a content, each without its full stop.
fn sentences<'t>(text: &'t str, stops: &'t Letters, span: Span) -> impl Iterator<Item = Span> + 't {
    let parts = span.of(text).split(|end| stops.hold(end));
    parts.filter(|part| !part.trim().is_empty()).map(move |part| {
        let start = part.as_ptr() as usize - text.as_ptr() as usize;
        Span::from_range(start..start + part.len())
    })
}

impl Certainty {
    /// What the words around it tell, whatever is said.
    fn of_cue(cue: &Cue<'_>) -> Self {
        let verb = |column: &str| cue.verb.and_then(|verb| verb.field(column));
        let told = |column: &str| cue.field(column);
        // …との見方を否定: who denies a view does not hold it.
        let turned = read(verb("modality"));
        if cue.kind != CueKind::Agreement
            && cue.kind != CueKind::Attitude
            && matches!(turned, Some(Modality::Deny | Modality::Reject))
        {
            let factuality = read(verb("factuality"));
            return Self { modality: turned, factuality, ..Self::default() };
        }
        // 警戒を呼びかけた
        let asked =
            turned == Some(Modality::Demand) && read(told("modality")) == Some(Modality::Fear);
        let told = |column: &str| if asked { verb(column) } else { told(column) };
        let (modality, factuality) = (read(told("modality")), read(told("factuality")));
        Self { modality, factuality, ..Self::default() }
    }

    /// What somebody tells of others.
    fn asserted(step: &str) -> Self {
        Self {
            modality: Some(Modality::Assert),
            factuality: Some(Factuality::Certain),
            rule: Some(step.to_owned()),
            courtesy: false,
        }
    }

    /// What is still to come.
    fn coming(ahead: Ahead) -> Self {
        Self {
            modality: Some(ahead.modality()),
            factuality: Some(ahead.factuality()),
            rule: Some(ahead.step().to_owned()),
            courtesy: false,
        }
    }

    /// A quality is ascribed.
    fn judged() -> Self {
        Self {
            modality: Some(Modality::Evaluate),
            factuality: Some(Factuality::Opinion),
            rule: Some(JUDGES.to_owned()),
            courtesy: false,
        }
    }

    fn is_judged(&self) -> bool {
        self.rule.as_deref() == Some(JUDGES)
    }

    /// …といわれている, …と見られている: what nobody in particular holds is likely, no more. What is made
    /// known (…と発表された) is as certain as it is told.
    fn held_by_nobody(&mut self, context: &Context<'_, '_>, cue: &Cue<'_>) {
        if cue.kind != CueKind::Held || cue.noun.is_some() {
            return;
        }
        let labels = &context.language.speech.labels;
        let announced = cue.verb.is_some_and(|verb| holds(&labels.announcing, verb.form()));
        let judges = cue.verb.and_then(|verb| read(verb.field("modality")));
        let judged =
            self.factuality == Some(Factuality::Opinion) && judges != Some(Modality::Evaluate);
        if !announced && (judged || self.factuality == Some(Factuality::Certain)) {
            self.factuality = Some(Factuality::Probable);
        }
    }

    /// Words at the end of what is said tell, unless the cue turns whatever it reports (否定する, 拒否する).
    fn closed_by(&mut self, found: Self, cue: &Cue<'_>) {
        if matches!(self.modality, Some(Modality::Deny | Modality::Reject | Modality::Ask)) {
            return;
        }
        // 証明されれば重大な違反だと懸念した
        if self.modality == Some(Modality::Fear) && found.modality != Some(Modality::Conditional) {
            return;
        }
        // 追い風だと分析した: a judgement in the words of one who infers is inferred.
        let leads =
            self.modality.is_some_and(|it| !matches!(it, Modality::Assert | Modality::Evaluate));
        if leads && found.is_judged() {
            return;
        }
        // 全力を挙げると約束した
        if self.modality == found.modality && found.modality == Some(Modality::Promise) {
            return;
        }
        // 応じないよう呼びかけた: what is asked for is no refusal.
        if cue.kind == CueKind::Wish && self.modality == Some(Modality::Demand) {
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
        // 議席が減ったとの観測: what has come about is inferred, not foretold.
        if self.modality == Some(Modality::Forecast) && ahead::is_deed(context, content) {
            self.modality = Some(Modality::Infer);
            return;
        }
        let says = self.modality.is_none_or(|modality| modality == Modality::Assert);
        // 連携することを確認した: what both sides confirm they will do is agreed.
        let settles = cue.kind == CueKind::Object
            && cue
                .verb
                .is_some_and(|verb| holds(&context.language.speech.labels.settling, verb.form()));
        if settles && ahead::of(context, content).is_some() {
            self.modality = Some(Modality::Agree);
            self.factuality = Some(Factuality::Certain);
            self.rule = Some("speech.settles".to_owned());
            return;
        }
        let pledges = cue
            .verb
            .is_some_and(|verb| holds(&context.language.speech.labels.pledging, verb.form()));
        // 「捜査に影響する」として公表しなかった: a reason is no promise.
        let reason = cue.is_bare() && cue.verb_at == cue.at;
        let says = says && !(reason && content.is_direct());
        if let Some(coming) = says.then(|| ahead::of(context, content)).flatten() {
            *self = Self::coming(if pledges { coming.pledged() } else { coming });
            return;
        }
        // 国の対応は憲法に違反すると訴えた: what is so is told; 国を守ろうと訴えた asks for it.
        let appeals = cue.kind == CueKind::Quotative
            && cue.noun.is_none()
            && cue.verb.is_some_and(|verb| context.language.speech.appealing.hold(verb.form()));
        if appeals && ahead::is_statement(context, content) {
            *self = Self::asserted("speech.charges");
            return;
        }
        // 村を攻撃したと非難した, 部下が盗んだと訴えた: the charge is that it was done.
        let settings = &context.language.speech;
        let charges = |verb: &Entry| {
            settings.accusing.hold(verb.form()) || settings.appealing.hold(verb.form())
        };
        let accuses = cue.noun.is_none() && cue.verb.is_some_and(charges);
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
    // 大きな成果だと思っている: what is thought judges.
    let thought = Span::new(span.start, last.span.start.max(span.start));
    let judged = held && before.is_none();
    let words = judged.then(|| ahead::said(context, thought)).flatten();
    if words.is_some_and(|words| judgement::judges(text, context.language.speech, words)) {
        return Some(Certainty::judged());
    }
    let modality = read(layer.output(told, "modality").as_deref());
    // 埋められた可能性が高い: what has come about is inferred, not foretold.
    let past = || {
        let words = ahead::said(context, Span::new(span.start, told.span.start.max(span.start)));
        matches!(words, Some([.., before, last]) if ahead::is_past(context, before, last))
    };
    let inferred = modality == Some(Modality::Forecast) && past();
    Some(Certainty {
        modality: if inferred { Some(Modality::Infer) } else { modality },
        factuality: read(layer.output(told, "factuality").as_deref()),
        rule: Some(layer.rule(told.rule).id().to_owned()),
        courtesy: layer.output(told, "courtesy").is_some(),
    })
}

/// What verbatim words tell of themselves, without any cue.
pub(super) fn of_words(context: &Context<'_, '_>, words: Span) -> Certainty {
    let text = context.page.text();
    let settings = &context.language.speech;
    let one = |span: Span| {
        let judged = || {
            let tokens = ahead::said(context, span)?;
            judgement::judges(text, settings, tokens).then(Certainty::judged)
        };
        let promised = || {
            let coming = ahead::of(context, &Content::verbatim(span))?;
            (coming == Ahead::Promised).then(|| Certainty::coming(coming))
        };
        closing(context, span).or_else(judged).or_else(promised)
    };
    let parts = sentences(text, &context.language.page.terminators, words);
    let told: Vec<Certainty> = parts.filter_map(one).collect();
    let found = telling_most(&told).cloned().unwrap_or_default();
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
