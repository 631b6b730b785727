//! The ledger: readings of many documents become entities, events and a timeline.
//!
//! [`build`] is a pure function of the *set* of readings. The order of arrival, the number of
//! threads and the number of machines change nothing, so what was known on a day is the same
//! function over what had arrived by then.
//!
//! What is deliberately absent: a clock, files, threads, and any word of a language or a story.
//! Joining is cautious. Two entries for one person or happening are a nuisance; one entry for two
//! is an error that nobody sees.

mod abridged;
mod affinity;
mod build;
mod chain;
mod cluster;
mod compare;
mod contact;
mod copy;
mod correction;
mod credit;
mod digest;
mod excerpt;
mod government;
mod happening;
mod holder;
mod learn;
mod ledger;
mod length;
mod likeness;
mod merge;
mod name;
mod naming;
mod news;
mod occasion;
mod office;
mod one;
mod part;
mod people;
mod rank;
mod reread;
mod resolve;
mod rule;
mod same_event;
mod same_name;
mod same_person;
mod sides;
mod sound;
mod sources;
mod spans;
pub mod standing;
mod stories;
mod story;
mod timeline;
mod told;
mod united;
mod variant;
mod words;

pub use abridged::{Abridged, abridged};
pub use build::build;
pub use contact::{Contact, StatedRole};
pub use copy::{Copy, CopyKind};
pub use correction::{
    Corrected, CorrectedReadings, Effect, corrected_dates, corrected_readings, effects,
};
pub use excerpt::Excerpt;
pub use learn::{Compared, compared};
pub use ledger::{FindError, Ledger};
pub use news::{ConflictNews, EventNews, News, PositionNews, news};
pub use one::{
    Elsewhere, Local, Share, build_naming, build_one, build_some, final_ids, has_namesakes, shares,
    whole,
};
pub use people::{Person, SIDES, Said};
pub use reread::Reread;
pub use sources::Sources;
pub use spans::spans;
pub use story::{Link, Profile, StoryChange, StoryStep, history, link, part};
pub use timeline::{Entry, Filter, Timeline};
