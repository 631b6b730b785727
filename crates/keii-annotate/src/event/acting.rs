//! Who goes on acting: the topic that clauses and sentences share.

use keii_model::{EntityType, EventType, Span};
use keii_syntax::{ChunkId, Pos, Relation};

use super::argument::standings;
use super::ending::is_statement;
use super::frame::Frame;
use super::stand::{self, Stand, Standing};
use super::tree::Tree;
use super::trigger::{Form, Trigger};
use super::unnamed::{has_nameless, is_of_nameless, is_of_thing};
use super::{Context, about, inner};
use crate::draft::Mention;

/// Most steps that are taken to find who goes on acting.
pub(super) const REACH: usize = 6;

/// Who goes on acting: the topic of the clause that this one belongs to, the noun that the clause
/// stands before, or the subject of the clause before. Of what was done afterwards only where one of
/// the parties is told (`found_any`).
pub(super) fn acting<'a>(
    context: &Context<'a, '_>,
    tree: &Tree<'_>,
    trigger: &Trigger<'_>,
    frame: &Frame,
    found_any: bool,
) -> Option<Standing<'a>> {
    if is_nobodys(context, tree, trigger, frame) || frame.after && !found_any {
        return None;
    }
    if trigger.going_on && !trigger.stays {
        return companion(context, tree, trigger);
    }
    // 気象庁は、波が陸地に到達した後、…: with a subject of its own nobody else does it.
    let of_thing = || !trigger.symmetric && is_of_thing(context, tree, trigger);
    if trigger.form == Form::Verbal && (of_thing() || is_of_nameless(context, tree, trigger)) {
        return None;
    }
    let mut current = frame.venue.unwrap_or_else(|| frame.top(trigger));
    // 政府は、軍と民兵が停戦で合意したと発表した: a subject without a name is none the less the subject.
    let told = if trigger.form == Form::Verbal { Some(trigger.chunk) } else { frame.tense };
    let mut quoted = false;
    let mut others = told.is_some_and(|part| has_nameless(context, tree, trigger, part));
    if current != trigger.chunk {
        let above = std::iter::once(current).chain(frame.path.iter().copied());
        let mut found = above.filter_map(|id| leader(context, tree, trigger, id, trigger.chunk));
        if let Some(found) = found.next() {
            return Some(found);
        }
    }
    for _ in 0..REACH {
        let chunk = tree.chunk(current);
        let Some(next) = chunk.governor else { break };
        if let Some(found) = modified(context, tree, trigger, frame, (current, next), found_any) {
            return found;
        }
        if matches!(tree.relation(current), Relation::Coordinate | Relation::Genitive)
            || others && tree.relation(current) == Relation::Quote
        {
            return None;
        }
        quoted |= tree.relation(current) == Relation::Quote;
        others |= tree.relation(current) == Relation::Clause
            && has_nameless(context, tree, trigger, next);
        let found = leader(context, tree, trigger, next, current)
            .or_else(|| earlier(context, tree, trigger, next, current));
        if let Some(found) = found {
            // 外相は、AとBが必要に応じて協議することで合意したと述べた: not who tells it.
            if !quoted {
                return Some(found);
            }
            return inner::within_what_is_said(context, tree, trigger, found, found_any);
        }
        current = next;
    }
    on_what_is_said(context, tree, trigger, frame)
}

/// Whether nothing around a trigger tells that somebody does it.
fn is_nobodys(
    context: &Context<'_, '_>,
    tree: &Tree<'_>,
    trigger: &Trigger<'_>,
    frame: &Frame,
) -> bool {
    let noun = trigger.form == Form::Nominal && !trigger.going_on;
    let bare = noun && frame.tense.is_none() && frame.venue.is_none();
    // 会談では北方の島も議題となった: what comes up there takes no part.
    let stative = &context.language.tense.stative;
    let state = frame.venue.is_some_and(|id| tree.is_headed_by(id, stative));
    bare && !is_meant(context, tree, trigger, frame) || state && !trigger.going_on
}

/// 辞任の意向を伝えた: whether it is what somebody means to do.
fn is_meant(
    context: &Context<'_, '_>,
    tree: &Tree<'_>,
    trigger: &Trigger<'_>,
    frame: &Frame,
) -> bool {
    let top = frame.top(trigger);
    top != trigger.chunk
        && tree.relation(top) == Relation::Object
        && tree.is_headed_by(top, &context.language.speech.meant)
}

/// The topic that hangs on what is said: Aは増税を避けると説明した.
fn on_what_is_said<'a>(
    context: &Context<'a, '_>,
    tree: &Tree<'_>,
    trigger: &Trigger<'_>,
    frame: &Frame,
) -> Option<Standing<'a>> {
    let joined = |id: &&ChunkId| {
        let said = tree.relation(**id) == Relation::Quote && !tree.chunk(**id).quotation;
        (said || tree.relation(**id) == Relation::Clause) && **id < trigger.chunk
    };
    let top = frame.top(trigger);
    let mut all = tree.dependents(top).iter().rev().filter(joined).copied().peekable();
    if all.peek().is_none() {
        return beyond_noun(context, tree, trigger, top);
    }
    all.find_map(|before| led_by(context, tree, trigger, before))
}

/// Who leads a clause, or what is said, before a predicate.
fn led_by<'a>(
    context: &Context<'a, '_>,
    tree: &Tree<'_>,
    trigger: &Trigger<'_>,
    before: ChunkId,
) -> Option<Standing<'a>> {
    let said = tree.relation(before) == Relation::Quote;
    // Aは、Bが攻撃したと非難した: the topic is who says it, whoever is the subject of what is said.
    let topic = || {
        let topics = tree.dependents(before).iter().copied();
        let topics = topics.filter(|id| tree.relation(*id) == Relation::Topic);
        topics.filter_map(|id| stand::of(context, tree, id)).find(|it| it.stand == Stand::Topic)
    };
    let mut all = standings(context, tree, trigger, before).into_iter();
    let found = all.find(|standing| match standing.stand {
        Stand::Topic => true,
        Stand::Subject => !said,
        _ => false,
    });
    // Aは推した候補が敗れ、辞任した: the topic reaches over the clause that has a subject of its own.
    let over = !said && has_nameless(context, tree, trigger, before);
    found.or_else(|| topic().filter(|_| said || over))
}

/// Aは歓迎すると表明したうえで、…を促した: the topic may hang in the clause before うえで.
fn beyond_noun<'a>(
    context: &Context<'a, '_>,
    tree: &Tree<'_>,
    trigger: &Trigger<'_>,
    top: ChunkId,
) -> Option<Standing<'a>> {
    const DEEP: usize = 4;
    let noun = |id: &&ChunkId| {
        **id < trigger.chunk && matches!(tree.head(**id).pos, Pos::FormalNoun | Pos::AdverbialNoun)
    };
    let mut current = *tree.dependents(top).iter().rev().find(noun)?;
    for _ in 0..DEEP {
        let below = tree.dependents(current).iter().copied();
        let mut topics = below.clone().filter(|id| tree.relation(*id) == Relation::Topic);
        let found = topics.find_map(|id| stand::of(context, tree, id));
        if let Some(found) = found.filter(|found| found.stand == Stand::Topic) {
            return Some(found);
        }
        current = below.rev().find(|id| tree.chunk(*id).predicate.is_some())?;
    }
    None
}

/// Who is named by the noun that a clause stands before: 訪れたA氏は, 攻撃したのはB軍だ. `None` where
/// the search goes on above.
fn modified<'a>(
    context: &Context<'a, '_>,
    tree: &Tree<'_>,
    trigger: &Trigger<'_>,
    frame: &Frame,
    (current, next): (ChunkId, ChunkId),
    found_any: bool,
) -> Option<Option<Standing<'a>>> {
    let last = tree.last(current);
    let cleft = last.is_some_and(|word| matches!(word.pos, Pos::Particle(_)))
        && tree.syntax.tokens_of(tree.chunk(current)).iter().any(|it| it.pos == Pos::FormalNoun)
        && matches!(tree.relation(current), Relation::Topic | Relation::Subject);
    if cleft && current == trigger.chunk {
        let subject = |mut standing: Standing<'a>| {
            standing.stand = Stand::Subject;
            standing
        };
        return Some(said_to_be(context, tree, current).map(subject));
    }
    // 支える姿勢を取る: whoever takes the stand does it.
    let attitudes = &context.language.tense.attitudes;
    let formal = matches!(tree.head(next).pos, Pos::FormalNoun | Pos::AdverbialNoun)
        || !tree.hits_in(tree.chunk(next).span).is_empty()
        || attitudes.hold(&tree.head(next).lemma);
    if tree.relation(current) != Relation::Adnominal || formal {
        return None;
    }
    // 交戦していたAとBの首脳は: the list is whole with its last.
    let mut noun = next;
    while tree.relation(noun) == Relation::Coordinate
        || opens_name(context, tree, noun)
        || is_remarked(context, tree, noun)
    {
        let Some(equal) = tree.chunk(noun).governor else { break };
        noun = equal;
    }
    // 立候補していた、協会の会長を務めるA氏が: past a comma it is a noun further on.
    // 訪問を終えたA氏は
    let carries = frame.tense == Some(current) && tree.relation(trigger.chunk) == Relation::Object;
    let own = (current == trigger.chunk || carries)
        && !(tree.chunk(current).comma && is_owner(tree, noun));
    let found = stand::of(context, tree, noun).filter(|_| own);
    // 引き下げるとの声明を発表した: who declares it does it.
    let words = tree.chunk(current).span.of(context.page.text());
    if found.is_none() && own && words.ends_with(&context.language.event.declares) {
        return Some(above(context, tree, trigger, noun));
    }
    // 停戦を求める声明を出した: whoever issues it asks for it.
    let stated = super::nature::speech_act(trigger.kind) && is_statement(context, tree, noun);
    if found.is_none() && own && stated {
        return Some(above(context, tree, trigger, noun));
    }
    // Bと署名した協定を: who signed is who the sentence is about.
    if found.is_none() && trigger.symmetric && found_any && current == trigger.chunk {
        return Some(above(context, tree, trigger, noun));
    }
    Some(found.map(|mut standing| {
        standing.stand = Stand::Subject;
        standing
    }))
}

/// A subject that hangs on a clause before a noun: AとBが和平に向けた協議を仲介した, 裁判所が違法とする判決を
/// 出した.
pub(super) fn displaced<'a>(
    context: &Context<'a, '_>,
    tree: &Tree<'_>,
    trigger: &Trigger<'_>,
) -> Option<Standing<'a>> {
    let functional = &context.language.event.functional;
    let ruled = matches!(trigger.kind, EventType::Legislate | EventType::Speak)
        && trigger.form == Form::Nominal;
    let own = tree.dependents(trigger.chunk).iter().copied();
    let nouns = own.filter(|id| tree.chunk(*id).predicate.is_none());
    let clauses = nouns
        .filter(|_| trigger.form == Form::Verbal)
        .flat_map(|noun| tree.dependents(noun).iter().copied())
        .filter(|id| tree.is_headed_by(*id, functional));
    let stated = std::iter::once(trigger.chunk).filter(|_| ruled);
    let stated = stated.flat_map(|noun| tree.dependents(noun).iter().copied());
    let mut all = clauses.chain(stated).filter(|id| {
        tree.relation(*id) == Relation::Adnominal && tree.chunk(*id).predicate.is_some()
    });
    all.find_map(|clause| {
        let mut standings =
            tree.dependents(clause).iter().filter_map(|id| stand::of(context, tree, *id));
        standings.find(|standing| standing.stand == Stand::Subject)
    })
}

/// Aは足並みをそろえ、制裁で支える姿勢を取った: the topic may hang on the clause before.
fn earlier<'a>(
    context: &Context<'a, '_>,
    tree: &Tree<'_>,
    trigger: &Trigger<'_>,
    predicate: ChunkId,
    inner: ChunkId,
) -> Option<Standing<'a>> {
    let clause = |id: &ChunkId| tree.relation(*id) == Relation::Clause && *id < inner;
    let before = tree.dependents(predicate).iter().copied().rfind(clause)?;
    let mut found = standings(context, tree, trigger, before).into_iter();
    found.find(|standing| standing.stand == Stand::Topic)
}

/// The topic of the predicate that a noun belongs to.
fn above<'a>(
    context: &Context<'a, '_>,
    tree: &Tree<'_>,
    trigger: &Trigger<'_>,
    noun: ChunkId,
) -> Option<Standing<'a>> {
    let mut current = noun;
    for _ in 0..REACH {
        let next = tree.chunk(current).governor?;
        if let Some(found) = leader(context, tree, trigger, next, trigger.chunk) {
            return Some(found);
        }
        current = next;
    }
    None
}

/// 攻撃したのはB軍だ: the name that a chunk is said to be, right behind it.
fn said_to_be<'a>(
    context: &Context<'a, '_>,
    tree: &Tree<'_>,
    chunk: ChunkId,
) -> Option<Standing<'a>> {
    let next = chunk + 1;
    let span = tree.syntax.chunks.get(next as usize)?.span;
    let mentions = stand::outermost(context, span);
    let copula = tree.chunk(next).predicate.is_some_and(|form| form.copula);
    (copula && !mentions.is_empty()).then_some(Standing {
        stand: Stand::Subject,
        chunk: next,
        mentions,
    })
}
/// 乾自動車(Inui Motor)前会長の: a name whose remark in brackets parts it from the noun that it belongs to.
fn is_remarked(context: &Context<'_, '_>, tree: &Tree<'_>, id: ChunkId) -> bool {
    let words = tree.chunk(id).span.of(context.page.text());
    let closes = |(_, close): &(char, char)| words.ends_with(*close);
    tree.relation(id) == Relation::Bare
        && tree.chunk(id).governor == Some(id + 1)
        && context.language.page.brackets.iter().any(closes)
}

/// 訪れた国連のカイド特使: whether a chunk begins the phrase of the name behind it.
fn opens_name(context: &Context<'_, '_>, tree: &Tree<'_>, id: ChunkId) -> bool {
    let span = tree.chunk(id).span;
    let next = tree.syntax.chunks.get(id as usize + 1);
    tree.relation(id) == Relation::Genitive
        && tree.chunk(id).governor == Some(id + 1)
        && next.is_some_and(|next| {
            context.cast.within(next.span).any(|it| {
                it.phrase.start <= span.start && context.cast.entity(it).kind == EntityType::Person
            })
        })
}

fn is_owner(tree: &Tree<'_>, id: ChunkId) -> bool {
    tree.relation(id) == Relation::Genitive
}

/// The topic that a sentence without subject goes on with: its own, behind 自身が; else that of the
/// sentence before.
pub(super) fn topic_of<'a>(
    context: &Context<'a, '_>,
    tree: &Tree<'_>,
    trigger: &Trigger<'_>,
    frame: &Frame,
    carried: &[&'a Mention],
) -> Option<Standing<'a>> {
    // 29日に開かれた委員会で: a body that sits is no meeting of those told of before.
    let sits = trigger.is_marked("sits");
    if sits || frame.tense.is_none() && (frame.venue.is_none() || frame.after) {
        return None;
    }
    let reflexive = |id: &ChunkId| {
        let words = &context.language.event.reflexive;
        words.hold(&tree.head(*id).lemma)
    };
    if frame.parts.iter().flat_map(|part| tree.dependents(*part)).any(reflexive) {
        let found = about::leading(context, tree);
        return found.filter(|found| found.chunk < trigger.chunk);
    }
    let chunks = (0..).zip(&tree.syntax.chunks);
    let functional = |id| tree.is_headed_by(id, &context.language.event.functional);
    // Aが退任した後、就任した: the subject of a clause before a noun does not reach beyond it.
    let apart = |chunk: &keii_syntax::Chunk| {
        let clause = chunk.governor.filter(|_| chunk.relation == Relation::Subject);
        let before = clause.filter(|id| *id < trigger.chunk);
        // Aが和平に向けた協議を仲介した: nobody does what a clause of function tells.
        before.is_some_and(|id| tree.relation(id) == Relation::Adnominal && !functional(id))
    };
    let led = chunks.take_while(|(id, _)| *id < trigger.chunk).any(|(_, chunk)| {
        matches!(chunk.relation, Relation::Topic | Relation::Subject | Relation::Also)
            && !apart(chunk)
    });
    // 会談は…: what happens is what the sentence is about.
    let about = matches!(
        tree.relation(trigger.chunk),
        Relation::Topic | Relation::Subject | Relation::Also
    );
    // 加盟した国: the noun behind is who did it, whoever that is.
    // 4日に帰国し、陽性と分かった|女性は: through the clauses that it goes on in.
    let top = tree.last_clause(frame.top(trigger));
    let head = tree.chunk(top).governor.map(|id| tree.head(id).pos);
    let relative = tree.relation(top) == Relation::Adnominal
        && !matches!(head, Some(Pos::FormalNoun | Pos::AdverbialNoun));
    // 解放を盛り込んだ: what a text holds is not done by whoever was told of before.
    let holding = &context.language.event.holding;
    let held = tree.relation(trigger.chunk) == Relation::Object
        && tree
            .chunk(trigger.chunk)
            .governor
            .is_some_and(|above| holding.hold(&tree.head(above).lemma));
    let inside = tree.chunk(trigger.chunk).depth > 0 || about || relative || held;
    let (stand, chunk, mentions) = (Stand::Topic, trigger.chunk, carried.to_vec());
    (!led && !inside && !mentions.is_empty()).then_some(Standing { stand, chunk, mentions })
}

/// 訪問中のA氏は: who is said to be doing it.
fn companion<'a>(
    context: &Context<'a, '_>,
    tree: &Tree<'_>,
    trigger: &Trigger<'_>,
) -> Option<Standing<'a>> {
    let start = tree.chunk(trigger.chunk).span.end;
    if tree.relation(trigger.chunk) != Relation::Genitive {
        return None;
    }
    const LONGEST: u32 = 120;
    let behind = stand::outermost(context, Span::new(start, start + LONGEST));
    let mention = behind.into_iter().next().filter(|first| first.phrase.start == start)?;
    Some(Standing { stand: Stand::Subject, chunk: trigger.chunk, mentions: vec![mention] })
}

/// The topic of a predicate that stands before `inner`, or its subject there.
fn leader<'a>(
    context: &Context<'a, '_>,
    tree: &Tree<'_>,
    trigger: &Trigger<'_>,
    predicate: ChunkId,
    inner: ChunkId,
) -> Option<Standing<'a>> {
    tree.chunk(predicate).predicate?;
    let quoted = tree.relation(inner) == Relation::Quote;
    standings(context, tree, trigger, predicate).into_iter().find(|standing| {
        // What stands behind a setting may lead what is done in it: 会談でA氏は….
        let set = inner == trigger.chunk && trigger.form == Form::Nominal;
        let before = standing.chunk < inner || set;
        let leads = standing.stand == Stand::Topic || standing.stand == Stand::Subject && !quoted;
        before && leads
    })
}
