//! What cannot govern a chunk, whatever a model thinks of it.

use keii_syntax::{ParticleKind, Pos, Relation, Token};

use crate::chunk::Draft;

/// What is known when a chunk asks for its governor.
pub(super) struct Known<'a> {
    pub drafts: &'a [Draft],
    pub tokens: &'a [Token],
    /// The relations of the dependents of each chunk so far, one bit each.
    pub filled: &'a [u32],
}

/// Leaves out candidates for the chunk `index` that cannot govern it, as long as others are left.
pub(super) fn narrow(known: &Known<'_>, index: usize, candidates: &mut Vec<usize>) {
    let (drafts, tokens) = (known.drafts, known.tokens);
    let chunk = &drafts[index];
    match chunk.relation {
        Relation::Topic if chunk.predicate.is_some() && reports(&drafts[index + 1], tokens) => {
            candidates.truncate(1);
        }
        Relation::Topic => {
            keep(candidates, |at| said(&drafts[at], tokens) && !is_occasion(known, at));
            if !chunk.comma && scene(chunk, tokens) {
                candidates.truncate(own_scene(known, candidates));
            }
        }
        Relation::Subject | Relation::Object => {
            before_saying(known, candidates);
            keep(candidates, |at| predicative(&drafts[at], tokens));
        }
        Relation::Compound | Relation::Adverbial if !chunk.adnominal => {
            before_saying(known, candidates);
        }
        Relation::Clause if chunk.comma && quotes(drafts, index) => {
            keep(candidates, |at| !embedded(&drafts[at]));
        }
        Relation::Clause if chunk.comma && has_topic(drafts, index) => {
            keep(candidates, |at| !drafts[at].adnominal);
        }
        Relation::Means if chunk.comma && drafts[index + 1].relation == Relation::Topic => {
            candidates.truncate(2);
        }
        _ if chunk.adnominal => keep(candidates, |at| drafts[at].nominal),
        _ => {}
    }
}

fn keep(candidates: &mut Vec<usize>, may_govern: impl Fn(usize) -> bool) {
    if candidates.iter().any(|&at| may_govern(at)) {
        candidates.retain(|&at| may_govern(at));
    }
}

/// Whether a subject or object may depend on a chunk: on a predicate, on a noun that tells of a deed,
/// or on a noun that stands for a predicate (父は医師、母は教師だ), but on no argument.
fn predicative(draft: &Draft, tokens: &[Token]) -> bool {
    let equal = matches!(
        draft.relation,
        Relation::Coordinate | Relation::Genitive | Relation::Adnominal | Relation::Root
    );
    said(draft, tokens) || tokens[draft.head].pos == Pos::VerbalNoun || equal
}

/// Whether a chunk says something of a topic: a predicate, the end, or a noun with a comma that
/// stands for one; no name and no day do that.
fn said(draft: &Draft, tokens: &[Token]) -> bool {
    let stands = matches!(draft.relation, Relation::Bare | Relation::Means | Relation::Coordinate)
        && draft.quotation.is_none()
        && !matches!(tokens[draft.head].pos, Pos::Name(_) | Pos::Counter | Pos::AdverbialNoun);
    draft.predicate.is_some() || draft.relation == Relation::Root || draft.comma && stands
}

/// Words for occasions on which something is said or decided. Nothing is such a thing.
const OCCASIONS: [&str; 12] = [
    "会議",
    "会合",
    "閣議",
    "会見",
    "協議",
    "審議",
    "集会",
    "総会",
    "理事会",
    "演説",
    "講演",
    "談話",
];

/// Whether a noun tells on what occasion something was done: 閣議で、, and whatever has a day: 18日の大会で、.
fn is_occasion(known: &Known<'_>, at: usize) -> bool {
    let tokens = known.tokens;
    let noun = &known.drafts[at];
    let named = OCCASIONS.contains(&tokens[noun.head].lemma.as_str());
    let day = at.checked_sub(1).map(|before| &known.drafts[before]).filter(|day| {
        let head = &tokens[day.head];
        day.relation == Relation::Genitive
            && head.pos == Pos::Counter
            && matches!(head.lemma.as_str(), "日" | "月")
    });
    noun.relation == Relation::Means && (named || day.is_some())
}

/// Leaves out what stands behind a predicate that has its reported words already, for what stands
/// before them: 知事が|記者団に対し|「…」と|述べ、…
fn before_saying(known: &Known<'_>, candidates: &mut Vec<usize>) {
    let [first, second, ..] = candidates.as_slice() else { return };
    let says = known.filled[*second] >> (Relation::Quote as u32) & 1 == 1;
    if says && known.drafts[*first].predicate.is_none() {
        candidates.truncate(2);
    }
}

/// Whether a topic sets the scene: では, には.
fn scene(chunk: &Draft, tokens: &[Token]) -> bool {
    let place = |token: &Token| {
        token.pos == Pos::Particle(ParticleKind::Case)
            && matches!(token.lemma.as_str(), "で" | "に")
    };
    tokens[chunk.tokens.clone()].iter().any(place)
}

/// How many candidates a scene may be set for: up to the first clause with a subject of its own that
/// another clause with its own subject follows (駅では雨が降り、|山では雪が積もった).
fn own_scene(known: &Known<'_>, candidates: &[usize]) -> usize {
    let subject = |at: &usize| known.filled[*at] >> (Relation::Subject as u32) & 1 == 1;
    let closed = |at: &usize| {
        known.drafts[*at].relation == Relation::Clause && known.drafts[*at].comma && subject(at)
    };
    let first = candidates.iter().position(closed);
    first
        .filter(|&first| candidates[first + 1..].iter().any(subject))
        .map_or(candidates.len(), |at| at + 1)
}

/// Whether a chunk is what a noun reports: 難しいとの|見方. What is made a noun by の right before
/// it is its topic: 進むのは|難しいとの|見方.
fn reports(draft: &Draft, tokens: &[Token]) -> bool {
    let joins = |token: &Token| {
        token.pos == Pos::Particle(ParticleKind::Quotative)
            || matches!(token.lemma.as_str(), "との" | "という" | "といった")
    };
    draft.adnominal && draft.predicate.is_some() && tokens[draft.tokens.clone()].iter().any(joins)
}

/// Whether a chunk says what is quoted right before it: 「…」と|述べ、
fn quotes(drafts: &[Draft], index: usize) -> bool {
    index.checked_sub(1).is_some_and(|before| {
        drafts[before].relation == Relation::Quote && drafts[before].quotation.is_some()
    })
}

/// Most chunks before a predicate among which its topic is looked for.
const ARGUMENTS: usize = 8;

/// Whether a predicate has a topic of its own. What has one is no part of a clause before a noun
/// (Minami's clauses of the third kind, 1974).
fn has_topic(drafts: &[Draft], index: usize) -> bool {
    let before = drafts[..index].iter().rev().take(ARGUMENTS);
    before
        .take_while(|draft| draft.predicate.is_none())
        .any(|draft| draft.relation == Relation::Topic)
}

/// Whether a predicate is made a noun, and so part of what is reported next: 進むのは.
fn embedded(draft: &Draft) -> bool {
    matches!(
        draft.relation,
        Relation::Topic | Relation::Also | Relation::Subject | Relation::Object | Relation::Dative
    )
}
