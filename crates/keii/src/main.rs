//! The command `keii`: reads news about a developing story and keeps a ledger of it.

mod args;
mod message;
mod print;
mod session;
mod settings;
mod words;

fn main() {}
