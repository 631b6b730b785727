//! `keii rules`: the rules that keii reads by.

use std::io::Write;

use anyhow::Result;
use keii_rules::{Layer, Pack};
use serde_json::json;

use crate::args::RulesCommand;
use crate::message::{Fault, Message};
use crate::pack;
use crate::session::{Outcome, Session};

/// Runs the command.
///
/// # Errors
/// When there is no such rule, or standard output cannot be written.
pub fn run(session: &Session, command: &RulesCommand, out: &mut dyn Write) -> Result<Outcome> {
    let pack = pack::compiled()?;
    match command {
        RulesCommand::List(args) => list(&pack, args.json, out)?,
        RulesCommand::Explain(args) => {
            let rule = pack.rule(&args.id).ok_or_else(|| {
                Fault::new(Message::UnknownRule(args.id.clone()), Message::RulesAreListed)
            })?;
            writeln!(out, "{}", rule.explain())?;
            session.say(&Message::PackVersion(pack.version().to_owned()));
        }
    }
    Ok(Outcome::Done)
}

fn list(pack: &Pack, as_json: bool, out: &mut dyn Write) -> Result<()> {
    for layer in pack.layers() {
        for rule in ordered(layer) {
            if as_json {
                writeln!(out, "{}", json!({ "id": rule, "layer": layer.name() }))?;
            } else {
                writeln!(out, "{rule}")?;
            }
        }
    }
    Ok(())
}

fn ordered(layer: &Layer) -> Vec<&str> {
    let mut ids: Vec<&str> = layer.rules().iter().map(|rule| rule.id()).collect();
    ids.sort_unstable();
    ids
}
