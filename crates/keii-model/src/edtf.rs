//! Dates as Extended Date/Time Format (ISO 8601-2:2019), the part of it that news needs.
//!
//! Accepted: `2025`, `2025-08`, `2025-08-15`, a season `2025-21` to `2025-24`, an instant
//! `2025-08-15T19:30` with optional seconds and offset, unknown digits of the year (`XXXX-08-15`,
//! `201X`), a day of an unknown month (`XXXX-XX-15`, `2025-XX-15`), years before the common era (`-0043`; there is a year 0), a trailing `~`, `?` or `%`,
//! and intervals `a/b`, `a/..`, `../b`.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A valid EDTF expression, kept as it was written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Edtf(Box<str>);

/// Words that are no EDTF expression.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is no date: write 2025-08-15, 2025-08, 2025, or an interval such as 2025-08/2025-09"
)]
pub struct EdtfError(String);

/// One end of an interval, or the whole of a simple date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Point {
    /// `..`
    Open,
    /// An unknown month, or a year with unknown digits: real, but on no calendar.
    Unplaced,
    /// First and last day.
    Days(Date, Date),
}

/// Stands for a month of which only a day is told.
const UNKNOWN_MONTH: &str = "XX";

impl Edtf {
    /// As written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The day itself.
    #[must_use]
    pub fn day(date: Date) -> Self {
        Self(date.to_string().into())
    }

    /// The first and the last day it can mean; `None` where it has no such end or the year is not
    /// known.
    ///
    /// ```
    /// use keii_model::Edtf;
    /// let late_october: Edtf = "2025-10-21/2025-10-31".parse().unwrap();
    /// assert_eq!(late_october.first_day().unwrap().to_string(), "2025-10-21");
    /// let since: Edtf = "2019/..".parse().unwrap();
    /// assert_eq!(since.last_day(), None);
    /// ```
    #[must_use]
    pub fn first_day(&self) -> Option<Date> {
        match self.ends().ok()?.0 {
            Point::Days(first, _) => Some(first),
            Point::Open | Point::Unplaced => None,
        }
    }

    /// See [`first_day`](Self::first_day).
    #[must_use]
    pub fn last_day(&self) -> Option<Date> {
        match self.ends().ok()?.1 {
            Point::Days(_, last) => Some(last),
            Point::Open | Point::Unplaced => None,
        }
    }

    /// The number of the day in its month, when it is one day, whatever is known of month and year.
    ///
    /// ```
    /// use keii_model::Edtf;
    /// let the_eighth: Edtf = "XXXX-XX-08".parse().unwrap();
    /// assert_eq!(the_eighth.day_of_month(), Some(8));
    /// ```
    #[must_use]
    pub fn day_of_month(&self) -> Option<i8> {
        let date = self.0.trim_end_matches(['~', '?', '%']).split('T').next()?;
        let mut parts = date.trim_start_matches('-').splitn(3, '-');
        two_digits(parts.nth(2)?).ok()
    }

    /// The day, when it is exactly one.
    #[must_use]
    pub fn single_day(&self) -> Option<Date> {
        let first = self.first_day()?;
        (self.last_day() == Some(first)).then_some(first)
    }

    fn ends(&self) -> Result<(Point, Point), ()> {
        if let Some((start, end)) = self.0.split_once('/') {
            let (start, end) = (point(start)?, point(end)?);
            return match (start, end) {
                (Point::Open, Point::Open) => Err(()),
                (Point::Days(first, _), Point::Days(_, last)) if first > last => Err(()),
                _ => Ok((start, end)),
            };
        }
        match point(&self.0)? {
            Point::Open => Err(()),
            simple => Ok((simple, simple)),
        }
    }
}

/// Reads one date. The error carries nothing: the caller has the whole expression.
fn point(written: &str) -> Result<Point, ()> {
    if written == ".." {
        return Ok(Point::Open);
    }
    let written = written.strip_suffix(['~', '?', '%']).unwrap_or(written);
    let (date, clock) = match written.split_once('T') {
        Some((date, clock)) => (date, Some(clock)),
        None => (written, None),
    };
    if clock.is_some_and(|clock| !is_clock(clock)) {
        return Err(());
    }
    let (sign, date) = date.strip_prefix('-').map_or((1, date), |date| (-1, date));
    let mut parts = date.split('-');
    let year = parts.next().ok_or(())?;
    let month = parts.next();
    let day = parts.next().map(two_digits).transpose()?;
    if parts.next().is_some() || (clock.is_some() && day.is_none()) {
        return Err(());
    }
    if year.len() != 4 || !year.bytes().all(|digit| digit.is_ascii_digit() || digit == b'X') {
        return Err(());
    }
    if month == Some(UNKNOWN_MONTH) {
        return in_longest_month(day.ok_or(())?);
    }
    let month = month.map(two_digits).transpose()?;
    let Ok(year) = year.parse::<i16>() else {
        return in_leap_year(month, day);
    };
    days(sign * year, month, day)
}

/// A year with unknown digits still has months and days that must exist (in a leap year).
fn in_leap_year(month: Option<i8>, day: Option<i8>) -> Result<Point, ()> {
    days(2024, month, day).map(|_| Point::Unplaced)
}

/// A day of an unknown month exists if the longest has it.
fn in_longest_month(day: i8) -> Result<Point, ()> {
    days(2024, Some(1), Some(day)).map(|_| Point::Unplaced)
}

fn days(year: i16, month: Option<i8>, day: Option<i8>) -> Result<Point, ()> {
    let new = |year, month, day| Date::new(year, month, day).map_err(|_| ());
    match (month, day) {
        (None, _) => Ok(Point::Days(new(year, 1, 1)?, new(year, 12, 31)?)),
        (Some(season @ 21..=24), None) => {
            // Meteorological seasons of the northern hemisphere: spring begins in March.
            let first = new(year, (season - 21) * 3 + 3, 1)?;
            let last = first.checked_add(jiff::Span::new().months(2)).map_err(|_| ())?;
            Ok(Point::Days(first, last.last_of_month()))
        }
        (Some(month), None) => {
            let first = new(year, month, 1)?;
            Ok(Point::Days(first, first.last_of_month()))
        }
        (Some(month), Some(day)) => {
            let day = new(year, month, day)?;
            Ok(Point::Days(day, day))
        }
    }
}

fn two_digits(written: &str) -> Result<i8, ()> {
    if written.len() == 2 && written.bytes().all(|digit| digit.is_ascii_digit()) {
        written.parse().map_err(|_| ())
    } else {
        Err(())
    }
}

/// `19:30`, `19:30:05`, with `Z` or an offset.
fn is_clock(written: &str) -> bool {
    let clock = written
        .strip_suffix('Z')
        .or_else(|| written.rsplit_once(['+', '-']).map(|(clock, _)| clock))
        .unwrap_or(written);
    let parts: Vec<&str> = clock.split(':').collect();
    let limits = [24, 59, 60];
    (2..=3).contains(&parts.len())
        && parts
            .iter()
            .zip(limits)
            .all(|(part, limit)| two_digits(part).is_ok_and(|number| number <= limit))
}

impl FromStr for Edtf {
    type Err = EdtfError;

    fn from_str(written: &str) -> Result<Self, EdtfError> {
        let edtf = Self(written.into());
        match edtf.ends() {
            Ok(_) => Ok(edtf),
            Err(()) => Err(EdtfError(written.to_owned())),
        }
    }
}

impl TryFrom<String> for Edtf {
    type Error = EdtfError;

    fn try_from(written: String) -> Result<Self, EdtfError> {
        written.parse()
    }
}

impl From<Edtf> for String {
    fn from(edtf: Edtf) -> Self {
        edtf.0.into()
    }
}

impl fmt::Display for Edtf {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accepts_what_news_needs() {
        for written in [
            "2025",
            "2025-08",
            "2025-08-15",
            "2025-21",
            "XXXX-01",
            "XXXX-XX-31",
            "2025-XX-08",
            "201X",
            "2019/..",
            "../2025-03",
            "2025-11/2025-12",
            "2025-08-15T19:30",
            "2025-08-15T19:30:00+09:00",
            "2025-08~",
            "-0043",
            "-0099/0000",
        ] {
            assert!(written.parse::<Edtf>().is_ok(), "{written}");
        }
    }

    #[test]
    fn refuses_days_that_do_not_exist() {
        for written in [
            "",
            "25",
            "2025-8",
            "2025-13",
            "2025-02-30",
            "XXXX-02-30",
            "XXXX-XX-32",
            "XXXX-XX",
            "XXXX-XX-XX",
            "2025-08-15T25:00",
            "2025-12/2025-11",
            "../..",
            "..",
            "昨年",
            "2025-08T19:30",
            "2025-08-15-01",
            "-43",
            "0001/-0001",
        ] {
            assert!(written.parse::<Edtf>().is_err(), "{written}");
        }
    }

    #[test]
    fn one_day_has_a_number_in_its_month() {
        let number = |written: &str| written.parse::<Edtf>().expect("valid").day_of_month();
        assert_eq!(number("2025-08-15"), Some(15));
        assert_eq!(number("XXXX-XX-08T19:30"), Some(8));
        assert_eq!(number("2025-08"), None);
        assert_eq!(number("2025-08-15/2025-08-16"), None, "an interval is no day");
        assert_eq!(number("-0043-03-15~"), Some(15));
    }

    #[test]
    fn ends_are_days() {
        let ends = |written: &str| {
            let edtf: Edtf = written.parse().expect("valid");
            (edtf.first_day().map(|d| d.to_string()), edtf.last_day().map(|d| d.to_string()))
        };
        let days = |first: &str, last: &str| (Some(first.to_owned()), Some(last.to_owned()));
        assert_eq!(ends("2024-02"), days("2024-02-01", "2024-02-29"));
        assert_eq!(ends("2025-24"), days("2025-12-01", "2026-02-28"));
        assert_eq!(ends("2025-11/2025-12"), days("2025-11-01", "2025-12-31"));
        assert_eq!(ends("2019/.."), (Some("2019-01-01".to_owned()), None));
        assert_eq!(ends("XXXX-01"), (None, None));
        assert_eq!(ends("2025-XX-08"), (None, None));
    }
}
