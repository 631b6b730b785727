//! How far a happening has come, and how certain it is to the one who tells.
//!
//! A plan is never taken for a fact: without a word that tells that it took place, a happening told
//! by a bare noun is not reported at all.

use keii_model::{EventType, Factuality, Modality, Span, Status};
use keii_syntax::{Form as Inflection, Pos};

use super::Context;
use super::trigger::{Form, Trigger};
use crate::speech::read;

/// A status with what tells it.
#[derive(Clone, Debug)]
pub(super) struct Progress {
    pub(super) status: Status,
    pub(super) factuality: Factuality,
    pub(super) step: String,
    pub(super) span: Option<Span>,
}

impl Progress {
    fn new(status: Status, step: &str, span: Option<Span>) -> Self {
        Self { status, factuality: certainty(status), step: step.to_owned(), span }
    }
}

/// What a status says of certainty, where no word says more.
fn certainty(status: Status) -> Factuality {
    match status {
        Status::Held | Status::Ongoing => Factuality::Certain,
        Status::Agreed | Status::Planned => Factuality::Probable,
        Status::Possible => Factuality::Possible,
        Status::Proposed => Factuality::Unknown,
        Status::Postponed | Status::Cancelled | Status::Failed => Factuality::CertainNot,
        Status::Unlikely => Factuality::ProbablyNot,
    }
}

/// The status of what a trigger tells; `None` when nothing tells whether it happens at all.
pub(super) fn of(
    context: &Context<'_, '_>,
    sentence: usize,
    trigger: &Trigger<'_>,
    region: Span,
) -> Option<Progress> {
    if trigger.going_on {
        return Some(Progress::new(Status::Ongoing, "status.suffix", Some(trigger.span)));
    }
    if let Some(told) = by_rule(context, sentence, trigger, region) {
        return Some(told);
    }
    if let Some(told) = by_speaker(context, trigger) {
        return Some(told);
    }
    match trigger.form {
        Form::Verbal => by_inflection(context, sentence, trigger),
        Form::Nominal => lasting(trigger),
    }
}

/// Words of the layer `status` behind the trigger in its clause, the last of them; else before it.
fn by_rule(
    context: &Context<'_, '_>,
    sentence: usize,
    trigger: &Trigger<'_>,
    region: Span,
) -> Option<Progress> {
    let layer = context.language.status;
    let view = context.page.view_of(sentence);
    let end = if trigger.form == Form::Nominal {
        continued(context, sentence, region)
    } else {
        region.end
    };
    let behind = layer.find(&view, Span::new(trigger.span.end, end));
    let before = layer.find(&view, Span::new(region.start, trigger.span.start));
    let directly_before = before
        .iter()
        .rev()
        .find(|hit| trigger.form == Form::Nominal && trigger.span.start - hit.span.end <= 60);
    let hit = behind.last().or(directly_before)?;
    let status: Status = read(layer.output(hit, "status").as_deref())?;
    let factuality = read(layer.output(hit, "factuality").as_deref());
    Some(Progress {
        status,
        factuality: factuality.unwrap_or_else(|| certainty(status)),
        step: layer.rule(hit.rule).id().to_owned(),
        span: Some(hit.span),
    })
}

/// …が予定されていたが、これは延期となった: a clause that takes the noun up again tells the end of it.
fn continued(context: &Context<'_, '_>, sentence: usize, region: Span) -> u32 {
    let tokens = &context.page.syntax[sentence].tokens;
    let next = tokens.partition_point(|token| token.span.start < region.end);
    let taken_up = tokens[next..].iter().take(2).any(|token| token.pos == Pos::Pronoun);
    if taken_up { context.page.sentences[sentence].span.end } else { region.end }
}

/// What the one who says it does by saying it.
fn by_speaker(context: &Context<'_, '_>, trigger: &Trigger<'_>) -> Option<Progress> {
    let said = context
        .speech
        .iter()
        .find(|draft| draft.content.iter().any(|content| content.contains(trigger.span)))?;
    let status = match said.modality? {
        Modality::Plan | Modality::Promise => Status::Planned,
        Modality::Propose | Modality::Invite | Modality::Demand | Modality::Hope => {
            Status::Proposed
        }
        Modality::Agree => Status::Agreed,
        Modality::Speculate | Modality::Conditional | Modality::Forecast => Status::Possible,
        _ => return None,
    };
    Some(Progress::new(status, "status.speaker", said.cue))
}

/// Past and progressive tell that it is so; a verb left open takes the tense of the sentence's end.
fn by_inflection(
    context: &Context<'_, '_>,
    sentence: usize,
    trigger: &Trigger<'_>,
) -> Option<Progress> {
    let text = context.page.text();
    let tokens = &context.page.syntax[sentence].tokens;
    let chain: Vec<&keii_syntax::Token> = tokens
        .iter()
        .filter(|token| {
            trigger.span.start <= token.span.start && token.span.end <= trigger.predicate_end
        })
        .collect();
    let chain_span = Span::new(trigger.span.end, trigger.predicate_end);
    let has = |lemma: &str| chain.iter().any(|token| token.lemma == lemma);
    let settings = &context.language.tense;
    if settings.negative.iter().any(|lemma| has(lemma)) {
        return None;
    }
    if settings.progressive.iter().any(|lemma| has(lemma)) {
        let lasts =
            trigger.kind != EventType::Meet || !settings.past.iter().any(|lemma| has(lemma));
        let status = if lasts { Status::Ongoing } else { Status::Held };
        return Some(Progress::new(status, "status.progressive", Some(chain_span)));
    }
    if settings.past.iter().any(|lemma| has(lemma)) {
        return Some(Progress::new(Status::Held, "status.past", Some(chain_span)));
    }
    let open = chain.last().is_some_and(|token| {
        token.form == Inflection::Continuative || token.pos == Pos::VerbalNoun
    }) || chain_span.of(text).ends_with(&settings.gerund);
    let last = tokens
        .iter()
        .rev()
        .take(6)
        .any(|token| settings.past.iter().any(|lemma| token.lemma == *lemma));
    if open && last {
        return Some(Progress::new(Status::Held, "status.past-of-sentence", Some(chain_span)));
    }
    None
}

/// What lasts is told by its noun: a war is going on unless a word says that it is over.
fn lasting(trigger: &Trigger<'_>) -> Option<Progress> {
    let lasts = matches!(trigger.kind, EventType::War);
    lasts.then(|| Progress::new(Status::Ongoing, "status.lasting", Some(trigger.span)))
}
