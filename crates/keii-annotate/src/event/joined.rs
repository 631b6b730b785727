//! Nouns of doing in one word, of which the last alone has the verb: 逮捕・起訴した.

use keii_syntax::{Pos, Token};

use super::EventSettings;

/// Whether the words up to `next` share the verb of the noun at `head`, joined to it by marks between
/// equals.
pub(super) fn shares_verb(
    text: &str,
    tokens: &[Token],
    (next, head): (usize, usize),
    settings: &EventSettings,
) -> bool {
    let doing = |at: usize| tokens.get(at).is_some_and(|token| token.pos == Pos::VerbalNoun);
    let joint = |at: usize| settings.equals.hold(tokens[at].span.of(text));
    next > 0
        && next < head
        && doing(next - 1)
        && (head - next) % 2 == 1
        && (next..head).step_by(2).all(|at| joint(at) && doing(at + 1))
}
