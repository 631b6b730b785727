//! `keii completions`: a script for the user's shell.

use std::io::Write;

use anyhow::Result;
use clap::CommandFactory;

use crate::args::{Cli, CompletionsArgs};
use crate::session::Outcome;

/// Runs the command.
///
/// # Errors
/// When standard output cannot be written.
pub fn run(args: &CompletionsArgs, out: &mut dyn Write) -> Result<Outcome> {
    // The generator panics when it cannot write, which a closed pipe must not bring about.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "keii", &mut script);
    out.write_all(&script)?;
    Ok(Outcome::Done)
}
