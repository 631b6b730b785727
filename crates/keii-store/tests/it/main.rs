//! The ledger file through its public face.

mod article;
mod checking;
mod opening;
mod stories;
mod writing;
