//! What was typed for an entry, and what to say where it names none.

use keii_ledger::Ledger;
use keii_model::Record;
use keii_query::Unmeant;

use crate::message::{Fault, Message};

/// The record that was meant: by its id, its short id, or any beginning that only it has.
///
/// # Errors
/// When nothing or more than one thing is meant.
pub fn find<'a>(ledger: &'a Ledger, typed: &str) -> anyhow::Result<&'a Record> {
    keii_query::find(ledger, typed).map_err(|unmeant| unmeant_fault(unmeant).into())
}

/// What to say of it.
pub fn unmeant_fault(unmeant: Unmeant) -> Fault {
    match unmeant {
        Unmeant::Unknown(id) => Fault::new(Message::UnknownId(id), Message::IdsAreListed),
        Unmeant::Several { id, fits } => {
            Fault::new(Message::AmbiguousId { id, fits }, Message::WriteMoreOfId)
        }
    }
}
