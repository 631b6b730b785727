//! When: the days that documents tell of one happening.

use keii_model::{Attribute, ComparedValue, Edtf, EventMention, Verdict};

use super::happening::{Compared, Tellings, side_by_side};

/// A time with the words that tell it.
type Told = (Option<Edtf>, ComparedValue);

/// What the documents tell of the time. Where one tells several (a vote that was planned for September
/// and is now to be in March), that which most of the others tell as well.
pub(super) fn times(tellings: &Tellings<'_>) -> Vec<Compared> {
    let all: Vec<Vec<Told>> = tellings
        .values()
        .map(|mentions| mentions.iter().filter_map(|mention| time(mention)).collect())
        .collect();
    let chosen: Vec<Told> = (0..all.len()).filter_map(|at| most_told(&all, at)).cloned().collect();
    let mut found = side_by_side(Attribute::Time, &chosen, tellings.len(), verdict);
    // A day that cannot be known is nothing that one telling has before the others.
    let knows = |one: &Compared| one.values.iter().any(|value| value.value.is_some());
    found.retain(|one| one.verdict != Verdict::SingleSource || knows(one));
    found
}

fn time(mention: &EventMention) -> Option<Told> {
    let time = mention.time.as_ref()?;
    let value = ComparedValue {
        document: mention.document.clone(),
        value: time.value.as_ref().map(ToString::to_string),
        span: time.span.clone()?,
    };
    Some((time.value.clone(), value))
}

/// Of the times of one document that which most others tell, the first of several.
fn most_told(all: &[Vec<Told>], at: usize) -> Option<&Told> {
    let others = |one: &Told| {
        let others = all.iter().enumerate().filter(|(other, _)| *other != at);
        let tells = |(_, told): &(usize, &Vec<Told>)| {
            told.iter().any(|(time, _)| verdict(&one.0, time) == Some(Verdict::Agree))
        };
        others.filter(tells).count()
    };
    all[at].iter().rev().max_by_key(|one| others(one))
}

fn verdict(a: &Option<Edtf>, b: &Option<Edtf>) -> Option<Verdict> {
    match (a, b) {
        (Some(a), Some(b)) if are_apart(a, b) => Some(Verdict::Conflict),
        (Some(a), Some(b)) if are_equally_fine(a, b) => Some(Verdict::Agree),
        (Some(a), Some(b)) if are_of_other_months(a, b) => None,
        _ => Some(Verdict::Precision),
    }
}

/// The same, or 12日 of a month that is not told beside 4月12日: neither tells more of the calendar
/// than the other by its words, and both can be one.
fn are_equally_fine(a: &Edtf, b: &Edtf) -> bool {
    let parts = |value: &Edtf| value.as_str().split('-').map(str::to_owned).collect::<Vec<_>>();
    let unknown = |part: &str| part.chars().all(|letter| letter == 'X');
    let (one, two) = (parts(a), parts(b));
    one.len() == two.len() && one.iter().zip(&two).all(|(a, b)| a == b || unknown(a) || unknown(b))
}

fn are_apart(a: &Edtf, b: &Edtf) -> bool {
    let before = |a: &Edtf, b: &Edtf| {
        a.last_day().zip(b.first_day()).is_some_and(|(last, first)| last < first)
    };
    before(a, b) || before(b, a)
}

/// Whether two times of which one has no year that is known are of different months or days of the
/// month (来年9月, 3月): nobody knows whether they are of one year, but they are not one time.
fn are_of_other_months(a: &Edtf, b: &Edtf) -> bool {
    let (Some(a), Some(b)) = (within_a_year(a), within_a_year(b)) else { return false };
    a.1 < b.0 || b.1 < a.0
}

/// The first and the last day of a time within its year, as month and day.
fn within_a_year(time: &Edtf) -> Option<((u8, u8), (u8, u8))> {
    let (first, last) = time.as_str().split_once('/').unwrap_or((time.as_str(), time.as_str()));
    let day = |point: &str, unknown: u8| {
        let date = point.split('T').next()?;
        let mut parts = date.split('-').skip(1);
        let month = parts.next()?.parse().ok()?;
        let day = parts.next().map_or(Some(unknown), |day| day.parse().ok());
        Some((month, day.unwrap_or(unknown)))
    };
    let ends = (day(first, 0)?, day(last, 31)?);
    (ends.0 <= ends.1).then_some(ends)
}

#[cfg(test)]
mod tests {
    use super::{Edtf, Verdict, verdict};

    fn between(a: &str, b: &str) -> Option<Verdict> {
        let time = |words: &str| Some(words.parse::<Edtf>().expect("a date"));
        verdict(&time(a), &time(b))
    }

    #[test]
    fn months_of_unknown_years_are_no_finer_than_each_other() {
        assert_eq!(between("XXXX-09", "XXXX-03"), None);
        assert_eq!(between("XXXX-03-21/XXXX-03-31", "2025-09"), None);
        assert_eq!(between("XXXX-09", "XXXX-09-24"), Some(Verdict::Precision));
        assert_eq!(between("XXXX-03-21/XXXX-03-31", "XXXX-03"), Some(Verdict::Precision));
        assert_eq!(between("XXXX-XX-24", "2025-09-24"), Some(Verdict::Agree));
        assert_eq!(between("2025-09", "2026-03"), Some(Verdict::Conflict));
    }
}
