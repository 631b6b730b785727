//! Which days a drawing shows, and where on it a day lies.

use jiff::ToSpan as _;
use jiff::civil::Date;

/// How much of time is shown at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zoom {
    /// Everything.
    All,
    /// A year.
    Year,
    /// A month, with a week before and behind.
    Month,
    /// A week.
    Week,
}

impl Zoom {
    /// By its name in a query.
    pub fn of(name: &str) -> Option<Self> {
        [Self::All, Self::Year, Self::Month, Self::Week].into_iter().find(|one| one.name() == name)
    }

    /// Its name in a query.
    pub fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Year => "year",
            Self::Month => "month",
            Self::Week => "week",
        }
    }

    fn days(self) -> Option<i32> {
        match self {
            Self::All => None,
            Self::Year => Some(365),
            Self::Month => Some(44),
            Self::Week => Some(9),
        }
    }
}

/// The days that a drawing shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// The first of them.
    pub first: Date,
    /// The last of them.
    pub last: Date,
    zoom: Zoom,
}

/// A longer story opens at the year around today.
const WHOLE: i32 = 550;

impl Window {
    /// The days around `at`, within those that anything happened on. Without a zoom all of them,
    /// or of a long story a year.
    pub fn new(whole: (Date, Date), zoom: Option<Zoom>, at: Date) -> Self {
        let long = (whole.1 - whole.0).get_days() > WHOLE;
        let zoom = zoom.unwrap_or(if long { Zoom::Year } else { Zoom::All });
        let at = at.clamp(whole.0, whole.1);
        let (first, last) = match zoom.days() {
            // Room at both ends, so that nothing stands on the edge.
            None => {
                let edge = ((whole.1 - whole.0).get_days() / 30).max(2);
                (whole.0.saturating_sub(edge.days()), whole.1.saturating_add(edge.days()))
            }
            Some(days) => around(at, days, whole),
        };
        Self { first, last, zoom }
    }

    /// How much is shown.
    pub fn zoom(self) -> Zoom {
        self.zoom
    }

    /// A day as far behind (or before) the middle as the drawing is long.
    pub fn turned(self, pages: i32) -> Date {
        let days = self.days();
        let middle = self.first.saturating_add((days / 2).days());
        middle.saturating_add((days * pages).days())
    }

    /// How many days it shows, one at least.
    pub fn days(self) -> i32 {
        (self.last - self.first).get_days().max(1)
    }

    /// Where a day begins, from 0 to `width`; beyond where it lies outside.
    pub fn place(self, day: Date, width: i32) -> i32 {
        (day - self.first).get_days() * width / (self.days() + 1)
    }

    /// The days at which a line is drawn: days, months or years, few enough to be read.
    pub fn ticks(self) -> Vec<Date> {
        let days = self.days();
        let first = self.first;
        let begin = match days {
            ..=60 => first,
            61..=900 => first.first_of_month(),
            _ => first.first_of_year(),
        };
        let step = |at: i32| match days {
            ..=12 => begin.saturating_add(at.days()),
            13..=60 => begin.saturating_add((at * 7).days()),
            61..=450 => begin.saturating_add(at.months()),
            451..=900 => begin.saturating_add((at * 3).months()),
            _ => begin.saturating_add((at * (days / 5000 + 1)).years()),
        };
        let all = (0..).map(step).take_while(|day| *day <= self.last).take(64);
        all.filter(|day| *day >= first).collect()
    }
}

/// So many days around a day, without running far beyond where anything happened.
fn around(at: Date, days: i32, whole: (Date, Date)) -> (Date, Date) {
    let edge = days / 10 + 1;
    let latest = whole.1.saturating_add(edge.days());
    let earliest = whole.0.saturating_sub(edge.days());
    let last = at.saturating_add((days - days / 2).days()).min(latest);
    let first = last.saturating_sub(days.days()).max(earliest);
    (first, first.saturating_add(days.days()))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_short_story_is_shown_whole_and_a_long_one_around_today() {
        let short = (date(2025, 3, 1), date(2025, 4, 1));
        let window = Window::new(short, None, date(2030, 1, 1));
        assert!(window.first < short.0 && window.last > short.1);
        let long = (date(2010, 1, 1), date(2025, 4, 1));
        let window = Window::new(long, None, date(2020, 6, 1));
        assert_eq!((window.first.year(), window.last.year()), (2019, 2020));
    }

    #[test]
    fn today_far_from_the_story_shows_its_nearest_end() {
        let story = (date(2010, 1, 1), date(2025, 4, 1));
        let window = Window::new(story, Some(Zoom::Month), date(2030, 1, 1));
        assert!(window.first <= story.1 && story.1 <= window.last);
    }

    #[test]
    fn days_lie_in_order_and_inside() {
        let window = Window::new((date(2025, 1, 1), date(2025, 12, 31)), None, date(2025, 1, 1));
        let places: Vec<i32> = window.ticks().iter().map(|day| window.place(*day, 1000)).collect();
        assert!(places.is_sorted() && places.len() > 10);
        assert!(places.iter().all(|place| (0..=1000).contains(place)));
    }
}
