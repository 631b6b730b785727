//! A ledger with what listings need to name its entries.

use keii_ledger::Ledger;

use crate::ShortIds;

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
}
