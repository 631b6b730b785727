//! The tense of a predicate that has none of its own: it is told by the one that it goes before.

use keii_model::{EventType, Span, Status};
use keii_syntax::{ChunkId, Form as Inflection, Pos, PredicateForm, Relation, Token};

use super::Context;
use super::progress::Ground;
use super::tree::Tree;
use crate::page::BlockKind;
use crate::speech::read;

/// How the sentence ends for a predicate that is not past itself.
pub(super) enum Ending {
    Past,
    /// With a bare verbal noun (…と会談。).
    Open,
    /// With a verb as in the dictionary, which tells what is to come.
    Plain,
    /// With a noun that tells how far it has come (…する予定だ).
    Above(ChunkId),
    /// With words of what was planned then (…する予定だった): whether it was done is not told.
    Meant,
    None,
}

/// A predicate left open takes the tense of the one that it goes before.
pub(super) fn ending(ground: &Ground<'_, '_>, predicate: ChunkId) -> Ending {
    const REACH: usize = 8;
    let tree = ground.tree;
    let settings = ground.context.language.tense;
    let mut current = predicate;
    for step in 0..REACH {
        let chunk = tree.chunk(current);
        let Some(form) = chunk.predicate else { return Ending::None };
        if step > 0 && was_meant(ground, current, predicate) {
            return Ending::Meant;
        }
        if let Some(told) = by_form(ground, (predicate, current), form, step) {
            return told;
        }
        let Some(last) = tree.inflected(current) else { return Ending::None };
        let open = is_open(ground, current, last);
        let bare = is_bare(ground, current, last);
        let stative = step > 0 && settings.stative.hold(&last.lemma);
        let plain = is_plain(ground, current, last);
        match (tree.relation(current), chunk.governor) {
            // Aは…を求め、Bは…を開く予定だ: the plan is B's alone.
            (Relation::Clause, Some(next)) if open && turns(ground, current, next) => {
                let said = super::nature::speech_act(ground.trigger.kind);
                return if said { Ending::Past } else { Ending::None };
            }
            (Relation::Clause, Some(next)) if open || bare => {
                current = goes_on_to(ground, current, next);
            }
            (Relation::Quote | Relation::Adnominal | Relation::Subject, Some(next)) if stative => {
                current = next;
            }
            // 合意すると、…を緩和した: the one was done upon the other.
            (Relation::Clause, Some(next)) if plain && !stative && upon(ground, current) => {
                return of_form(tree.chunk(next).predicate);
            }
            // 電話で話すにとどまった: it came to that.
            (Relation::Dative, Some(next)) if plain && comes_to(ground, next) => current = next,
            (Relation::Root, _) if bare && in_text(ground) => return Ending::Open,
            // 記者団に語り、…下げると述べた: nobody announces what he says himself.
            (Relation::Root | Relation::Quote, _)
                if plain && step > 0 && ground.trigger.kind == EventType::Speak =>
            {
                return Ending::Past;
            }
            (Relation::Root | Relation::Quote, _) if plain && !stative => return Ending::Plain,
            // 会議が開かれ、4年ぶりとなる協力で一致した: past a comma the end of the sentence tells.
            (Relation::Adnominal, Some(noun))
                if step > 0 && tree.chunk(predicate).comma && reaches_past(ground, noun) =>
            {
                let main = tree.syntax.chunks.iter().rfind(|it| it.depth == chunk.depth);
                return of_form(main.and_then(|main| main.predicate));
            }
            // 輸出を禁じるほか、…対象とした: the one as much as the other.
            (Relation::Adnominal, Some(next)) if plain && !stative && is_beside(ground, next) => {
                current = tree.chunk(next).governor.unwrap_or(next);
            }
            (Relation::Adnominal | Relation::Genitive, Some(next)) => {
                let plain = plain.then_some(stative);
                return before_noun(ground, (current, next), step, plain);
            }
            _ => return Ending::None,
        }
    }
    Ending::None
}

/// What the form of a predicate tells, or the words of a plan in it or that reach into it.
fn by_form(
    ground: &Ground<'_, '_>,
    (predicate, current): (ChunkId, ChunkId),
    form: PredicateForm,
    step: usize,
) -> Option<Ending> {
    let open = step > 0 && !(form.copula || form.past && form.progressive);
    let told = open.then(|| settled(ground, current, predicate)).flatten();
    // 展開し、警戒に当たっている: what goes on came after it.
    let past = form.past || step > 0 && form.progressive && !form.negated;
    let told = told.map(Ending::Above).or_else(|| past.then_some(Ending::Past));
    told.or_else(|| by_noun(ground, current, step))
}

/// Whether a clause goes on past the noun before which the next one stands. 増税し、支出を削ることに反対した: what is done is
/// within こと with the rest of it, but those who meet have met.
fn reaches_past(ground: &Ground<'_, '_>, noun: ChunkId) -> bool {
    let kind = ground.trigger.kind;
    let meets = !super::nature::promised(kind) || kind == EventType::Sign;
    ground.tree.head(noun).pos != Pos::FormalNoun || meets
}

/// The ending of a clause before a noun; `plain`: it ends with a verb as in the dictionary, of a
/// state or not.
fn before_noun(
    ground: &Ground<'_, '_>,
    (clause, noun): (ChunkId, ChunkId),
    step: usize,
    plain: Option<bool>,
) -> Ending {
    let tree = ground.tree;
    let above = tree.chunk(noun).governor;
    // 支える姿勢を取ってきた: the verb of the stand has the tense.
    if plain.is_some() && is_attitude(ground, noun) {
        let form = above.and_then(|above| tree.chunk(above).predicate);
        return if form.is_some_and(|form| form.past) { Ending::Past } else { Ending::None };
    }
    // 停戦を求める声明を出した: with the statement it is done.
    if super::nature::speech_act(ground.trigger.kind)
        && step == 0
        && is_statement(ground.context, tree, noun)
    {
        let form = above.and_then(|above| tree.chunk(above).predicate);
        return if form.is_some_and(|form| form.past) { Ending::Past } else { Ending::None };
    }
    // 引き下げるとの声明を発表した, 会談することを発表した: what is announced is to come.
    let declared = plain.is_some() && is_declared(ground, clause, noun);
    if declared || plain == Some(false) && is_reported(ground, noun) {
        return Ending::Plain;
    }
    // Aを訪れ、Bと会談する予定だ: the plan is for both.
    let adnominal = tree.relation(clause) == Relation::Adnominal;
    if adnominal && step > 0 && !tree.hits_in(tree.chunk(noun).span).is_empty() {
        return Ending::Above(noun);
    }
    Ending::None
}

/// Whether a noun only joins the clause before it to the one behind: …するほか、…する一方で.
fn is_beside(ground: &Ground<'_, '_>, noun: ChunkId) -> bool {
    let words = &ground.context.language.event.beside;
    words.hold(&ground.tree.head(noun).lemma) && ground.tree.chunk(noun).governor.is_some()
}

/// Whether a clause goes before a plan of somebody else.
fn turns(ground: &Ground<'_, '_>, clause: ChunkId, above: ChunkId) -> bool {
    let tree = ground.tree;
    let leads = |id: &ChunkId| matches!(tree.relation(*id), Relation::Topic | Relation::Subject);
    let form = tree.chunk(above).predicate;
    form.is_some_and(|form| form.copula && !form.past)
        && !tree.hits_in(tree.chunk(above).span).is_empty()
        && tree.dependents(above).iter().any(|id| *id > clause && leads(id))
}

fn comes_to(ground: &Ground<'_, '_>, verb: ChunkId) -> bool {
    let verbs = &ground.context.language.tense.comes_to;
    let form = ground.tree.chunk(verb).predicate;
    form.is_some_and(|form| !form.negated) && verbs.hold(&ground.tree.head(verb).lemma)
}

/// The ending that a noun at the end tells, or a verb of saying in the present, which tells none.
fn by_noun(ground: &Ground<'_, '_>, current: ChunkId, step: usize) -> Option<Ending> {
    let tree = ground.tree;
    let chunk = tree.chunk(current);
    let copula = chunk.predicate.is_some_and(|form| form.copula);
    if step > 0 && copula && !tree.hits_in(chunk.span).is_empty() {
        return Some(Ending::Above(current));
    }
    // 会見を行い、…と語る: the present of saying tells of no plan.
    let speech = ground.context.language.speech_verb;
    let main = tree.relation(current) == Relation::Root;
    let bare = tree.last(current).is_some_and(|last| last.span == tree.head(current).span);
    if step > 0 && main && !bare && speech.get(&tree.head(current).lemma).is_some() {
        return Some(Ending::None);
    }
    // …と述べ、…と示したためだ: the clause before the noun has the tense.
    let before = tree.dependents(current).iter().rev();
    let clause = before.filter_map(|id| tree.chunk(*id).predicate).next();
    let past = clause.is_some_and(|clause| clause.past);
    copula.then_some(if past { Ending::Past } else { Ending::None })
}

/// 退位し、王子が継ぐことになっている: what is settled is to come. But 妥結し、予定されていた集会が開かれた:
/// what was planned then is no plan of now.
///
/// The chunk in which words of a plan begin that stand in the predicate itself, or reach into it
/// (訪問し、会談する方向で調整している).
fn settled(ground: &Ground<'_, '_>, predicate: ChunkId, before: ChunkId) -> Option<ChunkId> {
    let tree = ground.tree;
    let layer = ground.context.language.status;
    let own = tree.chunk(predicate).span;
    let planned = |id: &ChunkId| {
        tree.hits_in(tree.chunk(*id).span).last().is_some_and(|hit| {
            let status: Option<Status> = read(layer.output(hit, "status").as_deref());
            status == Some(Status::Planned)
                && (hit.span.end > own.start || settles(ground, before, *id, predicate))
        })
    };
    (before + 1..=predicate).rev().find(planned)
}

/// 会い、協議する予定だった, …するはずだった, …することになっていた: whether a predicate tells only what was planned.
fn was_meant(ground: &Ground<'_, '_>, predicate: ChunkId, before: ChunkId) -> bool {
    let tree = ground.tree;
    let form = tree.chunk(predicate).predicate.filter(|form| form.past && !form.negated);
    // 16時に出発し、18時に着く予定だった: with a time of its own the plan is of the rest.
    let between = Span::new(tree.chunk(before).span.end, tree.chunk(predicate).span.end);
    let form = form.filter(|_| ground.context.times_in(between).is_empty());
    let planned = || !tree.hits_in(tree.chunk(predicate).span).is_empty();
    // 予定されていたストライキは: what was planned then is what the noun tells of.
    let below = tree.relation(predicate) != Relation::Adnominal;
    let supposed = || ground.context.language.event.supposed.hold(&tree.head(predicate).lemma);
    form.is_some_and(|form| {
        form.copula && (planned() || supposed())
            || form.progressive && below && settled(ground, predicate, before).is_some()
    })
}

/// Whether a clause is part of the plan that the next one tells of: フランスを訪れ、会談に臨む方針を固めた. Who announces a
/// plan may have met before, and what somebody else has to do is no plan of whoever did this.
fn settles(ground: &Ground<'_, '_>, clause: ChunkId, plan: ChunkId, verb: ChunkId) -> bool {
    use Relation::{Adnominal, Adverbial, Clause, Subject, Topic};
    let (tree, kind) = (ground.tree, ground.trigger.kind);
    let settles = &ground.context.language.tense.settles;
    let above = tree.chunk(plan).governor;
    // 計画を|明らかに|した
    let taken =
        above.is_some_and(|it| it == verb || it + 1 == verb && tree.relation(it) == Adverbial);
    let of_clause = tree
        .dependents(plan)
        .iter()
        .any(|id| tree.relation(*id) == Adnominal && tree.chunk(*id).predicate.is_some());
    let another = (clause + 1..plan).any(|id| match tree.relation(id) {
        Subject => true,
        Topic => super::stand::of(ground.context, tree, id).is_some(),
        _ => false,
    });
    // 会談し、…終止符を打つことになった: what it comes to is no plan of whoever met.
    let named = tree.head(plan).pos != Pos::FormalNoun;
    taken
        && named
        && of_clause
        && !another
        && tree.relation(clause) == Clause
        && (settles.hold(&tree.head(verb).lemma)
            || super::nature::promised(kind) && says(ground, verb))
}

fn is_attitude(ground: &Ground<'_, '_>, noun: ChunkId) -> bool {
    let attitudes = &ground.context.language.tense.attitudes;
    ground.tree.relation(noun) == Relation::Object && attitudes.hold(&ground.tree.head(noun).lemma)
}

/// Whether との joins a clause to a noun of declaring.
fn is_declared(ground: &Ground<'_, '_>, clause: ChunkId, noun: ChunkId) -> bool {
    let tree = ground.tree;
    let text = ground.context.page.text();
    let joined =
        tree.chunk(clause).span.of(text).ends_with(&ground.context.language.event.declares);
    joined && is_statement(ground.context, tree, noun)
}

/// Whether a noun is one of what is published: 声明, 決議.
pub(super) fn is_statement(context: &Context<'_, '_>, tree: &Tree<'_>, noun: ChunkId) -> bool {
    let text = context.page.text();
    let lexicon = context.language.event_trigger;
    tree.syntax.tokens_of(tree.chunk(noun)).iter().any(|token| {
        let entry = lexicon.longest_at(text, token.span.start).map(|(_, entry)| entry);
        let kind: Option<EventType> = entry.and_then(|entry| read(entry.field("type")));
        kind == Some(EventType::Speak)
    })
}

/// Whether a predicate goes before another: 会い, 会って, 会うなど.
fn is_open(ground: &Ground<'_, '_>, predicate: ChunkId, last: &Token) -> bool {
    let settings = ground.context.language.tense;
    let joined = ground
        .tree
        .last(predicate)
        .is_some_and(|last| last.lemma == settings.gerund || settings.examples.hold(&last.lemma));
    last.form == Inflection::Continuative || joined
}

/// Whether a predicate is a bare noun of doing; 作成など is but one noun of a list.
fn is_bare(ground: &Ground<'_, '_>, predicate: ChunkId, last: &Token) -> bool {
    let examples = &ground.context.language.tense.examples;
    let listed = |last: &Token| examples.hold(&last.lemma);
    last.pos == Pos::VerbalNoun
        && last.span == ground.tree.head(predicate).span
        && !ground.tree.last(predicate).is_some_and(listed)
}

/// Whether a predicate ends with a verb as in the dictionary.
fn is_plain(ground: &Ground<'_, '_>, predicate: ChunkId, last: &Token) -> bool {
    let words = ground.tree.syntax.tokens_of(ground.tree.chunk(predicate));
    let volitional = words.iter().any(|token| token.form == Inflection::Volitional);
    last.form == Inflection::Plain && !volitional && in_text(ground)
}

/// Past where the form is; else nothing is told.
fn of_form(form: Option<PredicateForm>) -> Ending {
    if form.is_some_and(|form| form.past) { Ending::Past } else { Ending::None }
}

/// Whether a clause closes with the particle of what is followed by something else (すると).
fn upon(ground: &Ground<'_, '_>, clause: ChunkId) -> bool {
    let words = &ground.context.language.tense.quotative;
    let above = ground.tree.chunk(clause).governor;
    if above.is_none_or(|verb| says(ground, verb)) {
        return false;
    }
    ground
        .tree
        .last(clause)
        .is_some_and(|last| matches!(last.pos, Pos::Particle(_)) && words.hold(&last.lemma))
}

/// Whether a noun takes up the clause before it as what is said: …することを明らかにした.
fn is_reported(ground: &Ground<'_, '_>, noun: ChunkId) -> bool {
    let tree = ground.tree;
    // 購入することも明らかにした
    let argument = matches!(tree.relation(noun), Relation::Object | Relation::Also);
    let above = tree.chunk(noun).governor;
    // 訪中することが分かった
    let transpires = |verb: ChunkId| {
        let words = &ground.context.language.tense.transpiring;
        tree.relation(noun) == Relation::Subject && tree.is_headed_by(verb, words)
    };
    tree.head(noun).pos == Pos::FormalNoun
        && above.is_some_and(|verb| argument && says(ground, verb) || transpires(verb))
}

/// Whether a predicate is one of saying: 発表した, 明らかにした.
pub(super) fn says(ground: &Ground<'_, '_>, verb: ChunkId) -> bool {
    let (tree, verbs) = (ground.tree, ground.context.language.speech_verb);
    let lemma = &tree.head(verb).lemma;
    let before = verb.checked_sub(1).map(|id| tree.chunk(id));
    let whole = before.filter(|chunk| chunk.relation == Relation::Adverbial).map(|chunk| {
        let words = chunk.span.of(ground.context.page.text());
        format!("{words}{lemma}")
    });
    verbs.get(lemma).is_some() || whole.is_some_and(|whole| verbs.get(&whole).is_some())
}

/// The predicate whose tense an open clause takes.
fn goes_on_to(ground: &Ground<'_, '_>, clause: ChunkId, next: ChunkId) -> ChunkId {
    let within = reported_before(ground, clause, next);
    within.or_else(|| says_above(ground, next)).unwrap_or(next)
}

/// Bと会談し、投資を|増やすと|述べた: a clause outside of reported words goes on to the verb of saying.
fn says_above(ground: &Ground<'_, '_>, next: ChunkId) -> Option<ChunkId> {
    let Ground { context, tree, trigger, .. } = ground;
    let inside = context.telling(tree.head(next).span)?;
    let content = &context.speech[inside].content;
    let outside = !content.iter().any(|span| span.contains(trigger.span));
    let verb = tree.chunk(next).governor?;
    let said = tree.chunk(verb).predicate.is_some_and(|form| form.past) && says(ground, verb);
    (outside && tree.relation(next) == Relation::Quote && said).then_some(verb)
}

/// A氏が就任し、代表権を持つことを明らかにした: a clause with a subject of its own goes on in what is
/// said, not in the saying.
fn reported_before(ground: &Ground<'_, '_>, clause: ChunkId, above: ChunkId) -> Option<ChunkId> {
    let tree = ground.tree;
    let subject = |id: &ChunkId| tree.relation(*id) == Relation::Subject;
    if !tree.dependents(clause).iter().any(subject) {
        return None;
    }
    let mut behind = tree.dependents(above).iter().copied().filter(|id| *id > clause);
    let noun = behind.find(|id| is_reported(ground, *id))?;
    tree.dependents(noun).iter().copied().rfind(|id| {
        *id > clause
            && tree.relation(*id) == Relation::Adnominal
            && tree.chunk(*id).predicate.is_some()
    })
}

/// Whether the sentence stands in running text; headlines use bare nouns of what is to come too.
fn in_text(ground: &Ground<'_, '_>) -> bool {
    ground.context.page.block_of(ground.sentence).kind == BlockKind::Paragraph
}
