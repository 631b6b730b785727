//! From the command line to an exit code.

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory, FromArgMatches};

use crate::args::Cli;
use crate::commands;
use crate::message::Fault;
use crate::session::{Outcome, Session};
use crate::settings;

/// Something failed, or some inputs did.
const FAILED: u8 = 1;

/// The command line makes no sense.
const USAGE: u8 = 2;

/// What was typed, and the command of it alone.
fn typed() -> Result<(Cli, String), clap::Error> {
    let matches = Cli::command().try_get_matches()?;
    let command = format!("keii {}", matches.subcommand_name().unwrap_or_default());
    Ok((Cli::from_arg_matches(&matches)?, command))
}

/// Runs the command that was typed.
pub fn run() -> ExitCode {
    let (cli, command) = match typed() {
        Ok(typed) => typed,
        Err(error) => return refuse(&error),
    };
    let (look, places) = settings::read(&cli.global);
    let session = Session { look, places, command, as_of: cli.command.as_of() };
    let mut out = BufWriter::new(io::stdout().lock());
    let done = commands::run(&session, &cli.command, &mut out)
        .and_then(|outcome| Ok(out.flush().map(|()| outcome)?));
    match done {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Incomplete) => ExitCode::from(FAILED),
        Err(error) if is_broken_pipe(&error) => {
            // The buffer would be written once more, and fail, when it is dropped.
            let _ = out.into_parts();
            ExitCode::SUCCESS
        }
        Err(error) => {
            session.complain(&error);
            let usage = error.downcast_ref::<Fault>().is_some_and(Fault::is_usage);
            ExitCode::from(if usage { USAGE } else { FAILED })
        }
    }
}

/// Help and version are answers; everything else is wrong usage.
fn refuse(error: &clap::Error) -> ExitCode {
    // Whoever closed the pipe does not want the text.
    let _ = error.print();
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => ExitCode::SUCCESS,
        _ => ExitCode::from(USAGE),
    }
}

/// Whether a reader such as `head` had enough.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let io = cause.downcast_ref::<io::Error>().map(io::Error::kind);
        let json =
            cause.downcast_ref::<serde_json::Error>().and_then(|error| error.io_error_kind());
        io.or(json) == Some(io::ErrorKind::BrokenPipe)
    })
}
