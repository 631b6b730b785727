//! What users see and rely on: the real command, run on real files.

#![expect(clippy::unwrap_used, reason = "a test that unwraps fails with the line it failed at")]

mod alone;
mod bad_input;
mod corpus;
mod determinism;
mod event_and_person;
mod exporting;
mod faults;
mod fixing;
mod full_disk;
mod help;
mod interruption;
mod moments;
mod rereading;
mod serving;
mod standing;
mod walkthrough;
mod world;
