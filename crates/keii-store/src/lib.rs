//! The ledger on disk: one SQLite file of documents, readings and corrections.
//!
//! The file holds what arrived and what was read in it. Entities, events and the timeline are made
//! anew by `keii-ledger`, a pure function of the readings, so a newer pack, or a newer ledger, needs
//! no migration of conclusions. What is kept of them so that it need not be looked for in all
//! readings (which documents tell of one story, where words stand) is written in the transaction
//! that writes these, and made anew by another program: [`Store::is_derived`].
//!
//! What was reported as added survives a crash or a loss of power: the write-ahead log is synced
//! (`synchronous=FULL`) before a commit returns. The time of arrival is given by the caller,
//! serves listings and as-of questions, and is never exported.

mod catalogue;
mod check;
mod codec;
mod correct;
mod derive;
mod error;
mod holder;
mod mark;
mod open;
mod search;
mod sources;
mod store;
mod story;
mod until;
mod write;

pub use catalogue::{Catalogued, Listed, Named, Since, Wanted};
pub use check::Problem;
pub use correct::Proposal;
pub use error::{Error, Result};
pub use holder::Holder;
pub use mark::Mark;
pub use search::{Find, FindKind, Hit, Hits, MARKS, fold};
pub use sources::{Arrived, Unread};
pub use store::{Store, StoredDocument, Versions};
pub use until::Until;
pub use write::{Added, Batch};
