//! Names side by side, by what stands between them: the words tell of a list where the dependencies of its
//! parts do not (A党首・B党首・C党のD首相, A首相、B氏、そしてC国のD首相).

use keii_model::{EntityType, Span};

use super::Context;
use super::stand::behind_remark;
use crate::draft::Mention;

/// The most names that a list is completed with.
const LONGEST: usize = 12;

/// Adds the equals that end right before the first of the names.
pub(super) fn complete<'a>(context: &Context<'a, '_>, mentions: &mut Vec<&'a Mention>) {
    for _ in 0..LONGEST {
        let Some(first) = mentions.first().copied() else { return };
        let Some(before) = equal_before(context, first) else { return };
        if mentions.contains(&before) {
            return;
        }
        mentions.insert(0, before);
    }
}

/// The name of the same kind that only a joint parts from the one behind it.
fn equal_before<'a>(context: &Context<'a, '_>, mention: &Mention) -> Option<&'a Mention> {
    // As long as a name with its country, office and remark, and a joint.
    const FAR: u32 = 120;
    let start = mention.phrase.start;
    let kind = context.cast.entity(mention).kind;
    if kind == EntityType::Place {
        return None;
    }
    let near = context.cast.within(Span::new(start.saturating_sub(FAR), start));
    let mut near = near.rev().filter(|it| it.phrase.end < start).take(4);
    near.find(|before| {
        let from = behind_remark(context, before.phrase.end);
        let gap = Span::new(from.min(start), start).of(context.page.text());
        // イスラエルとハマスの: a body may be the equal of a country, but 米国・甲社 is of the country.
        let body = |it: EntityType| matches!(it, EntityType::Country | EntityType::Organization);
        let other = context.cast.entity(before).kind;
        (other == kind || body(other) && body(kind) && !gap.contains(['・', '･']))
            && before.entity != mention.entity
            && before.sentence == mention.sentence
            && context.language.event.equals.hold(gap)
    })
}

/// 無名選手(青空、ノルウェー)を: whether a name stands in brackets behind words of its chunk.
fn is_bracketed(context: &Context<'_, '_>, chunk: Span, name: &Mention) -> bool {
    let before = Span::new(chunk.start.min(name.span.start), name.span.start);
    let words = before.of(context.page.text());
    let brackets = &context.language.page.brackets;
    brackets.iter().any(|(open, close)| {
        let opened = words.rfind(*open).filter(|at| *at > 0);
        opened.is_some_and(|at| !words[at..].contains(*close))
    })
}

/// The names that do not stand in a remark right behind another (東港連合(TKR)).
pub(super) fn outside_remarks<'a>(
    context: &Context<'a, '_>,
    chunk: Span,
    names: Vec<&'a Mention>,
) -> Vec<&'a Mention> {
    let mut kept: Vec<&Mention> = Vec::with_capacity(names.len());
    for name in names {
        let remark = kept.last().is_some_and(|last| {
            name.span.start > last.phrase.end
                && behind_remark(context, last.phrase.end) > name.span.end
        });
        if !remark && !is_bracketed(context, chunk, name) {
            kept.push(name);
        }
    }
    kept
}
