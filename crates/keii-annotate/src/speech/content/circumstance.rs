//! What stands before reported words and is no part of them: when, where, to whom and on what occasion it is said, and with
//! whom it is agreed.

use keii_model::Span;
use keii_syntax::{ParticleKind, Pos, Relation};

use crate::speech::Context;
use crate::speech::line::{Item, Line};
use crate::speech::setting;
use crate::speech::settings::holds;
use crate::speech::speaker::behind_comma;

/// Bと、…ことで合意した: the position behind the partner of whoever agrees, and behind what tells when and where.
pub(super) fn behind_partner(
    context: &Context<'_, '_>,
    line: &Line<'_>,
    start: usize,
    end: usize,
) -> Option<usize> {
    let at = line.items.get(start)?.span().start;
    let here = context.cast.within(Span::new(at, line.span.end));
    let here = here.take_while(|it| it.phrase.start <= at || it.span.start <= at);
    let named = here.map(|it| it.phrase).filter(|it| it.start == at).max_by_key(|it| it.end)?;
    let particle = line.position(named.end);
    let joined =
        context.language.event.partner.hold(line.surface(particle)) && line.is_comma(particle + 1);
    joined.then(|| behind_circumstances(context, line, particle + 2, end).0)
}

/// Skips what tells when, where and to whom it was said. Returns where the content begins.
pub(super) fn behind_circumstances(
    context: &Context<'_, '_>,
    line: &Line<'_>,
    start: usize,
    end: usize,
) -> (usize, Option<Span>) {
    let mut at = start;
    let mut addressee = None;
    loop {
        // …としているが、: what joins the clause to the one before is no part of it.
        let joint = at == start && line.pos(at) == Some(Pos::Particle(ParticleKind::Conjunctive));
        if joint || matches!(line.pos(at), Some(Pos::Conjunction)) || line.is_comma(at) {
            at += 1;
            continue;
        }
        // このため「…」
        let settings = &context.language.speech;
        if settings.pointing_back.hold(line.surface(at))
            && settings.clause_nouns.hold(line.surface(at + 1))
            && (line.is_comma(at + 2) || at + 2 < end && line.word(at + 2).is_none())
        {
            at += 2;
            continue;
        }
        let next = circumstance(context, line, at, end).or_else(|| preface(context, line, at, end));
        let Some(next) = next else { return (at, addressee) };
        let span = line.items[at].span().join(line.items[next - 1].span());
        addressee = addressee.or_else(|| {
            context
                .cast
                .within(span)
                .next_back()
                .map(|mention| mention.phrase)
                .filter(|_| to_somebody(context, line, at, next))
        });
        at = next;
    }
}

/// How many items a circumstance may have.
const CIRCUMSTANCE: usize = 14;

/// The position behind a circumstance that begins here: up to its comma, without a verb in it, and
/// closed by a particle that tells to whom, where or when; or, without a comma, up to 〜に対し.
fn circumstance(
    context: &Context<'_, '_>,
    line: &Line<'_>,
    at: usize,
    end: usize,
) -> Option<usize> {
    let settings = &context.language.speech;
    let stop = end.min(at + CIRCUMSTANCE);
    for position in at..stop {
        let Item::Word(token) = line.items[position] else { return None };
        // 北陸(富山県、石川県)が: a comma inside brackets closes nothing.
        if token.pos == Pos::Open && position > at {
            let inside = (position..stop).find(|&it| line.pos(it) == Some(Pos::Close));
            let comma = |close: usize| (position..close).any(|it| line.is_comma(it));
            if inside.is_none_or(comma) {
                return None;
            }
        }
        let to = holds(&settings.addressee, line.surface(position)) && position > at;
        if to && setting::addressee(context, line, position).is_some() {
            let topic = line.pos(position + 1) == Some(Pos::Particle(ParticleKind::Topic));
            return Some(behind_comma(line, position + 1 + usize::from(topic)));
        }
        match token.pos {
            Pos::Comma => {
                let last = line.word(position.checked_sub(1)?)?;
                let place = settings.circumstance.hold(line.surface(position - 1))
                    || is_setting(context, line, position - 1);
                let when = matches!(
                    last.pos,
                    Pos::AdverbialNoun | Pos::Adverb | Pos::Suffix | Pos::Conjunction
                ) || is_time(context, line, position - 1)
                    || (last.pos == Pos::Close && line.pos(at) == Some(Pos::Number));
                // 一方、 and これに対し、: only how the clause stands to the one before.
                let joins = position == at + 1 && settings.clause_nouns.hold(line.surface(at));
                let against = line.pos(at) == Some(Pos::Pronoun)
                    && holds(&settings.addressee, line.surface(position - 1));
                let skips = place || when || joins || against;
                return (position > at && skips).then_some(position + 1);
            }
            Pos::Verb | Pos::Auxiliary | Pos::Adjective => return None,
            Pos::Particle(ParticleKind::Topic) if !is_setting(context, line, position) => {
                return None;
            }
            Pos::Particle(_) if is_argument(context, line.surface(position)) => return None,
            _ => {}
        }
    }
    None
}

/// は behind で: 議会では.
fn is_setting(context: &Context<'_, '_>, line: &Line<'_>, at: usize) -> bool {
    let topic = line.pos(at) == Some(Pos::Particle(ParticleKind::Topic));
    let before = at.checked_sub(1).map_or("", |before| line.surface(before));
    topic && before == context.language.speech.agreement_particle
}

/// How many items a clause may have that only tells on what occasion somebody speaks.
const PREFACE: usize = 40;

/// The position behind such a clause: …の質問に答え、, …を明示しないまま、, …と首相官邸で会談し、; but 来月会談し、…することで一致した
/// tells what is agreed upon.
fn preface(context: &Context<'_, '_>, line: &Line<'_>, at: usize, end: usize) -> Option<usize> {
    let stop = end.min(at + PREFACE);
    let comma = (at..stop).find(|&position| line.is_comma(position)).filter(|&it| it > at)?;
    let words = line.items[at].span().join(line.items[comma - 1].span());
    let settings = &context.language.speech;
    let words = words.of(line.text);
    let ends = |endings: &[String]| endings.iter().any(|it| words.ends_with(it.as_str()));
    // 自身が電話し、…すると述べた: with a subject of its own it is part of what is said.
    let own = (at..comma).any(|position| {
        line.surface(position) == settings.subject && is_of_clause(context, line, position, comma)
    });
    let met = ends(&settings.encounters) && !own && !settings.tells_ahead(words);
    (met || ends(&settings.prefaces)).then_some(comma + 1)
}

/// Whether a subject is that of the clause that ends before an item, and not of one before a noun: B国が仲介する形で協議を行い、.
fn is_of_clause(context: &Context<'_, '_>, line: &Line<'_>, subject: usize, end: usize) -> bool {
    let at = line.items[subject].span().start;
    let chunk = context.chunk_at(line, at);
    let above = chunk.and_then(|chunk| context.chunk_above(line, chunk));
    above.is_none_or(|it| {
        it.relation != Relation::Adnominal || it.span.end >= line.items[end].span().start
    })
}

/// Particles of what is part of the content: が, を.
fn is_argument(context: &Context<'_, '_>, surface: &str) -> bool {
    let settings = &context.language.speech;
    surface == settings.subject || settings.object_particles.first().is_some_and(|it| it == surface)
}

fn to_somebody(context: &Context<'_, '_>, line: &Line<'_>, at: usize, next: usize) -> bool {
    let settings = &context.language.speech;
    (at..next).any(|position| {
        let surface = line.surface(position);
        holds(&settings.addressee, surface) || surface == settings.adverb_particle
    })
}

/// 15日, 8月, 会談後
pub(super) fn is_time(context: &Context<'_, '_>, line: &Line<'_>, at: usize) -> bool {
    let endings = &context.language.speech.time_endings;
    let surface = line.surface(at);
    line.pos(at) == Some(Pos::Counter) || endings.iter().any(|end| surface.ends_with(end.as_str()))
}
