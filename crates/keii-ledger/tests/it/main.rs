//! The ledger through its public face.

mod events;
mod laws;
mod lookup;
mod names;
mod persons;
mod telling;
