//! A calendar by RFC 5545.
//!
//! A happening of one known day is an event of that day. An interval, a month or a year is no day,
//! and a happening without a date has none: these are journal entries without a start, which no
//! program shows on a day, with what is known of the time in words and as EDTF. So every row of the
//! timeline is in the file, and none on a day that nobody told.

mod line;

use std::io::Write;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use keii_ledger::Entry;
use keii_model::{Edtf, Status};
use keii_words::Word;

use crate::Error;
use crate::context::{Context, told, word};
use line::{folded, text};

pub(crate) fn write(context: &Context<'_>, out: &mut dyn Write) -> Result<usize, Error> {
    let stamp = &context.stamp;
    let head = [
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        format!("PRODID:-//keii//{}//EN", stamp.program),
        "CALSCALE:GREGORIAN".to_owned(),
        format!("X-KEII-LEDGER:{}", text(&stamp.ledger)),
        format!("X-KEII-QUERY:{}", text(&stamp.query())),
        format!("X-KEII-ROWS:{}", stamp.rows),
    ];
    let mut lines = head.to_vec();
    for entry in &context.rows.events {
        lines.extend(component(context, entry));
    }
    lines.push("END:VCALENDAR".to_owned());
    for line in lines {
        out.write_all(folded(&line).as_bytes())?;
    }
    Ok(context.rows.rows())
}

fn component(context: &Context<'_>, entry: &Entry<'_>) -> Vec<String> {
    let event = entry.event;
    let when = entry.time.and_then(|time| time.value.as_ref());
    let start = when.and_then(start);
    let name = if start.is_some() { "VEVENT" } else { "VJOURNAL" };
    let stamp = stamped(told(entry).1);
    let mut lines = vec![
        format!("BEGIN:{name}"),
        format!("UID:{}@keii", event.id),
        format!("DTSTAMP:{stamp}"),
        format!("LAST-MODIFIED:{stamp}"),
        format!("SEQUENCE:{}", event.history.len().saturating_sub(1)),
        format!("STATUS:{}", status(event.status, start.is_some())),
    ];
    let told = match &start {
        Some(start) => {
            lines.push(start.clone());
            lines.push("TRANSP:TRANSPARENT".to_owned());
            context.headline(entry)
        }
        // What is known of the time stands in the title.
        None => match when {
            Some(when) => format!("{} ({})", context.headline(entry), context.day(when)),
            None => context.headline(entry),
        },
    };
    lines.push(format!("SUMMARY:{}", text(&told)));
    lines.push(format!("DESCRIPTION:{}", text(&description(context, entry))));
    if let Some(place) = context.facts(entry).places.first().filter(|_| start.is_some()) {
        lines.push(format!("LOCATION:{}", text(place)));
    }
    lines.push(format!("CATEGORIES:{}", text(event.event_type.word(context.form.lang))));
    lines.push(format!("X-KEII-TYPE:{}", word(event.event_type)));
    lines.push(format!("X-KEII-STATUS:{}", word(event.status)));
    lines.extend(when.map(|when| format!("X-KEII-WHEN:{}", text(when.as_str()))));
    lines.push(format!("END:{name}"));
    lines
}

/// Whether it takes place as far as a calendar can tell. A plan is tentative however firm it is:
/// only what was told as held is a fact.
fn status(status: Status, is_event: bool) -> &'static str {
    match (status, is_event) {
        (Status::Held | Status::Ongoing, true) => "CONFIRMED",
        (Status::Held | Status::Ongoing, false) => "FINAL",
        (Status::Postponed | Status::Cancelled | Status::Failed, _) => "CANCELLED",
        (_, true) => "TENTATIVE",
        (_, false) => "DRAFT",
    }
}

/// The day, or the instant where the hour is told: with an offset in UTC, else as the clock on the
/// wall. Nothing for what is no single day.
fn start(when: &Edtf) -> Option<String> {
    let day = when.single_day().filter(|day| day.year() > 0)?;
    let plain = when.as_str().trim_end_matches(['~', '?', '%']);
    let exact = plain.len() == when.as_str().len() && !plain.contains('/');
    if exact && plain.contains('T') {
        if let Ok(instant) = plain.parse::<jiff::Timestamp>() {
            return Some(format!("DTSTART:{}", utc(instant)));
        }
        if let Ok(clock) = plain.parse::<jiff::civil::DateTime>() {
            return Some(format!("DTSTART:{}", clock.strftime("%Y%m%dT%H%M%S")));
        }
    }
    Some(format!("DTSTART;VALUE=DATE:{}", day.strftime("%Y%m%d")))
}

/// The beginning of the day on which it was last told; of a day that nobody knows, that of 1970.
fn stamped(day: Option<Date>) -> String {
    let day = day.filter(|day| day.year() > 0).unwrap_or(jiff::civil::date(1970, 1, 1));
    format!("{}T000000Z", day.strftime("%Y%m%d"))
}

fn utc(instant: jiff::Timestamp) -> String {
    instant.to_zoned(TimeZone::UTC).strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// What it was read from: words, source and day, a telling a line.
fn description(context: &Context<'_>, entry: &Entry<'_>) -> String {
    let lines = context.passages(entry).into_iter().map(|passage| {
        let words = match context.words(&passage.span.text) {
            Some(_) => format!("「{}」", passage.line()),
            None => format!("sha256:{}", passage.hash()),
        };
        let publisher = passage.document.and_then(|document| document.publisher.as_ref());
        let publisher = publisher.and_then(|one| context.words(&one.name)).map(str::to_owned);
        let day = passage.document.and_then(|document| document.published.value.as_ref());
        let day = day.map(|day| context.day(day));
        let address = passage.address().map(str::to_owned);
        let parts = [Some(words), publisher, day, Some(passage.place()), address];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_day_is_a_day() {
        let start = |written: &str| start(&written.parse().expect("valid"));
        assert_eq!(start("2025-08-15").as_deref(), Some("DTSTART;VALUE=DATE:20250815"));
        assert_eq!(start("2025-08-15~").as_deref(), Some("DTSTART;VALUE=DATE:20250815"));
        assert_eq!(start("2025-08-15T19:30").as_deref(), Some("DTSTART:20250815T193000"));
        assert_eq!(start("2025-08-15T19:30:00+09:00").as_deref(), Some("DTSTART:20250815T103000Z"));
        assert_eq!(start("2025-08-15T19:30+09:00").as_deref(), Some("DTSTART:20250815T103000Z"));
        for no_day in ["2025-08", "2025", "2025-10-21/2025-10-31", "XXXX-08-15", "2019/..", "-0043"]
        {
            assert_eq!(start(no_day), None, "{no_day}");
        }
    }

    #[test]
    fn a_plan_is_tentative_and_what_fell_through_is_cancelled() {
        assert_eq!(status(Status::Planned, true), "TENTATIVE");
        assert_eq!(status(Status::Held, true), "CONFIRMED");
        assert_eq!(status(Status::Postponed, true), "CANCELLED");
        assert_eq!(status(Status::Held, false), "FINAL");
    }
}
