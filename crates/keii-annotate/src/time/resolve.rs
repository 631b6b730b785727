//! From an expression to its value.

use jiff::civil::{Date, Weekday};
use keii_model::Anchor;

use super::calendar::{Calendar, opened, year_figures};
use super::expression::{Clock, Expression, Field, Kind, Part};
use super::ground::{Ground, Place, Told, later_month};
use super::length::{Length, Precision};

/// What an expression means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Resolved {
    /// EDTF, or an ISO 8601 duration, or a time of day; `None` when it cannot be known.
    pub(super) value: Option<String>,
    pub(super) anchor: Anchor,
    pub(super) offset: Option<String>,
    /// The date, for those that follow.
    pub(super) told: Option<Told>,
}

impl Resolved {
    fn unknown(anchor: Anchor, offset: Option<String>) -> Self {
        Self { value: None, anchor, offset, told: None }
    }

    fn value(value: Option<String>, anchor: Anchor) -> Self {
        Self { value, anchor, offset: None, told: None }
    }

    fn with_offset(self, offset: Option<String>) -> Self {
        Self { offset, ..self }
    }
}

/// Gives an expression its value.
pub(super) fn resolve(expression: &Expression, ground: &Ground, place: Place) -> Resolved {
    match expression.kind {
        Kind::Hint => Resolved::unknown(expression.anchor.unwrap_or(Anchor::Document), None),
        Kind::Set => {
            let length = || expression.length.map(Length::to_iso);
            Resolved::value(expression.set.clone().or_else(length), Anchor::None)
        }
        Kind::Duration => {
            let length = expression.length.map(Length::to_iso);
            let offset = expression.length.zip(expression.sign);
            Resolved::value(length, expression.anchor.unwrap_or(Anchor::None))
                .with_offset(offset.map(|(length, sign)| signed(length, sign)))
        }
        Kind::Date | Kind::Time => date(expression, ground, place),
    }
}

/// The day, when the words tell all of it.
pub(super) fn stated_day(expression: &Expression) -> Option<Date> {
    let Expression { year, month, day, last_day: None, edge: None, .. } = expression else {
        return None;
    };
    match (year, month, day) {
        (Some(Field::At(year)), Some(Field::At(month)), Some(Field::At(day))) => {
            Date::new(*year, small(*month)?, small(*day)?).ok()
        }
        _ => None,
    }
}

/// The day without its year, when the words tell month and day alone.
pub(super) fn stated_day_of_year(expression: &Expression) -> Option<String> {
    let Expression { year: None, month, day, last_day: None, edge: None, .. } = expression else {
        return None;
    };
    match (month, day) {
        (Some(Field::At(month)), Some(Field::At(day))) => Some(format!("XXXX-{month:02}-{day:02}")),
        _ => None,
    }
}

/// The number of a day without month and year.
pub(super) fn bare_day(expression: &Expression) -> Option<i8> {
    let Expression { year: None, month: None, day, last_day: None, edge: None, .. } = expression
    else {
        return None;
    };
    match day {
        Some(Field::At(day)) => small(*day),
        _ => None,
    }
}

/// A year without anything else.
pub(super) fn bare_year(expression: &Expression) -> Option<i16> {
    let Expression { year, month: None, day: None, part: None, season: None, .. } = expression
    else {
        return None;
    };
    match year {
        Some(Field::At(year)) if expression.edge.is_none() => Some(*year),
        _ => None,
    }
}

fn date(expression: &Expression, ground: &Ground, place: Place) -> Resolved {
    if let Some((length, sign)) = expression.length.zip(expression.sign) {
        return ago(expression, length, sign, ground, place);
    }
    if let Some(years) = expression.ages {
        return Resolved::unknown(Anchor::Document, Some(format!("-P{years}Y")));
    }
    if let Some(decade) = expression.decade {
        let value = opened(of_decade(decade, expression.part), expression.edge);
        return Resolved::value(Some(value), Anchor::Absolute);
    }
    if let Some(century) = expression.century {
        let value = of_century(century).filter(|_| expression.part.is_none());
        let value = value.map(|value| opened(value, expression.edge));
        return Resolved::value(value, Anchor::Absolute);
    }
    if let Some(week) = expression.week {
        return of_week(expression, week, ground, place);
    }
    match (expression.month, expression.day) {
        (_, Some(Field::FromPublished(later))) => {
            let day = ground.told_publication().and_then(|told| told.days_later(later));
            let resolved = match day {
                Some(calendar) => finish(expression, calendar, Anchor::Document),
                None => of_day(expression, None, Anchor::Document),
            };
            resolved.with_offset(Some(count(later, 'D')))
        }
        (_, Some(Field::FromTold(later))) => {
            // …の前日: the day before what the words name, not before the date told last.
            let near = ground.day_near(place, later).filter(|_| expression.anchor.is_none());
            let resolved = match near.and_then(|told| told.days_later(later)) {
                Some(calendar) => finish(expression, calendar, Anchor::Event),
                None => of_day(expression, None, Anchor::Event),
            };
            resolved.with_offset(Some(count(later, 'D')))
        }
        (None, None) if expression.weekday.is_some() => of_weekday(expression, ground, place),
        (None, None) if expression.year.is_none() && expression.season.is_none() => {
            clock_alone(expression, ground, place)
        }
        (None, Some(Field::At(day))) => day_alone(expression, day, ground, place),
        (None, None) => of_year(expression, ground, place),
        (Some(month), _) => of_month(expression, month, ground, place),
    }
}

/// `19XX`; before the common era from the first to the last of its years.
fn of_century(century: i16) -> Option<String> {
    if century > 0 {
        return Some(format!("{:02}XX", century - 1));
    }
    let last = century.checked_mul(100)?;
    Some(format!("{}/{}", year_figures(last.checked_sub(99)?), year_figures(last)))
}

/// `199X`, or half of it.
fn of_decade(decade: i16, part: Option<Part>) -> String {
    match part {
        Some(Part::FirstHalf | Part::Start) => format!("{decade:03}0/{decade:03}4"),
        Some(Part::SecondHalf | Part::End) => format!("{decade:03}5/{decade:03}9"),
        _ => format!("{decade:03}X"),
    }
}

/// So long before or behind publication; of another anchor nothing is known.
fn ago(
    expression: &Expression,
    length: Length,
    sign: i8,
    ground: &Ground,
    place: Place,
) -> Resolved {
    // …が消え、2時間後に: so soon behind the article nothing is told.
    let soon = sign > 0 && !place.is_ahead() && length.precision() == Precision::Clock;
    let anchor = expression.anchor.filter(|_| !soon);
    let anchor = anchor.unwrap_or(if soon { Anchor::Event } else { Anchor::Document });
    let offset = Some(signed(length, sign));
    if anchor != Anchor::Document {
        return Resolved::unknown(anchor, offset);
    }
    if let Some(day) = later_than_told(length, sign, ground, place) {
        return of_day(expression, Some(day), Anchor::Event).with_offset(offset);
    }
    let calendar = match length.precision() {
        Precision::Clock => None,
        Precision::Day => {
            ground.published_day().and_then(|day| length.from(day, sign)).map(Calendar::of_day)
        }
        Precision::Month => ground.agreed(|day| {
            let day = length.from(day, sign)?;
            Some(Calendar { day: None, ..Calendar::of_day(day) })
        }),
        Precision::Year => ground.agreed(|day| {
            let year = Some(length.from(day, sign)?.year());
            Some(Calendar { year, ..Calendar::default() })
        }),
    };
    let value = calendar.and_then(Calendar::to_edtf);
    Resolved::value(value, anchor).with_offset(offset)
}

/// 8日に…。10日後に…た: so many days behind the day told just before, where that is past too.
fn later_than_told(length: Length, sign: i8, ground: &Ground, place: Place) -> Option<Date> {
    let told = ground.told_near(place).filter(|_| sign > 0 && !place.is_ahead())?;
    let day = told.date().filter(|_| length.precision() == Precision::Day)?;
    length.from(day, sign).filter(|day| ground.published_day().is_some_and(|last| *day <= last))
}

/// One day, with its time where that is told.
fn of_day(expression: &Expression, day: Option<Date>, anchor: Anchor) -> Resolved {
    let Some(day) = day else {
        return Resolved::value(expression.clock.map(Clock::to_iso), anchor);
    };
    finish(expression, Calendar::of_day(day), anchor)
}

/// Writes a calendar with what else the expression says, and keeps it for those that follow.
fn finish(expression: &Expression, calendar: Calendar, anchor: Anchor) -> Resolved {
    let full = Calendar {
        last_year: expression.last_year,
        last_month: expression.last_month,
        last_day: expression.last_day,
        listed: expression.listed,
        part: expression.part,
        season: expression.season,
        clock: expression.clock,
        edge: expression.edge,
        ..calendar
    };
    let value = full.to_edtf();
    let told = value.is_some().then_some(Told {
        year: calendar.year,
        month: expression.last_month.or(calendar.month),
        day: expression.last_day.or(calendar.day),
    });
    // A year told as the beginning or end of something is not the year of what follows.
    let told = told.filter(|_| expression.edge.is_none());
    Resolved { value, anchor, offset: None, told }
}

/// Monday to Sunday, or a day of it.
fn of_week(expression: &Expression, week: Field, ground: &Ground, place: Place) -> Resolved {
    let (later, anchor, day) = match week {
        Field::FromPublished(later) => (later, Anchor::Document, ground.published_day()),
        Field::FromTold(later) => {
            (later, Anchor::Event, ground.told_near(place).and_then(Told::date))
        }
        Field::At(_) => return Resolved::unknown(Anchor::None, None),
    };
    let offset = Some(count(later, 'W'));
    let monday = day.and_then(|day| {
        let since_monday = i16::from(day.weekday().to_monday_zero_offset());
        days_later(day, later.checked_mul(7)? - since_monday)
    });
    let Some(monday) = monday else {
        return match expression.day {
            Some(Field::At(number)) => day_alone(expression, number, ground, place),
            _ => Resolved::unknown(anchor, offset),
        };
    };
    if let Some(weekday) = expression.weekday {
        let day = days_later(monday, i16::from(weekday) - 1);
        return of_day(expression, day, anchor).with_offset(offset);
    }
    if let Some(Field::At(number)) = expression.day {
        let mut days = (0..7).filter_map(|later| days_later(monday, later));
        // Of a week that does not hold such a day only the number is sure.
        return match days.find(|day| i16::from(day.day()) == number) {
            Some(day) => of_day(expression, Some(day), anchor),
            None => day_alone(expression, number, ground, place),
        };
    }
    let (first, last) = match expression.part {
        Some(Part::End) => (5, 6),
        Some(Part::Start | Part::FirstHalf) => (0, 2),
        Some(Part::SecondHalf) => (3, 6),
        Some(Part::Middle) => (2, 3),
        _ => (0, 6),
    };
    let value = days_later(monday, first)
        .zip(days_later(monday, last))
        .map(|(first, last)| format!("{first}/{last}"));
    Resolved::value(value, anchor).with_offset(offset)
}

/// The last such day up to publication, or the next one when it lies ahead.
fn of_weekday(expression: &Expression, ground: &Ground, place: Place) -> Resolved {
    let day = ground.published_day().and_then(|published| {
        let weekday = Weekday::from_monday_one_offset(expression.weekday?).ok()?;
        if place.is_ahead() {
            return published.nth_weekday(1, weekday).ok();
        }
        published.tomorrow().ok()?.nth_weekday(-1, weekday).ok()
    });
    of_day(expression, day, Anchor::Weekday)
}

/// A time of day is of the day told in the same sentence or just before, or of no day that is known.
fn clock_alone(expression: &Expression, ground: &Ground, place: Place) -> Resolved {
    let Some(clock) = expression.clock else { return Resolved::unknown(Anchor::Document, None) };
    match ground.day_of_clock(place) {
        Some(Told { year, month, day }) => {
            let calendar = Calendar { year, month, day, ..Calendar::default() };
            finish(expression, calendar, Anchor::Document)
        }
        None => Resolved::value(Some(clock.to_iso()), Anchor::None),
    }
}

fn day_alone(expression: &Expression, day: i16, ground: &Ground, place: Place) -> Resolved {
    let Some(day) = small(day) else { return Resolved::unknown(Anchor::Document, None) };
    let (year, month) = match ground.month_of(day, place, expression.follows) {
        Some((year, month)) => (year, Some(month)),
        None => (ground.published_year(0), None),
    };
    let calendar = Calendar { year, month, day: Some(day), ..Calendar::default() };
    finish(expression, calendar, Anchor::Document)
}

fn of_year(expression: &Expression, ground: &Ground, place: Place) -> Resolved {
    let (year, anchor) = match (expression.year, expression.season) {
        (None, Some(season)) => (ground.year_of_season(season, place), Anchor::Document),
        (field, _) => year_field(field, ground, place),
    };
    let calendar = Calendar { year, ..Calendar::default() };
    let alone = expression.part.is_none() && expression.season.is_none();
    let offset = match expression.year {
        Some(Field::FromPublished(later)) if alone => Some(count(later, 'Y')),
        Some(Field::FromTold(later)) if alone => Some(count(later, 'Y')),
        _ => None,
    };
    finish(expression, calendar, anchor).with_offset(offset)
}

/// The year that a field means, where it can be known, and what that rests on.
fn year_field(field: Option<Field>, ground: &Ground, place: Place) -> (Option<i16>, Anchor) {
    match field {
        Some(Field::At(year)) => (Some(year), Anchor::Absolute),
        Some(Field::FromPublished(later)) => (ground.published_year(later), Anchor::Document),
        Some(Field::FromTold(later)) => {
            let year = ground.told_year_near(place).and_then(|year| year.checked_add(later));
            (year, Anchor::Event)
        }
        None => (None, Anchor::Document),
    }
}

fn of_month(expression: &Expression, month: Field, ground: &Ground, place: Place) -> Resolved {
    let alone = expression.day.is_none() && expression.part.is_none();
    let (found, anchor, offset) = match month {
        Field::At(month) => {
            let Some(month) = small(month) else {
                return Resolved::unknown(Anchor::Document, None);
            };
            let (year, anchor) = match expression.year {
                None => (year_of_month(expression, month, ground, place), Anchor::Document),
                field => year_field(field, ground, place),
            };
            (Some((year, month)), anchor, None)
        }
        Field::FromPublished(later) => {
            (ground.published_month(later), Anchor::Document, Some(count(later, 'M')))
        }
        Field::FromTold(later) => {
            let found = ground.told_month(place).and_then(|told| month_from(told, later));
            let anchor = expression.anchor.unwrap_or(Anchor::Event);
            (found, anchor, Some(count(later, 'M')))
        }
    };
    let offset = offset.filter(|_| alone);
    let Some((year, month)) = found else {
        // 今月9日: the day is told, whatever the month.
        let Some(Field::At(day)) = expression.day else {
            return Resolved::unknown(anchor, offset);
        };
        let calendar = Calendar { day: small(day), ..Calendar::default() };
        return finish(expression, calendar, anchor);
    };
    let day = match expression.day {
        Some(Field::At(day)) => small(day),
        _ => None,
    };
    let calendar = Calendar { year, month: Some(month), day, ..Calendar::default() };
    finish(expression, calendar, anchor).with_offset(offset)
}

/// The year of a month or day without one; a day of the week beside it tells which.
fn year_of_month(expression: &Expression, month: i8, ground: &Ground, place: Place) -> Option<i16> {
    let day = match expression.day {
        Some(Field::At(day)) => small(day),
        _ => None,
    };
    let named = day.zip(expression.weekday);
    let on = named.and_then(|(day, weekday)| ground.year_on_weekday(month, day, weekday));
    let by_weekday =
        || named.and_then(|(day, weekday)| ground.year_by_weekday(month, day, weekday));
    on.or_else(|| ground.year_of(month, place)).or_else(by_weekday)
}

fn month_from(told: Told, later: i16) -> Option<(Option<i16>, i8)> {
    match told.year {
        Some(year) => {
            later_month(year, told.month?, later).map(|(year, month)| (Some(year), month))
        }
        None => later_month(0, told.month?, later).map(|(_, month)| (None, month)),
    }
}

pub(super) fn days_later(day: Date, later: i16) -> Option<Date> {
    day.checked_add(jiff::Span::new().try_days(later).ok()?).ok()
}

fn small(number: i16) -> Option<i8> {
    i8::try_from(number).ok()
}

/// `-P1W`, `P0D`
fn count(later: i16, unit: char) -> String {
    let sign = if later < 0 { "-" } else { "" };
    format!("{sign}P{}{unit}", later.unsigned_abs())
}

fn signed(length: Length, sign: i8) -> String {
    let sign = if sign < 0 { "-" } else { "" };
    format!("{sign}{}", length.to_iso())
}
