//! A ledger with what listings need to print it.

use keii_ledger::Ledger;

use crate::message::Message;
use crate::short_id::ShortIds;

/// A ledger and the short ids of all that is in it.
#[derive(Debug)]
pub struct View {
    /// The ledger.
    pub ledger: Ledger,
    /// How its ids are shortened.
    pub short: ShortIds,
}

impl View {
    /// The view of a ledger.
    #[must_use]
    pub fn new(ledger: Ledger) -> Self {
        let short = ShortIds::of_ledger(&ledger);
        Self { ledger, short }
    }

    /// Why a listing is empty.
    #[must_use]
    pub fn nothing(&self) -> Message {
        if self.ledger.documents().is_empty() {
            Message::LedgerEmpty
        } else {
            Message::NothingFound
        }
    }
}
