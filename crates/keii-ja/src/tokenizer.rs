//! Text to words.

mod lattice;
mod repair;
mod width;
mod window;

use std::cell::RefCell;
use std::sync::Arc;

use compact_str::CompactString;
use keii_model::Span;
use keii_syntax::{Form, Pos, Token};

use crate::dictionary::{Dictionary, Words};
use lattice::Lattice;

thread_local! {
    /// The buffers of the search for the best words: allocated once a thread.
    static LATTICE: RefCell<Lattice> = RefCell::default();
}

/// Splits text into words by the dictionary.
pub struct Tokenizer {
    dictionary: Arc<Words>,
}

impl std::fmt::Debug for Tokenizer {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Tokenizer").finish_non_exhaustive()
    }
}

impl Tokenizer {
    /// A tokenizer with this dictionary.
    #[must_use]
    pub fn new(dictionary: &Dictionary) -> Self {
        Self { dictionary: Arc::clone(&dictionary.words) }
    }

    /// The words of `text[span]`, in order; white space is no word. Spans count from the start of
    /// `text`. Time and memory are linear in the length of `span`.
    ///
    /// # Panics
    /// When `span` does not lie on character boundaries of `text`.
    #[must_use]
    pub fn tokenize(&self, text: &str, span: Span) -> Vec<Token> {
        let slice = span.of(text);
        let mut tokens = Vec::with_capacity(slice.len() / 5 + 1);
        LATTICE.with_borrow_mut(|lattice| {
            for window in window::windows(slice) {
                let base = span.start + u32::try_from(window.start).expect("a span counts in u32");
                words(&self.dictionary, lattice, &slice[window], base, &mut tokens);
            }
        });
        repair::join(text, &mut tokens);
        tokens
    }

    /// Adds up how often the search for the words of `text` asks what it costs a context to stand
    /// to the left of a word (`left`), and to the right of one (`right`), by the number of the context.
    pub fn count_contexts(&self, text: &str, left: &mut Vec<u64>, right: &mut Vec<u64>) {
        let count = |counts: &mut Vec<u64>, context: u16| {
            counts.resize(counts.len().max(usize::from(context) + 1), 0);
            counts[usize::from(context)] += 1;
        };
        LATTICE.with_borrow_mut(|lattice| {
            for window in window::windows(text) {
                lattice.search(&self.dictionary, &text[window]);
                for (word, before) in lattice.pairs(&self.dictionary) {
                    count(left, word);
                    count(right, before);
                }
            }
        });
    }
}

/// Adds the words of one window, which begins at byte `base` of the document.
fn words(
    dictionary: &Words,
    lattice: &mut Lattice,
    window: &str,
    base: u32,
    tokens: &mut Vec<Token>,
) {
    let widened = width::widen(window);
    let read = widened.as_ref().map_or(window, |widened| widened.text.as_str());
    for found in lattice.search(dictionary, read) {
        let word = dictionary.word(found.word);
        let mut range = found.range.clone();
        if let Some(widened) = &widened {
            range = widened.original(range.start)..widened.original(range.end);
        }
        if word.pos() == Pos::Space || range.is_empty() {
            continue;
        }
        let known = !dictionary.is_unknown(found.word);
        let surface = || &read[found.range.clone()];
        let lemma = CompactString::from(dictionary.base(word).unwrap_or_else(surface));
        let start = base + u32::try_from(range.start).expect("a window is short");
        let end = base + u32::try_from(range.end).expect("a window is short");
        let span = Span::new(start, end);
        let token = Token { span, pos: word.pos(), lemma, form: word.form(), known };
        repair::push(&window[range], token, tokens);
    }
}

/// A word that does not inflect.
fn plain(span: Span, pos: Pos, surface: &str, known: bool) -> Token {
    Token { span, pos, lemma: CompactString::from(surface), form: Form::None, known }
}
