//! EDTF as people write dates.

use jiff::civil::Date;
use keii_model::Edtf;

use crate::Lang;

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// A date as a reader of `lang` writes it: `2025年8月15日`, `Aug 15, 2025`. What the words below do
/// not cover is given as EDTF.
#[must_use]
pub fn for_people(date: &Edtf, lang: Lang) -> String {
    let written = date.as_str();
    match written.split_once('/') {
        Some((first, last)) => interval(first, last, lang),
        None => point(written, lang),
    }
}

/// What [`for_people`] gave, without the year where a heading tells it already.
#[must_use]
pub fn without_year(shown: &str, year: &str) -> String {
    let rest = shown
        .strip_prefix(&format!("{year}年"))
        .or_else(|| shown.strip_suffix(&format!(", {year}")))
        .or_else(|| shown.strip_suffix(&format!(" {year}")));
    rest.filter(|rest| !rest.is_empty()).unwrap_or(shown).to_owned()
}

fn interval(first: &str, last: &str, lang: Lang) -> String {
    if let Some(part) = part_of_month(first, last, lang) {
        return part;
    }
    match (first, last, lang) {
        ("..", last, Lang::Ja) => format!("{}まで", point(last, lang)),
        ("..", last, Lang::En) => format!("until {}", point(last, lang)),
        (first, "..", Lang::Ja) => format!("{}以降", point(first, lang)),
        (first, "..", Lang::En) => format!("since {}", point(first, lang)),
        (first, last, Lang::Ja) => {
            let whole = point(last, lang);
            let same = shared_year(first, last).and_then(|year| whole.strip_prefix(&year));
            format!("{}〜{}", point(first, lang), same.unwrap_or(&whole))
        }
        (first, last, Lang::En) => format!("{} – {}", point(first, lang), point(last, lang)),
    }
}

/// `2025年` when both ends lie in that year.
fn shared_year(first: &str, last: &str) -> Option<String> {
    let year = |written: &str| written.get(..4).map(str::to_owned);
    (year(first)? == year(last)?).then(|| format!("{}年", &first[..4]))
}

/// The thirds of a month: 上旬, 中旬, 下旬 run from the 1st, the 11th, and the 21st to the end.
fn part_of_month(first: &str, last: &str, lang: Lang) -> Option<String> {
    let (first, last): (Date, Date) = (day(first)?, day(last)?);
    let same = first.year() == last.year() && first.month() == last.month();
    let (ja, en) = match (first.day(), last.day()) {
        (1, 10) => ("上旬", "early"),
        (11, 20) => ("中旬", "mid"),
        (21, end) if end == last.days_in_month() => ("下旬", "late"),
        _ => return None,
    };
    same.then(|| match lang {
        Lang::Ja => format!("{}年{}月{ja}", first.year(), first.month()),
        Lang::En => format!("{en} {} {}", month_name(first.month()), first.year()),
    })
}

/// A whole day; jiff's own parser would also take `20250815`.
fn day(written: &str) -> Option<Date> {
    let shaped = written.len() == 10 && written.as_bytes()[4] == b'-';
    shaped.then(|| written.parse().ok())?
}

fn point(written: &str, lang: Lang) -> String {
    let plain = written.trim_end_matches(['~', '?', '%']);
    let (date, clock) = match plain.split_once('T') {
        Some((date, clock)) => (date, clock.get(..5)),
        None => (plain, None),
    };
    let mut parts = date.split('-');
    let year = parts.next().unwrap_or_default();
    let numbers: Vec<i8> = parts.map(|part| part.parse().unwrap_or(UNKNOWN)).collect();
    let mut shown = match lang {
        Lang::Ja => japanese(year, &numbers),
        Lang::En => english(year, &numbers),
    };
    if let Some(clock) = clock {
        shown = format!("{shown} {clock}");
    }
    match (plain == written, lang) {
        (true, _) => shown,
        (false, Lang::Ja) => format!("{shown}ごろ"),
        (false, Lang::En) => format!("c. {shown}"),
    }
}

/// Stands for a month of which only a day is told.
const UNKNOWN: i8 = 0;

fn japanese(year: &str, rest: &[i8]) -> String {
    let year = if year == "XXXX" { String::new() } else { format!("{year}年") };
    match rest {
        [] => year,
        [season @ 21..=24] => {
            format!("{year}{}", ["春", "夏", "秋", "冬"][usize::from(season.unsigned_abs()) - 21])
        }
        [month] => format!("{year}{month}月"),
        [UNKNOWN, day, ..] if year.is_empty() => format!("{day}日"),
        [UNKNOWN, day, ..] => format!("{year}?月{day}日"),
        [month, day, ..] => format!("{year}{month}月{day}日"),
    }
}

fn english(year: &str, rest: &[i8]) -> String {
    let known = year != "XXXX";
    match rest {
        [] => year.to_owned(),
        [season @ 21..=24] => {
            let season =
                ["spring", "summer", "autumn", "winter"][usize::from(season.unsigned_abs()) - 21];
            if known { format!("{season} {year}") } else { season.to_owned() }
        }
        [UNKNOWN, day, ..] if known => format!("? {day}, {year}"),
        [UNKNOWN, day, ..] => format!("on the {}", ordinal(*day)),
        [month] if known => format!("{} {year}", month_name(*month)),
        [month] => month_name(*month).to_owned(),
        [month, day, ..] if known => format!("{} {day}, {year}", month_name(*month)),
        [month, day, ..] => format!("{} {day}", month_name(*month)),
    }
}

/// `1st`, `22nd`, `13th`
fn ordinal(day: i8) -> String {
    let ending = match (day, day % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{day}{ending}")
}

fn month_name(month: i8) -> &'static str {
    usize::try_from(month - 1).ok().and_then(|index| MONTHS.get(index)).copied().unwrap_or("?")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(written: &str) -> [String; 2] {
        let date: Edtf = written.parse().expect("valid");
        [for_people(&date, Lang::Ja), for_people(&date, Lang::En)]
    }

    #[test]
    fn dates_read_naturally() {
        assert_eq!(shown("2025-08-15"), ["2025年8月15日", "Aug 15, 2025"]);
        assert_eq!(shown("2025-08"), ["2025年8月", "Aug 2025"]);
        assert_eq!(shown("2025"), ["2025年", "2025"]);
        assert_eq!(shown("XXXX-08-15"), ["8月15日", "Aug 15"]);
        assert_eq!(shown("XXXX-XX-08"), ["8日", "on the 8th"]);
        assert_eq!(shown("XXXX-XX-12"), ["12日", "on the 12th"]);
        assert_eq!(shown("XXXX-XX-23T19:30"), ["23日 19:30", "on the 23rd 19:30"]);
        assert_eq!(shown("2025-XX-01"), ["2025年?月1日", "? 1, 2025"]);
        assert_eq!(shown("2025-23"), ["2025年秋", "autumn 2025"]);
        assert_eq!(shown("2025-08~"), ["2025年8月ごろ", "c. Aug 2025"]);
        assert_eq!(
            shown("2025-08-15T19:30:00+09:00"),
            ["2025年8月15日 19:30", "Aug 15, 2025 19:30"]
        );
    }

    #[test]
    fn a_heading_spares_the_year() {
        assert_eq!(without_year("2025年8月15日", "2025"), "8月15日");
        assert_eq!(without_year("Aug 15, 2025", "2025"), "Aug 15");
        assert_eq!(without_year("2025年", "2025"), "2025年");
        assert_eq!(without_year("since 2019", "2020"), "since 2019");
    }

    #[test]
    fn intervals_say_no_more_than_they_must() {
        assert_eq!(shown("2025-10-21/2025-10-31"), ["2025年10月下旬", "late Oct 2025"]);
        assert_eq!(shown("2024-02-21/2024-02-29"), ["2024年2月下旬", "late Feb 2024"]);
        assert_eq!(shown("2025-11/2025-12"), ["2025年11月〜12月", "Nov 2025 – Dec 2025"]);
        assert_eq!(shown("2025-12/2026-01"), ["2025年12月〜2026年1月", "Dec 2025 – Jan 2026"]);
        assert_eq!(shown("2019/.."), ["2019年以降", "since 2019"]);
        assert_eq!(shown("../2025-03"), ["2025年3月まで", "until Mar 2025"]);
    }
}
