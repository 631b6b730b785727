//! Text to words.

mod repair;
mod width;
mod window;

use std::cell::RefCell;

use compact_str::CompactString;
use keii_model::Span;
use keii_syntax::{Form, Pos, Token};
use vibrato_rkyv::dictionary::LexType;
use vibrato_rkyv::tokenizer::worker::Worker;

use crate::dictionary::{Dictionary, decode};

/// How many dictionaries' workers a thread keeps.
const POOL: usize = 4;

thread_local! {
    /// Workers hold the buffers of the search for the best reading; with one for each thread and
    /// dictionary they are allocated once. They cannot be sent to other threads.
    static WORKERS: RefCell<Vec<(u64, Worker)>> = const { RefCell::new(Vec::new()) };
}

/// Splits text into words by the dictionary.
pub struct Tokenizer {
    inner: vibrato_rkyv::Tokenizer,
    serial: u64,
}

impl std::fmt::Debug for Tokenizer {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Tokenizer").field("serial", &self.serial).finish_non_exhaustive()
    }
}

impl Tokenizer {
    /// A tokenizer with this dictionary.
    #[must_use]
    pub fn new(dictionary: &Dictionary) -> Self {
        let tokenizer = || {
            vibrato_rkyv::Tokenizer::from_shared_dictionary(std::sync::Arc::clone(
                &dictionary.inner,
            ))
        };
        // White space costs nothing to the words around it, as in MeCab; a dictionary whose
        // `char.def` knows no class of spaces has to do without.
        let inner = tokenizer().ignore_space(true).unwrap_or_else(|_| tokenizer());
        Self { inner, serial: dictionary.serial }
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
        let mut worker = self.take_worker();
        for window in window::windows(slice) {
            let base = span.start + u32::try_from(window.start).expect("a span counts in u32");
            words(&mut worker, &slice[window], base, &mut tokens);
        }
        self.keep_worker(worker);
        repair::join(text, &mut tokens);
        tokens
    }

    fn take_worker(&self) -> Worker {
        WORKERS
            .with_borrow_mut(|workers| {
                let found = workers.iter().position(|(serial, _)| *serial == self.serial);
                found.map(|index| workers.swap_remove(index).1)
            })
            .unwrap_or_else(|| self.inner.new_worker())
    }

    fn keep_worker(&self, worker: Worker) {
        WORKERS.with_borrow_mut(|workers| {
            if workers.len() >= POOL {
                workers.remove(0);
            }
            workers.push((self.serial, worker));
        });
    }
}

/// Adds the words of one window, which begins at byte `base` of the document.
fn words(worker: &mut Worker, window: &str, base: u32, tokens: &mut Vec<Token>) {
    let widened = width::widen(window);
    let read = widened.as_ref().map_or(window, |widened| widened.text.as_str());
    worker.reset_sentence(read);
    worker.tokenize();
    for word in worker.token_iter() {
        let mut range = word.range_byte();
        if let Some(widened) = &widened {
            range = widened.original(range.start)..widened.original(range.end);
        }
        let feature = decode(word.feature());
        if feature.pos == Pos::Space || range.is_empty() {
            continue;
        }
        let known = word.lex_type() != LexType::Unknown;
        let lemma = CompactString::from(feature.base.unwrap_or_else(|| word.surface()));
        let start = base + u32::try_from(range.start).expect("a window is short");
        let end = base + u32::try_from(range.end).expect("a window is short");
        let span = Span::new(start, end);
        let token = Token { span, pos: feature.pos, lemma, form: feature.form, known };
        repair::push(&window[range], token, tokens);
    }
}

/// A word that does not inflect.
fn plain(span: Span, pos: Pos, surface: &str, known: bool) -> Token {
    Token { span, pos, lemma: CompactString::from(surface), form: Form::None, known }
}
