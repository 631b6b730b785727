//! What is asked for.

use std::collections::BTreeSet;

use jiff::civil::Date;
use keii_model::{Id, Status};

use crate::{Format, Kind};

/// What is asked for. Empty or absent asks for all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Which kind of rows.
    pub kind: Option<Kind>,
    /// What one story tells: the id of the story, or of one of its documents.
    pub story: Option<Id>,
    /// Happenings that stand so.
    pub status: BTreeSet<Status>,
    /// What somebody takes part in, says, or is compared in: a piece of any form of the name.
    pub person: Option<String>,
    /// Happenings that may have been on this day or later.
    pub from: Option<Date>,
    /// Happenings that may have been on this day or before.
    pub to: Option<Date>,
    /// The day at whose end the ledger is the one given. It chooses nothing here; the file tells
    /// it.
    pub as_of: Option<Date>,
}

/// Why a query cannot be answered in a format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Misfit {
    /// The format holds happenings only.
    #[error("the format {} holds events only, no {}", .0.word(), .1.word())]
    Kind(Format, Kind),
    /// The kind of rows knows no such thing.
    #[error("{} have no {filter} to be chosen by", .kind.word())]
    Filter {
        /// Which kind.
        kind: Kind,
        /// `status`, `from` or `to`.
        filter: &'static str,
    },
}

impl Query {
    /// Whether the format can answer it. What cannot be answered is refused rather than left out:
    /// a file must not hold more than was asked for.
    ///
    /// # Errors
    /// Tells what does not fit.
    pub fn check(&self, format: Format) -> Result<(), Misfit> {
        match self.kind {
            Some(kind) if kind != Kind::Events && format.is_of_events() => {
                Err(Misfit::Kind(format, kind))
            }
            Some(kind @ (Kind::Statements | Kind::People)) => match self.happening_filter() {
                Some(filter) => Err(Misfit::Filter { kind, filter }),
                None => Ok(()),
            },
            _ => Ok(()),
        }
    }

    /// A filter that only happenings know.
    pub(crate) fn happening_filter(&self) -> Option<&'static str> {
        let asked = [
            (!self.status.is_empty(), "status"),
            (self.from.is_some(), "from"),
            (self.to.is_some(), "to"),
        ];
        asked.into_iter().find(|(is_asked, _)| *is_asked).map(|(_, filter)| filter)
    }

    /// The kinds of rows that a format holds for it.
    pub(crate) fn kinds(&self, format: Format) -> BTreeSet<Kind> {
        let only = if format.is_of_events() {
            Some(Kind::Events)
        } else if format.is_of_one_kind() {
            Some(self.kind.unwrap_or(Kind::Events))
        } else {
            self.kind
        };
        match only {
            Some(kind) => BTreeSet::from([kind]),
            // What a filter does not know is not what was asked for.
            None if self.happening_filter().is_some() => {
                BTreeSet::from([Kind::Events, Kind::Comparisons])
            }
            None => BTreeSet::from(Kind::ALL),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_format_cannot_answer_is_refused() {
        let statements = Query { kind: Some(Kind::Statements), ..Query::default() };
        assert_eq!(statements.check(Format::Csv), Ok(()));
        let refused = Misfit::Kind(Format::Ics, Kind::Statements);
        assert_eq!(statements.check(Format::Ics), Err(refused));
        assert_eq!(refused.to_string(), "the format ics holds events only, no statements");
        let held = Query { status: BTreeSet::from([Status::Held]), ..statements };
        let refused = held.check(Format::Csv).expect_err("statements have no status");
        assert_eq!(refused.to_string(), "statements have no status to be chosen by");
    }
}
