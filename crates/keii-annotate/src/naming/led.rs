//! Names that begin with a state or place: 米中, 国境紛争 behind a state's name.

use keii_model::{EntityType, NamingKind, Span};

use super::settings::longest_of;
use super::sorted;
use crate::draft::{Cast, NameDraft};
use crate::language::Language;
use crate::page::Page;

/// So many names and words may stand before the noun of a conflict.
const LONGEST: usize = 6;

/// The states named in one breath, and the conflicts named by who fights or where.
pub(super) fn led(
    page: &Page<'_>,
    cast: &Cast,
    language: &Language<'_>,
    sentence: Span,
) -> Vec<NameDraft> {
    let named = named(page, cast, language, sentence);
    let mut found = Vec::new();
    let mut at = 0;
    while at < named.len() {
        let run = run(page, language, &named[at..]);
        found.extend(relation(&named[at..at + run]));
        found.extend(conflict(page, language, sentence, &named[at..], run));
        at += run;
    }
    found
}

/// A state, place or body with a key.
pub(super) struct Named<'a> {
    span: Span,
    pub(super) key: &'a str,
}

/// The names of a sentence; of groups (米中首脳) the states they begin with.
pub(super) fn named<'a>(
    page: &Page<'_>,
    cast: &'a Cast,
    language: &Language<'a>,
    sentence: Span,
) -> Vec<Named<'a>> {
    let mut named: Vec<Named<'a>> = Vec::new();
    for mention in cast.within(sentence) {
        let entity = cast.entity(mention);
        let after = named.last().map_or(0, |last| last.span.end);
        if entity.kind == EntityType::Group {
            named.extend(
                members(page, language, mention.span).filter(|one| one.span.start >= after),
            );
        } else if let Some(key) = entity.key.as_deref().filter(|key| is_party(key))
            && mention.span.start >= after
        {
            named.push(Named { span: mention.span, key });
        }
    }
    named
}

fn is_party(key: &str) -> bool {
    ["country:", "place:", "org:"].iter().any(|kind| key.starts_with(kind))
}

/// The states that the name of a group begins with.
fn members<'a>(
    page: &Page<'_>,
    language: &Language<'a>,
    group: Span,
) -> impl Iterator<Item = Named<'a>> {
    let text = page.text();
    let mut at = group.start;
    let mut next = move || {
        let long = language.country.longest_at(text, at);
        let (end, entry) = long.or_else(|| language.country_short.longest_at(text, at))?;
        let found = Named { span: Span::new(at, end), key: entry.field("key")? };
        at = end;
        (end < group.end).then_some(found)
    };
    let found: Vec<Named<'a>> = std::iter::from_fn(&mut next).collect();
    found.into_iter()
}

/// How many names stand in one breath: 米中, 米国と中国, 米国・中国.
fn run(page: &Page<'_>, language: &Language<'_>, named: &[Named<'_>]) -> usize {
    let text = page.text();
    let short = |mention: &Named<'_>| mention.span.of(text).chars().nth(1).is_none();
    let joined = |one: &Named<'_>, next: &Named<'_>| {
        let Some(gap) = text.get(one.span.end as usize..next.span.start as usize) else {
            return false;
        };
        let abbreviated = gap.is_empty() && short(one) && short(next);
        abbreviated || language.names_used.joints.iter().any(|joint| joint == gap)
    };
    1 + named.windows(2).take_while(|pair| joined(&pair[0], &pair[1])).count()
}

fn relation(members: &[Named<'_>]) -> Option<NameDraft> {
    let keys = sorted(members.iter().map(|member| member.key.to_owned()));
    let states = keys.iter().all(|key| key.starts_with("country:"));
    let (first, last) = (members.first()?, members.last()?);
    let span = Span::new(first.span.start, last.span.end);
    (states && keys.len() > 1 && keys.len() == members.len()).then_some(NameDraft {
        kind: NamingKind::Relation,
        span,
        about: keys,
        leader: None,
    })
}

/// The conflict whose name begins with a run of names: ウクライナ危機, 両国での大規模な戦争,
/// 一方による他方への侵攻.
fn conflict(
    page: &Page<'_>,
    language: &Language<'_>,
    sentence: Span,
    named: &[Named<'_>],
    run: usize,
) -> Option<NameDraft> {
    let text = page.text();
    let mut parties = run;
    let mut end = named[run - 1].span.end;
    let mut direct = true;
    for _ in 0..LONGEST {
        if let Some((noun_end, entry)) = language.naming.longest_at(text, end) {
            let fits = match entry.field("kind") {
                Some("strong") => true,
                Some("weak") => direct,
                _ => false,
            };
            if fits && noun_end <= sentence.end {
                let keys = named[..parties].iter().map(|one| one.key.to_owned());
                return Some(NameDraft {
                    kind: NamingKind::Conflict,
                    span: Span::new(named[0].span.start, noun_end),
                    about: sorted(keys),
                    leader: None,
                });
            }
        }
        if let Some(next) = named.get(parties).filter(|next| next.span.start == end && !direct) {
            // ダルフールで続くダルフール紛争: named by itself.
            if named[..parties].iter().any(|one| one.key == next.key) {
                return None;
            }
            (parties, end, direct) = (parties + 1, next.span.end, true);
            continue;
        }
        let rest = text.get(end as usize..sentence.end as usize)?;
        let words = if direct { &language.names_used.links } else { &language.names_used.manners };
        let length = longest_of(words, rest)?;
        (end, direct) = (end + u32::try_from(length).ok()?, false);
    }
    None
}
