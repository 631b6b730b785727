//! Commitments that parties are reported to have made, and questions that the text leaves open.

mod commitment;
mod party;
mod question;

pub(crate) use commitment::commitments;
pub(crate) use question::questions;
