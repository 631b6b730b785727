//! The ledger file through its public face.

mod article;
mod checking;
mod marking;
mod moments;
mod opening;
mod writing;
