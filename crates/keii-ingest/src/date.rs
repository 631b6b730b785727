//! Days of publication as sources write them. Only what can be read in one way is read:
//! `08/09/2025` is nobody's date.

use jiff::civil::Date;
use jiff::fmt::{rfc2822, temporal};
use keii_model::Edtf;

/// First year of a Japanese era, less one.
const ERAS: [(&str, i16); 5] =
    [("令和", 2018), ("平成", 1988), ("昭和", 1925), ("大正", 1911), ("明治", 1867)];

/// Longest date that is looked at, in bytes: none is longer, and hostile ones are.
const LONGEST: usize = 128;

/// The day, month or year that `written` names, in the calendar of its own offset: an instant
/// shortly before midnight in Tokyo is that day in Tokyo.
pub(crate) fn published(written: &str) -> Option<Edtf> {
    if written.len() > LONGEST {
        return None;
    }
    let narrow = narrow(written);
    let written = narrow.trim();
    let day = iso(written).or_else(|| mail(written)).or_else(|| english(written));
    match day {
        Some(day) => (day.year() >= 1000).then(|| Edtf::day(day)),
        None => written.parse().ok().or_else(|| year_first(written)),
    }
}

/// Full-width digits and signs as their ASCII twins.
fn narrow(written: &str) -> String {
    let twin = |wide: char| match wide {
        '\u{3000}' => ' ',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(wide as u32 - 0xFEE0).unwrap_or(wide),
        other => other,
    };
    written.chars().map(twin).collect()
}

/// ISO 8601 and RFC 3339, with or without clock, offset and zone.
fn iso(written: &str) -> Option<Date> {
    temporal::Pieces::parse(written).ok().map(|pieces| pieces.date())
}

/// RFC 2822, as feeds write it.
fn mail(written: &str) -> Option<Date> {
    rfc2822::DateTimeParser::new().parse_zoned(written).ok().map(|zoned| zoned.date())
}

fn english(written: &str) -> Option<Date> {
    ["%B %d, %Y", "%b %d, %Y", "%d %B %Y", "%d %b %Y"]
        .iter()
        .find_map(|format| Date::strptime(format, written).ok())
}

/// `2025年8月15日`, `令和7年8月`, `2025/8/15 19:30`, `2025.8.15`.
fn year_first(written: &str) -> Option<Edtf> {
    let (year, rest) = year(written)?;
    let rest = match rest.strip_prefix('年') {
        Some("") => return format!("{year:04}").parse().ok(),
        Some(rest) => {
            let (month, rest) = number(rest)?;
            match rest.strip_prefix('月')? {
                "" => return format!("{year:04}-{month:02}").parse().ok(),
                rest => {
                    let (day, rest) = number(rest)?;
                    (month, day, rest.strip_prefix('日')?)
                }
            }
        }
        None => {
            let sign = rest.chars().next().filter(|sign| "/.-".contains(*sign))?;
            let (month, rest) = number(&rest[1..])?;
            let (day, rest) = number(rest.strip_prefix(sign)?)?;
            (month, day, rest)
        }
    };
    let (month, day, rest) = rest;
    if !is_clock(rest) {
        return None;
    }
    Some(Edtf::day(Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?))
}

fn year(written: &str) -> Option<(i16, &str)> {
    for (era, before) in ERAS {
        let Some(rest) = written.strip_prefix(era) else { continue };
        let (count, rest) = match rest.strip_prefix('元') {
            Some(rest) => (1, rest),
            None => number(rest)?,
        };
        // Only the Japanese form: `令和7/8/15` is not written.
        return rest.starts_with('年').then_some((before + i16::from(count), rest));
    }
    let digits = written.get(..4)?;
    if !digits.bytes().all(|digit| digit.is_ascii_digit()) || digits < "1000" {
        return None;
    }
    Some((digits.parse().ok()?, &written[4..]))
}

/// A number of one or two digits, and what follows.
fn number(written: &str) -> Option<(u8, &str)> {
    let digits = written.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=2).contains(&digits) {
        return None;
    }
    Some((written[..digits].parse().ok()?, &written[digits..]))
}

/// Whether what follows a day is nothing but weekday, clock and offset. Anything else may make
/// another date of it (`15日から`, `15～16日`).
fn is_clock(rest: &str) -> bool {
    let mut rest = rest.trim_start();
    if let Some((weekday, after)) = rest.strip_prefix('(').and_then(|rest| rest.split_once(')')) {
        if !["月", "火", "水", "木", "金", "土", "日"].contains(&weekday.trim_end_matches("曜日"))
        {
            return false;
        }
        rest = after.trim_start();
    }
    rest = rest.strip_prefix("午前").or_else(|| rest.strip_prefix("午後")).unwrap_or(rest);
    rest = rest.strip_prefix('T').unwrap_or(rest);
    for zone in ["JST", "Z", "UTC", "GMT", "+09:00", "+0900"] {
        if let Some(before) = rest.strip_suffix(zone) {
            rest = before.trim_end();
            break;
        }
    }
    let japanese = rest.replace(['時', '分'], ":").replace('秒', "");
    let clock = japanese.trim_end_matches(':');
    clock.is_empty()
        || (clock.split(':').count() <= 3
            && clock.split(':').all(|part| number(part).is_some_and(|(_, rest)| rest.is_empty())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(written: &str) -> Option<String> {
        published(written).map(|edtf| edtf.to_string())
    }

    #[test]
    fn a_day_is_the_day_of_its_own_offset() {
        for written in [
            "2025-08-15",
            "2025-08-15T23:59:59+09:00",
            "2025-08-15T00:30:00.000Z",
            "2025-08-15 19:30",
            "20250815",
            "Fri, 15 Aug 2025 23:30:00 +0900",
            "Fri, 15 Aug 2025 23:30:00 GMT",
            "August 15, 2025",
            "15 Aug 2025",
            "2025年8月15日",
            "２０２５年８月１５日（金）　１９時３０分",
            "2025年08月15日 午後7:30",
            "令和7年8月15日",
            "2025/8/15",
            "2025/08/15 19:30:05 JST",
            "2025.8.15",
            " 2025-8-15 ",
        ] {
            assert_eq!(read(written).as_deref(), Some("2025-08-15"), "{written}");
        }
    }

    #[test]
    fn less_than_a_day_stays_less() {
        assert_eq!(read("2025-08").as_deref(), Some("2025-08"));
        assert_eq!(read("2025年8月").as_deref(), Some("2025-08"));
        assert_eq!(read("平成元年").as_deref(), Some("1989"));
        assert_eq!(read("2025-08/2025-09").as_deref(), Some("2025-08/2025-09"));
    }

    #[test]
    fn what_can_be_read_in_two_ways_is_not_read() {
        for written in [
            "",
            "昨日",
            "08/09/2025",
            "8月15日",
            "2025年8月15日から16日",
            "2025/8/15-16",
            "2025-02-30",
            "2025年13月1日",
            "令和99年99月",
            "2025/8/15 (本日)",
            "1723700000",
            "2025年8月15日更新",
            "Sat, 15 Aug 2025 23:30:00 GMT",
        ] {
            assert_eq!(read(written), None, "{written}");
        }
        assert_eq!(read(&"9".repeat(1000)), None);
    }
}
