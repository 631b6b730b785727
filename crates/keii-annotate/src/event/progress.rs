//! How far a happening has come, and how certain it is to the one who tells.
//!
//! A plan is never taken for a fact: without a word that tells that it took place, a happening told
//! by a bare noun is not reported at all.

use keii_model::{EventType, Factuality, Modality, Span, Status};
use keii_syntax::{ChunkId, Pos, Relation};

use super::ahead::{is_condition, is_conditional, is_soon, to_come};
use super::ending::{Ending, ending};
use super::frame::Frame;
use super::nature::{attended, imposed, owed, promised};
use super::tree::Tree;
use super::trigger::{Form, Trigger};
use super::{Context, content, course, inflection, lasting, nominal, outlook, sought};
use crate::draft::{CommitmentDraft, EventDraft};
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
pub(super) const PROGRESSIVE: &str = "status.progressive";

/// The step that takes what was done up to now for something that is going on.
pub(super) const TILL_NOW: &str = "status.till-now";

impl Progress {
    /// The same, of a happening with a time of its own: a progressive then tells that it was done.
    pub(super) fn on_a_day(self) -> Self {
        // 3日に出頭してきた
        let lasted = self.step == PROGRESSIVE || self.step == TILL_NOW;
        if lasted { Self { status: Status::Held, ..self } } else { self }
    }

    /// The same, of a happening that took hours: that it went on tells how long it was.
    pub(super) fn over_in_hours(self) -> Self {
        let lasted = self.status == Status::Ongoing && self.step != PROGRESSIVE;
        if lasted { Self { status: Status::Held, ..self } } else { self }
    }

    pub(super) fn new(status: Status, step: &str, span: Option<Span>) -> Self {
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
    /// What two countries were told last to do together.
    pub(super) last: Option<&'a EventDraft>,
}

/// The status of what a trigger tells; `None` when nothing tells whether it happens at all.
pub(super) fn of(ground: &Ground<'_, '_>) -> Option<Progress> {
    let Ground { tree, trigger, frame, .. } = ground;
    if trigger.going_on {
        return Some(course::by_suffix(ground));
    }
    // 紛争後の課題: whether it is over already is not said; nor is in 否決されれば…を提出する予定だ whether it is put to the vote.
    if trigger.over && trigger.kind == EventType::War
        || frame.tense.iter().chain(&frame.path).any(|id| is_condition(ground, *id))
        || sought::is_only_sought(ground)
    {
        return None;
    }
    if trigger.over {
        return afterwards(ground);
    }
    if frame.cause {
        let agreed = trigger.kind == EventType::Ceasefire;
        let status = if agreed { Status::Agreed } else { Status::Held };
        return Some(Progress::new(status, "status.occasion", Some(trigger.span)));
    }
    if let Some(told) = outlook::prepared(ground).or_else(|| lasting::of(ground)) {
        return Some(told);
    }
    if frame.asked.is_some() {
        return Some(Progress::new(Status::Proposed, "status.asked", Some(trigger.span)));
    }
    let (told, doubt) = by_rule(ground);
    let told = told.map(|told| settled(ground, told));
    let tense = frame.tense.or(frame.below);
    let negated = |id: ChunkId| tree.chunk(id).predicate.is_some_and(|form| form.negated);
    let own = |id: &&ChunkId| !(trigger.refuses && **id == trigger.chunk);
    let denied = frame.path.iter().chain(&frame.tense).filter(own).any(|id| negated(*id));
    if let Some(told) = told {
        // 出席しない意向: whoever intends not to does not.
        if denied && let Some(told) = denied_plan(ground, &told) {
            return Some(told);
        }
        let doubtful = matches!(told.status, Status::Possible | Status::Unlikely);
        return (doubtful || !denied).then_some(told);
    }
    if denied && doubt.is_none() {
        return frame.tense.and_then(|id| outlook::fallen_through(ground, id));
    }
    // 停戦し、人質を解放することで合意した: the first is agreed as much as the last.
    // But 宣言に署名し、交渉を始めることで合意した: who signs has signed.
    let before = |id: ChunkId| tree.chunk(id).comma && tree.relation(id) == Relation::Clause;
    let signed = trigger.kind == EventType::Sign && frame.tense.is_some_and(before);
    let due = promised(trigger.kind) && !signed;
    let listed = by_agreement(ground).filter(|_| due || outlook::is_forthwith(ground));
    let mut told = match tense {
        Some(predicate) => listed.or_else(|| inflection::by_inflection(ground, predicate)),
        None => None,
    };
    told = told.or_else(|| course::by_venue(ground)).or_else(|| by_agreement(ground));
    told = told.or_else(|| nominal::of(ground));
    told = told.and_then(|told| content::within_what_is_said(ground, told));
    told = told.map(|told| settled(ground, told));
    if let (Some(told), Some((factuality, rule, span))) = (&mut told, doubt) {
        told.factuality = factuality;
        told.doubt = Some((rule, span));
    }
    told
}

/// A plan that is denied: 会談は予定していない, which nobody has called off; 出席しない意向, where somebody does not go.
fn denied_plan(ground: &Ground<'_, '_>, told: &Progress) -> Option<Progress> {
    let Ground { tree, trigger, frame, .. } = ground;
    let span = told.span.filter(|_| told.status == Status::Planned)?;
    let unplanned = frame.path.iter().chain(&frame.tense).any(|id| {
        let chunk = tree.chunk(*id);
        let negated = chunk.predicate.is_some_and(|form| form.negated);
        *id != trigger.chunk && negated && chunk.span.overlaps(span)
    });
    if unplanned {
        return Some(Progress::new(Status::Unlikely, "status.unplanned", told.span));
    }
    attended(trigger.kind).then(|| Progress::new(Status::Cancelled, "status.declined", told.span))
}

/// 会談後に…と述べた: it was held when something was done after it.
fn afterwards(ground: &Ground<'_, '_>) -> Option<Progress> {
    let past = ground.frame.venue.is_none_or(|id| {
        let form = ground.tree.chunk(id).predicate;
        // 停戦以降も緊張が続いている: what goes on since then came after it.
        let since = ground.trigger.kind == EventType::Ceasefire;
        form.is_none_or(|form| form.past || since && form.progressive)
            || matches!(ending(ground, id), Ending::Past)
    });
    // 停戦後の統治を話し合う: it may not have come yet.
    use EventType::{Agree, Annex, Ceasefire, Ease, Join, Release, Withdraw};
    let hoped =
        matches!(ground.trigger.kind, Ceasefire | Agree | Withdraw | Annex | Join | Ease | Release);
    let span = Some(ground.trigger.span);
    // 歴訪後に始まる見通しだ: what comes after it is to come, and so may it be.
    let due = ground.frame.venue.filter(|_| !past).is_some_and(|id| {
        let tree = ground.tree;
        let noun = tree.chunk(id).governor.filter(|_| tree.relation(id) == Relation::Adnominal);
        noun.is_some_and(|noun| !tree.hits_in(tree.chunk(noun).span).is_empty())
    });
    if due {
        return nominal::by_date(ground);
    }
    let dated = || nominal::by_date(ground);
    (past || !hoped).then(|| Progress::new(Status::Held, "status.after", span)).or_else(dated)
}

/// How certain it is, with the rule and the words that tell it.
type Doubt = (Factuality, String, Span);

/// Words of the layer `status` on the way up from the trigger: the outermost that tells a status,
/// and the outermost that tells only how certain it is.
fn by_rule(ground: &Ground<'_, '_>) -> (Option<Progress>, Option<Doubt>) {
    let layer = ground.context.language.status;
    let (mut told, mut doubt): (Option<Progress>, Option<Doubt>) = (None, None);
    // 続く交渉: the clause before the noun tells where no predicate behind it does.
    let below = ground.frame.below.filter(|_| ground.frame.tense.is_none());
    let below = below.map(|id| ground.tree.chunk(id).span);
    // 2015年に結んだ合意: what was done is neither agreed nor planned.
    let own = ground.tree.chunk(ground.trigger.chunk);
    let past = own.predicate.is_some_and(|form| form.past);
    let clause = past && ground.tree.relation(ground.trigger.chunk) == Relation::Adnominal;
    let noun = own.governor.filter(|_| clause && ground.trigger.form == Form::Verbal);
    // 昨年結んだ覚書の撤回を決めた: all behind the noun tells of it, but for こと, which is the clause itself.
    let reach = |noun| {
        let span = ground.tree.chunk(noun).span;
        let formal = ground.tree.head(noun).pos == Pos::FormalNoun;
        Span::new(span.start, if formal { span.end } else { u32::MAX })
    };
    let done = noun.map(reach);
    let judged = content::end_of_judgement(ground);
    for stretch in below.into_iter().chain(ground.frame.stretches(ground.tree, ground.trigger)) {
        for hit in ground.tree.hits_in(stretch) {
            let factuality = read(layer.output(hit, "factuality").as_deref());
            let Some(status) = read::<Status>(layer.output(hit, "status").as_deref()) else {
                let rule = layer.rule(hit.rule).id().to_owned();
                doubt = factuality.map(|factuality| (factuality, rule, hit.span)).or(doubt);
                continue;
            };
            let above = done.filter(|noun| noun.covers(hit.span.start));
            let judged = judged.is_some_and(|end| hit.span.start >= end);
            let open = matches!(status, Status::Agreed | Status::Planned);
            if above.is_some() && (open || ends(status)) || judged && open {
                continue;
            }
            // 延期で合意: what is agreed is the delay. 中止を検討: it is still to come.
            // 解放を見送る: what is owed is put off, where a visit is dropped.
            let due = layer.output(hit, "due").filter(|_| owed(ground.trigger.kind));
            let status = read::<Status>(due.as_deref()).unwrap_or(status);
            let status = sought::yet_to_be(ground, hit.span, status);
            let ended = told.as_ref().is_some_and(|it| ends(it.status));
            let firm = !matches!(status, Status::Possible | Status::Proposed | Status::Unlikely);
            if ended && firm {
                continue;
            }
            // 緩和する要請を続ける方針: what is planned is the asking.
            let asked = told
                .as_ref()
                .is_some_and(|it| matches!(it.status, Status::Possible | Status::Proposed));
            if asked && matches!(status, Status::Planned | Status::Ongoing) {
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

/// Whether it does not take place, at least for now.
fn ends(status: Status) -> bool {
    matches!(status, Status::Postponed | Status::Cancelled | Status::Failed)
}

/// The step that tells that what was said to have happened is but meant.
fn still_meant(ground: &Ground<'_, '_>) -> Option<&'static str> {
    let Ground { context, trigger, tree, .. } = ground;
    // 辞意を表明した: who says so has not gone yet.
    if trigger.is_marked("intent") {
        return Some("status.intent");
    }
    // 離党を決意した: who makes up their mind has not done it yet.
    let verbs = &context.language.event.resolving;
    let above = tree.chunk(trigger.chunk).governor?;
    let object = tree.relation(trigger.chunk) == Relation::Object;
    (object && verbs.hold(&tree.head(above).lemma)).then_some("status.resolved")
}

/// What the word itself says of it: nobody takes an office by 入閣を辞退した, nothing is law by 予算案を否決した, and a draft
/// that is accepted is none yet.
fn by_word(trigger: &Trigger<'_>, told: &Progress) -> Option<Progress> {
    let status = told.status;
    let there = matches!(status, Status::Held | Status::Ongoing);
    let (status, step) = if trigger.is_marked("declined") && status != Status::Possible {
        (Status::Cancelled, "status.declined")
    } else if trigger.is_marked("lost") && status == Status::Held {
        (Status::Failed, "status.voted-down")
    } else if trigger.is_marked("draft") && there {
        (Status::Proposed, "status.draft")
    } else {
        return None;
    };
    Some(Progress::new(status, step, told.span))
}

/// What is agreed upon is agreed, be it planned or to be arranged; a sanction that a body decides
/// is imposed.
fn settled(ground: &Ground<'_, '_>, told: Progress) -> Progress {
    let Ground { context, trigger, frame, tree, .. } = ground;
    if told.status == Status::Held
        && let Some(step) = still_meant(ground)
    {
        return Progress::new(Status::Planned, step, told.span);
    }
    if let Some(told) = outlook::announced(ground, &told) {
        return told;
    }
    if is_voiced(ground, &told) {
        return Progress::new(Status::Held, "status.declared", told.span);
    }
    if let Some(told) = by_word(trigger, &told) {
        return told;
    }
    // 2時に始まった会見で…と述べた: it was held by then.
    let past =
        |id: &ChunkId| tree.chunk(*id).predicate.is_some_and(|it| it.past && !it.progressive);
    let brief = matches!(trigger.kind, EventType::Speak | EventType::Meet | EventType::Call);
    let course = told.status == Status::Ongoing && brief && frame.venue.is_some();
    if course && frame.below.as_ref().is_some_and(past) {
        return Progress::new(Status::Held, "status.venue", told.span);
    }
    // 協議が来月再開され、…見通しだ: what begins on a day to come has not begun.
    let begun =
        |id: &ChunkId| tree.chunk(*id).predicate.is_some_and(|form| form.past || form.progressive);
    if told.status == Status::Ongoing
        && trigger.form == Form::Nominal
        && !frame.tense.iter().chain(&frame.path).any(begun)
        && (to_come(ground) || is_soon(ground))
    {
        return Progress::new(Status::Planned, "status.to-come", told.span);
    }
    // 妥結すれば首脳会談が開かれる見通しだ: what is planned for a case may come.
    let case = || frame.tense.iter().chain(&frame.path).any(|id| is_conditional(ground, *id));
    if told.status == Status::Planned && case() {
        return Progress::new(Status::Possible, "status.conditional", told.span);
    }
    let open = matches!(told.status, Status::Planned | Status::Possible | Status::Proposed);
    // 停戦に同意するかどうか: the agreement itself is open.
    let inside =
        |agreed: &&CommitmentDraft| told.span.is_none_or(|span| span.start < agreed.content.end);
    let agreed = context.agreed(trigger.span).filter(inside).is_some();
    if open && agreed && trigger.kind != EventType::War {
        return Progress::new(Status::Agreed, "status.commitment", told.span);
    }
    // 引き下げで合意した: two agree to do what one decides to do.
    let joint = told.span.is_some_and(|span| {
        let words = span.of(context.page.text());
        context.language.event.joint.iter().any(|word| words.contains(word.as_str()))
    });
    let decided = told.status == Status::Agreed
        && !joint
        && (imposed(trigger.kind)
            || trigger.is_marked("final")
            || trigger.kind == EventType::Reject)
        && frame
            .tense
            .iter()
            .chain(&frame.path)
            .any(|id| tree.chunk(*id).predicate.is_some_and(|form| form.past))
        && !to_come(ground);
    if decided { Progress::new(Status::Held, "status.decided", told.span) } else { told }
}

/// 支持する考えを伝えた: whether somebody does it by saying that he thinks so.
fn is_voiced(ground: &Ground<'_, '_>, told: &Progress) -> bool {
    let (tree, trigger) = (ground.tree, ground.trigger);
    let voiced = matches!(trigger.kind, EventType::Praise | EventType::Reject | EventType::Accuse)
        && told.status == Status::Planned
        && trigger.form == Form::Verbal
        // 提訴する方針を示した: a suit is not brought by saying so.
        && !trigger.is_marked("lodged")
        && tree.relation(trigger.chunk) == Relation::Adnominal;
    let said = |id: &ChunkId| tree.chunk(*id).predicate.is_some_and(|it| it.past && !it.negated);
    let above = tree.chunk(trigger.chunk).governor.and_then(|noun| tree.chunk(noun).governor);
    voiced && above.is_some_and(|id| said(&id))
}

/// …任命すること: what stands in the words of an agreement is agreed.
fn by_agreement(ground: &Ground<'_, '_>) -> Option<Progress> {
    let Ground { context, tree, trigger, frame, .. } = ground;
    let agreed = context.agreed(trigger.span)?;
    let form = tree.chunk(frame.tense?).predicate?;
    let open = !form.past && !form.negated && !form.progressive;
    open.then(|| Progress::new(Status::Agreed, "status.commitment", Some(agreed.content)))
}

/// What the one who says it does by saying it.
pub(super) fn by_speaker(ground: &Ground<'_, '_>) -> Option<Progress> {
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
