//! How much of what has arrived counts: all of it, or what had arrived by the end of a day.

use jiff::civil::Date;

/// The end of a day in UTC, as times of arrival are compared with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Until(String);

impl Until {
    /// What had arrived by the end of this day, in UTC. `None` for the last day of the calendar,
    /// after which nothing comes.
    #[must_use]
    pub fn end_of(day: Date) -> Option<Self> {
        // Without the `Z` it stands before every instant of that second, also one with fractions.
        day.tomorrow().ok().map(|next| Self(format!("{next}T00:00:00")))
    }

    /// Whether something of this time (RFC 3339, in UTC) had arrived.
    #[must_use]
    pub fn covers(&self, time: &str) -> bool {
        time < self.0.as_str()
    }

    /// What times are compared with in SQL: `added < ?`.
    pub(crate) fn bound(until: Option<&Self>) -> &str {
        // Greater than every time: digits come before letters.
        until.map_or("Z", |until| &until.0)
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
        assert!("2999-12-31T00:00:00Z" < Until::bound(None));
    }
}
