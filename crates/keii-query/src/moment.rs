//! As of when something is asked.

use jiff::civil::Date;
use keii_store::{Mark, Until};

/// As of when a view is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Moment {
    /// All that has arrived.
    #[default]
    Now,
    /// What had arrived by the end of this day, in UTC.
    EndOf(Date),
    /// What had arrived before this day began, in UTC.
    BeginningOf(Date),
    /// What had arrived at a mark, with the corrections of now.
    Mark(Mark),
}

impl Moment {
    pub(crate) fn until(self) -> Option<Until> {
        match self {
            Self::Now => None,
            Self::EndOf(day) => Until::end_of(day),
            Self::BeginningOf(day) => Some(Until::beginning_of(day)),
            Self::Mark(mark) => Some(Until::mark(mark)),
        }
    }
}
