//! The day of the news that an article of unknown publication begins with: what it tells without year or month is mostly of
//! about that day.

use super::expression::{Expression, Field};
use super::ground::{self, PLANNED, Place, Tense, nearest};
use super::published::is_turn;
use super::tense::tense;
use super::{Expressions, Found, resolve};
use crate::language::Language;
use crate::page::{BlockKind, Page};

/// How many months of a year may be over for an article about its news to be of the same year.
const SAME_YEAR: i8 = 10;

/// In how many of the first sentences of the running text the news stands.
const LEAD: usize = 3;

/// How far from the news a month may lie that is told as past, in months: where it lies further off, the article may as
/// well have been written much later and begin with how it all began.
const PAST: std::ops::RangeInclusive<i32> = -5..=1;
/// The same where the words do not tell whether it is past.
const NEAR: std::ops::RangeInclusive<i32> = -3..=1;

/// The first day that the running text tells with its month, where it is past and no later one is told.
#[derive(Clone, Copy, Debug)]
pub(super) struct News {
    year: Option<i16>,
    month: i8,
    day: i8,
}

impl News {
    pub(super) fn of(
        page: &Page<'_>,
        expressions: &Expressions,
        language: &Language<'_>,
    ) -> Option<Self> {
        let is_text = |sentence: &usize| page.block_of(*sentence).kind == BlockKind::Paragraph;
        let sentences: Vec<usize> = (0..page.sentences.len()).filter(is_text).collect();
        let told = || {
            sentences.iter().flat_map(|&at| expressions.found[at].iter().map(move |it| (at, it)))
        };
        let tense = |at: usize, it: &Found| tense(page, language, at, it.span);
        let mut days = told().filter(|(_, it)| matches!(it.expression.day, Some(Field::At(_))));
        let (sentence, first) = days.next()?;
        let news = Self::told_by(&first.expression)?;
        // 2031年9月30日で終えることを3月23日に発表した: what has no year there is the news.
        let other = |it: &Found| it.span != first.span && Self::has_no_year(&it.expression);
        let dated = news.year.is_some();
        let in_lead = sentences.iter().take(LEAD).any(|&at| at == sentence);
        if dated && (!in_lead || expressions.found[sentence].iter().any(other)) {
            return None;
        }
        let is_over = match tense(sentence, first) {
            Tense::Past | Tense::Done => true,
            Tense::Open => !dated,
            Tense::Ahead => false,
        };
        let is_later = |it: &Expression| news.is_before(it) && it.edge.is_none();
        let later =
            || told().any(|(at, it)| is_later(&it.expression) && tense(at, it) != Tense::Ahead);
        (is_over && !later()).then_some(news)
    }

    fn has_no_year(it: &Expression) -> bool {
        it.year.is_none() && matches!(it.month, Some(Field::At(_)))
    }

    fn told_by(expression: &Expression) -> Option<Self> {
        if let Some(date) = resolve::stated_day(expression) {
            return Some(Self { year: Some(date.year()), month: date.month(), day: date.day() });
        }
        let (None, Some(Field::At(month)), Some(Field::At(day))) =
            (expression.year, expression.month, expression.day)
        else {
            return None;
        };
        let (month, day) = i8::try_from(month).ok().zip(i8::try_from(day).ok())?;
        Some(Self { year: None, month, day })
    }

    /// Whether a day or year is told that lies behind it.
    fn is_before(self, other: &Expression) -> bool {
        let (Some(year), Some(Field::At(told))) = (self.year, other.year) else { return false };
        let date = resolve::stated_day(other).map(|date| (date.month(), date.day()));
        told > year || told == year && date.is_some_and(|date| date > (self.month, self.day))
    }

    pub(super) fn has_year(self) -> bool {
        self.year.is_some()
    }

    /// The year so many years from that of the article.
    pub(super) fn year(self, later: i16) -> Option<i16> {
        self.year.filter(|_| self.month <= SAME_YEAR)?.checked_add(later)
    }

    /// The year of a month without one.
    pub(super) fn year_of(self, month: i8, place: Place) -> Option<i16> {
        let (window, sure) = match place.tense {
            Tense::Ahead => (PLANNED, PLANNED),
            Tense::Open => (ground::PAST, NEAR),
            Tense::Past | Tense::Done => (ground::PAST, PAST),
        };
        let year = nearest(self.year?, self.month, month, window);
        let later = (i32::from(year) - i32::from(self.year?)) * 12 + i32::from(month - self.month);
        sure.contains(&later).then_some(year)
    }

    /// Year and month of a day alone, but around a turn of the month, and of what is to come and may be of the next.
    pub(super) fn month_of(self, day: i8, place: Place) -> Option<(Option<i16>, i8)> {
        let turns = is_turn(self.day, day) || is_turn(day, self.day);
        let next = place.is_ahead() && day < self.day;
        (!turns && !next).then_some((self.year, self.month))
    }
}
