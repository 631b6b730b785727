//! The words that tell of a happening.

use keii_model::{EventType, Span};
use keii_syntax::{Form as Inflection, Pos, Token};

use crate::language::Language;
use crate::page::Page;
use crate::speech::read;

/// A word that tells of a happening.
#[derive(Clone, Debug)]
pub(super) struct Trigger<'p> {
    pub(super) span: Span,
    pub(super) kind: EventType,
    /// Whether the parties are equals.
    pub(super) symmetric: bool,
    pub(super) form: Form,
    /// The level of those who take part, where the word tells (`leaders`).
    pub(super) level: Option<&'p str>,
    /// Position of the first token behind it.
    pub(super) next: usize,
    /// Where its predicate ends.
    pub(super) predicate_end: u32,
    /// Whether a suffix says that it is going on (訪問中).
    pub(super) going_on: bool,
}

/// How a trigger stands in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// As a predicate: 会談した, 話し合った.
    Verbal,
    /// As a noun: 会談は, アラスカでの会談.
    Nominal,
}

/// The triggers of a sentence, left to right.
pub(super) fn triggers<'p>(
    page: &Page<'_>,
    sentence: usize,
    language: &Language<'p>,
) -> Vec<Trigger<'p>> {
    let tokens = &page.syntax[sentence].tokens;
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match trigger(page.text(), tokens, at, language) {
            Some((trigger, next)) => {
                found.extend(trigger);
                at = next;
            }
            None => at += 1,
        }
    }
    found
}

/// The trigger that begins with this token, and the position behind its words. A word that is in
/// the lexicon but is no head here (会談場所) gives no trigger, yet is passed over as a whole.
fn trigger<'p>(
    text: &str,
    tokens: &[Token],
    at: usize,
    language: &Language<'p>,
) -> Option<(Option<Trigger<'p>>, usize)> {
    let token = &tokens[at];
    let lexicon = language.event_trigger;
    let by_words = lexicon
        .longest_at(text, token.span.start)
        .filter(|(end, _)| tokens[at..].iter().take(8).any(|token| token.span.end == *end));
    let by_lemma = || {
        let is_verb = token.pos == Pos::Verb;
        is_verb.then(|| lexicon.get(&token.lemma)).flatten().map(|entry| (token.span.end, entry))
    };
    let (end, entry) = by_words.or_else(by_lemma)?;
    let next = at + tokens[at..].iter().take_while(|token| token.span.end <= end).count();
    let kind: EventType = read(entry.field("type"))?;
    let settings = &language.event;
    let following = tokens.get(next);
    let glued = following.filter(|following| following.span.start == end);
    let words = glued.map_or("", |token| token.span.of(text));
    let going_on = settings.ongoing_suffixes.iter().any(|suffix| suffix == words);
    let verbal = token.pos == Pos::Verb
        || glued.is_some_and(|token| settings.light_verbs.contains(&token.lemma.to_string()));
    let noun_head = glued.is_some_and(|token| token.pos.is_nominal());
    if noun_head && !verbal && !going_on {
        return Some((None, next));
    }
    let closes = following.is_none_or(|token| matches!(token.pos, Pos::Period | Pos::Comma));
    let bare = closes && tokens[next - 1].pos == Pos::VerbalNoun;
    let trigger = Trigger {
        span: Span::new(token.span.start, end),
        kind,
        symmetric: entry.field("symmetric") == Some("yes"),
        form: if verbal || bare { Form::Verbal } else { Form::Nominal },
        level: entry.field("level").filter(|level| !level.is_empty()),
        next,
        predicate_end: predicate_end(tokens, next, end, verbal),
        going_on,
    };
    Some((Some(trigger), next))
}

/// The end of the verb with its auxiliaries; of a noun, of the word itself.
fn predicate_end(tokens: &[Token], next: usize, end: u32, verbal: bool) -> u32 {
    if !verbal {
        return end;
    }
    let mut stop = end;
    for token in &tokens[next..] {
        let goes_on = matches!(token.pos, Pos::Auxiliary | Pos::DependentVerb)
            || (token.span.start == end && token.pos == Pos::Verb)
            || (token.pos == Pos::Verb
                && token.form != Inflection::None
                && token.span.start == stop
                && stop == end);
        let joint = matches!(token.pos, Pos::Particle(keii_syntax::ParticleKind::Conjunctive))
            && token.span.len() <= 3;
        if !goes_on && !joint {
            break;
        }
        stop = token.span.end;
    }
    stop
}

/// The stretch of the sentence that tells of the trigger: back to where the clause before it ends,
/// on to where its own ends.
pub(super) fn region(page: &Page<'_>, sentence: usize, trigger: &Trigger<'_>) -> Span {
    let tokens = &page.syntax[sentence].tokens;
    let bounds = page
        .quotation_around(trigger.span)
        .map_or(page.sentences[sentence].span, |quotation| page.quotations[quotation].inner);
    let closes = |at: usize| {
        tokens[at].pos == Pos::Period
            || (tokens[at].pos == Pos::Comma && at > 0 && ends_clause(&tokens[at - 1]))
    };
    let first = tokens.partition_point(|token| token.span.start < trigger.span.start);
    let start =
        (0..first).rev().find(|&at| closes(at)).map_or(bounds.start, |at| tokens[at].span.end);
    let stop = (trigger.next..tokens.len())
        .find(|&at| closes(at))
        .map_or(bounds.end, |at| tokens[at].span.start);
    Span::new(
        start.max(bounds.start).min(trigger.span.start),
        stop.min(bounds.end).max(trigger.span.end),
    )
}

/// Whether a clause may end with this word before a comma: a predicate left open, or a particle that
/// joins clauses.
fn ends_clause(token: &Token) -> bool {
    match token.pos {
        Pos::Verb | Pos::Auxiliary | Pos::DependentVerb | Pos::Adjective => true,
        Pos::Particle(kind) => kind == keii_syntax::ParticleKind::Conjunctive,
        _ => false,
    }
}
