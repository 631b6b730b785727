//! What readers ask of a ledger, answered with plain values: the one layer between store and
//! ledger below, and command, pages, API and exports above.
//!
//! A question is asked of a [`View`] (a ledger as it is or was) and answered with values that
//! borrow from it and can be serialised. Nothing here prints or knows of a screen; how values are
//! called there tells `keii-words`.

mod busy;
mod correct;
mod event;
mod facts;
mod layers;
mod library;
mod line;
mod moment;
mod news;
mod passage;
mod people;
mod reader;
mod search;
mod shelf;
mod short_id;
mod story;
mod tellings;
mod view;

pub use busy::held;
pub use correct::{Ask, Known, Refusal, redated};
pub use event::{EventView, SourceGroup, copy_of, source_groups};
pub use facts::{most_telling, named};
pub use keii_store::{Error as StoreError, Find, FindKind, Holder, Listed, Mark, StoredDocument};
pub use layers::{Layer, Marked};
pub use library::{Library, Unkept};
pub use line::EventLine;
pub use moment::Moment;
pub use news::{NewsRow, TellingRow, news_rows};
pub use passage::{Passage, Piece, passages};
pub use people::People;
pub use reader::{Reader, document_as, most_used_pack, sources};
pub use search::{Findings, Found, FoundEntry, Search};
pub use short_id::{ShortIds, Unmeant, find};
pub use story::{StoryView, story_title};
pub use tellings::{AttributeTold, Compared, Told, tellings};
pub use view::View;

/// The text on one line: runs of white space and control characters become one blank.
#[must_use]
pub fn one_line(text: &str) -> String {
    let blank = |c: char| c.is_whitespace() || c.is_control();
    text.split(blank).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
