//! Lengths of time, as ISO 8601 writes them.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use jiff::civil::Date;

/// A length of time. A fraction is carried into the next smaller unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Length {
    pub(super) years: u32,
    pub(super) months: u32,
    pub(super) weeks: u32,
    pub(super) days: u32,
    pub(super) hours: u32,
    pub(super) minutes: u32,
    pub(super) seconds: u32,
}

impl Length {
    /// From a rule's outputs `length`, `length2`, `half` and `half-unit`.
    pub(super) fn of(outputs: &BTreeMap<&str, String>) -> Option<Self> {
        let mut length = Self::default();
        if let Some(words) = outputs.get("half-unit") {
            length.add(words, false)?;
            return Some(length);
        }
        let half = outputs.get("half").is_some_and(|half| half == "half");
        length.add(outputs.get("length")?, half)?;
        if let Some(second) = outputs.get("length2") {
            length.add(second, false)?;
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
        let whole = whole(number.floor());
        let rest = number.fract();
        match unit {
            "Y" => {
                self.years += whole;
                self.months += self::whole((rest * 12.0).round());
            }
            "M" => {
                self.months += whole;
                self.days += self::whole((rest * 30.0).round());
            }
            "W" if rest == 0.0 => self.weeks += whole,
            "W" => self.days += self::whole((number * 7.0).round()),
            "D" => {
                self.days += whole;
                self.hours += self::whole((rest * 24.0).round());
            }
            "h" => {
                self.hours += whole;
                self.minutes += self::whole((rest * 60.0).round());
            }
            "m" => {
                self.minutes += whole;
                self.seconds += self::whole((rest * 60.0).round());
            }
            "s" => self.seconds += self::whole(number.round()),
            _ => return None,
        }
        Some(())
    }

    /// `PT4H30M`
    pub(super) fn to_iso(self) -> String {
        let mut iso = String::from("P");
        let mut push = |number: u32, unit: char| {
            if number > 0 {
                let _ = write!(iso, "{number}{unit}");
            }
        };
        push(self.years, 'Y');
        push(self.months, 'M');
        push(self.weeks, 'W');
        push(self.days, 'D');
        if self.hours + self.minutes + self.seconds > 0 {
            iso.push('T');
            for (number, unit) in [(self.hours, 'H'), (self.minutes, 'M'), (self.seconds, 'S')] {
                if number > 0 {
                    let _ = write!(iso, "{number}{unit}");
                }
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

    /// The day so long before (`sign` -1) or behind `day`.
    pub(super) fn from(self, day: Date, sign: i8) -> Option<Date> {
        let signed =
            |number: u32| i32::try_from(number).ok().map(|number| number * i32::from(sign));
        let span = jiff::Span::new()
            .try_years(signed(self.years)?)
            .and_then(|span| span.try_months(signed(self.months).unwrap_or(0)))
            .and_then(|span| span.try_weeks(signed(self.weeks).unwrap_or(0)))
            .and_then(|span| span.try_days(signed(self.days).unwrap_or(0)))
            .ok()?;
        day.checked_add(span).ok()
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
fn whole(number: f64) -> u32 {
    number as u32
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
            ("2 W", Some("half"), "P18D"),
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
        let one_month = Length { months: 1, ..Length::default() };
        assert_eq!(one_month.from(day(2023, 3, 31), -1), Some(day(2023, 2, 28)));
        assert_eq!(one_month.from(day(2024, 1, 31), 1), Some(day(2024, 2, 29)));
        let one_year = Length { years: 1, ..Length::default() };
        assert_eq!(one_year.from(day(2024, 2, 29), 1), Some(day(2025, 2, 28)));
        assert_eq!(one_year.from(day(9999, 12, 31), 1), None);
    }
}
