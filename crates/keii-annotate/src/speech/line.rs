//! A sentence as a line of items: words, and quotations as wholes.

use keii_model::Span;
use keii_syntax::{ParticleKind, Pos, Token};

use crate::page::{Page, Quotation};

/// A word or a quotation.
#[derive(Clone, Copy, Debug)]
pub(super) enum Item<'a> {
    Word(&'a Token),
    Quote(&'a Quotation),
}

impl<'a> Item<'a> {
    pub(super) fn span(self) -> Span {
        match self {
            Self::Word(token) => token.span,
            Self::Quote(quotation) => quotation.span,
        }
    }

    pub(super) fn word(self) -> Option<&'a Token> {
        match self {
            Self::Word(token) => Some(token),
            Self::Quote(_) => None,
        }
    }
}

/// A sentence without the insides of its quotations.
pub(super) struct Line<'a> {
    pub(super) text: &'a str,
    pub(super) span: Span,
    pub(super) items: Vec<Item<'a>>,
}

impl<'a> Line<'a> {
    pub(super) fn new(page: &'a Page<'_>, sentence: usize) -> Self {
        let outer = page.quotations_of(sentence).iter().filter(|quotation| quotation.depth == 0);
        let mut outer = outer.peekable();
        let tokens = &page.syntax[sentence].tokens;
        let mut items = Vec::with_capacity(tokens.len());
        for token in tokens {
            while outer.next_if(|quotation| quotation.span.end <= token.span.start).is_some() {}
            match outer.peek() {
                Some(quotation) if quotation.span.start <= token.span.start => {
                    let seen = matches!(items.last(), Some(Item::Quote(last)) if last == quotation);
                    if !seen {
                        items.push(Item::Quote(quotation));
                    }
                }
                _ if token.pos == Pos::Space => {}
                _ => items.push(Item::Word(token)),
            }
        }
        drop_sources(&mut items);
        Self { text: page.document.text.as_str(), span: page.sentences[sentence].span, items }
    }

    pub(super) fn word(&self, at: usize) -> Option<&'a Token> {
        self.items.get(at).and_then(|item| item.word())
    }

    /// The words at this position; empty behind the end.
    pub(super) fn surface(&self, at: usize) -> &'a str {
        self.items.get(at).map_or("", |item| item.span().of(self.text))
    }

    pub(super) fn lemma(&self, at: usize) -> &str {
        self.word(at).map_or("", |token| token.lemma.as_str())
    }

    pub(super) fn pos(&self, at: usize) -> Option<Pos> {
        self.word(at).map(|token| token.pos)
    }

    pub(super) fn is_comma(&self, at: usize) -> bool {
        self.pos(at) == Some(Pos::Comma)
    }

    pub(super) fn is_particle(&self, at: usize) -> bool {
        matches!(self.pos(at), Some(Pos::Particle(_)))
    }

    /// は, も and the like, or the particle of a subject.
    pub(super) fn marks_subject(&self, at: usize, subject: &str) -> Option<SubjectMark> {
        match self.pos(at)? {
            Pos::Particle(ParticleKind::Topic) => Some(SubjectMark::Topic),
            Pos::Particle(ParticleKind::Case) if self.surface(at) == subject => {
                Some(SubjectMark::Subject)
            }
            _ => None,
        }
    }

    /// Whether nothing but a full stop stands at a position or behind it.
    pub(super) fn closes(&self, at: usize) -> bool {
        at >= self.items.len() || at + 1 == self.items.len() && self.pos(at) == Some(Pos::Period)
    }

    /// The position of the first item that begins at or behind a byte.
    pub(super) fn position(&self, offset: u32) -> usize {
        self.items.partition_point(|item| item.span().start < offset)
    }

    /// Where a chain of a verb with its auxiliaries ends, given its first item: behind auxiliaries,
    /// the light verb of a noun, and dependent verbs with the particle that joins them.
    pub(super) fn verb_end(&self, from: usize) -> usize {
        let noun = self.pos(from).is_some_and(Pos::is_nominal);
        let mut light = noun;
        let mut end = from + 1;
        while end < self.items.len() {
            let goes_on = match self.pos(end) {
                Some(Pos::Auxiliary | Pos::DependentVerb) => true,
                Some(Pos::Verb) => std::mem::take(&mut light),
                Some(Pos::Particle(ParticleKind::Conjunctive)) => {
                    self.pos(end + 1) == Some(Pos::DependentVerb)
                }
                // 明らかに-した
                Some(Pos::Particle(_)) => light && self.pos(end + 1) == Some(Pos::Verb),
                _ => false,
            };
            if !goes_on {
                break;
            }
            end += 1;
        }
        end
    }
}

/// How many words a remark in brackets behind a quotation may have, at most.
const REMARK: usize = 8;

/// 「…」(A紙)と述べた: who printed the words stands between them and their particle, and is no part of either.
fn drop_sources(items: &mut Vec<Item<'_>>) {
    let pos = |item: Option<&Item<'_>>| item.and_then(|item| item.word()).map(|token| token.pos);
    let mut at = 0;
    while at + 1 < items.len() {
        at += 1;
        if items[at - 1].word().is_some() || pos(items.get(at)) != Some(Pos::Open) {
            continue;
        }
        let stop = items.len().min(at + REMARK);
        let Some(close) = (at..stop).find(|&it| pos(items.get(it)) == Some(Pos::Close)) else {
            continue;
        };
        // 「…」(ABC)と: letters are the short form of a name.
        let named = items[at + 1..close].iter().all(|item| {
            item.word().is_some_and(|it| it.known && (it.pos.is_nominal() || it.pos == Pos::Comma))
        });
        if named && matches!(pos(items.get(close + 1)), Some(Pos::Particle(_))) {
            items.drain(at..=close);
        }
    }
}

/// What marks the one who does it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SubjectMark {
    Topic,
    Subject,
}
