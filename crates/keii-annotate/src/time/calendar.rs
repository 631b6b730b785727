//! From fields of a date to EDTF.

use jiff::civil::Date;
use keii_model::Edtf;

use super::expression::{Clock, Edge, Part};

/// A date or a stretch of days whose fields are known, the year perhaps not, and of a day perhaps not
/// the month either.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Calendar {
    pub(super) year: Option<i16>,
    pub(super) month: Option<i8>,
    pub(super) day: Option<i8>,
    pub(super) last_year: Option<i16>,
    pub(super) last_month: Option<i8>,
    pub(super) last_day: Option<i8>,
    pub(super) listed: Option<i8>,
    pub(super) part: Option<Part>,
    pub(super) season: Option<i8>,
    pub(super) clock: Option<Clock>,
    pub(super) edge: Option<Edge>,
}

/// Stands in for a year that is not known; as long as others, so that every day of it but
/// 29 February exists.
pub(super) const ANY_YEAR: i16 = 2023;

impl Calendar {
    /// One day.
    pub(super) fn of_day(day: Date) -> Self {
        let (year, month, day) = (Some(day.year()), Some(day.month()), Some(day.day()));
        Self { year, month, day, ..Self::default() }
    }

    /// As EDTF; `None` when the fields say nothing that a calendar knows.
    pub(super) fn to_edtf(self) -> Option<String> {
        let closed = self.closed()?;
        let written = opened(closed, self.edge);
        // Days that do not exist (31 November) end here.
        written.parse::<Edtf>().ok().map(String::from)
    }

    fn closed(self) -> Option<String> {
        let Some(day) = self.day else {
            return match self.month {
                Some(month) => Some(self.of_month(month)),
                None => self.of_year(),
            };
        };
        if let Some(clock) = self.clock {
            return self.at_clock(day, clock);
        }
        let first = self.of_day_and_month(self.month, day);
        let Some(last) = self.last_day else { return Some(first) };
        let (years, last_month) = match (last < day, self.month) {
            (false, month) => (0, month),
            (true, Some(12)) => (1, Some(1)),
            (true, month) => (0, month.map(|month| month + 1)),
        };
        // 3日、8日 are two days and none between; there is no value for that.
        let apart = self.listed.is_some_and(|next| last_month != self.month || last != day + next);
        let year = self.year.map(|year| year + years);
        let last = Self { year, ..self }.of_day_and_month(last_month, last);
        (!apart).then(|| format!("{first}/{last}"))
    }

    /// `2025-08-15`, with an `X` for each figure that is not known.
    fn of_day_and_month(self, month: Option<i8>, day: i8) -> String {
        let month = month.map_or_else(|| "XX".to_owned(), |month| format!("{month:02}"));
        format!("{}-{month}-{day:02}", self.year_figures(0))
    }

    fn year_figures(self, later: i16) -> String {
        self.year.map_or_else(|| "XXXX".to_owned(), |year| year_figures(year + later))
    }

    fn of_year(self) -> Option<String> {
        let year = self.year_figures(0);
        if let Some(last) = self.last_year {
            return self.to_year(last);
        }
        if let Some(season) = self.season {
            return Some(format!("{year}-{season:02}"));
        }
        let months = |first: i8, last: i8| Some(format!("{year}-{first:02}/{year}-{last:02}"));
        match self.part {
            Some(Part::Start | Part::Early) => months(1, 3),
            Some(Part::Middle | Part::Mid) => months(5, 8),
            Some(Part::End | Part::Late) => Some(format!("{year}-12")),
            Some(Part::FirstHalf) => months(1, 6),
            Some(Part::SecondHalf) => months(7, 12),
            Some(Part::Closing) => months(11, 12),
            Some(Part::Opening) => Some(format!("{year}-01")),
            Some(Part::Fiscal) => Some(format!("{year}-04/{}-03", self.year_figures(1))),
            None => self.year.is_some().then_some(year),
        }
    }

    /// 2030〜31: two figures are of the same century. `None` when the years do not follow.
    fn to_year(self, last: i16) -> Option<String> {
        let first = self.year?;
        let short = last < 100;
        let last = if short { first - first % 100 + last } else { last };
        (last > first).then(|| match self.part {
            // 2005-06年度 is a season.
            Some(Part::Fiscal) if !short || last > first + 1 => {
                format!("{first:04}-04/{:04}-03", last + 1)
            }
            _ => format!("{first:04}/{last:04}"),
        })
    }

    fn of_month(self, month: i8) -> String {
        let year = self.year_figures(0);
        if let Some(last) = self.last_month {
            let later = i16::from(last < month);
            return format!("{year}-{month:02}/{}-{last:02}", self.year_figures(later));
        }
        let length = Date::new(self.year.unwrap_or(ANY_YEAR), month, 1)
            .map_or(28, |first| first.days_in_month());
        let days = |first: i8, last: i8| {
            format!("{year}-{month:02}-{first:02}/{year}-{month:02}-{last:02}")
        };
        match self.part {
            Some(Part::Early | Part::Start) => days(1, 10),
            Some(Part::Mid | Part::Middle) => days(11, 20),
            Some(Part::Late | Part::End) => days(21, length),
            Some(Part::FirstHalf) => days(1, 15),
            Some(Part::SecondHalf) => days(16, length),
            Some(Part::Fiscal | Part::Closing | Part::Opening) | None => {
                format!("{year}-{month:02}")
            }
        }
    }

    fn at_clock(self, day: i8, clock: Clock) -> Option<String> {
        let first = self.at(day, clock.hour, clock.start())?;
        let Some((hour, minute)) = clock.end else { return Some(first) };
        Some(format!("{first}/{}", self.at(day, hour, format!("{minute:02}"))?))
    }

    /// Hours from 24 on belong to the next day, which must be known for that.
    fn at(self, day: i8, hour: i8, minutes: String) -> Option<String> {
        if hour < 24 {
            let date = self.of_day_and_month(self.month, day);
            return Some(format!("{date}T{hour:02}:{minutes}"));
        }
        let next = Date::new(self.year?, self.month?, day).ok()?.tomorrow().ok()?;
        Some(format!("{next}T{:02}:{minutes}", hour - 24))
    }
}

impl Clock {
    /// Minutes, and seconds where they are told: `59`, `59:05`.
    fn start(self) -> String {
        let second = self.second.map(|second| format!(":{second:02}")).unwrap_or_default();
        format!("{:02}{second}", self.minute)
    }

    /// A time of day of no day that is known: `T19:30`. Hours from 24 on are those of the next day.
    pub(super) fn to_iso(self) -> String {
        let first = format!("T{:02}:{}", self.hour % 24, self.start());
        match self.end {
            Some((hour, minute)) => format!("{first}/T{:02}:{minute:02}", hour % 24),
            None => first,
        }
    }
}

/// A value with its beginning or its end open.
pub(super) fn opened(closed: String, edge: Option<Edge>) -> String {
    match edge {
        None => closed,
        Some(Edge::Since) => format!("{}/..", closed.split('/').next().unwrap_or_default()),
        Some(Edge::Until) => format!("../{}", closed.split('/').next_back().unwrap_or_default()),
    }
}

/// Four figures, with a minus before the common era.
pub(super) fn year_figures(year: i16) -> String {
    let sign = if year < 0 { "-" } else { "" };
    format!("{sign}{:04}", year.unsigned_abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn month(year: Option<i16>, month: i8, part: Part) -> Option<String> {
        Calendar { year, month: Some(month), part: Some(part), ..Calendar::default() }.to_edtf()
    }

    #[test]
    fn parts_of_a_month_end_where_it_ends() {
        let late = |year, of| month(year, of, Part::Late);
        assert_eq!(late(Some(2024), 2).as_deref(), Some("2024-02-21/2024-02-29"));
        assert_eq!(late(Some(2023), 2).as_deref(), Some("2023-02-21/2023-02-28"));
        assert_eq!(late(None, 10).as_deref(), Some("XXXX-10-21/XXXX-10-31"));
        let early = month(Some(1999), 4, Part::Early);
        assert_eq!(early.as_deref(), Some("1999-04-01/1999-04-10"));
    }

    #[test]
    fn ranges_turn_with_the_month_and_the_year() {
        let days = Calendar {
            year: Some(2021),
            month: Some(12),
            day: Some(30),
            last_day: Some(2),
            ..Calendar::default()
        };
        assert_eq!(days.to_edtf().as_deref(), Some("2021-12-30/2022-01-02"));
        let months = Calendar {
            year: Some(2021),
            month: Some(11),
            last_month: Some(2),
            ..Calendar::default()
        };
        assert_eq!(months.to_edtf().as_deref(), Some("2021-11/2022-02"));
    }

    #[test]
    fn edges_are_open() {
        let since = Calendar { year: Some(2019), edge: Some(Edge::Since), ..Calendar::default() };
        assert_eq!(since.to_edtf().as_deref(), Some("2019/.."));
        let until = Calendar {
            year: Some(2019),
            part: Some(Part::FirstHalf),
            edge: Some(Edge::Until),
            ..Calendar::default()
        };
        assert_eq!(until.to_edtf().as_deref(), Some("../2019-06"));
    }

    #[test]
    fn what_no_calendar_knows_is_nothing() {
        assert_eq!(Calendar::default().to_edtf(), None);
        let day =
            |month, day| Calendar { month: Some(month), day: Some(day), ..Calendar::default() };
        assert_eq!(day(11, 31).to_edtf(), None);
        assert_eq!(day(2, 29).to_edtf().as_deref(), Some("XXXX-02-29"));
        assert_eq!(Calendar { year: Some(2023), ..day(2, 29) }.to_edtf(), None);
    }

    #[test]
    fn late_hours_belong_to_the_next_day() {
        let at = |year, hour| {
            let clock = Some(Clock { hour, minute: 5, second: None, end: None });
            let (month, day) = (Some(12), Some(31));
            Calendar { year, month, day, clock, ..Calendar::default() }.to_edtf()
        };
        assert_eq!(at(Some(2020), 25).as_deref(), Some("2021-01-01T01:05"));
        assert_eq!(at(None, 25), None);
        assert_eq!(at(None, 9).as_deref(), Some("XXXX-12-31T09:05"));
    }
}
