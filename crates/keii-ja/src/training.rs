//! Training the model of who governs whom: what `examples/train_dependency` needs of this crate.

use std::rc::Rc;

use keii_linear::{Chooser, Model, Score};
use keii_model::Span;
use keii_syntax::{Pos, Relation, Token};

use crate::chunk::{self, Draft};
use crate::{Tokenizer, govern};

/// The chunks of one level: of a sentence, or of the inside of one quotation in it.
#[derive(Clone, Debug)]
pub struct Level {
    /// Where each chunk stands, with marks at its end; as many as the governors below.
    pub spans: Vec<Span>,
    drafts: Vec<Draft>,
    tokens: Rc<Vec<Token>>,
}

/// The levels of `text`, which is one sentence. `quotations` as in [`keii_syntax::Sentence`].
#[must_use]
pub fn levels(tokenizer: &Tokenizer, text: &str, quotations: &[Span]) -> Vec<Level> {
    let tokens = Rc::new(tokenizer.tokenize(text, Span::from_range(0..text.len())));
    let level = |drafts: Vec<Draft>| Level {
        spans: drafts.iter().map(|draft| span(draft, &tokens)).collect(),
        drafts,
        tokens: Rc::clone(&tokens),
    };
    chunk::levels(&tokens, quotations).into_iter().map(level).collect()
}

fn span(draft: &Draft, tokens: &[Token]) -> Span {
    let (first, last) = (draft.tokens.start, draft.tokens.end - 1);
    Span::new(tokens[first].span.start, tokens[last].span.end)
}

impl Level {
    /// The governor of each chunk as `model` finds it; `None` for the last.
    #[must_use]
    pub fn govern(&self, model: &impl Score) -> Vec<Option<usize>> {
        govern::govern(&self.drafts, &self.tokens, model)
    }

    /// The governor of each chunk as rules alone find it; `None` for the last.
    #[must_use]
    pub fn govern_by_rules(&self) -> Vec<Option<usize>> {
        govern::govern_by_rules(&self.drafts, &self.tokens)
    }

    /// Counts what would be learnt from the right governor of each chunk.
    pub fn count(&self, governors: &[Option<usize>], chooser: &mut Chooser) {
        govern::count(&self.drafts, &self.tokens, governors, chooser);
    }

    /// Learns from the right governor of each chunk; `None` where it is not known.
    pub fn learn(&self, governors: &[Option<usize>], chooser: &mut Chooser) {
        govern::learn(&self.drafts, &self.tokens, governors, chooser);
    }

    /// How far the governor of a chunk may be.
    #[must_use]
    pub fn reach(&self, chunk: usize) -> Reach {
        let draft = &self.drafts[chunk];
        let time = draft.predicate.is_none()
            && matches!(
                self.tokens[draft.head].pos,
                Pos::Counter | Pos::AdverbialNoun | Pos::Number | Pos::Noun
            );
        match draft.relation {
            _ if draft.adnominal => Reach::Noun,
            Relation::Genitive | Relation::Coordinate | Relation::Bare => Reach::Noun,
            Relation::Topic | Relation::Clause | Relation::Compound | Relation::With => Reach::Far,
            Relation::Adverbial if time => Reach::Far,
            _ => Reach::Predicate,
        }
    }
}

/// How far the governor of a chunk may be, as what the chunk is tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// It goes before a noun, or stands beside its equal.
    Noun,
    /// An argument or an adverb: mostly the next predicate.
    Predicate,
    /// A topic, a time, a clause, 記者団に対し, with somebody: often a predicate beyond the next.
    Far,
}

/// The model as it is shipped: its bytes with the version of the features in front.
#[must_use]
pub fn to_bytes(model: &Model) -> Vec<u8> {
    model.to_bytes(govern::FEATURES)
}
