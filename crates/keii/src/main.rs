//! The command `keii`: reads news about a developing story and keeps a ledger of it.

mod args;
mod atomic;
mod clock;
mod commands;
mod dictionary;
mod ledger_file;
mod message;
mod pack;
mod print;
mod progress;
mod reading;
mod run;
mod session;
mod settings;
mod short_id;
mod words;

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// A reading is many small strings and lists that live as long as it does: a twelfth of the time was
/// the system's allocator.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    run::run()
}
