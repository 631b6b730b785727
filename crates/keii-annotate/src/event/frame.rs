//! What belongs to a trigger in its sentence: the predicates that make it happen, the nouns that say
//! how far it has come, and the chunks that depend on them.

use keii_model::{EventType, Span};
use keii_syntax::{ChunkId, Pos, Relation};

use super::nature::strikes;
use super::tree::Tree;
use super::trigger::{Form, Trigger};
use super::{EventSettings, before, marks, occasion, open, towards};
use crate::language::Language;
use crate::speech::read;
use crate::words::Words;

/// Most steps that are taken from a trigger up its governors.
const REACH: usize = 8;

/// The surroundings of a trigger.
#[derive(Clone, Debug, Default)]
pub(super) struct Frame {
    /// From the trigger upwards: what says that it takes place, or how far it has come.
    pub(super) path: Vec<ChunkId>,
    /// The predicate whose tense is the happening's.
    pub(super) tense: Option<ChunkId>,
    /// The predicate of a clause before the noun that says that it takes place (開かれた会談).
    pub(super) below: Option<ChunkId>,
    /// The predicate of what is done in the course of it (会談で…と述べた).
    pub(super) venue: Option<ChunkId>,
    /// The predicate of an invitation or request for a visit.
    pub(super) asked: Option<ChunkId>,
    /// Whether it is told as what gave occasion to something else (会談を受けて, 衝突を機に).
    pub(super) cause: bool,
    /// Whether it is done by publishing it.
    issued: bool,
    /// Whether that was done after it, maybe by others (会談の後).
    pub(super) after: bool,
    /// What stands before the noun itself: its dependents tell as much as the noun's own.
    pub(super) own: Vec<ChunkId>,
    /// The chunks whose dependents tell who, where and when.
    pub(super) parts: Vec<ChunkId>,
}

/// Reads the frame of a trigger.
pub(super) fn of(
    text: &str,
    tree: &Tree<'_>,
    trigger: &Trigger<'_>,
    language: &Language<'_>,
) -> Frame {
    let settings = language.event;
    // 選挙の実施を発表した: nobody takes an office by announcing a poll.
    let poll = trigger.kind == EventType::Appoint && settings.polls.end(trigger.span.of(text));
    let issued = issued(trigger.kind) && !poll;
    let mut frame = Frame { parts: vec![trigger.chunk], issued, ..Frame::default() };
    if trigger.stays {
        let place = tree.chunk(trigger.chunk).governor;
        frame.venue = place.and_then(|place| tree.chunk(place).governor);
        return frame;
    }
    frame.asked = asked(tree, trigger, language);
    let marked = marks::around(tree, trigger);
    if trigger.form == Form::Verbal && marked.is_none() {
        frame.tense = Some(trigger.chunk);
        // 面会予定だったものの、延期された
        taken_up(tree, &mut frame, trigger.chunk);
    } else {
        before::read(tree, trigger, settings, &mut frame);
    }
    if trigger.over {
        frame.venue = tree.chunk(trigger.chunk).governor;
        frame.after = true;
        return frame;
    }
    if occasion::gives(text, tree, trigger, language) {
        frame.cause = true;
        return frame;
    }
    if let Some(course) = course(text, tree, trigger, language) {
        frame.after = course != trigger.chunk && settings.after.hold(&tree.head(course).lemma);
        frame.venue = tree.chunk(course).governor;
        // 仲介の下、首都で調印した: what stands between is beside it.
        let beside = |id: &ChunkId| tree.chunk(*id).predicate.is_none();
        let above = frame.venue.filter(beside).and_then(|id| tree.chunk(id).governor);
        frame.venue = above.or(frame.venue);
        // 支援で支えた: whom it supported.
        let means = |id: &ChunkId| settings.means.hold(&tree.head(*id).lemma);
        let helped = frame.venue.filter(|id| trigger.kind == EventType::Aid && means(id));
        frame.parts.extend(helped);
        return frame;
    }
    let mut current = marked.unwrap_or(trigger.chunk);
    for _ in 0..REACH {
        match climb(tree, language, &mut frame, current) {
            Some(next) => current = next,
            None => break,
        }
    }
    frame
}

/// 来訪を招待した, 訪問するよう求めた: the predicate by which a visit is asked for.
fn asked(tree: &Tree<'_>, trigger: &Trigger<'_>, language: &Language<'_>) -> Option<ChunkId> {
    if trigger.kind != EventType::Visit || trigger.form != Form::Nominal {
        return None;
    }
    let argument =
        matches!(tree.relation(trigger.chunk), Relation::Object | Relation::Dative | Relation::To);
    let next = tree.chunk(trigger.chunk).governor.filter(|_| argument)?;
    let entry = language.event_trigger.get(&tree.head(next).lemma)?;
    let kind: Option<EventType> = read(entry.field("type"));
    matches!(kind, Some(EventType::Invite | EventType::Demand)).then_some(next)
}

/// What is done by publishing it, or told by whoever means to do it.
fn issued(kind: EventType) -> bool {
    use EventType::{Ease, Expel, Legislate, Resign, Sanction, Speak};
    matches!(kind, Speak | Sanction | Ease | Expel | Legislate | Resign)
        || super::nature::announced(kind)
}

/// The chunk by which a noun is made the setting of something else: 会談で, 会談の席で, 会談では.
fn course(
    text: &str,
    tree: &Tree<'_>,
    trigger: &Trigger<'_>,
    language: &Language<'_>,
) -> Option<ChunkId> {
    if trigger.form == Form::Verbal {
        return None;
    }
    let settings = language.event;
    let is = |list: &Words, words: &str| list.hold(words);
    let chunk = tree.chunk(trigger.chunk);
    // 支援と制裁で: the particle stands behind the last of a list.
    let equal = chunk.governor.filter(|_| tree.relation(trigger.chunk) == Relation::Coordinate);
    // 会議と会談が成功するよう協力する方針で: past a clause it is another noun.
    let list = |id: &ChunkId| (trigger.chunk + 1..*id).all(|it| tree.chunk(it).predicate.is_none());
    if let Some(last) = equal.filter(|id| tree.relation(*id) == Relation::Means && list(id)) {
        return Some(last);
    }
    let tail = occasion::tail(text, tree, trigger, language);
    if tree.relation(trigger.chunk) == Relation::Genitive {
        let next = chunk.governor?;
        return is(&settings.courses, &tree.head(next).lemma).then_some(next);
    }
    // 米国の仲介により, 攻撃により
    let by =
        (trigger.kind == EventType::Mediate || strikes(trigger.kind)) && is(&settings.agent, tail);
    if !is(&settings.place, tail) && !by {
        return None;
    }
    let next = chunk.governor?;
    // 国連の仲介で決まった, 交渉で合意した: it is no mediation that was settled, nor are talks agreed upon.
    // 会談でA氏は、…するよう求めた: it is where A did so.
    let agreed = !matches!(trigger.kind, EventType::Mediate | EventType::Negotiate)
        && !is_before_topic(tree, trigger.chunk)
        && tree.relation(trigger.chunk) == Relation::Means
        && told_of_it(tree, trigger.chunk, next);
    (!agreed && tree.chunk(next).predicate.is_some()).then_some(trigger.chunk)
}

/// Whether whoever a sentence is about stands right behind.
fn is_before_topic(tree: &Tree<'_>, id: ChunkId) -> bool {
    let next = tree.syntax.chunks.get(id as usize + 1);
    tree.relation(id) == Relation::Means
        && next.is_some_and(|next| {
            next.relation == Relation::Topic && next.depth == tree.chunk(id).depth
        })
}

/// 会談で合意した: agreed to hold it; 会談で…に合意した: agreed in its course.
fn told_of_it(tree: &Tree<'_>, current: ChunkId, next: ChunkId) -> bool {
    let complement = |id: &ChunkId| {
        matches!(
            tree.relation(*id),
            Relation::Dative | Relation::Quote | Relation::Object | Relation::Means
        )
    };
    let about = |id: &ChunkId| {
        *id != current && tree.relation(*id) == Relation::Topic && is_deed(tree, *id)
    };
    tells(tree, next)
        && !tree.dependents(next).iter().any(|id| about(id) || *id > current && complement(id))
}

/// Whether a chunk closes with a noun of doing, rather than with one who does it (報道官).
fn is_deed(tree: &Tree<'_>, id: ChunkId) -> bool {
    let behind = tree.syntax.tokens.get(tree.chunk(id).head as usize + 1);
    tree.head(id).pos == Pos::VerbalNoun && behind.is_none_or(|token| token.pos != Pos::Suffix)
}

/// One step up from `current`; `None` where what stands above says nothing of the happening.
fn climb(
    tree: &Tree<'_>,
    language: &Language<'_>,
    frame: &mut Frame,
    current: ChunkId,
) -> Option<ChunkId> {
    let settings = language.event;
    // 合意することなく打ち切った
    if tree.head(current).pos == Pos::FormalNoun && is_without(tree, current + 1) {
        frame.path.push(current + 1);
        return None;
    }
    let next = above(tree, current)?;
    let predicate = tree.chunk(next).predicate.is_some();
    let tells = tells(tree, next);
    match tree.relation(current) {
        Relation::Coordinate => return Some(listed_with(tree, next)),
        Relation::Genitive | Relation::Adnominal => {
            let head = tree.head(next);
            let aspect = settings.aspects.hold(&head.lemma);
            let held = is_holding(tree, settings, next);
            if !(tells || aspect || held || head.pos == Pos::FormalNoun) {
                return None;
            }
            frame.parts.extend(Some(next).filter(|_| aspect && closes_with(tree, current, next)));
        }
        Relation::Subject
        | Relation::Topic
        | Relation::Also
        | Relation::Object
        | Relation::Dative
        | Relation::To
        | Relation::Means
        | Relation::With
            if predicate =>
        {
            let towards = towards::read(tree, settings, frame, current);
            return if towards { None } else { argument(tree, language, frame, current, next) };
        }
        // 会談を調整し開催する: the last of verbs in a row tells how far it comes.
        Relation::Clause
            if frame.tense == Some(current) && goes_on(tree, settings, current, next) =>
        {
            frame.path.clear();
            frame.tense = Some(next);
        }
        // …するかどうかは不透明: an open question is the subject of what follows it.
        Relation::Clause if asks(tree, current) => {}
        Relation::Quote => {
            if tells {
                frame.path.push(next);
            }
            return None;
        }
        Relation::Adverbial | Relation::Bare if tells && next == current + 1 => {}
        _ => return None,
    }
    frame.path.push(next);
    if tree.chunk(next).predicate.is_some_and(|form| form.copula) {
        taken_up(tree, frame, next);
    }
    Some(next)
}

/// 首脳会談の開催で一致した: whether a noun says of the one before it that it takes place, before what is told of that.
fn is_holding(tree: &Tree<'_>, settings: &EventSettings, noun: ChunkId) -> bool {
    let head = tree.head(noun);
    head.pos == Pos::VerbalNoun
        && settings.support.hold(&head.lemma)
        && tree.relation(noun) == Relation::Means
}

/// AとBは12日に会談の予定だ: whether a noun closes the sentence, beside which who and when is told.
fn closes_with(tree: &Tree<'_>, current: ChunkId, noun: ChunkId) -> bool {
    let form = tree.chunk(noun).predicate;
    tree.relation(current) == Relation::Genitive
        && form.is_some_and(|form| form.copula || !form.past)
}

/// Whether a clause ends as a question.
fn asks(tree: &Tree<'_>, clause: ChunkId) -> bool {
    let last = tree.last(clause).map(|word| word.pos);
    last == Some(Pos::Particle(keii_syntax::ParticleKind::Final))
}

/// What a chunk depends on. 会談は合意なく終わった: what it was without is beside what became of it.
fn above(tree: &Tree<'_>, current: ChunkId) -> Option<ChunkId> {
    let next = tree.chunk(current).governor?;
    let led = matches!(tree.relation(current), Relation::Topic | Relation::Subject);
    let beyond = tree.chunk(next).governor.filter(|_| led && is_without(tree, next));
    Some(beyond.unwrap_or(next))
}

/// …なく: whether a chunk says without what something is done.
fn is_without(tree: &Tree<'_>, id: ChunkId) -> bool {
    let chunk = tree.syntax.chunks.get(id as usize);
    chunk.is_some_and(|chunk| {
        chunk.relation == Relation::Adverbial
            && chunk.predicate.is_some_and(|form| form.negated)
            && tree.syntax.tokens[chunk.head as usize].pos == Pos::Adjective
    })
}

/// 解放、支援への制限の解除を求めた: an equal may seem to be of the noun that the next of a list begins
/// with.
fn listed_with(tree: &Tree<'_>, next: ChunkId) -> ChunkId {
    const DEEP: usize = 4;
    let mut current = next;
    for _ in 0..DEEP {
        match (tree.relation(current), tree.chunk(current).governor) {
            (Relation::Genitive, Some(noun)) => current = noun,
            _ => break,
        }
    }
    current
}

/// Whether a verb of taking place shares the arguments of the one before it.
fn goes_on(tree: &Tree<'_>, settings: &EventSettings, current: ChunkId, next: ChunkId) -> bool {
    let noun = |id: &ChunkId| *id > current && tree.chunk(*id).predicate.is_none();
    let bare = |id: &ChunkId| tree.relation(*id) == Relation::Adverbial;
    let own = tree.dependents(next).iter().any(|id| noun(id) && !bare(id));
    // 合意に至らず終わった: what did not come about does not go on.
    let negated = tree.chunk(current).predicate.is_some_and(|form| form.negated);
    !own && !negated && !tree.chunk(current).comma && settings.support.hold(&tree.head(next).lemma)
}

/// The step from a noun to the predicate that it depends on.
fn argument(
    tree: &Tree<'_>,
    language: &Language<'_>,
    frame: &mut Frame,
    current: ChunkId,
    next: ChunkId,
) -> Option<ChunkId> {
    let (settings, relation) = (language.event, tree.relation(current));
    let others = tree.dependents(next).iter().copied().filter(|other| *other != current);
    let becomes = settings.support.hold(&tree.head(next).lemma);
    // 協議には参加していない: they met none the less.
    let absent = tree.chunk(next).predicate.is_some_and(|form| form.negated)
        && settings.attendance.hold(&tree.head(next).lemma);
    let beside = is_of_another(tree, current, next, becomes);
    if relation == Relation::With && !becomes || beside || follows(tree, next, language) || absent {
        return None;
    }
    if relation == Relation::Means {
        if !told_of_it(tree, current, next) {
            return None;
        }
    } else if !tells_itself(tree, next)
        && !supports(tree, next, settings, frame.issued)
        && !open::is_light(tree, current, next, language)
        && !reaches(tree, current, next)
    {
        let behind: Vec<ChunkId> = others
            .filter(|other| *other > current && tells(tree, *other))
            .filter(|other| tree.relation(*other) != Relation::Clause)
            .filter(|other| !has_clause(tree, *other, settings))
            .collect();
        if behind.is_empty() {
            return None;
        }
        let quotes = behind.iter().any(|other| tree.chunk(*other).quotation);
        frame.path.extend(behind);
        if quotes {
            return None;
        }
    } else {
        let noun = |id: &ChunkId| {
            let chunk = tree.chunk(*id);
            chunk.predicate.is_none() && !chunk.quotation && chunk.relation != Relation::Means
        };
        let said = |id: &ChunkId| noun(id) && tells(tree, *id) && !has_clause(tree, *id, settings);
        frame.path.extend(others.filter(|it| *it > current && said(it)));
    }
    frame.path.push(next);
    frame.parts.push(next);
    // 次回の協議は来月開かれる見通しだ: the clause before the noun tells when.
    let held = |id: &ChunkId| {
        *id > current
            && tree.relation(*id) == Relation::Adnominal
            && supports(tree, *id, settings, false)
    };
    if relation == Relation::Topic && tells(tree, next) {
        frame.parts.extend(tree.dependents(next).iter().copied().filter(held));
    }
    frame.tense = frame.tense.or(Some(next));
    taken_up(tree, frame, next);
    Some(next)
}

/// Whether a predicate has an object that leaves no room for the noun `current`: 決議案に拒否権を行使した;
/// 停戦案を協議中に攻撃を受けた, where a verb has one object, the last.
fn is_of_another(tree: &Tree<'_>, current: ChunkId, next: ChunkId, becomes: bool) -> bool {
    let object = |id: ChunkId| {
        tree.relation(id) == Relation::Object
            && tree.chunk(id).governor == Some(next)
            && tree.chunk(id).predicate.is_none()
    };
    match tree.relation(current) {
        Relation::Dative | Relation::To => becomes && next > current + 1 && object(next - 1),
        // 逮捕も視野に捜査を進めている
        Relation::Object | Relation::Also => {
            tree.dependents(next).iter().any(|id| *id > current && object(*id))
        }
        _ => false,
    }
}

/// 立候補を認めない方針: what is planned is what the clause before the noun tells.
fn has_clause(tree: &Tree<'_>, noun: ChunkId, settings: &EventSettings) -> bool {
    let clause = |id: &ChunkId| {
        tree.relation(*id) == Relation::Adnominal
            && tree.chunk(*id).predicate.is_some_and(|form| !form.copula)
            && !supports(tree, *id, settings, false)
    };
    !tree.chunk(noun).quotation && tree.dependents(noun).iter().any(clause)
}

/// …が予定されていたが、これは延期となった: a clause that takes the noun up again tells the end of it.
fn taken_up(tree: &Tree<'_>, frame: &mut Frame, predicate: ChunkId) {
    if tree.relation(predicate) != Relation::Clause {
        return;
    }
    let Some(next) = tree.chunk(predicate).governor else { return };
    let behind = || tree.dependents(next).iter().copied().filter(|id| *id > predicate);
    let pronoun = |id: ChunkId| tree.head(id).pos == Pos::Pronoun;
    // …する予定だったが、政府は見送ると発表した: what has no object of its own is said of the plan.
    // 15日に予定されていたが、16日に延期された
    let form = tree.chunk(predicate).predicate;
    let set = frame.path.contains(&predicate) && tells(tree, predicate);
    let planned = form.is_some_and(|form| form.past && (form.copula || set));
    let object = |id: ChunkId| tree.relation(id) == Relation::Object;
    let told = |id: ChunkId| tree.relation(id) == Relation::Quote && tells(tree, id);
    let quoted = behind().find(|id| told(*id));
    let bare = !behind().any(object)
        && quoted.is_none_or(|id| !tree.dependents(id).iter().any(|it| object(*it)));
    // 中止と|なった
    let beside = behind().any(|id| id + 1 == next && tells(tree, id));
    let dropped = planned && bare && (tells(tree, next) || beside || quoted.is_some());
    if behind().any(pronoun) || dropped {
        frame.path.extend(behind());
        frame.path.push(next);
    }
}

/// 逮捕を受けて…した: what followed upon it, not whom it was done to.
fn follows(tree: &Tree<'_>, id: ChunkId, language: &Language<'_>) -> bool {
    let undergone = language.event.undergo.hold(&tree.head(id).lemma);
    let gerund = tree.last(id).is_some_and(|word| word.lemma == language.tense.gerund);
    undergone && gerund && tree.relation(id) == Relation::Clause
}

/// Whether a word of the layer `status` begins in a chunk.
pub(super) fn tells(tree: &Tree<'_>, id: ChunkId) -> bool {
    !tree.hits_in(tree.chunk(id).span).is_empty()
}

/// 判決を|受け入れることにした: whether such a word begins in the verb itself, rather than behind it.
fn tells_itself(tree: &Tree<'_>, id: ChunkId) -> bool {
    let end = tree.head(id).span.end;
    tree.hits_in(tree.chunk(id).span).iter().any(|hit| hit.span.start < end)
}

/// Whether words that tell of the status begin in one chunk and end in the next (日程は決まっていない).
fn reaches(tree: &Tree<'_>, current: ChunkId, next: ChunkId) -> bool {
    let behind = tree.chunk(next).span.start;
    tree.hits_in(tree.chunk(current).span).iter().any(|hit| hit.span.end > behind)
}

/// Whether a predicate says of its subject or object that it takes place.
pub(super) fn supports(
    tree: &Tree<'_>,
    id: ChunkId,
    settings: &EventSettings,
    issued: bool,
) -> bool {
    let head = tree.head(id);
    // 声明を発表した, 制裁を発表した: with its publication it is there.
    if issued && settings.issue.hold(&head.lemma) {
        return true;
    }
    let words = [&settings.support, &settings.attendance, &settings.undergo, &settings.resolving];
    words.iter().any(|list| list.hold(&head.lemma)) || tells_itself(tree, id)
}

impl Frame {
    /// The highest chunk that belongs to the happening.
    pub(super) fn top(&self, trigger: &Trigger<'_>) -> ChunkId {
        self.parts.iter().chain(&self.path).copied().max().unwrap_or(trigger.chunk)
    }

    /// The stretches in which words may tell how far it has come, the outermost last.
    pub(super) fn stretches(&self, tree: &Tree<'_>, trigger: &Trigger<'_>) -> Vec<Span> {
        let chunk = tree.chunk(trigger.chunk).span;
        let rest = Span::new(trigger.span.end, chunk.end.max(trigger.span.end));
        let above = self.path.iter().map(|id| tree.chunk(*id).span);
        std::iter::once(rest).chain(above).collect()
    }
}
