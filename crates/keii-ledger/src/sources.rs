//! What a ledger is made from.

use keii_model::Reading;

/// A *set* of readings with what users corrected. The order changes nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sources {
    /// What each document says. Of several readings of one document the one with the greatest
    /// pack name counts.
    pub readings: Vec<Reading>,
}

impl From<Vec<Reading>> for Sources {
    fn from(readings: Vec<Reading>) -> Self {
        Self { readings }
    }
}
