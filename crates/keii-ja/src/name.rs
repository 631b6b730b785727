//! Names by their company: a linear model that tells from the words around it whether a run of words
//! names a person, an organisation, a place or something else.

mod decode;
mod feature;

use keii_linear::{Model, ModelError, Score, Trainer};
use keii_syntax::{Guess, GuessKind, Token};

pub use feature::{Features, VERSION};

/// The kinds in the order of their labels in the model that is shipped.
const KINDS: [GuessKind; 4] =
    [GuessKind::Person, GuessKind::Organization, GuessKind::Place, GuessKind::Other];

/// A run of words with the number of its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Tagged {
    /// Position of its first token.
    pub start: usize,
    /// Position behind its last.
    pub end: usize,
    /// The number of its kind.
    pub kind: usize,
    /// By how much the model prefers the run to none, a token on average.
    pub margin: i32,
}

/// Finds names with the model that comes with this crate.
#[derive(Debug)]
pub struct NameFinder {
    model: Model,
    /// What the model says of labels in a row, which is the same for every sentence.
    transitions: Vec<i32>,
}

impl NameFinder {
    /// The model that is shipped. Trained by `examples/train_names`.
    ///
    /// # Errors
    /// When the model was trained on other features than this version makes.
    pub fn new() -> Result<Self, ModelError> {
        let model = Model::from_bytes(include_bytes!("name/names.model"), VERSION)?;
        let transitions = decode::transitions(&model);
        Ok(Self { model, transitions })
    }

    /// The names among the tokens of a sentence of `text`, in order.
    #[must_use]
    pub fn names(&self, text: &str, tokens: &[Token]) -> Vec<Guess> {
        let features = Features::new(text, tokens);
        let tagged = decode::runs(&self.model, &self.transitions, &features);
        let guess = |run: Tagged| Guess {
            span: tokens[run.start].span.join(tokens[run.end - 1].span),
            kind: KINDS[run.kind],
            margin: run.margin,
        };
        tagged.into_iter().map(guess).collect()
    }
}

/// Runs of names in a sentence, by a model of any number of kinds.
#[must_use]
pub fn tag(model: &impl Score, features: &Features) -> Vec<Tagged> {
    decode::runs(model, &decode::transitions(model), features)
}

/// Learns one sentence: what the model as it is makes of it loses, what is right gains. A step of the
/// structured perceptron (Collins 2002).
pub fn learn(trainer: &mut Trainer, features: &Features, right: &[Tagged]) {
    decode::learn(trainer, features, right);
}
