//! The ledger on disk: one SQLite file of documents, readings and corrections.
//!
//! The file holds what arrived and what was read in it, never what follows from that: entities,
//! events and the timeline are made anew by `keii-ledger`, a pure function of the readings. So a
//! newer pack, or a newer ledger, needs no migration of conclusions.
//!
//! What was reported as added survives a crash or a loss of power: the write-ahead log is synced
//! (`synchronous=FULL`) before a commit returns. The time of arrival is given by the caller,
//! serves listings and as-of questions, and is never exported.

mod check;
mod codec;
mod correct;
mod error;
mod mark;
mod open;
mod sources;
mod store;
mod until;
mod write;

pub use check::Problem;
pub use correct::Proposal;
pub use error::{Error, Result};
pub use mark::Mark;
pub use sources::{Arrived, Unread};
pub use store::{Store, StoredDocument, Versions};
pub use until::Until;
pub use write::{Added, Batch};
