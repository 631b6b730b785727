//! What every command has at hand: how to print, where things lie, where messages go.

use std::io::Write as _;

use anyhow::Result;
use jiff::civil::Date;

use crate::message::{Fault, Message, describe};
use crate::print::style::{Style, styled};
use crate::settings::{Look, Places};

/// How a command ended, when it did not fail as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Everything was done.
    Done,
    /// Some inputs failed, or a check found problems; each was told of.
    Incomplete,
}

/// One run of the command.
#[derive(Clone, Debug)]
pub struct Session {
    /// How to print.
    pub look: Look,
    /// Where things lie.
    pub places: Places,
    /// What was typed, without what follows it: `keii add`.
    pub command: String,
    /// The day at whose end the ledger is to be shown; `None` is now.
    pub as_of: Option<Date>,
}

impl Session {
    /// Tells something beside the data, unless asked to be quiet.
    pub fn say(&self, message: &Message) {
        if !self.look.quiet {
            self.message(&message.text(self.look.lang));
        }
    }

    /// Tells what went wrong with one part of the work.
    pub fn complain(&self, error: &anyhow::Error) {
        self.alarm(&describe(error, self.look.lang));
    }

    /// Tells what went wrong and is already in words; they begin with the program's name.
    pub fn alarm(&self, text: &str) {
        let (name, rest) = text.split_once(':').unwrap_or((text, ""));
        let name = styled(name, Style::Bad, self.look.color_messages);
        self.message(&format!("{name}:{rest}"));
    }

    /// The sentence in the reader's language.
    #[must_use]
    pub fn text(&self, message: &Message) -> String {
        message.text(self.look.lang)
    }

    /// The ledger's path.
    ///
    /// # Errors
    /// When neither flag nor environment tell it.
    pub fn ledger_path(&self) -> Result<&std::path::Path> {
        let place = self.places.ledger.as_deref();
        place.ok_or_else(|| Fault::new(Message::NoLedgerPlace, Message::NameALedger).into())
    }

    /// Tells a remark that is already in words, unless asked to be quiet.
    pub fn remark(&self, text: &str) {
        if !self.look.quiet {
            self.message(text);
        }
    }

    fn message(&self, text: &str) {
        // When nobody can be told, there is nobody to tell that.
        let _ = writeln!(std::io::stderr().lock(), "{text}");
    }
}
