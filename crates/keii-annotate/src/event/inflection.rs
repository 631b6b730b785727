//! What the form of a predicate and the end of its clause tell of a happening: done, going on, to come.

use keii_model::{EventType, Status};
use keii_syntax::{ChunkId, Pos, PredicateForm, Relation, Voice};

use super::ahead::{announced, is_conditional, is_supposed, to_come};
use super::ending::{Ending, ending, says};
use super::nature::{lasts, speech_act};
use super::progress::{Ground, PROGRESSIVE, Progress, TILL_NOW, by_speaker};
use super::trigger::{Form, Trigger};
use super::{content, earlier, lasting, nominal, plain};
use crate::speech::read;
use crate::words::Words;

/// The step of a predicate left open in a sentence of the past.
pub(super) const PAST_OF_SENTENCE: &str = "status.past-of-sentence";

/// Tense and aspect of a predicate.
pub(super) fn by_inflection(ground: &Ground<'_, '_>, predicate: ChunkId) -> Option<Progress> {
    let tree = ground.tree;
    let form = tree.chunk(predicate).predicate?;
    let span = Some(tree.chunk(predicate).span);
    if form.negated && !(ground.trigger.refuses && predicate == ground.trigger.chunk) {
        return None;
    }
    if let Some(step) = goes_on_by_form(ground, predicate, form) {
        return Some(Progress::new(Status::Ongoing, step, span));
    }
    if form.past && (is_supposed(ground, predicate) || is_guessed(ground, predicate)) {
        return None;
    }
    if form.past || form.progressive {
        return Some(Progress::new(Status::Held, "status.past", span));
    }
    if earlier::is_since(ground, predicate) {
        return Some(Progress::new(Status::Held, "status.since", span));
    }
    let settings = ground.context.language;
    let lemma = &tree.head(predicate).lemma;
    let own = predicate == ground.trigger.chunk;
    let is = |list: &Words| list.hold(lemma);
    if !own && is(&settings.tense.stative) {
        return None;
    }
    let open = tree.relation(predicate) == Relation::Clause;
    if !own && is(&settings.event.undergo) && open {
        return Some(Progress::new(Status::Held, "status.undergone", span));
    }
    by_ending(ground, predicate)
}

/// The status that the ending of a clause tells.
fn by_ending(ground: &Ground<'_, '_>, predicate: ChunkId) -> Option<Progress> {
    let tree = ground.tree;
    let event = ground.context.language.event;
    let span = Some(tree.chunk(predicate).span);
    let open = tree.relation(predicate) == Relation::Clause;
    let own = predicate == ground.trigger.chunk;
    let announces = own && event.announcing.hold(&tree.head(predicate).lemma);
    match ending(ground, predicate) {
        Ending::Past => Some(Progress::new(Status::Held, PAST_OF_SENTENCE, span)),
        // 来月から改めることを発表。: it has been said, whatever lies ahead.
        Ending::Open if !announces && to_come(ground) => {
            Some(Progress::new(Status::Planned, "status.to-come", span))
        }
        Ending::Open => Some(Progress::new(Status::Held, "status.noun-at-end", span)),
        Ending::Plain if announced(ground, predicate) => {
            Some(Progress::new(Status::Held, "status.announced", span))
        }
        Ending::Plain if declared(ground, predicate) => {
            Some(Progress::new(Status::Held, "status.declared", span))
        }
        Ending::Plain if is_conditional(ground, predicate) => {
            Some(Progress::new(Status::Possible, "status.conditional", span))
        }
        Ending::Plain => by_speaker(ground).or_else(|| plain::progress(ground, span)),
        Ending::Meant => Some(Progress::new(Status::Planned, "status.meant", span)),
        // 18日に会談し、協力を進めることになった: what has a day of the past was done on it.
        Ending::Above(_) if nominal::is_past(ground, predicate) => {
            Some(Progress::new(Status::Held, "status.past-day", span))
        }
        Ending::Above(noun) => {
            let hit = tree.hits_in(tree.chunk(noun).span).last()?;
            let layer = ground.context.language.status;
            let status: Status = read(layer.output(hit, "status").as_deref())?;
            Some(Progress::new(status, layer.rule(hit.rule).id(), Some(hit.span)))
        }
        // 停戦は27日に発効し、違反は報告されていない: a clause with a day of its own that is over.
        Ending::None
            if open && tree.chunk(predicate).comma && nominal::is_over(ground, predicate) =>
        {
            Some(Progress::new(Status::Held, "status.past-day", span))
        }
        Ending::None => content::by_noun_above(ground, predicate),
    }
}

/// The step that tells by the form of a predicate that it is going on.
fn goes_on_by_form(
    ground: &Ground<'_, '_>,
    predicate: ChunkId,
    form: PredicateForm,
) -> Option<&'static str> {
    let trigger = ground.trigger;
    let lasts = lasts(trigger.kind) || keeps_on(trigger, form);
    // 殺害されている: what was done to somebody is over.
    let done = form.voice == Voice::Passive && trigger.kind == EventType::Attack;
    // 譲歩を求めている, 受け入れを拒んでいる: a stand that is kept.
    let stand = matches!(trigger.kind, EventType::Demand | EventType::Reject)
        && trigger.form == Form::Verbal
        && !trigger.refuses
        && form.voice == Voice::Active;
    // 「…」と訴えている: what somebody is quoted for was said.
    let (tree, language) = (ground.tree, ground.context.language);
    let says = || {
        let verb = language.speech_verb.get(&tree.head(predicate).lemma);
        verb.is_some_and(|verb| verb.field("strength") == Some("speech"))
    };
    let quote = |id: &ChunkId| tree.relation(*id) == Relation::Quote;
    let quoted = trigger.form == Form::Verbal
        && !trigger.is_marked("lasting")
        && tree.dependents(predicate).iter().any(quote)
        && says();
    if form.progressive && !form.past && !quoted && (lasts && !done || stand) {
        return Some(PROGRESSIVE);
    }
    (form.past && lasts && lasting::till_now(ground, predicate)).then_some(TILL_NOW)
}

/// 捜査している, 販売している: what is being done, where nothing is done to anybody.
fn keeps_on(trigger: &Trigger<'_>, form: PredicateForm) -> bool {
    let other = trigger.kind == EventType::Other && trigger.needs("subject");
    trigger.is_marked("lasting") || other && form.voice == Voice::Active
}

/// 救われただろう: whether the past of a predicate is only guessed.
fn is_guessed(ground: &Ground<'_, '_>, predicate: ChunkId) -> bool {
    let guesses = &ground.context.language.speech.volitional;
    let mut words = ground.tree.syntax.tokens_of(ground.tree.chunk(predicate)).iter();
    words.any(|word| word.pos == Pos::Auxiliary && guesses.hold(&word.lemma))
}

/// 同意すると表明した, 拒否すると述べた: what is done by saying so was done when it was said.
fn declared(ground: &Ground<'_, '_>, predicate: ChunkId) -> bool {
    let Ground { tree, trigger, .. } = ground;
    let accepts = trigger.kind == EventType::Agree && trigger.is_marked("accept");
    let next = tree.chunk(predicate).governor.filter(|_| {
        (accepts || speech_act(trigger.kind)) && tree.relation(predicate) == Relation::Quote
    });
    next.is_some_and(|next| {
        let past = tree.chunk(next).predicate.is_some_and(|form| form.past && !form.negated);
        says(ground, next) && (past || matches!(ending(ground, next), Ending::Past))
    })
}
