//! Plain news: a verb of doing in its clause, with who or what it tells of (工場は操業を停止した), and
//! what is said in public on a day of its own.

use keii_model::{EventType, Span, Status, TimeType};
use keii_syntax::{ChunkId, Pos, Relation};

use super::ahead::to_come;
use super::nature::scheduled;
use super::progress::{Ground, Progress};
use super::trigger::{Form, Trigger};
use super::when;
use super::{avowed, open, stand};
use crate::draft::EventDraft;

/// A verb as in the dictionary, of what is to come or, at the end of news, of what is being done.
pub(super) fn progress(ground: &Ground<'_, '_>, span: Option<Span>) -> Option<Progress> {
    let kind = ground.trigger.kind;
    // 経緯を調べる: at the end of news it is being done.
    if ground.trigger.is_marked("lasting") && !to_come(ground) {
        return Some(Progress::new(Status::Ongoing, "status.lasting", span));
    }
    // 13日から操業を停止する
    let own = ground.trigger.needs("subject") && has_day_ahead(ground);
    let plain = kind == EventType::Other && (own || to_come(ground));
    if is_of_course(ground) {
        return Some(Progress::new(Status::Held, "status.earlier-year", span));
    }
    (plain || scheduled(kind)).then(|| Progress::new(Status::Planned, "status.plain", span))
}

/// A word that tells of a happening by what it is said of, whatever that is.
pub(super) fn is_plain(trigger: &Trigger<'_>) -> bool {
    trigger.needs("subject") || trigger.needs("dated")
}

/// Whether the clause of such a word tells whom or what it is about.
pub(super) fn is_told(ground: &Ground<'_, '_>, draft: &EventDraft) -> bool {
    let Ground { context, tree, trigger, .. } = ground;
    let known = draft.participants.iter().any(|it| it.entity.is_some());
    if trigger.is_marked("open") && !open::is_told(ground, draft) {
        return false;
    }
    if trigger.needs("dated") {
        let dated = has_own_day(ground) || has_day(ground, draft);
        return (known || is_led(ground)) && dated || avowed::is_avowed(ground, draft);
    }
    let set = |id: &ChunkId| {
        let mut times = context.times_in(tree.chunk(*id).span).iter();
        times.any(|time| time.kind == TimeType::Set)
    };
    // 毎年8月に開かれる: a custom.
    if tree.dependents(trigger.chunk).iter().any(set) {
        return false;
    }
    // 運休が続いている: a state, unless it is one that somebody keeps up.
    let state = draft.status == Status::Ongoing && !trigger.is_marked("lasting");
    // 盗んだ疑いで逮捕された: what words tell to be possible, of somebody known.
    let possible = draft.status == Status::Possible
        && open::is_by_rule(draft)
        && trigger.form == Form::Verbal
        && (known || !draft.participants.is_empty() && has_object(ground));
    let open =
        !possible && matches!(draft.status, Status::Possible | Status::Proposed | Status::Unlikely);
    if state && draft.time.is_none() || open {
        return false;
    }
    // 機能が解除される: what is so in general is no plan; a plan has a day, or words that tell of it.
    let plain = draft.steps.iter().any(|(step, _)| step == "status.plain");
    if plain && draft.time.is_none() {
        return false;
    }
    let quoted = tree.chunk(trigger.chunk).depth > 0;
    // 開発した製品は: told in passing, of somebody who is named.
    let passing = trigger.form == Form::Verbal && is_passing(ground);
    if passing && !quoted && has_subject(ground) {
        return true;
    }
    if quoted || passing {
        // 昨年発売した車が, 賞を獲得した監督は: of a day of its own, or of somebody named what he did.
        let listed = passing && !quoted && !trigger.is_marked("open");
        let done = listed && draft.status == Status::Held && trigger.kind == EventType::Other;
        let own = done && (has_own_day(ground) || known && has_object(ground));
        return own || known && (draft.time.is_some() || draft.kind != EventType::Other);
    }
    !draft.participants.is_empty()
        || draft.place.is_some()
        || draft.time.is_some()
        || is_led(ground)
        || goes_on(ground) && matches!(draft.status, Status::Held | Status::Planned)
}

/// Whether a word whose type depends on what it is done to tells of a happening of another type.
pub(super) fn is_otherwise(ground: &Ground<'_, '_>, draft: &EventDraft) -> bool {
    let Ground { tree, trigger, .. } = ground;
    let object = |id: &ChunkId| tree.relation(*id) == Relation::Object;
    let about = !draft.participants.is_empty()
        || is_led(ground)
        || tree.dependents(trigger.chunk).iter().any(object);
    trigger.is_marked("otherwise")
        && !trigger.refuses
        && trigger.form == Form::Verbal
        && !is_passing(ground)
        && about
        && matches!(draft.status, Status::Held | Status::Planned | Status::Agreed)
        && is_told(ground, draft)
}

/// Whether the predicate has an object of its own.
fn has_object(ground: &Ground<'_, '_>) -> bool {
    let Ground { tree, trigger, .. } = ground;
    let object = |id: &ChunkId| {
        tree.relation(*id) == Relation::Object && tree.chunk(*id).predicate.is_none()
    };
    tree.dependents(trigger.chunk).iter().any(object)
}

/// Whether the predicate has a subject of its own that acts.
fn has_subject(ground: &Ground<'_, '_>) -> bool {
    let Ground { context, tree, trigger, .. } = ground;
    // A党が批判を受けて提出した法案は: the subject may hang on the clause before.
    let own = tree.dependents(trigger.chunk).iter().copied();
    let before = own.clone().filter(|id| tree.relation(*id) == Relation::Clause);
    let mut all = own.chain(before.flat_map(|id| tree.dependents(id).iter().copied()));
    all.any(|id| {
        let acts =
            stand::of(context, tree, id).is_some() || stand::unnamed(context, tree, id).is_some();
        tree.relation(id) == Relation::Subject && acts
    })
}

/// What somebody does in the past of a main clause, whoever does it and to whom.
pub(super) fn is_clear(ground: &Ground<'_, '_>, draft: &EventDraft) -> bool {
    use EventType::{
        Aid, Appoint, Deploy, Expel, Legislate, Protest, Reject, Release, Resign, Sanction, Speak,
        Withdraw,
    };
    let Ground { tree, trigger, .. } = ground;
    let kind = matches!(
        draft.kind,
        Aid | Appoint
            | Deploy
            | Expel
            | Legislate
            | Protest
            | Reject
            | Release
            | Resign
            | Sanction
            | Speak
            | Withdraw
    ) || draft.kind == EventType::Praise && trigger.needs("someone");
    kind && (trigger.form == Form::Verbal || carrier(ground).is_some())
        && matches!(draft.status, Status::Held | Status::Ongoing)
        && tree.chunk(trigger.chunk).depth == 0
        && !is_passing(ground)
        && (is_led(ground)
            || !matches!(draft.kind, Sanction | Deploy | Withdraw) && goes_on(ground))
}

/// 命令を出した: the verb of a main clause whose object the noun is.
fn carrier(ground: &Ground<'_, '_>) -> Option<ChunkId> {
    let Ground { tree, trigger, frame, .. } = ground;
    let object = trigger.form == Form::Nominal && tree.relation(trigger.chunk) == Relation::Object;
    let verb = tree.chunk(trigger.chunk).governor.filter(|_| object)?;
    let main = tree.relation(verb) != Relation::Adnominal;
    (main && frame.tense == Some(verb)).then_some(verb)
}

/// Whether the trigger's predicate stands before a noun that is no word of a plan.
pub(super) fn is_passing(ground: &Ground<'_, '_>) -> bool {
    let Ground { tree, trigger, .. } = ground;
    let Some(noun) = tree.chunk(trigger.chunk).governor else { return false };
    // 禁じる措置: what the noun is of.
    let measures = &ground.context.language.event.measures;
    let open = tree.chunk(trigger.chunk).predicate.is_some_and(|form| !form.past);
    let content = open && tree.is_headed_by(noun, measures);
    tree.relation(trigger.chunk) == Relation::Adnominal
        && !content
        && tree.hits_in(tree.chunk(noun).span).is_empty()
        && match tree.head(noun).pos {
            Pos::FormalNoun => false,
            // 生まれた日の: but 倒産した後、工場は….
            Pos::AdverbialNoun => !is_led(ground),
            _ => true,
        }
}

/// Whether a subject or topic leads the predicate: its own, or that of a clause before it that is no
/// clause before a noun.
pub(super) fn is_led(ground: &Ground<'_, '_>) -> bool {
    let Ground { tree, trigger, .. } = ground;
    let depth = tree.chunk(trigger.chunk).depth;
    let leads = |id: ChunkId| {
        let chunk = tree.chunk(id);
        let relation = tree.relation(id);
        let apart = chunk.governor.is_some_and(|above| {
            above < trigger.chunk && tree.relation(above) == Relation::Adnominal
        });
        chunk.depth == depth
            && matches!(relation, Relation::Topic | Relation::Subject | Relation::Also)
            && !matches!(tree.head(id).pos, Pos::FormalNoun | Pos::Pronoun)
            && !apart
    };
    let behind =
        tree.dependents(trigger.chunk).iter().copied().any(|id| id != trigger.chunk && leads(id));
    behind || (0..trigger.chunk).any(leads)
}

/// Whether a sentence without a subject goes on with what the one before is about: its verb is the
/// last, or goes before the last.
fn goes_on(ground: &Ground<'_, '_>) -> bool {
    const STEPS: usize = 4;
    let Ground { tree, trigger, .. } = ground;
    if ground.sentence == 0 {
        return false;
    }
    let object = |id: &ChunkId| matches!(tree.relation(*id), Relation::Object | Relation::Dative);
    let verb = carrier(ground);
    let mut current = verb.unwrap_or(trigger.chunk);
    for _ in 0..STEPS {
        match (tree.relation(current), tree.chunk(current).governor) {
            // …を確認するとしている: whoever the sentence before is about says so.
            (Relation::Clause | Relation::Quote, Some(next)) => current = next,
            (Relation::Root, _) => {
                return verb.is_some() || tree.dependents(trigger.chunk).iter().any(object);
            }
            _ => return false,
        }
    }
    false
}

/// 5日、…と明らかにした: whether a day stands with the verb itself.
pub(super) fn has_own_day(ground: &Ground<'_, '_>) -> bool {
    let Ground { context, tree, trigger, .. } = ground;
    // 3日明らかにした: the day may hang on the adverb of the verb.
    let own = tree.dependents(trigger.chunk).iter();
    let adverb = own.clone().filter(|id| tree.relation(**id) == Relation::Adverbial);
    own.chain(adverb.flat_map(|id| tree.dependents(*id))).any(|id| {
        let chunk = tree.chunk(*id);
        let day = |time: &crate::draft::TimeDraft| {
            let date = time.kind == TimeType::Date || when::is_day_and_hour(time);
            date && (time.value.is_some() || time.offset.is_some())
        };
        chunk.predicate.is_none()
            && !chunk.quotation
            && context.times_in(chunk.span).iter().any(day)
    })
}

/// Whether a day of the sentence outside of what is said was taken for that of the happening.
pub(super) fn has_day(ground: &Ground<'_, '_>, draft: &EventDraft) -> bool {
    let Ground { context, tree, trigger, .. } = ground;
    let time = draft.time.as_ref().and_then(|time| time.span);
    time.is_some_and(|span| {
        let token = tree.syntax.tokens.partition_point(|token| token.span.end <= span.start);
        let depth = tree.chunk_of(token).map(|id| tree.chunk(id).depth);
        let day = |time: &crate::draft::TimeDraft| {
            time.kind == TimeType::Date || when::is_day_and_hour(time)
        };
        depth == Some(tree.chunk(trigger.chunk).depth) && context.times_in(span).iter().any(day)
    })
}

/// Whether a day stands with the verb that no year makes one of the past (1954年に優勝を果たす).
pub(super) fn has_day_ahead(ground: &Ground<'_, '_>) -> bool {
    let Ground { context, tree, trigger, .. } = ground;
    let mut spans = tree.dependents(trigger.chunk).iter().map(|id| tree.chunk(*id).span);
    let whole = |time: &crate::draft::TimeDraft| time.anchor == keii_model::Anchor::Absolute;
    has_own_day(ground) && !spans.any(|span| context.times_in(span).iter().any(whole))
}

/// 1994年に監督となる: whether the verb has a year of its own that lies before today or, where no day is known, before
/// another year of the text.
pub(super) fn is_of_course(ground: &Ground<'_, '_>) -> bool {
    let Ground { context, tree, trigger, .. } = ground;
    let year = |time: &crate::draft::TimeDraft| {
        let value = time.value.as_deref().filter(|it| it.len() >= YEAR && !it.contains('/'))?;
        let whole = time.anchor == keii_model::Anchor::Absolute;
        whole.then(|| value[..YEAR].to_owned())
    };
    let beside = tree.dependents(trigger.chunk).iter().map(|id| tree.chunk(*id).span);
    let own = beside.flat_map(|span| context.times_in(span)).find_map(year);
    let Some(own) = own.filter(|it| it.bytes().all(|byte| byte.is_ascii_digit())) else {
        return false;
    };
    match context.today() {
        Some(today) => own.as_str() < &today[..YEAR.min(today.len())],
        None => context.times.iter().filter_map(year).any(|other| other > own),
    }
}

/// How many characters of a value tell its year.
const YEAR: usize = 4;

/// 停戦や人質の解放を求めた: what is asked for is told, if not by whom it is to be done.
pub(super) fn is_wanted(ground: &Ground<'_, '_>, draft: &EventDraft) -> bool {
    use EventType::{Ceasefire, Ease, Negotiate, Release, Resign, Withdraw};
    let Ground { tree, trigger, frame, .. } = ground;
    let kind = matches!(draft.kind, Ceasefire | Release | Withdraw | Ease | Resign | Negotiate);
    let wanted = draft.status == Status::Proposed && trigger.form == Form::Nominal;
    kind && wanted && tree.chunk(trigger.chunk).depth == 0 && frame.tense.is_some()
}
