//! How far a happening has come, and how certain it is to the one who tells.
//!
//! A plan is never taken for a fact: without a word that tells that it took place, a happening told
//! by a bare noun is not reported at all.

use keii_model::{EventType, Factuality, Modality, Span, Status};
use keii_syntax::{ChunkId, Form as Inflection, Pos, Relation};

use super::Context;
use super::frame::Frame;
use super::tree::Tree;
use super::trigger::{Form, Trigger};
use crate::page::BlockKind;
use crate::speech::read;

/// A status with what tells it.
#[derive(Clone, Debug)]
pub(super) struct Progress {
    pub(super) status: Status,
    pub(super) factuality: Factuality,
    pub(super) step: String,
    pub(super) span: Option<Span>,
    /// The rule and words that tell only how certain it is.
    pub(super) doubt: Option<(String, Span)>,
}

/// The step that takes a progressive for something that is going on.
const PROGRESSIVE: &str = "status.progressive";

impl Progress {
    /// The same, of a happening with a day of its own: a progressive then tells that it was done.
    pub(super) fn on_a_day(self) -> Self {
        if self.step == PROGRESSIVE { Self { status: Status::Held, ..self } } else { self }
    }

    fn new(status: Status, step: &str, span: Option<Span>) -> Self {
        Self { status, factuality: certainty(status), step: step.to_owned(), span, doubt: None }
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

/// What is looked at to tell the progress of one happening.
pub(super) struct Ground<'a, 'p> {
    pub(super) context: &'a Context<'a, 'p>,
    pub(super) tree: &'a Tree<'a>,
    pub(super) sentence: usize,
    pub(super) trigger: &'a Trigger<'p>,
    pub(super) frame: &'a Frame,
}

/// The status of what a trigger tells; `None` when nothing tells whether it happens at all.
pub(super) fn of(ground: &Ground<'_, '_>) -> Option<Progress> {
    let Ground { tree, trigger, frame, .. } = ground;
    if trigger.going_on {
        return Some(Progress::new(Status::Ongoing, "status.suffix", Some(trigger.span)));
    }
    if trigger.over {
        return Some(Progress::new(Status::Held, "status.after", Some(trigger.span)));
    }
    if let Some(told) = lasting(trigger) {
        return Some(told);
    }
    let (told, doubt) = by_rule(ground);
    let tense = frame.tense.or(frame.below);
    let negated = |id: ChunkId| tree.chunk(id).predicate.is_some_and(|form| form.negated);
    let denied = frame.path.iter().chain(&frame.tense).any(|id| negated(*id));
    if let Some(told) = told {
        let doubtful = matches!(told.status, Status::Possible | Status::Unlikely);
        return (doubtful || !denied).then_some(told);
    }
    if denied && doubt.is_none() {
        return None;
    }
    let mut told = match tense {
        Some(predicate) => by_inflection(ground, predicate),
        None => None,
    };
    told = told.or_else(|| by_venue(ground));
    if let (Some(told), Some((factuality, rule, span))) = (&mut told, doubt) {
        told.factuality = factuality;
        told.doubt = Some((rule, span));
    }
    told
}

/// How certain it is, with the rule and the words that tell it.
type Doubt = (Factuality, String, Span);

/// Words of the layer `status` on the way up from the trigger: the outermost that tells a status,
/// and the outermost that tells only how certain it is.
fn by_rule(ground: &Ground<'_, '_>) -> (Option<Progress>, Option<Doubt>) {
    let layer = ground.context.language.status;
    let (mut told, mut doubt): (Option<Progress>, Option<Doubt>) = (None, None);
    for stretch in ground.frame.stretches(ground.tree, ground.trigger) {
        for hit in ground.tree.hits_in(stretch) {
            let factuality = read(layer.output(hit, "factuality").as_deref());
            let Some(status) = read::<Status>(layer.output(hit, "status").as_deref()) else {
                let rule = layer.rule(hit.rule).id().to_owned();
                doubt = factuality.map(|factuality| (factuality, rule, hit.span)).or(doubt);
                continue;
            };
            // 延期で合意: what is agreed is the delay. 中止を検討: it is still to come.
            let ended = told.as_ref().is_some_and(|it| {
                matches!(it.status, Status::Postponed | Status::Cancelled | Status::Failed)
            });
            let firm = !matches!(status, Status::Possible | Status::Proposed | Status::Unlikely);
            if ended && firm {
                continue;
            }
            let status = if ended { Status::Planned } else { status };
            let factuality = factuality.filter(|_| !ended).unwrap_or_else(|| certainty(status));
            let step = layer.rule(hit.rule).id().to_owned();
            told = Some(Progress { status, factuality, step, span: Some(hit.span), doubt: None });
        }
    }
    (told, doubt)
}

/// What the one who says it does by saying it.
fn by_speaker(ground: &Ground<'_, '_>) -> Option<Progress> {
    let said = &ground.context.speech[ground.context.telling(ground.trigger.span)?];
    let status = match said.modality? {
        Modality::Plan | Modality::Promise => Status::Planned,
        Modality::Propose | Modality::Invite | Modality::Demand | Modality::Hope => {
            Status::Proposed
        }
        Modality::Agree => Status::Agreed,
        Modality::Speculate | Modality::Forecast => Status::Possible,
        _ => return None,
    };
    Some(Progress::new(status, "status.speaker", said.cue))
}

/// Tense and aspect of a predicate.
fn by_inflection(ground: &Ground<'_, '_>, predicate: ChunkId) -> Option<Progress> {
    let (tree, kind) = (ground.tree, ground.trigger.kind);
    let form = tree.chunk(predicate).predicate?;
    let span = Some(tree.chunk(predicate).span);
    if form.negated {
        return None;
    }
    if form.progressive && lasts(kind) && !(form.past && speech_act(kind)) {
        return Some(Progress::new(Status::Ongoing, PROGRESSIVE, span));
    }
    if form.past || form.progressive {
        return Some(Progress::new(Status::Held, "status.past", span));
    }
    let settings = ground.context.language;
    let lemma = &tree.head(predicate).lemma;
    let own = predicate == ground.trigger.chunk;
    let is = |list: &[String]| list.iter().any(|verb| verb == lemma.as_str());
    if !own && is(&settings.tense.stative) {
        return None;
    }
    let open = tree.relation(predicate) == Relation::Clause;
    if !own && is(&settings.event.undergo) && open {
        return Some(Progress::new(Status::Held, "status.undergone", span));
    }
    match ending(ground, predicate) {
        Ending::Past => Some(Progress::new(Status::Held, "status.past-of-sentence", span)),
        Ending::Open if to_come(ground) => {
            Some(Progress::new(Status::Planned, "status.to-come", span))
        }
        Ending::Open => Some(Progress::new(Status::Held, "status.noun-at-end", span)),
        Ending::Plain => by_speaker(ground).or_else(|| {
            scheduled(kind).then(|| Progress::new(Status::Planned, "status.plain", span))
        }),
        Ending::Above(noun) => {
            let hit = tree.hits_in(tree.chunk(noun).span).last()?;
            let layer = ground.context.language.status;
            let status: Status = read(layer.output(hit, "status").as_deref())?;
            Some(Progress::new(status, layer.rule(hit.rule).id(), Some(hit.span)))
        }
        Ending::None => None,
    }
}

/// How the sentence ends for a predicate that is not past itself.
enum Ending {
    Past,
    /// With a bare verbal noun (…と会談。).
    Open,
    /// With a verb as in the dictionary, which tells what is to come.
    Plain,
    /// With a noun that tells how far it has come (…する予定だ).
    Above(ChunkId),
    None,
}

/// A predicate left open takes the tense of the one that it goes before.
fn ending(ground: &Ground<'_, '_>, predicate: ChunkId) -> Ending {
    const REACH: usize = 8;
    let tree = ground.tree;
    let settings = ground.context.language.tense;
    let gerund = settings.gerund.as_str();
    let mut current = predicate;
    for step in 0..REACH {
        let chunk = tree.chunk(current);
        let Some(form) = chunk.predicate else { return Ending::None };
        if form.past {
            return Ending::Past;
        }
        if step > 0 && form.copula && !tree.hits_in(chunk.span).is_empty() {
            return Ending::Above(current);
        }
        // 会見を行い、…と語る: the present of saying tells of no plan.
        let speech = ground.context.language.speech_verb;
        let main = tree.relation(current) == Relation::Root;
        if step > 0 && main && speech.get(&tree.head(current).lemma).is_some() {
            return Ending::None;
        }
        if form.copula {
            // …と述べ、…と示したためだ: the clause before the noun has the tense.
            let before = tree.dependents(current).iter().rev();
            let clause = before.filter_map(|id| tree.chunk(*id).predicate).next();
            let past = clause.is_some_and(|clause| clause.past);
            return if past { Ending::Past } else { Ending::None };
        }
        let Some(last) = tree.inflected(current) else { return Ending::None };
        let joined = tree.last(current).is_some_and(|last| last.lemma == gerund);
        let open = last.form == Inflection::Continuative || joined;
        let bare = last.pos == Pos::VerbalNoun && last.span == tree.head(current).span;
        let stative = step > 0 && settings.stative.iter().any(|verb| *verb == last.lemma);
        let volitional =
            tree.syntax.tokens_of(chunk).iter().any(|token| token.form == Inflection::Volitional);
        let plain = last.form == Inflection::Plain && !volitional && in_text(ground);
        match (tree.relation(current), chunk.governor) {
            (Relation::Clause, Some(next)) if open || bare => current = next,
            (Relation::Quote | Relation::Adnominal | Relation::Subject, Some(next)) if stative => {
                current = next;
            }
            (Relation::Root, _) if bare && in_text(ground) => return Ending::Open,
            (Relation::Root | Relation::Quote, _) if plain && !stative => return Ending::Plain,
            // Aを訪れ、Bと会談する予定だ: the plan is for both.
            (Relation::Adnominal, Some(next))
                if step > 0 && !tree.hits_in(tree.chunk(next).span).is_empty() =>
            {
                return Ending::Above(next);
            }
            _ => return Ending::None,
        }
    }
    Ending::None
}

/// Whether the sentence stands in running text; headlines use bare nouns of what is to come too.
fn in_text(ground: &Ground<'_, '_>) -> bool {
    ground.context.page.block_of(ground.sentence).kind == BlockKind::Paragraph
}

/// Whether a time in the sentence lies ahead.
fn to_come(ground: &Ground<'_, '_>) -> bool {
    let span = ground.context.page.sentences[ground.sentence].span;
    ground.context.times_in(span).iter().any(|time| {
        let ahead = time.offset.as_deref().is_some_and(|it| it.starts_with('P') && it != "P0D");
        ahead && time.anchor != keii_model::Anchor::Event
    })
}

/// What is done over a time, so that a progressive tells that it is going on.
fn lasts(kind: EventType) -> bool {
    matches!(
        kind,
        EventType::War
            | EventType::Negotiate
            | EventType::Visit
            | EventType::Attack
            | EventType::Sanction
            | EventType::Aid
            | EventType::Cooperate
            | EventType::Deploy
            | EventType::Protest
            | EventType::Mediate
            | EventType::Ceasefire
    ) || speech_act(kind)
}

/// What is done by words, and done again and again.
fn speech_act(kind: EventType) -> bool {
    matches!(
        kind,
        EventType::Demand
            | EventType::Reject
            | EventType::Accuse
            | EventType::Praise
            | EventType::Threaten
    )
}

/// What may be told ahead by a verb as in the dictionary; of what nobody announces it tells none.
fn scheduled(kind: EventType) -> bool {
    !speech_act(kind)
        && !matches!(
            kind,
            EventType::War
                | EventType::Agree
                | EventType::Other
                | EventType::Attack
                | EventType::Detain
                | EventType::Annex
        )
}

/// 会談で…と述べた: what is done in the course of it tells that it took place.
fn by_venue(ground: &Ground<'_, '_>) -> Option<Progress> {
    let course = matches!(
        ground.trigger.kind,
        EventType::Meet | EventType::Call | EventType::Speak | EventType::Visit
    );
    let venue = ground.frame.venue.filter(|_| course)?;
    let form = ground.tree.chunk(venue).predicate?;
    let past = form.past || matches!(ending(ground, venue), Ending::Past);
    let span = Some(ground.tree.chunk(venue).span);
    past.then(|| Progress::new(Status::Held, "status.venue", span))
}

/// What lasts is told by its noun: a war is going on unless a word says that it is over.
fn lasting(trigger: &Trigger<'_>) -> Option<Progress> {
    let lasts = trigger.kind == EventType::War && trigger.form == Form::Nominal;
    lasts.then(|| Progress::new(Status::Ongoing, "status.lasting", Some(trigger.span)))
}
