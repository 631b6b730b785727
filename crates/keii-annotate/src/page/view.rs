//! A sentence as the rules see it.

use std::borrow::Cow;
use std::cell::Cell;
use std::ops::Range;

use keii_model::Span;
use keii_rules::{Numbers, Placed, TokenView, View};
use keii_syntax::{NameKind, ParticleKind, Pos, Token};

use super::Page;

/// What of a page the rules may look at while they match within one sentence.
#[derive(Debug)]
pub struct SentenceView<'a> {
    text: &'a str,
    /// The characters of the whole text.
    characters: &'a [Placed],
    /// Where among them those of the sentence are.
    own: Range<usize>,
    numbers: &'a Numbers,
    span: Span,
    tokens: &'a [Token],
    /// The token that was asked for last: rules go through a sentence from left to right, so that
    /// the next one asked for is nearly always this one or its neighbour.
    last: Cell<usize>,
}

impl Page<'_> {
    /// The view of the sentence that holds byte `offset`.
    #[must_use]
    pub fn view(&self, offset: u32) -> SentenceView<'_> {
        match self.sentence_at(offset) {
            Some(at) => self.view_of(at),
            None => SentenceView::new(self, Span::new(offset, offset), 0..0, &[]),
        }
    }

    /// The view of the sentence at this position of the page's list.
    #[must_use]
    pub fn view_of(&self, sentence: usize) -> SentenceView<'_> {
        let (span, own) = (self.sentences[sentence].span, self.placed[sentence].clone());
        SentenceView::new(self, span, own, &self.syntax[sentence].tokens)
    }
}

impl<'a> SentenceView<'a> {
    fn new(page: &'a Page<'_>, span: Span, own: Range<usize>, tokens: &'a [Token]) -> Self {
        let (text, characters) = (page.text(), page.characters.as_slice());
        let numbers = &page.numbers;
        Self { text, characters, own, numbers, span, tokens, last: Cell::new(0) }
    }

    /// The position of the first token that begins at `offset` or behind it.
    fn token_from(&self, offset: u32) -> usize {
        let near = self.last.get();
        let starts_before = |at: usize| self.tokens[at].span.start < offset;
        let is_first = |at: usize| {
            (at == 0 || starts_before(at - 1)) && (at == self.tokens.len() || !starts_before(at))
        };
        let candidates = near..(near + 3).min(self.tokens.len() + 1);
        let found = candidates
            .into_iter()
            .find(|&at| is_first(at))
            .unwrap_or_else(|| self.tokens.partition_point(|token| token.span.start < offset));
        self.last.set(found);
        found
    }
}

/// Where among the characters of a text those of some bytes are.
pub(super) fn places(characters: &[Placed], bytes: Range<usize>) -> Range<usize> {
    let before = |byte: usize| characters.partition_point(|it| (it.at as usize) < byte);
    before(bytes.start)..before(bytes.end)
}

impl View for SentenceView<'_> {
    fn text(&self) -> &str {
        self.text
    }

    fn characters(&self, range: Range<usize>) -> Cow<'_, [Placed]> {
        // Nearly always the whole sentence is asked for.
        if range == self.span.range() {
            return Cow::Borrowed(&self.characters[self.own.clone()]);
        }
        Cow::Borrowed(&self.characters[places(self.characters, range)])
    }

    fn numbers(&self) -> Cow<'_, Numbers> {
        Cow::Borrowed(self.numbers)
    }

    fn token_at(&self, offset: u32) -> Option<TokenView<'_>> {
        let token = self.tokens.get(self.token_from(offset))?;
        let begins = token.span.start == offset;
        begins.then(|| TokenView { end: token.span.end, lemma: &token.lemma, pos: name(token.pos) })
    }

    fn is_boundary(&self, offset: u32) -> bool {
        let after = self.token_from(offset);
        self.tokens.get(after).is_none_or(|token| token.span.start == offset)
            || after.checked_sub(1).is_none_or(|before| self.tokens[before].span.end <= offset)
    }

    fn label_at(&self, _offset: u32, _label: &str) -> Option<u32> {
        // No rule of a pack asks for mentions yet: the steps that need them are Rust.
        None
    }

    fn clause_end(&self, offset: u32) -> u32 {
        let rest = &self.tokens[self.token_from(offset)..];
        let stop = rest.iter().find(|token| matches!(token.pos, Pos::Comma | Pos::Period));
        stop.map_or(self.span.end.max(offset), |token| token.span.start)
    }
}

/// The name of a part of speech as patterns write it.
pub(super) fn name(pos: Pos) -> &'static str {
    match pos {
        Pos::Noun => "noun",
        Pos::VerbalNoun => "verbal-noun",
        Pos::AdjectivalNoun => "adjectival-noun",
        Pos::AdverbialNoun => "adverbial-noun",
        Pos::FormalNoun => "formal-noun",
        Pos::Name(kind) => match kind {
            NameKind::Family | NameKind::Given | NameKind::Person => "person-name",
            NameKind::Country => "country-name",
            NameKind::Place => "place-name",
            NameKind::Organization => "organization-name",
            NameKind::Other => "name",
        },
        Pos::Pronoun => "pronoun",
        Pos::Number => "number",
        Pos::Counter => "counter",
        Pos::NameSuffix => "name-suffix",
        Pos::Suffix => "suffix",
        Pos::Prefix => "prefix",
        Pos::Verb => "verb",
        Pos::DependentVerb => "dependent-verb",
        Pos::Adjective => "adjective",
        Pos::Auxiliary => "auxiliary",
        Pos::Adverb => "adverb",
        Pos::Adnominal => "adnominal",
        Pos::Conjunction => "conjunction",
        Pos::Particle(kind) => match kind {
            ParticleKind::Topic => "topic-particle",
            ParticleKind::Final => "final-particle",
            ParticleKind::Conjunctive => "conjunctive-particle",
            _ => "particle",
        },
        Pos::Interjection => "interjection",
        Pos::Period => "period",
        Pos::Comma => "comma",
        Pos::Open | Pos::Close | Pos::Symbol => "symbol",
        Pos::Space => "space",
    }
}
