//! How much of what has arrived counts: all of it, what had arrived by the end of a day, or what
//! had arrived at a mark.

use jiff::civil::Date;

use crate::Mark;

/// Up to when what has arrived counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Until {
    /// What came at this time (in UTC) or later does not count.
    time: String,
    /// What came behind it does not count.
    mark: Mark,
}

/// Greater than every time: digits come before letters.
const NEVER: &str = "Z";

/// Behind everything.
const LAST: Mark = Mark { arrival: i64::MAX, correction: i64::MAX };

impl Until {
    /// What had arrived by the end of this day, in UTC. `None` for the last day of the calendar,
    /// after which nothing comes.
    #[must_use]
    pub fn end_of(day: Date) -> Option<Self> {
        day.tomorrow().ok().map(Self::start_of)
    }

    /// What had arrived before this day, in UTC.
    #[must_use]
    pub fn start_of(day: Date) -> Self {
        // Without the `Z` it stands before every instant of that second, also one with fractions.
        Self { time: format!("{day}T00:00:00"), mark: LAST }
    }

    /// What had arrived at a mark.
    #[must_use]
    pub fn mark(mark: Mark) -> Self {
        Self { time: NEVER.to_owned(), mark }
    }

    /// Whether something of this time (RFC 3339, in UTC) had arrived.
    #[must_use]
    pub fn covers(&self, time: &str) -> bool {
        time < self.time.as_str()
    }

    /// What is compared in SQL: times (`added < ?`), and numbers in the order of arrival.
    pub(crate) fn bounds(until: Option<&Self>) -> (&str, Mark) {
        until.map_or((NEVER, LAST), |until| (&until.time, until.mark))
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
        assert!("2999-12-31T00:00:00Z" < Until::bounds(None).0);
    }
}
