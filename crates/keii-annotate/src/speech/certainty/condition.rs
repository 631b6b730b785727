//! What is said to follow from something else: …すれば…する, …ない限り…しない, …場合には….

use keii_model::Factuality;
use keii_syntax::{Form, ParticleKind, Pos, Token};

use super::settings::LabelSettings;
use crate::speech::settings::holds;

/// How certain what follows is, where a clause of the words tells on what it depends and the words do not
/// tell of what is past: what is not done is certain, what somebody means to do (`meant`) is probable.
pub(super) fn of(
    text: &str,
    settings: &LabelSettings,
    words: &[Token],
    meant: impl FnOnce() -> bool,
) -> Option<Factuality> {
    let last = words.last()?;
    let verbal = words
        .len()
        .checked_sub(2)
        .is_some_and(|at| matches!(words[at].pos, Pos::Verb | Pos::DependentVerb | Pos::Auxiliary));
    let past = last.pos == Pos::Auxiliary && holds(&settings.past, &last.lemma) && verbal;
    let at = (1..words.len()).rev().find(|&at| depends(text, settings, words, at))?;
    if past || at + 1 >= words.len() || is_manner(text, settings, &words[..=at]) {
        return None;
    }
    let denied = last.pos == Pos::Auxiliary && holds(&settings.negations, &last.lemma);
    Some(if denied {
        Factuality::Certain
    } else if meant() {
        Factuality::Probable
    } else {
        Factuality::Possible
    })
}

/// Whether a clause that tells a condition ends with the word at a position.
fn depends(text: &str, settings: &LabelSettings, words: &[Token], at: usize) -> bool {
    let token = &words[at];
    let next = words.get(at + 1);
    // …なければ|ならない
    let obliges = || next.is_some_and(|it| holds(&settings.obliging, &it.lemma));
    // …と言えば, …によれば
    let hypothetical = token.pos == Pos::Particle(ParticleKind::Conjunctive)
        && words[at - 1].form == Form::Conditional
        || token.pos == Pos::Auxiliary
            && token.form == Form::Conditional
            && next.is_none_or(|it| it.pos != Pos::Particle(ParticleKind::Conjunctive));
    let closed = matches!(words[at - 1].form, Form::Plain)
        && matches!(words[at - 1].pos, Pos::Verb | Pos::DependentVerb | Pos::Auxiliary);
    let sets = closed
        && holds(&settings.cases, token.span.of(text))
        && next.is_some_and(|it| {
            it.pos == Pos::Comma || holds(&settings.behind_cases, it.span.of(text))
        });
    (hypothetical && !obliges()) || sets
}

/// Whether the condition only tells how it would please: できれば, 可能であれば.
fn is_manner(text: &str, settings: &LabelSettings, words: &[Token]) -> bool {
    let Some((first, last)) = words.first().zip(words.last()) else { return true };
    let words = first.span.join(last.span).of(text);
    settings.mere_conditions.iter().any(|it| words.ends_with(it.as_str()))
}
