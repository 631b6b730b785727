//! Japanese syntax: words by a dictionary, bunsetsu, clauses, and who governs what.
//!
//! The dictionary is compiled from IPADIC's sources and cached by [`dictionary`], the one module
//! that touches files; everything else is a pure function of text and dictionary.
//!
//! ```no_run
//! use std::path::Path;
//!
//! use keii_ja::Japanese;
//! use keii_model::Span;
//! use keii_syntax::{Analyzer, Sentence};
//!
//! # fn main() -> Result<(), keii_ja::DictionaryError> {
//! let japanese = Japanese::open(Path::new("cache"), None)?;
//! let text = "首相は式典に出席した。";
//! let span = Span::from_range(0..text.len());
//! let syntax = japanese.analyze(text, &Sentence { span, quotations: &[] });
//! assert_eq!(syntax.tokens[0].span.of(text), "首相");
//! # Ok(())
//! # }
//! ```

mod chunk;
mod clause;
pub mod dictionary;
mod govern;
pub mod name;
mod tokenizer;
pub mod training;

use std::path::Path;

use keii_linear::Model;
use keii_syntax::{Analyzer, Sentence, Syntax};

pub use dictionary::{Dictionary, DictionaryError};
pub use tokenizer::Tokenizer;

/// Version of the rules of this crate: raised whenever the same text may come out otherwise.
const RULES: u32 = 3;

/// The weights of who governs whom; where they come from is told in `govern/README.md`.
const DEPENDENCY: &[u8] = include_bytes!("govern/dependency.model");

/// The analyzer of Japanese. Shared between threads; each keeps its own buffers.
#[derive(Debug)]
pub struct Japanese {
    tokenizer: Tokenizer,
    names: name::NameFinder,
    dependency: Model,
    version: String,
}

impl Japanese {
    /// An analyzer with this dictionary.
    #[must_use]
    pub fn new(dictionary: &Dictionary) -> Self {
        let version = format!("ja {RULES}, ipadic {:016x}", dictionary.content());
        let names = name::NameFinder::new()
            .expect("the model that is compiled in was trained on this version's features");
        let dependency = Model::from_bytes(DEPENDENCY, govern::FEATURES)
            .expect("the model that is compiled in was trained on this version's features");
        Self { tokenizer: Tokenizer::new(dictionary), names, dependency, version }
    }

    /// An analyzer with the dictionary cached in `cache_dir`, which is compiled first when need be:
    /// see [`dictionary::open`]. Tests of other crates pass `CARGO_TARGET_TMPDIR`, so that the
    /// dictionary is compiled once in a checkout.
    ///
    /// # Errors
    /// When there is neither a cached dictionary nor sources to compile.
    pub fn open(cache_dir: &Path, source_dir: Option<&Path>) -> Result<Self, DictionaryError> {
        Ok(Self::new(&dictionary::open(cache_dir, source_dir)?))
    }

    /// The words alone, of a part of `text`.
    #[must_use]
    pub fn tokenizer(&self) -> &Tokenizer {
        &self.tokenizer
    }
}

impl Analyzer for Japanese {
    fn version(&self) -> &str {
        &self.version
    }

    fn analyze(&self, text: &str, sentence: &Sentence<'_>) -> Syntax {
        let tokens = self.tokenizer.tokenize(text, sentence.span);
        let chunks = chunk::chunks(&tokens, sentence.quotations, &self.dependency);
        let clauses = clause::clauses(&tokens, &chunks);
        let guesses = self.names.names(text, &tokens);
        Syntax { tokens, chunks, clauses, guesses }
    }
}
