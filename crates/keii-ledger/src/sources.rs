//! What a ledger is made from.

use keii_model::{Correction, Reading};

/// A *set* of readings with what users corrected. The order changes nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sources {
    /// What each document says. Of several readings of one document the one with the greatest
    /// pack name counts.
    pub readings: Vec<Reading>,
    /// What readers said is otherwise. Their numbers tell which was given first.
    pub corrections: Vec<Correction>,
}

impl From<Vec<Reading>> for Sources {
    fn from(readings: Vec<Reading>) -> Self {
        Self { readings, corrections: Vec::new() }
    }
}
