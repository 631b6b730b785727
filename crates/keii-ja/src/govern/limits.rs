//! What cannot govern a chunk, whatever a model thinks of it.

use keii_syntax::{ParticleKind, Pos, Relation, Token};

use super::idioms::{differs, is_beside, is_holding, is_mutual, is_occasion, is_provision, takes};
use crate::chunk::{Draft, named, personal};

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
    if !belongs_to_noun(chunk) {
        keep(candidates, |at| !is_reported(&drafts[at], tokens));
    }
    if chunk.comma && is_set_off(chunk) {
        keep(candidates, |at| !(drafts[at].adnominal && drafts[at].predicate.is_some()));
    }
    match chunk.relation {
        Relation::Topic if chunk.predicate.is_some() && reports(&drafts[index + 1], tokens) => {
            candidates.truncate(1);
        }
        Relation::Topic if differs(chunk, tokens, &drafts[index + 1]) => candidates.truncate(1),
        Relation::Topic => {
            keep(candidates, |at| {
                said(&drafts[at], tokens)
                    && !is_occasion(drafts, at, tokens)
                    && !is_holding(drafts, at, tokens)
            });
            if !chunk.comma && scene(chunk, tokens) {
                candidates.truncate(own_scene(known, candidates));
            }
        }
        Relation::With => {
            let predicate = candidates.iter().find(|&&at| drafts[at].predicate.is_some());
            let mutual = predicate.is_some_and(|&at| is_mutual(&drafts[at], tokens));
            keep(candidates, |at| !is_beside(chunk, &drafts[at], tokens, mutual));
            past_owner(known, chunk, candidates);
        }
        // 例田首相と|北国の|大統領が
        Relation::Coordinate if personal(tokens, chunk) => {
            keep(candidates, |at| personal(tokens, &drafts[at]));
        }
        Relation::Object if takes(&drafts[index + 1], tokens) => candidates.truncate(1),
        Relation::Subject | Relation::Object => {
            before_saying(known, candidates);
            if chunk.relation == Relation::Subject {
                past_provision(known, index, candidates);
            }
            keep(candidates, |at| predicative(&drafts[at], tokens));
        }
        Relation::Compound | Relation::Adverbial if !chunk.adnominal => {
            before_saying(known, candidates);
        }
        Relation::Clause if chunk.comma && quotes(drafts, index) => {
            // 「…」と|評価し、|一致したと|明かした: who says one thing goes on to say another.
            keep(candidates, |at| !embedded(&drafts[at]) && drafts[at].relation != Relation::Quote);
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

/// Leaves out what only tells whose a person is, for the person: 例田首相と|北国の|大統領の田中氏が.
fn past_owner(known: &Known<'_>, chunk: &Draft, candidates: &mut Vec<usize>) {
    let person = |at: usize| personal(known.tokens, &known.drafts[at]);
    let [first, second, ..] = *candidates.as_slice() else { return };
    let owner = known.drafts[first].relation == Relation::Genitive && !person(first);
    if owner && person(second) && personal(known.tokens, chunk) {
        candidates.remove(0);
    }
}

/// Leaves out what a law, order or agreement is to do, for what somebody does with that: 大統領が|関税を|下げる|命令に|署名した.
/// A topic before it does the second: 野党は、|首相が|税を|上げる|法案に|反対した.
fn past_provision(known: &Known<'_>, index: usize, candidates: &mut Vec<usize>) {
    let drafts = known.drafts;
    let has = |at: usize, relation: Relation| known.filled[at] >> (relation as u32) & 1 == 1;
    let Some(place) = candidates.iter().position(|&at| drafts[at].predicate.is_some()) else {
        return;
    };
    let [provides, document, does, ..] = candidates[place..] else { return };
    let provision = drafts[provides].adnominal
        && has(provides, Relation::Object)
        && matches!(drafts[document].relation, Relation::Dative | Relation::Object)
        && is_provision(&drafts[document], known.tokens);
    let free = drafts[does].predicate.is_some() && !has(does, Relation::Subject);
    if !provision || !free {
        return;
    }
    let ends = |it: &&Draft| it.relation == Relation::Clause && it.comma;
    let mut clause = drafts[..index].iter().rev().take_while(|it| !ends(it));
    let topic = |it: &Draft| it.relation == Relation::Topic && !scene(it, known.tokens);
    if !clause.any(topic) {
        candidates.drain(..place + 2);
    }
}

/// Whether a chunk tells when, where, by what or from whom. With a comma behind it, it is told of the
/// sentence and not of a clause before a noun: 領海に、|機関砲を|載せた|船が|入った.
fn is_set_off(draft: &Draft) -> bool {
    let told = matches!(
        draft.relation,
        Relation::Adverbial
            | Relation::Means
            | Relation::Dative
            | Relation::From
            | Relation::Compound
    );
    told && draft.predicate.is_none() && !draft.adnominal
}

/// Whether a chunk may say more of a noun, be its equal, or stand beside it.
fn belongs_to_noun(draft: &Draft) -> bool {
    let beside =
        matches!(draft.relation, Relation::Genitive | Relation::Coordinate | Relation::Bare);
    draft.adnominal || beside
}

/// Whether a chunk is a quotation that is reported. What is told outside it is no part of what was
/// said: 会見で|「…」と|述べた, 会見で|「…」との|考えを|示した.
fn is_reported(draft: &Draft, tokens: &[Token]) -> bool {
    draft.quotation.as_ref().is_some_and(|quotation| {
        let behind = &tokens[quotation.end..draft.tokens.end];
        draft.relation == Relation::Bare || behind.iter().any(is_reporting)
    })
}

/// Whether a subject or object may depend on a chunk: on a predicate, on a noun that tells of a deed,
/// or on a noun that stands for a predicate (父は医師、母は教師だ), but on no argument.
fn predicative(draft: &Draft, tokens: &[Token]) -> bool {
    let equal = matches!(
        draft.relation,
        Relation::Coordinate | Relation::Genitive | Relation::Adnominal | Relation::Root
    );
    // 予定より: nothing is done by what something is measured by.
    let deed = tokens[draft.head].pos == Pos::VerbalNoun && draft.relation != Relation::Than;
    said(draft, tokens) || deed || equal
}

/// Whether a chunk says something of a topic: a predicate, the end, or a noun with a comma that
/// stands for one; no name and no day do that.
fn said(draft: &Draft, tokens: &[Token]) -> bool {
    let words = tokens[draft.tokens.clone()].iter().rev();
    let last = words.clone().find(|token| !matches!(token.pos, Pos::Comma | Pos::Close));
    // 賃上げや、: one of several things is said of nothing.
    let one_of = draft.relation == Relation::Coordinate
        && last.is_some_and(|token| matches!(token.pos, Pos::Particle(_)));
    let stands = match draft.relation {
        Relation::Coordinate => !one_of && draft.comma,
        Relation::Bare | Relation::Means => draft.comma,
        // 生産数は|百門と|される
        Relation::Quote => true,
        _ => false,
    };
    let named = draft.relation == Relation::Coordinate && named(tokens, draft, true)
        || matches!(tokens[draft.head].pos, Pos::Name(_) | Pos::AdverbialNoun)
        || tokens[draft.head].pos == Pos::Counter && draft.relation != Relation::Quote;
    let told = draft.predicate.is_some() || draft.relation == Relation::Root;
    told || stands && !named && draft.quotation.is_none()
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
    let said = draft.adnominal && draft.predicate.is_some();
    said && tokens[draft.tokens.clone()].iter().any(is_reporting)
}

/// と, との, という: the words before it are reported.
fn is_reporting(token: &Token) -> bool {
    token.pos == Pos::Particle(ParticleKind::Quotative)
        || matches!(token.lemma.as_str(), "との" | "という" | "といった")
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
