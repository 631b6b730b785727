//! Lengths of time, as ISO 8601 writes them.

use std::fmt::Write as _;

use jiff::civil::Date;
use keii_rules::Outputs;

/// Numbers of units are counted in thousandths: 1.05 seconds are told, 0.1 years too.
const ONE: u32 = 1_000;

/// A length of time, in thousandths of each unit. A fraction is carried into the next smaller unit
/// where it makes whole ones of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Length {
    years: u32,
    months: u32,
    weeks: u32,
    days: u32,
    hours: u32,
    minutes: u32,
    seconds: u32,
}

impl Length {
    /// From a rule's outputs `length`, `length2`, `length3`, `half` and `half-unit`.
    pub(super) fn of(outputs: &Outputs<'_>) -> Option<Self> {
        let mut length = Self::default();
        if let Some(words) = outputs.get("half-unit") {
            length.add(words, false)?;
            return Some(length);
        }
        let half = outputs.get("half").is_some_and(|half| half == "half");
        length.add(outputs.get("length")?, half)?;
        for more in ["length2", "length3"] {
            if let Some(more) = outputs.get(more) {
                length.add(more, false)?;
            }
        }
        Some(length)
    }

    /// Adds `4.5 h`; `half` adds half a unit.
    fn add(&mut self, words: &str, half: bool) -> Option<()> {
        let (number, unit) = words.split_once(' ')?;
        let mut number: f64 = number.parse().ok()?;
        if half {
            number += 0.5;
        }
        if !(0.0..=1.0e6).contains(&number) {
            return None;
        }
        let count = thousandths(number);
        let (larger, smaller, times) = match unit {
            "C" => return self.add(&format!("{} Y", number * 100.0), false),
            "Y" => (&mut self.years, &mut self.months, 12),
            "M" => (&mut self.months, &mut self.days, 30),
            "D" => (&mut self.days, &mut self.hours, 24),
            "h" => (&mut self.hours, &mut self.minutes, 60),
            "m" => (&mut self.minutes, &mut self.seconds, 60),
            "W" => {
                self.weeks += count;
                return Some(());
            }
            "s" => {
                self.seconds += count;
                return Some(());
            }
            _ => return None,
        };
        let carried = count % ONE * times;
        if carried.is_multiple_of(ONE) {
            *larger += count / ONE * ONE;
            *smaller += carried;
        } else {
            *larger += count;
        }
        Some(())
    }

    /// `PT4H30M`
    pub(super) fn to_iso(self) -> String {
        let mut iso = String::from("P");
        for (number, unit) in
            [(self.years, 'Y'), (self.months, 'M'), (self.weeks, 'W'), (self.days, 'D')]
        {
            push(&mut iso, number, unit);
        }
        if self.hours + self.minutes + self.seconds > 0 {
            iso.push('T');
            for (number, unit) in [(self.hours, 'H'), (self.minutes, 'M'), (self.seconds, 'S')] {
                push(&mut iso, number, unit);
            }
        }
        if iso.len() == 1 {
            iso.push_str("T0S");
        }
        iso
    }

    /// The smallest unit that is told.
    pub(super) fn precision(self) -> Precision {
        if self.hours + self.minutes + self.seconds > 0 {
            Precision::Clock
        } else if self.weeks + self.days > 0 {
            Precision::Day
        } else if self.months > 0 {
            Precision::Month
        } else {
            Precision::Year
        }
    }

    /// The day so long before (`sign` -1) or behind `day`; `None` when it is not told in whole units.
    pub(super) fn from(self, day: Date, sign: i8) -> Option<Date> {
        let whole = |number: u32| {
            let count = i32::try_from(number / ONE).ok().filter(|_| number.is_multiple_of(ONE))?;
            Some(count * i32::from(sign))
        };
        let (years, months) = (whole(self.years)?, whole(self.months)?);
        let (weeks, days) = (whole(self.weeks)?, whole(self.days)?);
        let span = jiff::Span::new()
            .try_years(years)
            .and_then(|span| span.try_months(months))
            .and_then(|span| span.try_weeks(weeks))
            .and_then(|span| span.try_days(days))
            .ok()?;
        day.checked_add(span).ok()
    }
}

/// Writes `30M`, or nothing for 0.
fn push(iso: &mut String, number: u32, unit: char) {
    if number > 0 {
        let figures = format!("{}.{:03}", number / ONE, number % ONE);
        let _ = write!(iso, "{}{unit}", figures.trim_end_matches('0').trim_end_matches('.'));
    }
}

/// How finely something is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Precision {
    Year,
    Month,
    Day,
    Clock,
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the caller has checked that it lies between 0 and a million"
)]
fn thousandths(number: f64) -> u32 {
    (number * f64::from(ONE)).round() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn iso(outputs: &[(&'static str, &str)]) -> Option<String> {
        let outputs = outputs.iter().map(|&(key, value)| (key, value.to_owned())).collect();
        Length::of(&outputs).map(Length::to_iso)
    }

    #[test]
    fn fractions_go_into_the_next_unit() {
        let cases = [
            ("4 h", Some("half"), "PT4H30M"),
            ("1.5 Y", None, "P1Y6M"),
            ("2 W", None, "P2W"),
            ("2 W", Some("half"), "P2.5W"),
            ("1.05 s", None, "PT1.05S"),
            ("0.1 Y", None, "P0.1Y"),
            ("1 C", None, "P100Y"),
            ("1 D", Some("half"), "P1DT12H"),
            ("90 m", None, "PT90M"),
            ("0 s", None, "PT0S"),
            ("0.5 M", None, "P15D"),
        ];
        for (length, half, expected) in cases {
            let mut outputs = vec![("length", length)];
            outputs.extend(half.map(|half| ("half", half)));
            assert_eq!(iso(&outputs).as_deref(), Some(expected), "{length}");
        }
        assert_eq!(iso(&[("half-unit", "6 M")]).as_deref(), Some("P6M"));
        assert_eq!(iso(&[("length", "1 h"), ("length2", "30 m")]).as_deref(), Some("PT1H30M"));
    }

    #[test]
    fn what_is_no_length_is_none() {
        for length in ["", "3", "x Y", "3 Q", "-1 Y", "1e9 Y", "NaN Y"] {
            assert_eq!(iso(&[("length", length)]), None, "{length}");
        }
    }

    #[test]
    fn months_end_where_they_end() {
        let day = |y, m, d| Date::new(y, m, d).expect("it exists");
        let one_month = Length { months: ONE, ..Length::default() };
        assert_eq!(one_month.from(day(2023, 3, 31), -1), Some(day(2023, 2, 28)));
        assert_eq!(one_month.from(day(2024, 1, 31), 1), Some(day(2024, 2, 29)));
        let one_year = Length { years: ONE, ..Length::default() };
        assert_eq!(one_year.from(day(2024, 2, 29), 1), Some(day(2025, 2, 28)));
        assert_eq!(one_year.from(day(9999, 12, 31), 1), None);
    }
}
