//! The ledger file through its public face.

mod article;
mod cataloguing;
mod checking;
mod finding;
mod marking;
mod moments;
mod opening;
mod stories;
mod writing;
