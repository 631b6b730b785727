//! To whom, in what and when something is said: what stands around reported words.

use keii_model::{EntityType, Span, TimeType};
use keii_syntax::{Chunk, ParticleKind, Pos, Relation};

use super::Context;
use super::content::Content;
use super::cue::Cue;
use super::line::{Item, Line};
use super::settings::holds;

/// What is known of the occasion.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Setting {
    pub(super) addressee: Option<Span>,
    pub(super) medium: Option<Span>,
    /// Position among the times of the page.
    pub(super) time: Option<usize>,
}

/// Reads the setting of a cue's content from its clause, which begins at `from`.
pub(super) fn of(
    context: &Context<'_, '_>,
    line: &Line<'_>,
    from: usize,
    cue: &Cue<'_>,
    content: &Content,
) -> Setting {
    let first = content.before.first().unwrap_or(&content.span).start;
    let starts = line.items.partition_point(|item| item.span().end <= first);
    let opening = (from..starts.min(cue.at)).rev();
    let start = opening.take_while(|&at| !closes_clause(line, at)).last().unwrap_or(from);
    let ahead = start..starts.min(cue.at);
    let behind = (cue.at + 1).min(cue.verb_at)..cue.verb_at;
    let around = || ahead.clone().chain(behind.clone());
    let medium = around().find_map(|at| medium(context, line, at));
    // Right before the words, or with a particle that can only mean to whom.
    let next = |at: usize| at + 1 + usize::from(line.is_comma(at + 1));
    let to = |at: usize| {
        let sure = holds(&context.language.speech.addressee, line.surface(at))
            || line.surface(at) == context.language.speech.object_particles[0];
        let near = next(at) >= starts || at > cue.at;
        addressee(context, line, at).filter(|_| sure || near)
    };
    let addressee = content.addressee.or_else(|| around().find_map(to));
    let addressee = addressee.filter(|it| medium.is_none_or(|medium: Span| !medium.overlaps(*it)));
    Setting { addressee, medium, time: around().rev().find_map(|at| time(context, line, at)) }
}

/// Whether a clause with a predicate of its own ends with this comma.
fn closes_clause(line: &Line<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| line.pos(before));
    line.is_comma(at)
        && matches!(
            before,
            Some(
                Pos::Verb
                    | Pos::Auxiliary
                    | Pos::DependentVerb
                    | Pos::Particle(ParticleKind::Conjunctive)
            )
        )
}

/// 会見で, SNS「…」に: the noun before a particle, where it names a way of speaking.
fn medium(context: &Context<'_, '_>, line: &Line<'_>, at: usize) -> Option<Span> {
    let settings = &context.language.speech;
    if !line.is_particle(at) || !settings.medium_particles.hold(line.surface(at)) {
        return None;
    }
    let is_part = |&it: &usize| match line.items[it] {
        Item::Quote(quotation) => it + 1 == at && quotation.inner.len() < SERVICE,
        Item::Word(token) => token.pos.is_nominal() || token.pos == Pos::Prefix,
    };
    let first = (0..at).rev().take_while(is_part).last()?;
    let last = (first..at).rev().find(|&it| line.word(it).is_some())?;
    let noun = line.items[first].span().join(line.items[last].span()).of(line.text);
    let names = settings.media.iter().any(|ending| noun.ends_with(ending.as_str()));
    names.then(|| line.items[first].span().join(line.items[at - 1].span()))
}

/// The longest name of a service in marks, in bytes: twelve characters.
const SERVICE: u32 = 36;

/// 記者団に, 支持者を前に: somebody before a particle.
pub(super) fn addressee(context: &Context<'_, '_>, line: &Line<'_>, at: usize) -> Option<Span> {
    let settings = &context.language.speech;
    let to = holds(&settings.addressee, line.surface(at))
        || line.surface(at) == settings.adverb_particle;
    let before = line.surface(at + 1) == settings.in_front
        && settings.object_particles.first().is_some_and(|it| it == line.surface(at));
    if at == 0 || !line.is_particle(at) || !(to || before) {
        return None;
    }
    let end = line.items[at - 1].span().end;
    let mentions = context.cast.within(Span::new(line.span.start, end));
    let named = mentions.rev().find(|mention| mention.phrase.end == end);
    if let Some(mention) = named {
        let place = context.cast.entity(mention).kind == EntityType::Place;
        return (!place).then_some(mention.phrase);
    }
    // 控えるよう|国民に
    let is_part =
        |&it: &usize| line.pos(it).is_some_and(|pos| pos.is_nominal() && pos != Pos::FormalNoun);
    let first = (0..at).rev().take_while(is_part).last()?;
    let span = line.items[first].span().join(line.items[at - 1].span());
    let words = span.of(line.text);
    let mut people = settings.speaking_people.iter().chain(&settings.audiences);
    people.any(|ending| words.ends_with(ending.as_str())).then_some(span)
}

/// The date that begins here.
fn time(context: &Context<'_, '_>, line: &Line<'_>, at: usize) -> Option<usize> {
    let start = line.items[at].span().start;
    let found = context.times.partition_point(|time| time.span.start < start);
    let time = context.times.get(found)?;
    let dated = time.span.start == start && time.kind == TimeType::Date;
    (dated && !belongs_to_a_noun(context, line, time.span)).then_some(found)
}

/// Whether a time tells of a noun, not of what is said: 8月1日の発効に触れ, 8月1日に発効した関税について. The occasion on
/// which something is said is told with its time (5日の委員会で, 5日に開いた会見で).
fn belongs_to_a_noun(context: &Context<'_, '_>, line: &Line<'_>, time: Span) -> bool {
    let above = |chunk: &Chunk| context.chunk_above(line, chunk);
    let own = context.chunk_at(line, time.end - 1);
    let Some((own, governor)) = own.and_then(|own| Some((own, above(own)?))) else { return false };
    let words = |chunk: &Chunk| chunk.span.of(line.text);
    let within = governor.predicate.is_some() && governor.relation == Relation::Adnominal;
    let clause = within && own.relation != Relation::Topic && !words(own).ends_with(COMMAS);
    if !(own.relation == Relation::Genitive || clause) {
        return false;
    }
    let of_noun =
        |chunk: &&Chunk| matches!(chunk.relation, Relation::Genitive | Relation::Adnominal);
    let mut noun = governor;
    while let Some(next) = above(noun).filter(|_| of_noun(&noun)) {
        noun = next;
    }
    let settings = &context.language.speech;
    let phrase = words(noun).trim_end_matches(COMMAS);
    let occasion = settings.occasion_particles.iter().any(|it| phrase.ends_with(it.as_str()));
    !occasion && !settings.media.iter().any(|it| phrase.contains(it.as_str()))
}

const COMMAS: [char; 3] = ['、', ',', '，'];
