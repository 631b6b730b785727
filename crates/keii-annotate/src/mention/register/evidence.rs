//! What tells that a name is that of a body: what it is called before it, what is said to be its own,
//! what it does.

use std::collections::{BTreeMap, BTreeSet};

use keii_model::Span;
use keii_syntax::{NameKind, Pos, Token};

use super::{is_honoured, is_titled};
use crate::language::Language;
use crate::mention::shape::{Script, is_joint, script};
use crate::page::Page;

/// How much evidence a name needs: one sure sign, or two others.
const ENOUGH: usize = 2;

/// How much one needs that is made of common nouns.
const ENOUGH_OF_NOUNS: usize = 4;

/// The signs that a name is that of a body.
#[derive(Clone, Copy, Default)]
struct Weight {
    /// How many sure ones.
    sure: usize,
    /// Which of the others, each once.
    hints: [bool; 4],
    /// An honorific or office shows somewhere that it is somebody's name.
    person: bool,
}

impl Weight {
    fn add(&mut self, other: Self) {
        self.sure += other.sure;
        self.person |= other.person;
        for (own, other) in self.hints.iter_mut().zip(other.hints) {
            *own |= other;
        }
    }

    /// All signs together; a sure one counts for two others.
    fn sum(&self) -> usize {
        let hints = self.hints.iter().filter(|hint| **hint).count();
        if self.person { 0 } else { 2 * self.sure + hints }
    }
}

/// The longest name in quotation marks, in characters.
const LONGEST_IN_MARKS: usize = 16;

/// The names in katakana or Latin letters that the page's words show to be bodies', each where it stands
/// first.
pub(super) fn names(
    page: &Page<'_>,
    runs: &[Vec<Span>],
    language: &Language<'_>,
    common: &BTreeSet<String>,
) -> Vec<(usize, Span)> {
    let text = page.text();
    let mut weights: BTreeMap<&str, (Weight, usize, Span)> = BTreeMap::new();
    for (sentence, runs) in runs.iter().enumerate() {
        if crate::mention::is_apart(page, sentence) {
            continue;
        }
        for &run in runs {
            let words = run.of(text);
            if may_name(text, run, &page.syntax[sentence].tokens, language)
                && !common.contains(words)
                && !language.names.bodies.is_common(words)
            {
                let weight = weigh(page, sentence, run, language);
                weights.entry(words).or_insert((Weight::default(), sentence, run)).0.add(weight);
            }
        }
    }
    let enough = |&(weight, sentence, span): &(Weight, usize, Span)| {
        let parts = known(span, &page.syntax[sentence].tokens, text) == Known::Parts;
        weight.sum() >= if parts { ENOUGH_OF_NOUNS } else { ENOUGH }
    };
    let names = weights.into_values().filter(enough);
    names.map(|(_, sentence, span)| (sentence, span)).collect()
}

/// Whether a run of katakana or Latin letters can be the name of a body that nobody knows.
fn may_name(text: &str, run: Span, tokens: &[Token], language: &Language<'_>) -> bool {
    let words = run.of(text);
    let first = words.chars().next();
    let lower = first.is_some_and(char::is_lowercase);
    let ends = [first, words.chars().next_back()];
    let loose = ends.iter().flatten().any(|&it| is_joint(it) || it == 'ー' && first == Some(it));
    if words.chars().count() < 3 || lower || loose || known(run, tokens, text) == Known::Whole {
        return false;
    }
    let lexicons = [
        language.country,
        language.place,
        language.organization,
        language.title,
        language.group,
        language.honorific,
        language.title_prefix,
        language.event_trigger,
    ];
    words.split(is_joint).all(|part| lexicons.iter().all(|it| it.get(part).is_none()))
}

/// How far a name is unknown to the dictionary.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Known {
    /// It is a word of its own, or somebody's name.
    Whole,
    /// It is made of common nouns: オーシャンリンク.
    Parts,
    No,
}

/// What the dictionary makes of the words.
fn known(run: Span, tokens: &[Token], text: &str) -> Known {
    let from = tokens.partition_point(|token| token.span.end <= run.start);
    let to = tokens.partition_point(|token| token.span.start < run.end);
    let inside: Vec<&Token> = tokens[from..to].iter().filter(|it| it.pos != Pos::Symbol).collect();
    let person = |token: &&Token| {
        token.known
            && matches!(token.pos, Pos::Name(kind)
                if !matches!(kind, NameKind::Organization | NameKind::Other))
    };
    let common = |token: &&Token| token.known && !matches!(token.pos, Pos::Name(_));
    let joined = run.of(text).contains(is_joint);
    match inside.as_slice() {
        [] => Known::Whole,
        [one] if common(one) || person(one) => Known::Whole,
        [first, .., last] if joined && (person(first) || person(last)) => Known::Whole,
        parts if parts.iter().all(common) => Known::Parts,
        _ => Known::No,
    }
}

/// What one occurrence tells.
fn weigh(page: &Page<'_>, sentence: usize, run: Span, language: &Language<'_>) -> Weight {
    let text = page.text();
    let settings = &language.names.bodies;
    if is_honoured(text, run.end, language) || is_titled(text, run.end, language) {
        return Weight { person: true, ..Weight::default() };
    }
    let bounds = page.sentences[sentence].span;
    let before = &text[bounds.start as usize..run.start as usize];
    let behind = &text[run.end as usize..bounds.end as usize];
    let starts = |words: &[String]| words.iter().any(|it| behind.starts_with(it.as_str()));
    let genitive = language.names.genitive.as_str();
    let kind = settings.kinds.end(before);
    let kind_of = before.strip_suffix(genitive).is_some_and(|before| settings.kinds.end(before));
    let owns = behind.strip_prefix(genitive).is_some_and(|rest| settings.own.begin(rest))
        || behind.starts_with(genitive) && has_officer(page, sentence, run.end, language);
    let topic = starts(&language.names.topics);
    let acts = topic && settings.acts.iter().any(|it| behind.contains(it.as_str()));
    let pointed = topic && is_pointed_at(page, sentence, language);
    let ends = settings.ends.end_behind_more(run.of(text));
    let sure = kind || owns || ends || settings.tails.begin(behind);
    let hints = [kind_of, settings.hints.begin(behind), acts, pointed];
    Weight { sure: usize::from(sure), hints, person: false }
}

/// How many words somebody's name before an office has at most.
const NAME: usize = 4;

/// Xの社長, Xの広報担当者, XのA会長.
fn has_officer(page: &Page<'_>, sentence: usize, at: u32, language: &Language<'_>) -> bool {
    let (text, tokens) = (page.text(), &page.syntax[sentence].tokens);
    let first = tokens.partition_point(|token| token.span.end <= at) + 1;
    let rest = &tokens[first.min(tokens.len())..];
    let compound = rest.iter().take(NAME + 1).enumerate();
    let compound = compound.take_while(|(at, it)| *at == 0 || it.pos.is_nominal());
    compound.map(|(_, token)| token.span.start).any(|start| {
        language.title.longest_at(text, start).is_some_and(|(_, entry)| {
            matches!(entry.field("level"), Some("business" | "spokesperson"))
                && entry.field("alone").is_some()
        })
    })
}

/// Whether the next sentence of the paragraph begins with a word for a company named before.
fn is_pointed_at(page: &Page<'_>, sentence: usize, language: &Language<'_>) -> bool {
    let Some(next) = page.sentences.get(sentence + 1).map(|next| next.span) else { return false };
    let words = next.of(page.text());
    language.names.bodies.pointers.iter().any(|it| words.starts_with(it.as_str()))
}

/// 武装組織「X」は: a name in quotation marks behind a noun for its kind.
pub(super) fn in_marks(
    page: &Page<'_>,
    sentence: usize,
    language: &Language<'_>,
) -> impl Iterator<Item = Span> {
    let text = page.text();
    let start = page.sentences[sentence].span.start as usize;
    let bodies = &language.speech.bodies_in_marks;
    let named = move |quotation: &&crate::page::Quotation| {
        let before = &text[start.min(quotation.span.start as usize)..quotation.span.start as usize];
        let behind = &text[quotation.span.end as usize..];
        let words = quotation.inner.of(text);
        let clause = words.contains(|it| script(it) == Script::Other && !is_joint(it) && it != ' ');
        let work = language.speech.work_marks.contains(quotation.mark);
        !quotation.inner.is_empty()
            && !work
            && !clause
            && words.chars().count() <= LONGEST_IN_MARKS
            && bodies.iter().any(|it| before.ends_with(it.as_str()))
            && language.names.bodies.behind_marks.begin(behind)
            && ends_with_noun(page, sentence, quotation.inner)
    };
    page.quotations_of(sentence).iter().filter(named).map(|quotation| quotation.inner)
}

/// Whether words end with a noun: a name, and no sentence that somebody says.
fn ends_with_noun(page: &Page<'_>, sentence: usize, span: Span) -> bool {
    let tokens = &page.syntax[sentence].tokens;
    let last = tokens.partition_point(|token| token.span.end <= span.end).checked_sub(1);
    last.is_some_and(|last| tokens[last].pos.is_nominal())
}
