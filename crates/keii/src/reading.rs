//! Articles in batches: a bounded number in memory, read on all processors, in input order.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Result;
use keii_annotate::Annotator;
use keii_ingest::{Articles, IngestError, Input, Options, Overrides, articles};

use crate::args::Origin;
use crate::message::input;
use crate::session::Session;
use crate::{dictionary, pack};

/// What reads documents: the dictionary and the rules together.
///
/// # Errors
/// When there is no dictionary.
pub fn annotator(session: &Session) -> Result<Annotator> {
    let japanese = dictionary::open(session)?;
    Ok(Annotator::new(Arc::new(japanese), pack::compiled()?)?)
}

/// How much is read at a time.
#[derive(Clone, Copy, Debug)]
pub struct BatchSize {
    /// Articles.
    pub articles: usize,
    /// Bytes of text, exceeded by at most one article.
    pub bytes: usize,
}

/// Articles of the user's paths, a batch at a time.
#[derive(Debug)]
pub struct Batches<'a> {
    session: &'a Session,
    articles: Articles,
    size: BatchSize,
    /// Inputs that could not be read so far; each was told of.
    pub failed: usize,
}

impl<'a> Batches<'a> {
    /// The articles of `paths`.
    #[must_use]
    pub fn new(session: &'a Session, paths: &[PathBuf], origin: &Origin, size: BatchSize) -> Self {
        let Origin { published, publisher, url } = origin.clone();
        let overrides = Overrides { published, publisher, url };
        let options = Options { overrides, ..Options::default() };
        Self { session, articles: articles(paths, options), size, failed: 0 }
    }

    /// Files in folders that were passed over so far, because they are no articles.
    #[must_use]
    pub fn skipped(&self) -> &[PathBuf] {
        self.articles.skipped()
    }

    fn failed(&mut self, error: &IngestError) {
        self.failed += 1;
        self.session.alarm(&input::failed(error, self.session.look.lang));
    }

    fn warn(&self, read: &Input) {
        for warning in &read.warnings {
            let warned = input::warned(&read.document.name, warning, self.session.look.lang);
            self.session.remark(&warned);
        }
    }
}

impl Iterator for Batches<'_> {
    type Item = Vec<Input>;

    fn next(&mut self) -> Option<Vec<Input>> {
        let mut batch = Vec::new();
        let mut bytes = 0;
        while batch.len() < self.size.articles && bytes < self.size.bytes {
            match self.articles.next() {
                Some(Ok(read)) => {
                    self.warn(&read);
                    bytes += read.document.text.as_str().len();
                    batch.push(read);
                }
                Some(Err(error)) => self.failed(&error),
                None => break,
            }
        }
        (!batch.is_empty()).then_some(batch)
    }
}
