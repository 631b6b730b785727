//! Linear models small enough to ship: hashed features, weights of one byte, and their training.
//!
//! A [`Model`] gives each *label* a score: the sum of the weights of the features that are there.
//! What a feature is, nobody here knows: callers make [`Key`]s of whatever they see, by hashing it
//! once and combining the hashes, so that no text is built for a feature. A decision between two is
//! a model of one label, taken when its score is above zero; a tagger is a model of as many labels
//! as there are tags, where the tag before is a feature like any other.
//!
//! [`Trainer`] learns the weights, [`Trainer::finish`] makes the model; [`Chooser`] learns those of a
//! model that chooses among candidates. Whatever decodes is written over [`Score`], so that training
//! and reading run the same code.
//!
//! ```
//! use keii_linear::{Key, Model, Score, Trainer};
//!
//! let examples = [("ice", 0), ("fire", 1), ("snow", 0), ("ember", 1)];
//! let features = |word: &str| [Key::of(word), Key::number(1).and(Key::of(&word[..1]))];
//! let mut trainer = Trainer::new(10, 2);
//! for (word, label) in examples.iter().cycle().take(40) {
//!     trainer.learn(&features(word), *label);
//! }
//! let bytes = trainer.finish().to_bytes(7);
//! let model = Model::from_bytes(&bytes, 7).expect("these are the bytes of a model");
//! assert_eq!(model.best(&features("snow")), 0);
//! assert!(Model::from_bytes(&bytes, 8).is_err(), "made for other features");
//! ```

mod bytes;
mod choose;
mod key;
mod model;
mod quantize;
mod shuffle;
mod train;

pub use bytes::ModelError;
pub use choose::Chooser;
pub use key::Key;
pub use model::{Model, Score};
pub use shuffle::shuffle;
pub use train::Trainer;
