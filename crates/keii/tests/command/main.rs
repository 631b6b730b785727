//! What users see and rely on: the real command, run on real files.

mod bad_input;
mod corpus;
mod determinism;
mod faults;
mod help;
mod interruption;
mod world;
