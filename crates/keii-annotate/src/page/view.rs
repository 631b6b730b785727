//! A sentence as the rules see it.

use keii_model::Span;
use keii_rules::{TokenView, View};
use keii_syntax::{NameKind, ParticleKind, Pos, Syntax, Token};

use super::Page;

/// What of a page the rules may look at while they match within one sentence.
#[derive(Debug)]
pub struct SentenceView<'a> {
    text: &'a str,
    span: Span,
    syntax: Option<&'a Syntax>,
}

impl Page<'_> {
    /// The view of the sentence that holds byte `offset`.
    #[must_use]
    pub fn view(&self, offset: u32) -> SentenceView<'_> {
        match self.sentence_at(offset) {
            Some(at) => self.view_of(at),
            None => {
                SentenceView { text: self.text(), span: Span::new(offset, offset), syntax: None }
            }
        }
    }

    /// The view of the sentence at this position of the page's list.
    #[must_use]
    pub fn view_of(&self, sentence: usize) -> SentenceView<'_> {
        SentenceView {
            text: self.text(),
            span: self.sentences[sentence].span,
            syntax: Some(&self.syntax[sentence]),
        }
    }
}

impl SentenceView<'_> {
    fn tokens(&self) -> &[Token] {
        self.syntax.map_or(&[], |syntax| &syntax.tokens)
    }
}

impl View for SentenceView<'_> {
    fn text(&self) -> &str {
        self.text
    }

    fn token_at(&self, offset: u32) -> Option<TokenView<'_>> {
        let tokens = self.tokens();
        let found = tokens.binary_search_by_key(&offset, |token| token.span.start).ok()?;
        let token = &tokens[found];
        Some(TokenView { end: token.span.end, lemma: &token.lemma, pos: name(token.pos) })
    }

    fn is_boundary(&self, offset: u32) -> bool {
        let tokens = self.tokens();
        let after = tokens.partition_point(|token| token.span.start < offset);
        tokens.get(after).is_none_or(|token| token.span.start == offset)
            || after.checked_sub(1).is_none_or(|before| tokens[before].span.end <= offset)
    }

    fn label_at(&self, _offset: u32, _label: &str) -> Option<u32> {
        // No rule of a pack asks for mentions yet: the steps that need them are Rust.
        None
    }

    fn clause_end(&self, offset: u32) -> u32 {
        let tokens = self.tokens();
        let from = tokens.partition_point(|token| token.span.start < offset);
        let stop =
            tokens[from..].iter().find(|token| matches!(token.pos, Pos::Comma | Pos::Period));
        stop.map_or(self.span.end.max(offset), |token| token.span.start)
    }
}

/// The name of a part of speech as patterns write it.
fn name(pos: Pos) -> &'static str {
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
