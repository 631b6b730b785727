//! What keii reads in the articles of `corpus` that have an expectation, record by record, against
//! the `expected.jsonl` of their story and against its committed `reading.txt`.
//!
//! After a change that was meant: `KEII_ACCEPT=1 cargo test -p keii --test golden`, then read the
//! difference line by line before it is committed.

#![expect(clippy::unwrap_used, reason = "a test that unwraps fails with the line it failed at")]

mod committed;
mod corpus;
mod entry;
mod figures;
mod floors;
mod guard;
mod kind;
mod never;
mod outcome;
mod region;
mod sentence;
mod text;
mod transcript;
mod yardstick;

use std::sync::OnceLock;

use corpus::Corpus;

/// The articles are read once for all tests.
fn corpora() -> &'static [Corpus] {
    static CORPORA: OnceLock<Vec<Corpus>> = OnceLock::new();
    CORPORA.get_or_init(Corpus::read_all)
}
