//! The names that depend on a predicate or noun, and which of them speak of the happening.

use keii_model::{EntityType, EventType, Span};
use keii_syntax::{ChunkId, Pos, Relation, Voice};

use super::Context;
use super::acting;
use super::stand::{self, Stand, Standing};
use super::tree::Tree;
use super::trigger::Trigger;
use crate::draft::Mention;

/// The names that depend on a chunk. Where a clause has a subject, its topic is somebody else: the
/// one who reports it.
pub(super) fn standings<'a>(
    context: &Context<'a, '_>,
    tree: &Tree<'_>,
    trigger: &Trigger<'_>,
    part: ChunkId,
) -> Vec<Standing<'a>> {
    let dependents = tree.dependents(part).iter().copied();
    let dependents = dependents.filter(|id| tree.chunk(*id).predicate.is_none());
    // Aは、入閣することが予定されていた: what is done is no other subject.
    let subjects = |id: ChunkId| {
        tree.dependents(id).iter().any(|it| {
            tree.relation(*it) == Relation::Subject && tree.head(*it).pos != Pos::FormalNoun
        })
    };
    // …は、AがBし、Cしたと述べた: whoever says it, A did it.
    let quoted = tree.relation(part) == Relation::Quote;
    let mut joined =
        tree.dependents(part).iter().copied().filter(|id| tree.relation(*id) == Relation::Clause);
    let own = subjects(part);
    let last = joined.rfind(|id| quoted && subjects(*id));
    let led = |topic: ChunkId| own || last.is_some_and(|clause| topic < clause);
    // Aは、Bは…すべきだと述べた: of two that lead alike the nearer is who does it.
    let nearest = |stand: Stand, relation: Relation| {
        tree.dependents(part).iter().copied().rfind(|id| {
            tree.relation(*id) == relation
                && stand::of(context, tree, *id).is_some_and(|found| found.stand == stand)
        })
    };
    let topic = if says(tree, trigger, part) {
        tree.dependents(part).iter().copied().find(|id| {
            tree.relation(*id) == Relation::Topic
                && stand::of(context, tree, *id).is_some_and(|found| found.stand == Stand::Topic)
        })
    } else {
        nearest(Stand::Topic, Relation::Topic)
    };
    let lead = nearest(Stand::Subject, Relation::Subject);
    let partners = partners(context, tree, trigger, part);
    dependents
        .filter(|id| *id != trigger.chunk)
        .filter_map(|id| stand::of(context, tree, id))
        .chain(partners)
        .filter(|standing| !within_next(context, tree, standing))
        .filter(|standing| standing.stand != Stand::Topic || !led(standing.chunk))
        .filter(|standing| match (standing.stand, tree.relation(standing.chunk)) {
            (Stand::Topic, Relation::Topic) => topic == Some(standing.chunk),
            (Stand::Subject, Relation::Subject) => lead == Some(standing.chunk),
            _ => true,
        })
        .filter(|standing| !reports(context, tree, part, standing))
        .filter(|standing| !begins_frame(context, tree, standing))
        .filter(|standing| {
            // 記者団に対し…殺害されたと: not by whom.
            let passive = tree.chunk(part).predicate.is_some_and(|it| it.voice == Voice::Passive);
            let towards = tree.relation(standing.chunk) == Relation::Compound;
            !(passive && towards && standing.stand == Stand::Recipient)
        })
        .map(|standing| as_partner(context, tree, trigger, part, standing))
        .collect()
}

/// Of what nobody does *with* somebody, と makes an equal: A社と、B社の社長が訪れた. Part of what is said, it is none
/// of those who say it.
fn as_partner<'a>(
    context: &Context<'a, '_>,
    tree: &Tree<'_>,
    trigger: &Trigger<'_>,
    part: ChunkId,
    standing: Standing<'a>,
) -> Standing<'a> {
    if trigger.symmetric || standing.stand != Stand::Partner {
        return standing;
    }
    let said =
        trigger.kind == EventType::Speak && is_said(context, tree, trigger, (part, standing.chunk));
    let stand = if said { Stand::Place } else { beside(context, tree, part, standing.chunk) };
    Standing { stand, ..standing }
}

/// 記者団に、Bと「話したい」と述べた, Bとは来月会うと述べた: B is part of what is said.
fn is_said(
    context: &Context<'_, '_>,
    tree: &Tree<'_>,
    trigger: &Trigger<'_>,
    (part, partner): (ChunkId, ChunkId),
) -> bool {
    if part != trigger.chunk {
        return true;
    }
    let end = tree.chunk(partner).span.end;
    let between = Span::new(end.min(trigger.span.start), trigger.span.start);
    // Bと来月会うとの見通しを示した
    let view = between.of(context.page.text()).contains(context.language.event.declares.as_str());
    let next = tree.syntax.chunks.get(partner as usize + 1);
    let quote = |id: &ChunkId| *id > partner && tree.relation(*id) == Relation::Quote;
    view || next.is_some_and(|next| next.quotation) || tree.dependents(part).iter().any(quote)
}

/// Aは…と述べ、Bは盗んだと非難した: of who says it, the other topic is part of what is said.
fn says(tree: &Tree<'_>, trigger: &Trigger<'_>, part: ChunkId) -> bool {
    part == trigger.chunk
        && tree
            .dependents(part)
            .iter()
            .any(|id| tree.relation(*id) == Relation::Quote && !tree.chunk(*id).quotation)
}

/// Aとオスロで会談した, Bと10月に署名した: と before a place or a time joins to the verb.
fn partners<'a>(
    context: &Context<'a, '_>,
    tree: &Tree<'_>,
    trigger: &Trigger<'_>,
    part: ChunkId,
) -> Vec<Standing<'a>> {
    let circumstances = tree.dependents(part).iter().filter(|_| trigger.symmetric);
    let partner = |id: ChunkId, timed: bool| {
        let listed = matches!(tree.relation(id), Relation::Coordinate | Relation::With);
        let standing = stand::of(context, tree, id).filter(|_| listed)?;
        let first = standing.mentions.first().map(|mention| context.cast.entity(mention).kind);
        // フランスとドイツで: a country may be an equal of the place, never of a time.
        let equal = !timed && first != Some(EntityType::Person);
        (!equal).then_some(Standing { stand: Stand::Partner, ..standing })
    };
    let mut found = Vec::new();
    for &id in circumstances {
        let stand = stand::of(context, tree, id).map(|found| found.stand);
        let chunk = tree.chunk(id);
        let timed = stand.is_none()
            && chunk.predicate.is_none()
            && !chunk.quotation
            && !context.times_in(chunk.span).is_empty();
        if timed || stand == Some(Stand::Place) {
            found.extend(tree.dependents(id).iter().filter_map(|id| partner(*id, timed)));
        }
    }
    found
}

/// インドのラオ外相の来日: the owner is part of the name behind it.
fn within_next(context: &Context<'_, '_>, tree: &Tree<'_>, standing: &Standing<'_>) -> bool {
    let Some(own) = standing.mentions.last() else { return false };
    let Some(next) = tree.syntax.chunks.get(standing.chunk as usize + 1) else { return false };
    standing.stand == Stand::Owner
        && context.cast.within(next.span).any(|it| it.phrase.contains(own.phrase) && it != *own)
}

/// What と makes of a name where nobody does it *with* somebody: an equal of the name right behind
/// it (AとBを批判した); else one who does it too (Aと合同で逮捕した).
fn beside(context: &Context<'_, '_>, tree: &Tree<'_>, part: ChunkId, chunk: ChunkId) -> Stand {
    // 国王と面会、首相に就任した: the noun right behind is what was done with him.
    let next = chunk + 1;
    let noun = tree.syntax.chunks.get(next as usize).is_some_and(|it| {
        it.relation == Relation::Clause && it.comma && tree.head(next).pos == Pos::VerbalNoun
    });
    if noun && next != part {
        return Stand::Place;
    }
    let subject = |id: &ChunkId| *id > chunk && tree.relation(*id) == Relation::Subject;
    if tree.dependents(part).iter().any(subject) {
        return Stand::Subject;
    }
    let next = tree.dependents(part).iter().copied().find(|id| *id > chunk);
    let next = next.and_then(|id| stand::of(context, tree, id)).map(|next| next.stand);
    next.filter(|next| matches!(next, Stand::Object | Stand::Recipient)).unwrap_or(Stand::Subject)
}

/// AとBによると: a list that leads elsewhere may look like a partner.
fn begins_frame(context: &Context<'_, '_>, tree: &Tree<'_>, standing: &Standing<'_>) -> bool {
    let next = standing.chunk + 1;
    standing.stand == Stand::Partner
        && tree.syntax.chunks.get(next as usize).is_some_and(|chunk| {
            chunk.relation == Relation::Compound
                && context.cast.within(chunk.span).next().is_some()
                && stand::of(context, tree, next).is_none()
        })
}

/// Whether a topic of a reported clause is the medium that reports it.
fn reports(
    context: &Context<'_, '_>,
    tree: &Tree<'_>,
    part: ChunkId,
    standing: &Standing<'_>,
) -> bool {
    if !matches!(standing.stand, Stand::Topic | Stand::Subject) {
        return false;
    }
    // 甲軍が島を攻撃したとの報道: any other body did what is reported.
    let medium = |mention: &Mention| {
        let entity = context.cast.entity(mention);
        let endings = &context.language.page.media_endings;
        entity.kind == EntityType::Organization
            && (context.language.is_body_of_kind(&entity.name, "media")
                || endings.iter().any(|it| entity.name.ends_with(it.as_str())))
    };
    if !standing.mentions.iter().any(|mention| medium(mention)) {
        return false;
    }
    let mut current = part;
    for _ in 0..acting::REACH {
        let chunk = tree.chunk(current);
        let Some(next) = chunk.governor else { return false };
        let reporting = &context.language.event.reporting;
        if reporting.hold(&tree.head(next).lemma) {
            return true;
        }
        current = next;
    }
    false
}

/// Bに…するよう求めた: whoever is asked may hang on the verb of what is asked for.
pub(super) fn asked_of<'a>(
    context: &Context<'a, '_>,
    tree: &Tree<'_>,
    trigger: &Trigger<'_>,
) -> Option<Standing<'a>> {
    let wish = |id: &ChunkId| {
        let last = tree.last(*id);
        let words = &context.language.event.wishes;
        matches!(tree.relation(*id), Relation::Clause | Relation::Adnominal)
            && last.is_some_and(|last| words.hold(&last.lemma))
    };
    let clause = tree.dependents(trigger.chunk).iter().copied().rfind(wish)?;
    // 協定に賛成しないよう指示した: what one is to be for or against is nobody who is asked.
    let takers = &context.language.event.takers;
    if takers.hold(&tree.head(clause).lemma) {
        return None;
    }
    let mut beside = tree.dependents(clause).iter().filter_map(|id| stand::of(context, tree, *id));
    beside.find(|standing| {
        let first = standing.mentions.first().map(|mention| context.cast.entity(mention).kind);
        standing.stand == Stand::Recipient && first != Some(EntityType::Place)
    })
}

/// Those whose thing or deed is the object: Bの提案を拒否した, B側の施設を空爆した.
pub(super) fn owners<'a>(
    context: &Context<'a, '_>,
    tree: &Tree<'_>,
    trigger: &Trigger<'_>,
    part: ChunkId,
) -> Vec<Standing<'a>> {
    use EventType::{Accuse, Aid, Attack, Detain, Ease, Praise, Reject, Sanction};
    let concerns = match trigger.kind {
        Attack | Accuse | Praise | Sanction | Ease | Aid | Reject => true,
        // 大統領の身柄を拘束した, but 容疑者の自宅を捜索した
        Detain => trigger.is_marked("suffered"),
        _ => false,
    };
    let form = tree.chunk(part).predicate;
    if !concerns || form.is_some_and(|form| form.voice != Voice::Active) {
        return Vec::new();
    }
    let object = tree.dependents(part).iter().copied().filter(|id| *id != trigger.chunk);
    let mut object = object.filter(|id| {
        // カナダ産の木材に関税を課す: on whose goods it is put.
        let goods =
            matches!(trigger.kind, Sanction | Ease) && tree.relation(*id) == Relation::Dative;
        (tree.relation(*id) == Relation::Object || goods)
            && tree.chunk(*id).predicate.is_none()
            && !tree.chunk(*id).quotation
            && stand::of(context, tree, *id).is_none()
            && (!goods || is_owned(tree, *id))
    });
    let object = object.next_back();
    let near = object.and_then(|id| id.checked_sub(1)).filter(|owner| {
        tree.chunk(*owner).governor == object && tree.chunk(*owner).predicate.is_none()
    });
    let standing = near.and_then(|owner| stand::of(context, tree, owner));
    standing
        .filter(|standing| matches!(standing.stand, Stand::Owner | Stand::Recipient))
        .map(|standing| Standing { stand: Stand::Object, ..standing })
        .into_iter()
        .collect()
}

/// Bが停戦を破ったと非難した: the subject of what is said, as the one who is accused.
pub(super) fn accused<'a>(
    context: &Context<'a, '_>,
    tree: &Tree<'_>,
    trigger: &Trigger<'_>,
) -> Option<Standing<'a>> {
    let mut said = tree.dependents(trigger.chunk).iter().copied();
    let said = said.find(|id| tree.relation(*id) == Relation::Quote && !tree.chunk(*id).quotation);
    let mut inside = tree.dependents(said?).iter().copied();
    let subject = inside.find(|id| tree.relation(*id) == Relation::Subject)?;
    stand::of(context, tree, subject).map(|it| Standing { stand: Stand::Object, ..it })
}

/// Bと、計画を進めることで一致した: the partner may hang on the verb of what is agreed upon, or on when it was.
pub(super) fn partner_within<'a>(
    context: &Context<'a, '_>,
    tree: &Tree<'_>,
    trigger: &Trigger<'_>,
) -> Option<Standing<'a>> {
    let formal = tree.dependents(trigger.chunk).iter().copied();
    let formal = formal.filter(|id| tree.head(*id).pos == Pos::FormalNoun);
    let clauses = formal.flat_map(|id| tree.dependents(id).iter().copied());
    let beside = clauses
        .filter(|id| tree.relation(*id) == Relation::Adnominal)
        .flat_map(|id| tree.dependents(id).iter().copied())
        .filter(|id| tree.chunk(*id).comma);
    // B氏と|就任後|初めて|会談した
    let aside = |id: &ChunkId| {
        tree.relation(*id) == Relation::Adverbial && tree.chunk(*id).predicate.is_none()
    };
    let near: Vec<ChunkId> = tree.dependents(trigger.chunk).iter().copied().filter(aside).collect();
    let far = near.iter().flat_map(|id| tree.dependents(*id).iter().copied()).filter(aside);
    let aside = near.iter().copied().chain(far).flat_map(|id| tree.dependents(id).iter().copied());
    let mut beside = beside.chain(aside).filter_map(|id| stand::of(context, tree, id));
    beside.find(|standing| standing.stand == Stand::Partner)
}

/// Whether a noun has something with の right before it.
fn is_owned(tree: &Tree<'_>, noun: ChunkId) -> bool {
    noun.checked_sub(1).is_some_and(|before| {
        tree.relation(before) == Relation::Genitive && tree.chunk(before).governor == Some(noun)
    })
}

/// AとB間の直行便の復活に向けた計画: those between whom it is, deep among the words before a noun.
pub(super) fn between<'a>(
    context: &Context<'a, '_>,
    tree: &Tree<'_>,
    trigger: &Trigger<'_>,
) -> Option<Standing<'a>> {
    const DEEP: usize = 6;
    let mut current = trigger.chunk;
    for _ in 0..DEEP {
        let inner = tree.dependents(current).iter().copied();
        // AとBの停戦に向けた協議: whose truce it is.
        let owns = |stand: Stand| stand == Stand::Owner && current != trigger.chunk;
        let agent = |id: ChunkId| {
            let standing = stand::of(context, tree, id);
            standing
                .filter(|it| (it.stand == Stand::Agent || owns(it.stand)) && it.mentions.len() > 1)
        };
        if let Some(found) = inner.clone().filter(|id| *id < trigger.chunk).find_map(agent) {
            return Some(found);
        }
        let nominal = |id: &ChunkId| {
            matches!(
                tree.relation(*id),
                Relation::Genitive | Relation::Adnominal | Relation::Dative | Relation::Object
            ) && !tree.chunk(*id).quotation
                && *id < current
        };
        current = inner.rev().find(nominal)?;
    }
    None
}
