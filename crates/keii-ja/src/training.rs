//! Training the model of who governs whom: what `examples/train_dependency` needs of this crate.

use std::rc::Rc;

use keii_linear::{Model, Score, Trainer};
use keii_model::Span;
use keii_syntax::Token;

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

    /// Learns from the right governor of each chunk; `None` where it is not known.
    pub fn learn(&self, governors: &[Option<usize>], trainer: &mut Trainer) {
        govern::learn(&self.drafts, &self.tokens, governors, trainer);
    }
}

/// The model as it is shipped: its bytes with the version of the features in front.
#[must_use]
pub fn to_bytes(model: &Model) -> Vec<u8> {
    model.to_bytes(govern::FEATURES)
}
