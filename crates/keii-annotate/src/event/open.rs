//! Verbs that no lexicon lists: what somebody does, or what is done to somebody, is a happening,
//! unless the verb is one of those few that tell of a state, a thought, a relation, or only of how
//! something else goes.

use keii_model::{EntityType, EventType, Status};
use keii_rules::Entry;
use keii_syntax::{ChunkId, Form as Inflection, Pos, PredicateForm, Relation, Token};

use super::nature::{lasts, speech_act};
use super::progress::Ground;
use super::tree::Tree;
use super::trigger::Form;
use super::{carried, circumstance, enough, plain, stand, thing};
use crate::draft::EventDraft;
use crate::language::Language;
use crate::words::Words;

/// The entry that stands for a verb of doing without one of its own.
pub(super) fn entry<'p>(tree: &Tree<'_>, at: usize, language: &Language<'p>) -> Option<&'p Entry> {
    let chunk = tree.chunk_of(at).filter(|id| tree.chunk(*id).head as usize == at)?;
    // 応じない, 守らなかった: what is left undone is none; a plan not to do it may be.
    let done = |form: &PredicateForm| !form.copula && !form.negated;
    let told = tree.chunk(chunk).predicate.is_some_and(|form| done(&form));
    if !told && !carried::is_carried(tree, at, language.event) {
        return None;
    }
    if !tree.hits_in(tree.chunk(chunk).span).is_empty() {
        return None;
    }
    let lemma = &tree.syntax.tokens[at].lemma;
    let settings = language.event;
    let is = |list: &Words| list.hold(lemma);
    // 2日間に渡って: how long or how often something else is done.
    let measures = is(&settings.exceeding)
        && tree.last(chunk).is_some_and(|last| last.lemma == language.tense.gerund);
    let other = measures
        || settings.timeless.contains(lemma.as_str())
        || is(&settings.support)
        || is(&settings.undergo)
        || is(&settings.attendance)
        || is(&settings.functional)
        || is(&settings.upon)
        || is(&language.speech.stative)
        || is(&language.tense.stative)
        || language.speech_verb.get(lemma).is_some();
    if other { None } else { language.event_trigger.get(&settings.deed) }
}

/// Where such a verb ends: 買い増す is one word of two.
pub(super) fn end(tokens: &[Token], at: usize) -> u32 {
    let joined = |two: &[Token]| {
        two[0].form == Inflection::Continuative
            && two[1].span.start == two[0].span.end
            && matches!(two[1].pos, Pos::Verb | Pos::DependentVerb)
    };
    let behind = tokens[at..].windows(2).take_while(|two| joined(two)).last();
    behind.map_or(tokens[at].span.end, |two| two[1].span.end)
}

/// Whether the clause of such a verb tells of something that was, or will be, done once, by somebody
/// or to somebody.
pub(super) fn is_told(ground: &Ground<'_, '_>, draft: &EventDraft) -> bool {
    let Ground { context, tree, trigger, .. } = ground;
    let acts = |entity: usize| {
        use EntityType::{Country, Group, Organization, Person};
        matches!(context.cast.entities[entity].kind, Country | Group | Organization | Person)
    };
    let somebody = draft.participants.iter().any(|it| it.entity.is_none_or(acts));
    // 橋が2日、流された: what happens to a thing has its day.
    let dated = draft.time.as_ref().is_some_and(|time| time.value.is_some());
    let led = plain::is_led(ground);
    // 買収する方針を明らかにした: what is planned is told, if not by whom.
    let object = |id: &ChunkId| tree.relation(*id) == Relation::Object;
    let about = tree.dependents(trigger.chunk).iter().any(object);
    let rule = is_by_rule(draft);
    // 台風は島に上陸した: where it came to be tells of it as well.
    let placed = draft.place.is_some() && circumstance::arrives(context, tree, trigger.chunk);
    let thing = thing::is_told(ground, draft);
    let whose = somebody || placed || led && (dated || rule) || about && dated && rule || thing;
    is_stage(draft)
        && whose
        && (thing || has_argument(ground))
        && !is_beside(ground, trigger.chunk)
        && !is_denied(ground, trigger.chunk)
}

/// The type of what a verb tells that calls for more than is told with it, where a clause tells none
/// the less of something done by somebody: 株式を交換した, 経営統合する方針だ.
pub(super) fn kind(ground: &Ground<'_, '_>, draft: &EventDraft) -> Option<EventType> {
    use EventType::{
        Appoint, Call, Demand, Invite, Meet, Negotiate, Other, Release, Sanction, Speak, Visit, War,
    };
    let Ground { context, tree, trigger, .. } = ground;
    let attended = &context.language.event.attendance;
    let calls = ["place", "office", "named", "setting", "again", "dated"];
    let apart = matches!(draft.kind, Speak | War | Invite | Visit | Meet | Call | Negotiate)
        || calls.iter().any(|need| trigger.needs(need))
        || trigger.receives
        || attended.hold(&tree.head(trigger.chunk).lemma)
        || trigger.refuses && !enough::has_object(ground)
        || draft.kind == Demand && !trigger.needs("subject")
        || speech_act(draft.kind) && quotes(tree, trigger.chunk);
    let own = tree.chunk(trigger.chunk).depth == 0 || context.telling(trigger.span).is_some();
    let told = trigger.form == Form::Verbal
        && !apart
        && own
        && !plain::is_passing(ground)
        && !enough::is_asked(ground)
        && is_told(ground, draft)
        && (!plain::is_plain(trigger) || is_by_rule(draft) || draft.kind != Other);
    if !told {
        return None;
    }
    // 株式を交換した: with another object it is another deed.
    let another = !enough::has_object(ground);
    // 必要に応じて: nor is it a deed that tells how something else is done.
    if another && context.language.event.timeless.contains(tree.head(trigger.chunk).lemma.as_str())
    {
        return None;
    }
    let vague = draft.kind == Release && draft.participants.is_empty() || draft.kind == Sanction;
    let kind = if another || vague { Other } else { draft.kind };
    // 委員長を出した: of an office one wants to know who takes it.
    Some(kind).filter(|kind| *kind != Appoint || !draft.participants.is_empty())
}

/// Whether it has been done, is to be done, or words tell that it may be.
fn is_stage(draft: &EventDraft) -> bool {
    use Status::{Agreed, Cancelled, Held, Ongoing, Planned, Possible, Postponed, Proposed};
    let plain = draft.steps.iter().any(|(step, _)| step == "status.plain");
    match draft.status {
        Held | Agreed | Cancelled | Postponed => true,
        Planned => !plain || draft.time.is_some(),
        Possible | Proposed => is_by_rule(draft),
        Ongoing => !draft.participants.is_empty() && keeps_on(draft.kind),
        _ => false,
    }
}

/// What is done over a time, or a stand that is kept.
fn keeps_on(kind: EventType) -> bool {
    lasts(kind) || matches!(kind, EventType::Demand | EventType::Reject)
}

/// Whether words of the layer `status` told how far it has come.
pub(super) fn is_by_rule(draft: &EventDraft) -> bool {
    let words = |step: &String| !step.starts_with("status.") && !step.starts_with("event.");
    draft.steps.iter().take(2).any(|(step, _)| words(step))
}

/// Whether the verb has an argument besides its subject or is said of somebody: 株式を買い増した,
/// 兵士がけがした.
fn has_argument(ground: &Ground<'_, '_>) -> bool {
    let Ground { context, tree, trigger, .. } = ground;
    tree.dependents(trigger.chunk).iter().any(|id| {
        let noun = tree.chunk(*id).predicate.is_none()
            && !matches!(tree.head(*id).pos, Pos::FormalNoun | Pos::Pronoun);
        let somebody = || {
            stand::of(context, tree, *id).is_some() || stand::unnamed(context, tree, *id).is_some()
        };
        match tree.relation(*id) {
            Relation::Object | Relation::Dative | Relation::To | Relation::With => noun,
            // 鉄道の連結
            Relation::Genitive => noun && trigger.form == Form::Nominal,
            Relation::Subject | Relation::Topic | Relation::Also => somebody(),
            _ => false,
        }
    })
}

/// 記者会見をした: the light verb right behind its noun.
pub(super) fn is_light(
    tree: &Tree<'_>,
    current: ChunkId,
    next: ChunkId,
    language: &Language<'_>,
) -> bool {
    next == current + 1
        && tree.relation(current) == Relation::Object
        && tree.head(next).lemma == language.speech.light_verb
}

/// 「…」と評価した: what is said is told as said.
fn quotes(tree: &Tree<'_>, id: ChunkId) -> bool {
    tree.dependents(id).iter().any(|it| tree.relation(*it) == Relation::Quote)
}

/// 手放した事実はない: the noun above the clause is said not to be.
fn is_denied(ground: &Ground<'_, '_>, id: ChunkId) -> bool {
    let Ground { context, tree, .. } = ground;
    let noun = tree.chunk(id).governor.filter(|_| tree.relation(id) == Relation::Adnominal);
    noun.and_then(|noun| tree.chunk(noun).governor).is_some_and(|above| {
        let lacking = &context.language.event.lacking;
        tree.chunk(above).predicate.is_some_and(|form| form.negated)
            || lacking.hold(&tree.head(above).lemma)
    })
}

/// 見ながら, 言えば: beside what is told, or its condition.
fn is_beside(ground: &Ground<'_, '_>, id: ChunkId) -> bool {
    let Ground { context, tree, .. } = ground;
    let settings = &context.language.event;
    let closes = |words: &Words| tree.last(id).is_some_and(|last| words.hold(&last.lemma));
    tree.relation(id) == Relation::Clause
        && (closes(&settings.conditions) || closes(&settings.manner))
}
