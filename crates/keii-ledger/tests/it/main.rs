//! The ledger through its public face.

#![expect(missing_docs, reason = "tests")]

mod events;
mod laws;
mod lookup;
mod names;
mod persons;
mod telling;
