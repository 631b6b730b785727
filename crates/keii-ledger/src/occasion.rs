//! Which documents tell at one time, where nobody knows when they appeared.
//!
//! An article without a date is placed by what it tells: by the day of its news, where another tells
//! the same news with its date, and beside those with which it has lengths, amounts and days in
//! common. Background is repeated for months, so one number alone places nothing.

mod lead;

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::Date;
use keii_model::{EventType, Id, Number, Reading, Status, TimeType};

use crate::length::minutes;
use crate::sides::Bodies;
use crate::told::{Fit, Told, month_and_day};

/// So many details in common place two documents at one time, and such a share of those that the
/// shorter one tells.
const ENOUGH: usize = 3;
const SHARE: usize = 4;
/// What more documents tell places none of them.
const MOST: usize = 32;
/// What happened is news for so many days.
const DAYS_OF_NEWS: i32 = 3;
/// Smaller numbers are told of anything.
const SMALLEST: i64 = 3;
/// Meetings take so many minutes, or twice and three times as long, again and again.
const ROUND: i64 = 30;
/// Rounds are told of again and again.
const ROUNDS: &str = "time";

/// A pair of documents by their numbers, the smaller first.
type Pair = (usize, usize);

/// Pairs of documents that tell at one time, at least one of them of unknown day; and when documents
/// of unknown day must have appeared.
#[derive(Default)]
pub(crate) struct Occasions {
    pairs: BTreeSet<Pair>,
    pub(crate) placed: BTreeMap<usize, (Date, Date)>,
}

impl Occasions {
    /// `groups` are tellings that are surely of one happening.
    pub(crate) fn of(
        told: &[Told<'_>],
        groups: &[Vec<usize>],
        readings: &[Reading],
        bodies: &Bodies<'_>,
    ) -> Self {
        let mut dated = vec![false; readings.len()];
        for one in told {
            dated[one.document] = one.published.is_some();
        }
        let mut occasions = Self { pairs: share_details(readings), placed: BTreeMap::new() };
        let news = news(told);
        occasions.pairs.extend(share_news(told, &news));
        occasions.pairs.extend(share_lengths(told));
        occasions.pairs.extend(lead::share(told, bodies, &dated, readings));
        for group in groups {
            let tellers: BTreeSet<usize> = group
                .iter()
                .filter(|&at| news.get(&told[*at].document).is_some_and(|all| all.contains(at)))
                .map(|&at| told[at].document)
                .collect();
            for (at, &one) in tellers.iter().enumerate() {
                occasions.pairs.extend(tellers.iter().skip(at + 1).map(|&other| (one, other)));
            }
            // The day of the news, where somebody of known day told it while it was news.
            let day = |at: &usize| {
                let (day, (first, last)) = told[*at].day().zip(told[*at].published)?;
                let fresh = (first - day).get_days() <= DAYS_OF_NEWS && last >= day;
                (fresh && tellers.contains(&told[*at].document)).then_some(day)
            };
            let Some(day) = group.iter().filter_map(day).min() else { continue };
            let near = (day, day.saturating_add(DAYS_OF_NEWS.days()));
            let undated = tellers.into_iter().filter(|&document| !dated[document]);
            occasions.placed.extend(undated.map(|document| (document, near)));
        }
        occasions.pairs.retain(|&(a, b)| !dated[a] || !dated[b]);
        occasions
    }

    /// Whether two documents, at least one of them of unknown day, tell at one time.
    pub(crate) fn are_one(&self, a: usize, b: usize) -> bool {
        self.pairs.contains(&(a.min(b), a.max(b)))
    }
}

/// What each document tells as past on the day of the first such telling: its news.
fn news(told: &[Told<'_>]) -> BTreeMap<usize, BTreeSet<usize>> {
    let mut dated: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, one) in told.iter().enumerate() {
        let came_about = matches!(one.mention.status, Status::Held | Status::Ongoing);
        if came_about && (one.is_partly_dated() || one.day().is_some()) {
            dated.entry(one.document).or_default().push(at);
        }
    }
    let news = dated.into_iter().filter_map(|(document, tellings)| {
        let first = *tellings.iter().min_by_key(|&&at| told[at].mention.trigger.start)?;
        let of_that_day = |&at: &usize| told[at].fit_time(&told[first]) == Fit::Match;
        Some((document, tellings.into_iter().filter(of_that_day).collect()))
    });
    news.collect()
}

/// Pairs of documents whose news are of one day and of the same people, in part.
fn share_news(told: &[Told<'_>], news: &BTreeMap<usize, BTreeSet<usize>>) -> BTreeSet<Pair> {
    let mut by_party: BTreeMap<&Id, Vec<usize>> = BTreeMap::new();
    for &at in news.values().flatten() {
        for &party in &told[at].parties {
            by_party.entry(party).or_default().push(at);
        }
    }
    let mut pairs = BTreeSet::new();
    for tellings in by_party.into_values().filter(|tellings| tellings.len() <= MOST) {
        for (at, &a) in tellings.iter().enumerate() {
            for &b in &tellings[at + 1..] {
                let (one, other) = (&told[a], &told[b]);
                let shared = one.parties.intersection(&other.parties).count();
                let shared = shared.max(one.shared_countries(other));
                let one_day = one.fit_time(other) == Fit::Match;
                if shared >= PARTIES && one.class() == other.class() && one_day {
                    pairs.insert((one.document, other.document));
                }
            }
        }
    }
    pairs.retain(|(a, b)| a != b);
    pairs
}

/// Pairs of documents whose first meeting is of one length that is no round one, with nobody who was not there by the other.
/// How long the meetings before it took is background.
fn share_lengths(told: &[Told<'_>]) -> BTreeSet<Pair> {
    let mut first: BTreeMap<usize, usize> = BTreeMap::new();
    for (at, one) in told.iter().enumerate().filter(|(_, one)| met(one)) {
        let known = first.entry(one.document).or_insert(at);
        if one.mention.trigger.start < told[*known].mention.trigger.start {
            *known = at;
        }
    }
    let mut by_length: BTreeMap<(EventType, i64), Vec<usize>> = BTreeMap::new();
    for at in first.into_values() {
        if let Some(minutes) = told[at].minutes.filter(|minutes| minutes % ROUND != 0) {
            by_length.entry((told[at].class(), minutes)).or_default().push(at);
        }
    }
    let mut pairs = BTreeSet::new();
    for tellings in by_length.into_values().filter(|tellings| tellings.len() <= MOST) {
        for (at, &a) in tellings.iter().enumerate() {
            for &b in &tellings[at + 1..] {
                let (one, other) = (&told[a], &told[b]);
                let within = one.is_within(other) || other.is_within(one);
                if within && one.document != other.document && one.fit_time(other) != Fit::Conflict
                {
                    pairs.insert((one.document, other.document));
                }
            }
        }
    }
    pairs
}

fn met(told: &Told<'_>) -> bool {
    told.mention.status == Status::Held
        && matches!(told.mention.event_type, EventType::Meet | EventType::Call | EventType::Visit)
}

/// So many parties in common make one happening of two of one day.
const PARTIES: usize = 2;

/// A detail that tells one occasion from others.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Detail {
    Number(String, String),
    /// In minutes.
    Length(i64),
}

/// What one document tells in detail.
struct Details {
    numbers: BTreeSet<Detail>,
    /// Days of the month, with the month where it is told.
    days: BTreeSet<(Option<u8>, u8)>,
}

impl Details {
    fn of(reading: &Reading) -> Self {
        let amounts = reading.quantities.iter().filter_map(|one| {
            let unit = one.unit.clone().filter(|unit| unit != ROUNDS)?;
            let value = match one.value.as_ref()? {
                Number::Whole(n) if *n < SMALLEST => return None,
                Number::Whole(n) => n.to_string(),
                Number::Fraction(n) => n.to_string(),
                Number::Range(words) => words.clone(),
            };
            Some(Detail::Number(value, unit))
        });
        let of = |wanted: TimeType| {
            let times = reading.times.iter().filter(move |time| time.time_type == wanted);
            times.filter_map(|time| time.value.as_deref())
        };
        let lengths = of(TimeType::Duration).filter_map(minutes).map(Detail::Length);
        Self {
            numbers: amounts.chain(lengths).collect(),
            days: of(TimeType::Date).filter_map(month_and_day).collect(),
        }
    }

    fn count(&self) -> usize {
        self.numbers.len() + self.days.len()
    }

    fn shared(&self, other: &Self) -> usize {
        let day = |&(month, day): &(Option<u8>, u8)| {
            other.days.iter().any(|&(theirs, other)| {
                other == day && (month.is_none() || theirs.is_none() || month == theirs)
            })
        };
        let days = self.days.iter().filter(|one| day(one)).count();
        self.numbers.intersection(&other.numbers).count() + days
    }
}

/// Pairs of documents that have enough details in common.
fn share_details(readings: &[Reading]) -> BTreeSet<Pair> {
    let details: Vec<Details> = readings.iter().map(Details::of).collect();
    let mut tellers: BTreeMap<&Detail, Vec<usize>> = BTreeMap::new();
    for (document, own) in details.iter().enumerate() {
        for detail in &own.numbers {
            tellers.entry(detail).or_default().push(document);
        }
    }
    let mut pairs = BTreeSet::new();
    for documents in tellers.into_values().filter(|documents| documents.len() <= MOST) {
        for (at, &one) in documents.iter().enumerate() {
            pairs.extend(documents[at + 1..].iter().map(|&other| (one, other)));
        }
    }
    pairs.retain(|&(a, b)| {
        let (one, other) = (&details[a], &details[b]);
        let shared = one.shared(other).min(other.shared(one));
        shared >= ENOUGH && SHARE * shared >= one.count().min(other.count())
    });
    pairs
}
