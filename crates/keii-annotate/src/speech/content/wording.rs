//! What marks hold: somebody's wording, a name, a term, a quality.

use keii_model::Span;
use keii_syntax::{Form, ParticleKind, Pos};

use crate::page::Quotation;
use crate::speech::Context;
use crate::speech::line::Line;

/// Whether marks hold somebody's words rather than a name or a term: nouns alone are a name.
pub(in crate::speech) fn is_verbatim(context: &Context<'_, '_>, quotation: &Quotation) -> bool {
    if context.language.speech.work_marks.contains(quotation.mark) {
        return false;
    }
    let Some(sentence) = context.page.sentence_at(quotation.inner.start) else { return false };
    let tokens = &context.page.syntax[sentence].tokens;
    let from = tokens.partition_point(|token| token.span.start < quotation.inner.start);
    let inside = tokens[from..].iter().take_while(|token| token.span.end <= quotation.inner.end);
    inside.into_iter().any(|token| {
        matches!(
            token.pos,
            Pos::Verb
                | Pos::DependentVerb
                | Pos::Adjective
                | Pos::Auxiliary
                | Pos::Particle(_)
                | Pos::Adverb
        )
    })
}

/// Whether marks inside of reported words hold wording rather than a term or the name of something:
/// 「花の2区」 and 「うざい」 are none, 「互恵的な協力」 is.
pub(super) fn is_wording(context: &Context<'_, '_>, quotation: &Quotation) -> bool {
    let Some(sentence) = context.page.sentence_at(quotation.inner.start) else { return false };
    let tokens = &context.page.syntax[sentence].tokens;
    let from = tokens.partition_point(|token| token.span.start < quotation.inner.start);
    let to = tokens.partition_point(|token| token.span.end <= quotation.inner.end);
    let inside = &tokens[from.min(to)..to];
    // 「葬列の儀(そうれつのぎ)」: how it is read is no part of the words.
    let closed = inside.last().is_some_and(|last| last.pos == Pos::Close);
    let remark = inside.iter().rposition(|token| token.pos == Pos::Open);
    let remark = remark.filter(|at| closed && *at > 0);
    let inside = &inside[..remark.unwrap_or(inside.len())];
    let named = inside.last().is_some_and(|last| last.pos.is_nominal());
    let told = inside.iter().any(|token| match token.pos {
        Pos::Particle(kind) => !matches!(kind, ParticleKind::Genitive | ParticleKind::Coordinating),
        Pos::Auxiliary => true,
        _ => false,
    });
    // 「町を歩く会」: the name of a group, whatever it does.
    let called = inside.last().is_some_and(|last| {
        let words = last.span.of(context.page.text());
        last.pos.is_nominal() && context.language.speech.named_in_marks.iter().any(|it| it == words)
    });
    // 「詰め直し」: what is done, made a noun.
    let done = inside.last().is_some_and(|last| {
        matches!(last.pos, Pos::Verb | Pos::DependentVerb) && last.form == Form::Continuative
    });
    inside.len() > 1 && !called && (told || !named && !done)
}

/// Whether marks inside of reported words hold what somebody else says, or what something is called: 「…」という理由で解雇した,
/// 「…」と題した展示; of what a `source` tells for a fact whatever is told to be said: 「…」と通報があった.
pub(super) fn is_anothers(
    context: &Context<'_, '_>,
    line: &Line<'_>,
    (at, end): (usize, usize),
    source: bool,
) -> bool {
    let settings = &context.language.speech;
    let stop = line.items.get(end).map_or(line.span.end, |item| item.span().start);
    let start = line.items[at].span().end.min(stop);
    let rest = Span::new(start, stop).of(line.text);
    let rest = rest.strip_prefix(settings.tail_opening.as_str()).unwrap_or(rest);
    let said = || settings.quotative.all().any(|it| rest.starts_with(it));
    settings.behind_named.begin(rest) || source && said() && !settings.behind_own.begin(rest)
}

/// Whether the marks hold a quality that is ascribed: 「前向き」な内容, 「建設的」だった.
pub(super) fn is_quality(
    context: &Context<'_, '_>,
    line: &Line<'_>,
    at: usize,
    quotation: &Quotation,
) -> bool {
    if context.language.speech.work_marks.contains(quotation.mark) {
        return false;
    }
    let Some(sentence) = context.page.sentence_at(quotation.inner.start) else { return false };
    let tokens = &context.page.syntax[sentence].tokens;
    let last = tokens.partition_point(|token| token.span.end <= quotation.inner.end).checked_sub(1);
    let quality = last.is_some_and(|last| tokens[last].pos == Pos::AdjectivalNoun);
    let joins = matches!(line.pos(at + 1), Some(Pos::Auxiliary | Pos::Conjunction));
    quality && joins
}
