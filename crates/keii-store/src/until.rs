//! How much of what has arrived counts: all of it, or what had arrived by a moment.

use jiff::civil::Date;

use crate::Mark;

/// A moment in the life of a ledger file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Until {
    /// The last document that had arrived.
    arrival: i64,
    /// What times of arrival (RFC 3339, in UTC) are compared with: a later one, or its beginning.
    time: String,
}

/// Greater than every time: digits come before letters.
const NO_TIME: &str = "Z";

impl Until {
    /// What had arrived by the end of this day, in UTC. `None` for the last day of the calendar,
    /// after which nothing comes.
    #[must_use]
    pub fn end_of(day: Date) -> Option<Self> {
        day.tomorrow().ok().map(Self::beginning_of)
    }

    /// What had arrived before this day began, in UTC.
    #[must_use]
    pub fn beginning_of(day: Date) -> Self {
        // Without the `Z` it stands before every instant of that second, also one with fractions.
        Self { arrival: i64::MAX, time: format!("{day}T00:00:00") }
    }

    /// The documents that had arrived at a mark, with the corrections of now: they correct what was
    /// seen then, and are nothing new.
    #[must_use]
    pub fn mark(mark: Mark) -> Self {
        Self { arrival: mark.arrival(), time: NO_TIME.to_owned() }
    }

    /// Whether something of this time (RFC 3339, in UTC) had arrived.
    #[must_use]
    pub fn covers(&self, time: &str) -> bool {
        time < self.time.as_str()
    }

    /// What documents are compared with in SQL: `arrival <= ?` and `added < ?`.
    pub(crate) fn bounds(until: Option<&Self>) -> (i64, &str) {
        until.map_or((i64::MAX, NO_TIME), |until| (until.arrival, &until.time))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_ends_at_midnight_of_the_next() {
        let until = Until::end_of(jiff::civil::date(2025, 2, 28)).expect("not the last");
        assert!(until.covers("2025-02-28T23:59:59.999Z"));
        assert!(!until.covers("2025-03-01T00:00:00Z"));
        assert!(!until.covers("2025-03-01T00:00:00.000001Z"));
        assert!("2999-12-31T00:00:00Z" < Until::bounds(None).1);
    }
}
