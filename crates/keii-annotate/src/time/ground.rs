//! What a date without its year, month or day is completed from.

use jiff::civil::Date;
use keii_model::Edtf;

use super::calendar::{ANY_YEAR, Calendar};
use super::news::News;
use super::published::{Published, is_turn};
use super::resolve::days_later;

/// Where an expression stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) sentence: usize,
    pub(super) block: usize,
    /// What the words behind it tell.
    pub(super) tense: Tense,
    /// Whether it stands before a noun that it tells of: 3月16日の開港に伴い.
    pub(super) aside: bool,
    /// Whether it stands by itself, not in a range or a list: 3月23日に…, 3月23日、….
    pub(super) apart: bool,
}

/// Whether something lies ahead or is past.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    Open,
    Past,
    /// Something done stands right behind it, which it is mostly of (3月に始まった制度は…).
    Done,
    Ahead,
}

impl Place {
    /// Whether the words tell that it lies ahead.
    pub(super) fn is_ahead(self) -> bool {
        self.tense == Tense::Ahead
    }
}

/// A date told in the text, as far as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Told {
    pub(super) year: Option<i16>,
    pub(super) month: Option<i8>,
    pub(super) day: Option<i8>,
}

impl Told {
    /// The day, when all of it is known.
    pub(super) fn date(self) -> Option<Date> {
        Date::new(self.year?, self.month?, self.day?).ok()
    }

    /// The day so many days later; of a day without a year, a day without a year.
    pub(super) fn days_later(self, later: i16) -> Option<Calendar> {
        if let Some(day) = self.date() {
            return days_later(day, later).map(Calendar::of_day);
        }
        let Some(month) = self.month else { return self.in_no_month(later) };
        let day = Date::new(ANY_YEAR, month, self.day?).ok()?;
        let found = days_later(day, later)?;
        // Whether 29 February lies between is not known.
        let leaps = matches!((day.month(), found.month()), (2, 3) | (3, 2));
        (!leaps).then(|| Calendar { year: None, ..Calendar::of_day(found) })
    }

    /// The same for a day of an unknown month, where both days are of every month.
    fn in_no_month(self, later: i16) -> Option<Calendar> {
        let day = i8::try_from(i16::from(self.day?).checked_add(later)?).ok()?;
        let usual = later == 0 || (1..=SHORTEST_MONTH).contains(&day);
        usual.then(|| Calendar { year: self.year, day: Some(day), ..Calendar::default() })
    }
}

/// Days.
const SHORTEST_MONTH: i8 = 28;

/// Days.
const HALF_A_YEAR: i32 = 183;

/// How far from its anchor a month without a year may lie, in months: news tells of the past, save
/// what comes within the next weeks. Both windows are a year wide, so that one year fits.
pub(super) const PAST: std::ops::RangeInclusive<i32> = -10..=1;
/// The same for what is said to lie ahead.
pub(super) const PLANNED: std::ops::RangeInclusive<i32> = -1..=10;
/// The same for what is told in one breath with a full date, mostly its sequel.
const SEQUEL: std::ops::RangeInclusive<i32> = -3..=8;

/// How many months behind the date told before the sequel of something past mostly comes.
const SOON: i32 = 4;

/// Over how many paragraphs a date goes on giving its month where the day of publication is not known.
const NEAR: usize = 4;

/// Over how many sentences a date goes on giving its year where the day of publication is not known.
/// Further on, an article that looked back is in the present again.
const BREATH: usize = 2;

/// The day of publication and the dates told so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Ground {
    published: Option<Published>,
    /// What the article begins with, where its publication is not known.
    news: Option<News>,
    /// The last date told, and where; a day without its month only where none is told near by.
    told: Option<(Told, Place)>,
    /// The last date told that is of the article's present, as far as is known, and where.
    present: Option<(Told, Place)>,
    /// The same but for what is told to lie ahead (7月8日までに…).
    happened: Option<(Told, Place)>,
    /// The last day told that is not to come, and where.
    over: Option<(Told, Place)>,
    /// The sentence that tells the first date: it tells of the article's present.
    lead: Option<usize>,
    /// The days told with year and month there.
    stated: Vec<Told>,
    /// The last day told in full.
    full: Option<Date>,
    /// Whether it came with its own year.
    told_in_full: bool,
    /// A year told without a month behind that date, and where.
    year_alone: Option<(i16, Place)>,
    /// The last year told, and where.
    told_year: Option<(i16, Place)>,
}

impl Ground {
    pub(super) fn new(published: Option<&Edtf>) -> Self {
        Self { published: published.and_then(Published::of), ..Self::default() }
    }

    /// Of a day of publication that is known but for a day.
    pub(super) fn about(published: Option<&Edtf>) -> Self {
        let ground = Self::new(published);
        Self { published: ground.published.map(Published::or_the_next_day), ..ground }
    }

    /// The same where publication is not known.
    pub(super) fn of_news(news: Option<News>) -> Self {
        Self { news, ..Self::default() }
    }

    /// Notes that a day or month is told.
    pub(super) fn begin(&mut self, place: Place) {
        self.lead.get_or_insert(place.sentence);
    }

    /// Keeps a date for those that follow. Behind the lead a date with its own year looks back, or
    /// ahead.
    pub(super) fn tell(&mut self, told: Told, place: Place, own_year: bool) {
        self.year_alone = told.year.map(|year| (year, place)).filter(|_| told.month.is_none());
        let in_month = self.told_near(place).is_some_and(|before| before.month.is_some());
        if told.month.is_some() || told.day.is_some() && !in_month {
            self.told = Some((told, place));
            self.told_in_full = own_year;
        }
        if told.day.is_some() && !self.is_to_come(told) {
            self.over = Some((told, place));
        }
        let in_lead = self.lead.is_none_or(|lead| lead == place.sentence);
        if told.month.is_some() && !place.aside && (in_lead || !own_year) {
            self.present = Some((told, place));
            self.happened = self.present.filter(|_| !place.is_ahead()).or(self.happened);
        }
        if in_lead && told.date().is_some() {
            self.stated.push(told);
        }
        self.full = told.date().filter(|_| own_year).or(self.full);
        if let Some(year) = told.year {
            self.told_year = Some((year, place));
        }
    }

    /// Forgets the date told last: a day is told that nobody knows, and what follows may be of it.
    pub(super) fn lose_day(&mut self) {
        self.told = None;
    }

    /// The day of publication, when it is one.
    pub(super) fn published_day(&self) -> Option<Date> {
        self.published?.day()
    }

    /// The same as if the text told it, perhaps without its year.
    pub(super) fn told_publication(&self) -> Option<Told> {
        self.published?.told()
    }

    /// What every day that publication can have been agrees on.
    pub(super) fn agreed<T: PartialEq>(&self, of: impl Fn(Date) -> Option<T>) -> Option<T> {
        self.published?.agreed(of)
    }

    /// The year so many years from that of publication.
    pub(super) fn published_year(&self, later: i16) -> Option<i16> {
        let published = self.agreed(|day| day.year().checked_add(later));
        published.or_else(|| self.news?.year(later))
    }

    /// Year and month so many months from those of publication.
    pub(super) fn published_month(&self, later: i16) -> Option<(Option<i16>, i8)> {
        self.published?.month(later)
    }

    /// The date told before, when it stands near enough to be meant.
    pub(super) fn told_near(&self, place: Place) -> Option<Told> {
        let (told, at) = self.told?;
        (at.block == place.block || at.block + 1 == place.block).then_some(told)
    }

    /// The day from which so many days are counted: the last one told. 同日 is not that of another year by which an earlier
    /// sentence looked back (昨年12月23日に結んだ覚書を解約した。社長は同日…), but that of the article's present.
    pub(super) fn day_near(&self, place: Place, later: i16) -> Option<Told> {
        let near = |at: Place| at.block.abs_diff(place.block) <= NEAR;
        let year = |told: Option<(Told, Place)>| told.and_then(|(told, _)| told.year);
        let before = year(self.told).zip(year(self.present)).is_some_and(|(it, now)| it < now);
        let aside = self.told.is_some_and(|(_, at)| at.aside && at.sentence < place.sentence);
        let looked_back = before && aside && later == 0;
        let present =
            self.present.filter(|(told, at)| looked_back && near(*at) && told.day.is_some());
        present.map(|(told, _)| told).or_else(|| self.told_near(place))
    }

    /// The month told before; of a year told in between: 昨年12月は…、一昨年の同じ月より….
    pub(super) fn told_month(&self, place: Place) -> Option<Told> {
        let told = self.told_near(place)?;
        let year = self.year_alone.filter(|(_, at)| at.sentence == place.sentence);
        Some(Told { year: year.map(|(year, _)| year).or(told.year), ..told })
    }

    /// A month long ago goes on in the sentence behind it: 1989年11月に…た。12月には…た。
    fn looked_back(&self, month: i8, place: Place) -> Option<i16> {
        let (told, at) = self.told?;
        let (year, near) = told.year.zip(told.month)?;
        let ago = self.published?.last_day()?.year().checked_sub(year)?;
        let goes_on = at.sentence + 1 == place.sentence && place.tense == Tense::Past;
        (goes_on && ago >= 2 && (near..=near + 3).contains(&month)).then_some(year)
    }

    /// The day that a time of day is of: the one told before in the sentence or just before, but for that of a noun which
    /// is to come: A氏は1日、5日からの訪問をめぐり会談した。会談は午後3時に….
    pub(super) fn day_of_clock(&self, place: Place) -> Option<Told> {
        let told = self.told_near(place).filter(|told| told.day.is_some())?;
        let of_noun = self.told.is_some_and(|(_, at)| at.aside);
        if place.is_ahead() || !of_noun || !self.is_to_come(told) {
            return Some(told);
        }
        let (over, at) = self.over?;
        (at.block == place.block || at.block + 1 == place.block).then_some(over)
    }

    fn is_to_come(&self, told: Told) -> bool {
        told.date().zip(self.published).is_some_and(|(date, published)| published.is_over(date))
    }

    /// The year told before, when it stands near enough to be meant.
    pub(super) fn told_year_near(&self, place: Place) -> Option<i16> {
        let (year, at) = self.told_year?;
        (at.block == place.block || at.block + 1 == place.block).then_some(year)
    }

    /// Where publication is not known: the year of a day told in full within half a year of it, so that it falls on
    /// that day of the week (of Monday 1).
    pub(super) fn year_by_weekday(&self, month: i8, day: i8, weekday: i8) -> Option<i16> {
        let told = self.stated.iter().filter_map(|told| told.date()).chain(self.full);
        let mut told = told.filter(|_| self.published.is_none());
        told.find_map(|told| {
            let years = [told.year() - 1, told.year(), told.year() + 1];
            let days = years.into_iter().filter_map(|year| Date::new(year, month, day).ok());
            let near = |date: &Date| (*date - told).get_days().abs() <= HALF_A_YEAR;
            let falls = |date: &Date| date.weekday().to_monday_one_offset() == weekday;
            days.filter(near).find(falls).map(Date::year)
        })
    }

    /// The year about publication in which the day falls on that day of the week.
    pub(super) fn year_on_weekday(&self, month: i8, day: i8, weekday: i8) -> Option<i16> {
        let published = self.published_year(0)?;
        let falls = |year: &i16| {
            let date = Date::new(*year, month, day);
            date.is_ok_and(|date| date.weekday().to_monday_one_offset() == weekday)
        };
        [published, published - 1, published + 1].into_iter().find(falls)
    }

    /// The year of a month as that of the sequel of a date told before in the same sentence. What is to come has none that
    /// is told as past: 2031年9月30日に終える方針を3月23日に発表した.
    fn year_here(&self, month: i8, place: Place) -> Option<i16> {
        let (told, at) = self.told.filter(|(_, at)| at.sentence == place.sentence)?;
        let (year, near) = told.year.zip(told.month)?;
        let sequel = nearest(year, near, month, SEQUEL);
        let to_come = match self.published.and_then(Published::last_day) {
            Some(last) => (year, near) > (last.year(), last.month()),
            None => sequel > year && !matches!(at.tense, Tense::Past | Tense::Done),
        };
        let is_past = matches!(place.tense, Tense::Past | Tense::Done);
        let other = is_past && at.apart && place.apart;
        (!to_come || !other).then_some(sequel)
    }

    /// The year of a month that is told without one.
    pub(super) fn year_of(&self, month: i8, place: Place) -> Option<i16> {
        let full = |told: Told| told.year.zip(told.month);
        if let Some(year) = self.year_here(month, place) {
            return Some(year);
        }
        if let Some(year) = self.looked_back(month, place) {
            return Some(year);
        }
        if self.published.is_some_and(|it| it.last_day().is_some()) {
            let window = if place.is_ahead() { PLANNED } else { PAST };
            return self
                .agreed(|day| Some(nearest(day.year(), day.month(), month, window.clone())));
        }
        if let Some(news) = self.news.filter(|news| news.has_year()) {
            return news.year_of(month, place);
        }
        let (told, at) = self.present?;
        let (year, near) = full(told).filter(|_| at.sentence + BREATH >= place.sentence)?;
        let year = nearest(year, near, month, SEQUEL);
        // 2025年12月13日…。7月に…: told of the past, it is as well that of the year before.
        let later = (i32::from(year) - i32::from(told.year?)) * 12 + i32::from(month - near);
        (later <= SOON || place.tense != Tense::Past).then_some(year)
    }

    /// The year of a season that is told without one: of the last that has begun, or of the next that has not ended. A
    /// winter is of two years.
    pub(super) fn year_of_season(&self, season: i8, place: Place) -> Option<i16> {
        const SPRING: i8 = 21;
        const WINTER: i8 = 24;
        let begins = 3 * (season - SPRING) + 3;
        let year = |day: Date| match place.tense {
            Tense::Ahead => Some(day.year() + i16::from(day.month() > begins + 2)),
            Tense::Past | Tense::Done => Some(day.year() - i16::from(day.month() < begins)),
            Tense::Open => None,
        };
        self.agreed(year).filter(|_| season < WINTER)
    }

    /// Year and month of a day that is told without them.
    pub(super) fn month_of(
        &self,
        day: i8,
        place: Place,
        follows: bool,
    ) -> Option<(Option<i16>, i8)> {
        // 30日から2日まで
        let turns = |told: &Told| told.day.is_some_and(|before| is_turn(before, day));
        let sequel = |told: Told| {
            let month = told.month?;
            if !turns(&told) {
                return Some((told.year, month));
            }
            match told.year {
                Some(year) => later_month(year, month, 1).map(|(year, month)| (Some(year), month)),
                None => Some((None, month % 12 + 1)),
            }
        };
        // 翌4日 is of the day told before, whatever the day of publication.
        let before = self.told_near(place).filter(|told| follows && told.day.is_some());
        let here = self.month_told_here(place);
        if let Some(told) = before.or(here)
            && let Some(found) = sequel(told).filter(|&found| self.may_be(found, day, told, place))
        {
            return Some(found);
        }
        if self.published.is_none() {
            // 8月15日…17日 goes on; behind a mere month (昨年8月に…、17日に…) the day is of another.
            let present = match place.tense {
                Tense::Ahead => self.present,
                Tense::Open => self.happened.or(self.present),
                Tense::Past | Tense::Done => self.happened,
            };
            let near = present.filter(|(_, at)| at.block.abs_diff(place.block) <= NEAR);
            let near = near.map(|(told, _)| told).filter(|told| told.day.is_some());
            let near = near.filter(|told| place.is_ahead() || !turns(told));
            // The same day, told in full at the beginning, is that day.
            let same = self.stated.iter().find(|stated| stated.day == Some(day));
            let same = same.and_then(|told| Some((told.year, told.month?)));
            let news = || self.news.filter(|_| !self.in_a_month(place))?.month_of(day, place);
            return near.and_then(sequel).or(same).or_else(news);
        }
        self.published?.month_of(day, place.tense)
    }

    /// Whether a mere month was told just before, whose day it may be.
    fn in_a_month(&self, place: Place) -> bool {
        let just_before = |at: Place| at.sentence + 1 >= place.sentence;
        self.told.is_some_and(|(told, at)| told.day.is_none() && !at.aside && just_before(at))
    }

    /// The month told before in the sentence, where a day behind it is of it.
    fn month_told_here(&self, place: Place) -> Option<Told> {
        let (told, at) = self.told.filter(|(_, at)| at.sentence == place.sentence)?;
        // 3月の選挙で…、18日に: the month tells of the election alone.
        let aside = at.aside && told.day.is_none();
        // 2020年4月に…した事件の判決が17日: such a month looks back or ahead, and no day of it is told.
        let month = told.year.zip(told.month).filter(|_| told.day.is_none());
        let behind = |(year, month)| self.published.is_some_and(|it| it.is_behind(year, month));
        let long_ago = month.is_some_and(|month| self.told_in_full || behind(month));
        // 昨年12月23日に結んだ覚書を撤回し、13日にも発表する: what lies ahead is of no month that is over.
        let over = told.year.zip(told.month).is_some_and(behind);
        let ended = over && place.is_ahead();
        (!aside && !long_ago && !ended).then_some(told)
    }

    /// Whether there is such a day, and it is not to come where something past is told of it.
    fn may_be(&self, month: (Option<i16>, i8), day: i8, told: Told, place: Place) -> bool {
        let (year, of) = month;
        let Ok(date) = Date::new(year.unwrap_or(LEAP_YEAR), of, day) else { return false };
        let Some(published) = self.published.filter(|_| year.is_some()) else { return true };
        // 1日にも28日と同じ: so late a day is rather of the month before.
        let far = told.day.is_some_and(|before| day - before >= 20);
        let to_come = published.is_over(date) && (far || !published.is_in(month));
        !to_come || place.tense != Tense::Past
    }
}

/// A year in which every day of the calendar exists.
const LEAP_YEAR: i16 = 2024;

/// The year in which `month` lies within `window` months of the anchor.
pub(super) fn nearest(
    year: i16,
    near: i8,
    month: i8,
    window: std::ops::RangeInclusive<i32>,
) -> i16 {
    let distance = i32::from(month) - i32::from(near);
    if distance < *window.start() {
        year + 1
    } else if distance > *window.end() {
        year - 1
    } else {
        year
    }
}

/// The month so many months later.
pub(super) fn later_month(year: i16, month: i8, later: i16) -> Option<(i16, i8)> {
    let count = i32::from(year) * 12 + i32::from(month) - 1 + i32::from(later);
    let year = i16::try_from(count.div_euclid(12)).ok()?;
    Some((year, i8::try_from(count.rem_euclid(12) + 1).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: Place =
        Place { sentence: 3, block: 2, tense: Tense::Open, aside: false, apart: false };

    fn published(edtf: &str) -> Ground {
        Ground::new(Some(&edtf.parse().expect("valid")))
    }

    #[test]
    fn a_month_is_of_the_past_unless_it_is_planned() {
        let ground = published("2021-03-10");
        assert_eq!(ground.year_of(12, HERE), Some(2020));
        assert_eq!(ground.year_of(3, HERE), Some(2021));
        assert_eq!(ground.year_of(4, HERE), Some(2021), "what comes next month is near");
        let planned = Place { tense: Tense::Ahead, ..HERE };
        assert_eq!(ground.year_of(12, planned), Some(2021));
        assert_eq!(ground.year_of(1, planned), Some(2022));
    }

    #[test]
    fn an_interval_completes_what_all_its_days_agree_on() {
        let ground = published("2021-11/2021-12");
        assert_eq!(ground.year_of(10, HERE), Some(2021));
        assert_eq!(ground.year_of(1, HERE), None);
        assert_eq!(ground.published_year(-1), Some(2020));
        assert_eq!(ground.published_month(0), None);
        assert_eq!(ground.published_day(), None);
        assert_eq!(published("2021-12/2022-01").published_year(0), None);
    }

    #[test]
    fn without_publication_a_date_told_before_completes() {
        let mut ground = Ground::default();
        assert_eq!(ground.year_of(5, HERE), None);
        assert_eq!(ground.month_of(5, HERE, false), None);
        ground.tell(Told { year: Some(2012), month: Some(11), day: Some(28) }, HERE, true);
        assert_eq!(ground.year_of(2, HERE), Some(2013));
        assert_eq!(ground.month_of(30, HERE, false), Some((Some(2012), 11)));
        assert_eq!(ground.month_of(2, HERE, false), Some((Some(2012), 12)));
        let far = Place { block: 9, sentence: 40, tense: Tense::Open, aside: false, apart: false };
        assert_eq!(ground.month_of(30, far, false), None, "a day needs its month near by");
    }

    #[test]
    fn a_year_told_in_the_sentence_beats_publication() {
        let mut ground = published("2021-03-10");
        ground.tell(Told { year: Some(2008), month: Some(9), day: None }, HERE, true);
        assert_eq!(ground.year_of(10, HERE), Some(2008));
        let next = Place { sentence: 4, ..HERE };
        assert_eq!(ground.year_of(10, next), Some(2020));
    }

    #[test]
    fn days_turn_with_the_month() {
        assert_eq!(published("2021-03-02").month_of(30, HERE, false), Some((Some(2021), 2)));
        assert_eq!(published("2021-01-02").month_of(30, HERE, false), Some((Some(2020), 12)));
        assert_eq!(published("2021-03-15").month_of(20, HERE, false), Some((Some(2021), 3)));
        let planned = Place { tense: Tense::Ahead, ..HERE };
        assert_eq!(published("2021-12-29").month_of(3, planned, false), Some((Some(2022), 1)));
        let past = Place { tense: Tense::Past, ..HERE };
        assert_eq!(published("2021-03-15").month_of(20, past, false), Some((Some(2021), 2)));
        assert_eq!(published("2021-03-15").month_of(16, past, false), Some((Some(2021), 3)));
    }

    #[test]
    fn months_are_counted_over_years() {
        assert_eq!(later_month(2021, 1, -1), Some((2020, 12)));
        assert_eq!(later_month(2021, 11, 2), Some((2022, 1)));
        assert_eq!(later_month(i16::MAX, 12, 1), None);
    }
}
