//! The words that tell of a happening.

use keii_model::{EventType, Span};
use keii_rules::Entry;
use keii_syntax::{ChunkId, Pos, Token};

use super::EventSettings;
use super::tree::Tree;
use crate::language::Language;
use crate::speech::read;

/// A word that tells of a happening.
#[derive(Clone, Debug)]
pub(super) struct Trigger<'p> {
    pub(super) span: Span,
    pub(super) kind: EventType,
    /// Whether the parties are equals.
    pub(super) symmetric: bool,
    pub(super) form: Form,
    /// Its entry of the lexicon.
    pub(super) entry: &'p Entry,
    /// The chunk it stands in.
    pub(super) chunk: ChunkId,
    /// Whether a suffix says that it is going on (訪問中).
    pub(super) going_on: bool,
    /// Whether what is told came after it (会談後).
    pub(super) over: bool,
}

/// How a trigger stands in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// As a predicate: 会談した, 話し合った.
    Verbal,
    /// As a noun: 会談は, オスロでの会談.
    Nominal,
}

impl<'p> Trigger<'p> {
    /// A column of its entry, when it is filled.
    pub(super) fn field(&self, column: &str) -> Option<&'p str> {
        self.entry.field(column).filter(|value| !value.is_empty())
    }

    /// Whether the column `needs` names this condition.
    pub(super) fn needs(&self, condition: &str) -> bool {
        self.field("needs").is_some_and(|needs| needs.split('|').any(|need| need == condition))
    }
}

/// The triggers of a sentence, left to right.
pub(super) fn triggers<'p>(
    text: &str,
    tree: &Tree<'_>,
    language: &Language<'p>,
) -> Vec<Trigger<'p>> {
    let count = tree.syntax.tokens.len();
    let mut found = Vec::new();
    let mut at = 0;
    while at < count {
        match trigger(text, tree, at, language) {
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
    tree: &Tree<'_>,
    at: usize,
    language: &Language<'p>,
) -> Option<(Option<Trigger<'p>>, usize)> {
    let tokens = &tree.syntax.tokens;
    let token = &tokens[at];
    let (end, entry) = entry(text, tokens, at, language)?;
    let next = at + tokens[at..].iter().take_while(|token| token.span.end <= end).count();
    let kind: EventType = read(entry.field("type"))?;
    let chunk = tree.chunk_of(next.checked_sub(1)?)?;
    let settings = &language.event;
    let glued = tokens.get(next).filter(|following| following.span.start == end);
    let words = glued.map_or("", |token| token.span.of(text));
    let has = |list: &[String]| list.iter().any(|word| word == words);
    let going_on = has(&settings.ongoing_suffixes);
    let behind = glued.is_some_and(|token| token.pos.is_nominal());
    let over = has(&settings.after);
    if behind && !going_on && !over && !has(&settings.aspects) {
        return Some((None, next));
    }
    let predicate = tree.chunk(chunk).predicate;
    let head = tree.chunk(chunk).head as usize;
    let kind = if is_remote(text, tree, chunk, kind, settings) { EventType::Call } else { kind };
    let verbal = (at..next).contains(&head) && predicate.is_some_and(|form| !form.copula);
    let verbal_only = entry.field("pattern") == Some("verb");
    if verbal_only && !verbal {
        return Some((None, next));
    }
    let trigger = Trigger {
        span: Span::new(token.span.start, end),
        kind,
        symmetric: entry.field("symmetric") == Some("yes"),
        form: if verbal { Form::Verbal } else { Form::Nominal },
        entry,
        chunk,
        going_on,
        over,
    };
    Some((Some(trigger), next))
}

/// Whether people meet from afar: 電話で会談した.
fn is_remote(
    text: &str,
    tree: &Tree<'_>,
    chunk: ChunkId,
    kind: EventType,
    settings: &EventSettings,
) -> bool {
    let remote = |id: &ChunkId| {
        let words = tree.chunk(*id).span.of(text);
        settings.remote.iter().any(|remote| words.ends_with(remote.as_str()))
    };
    matches!(kind, EventType::Meet | EventType::Negotiate)
        && tree.dependents(chunk).iter().any(remote)
}

/// The longest entry of the lexicon whose words begin here, or that the verb here is a form of.
fn entry<'p>(
    text: &str,
    tokens: &[Token],
    at: usize,
    language: &Language<'p>,
) -> Option<(u32, &'p Entry)> {
    let token = &tokens[at];
    if matches!(token.pos, Pos::Verb) {
        return language.event_trigger.get(&token.lemma).map(|entry| (token.span.end, entry));
    }
    language
        .event_trigger
        .longest_at(text, token.span.start)
        .filter(|(end, _)| tokens[at..].iter().take(8).any(|token| token.span.end == *end))
}
