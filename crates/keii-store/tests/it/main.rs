//! The ledger file through its public face.

mod article;
mod checking;
mod opening;
mod writing;
