//! What ja-timex expects, in our values.
//!
//! | TIMEX3 of ja-timex | here |
//! |---|---|
//! | `2021-XX-XX`, `2021-07-XX`, `XXXX-07-18`, `08XX` | EDTF without the unknown tail: `2021`, `2021-07` |
//! | `2021-SP` … `2021-WI`; `XXXX-Q1` | `2021-21` … `2021-24`; the months of the quarter |
//! | `BC0044`; `BC00XX` | years as ISO 8601 counts them, with a year 0: `-0043`; `-0099/0000` |
//! | `XXXX-WXX-1` | a date with the anchor `weekday`; published on a day, its value is a Monday |
//! | `T23-59-XX`, `T23-XX-XX`, `T25-50-XX` | `T23:59`, `T23:00`; hours from 24 on are those of the next day |
//! | `P1.5Y`, `PT0.1H` | ISO 8601, equal in length: `P1Y6M`, `PT6M` |
//! | a duration with `BEFORE`, `AFTER`, `NOW` | a date with a signed `offset` |
//! | `START`, `MID`, `END` | the value lies at the beginning, within, at the end of its year or month |
//! | `ON_OR_BEFORE`, `ON_OR_AFTER`, `APPROX` | `../value`, `value/..`, `approximate` |
//!
//! `freq` and `quant` of sets have no counterpart.

use jiff::civil::Date;
use keii_model::{Anchor, Edtf, Time, TimeType};

use crate::case::{Case, Question};
use crate::reader::Reader;

/// Whether the times of a text are as a case expects them.
pub(crate) fn holds(question: &Question, case: &Case, found: &[Time], reader: &Reader) -> bool {
    match question {
        Question::Count => case.expected.as_u64() == u64::try_from(found.len()).ok(),
        Question::Presence => is_whole(case, found) == case.negated,
        Question::Field(place, field) => {
            found.get(*place).is_some_and(|time| is_field(case, field, time, reader))
        }
        Question::Number | Question::Rewriting | Question::None => false,
    }
}

/// Whether the whole text is one expression of the kind that the tagger knows.
fn is_whole(case: &Case, found: &[Time]) -> bool {
    found.iter().any(|time| {
        let own = match (case.tagger.as_str(), time.time_type) {
            ("abstime", TimeType::Date | TimeType::Time) => time.offset.is_none(),
            ("duration", TimeType::Duration) | ("set", TimeType::Set) => true,
            ("reltime", TimeType::Duration) => true,
            ("reltime", _) => time.offset.is_some(),
            _ => false,
        };
        own && time.span.text == case.input
    })
}

fn is_field(case: &Case, field: &str, time: &Time, reader: &Reader) -> bool {
    let expected = case.expected.as_str();
    match (field, expected) {
        ("value", Some(value)) => is_value(value, time, &case.input, reader),
        ("type", Some(kind)) => is_type(kind, time),
        ("mod", kind) => is_modifier(kind, time),
        ("text" | "raw_text", Some(words)) => time.span.text == words,
        ("span" | "raw_span", None) => {
            case.expected == serde_json::json!([time.span.start, time.span.end])
        }
        _ => false,
    }
}

fn is_type(kind: &str, time: &Time) -> bool {
    match kind {
        "DATE" => time.time_type == TimeType::Date,
        "TIME" => time.time_type == TimeType::Time,
        "SET" => time.time_type == TimeType::Set,
        "DURATION" => {
            time.time_type == TimeType::Duration
                || (time.time_type == TimeType::Date && time.offset.is_some())
        }
        _ => false,
    }
}

fn is_modifier(kind: Option<&str>, time: &Time) -> bool {
    let offset = time.offset.as_deref().unwrap_or("");
    let is_now = length(offset) == Some((0, 0));
    let value = time.value.as_deref().unwrap_or("");
    match kind {
        None => offset.is_empty() && !time.approximate && !value.contains(".."),
        Some("BEFORE") => offset.starts_with('-'),
        Some("AFTER") => offset.starts_with('P') && !is_now,
        Some("NOW") => is_now,
        Some("APPROX") => time.approximate,
        Some("ON_OR_BEFORE") => value.starts_with("../"),
        Some("ON_OR_AFTER") => value.ends_with("/.."),
        Some(part @ ("START" | "MID" | "END")) => part_of(value) == Some(part),
        _ => false,
    }
}

/// Where a stretch of days lies within its month, or months within their year.
fn part_of(value: &str) -> Option<&'static str> {
    let edtf: Edtf = value.parse().ok()?;
    let (first, last) = (edtf.first_day()?, edtf.last_day()?);
    let (begins, ends) = if (first.year(), first.month()) == (last.year(), last.month()) {
        let whole = first.day() == 1 && last == last.last_of_month();
        let begins = if whole { first.month() == 1 } else { first.day() == 1 };
        (begins, if whole { last.month() == 12 } else { last == last.last_of_month() })
    } else {
        (first.day_of_year() == 1, last == last.last_of_year())
    };
    match (begins, ends) {
        (true, false) => Some("START"),
        (false, true) => Some("END"),
        (false, false) => Some("MID"),
        (true, true) => None,
    }
}

/// A Sunday: of the days read as published on it, each day of the week is the last such day.
const PUBLISHED: &str = "2021-07-18";

fn is_value(expected: &str, time: &Time, input: &str, reader: &Reader) -> bool {
    if let Some(weekday) = expected.strip_prefix("XXXX-WXX-") {
        let value = reader.value_on(input, PUBLISHED);
        let day = value.and_then(|value| value.parse::<Date>().ok());
        return time.anchor == Anchor::Weekday
            && day.map(|day| day.weekday().to_monday_one_offset()) == weekday.parse().ok();
    }
    if expected.starts_with('P') {
        let ours = time.offset.as_deref().or(time.value.as_deref());
        return length(expected).is_some()
            && ours.map(|ours| ours.trim_start_matches('-')).and_then(length) == length(expected);
    }
    time.value.is_some() && time.value == to_edtf(expected)
}

fn to_edtf(expected: &str) -> Option<String> {
    if let Some(clock) = expected.strip_prefix('T') {
        return to_clock(clock);
    }
    if let Some(before) = expected.strip_prefix("BC") {
        return Some(match before.strip_suffix("XX") {
            Some(century) => {
                let last: i16 = century.parse().ok()?;
                let year =
                    |year: i16| if year == 0 { "0000".into() } else { format!("-{year:04}") };
                format!("{}/{}", year(last * 100 + 99), year(last * 100))
            }
            None => match before.parse::<i16>().ok()? - 1 {
                0 => "0000".to_owned(),
                year => format!("-{year:04}"),
            },
        });
    }
    if let Some((year, quarter)) = expected.split_once("-Q") {
        let quarter: u8 = quarter.parse().ok()?;
        return Some(format!("{year}-{:02}/{year}-{:02}", quarter * 3 - 2, quarter * 3));
    }
    let seasons = [("-SP", "-21"), ("-SU", "-22"), ("-FA", "-23"), ("-WI", "-24")];
    if let Some((name, number)) = seasons.iter().find(|(name, _)| expected.ends_with(name)) {
        return Some(expected.replace(name, number));
    }
    Some(expected.trim_end_matches("-XX").to_owned())
}

fn to_clock(clock: &str) -> Option<String> {
    let mut parts = clock.split('-');
    let hour: u8 = parts.next()?.parse().ok()?;
    let minute = parts.next()?.replace("XX", "00");
    let second = parts.next().filter(|second| *second != "XX");
    let second = second.map(|second| format!(":{second}")).unwrap_or_default();
    Some(format!("T{:02}:{minute}{second}", hour % 24))
}

/// An ISO 8601 duration as months and thousandths of a second. A month that is not whole has 30
/// days.
fn length(iso: &str) -> Option<(i64, i64)> {
    let (mut months, mut seconds) = (0.0, 0.0);
    let (mut number, mut clock) = (String::new(), false);
    for letter in iso.strip_prefix('P')?.chars() {
        if letter == 'T' {
            clock = true;
            continue;
        }
        if letter.is_ascii_digit() || letter == '.' {
            number.push(letter);
            continue;
        }
        let count: f64 = std::mem::take(&mut number).parse().ok()?;
        match (letter, clock) {
            ('Y', _) => months += count * 12.0,
            ('M', false) => months += count,
            ('W', _) => seconds += count * 604_800.0,
            ('D', _) => seconds += count * 86_400.0,
            ('H', _) => seconds += count * 3_600.0,
            ('M', true) => seconds += count * 60.0,
            ('S', _) => seconds += count,
            _ => return None,
        }
    }
    let months: f64 = (months * 1.0e6_f64).round() / 1.0e6;
    let seconds = seconds + months.fract() * 30.0 * 86_400.0;
    #[expect(clippy::cast_possible_truncation, reason = "the lengths of the cases are small")]
    let exact = (months.trunc() as i64, (seconds * 1_000.0).round() as i64);
    number.is_empty().then_some(exact)
}
