//! The ledger file through its public face.

mod article;
mod checking;
mod marking;
mod opening;
mod writing;
