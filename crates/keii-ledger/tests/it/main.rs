//! The ledger through its public face.

mod comparisons;
mod corrections;
mod events;
mod laws;
mod lookup;
mod names;
mod naming;
mod persons;
mod stories;
mod telling;
