//! When the article was published, as far as its times are completed from that.

use jiff::civil::Date;
use keii_model::Edtf;

use super::calendar::ANY_YEAR;
use super::ground::{Tense, Told, later_month};

/// First and last day that publication can have been.
#[derive(Clone, Copy, Debug)]
pub(super) struct Published {
    first: Date,
    last: Date,
    /// Whether the year is known: a dateline may tell month and day alone.
    has_year: bool,
}

impl Published {
    pub(super) fn of(value: &Edtf) -> Option<Self> {
        if let Some((first, last)) = value.first_day().zip(value.last_day()) {
            return Some(Self { first, last, has_year: true });
        }
        let day = value.as_str().strip_prefix("XXXX-")?;
        let day: Date = format!("{ANY_YEAR}-{day}").parse().ok()?;
        Some(Self { first: day, last: day, has_year: false })
    }

    /// Of a day that is known but for a day: the article may be of the next one.
    pub(super) fn or_the_next_day(self) -> Self {
        let next = self.day().and_then(|day| day.tomorrow().ok());
        Self { last: next.unwrap_or(self.last), ..self }
    }

    /// The day, when it is one.
    pub(super) fn day(self) -> Option<Date> {
        (self.has_year && self.first == self.last).then_some(self.first)
    }

    /// The last day that it can have been.
    pub(super) fn last_day(self) -> Option<Date> {
        self.has_year.then_some(self.last)
    }

    /// The day as if the text told it, perhaps without its year.
    pub(super) fn told(self) -> Option<Told> {
        let Self { first: day, .. } = self;
        let year = self.has_year.then(|| day.year());
        let told = Told { year, month: Some(day.month()), day: Some(day.day()) };
        (self.first == self.last).then_some(told)
    }

    /// What every day that publication can have been agrees on.
    pub(super) fn agreed<T: PartialEq>(self, of: impl Fn(Date) -> Option<T>) -> Option<T> {
        self.agreed_but_for_the_year(of).filter(|_| self.has_year)
    }

    fn agreed_but_for_the_year<T: PartialEq>(self, of: impl Fn(Date) -> Option<T>) -> Option<T> {
        let value = of(self.first)?;
        (of(self.last)? == value).then_some(value)
    }

    /// Year and month so many months from those of publication.
    pub(super) fn month(self, later: i16) -> Option<(Option<i16>, i8)> {
        self.months_later(|_| later)
    }

    /// Year and month of a day that is told by its number alone.
    pub(super) fn month_of(self, day: i8, tense: Tense) -> Option<(Option<i16>, i8)> {
        // Of a stretch of days it is not known whether the day lies behind or before it.
        let tense = match tense {
            Tense::Past if self.first != self.last => Tense::Open,
            tense => tense,
        };
        let turn = |published: Date| month_turn(published.day(), day, tense);
        // The 31st is of no month but one of the two.
        let whole = |published: Date| {
            let (year, month) = later_month(published.year(), published.month(), turn(published))?;
            Date::new(year, month, day).ok()
        };
        match (whole(self.first), whole(self.last)) {
            (Some(date), None) | (None, Some(date)) => {
                Some((self.has_year.then(|| date.year()), date.month()))
            }
            _ => self.months_later(turn),
        }
    }

    fn months_later(self, later: impl Fn(Date) -> i16) -> Option<(Option<i16>, i8)> {
        let month = |day: Date| later_month(day.year(), day.month(), later(day));
        let (year, month) = self.agreed_but_for_the_year(month)?;
        Some((self.has_year.then_some(year), month))
    }

    /// Whether a month is that of the first day that publication can have been.
    pub(super) fn is_in(self, month: (Option<i16>, i8)) -> bool {
        month == (self.has_year.then(|| self.first.year()), self.first.month())
    }

    /// Whether a day lies so far behind publication that nothing done on it can have been told.
    pub(super) fn is_over(self, date: Date) -> bool {
        self.has_year && self.last.tomorrow().is_ok_and(|latest| date > latest)
    }

    /// Whether a month lies before that of publication.
    pub(super) fn is_behind(self, year: i16, month: i8) -> bool {
        self.has_year && (year, month) < (self.first.year(), self.first.month())
    }
}

/// A day alone is of the month of publication, except around its turn: on the 2nd, the 30th is past;
/// on the 29th, a plan for the 3rd is ahead; on the 20th, what was done on the 27th is past. The day
/// behind publication can have begun elsewhere.
fn month_turn(published: i8, day: i8, tense: Tense) -> i16 {
    let past = is_turn(day, published) || tense == Tense::Past && day > published + 1;
    match tense {
        Tense::Ahead => i16::from(is_turn(published, day)),
        Tense::Open | Tense::Past | Tense::Done => -i16::from(past),
    }
}

/// Whether the month turns between two days: one late in it, and one early in the next.
pub(super) fn is_turn(late: i8, early: i8) -> bool {
    late >= 20 && early <= 10
}
