//! The commands, one module each.

mod add;
mod annotate;
mod compare;
mod completions;
mod dict;
mod doctor;
mod documents;
mod event;
mod export;
mod fix;
mod new;
mod people;
mod person;
mod reread;
mod rules;
mod said;
mod serve;
mod show;
mod standing;
mod stories;
mod timeline;
mod why;

use std::io::Write;

use anyhow::Result;

use crate::args::Command;
use crate::session::{Outcome, Session};

/// Runs a command; its data goes to `out`.
///
/// # Errors
/// When the command failed as a whole.
pub fn run(session: &Session, command: &Command, out: &mut dyn Write) -> Result<Outcome> {
    match command {
        Command::Add(args) => add::run(session, args, out),
        Command::Documents(args) => documents::run(session, args, out),
        Command::Timeline(args) => timeline::run(session, args, out),
        Command::Event(args) => event::run(session, args, out),
        Command::Person(args) => person::run(session, args, out),
        Command::Fix(command) => fix::run(session, command, out),
        Command::Reread(args) => reread::run(session, args, out),
        Command::People(args) => people::run(session, args, out),
        Command::Said(args) => said::run(session, args, out),
        Command::Compare(args) => compare::run(session, args, out),
        Command::Stories(args) => stories::run(session, args, out),
        Command::New(args) => new::run(session, args, out),
        Command::Standing(args) => standing::run(session, args, out),
        Command::Serve(args) => serve::run(session, args, out),
        Command::Show(args) => show::run(session, args, out),
        Command::Why(args) => why::run(session, args, out),
        Command::Annotate(args) => annotate::run(session, args, out),
        Command::Export(args) => export::run(session, args, out),
        Command::Doctor => doctor::run(session, out),
        Command::Dict(command) => dict::run(session, command, out),
        Command::Rules(command) => rules::run(session, command, out),
        Command::Completions(args) => completions::run(args, out),
    }
}
