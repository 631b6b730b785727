//! What users see and rely on: the real command, run on real files.

#![expect(clippy::unwrap_used, reason = "a test that unwraps fails with the line it failed at")]

mod bad_input;
mod corpus;
mod determinism;
mod faults;
mod full_disk;
mod help;
mod interruption;
mod standing;
mod world;
