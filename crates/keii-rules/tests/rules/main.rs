//! The rule language as its callers see it.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod contexts;
mod elements;
mod embedding;
mod errors;
mod properties;
mod words;
