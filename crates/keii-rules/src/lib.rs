//! The rule language: parse, check, compile, match. It knows no language and no domain, and reads
//! no files.

mod check;
mod example;
mod layer;
mod lexicon;
#[cfg(test)]
mod linear_tests;
mod machine;
mod node;
mod number;
mod pack;
mod pattern;
mod phrases;
mod problem;
mod program;
mod read;
mod read_rules;
mod rule;
mod setting;
mod source;
mod template;
mod view;
mod vocabulary;

pub use example::{Example, example_tests, examples};
pub use layer::{Capture, Layer, Match};
pub use lexicon::{Entry, Lexicon};
pub use pack::Pack;
pub use problem::{PackError, Problem};
pub use rule::Rule;
pub use source::{PackFile, PackSource, RuleSource};
pub use view::{CharacterView, TokenView, View};
