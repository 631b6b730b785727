//! The steps of one plan or process over several events.

use serde::{Deserialize, Serialize};

use crate::{Edtf, Id, Status};

/// The `chain` record: how the plans of the same parties went.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Chain {
    /// Its name.
    pub id: Id,
    /// Whose it is, by name.
    pub label: String,
    /// In order of time.
    pub steps: Vec<ChainStep>,
}

/// One step: an event came to a status.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChainStep {
    /// The event.
    pub event: Id,
    /// What it came to.
    pub status: Status,
    /// According to whom, where it is not the writer.
    pub by: Option<Id>,
    /// The day it took place, else the day on which it was first told; `None` where neither is
    /// known.
    pub date: Option<Edtf>,
}
