//! The ledger file through its public face.

mod article;
mod checking;
mod moments;
mod opening;
mod stories;
mod writing;
