//! How a predicate ends.

use keii_syntax::{Form, ParticleKind, Pos, PredicateForm, Token, Voice};

use super::unit::Content;

/// Reads the predicate of a chunk; `None` when it holds none. A bare noun at the end of a sentence
/// becomes a predicate later, when it is known to be the end.
pub(super) fn form(tokens: &[Token], content: &Content) -> Option<PredicateForm> {
    let behind = &content.words[content.tail..];
    let of_noun = is_of_noun(tokens, behind);
    let verbal =
        |&at: &usize| matches!(tokens[at].pos, Pos::Verb | Pos::DependentVerb | Pos::Adjective);
    let inflected = !of_noun && behind.iter().any(verbal);
    let copula = !inflected && (of_noun || has_copula(tokens, behind));
    if !inflected && !copula {
        return None;
    }
    let mut form = PredicateForm { copula, ..PredicateForm::default() };
    for (index, &at) in behind.iter().enumerate() {
        let before = index.checked_sub(1).map(|index| &tokens[behind[index]]);
        read(&mut form, before, &tokens[at]);
    }
    Some(form)
}

/// Whether words behind a noun say ではない or でもある of it.
fn is_of_noun(tokens: &[Token], behind: &[usize]) -> bool {
    let [joint, focus, is, ..] = behind else { return false };
    let focused = tokens[*focus].pos == Pos::Particle(ParticleKind::Topic);
    matches!(tokens[*joint].lemma.as_str(), "で" | "だ")
        && focused
        && matches!(tokens[*is].lemma.as_str(), "ない" | "ある")
}

/// だ, です, である behind a noun. な and に of an adjectival noun are read by its relation.
fn has_copula(tokens: &[Token], behind: &[usize]) -> bool {
    behind.iter().any(|&at| {
        let token = &tokens[at];
        token.pos == Pos::Auxiliary
            && matches!(
                token.lemma.as_str(),
                "だ" | "です"
                    | "である"
                    | "でございます"
                    | "らしい"
                    | "ある"
                    | "じゃ"
                    | "や"
                    | "なり"
            )
    })
}

fn read(form: &mut PredicateForm, before: Option<&Token>, token: &Token) {
    let lemma = token.lemma.as_str();
    match token.pos {
        Pos::Auxiliary => match lemma {
            "れる" | "られる" => form.voice = Voice::Passive,
            "せる" | "させる" => form.voice = Voice::Causative,
            "ない" | "ぬ" | "ん" | "ず" | "まい" => form.negated = true,
            // 署名したら: not done yet.
            "た" => form.past |= token.form != Form::Conditional,
            "だ" if before.is_some_and(past_before) => form.past = true,
            _ => {}
        },
        Pos::Adjective if lemma == "ない" => form.negated = true,
        Pos::DependentVerb | Pos::Verb => {
            let te = before.is_some_and(|before| {
                before.pos == Pos::Particle(ParticleKind::Conjunctive)
                    && matches!(before.lemma.as_str(), "て" | "で")
            });
            form.progressive |= te && matches!(lemma, "いる" | "おる" | "いらっしゃる");
            form.progressive |= matches!(lemma, "てる" | "でる") && token.pos == Pos::DependentVerb;
        }
        _ => {}
    }
}

/// Whether だ behind this word is the past of a verb (読んだ) and not the copula.
fn past_before(before: &Token) -> bool {
    matches!(before.pos, Pos::Verb | Pos::DependentVerb) && before.form == Form::Continuative
}
